package db

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"assay/claims"
)

type policyEntity struct{ claims.Policy }

func (e *policyEntity) subject() (string, string, int) { return "policy", "1", e.Version }
func (e *policyEntity) belongs() (string, string)      { return "", "" }

func (e *policyEntity) project(p projector) error {
	topics, err := jsonText(e.Topics)
	if err != nil {
		return err
	}
	ratings, err := jsonText(e.Ratings)
	if err != nil {
		return err
	}
	return mustChange(p.change(upsertPolicy, string(e.Reviews), e.Share, topics, ratings, e.LeaseMinutes, bit(e.HideNames), e.Version))
}

const upsertPolicy = `
INSERT INTO policy (id, reviews, share, topics, ratings, lease_minutes, hide_names, version)
VALUES (1, $1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (id) DO UPDATE
   SET reviews = excluded.reviews, share = excluded.share, topics = excluded.topics, ratings = excluded.ratings,
       lease_minutes = excluded.lease_minutes, hide_names = excluded.hide_names, version = excluded.version
 WHERE policy.version = excluded.version - 1`

// Policy returns the desk's policy of reviews: the default one, of version 0, until somebody sets another.
func (d *DB) Policy(ctx context.Context) (claims.Policy, error) { return loadPolicy(ctx, d) }

func loadPolicy(ctx context.Context, q querier) (claims.Policy, error) {
	var p claims.Policy
	err := q.one(ctx, selectPolicy, nil, &p.Reviews, &p.Share, jsonValue{&p.Topics}, jsonValue{&p.Ratings}, &p.LeaseMinutes,
		&p.HideNames, &p.Version)
	if errors.Is(err, claims.ErrNotFound) {
		return claims.DefaultPolicy(), nil
	}
	return p, err
}

const selectPolicy = `
SELECT reviews, share, topics, ratings, lease_minutes, hide_names, version
  FROM policy
 WHERE id = 1`

// EditPolicy changes the policy for rounds that begin from now on. Errors: as for Policy.Edit, ErrConflict.
func (d *DB) EditPolicy(ctx context.Context, by By, in claims.Policy) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		now, err := loadPolicy(t.ctx, t)
		if err != nil {
			return "", err
		}
		scale, err := currentScale(t.ctx, t)
		if err != nil {
			return "", err
		}
		edited, err := now.Edit(in, scale, by.Actor)
		if err != nil {
			return "", err
		}
		if now.Version != in.Version {
			return "", t.conflict("policy", "1", in.Version, now.Version)
		}
		edited.Version++
		return "", t.save(claims.PolicyEdited, &policyEntity{edited}, "")
	})
	return err
}

type roundEntity struct {
	claims.Round
	ArticleID string `json:"article_id"`
}

func roundID(claimID string, no int) string { return fmt.Sprintf("%s.%d", claimID, no) }

func (e *roundEntity) subject() (string, string, int) {
	return "round", roundID(e.ClaimID, e.No), e.Version
}
func (e *roundEntity) belongs() (string, string) { return e.ArticleID, e.ClaimID }

func (e *roundEntity) project(p projector) error {
	reviews, err := jsonText(e.Reviews)
	if err != nil {
		return err
	}
	reviewers, err := jsonText(e.Reviewers)
	if err != nil {
		return err
	}
	p.touch(e.ClaimID)
	return mustChange(p.change(upsertRound, roundID(e.ClaimID, e.No), e.ClaimID, e.No, e.Need, e.Why, e.ScaleNumber,
		string(e.State), reviews, reviewers, e.Reason, e.Picked, e.Revision, e.Rating, timeText(e.Opened), timeText(e.Closed),
		e.ClosedBy, e.Version))
}

const upsertRound = `
INSERT INTO round (id, claim_id, no, need, why, scale, state, reviews, reviewers, reason, picked, revision, rating, opened,
                   closed, closed_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    ON CONFLICT (id) DO UPDATE
   SET need = excluded.need, why = excluded.why, scale = excluded.scale, state = excluded.state, reviews = excluded.reviews,
       reviewers = excluded.reviewers, reason = excluded.reason, picked = excluded.picked, revision = excluded.revision,
       rating = excluded.rating, closed = excluded.closed, closed_by = excluded.closed_by, version = excluded.version
 WHERE round.version = excluded.version - 1`

const roundColumns = `
SELECT o.claim_id, o.no, o.need, o.why, o.scale, o.state, o.reviews, o.reviewers, o.reason, o.picked, o.revision, o.rating,
       o.opened, o.closed, o.closed_by, o.version
  FROM round o`

const selectLastRound = roundColumns + `
 WHERE o.claim_id = $1
 ORDER BY o.no DESC
 LIMIT 1`

func scanRound(row scanner) (claims.Round, error) {
	var r claims.Round
	err := row.Scan(&r.ClaimID, &r.No, &r.Need, &r.Why, &r.ScaleNumber, &r.State, jsonValue{&r.Reviews},
		jsonValue{&r.Reviewers}, &r.Reason, &r.Picked, &r.Revision, &r.Rating, timeValue{&r.Opened}, timeValue{&r.Closed},
		&r.ClosedBy, &r.Version)
	return r, err
}

