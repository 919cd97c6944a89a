package split

import (
	"fmt"
	"time"

	"assay/claims"
)

// direction is where in time a sentence looks: it decides which year or week an incomplete date belongs to.
type direction int

const (
	backward direction = -1 // a past verb
	nearest  direction = 0  // no verb that tells
	forward  direction = 1  // a future verb, an infinitive, "as early as"
)

// nearFuture is the number of days for which a month and day just ahead of the publication date is read as that
// day even beside a past verb: the alternative lies almost a year back.
const nearFuture = 31

func day(t time.Time) claims.Date { return claims.DayOf(t) }

func month(y int, m time.Month) claims.Date {
	t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	return claims.Date(t.Format("2006-01"))
}

func year(y int) claims.Date { return claims.Date(fmt.Sprintf("%04d", y)) }

func week(t time.Time) claims.Date {
	y, w := t.ISOWeek()
	return claims.Date(fmt.Sprintf("%04d-W%02d", y, w))
}

func ymd(y, m, d int) (time.Time, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d && int(t.Month()) == m
}

// weekday returns the day that a bare weekday means: beside a past verb the latest such day up to the publication
// date, beside a future verb the next one.
func weekday(anchor time.Time, w time.Weekday, dir direction) time.Time {
	diff := (int(w) - int(anchor.Weekday()) + 7) % 7
	switch {
	case dir == forward && diff == 0:
		return anchor.AddDate(0, 0, 7)
	case dir == forward || diff == 0:
		return anchor.AddDate(0, 0, diff)
	}
	return anchor.AddDate(0, 0, diff-7)
}

// monthDayYear returns the year that a month and day without a year fall in.
func monthDayYear(anchor time.Time, m, d int, dir direction) int {
	y := anchor.Year()
	t, ok := ymd(y, m, d)
	if !ok {
		return y
	}
	ahead := int(t.Sub(anchor).Hours() / 24)
	switch {
	case dir == backward && ahead > nearFuture:
		return y - 1
	case dir == backward && ahead < nearFuture-365:
		return y + 1
	case dir == forward && ahead < 0:
		return y + 1
	case dir == nearest && ahead > 183:
		return y - 1
	case dir == nearest && ahead < -183:
		return y + 1
	}
	return y
}

// monthYear returns the year that a month without a year falls in.
func monthYear(anchor time.Time, m int, dir direction) int {
	y, now := anchor.Year(), int(anchor.Month())
	switch {
	case dir == backward && m > now:
		return y - 1
	case dir == forward && m < now:
		return y + 1
	case dir == nearest && m-now > 6:
		return y - 1
	case dir == nearest && now-m > 6:
		return y + 1
	}
	return y
}

// partYear returns the year of a part of the year (quarter, half) that spans the months first to last.
func partYear(anchor time.Time, first, last int, dir direction) int {
	y, now := anchor.Year(), int(anchor.Month())
	switch {
	case dir != forward && first > now:
		return y - 1
	case dir == forward && last < now:
		return y + 1
	}
	return y
}

// interval returns the first and the last day of a date; ok is false for lengths of time and for no date.
func interval(d claims.Date) (first, last time.Time, ok bool) {
	s := string(d)
	for i := range s {
		if s[i] == '/' {
			a, _, okA := interval(d[:i])
			_, b, okB := interval(d[i+1:])
			return a, b, okA && okB
		}
	}
	if t, ok := d.Day(); ok {
		return t, t, true
	}
	var y, n int
	switch {
	case len(s) == 3 && scan(s, "%d", &y):
		return span(y*10, 1, 120)
	case len(s) == 2 && scan(s, "%d", &y):
		return span(y*100, 1, 1200)
	case len(s) == 4 && scan(s, "%d", &y):
		return span(y, 1, 12)
	case scan(s, "%d-W%d", &y, &n) && n > 0:
		jan4 := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
		monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+(n-1)*7)
		return monday, monday.AddDate(0, 0, 6), true
	case scan(s, "%d-Q%d", &y, &n):
		return span(y, n*3-2, 3)
	case scan(s, "%d-H%d", &y, &n):
		return span(y, n*6-5, 6)
	case len(s) == 7 && seasonMonth[s[5:]] > 0 && scan(s[:4], "%d", &y):
		return span(y, seasonMonth[s[5:]], 3)
	case len(s) == 7 && scan(s, "%d-%d", &y, &n):
		return span(y, n, 1)
	}
	return time.Time{}, time.Time{}, false
}

// seasonMonth is the first month of a season of the northern half of the earth.
var seasonMonth = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

func scan(s, format string, into ...any) bool {
	n, err := fmt.Sscanf(s, format, into...)
	return err == nil && n == len(into)
}

// span returns the first and last day of a run of months.
func span(y, m, months int) (first, last time.Time, ok bool) {
	first = time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return first, first.AddDate(0, months, -1), true
}
