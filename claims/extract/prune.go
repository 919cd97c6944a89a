package extract

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed lexicon/furniture_names.txt
var furnitureNamesFile string

//go:embed lexicon/caption_names.txt
var captionNamesFile string

//go:embed lexicon/body_names.txt
var bodyNamesFile string

//go:embed lexicon/furniture_openings.txt
var furnitureOpeningsFile string

var (
	furnitureNames    = wordSet(furnitureNamesFile)
	captionNames      = wordSet(captionNamesFile)
	bodyNames         = wordSet(bodyNamesFile)
	furnitureOpenings = wordSet(furnitureOpeningsFile)
)

// wordSet reads a list with one entry on each line; lines that begin with # are comments.
func wordSet(file string) map[string]bool {
	set := map[string]bool{}
	for l := range strings.Lines(file) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			set[l] = true
		}
	}
	return set
}

// unseen are the elements whose content is not text for readers.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Iframe: true,
	atom.Object: true, atom.Svg: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Math: true,
}

// furnitureElements are the elements that never hold an article's own text.
var furnitureElements = map[atom.Atom]bool{
	atom.Nav: true, atom.Aside: true, atom.Footer: true, atom.Dialog: true, atom.Menu: true,
	atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Label: true,
}

var furnitureRoles = map[string]bool{
	"navigation": true, "complementary": true, "banner": true, "contentinfo": true, "search": true,
	"dialog": true, "alertdialog": true, "alert": true, "menu": true, "menubar": true,
}

// pruner takes furniture out of one page.
type pruner struct {
	body    *html.Node
	size    map[*html.Node]int  // see sizes
	unnamed map[string]bool     // names that say nothing on this page
	holds   map[*html.Node]bool // the marked body and what is around it
}

// removeFurniture takes out of a page what its makers themselves name as something else than the article: hidden
// parts, menus, adverts, comments, the next articles. A name is a hint and no proof: an element with more than a
// third of the page's text stays, so does what is marked as the article's body, and a name that more than half of
// the text bears counts for nothing.
func removeFurniture(doc *html.Node) {
	p := pruner{body: body(doc), size: sizes(doc), unnamed: map[string]bool{}, holds: map[*html.Node]bool{}}
	if marked := markedBody(p.body, p.size); marked != nil {
		p.holds[marked] = true
		for n := range marked.Ancestors() {
			p.holds[n] = true
		}
	}
	p.weighNames()
	p.visit(p.body)
	p.removeOtherArticles()
}

// weighNames finds the names that say nothing on this page.
func (p *pruner) weighNames() {
	share := map[string]int{}
	for e := range elements(p.body) {
		for _, name := range furnitureNamesOf(e) {
			share[name] += p.size[e]
		}
	}
	for name, size := range share {
		p.unnamed[name] = size > p.size[p.body]/2
	}
}

func (p *pruner) visit(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode:
			n.RemoveChild(c)
		case c.Type == html.ElementNode && !p.holds[c] && p.size[c] <= p.size[p.body]/3 && p.isFurniture(c):
			n.RemoveChild(c)
		default:
			p.visit(c)
		}
		c = next
	}
}

func (p *pruner) isFurniture(n *html.Node) bool {
	if furnitureElements[n.DataAtom] || isHidden(n) || furnitureRoles[attr(n, "role")] {
		return true
	}
	for _, name := range furnitureNamesOf(n) {
		if !p.unnamed[name] {
			return true
		}
	}
	return false
}

// furnitureNamesOf returns the furniture names that n bears. The elements of the article itself bear none: themes
// put words like "comments-open" on them.
func furnitureNamesOf(n *html.Node) []string {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return nil
	}
	return namesIn(n, furnitureNames)
}

// removeOtherArticles takes out the <article> elements that are neither around nor inside the one with the page's
// main heading: what a site shows under an article as the next ones.
func (p *pruner) removeOtherArticles() {
	h1 := first(p.body, atom.H1)
	if h1 == nil {
		return
	}
	own := map[*html.Node]bool{}
	var inner *html.Node
	for n := range h1.Ancestors() {
		own[n] = true
		if inner == nil && n.DataAtom == atom.Article {
			inner = n
		}
	}
	if inner == nil || p.size[inner] < minBody {
		return
	}
	for e := range elements(inner) {
		own[e] = true
	}
	var others []*html.Node
	for e := range elements(p.body) {
		if e.DataAtom == atom.Article && !own[e] {
			others = append(others, e)
		}
	}
	for _, e := range others {
		e.Parent.RemoveChild(e)
	}
}

func isHidden(n *html.Node) bool {
	if hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// namesIn returns those of names that the element's class or id names are, or have as a word.
func namesIn(n *html.Node, names map[string]bool) []string {
	var found []string
	for _, key := range []string{"class", "id"} {
		for name := range strings.FieldsSeq(attr(n, key)) {
			if len(name) > 80 {
				continue
			}
			for _, word := range append(nameWords(name), strings.ToLower(name)) {
				if names[word] && !slices.Contains(found, word) {
					found = append(found, word)
				}
			}
		}
	}
	return found
}

// nameWords cuts a class name into lower-case words: "story-relatedLinks" gives story, related, links.
func nameWords(name string) []string {
	var words []string
	start := 0
	for i, r := range name {
		upper := unicode.IsUpper(r) && i > 0 && !unicode.IsUpper(rune(name[i-1]))
		separator := !unicode.IsLetter(r)
		if (upper || separator) && start < i {
			words = append(words, strings.ToLower(name[start:i]))
		}
		if separator {
			start = i + len(string(r))
		} else if upper {
			start = i
		}
	}
	if start < len(name) {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}

// markedBody returns the largest element under n, n included, that is marked as the body of the article: by
// schema.org's articleBody or by one of the usual names. nil when there is none.
func markedBody(n *html.Node, size map[*html.Node]int) *html.Node {
	var best *html.Node
	for e := range elements(n) {
		marked := attr(e, "itemprop") == "articleBody" || bodyElements[e.DataAtom] && bodyNamed(e)
		if marked && size[e] >= minBody && (best == nil || size[e] > size[best]) {
			best = e
		}
	}
	return best
}

// bodyElements are the elements that hold an article's paragraphs.
var bodyElements = map[atom.Atom]bool{atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Td: true}

// minBody is the fewest bytes of text in an element that is believed to be the article's body.
const minBody = 250

func bodyNamed(n *html.Node) bool {
	for _, key := range []string{"class", "id"} {
		for name := range strings.FieldsSeq(attr(n, key)) {
			if len(name) <= 40 && bodyNames[lettersOf(name)] {
				return true
			}
		}
	}
	return false
}

func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
