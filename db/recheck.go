package db

import (
	"context"
	"errors"

	"assay/claims"
)

// recheckEntity is a recheck with the article in whose history its events stand.
type recheckEntity struct {
	claims.Recheck
	ArticleID string `json:"article_id"`
}

func (e *recheckEntity) subject() (string, string, int) { return "recheck", e.ClaimID, e.Version }
func (e *recheckEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }

func (e *recheckEntity) project(p projector) error {
	texts, err := jsonText(e.Texts)
	if err != nil {
		return err
	}
	p.touch(e.ClaimID)
	return mustChange(p.change(upsertRecheck, e.ClaimID, texts, e.Note, e.By, timeText(e.At), e.Version))
}

const upsertRecheck = `
INSERT INTO recheck (claim_id, texts, note, by_user, at, version)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (claim_id) DO UPDATE
   SET texts = excluded.texts, note = excluded.note, by_user = excluded.by_user, at = excluded.at,
       version = excluded.version
 WHERE recheck.version = excluded.version - 1`

// loadRecheck reads the last look at a claim's verdict; its version is 0 when nobody looked.
func loadRecheck(ctx context.Context, q querier, claimID string) (claims.Recheck, error) {
	r := claims.Recheck{ClaimID: claimID}
	err := q.one(ctx, selectRecheck, []any{claimID}, jsonValue{&r.Texts}, &r.Note, &r.By, timeValue{&r.At}, &r.Version)
	if errors.Is(err, claims.ErrNotFound) {
		err = nil
	}
	return r, err
}

const selectRecheck = `
SELECT texts, note, by_user, at, version
  FROM recheck
 WHERE claim_id = $1`

// loadChanges finds the evidence of a claim that has changed, and which of it wants another look at the verdict; v is nil
// when there is none.
func loadChanges(ctx context.Context, q querier, claimID string, v *claims.Verdict, last claims.Recheck) ([]claims.EvidenceChange, error) {
	type pair struct {
		evidence claims.Evidence
		newest   claims.Snapshot
		title    string
	}
	list, err := each(ctx, q, selectNewerCopies, []any{claimID}, func(row scanner) (p pair, err error) {
		e, n := &p.evidence, &p.newest
		return p, row.Scan(&e.ID, &e.SourceID, &e.SnapshotID, &e.Quote, &p.title, &n.ID, timeValue{&n.Fetched}, &n.Text)
	})
	if err != nil {
		return nil, err
	}
	var out []claims.EvidenceChange
	for _, p := range list {
		if claims.EvidenceHasChanged(p.evidence, p.newest) {
			out = append(out, claims.EvidenceChange{
				EvidenceID: p.evidence.ID, SourceID: p.evidence.SourceID, Title: p.title, SnapshotID: p.newest.ID, Fetched: p.newest.Fetched,
				Text: claims.TextDigest(p.newest.Text),
			})
		}
	}
	return claims.MarkRechecks(out, v, last), nil
}

// loadChanged reads what has changed about the evidence of a claim, and who looked at it last.
func (d *DB) loadChanged(ctx context.Context, out *claims.Dossier) error {
	var err error
	if out.Recheck, err = loadRecheck(ctx, d, out.Claim.ID); err != nil {
		return err
	}
	if out.RecheckBy, err = d.userName(ctx, out.Recheck.By); err != nil {
		return err
	}
	out.Changed, err = loadChanges(ctx, d, out.Claim.ID, out.Verdict, out.Recheck)
	return err
}

// Evidence that rests on its source's newest copy needs no look at any text, and mostly it does.
const selectNewerCopies = `
SELECT e.id, e.source_id, e.snapshot_id, e.quote, s.title, n.id, n.fetched, n.text
  FROM evidence e
  JOIN source s ON s.id = e.source_id
  JOIN snapshot n ON n.id = (SELECT g.id FROM snapshot g WHERE g.source_id = e.source_id AND g.error = '' AND g.text <> ''
                              ORDER BY g.fetched DESC, g.id DESC LIMIT 1)
 WHERE e.claim_id = $1 AND e.removed = 0 AND e.quote <> '' AND e.snapshot_id <> '' AND e.snapshot_id <> n.id
 ORDER BY e.added, e.id`

// recheckCount is how many pieces of evidence under a claim's verdict have changed since somebody looked at it last.
func recheckCount(ctx context.Context, q querier, claimID string) (int, error) {
	v := claims.Verdict{ClaimID: claimID}
	err := q.one(ctx, selectReliedOn, []any{claimID}, &v.Rating, jsonValue{&v.Evidence})
	if errors.Is(err, claims.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	last, err := loadRecheck(ctx, q, claimID)
	if err != nil {
		return 0, err
	}
	changes, err := loadChanges(ctx, q, claimID, &v, last)
	return claims.RechecksOpen(changes), err
}

const selectReliedOn = `
SELECT rating, evidence
  FROM verdict
 WHERE claim_id = $1`

// touchClaimsOf has the tallies of all claims worked out again that use a source: a new copy may have changed evidence.
func (t *tx) touchClaimsOf(sourceID string) error {
	ids, err := each(t.ctx, t, selectClaimsOfSource, []any{sourceID}, func(row scanner) (id string, err error) {
		return id, row.Scan(&id)
	})
	for _, id := range ids {
		t.touch(id)
	}
	return err
}

const selectClaimsOfSource = `
SELECT DISTINCT claim_id
  FROM evidence
 WHERE source_id = $1 AND removed = 0
 ORDER BY claim_id`

// RecheckClaim records that somebody looked again at a claim's verdict whose evidence has changed, and that it stands.
// version is that of the last look, 0 for none. Errors: ErrNotFound, ErrConflict, and as for Recheck.Look.
func (d *DB) RecheckClaim(ctx context.Context, by By, claimID string, version int, note string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		c, err := loadClaim(t.ctx, t, claimID)
		if err != nil {
			return "", err
		}
		last, err := loadRecheck(t.ctx, t, claimID)
		if err != nil {
			return "", err
		}
		if last.Version != version {
			return "", t.conflict("recheck", claimID, version, last.Version)
		}
		v := &claims.Verdict{ClaimID: claimID}
		err = t.one(t.ctx, selectReliedOn, []any{claimID}, &v.Rating, jsonValue{&v.Evidence})
		if errors.Is(err, claims.ErrNotFound) {
			v, err = nil, nil
		}
		if err != nil {
			return "", err
		}
		changes, err := loadChanges(t.ctx, t, claimID, v, last)
		if err != nil {
			return "", err
		}
		looked, err := last.Look(changes, note, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		looked.Version++
		return "", t.save(claims.ClaimRechecked, &recheckEntity{looked, c.ArticleID}, looked.Note)
	})
	return err
}
