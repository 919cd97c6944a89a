package split

import (
	"strings"

	"assay/claims"
)

// Meta is what a text says about itself. Every field is a suggestion for a person to confirm.
type Meta struct {
	Headline, Byline string      // "" when there is none; the byline without "By"
	Published        claims.Date // only when a dateline or a line "Published …" states the full date
	Lang             string      // ISO 639-1; "" when it cannot be told
}

// ReadMeta reads headline, byline, publication date and language off a text and its blocks.
func ReadMeta(text string, blocks []claims.Block) Meta {
	var m Meta
	var body strings.Builder
	for _, b := range blocks {
		if !b.ValidIn(text) {
			continue
		}
		s := b.In(text)
		switch {
		case b.Kind == claims.Headline && m.Headline == "":
			m.Headline = strings.Join(strings.Fields(s), " ")
		case b.Kind == claims.Byline && m.Byline == "":
			if m.Byline = bylineName(s); m.Byline == "" {
				m.Byline = strings.Join(strings.Fields(s), " ")
			}
		case b.Kind.Body() && body.Len() < 4096:
			body.WriteString(s)
			body.WriteByte('\n')
		}
		if m.Published == "" && (b.Kind == claims.Dateline || b.Kind == claims.Byline || b.Kind == claims.Furniture && published(s)) {
			m.Published = statedDay(s)
		}
	}
	m.Lang = Language(body.String())
	return m
}

// published tells whether a short line speaks of the day of publication.
func published(s string) bool {
	low := strings.ToLower(s)
	return len(s) < 160 && (strings.HasPrefix(low, "published") || strings.HasPrefix(low, "posted") || strings.HasPrefix(low, "updated") || strings.HasPrefix(low, "last updated"))
}

// statedDay returns the first full date in s, or "". Nothing is filled in: a date without a year gives none.
func statedDay(s string) claims.Date {
	toks := tokenize(s, claims.Span{Start: 0, End: len(s)})
	for i := range toks { // "MARCH 12, 2025" has no capital letters to go by
		toks[i].cap = true
	}
	setTags(toks)
	r := dateReader{text: s, toks: toks}
	for _, d := range r.dates() {
		if _, ok := claims.Date(d.Value).Day(); ok {
			return claims.Date(d.Value)
		}
	}
	return ""
}
