package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

func TestAddingAClaim(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	in := claims.Candidate{Wording: "Exports rose", Claimant: "The Bank", Spans: []claims.Span{{Start: 0, End: 12}}}
	var id string
	add := func() {
		var err error
		id, err = n.AddClaim(ctx, by, n.article, 1, in)
		must(t, err)
	}
	wants(t, n.Desk, by, add, "claimant.add claimant 1", "claim.add claim 1")
	in.Claimant = " THE  bank"
	wants(t, n.Desk, by, add, "claim.add claim 1")
	got := n.dossier(id)
	if got.Claim.No != 6 || got.Claim.State != claims.Accepted || got.Claim.Proposer != by.ID || got.Claimant.Name != "The Bank" || got.Step != claims.StepEvidence {
		t.Errorf("the claim is %+v of %+v", got.Claim, got.Claimant)
	}
	size := n.Size()
	for name, c := range map[string]struct {
		role    claims.Role
		article string
		number  int
		wording string
		end     int
		kind    error
	}{
		"a viewer":                        {claims.Viewer, n.article, 1, "x", 9, claims.ErrForbidden},
		"an article that is none":         {claims.Editor, "nobody", 1, "x", 9, claims.ErrNotFound},
		"an older version of the article": {claims.Editor, n.article, 0, "x", 9, claims.ErrConflict},
		"no wording":                      {claims.Editor, n.article, 1, "", 9, claims.ErrInvalid},
		"words that are not there":        {claims.Editor, n.article, 1, "x", 9999, claims.ErrInvalid},
	} {
		_, err := n.AddClaim(ctx, n.By(c.role), c.article, c.number, claims.Candidate{Wording: c.wording, Claimant: "Nobody yet", Spans: []claims.Span{{Start: 0, End: c.end}}})
		refused(t, n.Desk, size, name, err, c.kind)
	}
}

// A claimChange is a change of an accepted claim, version 2, with the event that it writes.
type claimChange struct {
	do    func(ctx context.Context, by db.By, id string, version int) error
	event string
	after func(claims.Claim) bool
}

func claimChanges(n *newsroom) map[string]claimChange {
	return map[string]claimChange{
		"reject": {func(ctx context.Context, by db.By, id string, version int) error {
			return n.RejectClaim(ctx, by, id, version, claims.RejectTrivial, "Everyone knows.")
		}, "claim.reject claim 3: Everyone knows.", func(c claims.Claim) bool {
			return c.State == claims.Rejected && c.Reason == claims.RejectTrivial && c.StateNote == "Everyone knows."
		}},
		"withdraw": {func(ctx context.Context, by db.By, id string, version int) error {
			return n.WithdrawClaim(ctx, by, id, version, "Asked to.")
		}, "claim.withdraw claim 3: Asked to.", func(c claims.Claim) bool { return c.State == claims.Withdrawn && c.StateNote == "Asked to." }},
		"edit": {func(ctx context.Context, by db.By, id string, version int) error {
			return n.EditClaim(ctx, by, claims.ClaimEdit{ID: id, Version: version, Wording: "Reworded.", Kind: claims.Prediction, Modality: claims.Hedged, SettlesOn: "2026-01-31", Topics: []string{"tax"}, Priority: 1})
		}, "claim.edit claim 3", func(c claims.Claim) bool {
			return c.Wording == "Reworded." && c.Kind == claims.Prediction && c.SettlesOn == "2026-01-31" && c.Topics[0] == "tax" && c.Priority == 1
		}},
		"move": {func(ctx context.Context, by db.By, id string, version int) error {
			return n.MoveEdge(ctx, by, id, version, claims.EndEdge, -1)
		}, "claim.move claim 3", func(c claims.Claim) bool { return c.Appearances[0].Exact == "Exports rose by 3 percent in" }},
	}
}

