package match

import (
	"strings"
)

const (
	same     = 0.999 // a score from which two texts have the same words; the rest is rounding
	alike    = 0.5   // a score from which a difference in negation or numbers is worth a word
	maxNamed = 4     // how many shared words are named
)

// why returns the reasons for a match, for people: what is the same, and what differs where the rest is alike.
func (x *Index) why(q *query, s scored) []string {
	if s.score >= same {
		return []string{"the same words"}
	}
	terms := x.docs.terms(s.doc, nil)
	var reasons []string
	if s.score >= alike && x.negated(terms) != q.negated {
		reasons = append(reasons, "opposite: one is negated")
	}
	var words, numbers []string
	var day, hasMonth bool
	for _, t := range q.terms {
		if count(terms, t.term) == 0 {
			continue
		}
		switch role := x.terms.list[t.term].role; {
		case role == month:
			hasMonth = true
			words = append(words, t.shown)
		case role == numeral:
			day = true
			numbers = append(numbers, t.shown)
		case role == content:
			words = append(words, t.shown)
		}
	}
	_ = day
	_ = hasMonth
	for _, n := range numbers {
		reasons = append(reasons, "same number "+n)
	}
	if len(words) > 0 {
		reasons = append(reasons, "shares "+strings.Join(words[:min(len(words), maxNamed)], ", "))
	}
	return reasons
}

func (x *Index) negated(terms []uint32) bool {
	negated := false
	for _, n := range terms {
		negated = negated != (x.terms.list[n].role == negation)
	}
	return negated
}
