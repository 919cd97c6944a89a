package claims

import (
	"strings"
	"unicode"
)

// Selection is a stretch of text that a reader marked in the browser. The browser never sends offsets alone: the exact
// words and what stands around them decide, and Start only helps where the same words stand more than once.
type Selection struct {
	Block  int    // index of the article's block in which it stands
	Exact  string // the words, as the browser shows them
	Prefix string // up to 32 characters before
	Suffix string // up to 32 characters after
	Start  int    // UTF-16 units from the block's start; -1 when unknown
}

// Find returns the span of a selection in the version's text. Errors: FieldError on "exact" when the words do not stand
// in the block, or stand there more than once and nothing tells which is meant.
func (v ArticleVersion) Find(blocks []Block, sel Selection) (Span, error) {
	missing := &FieldError{"exact", "These words do not stand in that paragraph. Select them again."}
	if sel.Block < 0 || sel.Block >= len(blocks) || !blocks[sel.Block].ValidIn(v.Text) {
		return Span{}, missing
	}
	block := blocks[sel.Block].Span
	text, exact := block.In(v.Text), strings.TrimSpace(strings.ReplaceAll(sel.Exact, "\r\n", "\n"))
	if exact == "" || CheckText(exact) != "" {
		return Span{}, missing
	}
	want := -1
	if s, ok := SpanOfUTF16(text, sel.Start, utf16Len(text)); ok {
		want = s.Start
	}
	prefix, suffix := strings.TrimSpace(sel.Prefix), strings.TrimSpace(sel.Suffix)
	best, bestRank, ties := -1, -1, 0
	for at := 0; ; {
		i := strings.Index(text[at:], exact)
		if i < 0 {
			break
		}
		at += i
		rank := 0 // what stands around the words counts for more than any offset
		if prefix != "" && strings.HasSuffix(strings.TrimRightFunc(text[:at], unicode.IsSpace), prefix) {
			rank += 4
		}
		if suffix != "" && strings.HasPrefix(strings.TrimLeftFunc(text[at+len(exact):], unicode.IsSpace), suffix) {
			rank += 4
		}
		switch {
		case at == want:
			rank += 2
		case at < want && want < at+len(exact):
			rank++
		}
		switch {
		case rank > bestRank:
			best, bestRank, ties = at, rank, 0
		case rank == bestRank:
			ties++
		}
		at++
	}
	switch {
	case best < 0:
		return Span{}, missing
	case ties > 0:
		return Span{}, &FieldError{"exact", "These words stand more than once in that paragraph. Select a few more words."}
	}
	return Span{block.Start + best, block.Start + best + len(exact)}, nil
}
