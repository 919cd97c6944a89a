package report

import (
	"fmt"
	"regexp"
	"time"
)

// lintDate is a date or an instant of a ClaimReview.
type lintDate struct {
	text string
	at   time.Time
	zone bool // it is an instant with its offset, and not only a day
}

var isoDate = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?)?)?$`)

// readDate reads the forms of ISO 8601 that schema.org's Date and DateTime have; ok is false for all others.
func readDate(s string) (d lintDate, ok bool) {
	if !isoDate.MatchString(s) {
		return d, false
	}
	layouts := []string{
		"2006", "2006-01", time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05",
		"2006-01-02T15:04Z07:00", time.RFC3339, "2006-01-02T15:04Z0700", "2006-01-02T15:04:05Z0700",
		"2006-01-02T15:04Z07", "2006-01-02T15:04:05Z07",
	}
	for i, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return lintDate{s, t, i >= 5}, true
		}
	}
	return d, false
}

// before tells whether d is surely earlier than e. Unless both are instants, only the digits that both have count.
func (d lintDate) before(e lintDate) bool {
	if d.zone && e.zone {
		return d.at.Before(e.at)
	}
	n := min(len(d.text), len(e.text), len(time.DateOnly))
	return d.text[:n] < e.text[:n]
}

// dates is CR14.
func (l *linter) dates(r review) {
	item := r.object.object("itemReviewed")
	published, havePublished := l.date(r.object, "datePublished", "")
	modified, haveModified := l.date(r.object, "dateModified", "")
	l.date(r.object, "expires", "")
	said, haveSaid := l.date(item, "datePublished", "itemReviewed.")
	for _, k := range []string{"appearance", "firstAppearance"} {
		for _, v := range list(item[k]) {
			if o, ok := v.(map[string]any); ok {
				l.date(o, "datePublished", "itemReviewed."+k+".")
			}
		}
	}
	for i, v := range list(r.object["correction"]) {
		if o, ok := v.(map[string]any); ok {
			l.date(o, "datePublished", fmt.Sprintf("correction[%d].", i))
		}
	}
	if haveSaid && havePublished && published.before(said) {
		l.add("CR14", LintError, "itemReviewed.datePublished", "The claim is younger than its review.", "Give the day on which the claim was made, not the day on which it was checked.")
	}
	if haveModified && havePublished && modified.before(published) {
		l.add("CR14", LintError, "dateModified", "The review was changed before it was published.", "Give the instant of the last public change.")
	}
}

// date reads a member that must be a date when it is there.
func (l *linter) date(o object, k, path string) (lintDate, bool) {
	if !o.has(k) {
		return lintDate{}, false
	}
	d, ok := readDate(o.text(k))
	if !ok {
		l.add("CR14", LintError, path+k, "This is not a date in the form of ISO 8601.", "Write 2026-02-09, or 2026-02-09T08:05:00+01:00.")
	}
	return d, ok
}
