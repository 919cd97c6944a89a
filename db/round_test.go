package db_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
)

// bureau is a newsroom with a claim to be rated, a policy of two reviews and two more people: Ben reviews, Cleo edits.
type bureau struct {
	*newsroom
	claim     string
	in        claims.NewReview // a review with which nothing is wrong
	anna      db.By            // the first reviewer
	ben, cleo db.By
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	n, in := decidable(t)
	b := &bureau{newsroom: n, claim: in.ClaimID, in: in, anna: n.By(claims.Reviewer)}
	b.ben, b.cleo = b.hire("ben", "Ben Second", claims.Reviewer), b.hire("cleo", "Cleo Chief", claims.Editor)
	must(t, n.EditPolicy(t.Context(), n.By(claims.Admin), claims.Policy{Reviews: claims.Twice, LeaseMinutes: 30}))
	return b
}

func (n *newsroom) hire(handle, name string, role claims.Role) db.By {
	n.t.Helper()
	id, err := n.AddUser(n.t.Context(), db.By{Actor: claims.System}, claims.User{Handle: handle, Name: name, Role: role}, "$argon2id$none")
	must(n.t, err)
	return db.By{Actor: claims.Actor{ID: id, Name: name, Role: role}}
}

func (b *bureau) review(by db.By, rating, why string) claims.RoundState {
	b.t.Helper()
	in := b.in
	in.Rating, in.Rationale, in.Summary = rating, why, ""
	if d := b.dossier(b.claim); d.Verdict != nil {
		in.Version = d.Verdict.Version
	}
	state, err := b.SubmitReview(b.t.Context(), by, in)
	must(b.t, err)
	return state
}

func TestTwoReviewsLeadToAVerdict(t *testing.T) {
	b := newBureau(t)
	wants(t, b.Desk, b.anna, func() { b.review(b.anna, "true", "The minutes say so.") }, "review.submit review 1", "round.open round 1")
	if d := b.dossier(b.claim); d.Verdict != nil || d.Step != claims.StepSecond || d.Sealed != 1 || len(d.Reviews) != 0 || d.Filed[0] != "Rosa Reviewer" {
		t.Errorf("after the first: %s, sealed %d, reviews %v", d.Step, d.Sealed, d.Reviews)
	}
	wants(t, b.Desk, b.ben, func() { b.review(b.ben, "true", "") }, "review.submit review 1", "round.decide round 2", "verdict.decide verdict 1")
	d := b.dossier(b.claim)
	if d.Step != claims.StepPublish || d.Verdict.How != claims.ByAgreement || len(d.Reviews) != 2 || d.Verdict.Rationale != "The minutes say so." {
		t.Errorf("after the second: %s, %+v", d.Step, d.Verdict)
	}
}

func TestNobodyReviewsOneRoundTwice(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	size := b.Size()
	_, err := b.SubmitReview(t.Context(), b.anna, b.in)
	refused(t, b.Desk, size, "by the first reviewer", err, claims.ErrInvalid)
}

func TestAnEditorDecidesADispute(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	if state := b.review(b.ben, "false", "They say no such thing."); state != claims.Disputed {
		t.Fatalf("the round is %s", state)
	}
	d := b.dossier(b.claim)
	if d.Step != claims.StepDispute || len(d.Reviews) != 2 {
		t.Fatalf("it waits for %s with %d reviews", d.Step, len(d.Reviews))
	}
	in := claims.Adjudication{ClaimID: b.claim, Version: d.Round.Version, Pick: d.Round.Reviews[1], Reason: "He has the page."}
	size := b.Size()
	refused(t, b.Desk, size, "by a reviewer", b.Adjudicate(t.Context(), b.ben, in), claims.ErrForbidden)
	stale := in
	stale.Version--
	refused(t, b.Desk, size, "of another round", b.Adjudicate(t.Context(), b.cleo, stale), claims.ErrConflict)
	wants(t, b.Desk, b.cleo, func() { must(t, b.Adjudicate(t.Context(), b.cleo, in)) }, "round.decide round 3: He has the page.", "verdict.decide verdict 1")
	d = b.dossier(b.claim)
	if d.Verdict.Rating != "false" || d.Verdict.How != claims.ByAdjudication || d.Round.Picked != in.Pick || d.Step != claims.StepPublish {
		t.Errorf("the verdict is %+v, the round %+v", d.Verdict, d.Round)
	}
	refused(t, b.Desk, b.Size(), "a second time", b.Adjudicate(t.Context(), b.cleo, in), claims.ErrConflict)
}

