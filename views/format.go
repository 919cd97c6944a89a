package views

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"assay/claims"

	"github.com/clipperhouse/uax29/v2/words"
	"znkr.io/diff"
)

// Day writes a date of any precision in words: "8 February 2017", "February 2017", "spring 2017", "the 1990s".
// It returns "" for an unknown date, and the date as it is when it is in no known notation.
func Day(d claims.Date) string {
	s := string(d)
	if from, to, ok := strings.Cut(s, "/"); ok {
		return Day(claims.Date(from)) + " to " + Day(claims.Date(to))
	}
	for _, form := range []struct{ layout, out string }{
		{time.DateOnly, "2 January 2006"}, {"2006-01", "January 2006"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return t.Format(form.out)
		}
	}
	if len(s) == 3 {
		return "the " + s + "0s"
	}
	year, part, ok := strings.Cut(s, "-")
	if !ok {
		return s
	}
	if season := seasons[part]; season != "" {
		return season + " " + year
	}
	if week, ok := strings.CutPrefix(part, "W"); ok {
		return "week " + strings.TrimLeft(week, "0") + " of " + year
	}
	return s
}

var seasons = map[string]string{
	"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
	"H1": "first half of", "H2": "second half of",
	"Q1": "first quarter of", "Q2": "second quarter of", "Q3": "third quarter of", "Q4": "fourth quarter of",
}

// Clock writes a moment in the desk's zone for people: "today, 12:04", "yesterday, 18:20", "24 February 2017, 10:12".
func (p Page) Clock(t time.Time) string {
	t, now := t.In(p.zone()), p.Now.In(p.zone())
	switch claims.DayOf(t) {
	case claims.DayOf(now):
		return "today, " + t.Format("15:04")
	case claims.DayOf(now.AddDate(0, 0, -1)):
		return "yesterday, " + t.Format("15:04")
	}
	return t.Format("2 January 2006, 15:04")
}

// Today is the desk's day.
func (p Page) Today() claims.Date { return claims.DayOf(p.Now.In(p.zone())) }

// UTC writes a moment exactly, for titles: "2017-02-24 10:12:03 UTC".
func UTC(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

// Count writes a number with separators: 18402 becomes "18,402".
func Count(n int) string {
	s := strconv.Itoa(n)
	first := 1
	if n < 0 {
		first = 2
	}
	for i := len(s) - 3; i >= first; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural writes a number with its noun: "1 claim", "12 claims".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Bytes writes a size in units of 1000: "812 bytes", "12.4 KB", "3 MB".
func Bytes(n int) string {
	if n < 1000 {
		return Plural(n, "byte", "bytes")
	}
	size := float64(n)
	for _, unit := range []string{"KB", "MB", "GB"} {
		size /= 1000
		if size < 999.5 || unit == "GB" {
			if size < 9.95 {
				return strings.TrimSuffix(fmt.Sprintf("%.1f", size), ".0") + " " + unit
			}
			return fmt.Sprintf("%.0f %s", size, unit)
		}
	}
	return ""
}

// ShortHash is the first eight digits of a hex digest, enough to tell two apart by eye.
func ShortHash(hex string) string {
	if len(hex) <= 8 {
		return hex
	}
	return hex[:8] + "…"
}

// DiffPiece is a stretch of text that two versions share or that only one of them has.
type DiffPiece struct {
	Text string
	Op   diff.Op // Match, Delete or Insert
}

// maxDiffWords is the length of text, in words and spaces of both sides, up to which words are compared one by one.
// Beyond it a person is better served by the two texts whole.
const maxDiffWords = 20_000

// WordDiff compares two texts by words (Unicode Standard Annex 29, so it works without spaces too). Deletions come
// before insertions, a change that is parted only by a space from the next is one piece, and joining all pieces but
// the inserted ones gives before, all but the deleted ones after.
func WordDiff(before, after string) []DiffPiece {
	x, y := splitWords(before), splitWords(after)
	if len(x)+len(y) > maxDiffWords {
		x, y = []string{before}, []string{after}
	}
	edits := diff.Edits(x, y)
	var out []DiffPiece
	var gone, come strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			out = append(out, DiffPiece{gone.String(), diff.Delete})
		}
		if come.Len() > 0 {
			out = append(out, DiffPiece{come.String(), diff.Insert})
		}
		gone.Reset()
		come.Reset()
	}
	for i, e := range edits {
		switch {
		case e.Op == diff.Delete:
			gone.WriteString(e.X)
		case e.Op == diff.Insert:
			come.WriteString(e.Y)
		case bridges(edits, i) && gone.Len() > 0 && come.Len() > 0:
			gone.WriteString(e.X)
			come.WriteString(e.X)
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == diff.Match {
				out[n-1].Text += e.X
			} else {
				out = append(out, DiffPiece{e.X, diff.Match})
			}
		}
	}
	flush()
	return out
}