func TestChangingAClaim(t *testing.T) {
	for name := range claimChanges(nil) {
		t.Run(name, func(t *testing.T) {
			n := newNewsroom(t)
			id := n.ids[0]
			ctx, by, c := t.Context(), n.By(claims.Reviewer), claimChanges(n)[name]
			wants(t, n.Desk, by, func() { must(t, n.AcceptClaim(ctx, by, id, 1)) }, "claim.accept claim 2")

			size := n.Size()
			refused(t, n.Desk, size, "by a viewer", c.do(ctx, n.By(claims.Viewer), id, 2), claims.ErrForbidden)
			refused(t, n.Desk, size, "of a claim that is none", c.do(ctx, by, "nobody", 2), claims.ErrNotFound)
			err := c.do(ctx, by, id, 1)
			refused(t, n.Desk, size, "from an older version", err, claims.ErrConflict)
			var conflict *claims.ConflictError
			if !errors.As(err, &conflict) || *conflict != (claims.ConflictError{Subject: "claim", Have: 1, Now: 2, By: "Rosa Reviewer"}) {
				t.Errorf("the conflict is %+v", conflict)
			}

			before := n.dossier(id)
			lines := wants(t, n.Desk, by, func() { must(t, c.do(ctx, by, id, 2)) }, c.event)
			after := n.dossier(id)
			if !c.after(after.Claim) || after.Claim.Version != 3 || lines[0].ClaimID != id || lines[0].ArticleID != n.article {
				t.Errorf("the claim is %+v", after.Claim)
			}

			// Undone, the claim is what it was, at a version of its own.
			seq := lines[0].Seq
			_, err = n.Undo(ctx, n.By(claims.Editor), seq)
			refused(t, n.Desk, size+1, "undone by somebody else", err, claims.ErrForbidden)
			wants(t, n.Desk, by, func() { _, err := n.Undo(ctx, by, seq); must(t, err) }, "claim.undo claim 4")
			before.Claim.Version = 4
			if diff := cmp.Diff(before.Claim, n.dossier(id).Claim); diff != "" {
				t.Errorf("undone: %s", diff)
			}
			_, err = n.Undo(ctx, by, seq)
			refused(t, n.Desk, size+2, "undone twice", err, claims.ErrConflict)
			_, err = n.Undo(ctx, by, seq+1)
			refused(t, n.Desk, size+2, "undoing the undoing", err, claims.ErrInvalid)

			// Nobody undoes what somebody built on.
			lines = recorded(t, n.Desk, func() { must(t, c.do(ctx, by, id, 4)) })
			if after.Claim.State == claims.Accepted {
				must(t, n.WithdrawClaim(ctx, n.By(claims.Editor), id, 5, "Twice."))
			} else {
				must(t, n.AcceptClaim(ctx, n.By(claims.Editor), id, 5))
			}
			_, err = n.Undo(ctx, by, lines[0].Seq)
			refused(t, n.Desk, size+4, "undone after somebody changed it", err, claims.ErrConflict)
		})
	}
}

func TestUndoingAnAcceptanceAndAnAddition(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.accept(n.ids[0])
	restored, err := n.Undo(ctx, by, n.Size()-1)
	if got := n.dossier(n.ids[0]); err != nil || restored != n.ids[0] || got.Claim.State != claims.Proposed || got.Step != claims.StepLook {
		t.Errorf("the acceptance undone: %q, %v, %s", restored, err, got.Claim.State)
	}
	id, err := n.AddClaim(ctx, by, n.article, 1, claims.Candidate{Wording: "Exports", Claimant: "New", Spans: []claims.Span{{Start: 0, End: 7}}})
	must(t, err)
	wants(t, n.Desk, by, func() { _, err := n.Undo(ctx, by, n.Size()-1); must(t, err) }, "claim.undo claim 2")
	if got := n.dossier(id); got.Claim.State != claims.Withdrawn || got.Step != claims.StepClosed {
		t.Errorf("the addition undone leaves the claim %s", got.Claim.State)
	}
}

