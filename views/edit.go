package views

import (
	"strconv"

	"assay/claims"

	"github.com/a-h/templ"
)

// PickerForm is the page on which a sentence of a paragraph is made a claim without script.
type PickerForm struct {
	Article   claims.Article
	Text      claims.ArticleVersion
	Block     int           // index of the block
	Sentences []claims.Span // of the block, in the version's text, in order
	Chosen    int           // index in Sentences
	Wording   string        // as typed; "" takes the sentence's own words
	Claim     string        // id of the claim that is current on the article page; ""

	ClaimNo, ClaimVersion int // of Claim; 0 without one
}

// block returns the block that is picked from; ok is false when the article has no such block.
func (f PickerForm) block() (b claims.Block, ok bool) {
	if f.Block < 0 || f.Block >= len(f.Article.Blocks) {
		return claims.Block{}, false
	}
	b = f.Article.Blocks[f.Block]
	return b, b.ValidIn(f.Text.Text)
}

// SelectionUse is what is done with words that were selected in an article.
type SelectionUse string

// The uses besides a new claim.
const (
	AsMoreWords SelectionUse = "words" // they are added to the current claim
	AsNoClaim   SelectionUse = "aside" // they are no claim, and count as looked at
)

// ReasonForm is a form that asks why: rejecting, where a reason is chosen, and withdrawing, where it is written.
type ReasonForm struct {
	Version int
	Reason  claims.RejectReason // only for rejecting
	Note    string
	Back    string // local path to go back to; "" is the claim
}

// back is where the form leads when it is done or given up.
func (f ReasonForm) back(d claims.Dossier) string {
	if f.Back == "" {
		return ClaimURL(d.Claim.ID)
	}
	return f.Back
}

// SplitForm is the form that splits a claim: its words, one claim on each line.
type SplitForm struct {
	Version int
	Lines   string
}

// NewSplitForm is the split form as it is first shown: the claim's own words on one line.
func NewSplitForm(d claims.Dossier) SplitForm {
	return SplitForm{Version: d.Claim.Version, Lines: d.Claim.Words(d.Text)}
}

// MergeForm is the form that merges a claim into another one of the same article.
type MergeForm struct {
	Version int
	With    string            // id of the claim that stays; "" while none is chosen
	Wording string            // of the claim that stays
	Others  []claims.ClaimRow // the open claims of the article, in text order, without the claim itself
}

// chosen is the claim that stays, or nil.
func (f MergeForm) chosen() *claims.ClaimRow {
	for i := range f.Others {
		if f.Others[i].ID == f.With {
			return &f.Others[i]
		}
	}
	return nil
}

// wording is the wording to begin with: what was typed, else the longer of the two.
func (f MergeForm) wording(d claims.Dossier) string {
	if f.Wording != "" {
		return f.Wording
	}
	if c := f.chosen(); c != nil && len(c.Wording) > len(d.Claim.Wording) {
		return c.Wording
	}
	return d.Claim.Wording
}

// EditOfClaim is the form for a claim's wording and facts as it is first shown.
func EditOfClaim(d claims.Dossier) claims.ClaimEdit {
	c := d.Claim
	return claims.ClaimEdit{
		ID: c.ID, Version: c.Version, Wording: c.Wording, Claimant: d.Claimant.Name, Kind: c.Kind, Modality: c.Modality,
		SettlesOn: c.SettlesOn, Place: c.Place, Context: c.Context, Topics: c.Topics, Priority: c.Priority,
	}
}

// EditOfArticle is the form for the facts about an article as it is first shown.
func EditOfArticle(a claims.Article) claims.ArticleEdit {
	return claims.ArticleEdit{
		ID: a.ID, Version: a.Version, URL: a.URL, Outlet: a.Outlet, Headline: a.Headline, Byline: a.Byline, Lang: a.Lang, Published: a.Published,
	}
}

// EditOfSource is the form for the facts about a source as it is first shown.
func EditOfSource(s claims.Source) claims.SourceEdit {
	return claims.SourceEdit{
		ID: s.ID, Version: s.Version, URL: s.URL, Title: s.Title, Publisher: s.Publisher, Author: s.Author, Lang: s.Lang,
		Published: s.Published, Medium: s.Medium, Primary: s.Primary,
	}
}

func priorityOptions() []Option {
	var out []Option
	for _, n := range []int{-1, 0, 1} {
		out = append(out, Option{Value: strconv.Itoa(n), Label: priorityLabel(n)})
	}
	return out
}

// mergeOptions names the claims that a claim can be merged into.
func mergeOptions(rows []claims.ClaimRow) []Option {
	var out []Option
	for _, r := range rows {
		out = append(out, Option{Value: r.ID, Label: strconv.Itoa(r.No) + " " + r.Wording})
	}
	return out
}

// withLang adds the language of what is typed to the attributes of a field.
func withLang(lang string, a templ.Attributes) templ.Attributes {
	if lang != "" {
		a["lang"] = lang
	}
	return a
}

// splitConsequence says what happens to what hangs on a claim that is split.
func splitConsequence(d claims.Dossier) string {
	if len(d.Evidence) == 0 {
		return "Each part becomes a claim with its own number. It can be undone."
	}
	return "Each part becomes a claim with its own number. The evidence goes with the first one. It can be undone."
}

// mergeConsequence says what happens to two claims that are merged.
func mergeConsequence(d claims.Dossier, with claims.ClaimRow) string {
	return claimName(d) + " closes and leads to claim " + strconv.Itoa(with.No) + ", which gets the words and the evidence of both. It can be undone."
}
