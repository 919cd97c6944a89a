package db_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

func TestClaimsByEveryFilter(t *testing.T) {
	n := newNewsroom(t)
	other := n.Article(t, "The bridge is closed.", "The bridge is closed")
	n.accept(n.ids[0], n.ids[1])
	n.evidence(n.ids[0], "Table", "", claims.Refutes)
	n.decide(n.ids[0], "false", "It fell.")
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), n.ids[2], 1, claims.RejectVague, ""))
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
		ID: n.ids[3], Version: 1, Wording: newsMarks[3], Claimant: "Jean Dupont", Kind: claims.Fact, Modality: claims.Reported,
	}))
	dupont := n.dossier(n.ids[3]).Claimant.ID

	cases := map[string]struct {
		filter claims.ClaimFilter
		want   []string
	}{
		"open ones":               {claims.ClaimFilter{}, []string{newsMarks[0], newsMarks[1], newsMarks[3], "The bridge is closed"}},
		"candidates":              {claims.ClaimFilter{State: claims.Proposed}, []string{newsMarks[3], "The bridge is closed"}},
		"rejected ones":           {claims.ClaimFilter{State: claims.Rejected}, []string{newsMarks[2]}},
		"of one article":          {claims.ClaimFilter{ArticleID: other}, []string{"The bridge is closed"}},
		"of one claimant":         {claims.ClaimFilter{Claimant: dupont}, []string{newsMarks[3]}},
		"of one rating":           {claims.ClaimFilter{Rating: "false"}, []string{newsMarks[0]}},
		"of a rating not given":   {claims.ClaimFilter{Rating: "true"}, nil},
		"without a verdict":       {claims.ClaimFilter{Rating: "none"}, []string{newsMarks[1]}},
		"two filters at once":     {claims.ClaimFilter{ArticleID: n.article, State: claims.Accepted}, []string{newsMarks[0], newsMarks[1]}},
		"two that exclude it":     {claims.ClaimFilter{Claimant: dupont, Rating: "false"}, nil},
		"of an unknown article":   {claims.ClaimFilter{ArticleID: "0000000000000000"}, nil},
		"rejected with a verdict": {claims.ClaimFilter{State: claims.Rejected, Rating: "false"}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p, err := n.Claims(t.Context(), c.filter)
			must(t, err)
			got := wordings(p.Items)
			slices.Sort(got)
			slices.Sort(c.want)
			if diff := cmp.Diff(c.want, got); diff != "" || p.Next != "" {
				t.Errorf("next %q (-want +got):\n%s", p.Next, diff)
			}
		})
	}
}

