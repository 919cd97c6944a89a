package split

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Bounds of what language looks at: below the first there is too little to tell, behind the second nothing new.
const (
	minForLanguage = 24
	maxForLanguage = 8 << 10
)

// language returns the ISO 639-1 code of the language that s is most likely written in, or "" for a text that is short
// or mixed. Some scripts name their language; languages that share a script are told apart by their function words.
func language(s string) string {
	if len(s) < minForLanguage {
		return ""
	}
	if len(s) > maxForLanguage {
		s = s[:maxForLanguage]
	}
	code := scriptLanguage(s)
	if code == "" {
		return ""
	}
	if code != sharedScript {
		return code
	}
	return byFunctionWords(s)
}

// sharedScript stands for the scripts that several languages are written in.
const sharedScript = "*"

// scripts are those that tell a language, at least when there is no other in the text.
var scripts = []struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Latin, sharedScript},
	{unicode.Cyrillic, sharedScript},
	{unicode.Arabic, sharedScript},
	{unicode.Devanagari, sharedScript},
	{unicode.Han, "zh"},
	{unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"},
	{unicode.Greek, "el"},
	{unicode.Hebrew, "he"},
	{unicode.Thai, "th"},
	{unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"},
	{unicode.Telugu, "te"},
	{unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"},
	{unicode.Sinhala, "si"},
	{unicode.Georgian, "ka"},
	{unicode.Armenian, "hy"},
	{unicode.Khmer, "km"},
	{unicode.Lao, "lo"},
	{unicode.Myanmar, "my"},
	{unicode.Ethiopic, "am"},
}

// scriptLanguage returns the language of the script that most letters of s belong to, sharedScript when it has several, or
// "" when no script has three letters of five. A Han letter counts for three, as it stands for about as many.
func scriptLanguage(s string) string {
	count := map[string]int{}
	letters := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				count["Latin"]++
				letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		for _, script := range scripts {
			if !unicode.Is(script.table, r) {
				continue
			}
			name, by := script.code, 1
			switch {
			case script.table == unicode.Latin:
				name = "Latin"
			case script.code == sharedScript:
				name = "other"
			case script.table == unicode.Han || script.code == "ja" || script.code == "ko":
				by = 3
			}
			count[name] += by
			letters += by
			break
		}
	}
	if count["ja"]*10 > count["zh"] && count["ja"] > 0 { // Japanese mixes its own letters with Chinese ones
		count["ja"] += count["zh"]
		count["zh"] = 0
	}
	for name, n := range count {
		if n*5 < letters*3 {
			continue
		}
		if name == "Latin" || name == "other" {
			return sharedScript
		}
		return name
	}
	return ""
}

// languagesOf files under every word of languages.txt the languages that have it as a function word.
var languagesOf = sync.OnceValue(func() map[string][]string {
	of := map[string][]string{}
	for _, f := range entries("languages") {
		for w := range strings.FieldsSeq(f[1]) {
			of[w] = append(of[w], f[0])
		}
	}
	return of
})

// Conditions on a language found by its function words.
const (
	minShare = 0.16 // of the words that are function words of it
	minLead  = 1.08 // of its weight before that of the next language
)

// byFunctionWords returns the language whose function words s has most of. A word counts the less, the more languages
// share it.
func byFunctionWords(s string) string {
	weight, hits, words := map[string]float64{}, map[string]int{}, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' }) {
		words++
		of := languagesOf()[foldWord(w)]
		for _, code := range of {
			weight[code] += 1 / float64(len(of))
			hits[code]++
		}
	}
	best, second := "", 0.0
	for code, w := range weight {
		switch {
		case best == "" || w > weight[best] || w == weight[best] && code < best:
			if best != "" {
				second = max(second, weight[best])
			}
			best = code
		default:
			second = max(second, w)
		}
	}
	if words < 4 || float64(hits[best]) < minShare*float64(words) || hits[best] < 2 || weight[best] < minLead*second {
		return ""
	}
	return best
}
