package views

import (
	"strconv"
	"strings"

	"assay/claims"
)

// style draws the marks of the article page.
func (v ArticleView) style() MarkStyle {
	return MarkStyle{Article: v.Article.ID, IDs: true, Current: v.Current}
}

// Progress says how far the work on the article has come.
func (v ArticleView) Progress() string {
	accepted, decided, proposed := v.Count()
	var parts []string
	if accepted > 0 {
		parts = append(parts, Count(decided)+" of "+Plural(accepted, "claim", "claims")+" checked")
	}
	if proposed > 0 {
		parts = append(parts, Plural(proposed, "candidate", "candidates")+" to look at")
	}
	if len(parts) == 0 {
		return "No claims yet"
	}
	return strings.Join(parts, ", ")
}

// paragraphMark is the short sign of a paragraph: "¶3", or "¶" for one that is not counted.
func paragraphMark(p Paragraph) string {
	if p.No == 0 {
		return "¶"
	}
	return "¶" + strconv.Itoa(p.No)
}

// paragraphName names a paragraph inside a sentence: "paragraph 3", "the headline".
func paragraphName(p Paragraph) string {
	if p.No == 0 {
		return "the " + strings.ToLower(BlockLabel(p.Kind))
	}
	return "paragraph " + strconv.Itoa(p.No)
}

// paragraphID is the element id of a paragraph: its number, or the block's index for one that is not counted.
func paragraphID(p Paragraph) string {
	if p.No == 0 {
		return "b" + strconv.Itoa(p.Block)
	}
	return "p" + strconv.Itoa(p.No)
}

// closedSummary heads the folded list of closed claims: "2 rejected, 1 merged".
func closedSummary(rows []claims.ClaimRow) string {
	var parts []string
	for _, s := range []claims.State{claims.Rejected, claims.Merged, claims.SplitUp, claims.Withdrawn} {
		n := 0
		for _, r := range rows {
			if r.State == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+strings.ToLower(StateLabel(s)))
		}
	}
	return strings.Join(parts, ", ")
}

// asideSummary heads a folded run of parts: how many, and how the first begins.
func asideSummary(parts []Paragraph) string {
	begin := firstRunes(strings.Join(strings.Fields(parts[0].Text), " "), 48)
	if len([]rune(begin)) < len([]rune(parts[0].Text)) || len(parts) > 1 {
		begin += " …"
	}
	return Plural(len(parts), "part set aside: ", "parts set aside: ") + Bare(begin)
}

// partWhy says what a part is and why it was set aside.
func partWhy(p Paragraph) string {
	if p.Why == "" {
		return BlockLabel(p.Kind) + ", set aside by hand"
	}
	return BlockLabel(p.Kind) + ": " + p.Why
}

func looseText(n int) string {
	return Plural(n, "claim stands", "claims stand") + " in no part of the text that is shown: the part was set aside, or the words are not in this version."
}

// candidateWhy is the first reason why the splitter proposes a claim, shown where the article itself makes it.
func candidateWhy(r claims.ClaimRow) string { return r.ProposedText }

// known returns s, or says that it is not known.
func known(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}

// units writes a length of a drawing.
func units(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// rejectKey is the key of a reason in the list of reasons: its first letter.
func rejectKey(r claims.RejectReason) string { return string(r[:1]) }

// dockState is what the dock's controls go by: a claim with a verdict can be neither split, merged nor moved.
func dockState(c claims.ClaimRow) string {
	if c.State == claims.Accepted && c.Rating != "" {
		return "decided"
	}
	return string(c.State)
}

// lastWords says what the reader did last: "You accepted the claim."
func lastWords(e claims.EventRow) string { return "You " + e.Kind.Words() + "." }

// undoBack is the claim that is current after an undo: the one that the undone action was about, when it is known.
func undoBack(v ArticleView) string {
	if v.Last != nil && v.Last.ClaimID != "" {
		return v.Last.ClaimID
	}
	return v.Current
}

// dockIdle stands in the dock when there is no current claim.
func dockIdle(v ArticleView) string {
	if len(v.Claims) == 0 {
		return "No claims yet. Select words, or press a ¶ to choose a sentence."
	}
	return "Nothing waits here."
}
