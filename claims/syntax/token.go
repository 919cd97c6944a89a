package syntax

import (
	_ "embed" // for a word list
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// spelling holds what the tokeniser knows of single words, all in lower case and with straight apostrophes. It is
// learnt from the treebanks.
type spelling struct {
	abbreviation map[string]bool // ends in a full stop of its own, given without it: "mr", "u.s"
	hyphenated   map[string]bool // stays whole: "e-mail"
	prefix       map[string]bool // stays joined to what follows the hyphen: "co", "anti"
	contraction  map[string]int  // is two words without an apostrophe between; the length of the first: "cannot": 3
}

//go:embed lexicon/abbreviations.txt
var abbreviationList string

// commonAbbreviations are known to every model, whatever its treebanks hold.
var commonAbbreviations = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(abbreviationList) {
		if word := strings.TrimSpace(line); !strings.HasPrefix(word, "#") {
			out[word] = true
		}
	}
	return out
})

// Bounds, in bytes, for what is looked at as one piece, so that time stays linear in text without spaces.
const (
	maxAddress      = 500
	maxCompound     = 100
	maxAbbreviation = 20
)

// clitics are the endings that are words of their own.
var clitics = []string{"n't", "'re", "'ve", "'ll", "'s", "'d", "'m"}

// Tokens is like the function Tokens, by the spelling that this model learnt.
func (m *Model) Tokens(text string, within claims.Span) []claims.Span {
	if !within.ValidIn(text) {
		return nil
	}
	t := tokenizer{spelling: &m.spelling, text: text[:within.End], out: make([]claims.Span, 0, within.Len()/5+2)}
	for i := within.Start; i < within.End; {
		r, n := utf8.DecodeRuneInString(t.text[i:])
		switch {
		case unicode.IsSpace(r):
			i += n
		case isWordRune(r):
			i = t.word(i)
		default:
			i = t.mark(i, r, n)
		}
	}
	return t.out
}

// tokenizer is the state of one run over text.
type tokenizer struct {
	*spelling
	text string
	out  []claims.Span
}

func (t *tokenizer) emit(start, end int) int {
	if start < end {
		t.out = append(t.out, claims.Span{Start: start, End: end})
	}
	return end
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// mark emits what begins with r, which is no letter or digit: a clitic, a run of one mark, or the mark alone.
func (t *tokenizer) mark(i int, r rune, size int) int {
	end := i + size
	if isApostrophe(r) {
		for end < len(t.text) {
			r, n := utf8.DecodeRuneInString(t.text[end:])
			if !isWordRune(r) {
				break
			}
			end += n
		}
		if c := fold(t.text[i:end]); end > i+size && cliticIn(c) == c {
			return t.emit(i, end)
		}
		end = i + size
	}
	run := ""
	switch {
	case r == '!' || r == '?':
		run = "!?"
	case strings.ContainsRune(".-*=_~", r):
		run = string(r)
	}
	for end < len(t.text) && strings.IndexByte(run, t.text[end]) >= 0 {
		end++
	}
	return t.emit(i, end)
}

// word emits what begins with the letter or digit at i: one token, or several for a contraction.
func (t *tokenizer) word(i int) int {
	if end := t.address(i); end > i {
		return t.emit(i, end)
	}
	end := t.wordEnd(i)
	low := fold(t.text[i:end])
	if len(low) == end-i { // folding kept every place where it was
		if n, ok := t.contraction[low]; ok {
			return t.emit(t.emit(i, i+n), end)
		}
	}
	if n := len(low) - 2; n > 0 && low[n-1] >= '0' && low[n-1] <= '9' && (low[n:] == "am" || low[n:] == "pm") {
		return t.emit(t.emit(i, end-2), end)
	}
	c := cliticIn(low)
	if c == "" || c == low {
		return t.emit(i, end)
	}
	// The clitic is ASCII but for its apostrophe, which may be the longer one.
	size := len(c) + strings.Count(t.text[max(i, end-len(c)-2):end], "’")*(len("’")-1)
	return t.emit(t.emit(i, end-size), end)
}

// cliticIn returns the clitic that ends a folded word, or "".
func cliticIn(low string) string {
	if strings.Contains(low, "'") {
		for _, c := range clitics {
			if strings.HasSuffix(low, c) {
				return c
			}
		}
	}
	return ""
}

// address returns the end of the web or mail address that begins at i, or i when none does.
func (t *tokenizer) address(i int) int {
	rest := t.text[i:]
	if !hintsAtAddress(rest) {
		return i
	}
	n := strings.IndexFunc(rest[:min(maxAddress, len(rest))], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`<>"“”()[]{}`, r)
	})
	switch {
	case n >= 0:
		rest = rest[:n]
	case len(rest) > maxAddress:
		return i
	}
	s := strings.TrimRight(rest, ".,;:!?'’…-–—*")
	_, host, mail := strings.Cut(s, "@")
	if mail && strings.Contains(host, ".") || strings.Contains(s, "://") || strings.HasPrefix(fold(s[:min(4, len(s))]), "www.") {
		return i + len(s)
	}
	return i
}

