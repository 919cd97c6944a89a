package split

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"assay/claims"
)

// dateReader finds dates in the tokens of one sentence and reads their values.
type dateReader struct {
	text   string
	toks   []token
	anchor time.Time // publication date
	known  bool      // the publication date is known to the day
	past   bool      // a caption: its present tense speaks of what was
	year   int       // the year that was last spoken of, for "a year later"; 0 when none was
	topic  time.Time // the month that was last spoken of, for "later in the month"; zero when none was
}

// dates returns the dates of one tagged sentence, in order and apart. Values are in the notation of claims.Date or
// lengths such as P3W; what cannot be reckoned without a publication date has no value.
func (r *dateReader) dates() []claims.Mention {
	var out []claims.Mention
	for i := 0; i < len(r.toks); {
		end, value := r.at(i)
		if end <= i {
			i++
			continue
		}
		s := claims.Span{Start: r.toks[i].Start, End: r.toks[end-1].End}
		out = append(out, claims.Mention{Span: s, Text: s.In(r.text), Value: string(value)})
		if first, last, ok := interval(value); ok && last.Sub(first) < 367*24*time.Hour {
			r.year = first.Year()
			if last.Sub(first) < 32*24*time.Hour {
				r.topic = first
			}
		}
		i = end
	}
	return out
}

// at reads the longest date that begins at token i; end is i when there is none.
func (r *dateReader) at(i int) (end int, value claims.Date) {
	if !opensDate(r.toks[i]) {
		return i, ""
	}
	for _, read := range []func(int) (int, claims.Date){
		r.spread, r.edge, r.partOfYear, r.numeric, r.dayMonth, r.monthDay, r.weekdayName, r.holiday, r.war, r.relative,
		r.ago, r.followed, r.monthAlone, r.season, r.century, r.decade, r.yearAlone, r.length,
	} {
		if end, value := read(i); end > i {
			return end, value
		}
	}
	return i, ""
}

// dateWords are the words in small letters that a date can begin with, number words apart.
var dateWords = map[string]bool{
	"from": true, "between": true, "the": true, "that": true, "later": true, "earlier": true, "early": true, "late": true, "mid": true,
	"last": true, "next": true, "this": true, "past": true, "previous": true, "coming": true, "yesterday": true, "today": true,
	"tonight": true, "tomorrow": true, "a": true, "an": true, "fiscal": true, "financial": true, "spring": true, "summer": true,
	"autumn": true, "fall": true, "winter": true, "first": true, "second": true, "third": true, "fourth": true, "final": true,
}

// opensDate tells quickly whether a date can begin with this token.
func opensDate(t token) bool {
	if t.cap || t.low[0] >= '0' && t.low[0] <= '9' || dateWords[t.low] || strings.HasPrefix(t.low, "mid-") {
		return true
	}
	stem, _, _ := strings.Cut(t.low, "-")
	if _, ok := lex().number[stem]; ok {
		return true
	}
	_, ok := ordinal(stem)
	return ok
}

// word returns the lower-case word at i, or "".
func (r *dateReader) word(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].low
}

// words tells whether the tokens from i on are these words.
func (r *dateReader) words(i int, want ...string) bool {
	for k, w := range want {
		if r.word(i+k) != w {
			return false
		}
	}
	return true
}

// monthAt reads a month name at i. "May" and "March" need a capital letter and no subject before them.
func (r *dateReader) monthAt(i int) (m, end int) {
	w := r.word(i)
	m = lex().month[strings.TrimSuffix(w, ".")]
	if m == 0 || !r.toks[i].cap {
		return 0, i
	}
	end = i + 1
	if r.word(end) == "." && len(w) <= 4 && end < len(r.toks)-1 {
		end++
	}
	return m, end
}

// dayAt reads a day of the month at i: "8", "8th", "the 8th of".
func (r *dateReader) dayAt(i int) (d, end int) {
	end = i
	the := r.word(end) == "the"
	if the {
		end++
	}
	w := r.word(end)
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, i
	}
	ordinal := false
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if s, ok := strings.CutSuffix(w, suffix); ok {
			w, ordinal = s, true
		}
	}
	d, err := strconv.Atoi(w)
	if err != nil || d < 1 || d > 31 || len(w) > 2 || the && !ordinal {
		return 0, i
	}
	return d, end + 1
}

// yearAt reads a year of four digits at i.
func (r *dateReader) yearAt(i int) (y, end int) {
	w := r.word(i)
	if len(w) != 4 || w[0] < '1' || w[0] > '2' {
		return 0, i
	}
	y, err := strconv.Atoi(w)
	if err != nil || y < 1000 || y > 2199 {
		return 0, i
	}
	return y, i + 1
}

