package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// frame gives the lines before and after the text their kinds: headline, byline, dateline, about, furniture.
func frame(lines []line, body [2]int) {
	name := head(lines[:body[0]], body[0] < len(lines) && lines[body[0]].kind == claims.Text && body[1] > body[0])
	tail(lines, body, name)
	for i := range lines {
		if lines[i].kind == "" {
			lines[i].kind, lines[i].why = claims.Furniture, outsideReason(lines[i])
		}
	}
}

func outsideReason(l line) string {
	if l.phrase != "" {
		return "says “" + l.phrase + "”"
	}
	if l.prose() == 0 {
		return "no sentence"
	}
	return "apart from the article's text"
}

// headReach is how many lines above the text the headline is looked for.
const headReach = 40

// head finds headline, byline and dateline above the text and returns the author's name. A line above a lone
// sentence is only a headline when a paragraph follows.
func head(lines []line, long bool) (author string) {
	from := max(0, len(lines)-headReach)
	byline := -1
	for i := len(lines) - 1; i >= from; i-- {
		if bylineName(lines[i].s) != "" {
			byline = i
			break
		}
	}
	title := titleAbove(lines, from, byline)
	if title < 0 {
		return ""
	}
	lines[title].kind, lines[title].why = claims.Headline, "the line above the text"
	if byline < 0 && title+1 < len(lines) && namesOnly(lines[title+1].s) && long {
		byline = title + 1
		author = lines[byline].s
		lines[byline].kind, lines[byline].why = claims.Byline, "names below the headline"
	} else if byline >= 0 {
		author = bylineName(lines[byline].s)
		lines[byline].kind, lines[byline].why = claims.Byline, "begins with “By”"
	}
	for i := title + 1; i < len(lines); i++ {
		switch l := &lines[i]; {
		case l.kind != "":
		case datelineLine(l.s):
			l.kind, l.why = claims.Dateline, "a place or a date"
		case captionLine(l.s):
			l.kind, l.why = claims.Caption, "names a photographer"
		}
	}
	return author
}

// titleAbove picks the headline: the nearest line above the byline, or the last long one above the text.
func titleAbove(lines []line, from, byline int) int {
	fits := func(l line) bool {
		return l.phrase == "" && l.words >= 3 && l.words <= 30 && separators(l.s) < 2 && !datelineLine(l.s) && !captionLine(l.s) && !namesOnly(l.s)
	}
	if byline > 0 {
		for i := byline - 1; i >= max(from, byline-6); i-- {
			if fits(lines[i]) {
				return i
			}
		}
	}
	best := -1
	for i := from; i < len(lines); i++ {
		if fits(lines[i]) && i != byline && (best < 0 || lines[i].words > lines[best].words && i-best > 3) {
			best = i
		}
	}
	return best
}

// bylineName returns the name in a line such as "By Jane Roe | Updated March 12" or "*By Jane Roe, 12 March 2025*", or "".
func bylineName(s string) string {
	if len(s) > 300 {
		return ""
	}
	s = strings.Trim(s, "*_ ")
	rest := afterBy(s)
	if rest == "" {
		return ""
	}
	for _, end := range []string{"|", "·", "•", " – ", " — "} {
		rest, _, _ = strings.Cut(rest, end)
	}
	name := strings.Fields(rest)
	for k, w := range name {
		low := strings.ToLower(strings.Trim(w, ".,"))
		if _, day := weekdays[low]; k > 0 && strings.HasSuffix(name[k-1], ",") && (lex().month[low] > 0 || day || w[0] >= '0' && w[0] <= '9') {
			name = name[:k]
			break
		}
	}
	if len(name) == 0 || len(name) > 12 {
		return ""
	}
	rest = strings.TrimRight(strings.Join(name, " "), " ,.*_")
	if first, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) {
		return ""
	}
	return rest
}

// byWords are what bylines begin with in other languages. Those in scripts with capital letters need one after them.
var byWords = []string{
	"by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "tekst: ", "text: ", "автор: ", "автор ", "текст: ",
	"بقلم: ", "بقلم ", "كتب: ", "كتبت: ", "تقرير: ", "نویسنده: ", "מאת: ", "מאת ", "लेखक: ", "作者：", "作者: ", "文：", "文/", "記者 ", "记者 ", "글: ",
}

