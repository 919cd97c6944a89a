package split

import (
	"fmt"
	"strings"
	"time"

	"assay/claims"
)

// units of time and the letters that lengths are written with.
var timeUnits = map[string]string{"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE"}

// count reads a small number at i: digits, a number word, "a" or "an".
func (r *dateReader) count(i int) (n float64, end int) {
	if w := r.word(i); w == "a" || w == "an" || w == "one" {
		return 1, i + 1
	}
	q := quantityReader{text: r.text, toks: r.toks}
	v, end, ok := q.number(i)
	if !ok {
		return 0, i
	}
	if a, b, cut := strings.Cut(r.word(end), "/"); cut && len(a) == 1 && len(b) == 1 && a < b && v == float64(int(v)) { // "2 1/2 years"
		v += float64(a[0]-'0') / float64(b[0]-'0')
		end++
	}
	return v, end
}

// ago reads "two months ago", "a century ago", "four days from now", "in three weeks" beside a future verb.
func (r *dateReader) ago(i int) (int, claims.Date) {
	n, k := r.count(i)
	if k == i || n > 10000 || n != float64(int(n)) {
		return i, ""
	}
	unit := timeUnits[strings.TrimSuffix(r.word(k), "s")]
	if unit == "" {
		return i, ""
	}
	sign, end := 0, k+1
	switch {
	case r.word(end) == "ago":
		sign, end = -1, end+1
	case r.words(end, "from", "now"), r.words(end, "from", "today"):
		sign, end = 1, end+2
	case r.words(i-3, "first", "time", "in"), r.words(i-2, "once", "in"):
		return i, "" // "for the first time in ten years"
	case r.word(i-1) == "in" && r.verbDirection(i, -1) == forward && r.closes(end):
		sign = 1
	default:
		return i, ""
	}
	if !r.known {
		return end, ""
	}
	return end, roughly(r.away(sign*int(n), unit), unit)
}

// closes tells whether the sentence or the clause ends at i.
func (r *dateReader) closes(i int) bool {
	return i >= len(r.toks) || r.toks[i].tag == tagStop || r.toks[i].tag == tagComma
}

// lately reads "the past three years" and "the next two weeks": the time that ends, or begins, with the publication.
// "The next two weeks" beside a past verb are weeks of the tale.
func (r *dateReader) lately(i int) (int, claims.Date) {
	if !r.known || r.word(i) != "the" {
		return i, ""
	}
	step := steps[r.word(i+1)]
	n, k := r.count(i + 2)
	unit := timeUnits[strings.TrimSuffix(r.word(k), "s")]
	if unit == "Y" && n != float64(int(n)) {
		n, unit = float64(int(n*12)), "M"
	}
	whole := n == float64(int(n)) && n > 0 && n < 1000
	if step == 0 || k == i+2 || unit == "" || !whole || r.word(k+1) == "of" || r.word(i+1) == "previous" || step > 0 && r.direction(i) == backward {
		return i, ""
	}
	from, to := r.anchor, r.away(step*int(n), unit)
	if step < 0 {
		from, to = to, from
	}
	return k + 1, pair(roughly(from, unit), roughly(to, unit))
}

// away returns the day that lies n units of time ahead of the publication, or behind it when n is negative.
func (r *dateReader) away(n int, unit string) time.Time {
	a := r.anchor
	switch unit {
	case "D":
		return a.AddDate(0, 0, n)
	case "W":
		return a.AddDate(0, 0, 7*n)
	case "M":
		return time.Date(a.Year(), a.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	case "DE":
		n *= 10
	case "CE":
		n *= 100
	}
	return time.Date(a.Year()+n, a.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// roughly is a day, a month or a year, as exact as what is counted in that unit can be.
func roughly(t time.Time, unit string) claims.Date {
	switch unit {
	case "D", "W":
		return day(t)
	case "M":
		return month(t.Year(), t.Month())
	}
	return year(t.Year())
}

// length reads a length of time: "three weeks", "six years". Ages, intervals ("every ten years") and titles ("Seven
// Days") are none, and neither is "One day she left".
func (r *dateReader) length(i int) (int, claims.Date) {
	n, k := r.count(i)
	if k == i || n <= 0 || n > 100000 || r.toks[i].low == "a" || r.toks[i].low == "an" {
		return i, ""
	}
	someDay := r.word(i) == "one" && k+1 < len(r.toks) && (r.toks[k+1].tag == tagPron || r.toks[k+1].tag == tagComma || r.toks[k+1].tag == tagDet) && !r.dated(i)
	if r.word(i-1) == "every" || r.age(i) || someDay || k < len(r.toks) && r.toks[k].cap && r.toks[i].cap && k > i && i != firstWord(r.toks) {
		return i, ""
	}
	unit := timeUnits[strings.TrimSuffix(r.word(k), "s")]
	if unit == "" || n != 1 && !strings.HasSuffix(r.word(k), "s") || k+1 < len(r.toks) && (r.word(k+1) == "old" || r.word(k+1) == "earlier" || r.word(k+1) == "later") {
		return i, ""
	}
	return k + 1, claims.Date(fmt.Sprintf("P%g%s", n, unit))
}

// age tells whether the number at i is an age: "aged 8 to 10 years", "at the age of four months".
func (r *dateReader) age(i int) bool {
	k := i - 1
	for k > i-5 && k > 0 && (r.toks[k].tag == tagDash || r.toks[k].tag == tagNumber || r.toks[k].tag == tagTo || r.word(k) == "between" || r.word(k) == "and") {
		k--
	}
	return r.word(k) == "aged" || r.word(k) == "of" && (r.word(k-1) == "age" || r.word(k-1) == "ages")
}
