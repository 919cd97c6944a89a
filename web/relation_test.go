package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// maxTries is how often a page is asked for until it shows what is read in the background.
const maxTries = 5_000

// until asks for a page again and again until it says what it should; the page waits for nothing, so this does.
func until(t *testing.T, c *webtest.Client, path, text string) *webtest.Response {
	t.Helper()
	var r *webtest.Response
	for range maxTries {
		if r = c.Get(path).Want(http.StatusOK); strings.Contains(r.Text(), text) {
			return r
		}
	}
	t.Fatalf("%s never says %q\n%s", path, text, r.Text())
	return nil
}

// twins are a checked claim and an accepted one of another article in almost the same words.
func twins(t *testing.T, site *webtest.Site, s scene) (twin string) {
	t.Helper()
	article := site.Article(t, "In May 2016 the river rose by two metres.", "In May 2016 the river rose by two metres.")
	twin = claimsOf(t, site, article)[0].ID
	if err := site.AcceptClaim(t.Context(), site.By(claims.Editor), twin, 1); err != nil {
		t.Fatal(err)
	}
	return twin
}

func TestRelatingAClaimToOneThatIsLookedFor(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	page := "/claims/" + s.accepted + "/relations"
	wantText(t, c.Get(page).Want(http.StatusOK), "Is narrower than", "Confirmed by Edda Editor", "In that year.")
	wantText(t, c.Get("/claims/"+s.decided+"/relations").Want(http.StatusOK), "Is wider than")
	wantText(t, c.Get(page+"?q=submarine").Want(http.StatusOK), "No open claim fits")
	for _, typed := range []string{"prices fell", site.URL + "/claims/" + s.candidate, s.candidate, "an article 3"} {
		r := c.Get(page + "?q=" + url.QueryEscape(typed)).Want(http.StatusOK)
		wantText(t, r, leaveAs)
		if !r.HasForm("relate") {
			t.Errorf("%q leads to no form", typed)
		}
	}
	r := submit(t, c, page+"?q=prices", "relate").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "kind"); got != "Error: Choose how the two claims are related." {
		t.Errorf("without a kind: %q", got)
	}
	submit(t, c, page+"?q=prices", "relate", "kind", "part_of", "note", "Said in one breath.").Want(http.StatusSeeOther)
	r = c.Get(page).Want(http.StatusOK)
	wantText(t, r, "Is part of", "Suggested by Rosa Reviewer", "Said in one breath.")
	r = submit(t, c, page+"?q=prices", "relate", "kind", "part_of").Want(http.StatusUnprocessableEntity)
	wantText(t, r, "The two are related so already")
	wantText(t, c.Get("/claims/"+s.accepted), "1 relation waits for your word")

	action, form := c.Get(page).Form("confirm-relation")
	r = c.Post(action, form).Want(http.StatusUnprocessableEntity)
	wantText(t, r, "Both claims have to be accepted")
	action, form = c.Get(page).Form("reject-relation")
	if r := c.Post(action, form).Want(http.StatusSeeOther); r.Where != page {
		t.Errorf("rejecting leads to %s", r.Where)
	}
	wantText(t, c.Get(page), "Rejected by Rosa Reviewer", "Confirm after all")
	c.Post(page, url.Values{}).Want(http.StatusUnprocessableEntity)
	c.Post(page, url.Values{"other": {"0000000000000000"}, "kind": {"repeats"}}).Want(http.StatusUnprocessableEntity)
	c.Get("/claims/0000000000000000/relations").Want(http.StatusNotFound)
	viewer := site.As(t, claims.Viewer)
	if r := viewer.Get(page).Want(http.StatusOK); r.HasForm("relate") || r.HasForm("find-claim") || r.HasForm("revoke-relation") {
		t.Error("a viewer is offered to relate claims")
	}
}

