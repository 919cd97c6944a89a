package db

import (
	"context"
	"errors"
	"slices"

	"assay/claims"
)

// relationEntity is a relation with the article of its claim, in whose history its events stand.
type relationEntity struct {
	claims.Relation
	ArticleID string `json:"article_id"`
}

func (e *relationEntity) subject() (string, string, int) { return "relation", e.ID, e.Version }
func (e *relationEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }

func (e *relationEntity) project(p projector) error {
	p.touch(e.ClaimID)
	p.touch(e.OtherID)
	return mustChange(p.change(upsertRelation, e.ID, e.ClaimID, e.OtherID, string(e.Kind), string(e.State), e.Score, e.Note,
		e.By, timeText(e.At), e.Version))
}

const upsertRelation = `
INSERT INTO relation (id, claim_id, other_id, kind, state, score, note, by_user, at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (id) DO UPDATE
   SET state = excluded.state, note = excluded.note, by_user = excluded.by_user, at = excluded.at, version = excluded.version
 WHERE relation.version = excluded.version - 1`

// relationColumns are a relation r. scanRelation reads them.
const relationColumns = `
SELECT r.id, r.claim_id, r.other_id, r.kind, r.state, r.score, r.note, r.by_user, r.at, r.version`

func scanRelation(row scanner) (claims.Relation, error) {
	var r claims.Relation
	err := row.Scan(&r.ID, &r.ClaimID, &r.OtherID, &r.Kind, &r.State, &r.Score, &r.Note, &r.By, timeValue{&r.At}, &r.Version)
	return r, err
}

const selectRelation = relationColumns + `
  FROM relation r
 WHERE r.id = $1
 ORDER BY r.id`

const selectRelationsBetween = relationColumns + `
  FROM relation r
 WHERE (r.claim_id = $1 AND r.other_id = $2) OR (r.claim_id = $2 AND r.other_id = $1)
 ORDER BY r.id`

// selectReach follows confirmed relations of one kind from a claim, which is among what is reached.
const selectReach = `
WITH RECURSIVE reach (id) AS (
       SELECT c.id FROM claim c WHERE c.id = $1
        UNION
       SELECT r.other_id FROM reach w JOIN relation r ON r.claim_id = w.id WHERE r.kind = $2 AND r.state = 'confirmed')
SELECT id
  FROM reach
 ORDER BY id`

// Relation returns a relation. Errors: ErrNotFound.
func (d *DB) Relation(ctx context.Context, id string) (claims.Relation, error) {
	return only(each(ctx, d, selectRelation, []any{id}, scanRelation))
}

// AddRelation relates two claims, or says that they are not related so, and returns the relation's id. Errors:
// ErrForbidden, ErrNotFound for the claim itself, FieldErrors and ErrInvalid as for claims.Relate; a claim that there is
// not is a fault of "other".
func (d *DB) AddRelation(ctx context.Context, by By, in claims.NewRelation) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		ends, err := t.relationEnds(in.ClaimID, in.OtherID, in.Kind)
		if err != nil {
			return "", err
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		r, err := claims.Relate(id, in, ends, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		r.Version = 1
		what := claims.RelationAdded
		if in.Reject {
			what = claims.RelationRejected
		}
		return id, t.save(what, &relationEntity{r, ends.Claim.ArticleID}, "")
	})
}

// relationEnds reads what rules about a relation look at.
func (t *tx) relationEnds(claimID, otherID string, kind claims.RelationKind) (ends claims.RelationEnds, err error) {
	if ends.Claim, err = loadClaim(t.ctx, t, claimID); err != nil {
		return ends, err
	}
	ends.Other, err = loadClaim(t.ctx, t, otherID)
	if errors.Is(err, claims.ErrNotFound) {
		return ends, &claims.FieldError{Field: "other", Msg: "There is no such claim."}
	}
	if err != nil {
		return ends, err
	}
	if ends.Known, err = each(t.ctx, t, selectRelationsBetween, []any{claimID, otherID}, scanRelation); err != nil {
		return ends, err
	}
	ends.Reach, err = each(t.ctx, t, selectReach, []any{otherID, string(kind)}, func(row scanner) (id string, err error) {
		err = row.Scan(&id)
		return id, err
	})
	return ends, err
}

// changeRelation runs a rule over a relation and saves what it returns.
func (d *DB) changeRelation(ctx context.Context, by By, id string, version int, what claims.EventKind,
	rule func(r claims.Relation, ends claims.RelationEnds, t *tx) (claims.Relation, error),
) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		r, err := only(each(t.ctx, t, selectRelation, []any{id}, scanRelation))
		if err != nil {
			return "", err
		}
		if r.Version != version {
			return "", t.conflict("relation", id, version, r.Version)
		}
		ends, err := t.relationEnds(r.ClaimID, r.OtherID, r.Kind)
		if err != nil {
			return "", err
		}
		if r, err = rule(r, ends, t); err != nil {
			return "", err
		}
		r.Version++
		return "", t.save(what, &relationEntity{r, ends.Claim.ArticleID}, "")
	})
	return err
}

