package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestEditionLaysClaimsOutInTextOrder(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[3], n.ids[0])
	n.evidence(n.ids[0], "Table", "", claims.Supports)
	n.decide(n.ids[0], "mostly-true", "Nearly so.")
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), n.ids[2], 1, claims.RejectOpinion, ""))

	e := n.edition()
	if diff := cmp.Diff([]string{newsMarks[0], newsMarks[1], newsMarks[3]}, wordings(e.Claims)); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{newsMarks[2]}, wordings(e.Closed)); diff != "" {
		t.Errorf("closed (-want +got):\n%s", diff)
	}
	r := e.Claims[0]
	if r.Rating != "Mostly true" || r.Tone != claims.TonePosWeak || r.Supports != 1 || r.Step != claims.StepPublish || r.Appearance.Exact != newsMarks[0] || r.Updated.IsZero() {
		t.Errorf("first row: %+v", r)
	}
	if open := e.Claims[1]; open.Rating != "" || open.Tone != claims.ToneOpen || open.Step != claims.StepLook || open.Proposer != claims.Splitter {
		t.Errorf("candidate: %+v", open)
	}
	want := claims.Coverage{Body: len(newsText), Claimed: len(newsMarks[0]) + len(newsMarks[3]), Rejected: len(newsMarks[2]), Proposed: len(newsMarks[1])}
	if diff := cmp.Diff(want, e.Coverage); diff != "" {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	if e.AddedBy != "Rosa Reviewer" || e.Text.Text != newsText || len(e.VersionList) != 1 {
		t.Errorf("added by %q, versions %v", e.AddedBy, e.VersionList)
	}
}

func TestEditionTellsWhatStandsBehindACandidate(t *testing.T) {
	n, id := filledNewsroom(t)
	r := n.edition().Claims[0]
	said := claims.Attribution{Mention: "he", Cue: "said", Quote: claims.Indirect, Confidence: 0.7, Chain: []string{"The Bank"}}
	if diff := cmp.Diff(said, r.Attribution) + cmp.Diff(someFills, r.Filled) + cmp.Diff([]string{"gives a number", "names a year"}, r.Reasons); diff != "" || r.ID != id {
		t.Errorf("the candidate (-want +got):\n%s", diff)
	}
	n.accept(id)
	if r := n.edition().Claims[0]; len(r.Filled) > 0 || r.Attribution.Mention != "" {
		t.Errorf("the accepted claim: %+v", r)
	}
}

func TestAMergedClaimStandsInTheEditionOnceWithAllItsWords(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.MergeClaims(t.Context(), n.By(claims.Reviewer), n.ids[0], 1, n.ids[2], 1, "Both")
	must(t, err)
	e := n.edition()
	for _, r := range e.Claims {
		if r.ID != n.ids[2] {
			continue
		}
		if got := claims.Quote(newsText, r.Appearance.Spans); got != newsMarks[0]+" … "+newsMarks[2] {
			t.Errorf("words of the merged claim: %q", got)
		}
	}
	if len(e.Claims) != 3 || len(e.Closed) != 1 {
		t.Errorf("%d open and %d closed, want 3 and 1", len(e.Claims), len(e.Closed))
	}
}

func TestEditionOffersToUndoWhatTheReaderDidLast(t *testing.T) {
	n := newNewsroom(t)
	if e := n.edition(); e.Last != nil {
		t.Errorf("an import is not undone with a key: %+v", e.Last)
	}
	n.accept(n.ids[0])
	e := n.edition()
	if e.Last == nil || e.Last.Kind != claims.ClaimAccepted || e.Last.ClaimID != n.ids[0] || e.Last.Title != newsMarks[0] || !e.LastUndo {
		t.Fatalf("after accepting: %+v, undo %v", e.Last, e.LastUndo)
	}
	if other, err := n.Edition(t.Context(), n.article, n.Users[claims.Editor].ID); err != nil || other.Last != nil {
		t.Errorf("another reader is offered %+v (%v)", other.Last, err)
	}
	if _, err := n.Undo(t.Context(), n.By(claims.Reviewer), e.Last.Seq); err != nil {
		t.Errorf("what was offered fails: %v", err)
	}
	if e := n.edition(); e.LastUndo {
		t.Error("what was undone is offered again")
	}
}

// The page offers an undo exactly when it works.
func TestEditionOffersOnlyAnUndoThatWorks(t *testing.T) {
	edit := func(n *newsroom, role claims.Role, id string) {
		must(n.t, n.EditClaim(n.t.Context(), n.By(role), claims.ClaimEdit{
			ID: id, Version: n.dossier(id).Claim.Version, Wording: "Other words", Kind: claims.Fact, Modality: claims.Asserted,
		}))
	}
	cases := map[string]func(n *newsroom){
		"an edit":                            func(n *newsroom) { edit(n, claims.Reviewer, n.ids[0]) },
		"an edit that somebody edited again": func(n *newsroom) { edit(n, claims.Reviewer, n.ids[0]); edit(n, claims.Editor, n.ids[0]) },
		"an acceptance before a verdict": func(n *newsroom) {
			n.accept(n.ids[0])
			n.decide(n.ids[0], "not-checkable", "Nobody can know.")
		},
		"a split": func(n *newsroom) {
			_, err := n.SplitClaim(n.t.Context(), n.By(claims.Reviewer), n.ids[1], 1, "The council met\non Monday")
			must(n.t, err)
		},
		"a split with evidence": func(n *newsroom) {
			n.evidence(n.ids[1], "Minutes", "", claims.Supports)
			_, err := n.SplitClaim(n.t.Context(), n.By(claims.Reviewer), n.ids[1], 1, "The council met\non Monday")
			must(n.t, err)
		},
		"a merge": func(n *newsroom) {
			_, err := n.MergeClaims(n.t.Context(), n.By(claims.Reviewer), n.ids[0], 1, n.ids[1], 1, "Both")
			must(n.t, err)
		},
		"a merge whose evidence was removed": func(n *newsroom) {
			id := n.evidence(n.ids[0], "Minutes", "", claims.Supports)
			_, err := n.MergeClaims(n.t.Context(), n.By(claims.Reviewer), n.ids[0], 1, n.ids[1], 1, "Both")
			must(n.t, err)
			_, err = n.RemoveEvidence(n.t.Context(), n.By(claims.Editor), id, 2, "Wrong year.")
			must(n.t, err)
		},
		"an addition": func(n *newsroom) {
			_, err := n.AddClaim(n.t.Context(), n.By(claims.Reviewer), n.article, 1, claims.Candidate{
				Wording: "Something", Spans: []claims.Span{{Start: 0, End: 7}},
			})
			must(n.t, err)
		},
	}
	for name, act := range cases {
		t.Run(name, func(t *testing.T) {
			n := newNewsroom(t)
			act(n)
			e := n.edition()
			if e.Last == nil {
				t.Fatal("nothing was done")
			}
			_, err := n.Undo(t.Context(), n.By(claims.Reviewer), e.Last.Seq)
			if worked := err == nil; worked != e.LastUndo {
				t.Errorf("undo was offered: %v; it answered %v", e.LastUndo, err)
			}
		})
	}
}

func TestAnUnknownArticleHasNoEdition(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.Edition(t.Context(), "0000000000000000", ""); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
}
