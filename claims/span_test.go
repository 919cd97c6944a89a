package claims_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"assay/claims"
)

// Offsets of one stretch in the three units, worked out by another program.
var offsets = []struct {
	name, text, exact   string
	runes, units, bytes [2]int
}{
	{"one accent before it", "Talks in Genève start Feb 8.", "Feb 8", [2]int{22, 27}, [2]int{22, 27}, [2]int{23, 28}},
	{"a flag before it", "🇨🇭 Geneva talks possibly Feb 8", "Feb 8", [2]int{25, 30}, [2]int{27, 32}, [2]int{31, 36}},
	{"a combining accent before it", "Gene\u0300ve: Feb 8", "Feb 8", [2]int{9, 14}, [2]int{9, 14}, [2]int{10, 15}},
	{"Arabic", "المحادثات في جنيف في 8 فبراير", "8 فبراير", [2]int{21, 29}, [2]int{21, 29}, [2]int{38, 52}},
	{"a joined emoji before it", "A\u00a0😀\u200d😀 B", "B", [2]int{6, 7}, [2]int{8, 9}, [2]int{15, 16}},
}

func TestOffsetsAgreeWithAnotherProgram(t *testing.T) {
	for _, c := range offsets {
		s := claims.Span{Start: c.bytes[0], End: c.bytes[1]}
		if !s.ValidIn(c.text) || s.In(c.text) != c.exact {
			t.Fatalf("%s: the bytes are %q", c.name, c.text[s.Start:s.End])
		}
		if start, end := claims.RuneSpan(c.text, s); [2]int{start, end} != c.runes {
			t.Errorf("%s: code points %d–%d, want %v", c.name, start, end, c.runes)
		}
		if start, end := claims.UTF16Span(c.text, s); [2]int{start, end} != c.units {
			t.Errorf("%s: UTF-16 units %d–%d, want %v", c.name, start, end, c.units)
		}
		if back, ok := claims.SpanOfRunes(c.text, c.runes[0], c.runes[1]); !ok || back != s {
			t.Errorf("%s: from code points %v, %v", c.name, back, ok)
		}
		if back, ok := claims.SpanOfUTF16(c.text, c.units[0], c.units[1]); !ok || back != s {
			t.Errorf("%s: from UTF-16 %v, %v", c.name, back, ok)
		}
	}
}

func TestOffsetsThatAreNone(t *testing.T) {
	const text = "a😀b"
	for _, c := range []struct {
		name         string
		start, end   int
		runes, units bool
	}{
		{"the whole text in UTF-16", 0, 4, false, true},
		{"the whole text in code points", 0, 3, true, true},
		{"half an emoji", 1, 2, true, false},
		{"from the middle of an emoji", 2, 4, false, false},
		{"nothing", 1, 1, false, false},
		{"the wrong way round", 3, 1, false, false},
		{"before the text", -1, 1, false, false},
		{"beyond the text", 0, 5, false, false},
	} {
		if _, ok := claims.SpanOfRunes(text, c.start, c.end); ok != c.runes {
			t.Errorf("%s: %d–%d as code points: %v", c.name, c.start, c.end, ok)
		}
		if _, ok := claims.SpanOfUTF16(text, c.start, c.end); ok != c.units {
			t.Errorf("%s: %d–%d as UTF-16: %v", c.name, c.start, c.end, ok)
		}
	}
}

// drawSpan draws a span of a text that has at least one character.
func drawSpan(t *rapid.T, text string) claims.Span {
	n := utf8.RuneCountInString(text)
	start := rapid.IntRange(0, n-1).Draw(t, "start")
	end := rapid.IntRange(start+1, n).Draw(t, "end")
	runes := []rune(text)
	return claims.Span{Start: len(string(runes[:start])), End: len(string(runes[:end]))}
}

func TestOffsetsComeBackFromEveryUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 60, -1).Draw(t, "text")
		s := drawSpan(t, text)
		start, end := claims.UTF16Span(text, s)
		if back, ok := claims.SpanOfUTF16(text, start, end); !ok || back != s {
			t.Fatalf("UTF-16 %d–%d is %v, %v; want %v", start, end, back, ok, s)
		}
		units := utf16.Encode([]rune(text))
		if got := string(utf16.Decode(units[start:end])); got != s.In(text) {
			t.Fatalf("UTF-16 %d–%d are %q, want %q", start, end, got, s.In(text))
		}
		start, end = claims.RuneSpan(text, s)
		if back, ok := claims.SpanOfRunes(text, start, end); !ok || back != s {
			t.Fatalf("code points %d–%d are %v, %v; want %v", start, end, back, ok, s)
		}
		if got := string([]rune(text)[start:end]); got != s.In(text) {
			t.Fatalf("code points %d–%d are %q, want %q", start, end, got, s.In(text))
		}
	})
}

func TestAroundIsWhatStandsBesideASpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, n := rapid.StringN(1, 60, -1).Draw(t, "text"), rapid.IntRange(0, 40).Draw(t, "n")
		s := drawSpan(t, text)
		prefix, suffix := claims.Around(text, s, n)
		if !strings.HasSuffix(text[:s.Start], prefix) || !strings.HasPrefix(text[s.End:], suffix) {
			t.Fatalf("%q and %q do not stand around %v", prefix, suffix, s)
		}
		for side, all := range map[string]string{prefix: text[:s.Start], suffix: text[s.End:]} {
			if want := min(n, utf8.RuneCountInString(all)); utf8.RuneCountInString(side) != want {
				t.Fatalf("%q has %d characters, want %d", side, utf8.RuneCountInString(side), want)
			}
		}
	})
}

func TestSpansThatLieInAText(t *testing.T) {
	const text = "né à Lyon" // é is bytes 1–2, à bytes 4–5
	span := func(start, end int) claims.Span { return claims.Span{Start: start, End: end} }
	for _, c := range []struct {
		name  string
		spans []claims.Span
		valid bool
	}{
		{"one span", []claims.Span{span(0, 3)}, true},
		{"the whole text", []claims.Span{span(0, len(text))}, true},
		{"two apart", []claims.Span{span(0, 3), span(7, 9)}, true},
		{"two that touch", []claims.Span{span(0, 3), span(3, 6)}, true},
		{"none", nil, false},
		{"an empty one", []claims.Span{span(3, 3)}, false},
		{"one that ends before it starts", []claims.Span{span(6, 3)}, false},
		{"one that begins within a character", []claims.Span{span(2, 6)}, false},
		{"one that ends within a character", []claims.Span{span(0, 5)}, false},
		{"one beyond the end", []claims.Span{span(0, len(text)+1)}, false},
		{"one before the start", []claims.Span{span(-1, 3)}, false},
		{"two that overlap", []claims.Span{span(0, 4), span(3, 6)}, false},
		{"two in the wrong order", []claims.Span{span(7, 9), span(0, 3)}, false},
	} {
		if claims.SpansValidIn(text, c.spans) != c.valid {
			t.Errorf("%s: valid is %v", c.name, !c.valid)
		}
	}
	if got := claims.Quote(text, []claims.Span{span(0, 3), span(7, 11)}); got != "né … Lyon" {
		t.Errorf("the quote is %q", got)
	}
}

func TestSpansShareBytesOrContainEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) claims.Span {
			start := rapid.IntRange(0, 20).Draw(t, name)
			return claims.Span{Start: start, End: start + rapid.IntRange(1, 10).Draw(t, name+" length")}
		}
		a, b := draw("a"), draw("b")
		shared := 0
		for i := a.Start; i < a.End; i++ {
			if b.Start <= i && i < b.End {
				shared++
			}
		}
		if a.Overlaps(b) != (shared > 0) || a.Contains(b) != (shared == b.Len()) {
			t.Fatalf("%v and %v share %d bytes; overlaps %v, contains %v", a, b, shared, a.Overlaps(b), a.Contains(b))
		}
	})
}

func TestStancesHaveSigns(t *testing.T) {
	var signs []string
	for _, s := range claims.Stances {
		signs = append(signs, s.Sign())
	}
	if !slices.Equal(signs, []string{"+", "−", "~"}) {
		t.Errorf("signs %q", signs)
	}
}
