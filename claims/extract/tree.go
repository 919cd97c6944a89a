package extract

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elements yields n and the elements under it, in the order of the page.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		if n.Type == html.ElementNode && !yield(n) {
			return
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// first returns the first element under n of the given kind, or nil.
func first(n *html.Node, kind atom.Atom) *html.Node {
	for e := range elements(n) {
		if e.DataAtom == kind {
			return e
		}
	}
	return nil
}

// body returns the page's body, or the page when it has none.
func body(doc *html.Node) *html.Node {
	if b := first(doc, atom.Body); b != nil {
		return b
	}
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// sizes returns for every node under n the number of bytes of text that readers see in it, without white space.
func sizes(n *html.Node) map[*html.Node]int {
	size := map[*html.Node]int{}
	var measure func(n *html.Node) int
	measure = func(n *html.Node) int {
		total := 0
		if n.Type == html.TextNode {
			for word := range strings.FieldsSeq(n.Data) {
				total += len(word)
			}
			return total
		}
		if n.Type == html.ElementNode && unseen[n.DataAtom] {
			return 0
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			total += measure(c)
		}
		size[n] = total
		return total
	}
	measure(n)
	return size
}

// textOf returns the text that readers see in n as one line.
func textOf(n *html.Node) string {
	var words []string
	for _, p := range piecesOf(n) {
		words = append(words, strings.Fields(p.text)...)
	}
	return strings.Join(words, " ")
}
