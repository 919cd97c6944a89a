package split

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"assay/claims"
)

// yearAlone reads a bare year where its surroundings allow one: after a preposition, an article, a comma or a bracket.
func (r *dateReader) yearAlone(i int) (int, claims.Date) {
	k := r.skipPart(i)
	if s, ok := strings.CutPrefix(r.word(i), "mid-"); ok {
		if y, err := strconv.Atoi(s); err == nil && len(s) == 4 {
			return i + 1, month(y, time.June)
		}
		return i, ""
	}
	if r.words(i, "fiscal", "year") || r.words(i, "financial", "year") {
		k = i + 2
	}
	y, end := r.yearAt(k)
	if y == 0 {
		return r.yearPair(i)
	}
	if k == i && !r.yearPlace(i, y) {
		return i, ""
	}
	if r.word(i) == "mid" {
		return end, month(y, time.June)
	}
	if end+1 < len(r.toks) && r.toks[end].tag == tagDash {
		if y2, e := r.yearAt(end + 1); y2 > y {
			return e, pair(year(y), year(y2))
		}
		if n, err := strconv.Atoi(r.word(end + 1)); err == nil && len(r.word(end+1)) == 2 && n > y%100 {
			return end + 2, pair(year(y), year(y/100*100+n))
		}
	}
	return end, year(y)
}

// yearPair reads "1914-1918" and "2015-16".
func (r *dateReader) yearPair(i int) (int, claims.Date) {
	a, b, ok := strings.Cut(strings.Replace(r.word(i), "/", "-", 1), "-")
	if !ok || len(a) != 4 || len(b) != 2 && len(b) != 4 {
		return i, ""
	}
	if len(b) == 2 {
		b = a[:2] + b
	}
	x, errX := strconv.Atoi(a)
	y, errY := strconv.Atoi(b)
	if errX != nil || errY != nil || x < 1000 || y <= x || y > 2199 {
		return i, ""
	}
	return i + 1, pair(year(x), year(y))
}

// yearPlace tells whether the four digits at i stand where a year stands.
func (r *dateReader) yearPlace(i, y int) bool {
	next := r.word(i + 1)
	if next == "%" || lex().unit[next].name != "" && lex().unit[next].kind != "time" {
		return false
	}
	if i == 0 {
		return true
	}
	prev, many := r.toks[i-1], i+1 < len(r.toks) && r.toks[i+1].tag == tagNoun && (plural(next) || strings.HasSuffix(next, "children"))
	if y < 1400 || y > 2100 {
		return prev.low == "in" || prev.low == "since" || prev.low == "until" || prev.low == "around"
	}
	switch prev.tag {
	case tagPrep, tagTo, tagSub, tagDet, tagPoss, tagComma, tagOpen, tagCoord, tagAdj, tagDash, tagClose:
		counts := many && prev.tag == tagPrep && prev.low != "in" && prev.low != "since" && prev.low != "from" && prev.low != "until" && prev.low != "by"
		return !counts && !(prev.low == "of" && i > 1 && r.toks[i-2].tag == tagNumber)
	case tagStop: // "(d. 1975)", "c. 1818"
		return prev.low != "." || i > 1 && len(r.toks[i-2].low) <= 4 && !r.toks[i-2].cap
	case tagName: // "London 2012", but not "Room 1984"
		return y >= 1980 && y <= 2050 && !many && !labels[prev.low]
	case tagFinite:
		return i+1 < len(r.toks) && r.toks[i+1].tag == tagPrep && y >= 1900
	}
	return prev.low == "year" || prev.low == "circa" || prev.low == "©" || prev.low == "copyright" || lex().month[prev.low] > 0 || lex().event[prev.low]
}

// labels are the words before a number that is the name of a thing.
var labels = map[string]bool{"room": true, "flight": true, "route": true, "highway": true, "model": true, "class": true, "apartment": true, "suite": true, "bus": true, "section": true, "article": true, "rule": true, "boeing": true, "airbus": true, "windows": true, "chapter": true, "building": true, "box": true, "resolution": true, "formula": true}

// era reads "394 AD", "AD 79" and "508 BC". Years before our era have no value.
func (r *dateReader) era(i int) (int, claims.Date) {
	if w := r.word(i); (w == "ad" || w == "a.d.") && r.toks[i].cap {
		if y, err := strconv.Atoi(r.word(i + 1)); err == nil && y > 0 && y < 2200 {
			return i + 2, year(y)
		}
		return i, ""
	}
	y, err := strconv.Atoi(strings.ReplaceAll(r.word(i), ",", ""))
	if err != nil || y < 1 || i+1 >= len(r.toks) || !r.toks[i+1].cap {
		return i, ""
	}
	switch r.word(i + 1) {
	case "bc", "bce", "b.c.":
		return i + 2, ""
	case "ad", "ce", "a.d.":
		if y < 2200 {
			return i + 2, year(y)
		}
	}
	return i, ""
}

// decade reads "the 1990s", "1990s", "the nineties".
func (r *dateReader) decade(i int) (int, claims.Date) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	k = r.skipPart(k)
	w := r.word(k)
	if s, ok := strings.CutPrefix(w, "mid-"); ok {
		w = s
	}
	if s, ok := strings.CutSuffix(w, "s"); ok && len(s) == 4 && s[3] == '0' {
		if y, err := strconv.Atoi(s); err == nil && y >= 1000 && y < 2200 {
			if s[2:] == "00" && y%1000 != 0 {
				return k + 1, claims.Date(s[:2])
			}
			return k + 1, claims.Date(s[:3])
		}
	}
	if v := tens[w]; v != "" && r.word(k-1) != "his" && r.word(k-1) != "her" && k > i {
		return k + 1, v
	}
	return i, ""
}

// tens are the decades that have names of their own.
var tens = map[string]claims.Date{"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197", "eighties": "198", "nineties": "199"}

// century reads "the 19th century", "the nineteenth century".
func (r *dateReader) century(i int) (int, claims.Date) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	k = r.skipPart(k)
	w := strings.TrimSuffix(r.word(k), "-century")
	n, ok := ordinal(w)
	if !ok || n < 2 || n > 21 || w == r.word(k) && r.word(k+1) != "century" {
		return i, ""
	}
	end := k + 1
	if w == r.word(k) {
		end++
	}
	if b := r.word(end); b == "bc" || b == "bce" || b == "b.c." {
		return end + 1, ""
	}
	return end, claims.Date(fmt.Sprintf("%02d", n-1))
}

var ordinals = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first")

// ordinal reads "first" to "twenty-first" and "1st" to "99th".
func ordinal(w string) (int, bool) {
	for n, o := range ordinals {
		if w == o {
			return n + 1, true
		}
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if s, ok := strings.CutSuffix(w, suffix); ok {
			n, err := strconv.Atoi(s)
			return n, err == nil
		}
	}
	return 0, false
}
