package web_test

import (
	"net/http"
	"strings"
	"testing"

	"assay/claims"
	"assay/db"
	"assay/web/webtest"
)

// refetch keeps another copy of a source.
func refetch(t *testing.T, site *webtest.Site, source, text string) {
	t.Helper()
	ctx := t.Context()
	if err := site.RefetchSource(ctx, site.By(claims.Reviewer), source); err != nil {
		t.Fatal(err)
	}
	job, err := site.LeaseJob(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s := claims.Snapshot{SourceID: source, Fetched: site.Now().UTC(), Status: 200, MIME: "text/plain", SHA256: claims.TextDigest(text), Text: text}
	if err := site.SaveSnapshot(ctx, db.By{Actor: claims.System}, job, s, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func TestAVerdictIsLookedAtAgain(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c, path := site.As(t, claims.Reviewer), "/claims/"+s.decided+"/recheck"
	wantText(t, c.Get(path).Want(http.StatusUnprocessableEntity), "No evidence under this verdict has changed")
	refetch(t, site, s.source, "In May the gauge showed three metres.")
	page := c.Get("/claims/" + s.decided).Want(http.StatusOK)
	wantText(t, page, "Evidence under this verdict has changed", "Evidence changed:", "Look at the verdict again")
	viewer := site.As(t, claims.Viewer)
	if text := viewer.Get("/claims/" + s.decided).Want(http.StatusOK).Text(); !strings.Contains(text, "Evidence changed:") || strings.Contains(text, "Look at the verdict again") {
		t.Errorf("a viewer reads %s", text)
	}
	viewer.Get(path).Want(http.StatusForbidden)

	form := c.Get(path).Want(http.StatusOK)
	wantText(t, form, "the gauge showed two metres", "Gauge readings")
	r := submit(t, c, path, "recheck").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "note") == "" {
		t.Error("a look without a note is taken")
	}
	action, late := form.Form("recheck")
	submit(t, c, path, "recheck", "note", "They rounded it.").Want(http.StatusSeeOther)
	after := c.Get("/claims/" + s.decided).Want(http.StatusOK)
	wantText(t, after, "Looked at again after its evidence changed", "They rounded it.", "looked at the verdict again")
	stale := c.Post(action, filled(late, "note", "Mine.")).Want(http.StatusConflict)
	if _, values := stale.Form("recheck"); values.Get("note") != "Mine." {
		t.Errorf("the form shown again holds %v", values)
	}
}
