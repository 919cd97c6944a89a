package syntax

import (
	"strings"

	"assay/claims"
)

// Model knows one language. It does not change, so it may be used by many goroutines at once.
type Model struct {
	spelling spelling
	tagger   tagger
	parser   parser
	kinds    []int8 // of every class of the tagger: which of the counts it raises, or -1
	tags     []Tag  // the universal half of every class
	penn     []string
}

// newModel completes a model.
func newModel(s spelling, t tagger, p parser) *Model {
	m := &Model{spelling: s, tagger: t, parser: p}
	m.kinds, m.tags, m.penn = classParts(t.classes)
	for i, rel := range p.rels {
		if rel == Root {
			m.parser.root = i
		}
	}
	return m
}

func classParts(classes []string) (kinds []int8, tags []Tag, penn []string) {
	for _, class := range classes {
		p, t, _ := strings.Cut(class, "|")
		penn, tags, kinds = append(penn, p), append(tags, Tag(t)), append(kinds, kindOf(p, Tag(t)))
	}
	return kinds, tags, penn
}

// kindOf returns which of the counts a tag raises, or -1.
func kindOf(penn string, t Tag) int8 {
	switch {
	case penn == ",":
		return 0
	case t == Punctuation:
		return 1
	case t == Verb:
		return 2
	case t == Coordinator:
		return 3
	case t == Subordinate || strings.HasPrefix(penn, "W"):
		return 4
	}
	return -1
}

// Parse is like the function Parse, by this model.
func (m *Model) Parse(text string, sentence claims.Span) Sentence {
	return m.ParseTokens(text, m.Tokens(text, sentence))
}

// ParseTokens returns the tree over the given words, which are one sentence of text.
func (m *Model) ParseTokens(text string, words []claims.Span) Sentence {
	if len(words) == 0 {
		return Sentence{}
	}
	ws := padded(len(words), func(i int) string { return words[i].In(text) })
	tags := m.tagger.tag(ws)
	out := Sentence{Tokens: make([]Token, len(words)), Flat: len(words) > MaxTokens}
	for i, class := range tags {
		out.Tokens[i] = Token{Span: words[i], Tag: m.tags[class], Penn: m.penn[class], Rel: Unknown}
	}
	if out.Flat {
		out.Tokens[0].Head, out.Tokens[0].Rel = -1, Root
		return out
	}
	s := newState(ws, tags, m.kinds)
	m.parser.parse(s)
	for i := range out.Tokens {
		t := &out.Tokens[i]
		t.Head, t.Rel = s.head[i], m.parser.rels[s.node[i].rel-1]
		t.Margin = s.node[i].margin
		if t.Head == s.n {
			t.Head = -1
		}
	}
	return out
}
