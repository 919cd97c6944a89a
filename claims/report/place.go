package report

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"assay/claims"
)

// placer finds where claims stand in code points. Claims of one article come one after the other and mostly in text
// order, so it keeps one text and counts on from the last position instead of from the text's start.
type placer struct {
	info *Info
	text claims.ArticleVersion
	at   int // a byte offset in text
	rune int // the code points before it
}

func newPlacer(info *Info) *placer {
	p := &placer{info: info}
	if info.Text != nil {
		p.text = *info.Text
	}
	return p
}

// version returns the text in which a stands; ok is false when the text is not at hand or a does not stand in it.
func (p *placer) version(a claims.Appearance) (v claims.ArticleVersion, ok bool, err error) {
	if a.ArticleID == "" {
		return v, false, nil
	}
	if p.text.ArticleID != a.ArticleID || p.text.Number != a.Number {
		if p.info.Texts == nil {
			return v, false, nil
		}
		if p.text, err = p.info.Texts(a.ArticleID, a.Number); err != nil {
			return v, false, err
		}
		p.at, p.rune = 0, 0
	}
	ok = a.Anchor != claims.AnchorLost && a.Anchor != claims.AnchorAmbiguous &&
		claims.SpansValidIn(p.text.Text, a.Spans) && claims.Quote(p.text.Text, a.Spans) == a.Exact
	return p.text, ok, nil
}

// runes converts a valid span of the current text to code points.
func (p *placer) runes(s claims.Span) (start, end int) {
	if s.Start < p.at {
		p.at, p.rune = 0, 0
	}
	p.rune += utf8.RuneCountInString(p.text.Text[p.at:s.Start])
	p.at = s.Start
	return p.rune, p.rune + utf8.RuneCountInString(s.In(p.text.Text))
}

// quoteContext is the least length of a text quote selector's prefix and suffix in code points, as in Hypothesis.
const quoteContext = 32

// uniqueContext returns the words before and after a span by which it is found at one place only: 32 code points on
// each side, and twice as many again until no other place fits. The whole text always does.
func uniqueContext(text string, s claims.Span) (prefix, suffix string) {
	for n := quoteContext; ; n *= 2 {
		prefix, suffix = claims.Around(text, s, n)
		start, end := s.Start-len(prefix), s.End+len(suffix)
		found := text[start:end]
		first := strings.Index(text, found)
		if first == start && !strings.Contains(text[start+1:], found) || start == 0 && end == len(text) {
			return prefix, suffix
		}
	}
}

// wholeClusters widens a span so that it cuts no grapheme cluster in two. A line feed always ends a cluster, so the
// lines around the span are all that has to be looked at.
func wholeClusters(text string, s claims.Span) claims.Span {
	line := strings.LastIndexByte(text[:s.Start], '\n') + 1
	stop := len(text)
	if i := strings.IndexByte(text[s.End:], '\n'); i >= 0 {
		stop = s.End + i
	}
	out := s
	at := line
	for it := graphemes.FromString(text[line:stop]); it.Next(); {
		next := at + len(it.Value())
		if at < s.Start && s.Start < next {
			out.Start = at
		}
		if at < s.End && s.End < next {
			out.End = next
		}
		at = next
	}
	return out
}
