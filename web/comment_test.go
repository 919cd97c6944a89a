package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/report"
	"assay/web/webtest"
)

func TestPeopleTalkAboutAClaim(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	page := "/claims/" + s.accepted
	rosa, edda, vera := site.As(t, claims.Reviewer), site.As(t, claims.Editor), site.As(t, claims.Viewer)
	said := submit(t, rosa, page, "comment", "comment", "Was it Friday, @editor?").Want(http.StatusSeeOther)
	_, anchor, ok := strings.Cut(said.Where, "#")
	if !ok || !strings.HasPrefix(said.Where, page+"#k-") {
		t.Fatalf("a comment leads to %q", said.Where)
	}
	r := edda.Get(page).Want(http.StatusOK)
	wantText(t, r, "1 open comment", "Was it Friday, @Edda Editor")
	if !strings.Contains(textOf(byID(t, r, anchor)), "Rosa Reviewer") {
		t.Error("the comment does not say whose it is")
	}
	if r := vera.Get(page).Want(http.StatusOK); r.HasForm("comment") || r.HasForm("resolve-comment") {
		t.Error("a viewer is offered to talk")
	} else {
		wantText(t, r, "1 open comment", "Was it Friday")
	}

	settled := submit(t, edda, page, "resolve-comment").Want(http.StatusSeeOther)
	if settled.Where != page+"#comments" {
		t.Errorf("settling leads to %q", settled.Where)
	}
	wantText(t, rosa.Get(page), "1 settled comment", "Settled by Edda Editor")
	submit(t, rosa, page, "reopen-comment").Want(http.StatusSeeOther)
	wantText(t, rosa.Get(page), "1 open comment")
}

func TestACommentThatIsNotTakenIsShownAsTyped(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	path := "/claims/" + s.accepted + "/comments"
	size := site.Size()
	r := c.Post(path, url.Values{"comment": {" "}}).Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "comment"); !strings.Contains(got, "Fill this in.") {
		t.Errorf("beside the field stands %q", got)
	}
	long := strings.Repeat("long ", claims.MaxProse/5) + "indeed"
	r = c.Post(path, url.Values{"comment": {long}}).Want(http.StatusUnprocessableEntity)
	if _, values := r.Form("comment"); values.Get("comment") != long {
		t.Error("what was typed is lost")
	}
	c.Post("/claims/0000000000000000/comments", url.Values{"comment": {"x"}}).Want(http.StatusNotFound)
	c.Post("/comments/0000000000000000/resolve", url.Values{"version": {"1"}}).Want(http.StatusNotFound)
	c.Post("/comments/"+s.comment+"/resolve", url.Values{"version": {"x"}}).Want(http.StatusUnprocessableEntity)
	c.Post("/comments/"+s.comment+"/reopen", url.Values{"version": {"1"}}).Want(http.StatusUnprocessableEntity)
	site.As(t, claims.Auditor).Post(path, url.Values{"comment": {"x"}}).Want(http.StatusForbidden)
	if site.Size() != size {
		t.Errorf("%d events were written", site.Size()-size)
	}
}

func TestACommentSettledBySomebodyElseIsNotSettledAgain(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	action, form := c.Get("/claims/" + s.decided).Want(http.StatusOK).Form("resolve-comment")
	submit(t, site.As(t, claims.Editor), "/claims/"+s.decided, "resolve-comment").Want(http.StatusSeeOther)
	wantText(t, c.Post(action, form).Want(http.StatusConflict), "Edda Editor changed it")
}

func TestNoPageTellsWhatTheAuthorOfASealedReviewSaid(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	ctx := t.Context()
	evidence := looseEvidence(t, site, s)
	policy, err := site.Policy(ctx)
	if err != nil {
		t.Fatal(err)
	}
	policy.Reviews = claims.Twice
	if err := site.EditPolicy(ctx, site.By(claims.Admin), policy); err != nil {
		t.Fatal(err)
	}
	review := func(role claims.Role) {
		t.Helper()
		_, err := site.SubmitReview(ctx, site.By(role), claims.NewReview{
			ClaimID: s.accepted, Rating: "true", Aspect: claims.Content, Rationale: "The ledger says so.", Evidence: []string{evidence},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	review(claims.Reviewer)
	const secret = "xyzzyword"
	comment, err := site.AddComment(ctx, site.By(claims.Reviewer), s.accepted, "The ledger is "+secret+", @editor.")
	if err != nil {
		t.Fatal(err)
	}
	page := "/claims/" + s.accepted
	paths := append(s.pages(site.Users[claims.Viewer].ID), page, page+"/history", page+"/verdict", page+"/edit", "/history?kind=comment.add",
		"/history?subject=comment&id="+comment, "/search?q=xyzzy", "/articles/"+s.article+"?claim="+s.accepted)
	for _, f := range report.Formats() {
		paths = append(paths, "/articles/"+s.article+"/report"+f.Extension)
	}
	for _, role := range []claims.Role{claims.Viewer, claims.Auditor, claims.Editor, claims.Admin} {
		c := site.As(t, role)
		for _, path := range paths {
			if r := c.Get(path); strings.Contains(r.Body, secret) {
				t.Errorf("%s tells the %s", path, role)
			}
		}
		wantText(t, c.Get(page).Want(http.StatusOK), "1 comment is kept back")
		if r := c.Post(page+"/comments", url.Values{"comment": {""}}); strings.Contains(r.Body, secret) {
			t.Errorf("the refused form tells the %s", role)
		}
	}
	wantText(t, site.As(t, claims.Editor).Get("/notices"), "Rosa Reviewer mentioned you")
	rosa := site.As(t, claims.Reviewer)
	wantText(t, rosa.Get(page), secret, "do not say how you rated it")
	wantText(t, rosa.Get(page+"/history"), secret)
	review(claims.Editor)
	for _, path := range []string{page, page + "/history"} {
		wantText(t, site.As(t, claims.Viewer).Get(path).Want(http.StatusOK), secret)
	}
}