func TestClaimRowsSayWhatListsShow(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.accept(id)
	n.evidence(id, "Table", "", claims.Refutes)
	n.evidence(id, "Speech", "", claims.Supports)
	n.evidence(id, "Background", "", claims.Context)
	n.decide(id, "false", "It fell.")
	n.publish(id)
	p, err := n.Claims(t.Context(), claims.ClaimFilter{Rating: "false"})
	must(t, err)
	r := p.Items[0]
	if !r.Updated.Equal(n.dossier(id).Recent[0].At) {
		t.Errorf("updated at %v, want the time of its last event", r.Updated)
	}
	r.Updated = n.Now()
	want := claims.ClaimRow{
		ID: id, No: 1, Wording: newsMarks[0], State: claims.Accepted, Step: claims.StepDone, Kind: claims.Fact,
		Modality: claims.Asserted, ArticleID: n.article, Headline: "An article", Lang: "en", Supports: 1, Refutes: 1,
		Contexts: 1, Rating: "False", Tone: claims.ToneNeg, Publication: claims.Public, Updated: r.Updated, Version: 2,
		Proposer: claims.Splitter,
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestACandidateSaysWhyItWasProposed(t *testing.T) {
	n := newNewsroom(t)
	id, err := n.AddClaim(t.Context(), n.By(claims.Reviewer), n.article, 1, claims.Candidate{
		Wording: "Exports rose", Spans: []claims.Span{{Start: 0, End: 12}}, Reasons: []string{"a number", "a year"}, Score: 0.75,
	})
	must(t, err)
	p, err := n.Claims(t.Context(), claims.ClaimFilter{ArticleID: n.article})
	must(t, err)
	for _, r := range p.Items {
		if r.ID == id && (r.ProposedText != "a number" || r.CheckWorthy != 0.75 || r.Proposer != n.Users[claims.Reviewer].ID) {
			t.Errorf("%+v", r)
		}
	}
}

func TestArticlesArePagedNewestFirst(t *testing.T) {
	n := newNewsroom(t)
	ids := []string{n.article}
	for i := range 60 {
		ids = append(ids, n.Article(t, fmt.Sprintf("Text number %d.", i)))
	}
	var got []string
	for after, more := "", true; more; {
		p, err := n.Articles(t.Context(), after)
		must(t, err)
		for _, r := range p.Items {
			got = append(got, r.ID)
		}
		after, more = p.Next, p.Next != ""
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	if diff := cmp.Diff(ids, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReportsListArticlesWithVerdictsOnly(t *testing.T) {
	n := newNewsroom(t)
	n.Article(t, "The bridge is closed.", "The bridge is closed")
	p, err := n.Reports(t.Context(), "")
	must(t, err)
	if len(p.Items) != 0 {
		t.Errorf("reports before a verdict: %+v", p.Items)
	}
	n.accept(n.ids[0])
	n.decide(n.ids[0], "satire", "A joke.")
	p, err = n.Reports(t.Context(), "")
	must(t, err)
	if len(p.Items) != 1 || p.Items[0].ID != n.article || p.Items[0].Decided != 1 || p.Items[0].AddedBy != "Rosa Reviewer" {
		t.Errorf("reports: %+v", p.Items)
	}
}

func TestSourcesKnowTheClaimsThatUseThem(t *testing.T) {
	n := newNewsroom(t)
	for i, stance := range []claims.Stance{claims.Supports, claims.Refutes} {
		_, err := n.AddEvidence(t.Context(), n.By(claims.Reviewer), claims.EvidenceEdit{
			ClaimID: n.ids[i], Source: claims.SourceEdit{URL: "https://example.org/a", Title: "A"}, Stance: stance,
		})
		must(t, err)
	}
	n.evidence(n.ids[2], "B", "", claims.Context)
	p, err := n.Sources(t.Context(), "")
	must(t, err)
	counts := map[string]int{}
	for _, r := range p.Items {
		counts[r.Title] = r.Claims
	}
	if diff := cmp.Diff(map[string]int{"A": 2, "B": 1}, counts); diff != "" {
		t.Errorf("claims by source (-want +got):\n%s", diff)
	}

	id := n.dossier(n.ids[0]).Evidence[0].SourceID
	must(t, n.SaveSnapshot(t.Context(), n.By(claims.Admin), db.Job{}, claims.Snapshot{
		SourceID: id, Fetched: n.Now().UTC(), SHA256: claims.TextDigest("x"), Text: "x",
	}, []byte("x")))
	page, err := n.SourcePage(t.Context(), id)
	must(t, err)
	want := map[string]claims.Stance{n.ids[0]: claims.Supports, n.ids[1]: claims.Refutes}
	if diff := cmp.Diff(want, page.Stances); diff != "" || len(page.Claims) != 2 {
		t.Errorf("%d claims, stances (-want +got):\n%s", len(page.Claims), diff)
	}
	if page.AddedBy != "Rosa Reviewer" || len(page.Snapshots) != 1 || page.Snapshots[0].Text != "" || page.Snapshots[0].SHA256 == "" {
		t.Errorf("added by %q, copies %+v", page.AddedBy, page.Snapshots)
	}
	p, err = n.Sources(t.Context(), "")
	must(t, err)
	for _, r := range p.Items {
		if r.Snapshot.IsZero() != (r.Title == "B") {
			t.Errorf("source %s has a copy of %v", r.Title, r.Snapshot)
		}
	}
	if _, err := n.SourcePage(t.Context(), "0000000000000000"); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("unknown source: got %v, want not found", err)
	}
}

func TestListsRefuseACursorThatTheyDidNotMake(t *testing.T) {
	n := newNewsroom(t)
	for _, after := range []string{"x", "~", "'; DROP TABLE claim", "0000000000000000 "} {
		_, articles := n.Articles(t.Context(), after)
		_, reports := n.Reports(t.Context(), after)
		_, list := n.Claims(t.Context(), claims.ClaimFilter{After: after})
		_, sources := n.Sources(t.Context(), after)
		for i, err := range []error{articles, reports, list, sources} {
			if !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("list %d with cursor %q: got %v, want not valid", i, after, err)
			}
		}
	}
}
