// Package syntax reads the structure of English sentences: it cuts a sentence into words, gives every word its part
// of speech and finds the word that it depends on. Words, parts of speech and relations are those of Universal
// Dependencies (https://universaldependencies.org/en/), version 2.
//
// A greedy parser is right about four attachments in five on news. Its trees are a ground for suggestions, never for
// facts: who builds on them leaves a sentence whole when its tree looks odd.
//
// The model is learnt by cmd/trainsyntax and lies in model/, under a licence of its own. It is decoded once, when it
// is first used. A Model is never changed afterwards, so any number of goroutines may use one. The same text gives
// the same tree on every machine: all scores are integers.
package syntax

import (
	_ "embed"
	"iter"
	"sync"

	"assay/claims"
)

// Token is a word, a number or a mark, with its place in the tree.
type Token struct {
	claims.Span // bytes of the text that was parsed

	Tag  Tag    // universal part of speech
	Penn string // part of speech of the Penn Treebank, which tells verb forms and number: "VBD", "NNS"
	Head int    // index of the token that this one depends on; -1 for the root
	Rel  Rel    // how it depends on Head; Root for the root

	// Margin is how far the choice of Head and Rel was ahead of the next best choice, in units of the model: the
	// smaller, the more doubtful. Where nothing else was possible, as for most roots, it is math.MaxInt32; it is 0 in
	// a flat sentence and in trees that a person drew.
	Margin int32
}

// Sentence is the tree over one sentence: exactly one token is the root, and every other token leads to it.
type Sentence struct {
	Tokens []Token // in the order of the text, apart from each other; empty when the sentence holds no words
	Flat   bool    // longer than MaxTokens: tagged, but every token simply hangs on the first
}

// MaxTokens is the length in tokens beyond which a sentence is not parsed but stays flat. Sentences of edited prose
// have about 20; what is longer than this is a table, a list or a missing full stop.
const MaxTokens = 250

// Parse returns the tree over sentence, a part of text; spans are bytes of text. It never fails: a span that does
// not lie in text, or holds only white space, gives a sentence without tokens.
func Parse(text string, sentence claims.Span) Sentence { return defaultModel().Parse(text, sentence) }

// ParseTokens returns the tree over the given words, in order and apart, which are read as one sentence of text: words
// between them are left out.
func ParseTokens(text string, words []claims.Span) Sentence {
	return defaultModel().ParseTokens(text, words)
}

// Tokens cuts the part of text that within covers into words: spans in order and apart, which together cover all
// that is not white space.
func Tokens(text string, within claims.Span) []claims.Span {
	return defaultModel().Tokens(text, within)
}

//go:embed model/en.bin
var modelFile string

// defaultModel decodes the model that is part of the program when it is first asked for.
var defaultModel = sync.OnceValue(func() *Model {
	m, err := decodeModel(modelFile)
	if err != nil {
		panic("syntax: model/en.bin: " + err.Error()) // the program was built with a broken file
	}
	return m
})

// Root returns the index of the root, or -1 when there are no tokens.
func (s Sentence) Root() int {
	for i, t := range s.Tokens {
		if t.Head < 0 {
			return i
		}
	}
	return -1
}

// Children yields the indices of the tokens that depend on token i, in order; those of -1 are the root alone.
func (s Sentence) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j, t := range s.Tokens {
			if t.Head == i && !yield(j) {
				return
			}
		}
	}
}

// Child returns the first token that depends on token i by one of rels, or -1. A relation without a subtype stands
// for all its subtypes: Subject finds "nsubj:pass" too.
func (s Sentence) Child(i int, rels ...Rel) int {
	for j := range s.Children(i) {
		for _, r := range rels {
			if s.Tokens[j].Rel.Is(r) {
				return j
			}
		}
	}
	return -1
}

// Within tells whether token i is token top or depends on it, directly or through others.
func (s Sentence) Within(i, top int) bool {
	for ; i >= 0; i = s.Tokens[i].Head {
		if i == top {
			return true
		}
	}
	return false
}

// Subtree returns the indices of token i and of all that depends on it, ascending. They need not be neighbours.
func (s Sentence) Subtree(i int) []int {
	var out []int
	for j := range s.Tokens {
		if s.Within(j, i) {
			out = append(out, j)
		}
	}
	return out
}

// SubtreeSpan returns the bytes from the first to the last word of the subtree of token i. joined tells that no word
// of another subtree stands between them.
func (s Sentence) SubtreeSpan(i int) (span claims.Span, joined bool) {
	sub := s.Subtree(i)
	first, last := sub[0], sub[len(sub)-1]
	return claims.Span{Start: s.Tokens[first].Start, End: s.Tokens[last].End}, last-first+1 == len(sub)
}

// HeadOf returns the token among first … last (both included) on which the others depend: the one whose own head lies
// outside. When there are several, as in a run of words that is no phrase, it is the one nearest to the root, then
// the leftmost.
func (s Sentence) HeadOf(first, last int) int {
	best, depth := first, len(s.Tokens)+1
	for i := first; i <= last; i++ {
		if h := s.Tokens[i].Head; first <= h && h <= last {
			continue
		}
		if d := s.Depth(i); d < depth {
			best, depth = i, d
		}
	}
	return best
}

// Depth returns how many steps token i is from above the root: 1 for the root itself.
func (s Sentence) Depth(i int) int {
	d := 0
	for ; i >= 0; i = s.Tokens[i].Head {
		d++
	}
	return d
}
