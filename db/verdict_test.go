package db_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// decidable is a newsroom with an accepted claim that has evidence, and the form of a verdict on it.
func decidable(t *testing.T) (*newsroom, claims.NewReview) {
	n := newNewsroom(t)
	n.accept(n.ids[0])
	e := n.evidence(n.ids[0], "Minutes", "It was agreed.", claims.Supports)
	return n, claims.NewReview{ClaimID: n.ids[0], Rating: "true", Aspect: claims.Content, Summary: "So it is.", Rationale: "The minutes say so.", Evidence: []string{e}}
}

func TestAVerdictFromTheFirstToItsCorrection(t *testing.T) {
	n, in := decidable(t)
	ctx, by, editor := t.Context(), n.By(claims.Reviewer), n.By(claims.Editor)
	set := func() { _, err := n.SubmitReview(ctx, by, in); must(t, err) }
	lines := wants(t, n.Desk, by, set, "review.submit review 1", "round.decide round 1", "verdict.decide verdict 1")
	d := n.dossier(in.ClaimID)
	want := claims.Verdict{
		ClaimID: in.ClaimID, ScaleNumber: 1, Rating: "true", Aspect: claims.Content, Summary: "So it is.", Rationale: "The minutes say so.",
		AsOf: n.Today(), Reviews: []string{lines[0].SubjectID}, Evidence: in.Evidence, DecidedBy: by.ID, How: claims.ByReview, Decided: d.Verdict.Decided, Version: 1,
	}
	if diff := cmp.Diff(&want, d.Verdict); diff != "" || d.Step != claims.StepPublish || len(d.Reviews) != 1 || d.Reviews[0].Round != 1 {
		t.Errorf("decided: %s, %s", d.Step, diff)
	}

	wants(t, n.Desk, editor, func() {
		must(t, n.PublishVerdict(ctx, editor, claims.NewPublication{ClaimID: in.ClaimID, Revision: 1}))
	}, "publication.publish publication 1")
	first := n.dossier(in.ClaimID).Publication
	if first.State != claims.Public || first.Revision != 1 || first.By != editor.ID || first.First.IsZero() || n.dossier(in.ClaimID).Step != claims.StepDone {
		t.Errorf("published: %+v", first)
	}

	in.Version, in.Rating, in.Correction, in.PublicNote = 1, "half-true", claims.Mistake, "We misread the table."
	by = editor
	wants(t, n.Desk, by, set, "review.submit review 1", "round.decide round 1", "verdict.decide verdict 2", "correction.write correction 1: We misread the table.", "publication.correct publication 2")
	d = n.dossier(in.ClaimID)
	if d.Verdict.Rating != "half-true" || d.Publication.State != claims.Corrected || d.Publication.Revision != 2 || !d.Publication.First.Equal(first.First) {
		t.Errorf("corrected: %+v, %+v", d.Verdict, d.Publication)
	}
	if c := d.Corrections; len(c) != 1 || c[0].Kind != claims.Mistake || c[0].From != 1 || c[0].To != 2 || c[0].FromText != "True" || c[0].ToText != "Half true" {
		t.Errorf("the correction is %+v", c)
	}
	if d.Step != claims.StepDone || len(d.Reviews) != 2 {
		t.Errorf("it waits for %s with %d reviews", d.Step, len(d.Reviews))
	}
}

