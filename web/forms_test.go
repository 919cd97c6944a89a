package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/claims"
	"assay/web/webtest"
)

// formTo returns the values that the form with a data-testid and an action would send as it stands. A page may have
// many forms of one kind, one for every claim.
func formTo(t *testing.T, r *webtest.Response, testid, action string) url.Values {
	t.Helper()
	for n := range r.Root().Descendants() {
		if n.Data != "form" || webtest.Attr(n, "data-testid") != testid || webtest.Attr(n, "action") != action {
			continue
		}
		var b strings.Builder
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
		alone := *r
		alone.Body = b.String()
		_, values := alone.Form(testid)
		return values
	}
	t.Fatalf("the page has no form %q to %s\n%s", testid, action, r.Text())
	return nil
}

// submit fills a form of a page in and sends it. set gives names and values in turn.
func submit(t *testing.T, c *webtest.Client, page, testid string, set ...string) *webtest.Response {
	t.Helper()
	action, values := c.Get(page).Want(http.StatusOK).Form(testid)
	return c.Post(action, filled(values, set...))
}

func filled(values url.Values, set ...string) url.Values {
	for i := 0; i+1 < len(set); i += 2 {
		values.Set(set[i], set[i+1])
	}
	return values
}

// errorsOf returns the messages that stand beside a field.
func errorsOf(r *webtest.Response, field string) string {
	id := "f-" + strings.ReplaceAll(field, "_", "-") + "-error"
	for n := range r.Root().Descendants() {
		if webtest.Attr(n, "id") == id {
			return textOf(n)
		}
	}
	return ""
}

// textOf is the text inside a node, white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// byID returns the element with an id, or fails the test.
func byID(t *testing.T, r *webtest.Response, id string) *html.Node {
	t.Helper()
	for n := range r.Root().Descendants() {
		if webtest.Attr(n, "id") == id {
			return n
		}
	}
	t.Fatalf("the page has no element %q\n%s", id, r.Text())
	return nil
}

// wantText fails the test unless the page says all of the texts.
func wantText(t *testing.T, r *webtest.Response, texts ...string) {
	t.Helper()
	have := r.Text()
	for _, text := range texts {
		if !strings.Contains(have, text) {
			t.Errorf("the page does not say %q\n%s", text, have)
		}
	}
}

// scene is a desk with one of everything, for tests that walk all addresses.
type scene struct {
	article, plain string // an article, and one whose claims nobody looked at
	decided        string // claim with evidence and a published verdict
	accepted       string // claim with nothing yet
	candidate      string
	evidence       string
	source         string
	snapshot       string
	draft          string // the reviewer's
	moved          string // claim of an article with two versions, among other words in the second
	renewal        string // the reviewer's draft of a third
	comment        string // on the decided claim, the editor's; it mentions the reviewer
	notice         string // the reviewer's, of that
	relation       string // of the accepted claim to the decided one, confirmed
}

const (
	sceneText = "The river rose by two metres in May 2016. The council closed the bridge on Friday. Prices fell by 3 percent last year."
	decidedAs = "The river rose by two metres in May 2016."
	acceptAs  = "The council closed the bridge on Friday."
	leaveAs   = "Prices fell by 3 percent last year."
)

