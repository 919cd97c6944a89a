package split

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"assay/claims"
)

// news returns sixty sentences as news has them, 23 tokens each on the average: with quotations, appositions, relative
// clauses, coordination, numbers and dates.
func news(t testing.TB) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// paragraphs puts sentences into paragraphs of four.
func paragraphs(sentences []string) string {
	var b strings.Builder
	for i, s := range sentences {
		b.WriteString(s)
		if i%4 == 3 {
			b.WriteString("\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return claims.CanonicalText(b.String())
}

// BenchmarkSplit measures the whole way from blocks to candidates on one goroutine.
func BenchmarkSplit(b *testing.B) {
	sentences := news(b)
	text := paragraphs(sentences)
	blocks := Blocks(text)
	for _, grain := range []Grain{Clause, Fine} {
		b.Run(string(grain), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			opt := Options{Published: "2024-11-20", Grain: grain, Lang: "en"}
			Split(text, blocks, opt) // loads the lexicon and the model
			for b.Loop() {
				Split(text, blocks, opt)
			}
			b.ReportMetric(float64(b.N*len(sentences))/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

// longLines are shapes of text that never come to a full stop.
var longLines = []struct{ name, open, unit, close string }{
	{name: "words", unit: "word "},
	{name: "clauses", unit: "and the mayor said that she sold the house, which "},
	{name: "commas", unit: ","},
	{name: "enumeration", unit: "bread, "},
	{name: "brackets", open: "(", close: ")"},
	{name: "quotes", open: "“", close: "”"},
}

// longLine makes a text of about n bytes of a shape.
func longLine(open, unit, close string, n int) string {
	if unit != "" {
		return strings.Repeat(unit, n/len(unit))
	}
	depth := n / (len(open) + len(close))
	return strings.Repeat(open, depth) + "word" + strings.Repeat(close, depth)
}

// BenchmarkSplitLong shows that time is linear in the length of a line: ns/B hardly grows from 64 KB to 1 MB.
func BenchmarkSplitLong(b *testing.B) {
	for _, shape := range longLines {
		for _, n := range []int{64 << 10, 1 << 20} {
			b.Run(fmt.Sprintf("%s/%dKB", shape.name, n>>10), func(b *testing.B) {
				text := longLine(shape.open, shape.unit, shape.close, n)
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Analyse(text, Blocks(text), Options{Lang: "en"})
				}
				b.ReportMetric(float64(b.Elapsed()/time.Nanosecond)/float64(b.N*len(text)), "ns/B")
			})
		}
	}
}

// BenchmarkSentences measures segmentation alone.
func BenchmarkSentences(b *testing.B) {
	text := paragraphs(news(b))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sentences(text, claims.Span{Start: 0, End: len(text)})
	}
}
