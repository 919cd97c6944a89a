package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// FuzzAnalyse reads any bytes, made UTF-8 as imports make them, through all stages in every grain and language.
func FuzzAnalyse(f *testing.F) {
	f.Add(astana)
	for _, s := range news(f) {
		f.Add(s)
	}
	f.Add("“A. B,” said C, who left; 3 to 5% — perhaps.")
	f.Add("1) a 2) b\n• c")
	f.Add("Roe, 54, mayor of Leeds, and (as he said) “head” of—\xff, 1–2 Jan, it.")
	for _, shape := range longLines {
		f.Add(longLine(shape.open, shape.unit, shape.close, 200))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			return
		}
		text = strings.ToValidUTF8(text, "\uFFFD")
		for _, grain := range []Grain{Clause, Fine} {
			for _, lang := range []string{"", "en", "de", "ru", "zh"} {
				checkAnalysis(t, text, Options{Published: "2017-01-26", Grain: grain, Lang: lang})
			}
		}
		blocks, opt := Blocks(text), Options{Published: "2017-01-26", Grain: Fine, Lang: "en"}
		if diff := cmp.Diff(Analyse(text, blocks, opt), Analyse(text, blocks, opt)); diff != "" {
			t.Fatalf("%q is read in two ways\n%s", text, diff)
		}
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("Mr. Roe left at 5 p.m. He said: “Go.” 1. One 2. Two")
	f.Add("a. . . . B")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		last := 0
		for _, s := range Sentences(text, claims.Span{Start: 0, End: len(text)}) {
			if !s.ValidIn(text) || s.Start < last {
				t.Fatalf("sentence %+v does not fit", s)
			}
			last = s.End
		}
	})
}
