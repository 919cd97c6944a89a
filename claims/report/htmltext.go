package report

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"assay/claims"
)

// markup is HTML that this package wrote itself. Text of others is a string and cannot be passed where markup is
// wanted; it goes through text or attr, which escape it.
type markup string

// pageText builds HTML by appending.
type pageText struct{ b []byte }

func (p *pageText) raw(m markup) { p.b = append(p.b, m...) }

func (p *pageText) number(n int) { p.b = strconv.AppendInt(p.b, int64(n), 10) }

// attr writes text for a quoted attribute or a title.
func (p *pageText) attr(s string) { p.escape(s, false) }

// text writes text for an element. Characters that hide or turn the words around them (Unicode Technical Standard 55)
// are kept, but shown by a mark and kept from working beyond it.
func (p *pageText) text(s string) { p.escape(s, true) }

func (p *pageText) escape(s string, marks bool) {
	start := 0
	for i := 0; i < len(s); {
		var with string
		c, n := s[i], 1
		switch {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"':
			with = "&#34;"
		case c == '\'':
			with = "&#39;"
		case c == '\r':
			with = "&#13;"
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			with = "\ufffd"
		case c >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError:
				with = "\ufffd"
			case marks && hides(r):
				with = fmt.Sprintf("<span class=\"unseen\" title=\"U+%04X\">%c</span>", r, r)
			}
		}
		if with != "" {
			p.b = append(append(p.b, s[start:i]...), with...)
			start = i + n
		}
		i += n
	}
	p.b = append(p.b, s[start:]...)
}

// hides tells whether r turns the direction of text or is a space without width. The joiners U+200C and U+200D and
// the plain direction marks are left alone: ordinary writing needs them.
func hides(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b || r == 0x2060 || r == 0xfeff
}

// language writes the attributes that an element needs for text in the article's language.
func (p *pageText) language(lang string) {
	if lang != "" {
		p.raw(" lang=\"")
		p.attr(lang)
		p.raw("\"")
	}
	p.raw(" dir=\"auto\"")
}

// link writes text as a link, or as text alone when the address cannot be one. Either way its direction stays its own.
func (p *pageText) link(text, address string) {
	link := webLink(address)
	if link == "" {
		p.raw("<bdi>")
		p.text(text)
		p.raw("</bdi>")
		return
	}
	p.raw("<a class=\"source\" rel=\"noreferrer\" href=\"")
	p.attr(link)
	p.raw("\"><bdi>")
	p.text(text)
	p.raw("</bdi></a>")
}

// textMark is a piece of a claim in the article's text; first says that the claim's number stands before it.
type textMark struct {
	claims.Span
	id    string
	no    int
	first bool
}

// marked writes the article's text with the claims' words marked. The numbers are attributes, so that the element's
// text is the article's text, byte for byte, and its digest can be checked.
func (p *pageText) marked(text string, marks []textMark) {
	slices.SortStableFunc(marks, func(a, b textMark) int { return a.Start - b.Start })
	edges := make([]int, 0, 2*len(marks)+1)
	for _, m := range marks {
		edges = append(edges, m.Start, m.End)
	}
	edges = append(edges, len(text))
	slices.Sort(edges)
	at, next, until := 0, 0, 0
	for _, edge := range slices.Compact(edges) {
		p.piece(text[at:edge], until > at)
		at = edge
		for ; next < len(marks) && marks[next].Start == at; next++ {
			until = max(until, marks[next].End)
			if m := marks[next]; m.first {
				p.raw("<a class=\"no\" href=\"#claim-")
				p.attr(m.id)
				p.raw("\" data-no=\"")
				p.number(m.no)
				p.raw("\" aria-label=\"Claim ")
				p.number(m.no)
				p.raw("\"></a>")
			}
		}
	}
}

func (p *pageText) piece(text string, claimed bool) {
	switch {
	case text == "":
	case claimed:
		p.raw("<mark>")
		p.text(text)
		p.raw("</mark>")
	default:
		p.text(text)
	}
}
