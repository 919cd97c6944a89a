package extract

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/claims"
)

// maxCost is the most nodes that parsing may make of a page, by the estimate of cost. A node takes 112 bytes and its
// attributes, and reading keeps at most three copies of the tree.
const maxCost = 300_000

// formatting are the elements that a parser opens again in every block after one where they were left open (the
// HTML standard's list of active formatting elements). 500 of them left open make 500 nodes out of every <p>.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Nobr: true, atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// maxAttr is the longest attribute that is kept.
const maxAttr = 10_000

// readAttrs are the attributes that reading needs. All others go at once, to save memory.
var readAttrs = map[string]bool{
	"aria-hidden": true, "class": true, "content": true, "datetime": true, "hidden": true, "href": true, "http-equiv": true,
	"id": true, "itemprop": true, "itemtype": true, "lang": true, "name": true, "property": true, "pubdate": true, "rel": true,
	"role": true, "src": true, "style": true, "type": true, "xml:lang": true,
}

// maxWork is the most bytes of text, each counted once for every element around it, in which an article is looked
// for: readability reads the text of an element again on every level. A long news page has two million.
const maxWork = 50_000_000

// checkWork refuses a page with more visible text than an article may have, or with text nested so deep that
// reading it would take seconds.
func checkWork(doc *html.Node) error {
	size, work := sizes(doc), 0
	for _, bytes := range size {
		work += bytes
	}
	switch {
	case size[doc] > utf8.UTFMax*claims.MaxArticle:
		return tooLong
	case work > maxWork:
		return tooComplex
	}
	return nil
}

// cost estimates how many nodes and attributes a parser would make of page, without making them.
func cost(page []byte) int {
	total, open := 0, 0
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for total <= maxCost {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		total++
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, more := tokens.TagName()
		switch element := atom.Lookup(name); {
		case !formatting[element]:
			total += open
		case kind == html.StartTagToken:
			open++
		case open > 0:
			open--
		}
		for more && total <= maxCost {
			_, _, more = tokens.TagAttr()
			total++
		}
	}
	return total
}
