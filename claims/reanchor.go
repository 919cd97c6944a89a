package claims

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rewrite is the change of an article's text from one version to a later one. It finds where words of the earlier one
// stand in the later one: word for word and nothing else, and by what stands around them where they stand more than once.
type Rewrite struct {
	was, now   ArticleVersion
	head, tail int // bytes that both texts begin with, and end with
}

// NewRewrite compares two versions of an article. It takes time linear in their length.
func NewRewrite(was, now ArticleVersion) Rewrite {
	a, b := was.Text, now.Text
	r := Rewrite{was: was, now: now}
	short := min(len(a), len(b))
	for r.head < short && a[r.head] == b[r.head] {
		r.head++
	}
	for r.tail < short && a[len(a)-1-r.tail] == b[len(b)-1-r.tail] {
		r.tail++
	}
	return r
}

// Anchor returns the appearance in the later version. An exact one stands at the same place, or where its words are the
// only ones with the same words around them in their sentence; a moved one is the only one that can be meant, among
// other words; both have the places of the later version. One that is ambiguous or lost keeps those of the earlier. A
// moved one stays moved until somebody looked at it, and one that stands nowhere is returned as it is.
func (r Rewrite) Anchor(a Appearance) Appearance {
	if len(a.Spans) == 0 {
		return a
	}
	if !r.knows(a) {
		a.Anchor = AnchorLost
		return a
	}
	best := r.decisive(a)
	switch {
	case len(best) == 0:
		a.Anchor = AnchorLost
		return a
	case len(best) > 1:
		a.Anchor = AnchorAmbiguous
		return a
	}
	found, err := NewAppearance(r.now, best[0].spans)
	if err != nil {
		a.Anchor = AnchorLost
		return a
	}
	if best[0].fit < sameSentence || a.Anchor == AnchorMoved {
		found.Anchor = AnchorMoved
	}
	return found
}

// Places lists where the words of an appearance in the earlier version stand in the later one, in text order; those that
// fit best, when only some fit best. At most maxPlaces are told.
func (r Rewrite) Places(a Appearance) [][]Span {
	if !r.knows(a) {
		return nil
	}
	best := r.decisive(a)
	out := make([][]Span, min(len(best), maxPlaces))
	for i := range out {
		out[i] = best[i].spans
	}
	return out
}

// maxPlaces bounds the places from which a person has to choose.
const maxPlaces = 20

// knows tells whether the appearance stands in the earlier version as it says.
func (r Rewrite) knows(a Appearance) bool {
	return a.Number == r.was.Number && SpansValidIn(r.was.Text, a.Spans) && Quote(r.was.Text, a.Spans) == a.Exact
}

// place is where the words of an appearance stand in the later version.
type place struct {
	spans []Span
	fit   fit
}

// fit says how much of what stands around words is the same, from the least.
type fit int

const (
	wordsOnly    fit = iota
	oneSide          // in the sentence, before the words or after them
	sameSentence     // in the sentence, on both sides
	sameContext      // on both sides, also beyond the sentence's ends
)

// decisive returns the places that fit best. A place that is the same as before, counted from the start of the text or
// from its end, goes before all others: nothing else was changed there.
func (r Rewrite) decisive(a Appearance) []place {
	for _, shift := range []int{0, len(r.now.Text) - len(r.was.Text)} {
		at := a.Span()
		untouched := shift == 0 && at.End <= r.head || at.Start >= len(r.was.Text)-r.tail
		if p := r.shifted(a, shift); untouched && p.fit >= sameSentence {
			return []place{p}
		}
	}
	var best []place
	for _, p := range r.places(a) {
		if len(best) > 0 && p.fit > best[0].fit {
			best = best[:0]
		}
		if len(best) == 0 || p.fit == best[0].fit {
			best = append(best, p)
		}
	}
	return best
}

// shifted is the place at which the appearance stands when its spans are moved by some bytes.
func (r Rewrite) shifted(a Appearance, by int) place {
	spans := slices.Clone(a.Spans)
	for i := range spans {
		spans[i].Start += by
		spans[i].End += by
	}
	if !SpansValidIn(r.now.Text, spans) || Quote(r.now.Text, spans) != a.Exact {
		return place{spans, wordsOnly}
	}
	return place{spans, r.fit(a, spans)}
}

// places finds the words of an appearance in the later version. Of an appearance with several spans the words of each
// must follow in the same paragraph, or anywhere after when they stood in several paragraphs before.
func (r Rewrite) places(a Appearance) []place {
	var out []place
	whole := a.Span().In(r.was.Text)
	for at := 0; ; {
		first, ok := r.find(a.Spans[0], Span{at, len(r.now.Text)})
		if !ok {
			return out
		}
		at = first.Start + 1
		limit := len(r.now.Text)
		if i := strings.Index(r.now.Text[first.End:], "\n\n"); i >= 0 && !strings.Contains(whole, "\n\n") {
			limit = first.End + i
		}
		if spans, ok := r.follow(a, first, limit); ok {
			out = append(out, place{spans, r.fit(a, spans)})
		}
	}
}

// follow finds the further spans of an appearance after the first one, each as near as it comes.
func (r Rewrite) follow(a Appearance, first Span, limit int) ([]Span, bool) {
	spans := []Span{first}
	for _, s := range a.Spans[1:] {
		next, ok := r.find(s, Span{spans[len(spans)-1].End, limit})
		if !ok {
			return nil, false
		}
		spans = append(spans, next)
	}
	return spans, true
}