// hintsAtAddress tells whether s has, up to the first blank, one of the marks of which every address has one. Most words
// have none, and need not be read as addresses.
func hintsAtAddress(s string) bool {
	for i := range min(maxAddress, len(s)) {
		switch s[i] {
		case ' ', '\n':
			return false
		case '@', ':', '.':
			return true
		}
	}
	return false
}

// wordEnd returns the end of the word at i: letters and digits, with the marks that belong inside.
func (t *tokenizer) wordEnd(i int) int {
	start, prev := i, rune(0)
	for i < len(t.text) {
		r, n := utf8.DecodeRuneInString(t.text[i:])
		next, _ := utf8.DecodeRuneInString(t.text[i+n:])
		switch {
		case isWordRune(r):
		case r == '.' && t.ownStop(start, i):
			if !isWordRune(next) {
				return i + n
			}
		case r == '$' && i-start <= 2 && unicode.IsUpper(prev): // US$
			return i + n
		case r == '-' && isWordRune(next):
			if !t.keepsHyphen(start, i) {
				return i
			}
		case !joins(prev, r, next):
			return i
		}
		prev = r
		i += n
	}
	return i
}

// joins tells whether the mark r between two characters of a word belongs to the word.
func joins(prev, r, next rune) bool {
	switch r {
	case '\'', '’':
		return unicode.IsLetter(next)
	case '.':
		return unicode.IsDigit(prev) && unicode.IsDigit(next) || unicode.IsLetter(prev) && unicode.IsLower(next)
	case ',', ':', '/':
		return unicode.IsDigit(prev) && unicode.IsDigit(next)
	case '&':
		return unicode.IsUpper(prev) && unicode.IsUpper(next)
	case '_', '@':
		return isWordRune(next)
	}
	return false
}

// ownStop tells whether the full stop at i belongs to the word that began at start: an initial, an abbreviation.
func (t *tokenizer) ownStop(start, i int) bool {
	if i-start > maxAbbreviation {
		return false
	}
	word := fold(t.text[start:i])
	last := strings.TrimSpace(t.text[i+1:]) == ""
	if piece := word[strings.LastIndexByte(word, '.')+1:]; utf8.RuneCountInString(piece) == 1 && startsWithLetter(piece) {
		// "J. Smith", "U.S.", but "vitamin C." at the end.
		r, _ := utf8.DecodeRuneInString(t.text[start:])
		return len(piece) < len(word) || !last && unicode.IsUpper(r) && word != "i" || nextIsLetterAndStop(t.text[i+1:])
	}
	return (t.abbreviation[word] || commonAbbreviations()[word]) && (!last || word != "no")
}

// nextIsLetterAndStop tells whether s begins with a letter and a full stop: the rest of "e.g.".
func nextIsLetterAndStop(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && strings.HasPrefix(s[n:], ".")
}

// keepsHyphen tells whether the word from start stays whole at the hyphen at i: "e-mail", "co-founder", "F-16",
// a telephone number. "long-running" is three words.
func (t *tokenizer) keepsHyphen(start, i int) bool {
	end := i
	for end < len(t.text) {
		r, n := utf8.DecodeRuneInString(t.text[end:])
		if r != '-' && !isWordRune(r) {
			break
		}
		if end += n; end-start > maxCompound {
			return false
		}
	}
	whole := fold(t.text[start:end])
	first, rest, _ := strings.Cut(whole, "-")
	switch {
	case t.hyphenated[whole], t.hyphenated[strings.TrimSuffix(whole, "s")], t.prefix[first]:
		return true
	case allDigits(first):
		return strings.Contains(rest, "-") && allDigits(strings.ReplaceAll(rest, "-", ""))
	}
	r, _ := utf8.DecodeRuneInString(t.text[start:])
	return unicode.IsUpper(r) && allDigits(rest)
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// fold returns s in lower case with straight apostrophes.
func fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}
