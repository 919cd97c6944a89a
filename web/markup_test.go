package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/claims"
	"assay/web/webtest"
)

// hazards lists what on a page could run, load or redirect, apart from our own files.
func hazards(root *html.Node) []string {
	var found []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if src := webtest.Attr(n, "src"); !strings.HasPrefix(src, "/static/") || n.FirstChild != nil {
				found = append(found, fmt.Sprintf("<script src=%q>", src))
			}
		case "link":
			if href := webtest.Attr(n, "href"); !strings.HasPrefix(href, "/static/") {
				found = append(found, fmt.Sprintf("<link href=%q>", href))
			}
		case "iframe", "frame", "object", "embed", "base", "style", "math", "animate", "set", "foreignobject", "plaintext", "noscript", "img":
			found = append(found, "<"+n.Data+">")
		}
		if strings.Contains(n.Data, "7331") {
			found = append(found, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			if hazard(a) {
				found = append(found, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
			}
		}
	}
	return found
}

func hazard(a html.Attribute) bool {
	key := strings.ToLower(a.Key)
	if strings.HasPrefix(key, "on") || strings.Contains(key, "7331") || key == "style" || key == "srcdoc" || key == "http-equiv" {
		return true
	}
	if key == "id" || key == "for" {
		return strings.Contains(a.Val, "7331")
	}
	switch key {
	case "href", "src", "action", "formaction", "data", "poster", "cite", "background", "ping":
		u, err := url.Parse(strings.TrimSpace(a.Val))
		return err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || strings.Contains(u.Host, "7331")
	}
	return false
}

// harmless fails the test when a page holds a hazard, and tells whether it shows the text as it was typed.
func harmless(t *testing.T, what, text string, r *webtest.Response, verbatim bool) {
	t.Helper()
	root := r.Root()
	if found := hazards(root); found != nil {
		t.Errorf("%s with %q holds %v", what, text, found)
	}
	if verbatim && !strings.Contains(textOf(root), strings.Join(strings.Fields(text), " ")) {
		t.Errorf("%s does not show %q as it was typed\n%s", what, text, textOf(root))
	}
}

func TestTextIsNeverTakenForMarkup(t *testing.T) {
	t.Parallel()
	site := webtest.Start(t)
	c := site.As(t, claims.Admin)
	for _, text := range markupTexts(t) {
		m := markupCase{t: t, site: site, c: c, text: text}
		m.preview()
		m.fill()
		m.look()
		m.reflect()
	}
	// The lists show what all of them left behind.
	for _, path := range []string{"/queue", "/articles", "/claims", "/claims?state=rejected", "/claims?state=withdrawn", "/sources", "/reports", "/reports/balance", "/reports/balance?by=outlet", "/history", "/people", "/settings/desk"} {
		for path != "" {
			r := c.Get(path).Want(http.StatusOK)
			harmless(t, path, "all texts", r, false)
			if !strings.Contains(textOf(r.Root()), "7331") && path != "/settings/desk" {
				t.Errorf("%s shows none of the texts", path)
			}
			path = nextPage(r)
		}
	}
}

func markupTexts(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/markup.txt")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "# ") {
			texts = append(texts, line)
		}
	}
	return texts
}

func nextPage(r *webtest.Response) string {
	for n := range r.Root().Descendants() {
		if n.Data == "a" && webtest.Attr(n, "rel") == "next" {
			return webtest.Attr(n, "href")
		}
	}
	return ""
}

// markupCase puts one text into every field of every form and looks at every page that shows it.
type markupCase struct {
	t                                   *testing.T
	site                                *webtest.Site
	c                                   *webtest.Client
	text                                string
	article, claim, rejected, withdrawn string
	evidence, source                    string
}

func (m *markupCase) post(path string, status int, set ...string) *webtest.Response {
	m.t.Helper()
	return m.c.Post(path, filled(url.Values{}, set...)).Want(status)
}

