package extract

import (
	"strings"

	"golang.org/x/text/language"

	"assay/claims/split"
)

// guessLang returns the language of a text as a BCP 47 tag, or "" when it cannot be told.
func guessLang(text string) string { return cleanLang(split.Language(text)) }

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
