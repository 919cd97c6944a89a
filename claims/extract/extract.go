// Package extract reads the bytes that people put in (web pages, plain text, Markdown) as articles: a canonical
// text cut into blocks, and the facts about it that the bytes state. It is pure, reads each input once, and holds
// its memory within a small multiple of MaxBytes whatever the bytes are.
package extract

import (
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"assay/claims"
)

// MaxBytes is the most that is read of one input.
const MaxBytes = 5 << 20

// Article is what one input says. Everything but Text is a suggestion that a person can correct.
type Article struct {
	Title        string // one line; "" when none was found
	Byline       string // one line, without "By"
	Outlet       string // who published it
	Lang         string // BCP 47; "" when unsure
	CanonicalURL string // a claims.WebAddress, or ""
	Published    claims.Date
	DateGuessed  bool           // Published was not stated as such but read from an address or a nearby date
	Text         string         // canonical, see claims.CanonicalText
	Blocks       []claims.Block // ascending, covering every line of Text that is not blank
	Extractor    string         // the name and version of the reader
}

// Body returns the article proper: the blocks that are headings or are read for claims, without captions, with one
// blank line between two of them.
func (a Article) Body() string {
	var parts []string
	for _, b := range a.Blocks {
		if b.Kind == claims.Heading || b.Kind.Body() && b.Kind != claims.Caption {
			parts = append(parts, b.In(a.Text))
		}
	}
	return strings.Join(parts, "\n\n")
}

// The messages of the faults that a person can do something about. All are claims.ErrInvalid.
const (
	unknownType  claims.Problem = "Assay reads .txt, .md and .html files."
	noText       claims.Problem = "There is no text in this."
	tooLarge     claims.Problem = "This is larger than 5 MiB, which is the most that can be read."
	tooLong      claims.Problem = "This text has more than 1,000,000 characters, which is the most that fits."
	tooManyLines claims.Problem = "This text has more than 50,000 lines, which is the most that fits."
	tooComplex   claims.Problem = "This page is too complicated to be read. Copy its text and paste it instead."
	badEncoding  claims.Problem = "This is not readable text. Save it as UTF-8 and try again."
	notShown     claims.Problem = "The text of this kind of document cannot be read."
	holdsNUL     claims.Problem = "This holds NUL characters, so it is not a text file."
)

// Read reads raw as what its file name, else its content type, else its first bytes say it is: plain text, Markdown
// or a web page. name and contentType may be "". address is where it was fetched from, or "".
// Errors are claims.ErrInvalid with a message for a person.
func Read(raw []byte, name, contentType, address string) (Article, error) {
	if len(raw) > MaxBytes {
		return Article{}, tooLarge
	}
	switch kindOf(raw, name, contentType) {
	case "html":
		return HTML(raw, contentType, address)
	case "markdown":
		return Markdown(raw)
	case "plain":
		return Plain(raw)
	}
	return Article{}, unknownType
}

var kindByExtension = map[string]string{
	".txt": "plain", ".text": "plain",
	".md": "markdown", ".markdown": "markdown",
	".html": "html", ".htm": "html", ".xhtml": "html",
}

var kindByType = map[string]string{
	"text/plain":            "plain",
	"text/markdown":         "markdown",
	"text/x-markdown":       "markdown",
	"text/html":             "html",
	"application/xhtml+xml": "html",
}

// kindOf returns "plain", "markdown", "html", or "" for anything else. What has neither a name nor a type was pasted:
// it is a page when it begins with a tag.
func kindOf(raw []byte, name, contentType string) string {
	if ext := strings.ToLower(path.Ext(name)); ext != "" {
		return kindByExtension[ext]
	}
	if media, _, err := mime.ParseMediaType(contentType); err == nil {
		return kindByType[media]
	}
	if beginsWithTag(raw) {
		return "html"
	}
	return "plain"
}

var openingTag = regexp.MustCompile(`(?i)^(\x{feff}|\s)*<(!doctype\s+html|!--|(html|head|title|meta|link|body|article|main|section|div|header|p|span|h[1-6]|table|ul|ol|blockquote|figure|img|a|b|strong|em|i|br)[\s/>])`)

// beginsWithTag tells whether raw begins with a tag that pages have.
func beginsWithTag(raw []byte) bool { return openingTag.Match(raw[:min(len(raw), 1000)]) }

// maxLines is the most lines of a text. A book of a million characters has 30,000.
const maxLines = 50_000

// checkText refuses a text that has no words or does not fit an article version.
func checkText(text string) error {
	switch {
	case text == "":
		return noText
	case utf8.RuneCountInString(text) > claims.MaxArticle:
		return tooLong
	case strings.Count(text, "\n") >= maxLines:
		return tooManyLines
	}
	return nil
}

// checked returns a, or what checkText says against its text.
func checked(a Article) (Article, error) {
	if err := checkText(a.Text); err != nil {
		return Article{}, err
	}
	return a, nil
}