func TestWhatCannotBeUndone(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, editor := t.Context(), n.By(claims.Reviewer), n.By(claims.Editor)
	undo := func(by db.By, kind claims.EventKind) error {
		_, err := n.Undo(ctx, by, lastEvent(t, n.Desk, kind))
		return err
	}
	must(t, n.AcceptClaim(ctx, editor, n.ids[0], 1))
	n.evidence(n.ids[0], "Minutes", "", claims.Supports)
	n.decide(n.ids[0], "true", "So it is.")
	size := n.Size()
	refused(t, n.Desk, size, "the import", undo(by, claims.ArticleAdded), claims.ErrInvalid)
	refused(t, n.Desk, size, "evidence", undo(by, claims.EvidenceAdded), claims.ErrInvalid)
	refused(t, n.Desk, size, "a verdict", undo(editor, claims.VerdictDecided), claims.ErrInvalid)
	refused(t, n.Desk, size, "a claim that has a verdict by now", undo(editor, claims.ClaimAccepted), claims.ErrInvalid)
	refused(t, n.Desk, size, "anything, for a viewer", undo(n.By(claims.Viewer), claims.ClaimAccepted), claims.ErrForbidden)
	_, err := n.Undo(ctx, by, size)
	refused(t, n.Desk, size, "an event that is none", err, claims.ErrNotFound)
}

func TestTheFaultsOfAFormMakeNoClaimant(t *testing.T) {
	n := newNewsroom(t)
	size := n.Size()
	err := n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{ID: n.ids[0], Version: 1, Claimant: "New", Kind: "rumour", Modality: claims.Asserted})
	if refused(t, n.Desk, size, "a form with faults", err, claims.ErrInvalid); fieldsOf(err) != "wording kind" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	err = n.RejectClaim(t.Context(), n.By(claims.Reviewer), n.ids[0], 1, "boring", "")
	if refused(t, n.Desk, size, "no reason", err, claims.ErrInvalid); fieldsOf(err) != "reason" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	refused(t, n.Desk, size, "withdrawing a candidate", n.WithdrawClaim(t.Context(), n.By(claims.Reviewer), n.ids[0], 1, "x"), claims.ErrInvalid)
	refused(t, n.Desk, size, "no way to move", n.MoveEdge(t.Context(), n.By(claims.Reviewer), n.ids[0], 1, claims.StartEdge, -1), claims.ErrInvalid)
}

func TestAVerdictStandsInTheWayInTheStoreToo(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Editor), n.ids[0]
	n.accept(n.ids[0], n.ids[1])
	n.evidence(id, "Minutes", "", claims.Supports)
	n.decide(id, "true", "So it is.")
	size := n.Size()
	refused(t, n.Desk, size, "rejecting", n.RejectClaim(ctx, by, id, 2, claims.RejectVague, ""), claims.ErrInvalid)
	_, err := n.SplitClaim(ctx, by, id, 2, "Exports rose by 3 percent\nin 2016")
	refused(t, n.Desk, size, "splitting", err, claims.ErrInvalid)
	_, err = n.MergeClaims(ctx, by, n.ids[1], 2, id, 2, "Both.")
	refused(t, n.Desk, size, "merging into it", err, claims.ErrInvalid)
	refused(t, n.Desk, size, "moving its words", n.MoveEdge(ctx, by, id, 2, claims.EndEdge, -1), claims.ErrInvalid)
	err = n.EditClaim(ctx, by, claims.ClaimEdit{ID: id, Version: 2, Wording: "Otherwise", Kind: claims.Fact, Modality: claims.Asserted})
	if refused(t, n.Desk, size, "rewording it", err, claims.ErrInvalid); fieldsOf(err) != "wording" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	n.publish(id)
	size = n.Size()
	d, err := n.Dossier(ctx, id)
	must(t, err)
	_, err = n.RemoveEvidence(ctx, by, d.Evidence[0].ID, 1, "Wrong year.")
	refused(t, n.Desk, size, "removing what a published verdict relies on", err, claims.ErrInvalid)
	_, err = n.EditEvidence(ctx, by, claims.EvidenceEdit{ID: d.Evidence[0].ID, Version: 1, Stance: claims.Refutes})
	refused(t, n.Desk, size, "turning what a published verdict relies on", err, claims.ErrInvalid)
}

