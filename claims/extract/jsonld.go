package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what a page's JSON-LD says about its article.
type facts struct{ headline, authors, outlet, published string }

// maxLinkedData is the most bytes of one JSON-LD script that are read.
const maxLinkedData = 512 << 10

// linkedData returns the facts of the first article in the page's JSON-LD.
func linkedData(doc *html.Node) facts {
	for e := range elements(doc) {
		if e.DataAtom != atom.Script || !strings.HasPrefix(strings.ToLower(attr(e, "type")), "application/ld+json") || e.FirstChild == nil {
			continue
		}
		source := e.FirstChild.Data
		var value any
		if len(source) > maxLinkedData || json.Unmarshal([]byte(source), &value) != nil {
			continue
		}
		if f, ok := articleFacts(value, 0); ok {
			return f
		}
	}
	return facts{}
}

// articleFacts looks for an article in a value of JSON-LD: the value, the items of a list or of its @graph.
func articleFacts(value any, depth int) (facts, bool) {
	if depth > 4 {
		return facts{}, false
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if f, ok := articleFacts(item, depth+1); ok {
				return f, true
			}
		}
	case map[string]any:
		if !isArticle(v["@type"]) {
			return articleFacts(v["@graph"], depth+1)
		}
		f := facts{headline: text(v["headline"]), authors: names(v["author"]), outlet: names(v["publisher"]), published: text(v["datePublished"])}
		if f.headline == "" {
			f.headline = text(v["name"])
		}
		return f, true
	}
	return facts{}, false
}

// isArticle tells whether a type, or one of a list of types, is one of schema.org's kinds of article.
func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") || k == "Report"
	case []any:
		for _, one := range k {
			if isArticle(one) {
				return true
			}
		}
	}
	return false
}

// names returns the names of a person, an organization or a list of them, parted by commas.
func names(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		return text(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			if n := names(one); n != "" {
				all = append(all, n)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

// text returns value when it is a string.
func text(value any) string {
	s, _ := value.(string)
	return s
}