func TestVerdictsThatAreRefused(t *testing.T) {
	n, in := decidable(t)
	ctx := t.Context()
	set := func(role claims.Role, in claims.NewReview) error {
		_, err := n.SubmitReview(ctx, n.By(role), in)
		return err
	}
	size := n.Size()
	refused(t, n.Desk, size, "by an auditor", set(claims.Auditor, in), claims.ErrForbidden)
	refused(t, n.Desk, size, "published before there is one", n.PublishVerdict(ctx, n.By(claims.Editor), claims.NewPublication{ClaimID: in.ClaimID, Revision: 1}), claims.ErrInvalid)
	other := in
	other.ClaimID = "nobody"
	refused(t, n.Desk, size, "on no claim", set(claims.Reviewer, other), claims.ErrNotFound)
	other.ClaimID = n.ids[1]
	refused(t, n.Desk, size, "on a candidate", set(claims.Reviewer, other), claims.ErrInvalid)
	other = in
	other.Evidence = []string{n.ids[0]}
	err := set(claims.Reviewer, other)
	if refused(t, n.Desk, size, "on evidence of no claim", err, claims.ErrInvalid); fieldsOf(err) != "evidence" {
		t.Errorf("faults %q", fieldsOf(err))
	}

	must(t, set(claims.Reviewer, in))
	size = n.Size()
	err = set(claims.Editor, in)
	refused(t, n.Desk, size, "by a second person at once", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || *conflict != (claims.ConflictError{Subject: "verdict", Have: 0, Now: 1, By: "Rosa Reviewer"}) {
		t.Errorf("the conflict is %+v", conflict)
	}
	refused(t, n.Desk, size, "published by a reviewer", n.PublishVerdict(ctx, n.By(claims.Reviewer), claims.NewPublication{ClaimID: in.ClaimID, Revision: 1}), claims.ErrForbidden)
	refused(t, n.Desk, size, "another revision published", n.PublishVerdict(ctx, n.By(claims.Editor), claims.NewPublication{ClaimID: in.ClaimID, Revision: 2}), claims.ErrConflict)
	refused(t, n.Desk, size, "no claim published", n.PublishVerdict(ctx, n.By(claims.Editor), claims.NewPublication{ClaimID: "nobody", Revision: 1}), claims.ErrNotFound)
	must(t, n.PublishVerdict(ctx, n.By(claims.Editor), claims.NewPublication{ClaimID: in.ClaimID, Revision: 1}))
	size = n.Size()
	refused(t, n.Desk, size, "published twice", n.PublishVerdict(ctx, n.By(claims.Editor), claims.NewPublication{ClaimID: in.ClaimID, Revision: 1}), claims.ErrInvalid)
	in.Version = 1
	refused(t, n.Desk, size, "changed by a reviewer when published", set(claims.Reviewer, in), claims.ErrForbidden)
	err = set(claims.Editor, in)
	if refused(t, n.Desk, size, "changed without a word to readers", err, claims.ErrInvalid); fieldsOf(err) != "correction public_note" {
		t.Errorf("faults %q", fieldsOf(err))
	}
}

func TestAPredictionWaitsForItsDay(t *testing.T) {
	n, in := decidable(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	day := claims.DayOf(time.Now().UTC().AddDate(0, 0, 10))
	must(t, n.EditClaim(ctx, by, claims.ClaimEdit{ID: in.ClaimID, Version: 2, Wording: "It will rise.", Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: day}))
	_, err := n.SubmitReview(ctx, by, in)
	refused(t, n.Desk, n.Size(), "a rating of truth before it", err, claims.ErrInvalid)
	pending := in
	pending.Rating = "pending"
	_, err = n.SubmitReview(ctx, by, pending)
	must(t, err)
	if d := n.dossier(in.ClaimID); d.Step != claims.StepWait {
		t.Errorf("it waits for %s", d.Step)
	}
	later := time.Now().AddDate(0, 0, 11)
	n.Now = func() time.Time { return later }
	if q, err := n.Queue(ctx, claims.QueueFilter{}); err != nil || q.Due != 1 {
		t.Errorf("%d are due, %v", q.Due, err)
	}
	in.Version = 1
	_, err = n.SubmitReview(ctx, by, in)
	must(t, err)
	if d := n.dossier(in.ClaimID); d.Step != claims.StepPublish || d.Verdict.AsOf != n.Today() {
		t.Errorf("after the day it waits for %s, as of %s", d.Step, d.Verdict.AsOf)
	}
}
