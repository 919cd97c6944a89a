package db

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"assay/claims"
)

// queryWord is a word that is searched for.
type queryWord struct {
	text   string // as typed
	folded string
	prefix bool // the beginning of a word will do
}

// maxQueryWords bounds a search. More words than that are left out.
const maxQueryWords = 16

// queryWords reads the words of a query. Nothing but letters, digits and marks is let through, so that no query can be
// read as a search expression.
func queryWords(q string) []queryWord {
	var words []queryWord
	for len(words) < maxQueryWords {
		s := nextWord(q)
		if s.End == 0 {
			break
		}
		word := s.In(q)
		q = q[s.End:]
		words = append(words, queryWord{text: word, folded: fold(word)})
	}
	if n := len(words); n > 0 && len(words) < maxQueryWords {
		words[n-1].prefix = utf8.RuneCountInString(words[n-1].text) >= 3
	}
	return words
}

// matchExpression writes words as an FTS5 expression: all of them, in things of one kind. unfinished says that the last
// one may be the beginning of a word.
func matchExpression(kind string, words []queryWord, unfinished bool) string {
	var b strings.Builder
	b.WriteString(`kind : "` + kind + `" AND {title body} : (`)
	for i, w := range words {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + w.text + `"`)
		if unfinished && w.prefix {
			b.WriteString(" *")
		}
	}
	b.WriteString(")")
	return b.String()
}

// nextWord returns the first run of letters, digits and marks in s that holds more than marks; the zero Span when
// there is none. The index draws the same borders (unicode61: categories L, N and Co are words).
func nextWord(s string) claims.Span {
	start, solid := -1, false
	for i, r := range s {
		letter := unicode.In(r, unicode.L, unicode.N, unicode.Co)
		if letter || unicode.Is(unicode.M, r) {
			if start < 0 {
				start = i
			}
			solid = solid || letter
			continue
		}
		if solid {
			return claims.Span{Start: start, End: i}
		}
		start = -1
	}
	if solid {
		return claims.Span{Start: start, End: len(s)}
	}
	return claims.Span{}
}

// fold takes case and diacritics off a word, as the index does.
func fold(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(word))
}

// The size of a snippet in bytes: what stands before the first word found, and the whole.
const (
	snippetLead = 60
	snippetSize = 240
)

// snippet cuts the words around the first find out of the text that holds the most of the words; of equal ones, the
// first. When no text holds one, it is the beginning of the first that is not empty.
func snippet(texts []string, words []queryWord) []claims.Piece {
	best, at, most := "", 0, -1
	for _, text := range texts {
		first, n := find(text, words)
		if text != "" && n > most {
			best, at, most = text, first, n
		}
	}
	start, end := window(best, at)
	var pieces []claims.Piece
	add := func(s string, found bool) {
		if s != "" {
			pieces = append(pieces, claims.Piece{Text: oneLine.Replace(s), Found: found})
		}
	}
	rest, from := best[start:end], ""
	if start > 0 {
		from = "… "
	}
	for {
		s := nextFound(rest, words)
		if s.End == 0 {
			break
		}
		add(from+rest[:s.Start], false)
		add(s.In(rest), true)
		rest, from = rest[s.End:], ""
	}
	if end < len(best) {
		rest += " …"
	}
	add(from+rest, false)
	return pieces
}

// oneLine joins the lines and paragraphs of a canonical text.
var oneLine = strings.NewReplacer("\n\n", " ", "\n", " ")

// find returns where the first of the words stands in text and how many of them it holds.
func find(text string, words []queryWord) (first, n int) {
	var seen [maxQueryWords]bool
	rest, at := text, 0
	for n < len(words) {
		s := nextFound(rest, words)
		if s.End == 0 {
			break
		}
		if n == 0 {
			first = at + s.Start
		}
		word := fold(s.In(rest))
		for i, w := range words {
			if !seen[i] && w.matches(word) {
				seen[i] = true
				n++
			}
		}
		rest, at = rest[s.End:], at+s.End
	}
	return first, n
}

// nextFound returns the first word of s that is one of words; the zero Span when there is none.
func nextFound(s string, words []queryWord) claims.Span {
	at := 0
	for {
		next := nextWord(s[at:])
		if next.End == 0 {
			return claims.Span{}
		}
		span := claims.Span{Start: at + next.Start, End: at + next.End}
		folded := fold(span.In(s))
		for _, w := range words {
			if w.matches(folded) {
				return span
			}
		}
		at = span.End
	}
}

func (w queryWord) matches(folded string) bool {
	return folded == w.folded || w.prefix && strings.HasPrefix(folded, w.folded)
}

// window is the part of text to show around at, cut at the nearest space, or between characters when none is near.
func window(text string, at int) (start, end int) {
	start = max(0, at-snippetLead)
	if start > 0 {
		if i := strings.IndexByte(text[start:at], ' '); i >= 0 {
			start += i + 1
		}
	}
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	end = min(len(text), start+snippetSize)
	if end < len(text) {
		if i := strings.LastIndexByte(text[end-snippetLead:end], ' '); i >= 0 {
			end += i - snippetLead
		}
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return start, end
}