// ConfirmRelation says that a relation holds. Errors: ErrNotFound, ErrConflict, and as for Relation.Confirm.
func (d *DB) ConfirmRelation(ctx context.Context, by By, id string, version int) error {
	return d.changeRelation(ctx, by, id, version, claims.RelationConfirmed, func(r claims.Relation, ends claims.RelationEnds, t *tx) (claims.Relation, error) {
		return r.Confirm(ends, by.Actor, t.now)
	})
}

// RejectRelation says that a suggested relation does not hold. Errors: ErrNotFound, ErrConflict, and as for
// Relation.Reject.
func (d *DB) RejectRelation(ctx context.Context, by By, id string, version int, note string) error {
	return d.changeRelation(ctx, by, id, version, claims.RelationRejected, func(r claims.Relation, _ claims.RelationEnds, t *tx) (claims.Relation, error) {
		return r.Reject(note, by.Actor, t.now)
	})
}

// RevokeRelation takes a confirmed relation back, and with it the verdict that it carried. Errors: ErrNotFound,
// ErrConflict, and as for Relation.Revoke.
func (d *DB) RevokeRelation(ctx context.Context, by By, id string, version int, note string) error {
	return d.changeRelation(ctx, by, id, version, claims.RelationRevoked, func(r claims.Relation, _ claims.RelationEnds, t *tx) (claims.Relation, error) {
		return r.Revoke(note, by.Actor, t.now)
	})
}

// maxRelations bounds the relations of a claim that its pages show, the oldest ones.
const maxRelations = 200

// selectRelationRows reads a claim's relations with the claims at their other ends, k.far.
const selectRelationRows = claimRowColumns + `,
       r.id, r.claim_id, r.other_id, r.kind, r.state, r.score, r.note, r.by_user, r.at, r.version, COALESCE(u.name, r.by_user)
  FROM (SELECT id, other_id AS far FROM relation WHERE claim_id = $1
        UNION ALL SELECT id, claim_id FROM relation WHERE other_id = $1) k
  JOIN relation r ON r.id = k.id
  JOIN claim_tally t ON t.claim_id = k.far` + claimRowTables + `
  LEFT JOIN app_user u ON u.id = r.by_user
 ORDER BY r.id
 LIMIT $2`

func (all scales) scanRelationRow(row scanner) (claims.RelationRow, error) {
	var out claims.RelationRow
	r := &out.Relation
	c, err := all.scanClaimRow(wider{row, []any{
		&r.ID, &r.ClaimID, &r.OtherID, &r.Kind, &r.State, &r.Score, &r.Note, &r.By,
		timeValue{&r.At},
		&r.Version, &out.ByName,
	}})
	out.Claim = c
	return out, err
}

// loadRelations reads a claim's relations into its dossier, and the verdict that one of them carries.
func loadRelations(ctx context.Context, q querier, out *claims.Dossier, all scales) error {
	rows, err := each(ctx, q, selectRelationRows, []any{out.Claim.ID, maxRelations}, all.scanRelationRow)
	if err != nil {
		return err
	}
	out.Relations = rows
	if out.Carried, err = carriedFrom(ctx, q, out.Claim.ID); err == nil && out.Carried != nil {
		v := out.Carried.Verdict
		out.Carried.Rating = all.rating(v.ScaleNumber, v.Rating)
	}
	return err
}

// selectFoundClaims are the newest claims that a search finds.
const selectFoundClaims = claimRowColumns + foundDocs + `
  JOIN claim_tally t ON t.claim_id = s.ref` + claimRowTables + `
 ORDER BY f.id DESC`

// selectNumberedClaims are the claims with one number in the newest articles that a search finds.
const selectNumberedClaims = claimRowColumns + foundDocs + `
  JOIN claim n ON n.article_id = s.ref AND n.no = $3
  JOIN claim_tally t ON t.claim_id = n.id` + claimRowTables + `
 ORDER BY f.id DESC`

const selectClaimRow = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.claim_id = $1
 ORDER BY t.claim_id`

// FindClaims finds claims by what somebody typed to name one: its address or id, words of it, or words of its article's
// headline with its number. Claims found by number come first, and a claim is found once; there are at most 40.
func (d *DB) FindClaims(ctx context.Context, ref claims.ClaimRef) ([]claims.ClaimRow, error) {
	all, err := loadScales(ctx, d)
	if err != nil {
		return nil, err
	}
	if ref.ID != "" {
		return each(ctx, d, selectClaimRow, []any{ref.ID}, all.scanClaimRow)
	}
	var out []claims.ClaimRow
	if words := queryWords(ref.Headline); len(words) > 0 {
		args := []any{matchExpression("article", words, true), maxHits, ref.No}
		if out, err = each(ctx, d, selectNumberedClaims, args, all.scanClaimRow); err != nil {
			return nil, err
		}
	}
	words := queryWords(ref.Words)
	if len(words) == 0 {
		return out, nil
	}
	more, err := each(ctx, d, selectFoundClaims, []any{matchExpression("claim", words, true), maxHits}, all.scanClaimRow)
	more = slices.DeleteFunc(more, func(m claims.ClaimRow) bool {
		return slices.ContainsFunc(out, func(r claims.ClaimRow) bool { return r.ID == m.ID })
	})
	return append(out, more...), err
}
