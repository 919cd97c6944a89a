package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/claims"
)

// page checks the JSON-LD of a web page.
func (l *linter) page(raw []byte) error {
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("read page: %w: %w", claims.Problem("This page is too complicated to be read."), err)
	}
	var p pageParts
	p.read(root)
	if len(p.scripts) == 0 && p.microdata == 0 && !bytes.Contains(raw, []byte("<")) {
		return claims.Problem("This is neither a web page nor JSON.")
	}
	l.inPage, l.words, l.canonical = true, plainWords(p.words.String()), p.canonical
	var reviews []review
	for i, script := range p.scripts {
		var v any
		if err := json.Unmarshal([]byte(script), &v); err != nil {
			l.add("CR19", LintError, fmt.Sprintf("script[%d]", i), "The page's JSON-LD cannot be read: "+err.Error()+".",
				`Check the JSON. When a text inside it holds </script>, write \u003c for every <.`)
			continue
		}
		l.safe(script)
		reviews = append(reviews, findReviews(v, fmt.Sprintf("script[%d]", i), nil, 0)...)
	}
	if n := len(reviews) + p.microdata; n != 1 {
		l.add("CR03", LintError, "", fmt.Sprintf("The page holds %d ClaimReview elements.", n), "Give each review a page of its own, and each such page one review.")
	}
	l.all(reviews)
	return nil
}

// pageParts is what the rules need of a page.
type pageParts struct {
	scripts   []string // JSON-LD, as it stands
	microdata int      // ClaimReview elements in microdata
	canonical string
	words     strings.Builder // what a reader sees
}

// read walks the tree without recursion: html.Parse bounds open elements, not the depth of what it builds from them.
func (p *pageParts) read(root *html.Node) {
	for n := root; n != nil; {
		if inside := p.node(n); inside && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
		}
		if n != nil {
			n = n.NextSibling
		}
	}
}

// node takes what it needs of one node and tells whether to look inside it.
func (p *pageParts) node(n *html.Node) bool {
	switch {
	case n.Type == html.TextNode:
		p.words.WriteString(n.Data)
		return false
	case n.Type != html.ElementNode:
		return true
	}
	if strings.HasSuffix(attribute(n, "itemtype"), "schema.org/ClaimReview") {
		p.microdata++
	}
	switch n.DataAtom {
	case atom.Script:
		kind, _, _ := strings.Cut(attribute(n, "type"), ";")
		if strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") && n.FirstChild != nil {
			p.scripts = append(p.scripts, n.FirstChild.Data)
		}
		return false
	case atom.Style, atom.Template, atom.Noscript, atom.Title:
		return false
	case atom.Link:
		if slices.Contains(strings.Fields(strings.ToLower(attribute(n, "rel"))), "canonical") {
			p.canonical = strings.TrimSpace(attribute(n, "href"))
		}
	case atom.P, atom.Div, atom.Li, atom.Br, atom.Td, atom.Th, atom.Tr, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3,
		atom.Section, atom.Article, atom.Blockquote, atom.Figure:
		p.words.WriteByte(' ')
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return false
		}
	}
	return true
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
