package db_test

import (
	"errors"
	"testing"

	"assay/claims"
	"assay/db"
)

// webEvidence adds evidence from a page whose copy holds the quote, and returns its id and the source's.
func (n *newsroom) webEvidence(claimID, address, quote string) (id, source string) {
	n.t.Helper()
	id, err := n.AddEvidence(n.t.Context(), n.By(claims.Reviewer), claims.EvidenceEdit{ClaimID: claimID, Source: claims.SourceEdit{URL: address}, Stance: claims.Supports, Quote: quote})
	must(n.t, err)
	e, err := n.Evidence(n.t.Context(), id)
	must(n.t, err)
	n.copy(e.SourceID, "It says: "+quote)
	return id, e.SourceID
}

// copy keeps a copy of a source with a text, or notes that there was none for "".
func (n *newsroom) copy(source, text string) {
	n.t.Helper()
	ctx := n.t.Context()
	job, err := n.LeaseJob(ctx)
	if errors.Is(err, claims.ErrNotFound) {
		must(n.t, n.RefetchSource(ctx, n.By(claims.Reviewer), source))
		job, err = n.LeaseJob(ctx)
	}
	must(n.t, err)
	s := claims.Snapshot{SourceID: source, Fetched: n.Now().UTC(), Status: 200, SHA256: claims.TextDigest("raw " + text), Text: text}
	if text == "" {
		s = claims.Snapshot{SourceID: source, Fetched: n.Now().UTC(), Error: "Gone."}
	}
	must(n.t, n.SaveSnapshot(ctx, db.By{Actor: claims.System}, job, s, []byte("raw "+text)))
}

func TestAVerdictIsLookedAtAgainWhenItsEvidenceChanges(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[0]
	n.accept(id)
	evidence, source := n.webEvidence(id, "https://a.example/table", "rose by 3 percent")
	raw := open(t, n.Path)
	counted := func() string { return texts(t, raw, `SELECT recheck FROM claim_tally WHERE claim_id = $1`, id)[0] }

	n.copy(source, "It fell.")
	if d := n.dossier(id); len(d.Changed) != 1 || d.Changed[0].EvidenceID != evidence || d.Changed[0].Open || d.Changed[0].Fetched.IsZero() || counted() != "0" {
		t.Errorf("before there is a verdict: %+v, counted %s", d.Changed, counted())
	}
	size := n.Size()
	refused(t, n.Desk, size, "a look without a verdict", n.RecheckClaim(ctx, by, id, 0, "It stands."), claims.ErrInvalid)
	n.copy(source, "It rose by 3 percent.")
	n.decide(id, "true", "The table says so.")
	if d := n.dossier(id); len(d.Changed) != 0 || counted() != "0" {
		t.Errorf("the passage is back: %+v, counted %s", d.Changed, counted())
	}

	n.copy(source, "")
	if counted() != "0" {
		t.Error("a copy that could not be made has changed the evidence")
	}
	n.copy(source, "It rose by 4 percent.")
	if d := n.dossier(id); len(d.Changed) != 1 || !d.Changed[0].Open || counted() != "1" {
		t.Errorf("the passage is gone: %+v, counted %s", d.Changed, counted())
	}
	size = n.Size()
	refused(t, n.Desk, size, "without a note", n.RecheckClaim(ctx, by, id, 0, ""), claims.ErrInvalid)
	refused(t, n.Desk, size, "by a viewer", n.RecheckClaim(ctx, n.By(claims.Viewer), id, 0, "It stands."), claims.ErrForbidden)
	refused(t, n.Desk, size, "of a claim that is none", n.RecheckClaim(ctx, by, "nobody", 0, "It stands."), claims.ErrNotFound)
	wants(t, n.Desk, by, func() { must(t, n.RecheckClaim(ctx, by, id, 0, "A slip of theirs.")) }, "claim.recheck recheck 1: A slip of theirs.")
	if d := n.dossier(id); len(d.Changed) != 1 || d.Changed[0].Open || d.Recheck.Note != "A slip of theirs." || d.RecheckBy != "Rosa Reviewer" || counted() != "0" {
		t.Errorf("looked at: %+v, %+v, counted %s", d.Changed, d.Recheck, counted())
	}
	size = n.Size()
	refused(t, n.Desk, size, "from an older look", n.RecheckClaim(ctx, by, id, 0, "It stands."), claims.ErrConflict)
	refused(t, n.Desk, size, "when nothing has changed since", n.RecheckClaim(ctx, by, id, 1, "It stands."), claims.ErrInvalid)

	n.copy(source, "It rose by 4 percent.") // the same text again is no further change
	if counted() != "0" {
		t.Error("the same text wants another look")
	}
	n.copy(source, "It rose by 5 percent.")
	if counted() != "1" {
		t.Error("another text wants no look")
	}
	must(t, n.RecheckClaim(ctx, by, id, 1, "Another slip."))
	must(t, raw.Close())
}

func TestAPendingVerdictWaitsForItsDayAndNotForItsEvidence(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[2]
	n.accept(id)
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{ID: id, Version: 2, Wording: newsMarks[2], Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: "2099-01-01"}))
	_, source := n.webEvidence(id, "https://a.example/plan", "will fall")
	n.decide(id, claims.RatingPending, "Wait.")
	n.copy(source, "They will rise.")
	if d := n.dossier(id); len(d.Changed) != 1 || d.Changed[0].Open {
		t.Errorf("under a pending verdict: %+v", d.Changed)
	}
}
