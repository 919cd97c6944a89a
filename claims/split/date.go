package split

import (
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
	told   int       // the year that a heading or the opening of a sentence sets for what follows; 0 when none does
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
			if r.opens(i) && strings.Contains(s.In(r.text), string(value[:4])) {
				r.told = r.year
			}
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
		r.ago, r.lately, r.followed, r.monthAlone, r.season, r.century, r.decade, r.era, r.yearAlone, r.length,
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
		y = r.tells(at)
	}
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
	if y := r.tells(i); y > 0 {
		return end, month(y, time.Month(m))
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
	case r.words(i, "wwii"), r.words(i, "ww2"):
		return i + 1, second
	case r.words(i, "wwi"), r.words(i, "ww1"):
		return i + 1, first
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
