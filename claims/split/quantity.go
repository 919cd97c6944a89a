package split

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// quantityReader finds numbers with their units in the tokens of one sentence.
type quantityReader struct {
	text  string
	toks  []token
	dates []claims.Mention // what is already read as a date
}

// quantities returns the amounts of one tagged sentence, in order and apart, in units of one.
func (r *quantityReader) quantities() []claims.Quantity {
	var out []claims.Quantity
	for i := 0; i < len(r.toks); {
		q, end := r.at(i)
		if end <= i {
			i++
			continue
		}
		out = append(out, q)
		i = end
	}
	return out
}

func (r *quantityReader) word(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].low
}

// at reads the quantity that begins at token i, its modifiers included; end is i when there is none.
func (r *quantityReader) at(i int) (claims.Quantity, int) {
	k, approx, bound := i, false, ""
	for range 2 { // "at least about 20"
		effect, n := r.modifier(k)
		if n == 0 {
			break
		}
		k, approx = k+n, approx || effect == "approx"
		if effect == "min" || effect == "max" {
			bound = effect
		}
	}
	q, end := r.amount(k)
	if end <= k {
		return q, i
	}
	if k > i && (r.word(i) == "over" || r.word(i) == "under" || r.word(i) == "above" || r.word(i) == "below" || r.word(i) == "within") && q.Value == nil {
		return q, i
	}
	if q.Bound == "" {
		q.Bound = bound
	}
	q.Approx = q.Approx || approx
	q.Span = claims.Span{Start: r.toks[i].Start, End: r.toks[end-1].End}
	if r.isDate(r.toks[k].Span) {
		return q, i
	}
	q.Text = q.Span.In(r.text)
	return q, end
}

// isDate tells whether a date holds the number. A length of time counts as both.
func (r *quantityReader) isDate(number claims.Span) bool {
	for _, d := range r.dates {
		if d.Overlaps(number) && !strings.HasPrefix(d.Value, "P") {
			return true
		}
	}
	return false
}

// modifier returns what the longest modifier at token i does to a number, and how many tokens it has; 0 is none.
func (r *quantityReader) modifier(i int) (effect string, n int) {
	for _, p := range lex().modifier[r.word(i)] {
		if len(p.words) > n && matches(r.toks, i, p.words) {
			effect, n = p.cond, len(p.words)
		}
	}
	return effect, n
}

// amount reads a number, a range or a fraction with its unit at token i.
func (r *quantityReader) amount(i int) (claims.Quantity, int) {
	if r.word(i) == "between" || r.word(i) == "from" {
		if q, end := r.span(i); end > i {
			return q, end
		}
	}
	if q, end := r.fraction(i); end > i {
		return q, end
	}
	if q, end := r.vague(i); end > i {
		return q, end
	}
	if q, end := r.compound(i); end > i {
		return q, end
	}
	start, currency := i, ""
	if u := lex().unit[r.word(i)]; u.kind == "currency" && !isLetters(r.word(i)) || u.kind == "code" && r.toks[i].cap {
		currency = u.name
		i++
	} else if i+1 < len(r.toks) && r.toks[i].End == r.toks[i+1].Start && r.word(i+1) == "$" { // "US$"
		if u := lex().unit[r.word(i)+"$"]; u.kind == "currency" {
			currency = u.name
			i += 2
		}
	}
	low, high, end, ok := r.numberRange(i)
	if !ok || currency == "" && r.isLabel(i, end) {
		return claims.Quantity{}, start
	}
	var q claims.Quantity
	if low != high {
		q.Low, q.High = &low, &high
	} else {
		q.Value = &low
	}
	q.Unit, end = r.unit(end, currency)
	return q, end
}