// yearAfter reads ", 2017", "2017" or "of 2017" at i.
func (r *dateReader) yearAfter(i int) (y, end int) {
	k := i
	if r.word(k) == "," || r.word(k) == "of" || r.word(k) == "in" {
		k++
	}
	if y, end := r.yearAt(k); end > k {
		return y, end
	}
	return 0, i
}

// full gives a month and day its year, or no value when neither the text nor the anchor tells it.
func (r *dateReader) full(y, m, d int, at int) claims.Date {
	if y == 0 {
		if !r.known {
			return ""
		}
		y = monthDayYear(r.anchor, m, d, r.direction(at))
	}
	if t, ok := ymd(y, m, d); ok {
		return day(t)
	}
	return ""
}

// monthDay reads "May 9", "Jan. 22, 1963", "May 2-6", "March 3–7, 2025".
func (r *dateReader) monthDay(i int) (int, claims.Date) {
	m, k := r.monthAt(i)
	if m == 0 {
		return i, ""
	}
	if a, b, ok := hyphenPair(r.word(k)); ok && b <= 31 && a < b {
		y, end := r.yearAfter(k + 1)
		return end, pair(r.full(y, m, a, i), r.full(y, m, b, i))
	}
	d, end := r.dayAt(k)
	if d == 0 {
		return i, ""
	}
	if d2, e := r.dayAt(end + 1); d2 > d && r.toks[end].tag == tagDash || d2 > d && (r.word(end) == "to" || r.word(end) == "and" && r.word(i-1) == "between") {
		y, e := r.yearAfter(e)
		return e, pair(r.full(y, m, d, i), r.full(y, m, d2, i))
	}
	y, e := r.yearAfter(end)
	return e, r.full(y, m, d, i)
}

// dayMonth reads "3 June", "the 8th of March 2019", "5 to 12 July".
func (r *dateReader) dayMonth(i int) (int, claims.Date) {
	d, k := r.dayAt(i)
	if a, b, ok := hyphenPair(r.word(i)); ok && b <= 31 {
		if m, e := r.monthAt(i + 1); m > 0 {
			y, e := r.yearAfter(e)
			return e, pair(r.full(y, m, a, i), r.full(y, m, b, i))
		}
	}
	if d == 0 {
		return i, ""
	}
	if k < len(r.toks) && (r.toks[k].tag == tagDash || r.word(k) == "to" || r.word(k) == "and") {
		if d2, e := r.dayAt(k + 1); d2 > d {
			if m, e := r.monthAt(e); m > 0 {
				y, e := r.yearAfter(e)
				return e, pair(r.full(y, m, d, i), r.full(y, m, d2, i))
			}
		}
	}
	if r.word(k) == "of" {
		k++
	}
	m, end := r.monthAt(k)
	if m == 0 {
		return i, ""
	}
	y, end := r.yearAfter(end)
	return end, r.full(y, m, d, i)
}

// hyphenPair reads "2-6".
func hyphenPair(w string) (a, b int, ok bool) {
	x, y, found := strings.Cut(w, "-")
	if !found || len(x) > 2 || len(y) > 2 {
		return 0, 0, false
	}
	a, errA := strconv.Atoi(x)
	b, errB := strconv.Atoi(y)
	return a, b, errA == nil && errB == nil && a > 0
}

func pair(a, b claims.Date) claims.Date {
	if a == "" || b == "" {
		return ""
	}
	return a + "/" + b
}

// numeric reads "2023-11-02", "12.03.1961", "3/9/2005" (month first unless that is impossible).
func (r *dateReader) numeric(i int) (int, claims.Date) {
	w := r.word(i)
	if len(w) < 8 || w[0] < '0' || w[0] > '9' {
		return i, ""
	}
	if t, err := time.Parse(time.DateOnly, w); err == nil {
		return i + 1, day(t)
	}
	for _, layout := range []string{"2.1.2006", "1/2/2006", "2/1/2006", "2-1-2006", "2-Jan-2006", "2-January-2006"} {
		if t, err := time.Parse(layout, w); err == nil {
			return i + 1, day(t)
		}
	}
	return i, ""
}

// monthAlone reads "March 2021", "in September", "late November", "mid-January".
func (r *dateReader) monthAlone(i int) (int, claims.Date) {
	k := r.skipPart(i)
	m, end := r.monthAt(k)
	low := r.word(k)
	if m == 0 {
		if s, ok := strings.CutPrefix(low, "mid-"); ok && lex().month[s] > 0 {
			m, end = lex().month[s], k+1
		}
	}
	if m == 0 {
		return i, ""
	}
	if y, e := r.yearAfter(end); y > 0 {
		return e, month(y, time.Month(m))
	}
	if (low == "may" || low == "march" || len(low) <= 4 && low != "june" && low != "july" && low != "may" || low == "august") && k == i && !r.dated(i) {
		return i, ""
	}
	if end < len(r.toks) && r.toks[end].tag == tagName && r.word(end-1) != "." {
		return i, "" // "May Hall", "June Smith"
	}
	if !r.known {
		return end, ""
	}
	return end, month(monthYear(r.anchor, m, r.direction(i)), time.Month(m))
}