// afterBy returns what follows the word that a byline begins with, or "".
func afterBy(s string) string {
	for i, by := range byWords {
		if len(s) < len(by) || !strings.EqualFold(s[:len(by)], by) {
			continue
		}
		rest := strings.TrimSpace(s[len(by):])
		if i > 0 && (len(strings.Fields(rest)) > 5 || endsSentence(rest)) {
			return ""
		}
		return rest
	}
	return ""
}

// namesOnly tells whether a line is nothing but names: "Marta Duarte and Li Wen".
func namesOnly(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 8 || endsSentence(s) {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		low := foldWord(strings.Trim(w, ","))
		if low == "and" || low == "de" || low == "van" || low == "von" || low == "al" || low == "&" {
			continue
		}
		if !unicode.IsUpper(r) || lex().function[low] != "" || w == strings.ToUpper(w) && len(w) > 3 {
			return false
		}
	}
	return len(words) <= 4 || strings.Contains(s, " and ")
}

// datelineLine tells whether a line is a place with a date or a date alone.
func datelineLine(s string) bool {
	if len(s) > 120 || endsSentence(s) && !strings.HasSuffix(s, ".") {
		return false
	}
	toks := tokenize(s, claims.Span{Start: 0, End: len(s)})
	setTags(toks)
	r := dateReader{text: s, toks: toks}
	found := r.dates()
	if len(found) == 0 {
		return false
	}
	rest := 0
	for _, t := range toks {
		inside := false
		for _, d := range found {
			inside = inside || d.Contains(t.Span)
		}
		if !inside && (t.tag == tagNoun || t.tag.startsVerb() || t.tag == tagAdj) {
			rest++
		}
	}
	return rest <= 2
}

// tail tells the lines about the author from the furniture below the text.
func tail(lines []line, body [2]int, author string) {
	last := ""
	if words := strings.Fields(author); len(words) > 0 {
		last = words[len(words)-1]
	}
	about := len(lines)
	for i := body[1]; i > body[0] && i > body[1]-6; i-- {
		if aboutAuthor(lines[i].s, author, last) {
			about = i
		}
	}
	for i := body[1] + 1; i < len(lines) && i <= body[1]+6; i++ {
		if about == len(lines) && aboutAuthor(lines[i].s, author, last) {
			about = i
		}
	}
	for i := about; i < len(lines); i++ {
		l := &lines[i]
		switch {
		case l.furniture():
			l.kind, l.why = claims.Furniture, "says “"+l.phrase+"”"
		case i == about || i <= about+3 && aboutAuthor(l.s, author, last) || i == about+1 && pronounStart(l.s):
			l.kind, l.why = claims.About, "speaks of the author"
		default:
			l.kind, l.why = claims.Furniture, "below the lines about the author"
		}
	}
}

func pronounStart(s string) bool {
	for _, p := range []string{"His ", "Her ", "He ", "She ", "Their ", "They "} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// aboutAuthor tells whether a line below the text speaks of its author: it opens with his name and has no other news.
func aboutAuthor(s, author, last string) bool {
	for _, opening := range []string{"About the author", "The author is", "The writer is", "The author ", "The writer "} {
		if strings.HasPrefix(s, opening) {
			return true
		}
	}
	if author == "" || !strings.HasPrefix(strings.ToLower(s), strings.ToLower(author)) && !strings.HasPrefix(s, last+" ") {
		return false
	}
	words := strings.Fields(s)
	at := len(strings.Fields(author))
	if strings.HasPrefix(s, last+" ") && !strings.HasPrefix(strings.ToLower(s), strings.ToLower(author)) {
		at = 1
	}
	if len(words) <= at {
		return false
	}
	switch words[at] {
	case "is", "lives", "teaches", "writes", "covers", "works", "reports", "was", "contributes", "has", "can", "blogs", "edits", "serves", "runs", "and", ",":
		return true
	}
	return false
}
