package main

import (
	"slices"
	"strings"
	"testing"

	"assay/claims"
	"assay/db"
)

// demoRows returns the worked example's claims, open and closed, with the store they are in.
func demoRows(t *testing.T) (*db.DB, []claims.ClaimRow) {
	t.Helper()
	d, err := db.Open(t.Context(), demoDB(t), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	articles, err := d.Articles(t.Context(), "")
	if err != nil || len(articles.Items) != 3 {
		t.Fatalf("articles: %d, %v", len(articles.Items), err)
	}
	var rows []claims.ClaimRow
	for _, a := range articles.Items {
		e, err := d.Edition(t.Context(), a.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		rows = append(append(rows, e.Claims...), e.Closed...)
	}
	return d, rows
}

func TestTheWorkedExampleVerifies(t *testing.T) {
	v, err := db.Verify(t.Context(), demoDB(t), nil)
	if err != nil || len(v.Findings) > 0 || v.Head.Size < 80 {
		t.Errorf("%d events, %v, %v", v.Head.Size, v.Findings, err)
	}
}

func TestTheWorkedExampleShowsEveryStateAndStep(t *testing.T) {
	_, rows := demoRows(t)
	states, steps, published := map[claims.State]int{}, map[claims.Step]int{}, map[claims.PublicationState]int{}
	reasons := map[claims.RejectReason]int{}
	for _, r := range rows {
		states[r.State]++
		steps[r.Step]++
		published[r.Publication]++
		reasons[r.Reason]++
	}
	for _, s := range []claims.State{claims.Proposed, claims.Accepted, claims.Rejected, claims.Merged, claims.SplitUp, claims.Withdrawn} {
		if states[s] == 0 {
			t.Errorf("no claim is %s", s)
		}
	}
	for _, s := range claims.Steps {
		if steps[s] == 0 {
			t.Errorf("no claim waits at step %s", s)
		}
	}
	for _, r := range []claims.RejectReason{claims.RejectOpinion, claims.RejectVague, claims.RejectTrivial} {
		if reasons[r] == 0 {
			t.Errorf("no claim is rejected as %s", r)
		}
	}
	if published[claims.Public] == 0 || published[claims.Corrected] != 1 {
		t.Errorf("publications: %v", published)
	}
}

func TestTheWorkedExampleHasAPredictionThatIsStillOpen(t *testing.T) {
	d, rows := demoRows(t)
	i := slices.IndexFunc(rows, func(r claims.ClaimRow) bool { return r.Step == claims.StepWait })
	if i < 0 {
		t.Fatal("no claim waits for a day")
	}
	got, err := d.Dossier(t.Context(), rows[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	c := got.Claim
	if c.Kind != claims.Prediction || c.Modality != claims.Hedged || c.SettlesOn <= d.Today() || got.Verdict.Rating != claims.RatingPending {
		t.Errorf("kind %s, modality %s, settles on %s, rated %s", c.Kind, c.Modality, c.SettlesOn, got.Verdict.Rating)
	}
}

func TestTheCorrectionTellsReadersWhatChanged(t *testing.T) {
	d, rows := demoRows(t)
	i := slices.IndexFunc(rows, func(r claims.ClaimRow) bool { return r.Publication == claims.Corrected })
	if i < 0 {
		t.Fatal("nothing is corrected")
	}
	got, err := d.Dossier(t.Context(), rows[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Reviews) != 2 || len(got.Corrections) != 1 || got.Corrections[0].Note == "" || len(got.Evidence) != 2 {
		t.Fatalf("%d reviews, corrections %+v, %d pieces of evidence", len(got.Reviews), got.Corrections, len(got.Evidence))
	}
	if c := got.Corrections[0]; c.FromText != "False" || c.ToText != "Mostly false" {
		t.Errorf("corrected from %s to %s", c.FromText, c.ToText)
	}
}

func TestTheWorkedExampleFetchesNothing(t *testing.T) {
	d, _ := demoRows(t)
	if job, err := d.LeaseJob(t.Context()); err == nil {
		t.Errorf("there is a job: %+v", job)
	}
	sources, err := d.Sources(t.Context(), "")
	if err != nil || len(sources.Items) < 6 {
		t.Fatalf("sources: %d, %v", len(sources.Items), err)
	}
	shared := false
	for _, s := range sources.Items {
		shared = shared || s.Claims > 1
	}
	if !shared {
		t.Error("no source serves two claims")
	}
}

func TestTheWorkedExampleSetsTheFurnitureOfAPageAside(t *testing.T) {
	d, _ := demoRows(t)
	articles, err := d.Articles(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(articles.Items, func(a claims.ArticleRow) bool { return strings.HasPrefix(a.Headline, "Ostrell") })
	if i < 0 || articles.Items[i].Byline != "Lena Marsh" || articles.Items[i].Published == "" {
		t.Fatalf("articles: %+v", articles.Items)
	}
	a, err := d.Article(t.Context(), articles.Items[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	aside := 0
	for _, b := range a.Blocks {
		if b.Kind.SetAside() {
			aside++
		}
	}
	if aside < 3 {
		t.Errorf("only %d of %d blocks are set aside", aside, len(a.Blocks))
	}
}

func TestAStepThatFailsEndsTheStoryWithItsName(t *testing.T) {
	d, err := db.Open(t.Context(), demoDB(t), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s := &story{ctx: t.Context(), db: d, who: map[claims.Role]db.By{}}
	s.accept("nosuchclaim")
	s.mark("Nothing is marked after that.")
	s.publish("nosuchclaim")
	if s.err == nil || !strings.HasPrefix(s.err.Error(), "accept: ") {
		t.Errorf("error: %v", s.err)
	}
}
