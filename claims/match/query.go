package match

import (
	"cmp"
	"math"
	"slices"
)

// functionWeight is how much a function word counts in comparison with another word that is as rare: in a small index
// "I" can be rarer than the subject.
const functionWeight = 0.4

// weight is how much a term says: its inverse document frequency as in BM25, lowered for function words.
func (x *Index) weight(live uint32, role role) float64 {
	w := math.Log1p((float64(x.docs.live) - float64(live) + 0.5) / (float64(live) + 0.5))
	if role == functionWord || role == negation {
		w *= functionWeight
	}
	return w
}

// queryTerm is a term of the query that occurs in the index.
type queryTerm struct {
	term   uint32
	live   uint32
	weight float64
	shown  string // as it first stands in the query
	at     int    // where that is, counted in tokens
	named  bool   // a name or a number
}

// query is a text that is looked for.
type query struct {
	terms     []queryTerm        // rarest first
	place     map[uint32]int     // of a term in terms
	total     float64            // weights of all distinct terms, those that the index does not know included
	pairs     map[[2]uint32]bool // terms that follow one another
	pairTotal float64            // weights of pairs
	counted   map[uint32]token   // the number that stands before a term
	negated   bool               // an odd number of negations
	years     []string           // as they stand
}

func (x *Index) newQuery(tokens []token) *query {
	q := &query{place: map[uint32]int{}, pairs: map[[2]uint32]bool{}, counted: map[uint32]token{}}
	seen := map[string]bool{}
	var last *queryTerm
	for i, t := range tokens {
		text := stem(t)
		role := roleOf(t, text)
		q.negated = q.negated != (role == negation)
		if t.kind == number && isYear(t.text) {
			q.years = append(q.years, t.text)
		}
		n, live := x.lookUp(text)
		this := queryTerm{term: n, live: live, weight: x.weight(live, role), shown: t.shown, at: i, named: t.kind != word}
		if !seen[text] {
			seen[text] = true
			q.total += this.weight
			if live > 0 {
				q.terms = append(q.terms, this)
			}
		}
		if live == 0 {
			last = nil
			continue
		}
		if i > 0 && tokens[i-1].kind == number && role == content {
			q.counted[n] = tokens[i-1]
		}
		if last != nil {
			q.addPair(*last, this)
		}
		last = &this
	}
	slices.SortFunc(q.terms, x.byRarity)
	for i, t := range q.terms {
		q.place[t.term] = i
	}
	return q
}

func (q *query) addPair(a, b queryTerm) {
	if pair := [2]uint32{a.term, b.term}; !q.pairs[pair] {
		q.pairs[pair] = true
		q.pairTotal += a.weight + b.weight
	}
}

// lookUp returns the number of a term and how many documents hold it: 0 when it is not in the index.
func (x *Index) lookUp(text string) (n, live uint32) {
	n, ok := x.terms.byText[text]
	if !ok {
		return 0, 0
	}
	return n, x.terms.list[n].live
}

// byRarity orders terms rarest first, equal ones by text, so that sums are built up in the same order in every index.
func (x *Index) byRarity(a, b queryTerm) int {
	if a.live != b.live {
		return cmp.Compare(a.live, b.live)
	}
	return cmp.Compare(x.terms.list[a.term].text, x.terms.list[b.term].text)
}