func isLetters(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// numberRange reads "5-10", "5 to 10" before a unit, "5–10", or one number.
func (r *quantityReader) numberRange(i int) (low, high float64, end int, ok bool) {
	if a, b, cut := strings.Cut(r.word(i), "-"); cut {
		x, okX := digits(a)
		y, okY := digits(b)
		if okX && okY && x < y {
			end = i + 1
			if s := lex().number[r.word(end)]; s.kind == "scale" {
				return x * s.value, y * s.value, end + 1, true
			}
			return x, y, end, true
		}
	}
	x, k, ok := r.number(i)
	if !ok {
		return 0, 0, i, false
	}
	dash := k+1 < len(r.toks) && r.toks[k].tag == tagDash && r.toks[k].Start == r.toks[k-1].End
	if dash || r.word(k) == "to" && i > 0 && r.word(i-1) != "from" && lex().number[r.word(k-1)].kind != "scale" {
		y, e, ok := r.number(k + 1)
		scaled := lex().number[r.word(e-1)].kind == "scale" // "52 to 48" is a result, "5 to 10 million" an amount
		if low := x * r.sharedScale(k, e); ok && y > low && (dash || scaled) {
			return low, y, e, true
		}
	}
	return x, x, k, true
}

// span reads "between 12 million and 15 million crowns", "from 3 to 5 per cent" only when it is one amount.
func (r *quantityReader) span(i int) (claims.Quantity, int) {
	if r.word(i) != "between" {
		return claims.Quantity{}, i
	}
	k, currency := i+1, ""
	if u := lex().unit[r.word(k)]; u.kind == "currency" && !isLetters(r.word(k)) {
		currency = u.name
		k++
	}
	low, k, ok := r.number(k)
	if !ok {
		return claims.Quantity{}, i
	}
	lowEnd := k
	_, k = r.unit(k, "")
	if r.word(k) != "and" {
		return claims.Quantity{}, i
	}
	k++
	if u := lex().unit[r.word(k)]; u.kind == "currency" && !isLetters(r.word(k)) {
		currency = u.name
		k++
	}
	high, k, ok := r.number(k)
	low *= r.sharedScale(lowEnd, k)
	if !ok || high <= low {
		return claims.Quantity{}, i
	}
	q := claims.Quantity{Low: &low, High: &high}
	q.Unit, k = r.unit(k, currency)
	return q, k
}

// sharedScale returns the magnitude that the lower end of "between 2 and 3 million" shares with the upper one, or 1.
// The ends are numbers of tokens behind the two numbers.
func (r *quantityReader) sharedScale(lowEnd, highEnd int) float64 {
	scale := lex().number[r.word(highEnd-1)]
	if scale.kind != "scale" || lex().number[r.word(lowEnd-1)].kind == "scale" || lowEnd == highEnd {
		return 1
	}
	return scale.value
}

// fraction reads "two-thirds", "a fifth", "one in five", "half of", "three out of four", "a quarter".
func (r *quantityReader) fraction(i int) (claims.Quantity, int) {
	one := func(v float64, end int) (claims.Quantity, int) { return claims.Quantity{Value: &v}, end }
	n := lex().number
	w := r.word(i)
	if a, b, cut := strings.Cut(w, "-"); cut && n[a].kind == "unit" && n[b].kind == "fraction" {
		return one(n[a].value*n[b].value, i+1)
	}
	next := n[r.word(i+1)]
	switch {
	case w == "half" && (r.word(i+1) == "of" || r.word(i+1) == "the" || r.word(i+1) == "a" && n[r.word(i+2)].kind == "scale" || r.word(i+1) == "its" || r.word(i+1) == "their") && r.word(i-1) != "first" && r.word(i-1) != "second":
		if r.word(i+1) == "a" {
			return one(0.5*n[r.word(i+2)].value, i+3)
		}
		return one(0.5, i+1)
	case (w == "a" || w == "one") && next.kind == "fraction" && r.word(i+1) != "half" && r.word(i+1) != "quarters":
		if f := r.word(i + 1); f == "second" || i+2 < len(r.toks) && r.toks[i+2].tag == tagNoun && w == "a" && f != "quarter" {
			return claims.Quantity{}, i // "a third party"
		}
		return one(next.value, i+2)
	case n[w].kind == "unit" && next.kind == "fraction" && strings.HasSuffix(r.word(i+1), "s"):
		return one(n[w].value*next.value, i+2)
	}
	if x, k, ok := r.number(i); ok && x > 0 && (r.word(k) == "in" || r.word(k) == "out" && r.word(k+1) == "of") {
		e := k + 1
		if r.word(k) == "out" {
			e++
		}
		if y, end, ok := r.number(e); ok && y > x && y <= 1000 && (y < 1000 || r.word(e) != "2000") && !isYear(r.word(e)) {
			return one(x/y, end)
		}
	}
	return claims.Quantity{}, i
}

func isYear(w string) bool { return len(w) == 4 && strings.Trim(w, "0123456789") == "" }

// compounds are the nouns that a number is tied to by a hyphen, beside the units of units.txt.
var compounds = map[string]bool{"member": true, "page": true, "storey": true, "story": true, "seat": true, "man": true, "person": true, "game": true, "bedroom": true, "party": true, "nation": true, "lane": true, "part": true, "step": true, "vote": true, "car": true}

// compound reads "60-page", "five-member", "12-year-old".
func (r *quantityReader) compound(i int) (claims.Quantity, int) {
	head, rest, ok := strings.Cut(r.word(i), "-")
	if !ok {
		return claims.Quantity{}, i
	}
	v, digit := digits(head)
	if n := lex().number[head]; !digit && (n.kind == "unit" || n.kind == "ten") && head != "one" {
		v, digit = n.value, true
	}
	rest = strings.TrimSuffix(rest, "-old")
	if !digit || lex().unit[rest].name == "" && !compounds[rest] {
		return claims.Quantity{}, i
	}
	unit := rest
	if u := lex().unit[rest]; u.name != "" {
		unit = u.name
	}
	return claims.Quantity{Value: &v, Unit: unit}, i + 1
}

// vague reads "dozens", "hundreds of homes", "a dozen officers", "doubled".
func (r *quantityReader) vague(i int) (claims.Quantity, int) {
	n := lex().number
	k := i
	count := 1.0
	switch {
	case (r.word(i) == "a" || r.word(i) == "one") && n[r.word(i+1)].kind == "count":
		k = i + 1
	case n[r.word(i)].kind == "unit" && n[r.word(i+1)].kind == "count":
		count, k = n[r.word(i)].value, i+1
	case r.word(i) == "a" && (n[r.word(i+1)].kind == "scale" || r.word(i+1) == "couple"):
		if r.word(i+1) == "couple" {
			return claims.Quantity{}, i
		}
		v := n[r.word(i+1)].value
		unit, end := r.unit(i+2, "")
		return claims.Quantity{Value: &v, Unit: unit}, end
	}
	d := n[r.word(k)]
	v := count * d.value
	switch d.kind {
	case "count":
		if k == i {
			return claims.Quantity{}, i
		}
		unit, end := r.unit(k+1, "")
		return claims.Quantity{Value: &v, Unit: unit}, end
	case "vague":
		if r.word(k) == "scores" && r.word(k+1) != "of" {
			return claims.Quantity{}, i
		}
		end := k + 1
		if r.word(end) == "of" && n[r.word(end+1)].kind == "vague" { // "tens of thousands"
			v *= n[r.word(end+1)].value / 2
			end += 2
		}
		unit := ""
		if r.word(end) == "of" {
			unit, _ = r.unit(end+1, "")
		}
		return claims.Quantity{Value: &v, Unit: unit, Approx: true, Bound: "min"}, end
	case "times":
		if r.word(k) == "double" && r.toks[k].tag == tagAdj && r.word(k+1) != "the" && r.word(k-1) != "than" || r.word(k) == "triple" && r.word(k+1) != "the" {
			return claims.Quantity{}, i
		}
		return claims.Quantity{Value: &v, Unit: "times"}, k + 1
	}
	return claims.Quantity{}, i
}

// number reads one number at token i: digits with a scale behind them, or number words.
func (r *quantityReader) number(i int) (v float64, end int, ok bool) {
	n := lex().number
	w := r.word(i)
	if v, ok = digits(w); ok {
		end = i + 1
		for s := n[r.word(end)]; s.kind == "scale" || s.kind == "suffix" && len(r.word(end)) > 1; s = n[r.word(end)] {
			v *= s.value
			end++
		}
		return v, end, true
	}
	if a, b, cut := strings.Cut(w, "-"); cut && n[b].kind == "scale" {
		if v, ok = digits(a); ok {
			return v * n[b].value, i + 1, true
		}
	}
	if v, ok = suffixed(w); ok {
		return v, i + 1, !r.houseNumber(i)
	}
	if w == "one" && !r.countsOne(i) {
		return 0, i, false
	}
	return r.numberWords(i)
}

// digits reads "1,150", "12.3", "41".
func digits(w string) (float64, bool) {
	if w == "" || w[0] < '0' || w[0] > '9' || strings.Count(w, ".") > 1 || strings.ContainsAny(w, ":-/") {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return v, err == nil && v < 1e18
}

// suffixed reads "1.2m", "3bn", "60k".
func suffixed(w string) (float64, bool) {
	k := strings.IndexFunc(w, unicode.IsLetter)
	if k <= 0 {
		return 0, false
	}
	s := lex().number[w[k:]]
	v, ok := digits(w[:k])
	return v * s.value, ok && s.kind == "suffix"
}

// houseNumber tells whether the capital letter behind the digits at i is no magnitude: "221B" without a currency.
func (r *quantityReader) houseNumber(i int) bool {
	last := r.text[r.toks[i].End-1]
	return last >= 'A' && last <= 'Z' && last != 'M' && (i == 0 || lex().unit[r.word(i-1)].kind != "currency")
}

// countsOne tells whether "one" at i counts something: "one million", "one vote", but not "one of them", "no one".
func (r *quantityReader) countsOne(i int) bool {
	next := lex().number[r.word(i+1)]
	return next.kind == "scale" || next.kind == "fraction" || r.word(i+1) == "in"
}

// numberWords reads "twenty-two", "three hundred and five thousand".
func (r *quantityReader) numberWords(i int) (v float64, end int, ok bool) {
	var total, group float64
	end = i
	for end < len(r.toks) {
		w := r.word(end)
		if w == "and" && ok && group >= 100 && lex().number[r.word(end+1)].kind == "unit" {
			end++
			continue
		}
		a, b, hyphen := strings.Cut(w, "-")
		d, d2 := lex().number[a], lex().number[b]
		switch {
		case hyphen && d.kind == "ten" && d2.kind == "unit":
			group += d.value + d2.value
		case hyphen, d.kind == "scale" && !ok:
			return total + group, end, ok
		case d.kind == "unit" || d.kind == "ten":
			group += d.value
		case d.kind == "scale" && d.value == 100:
			group = max(group, 1) * 100
		case d.kind == "scale":
			total += max(group, 1) * d.value
			group = 0
		default:
			return total + group, end, ok
		}
		ok = true
		end++
	}
	return total + group, end, ok
}

// isLabel tells whether the number at i names a thing and counts nothing: "Boeing 737", "Chapter 11", "Route 9".
func (r *quantityReader) isLabel(i, end int) bool {
	w := r.word(i)
	if !unicode.IsDigit(rune(w[0])) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(w)
	if unicode.IsLetter(last) && !strings.ContainsAny(w, "-") {
		if _, ok := suffixed(w); !ok {
			return true
		}
	}
	if _, _, ok := lexUnit(r, end); ok {
		return false
	}
	if i == 0 {
		return end < len(r.toks) && r.toks[end].tag == tagStop
	}
	prev := r.toks[i-1]
	if prev.low == "#" || prev.low == "no." || prev.low == "number" || prev.low == "page" || prev.low == "[" {
		return true
	}
	plural := end < len(r.toks) && strings.HasSuffix(r.word(end), "s")
	return prev.tag == tagName && !plural && prev.End+1 == r.toks[i].Start || strings.Contains(w, ":") || end < len(r.toks) && (r.word(end) == "a.m." || r.word(end) == "p.m." || r.word(end) == "am" || r.word(end) == "pm" || r.word(end) == "]")
}

// lexUnit finds the longest unit of units.txt at token i.
func lexUnit(r *quantityReader, i int) (u unitDef, n int, ok bool) {
	name := ""
	for k := range 3 {
		if i+k >= len(r.toks) {
			break
		}
		name = strings.TrimSpace(name + " " + r.word(i+k))
		if d, found := lex().unit[name]; found {
			u, n, ok = d, k+1, true
		}
	}
	return u, n, ok
}

// unit reads the unit at token i: a known unit, a currency, or the noun that is counted.
func (r *quantityReader) unit(i int, currency string) (string, int) {
	end, name := i, currency
	u, n, ok := lexUnit(r, i)
	switch {
	case currency != "":
	case ok && u.kind != "code":
		name, end = u.name, i+n
	case ok && i < len(r.toks) && r.toks[i].cap:
		name, end = u.name, i+n
	default:
		name, end = r.counted(i)
	}
	per := ""
	if w := r.word(end); end > i && (w == "a" || w == "an" || w == "per") || currency != "" && (w == "a" || w == "an" || w == "per") {
		if t := r.word(end + 1); lex().unit[t].kind == "time" || lex().unit[t].kind == "unit" || t == "head" || t == "person" {
			per, end = " per "+t, end+2
		}
	}
	return name + per, end
}

// counted returns the noun that a number counts, in the singular: "jobs" gives "job". The span ends before it when it
// is no unit, so that the number alone is marked.
func (r *quantityReader) counted(i int) (string, int) {
	for k := i; k < len(r.toks) && k < i+3; k++ {
		t := r.toks[k]
		if t.tag != tagNoun && t.tag != tagAdj && t.tag != tagName {
			break
		}
		if t.tag == tagNoun && plural(t.low) {
			return singular(t.low), i
		}
	}
	return "", i
}

func plural(low string) bool {
	return strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") || low == "children" || low == "people" || low == "men" || low == "women" ||
		low == "kroner" || low == "kronor" || low == "yen" || low == "yuan" || low == "won" || low == "baht" || low == "rand"
}

func singular(low string) string {
	switch low {
	case "people":
		return "person"
	case "children":
		return "child"
	case "men", "women":
		return low[:len(low)-2] + "an"
	}
	if s, ok := strings.CutSuffix(low, "ies"); ok {
		return s + "y"
	}
	for _, end := range []string{"sses", "shes", "ches", "xes"} {
		if strings.HasSuffix(low, end) {
			return low[:len(low)-2]
		}
	}
	return strings.TrimSuffix(low, "s")
}