func TestSendingAClaimBack(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	b.review(b.ben, "false", "They say no such thing.")
	version := b.dossier(b.claim).Round.Version
	size := b.Size()
	refused(t, b.Desk, size, "without a reason", b.ReopenRound(t.Context(), b.cleo, b.claim, version, " "), claims.ErrInvalid)
	refused(t, b.Desk, size, "of an older round", b.ReopenRound(t.Context(), b.cleo, b.claim, version-1, "x"), claims.ErrConflict)
	wants(t, b.Desk, b.cleo, func() { must(t, b.ReopenRound(t.Context(), b.cleo, b.claim, version, "Ask the clerk.")) }, "round.return round 3: Ask the clerk.")
	b.review(b.ben, "true", "The clerk says so.")
	b.review(b.anna, "true", "")
	d := b.dossier(b.claim)
	if d.Round.No != 2 || d.Verdict.Version != 1 || len(d.Reviews) != 4 {
		t.Fatalf("then: round %d, revision %d, %d reviews", d.Round.No, d.Verdict.Version, len(d.Reviews))
	}
	b.publish(b.claim)
	must(t, b.ReopenRound(t.Context(), b.cleo, b.claim, d.Round.Version, "New minutes."))
	if d = b.dossier(b.claim); d.Step != claims.StepVerdict || !d.Published() {
		t.Errorf("a published claim that is looked at again waits for %s, published: %v", d.Step, d.Published())
	}
	b.review(b.anna, "half-true", "Half of it.")
	b.review(b.ben, "half-true", "")
	d = b.dossier(b.claim)
	if !d.Superseded() || d.Step != claims.StepPublish {
		t.Fatalf("it waits for %s", d.Step)
	}
	in := claims.NewPublication{ClaimID: b.claim, Revision: 2}
	if err := b.PublishVerdict(t.Context(), b.cleo, in); fieldsOf(err) != "correction public_note" {
		t.Errorf("published without a note: %v", err)
	}
	in.Correction, in.PublicNote = claims.Update, "There are new minutes."
	must(t, b.PublishVerdict(t.Context(), b.cleo, in))
	d = b.dossier(b.claim)
	if k := d.Corrections; len(k) != 1 || k[0].FromText != "True" || k[0].ToText != "Half true" || d.Publication.State != claims.Updated {
		t.Errorf("corrections %+v, publication %+v", k, d.Publication)
	}
}

func TestARoundKeepsItsScaleAndItsPolicy(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	p, err := b.Policy(t.Context())
	must(t, err)
	p.Reviews = claims.Once
	must(t, b.EditPolicy(t.Context(), b.By(claims.Admin), p))
	if d := b.dossier(b.claim); d.Step != claims.StepSecond || d.Sealed != 1 {
		t.Errorf("a new policy opened the seal: %s", d.Step)
	}
	if state := b.review(b.ben, "true", ""); state != claims.Decided {
		t.Errorf("the round is %s", state)
	}
}

