// Package match answers "has this been checked before?": it finds, among a million claims and in about a millisecond,
// those that say the same as a text in other words.
//
// # How
//
// Texts are cut into words and numbers, and words into stems. An inverted index in memory gives the hundred documents that
// share the rarest terms with the text (BM25, with the terms of more than a tenth of all documents left out). These are
// then compared term by term: how much of the two texts is shared, weighed by how rare each term is, and how much of it
// in the same order. Names and numbers count more, function words less, and each match says in a few words why.
//
// # Memory
//
// The index holds no texts, only terms: postings and documents are varints in large byte slices, so a claim of 16 words
// costs about 115 bytes in all and the garbage collector has next to nothing to look at. The second stage needs the terms
// of a hundred documents for each search; reading their texts from a database instead would cost more than the search.
//
// Nothing is ever moved or taken out: a document that is removed or replaced is marked and its bytes stay until the index
// is built anew, as it is when the program starts.
package match

import (
	"slices"
	"sync"
)

// Index holds documents, each a short text under an id. It may be used by several goroutines at once: searches run side
// by side, and adding waits for them. A plain lock does, since neither holds it for more than a few milliseconds; copies
// on write would cost memory on every change.
type Index struct {
	mu    sync.RWMutex
	terms terms
	docs  docs
}

// Match is a document that resembles a text.
type Match struct {
	ID      string
	Score   float64  // 0..1; 1 when the two texts have the same words in the same order; from 0.5 on it is a repeat nine times of ten
	Differs bool     // of two texts that are alike: one is negated, or a number or the year is another one
	Why     []string // reasons for a person: "same number 42", "shares Geneva, talks"
}

// New returns an empty index.
func New() *Index { return &Index{terms: newTerms(), docs: newDocs()} }

// Add adds a text under an id. A text that was there under this id is replaced. Of a long text the first 512 words and
// numbers are read; a text without any is never found.
func (x *Index) Add(id, text string) {
	tokens := read(text)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(id)
	terms := make([]uint32, len(tokens))
	for i, t := range tokens {
		terms[i] = x.terms.put(t)
	}
	doc := x.docs.add(id, terms)
	for _, n := range distinct(terms) {
		x.terms.list[n].post(doc)
	}
}

// Remove takes out the text under an id. There need not be one.
func (x *Index) Remove(id string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.remove(id)
}

func (x *Index) remove(id string) {
	doc, ok := x.docs.find(id)
	if !ok {
		return
	}
	for _, n := range distinct(x.docs.terms(doc, nil)) {
		x.terms.list[n].live--
	}
	x.docs.remove(doc)
}

// Len is the number of texts that can be found.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.docs.live
}

// Search returns the k texts that resemble the query most, best first, equal ones by id. The answer depends only on what
// is in the index, not on the order in which it came. Texts that share nothing with the query are not returned.
func (x *Index) Search(query string, k int) []Match {
	tokens := read(query)
	if k <= 0 || len(tokens) == 0 {
		return nil
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	q := x.newQuery(tokens)
	best := x.rescore(q, x.candidates(q.terms, min(max(k, candidates), max(1, x.docs.live))))
	best = best[:min(k, len(best))]
	matches := make([]Match, len(best))
	for i, s := range best {
		id, _ := x.docs.record(s.doc)
		m := Match{ID: string(id), Score: s.score}
		m.Why, m.Differs = x.why(q, s)
		matches[i] = m
	}
	return matches
}

// distinct returns the numbers in order, without doubles.
func distinct(numbers []uint32) []uint32 {
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	return slices.Compact(numbers)
}
