package split

import (
	"fmt"
	"time"

	"assay/claims"
)

// spread reads "from 5 to 12 July", "between 1914 and 1918", "from May 2023 to June 2024".
func (r *dateReader) spread(i int) (int, claims.Date) {
	from, to := r.word(i), "to"
	if from == "between" {
		to = "and"
	} else if from != "from" {
		return i, ""
	}
	if d, k := r.dayAt(i + 1); d > 0 && r.word(k) == to {
		if end, v := r.dayMonth(i + 1); end > k {
			return end, v
		}
	}
	k, a := r.point(i + 1)
	if k == i+1 || r.word(k) != to && r.word(k) != "until" && r.word(k) != "through" {
		return i, ""
	}
	end, b := r.point(k + 1)
	if end == k+1 {
		return i, ""
	}
	own, _ := r.yearAt(k - 1)
	if len(a) >= 7 && len(a) == len(b) && own == 0 { // "from May to June 2024": one year for both
		if shared := b[:4] + a[4:]; shared.Valid() && shared <= b {
			a = shared
		}
	}
	if a > b && b != "" {
		return i, ""
	}
	return end, pair(a, b)
}

// point reads a date that can be one end of a range.
func (r *dateReader) point(i int) (int, claims.Date) {
	for _, read := range []func(int) (int, claims.Date){r.numeric, r.dayMonth, r.monthDay, r.weekdayName, r.monthAlone, r.holiday, r.relative} {
		if end, v := read(i); end > i {
			return end, v
		}
	}
	if y, end := r.yearAt(i); y > 0 {
		return end, year(y)
	}
	return i, ""
}

// edge reads "the end of 2021", "the beginning of March", "the night of 3 March", "later in the month".
func (r *dateReader) edge(i int) (int, claims.Date) {
	k := i
	if r.word(k) == "later" || r.word(k) == "earlier" {
		return r.laterIn(i)
	}
	if r.word(k) == "the" {
		k++
	}
	side := r.word(k)
	switch side {
	case "end", "beginning", "start", "middle", "night", "morning", "evening", "afternoon", "close", "turn":
	default:
		return i, ""
	}
	k++
	if r.word(k) != "of" {
		return i, ""
	}
	k++
	if r.word(k) == "the" || r.word(k) == "this" {
		if v := unitOf(r.anchor, r.word(k+1)); v != "" && r.known && (r.word(k+1) == "year" || r.word(k+1) == "month") {
			return k + 2, edgeValue(side, v)
		}
	}
	for _, read := range []func(int) (int, claims.Date){r.dayMonth, r.monthDay, r.monthAlone, r.relative, r.yearOf, r.decade} {
		if end, v := read(k); end > k {
			return end, edgeValue(side, v)
		}
	}
	return i, ""
}

func (r *dateReader) yearOf(i int) (int, claims.Date) {
	if y, end := r.yearAt(i); y > 0 {
		return end, year(y)
	}
	return i, ""
}

// edgeValue narrows a year to its first or last month and a month to its first or last day.
func edgeValue(side string, v claims.Date) claims.Date {
	first, last, ok := interval(v)
	if !ok {
		return v
	}
	switch {
	case len(v) == 4 && (side == "end" || side == "close"):
		return month(last.Year(), last.Month())
	case len(v) == 4 && side != "middle":
		return month(first.Year(), first.Month())
	case len(v) == 4:
		return month(first.Year(), time.June)
	case len(v) == 7 && (side == "end" || side == "close"):
		return day(last)
	case len(v) == 7 && side != "middle":
		return day(first)
	}
	return v
}

// laterIn reads "later this month", "earlier this year", "later in the month", "later on Wednesday".
func (r *dateReader) laterIn(i int) (int, claims.Date) {
	k := i + 1
	if r.words(k, "in", "the") {
		unit := r.word(k + 2)
		base := r.anchor
		if !r.topic.IsZero() {
			base = r.topic
		}
		v := unitOf(base, unit)
		if v == "" && unit != "month" && unit != "year" && unit != "week" && unit != "day" {
			return i, ""
		}
		if !r.known && r.topic.IsZero() {
			v = ""
		}
		return k + 3, v
	}
	if r.word(k) == "this" {
		if end, v := r.relative(k); end > k {
			return end, v
		}
	}
	return i, ""
}

// unitOf returns the day, week, month or year in which t lies.
func unitOf(t time.Time, unit string) claims.Date {
	switch unit {
	case "day":
		return day(t)
	case "week":
		return week(t)
	case "month":
		return month(t.Year(), t.Month())
	case "year":
		return year(t.Year())
	case "decade":
		return claims.Date(fmt.Sprintf("%03d", t.Year()/10))
	}
	return ""
}