func TestAClaimUnderReviewKeepsItsWords(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	ctx, c := t.Context(), b.dossier(b.claim).Claim
	edit := claims.ClaimEdit{ID: c.ID, Version: c.Version, Wording: "Something else.", Kind: c.Kind, Modality: c.Modality}
	if err := b.EditClaim(ctx, b.ben, edit); fieldsOf(err) != "wording" {
		t.Errorf("other words: %v", err)
	}
	edit.Wording, edit.SettlesOn = c.Wording, "2030-01-01"
	if err := b.EditClaim(ctx, b.ben, edit); fieldsOf(err) != "settles_on" {
		t.Errorf("another day: %v", err)
	}
	_, split := b.SplitClaim(ctx, b.ben, c.ID, c.Version, c.Wording)
	_, merge := b.MergeClaims(ctx, b.ben, c.ID, c.Version, b.ids[1], 1, "x")
	for what, err := range map[string]error{
		"moved":  b.MoveEdge(ctx, b.ben, c.ID, c.Version, claims.EndEdge, -1),
		"reject": b.RejectClaim(ctx, b.ben, c.ID, c.Version, claims.RejectVague, ""),
		"split":  split, "merged": merge,
	} {
		if !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAHistoryKeepsASealedReview(t *testing.T) {
	b := newBureau(t)
	const secret = "A sentence that nobody else may read."
	b.review(b.anna, "half-true", secret)
	told := func(reader string) string {
		var out strings.Builder
		for _, f := range []claims.EventFilter{{ClaimID: b.claim}, {ArticleID: b.article}, {}, {Kind: claims.ReviewSubmitted}, {Actor: b.anna.ID}, {Subject: "round"}} {
			f.Values, f.Reader = true, reader
			page, err := b.Events(t.Context(), f)
			must(t, err)
			fmt.Fprintf(&out, "%+v\n", page.Items)
		}
		return out.String()
	}
	for who, reader := range map[string]string{"the second": b.ben.ID, "an editor": b.cleo.ID, "an auditor": b.By(claims.Auditor).ID, "nobody": ""} {
		if got := told(reader); strings.Contains(got, secret) || strings.Contains(got, "half-true") || strings.Contains(got, "always") {
			t.Errorf("the history tells %s of the sealed review", who)
		}
	}
	if !strings.Contains(told(b.anna.ID), secret) {
		t.Error("the history does not show a reviewer his own review")
	}
	b.review(b.ben, "true", "")
	if !strings.Contains(told(b.cleo.ID), secret) {
		t.Error("the history keeps a review of a round that is not open any more")
	}
}

func TestALeaseGivesTheClaimBackByItself(t *testing.T) {
	b := newBureau(t)
	ctx, now := t.Context(), time.Now()
	b.Now = func() time.Time { return now }
	take := func(by db.By) string {
		l, err := b.TakeClaim(ctx, by, b.claim)
		must(t, err)
		return l.Name
	}
	if got := take(b.anna); got != "Rosa Reviewer" {
		t.Errorf("taken by %s", got)
	}
	now = now.Add(29 * time.Minute)
	if got := take(b.ben); got != "Rosa Reviewer" {
		t.Errorf("before its time the claim went to %s", got)
	}
	must(t, b.SaveWorkDraft(ctx, b.anna, claims.WorkDraft{ClaimID: b.claim, Form: claims.ReviewForm, Fields: map[string][]string{"rationale": {"So far"}}}))
	now = now.Add(29 * time.Minute)
	if got := take(b.ben); got != "Rosa Reviewer" {
		t.Errorf("while she types, the claim went to %s", got)
	}
	now = now.Add(31 * time.Minute)
	if got := take(b.ben); got != "Ben Second" {
		t.Errorf("after its time the claim is with %s", got)
	}
	draft, err := b.WorkDraft(ctx, b.anna.ID, b.claim, claims.ReviewForm)
	if must(t, err); draft.Fields["rationale"][0] != "So far" {
		t.Errorf("her draft is %v", draft.Fields)
	}
	if _, err := b.WorkDraft(ctx, b.ben.ID, b.claim, claims.ReviewForm); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("somebody else reads the draft: %v", err)
	}
	must(t, b.ReleaseClaim(ctx, b.anna, b.claim)) // not hers any more: no effect
	if l := b.dossier(b.claim).Lease; l.Name != "Ben Second" {
		t.Errorf("the lease is %+v", l)
	}
	must(t, b.ReleaseClaim(ctx, b.ben, b.claim))
	if l := b.dossier(b.claim).Lease; l.UserID != "" {
		t.Errorf("given back, the lease is %+v", l)
	}
	b.review(b.anna, "true", "So it is.")
	if _, err := b.WorkDraft(ctx, b.anna.ID, b.claim, claims.ReviewForm); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the draft outlives the review: %v", err)
	}
}

