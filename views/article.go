package views

import (
	"slices"

	"assay/claims"
)

// ArticleView is an edition laid out for the article page: rows of the sheet, each a paragraph with the notes of the
// claims that begin in it, in text order.
type ArticleView struct {
	claims.Edition
	Current string // id of the claim that the dock acts on; "" when there is none
	Rows    []SheetRow
	Loose   []claims.ClaimRow // open claims whose words are in no part that is shown
}

// SheetRow is a row of the sheet: one paragraph, or a run of parts that are set aside and shown folded.
type SheetRow struct {
	Paragraph
	Aside []Paragraph // when it is not empty, Paragraph is zero
}

// Paragraph is a block of the article with what stands in it.
type Paragraph struct {
	Block  int // index in Article.Blocks
	No     int // the number shown, from 1; 0 for headline, byline, dateline and what is set aside
	Kind   claims.BlockKind
	Why    string // the reason for a guessed kind; ""
	Text   string
	Nodes  []Node
	Notes  []claims.ClaimRow // open claims that begin here
	Closed []claims.ClaimRow // rejected, merged, split and withdrawn ones that begin here
}

// NewArticleView lays out an edition. current is the id of the claim that the reader chose; when it is not an open
// claim of the article, the first claim that waits for somebody is taken.
func NewArticleView(e claims.Edition, current string) ArticleView {
	v := ArticleView{Edition: e, Current: current}
	seen, no := map[string]bool{}, 0
	for i, b := range e.Article.Blocks {
		if !b.ValidIn(e.Text.Text) {
			continue
		}
		p := Paragraph{Block: i, Kind: b.Kind, Why: b.Why, Text: b.In(e.Text.Text)}
		if b.Kind.SetAside() {
			v.addAside(p)
			continue
		}
		if b.Kind.Body() || b.Kind == claims.Heading {
			no++
			p.No = no
		}
		pieces := piecesIn(e.Text.Text, b.Span, e.Claims, seen)
		p.Nodes = layOut(e.Text.Text, b.Span, pieces)
		for _, piece := range pieces {
			if piece.first {
				p.Notes = append(p.Notes, piece.row)
			}
		}
		p.Closed = beginIn(b.Span, e.Closed)
		v.Rows = append(v.Rows, SheetRow{Paragraph: p})
	}
	for _, c := range e.Claims {
		if !seen[c.ID] {
			v.Loose = append(v.Loose, c)
		}
	}
	if v.CurrentClaim() == nil {
		v.Current = v.firstWaiting()
	}
	return v
}

// addAside adds a part that is set aside to the run before it, or begins a new run.
func (v *ArticleView) addAside(p Paragraph) {
	if last := len(v.Rows) - 1; last >= 0 && len(v.Rows[last].Aside) > 0 {
		v.Rows[last].Aside = append(v.Rows[last].Aside, p)
		return
	}
	v.Rows = append(v.Rows, SheetRow{Aside: []Paragraph{p}})
}

// beginIn returns the claims whose first span begins in the stretch.
func beginIn(within claims.Span, rows []claims.ClaimRow) []claims.ClaimRow {
	var out []claims.ClaimRow
	for _, r := range rows {
		if s := r.Appearance.Spans; len(s) > 0 && within.Start <= s[0].Start && s[0].Start < within.End {
			out = append(out, r)
		}
	}
	return out
}

// CurrentClaim returns the claim that the dock acts on, or nil.
func (v ArticleView) CurrentClaim() *claims.ClaimRow {
	i := slices.IndexFunc(v.Claims, func(c claims.ClaimRow) bool { return c.ID == v.Current })
	if i < 0 {
		return nil
	}
	return &v.Claims[i]
}

// firstWaiting returns the id of the first candidate, else of the first accepted claim without a verdict, else "".
func (v ArticleView) firstWaiting() string {
	for _, step := range [][]claims.Step{{claims.StepLook}, {claims.StepEvidence, claims.StepVerdict}} {
		for _, c := range v.Claims {
			if slices.Contains(step, c.Step) {
				return c.ID
			}
		}
	}
	return ""
}

// Next returns the id of the claim to go on with once the claim with that id was accepted or rejected: the next
// candidate in the text, else the first one before it, else the claim itself.
func (v ArticleView) Next(id string) string {
	at := slices.IndexFunc(v.Claims, func(c claims.ClaimRow) bool { return c.ID == id })
	for i := range v.Claims {
		c := v.Claims[(at+1+i)%len(v.Claims)]
		if c.State == claims.Proposed && c.ID != id {
			return c.ID
		}
	}
	return id
}

// Count returns how many accepted claims there are, how many of them have a verdict, and how many candidates wait.
func (v ArticleView) Count() (accepted, decided, proposed int) {
	for _, c := range v.Claims {
		switch {
		case c.State == claims.Proposed:
			proposed++
		case c.Rating != "":
			accepted, decided = accepted+1, decided+1
		default:
			accepted++
		}
	}
	return accepted, decided, proposed
}

// HasHeadline tells whether a block of the text is shown as the headline, so that the page's own heading steps back.
func (v ArticleView) HasHeadline() bool { return v.headline() >= 0 }

// headline returns the index of the first block of kind headline, or -1.
func (v ArticleView) headline() int {
	return slices.IndexFunc(v.Article.Blocks, func(b claims.Block) bool { return b.Kind == claims.Headline })
}

// Share is one part of the coverage bar.
type Share struct {
	Name    string // "In claims", for people
	Class   string // how it is drawn
	Percent int    // of the body's text, rounded; a part that is not empty is never 0
	X, W    float64
}

// barWidth is the width of the coverage bar in its own units.
const barWidth = 192

// Shares cuts the coverage into the four parts of the bar, in a fixed order; empty parts are left out.
func (v ArticleView) Shares() []Share {
	c := v.Coverage
	if c.Body <= 0 {
		return nil
	}
	parts := []struct {
		name, class string
		n           int
	}{
		{"In claims", "cover-claim", c.Claimed},
		{"Proposed", "cover-draft", c.Proposed},
		{"Rejected", "cover-out", c.Rejected},
		{"In no claim", "cover-open", c.Open()},
	}
	var out []Share
	x := 0.0
	for _, p := range parts {
		if p.n <= 0 {
			continue
		}
		w := barWidth * float64(p.n) / float64(c.Body)
		out = append(out, Share{Name: p.name, Class: p.class, Percent: max(1, (200*p.n+c.Body)/(2*c.Body)), X: x, W: w})
		x += w
	}
	return out
}
