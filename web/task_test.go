package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

func TestAClaimIsGivenToSomebody(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c, path := site.As(t, claims.Editor), "/claims/"+s.accepted+"/task"
	reviewer := site.Users[claims.Reviewer]
	page := c.Get(path).Want(http.StatusOK)
	action, form := page.Form("task")
	filled(form, "assignee", reviewer.ID, "due", "2031-02-03", "priority", "1", "topics", "bridges, the council")
	c.Post(action, form).Want(http.StatusSeeOther)
	d, err := site.Dossier(t.Context(), s.accepted)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Claim; got.Assignee != reviewer.ID || got.Due != "2031-02-03" || got.Priority != 1 || strings.Join(got.Topics, "|") != "bridges|the council" {
		t.Errorf("the claim is given as %s, %s, %d, %q", got.Assignee, got.Due, got.Priority, got.Topics)
	}
	wantText(t, site.As(t, claims.Reviewer).Get("/notices").Want(http.StatusOK), acceptAs)
	_, again := c.Get(path).Form("task")
	if again.Get("assignee") != reviewer.ID || again.Get("due") != "2031-02-03" || again.Get("priority") != "1" || again.Get("topics") != "" {
		t.Errorf("the form shows %v", again)
	}
	filled(again, "assignee", "", "due", "")
	c.Post(action, again).Want(http.StatusSeeOther)

	r := c.Post(action, filled(form, "topics", "lost and found")).Want(http.StatusConflict)
	wantText(t, r, "changed it since you opened the page")
	_, kept := r.Form("task")
	if kept.Get("topics") != "lost and found" || kept.Get("assignee") != reviewer.ID {
		t.Errorf("the form of the 409 page has lost %v", kept)
	}
	c.Post(action, kept).Want(http.StatusSeeOther)
}

func TestAClaimCannotBeGivenLikeThat(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c, path := site.As(t, claims.Reviewer), "/claims/"+s.accepted+"/task"
	size := site.Size()
	for field, value := range map[string]string{
		"assignee": site.Users[claims.Viewer].ID, "due": "soon", "priority": "7", "topics": strings.Repeat("x", claims.MaxName+1),
	} {
		r := submit(t, c, path, "task", field, value).Want(http.StatusUnprocessableEntity)
		if errorsOf(r, field) == "" {
			t.Errorf("%s has no message of its own\n%s", field, r.Text())
		}
		if _, form := r.Form("task"); field != "assignee" && field != "priority" && form.Get(field) != value {
			t.Errorf("%s was typed and is lost: %q", field, form.Get(field))
		}
	}
	if site.Size() != size {
		t.Error("a refused form wrote to the record")
	}
	if err := site.RejectClaim(t.Context(), site.By(claims.Editor), s.candidate, 1, claims.RejectVague, ""); err != nil {
		t.Fatal(err)
	}
	c.Get("/claims/" + s.candidate + "/task").Want(http.StatusUnprocessableEntity)
	c.Get("/claims/0000000000000000/task").Want(http.StatusNotFound)
}

// picked are the values by which a list selects claims.
func picked(r *webtest.Response) []string {
	var out []string
	for n := range r.Root().Descendants() {
		if n.Data == "input" && webtest.Attr(n, "name") == "claim" {
			out = append(out, webtest.Attr(n, "value"))
		}
	}
	return out
}

func TestSeveralClaimsAreChangedAndTakenBackAtOnce(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c := site.As(t, claims.Reviewer)
	page := c.Get("/queue?step=look").Want(http.StatusOK)
	action, form := page.Form("bulk")
	form["claim"], form["action"] = picked(page), []string{"accept"}
	if len(form["claim"]) != 2 {
		t.Fatalf("the list offers %q", form["claim"])
	}
	where := c.Post(action, form).Want(http.StatusSeeOther).Where
	if where != "/queue?step=look" {
		t.Errorf("it leads back to %s", where)
	}
	r := c.Get(where).Want(http.StatusOK)
	wantText(t, r, "2 claims were accepted")
	wantQueue(t, r)
	undo, values := r.Form("undo")
	if back := c.Post(undo, values).Want(http.StatusSeeOther).Where; back != where {
		t.Errorf("taking it back leads to %s", back)
	}
	wantQueue(t, c.Get(where), leaveAs, plainAs)

	page = c.Get("/queue?article=" + s.article).Want(http.StatusOK)
	action, form = page.Form("bulk")
	form["claim"], form["action"] = picked(page), []string{"task"}
	filled(form, "assignee", site.Users[claims.Editor].ID, "due", "2031-02-03", "priority", "-1", "topics", "bridges")
	c.Post(action, form).Want(http.StatusSeeOther)
	wantQueue(t, site.As(t, claims.Editor).Get("/queue?view=mine"), acceptAs, leaveAs)
	wantText(t, c.Get("/queue?topic=bridges&view=all"), "2 claims", "Low priority", "Due 3 February 2031")
}

func TestWhatABulkActionLeavesIsToldAndStaysSelected(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c := site.As(t, claims.Reviewer)
	page := c.Get("/queue").Want(http.StatusOK)
	action, form := page.Form("bulk")
	form["claim"], form["action"] = append(picked(page), s.candidate+".99"), []string{"accept"}
	r := c.Post(action, form).Want(http.StatusUnprocessableEntity)
	wantText(t, r, "2 claims were accepted", "2 claims were left as they were", "This claim is accepted already.", "It changed in the meantime.")
	if got := picked(r); len(got) != 2 || got[0] != s.accepted+".2" || got[1] != s.candidate+".2" {
		t.Errorf("still selected: %q", got)
	}
	undo, values := r.Form("undo")
	c.Post(undo, values).Want(http.StatusSeeOther)
	wantQueue(t, c.Get("/queue?step=look"), leaveAs, plainAs)

	for name, tt := range map[string]struct {
		set   []string
		field string
	}{
		"no reason":        {[]string{"action", "reject"}, "bulk-reason"},
		"an unknown one":   {[]string{"action", "reject", "reason", "x"}, "bulk-reason"},
		"a viewer":         {[]string{"action", "task", "assignee", site.Users[claims.Viewer].ID}, "bulk-assignee"},
		"a wrong day":      {[]string{"action", "task", "due", "soon"}, "bulk-due"},
		"a wrong priority": {[]string{"action", "task", "priority", "9"}, "bulk-priority"},
	} {
		t.Run(name, func(t *testing.T) {
			page := c.Get("/queue?step=look")
			action, form := page.Form("bulk")
			form["claim"] = picked(page)
			r := c.Post(action, filled(form, tt.set...)).Want(http.StatusUnprocessableEntity)
			if errorsOf(r, tt.field) == "" {
				t.Errorf("%s has no message\n%s", tt.field, r.Text())
			}
			if len(picked(r)) != 2 {
				t.Errorf("still selected: %q", picked(r))
			}
		})
	}
	wantText(t, c.Post("/claims/bulk", url.Values{"action": {"accept"}}).Want(http.StatusUnprocessableEntity), "Select at least one claim")
	wantText(t, c.Post("/claims/bulk", url.Values{"claim": {s.candidate + ".1"}}).Want(http.StatusUnprocessableEntity), "Choose what to do")
	for _, claim := range []string{"x", s.candidate, s.candidate + ".x", ".1", "../x.1"} {
		c.Post("/claims/bulk", url.Values{"claim": {claim}, "action": {"accept"}}).Want(http.StatusUnprocessableEntity)
	}
}