// skipPart passes the words "early", "late", "mid" that stand before a date.
func (r *dateReader) skipPart(i int) int {
	switch r.word(i) {
	case "early", "late", "mid":
		if r.word(i+1) == "in" {
			return i + 2
		}
		if i+1 < len(r.toks) && r.toks[i+1].tag == tagDash {
			return i + 2
		}
		return i + 1
	}
	return i
}

// dated tells whether the token before i is a word after which a date is natural.
func (r *dateReader) dated(i int) bool {
	switch r.word(i - 1) {
	case "in", "since", "until", "till", "by", "from", "of", "before", "after", "during", "through", "for", "to", "this", "last", "next", "between", "and", "every", "early", "late", "mid":
		return true
	}
	return false
}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5,
}

// weekdayName reads "Wednesday", "Thursday, April 25", "Tuesday morning".
func (r *dateReader) weekdayName(i int) (int, claims.Date) {
	w, ok := weekdays[strings.TrimSuffix(r.word(i), ".")]
	if !ok || !r.toks[i].cap {
		return i, ""
	}
	k := i + 1
	for r.word(k) == "," || r.word(k) == "the" || r.word(k) == "." {
		k++
	}
	for _, read := range []func(int) (int, claims.Date){r.monthDay, r.dayMonth} {
		if end, v := read(k); end > k {
			return end, v
		}
	}
	if len(r.word(i)) < 6 {
		return i, ""
	}
	end := i + 1
	if p := r.word(end); p == "morning" || p == "afternoon" || p == "evening" || p == "night" {
		end++
	}
	if a := r.word(i - 1); !r.known || a == "a" || a == "every" || a == "each" {
		return end, ""
	}
	return end, day(weekday(r.anchor, w, r.direction(i)))
}

// war reads the wars that date what happens in them: "World War II", "the First World War".
func (r *dateReader) war(i int) (int, claims.Date) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	first, second := claims.Date("1914-07-28/1918-11-11"), claims.Date("1939-09-01/1945-09-02")
	switch {
	case r.words(i, "world", "war") && (r.word(i+2) == "ii" || r.word(i+2) == "two" || r.word(i+2) == "2"):
		return i + 3, second
	case r.words(i, "world", "war") && (r.word(i+2) == "i" || r.word(i+2) == "one" || r.word(i+2) == "1"):
		return i + 3, first
	case r.words(k, "second", "world", "war"):
		return k + 3, second
	case r.words(k, "first", "world", "war"):
		return k + 3, first
	}
	return i, ""
}

// holiday reads the names of holidays.txt, with a year or without.
func (r *dateReader) holiday(i int) (int, claims.Date) {
	if i >= len(r.toks) || !r.toks[i].cap {
		return i, ""
	}
	name := ""
	for k := i; k < min(i+4, len(r.toks)); k++ {
		if r.word(k) == "'s" || r.word(k) == "'" {
			name += r.word(k)
		} else {
			name = strings.TrimSpace(name + " " + r.word(k))
		}
		h, ok := lex().holiday[name]
		if ok && (i > 0 && r.toks[i-1].tag == tagName || k+1 < len(r.toks) && r.toks[k+1].tag == tagName && r.word(k+1) != "day" && r.word(k+1) != "eve") {
			return i, "" // "Johnnie Christmas"
		}
		longer := k+1 < len(r.toks) && (r.word(k+1) == "day" || r.word(k+1) == "eve")
		if !ok || longer {
			continue
		}
		y, end := r.yearAfter(k + 1)
		return end, r.full(y, h.month, h.day, i)
	}
	return i, ""
}

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
	prev, many := r.toks[i-1], i+1 < len(r.toks) && r.toks[i+1].tag == tagNoun && plural(next)
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
	return prev.low == "year" || prev.low == "©" || prev.low == "copyright" || lex().month[prev.low] > 0 || lex().event[prev.low]
}

// labels are the words before a number that is the name of a thing.
var labels = map[string]bool{"room": true, "flight": true, "route": true, "highway": true, "model": true, "class": true, "apartment": true, "suite": true, "bus": true, "section": true, "article": true, "rule": true, "boeing": true, "airbus": true, "windows": true, "chapter": true, "building": true, "box": true, "resolution": true, "formula": true}

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
