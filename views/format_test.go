package views

import (
	"strings"
	"testing"
	"time"

	"assay/claims"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"znkr.io/diff"
)

func TestDatesOfAnyPrecisionAreWrittenInWords(t *testing.T) {
	for in, want := range map[claims.Date]string{
		"": "", "2017-02-08": "8 February 2017", "2017-02": "February 2017", "2017": "2017", "199": "the 1990s",
		"2017-SP": "spring 2017", "2017-Q3": "third quarter of 2017", "2017-H1": "first half of 2017", "2017-W05": "week 5 of 2017",
		"2017-01-01/2017-01-31": "1 January 2017 to 31 January 2017",
	} {
		if !in.Valid() {
			t.Errorf("%q is no date", in)
		}
		if got := Day(in); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
		}
	}
}

func TestMomentsAreToldFromTheDesksDay(t *testing.T) {
	p := Page{Now: time.Date(2026, 3, 18, 23, 30, 0, 0, time.UTC), Zone: time.FixedZone("CET", 3600)}
	for in, want := range map[string]string{
		"2026-03-18T23:10:00Z": "today, 00:10",
		"2026-03-18T22:59:00Z": "yesterday, 23:59",
		"2026-03-17T22:59:00Z": "17 March 2026, 23:59",
		"2025-12-01T08:00:00Z": "1 December 2025, 09:00",
	} {
		at, err := time.Parse(time.RFC3339, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Clock(at); got != want {
			t.Errorf("%s is told as %q, want %q", in, got, want)
		}
	}
	if got := p.Today(); got != "2026-03-19" {
		t.Errorf("today is %s, want 2026-03-19", got)
	}
	if got := (Page{Now: p.Now}).Today(); got != "2026-03-18" {
		t.Errorf("without a zone today is %s, want the day in UTC", got)
	}
}

func TestNumbersAreWrittenForPeople(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 18402: "18,402", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Count(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 claims", 1: "1 claim", 2: "2 claims", 1200: "1,200 claims"} {
		if got := Plural(n, "claim", "claims"); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{1: "1 byte", 812: "812 bytes", 1000: "1 KB", 1234: "1.2 KB", 12_400: "12 KB", 999_700: "1 MB", 3_000_000: "3 MB", 2_500_000_000: "2.5 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d bytes are written %q, want %q", n, got, want)
		}
	}
}

func TestDiffsAreReadAsEdits(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		want                []DiffPiece
	}{
		{"nothing changed", "The line cost 310 million", "The line cost 310 million", []DiffPiece{{"The line cost 310 million", diff.Match}}},
		{"one word", "cost 310 million", "cost 362 million", []DiffPiece{{"cost ", diff.Match}, {"310", diff.Delete}, {"362", diff.Insert}, {" million", diff.Match}}},
		{"two words in a row are one edit", "on 23 February", "on 8 March", []DiffPiece{{"on ", diff.Match}, {"23 February", diff.Delete}, {"8 March", diff.Insert}}},
		{"a new value", "", "2026-03-01", []DiffPiece{{"2026-03-01", diff.Insert}}},
		{"a value that went", "Prague", "", []DiffPiece{{"Prague", diff.Delete}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, WordDiff(c.before, c.after)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestDiffsHoldBothTexts(t *testing.T) {
	word := rapid.SampledFrom([]string{"the", "line", "cost", " ", "  ", "310", "million", ".", "该市", "开通", "\n", "é"})
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Join(rapid.SliceOf(word).Draw(t, "before"), "")
		after := strings.Join(rapid.SliceOf(word).Draw(t, "after"), "")
		var was, is string
		last := diff.Op(-1)
		for _, d := range WordDiff(before, after) {
			if d.Text == "" || d.Op == last {
				t.Fatalf("an empty piece, or two of a kind in a row: %q", d.Text)
			}
			last = d.Op
			if d.Op != diff.Insert {
				was += d.Text
			}
			if d.Op != diff.Delete {
				is += d.Text
			}
		}
		if was != before || is != after {
			t.Fatalf("%q and %q became %q and %q", before, after, was, is)
		}
	})
}

func TestVeryLongTextsAreComparedWhole(t *testing.T) {
	long := strings.Repeat("word ", maxDiffWords)
	if got := WordDiff(long, "short"); len(got) != 2 {
		t.Errorf("%d pieces, want one that went and one that came", len(got))
	}
}

func TestCharactersThatCannotBeSeenAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, in string
		marks    []string
	}{
		{"plain text has none", "plain text", nil},
		{"an override that turns digits around", "not \u202e013\u202c million", []string{"RLO", "PDF"}},
		{"a zero width space inside a word", "mil\u200blion", []string{"ZWSP"}},
		{"a joiner between Latin letters", "a\u200db", []string{"ZWJ"}},
		{"a joiner that Persian needs", "می\u200cخواهم", nil},
		{"a joiner inside an emoji", "👩\u200d🚒", nil},
		{"a joiner at the start", "\u200da", []string{"ZWJ"}},
		{"a byte order mark", "\ufeffa", []string{"BOM"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var marks []string
			for _, p := range Visible(c.in) {
				if p.Mark != "" {
					marks = append(marks, p.Mark)
				}
			}
			if d := cmp.Diff(c.marks, marks); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("not \u202e013\u202c million")
	f.Add("می\u200cخواهم")
	f.Add("\xe2\x80\u200b\x8b") // taking the middle out must not make a new hidden character of the rest
	f.Fuzz(func(t *testing.T, s string) {
		var all strings.Builder
		for _, p := range Visible(s) {
			if p.Text == "" {
				t.Error("an empty piece")
			}
			all.WriteString(p.Text)
		}
		if all.String() != s {
			t.Errorf("%q became %q", s, all.String())
		}
		for r := range hiddenRunes {
			if r != '\u200c' && r != '\u200d' && strings.ContainsRune(Bare(s), r) {
				t.Errorf("%q still holds %U", Bare(s), r)
			}
		}
	})
}