// filledNewsroom is a newsroom whose first claim is a candidate with words that are not the article's.
func filledNewsroom(t *testing.T) (n *newsroom, id string) {
	t.Helper()
	n = &newsroom{Desk: dbtest.Open(t), t: t}
	in := claims.NewArticle{
		Headline: "Exports", Lang: "en", Origin: claims.Pasted, Text: newsText, Extractor: "test",
		Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: len(newsText)}, Kind: claims.Text}},
	}
	in.Candidates = []claims.Candidate{{
		Wording: "Exports rose by 3 percent in 2016", Spans: []claims.Span{{Start: 0, End: 25}}, Kind: claims.Fact, Modality: claims.Reported,
		Attribution: claims.Attribution{Mention: "he", Cue: "said", Quote: claims.Indirect, Confidence: 0.7, Chain: []string{"The Bank"}},
		Filled:      someFills, Reasons: []string{"gives a number", "names a year"},
	}, {Wording: "Exports rose", Spans: []claims.Span{{Start: 0, End: 12}}, Kind: claims.Fact, Filled: someFills[:1]}}
	var err error
	n.article, err = n.AddArticle(t.Context(), n.By(claims.Reviewer), in, nil)
	must(t, err)
	for _, r := range n.edition().Claims {
		n.ids = append(n.ids, r.ID)
	}
	return n, n.ids[0]
}

var someFills = []claims.Fill{{Words: "Exports", For: "they", Why: claims.FillName}, {Words: "2016", Why: claims.FillDate}}

func TestWhatWasFilledInIsKeptUntilAPersonRewords(t *testing.T) {
	n, id := filledNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.accept(id)
	edit := claims.ClaimEdit{ID: id, Version: 2, Wording: "Exports rose by 3 percent in 2016", Kind: claims.Fact, Modality: claims.Asserted, Topics: []string{"trade"}}
	must(t, n.EditClaim(ctx, by, edit))
	if diff := cmp.Diff(someFills, n.dossier(id).Claim.Filled); diff != "" {
		t.Errorf("after an edit that leaves the wording (-want +got):\n%s", diff)
	}
	edit.Version, edit.Wording = 3, "Exports grew in 2016"
	must(t, n.EditClaim(ctx, by, edit))
	if got := n.dossier(id).Claim.Filled; len(got) > 0 {
		t.Errorf("after a person reworded it: %v", got)
	}
	then := openAsOf(t, n.Desk, n.Size()-2)
	if d, err := then.Dossier(ctx, id); err != nil || !cmp.Equal(someFills, d.Claim.Filled) {
		t.Errorf("in the copy as of the edit before: %v, %v", d.Claim.Filled, err)
	}
	_, err := n.Undo(ctx, by, n.Size()-1)
	must(t, err)
	if diff := cmp.Diff(someFills, n.dossier(id).Claim.Filled); diff != "" {
		t.Errorf("after the rewording was undone (-want +got):\n%s", diff)
	}
	checkClean(t, n.Path)
}

func TestSuccessorsAreWordedByAPerson(t *testing.T) {
	n, id := filledNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	kept, err := n.MergeClaims(ctx, by, n.ids[1], 1, id, 1, "Exports rose by 3 percent in 2016")
	must(t, err)
	if got := n.dossier(kept).Claim.Filled; len(got) > 0 {
		t.Errorf("the merged claim: %v", got)
	}
	_, err = n.Undo(ctx, by, n.Size()-1)
	must(t, err)
	if diff := cmp.Diff(someFills, n.dossier(id).Claim.Filled); diff != "" {
		t.Errorf("after the merge was undone (-want +got):\n%s", diff)
	}
	_, err = n.SplitClaim(ctx, by, id, n.dossier(id).Claim.Version, "Exports rose\nby 3 percent")
	must(t, err)
	for _, part := range n.dossier(id).Claim.Successors {
		if got := n.dossier(part).Claim.Filled; len(got) > 0 {
			t.Errorf("a part of the split claim: %v", got)
		}
	}
	checkClean(t, n.Path)
}

// checkClean verifies a store: among other things that its tables are what its events give.
func checkClean(t *testing.T, path string) {
	t.Helper()
	v, err := db.Verify(t.Context(), path, nil)
	if err != nil || len(v.Findings) > 0 {
		t.Errorf("verify: %v, %v", v.Findings, err)
	}
}
