package web_test

import (
	"net/http"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// changedLakes is a desk with the article lakes in its second version; ids are the claims of lakeMarks.
func changedLakes(t *testing.T, site *webtest.Site, before func(ids []string)) (article string, ids []string) {
	t.Helper()
	article = site.Article(t, lakes, lakeMarks...)
	for _, r := range claimsOf(t, site, article) {
		ids = append(ids, r.ID)
	}
	before(ids)
	c := site.As(t, claims.Editor)
	r := submit(t, c, "/articles/"+article+"/versions/new", "new-version", "text", lakesChanged).Want(http.StatusSeeOther)
	submit(t, c, r.Where, "save-version").Want(http.StatusSeeOther)
	return article, ids
}

func TestAMovedClaimIsConfirmedWithOneForm(t *testing.T) {
	site := webtest.Start(t)
	_, ids := changedLakes(t, site, func([]string) {})
	c := site.As(t, claims.Reviewer)
	wantText(t, c.Get("/claims/"+ids[1]).Want(http.StatusOK), "These words stand among other words now", "Say where the claim stands now")
	path := "/claims/" + ids[1] + "/anchor"
	page := c.Get(path).Want(http.StatusOK)
	wantText(t, page, "It stood in version 1", "he said", "It stands in version 2", "nobody said")
	action, form := page.Form("anchor")
	if form.Get("anchor") != "0" {
		t.Errorf("the place chosen from the start is %q", form.Get("anchor"))
	}
	if r := c.Post(action, form).Want(http.StatusSeeOther); r.Where != "/claims/"+ids[1] {
		t.Errorf("it leads to %s", r.Where)
	}
	if got := state(t, site, ids[1]); got.Unsettled() != claims.AnchorExact || got.Appearances[0].Number != 2 || got.Wording != lakeMarks[1] {
		t.Errorf("the claim is %+v", got)
	}
	if text := c.Get("/claims/" + ids[1]).Want(http.StatusOK).Text(); strings.Contains(text, "among other words") {
		t.Error("the claim's page still warns")
	}
	wantText(t, c.Get(path).Want(http.StatusUnprocessableEntity), "stands where it was put")
	wantText(t, c.Get("/claims/"+ids[1]+"/history").Want(http.StatusOK), "said where the claim stands now")
	site.As(t, claims.Viewer).Get(path).Want(http.StatusForbidden)
	if text := site.As(t, claims.Viewer).Get("/claims/" + ids[3]).Want(http.StatusOK).Text(); !strings.Contains(text, "were not found") || strings.Contains(text, "Say where") {
		t.Errorf("a viewer reads %s", text)
	}
}

func TestAPlaceIsChosenOrTheClaimIsGone(t *testing.T) {
	site := webtest.Start(t)
	_, ids := changedLakes(t, site, func([]string) {})
	c := site.As(t, claims.Reviewer)
	twice, lost := "/claims/"+ids[2]+"/anchor", "/claims/"+ids[3]+"/anchor"

	r := submit(t, c, twice, "anchor").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "anchor"); !strings.Contains(got, "Choose where") {
		t.Errorf("without a choice: %q", got)
	}
	for _, place := range []string{"7", "-1", "at-1", "at-0-9999", "x"} {
		submit(t, c, twice, "anchor", "anchor", place).Want(http.StatusUnprocessableEntity)
	}
	submit(t, c, twice, "anchor", "anchor", "1").Want(http.StatusSeeOther)
	if got := state(t, site, ids[2]).Appearances[0]; got.Spans[0].Start != strings.LastIndex(lakesChanged, "Rents fell") {
		t.Errorf("chosen, it stands at %+v", got)
	}

	page := c.Get(lost).Want(http.StatusOK)
	wantText(t, page, "Wages stayed in May.")
	r = submit(t, c, lost, "anchor", "anchor", "gone").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "note"); got == "" {
		t.Error("gone without a reason is taken")
	}
	r = submit(t, c, lost, "anchor", "anchor", "typed", "exact", "Wages rose in June", "note", "Mine.").Want(http.StatusUnprocessableEntity)
	if _, form := r.Form("anchor"); !strings.Contains(errorsOf(r, "exact"), "do not stand") || form.Get("exact") != "Wages rose in June" || form.Get("note") != "Mine." || form.Get("anchor") != "typed" {
		t.Errorf("what was typed became %v, with %q", form, errorsOf(r, "exact"))
	}
	submit(t, c, lost, "anchor", "anchor", "gone", "note", "Cut.").Want(http.StatusSeeOther)
	wantText(t, c.Get("/claims/"+ids[3]).Want(http.StatusOK), "stand in the article no more")
	submit(t, c, lost, "anchor", "anchor", "typed", "exact", "Wages stayed in May").Want(http.StatusSeeOther)
	if got := state(t, site, ids[3]); got.Appearances[0].Exact != "Wages stayed in May" || got.Wording != lakeMarks[3] || len(got.Dates) == 0 || got.Dates[0].In(lakesChanged) != got.Dates[0].Text {
		t.Errorf("on other words it is %+v", got)
	}
}

