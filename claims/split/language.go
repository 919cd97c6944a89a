package split

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
)

// Bounds of what Language looks at: below the first there is too little to tell, behind the second nothing new.
const (
	minForLanguage = 24
	maxForLanguage = 8 << 10
)

// minConfidence is the detector's confidence from which its guess is taken. A sentence of 25 languages each has 0.1 or
// more, mixed and meaningless text 0.04 and less.
const minConfidence = 0.08

// Language returns the ISO 639-1 code of the language that text is most likely written in, or "" for a text that is
// short or mixed. English is told by its function words, so that names in it do not mislead.
func Language(text string) string {
	if len(text) < minForLanguage {
		return ""
	}
	if len(text) > maxForLanguage {
		text = strings.ToValidUTF8(text[:maxForLanguage], "")
	}
	words, stops := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		if lex().function[foldWord(strings.Trim(w, ".,;:!?\"“”'"))] != "" {
			stops++
		}
	}
	if words > 3 && float64(stops) >= 0.3*float64(words) {
		return "en"
	}
	info := whatlanggo.Detect(text)
	if info.Confidence < minConfidence {
		return ""
	}
	return info.Lang.Iso6391()
}