// preview puts the text in as an article and looks at the preview, in which it may have been read as a page.
func (m *markupCase) preview() {
	m.t.Helper()
	r := m.post("/import", http.StatusSeeOther, "text", "A headline\n\nThe mayor wrote "+m.text+" on the wall.\n\nThe council closed the bridge.")
	harmless(m.t, "the preview", m.text, m.c.Get(r.Where).Want(http.StatusOK), false)
	r = m.post(r.Where, http.StatusUnprocessableEntity, "headline", m.text, "byline", m.text, "outlet", m.text, "url", m.text, "published", m.text, "lang", m.text)
	harmless(m.t, "the preview sent back", m.text, r, false)
	if _, values := r.Form("save-import"); values.Get("headline") != m.text || values.Get("url") != m.text {
		m.t.Errorf("the preview lost %q: %v", m.text, values)
	}
	m.post("/import/"+strings.TrimPrefix(urlOf(r, "save-import"), "/import/")+"/discard", http.StatusSeeOther)
}

func urlOf(r *webtest.Response, testid string) string {
	action, _ := r.Form(testid)
	return action
}

func (m *markupCase) fill() {
	m.t.Helper()
	text := m.text
	first := "He wrote " + text + " on the wall."
	m.article = m.site.Article(m.t, first+" The council closed the bridge. Prices fell.", first, "The council closed the bridge.", "Prices fell.")
	rows := claimsOf(m.t, m.site, m.article)
	m.claim, m.rejected, m.withdrawn = rows[0].ID, rows[1].ID, rows[2].ID
	m.post("/articles/"+m.article+"/edit", http.StatusSeeOther, "version", "1", "headline", text, "byline", text, "outlet", text)
	m.post("/claims/"+m.claim+"/accept", http.StatusSeeOther, "version", "1")
	m.post("/claims/"+m.claim+"/edit", http.StatusSeeOther, "version", "2", "wording", text, "claimant", text, "kind", "fact", "modality", "asserted",
		"place", text, "context", text, "topics", strings.ReplaceAll(text, ",", ";"), "priority", "1")
	m.post("/claims/"+m.rejected+"/reject", http.StatusSeeOther, "version", "1", "reason", "vague", "note", text)
	m.post("/claims/"+m.withdrawn+"/accept", http.StatusSeeOther, "version", "1")
	m.post("/claims/"+m.withdrawn+"/relations", http.StatusSeeOther, "other", m.claim, "kind", "narrower", "note", text)
	m.post("/claims/"+m.withdrawn+"/withdraw", http.StatusSeeOther, "version", "2", "note", text)
	for _, note := range []string{text, "to be removed " + text} {
		m.post("/claims/"+m.claim+"/evidence", http.StatusSeeOther, "source_title", text, "publisher", text, "author", text, "medium", "document", "stance", "supports", "quote", text, "note", note)
	}
	m.post("/claims/"+m.claim+"/comments", http.StatusSeeOther, "comment", "@admin "+text)
	d, err := m.site.Dossier(m.t.Context(), m.claim)
	if err != nil || len(d.Evidence) != 2 {
		m.t.Fatalf("%d pieces of evidence, %v", len(d.Evidence), err)
	}
	m.evidence, m.source = d.Evidence[0].ID, d.Evidence[0].SourceID
	m.post("/evidence/"+d.Evidence[1].ID+"/remove", http.StatusSeeOther, "version", "1", "why", text)
	m.post("/claims/"+m.claim+"/verdict", http.StatusSeeOther, "version", "0", "rating", "true", "aspect", "content", "summary", text, "rationale", text, "evidence", m.evidence)
	m.post("/claims/"+m.claim+"/publication", http.StatusSeeOther, "version", "1")
	m.post("/claims/"+m.claim+"/verdict", http.StatusSeeOther, "version", "1", "rating", "false", "aspect", "content", "summary", text, "rationale", text, "evidence", m.evidence,
		"correction", "correction", "public_note", text)
}