// furnish fills a desk through its store.
func furnish(t testing.TB, site *webtest.Site) scene {
	t.Helper()
	ctx, by := t.Context(), site.By(claims.Editor)
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	s := scene{article: site.Article(t, sceneText, decidedAs, acceptAs, leaveAs), plain: site.Article(t, "Nobody has looked at this yet.", "Nobody has looked at this yet.")}
	rows := claimsOf(t, site, s.article)
	s.decided, s.accepted, s.candidate = rows[0].ID, rows[1].ID, rows[2].ID
	must(site.AcceptClaim(ctx, by, s.decided, 1))
	must(site.AcceptClaim(ctx, by, s.accepted, 1))
	var err error
	s.evidence, err = site.AddEvidence(ctx, by, claims.EvidenceEdit{
		ClaimID: s.decided, Stance: claims.Supports, Quote: "the gauge showed two metres", Note: "Measured.",
		Source: claims.SourceEdit{URL: "https://gauge.example/2016", Title: "Gauge readings"},
	})
	must(err)
	e, err := site.Evidence(ctx, s.evidence)
	must(err)
	s.source = e.SourceID
	job, err := site.LeaseJob(ctx)
	must(err)
	copied := "In May the gauge showed two metres."
	must(site.SaveSnapshot(ctx, by, job, claims.Snapshot{
		SourceID: s.source, Fetched: site.Now(), FinalURL: "https://gauge.example/2016", Status: 200, MIME: "text/plain",
		SHA256: claims.TextDigest(copied), Text: copied,
	}, []byte(copied)))
	page, err := site.SourcePage(ctx, s.source)
	must(err)
	s.snapshot = page.Snapshots[0].ID
	_, err = site.SubmitReview(ctx, by, claims.NewReview{
		ClaimID: s.decided, Rating: "true", Aspect: claims.Content, Summary: "It did.", Rationale: "The gauge says so.", Evidence: []string{s.evidence},
	})
	must(err)
	must(site.PublishVerdict(ctx, by, claims.NewPublication{ClaimID: s.decided, Revision: 1}))
	s.comment, err = site.AddComment(ctx, by, s.decided, "Look at the gauge, @reviewer.")
	must(err)
	notices, err := site.Notices(ctx, site.Users[claims.Reviewer].ID, "")
	must(err)
	s.notice = notices.Rows.Items[0].ID
	s.relation, err = site.AddRelation(ctx, by, claims.NewRelation{ClaimID: s.accepted, OtherID: s.decided, Kind: claims.Narrower, Note: "In that year."})
	must(err)
	s.draft, err = site.AddDraft(ctx, site.By(claims.Reviewer), readyDraft(), []byte("raw"))
	must(err)
	changed := site.Article(t, "The lake is clean, she said.", "The lake is clean")
	s.moved = claimsOf(t, site, changed)[0].ID
	s.renewal, err = site.AddDraft(ctx, site.By(claims.Reviewer), renewalOf(changed, "Now: The lake is clean, she said."), nil)
	must(err)
	second, err := site.AddDraft(ctx, by, renewalOf(changed, "The lake is clean, nobody said."), nil)
	must(err)
	_, err = site.RenewArticle(ctx, by, second, 1, nil)
	must(err)
	return s
}

func readyDraft() claims.Draft {
	text := "A draft has one sentence."
	return claims.Draft{State: claims.DraftReady, Article: claims.NewArticle{
		Headline: "A draft", Origin: claims.Pasted, Text: text, Extractor: "test",
		Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}},
	}}
}

// renewalOf is a new text of an article, of one paragraph.
func renewalOf(article, text string) claims.Draft {
	d := readyDraft()
	d.RenewsID, d.Article.Text, d.Article.Blocks[0].End = article, text, len(text)
	return d
}

// claimsOf returns all open claims of an article, in text order.
func claimsOf(t testing.TB, site *webtest.Site, article string) []claims.ClaimRow {
	t.Helper()
	e, err := site.Edition(t.Context(), article, "")
	if err != nil {
		t.Fatal(err)
	}
	return e.Claims
}

// pages lists the address of every page there is, with the scene's own ids.
func (s scene) pages(person string) []string {
	return []string{
		"/queue", "/queue?step=verdict", "/queue?view=all&topic=bridges&assignee=me", "/claims/" + s.accepted + "/task", "/search?q=river", "/help/keys", "/import", "/import/" + s.draft, "/articles",
		"/articles/" + s.article, "/articles/" + s.article + "?claim=" + s.decided, "/articles/" + s.article + "/edit",
		"/articles/" + s.article + "/versions", "/articles/" + s.article + "/versions/new", "/import/" + s.renewal, "/claims/" + s.moved + "/anchor",
		"/articles/" + s.article + "/claims/new?p=0", "/articles/" + s.article + "/history", "/articles/" + s.article + "/report",
		"/claims", "/claims?state=accepted", "/claims/" + s.decided, "/claims/" + s.decided + "/edit", "/claims/" + s.accepted + "/reject",
		"/claims/" + s.accepted + "/withdraw", "/claims/" + s.accepted + "/split", "/claims/" + s.accepted + "/merge",
		"/claims/" + s.decided + "/relations", "/claims/" + s.accepted + "/relations?q=river",
		"/claims/" + s.decided + "/history", "/claims/" + s.decided + "/evidence/new", "/evidence/" + s.evidence + "/edit",
		"/evidence/" + s.evidence + "/remove", "/claims/" + s.decided + "/verdict", "/sources", "/sources/" + s.source,
		"/sources/" + s.source + "/edit", "/snapshots/" + s.snapshot, "/reports", "/notices", "/history", "/people", "/people/new",
		"/people/" + person, "/settings/me", "/settings/desk", "/settings/scales",
		"/reports/agreement", "/reports/balance", "/reports/balance?by=reviewer",
	}
}
