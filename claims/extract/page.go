package extract

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"assay/claims"
)

// pageReader names the reader of web pages in Article.Extractor. The number rises with every change that can give
// another text for the same page.
const pageReader = "assay-page/1"

// maxElements is the most elements of a page in which an article is looked for.
const maxElements = 50_000

// HTML reads a web page. contentType is the header it came with and address the place it came from; either may be
// "". Errors are claims.ErrInvalid: the page is too large, nested too deeply, or has no text.
func HTML(page []byte, contentType, address string) (Article, error) {
	doc, err := parsePage(page, contentType)
	if err != nil {
		return Article{}, err
	}
	base, err := claims.WebAddress(address)
	if err != nil {
		base = nil
	}
	a := metadata(doc, base)
	a.Extractor = pageReader
	removeFurniture(doc)
	root, err := findBody(doc, base, &a)
	if err != nil {
		return Article{}, err
	}
	if sizes(root)[root] < minBody { // too little: perhaps the names misled
		whole, err := parsePage(page, contentType)
		if err != nil {
			return Article{}, err
		}
		if root, err = findBody(whole, base, &a); err != nil {
			return Article{}, err
		}
	}
	a.Text, a.Blocks = join(judge(piecesOf(root), a))
	if a.Lang == "" {
		a.Lang = guessLang(a.Text)
	}
	return checked(a)
}

// parsePage decodes and parses a page, once, within the limits.
func parsePage(page []byte, contentType string) (*html.Node, error) {
	if len(page) > MaxBytes {
		return nil, tooLarge
	}
	text, err := decodePage(page, contentType)
	if err != nil {
		return nil, err
	}
	if cost(text) > maxCost {
		return nil, tooComplex
	}
	doc, err := html.Parse(bytes.NewReader(text))
	if err != nil { // more than 512 open elements
		return nil, tooComplex
	}
	for e := range elements(doc) {
		e.Attr = slices.DeleteFunc(e.Attr, func(a html.Attribute) bool { return !readAttrs[a.Key] || len(a.Val) > maxAttr })
	}
	return doc, checkWork(doc)
}

// decodePage returns the page as UTF-8. Bytes that are valid UTF-8 beyond ASCII are taken as UTF-8 whatever the
// page declares: text of another encoding almost never is. Else the byte order mark, the header and the page's own
// declaration decide, in this order, as in browsers.
func decodePage(page []byte, contentType string) ([]byte, error) {
	enc, name, _ := charset.DetermineEncoding(page, contentType)
	if name == "utf-8" || !strings.HasPrefix(name, "utf-16") && hasMultibyte(page) && utf8.Valid(page) {
		return bytes.ToValidUTF8(page, []byte("\ufffd")), nil
	}
	text, err := enc.NewDecoder().Bytes(page)
	if err != nil {
		return nil, badEncoding
	}
	return text, nil
}

func hasMultibyte(b []byte) bool {
	return bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
}

// findBody returns the element that holds the article: what readability finds, narrowed to what the page marks as
// the article's body when that is most of it. It fills in what a still lacks of title and byline.
func findBody(doc *html.Node, base *url.URL, a *Article) (*html.Node, error) {
	found, err := readable(doc, base)
	if err != nil {
		return nil, err
	}
	if a.Title == "" {
		a.Title = line(found.Title())
	}
	if a.Byline == "" {
		a.Byline = byline(found.Byline())
	}
	if found.Node == nil {
		return body(doc), nil
	}
	for e := range elements(found.Node) { // readability renames elements by Data alone
		e.DataAtom = atom.Lookup([]byte(e.Data))
	}
	foundSize := sizes(found.Node)
	if marked := markedBody(found.Node, foundSize); marked != nil && foundSize[marked]*2 > foundSize[found.Node] {
		return marked, nil
	}
	whole := body(doc)
	docSize := sizes(whole)
	if marked := markedBody(whole, docSize); marked != nil && docSize[marked]*2 > foundSize[found.Node] {
		return marked, nil
	}
	return found.Node, nil
}

// readable runs readability. A page on which it panics is refused: it must not end a process that others share.
func readable(doc *html.Node, base *url.URL) (found readability.Article, err error) {
	defer func() {
		if recover() != nil {
			err = tooComplex
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	if found, err = parser.ParseDocument(doc, base); err != nil {
		return found, tooComplex
	}
	return found, nil
}
