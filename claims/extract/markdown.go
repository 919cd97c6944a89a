package extract

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	render "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html/atom"

	"assay/claims/split"
)

// markdownReader names the reader of Markdown in Article.Extractor.
const markdownReader = "assay-markdown/1"

// What Markdown is refused beyond, because the time or memory that the parser takes grows with the square of it:
// brackets (200,000 of them take minutes), other marks, quotes and lists in one another, and the cells of tables,
// of which a short line can make a thousand.
const (
	maxBrackets = 10_000
	maxMarks    = 100_000
	maxNesting  = 100
	maxCells    = 1_000_000
)

// Markdown reads CommonMark with tables, and the title, author, date, lang, outlet and url of a front matter between
// two lines of "---". Without a title the first heading is the headline. Errors are as for Plain.
func Markdown(raw []byte) (Article, error) {
	source, err := decodePlain(raw)
	if err != nil {
		return Article{}, err
	}
	source = canonicalEnds(source)
	facts, source := frontMatter(source)
	if err := checkText(source); err != nil {
		return Article{}, err
	}
	if tooMuchMarkup(source) {
		return Article{}, tooComplex
	}
	// Raw HTML is rendered because its words belong to the text. Nothing of the result but the words is kept.
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(render.WithUnsafe()))
	var page bytes.Buffer
	if err := md.Convert([]byte(source), &limitedWriter{w: &page, left: MaxBytes}); err != nil {
		return Article{}, tooComplex
	}
	doc, err := parsePage(page.Bytes(), "text/html; charset=utf-8")
	if err != nil {
		return Article{}, err
	}
	a := facts
	if h := first(doc, atom.H1); a.Title == "" && h != nil {
		a.Title = line(textOf(h))
	}
	a.Extractor = markdownReader
	a.Text, a.Blocks = join(judge(piecesOf(body(doc)), a))
	meta := split.ReadMeta(a.Text, a.Blocks)
	if a.Byline == "" {
		a.Byline = byline(meta.Byline)
	}
	if a.Published == "" {
		a.Published = meta.Published
	}
	if a.Lang == "" {
		a.Lang = guessLang(a.Text)
	}
	return checked(a)
}

// canonicalEnds brings the ends of lines to LF; blanks at the ends of lines mean something in Markdown and stay.
func canonicalEnds(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimLeft(s, "\ufeff"))
}

var frontMatterLine = regexp.MustCompile(`^(\w+):\s*(.*?)\s*$`)

// frontMatter cuts the front matter off a text and returns what it states.
func frontMatter(source string) (a Article, rest string) {
	after, ok := strings.CutPrefix(source, "---\n")
	if !ok {
		return a, source
	}
	head, rest, ok := strings.Cut(after, "\n---\n")
	if !ok || len(head) > 10_000 {
		return a, source
	}
	for l := range strings.SplitSeq(head, "\n") {
		m := frontMatterLine.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		value := line(strings.Trim(m[2], `"'[]`))
		switch strings.ToLower(m[1]) {
		case "title", "headline":
			a.Title = value
		case "author", "authors", "byline":
			a.Byline = byline(value)
		case "date", "published":
			a.Published = firstDay([]string{value})
		case "lang", "language":
			a.Lang = cleanLang(value)
		case "outlet", "publisher", "source":
			a.Outlet = value
		case "url", "canonical", "link":
			if isAddress(value) {
				a.CanonicalURL = value
			}
		}
	}
	return a, rest
}

var (
	nesting        = regexp.MustCompile(`^(\s*(>|[-+*]\s|\d{1,9}[.)]\s))*`)
	nestingMark    = regexp.MustCompile(`>|[-+*]\s|\d{1,9}[.)]\s`)
	tableDelimiter = regexp.MustCompile(`^[\s|:-]*\|[\s|:-]*$`)
)

// tooMuchMarkup tells whether a text has more of some mark than anyone writes.
func tooMuchMarkup(source string) bool {
	if strings.Count(source, "[") > maxBrackets {
		return true
	}
	marks, columns := 0, 0
	for i := range len(source) {
		if strings.IndexByte("*_`<~&!", source[i]) >= 0 {
			marks++
		}
	}
	for l := range strings.SplitSeq(source, "\n") {
		if opening := nesting.FindString(l); len(opening) > maxNesting && len(nestingMark.FindAllStringIndex(opening, maxNesting+1)) > maxNesting {
			return true
		}
		if tableDelimiter.MatchString(l) {
			columns = max(columns, strings.Count(l, "|")+1)
		}
	}
	return marks > maxMarks || columns*strings.Count(source, "\n") > maxCells
}

// limitedWriter fails when more than left bytes are written: a link definition that is used again and again can
// make a thousand times the text of its source.
type limitedWriter struct {
	w    io.Writer
	left int
}

func (l *limitedWriter) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, tooComplex
	}
	return l.w.Write(p)
}