// bridges tells whether edit i is a lone space between two changes: it then belongs to them.
func bridges(edits []diff.Edit[string], i int) bool {
	return strings.TrimSpace(edits[i].X) == "" && i+1 < len(edits) && edits[i+1].Op != diff.Match
}

func splitWords(s string) []string {
	var out []string
	for tokens := words.FromString(s); tokens.Next(); {
		out = append(out, tokens.Value())
	}
	return out
}

// TextPiece is a stretch of text, or one character that would not be seen and is shown by its name.
type TextPiece struct {
	Text string
	Mark string // short name of the character: "RLO", "ZWSP"; "" for ordinary text
	Name string // its name in words
}

var hiddenRunes = map[rune][2]string{
	'\u00ad': {"SHY", "soft hyphen"}, '\u061c': {"ALM", "Arabic letter mark"},
	'\u200b': {"ZWSP", "zero width space"}, '\u200c': {"ZWNJ", "zero width non-joiner"}, '\u200d': {"ZWJ", "zero width joiner"},
	'\u200e': {"LRM", "left-to-right mark"}, '\u200f': {"RLM", "right-to-left mark"},
	'\u202a': {"LRE", "left-to-right embedding"}, '\u202b': {"RLE", "right-to-left embedding"},
	'\u202c': {"PDF", "pop directional formatting"},
	'\u202d': {"LRO", "left-to-right override"}, '\u202e': {"RLO", "right-to-left override"},
	'\u2060': {"WJ", "word joiner"},
	'\u2066': {"LRI", "left-to-right isolate"}, '\u2067': {"RLI", "right-to-left isolate"},
	'\u2068': {"FSI", "first strong isolate"}, '\u2069': {"PDI", "pop directional isolate"},
	'\ufeff': {"BOM", "zero width no-break space"},
}

// Visible cuts text so that characters which change its look or order without being seen stand alone. Joiners are
// left in peace where scripts and emoji need them and shown only after a letter of a script that does not.
// Joining the texts of all pieces gives s.
func Visible(s string) []TextPiece {
	var out []TextPiece
	from, before := 0, rune(0)
	for i, r := range s {
		name, hidden := hiddenRunes[r]
		if (r == '\u200c' || r == '\u200d') && !standsAlone(before) {
			hidden = false
		}
		if hidden {
			if from < i {
				out = append(out, TextPiece{Text: s[from:i]})
			}
			from = i + len(string(r))
			out = append(out, TextPiece{Text: s[i:from], Mark: name[0], Name: name[1]})
		}
		before = r
	}
	if from < len(s) {
		out = append(out, TextPiece{Text: s[from:]})
	}
	return out
}

// standsAlone tells whether r belongs to a script whose letters never join.
func standsAlone(r rune) bool {
	return r == 0 || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hebrew)
}

// Bare returns s without characters that cannot be seen, for places where nothing can be marked: titles of
// documents, options of a list.
func Bare(s string) string {
	var b strings.Builder
	for _, p := range Visible(strings.ToValidUTF8(s, "\ufffd")) {
		if p.Mark == "" {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}
