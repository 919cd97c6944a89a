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
// nothing is an ErrInvalid, and so is any move of a claim that has a verdict. Errors: ErrForbidden, ErrInvalid.
func (c Claim) MoveEdge(v ArticleVersion, edge Edge, words int, hasVerdict bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if hasVerdict {
		return c, Problem("This claim has a verdict: its words stay where they are.")
	}
	if !c.State.Open() || !c.standsIn(v) {
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

// AddWords adds a stretch of the text to the words of the claim: a claim may stand in several places of an article, told
// apart by what the article says between them. Errors: ErrForbidden; ErrInvalid for a claim that is not open, has a
// verdict or a review, or does not stand in v, and for words that it has already.
func (c Claim) AddWords(v ArticleVersion, span Span, judged bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	switch {
	case judged:
		return c, Problem("Somebody has rated this claim: its words stay as they are.")
	case !c.State.Open() || !c.standsIn(v):
		return c, Problem("Words cannot be added to this claim.")
	}
	spans := unionSpans(c.Appearances[0].Spans, []Span{span})
	if slices.Equal(spans, c.Appearances[0].Spans) {
		return c, Problem("These words belong to the claim already.")
	}
	where, err := NewAppearance(v, spans)
	if err != nil {
		return c, err
	}
	c.Appearances = slices.Clone(c.Appearances)
	c.Appearances[0] = where
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

// Words returns the claim's own words on one line, with a space where the article says something else in between: what
// the split form begins with. It is "" when they do not stand in v.
func (c Claim) Words(v ArticleVersion) string {
	if !c.standsIn(v) {
		return ""
	}
	return strings.Join(strings.Fields(wordsOf(v.Text, c.Appearances[0].Spans)), " ")
}

// standsIn tells whether the claim has a place in v.
func (c Claim) standsIn(v ArticleVersion) bool {
	return len(c.Appearances) > 0 && c.Appearances[0].Number == v.Number && SpansValidIn(v.Text, c.Appearances[0].Spans)
}

// wordsOf is Quote without the ellipses.
func wordsOf(text string, spans []Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.In(text)
	}
	return strings.Join(words, " ")
}

// SplitLines reads the split form: the claim's own words with line breaks put where the next claim starts. Only white
// space may differ from Words. It returns the spans of every line, at least two lines; they lie inside the claim's own
// spans. Errors: FieldErrors on "lines".
func (c Claim) SplitLines(v ArticleVersion, lines string) ([][]Span, error) {
	bad := func(msg string) error { return &FieldError{"lines", msg} }
	if !c.standsIn(v) {
		return nil, bad("The words of this claim are not in the current version of the article.")
	}
	rest := charsOf(v.Text, c.Appearances[0].Spans)
	var parts [][]Span
	for line := range strings.Lines(lines) {
		var part []Span
		of := -1
		for _, r := range line {
			if unicode.IsSpace(r) {
				continue
			}
			if len(rest) == 0 || rest[0].is != r {
				return nil, bad("Only line breaks may change here. Reword after splitting.")
			}
			if rest[0].of == of {
				part[len(part)-1].End = rest[0].End
			} else {
				part, of = append(part, rest[0].Span), rest[0].of
			}
			rest = rest[1:]
		}
		if len(part) > 0 {
			parts = append(parts, part)
		}
	}
	if len(rest) > 0 {
		return nil, bad("Only line breaks may change here. Reword after splitting.")
	}
	if len(parts) < 2 {
		return nil, bad("Press Enter where the next claim starts: this is still one claim.")
	}
	return parts, nil
}

// char is a character of a text that is not white space.
type char struct {
	Span
	is rune
	of int // index of the span in which it stands
}

func charsOf(text string, spans []Span) []char {
	var out []char
	for of, s := range spans {
		for i, r := range s.In(text) {
			if !unicode.IsSpace(r) {
				at := s.Start + i
				out = append(out, char{Span{at, at + utf8.RuneLen(r)}, r, of})
			}
		}
	}
	return out
}

// Part returns the candidate for one part of a claim that is split: the words of spans, and of c what belongs to them.
func (c Claim) Part(v ArticleVersion, spans []Span) Candidate {
	return Candidate{
		Wording: partWording(wordsOf(v.Text, spans)), Attribution: c.Attribution, Spans: spans, Kind: c.Kind,
		Modality: c.Modality, Hedges: within(c.Hedges, spans), Dates: within(c.Dates, spans),
		Quantities: within(c.Quantities, spans), SettlesOn: c.SettlesOn, Place: c.Place,
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

// within returns the mentions or quantities that stand wholly in one of spans.
func within[T interface{ inOneOf(spans []Span) bool }](all []T, spans []Span) []T {
	var in []T
	for _, m := range all {
		if m.inOneOf(spans) {
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
	if !c.standsIn(v) || !keep.standsIn(v) {
		return c, keep, Problem("The words of one of the two are not in the current version of the article. Say where they stand first.")
	}
	where, err := NewAppearance(v, unionSpans(c.Appearances[0].Spans, keep.Appearances[0].Spans))
	if err != nil {
		return c, keep, err
	}
	c.State, c.Successors = Merged, []string{keep.ID}
	keep.Wording, keep.Filled, keep.State = strings.TrimSpace(wording), nil, Accepted
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
