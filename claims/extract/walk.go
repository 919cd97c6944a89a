package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/claims"
)

// piece is a block before it has a place in the text.
type piece struct {
	kind   claims.BlockKind
	why    string
	text   string
	linked int // bytes of the text inside links
}

// writer turns a tree of elements into pieces, one for each paragraph, heading, item of a list, caption or row.
type writer struct {
	pieces []piece
	line   strings.Builder
	space  bool // white space waits to be written before the next word
	pre    int  // depth of elements that keep white space
	row    bool // inside a row whose cells make up one line
	link   int  // depth of links
	linked int
}

// piecesOf returns the blocks of n.
func piecesOf(n *html.Node) []piece {
	var w writer
	w.walk(n, claims.Text)
	w.flush(claims.Text)
	return w.pieces
}

// blockElements begin and end a block of their own.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true, atom.Dl: true,
	atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hgroup: true, atom.Hr: true, atom.Html: true, atom.Legend: true, atom.Li: true, atom.Main: true, atom.Menu: true,
	atom.Nav: true, atom.Ol: true, atom.Option: true, atom.P: true, atom.Pre: true, atom.Search: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true,
	atom.Tr: true, atom.Ul: true,
}

// walk writes n as part of a block of the given kind.
func (w *writer) walk(n *html.Node, kind claims.BlockKind) {
	switch {
	case n.Type == html.TextNode:
		w.words(n.Data)
		return
	case n.Type == html.ElementNode && unseen[n.DataAtom]:
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		w.lineBreak(n, kind)
		return
	case n.Type != html.ElementNode && n.Type != html.DocumentNode:
		return
	}
	cell := w.row && (n.DataAtom == atom.Td || n.DataAtom == atom.Th)
	block := blockElements[n.DataAtom] && !cell
	inner := kind
	if block {
		w.flush(kind)
		inner = kindOfElement(n, kind)
	}
	outer := w.row
	if n.DataAtom == atom.Tr {
		w.row = plainRow(n)
	}
	w.enter(n, 1)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, inner)
	}
	w.enter(n, -1)
	w.row = outer
	if block {
		w.flush(inner)
	}
	w.space = w.space || cell
}

// enter counts the elements around the next words that matter to them; by is 1 on the way in and -1 on the way out.
func (w *writer) enter(n *html.Node, by int) {
	switch n.DataAtom {
	case atom.A:
		w.link += by
	case atom.Pre, atom.Textarea, atom.Listing:
		w.pre += by
	}
}

// plainRow tells whether no cell of a row has blocks in it. Such cells make up one line; the cells of a table that
// lays out a page are blocks.
func plainRow(row *html.Node) bool {
	for n := range elements(row) {
		cell := n.DataAtom == atom.Td || n.DataAtom == atom.Th || n == row
		if !cell && (blockElements[n.DataAtom] || n.DataAtom == atom.Br) {
			return false
		}
	}
	return true
}

// kindOfElement returns the kind of the blocks directly in n, which stands in a block of kind around.
func kindOfElement(n *html.Node, around claims.BlockKind) claims.BlockKind {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return claims.Heading
	case atom.Figcaption, atom.Caption, atom.Figure:
		return claims.Caption
	case atom.Li:
		return claims.List
	case atom.Table, atom.Pre:
		if first(n, atom.Code) != nil && n.DataAtom == atom.Pre || first(n, atom.Thead) != nil {
			return claims.Furniture // code and tables of data hold no sentences
		}
		return claims.Text
	case atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		return around
	case atom.Blockquote:
		return claims.Text
	}
	if len(namesIn(n, captionNames)) > 0 {
		return claims.Caption
	}
	return around
}

// lineBreak ends the line, and the block when a second break follows.
func (w *writer) lineBreak(n *html.Node, kind claims.BlockKind) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.DataAtom == atom.Br {
		w.flush(kind)
		return
	}
	if w.line.Len() > 0 {
		w.line.WriteByte('\n')
		w.space = false
	}
}

// words appends text to the line. Outside <pre> white space collapses as in a browser; a no-break space is kept.
func (w *writer) words(text string) {
	if w.link > 0 {
		before := w.line.Len()
		defer func() { w.linked += w.line.Len() - before }()
	}
	if w.pre > 0 {
		w.line.WriteString(text)
		return
	}
	for len(text) > 0 {
		i := strings.IndexAny(text, " \t\n\f\r")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			if w.space && w.line.Len() > 0 {
				w.line.WriteByte(' ')
			}
			w.space = false
			w.line.WriteString(text[:i])
		}
		if i < len(text) {
			w.space = !strings.HasSuffix(w.line.String(), "\n")
			i++
		}
		text = text[i:]
	}
}

// flush ends the block.
func (w *writer) flush(kind claims.BlockKind) {
	text := claims.CanonicalText(strings.ReplaceAll(w.line.String(), "\x00", ""))
	if len(w.pieces) == 0 {
		text = claims.CanonicalText(strings.TrimLeft(text, "\ufeff"))
	}
	if text != "" {
		w.pieces = append(w.pieces, piece{kind: kind, text: text, linked: w.linked})
	}
	w.line.Reset()
	w.space, w.linked = false, 0
}

// join sets the pieces into one text with a blank line between two, and tells where each came to stand.
func join(pieces []piece) (string, []claims.Block) {
	var b strings.Builder
	blocks := make([]claims.Block, 0, len(pieces))
	for _, p := range pieces {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(p.text)
		blocks = append(blocks, claims.Block{Span: claims.Span{Start: start, End: b.Len()}, Kind: p.kind, Why: p.why})
	}
	return b.String(), blocks
}

// wordCount is the number of runs of characters between white space.
func wordCount(s string) int { return len(strings.Fields(s)) }

// line brings a fact from a page to one line, or to "" when it does not fit one.
func line(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > claims.MaxLine {
		return ""
	}
	return s
}
