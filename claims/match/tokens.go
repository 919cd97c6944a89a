package match

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTokens is how much of a text is read. A claim's wording has at most 2,000 characters, so none is cut; a whole
// article is no claim and must not stall a search.
const maxTokens = 512

// tokenKind tells what a token can be compared as.
type tokenKind uint8

const (
	word   tokenKind = iota
	name             // begins with a capital, and not only because it begins a sentence
	number           // text is its value in units of one: "2.5 million" is 2500000
)

// token is one word or number of a text.
type token struct {
	text  string // lower case, without possessive; for numbers the value
	kind  tokenKind
	shown string // as it stands in the text
}

// reader cuts a text into tokens.
type reader struct {
	tokens []token
	begins bool // the next word begins a sentence, so its capital says nothing
}

// read cuts a text into tokens, at most maxTokens.
//
// Addresses are left out: they name a page, not what is claimed. Words behind # and @ are taken apart at their capitals.
func read(text string) []token {
	r := reader{tokens: make([]token, 0, min(len(text)/5+1, maxTokens)), begins: true}
	for field := range strings.FieldsSeq(text) {
		if len(r.tokens) >= maxTokens {
			break
		}
		if !isAddress(field) {
			r.field(field)
		}
	}
	return r.tokens[:min(len(r.tokens), maxTokens)]
}

// isAddress recognises web addresses with and without a scheme: https://t.co/x, www.un.org, pic.twitter.com/x.
func isAddress(field string) bool {
	if strings.Contains(field, "://") || strings.HasPrefix(field, "www.") {
		return true
	}
	host, _, ok := strings.Cut(field, "/")
	dot := strings.IndexByte(host, '.')
	return ok && dot > 0 && dot < len(host)-2 && 'a' <= host[0] && host[0] <= 'z'
}

// field reads what stands between two blanks.
func (r *reader) field(s string) {
	for s != "" && len(r.tokens) < maxTokens {
		c, n := utf8.DecodeRuneInString(s)
		switch {
		case '0' <= c && c <= '9':
			s = r.number(s)
		case isLetter(c):
			s = r.word(s)
		case c == '#' || c == '@':
			s = r.tag(s[1:])
		case c == '%':
			r.add(token{text: "percent", shown: "percent"})
			s = s[1:]
		default:
			r.begins = r.begins || strings.ContainsRune(`.!?:"“”‘`, c)
			s = s[n:]
		}
	}
}

func (r *reader) add(t token) {
	r.tokens = append(r.tokens, t)
	r.begins = false
}

func isLetter(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func beginsWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return isLetter(c)
}

// numberText writes a value so that 1.1 times a million is 1100000 and not a hair more.
func numberText(value float64) string {
	return strconv.FormatFloat(math.Round(value*1e6)/1e6, 'f', -1, 64)
}

// number reads digits with their separators, and an ending of ordinals and decades: 1,000, 2.5, 12th, 1990s.
func (r *reader) number(s string) (rest string) {
	end := 1
	for end < len(s) && (isDigit(s[end]) || (s[end] == ',' || s[end] == '.') && end+1 < len(s) && isDigit(s[end+1])) {
		end++
	}
	shown, text := s[:end], s[:end]
	if value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64); err == nil && end < 20 {
		text = numberText(value) // else it has two points, as a version or a date, or is a code
	}
	r.add(token{text: text, kind: number, shown: shown})
	for _, ending := range []string{"st", "nd", "rd", "th", "s", "’s", "'s"} {
		if tail, ok := strings.CutPrefix(s[end:], ending); ok && !beginsWord(tail) {
			return tail
		}
	}
	return s[end:]
}

// word reads letters, with apostrophes and full stops inside.
func (r *reader) word(s string) (rest string) {
	end := 0
	for i, c := range s {
		inside := (isApostrophe(c) || c == '.') && beginsWord(s[i+utf8.RuneLen(c):])
		if !isLetter(c) && !unicode.IsMark(c) && !inside {
			break
		}
		end = i + utf8.RuneLen(c)
	}
	r.addWord(s[:end])
	return s[end:]
}

func isApostrophe(c rune) bool { return c == '\'' || c == '’' }

// addWord adds a word: "didn't" as did and not, "Lavrov's" as lavrov, "U.S." as usa, and the million of "7 million" as
// part of its number.
func (r *reader) addWord(shown string) {
	text := strings.ReplaceAll(strings.ToLower(shown), "’", "'")
	negated, isNegated := strings.CutSuffix(text, "n't")
	switch {
	case isNegated && negated != "":
		text = negated
		if text == "ca" || text == "wo" {
			text = map[string]string{"ca": "can", "wo": "will"}[text]
		}
	case shown == "US" || text == "u.s" || text == "u.s.a":
		text = "usa"
	default:
		text, _, _ = strings.Cut(text, "'")
		text = strings.ReplaceAll(text, ".", "")
	}
	value, isNumber := numberWords[text]
	if isNumber && value >= 100 && r.multiply(value, shown) {
		return
	}
	t := token{text: text, shown: shown}
	if c, _ := utf8.DecodeRuneInString(shown); isNumber {
		t.text, t.kind = numberText(value), number
	} else if unicode.IsUpper(c) && !r.begins {
		t.kind = name
	}
	r.add(t)
	if isNegated && negated != "" {
		r.add(token{text: "not", shown: shown})
	}
}

// multiply makes "7" and "million" one number. It tells whether there was a number to multiply.
func (r *reader) multiply(by float64, shown string) bool {
	if len(r.tokens) == 0 || r.tokens[len(r.tokens)-1].kind != number {
		return false
	}
	t := &r.tokens[len(r.tokens)-1]
	value, err := strconv.ParseFloat(t.text, 64)
	if err != nil || len(t.text) > 20 {
		return false
	}
	t.text, t.shown = numberText(value*by), t.shown+" "+shown
	return true
}

// tag reads what follows # or @: the whole, and its parts when capitals, digits or underscores show any.
func (r *reader) tag(s string) (rest string) {
	end := strings.IndexFunc(s, func(c rune) bool { return !isLetter(c) && c != '_' })
	if end < 0 {
		end = len(s)
	}
	parts := tagParts(s[:end])
	if len(parts) > 1 {
		r.add(token{text: strings.ToLower(strings.Join(parts, "")), kind: name, shown: s[:end]})
	}
	for _, part := range parts {
		r.begins = false
		r.field(part)
	}
	return s[end:]
}

// tagParts cuts before a capital that follows a small letter, between letters and digits, and at underscores.
func tagParts(s string) []string {
	var parts []string
	start, last := 0, '_'
	for i, c := range s {
		if unicode.IsLower(last) && unicode.IsUpper(c) || unicode.IsLetter(last) != unicode.IsLetter(c) || c == '_' {
			if part := strings.Trim(s[start:i], "_"); part != "" {
				parts = append(parts, part)
			}
			start = i
		}
		last = c
	}
	if part := strings.Trim(s[start:], "_"); part != "" {
		parts = append(parts, part)
	}
	return parts
}
