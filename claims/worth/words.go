package worth

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word, a number or a mark of a text.
type word struct {
	start, end int    // bytes of the text
	low        string // in lower case, with straight apostrophes
	form       symbol // what pairs of words are made of: low, or what low is an instance of, such as "<n>"
	kind       symbol // what it is, whatever it is about
	class      class
	name       bool // has a capital letter that its place does not explain
}

// clitics are endings that are words of their own, longest first.
var clitics = []string{"n't", "'re", "'ve", "'ll", "'s", "'d", "'m"}

// cut appends the words of a text. Clitics are words of their own: "they" "'re", "was" "n't".
func cut(words []word, text string) []word {
	begins := true // whether the next word begins a sentence or what somebody says
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			i += n
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := wordEnd(text, i)
			words = appendWord(words, text, i, end, begins)
			begins = false
			i = end
		default:
			words = append(words, markWord(text, i, n))
			begins = begins || strings.ContainsRune(".!?:;\"“”‘", r)
			i += n
		}
	}
	return words
}

// wordEnd returns the end of the word at i: letters, marks and digits, with apostrophes, hyphens and points between.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if inWord(r) {
			i += n
			continue
		}
		next, size := utf8.DecodeRuneInString(text[i+n:])
		before := text[i-1]
		digits := before >= '0' && before <= '9' && next >= '0' && next <= '9'
		if size > 0 && inWord(next) && (r == '\'' || r == '’' || r == '-' || (r == '.' || r == ',') && digits) {
			i += n
			continue
		}
		return i
	}
	return i
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// appendWord appends the word of the bytes start … end, without and with its clitic.
func appendWord(words []word, text string, start, end int, begins bool) []word {
	low := strings.ReplaceAll(strings.ToLower(text[start:end]), "’", "'")
	first, _ := utf8.DecodeRuneInString(text[start:])
	w := word{start: start, end: end, low: low, name: !begins && unicode.IsUpper(first)}
	if !strings.Contains(low, "'") {
		return append(words, w.classified())
	}
	for _, c := range clitics {
		stem, ok := strings.CutSuffix(low, c)
		if !ok || stem == "" {
			continue
		}
		at := end - len(c)
		if strings.HasSuffix(strings.ToLower(text[start:end]), strings.Replace(c, "'", "’", 1)) {
			at -= len("’") - 1 // a curly apostrophe is longer than the straight one
		}
		if at <= start || !utf8.RuneStart(text[at]) {
			break
		}
		w.end, w.low = at, stem
		return append(words, w.classified(), word{start: at, end: end, low: c}.classified())
	}
	return append(words, w.classified())
}

// The forms of words that pairs do not tell apart.
var yearForm, ordinalForm, numberForm, monthForm, nameForm = symbolOf("<y>"), symbolOf("<th>"), symbolOf("<n>"), symbolOf("<month>"), symbolOf("<name>")

// classified sets class, form and kind of a word.
func (w word) classified() word {
	w.class, w.form = classOf(w.low, w.name)
	switch w.class {
	case month, first, number, year:
		w.name = false
	case none:
		if w.name {
			w.class = name
		}
	}
	if w.name {
		w.form = nameForm
	}
	w.kind = kindOf(w.low, w.class)
	return w
}

// classOf returns the class of a word and what stands for it in pairs. The month of May has a capital, as has March.
func classOf(low string, capital bool) (class, symbol) {
	if low[0] >= '0' && low[0] <= '9' {
		switch {
		case isYear(low):
			return year, yearForm
		case ordinal(low):
			return number, ordinalForm
		}
		return number, numberForm
	}
	switch c := classes()[low]; {
	case c == number:
		return number, numberForm
	case low == "march" && !capital:
		return none, symbolOf(low)
	case c == month || low == "may" && capital:
		return month, monthForm
	default:
		return c, symbolOf(low)
	}
}

// ordinal tells whether digits end as in "21st".
func ordinal(low string) bool {
	switch low[max(0, len(low)-2):] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// markWord is the mark of n bytes at i.
func markWord(text string, i, n int) word {
	low := text[i : i+n]
	r, _ := utf8.DecodeRuneInString(low)
	c := markClass(r)
	return word{start: i, end: i + n, low: low, form: symbolOf(low), class: c, kind: classSymbols[c]}
}

// isYear tells whether digits are a year of the common era: "1990", "1990s".
func isYear(low string) bool {
	low = strings.TrimSuffix(low, "s")
	return len(low) == 4 && (low[:2] >= "15" && low[:2] <= "20") && low[2] >= '0' && low[2] <= '9' && low[3] >= '0' && low[3] <= '9'
}

func markClass(r rune) class {
	switch r {
	case '%':
		return share
	case '$', '€', '£', '¥':
		return money
	case '"', '“', '”', '„', '«', '»':
		return quote
	}
	return mark
}
