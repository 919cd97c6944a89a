package claims

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Edge names one end of a claim's first or last span.
type Edge string

// The two edges of a claim in the text.
const (
	StartEdge Edge = "start"
	EndEdge   Edge = "end"
)

// MoveEdge moves one edge of the claim's first appearance by words: to the right when words is positive, to the left
// when it is negative. The edge stops at the text's ends and never passes the other edge; a move that changes
// nothing is an ErrInvalid, and so is any move of a claim that readers can see. Errors: ErrForbidden, ErrInvalid.
func (c Claim) MoveEdge(v ArticleVersion, edge Edge, words int, published bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if published {
		return c, Problem("This claim is published: its words stay where they are.")
	}
	if !c.State.Open() || len(c.Appearances) == 0 || c.Appearances[0].Number != v.Number {
		return c, Problem("The words of this claim cannot be moved.")
	}
	spans := slices.Clone(c.Appearances[0].Spans)
	switch edge {
	case StartEdge:
		spans[0].Start = moveByWords(v.Text, spans[0].Start, words, true)
	case EndEdge:
		last := len(spans) - 1
		spans[last].End = moveByWords(v.Text, spans[last].End, words, false)
	default:
		return c, Problem("Choose the start or the end.")
	}
	moved, err := NewAppearance(v, spans)
	if err != nil || slices.Equal(spans, c.Appearances[0].Spans) {
		return c, Problem("The edge cannot move further that way.")
	}
	c.Appearances = slices.Clone(c.Appearances)
	c.Appearances[0] = moved
	return c, nil
}

// moveByWords returns the offset reached from at by passing words words; start says whether the offset is a word's
// first byte (a start edge) or the byte after its last (an end edge). Words are runs of characters that are not space.
func moveByWords(text string, at, words int, start bool) int {
	var stops []int
	inWord := false
	for i, r := range text {
		space := unicode.IsSpace(r)
		if start && !space && !inWord || !start && space && inWord {
			stops = append(stops, i)
		}
		inWord = !space
	}
	if !start && inWord {
		stops = append(stops, len(text))
	}
	if len(stops) == 0 {
		return at
	}
	i, found := slices.BinarySearch(stops, at)
	if !found && words > 0 {
		i-- // the next stop to the right is stops[i] itself
	}
	i = min(max(i+words, 0), len(stops)-1)
	return stops[i]
}

// SplitLines reads the split form: the claim's exact words with line breaks put where the next claim starts. Only
// white space may differ from exact. It returns the span of every line inside the claim's own spans, at least two.
// Errors: FieldErrors on "lines".
func (c Claim) SplitLines(v ArticleVersion, lines string) ([]Span, error) {
	bad := func(msg string) ([]Span, error) { return nil, &FieldError{"lines", msg} }
	if len(c.Appearances) == 0 || c.Appearances[0].Number != v.Number {
		return bad("The words of this claim are not in the current version of the article.")
	}
	whole := c.Appearances[0].Span()
	text, at := v.Text[whole.Start:whole.End], 0
	var spans []Span
	for line := range strings.SplitSeq(strings.ReplaceAll(lines, "\r\n", "\n"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		start := -1
		for _, r := range line {
			if unicode.IsSpace(r) {
				continue
			}
			for at < len(text) {
				have, n := utf8.DecodeRuneInString(text[at:])
				if !unicode.IsSpace(have) {
					break
				}
				at += n
			}
			have, n := utf8.DecodeRuneInString(text[at:])
			if at >= len(text) || have != r {
				return bad("Only line breaks may change here. Reword after splitting.")
			}
			if start < 0 {
				start = at
			}
			at += n
		}
		spans = append(spans, Span{whole.Start + start, whole.Start + at})
	}
	if strings.TrimSpace(text[at:]) != "" {
		return bad("Only line breaks may change here. Reword after splitting.")
	}
	if len(spans) < 2 {
		return bad("Press Enter where the next claim starts: this is still one claim.")
	}
	return spans, nil
}

// Part returns the candidate for one part of a claim that is split: the words of span, and of c what belongs to them.
func (c Claim) Part(v ArticleVersion, span Span, claimant string) Candidate {
	return Candidate{
		Wording: partWording(span.In(v.Text)), Claimant: claimant, Attribution: c.Attribution, Spans: []Span{span}, Kind: c.Kind,
		Modality: c.Modality, Hedges: mentionsIn(c.Hedges, span), Dates: mentionsIn(c.Dates, span),
		SettlesOn: c.SettlesOn, Place: c.Place,
	}
}

// partWording is what the words of one part say by themselves: without the comma or the "and" at which they were cut.
func partWording(words string) string {
	for {
		cut := strings.Trim(words, " \n\t,;:–—")
		for _, joint := range []string{"and", "but", "or"} {
			cut = strings.TrimPrefix(strings.TrimSuffix(cut, " "+joint), joint+" ")
		}
		if cut == words || cut == "" {
			return words
		}
		words = cut
	}
}

func mentionsIn(all []Mention, span Span) []Mention {
	var in []Mention
	for _, m := range all {
		if span.Contains(m.Span) {
			in = append(in, m)
		}
	}
	return in
}

// MarkSplit records that c was split into children. Errors: ErrForbidden, ErrInvalid for a claim that is not open or has
// a verdict: the verdict was about the whole.
func (c Claim) MarkSplit(children []string, hasVerdict bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if hasVerdict {
		return c, Problem("This claim has a verdict. Only a claim without one can be split.")
	}
	if !c.State.Open() {
		return c, Problem("Only a candidate or an accepted claim can be split.")
	}
	c.State, c.Successors = SplitUp, children
	return c, nil
}

// MergeInto merges c into keep, which takes the merged wording and gets c's appearances as well as its own. Both must
// be open, stand in the same article and have no verdict. Errors: ErrForbidden, FieldErrors on "wording" and "with",
// ErrInvalid.
func (c Claim) MergeInto(keep Claim, wording string, v ArticleVersion, hasVerdict bool, by Actor) (merged, kept Claim, err error) {
	if err := by.Check(MayWork); err != nil {
		return c, keep, err
	}
	if hasVerdict {
		return c, keep, Problem("One of the two has a verdict. Only claims without one can be merged.")
	}
	var bad FieldErrors
	checkProse(&bad, "wording", wording, MaxWording, true)
	if c.ID == keep.ID || c.ArticleID != keep.ArticleID {
		bad.Add("with", "Choose another claim of the same article.")
	}
	if err := bad.Err(); err != nil {
		return c, keep, err
	}
	if !c.State.Open() || !keep.State.Open() {
		return c, keep, Problem("Only candidates and accepted claims can be merged.")
	}
	where, err := NewAppearance(v, unionSpans(c.Appearances[0].Spans, keep.Appearances[0].Spans))
	if err != nil {
		return c, keep, err
	}
	c.State, c.Successors = Merged, []string{keep.ID}
	keep.Wording, keep.State = strings.TrimSpace(wording), Accepted
	keep.Appearances = slices.Clone(keep.Appearances)
	keep.Appearances[0] = where
	return c, keep, nil
}

// unionSpans returns the sorted union of two lists of spans; spans that touch or overlap become one.
func unionSpans(a, b []Span) []Span {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y Span) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return x.End - y.End
	})
	out := all[:1]
	for _, s := range all[1:] {
		last := &out[len(out)-1]
		if s.Start <= last.End {
			last.End = max(last.End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}
