package db

import (
	"context"
	"errors"
	"maps"
	"slices"

	"assay/claims"
)

// worker is where tallies are worked out: a transaction of the live store, or a store that is being rebuilt.
type worker interface {
	querier
	projector
}

// refresh works out again what lists show of the claims that the operation touched, and makes their words findable.
func (t *tx) refresh() error {
	articles := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(t.touched)) {
		s, err := refreshClaim(t.ctx, t, id)
		if err != nil {
			return err
		}
		articles[s.articleID] = true
		if s.step == claims.StepClosed {
			err = t.unindex("claim", id)
		} else {
			err = t.index("claim", id, s.wording, s.words)
		}
		if err != nil {
			return err
		}
	}
	for id := range articles {
		if _, err := t.change(updateArticleTally, id); err != nil {
			return err
		}
	}
	return nil
}

// tally is what refreshClaim worked out.
type tally struct {
	articleID, wording, words string
	step                      claims.Step
}

// refreshClaim works out one claim's tally and moves the desk-wide counters with it.
func refreshClaim(ctx context.Context, w worker, id string) (tally, error) {
	var c claims.Claim
	var supports, refutes, contexts, verdict, scale, publication, revision int
	var rating, summary, rationale, state, claimant string
	err := w.one(ctx, selectTallyFacts, []any{id}, &c.ArticleID, &c.ClaimantID, &c.Wording, &c.State, &c.Priority, &c.SettlesOn,
		&supports, &refutes, &contexts, &verdict, &scale, &rating, &summary, &rationale, &publication, &state, &revision, &claimant)
	if err != nil {
		return tally{}, err
	}
	var v *claims.Verdict
	if verdict > 0 {
		v = &claims.Verdict{Rating: rating, Version: verdict}
	}
	var p *claims.Publication
	if publication > 0 {
		p = &claims.Publication{State: claims.PublicationState(state), Revision: revision}
	}
	step := claims.NextStep(c, supports+refutes+contexts, v, p)
	if err := moveCounter(ctx, w, id, step); err != nil {
		return tally{}, err
	}
	_, err = w.change(upsertTally, id, c.ArticleID, c.ClaimantID, string(c.State), string(step), 1-c.Priority,
		string(c.SettlesOn), supports, refutes, contexts, rating, scale, state)
	return tally{c.ArticleID, c.Wording, claimant + "\n" + summary + "\n" + rationale, step}, err
}

const selectTallyFacts = `
SELECT c.article_id, c.claimant_id, c.wording, c.state, c.priority, c.settles_on,
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'supports'),
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'refutes'),
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'context'),
       COALESCE(v.version, 0), COALESCE(v.scale, 0), COALESCE(v.rating, ''), COALESCE(v.summary, ''),
       COALESCE(v.rationale, ''), COALESCE(p.version, 0), COALESCE(p.state, ''), COALESCE(p.revision, 0),
       COALESCE(m.name, '')
  FROM claim c
  LEFT JOIN verdict v ON v.claim_id = c.id
  LEFT JOIN publication p ON p.claim_id = c.id
  LEFT JOIN claimant m ON m.id = c.claimant_id
 WHERE c.id = $1`

// moveCounter takes the claim out of the count of its old step and puts it into that of the new one.
func moveCounter(ctx context.Context, w worker, id string, step claims.Step) error {
	var old claims.Step
	err := w.one(ctx, selectStep, []any{id}, &old)
	if err != nil && !errors.Is(err, claims.ErrNotFound) {
		return err
	}
	if old == step {
		return nil
	}
	if old != "" {
		if _, err := w.change(addToCounter, "step:"+string(old), -1); err != nil {
			return err
		}
	}
	_, err = w.change(addToCounter, "step:"+string(step), 1)
	return err
}

const selectStep = `
SELECT step
  FROM claim_tally
 WHERE claim_id = $1`

const addToCounter = `
INSERT INTO counter (name, n)
VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE
   SET n = counter.n + excluded.n`

const upsertTally = `
INSERT INTO claim_tally (claim_id, article_id, claimant_id, state, step, urgency, settles_on, supports, refutes, contexts,
                         rating, scale, publication)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (claim_id) DO UPDATE
   SET claimant_id = excluded.claimant_id, state = excluded.state, step = excluded.step, urgency = excluded.urgency,
       settles_on = excluded.settles_on, supports = excluded.supports, refutes = excluded.refutes,
       contexts = excluded.contexts, rating = excluded.rating, scale = excluded.scale, publication = excluded.publication`

const updateArticleTally = `
UPDATE article_tally
   SET claims   = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'accepted'),
       proposed = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'candidate'),
       decided  = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'accepted' AND t.rating <> '')
 WHERE article_id = $1`
