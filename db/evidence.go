package db

import (
	"context"
	"errors"

	"assay/claims"
)

// evidenceEntity is evidence with the article in whose history its events stand.
type evidenceEntity struct {
	claims.Evidence
	ArticleID string `json:"article_id"`
}

func (e *evidenceEntity) subject() (string, string, int) { return "evidence", e.ID, e.Version }
func (e *evidenceEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }

func (e *evidenceEntity) project(p projector) error {
	p.touch(e.ClaimID)
	return mustChange(p.change(upsertEvidence, e.ID, e.ClaimID, e.SourceID, e.SnapshotID, string(e.Stance), e.Quote,
		e.Note, bit(e.Removed), e.Why, timeText(e.Added), e.AddedBy, e.Version))
}

const upsertEvidence = `
INSERT INTO evidence (id, claim_id, source_id, snapshot_id, stance, quote, note, removed, why, added, added_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (id) DO UPDATE
   SET claim_id = excluded.claim_id, snapshot_id = excluded.snapshot_id, stance = excluded.stance,
       quote = excluded.quote, note = excluded.note, removed = excluded.removed, why = excluded.why,
       version = excluded.version
 WHERE evidence.version = excluded.version - 1`

func scanEvidence(row scanner) (claims.Evidence, error) {
	var e claims.Evidence
	err := row.Scan(&e.ID, &e.ClaimID, &e.SourceID, &e.SnapshotID, &e.Stance, &e.Quote, &e.Note, &e.Removed, &e.Why,
		timeValue{&e.Added}, &e.AddedBy, &e.Version)
	return e, err
}

const selectEvidence = `
SELECT id, claim_id, source_id, snapshot_id, stance, quote, note, removed, why, added, added_by, version
  FROM evidence
 WHERE id = $1
 ORDER BY id`

const selectEvidenceOf = `
SELECT id, claim_id, source_id, snapshot_id, stance, quote, note, removed, why, added, added_by, version
  FROM evidence
 WHERE claim_id = $1
 ORDER BY added, id`

const selectEvidenceWithoutCopy = `
SELECT id, claim_id, source_id, snapshot_id, stance, quote, note, removed, why, added, added_by, version
  FROM evidence
 WHERE source_id = $1 AND snapshot_id = '' AND removed = 0
 ORDER BY added, id`

// Evidence returns a piece of evidence. Errors: ErrNotFound.
func (d *DB) Evidence(ctx context.Context, id string) (claims.Evidence, error) {
	return only(each(ctx, d, selectEvidence, []any{id}, scanEvidence))
}

// AddEvidence adds evidence to a claim, making its source when it is new, and returns its id. Errors: ErrForbidden,
// ErrNotFound, ErrInvalid, FieldErrors as for Evidence.Apply and Source.Apply (the source's "url" and so on).
func (d *DB) AddEvidence(ctx context.Context, by By, in claims.EvidenceEdit) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		c, err := loadClaim(t.ctx, t, in.ClaimID)
		if err != nil {
			return "", err
		}
		// Both halves of the form are checked before one is saved, so that all faults show at once.
		e, err := claims.Evidence{}.Apply(in, c, false, by.Actor)
		var serr error
		if in.SourceID == "" {
			_, serr = claims.Source{}.Apply(in.Source, by.Actor)
		}
		if err := joinFields(serr, err); err != nil {
			return "", err
		}
		if e.SourceID, err = t.sourceFor(in); err != nil {
			return "", err
		}
		if e.ID, err = t.newID(); err != nil {
			return "", err
		}
		e.ClaimID, e.Added, e.AddedBy, e.Version = c.ID, t.now, by.ID, 1
		if e.SnapshotID, err = t.copyFor(e); err != nil {
			return "", err
		}
		if err := t.save(claims.EvidenceAdded, &evidenceEntity{e, c.ArticleID}, ""); err != nil {
			return "", err
		}
		return e.ID, t.dropDraft(c.ID, claims.EvidenceForm)
	})
}

// joinFields makes one list of the field errors of two checks; another kind of error wins.
func joinFields(errs ...error) error {
	var all claims.FieldErrors
	for _, err := range errs {
		fields := claims.Fields(err)
		if err != nil && fields == nil {
			return err
		}
		all = append(all, fields...)
	}
	return all.Err()
}

// copyFor returns the newest good copy of the evidence's source when the quote stands in it; otherwise "".
// Evidence without a quote rests on that copy.
func (t *tx) copyFor(e claims.Evidence) (string, error) {
	var id, text string
	err := t.one(t.ctx, selectNewestCopy, []any{e.SourceID}, &id, &text)
	if errors.Is(err, claims.ErrNotFound) {
		return "", nil
	}
	if err != nil || e.Quote != "" && !claims.QuoteStandsIn(e.Quote, text) {
		return "", err
	}
	return id, nil
}

const selectNewestCopy = `
SELECT id, text
  FROM snapshot
 WHERE source_id = $1 AND error = ''
 ORDER BY fetched DESC, id DESC
 LIMIT 1`

// changeEvidence runs a rule over the current evidence and its claim and saves what it returns.
func (d *DB) changeEvidence(ctx context.Context, by By, id string, version int, what claims.EventKind, note string,
	rule func(e claims.Evidence, d claims.Dossier) (claims.Evidence, error),
) (claimID string, err error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		e, err := only(each(t.ctx, t, selectEvidence, []any{id}, scanEvidence))
		if err != nil {
			return "", err
		}
		d, err := loadDossier(t.ctx, t, e.ClaimID)
		if err != nil {
			return "", err
		}
		if e.Version != version {
			return "", t.conflict("evidence", id, version, e.Version)
		}
		changed, err := rule(e, d)
		if err != nil {
			return "", err
		}
		// A quote that did not change keeps the copy in which it was found, also when the page has changed since.
		if changed.Quote != e.Quote || e.SnapshotID == "" {
			if changed.SnapshotID, err = t.copyFor(changed); err != nil {
				return "", err
			}
		}
		changed.Version++
		return e.ClaimID, t.save(what, &evidenceEntity{changed, d.Claim.ArticleID}, note)
	})
}

// EditEvidence changes stance, quote or note and returns the claim's id. Errors: ErrNotFound, ErrConflict, and as for
// Evidence.Apply.
func (d *DB) EditEvidence(ctx context.Context, by By, in claims.EvidenceEdit) (claimID string, err error) {
	return d.changeEvidence(ctx, by, in.ID, in.Version, claims.EvidenceEdited, "", func(e claims.Evidence, d claims.Dossier) (claims.Evidence, error) {
		return e.Apply(in, d.Claim, d.ReliesOn(e.ID), by.Actor)
	})
}

// RemoveEvidence takes evidence off its claim and returns the claim's id. Errors: ErrNotFound, ErrConflict, and as for
// Evidence.Remove.
func (d *DB) RemoveEvidence(ctx context.Context, by By, id string, version int, why string) (claimID string, err error) {
	return d.changeEvidence(ctx, by, id, version, claims.EvidenceRemoved, why, func(e claims.Evidence, d claims.Dossier) (claims.Evidence, error) {
		return e.Remove(why, d.ReliesOn(e.ID), by.Actor)
	})
}
