package claims_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"assay/claims"
)

// textOf makes a version and its blocks of paragraphs.
func textOf(paragraphs ...string) (claims.ArticleVersion, []claims.Block) {
	v := claims.ArticleVersion{Number: 1, Text: strings.Join(paragraphs, "\n\n")}
	var blocks []claims.Block
	at := 0
	for _, p := range paragraphs {
		blocks = append(blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(p)}, Kind: claims.Text})
		at += len(p) + 2
	}
	return v, blocks
}

func TestFindingASelection(t *testing.T) {
	v, blocks := textOf("Taxes rose.", "She said taxes rose, he said taxes fell, and taxes 😀 rose. Zürich — taxes.")
	in := v.Text[13:]
	at := func(n int) int { // of the n-th "taxes" in the second paragraph
		i := -1
		for range n {
			i += 1 + strings.Index(in[i+1:], "taxes")
		}
		return i
	}
	for _, c := range []struct {
		name string
		sel  claims.Selection
		want int // offset in the second paragraph; -1 = refused
	}{
		{"words that stand once", claims.Selection{Block: 1, Exact: "he said taxes fell", Start: -1}, strings.Index(in, "he said taxes fell")},
		{"white space around them does not count", claims.Selection{Block: 1, Exact: " taxes fell\n", Start: -1}, at(2)},
		{"the first of four, by what stands after it", claims.Selection{Block: 1, Exact: "taxes", Suffix: " rose, he said", Start: -1}, at(1)},
		{"the second, by what stands before it", claims.Selection{Block: 1, Exact: "taxes", Prefix: "he said ", Suffix: " fell", Start: -1}, at(2)},
		{"the third, by its place alone", claims.Selection{Block: 1, Exact: "taxes", Start: at(3)}, at(3)},
		{"the words around decide against the place", claims.Selection{Block: 1, Exact: "taxes", Prefix: "he said", Suffix: "fell", Start: at(1)}, at(2)},
		{"the last one, by its place in UTF-16", claims.Selection{Block: 1, Exact: "taxes", Start: strings.LastIndex(in, "taxes") - len("😀") + 2 - len("ü") + 1 - len("—") + 1}, at(4)},
		{"four of the same and nothing that tells", claims.Selection{Block: 1, Exact: "taxes", Start: -1}, -1},
		{"a place beyond the end tells nothing", claims.Selection{Block: 1, Exact: "taxes", Start: 9999}, -1},
		{"words of another paragraph", claims.Selection{Block: 1, Exact: "Taxes rose.", Start: -1}, -1},
		{"words across paragraphs", claims.Selection{Block: 0, Exact: "rose.\n\nShe", Start: -1}, -1},
		{"words in another case", claims.Selection{Block: 1, Exact: "HE SAID", Start: -1}, -1},
		{"no words", claims.Selection{Block: 1, Exact: " \n", Start: 0}, -1},
		{"half a character", claims.Selection{Block: 1, Exact: "\xf0\x9f", Start: -1}, -1},
		{"a NUL", claims.Selection{Block: 1, Exact: "taxes\x00", Start: -1}, -1},
		{"a paragraph that is none", claims.Selection{Block: 2, Exact: "taxes", Start: -1}, -1},
		{"a paragraph before the first", claims.Selection{Block: -1, Exact: "taxes", Start: -1}, -1},
	} {
		got, err := v.Find(blocks, c.sel)
		switch {
		case c.want < 0:
			if fieldsOf(err) != "exact" || !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("%s: %v, %v; want a fault of the words", c.name, got, err)
			}
		case err != nil || got.Start != 13+c.want || got.In(v.Text) != strings.TrimSpace(c.sel.Exact):
			t.Errorf("%s: %v, %v; want %d", c.name, got, err, 13+c.want)
		}
	}
	if _, err := v.Find([]claims.Block{{Span: claims.Span{Start: 0, End: len(v.Text) + 1}}}, claims.Selection{Exact: "taxes"}); err == nil {
		t.Error("a block beyond the text was searched")
	}
}

func TestASelectionThatBeginsWithAnEmojiIsFoundByItsPlace(t *testing.T) {
	v, blocks := textOf("😀 yes and 😀 yes and 😀 yes")
	for n, start := range []int{0, 11, 22} { // in UTF-16: the emoji is two units
		got, err := v.Find(blocks, claims.Selection{Exact: "😀 yes", Start: start})
		if want := n * len("😀 yes and "); err != nil || got.Start != want {
			t.Errorf("number %d: %v, %v; want %d", n, got, err, want)
		}
	}
}

// selectionOf is what the browser sends for a stretch of a block, the edges of the selection trimmed as it does.
func selectionOf(block string, s claims.Span) claims.Selection {
	prefix, suffix := claims.Around(block, s, 32)
	start, _ := claims.UTF16Span(block, s)
	return claims.Selection{Exact: s.In(block), Prefix: prefix, Suffix: suffix, Start: start}
}

// drawWords draws a stretch of text that neither begins nor ends in white space; ok is false when there is none.
func drawWords(t *rapid.T, text string) (s claims.Span, ok bool) {
	if text == "" {
		return s, false
	}
	s = drawSpan(t, text)
	words := s.In(text)
	s.Start += len(words) - len(strings.TrimLeft(words, " \n\t\r\v\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"))
	s.End = s.Start + len(strings.TrimSpace(words))
	return s, s.End > s.Start
}

func TestEveryStretchOfAParagraphIsFoundAtItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, text := claims.CanonicalText(drawText(t, "before")), claims.CanonicalText(drawText(t, "text"))
		text = strings.ReplaceAll(text, "\x00", "")
		want, ok := drawWords(t, text)
		if !ok {
			t.Skip("white space alone")
		}
		v, blocks := textOf(before, text)
		sel := selectionOf(text, want)
		sel.Block = 1
		got, err := v.Find(blocks, sel)
		if err != nil || got.Start != blocks[1].Start+want.Start || got.Len() != want.Len() {
			t.Fatalf("%q at %v of %q is found at %v, %v", sel.Exact, want, text, got, err)
		}
	})
}

func TestAStretchOfAMonotonousParagraphIsFoundAtItsPlace(t *testing.T) {
	text := strings.Repeat("na ", 60)
	v, blocks := textOf(strings.TrimSpace(text))
	for _, want := range []claims.Span{{Start: 90, End: 92}, {Start: 60, End: 68}, {Start: 0, End: 5}, {Start: 174, End: 179}} {
		got, err := v.Find(blocks, selectionOf(v.Text, want))
		if err != nil || got != want {
			t.Errorf("%v is found at %v, %v", want, got, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("She said taxes rose and taxes fell.", "taxes", "said", "rose", 9)
	f.Add("😀😀😀", "😀", "", "", 2)
	f.Add("aaaa", "aa", "a", "a", -1)
	f.Fuzz(func(t *testing.T, text, exact, prefix, suffix string, start int) {
		if !utf8.ValidString(text) || text == "" {
			t.Skip()
		}
		v, blocks := textOf(text)
		got, err := v.Find(blocks, claims.Selection{Exact: exact, Prefix: prefix, Suffix: suffix, Start: start})
		if err == nil && (!got.ValidIn(text) || got.In(text) != strings.TrimSpace(strings.ReplaceAll(exact, "\r\n", "\n"))) {
			t.Errorf("%q of %q is found at %v", exact, text, got)
		}
		if err != nil && fieldsOf(err) != "exact" {
			t.Errorf("%q of %q: %v", exact, text, err)
		}
	})
}