func TestASentenceThatIsOfferedCanBeChosen(t *testing.T) {
	site := webtest.Start(t)
	_, ids := changedLakes(t, site, func([]string) {})
	c := site.As(t, claims.Reviewer)
	path := "/claims/" + ids[3] + "/anchor"
	place := ""
	for n := range c.Get(path).Want(http.StatusOK).Root().Descendants() {
		if v := webtest.Attr(n, "value"); n.Data == "input" && strings.HasPrefix(v, "at-") && place == "" {
			place = v
		}
	}
	submit(t, c, path, "anchor", "anchor", place).Want(http.StatusSeeOther)
	if got := state(t, site, ids[3]).Appearances[0]; got.Exact != "Wages stayed in May." {
		t.Errorf("the sentence is %+v", got)
	}
}

func TestAVerdictDoesNotComeToStandUnderOtherWords(t *testing.T) {
	site := webtest.Start(t)
	_, ids := changedLakes(t, site, func(ids []string) {
		ctx, by := t.Context(), site.By(claims.Editor)
		if err := site.AcceptClaim(ctx, by, ids[3], 1); err != nil {
			t.Fatal(err)
		}
		e, err := site.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: ids[3], Stance: claims.Supports, Source: claims.SourceEdit{Title: "Table"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := site.SubmitReview(ctx, by, claims.NewReview{ClaimID: ids[3], Rating: "true", Aspect: claims.Content, Rationale: "So it is.", Evidence: []string{e}}); err != nil {
			t.Fatal(err)
		}
	})
	c := site.As(t, claims.Reviewer)
	path := "/claims/" + ids[3] + "/anchor"
	r := submit(t, c, path, "anchor", "anchor", "typed", "exact", "Wages stayed in May").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "anchor"); !strings.Contains(got, "Somebody has judged these words") {
		t.Errorf("beside the choice stands %q", got)
	}
	submit(t, c, path, "anchor", "anchor", "gone", "note", "They cut it.").Want(http.StatusSeeOther)
}

func TestAStaleAnchorIsTold(t *testing.T) {
	site := webtest.Start(t)
	article, ids := changedLakes(t, site, func([]string) {})
	c, other := site.As(t, claims.Reviewer), site.As(t, claims.Editor)
	path := "/claims/" + ids[2] + "/anchor"
	action, form := c.Get(path).Want(http.StatusOK).Form("anchor")
	form.Set("anchor", "0")
	form.Set("note", "I think so.")
	r := submit(t, other, "/articles/"+article+"/versions/new", "new-version", "text", "Third: Rents fell! Fourth: Rents fell? Fifth: Rents fell!").Want(http.StatusSeeOther)
	submit(t, other, r.Where, "save-version").Want(http.StatusSeeOther)
	stale := c.Post(action, form).Want(http.StatusConflict)
	wantText(t, stale, "changed it since you opened the page", "Fifth")
	action, form = stale.Form("anchor")
	if form.Get("note") != "I think so." || form.Get("anchor") != "" {
		t.Errorf("the form shown again holds %v", form)
	}
	form.Set("anchor", "2")
	c.Post(action, form).Want(http.StatusSeeOther)
}