// find returns the first stretch of the later text with the words of a span of the earlier one. Words do not begin or
// end inside a longer word unless they did before: "10 people" do not stand in "110 people".
func (r Rewrite) find(s, within Span) (Span, bool) {
	words := s.In(r.was.Text)
	for at := within.Start; ; at++ {
		i := strings.Index(r.now.Text[at:within.End], words)
		if i < 0 {
			return Span{}, false
		}
		at += i
		found := Span{at, at + len(words)}
		if (!cutsWord(r.now.Text, found.Start) || cutsWord(r.was.Text, s.Start)) && (!cutsWord(r.now.Text, found.End) || cutsWord(r.was.Text, s.End)) {
			return found, true
		}
	}
}

// cutsWord tells whether letters or digits stand on both sides of an offset.
func cutsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return wordRune(before) && wordRune(after)
}

// fit compares what stands around the spans with what stood around the appearance. Where the words between two spans
// have changed, it is as if something around them had.
func (r Rewrite) fit(a Appearance, spans []Span) fit {
	was, now := a.Span(), Span{spans[0].Start, spans[len(spans)-1].End}
	before, after := Around(r.was.Text, was, anchorContext)
	prefix, suffix := Around(r.now.Text, now, anchorContext)
	left := lastSentence(prefix) == lastSentence(before)
	right := endsInside(a.Exact, suffix) && endsInside(a.Exact, after) || strings.TrimSpace(firstSentence(suffix)) == strings.TrimSpace(firstSentence(after))
	whole := was.In(r.was.Text) == now.In(r.now.Text)
	switch {
	case whole && prefix == before && suffix == after:
		return sameContext
	case whole && left && right:
		return sameSentence
	case left || right:
		return oneSide
	}
	return wordsOnly
}

// lastSentence is the part of a prefix that belongs to the sentence in which the words after it stand.
func lastSentence(prefix string) string {
	start := 0
	for i := range prefix {
		if n := endsSentence(prefix[i:]); n > 0 {
			start = i + n
		}
	}
	return prefix[start:]
}

// firstSentence is the part of a suffix that belongs to the sentence in which the words before it stand.
func firstSentence(suffix string) string {
	for i := range suffix {
		if n := endsSentence(suffix[i:]); n > 0 {
			return suffix[:i+n]
		}
	}
	return suffix
}

// endsSentence returns how many bytes at the start of s end a sentence and part it from the next one, 0 for none: the end
// of a paragraph, or a full stop of any script with what closes after it and white space. It also stops at
// abbreviations, which makes a sentence shorter and never longer than it is.
func endsSentence(s string) int {
	if strings.HasPrefix(s, "\n\n") {
		return 2
	}
	stop, n := utf8.DecodeRuneInString(s)
	if !unicode.Is(unicode.Sentence_Terminal, stop) {
		return 0
	}
	rest := strings.TrimLeftFunc(s[n:], closesSentence)
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if len(next) == len(rest) && stop < utf8.RuneSelf {
		return 0 // the point of a number or of an address
	}
	return len(s) - len(next)
}

// closesSentence tells whether r is a full stop, or may stand between one and the next sentence.
func closesSentence(r rune) bool {
	return r == '"' || r == '\'' || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Sentence_Terminal)
}

// endsInside tells whether the sentence ends with words and not with what follows them.
func endsInside(words, suffix string) bool {
	end := words[len(strings.TrimRightFunc(words, closesSentence)):]
	stop := strings.IndexFunc(end, func(r rune) bool { return unicode.Is(unicode.Sentence_Terminal, r) })
	return stop >= 0 && (suffix == "" || endsSentence(end[stop:]+suffix) > 0)
}

// Follow returns the claim as it stands in the later version: its current appearance, and with it the hedges, dates and
// quantities in its words. The claim is the same when its appearance is.
func (c Claim) Follow(r Rewrite) Claim {
	if len(c.Appearances) == 0 {
		return c
	}
	old, now := c.Appearances[0], r.Anchor(c.Appearances[0])
	if now.Anchor == AnchorExact || now.Anchor == AnchorMoved {
		c = c.carry(old, now)
	}
	return c.standing(now)
}

// standing returns the claim with another current appearance.
func (c Claim) standing(where Appearance) Claim {
	c.Appearances = slices.Clone(c.Appearances)
	c.Appearances[0] = where
	return c
}

// carry takes what was read in a claim's words along to the place where the same words stand now.
func (c Claim) carry(from, to Appearance) Claim {
	c.Hedges = carried(c.Hedges, func(m *Mention) *Span { return &m.Span }, from, to)
	c.Dates = carried(c.Dates, func(m *Mention) *Span { return &m.Span }, from, to)
	c.Quantities = carried(c.Quantities, func(q *Quantity) *Span { return &q.Span }, from, to)
	return c
}

// carried moves each of list from the words in which it stands to the same words elsewhere. What stands in none of them
// is left out: where it stands now cannot be told.
func carried[T any](list []T, at func(*T) *Span, from, to Appearance) []T {
	var out []T
	for _, m := range list {
		s := at(&m)
		i := slices.IndexFunc(from.Spans, func(f Span) bool { return f.Contains(*s) })
		if i < 0 {
			continue
		}
		by := to.Spans[i].Start - from.Spans[i].Start
		s.Start, s.End = s.Start+by, s.End+by
		out = append(out, m)
	}
	return out
}
