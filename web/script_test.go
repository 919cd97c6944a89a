package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// scripted sends a form as the site's own script does.
func scripted(c *webtest.Client, path string, form url.Values) *webtest.Response {
	return c.Do(http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}, "Hx-Request": {"true"},
	})
}

func TestTheScriptGetsThePartThatChanged(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	path := "/articles/" + s.article
	part := func(action string, form url.Values) *webtest.Response {
		t.Helper()
		r := scripted(c, action, form).Want(http.StatusOK)
		if strings.Contains(r.Body, "<html") || strings.Contains(r.Body, "<title") {
			t.Errorf("%s answers with a whole page", action)
		}
		byID(t, r, "article")
		byID(t, r, "dock")
		return r
	}
	accept := "/claims/" + s.candidate + "/accept"
	r := part(accept, formTo(t, c.Get(path+"?claim="+s.candidate), "accept", accept))
	byID(t, r, "m-"+s.candidate)
	action, form := r.Form("undo")
	part(action, form)
	if got := state(t, site, s.candidate).State; got != claims.Proposed {
		t.Errorf("after undo the claim is %s", got)
	}
	reject := "/claims/" + s.candidate + "/reject"
	form = formTo(t, c.Get(path+"?claim="+s.candidate), "reject", reject)
	part(reject, filled(form, "reason", "trivial"))
	edge := "/claims/" + s.accepted + "/edge"
	form = formTo(t, c.Get(path+"?claim="+s.accepted), "edge", edge)
	part(edge, filled(form, "edge", "end", "by", "-1"))
	scripted(c, edge, form).Want(http.StatusOK) // the same again is the same operation
	scripted(c, edge, filled(form, "by", "0")).Want(http.StatusConflict)
	added := part(path+"/claims", url.Values{"block": {"0"}, "exact": {"river rose"}, "start": {"4"}, "wording": {"The river rose."}})
	wantText(t, added, "The river rose.")
	scripted(c, path+"/claims", url.Values{"block": {"0"}, "exact": {"no such words"}, "wording": {"x"}}).Want(http.StatusUnprocessableEntity)
	if r := scripted(c, "/settings/me/look", url.Values{"theme": {"dark"}}); r.Status != http.StatusNoContent {
		t.Errorf("the theme set by script: %d", r.Status)
	}
	r = scripted(site.Client(t), accept, url.Values{"version": {"1"}}).Want(http.StatusUnauthorized)
	if r.Header.Get("HX-Redirect") != "/login" {
		t.Errorf("a signed-out script is sent to %q", r.Header.Get("HX-Redirect"))
	}
}

func TestUndoLeadsBackToWhereItWasPressed(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	for page, back := range map[string]string{
		"/claims/" + s.candidate:                           "/claims/" + s.candidate,
		"/articles/" + s.article + "?claim=" + s.candidate: "/articles/" + s.article + "?claim=" + s.candidate + "#m-" + s.candidate,
	} {
		action, form := c.Get("/claims/" + s.candidate + "/edit").Want(http.StatusOK).Form("edit-claim")
		c.Post(action, filled(form, "wording", "Prices fell.")).Want(http.StatusSeeOther)
		r := submit(t, c, page, "undo").Want(http.StatusSeeOther)
		if r.Where != back {
			t.Errorf("undo on %s leads to %s", page, r.Where)
		}
		if got := state(t, site, s.candidate).Wording; got != leaveAs {
			t.Errorf("after undo on %s the claim says %q", page, got)
		}
	}
}
