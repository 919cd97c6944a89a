// Package agreement tells how far two reviewers who rated one claim without seeing each other's rating came to the same.
// Only ratings count: what was written beside them, and comments, are no disagreement. It is pure, and the same input
// gives the same figures, the resampled intervals included.
package agreement

import (
	"cmp"
	"slices"

	"assay/claims"
)

// Tally is a number of rounds in which the same two people gave the same two ratings.
type Tally struct {
	First, Second             string // user ids, in the order in which they submitted; never the same
	FirstRating, SecondRating string // keys
	N                         int
}

// Figure is a measure with a 95 % interval. A measure that the data do not define is none: it has no value, and says why.
type Figure struct {
	N         int // rounds that it rests on
	Value     float64
	Low, High float64 // ends of the interval; both 0 without one
	Why       string  // why there is no value; "" when there is one
}

// Defined tells whether the figure has a value.
func (f Figure) Defined() bool { return f.Why == "" }

// Bounded tells whether the figure has an interval.
func (f Figure) Bounded() bool { return f.Low != 0 || f.High != 0 }

// Pair is the agreement of two people.
type Pair struct {
	A, B  string // user ids
	Raw   Figure
	Kappa Figure
}

// Matrix counts which rating was given first and which second.
type Matrix struct {
	Keys   []string // ratings that were given at all, in the order of the scale
	Counts [][]int  // by first, then by second rating
}

// Max is the largest count.
func (m Matrix) Max() int {
	most := 0
	for _, row := range m.Counts {
		most = max(most, slices.Max(row))
	}
	return most
}

// Report is the agreement over a number of rounds.
type Report struct {
	N       int
	Raw     Figure // share of rounds with equal ratings
	Nominal Figure // Krippendorff's alpha; every difference counts the same
	Ordinal Figure // Krippendorff's alpha over the rounds with two graded ratings; a greater distance counts more
	Matrix  Matrix
	Pairs   []Pair // those with most rounds first
}

// Filter chooses rounds.
type Filter struct {
	Topic    string      // ""
	From, To claims.Date // days on which the second review was submitted, in the desk's time zone, both included; ""
}

// Page is what the page of agreement shows.
type Page struct {
	Report
	Filter  Filter
	Ratings map[string]claims.Rating // those of the matrix, by key
	Names   map[string]string        // display names by user id
	Topics  []string                 // to choose from
}

// Of works out the agreement. scale gives the order of the ratings and their degrees; a rating that it does not have
// counts as ungraded and stands last.
func Of(list []Tally, scale claims.Scale) Report {
	places := placesOf(list, scale)
	m := matrixOf(list, places)
	r := Report{Matrix: m, Pairs: pairsOf(list, places)}
	equal := 0
	var all, graded []Unit
	for _, t := range list {
		r.N += t.N
		if t.FirstRating == t.SecondRating {
			equal += t.N
		}
		all = append(all, Unit{[]int{places[t.FirstRating], places[t.SecondRating]}, t.N})
		first, _ := scale.Rating(t.FirstRating)
		second, _ := scale.Rating(t.SecondRating)
		if first.Graded() && second.Graded() {
			graded = append(graded, Unit{[]int{first.Value - 1, second.Value - 1}, t.N})
		}
	}
	r.Raw = Share(equal, r.N)
	r.Nominal = Alpha(all, len(m.Keys), Nominal)
	if r.Ordinal = Alpha(graded, scale.Best(), Ordinal); r.N > 0 && graded == nil {
		r.Ordinal.Why = whyUngraded
	}
	return r
}

// For returns the report as somebody may see it: everything to whoever audits or publishes, and to a reviewer the
// figures over all and the pairs that he is one of. Errors: ErrForbidden.
func (r Report) For(by claims.Actor) (Report, error) {
	if by.Role.May(claims.MayAudit) || by.Role.May(claims.MayPublish) {
		return r, nil
	}
	if err := by.Check(claims.MayWork); err != nil {
		return Report{}, err
	}
	r.Pairs = slices.DeleteFunc(slices.Clone(r.Pairs), func(p Pair) bool { return p.A != by.ID && p.B != by.ID })
	return r, nil
}

// placesOf numbers the ratings that were given, in the order of the scale.
func placesOf(list []Tally, scale claims.Scale) map[string]int {
	given := map[string]bool{}
	for _, t := range list {
		given[t.FirstRating], given[t.SecondRating] = true, true
	}
	places := map[string]int{}
	for _, r := range scale.Ratings {
		if given[r.Key] {
			places[r.Key] = len(places)
			delete(given, r.Key)
		}
	}
	rest := make([]string, 0, len(given))
	for key := range given {
		rest = append(rest, key)
	}
	slices.Sort(rest)
	for _, key := range rest {
		places[key] = len(places)
	}
	return places
}

func matrixOf(list []Tally, places map[string]int) Matrix {
	m := Matrix{Keys: make([]string, len(places)), Counts: square[int](len(places))}
	for key, i := range places {
		m.Keys[i] = key
	}
	for _, t := range list {
		m.Counts[places[t.FirstRating]][places[t.SecondRating]] += t.N
	}
	return m
}

// pairsOf works out the agreement of every two people, whoever of them was first.
func pairsOf(list []Tally, places map[string]int) []Pair {
	type people struct{ a, b string }
	tables := map[people][][]int{}
	for _, t := range list {
		who, i, j := people{t.First, t.Second}, places[t.FirstRating], places[t.SecondRating]
		if who.a > who.b {
			who, i, j = people{who.b, who.a}, j, i
		}
		if tables[who] == nil {
			tables[who] = square[int](len(places))
		}
		tables[who][i][j] += t.N
	}
	out := make([]Pair, 0, len(tables))
	for who, table := range tables {
		equal, n := 0, 0
		for i, row := range table {
			equal += row[i]
			for _, c := range row {
				n += c
			}
		}
		out = append(out, Pair{A: who.a, B: who.b, Raw: Share(equal, n), Kappa: Kappa(table)})
	}
	slices.SortFunc(out, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Raw.N, x.Raw.N), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}

func square[T any](n int) [][]T {
	out := make([][]T, n)
	for i := range out {
		out[i] = make([]T, n)
	}
	return out
}
