package views

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// claimName is how people speak of a claim: "Claim 7".
func claimName(d claims.Dossier) string { return "Claim " + strconv.Itoa(d.Claim.No) }

// may tells whether a rule lets the reader do something with the claim.
func may(p Page, d claims.Dossier, rule func(claims.Dossier, claims.Actor) error) bool {
	return p.User != nil && rule(d, p.User.Actor()) == nil
}

// verdictVerb names what the rating form does to this claim.
func verdictVerb(d claims.Dossier) string {
	switch {
	case d.Round != nil && d.Round.Sealed():
		return "Second review"
	case d.Policy.Reviews == claims.Twice || d.Round != nil && d.Round.State == claims.Reviewing:
		return "Review"
	case d.Verdict == nil:
		return "Verdict"
	case d.Published():
		return "Correct the verdict"
	}
	return "Change the verdict"
}

// noVerdictWords says what is missing for a verdict.
func noVerdictWords(d claims.Dossier) string {
	switch {
	case d.Claim.State == claims.Proposed:
		return "A candidate has to be accepted first."
	case !d.Claim.State.Open():
		return "The claim is closed."
	case d.Sealed > 0:
		return "One review is in. Nobody sees it until the second one is."
	case d.Round != nil && d.Round.State == claims.Disputed:
		return "The two reviews differ. An editor decides."
	case len(d.Evidence) == 0:
		return "There is no evidence to judge by yet."
	}
	return Plural(len(d.Evidence), "piece", "pieces") + " of evidence to judge by."
}

// unpublishedWords says why readers do not see the current verdict.
func unpublishedWords(d claims.Dossier) string {
	switch {
	case d.Publication == nil:
		return "Not published"
	case d.Publication.State == claims.Retracted:
		return "Retracted"
	}
	return "An older verdict is published"
}

// attributionWords tells how the article ascribes a claim: the name used there, the reporting words, the kind of
// quotation, and further speakers. "" when it speaks in its own voice.
func attributionWords(a claims.Attribution) string {
	var parts []string
	if a.Mention != "" {
		parts = append(parts, "to “"+a.Mention+"”")
	}
	if a.Cue != "" {
		parts = append(parts, "by “"+a.Cue+"”")
	}
	switch a.Quote {
	case claims.Direct:
		parts = append(parts, "in his or her own words")
	case claims.Indirect:
		parts = append(parts, "in other words")
	case claims.Mixed:
		parts = append(parts, "partly in quotation marks")
	}
	if len(a.Chain) > 0 {
		parts = append(parts, "through "+strings.Join(a.Chain, ", "))
	}
	if a.Confidence > 0 && a.Confidence < 1 {
		parts = append(parts, percent(a.Confidence)+" in 100 sure who is meant")
	}
	return strings.Join(parts, ", ")
}

// filledPiece is a stretch of a wording; Fill is set for what was filled in.
type filledPiece struct {
	Text string
	Fill *claims.Fill
}

// filledPieces cuts a wording at what was filled in. Where the words stand is not kept, so they are marked only when
// there is no doubt: "is", filled in once, is not when the wording holds two. The texts together are the wording.
func filledPieces(wording string, filled []claims.Fill) []filledPiece {
	var found []placedFill
	for i, f := range filled {
		twins := 0
		for _, other := range filled {
			if other.Words == f.Words {
				twins++
			}
		}
		places := wordsIn(wording, f.Words)
		if len(places) != twins {
			continue
		}
		before := 0
		for _, other := range filled[:i] {
			if other.Words == f.Words {
				before++
			}
		}
		found = append(found, placedFill{places[before], f})
	}
	slices.SortStableFunc(found, func(a, b placedFill) int { return a.Start - b.Start })
	var out []filledPiece
	at := 0
	for _, f := range found {
		if f.Start < at {
			continue // inside what was filled in before it
		}
		if f.Start > at {
			out = append(out, filledPiece{Text: wording[at:f.Start]})
		}
		out = append(out, filledPiece{f.In(wording), &f.fill})
		at = f.End
	}
	if at < len(wording) {
		out = append(out, filledPiece{Text: wording[at:]})
	}
	return out
}

// placedFill is what was filled in, with its place in the wording.
type placedFill struct {
	claims.Span
	fill claims.Fill
}

// wordsIn returns where words stand in text as whole words: "is" stands once in "this is".
func wordsIn(text, words string) []claims.Span {
	var out []claims.Span
	for at := 0; words != ""; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		s := claims.Span{Start: at + i, End: at + i + len(words)}
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text[s.End:])
		if !inWord(before) && !inWord(after) {
			out = append(out, s)
		}
		at = s.End
	}
	return out
}

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

// filledTitle says of words in a wording that they are not the article's: "Filled in for “he”".
func filledTitle(f claims.Fill) string {
	if f.For == "" {
		return "Filled in"
	}
	return "Filled in for “" + f.For + "”"
}

// mentionTexts lists words as they stand: “possibly”, “as early as”.
func mentionTexts(list []claims.Mention) string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = "“" + m.Text + "”"
	}
	return strings.Join(out, ", ")
}

// quantityWords is the value that was read from a number in words, "" when nothing was.
func quantityWords(q claims.Quantity) string {
	var value string
	switch {
	case q.Value != nil:
		value = figure(*q.Value)
	case q.Low != nil && q.High != nil:
		value = figure(*q.Low) + " to " + figure(*q.High)
	default:
		return ""
	}
	if q.Unit != "" {
		value += " " + q.Unit
	}
	switch {
	case q.Bound == "min":
		return "at least " + value
	case q.Bound == "max":
		return "at most " + value
	case q.Approx:
		return "about " + value
	}
	return value
}

// figure writes a number without needless digits: whole numbers with separators.
func figure(x float64) string {
	if x == float64(int64(x)) && x < 1e15 && x > -1e15 {
		return Count(int(x))
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// priorityLabel names a priority.
func priorityLabel(n int) string {
	switch {
	case n > 0:
		return "High"
	case n < 0:
		return "Low"
	}
	return "Normal"
}

// percent writes a share between 0 and 1 as a whole number of hundredths.
func percent(x float64) string { return strconv.Itoa(int(100*x + 0.5)) }

// allEvents leads to the whole history.
func allEvents(n int) string {
	if n == 1 {
		return "The one event"
	}
	return "All " + Count(n) + " events"
}

// comma parts the entries of a list inside a sentence.
func comma(i int) string {
	if i == 0 {
		return " "
	}
	return ", "
}

// lastSaid says what the reader did last to the claim, for whoever hears the page; "" when somebody else did it.
func lastSaid(p Page, d claims.Dossier) string {
	if len(d.Recent) == 0 || d.Recent[0].Actor != p.userID() {
		return ""
	}
	return lastWords(d.Recent[0])
}

// undoOnClaim is the event that the reader can take back on the claim's page, 0 for none: the last one, when it is his
// and changed the claim itself, and nothing rests on it yet.
func undoOnClaim(p Page, d claims.Dossier) int64 {
	if len(d.Recent) == 0 || d.Verdict != nil || !p.May(claims.MayWork) {
		return 0
	}
	last := d.Recent[0]
	if last.Actor != p.userID() || !last.Kind.Undoable() || last.SubjectID != d.Claim.ID || last.Version != d.Claim.Version {
		return 0
	}
	return last.Seq
}
