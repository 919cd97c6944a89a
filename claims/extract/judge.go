package extract

import (
	"regexp"
	"strings"
	"unicode"

	"assay/claims"
)

// judge gives headline, byline, captions and furniture their kinds. Nothing is dropped: a person can bring a block
// back that was set aside wrongly.
func judge(pieces []piece, a Article) []piece {
	begun := false // a paragraph of the article came by
	for i := range pieces {
		p := &pieces[i]
		if kind, why := judgeLine(*p, a, begun); kind != "" {
			p.kind, p.why = kind, why
		} else if p.kind == claims.Furniture && p.why == "" {
			p.why = "a table or code"
		}
		begun = begun || p.kind == claims.Text && isProse(p.text)
	}
	for i := len(pieces) - 1; i >= 0; i-- {
		if k := pieces[i].kind; k.SetAside() || k == claims.Caption {
			continue
		}
		if pieces[i].kind != claims.Heading {
			break
		}
		pieces[i].kind, pieces[i].why = claims.Furniture, "heading with nothing under it"
	}
	return pieces
}

// maxFurnitureWords is the length beyond which a block is judged by its element alone.
const maxFurnitureWords = 40

// judgeLine returns the kind of one block and the reason, or "" when its element says all there is to know.
func judgeLine(p piece, a Article, begun bool) (kind claims.BlockKind, why string) {
	words := wordCount(p.text)
	if !strings.ContainsFunc(p.text, isWordRune) {
		return claims.Furniture, "no words"
	}
	if words > maxFurnitureWords || len(p.text) > 20*maxFurnitureWords {
		return "", ""
	}
	sentence := endsSentence(p.text)
	switch {
	case !begun && sameWords(p.text, a.Title):
		return claims.Headline, "the page's title"
	case sameWords(p.text, a.Byline):
		return claims.Byline, "the page's byline"
	case !sentence && bylineStart.MatchString(p.text):
		return claims.Byline, "begins like a byline"
	case isAddressLine(p.text):
		return claims.Furniture, "nothing but an address"
	case begun && contact.MatchString(p.text):
		return claims.About, "how to reach the author"
	case !sentence && p.linked*10 >= len(p.text)*9:
		return claims.Furniture, "nothing but links"
	case opensAsFurniture(p.text):
		return claims.Furniture, "begins like furniture"
	case pictureCredit.MatchString(p.text):
		return claims.Caption, "credit of a picture"
	case !sentence && timeStamp.MatchString(p.text):
		return claims.Furniture, "date of publication"
	}
	return "", ""
}

var (
	bylineStart   = regexp.MustCompile(`^(?i:by|posted by|written by|reporting by|author:)\s+\p{Lu}`)
	pictureCredit = regexp.MustCompile(`(?i)^\W*(file photo\b|photos?( credit)?:|images?( credit| source)?:|credits?:|image \d+ of \d*|\d+ of \d+\b)`)
	timeStamp     = regexp.MustCompile(`(?i)^\W*((first )?published|posted|updated|last updated|last modified|created)\b.*\d|^\W*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b`)
)

// contact matches the lines in which authors say how to reach them.
var contact = regexp.MustCompile(`(?i)\b(e-?mail|contact|reach|reached|follow|tweet|twitter)\b.*(\S+@\S+\.\w+|\B@\w+)|(\S+@\S+\.\w+|\B@\w+).*\b(e-?mail|contact|reached|follow|twitter)\b`)

// isAddressLine tells whether s is one web or mail address.
func isAddressLine(s string) bool {
	return !strings.ContainsAny(s, " \t\n") && (strings.Contains(s, "://") || strings.Contains(s, "@") ||
		strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "twitter.com/") || strings.HasPrefix(s, "facebook.com/"))
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isProse tells whether a block reads like sentences.
func isProse(s string) bool { return wordCount(s) >= 12 && endsSentence(s) }

// endsSentence tells whether the last mark of s, closing quotation marks and brackets aside, ends a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Quotation_Mark)
	})
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") ||
		strings.HasSuffix(s, "。") || strings.HasSuffix(s, "؟") || strings.HasSuffix(s, "।") || strings.HasSuffix(s, "…")
}

// opensAsFurniture tells whether s begins with one of the openings, at word borders.
func opensAsFurniture(s string) bool {
	s = strings.ToLower(strings.TrimLeftFunc(s, func(r rune) bool { return !isWordRune(r) }))
	for i, r := range s {
		if !isWordRune(r) && furnitureOpenings[s[:i]] {
			return true
		}
		if i > 60 {
			return false
		}
	}
	return furnitureOpenings[s]
}

// sameWords tells whether two lines have the same letters and digits in the same order.
func sameWords(s, t string) bool {
	only := func(r rune) rune {
		if isWordRune(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	s, t = strings.Map(only, s), strings.Map(only, t)
	return s == t && s != ""
}
