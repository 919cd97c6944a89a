package db

import (
	"context"
	"encoding/json"
	"errors"

	"assay/claims"
)

// TakeClaim gives a claim to the actor for as long as the policy says, or longer when it is his already. It returns the
// lease that stands afterwards: somebody else's, when he was first. Errors: ErrForbidden, ErrNotFound.
func (d *DB) TakeClaim(ctx context.Context, by By, claimID string) (claims.Lease, error) {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		if _, err := loadClaim(t.ctx, t, claimID); err != nil {
			return "", err
		}
		return "", t.take(claimID)
	})
	if err != nil {
		return claims.Lease{}, err
	}
	return d.Lease(ctx, claimID)
}

// take makes the claim the actor's unless it is another's.
func (t *tx) take(claimID string) error {
	p, err := loadPolicy(t.ctx, t)
	if err != nil {
		return err
	}
	return t.exec(upsertLease, claimID, t.by.ID, timeText(t.now), timeText(t.now.Add(p.Lease())))
}

const upsertLease = `
INSERT INTO lease (claim_id, user_id, taken, until)
VALUES ($1, $2, $3, $4)
    ON CONFLICT (claim_id) DO UPDATE
   SET user_id = excluded.user_id, taken = CASE WHEN lease.user_id = excluded.user_id THEN lease.taken ELSE excluded.taken END,
       until = excluded.until
 WHERE lease.user_id = excluded.user_id OR lease.until <= excluded.taken`

// ReleaseClaim gives a claim back before its time. Errors: ErrForbidden.
func (d *DB) ReleaseClaim(ctx context.Context, by By, claimID string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		return "", t.exec(deleteLease, claimID, by.ID)
	})
	return err
}

const deleteLease = `
DELETE FROM lease
 WHERE claim_id = $1 AND user_id = $2`

// Lease is who has a claim now; the zero Lease when nobody has.
func (d *DB) Lease(ctx context.Context, claimID string) (claims.Lease, error) {
	l := claims.Lease{ClaimID: claimID}
	err := d.one(ctx, selectLease, []any{claimID, timeText(d.Now())}, &l.UserID, &l.Name, timeValue{&l.Until})
	if errors.Is(err, claims.ErrNotFound) {
		return claims.Lease{}, nil
	}
	return l, err
}

const selectLease = `
SELECT l.user_id, u.name, l.until
  FROM lease l
  JOIN app_user u ON u.id = l.user_id
 WHERE l.claim_id = $1 AND l.until > $2`

// SaveWorkDraft keeps what the actor typed into a form about a claim, and the claim for him. An empty draft removes the one
// that is kept. Errors: ErrForbidden, ErrNotFound, ErrInvalid as for WorkDraft.Check.
func (d *DB) SaveWorkDraft(ctx context.Context, by By, in claims.WorkDraft) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		if err := in.Check(); err != nil {
			return "", err
		}
		if _, err := loadClaim(t.ctx, t, in.ClaimID); err != nil {
			return "", err
		}
		if len(in.Fields) == 0 {
			return "", t.exec(deleteWorkDraft, by.ID, in.ClaimID, string(in.Form))
		}
		body, err := json.Marshal(in.Fields)
		if err != nil {
			return "", err
		}
		if err := t.exec(upsertWorkDraft, by.ID, in.ClaimID, string(in.Form), string(body), timeText(t.now)); err != nil {
			return "", err
		}
		return "", t.take(in.ClaimID)
	})
	return err
}

const upsertWorkDraft = `
INSERT INTO work_draft (user_id, claim_id, form, body, saved)
VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id, claim_id, form) DO UPDATE
   SET body = excluded.body, saved = excluded.saved`

const deleteWorkDraft = `
DELETE FROM work_draft
 WHERE user_id = $1 AND claim_id = $2 AND form = $3`

// workDone drops what the actor had not sent of a review, since he has sent it now, and gives the claim back.
func (t *tx) workDone(claimID string, form claims.WorkForm) error {
	if err := t.dropDraft(claimID, form); err != nil {
		return err
	}
	return t.exec(deleteLease, claimID, t.by.ID)
}

func (t *tx) dropDraft(claimID string, form claims.WorkForm) error {
	return t.exec(deleteWorkDraft, t.by.ID, claimID, string(form))
}

// WorkDraft returns what a user typed into a form about a claim and has not sent. Errors: ErrNotFound.
func (d *DB) WorkDraft(ctx context.Context, userID, claimID string, form claims.WorkForm) (claims.WorkDraft, error) {
	out := claims.WorkDraft{ClaimID: claimID, Form: form}
	err := d.one(ctx, selectWorkDraft, []any{userID, claimID, string(form)}, jsonValue{&out.Fields}, timeValue{&out.Saved})
	return out, err
}

const selectWorkDraft = `
SELECT body, saved
  FROM work_draft
 WHERE user_id = $1 AND claim_id = $2 AND form = $3`
