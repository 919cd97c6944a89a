package db

import (
	"context"
	"maps"
	"slices"

	"assay/claims"
)

// carriedColumns are a verdict that could be carried by a relation r: the relation, the claim o that the verdict v was
// given on, and what is shown of them. scanCarried reads them.
const carriedColumns = relationColumns + `, COALESCE(u.name, r.by_user),
       o.id, o.article_id, o.no, o.wording, o.claimant_id, o.state, h.headline, h.lang,
       v.scale, v.rating, v.aspect, v.summary, v.rationale, v.as_of, v.version, COALESCE(w.state, ''), COALESCE(w.revision, 0)`

// carriedTables come after a table t that has the claim_id of the claim that the verdict would stand for, and r.
const carriedTables = `
  JOIN claim o ON o.id = CASE r.claim_id WHEN t.claim_id THEN r.other_id ELSE r.claim_id END
  JOIN article h ON h.id = o.article_id
  JOIN verdict v ON v.claim_id = o.id
  LEFT JOIN publication w ON w.claim_id = o.id
  LEFT JOIN app_user u ON u.id = r.by_user`

func scanCarried(row scanner, more ...any) (claims.Carried, error) {
	var c claims.Carried
	var publication claims.PublicationState
	var revision int
	o, v := &c.Claim, &c.Verdict
	r, err := scanRelation(wider{row, append([]any{
		&c.ByName, &o.ID, &o.ArticleID, &o.No, &o.Wording, &o.ClaimantID, &o.State, &c.Headline, &c.Lang,
		&v.ScaleNumber, &v.Rating, &v.Aspect, &v.Summary, &v.Rationale, &v.AsOf, &v.Version, &publication, &revision,
	}, more...)})
	c.Relation, v.ClaimID, c.Retracted = r, o.ID, publication == claims.Retracted
	c.Published = publication != "" && !c.Retracted && revision == v.Version
	return c, err
}

// selectCarriers are the verdicts to which confirmed relations lead from a claim, the oldest relation first.
const selectCarriers = carriedColumns + `
  FROM (SELECT claim_id, id FROM relation WHERE claim_id = $1 AND kind IN ('same_as', 'repeats') AND state = 'confirmed'
        UNION ALL SELECT other_id, id FROM relation WHERE other_id = $1 AND kind = 'same_as' AND state = 'confirmed') t
  JOIN relation r ON r.id = t.id` + carriedTables + `
 ORDER BY r.id`

const selectCarryFacts = `
SELECT c.state, c.claimant_id, c.settles_on,
       (SELECT count(*) FROM verdict v WHERE v.claim_id = c.id),
       (SELECT count(*) FROM round n WHERE n.claim_id = c.id AND n.state IN ('open', 'disputed'))
  FROM claim c
 WHERE c.id = $1`

// carriedFrom returns the verdict that a relation carries to a claim, or nil when none does. The label of its rating is
// left to the caller.
func carriedFrom(ctx context.Context, q querier, claimID string) (*claims.Carried, error) {
	from, err := each(ctx, q, selectCarriers, []any{claimID}, func(row scanner) (claims.Carried, error) { return scanCarried(row) })
	if err != nil || len(from) == 0 {
		return nil, err
	}
	c := claims.Claim{ID: claimID}
	var decided, reviewed int
	if err := q.one(ctx, selectCarryFacts, []any{claimID}, &c.State, &c.ClaimantID, &c.SettlesOn, &decided, &reviewed); err != nil {
		return nil, err
	}
	found, ok := claims.Carry(c, decided > 0, reviewed > 0, from)
	if !ok {
		return nil, nil
	}
	return &found, nil
}

// selectCarriedTo are the claims for which a claim's verdict may stand.
const selectCarriedTo = `
SELECT claim_id
  FROM relation
 WHERE other_id = $1 AND kind IN ('same_as', 'repeats') AND state = 'confirmed'
 UNION SELECT other_id
  FROM relation
 WHERE claim_id = $1 AND kind = 'same_as' AND state = 'confirmed'
 ORDER BY claim_id`

// touchCarried touches the claims for which the verdicts of touched claims may stand. A verdict is carried only directly, so
// one step does.
func (t *tx) touchCarried() error {
	for _, id := range slices.Collect(maps.Keys(t.touched)) {
		to, err := each(t.ctx, t, selectCarriedTo, []any{id}, func(row scanner) (to string, err error) {
			err = row.Scan(&to)
			return to, err
		})
		if err != nil {
			return err
		}
		for _, c := range to {
			t.touch(c)
		}
	}
	return nil
}

// carry returns the verdict that lists show of a claim: its own, or one that a relation carries, with that relation's id.
func (f *tallyFacts) carry(ctx context.Context, q querier, claimID string) (v claims.Verdict, relation string, err error) {
	if f.verdict.Version > 0 {
		return f.verdict, "", nil
	}
	c, err := carriedFrom(ctx, q, claimID)
	if err != nil || c == nil {
		return claims.Verdict{}, "", err
	}
	return c.Verdict, c.Relation.ID, nil
}
