package match

import (
	"slices"
	"strings"
)

const (
	same     = 0.999 // the score from which two texts have the same words; the rest is rounding
	alike    = 0.5   // the score from which a difference is worth a word: below it the texts differ anyway
	maxNamed = 4     // how many shared words are named
)

// why returns the reasons for a match, for people: what differs where the rest is alike, and what is the same. differs
// tells whether there is something of the first kind.
func (x *Index) why(q *query, s scored) (reasons []string, differs bool) {
	if s.score >= same {
		return []string{"the same words"}, false
	}
	terms := x.docs.terms(s.doc, nil)
	if s.score >= alike {
		reasons = x.differences(q, terms)
		differs = len(reasons) > 0
	}
	dates, dated := x.dates(q, terms)
	reasons = append(reasons, dates...)
	var words []queryTerm
	for _, t := range q.terms {
		if !slices.Contains(terms, t.term) || slices.Contains(dated, t.term) {
			continue
		}
		switch have := x.terms.list[t.term]; {
		case have.role == numeral && isYear(have.text):
			reasons = append(reasons, "same year "+t.shown)
		case have.role == numeral:
			reasons = append(reasons, "same number "+t.shown)
		case have.role == content && len(words) < maxNamed:
			words = append(words, t)
		}
	}
	if len(words) > 0 {
		reasons = append(reasons, "shares "+listed(words))
	}
	return reasons, differs
}

// differences returns what makes two texts differ that are alike: a negation, another number before the same word, or
// other years.
func (x *Index) differences(q *query, terms []uint32) (reasons []string) {
	negated, numbers := false, ""
	var years []string
	for i, n := range terms {
		if t := x.terms.list[n]; t.role == numeral && isYear(t.text) {
			years = append(years, t.text)
		}
		negated = negated != (x.terms.list[n].role == negation)
		here, ok := q.counted[n]
		if !ok || i == 0 || x.terms.list[terms[i-1]].role != numeral {
			continue
		}
		if there := x.terms.list[terms[i-1]].text; there != here.text && numbers == "" {
			numbers = "numbers differ: " + here.shown + " here, " + there + " there"
		}
	}
	if negated != q.negated {
		reasons = append(reasons, "opposite: one is negated")
	}
	if numbers != "" {
		reasons = append(reasons, numbers)
	}
	shared := slices.ContainsFunc(years, func(y string) bool { return slices.Contains(q.years, y) })
	if len(years) > 0 && len(q.years) > 0 && !shared {
		reasons = append(reasons, "years differ: "+q.years[0]+" here, "+years[0]+" there")
	}
	return reasons
}

// dates returns the months that stand beside the same number in both texts, with the terms of which they are made.
func (x *Index) dates(q *query, terms []uint32) (reasons []string, dated []uint32) {
	for i := 1; i < len(terms); i++ {
		a, b := terms[i-1], terms[i]
		first, second := x.terms.list[a], x.terms.list[b]
		isDate := months[first.text] && second.role == numeral || first.role == numeral && months[second.text]
		if isDate && q.pairs[[2]uint32{a, b}] && !slices.Contains(dated, a) {
			reasons = append(reasons, "same date "+q.terms[q.place[a]].shown+" "+q.terms[q.place[b]].shown)
			dated = append(dated, a, b)
		}
	}
	return reasons, dated
}

// isYear tells whether a number is more likely a year than an amount.
func isYear(number string) bool {
	return len(number) == 4 && (strings.HasPrefix(number, "19") || strings.HasPrefix(number, "20"))
}

// listed joins words as they follow one another in the query.
func listed(words []queryTerm) string {
	slices.SortFunc(words, func(a, b queryTerm) int { return a.at - b.at })
	shown := make([]string, len(words))
	for i, t := range words {
		shown[i] = t.shown
	}
	return strings.Join(shown, ", ")
}
