package claims

import (
	"regexp"
	"strings"
	"time"
)

// Date is a calendar date that may be known only in part, in the notation of ISO 8601 and EDTF level 1 as far as
// the field needs it: "2017-02-08", "2017-02", "2017", "2017-W05", "2017-Q1", "2017-H1", "2017-SP" (spring),
// "199" (the 1990s), "2017-01-01/2017-01-31" (an interval). "" is unknown.
type Date string

// coarsePattern is every notation but that of a day, which time.Parse knows better.
var coarsePattern = regexp.MustCompile(`^(\d{2,4}|\d{4}-(0[1-9]|1[0-2]|W(0[1-9]|[1-4]\d|5[0-3])|Q[1-4]|H[12]|SP|SU|FA|WI))$`)

// ParseDay reads "2017-02-08". It returns a FieldError on field for anything else; "" stays "".
func ParseDay(field, s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", &FieldError{field, "Write the day as year-month-day, for instance 2017-02-08."}
	}
	return Date(s), nil
}

// ParseDate reads a day, a month or a year ("2017-02-08", "2017-02", "2017"). It returns a FieldError on field for
// anything else; "" stays "".
func ParseDate(field, s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return Date(s), nil
		}
	}
	return "", &FieldError{field, "Write year-month-day, or year-month, or the year: 2017-02-08, 2017-02, 2017."}
}

// Day returns the day as a time at midnight UTC; ok is false when the date is not known to the day.
func (d Date) Day() (t time.Time, ok bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// Valid tells whether d is empty or in one of the notations of Date.
func (d Date) Valid() bool {
	if d == "" {
		return true
	}
	from, to, interval := strings.Cut(string(d), "/")
	return validEnd(from) && (!interval || validEnd(to))
}

// validEnd tells whether s is a date that is no interval.
func validEnd(s string) bool {
	_, day := Date(s).Day()
	return day || coarsePattern.MatchString(s)
}

// DayOf returns the calendar day of t in t's own time zone.
func DayOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }
