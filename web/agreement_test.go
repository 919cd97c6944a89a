package web_test

import (
	"net/http"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// twiceRated is a desk at which two claims got two reviews each, one with two ratings, and a third waits for its second.
func twiceRated(t *testing.T) (*webtest.Site, scene) {
	t.Helper()
	site := webtest.Start(t)
	s := furnish(t, site)
	p := claims.DefaultPolicy()
	p.Reviews = claims.Twice
	if err := site.EditPolicy(t.Context(), site.By(claims.Admin), p); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{s.candidate, claimsOf(t, site, s.plain)[0].ID} {
		if err := site.AcceptClaim(t.Context(), site.By(claims.Editor), id, 1); err != nil {
			t.Fatal(err)
		}
	}
	review := func(role claims.Role, id, rating string) {
		t.Helper()
		in := claims.NewReview{ClaimID: id, Rating: rating, Aspect: claims.Content, Rationale: "So it seems."}
		if _, err := site.SubmitReview(t.Context(), site.By(role), in); err != nil {
			t.Fatal(err)
		}
	}
	review(claims.Reviewer, s.accepted, "satire")
	review(claims.Editor, s.accepted, "satire")
	review(claims.Editor, s.candidate, "not-checkable")
	review(claims.Admin, s.candidate, "not-enough-evidence")
	review(claims.Admin, claimsOf(t, site, s.plain)[0].ID, "satire")
	return site, s
}

func TestAgreementIsShownToWhoeverMaySeeIt(t *testing.T) {
	empty := webtest.Start(t)
	wantText(t, empty.As(t, claims.Editor).Get("/reports/agreement").Want(http.StatusOK), "No claim was rated twice yet")
	empty.As(t, claims.Viewer).Get("/reports/agreement").Want(http.StatusForbidden)

	site, _ := twiceRated(t)
	page := site.As(t, claims.Auditor).Get("/reports/agreement").Want(http.StatusOK)
	wantText(t, page, "Over 2 claims", "50 %", "0.619", "Edda Editor and Rosa Reviewer", "Satire", "Not checkable", "By pair of reviewers")
	if strings.Contains(page.Text(), "NaN") {
		t.Error("a figure that is not defined is shown as a number")
	}
	own := site.As(t, claims.Reviewer).Get("/reports/agreement").Want(http.StatusOK)
	wantText(t, own, "Over 2 claims", "You and others", "Rosa Reviewer")
	if strings.Contains(own.Text(), "Ada Admin") {
		t.Error("a reviewer sees a pair of others")
	}
	wantText(t, site.As(t, claims.Admin).Get("/reports/agreement?topic=sport").Want(http.StatusOK), "No claim was rated twice then")
	r := site.As(t, claims.Admin).Get("/reports/agreement?from=2026-13-01").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "from"); !strings.Contains(got, "year-month-day") {
		t.Errorf("at the first day stands %q", got)
	}
}
