package views

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// asRole is a page as someone with that role sees it; "" is nobody.
func asRole(role claims.Role) Page {
	p := Page{Op: "op-key", Now: claimstest.Now, Zone: claimstest.Zone}
	if role != "" {
		u := claimstest.User(role)
		p.User = &u
	}
	return p
}

// parsed renders a component and reads the HTML back.
func parsed(t *testing.T, c templ.Component) *html.Node {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// all returns the elements that match, in the order of the document.
func all(doc *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			out = append(out, n)
		}
	}
	return out
}

// attrs returns the values of an attribute of all elements that have it.
func attrs(doc *html.Node, name string) []string {
	var out []string
	for _, n := range all(doc, func(n *html.Node) bool { return hasAttr(n, name) }) {
		out = append(out, attr(n, name))
	}
	return out
}

// ownText is the text of an element without the numbers that stand before claims, as the script counts it.
func ownText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !slices.Contains(strings.Fields(attr(c, "class")), "tab") {
			b.WriteString(ownText(c))
		}
	}
	return b.String()
}

// text is the text of an element with white space folded, as it is read.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// forms returns what the forms of a page do, those of the bar on top apart, each once and sorted.
func forms(doc *html.Node) []string {
	var out []string
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "form" && hasAttr(n, "data-testid") }) {
		inBar := false
		for up := range n.Ancestors() {
			inBar = inBar || attr(up, "class") == "bar"
		}
		if !inBar {
			out = append(out, attr(n, "data-testid"))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// links returns the addresses of all links of a page.
func links(doc *html.Node) []string {
	var out []string
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "a" }) {
		out = append(out, attr(n, "href"))
	}
	return out
}

