package views

import (
	"strconv"
	"strings"

	"assay/claims"
)

// ImportForm is what was typed into the import form; a chosen file cannot be shown again.
type ImportForm struct {
	Text string
	URL  string
}

// draftRows are the claims that the splitter would propose, numbered as they would be.
func draftRows(d claims.Draft) []claims.ClaimRow {
	rows := make([]claims.ClaimRow, len(d.Article.Candidates))
	for i, c := range d.Article.Candidates {
		rows[i] = claims.ClaimRow{
			ID: strconv.Itoa(i), No: i + 1, Wording: c.Wording, State: claims.Proposed, Lang: d.Article.Lang,
			Appearance: claims.Appearance{Spans: c.Spans},
		}
	}
	return rows
}

// draftBlock is a part of a draft as the preview shows it.
type draftBlock struct {
	claims.Block
	Nodes []Node
}

// draftBlocks lays out the parts of a draft with the claims that would be proposed. Blocks outside the text are left out.
func draftBlocks(d claims.Draft) []draftBlock {
	var out []draftBlock
	seen, rows := map[string]bool{}, draftRows(d)
	for _, b := range d.Article.Blocks {
		if b.ValidIn(d.Article.Text) {
			out = append(out, draftBlock{b, layOut(d.Article.Text, b.Span, piecesIn(d.Article.Text, b.Span, rows, seen))})
		}
	}
	return out
}

// draftSum says what saving a draft will bring in: "6 parts, 17 claims proposed".
func draftSum(d claims.Draft) string {
	kept := 0
	for _, b := range d.Article.Blocks {
		if !b.Kind.SetAside() {
			kept++
		}
	}
	return Plural(kept, "part", "parts") + ", " + Plural(len(d.Article.Candidates), "claim proposed", "claims proposed")
}

// draftAside says how many parts are set aside; "" for none.
func draftAside(d claims.Draft) string {
	n := 0
	for _, b := range d.Article.Blocks {
		if b.Kind.SetAside() {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " set aside"
}

// draftEdit is the facts of a draft as a form.
func draftEdit(a claims.NewArticle) claims.ArticleEdit {
	return claims.ArticleEdit{URL: a.URL, Outlet: a.Outlet, Headline: a.Headline, Byline: a.Byline, Lang: a.Lang, Published: a.Published}
}

// draftGap says what could not be found in a draft; title is "" when nothing is missing.
func draftGap(d claims.Draft) (title, body string) {
	switch {
	case d.Article.Published == "":
		return "No publication date found", "Dates such as “on Monday” in the text can only be read when it is known on which day it was published."
	case d.Guessed:
		return "The publication date is a guess", "It was read from the text: " + Day(d.Article.Published) + ". Correct it if it is wrong; dates such as “on Monday” are counted from it."
	}
	return "", ""
}

// wordCount is the number of words between spaces.
func wordCount(text string) int { return len(strings.Fields(text)) }
