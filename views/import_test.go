package views

import (
	"strconv"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"golang.org/x/net/html"
)

func TestThePreviewAsksForTheKindOfEveryBlock(t *testing.T) {
	d := claimstest.Draft()
	doc := parsed(t, DraftPage(asRole(claims.Reviewer), d, nil))
	for i, b := range d.Article.Blocks {
		lists := all(doc, func(n *html.Node) bool { return attr(n, "name") == "kind"+strconv.Itoa(i) })
		if len(lists) != 1 {
			t.Fatalf("block %d has %d lists", i, len(lists))
		}
		chosen := all(lists[0], func(n *html.Node) bool { return hasAttr(n, "selected") })
		if len(chosen) != 1 || attr(chosen[0], "value") != string(b.Kind) {
			t.Errorf("block %d is not shown as %s", i, b.Kind)
		}
	}
	if got := text(doc); !strings.Contains(got, "6 parts, 13 claims proposed 2 set aside") {
		t.Errorf("the sum is not shown: %s", got)
	}
}

func TestWhatADraftOffersInEachState(t *testing.T) {
	tests := []struct {
		name   string
		change func(*claims.Draft)
		form   string
		says   string
	}{
		{"ready", func(d *claims.Draft) { d.Guessed = false }, "save-import", "Nothing is saved yet"},
		{"with a guessed date", func(*claims.Draft) {}, "save-import", "The publication date is a guess"},
		{"without a date", func(d *claims.Draft) { d.Article.Published = "" }, "save-import", "No publication date found"},
		{"a duplicate", func(d *claims.Draft) { d.Same, d.SameName = claimstest.ArticleID, "The old one" }, "save-import", "Open The old one"},
		{"fetching", func(d *claims.Draft) { d.State = claims.DraftFetching }, "discard", "Fetching the page"},
		{"failed", func(d *claims.Draft) { d.State, d.Problem = claims.DraftFailed, "No answer." }, "", "No answer."},
		{"saved", func(d *claims.Draft) { d.State, d.Same = claims.DraftSaved, claimstest.ArticleID }, "", "Open the article"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := claimstest.Draft()
			tt.change(&d)
			doc := parsed(t, DraftPage(asRole(claims.Reviewer), d, nil))
			if got := strings.Join(forms(doc), ","); got != tt.form {
				t.Errorf("forms are %q, want %q", got, tt.form)
			}
			if !strings.Contains(text(doc), tt.says) {
				t.Errorf("the page does not say %q", tt.says)
			}
		})
	}
}

func TestImportKeepsWhatWasTyped(t *testing.T) {
	f := ImportForm{Text: "Some\ntext", URL: "http://localhost/"}
	doc := parsed(t, ImportPage(asRole(claims.Reviewer), f, claims.FieldErrors{{Field: "url", Msg: "No."}}))
	area := all(doc, func(n *html.Node) bool { return n.Data == "textarea" })[0]
	if got := area.FirstChild.Data; got != f.Text {
		t.Errorf("the text came back as %q", got)
	}
	if got := names(doc, "url"); len(got) != 1 || got[0] != f.URL {
		t.Errorf("the address came back as %q", got)
	}
}
