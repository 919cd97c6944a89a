package match

import (
	"bytes"
	"cmp"
	"slices"
)

// How the parts of a score are weighed. Chosen on pairs of posts, debate sentences and the claims they repeat; every
// value is on a wide plateau, so none needs to be exact.
const (
	// documentShare says by how much of the document's weight, as against the query's, the shared weight is divided. A
	// query may say more than a claim, and should cover most of it.
	documentShare = 0.35
	// orderShare is the part of the score that is given for neighbours that are neighbours in both texts.
	orderShare = 0.15
	// nameFactor raises the weight of what is a name or a number in the query.
	nameFactor = 1.2
	// repeatFactor raises the weight of a term that the document repeats, for instance in its title: by half of this
	// for two, by all of it for very many.
	repeatFactor = 0.5
)

// scored is a candidate that was compared with the query.
type scored struct {
	doc   uint32
	score float64 // 0..1
}

// rescore compares the candidates with the query and returns them best first.
func (x *Index) rescore(q *query, found []candidate) []scored {
	out := make([]scored, 0, len(found))
	var terms []uint32
	var weights []float64
	for _, c := range found {
		terms = x.docs.terms(c.doc, terms[:0])
		weights = weights[:0]
		for _, n := range terms {
			weights = append(weights, x.weight(x.terms.list[n].live, x.terms.list[n].role))
		}
		out = append(out, scored{c.doc, q.compare(terms, weights)})
	}
	slices.SortFunc(out, func(a, b scored) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		idA, _ := x.docs.record(a.doc)
		idB, _ := x.docs.record(b.doc)
		return bytes.Compare(idA, idB)
	})
	return out
}

// compare returns the score of a document: the weight of the shared terms as part of a mean of both texts' weights, and
// the same for neighbours. Both are 1 when the texts are the same, and neither can be more.
func (q *query) compare(terms []uint32, weights []float64) float64 {
	shared, document, wanted := 0.0, 0.0, q.total
	for i, n := range terms {
		if slices.Contains(terms[:i], n) {
			continue
		}
		weight := weights[i] * (1 + repeatFactor*(1-1/float64(count(terms[i:], n))))
		if at, ok := q.place[n]; ok {
			if q.terms[at].named {
				weight *= nameFactor
			}
			shared += weight
			wanted += weight - weights[i] // what is raised is raised on all sides
		}
		document += weight
	}
	score := shared / (documentShare*document + (1-documentShare)*wanted)

	together, neighbours := 0.0, 0.0
	for i := 1; i < len(terms); i++ {
		weight := weights[i-1] + weights[i]
		neighbours += weight
		if q.pairs[[2]uint32{terms[i-1], terms[i]}] {
			together += weight
		}
	}
	if all := documentShare*neighbours + (1-documentShare)*q.pairTotal; all > 0 {
		score = (1-orderShare)*score + orderShare*min(1, together/all)
	}
	return min(1, score)
}

func count(terms []uint32, n uint32) (times int) {
	for _, have := range terms {
		if have == n {
			times++
		}
	}
	return times
}
