package db

import (
	"context"
	"errors"

	"assay/claims"
)

// draftRow is a draft with what the preview does not need: the bytes that came in.
type draftRow struct {
	claims.Draft
	Raw []byte
}

// AddDraft keeps an article that was put in until its preview is saved, and returns the draft's id. A draft with
// State fetching gets a job that fetches in.Article.OriginRef. Errors: ErrForbidden, ErrNotFound when the article that it
// renews is none.
func (d *DB) AddDraft(ctx context.Context, by By, in claims.Draft, raw []byte) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		if in.RenewsID != "" {
			if _, _, err := t.article(in.RenewsID); err != nil {
				return "", err
			}
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		in.ID, in.UserID, in.Made = id, by.ID, t.now
		if in.State == claims.DraftFetching {
			if err := t.enqueue(FetchDraft, id, in.Article.OriginRef); err != nil {
				return "", err
			}
		}
		body, err := jsonText(draftRow{in, raw})
		if err != nil {
			return "", err
		}
		return id, t.exec(insertDraft, id, in.UserID, string(in.State), body, timeText(t.now))
	})
}

const insertDraft = `
INSERT INTO draft (id, user_id, state, body, made)
VALUES ($1, $2, $3, $4, $5)`

// Draft returns a user's draft. Errors: ErrNotFound, also for somebody else's draft.
func (d *DB) Draft(ctx context.Context, userID, id string) (claims.Draft, error) {
	row, err := loadDraft(ctx, d, userID, id)
	return row.Draft, err
}

func loadDraft(ctx context.Context, q querier, userID, id string) (draftRow, error) {
	var row draftRow
	var state string
	err := q.one(ctx, selectDraft, []any{id, userID}, &state, jsonValue{&row})
	row.State = claims.DraftState(state)
	return row, err
}

const selectDraft = `
SELECT state, body
  FROM draft
 WHERE id = $1 AND user_id = $2`

// FinishDraft puts the fetched article into a draft, or why it could not be had, and ends the job. A draft that was
// discarded, or that another worker finished first, stays as it is.
func (d *DB) FinishDraft(ctx context.Context, job Job, in claims.Draft, raw []byte) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		row, err := loadDraft(t.ctx, t, job.UserID, job.SubjectID)
		if errors.Is(err, claims.ErrNotFound) || err == nil && row.State != claims.DraftFetching {
			return "", t.exec(deleteJob, job.ID)
		}
		if err != nil {
			return "", err
		}
		in.ID, in.UserID, in.Made, in.RenewsID = row.ID, row.UserID, row.Made, row.RenewsID
		if err := t.setDraft(draftRow{in, raw}); err != nil {
			return "", err
		}
		return "", t.exec(deleteJob, job.ID)
	})
	return err
}

// failDraft ends the waiting of a draft whose job is given up.
func (t *tx) failDraft(job Job) error {
	row, err := loadDraft(t.ctx, t, job.UserID, job.SubjectID)
	if errors.Is(err, claims.ErrNotFound) || err == nil && row.State != claims.DraftFetching {
		return nil
	}
	if err != nil {
		return err
	}
	row.State, row.Problem = claims.DraftFailed, "The page could not be fetched. Try again, or paste the text."
	return t.setDraft(row)
}

func (t *tx) setDraft(row draftRow) error {
	body, err := jsonText(row)
	if err != nil {
		return err
	}
	return t.exec(updateDraft, string(row.State), body, row.ID)
}

const updateDraft = `
UPDATE draft
   SET state = $1, body = $2
 WHERE id = $3`

// SaveDraft makes an article of a draft, with the facts, blocks and candidates as corrected in the preview, and returns
// the article's id. A draft that was saved already answers with the article it became. Errors: ErrForbidden, ErrNotFound,
// ErrInvalid for a draft that is not ready, FieldErrors as for NewArticle.Check.
func (d *DB) SaveDraft(ctx context.Context, by By, id string, in claims.NewArticle) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		row, err := loadDraft(t.ctx, t, by.ID, id)
		if err != nil {
			return "", err
		}
		switch {
		case row.State == claims.DraftSaved:
			return row.Same, nil
		case row.State != claims.DraftReady || row.RenewsID != "":
			return "", claims.Problem("This import is not ready to be saved.")
		}
		articleID, err := t.addArticle(in, row.Raw)
		if err != nil {
			return "", err
		}
		row.State, row.Same, row.Raw, row.Article = claims.DraftSaved, articleID, nil, claims.NewArticle{}
		return articleID, t.setDraft(row)
	})
}

// DiscardDraft throws a draft away. Errors: ErrNotFound.
func (d *DB) DiscardDraft(ctx context.Context, by By, id string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		n, err := t.change(deleteDraft, id, by.ID)
		if err == nil && n == 0 {
			err = claims.ErrNotFound
		}
		return "", err
	})
	return err
}

const deleteDraft = `
DELETE FROM draft
 WHERE id = $1 AND user_id = $2`
