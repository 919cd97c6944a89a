package match

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

const (
	// windowDocs is how many documents are scored at a time. Their sums, 64 KiB, stay in the processor's cache.
	windowDocs = 1 << 14
	// candidates is how many documents the first stage hands to the second.
	candidates = 100
	// commonShare and commonLeast say which terms are too common to look for: those in more than a tenth of all
	// documents. They tell little and are most of the work. In a small index nothing is too common.
	commonShare, commonLeast = 10, 1000
	// keptTerms is how many terms are looked for however common they are.
	keptTerms = 4
	// maxQueryTerms bounds the work for a long text: its rarest terms decide.
	maxQueryTerms = 48
)

// candidate is a document and the sum of the weights of the terms it shares with the query, for its length.
type candidate struct {
	doc   uint32
	score float32
}

// cursor walks through the documents of a term.
type cursor struct {
	docs   []byte // what comes after doc
	doc    uint32 // math.MaxUint32 at the end
	weight float32
}

func (c *cursor) next() {
	if len(c.docs) == 0 {
		c.doc = math.MaxUint32
		return
	}
	v, n := binary.Uvarint(c.docs)
	c.doc += uint32(v)
	c.docs = c.docs[n:]
}

type window struct {
	sums    [windowDocs]float32
	touched []uint16
}

var windows = sync.Pool{New: func() any { return new(window) }}

// candidates returns the best documents by BM25 with each term counted once, best first. Equal ones are ordered by id,
// so the answer does not depend on the order in which the documents came.
func (x *Index) candidates(query []queryTerm, want int) []candidate {
	cursors := x.cursors(query)
	norms := x.norms()
	w := windows.Get().(*window)
	defer windows.Put(w)
	best := make([]candidate, 0, want+1)
	floor := float32(0)
	for base := uint32(0); int(base) < len(x.docs.at); base += windowDocs {
		w.touched = w.touched[:0]
		for i := range cursors {
			w.touched = cursors[i].scan(&w.sums, w.touched, base, floor)
		}
		for _, i := range w.touched {
			sum := w.sums[i]
			w.sums[i] = 0
			doc := base + uint32(i)
			if sum == 0 || x.docs.isRemoved(doc) {
				continue
			}
			best = x.keep(best, candidate{doc, sum * norms[x.docs.length[doc]]}, want)
		}
		if len(best) == want {
			floor = best[want-1].score
		}
		clear(w.sums[:])
	}
	return best
}

// scan adds the term's weight to the documents of the window. It notes those whose sum reaches floor, some more than
// once: no other can be among the best, since a document's length can only lower its sum.
func (c *cursor) scan(sums *[windowDocs]float32, touched []uint16, base uint32, floor float32) []uint16 {
	doc, rest, weight := c.doc, c.docs, c.weight
	for doc-base < windowDocs {
		i := doc - base
		sum := sums[i] + weight
		sums[i] = sum
		if sum >= floor {
			touched = append(touched, uint16(i))
		}
		if len(rest) == 0 {
			doc = math.MaxUint32
			break
		}
		step, n := uint32(rest[0]), 1
		if step >= 0x80 {
			v, width := binary.Uvarint(rest)
			step, n = uint32(v), width
		}
		doc += step
		rest = rest[n:]
	}
	c.doc, c.docs = doc, rest
	return touched
}

// keep inserts a candidate into best, which is in order and no longer than want.
func (x *Index) keep(best []candidate, c candidate, want int) []candidate {
	if len(best) == want && c.score < best[want-1].score {
		return best
	}
	at, _ := slices.BinarySearchFunc(best, c, x.order)
	if at == want {
		return best
	}
	best = slices.Insert(best, at, c)
	return best[:min(len(best), want)]
}

func (x *Index) order(a, b candidate) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	idA, _ := x.docs.record(a.doc)
	idB, _ := x.docs.record(b.doc)
	return bytes.Compare(idA, idB)
}

// cursors returns the terms to look for, rarest first.
func (x *Index) cursors(query []queryTerm) []cursor {
	var cursors []cursor
	common := max(commonLeast, x.docs.live/commonShare)
	for i, q := range query {
		if i >= keptTerms && (int(q.live) > common || i >= maxQueryTerms) {
			break
		}
		c := cursor{docs: x.terms.list[q.term].docs, weight: float32(q.weight)}
		c.next()
		cursors = append(cursors, c)
	}
	return cursors
}

// norms returns what the sum of a document of each length is multiplied with: BM25 with k1 = 1.2 and b = 0.75 for terms
// that occur once, scaled so that the shortest document has about 1.
func (x *Index) norms() (norms [256]float32) {
	average := max(1, float64(x.docs.words)/float64(max(1, x.docs.live)))
	const k1, b = 1.2, 0.75
	for n := range norms {
		norms[n] = float32((1 + k1*(1-b)) / (1 + k1*(1-b+b*float64(n)/average)))
	}
	return norms
}