// look reads every page about what fill made.
func (m *markupCase) look() {
	m.t.Helper()
	for _, path := range []string{
		"/articles/" + m.article, "/articles/" + m.article + "?claim=" + m.claim, "/articles/" + m.article + "/claims/new?p=0",
		"/articles/" + m.article + "/history", "/articles/" + m.article + "/report", "/claims/" + m.claim, "/claims/" + m.rejected, "/claims/" + m.withdrawn,
		"/claims/" + m.claim + "/relations", "/claims/" + m.claim + "/history", "/claims/" + m.claim + "/verdict", "/claims/" + m.claim + "/evidence/new",
		"/evidence/" + m.evidence + "/remove", "/sources/" + m.source, "/search?q=" + url.QueryEscape("wall "+m.text),
	} {
		harmless(m.t, path, m.text, m.c.Get(path).Want(http.StatusOK), !strings.HasPrefix(path, "/search"))
	}
	for page, form := range map[string]struct{ testid, field string }{
		"/articles/" + m.article + "/edit":  {"edit-article", "headline"},
		"/claims/" + m.claim + "/edit":      {"edit-claim", "wording"},
		"/evidence/" + m.evidence + "/edit": {"evidence", "quote"},
		"/sources/" + m.source + "/edit":    {"edit-source", "title"},
		"/claims/" + m.claim + "/verdict":   {"verdict", "rationale"},
	} {
		r := m.c.Get(page).Want(http.StatusOK)
		harmless(m.t, page, m.text, r, false)
		if _, values := r.Form(form.testid); values.Get(form.field) != m.text {
			m.t.Errorf("the form of %s holds %q, want %q", page, values.Get(form.field), m.text)
		}
	}
}

// reflect sends the text where it is refused or only shown, and looks at the answers.
func (m *markupCase) reflect() {
	m.t.Helper()
	text := m.text
	stale := m.post("/articles/"+m.article+"/edit", http.StatusConflict, "version", "1", "headline", text+" mine", "byline", "theirs no more")
	harmless(m.t, "the 409 page", text, stale, true)
	bad := m.post("/claims/"+m.claim+"/evidence", http.StatusUnprocessableEntity, "source_url", text, "stance", text, "medium", text, "published", text)
	harmless(m.t, "the evidence form sent back", text, bad, false)
	if _, values := bad.Form("evidence"); values.Get("source_url") != text {
		m.t.Errorf("the evidence form holds %q, want %q", values.Get("source_url"), text)
	}
	q := url.QueryEscape(text)
	for _, path := range []string{
		"/search?q=" + q, "/queue?after=" + q, "/claims?state=" + q + "&rating=" + q + "&claimant=" + q + "&article=" + q, "/articles?after=" + q,
		"/history?actor=" + q + "&kind=" + q + "&from=" + q + "&subject=" + q + "&id=" + q, "/claims/" + m.claim + "/merge?with=" + q,
		"/claims/" + m.claim + "/relations?q=" + q,
		"/articles/" + m.article + "?claim=" + q, "/articles/" + m.article + "/claims/new?p=0&claim=" + q, "/none/" + url.PathEscape(text),
	} {
		harmless(m.t, path, text, m.c.Get(path), false)
	}
	form := filled(scaleForm(m.t, m.c), "label_13", text, "key_13", text, "definition_13", text, "do", "look")
	scale := m.c.Post(scalePath, form).Want(http.StatusOK)
	harmless(m.t, "the scale as it would look", text, scale, false)
	if _, values := scale.Form("scale"); strings.TrimSpace(values.Get("definition_13")) != strings.TrimSpace(text) {
		m.t.Errorf("the form of the scale holds %q, want %q", values.Get("definition_13"), text)
	}
	stranger := m.site.Client(m.t)
	harmless(m.t, "the sign-in page", text, stranger.Get("/login?next="+q).Want(http.StatusOK), false)
	m.post("/settings/desk", http.StatusSeeOther, "version", fmt.Sprint(deskVersion(m.t, m.site)), "desk", text, "contact", text, "time_zone", "UTC")
	submit(m.t, m.c, "/settings/me", "me", "name", text).Want(http.StatusSeeOther)
	harmless(m.t, "one's own settings", text, m.c.Get("/settings/me").Want(http.StatusOK), false)
	harmless(m.t, "the report of the desk", text, m.c.Get("/articles/"+m.article+"/report").Want(http.StatusOK), true)
}

func deskVersion(t *testing.T, site *webtest.Site) int {
	t.Helper()
	d, err := site.DB.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d.Version
}
