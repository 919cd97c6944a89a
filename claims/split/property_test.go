package split

import (
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"assay/claims"
)

// fataler is a test, or a property of rapid.
type fataler interface {
	Fatalf(format string, args ...any)
}

// checkAnalysis fails when anything that was found does not lie in the text as it must.
func checkAnalysis(t fataler, text string, opt Options) {
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
	checkOrder(t, text, "sentence", a.Sentences)
	checkOrder(t, text, "hedge", places(a.Hedges))
	checkOrder(t, text, "date", places(a.Dates))
	checkOrder(t, text, "quantity", quantityPlaces(a.Quantities))
	first := 0
	for _, c := range a.Candidates {
		checkCandidate(t, text, c)
		if c.Spans[0].Start < first {
			t.Fatalf("candidate %+v stands before the one listed ahead of it in %q", c, text)
		}
		first = c.Spans[0].Start
	}
	checkMentions(t, text, a.Hedges, a.Dates, a.Quantities)
	for _, at := range a.Attributions {
		if !at.Cue.ValidIn(text) || !claims.SpansValidIn(text, at.Content) || at.Source.Len() > 0 && !at.Source.ValidIn(text) {
			t.Fatalf("attribution %+v does not fit %q", at, text)
		}
	}
}

func checkCandidate(t fataler, text string, c claims.Candidate) {
	if !claims.SpansValidIn(text, c.Spans) || strings.TrimSpace(c.Wording) == "" || !utf8.ValidString(c.Wording) {
		t.Fatalf("candidate %+v does not fit %q", c, text)
	}
	checkMentions(t, text, c.Hedges, c.Dates, c.Quantities)
	for _, d := range c.Dates {
		if !claims.Date(d.Value).Valid() {
			t.Fatalf("date %+v has no valid value", d)
		}
	}
	if !c.SettlesOn.Valid() {
		t.Fatalf("settles on %q", c.SettlesOn)
	}
	if len(c.Reasons) == 0 || c.Score < 0 || c.Score > 1 {
		t.Fatalf("candidate %+v of %q has no reason or no score between 0 and 1", c, text)
	}
}

// checkMentions fails when a mention does not stand where it says or a number is none.
func checkMentions(t fataler, text string, hedges, dates []claims.Mention, quantities []claims.Quantity) {
	for _, m := range slices.Concat(hedges, dates) {
		if !m.ValidIn(text) || m.In(text) != m.Text {
			t.Fatalf("mention %+v does not fit %q", m, text)
		}
	}
	for _, q := range quantities {
		if !q.ValidIn(text) || q.In(text) != q.Text || q.Value == nil && (q.Low == nil || q.High == nil || *q.Low > *q.High) {
			t.Fatalf("quantity %+v does not fit %q", q, text)
		}
	}
}

// checkOrder fails when spans are not in order and apart.
func checkOrder(t fataler, text, what string, spans []claims.Span) {
	if len(spans) > 0 && !claims.SpansValidIn(text, spans) {
		t.Fatalf("the places of each %s are out of order or outside of %q: %v", what, text, spans)
	}
}

func places(mentions []claims.Mention) []claims.Span {
	var out []claims.Span
	for _, m := range mentions {
		out = append(out, m.Span)
	}
	return out
}

func quantityPlaces(quantities []claims.Quantity) []claims.Span {
	var out []claims.Span
	for _, q := range quantities {
		out = append(out, q.Span)
	}
	return out
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

// TestLongLinesTakeLinearTime lets the time for a byte double from a line to one of eight times its length: what grows with
// the square of the length takes eight times as long.
func TestLongLinesTakeLinearTime(t *testing.T) {
	checkAnalysis(t, astana, Options{Lang: "en"}) // what is read once is read here
	growth := func(unit string, n int) float64 {
		perByte := func(n int) float64 {
			text := strings.Repeat(unit, n/len(unit))
			before := cpuTime(t)
			checkAnalysis(t, text, Options{Lang: "en"})
			return float64(cpuTime(t)-before) / float64(len(text))
		}
		return perByte(n) / max(perByte(n/8), perByte(n/8)) // the collector of garbage may come by in either
	}
	for _, unit := range []string{"word ", "“x” ", "a, ", "(", "1. A ", ". ", "and said ", "Roe, ", "which is, ", "„", "‘", "- ", "between 1 and ", "if "} {
		n := 64 << 10
		if unit == "1. A " {
			n = 16 << 10 // every item is a candidate
		}
		// A busy machine may spoil one measurement, or two.
		first, second, third := growth(unit, n), 0.0, 0.0
		if first > 2 {
			second, third = growth(unit, n), growth(unit, n)
		}
		if min(first, second, third) > 2 {
			t.Errorf("%q again and again: a byte of a line of %d KB takes %.1f, %.1f and %.1f times as long as one of an eighth of it", unit, n>>10, first, second, third)
		}
	}
}

// cpuTime is the processor time that this test program has used: other programs do not slow it.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func TestALineWithoutAnEndIsLeftWhole(t *testing.T) {
	lengths := map[string]int{"clauses": 1 << 18, "commas": 1 << 18, "brackets": 20_000, "quotes": 60_000} // ten thousand pairs
	for _, shape := range longLines {
		n := lengths[shape.name]
		if n == 0 {
			continue
		}
		text := longLine(shape.open, shape.unit, shape.close, n)
		a := Analyse(text, Blocks(text), Options{Lang: "en"})
		if len(a.Sentences) != 1 || len(a.Candidates) > 1 {
			t.Errorf("%s: %d sentences, %d candidates", shape.name, len(a.Sentences), len(a.Candidates))
		}
	}
}
