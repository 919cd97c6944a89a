package claims_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"assay/claims"
)

func TestDateNotations(t *testing.T) {
	for _, c := range []struct {
		name  string
		date  claims.Date
		valid bool
	}{
		{"nothing is unknown", "", true},
		{"a day", "2017-02-08", true},
		{"a leap day", "2016-02-29", true},
		{"a leap day of another year", "2017-02-29", false},
		{"the thirtieth of February", "2017-02-30", false},
		{"a month", "2017-02", true},
		{"a thirteenth month", "2017-13", false},
		{"a month 0", "2017-00", false},
		{"a year", "2017", true},
		{"a decade", "199", true},
		{"a century", "19", true},
		{"one digit", "1", false},
		{"a week", "2017-W05", true},
		{"the last week of a long year", "2020-W53", true},
		{"a week 54", "2017-W54", false},
		{"a week 0", "2017-W00", false},
		{"a quarter", "2017-Q4", true},
		{"a fifth quarter", "2017-Q5", false},
		{"a half", "2017-H2", true},
		{"a third half", "2017-H3", false},
		{"a spring", "2017-SP", true},
		{"a season in small letters", "2017-sp", false},
		{"an interval of days", "2017-01-01/2017-01-31", true},
		{"an interval of years", "2017/2018", true},
		{"an interval with a day that is none", "2017-01-01/2017-02-31", false},
		{"an open interval", "2017-01-01/", false},
		{"an interval without a start", "/2017-01-01", false},
		{"three ends", "2017/2018/2019", false},
		{"a day with a time", "2017-02-08T10:00", false},
		{"a day the other way round", "08-02-2017", false},
		{"a day without zeros", "2017-2-8", false},
		{"words", "yesterday", false},
		{"a space after it", "2017-02-08 ", false},
		{"a line end after it", "2017\n", false},
		{"digits of another script", "٢٠١٧", false},
	} {
		if c.date.Valid() != c.valid {
			t.Errorf("%s: %q is valid: %v", c.name, c.date, !c.valid)
		}
	}
}

func TestParsingDates(t *testing.T) {
	for _, c := range []struct {
		in        string
		day, date bool
	}{
		{"", true, true},
		{"2017-02-08", true, true},
		{"2017-02", false, true},
		{"2017", false, true},
		{"199", false, false},
		{"2017-Q1", false, false},
		{"2017-02-30", false, false},
		{"2017-2-8", false, false},
		{" 2017-02-08", false, false},
		{"soon", false, false},
	} {
		for name, parsed := range map[string]struct {
			read func(field, s string) (claims.Date, error)
			ok   bool
		}{"ParseDay": {claims.ParseDay, c.day}, "ParseDate": {claims.ParseDate, c.date}} {
			d, err := parsed.read("when", c.in)
			switch {
			case parsed.ok && (err != nil || string(d) != c.in):
				t.Errorf("%s(%q) is %q, %v", name, c.in, d, err)
			case !parsed.ok && (d != "" || fieldsOf(err) != "when" || !errors.Is(err, claims.ErrInvalid)):
				t.Errorf("%s(%q) is %q, %v; want a fault of the field", name, c.in, d, err)
			}
		}
	}
}

func TestTheDayOfAMomentIsThatOfItsZone(t *testing.T) {
	at := time.Date(2026, 3, 18, 23, 30, 0, 0, time.UTC)
	if got := claims.DayOf(at); got != "2026-03-18" {
		t.Errorf("in UTC it is %s", got)
	}
	if got := claims.DayOf(at.In(time.FixedZone("CET", 3600))); got != "2026-03-19" {
		t.Errorf("an hour further east it is %s", got)
	}
}

func TestADayIsADateThatSortsAsTimeDoes(t *testing.T) {
	days := rapid.Int64Range(0, time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC).Unix()/86400)
	rapid.Check(t, func(t *rapid.T) {
		x, y := days.Draw(t, "x"), days.Draw(t, "y")
		a, b := claims.DayOf(time.Unix(x*86400, 0).UTC()), claims.DayOf(time.Unix(y*86400, 0).UTC())
		if (a < b) != (x < y) {
			t.Fatalf("%s and %s sort otherwise than %d and %d", a, b, x, y)
		}
		back, ok := a.Day()
		if !ok || back.Unix() != x*86400 || !a.Valid() {
			t.Fatalf("%s is the day %v, %v", a, back, ok)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"", "2017-02-08", "2017-W05", "2017-01-01/2017-01-31", "199", "2017-SP", "2017-13", "//", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := claims.Date(s)
		if _, ok := d.Day(); ok && !d.Valid() {
			t.Errorf("%q is a day and not valid", s)
		}
		day, dayErr := claims.ParseDay("x", s)
		date, dateErr := claims.ParseDate("x", s)
		if dayErr == nil && (dateErr != nil || day != date) || dateErr == nil && (!date.Valid() || string(date) != s) {
			t.Errorf("%q: as a day %q (%v), as a date %q (%v)", s, day, dayErr, date, dateErr)
		}
	})
}
