package split

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"assay/claims"
)

// checkAnalysis fails when anything that was found does not lie in the text as it must.
func checkAnalysis(t interface{ Fatalf(string, ...any) }, text string, opt Options) {
	blocks := Blocks(text)
	last := 0
	for _, b := range blocks {
		if !b.ValidIn(text) || b.Start < last || !b.Kind.Valid() || b.Why == "" {
			t.Fatalf("block %+v does not fit %q", b, text)
		}
		last = b.End
	}
	if outside := uncovered(text, blocks); strings.TrimSpace(outside) != "" {
		t.Fatalf("no block covers %q of %q", outside, text)
	}
	a := Analyse(text, blocks, opt)
	last = 0
	for _, s := range a.Sentences {
		if !s.ValidIn(text) || s.Start < last {
			t.Fatalf("sentence %+v does not fit %q", s, text)
		}
		last = s.End
	}
	for _, c := range a.Candidates {
		if !claims.SpansValidIn(text, c.Spans) || strings.TrimSpace(c.Wording) == "" || !utf8.ValidString(c.Wording) {
			t.Fatalf("candidate %+v does not fit %q", c, text)
		}
		for _, d := range c.Dates {
			if !claims.Date(d.Value).Valid() {
				t.Fatalf("date %+v has no valid value", d)
			}
		}
		if !c.SettlesOn.Valid() {
			t.Fatalf("settles on %q", c.SettlesOn)
		}
	}
	for _, m := range append(a.Hedges, a.Dates...) {
		if !m.ValidIn(text) || m.In(text) != m.Text {
			t.Fatalf("mention %+v does not fit %q", m, text)
		}
	}
	for _, q := range a.Quantities {
		if !q.ValidIn(text) || q.In(text) != q.Text || q.Value == nil && (q.Low == nil || q.High == nil || *q.Low > *q.High) {
			t.Fatalf("quantity %+v does not fit %q", q, text)
		}
	}
	for _, at := range a.Attributions {
		if !at.Cue.ValidIn(text) || !claims.SpansValidIn(text, at.Content) {
			t.Fatalf("attribution %+v does not fit %q", at, text)
		}
	}
}

// uncovered returns what of the text lies in no block.
func uncovered(text string, blocks []claims.Block) string {
	var out strings.Builder
	at := 0
	for _, b := range blocks {
		out.WriteString(text[at:b.Start])
		at = b.End
	}
	return out.String() + text[at:]
}

// pieces are what news prose is made of, and what breaks readers of it.
var pieces = []string{
	"The bank", "said", "that", "on Wednesday", ",", ".", "“", "”", "\"", "which", "Jane Roe", "and", "raised", "rates", "by 3.5%",
	"\n\n", "\n", "—", ";", "(", ")", "possibly as early as", "February 8", "between 2 and", "according to", "if", "who", "he", "’s",
	"1.", "2.)", "•", "...", "!", "head of", "prelude to", "talks", "not", "$", "1914-1918", "the 1990s", "мир", "漢字。", "مرحبا", "🙂", "\u200f", "Mr.", "U.S.", "I", "have", "I’m", "By Jane Roe", "accused", "54", "up", "after", "told reporters", "it said", "so", "from", "to", "the end of", "in", "later in the month", "two years later",
}

func TestWhateverIsReadFitsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "words")
		opt := Options{
			Published: rapid.SampledFrom([]claims.Date{"", "2017-01-26", "2024-02-29"}).Draw(t, "published"),
			Grain:     rapid.SampledFrom([]Grain{Clause, Fine}).Draw(t, "grain"), Lang: rapid.SampledFrom([]string{"", "en", "de"}).Draw(t, "lang"),
		}
		checkAnalysis(t, strings.Join(words, " "), opt)
	})
}

func TestAnyStringCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkAnalysis(t, rapid.String().Draw(t, "text"), Options{Published: "2020-02-29", Lang: "en"})
	})
}

func FuzzAnalyse(f *testing.F) {
	f.Add(astana)
	f.Add("“A. B,” said C, who left; 3 to 5% — perhaps.")
	f.Add("1) a 2) b\n• c")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<14 {
			return
		}
		checkAnalysis(t, text, Options{Published: "2017-01-26", Grain: Fine, Lang: "en"})
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("Mr. Roe left at 5 p.m. He said: “Go.” 1. One 2. Two")
	f.Add("a. . . . B")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Sentences(text, claims.Span{Start: 0, End: len(text)}) {
			if !s.ValidIn(text) || s.Start < last {
				t.Fatalf("sentence %+v does not fit", s)
			}
			last = s.End
		}
	})
}

func TestLongLinesTakeLinearTime(t *testing.T) {
	for _, unit := range []string{"word ", "“x” ", "a, ", "(", "1. A ", ". ", "and said ", "Roe, ", "which is, ", "„", "‘", "- ", "between 1 and ", "if "} {
		text := strings.Repeat(unit, 300_000/len(unit))
		checkAnalysis(t, text, Options{Lang: "en"})
	}
}

func BenchmarkSplit(b *testing.B) {
	text := claims.CanonicalText(strings.Repeat(astana+"\n\n", 20))
	blocks := Blocks(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text, blocks, Options{Published: "2017-01-26", Lang: "en"})
	}
}

func BenchmarkSentences(b *testing.B) {
	text := claims.CanonicalText(strings.Repeat(astana+"\n\n", 20))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sentences(text, claims.Span{Start: 0, End: len(text)})
	}
}
