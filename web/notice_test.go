package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

func TestANoticeLeadsToItsComment(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	for range 2 { // the second time the page comes out of the cache
		wantText(t, c.Get("/queue"), "Notices, 1 not seen")
	}
	r := c.Get("/notices").Want(http.StatusOK)
	wantText(t, r, "New Edda Editor mentioned you in a comment", decidedAs)
	if link := "/claims/" + s.decided + "#k-" + s.comment; !strings.Contains(r.Body, `href="`+link+`"`) {
		t.Errorf("there is no link to %s", link)
	}
	byID(t, c.Get("/claims/"+s.decided), "k-"+s.comment)
	wantText(t, c.Get("/queue"), "Notices, 1 not seen") // looking at it changes nothing

	submit(t, c, "/notices", "see-notice").Want(http.StatusSeeOther)
	r = c.Get("/notices").Want(http.StatusOK)
	if r.HasForm("see-notice") || r.HasForm("see-notices") {
		t.Error("what was seen can be seen again")
	}
	for _, page := range []string{"/queue", "/claims/" + s.decided, "/articles/" + s.article} {
		if r := c.Get(page).Want(http.StatusOK); strings.Contains(r.Text(), "not seen") {
			t.Errorf("%s still speaks of notices that were not seen", page)
		}
	}
	if _, err := site.AddComment(t.Context(), site.By(claims.Admin), s.accepted, "@reviewer, this one too."); err != nil {
		t.Fatal(err)
	}
	wantText(t, c.Get("/queue"), "Notices, 1 not seen")
}

func TestAllNoticesAreMarkedUpToTheOnesThatWereShown(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	mention := func(claim string) {
		t.Helper()
		if _, err := site.AddComment(t.Context(), site.By(claims.Editor), claim, "@reviewer"); err != nil {
			t.Fatal(err)
		}
	}
	mention(s.accepted)
	action, form := c.Get("/notices").Want(http.StatusOK).Form("see-notices")
	mention(s.candidate)
	if r := c.Post(action, form).Want(http.StatusSeeOther); r.Where != "/notices" {
		t.Errorf("marking leads to %q", r.Where)
	}
	wantText(t, c.Get("/notices"), "Notices, 1 not seen", leaveAs)
	submit(t, c, "/notices", "see-notices").Want(http.StatusSeeOther)
	if r := c.Get("/notices"); strings.Contains(r.Text(), "not seen") {
		t.Error("not all are seen")
	}
	wantText(t, c.Post(action, url.Values{}).Want(http.StatusUnprocessableEntity), "Load the page again")
}

func TestNoticesAreOnesOwn(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	for _, role := range []claims.Role{claims.Viewer, claims.Admin} {
		c := site.As(t, role)
		wantText(t, c.Get("/notices").Want(http.StatusOK), "No notices")
		c.Post("/notices/"+s.notice+"/seen", url.Values{}).Want(http.StatusNotFound)
		c.Post("/notices/seen", url.Values{"last": {s.notice}}).Want(http.StatusSeeOther)
	}
	wantText(t, site.As(t, claims.Reviewer).Get("/queue"), "Notices, 1 not seen")
	site.As(t, claims.Viewer).Get("/notices?after=x").Want(http.StatusUnprocessableEntity)
}
