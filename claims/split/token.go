package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// token is a word, a number or a mark of a text.
type token struct {
	claims.Span
	low string // the word in lower case, with straight apostrophes
	tag tag
	cap bool // begins with a capital letter
}

// tag is the part of speech of a token, as coarse as the rules need it.
type tag uint8

// The tags.
const (
	tagOther tag = iota
	tagNoun
	tagName   // a capitalised word that is not a sentence's first by chance
	tagNumber // digits or a number word
	tagDet
	tagPoss // his, their, 's
	tagPrep
	tagTo
	tagCoord // and, or, but
	tagSub   // if, because, while, that as a conjunction
	tagWh    // who, which, where
	tagPron  // he, it, nobody: can be a subject
	tagObj   // him, themselves
	tagModal
	tagBe
	tagHave
	tagDo
	tagNot
	tagAdv
	tagAdj
	tagFinite // a finite main verb
	tagBase   // infinitive
	tagPart   // past participle
	tagIng
	tagComma
	tagDash
	tagOpen  // opening bracket
	tagClose // closing bracket
	tagQuote // a quotation mark
	tagStop  // . ! ? ; : and the like
)

// startsVerb tells whether a token of this tag can begin a finite verb group.
func (t tag) startsVerb() bool {
	return t == tagFinite || t == tagModal || t == tagBe || t == tagHave || t == tagDo
}

// nominal tells whether a token of this tag can stand inside a noun phrase before its head.
func (t tag) nominal() bool {
	switch t {
	case tagNoun, tagName, tagNumber, tagDet, tagPoss, tagAdj:
		return true
	}
	return false
}

// tokenize cuts the part of text that within covers. Clitics are tokens of their own ("they" "'d", "is" "n't").
func tokenize(text string, within claims.Span) []token {
	toks := make([]token, 0, within.Len()/5+1)
	for i := within.Start; i < within.End; {
		r, n := utf8.DecodeRuneInString(text[i:within.End])
		switch {
		case unicode.IsSpace(r):
			i += n
		case isWordRune(r):
			end := wordEnd(text, i, within.End)
			toks = appendWord(toks, text, claims.Span{Start: i, End: end})
			i = end
		default:
			end := i + n
			for r == '.' && end < within.End && text[end] == '.' {
				end++
			}
			mark := token{Span: claims.Span{Start: i, End: end}, low: text[i:end], tag: markTag(r)}
			if (r == '\'' || r == '’') && possessive(text[end:within.End], toks, i) {
				mark.low, mark.tag = "'", tagPoss
			}
			toks = append(toks, mark)
			i = end
		}
	}
	return toks
}

// possessive tells whether an apostrophe at i behind the last of toks is that of a plural, as in "the Fishers' Union",
// and no closing quotation mark: a word follows and none was opened in the same sentence.
func possessive(rest string, toks []token, i int) bool {
	if len(toks) == 0 || len(rest) < 2 || rest[0] != ' ' {
		return false
	}
	last := toks[len(toks)-1]
	r, _ := utf8.DecodeRuneInString(rest[1:])
	if last.End != i || !strings.HasSuffix(last.low, "s") || !unicode.IsLetter(r) {
		return false
	}
	for k := len(toks) - 1; k >= 0 && k >= len(toks)-reach; k-- {
		if toks[k].tag == tagQuote && (toks[k].low == "'" || toks[k].low == "‘") {
			return false
		}
	}
	return true
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) || r == '°'
}

// wordEnd returns the end of the word at i: letters and digits, with apostrophes, hyphens and points between them.
func wordEnd(text string, i, limit int) int {
	for start := i; i < limit; {
		r, n := utf8.DecodeRuneInString(text[i:limit])
		if r == '°' && i > start {
			return i
		}
		if isWordRune(r) {
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(i+n, limit):limit])
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case (r == '\'' || r == '’' || r == '-' || r == '_' || r == '@' || r == '&') && isWordRune(next):
		case (r == '.' || r == ',' || r == ':' || r == '/') && unicode.IsDigit(prev) && unicode.IsDigit(next):
		case (r == '.' || r == '/') && unicode.IsLetter(prev) && unicode.IsLetter(next) && (r == '/' || abbreviationPoint(text, i)):
		case r == '.' && abbreviationEnd(text, i):
			return i + n
		default:
			return i
		}
		i += n
	}
	return i
}

// abbreviationPoint tells whether the point at i stands between two single letters, as in "U.S".
func abbreviationPoint(text string, i int) bool {
	_, n := utf8.DecodeLastRuneInString(text[:i])
	before, _ := utf8.DecodeLastRuneInString(text[:i-n])
	return !unicode.IsLetter(before)
}

// abbreviationEnd tells whether the point at i ends a word such as "U.S." or "Mr.".
func abbreviationEnd(text string, i int) bool {
	start := i
	for start > 0 && i-start < 12 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) && r != '.' {
			break
		}
		start -= n
	}
	word := text[start:i]
	if before, _ := utf8.DecodeLastRuneInString(text[:start]); before >= '0' && before <= '9' || before == '°' {
		return false // "31st.", "41 °C."
	}
	if len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' && word != "I" {
		return true
	}
	class := lex().abbreviation[strings.ToLower(word)]
	return class != "" && class != "number" && word != "am" && word != "pm" || abbreviationPoint(text, i) && strings.Contains(word, ".")
}

// clitics are the endings that are tokens of their own, longest first.
var clitics = []string{"n't", "'re", "'ve", "'ll", "'s", "'d", "'m"}

func appendWord(toks []token, text string, s claims.Span) []token {
	word := text[s.Start:s.End]
	low := foldWord(word)
	first, _ := utf8.DecodeRuneInString(word)
	whole := token{Span: s, low: low, cap: unicode.IsUpper(first)}
	if !strings.Contains(low, "'") {
		return append(toks, whole)
	}
	for _, c := range clitics {
		stem, ok := strings.CutSuffix(low, c)
		if !ok || stem == "" {
			continue
		}
		// A curly apostrophe is two bytes longer than the straight one that it was folded to.
		size := len(c)
		if strings.HasSuffix(word, strings.Replace(c, "'", "’", 1)) || strings.HasSuffix(strings.ToLower(word), strings.Replace(c, "'", "’", 1)) {
			size += len("’") - 1
		}
		cut := s.End - size
		if cut <= s.Start || !utf8.RuneStart(text[cut]) {
			break
		}
		whole.End, whole.low = cut, stem
		return append(toks, whole, token{Span: claims.Span{Start: cut, End: s.End}, low: c})
	}
	return append(toks, whole)
}

// foldWord returns the word in lower case with straight apostrophes.
func foldWord(word string) string {
	low := strings.ToLower(word)
	if strings.Contains(low, "’") {
		low = strings.ReplaceAll(low, "’", "'")
	}
	return low
}

func markTag(r rune) tag {
	switch r {
	case ',', '،', '、':
		return tagComma
	case '-', '–', '—', '―':
		return tagDash
	case '(', '[', '{', '（':
		return tagOpen
	case ')', ']', '}', '）':
		return tagClose
	case '"', '“', '”', '„', '«', '»', '‘', '’', '\'', '「', '」', '『', '』', '‹', '›':
		return tagQuote
	case '.', '!', '?', ';', ':', '…', '。', '？', '！':
		return tagStop
	}
	return tagOther
}