func TestOfManyReviewersAtOnceTwoAreInTheRound(t *testing.T) {
	b := newBureau(t)
	people := make([]db.By, 16)
	for i := range people {
		people[i] = b.hire(fmt.Sprintf("r%d", i), fmt.Sprintf("Reviewer %d", i), claims.Reviewer)
	}
	errs := make([]error, len(people))
	var all sync.WaitGroup
	for i, by := range people {
		all.Go(func() { _, errs[i] = b.SubmitReview(t.Context(), by, b.in) })
	}
	all.Wait()
	in := 0
	for i, err := range errs {
		switch {
		case err == nil:
			in++
		case !errors.Is(err, claims.ErrConflict):
			t.Errorf("reviewer %d: %v", i, err)
		}
	}
	if d := b.dossier(b.claim); in != 2 || d.Verdict == nil || d.Verdict.Version != 1 || len(d.Reviews) != 2 {
		t.Errorf("%d reviews were taken, the verdict is %+v", in, d.Verdict)
	}
}

func TestPeopleAreToldOnceOfWhatIsDue(t *testing.T) {
	b := newBureau(t)
	now := time.Now().AddDate(10, 0, 0)
	b.Now = func() time.Time { return now }
	ctx, c := t.Context(), b.dossier(b.claim).Claim
	must(t, b.EditClaim(ctx, b.anna, claims.ClaimEdit{
		ID: c.ID, Version: c.Version, Wording: c.Wording, Kind: claims.Prediction, Modality: c.Modality, SettlesOn: claims.DayOf(now.AddDate(0, 0, 3)),
	}))
	b.in.Evidence = nil
	b.review(b.anna, claims.RatingPending, "The day has not come.")
	b.review(b.ben, claims.RatingPending, "Wait.")
	late := b.dossier(b.ids[1]).Claim
	day := claims.DayOf(now.AddDate(0, 0, 3))
	must(t, b.AssignClaim(ctx, b.cleo, late.ID, late.Version, claims.TaskEdit{Assignee: &b.anna.ID, Due: &day}))
	due := func(by db.By) (n int) {
		must(t, b.NotifyDue(ctx))
		page, err := b.Notices(ctx, by.ID, "")
		must(t, err)
		for _, r := range page.Rows.Items {
			if r.Kind == claims.NoticeDue {
				n++
			}
		}
		return n
	}
	if due(b.ben) != 0 || due(b.anna) != 0 {
		t.Error("people are told before the day")
	}
	now = now.AddDate(0, 0, 3)
	for range 2 {
		if due(b.ben) != 1 || due(b.anna) != 1 {
			t.Errorf("whoever decided is told %d times, whoever was given a claim %d times", due(b.ben), due(b.anna))
		}
		page, err := b.Notices(ctx, b.ben.ID, "")
		must(t, err)
		must(t, b.SeeNotices(ctx, b.ben, page.Rows.Items[0].ID))
	}
}

func TestReviewersSeeWhatBecameOfTheirReviews(t *testing.T) {
	b := newBureau(t)
	b.review(b.anna, "true", "The minutes say so.")
	fate := func(by db.By) claims.OwnReview {
		page, err := b.OwnReviews(t.Context(), by.ID, "")
		if must(t, err); len(page.Items) != 1 {
			t.Fatalf("%d reviews", len(page.Items))
		}
		return page.Items[0]
	}
	if r := fate(b.anna); r.Fate != claims.FateWaits || r.Decided != "" || r.Label != "True" {
		t.Errorf("sealed: %+v", r)
	}
	b.review(b.ben, "false", "They say no such thing.")
	d := b.dossier(b.claim)
	must(t, b.Adjudicate(t.Context(), b.cleo, claims.Adjudication{ClaimID: b.claim, Version: d.Round.Version, Pick: d.Round.Reviews[1], Reason: "He has the page."}))
	if r := fate(b.anna); r.Fate != claims.FateOverruled || r.Decided != "False" || r.Reason != "He has the page." || r.Revised {
		t.Errorf("overruled: %+v", r)
	}
	if r := fate(b.ben); r.Fate != claims.FateFollowed {
		t.Errorf("followed: %+v", r)
	}
}
