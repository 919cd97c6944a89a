package db

import (
	"cmp"
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
	if err := t.touchCarried(); err != nil {
		return err
	}
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
	var f tallyFacts
	if err := w.one(ctx, selectTallyFacts, []any{id}, f.into()...); err != nil {
		return tally{}, err
	}
	var round *claims.Round
	if err := readLastRound(ctx, w, id, &round); err != nil {
		return tally{}, err
	}
	carried, relation, err := f.carry(ctx, w, id)
	if err != nil {
		return tally{}, err
	}
	standing := f.standing(round)
	standing.Carried = relation != ""
	step := claims.NextStep(f.claim, standing)
	if err := moveCounter(ctx, w, id, step); err != nil {
		return tally{}, err
	}
	first, second := undecidedReviewers(round)
	recheck, err := recheckCount(ctx, w, id)
	if err != nil {
		return tally{}, err
	}
	c := f.claim
	_, err = w.change(upsertTally, id, c.ArticleID, c.ClaimantID, string(c.State), string(step), 1-c.Priority,
		string(c.SettlesOn), f.supports, f.refutes, f.contexts, carried.Rating, carried.ScaleNumber,
		string(f.publication.State), cmp.Or(string(c.Due), noDue), c.Assignee, first, second, f.topics, f.anchor, recheck, relation)
	return tally{c.ArticleID, c.Wording, f.claimant + "\n" + f.verdict.Summary + "\n" + f.verdict.Rationale, step}, err
}

// noDue is the day of a claim that is due on none: behind every other, so that lists sort by it.
const noDue = "9999-12-31"

// tallyFacts is what a claim's tally is worked out from.
type tallyFacts struct {
	claim                       claims.Claim
	claimant, topics            string
	supports, refutes, contexts int
	verdict                     claims.Verdict     // zero when there is none
	publication                 claims.Publication // zero when there is none
	anchor                      string
}

func (f *tallyFacts) into() []any {
	c, v, p := &f.claim, &f.verdict, &f.publication
	return []any{
		&c.ArticleID, &c.ClaimantID, &c.Wording, &c.State, &c.Priority, &c.SettlesOn, &c.Due, &c.Assignee, &f.topics,
		&f.supports, &f.refutes, &f.contexts, &v.Version, &v.ScaleNumber, &v.Rating, &v.Summary, &v.Rationale,
		&p.Version, &p.State, &p.Revision, &f.claimant, &f.anchor,
	}
}

func (f *tallyFacts) standing(round *claims.Round) claims.Standing {
	s := claims.Standing{Evidence: f.supports + f.refutes + f.contexts, Round: round}
	if f.verdict.Version > 0 {
		s.Verdict = &f.verdict
	}
	if f.publication.Version > 0 {
		s.Publication = &f.publication
	}
	return s
}

// undecidedReviewers are those whose reviews wait for the other one, or for an editor.
func undecidedReviewers(r *claims.Round) (first, second string) {
	if r == nil || r.State != claims.Reviewing && r.State != claims.Disputed {
		return "", ""
	}
	both := append(slices.Clone(r.Reviewers), "", "")
	return both[0], both[1]
}

const selectTallyFacts = `
SELECT c.article_id, c.claimant_id, c.wording, c.state, c.priority, c.settles_on, c.due, c.assignee, c.topics,
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'supports'),
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'refutes'),
       (SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND e.removed = 0 AND e.stance = 'context'),
       COALESCE(v.version, 0), COALESCE(v.scale, 0), COALESCE(v.rating, ''), COALESCE(v.summary, ''),
       COALESCE(v.rationale, ''), COALESCE(p.version, 0), COALESCE(p.state, ''), COALESCE(p.revision, 0),
       COALESCE(m.name, ''),
       COALESCE((SELECT CASE x.spans WHEN '[]' THEN 'exact' ELSE x.anchor END
                   FROM appearance x WHERE x.claim_id = c.id AND x.n = 0), 'exact')
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
                         rating, scale, publication, due, assignee, first_reviewer, second_reviewer, topics, anchor,
                         recheck, carried)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
    ON CONFLICT (claim_id) DO UPDATE
   SET claimant_id = excluded.claimant_id, state = excluded.state, step = excluded.step, urgency = excluded.urgency,
       settles_on = excluded.settles_on, supports = excluded.supports, refutes = excluded.refutes,
       contexts = excluded.contexts, rating = excluded.rating, scale = excluded.scale, publication = excluded.publication,
       due = excluded.due, assignee = excluded.assignee, first_reviewer = excluded.first_reviewer,
       second_reviewer = excluded.second_reviewer, topics = excluded.topics, anchor = excluded.anchor,
       recheck = excluded.recheck, carried = excluded.carried`

const updateArticleTally = `
UPDATE article_tally
   SET claims   = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'accepted'),
       proposed = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'candidate'),
       decided  = (SELECT count(*) FROM claim_tally t WHERE t.article_id = $1 AND t.state = 'accepted' AND t.rating <> '')
 WHERE article_id = $1`
