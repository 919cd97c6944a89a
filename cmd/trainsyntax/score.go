package main

import (
	"fmt"
	"io"

	"assay/claims"
	"assay/claims/syntax"
)

// tally counts words of a treebank and of the model's reading of it. A word of one is the same as a word of the other
// when both cover the same bytes; the counts are those of the CoNLL 2018 evaluation
// (https://universaldependencies.org/conll18/evaluation.html).
type tally struct {
	gold, found   int
	same          int // words in both
	tag, penn     int // of these, with the true part of speech
	head, labeled int // with the true head; with the true relation too, subtypes aside
}

// percent returns the F1 score of n right words.
func (t tally) percent(n int) float64 {
	return 200 * float64(n) / float64(max(1, t.gold+t.found))
}

// score parses every tree anew and counts. With raw, words are found anew too.
func score(m *syntax.Model, trees []syntax.Tree, raw bool) tally {
	var t tally
	for _, tree := range trees {
		words := make([]claims.Span, len(tree.Tokens))
		for i, tok := range tree.Tokens {
			words[i] = tok.Span
		}
		if raw {
			words = m.Tokens(tree.Text, claims.Span{Start: 0, End: len(tree.Text)})
		}
		t.compare(tree.Sentence, m.ParseTokens(tree.Text, words))
	}
	return t
}

func (t *tally) compare(gold, got syntax.Sentence) {
	at := map[claims.Span]int{}
	for i, tok := range gold.Tokens {
		at[tok.Span] = i
	}
	t.gold += len(gold.Tokens)
	t.found += len(got.Tokens)
	for _, tok := range got.Tokens {
		i, ok := at[tok.Span]
		if !ok {
			continue
		}
		want := gold.Tokens[i]
		t.same++
		if tok.Tag == want.Tag {
			t.tag++
		}
		if tok.Penn == want.Penn {
			t.penn++
		}
		if span(got, tok.Head) == span(gold, want.Head) {
			t.head++
			if tok.Rel.Base() == want.Rel.Base() {
				t.labeled++
			}
		}
	}
}

// span returns the bytes of a head; those of the root's head are none.
func span(s syntax.Sentence, head int) claims.Span {
	if head < 0 {
		return claims.Span{}
	}
	return s.Tokens[head].Span
}

func printScores(w io.Writer, name string, m *syntax.Model, trees []syntax.Tree) {
	fmt.Fprintf(w, "%-28s %-6s %7s %7s %7s %7s %7s\n", name, "", "words", "UPOS", "XPOS", "UAS", "LAS")
	for _, raw := range []bool{false, true} {
		kind := "words"
		if raw {
			kind = "text"
		}
		t := score(m, trees, raw)
		fmt.Fprintf(w, "%-28s %-6s %7.2f %7.2f %7.2f %7.2f %7.2f\n", "", kind,
			t.percent(t.same), t.percent(t.tag), t.percent(t.penn), t.percent(t.head), t.percent(t.labeled))
	}
}
