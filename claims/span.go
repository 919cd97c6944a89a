package claims

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Span is a half-open range of bytes of a text, on rune borders: text[Start:End].
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// In returns the words of the span. It panics when the span does not lie in text: check with ValidIn first.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Len is the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps tells whether the two share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains tells whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// inOneOf tells whether s lies wholly inside one of spans.
func (s Span) inOneOf(spans []Span) bool {
	return slices.ContainsFunc(spans, func(t Span) bool { return t.Contains(s) })
}

// ValidIn tells whether the span is not empty, lies inside text and begins and ends on rune borders.
func (s Span) ValidIn(text string) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(text) &&
		utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

// SpansValidIn tells whether spans is not empty and every span is valid, ascending and apart from its neighbours.
func SpansValidIn(text string, spans []Span) bool {
	last := 0
	for i, s := range spans {
		if !s.ValidIn(text) || i > 0 && s.Start < last {
			return false
		}
		last = s.End
	}
	return len(spans) > 0
}

// Quote returns the exact words of spans; words between two spans are shown as an ellipsis.
func Quote(text string, spans []Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.In(text)
	}
	return strings.Join(words, " … ")
}

// Around returns up to runes code points of text before and after the span, for a text quote selector.
func Around(text string, s Span, runes int) (prefix, suffix string) {
	start, end := s.Start, s.End
	for range runes {
		_, n := utf8.DecodeLastRuneInString(text[:start])
		start -= n
		_, n = utf8.DecodeRuneInString(text[end:])
		end += n
	}
	return text[start:s.Start], text[s.End:end]
}

// UTF16Span converts a span of bytes to UTF-16 code units, the unit of a browser's string offsets.
func UTF16Span(text string, s Span) (start, end int) {
	start = utf16Len(text[:s.Start])
	return start, start + utf16Len(text[s.Start:s.End])
}

// SpanOfUTF16 converts UTF-16 offsets to a span of bytes. ok is false when they do not lie in text,
// are empty, or cut a character in two.
func SpanOfUTF16(text string, start, end int) (s Span, ok bool) {
	return spanOf(text, start, end, utf16RuneLen)
}

// RuneSpan converts a span of bytes to code points, the unit of a W3C text position selector.
func RuneSpan(text string, s Span) (start, end int) {
	start = utf8.RuneCountInString(text[:s.Start])
	return start, start + utf8.RuneCountInString(text[s.Start:s.End])
}

// SpanOfRunes converts offsets in code points to a span of bytes; ok is as for SpanOfUTF16.
func SpanOfRunes(text string, start, end int) (s Span, ok bool) {
	return spanOf(text, start, end, func(rune) int { return 1 })
}

func utf16RuneLen(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16RuneLen(r)
	}
	return n
}

// spanOf walks text once, counting in units of width, and notes the bytes at which start and end fall.
func spanOf(text string, start, end int, width func(rune) int) (Span, bool) {
	s, n := Span{-1, -1}, 0
	note := func(i int) {
		if n == start {
			s.Start = i
		}
		if n == end {
			s.End = i
		}
	}
	for i, r := range text {
		note(i)
		n += width(r)
	}
	note(len(text))
	return s, s.Start >= 0 && s.End > s.Start
}
