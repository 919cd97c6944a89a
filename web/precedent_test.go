package web_test

import (
	"net/http"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

func TestPrecedentsAreShownWhileRating(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	twin := twins(t, site, s)
	c := site.As(t, claims.Reviewer)
	page := "/claims/" + twin + "/verdict"
	r := c.Get(page).Want(http.StatusOK) // the first page does not wait for the wordings to be read
	wantText(t, r, "Checked before")
	r = until(t, c, page, "In like words")
	wantText(t, r, decidedAs, "True", "as of", "shares")
	if r.HasForm("suggested") {
		t.Error("a form stands inside the form")
	}
	// What changes is read again, in the background.
	ctx, by := t.Context(), site.By(claims.Editor)
	if _, err := site.SubmitReview(ctx, by, claims.NewReview{ClaimID: twin, Rating: "not-enough-evidence", Aspect: claims.Content, Rationale: "Nothing found."}); err != nil {
		t.Fatal(err)
	}
	until(t, c, "/claims/"+s.decided, "In May 2016 the river rose by two metres.")
	if err := site.WithdrawClaim(ctx, by, twin, 2, "Said of another river."); err != nil {
		t.Fatal(err)
	}
	tries := 0
	for strings.Contains(c.Get("/claims/"+s.decided).Text(), "In May 2016 the river rose by two metres.") {
		if tries++; tries > maxTries {
			t.Fatal("a withdrawn claim stays a precedent")
		}
	}
}

func TestABlindReviewerIsToldThatPrecedentsAreWithheld(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	twin := twins(t, site, s)
	ctx := t.Context()
	p, err := site.Policy(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p.Reviews = claims.Twice
	if err := site.EditPolicy(ctx, site.By(claims.Admin), p); err != nil {
		t.Fatal(err)
	}
	if _, err := site.SubmitReview(ctx, site.By(claims.Editor), claims.NewReview{ClaimID: twin, Rating: "not-enough-evidence", Aspect: claims.Content, Rationale: "Nothing found."}); err != nil {
		t.Fatal(err)
	}
	reviewer, editor := site.As(t, claims.Reviewer), site.As(t, claims.Editor)
	for _, path := range []string{"/claims/" + twin, "/claims/" + twin + "/verdict", "/claims/" + twin + "/relations"} {
		if path == "/claims/"+twin+"/relations" {
			if r := reviewer.Get(path).Want(http.StatusOK); r.HasForm("suggested") || strings.Contains(r.Text(), decidedAs) {
				t.Errorf("%s offers the same claim to a blind reviewer", path)
			}
			continue
		}
		r := until(t, reviewer, path, "Some are withheld until your review is in")
		if strings.Contains(r.Text(), decidedAs) || r.HasForm("suggested") {
			t.Errorf("%s shows a blind reviewer the verdict of the first one on the same claim", path)
		}
	}
	r := until(t, editor, "/claims/"+twin, "In like words")
	if strings.Contains(r.Text(), "withheld") {
		t.Error("something is withheld from the author of the first review")
	}
	// Related, the other claim is named, and its verdict is not.
	if _, err := site.AddRelation(ctx, site.By(claims.Editor), claims.NewRelation{ClaimID: twin, OtherID: s.decided, Kind: claims.SameAs}); err != nil {
		t.Fatal(err)
	}
	r = reviewer.Get("/claims/" + twin + "/relations").Want(http.StatusOK)
	wantText(t, r, decidedAs, "Unchecked , in An article")
	if _, err := site.SubmitReview(ctx, site.By(claims.Reviewer), claims.NewReview{ClaimID: twin, Rating: "not-enough-evidence", Aspect: claims.Content, Rationale: "Nor did I find anything."}); err != nil {
		t.Fatal(err)
	}
	until(t, reviewer, "/claims/"+twin, "In like words")
}
