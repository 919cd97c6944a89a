package match

import (
	"encoding/binary"
	"strings"

	"github.com/kljensen/snowball/english"
)

// maxStems bounds the cache of stems. Stemming a word costs more than everything else that is done with it.
const maxStems = 1 << 16

// term is a stem or a number that occurs in a document, with the documents in which it does.
type term struct {
	text string
	docs []byte // ascending numbers of documents, each as the varint of its distance from the one before
	last uint32 // the last number in docs
	live uint32 // how many of docs are not removed
	role role
}

// role is what a term can be compared as, whatever document it stands in.
type role uint8

const (
	content role = iota
	functionWord
	negation // also a function word
	numeral
)

func roleOf(t token, stem string) role {
	switch {
	case t.kind == number:
		return numeral
	case negations[stem]:
		return negation
	case function[stem]:
		return functionWord
	}
	return content
}

// terms holds all terms. A term's number is its place in list.
type terms struct {
	list   []term
	byText map[string]uint32
	stems  map[string]uint32 // words met lately, with the number of their stem
}

func newTerms() terms {
	return terms{byText: map[string]uint32{}, stems: map[string]uint32{}}
}

// stem returns what a token is compared by.
func stem(t token) string {
	if t.kind == number {
		return t.text
	}
	if base, ok := baseStem[t.text]; ok {
		return base
	}
	return english.Stem(t.text, true)
}

// put returns the number of a token's term, which is added when it is new.
func (ts *terms) put(t token) uint32 {
	if n, ok := ts.stems[t.text]; ok && t.kind != number {
		return n
	}
	text := stem(t)
	n, ok := ts.byText[text]
	if !ok {
		n = uint32(len(ts.list))
		text = strings.Clone(text) // it may be part of a long text
		ts.list = append(ts.list, term{text: text, role: roleOf(t, text)})
		ts.byText[text] = n
	}
	if t.kind != number {
		if len(ts.stems) >= maxStems {
			clear(ts.stems)
		}
		ts.stems[strings.Clone(t.text)] = n
	}
	return n
}

// post notes that a document, whose number is above all before it, holds the term.
func (t *term) post(doc uint32) {
	t.docs = binary.AppendUvarint(t.docs, uint64(doc-t.last))
	t.last = doc
	t.live++
}