// readLastRound puts the claim's newest round into r, and leaves r alone when nobody has reviewed the claim since there
// are rounds.
func readLastRound(ctx context.Context, q querier, claimID string, r **claims.Round) error {
	last, err := only(each(ctx, q, selectLastRound, []any{claimID}, scanRound))
	if errors.Is(err, claims.ErrNotFound) {
		return nil
	}
	*r = &last
	return err
}

// SubmitReview records a review, and the verdict when it decides its round; a change to a published verdict, where one
// review decides, also writes the correction and makes the new revision public. It returns the state of the round.
// Errors: ErrForbidden, ErrNotFound, ErrConflict when in.Version is not the current revision of the verdict, FieldErrors
// and ErrInvalid as for claims.Submit.
func (d *DB) SubmitReview(ctx context.Context, by By, in claims.NewReview) (claims.RoundState, error) {
	state, err := d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, in.ClaimID)
		if err != nil {
			return "", err
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		s, err := claims.Submit(dossier, in, id, by.Actor, t.now, t.d.Today())
		if err != nil {
			return "", err
		}
		now := 0
		if dossier.Verdict != nil {
			now = dossier.Verdict.Version
		}
		if now != in.Version {
			return "", t.conflict("verdict", in.ClaimID, in.Version, now)
		}
		return string(s.Round.State), t.submit(dossier, in, s)
	})
	return claims.RoundState(state), err
}

func (t *tx) submit(d claims.Dossier, in claims.NewReview, s claims.Submission) error {
	article := d.Claim.ArticleID
	if err := t.save(claims.ReviewSubmitted, &reviewEntity{s.Review, article}, ""); err != nil {
		return err
	}
	s.Round.Version++
	what, notice := claims.RoundOpened, claims.NoticeKind("")
	switch s.Round.State {
	case claims.Disputed:
		what, notice = claims.RoundDisputed, claims.NoticeDisputed
	case claims.Decided:
		what, notice = claims.RoundDecided, claims.NoticeDecided
	}
	if err := t.save(what, &roundEntity{s.Round, article}, ""); err != nil {
		return err
	}
	if notice != "" {
		if err := t.notify(notice, s.Round.Reviewers, d.Claim.ID, ""); err != nil {
			return err
		}
	}
	if err := t.workDone(d.Claim.ID, claims.ReviewForm); err != nil || s.Verdict == nil {
		return err
	}
	if err := t.save(claims.VerdictDecided, &verdictEntity{*s.Verdict, article}, ""); err != nil || !d.ChangesAtOnce() {
		return err
	}
	id, err := t.newID()
	if err != nil {
		return err
	}
	c, p := claims.Correct(*d.Publication, id, in.Correction, in.PublicNote, s.Verdict.Version, t.by.Actor, t.now)
	p.Version++
	return t.correct(d, c, p)
}

// Adjudicate decides a disputed round. Errors: ErrNotFound, ErrConflict when in.Version is not the round's, otherwise as
// for claims.Adjudicate.
func (d *DB) Adjudicate(ctx context.Context, by By, in claims.Adjudication) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, in.ClaimID)
		if err != nil {
			return "", err
		}
		if r := dossier.Round; r != nil && r.Version != in.Version {
			return "", t.conflict("round", roundID(r.ClaimID, r.No), in.Version, r.Version)
		}
		round, verdict, err := claims.Adjudicate(dossier, in, by.Actor, t.now, t.d.Today())
		if err != nil {
			return "", err
		}
		round.Version++
		article := dossier.Claim.ArticleID
		if err := t.save(claims.RoundDecided, &roundEntity{round, article}, round.Reason); err != nil {
			return "", err
		}
		if err := t.save(claims.VerdictDecided, &verdictEntity{verdict, article}, ""); err != nil {
			return "", err
		}
		if err := t.notify(claims.NoticeAdjudicated, round.Reviewers, in.ClaimID, ""); err != nil {
			return "", err
		}
		return "", t.workDone(in.ClaimID, claims.AdjudicationForm)
	})
	return err
}

// ReopenRound sends a claim back to be reviewed anew. version is that of the claim's last round, 0 when it has none.
// Errors: ErrNotFound, ErrConflict, otherwise as for claims.Reopen.
func (d *DB) ReopenRound(ctx context.Context, by By, claimID string, version int, reason string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, claimID)
		if err != nil {
			return "", err
		}
		now, no := 0, 0
		if r := dossier.Round; r != nil {
			now, no = r.Version, r.No
		}
		if now != version {
			return "", t.conflict("round", roundID(claimID, no), version, now)
		}
		round, err := claims.Reopen(dossier, reason, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		what := claims.RoundOpened
		if round.State == claims.Returned {
			what = claims.RoundReturned
		}
		round.Version++
		if err := t.save(what, &roundEntity{round, dossier.Claim.ArticleID}, round.Reason); err != nil {
			return "", err
		}
		return "", t.notify(claims.NoticeReturned, reviewersOf(dossier), claimID, "")
	})
	return err
}

// reviewersOf are the people who reviewed the claim in its last round.
func reviewersOf(d claims.Dossier) []string {
	if d.Round != nil && len(d.Round.Reviewers) > 0 {
		return d.Round.Reviewers
	}
	var ids []string
	for _, r := range d.Reviews {
		if d.Verdict != nil && slices.Contains(d.Verdict.Reviews, r.ID) {
			ids = append(ids, r.Reviewer)
		}
	}
	return ids
}
