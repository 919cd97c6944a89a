package extract

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/text/language"
)

// minDetect is the fewest bytes of text of which a language is guessed, and maxDetect the most that are looked at.
const (
	minDetect = 120
	maxDetect = 20_000
)

// guessLang returns the language of a text as a BCP 47 tag, or "" when the guess is not reliable.
func guessLang(text string) string {
	if len(text) < minDetect {
		return ""
	}
	if len(text) > maxDetect {
		text = strings.ToValidUTF8(text[:maxDetect], "")
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	return cleanLang(info.Lang.Iso6391())
}

// cleanLang brings a declared language to its canonical tag with at most a region: "en_us" gives "en-US".
// Anything that is not a language gives "".
func cleanLang(tag string) string {
	tag, _, _ = strings.Cut(strings.TrimSpace(tag), ",")
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil || tag == "" || len(tag) > 35 {
		return ""
	}
	base, conf := t.Base()
	if conf < language.High {
		return ""
	}
	if region, conf := t.Region(); conf == language.Exact && !region.IsGroup() {
		return base.String() + "-" + region.String()
	}
	return base.String()
}