// namedDays and steps tell how far from the publication date a word leads.
var (
	namedDays = map[string]int{"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
	steps     = map[string]int{"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
)

// relative reads "yesterday", "last week", "next Tuesday", "this summer", "early next year", "last October".
func (r *dateReader) relative(i int) (int, claims.Date) {
	if n, ok := namedDays[r.word(i)]; ok {
		if r.word(i) == "today" && r.nowadays(i) {
			return i, ""
		}
		if !r.known {
			return i + 1, ""
		}
		return i + 1, day(r.anchor.AddDate(0, 0, n))
	}
	if r.words(i, "this", "day") && r.word(i-1) == "on" && r.word(i+2) != "in" && r.known {
		return i + 2, day(r.anchor)
	}
	if r.words(i, "the", "weekend") && (r.word(i-1) == "over" || r.word(i-1) == "throughout" || r.word(i-1) == "at" || r.word(i-1) == "during") && r.word(i+2) != "of" {
		return r.stepped(i, i+1, 0)
	}
	k := r.skipPart(i)
	if r.word(k) == "the" && (r.word(k+1) == "past" || r.word(k+1) == "previous" || r.word(k+1) == "coming" || r.word(k+1) == "following") {
		k++
	}
	step, ok := steps[r.word(k)]
	if !ok {
		return i, ""
	}
	return r.stepped(i, k+1, step)
}

// nowadays tells whether "today" at i means these times and no day: "still in use today", "Today, the firm employs".
func (r *dateReader) nowadays(i int) bool {
	if r.word(i-1) == "of" || r.word(i-1) == "than" || r.word(i+1) == "than" || r.word(i+1) == "as" && r.word(i-2) == "as" || i == 0 && r.word(1) == "," && r.holdsTrue(2) {
		return true
	}
	for k := max(0, i-reach); k < i; k++ {
		if r.word(k) == "still" {
			return true
		}
	}
	return false
}

// holdsTrue tells whether the first verb behind token k says how things are, rather than what happens or happened.
func (r *dateReader) holdsTrue(k int) bool {
	for ; k < len(r.toks); k++ {
		next := tagOther
		if k+1 < len(r.toks) {
			next = r.toks[k+1].tag
		}
		switch t := r.toks[k]; t.tag {
		case tagModal, tagDo:
			return false
		case tagBe:
			return tenseOf(t.low) == forward && t.low != "was" && t.low != "were" && next != tagIng
		case tagHave:
			return t.low != "had" && next != tagPart && next != tagBe
		case tagFinite:
			return tenseOf(t.low) == forward
		}
	}
	return true
}

// followed reads "that year", "the following month", "two years later", reckoned from the year spoken of last.
func (r *dateReader) followed(i int) (int, claims.Date) {
	if r.word(i) == "that" || r.word(i) == "the" {
		k := i + 1
		same := r.word(i) == "that" || r.word(k) == "same"
		if r.word(k) == "same" {
			k++
		}
		if same && k > i && r.word(k) == "year" && (r.word(i) == "that" || k > i+1) && r.year > 0 {
			return k + 1, year(r.year)
		}
		if r.words(i, "the", "following", "year") && r.year > 0 {
			return i + 3, year(r.year + 1)
		}
		if r.words(i, "the", "following", "month") && !r.topic.IsZero() {
			t := r.topic.AddDate(0, 1, 1-r.topic.Day())
			return i + 3, month(t.Year(), t.Month())
		}
		return i, ""
	}
	n, k := r.count(i)
	if k == i || n < 1 || n > 500 || n != float64(int(n)) || r.year == 0 {
		return i, ""
	}
	if (r.word(k) == "year" || r.word(k) == "years") && r.word(k+1) == "later" {
		return k + 2, year(r.year + int(n))
	}
	return i, ""
}

// stepped reads the unit at k that "last", "this" or "next" stands before.
func (r *dateReader) stepped(i, k, step int) (int, claims.Date) {
	unit := r.word(k)
	w, isDay := weekdays[unit]
	m := lex().month[unit]
	seasonOf := seasons[unit]
	value := claims.Date("")
	dir := forward
	if step < 0 {
		dir = backward
	}
	a := r.anchor
	switch {
	case isDay && r.toks[k].cap && step < 0:
		value = day(weekday(a.AddDate(0, 0, -1), w, backward))
	case isDay && r.toks[k].cap && step == 0:
		value = day(weekday(a.AddDate(0, 0, -1), w, forward))
	case isDay && r.toks[k].cap:
		value = day(weekday(a, w, forward))
	case m > 0 && r.toks[k].cap:
		value = month(monthYear(a, m, dir), time.Month(m))
	case seasonOf != "":
		value = claims.Date(fmt.Sprintf("%04d-%s", seasonYear(a, seasonOf, step), seasonOf))
	case unit == "quarter":
		q := int(a.Month()-1)/3 + step
		value = claims.Date(fmt.Sprintf("%04d-Q%d", a.Year()+floorDiv(q, 4), (q+4)%4+1))
	case unit == "weekend" && step == 0 && r.direction(i) == backward:
		sat := weekday(a, time.Saturday, backward)
		value = pair(day(sat), day(sat.AddDate(0, 0, 1)))
	case unit == "weekend":
		sat := weekday(a.AddDate(0, 0, min(step, 1)-1), time.Saturday, dir)
		value = pair(day(sat), day(sat.AddDate(0, 0, 1)))
	case unit == "night" && step < 0:
		value = day(a.AddDate(0, 0, -1))
	case unit == "morning" || unit == "afternoon" || unit == "evening":
		value = day(a)
	case unit == "week":
		value = week(a.AddDate(0, 0, 7*step))
	case unit == "month":
		t := time.Date(a.Year(), a.Month()+time.Month(step), 1, 0, 0, 0, 0, time.UTC)
		value = month(t.Year(), t.Month())
	case unit == "year":
		value = year(a.Year() + step)
	case unit == "decade" && step < 0 && r.word(k-2) == "the": // "over the past decade": the ten years up to now
		value = pair(year(a.Year()-10), year(a.Year()))
	case unit == "decade":
		value = claims.Date(fmt.Sprintf("%03d", a.Year()/10+step))
	case unit == "century":
		value = claims.Date(fmt.Sprintf("%02d", a.Year()/100+step))
	default:
		return i, ""
	}
	if !r.known {
		value = ""
	}
	return k + 1, value
}

func floorDiv(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

var seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// seasonYear returns the year in which the last, this or the next season of that name begins.
func seasonYear(a time.Time, s string, step int) int {
	first, now := seasonMonth[s], int(a.Month())
	switch {
	case step > 0 && first <= now:
		return a.Year() + 1
	case step < 0 && first+2 >= now:
		return a.Year() - 1
	}
	return a.Year()
}

// season reads "in the summer of 2019", "summer 2019".
func (r *dateReader) season(i int) (int, claims.Date) {
	k := i
	if r.word(k) == "the" {
		k++
	}
	k = r.skipPart(k)
	s := seasons[r.word(k)]
	if s == "" {
		return i, ""
	}
	if y, end := r.yearAfter(k + 1); y > 0 {
		return end, claims.Date(fmt.Sprintf("%04d-%s", y, s))
	}
	if r.word(i-1) != "in" && r.word(i-1) != "since" && r.word(i-1) != "until" && r.word(i-1) != "by" || r.word(k) == "fall" {
		return i, ""
	}
	if !r.known {
		return k + 1, ""
	}
	return k + 1, claims.Date(fmt.Sprintf("%04d-%s", partYear(r.anchor, seasonMonth[s], seasonMonth[s]+2, r.direction(i)), s))
}

// partOfYear reads "the first quarter", "the second half of 2022", "Q3 2016".
func (r *dateReader) partOfYear(i int) (int, claims.Date) {
	k := i
	if w := r.word(k); len(w) == 2 && (w[0] == 'q' && w[1] >= '1' && w[1] <= '4' || w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
		y, end := r.yearAfter(k + 1)
		if y == 0 && w[0] == 'h' {
			return i, ""
		}
		return end, r.partValue(y, w[0] == 'q', int(w[1]-'0'), i)
	}
	if r.word(k) == "the" {
		k++
	}
	n, ok := ordinal(r.word(k))
	if r.word(k) == "final" || r.word(k) == "last" && k > i {
		n, ok = 4, r.word(k+1) == "quarter"
	}
	part := r.word(k + 1)
	if !ok || part != "quarter" && part != "half" || part == "quarter" && n > 4 || part == "half" && n > 2 {
		return i, ""
	}
	end := k + 2
	if r.word(end) == "of" {
		if rel, v := r.relative(end + 1); rel > end+1 && len(v) == 4 {
			var y int
			scan(string(v), "%d", &y)
			return rel, r.partValue(y, part == "quarter", n, i)
		}
	}
	y, e := r.yearAfter(end)
	if y == 0 && (r.word(end) == "of" || part == "half") { // halves without a year are mostly those of a match
		return i, ""
	}
	return e, r.partValue(y, part == "quarter", n, i)
}

func (r *dateReader) partValue(y int, quarter bool, n, at int) claims.Date {
	months, letter := 6, "H"
	if quarter {
		months, letter = 3, "Q"
	}
	if y == 0 {
		if !r.known {
			return ""
		}
		y = partYear(r.anchor, n*months-months+1, n*months, r.direction(at))
	}
	return claims.Date(fmt.Sprintf("%04d-%s%d", y, letter, n))
}