func TestTheTextOfABlockIsExactlyWhatStandsInTheArticle(t *testing.T) {
	e := claimstest.Edition()
	hidden := "Two  spaces, a <b>tag</b> &amp; a hidden \u202eturn\u202c and 🙂."
	odd := edition([]string{"text: " + hidden, "list: one\ntwo"}, []claims.ClaimRow{rowAt(1, claims.Span{Start: 5, End: 30}), rowAt(2, claims.Span{Start: 20, End: 60})}, nil)
	for _, e := range []claims.Edition{e, odd} {
		doc := parsed(t, ArticlePage(asRole(claims.Reviewer), NewArticleView(e, "")))
		blocks := all(doc, func(n *html.Node) bool { return hasAttr(n, "data-block") })
		shown := 0
		for _, b := range e.Article.Blocks {
			if !b.Kind.SetAside() {
				shown++
			}
		}
		if len(blocks) != shown {
			t.Errorf("%d blocks are shown, want %d", len(blocks), shown)
		}
		for _, n := range blocks {
			i, err := strconv.Atoi(attr(n, "data-block"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(e.Article.Blocks[i].In(e.Text.Text), ownText(n)); diff != "" {
				t.Errorf("block %d (-article +page):\n%s", i, diff)
			}
		}
	}
}

func TestElementIDsAreUniqueAndMarksLeadToNotes(t *testing.T) {
	doc := parsed(t, ArticlePage(asRole(claims.Editor), NewArticleView(claimstest.Edition(), "")))
	ids := attrs(doc, "id")
	for i, id := range slices.Sorted(slices.Values(ids)) {
		if i > 0 && id == slices.Sorted(slices.Values(ids))[i-1] {
			t.Errorf("id %q stands twice", id)
		}
	}
	for _, row := range claimstest.Rows() {
		for _, id := range []string{"m-" + row.ID, "c-" + row.ID} {
			if !slices.Contains(ids, id) {
				t.Errorf("claim %d has no element %q", row.No, id)
			}
		}
	}
	for _, to := range attrs(doc, "aria-details") {
		if !slices.Contains(ids, to) {
			t.Errorf("a mark points at %q, which is not there", to)
		}
	}
}

func TestWhatARoleMayDoOnAnArticle(t *testing.T) {
	tests := []struct {
		name string
		role claims.Role
		want []string
	}{
		{"a viewer has no forms", claims.Viewer, nil},
		{"an auditor has none either", claims.Auditor, nil},
		{"a reviewer works", claims.Reviewer, []string{"accept", "add-claim", "block", "edge", "reject", "undo", "use-selection"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := parsed(t, ArticlePage(asRole(tt.role), NewArticleView(claimstest.Edition(), "")))
			if diff := cmp.Diff(tt.want, forms(doc)); diff != "" {
				t.Errorf("forms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheDockGoesOnToTheNextCandidate(t *testing.T) {
	rows := claimstest.Rows()
	v := NewArticleView(claimstest.Edition(), rows[5].ID)
	doc := parsed(t, dock(asRole(claims.Reviewer), v))
	backs := map[string]string{}
	for _, n := range all(doc, func(n *html.Node) bool { return hasAttr(n, "data-back") }) {
		backs[attr(n, "data-back")] = attr(n, "value")
	}
	want := map[string]string{
		"next": ArticleClaimURL(claimstest.ArticleID, rows[8].ID),
		"self": ArticleClaimURL(claimstest.ArticleID, rows[5].ID),
	}
	if diff := cmp.Diff(want, backs); diff != "" {
		t.Errorf("where the forms lead (-want +got):\n%s", diff)
	}
}

func TestTheDockTellsWhyACandidateIsProposed(t *testing.T) {
	rows := claimstest.Rows()
	for _, tt := range []struct {
		name    string
		role    claims.Role
		current string
		shown   bool
	}{
		{"a candidate", claims.Reviewer, rows[5].ID, true},
		{"a candidate, to a viewer", claims.Viewer, rows[5].ID, true},
		{"an accepted claim", claims.Reviewer, rows[2].ID, false},
	} {
		doc := parsed(t, dock(asRole(tt.role), NewArticleView(claimstest.Edition(), tt.current)))
		why := all(doc, func(n *html.Node) bool { return attr(n, "id") == "basis" })[0]
		if hasAttr(why, "hidden") == tt.shown || attr(why, "data-of") != tt.current {
			t.Errorf("%s: hidden %v, of %s", tt.name, hasAttr(why, "hidden"), attr(why, "data-of"))
		}
		said := strings.Join(strings.Fields(text(why)), " ")
		for _, want := range []string{
			"Trams in Larmouth (filled in) run every six minutes", "Made byLarmouth transport authority", "to “the transport authority”, by “According to”, in other words, 80 in 100 sure who is meant",
			"Filled in “Trams in Larmouth” for “trams”", "KindFact", "Put forwardReported", "a number of things that can be counted", "cut at the comma",
		} {
			if strings.Contains(said, want) != tt.shown {
				t.Errorf("%s: %q in %q: want %v", tt.name, want, said, tt.shown)
			}
		}
	}
}

func TestTextsInOtherLanguagesAreSaidToBeSplitIntoSentencesOnly(t *testing.T) {
	for lang, want := range map[string]bool{"": false, "en": false, "en-GB": false, "EN": false, "ar": true, "de-AT": true} {
		e, d := claimstest.Edition(), claimstest.Draft()
		e.Article.Lang, d.Article.Lang = lang, lang
		for name, page := range map[string]templ.Component{
			"article": ArticlePage(asRole(claims.Viewer), NewArticleView(e, "")), "preview": DraftPage(asRole(claims.Reviewer), d, nil),
		} {
			if got := strings.Contains(text(parsed(t, page)), "Split into sentences only"); got != want {
				t.Errorf("%s in %q: %v, want %v", name, lang, got, want)
			}
		}
	}
}

func TestTheColophonNamesWhoImportedTheText(t *testing.T) {
	e := claimstest.Edition()
	page := text(parsed(t, ArticlePage(asRole(claims.Viewer), NewArticleView(e, ""))))
	if said := strings.Join(strings.Fields(page), " "); !strings.Contains(said, " by "+e.AddedBy+" ") && !strings.Contains(said, " by "+e.AddedBy+"From") || strings.Contains(said, "said by "+e.AddedBy) {
		t.Errorf("no “by %s” in %q", e.AddedBy, said)
	}
}

func TestEveryFormCarriesTheOperationKey(t *testing.T) {
	p, d := asRole(claims.Editor), claimstest.Published()
	pages := map[string]templ.Component{
		"article": ArticlePage(p, NewArticleView(claimstest.Edition(), "")), "claim": ClaimPage(p, d),
		"verdict": VerdictPage(p, d, NewReviewForm(d, p.Today(), ""), RatingForm{}, nil), "evidence": EvidencePage(p, d, claims.EvidenceEdit{}, RatingForm{}, nil),
		"edit": ClaimEditPage(p, d, EditOfClaim(d), nil), "reject": RejectPage(p, d, ReasonForm{}, nil), "split": SplitPage(p, d, NewSplitForm(d), nil),
		"merge":  MergePage(p, d, MergeForm{With: claimstest.ID(204), Others: claimstest.Rows()[3:]}, nil),
		"import": ImportPage(p, ImportForm{}, nil), "draft": DraftPage(p, claimstest.Draft(), nil), "source": SourcePage(p, claimstest.SourcePage()),
	}
	for name, page := range pages {
		for _, form := range all(parsed(t, page), func(n *html.Node) bool { return n.Data == "form" && attr(n, "method") == "post" }) {
			keys := all(form, func(n *html.Node) bool { return attr(n, "name") == "op" && attr(n, "value") == p.Op })
			if len(keys) != 1 {
				t.Errorf("%s: form %s has %d operation keys", name, attr(form, "action"), len(keys))
			}
		}
	}
}