func TestRevokingARelation(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	page := "/claims/" + s.decided + "/relations" // from the other side
	r := submit(t, c, page, "revoke-relation").Want(http.StatusUnprocessableEntity)
	wantText(t, r, "Fill this in.", "Is wider than")
	action, form := c.Get(page).Form("revoke-relation")
	submit(t, site.As(t, claims.Editor), page, "revoke-relation", "note", "Of another year.").Want(http.StatusSeeOther)
	submit(t, site.As(t, claims.Editor), page, "confirm-relation").Want(http.StatusSeeOther)
	r = c.Post(action, filled(form, "note", "It is about the bridge.")).Want(http.StatusConflict)
	wantText(t, r, "Edda Editor changed it", "Nothing is saved yet")
	action, form = r.Form("revoke-relation")
	if form.Get("note") != "It is about the bridge." {
		t.Errorf("what was typed is %q", form.Get("note"))
	}
	if r := c.Post(action, form).Want(http.StatusSeeOther); r.Where != page {
		t.Errorf("revoking leads to %s", r.Where)
	}
	wantText(t, c.Get(page), "Rejected by Rosa Reviewer", "It is about the bridge.")
	wantText(t, c.Get("/claims/"+s.accepted+"/history"), "revoked a relation")
}

func TestACheckedClaimInLikeWordsIsOfferedAndItsVerdictCarried(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	twin := twins(t, site, s)
	c := site.As(t, claims.Reviewer)
	r := until(t, c, "/claims/"+twin, "It is the same")
	wantText(t, r, "Checked before", "In like words", decidedAs, "None confirmed.")
	size := site.Size()
	c.Get("/claims/" + twin).Want(http.StatusOK)
	if site.Size() != size {
		t.Error("something was related before anybody said so")
	}
	action, form := r.Form("suggested")
	if r := c.Post(action, filled(form, "answer", "same")).Want(http.StatusSeeOther); r.Where != "/claims/"+twin {
		t.Errorf("the answer leads to %s", r.Where)
	}
	r = c.Get("/claims/" + twin).Want(http.StatusOK)
	wantText(t, r, "Carried: True", "Carried from claim 1 of An article", "It did.", "by Rosa Reviewer", "Says the same as")
	if r.HasForm("suggested") {
		t.Error("it is offered once more")
	}
	d, err := site.Dossier(t.Context(), twin)
	if err != nil || len(d.Relations) != 1 || d.Relations[0].Score < claims.SuggestScore {
		t.Fatalf("relations: %+v, %v", d.Relations, err)
	}
	article := d.Claim.ArticleID
	for _, path := range []string{"/claims", "/articles/" + article, "/articles/" + article + "/report", "/search?q=metres", "/articles/" + article + "/report.md"} {
		if body := c.Get(path).Want(http.StatusOK).Body; !strings.Contains(body, "Carried: True") && !strings.Contains(body, "Carried verdict: True") {
			t.Errorf("%s does not say that the verdict is carried", path)
		}
	}
	if body := c.Get("/articles/" + article + "/report.jsonl").Body; !strings.Contains(body, `"carried_from":{"id":"`+s.decided+`"`) {
		t.Errorf("the export: %s", body)
	}
	submit(t, c, "/claims/"+twin+"/relations", "revoke-relation", "note", "Another river.").Want(http.StatusSeeOther)
	r = c.Get("/claims/" + twin).Want(http.StatusOK)
	if strings.Contains(r.Text(), "Carried") || !strings.Contains(r.Text(), "No verdict yet") {
		t.Errorf("after it was revoked:\n%s", r.Text())
	}
}

func TestASuggestionThatIsTurnedDownIsNotMadeAgain(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	twin := twins(t, site, s)
	c := site.As(t, claims.Reviewer)
	action, form := until(t, c, "/claims/"+twin+"/relations", "Checked already?").Form("suggested")
	if r := c.Post(action, filled(form, "answer", "other")).Want(http.StatusSeeOther); r.Where != "/claims/"+twin+"/relations" {
		t.Errorf("the answer leads to %s", r.Where)
	}
	wantText(t, c.Get("/claims/"+twin+"/relations"), "Rejected by Rosa Reviewer", "Confirm after all")
	r := c.Get("/claims/" + twin).Want(http.StatusOK)
	wantText(t, r, decidedAs)
	if r.HasForm("suggested") || strings.Contains(r.Text(), "Carried") {
		t.Error("it is offered, or carried, all the same")
	}
}
