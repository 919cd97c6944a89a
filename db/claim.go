package db

import (
	"context"
	"errors"
	"reflect"
	"strings"

	"assay/claims"
)

type claimantEntity struct{ claims.Claimant }

func (e *claimantEntity) subject() (string, string, int) { return "claimant", e.ID, e.Version }
func (e *claimantEntity) belongs() (string, string)      { return "", "" }

func (e *claimantEntity) project(p projector) error {
	same, err := jsonText(e.SameAs)
	if err != nil {
		return err
	}
	return mustChange(p.change(upsertClaimant, e.ID, e.Name, claims.ClaimantKey(e.Name), e.Kind, e.JobTitle, same, e.Version))
}

const upsertClaimant = `
INSERT INTO claimant (id, name, name_key, kind, job_title, same_as, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (id) DO UPDATE
   SET name = excluded.name, name_key = excluded.name_key, kind = excluded.kind, job_title = excluded.job_title,
       same_as = excluded.same_as, version = excluded.version
 WHERE claimant.version = excluded.version - 1`

// claimant returns the id of the claimant with that name, who is made when he is new; "" for "".
func (t *tx) claimant(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", nil
	}
	var id string
	err := t.one(t.ctx, selectClaimantByKey, []any{claims.ClaimantKey(name)}, &id)
	if err == nil || !errors.Is(err, claims.ErrNotFound) {
		return id, err
	}
	if id, err = t.newID(); err != nil {
		return "", err
	}
	c := claims.Claimant{ID: id, Name: name, Kind: "unknown", Version: 1}
	return id, t.save(claims.ClaimantAdded, &claimantEntity{c}, "")
}

const selectClaimantByKey = `
SELECT id
  FROM claimant
 WHERE name_key = $1`

type claimEntity struct{ claims.Claim }

func (e *claimEntity) subject() (string, string, int) { return "claim", e.ID, e.Version }
func (e *claimEntity) belongs() (string, string)      { return e.ArticleID, e.ID }

func (e *claimEntity) project(p projector) error {
	var texts [8]string
	for i, v := range []any{e.Attribution, e.Hedges, e.Dates, e.Quantities, e.Reasons, e.Topics, e.Successors, e.Filled} {
		var err error
		if texts[i], err = jsonText(v); err != nil {
			return err
		}
	}
	err := mustChange(p.change(upsertClaim, e.ID, e.ArticleID, e.No, e.Wording, e.ClaimantID, texts[0], string(e.Kind),
		string(e.Modality), texts[1], texts[2], texts[3], string(e.SettlesOn), e.Place, e.Score, texts[4], texts[5],
		e.Context, e.Priority, string(e.State), string(e.Reason), e.StateNote, texts[6], e.Parent, e.Proposer,
		timeText(e.Created), e.CreatedBy, e.Version, texts[7], e.Assignee, string(e.Due)))
	if err != nil {
		return err
	}
	p.touch(e.ID)
	if err := e.projectTopics(p); err != nil {
		return err
	}
	return e.projectAppearances(p)
}

func (e *claimEntity) projectAppearances(p projector) error {
	if e.Version > 1 {
		if _, err := p.change(deleteAppearances, e.ID); err != nil {
			return err
		}
	}
	for n, a := range e.Appearances {
		spans, err := jsonText(a.Spans)
		if err != nil {
			return err
		}
		first := 0
		if len(a.Spans) > 0 {
			first = a.Spans[0].Start
		}
		if _, err := p.change(insertAppearance, e.ID, n, a.ArticleID, a.Number, first, spans, a.Exact,
			a.Prefix, a.Suffix, string(a.Anchor)); err != nil {
			return err
		}
	}
	return nil
}

const upsertClaim = `
INSERT INTO claim (id, article_id, no, wording, claimant_id, attribution, kind, modality, hedges, dates, quantities,
                   settles_on, place, score, reasons, topics, context, priority, state, reason, state_note, successors,
                   parent, proposer, created, created_by, version, filled, assignee, due)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25, $26, $27, $28, $29, $30)
    ON CONFLICT (id) DO UPDATE
   SET wording = excluded.wording, claimant_id = excluded.claimant_id, attribution = excluded.attribution,
       kind = excluded.kind, modality = excluded.modality, hedges = excluded.hedges, dates = excluded.dates,
       quantities = excluded.quantities, settles_on = excluded.settles_on, place = excluded.place,
       score = excluded.score, reasons = excluded.reasons, topics = excluded.topics, context = excluded.context,
       priority = excluded.priority, state = excluded.state, reason = excluded.reason,
       state_note = excluded.state_note, successors = excluded.successors, parent = excluded.parent,
       version = excluded.version, filled = excluded.filled, assignee = excluded.assignee, due = excluded.due
 WHERE claim.version = excluded.version - 1`

const deleteAppearances = `
DELETE FROM appearance
 WHERE claim_id = $1`

const insertAppearance = `
INSERT INTO appearance (claim_id, n, article_id, number, first_byte, spans, exact, prefix, suffix, anchor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

func scanClaim(row scanner) (claims.Claim, error) {
	var c claims.Claim
	err := row.Scan(&c.ID, &c.ArticleID, &c.No, &c.Wording, &c.ClaimantID, jsonValue{&c.Attribution}, &c.Kind,
		&c.Modality, jsonValue{&c.Hedges}, jsonValue{&c.Dates}, jsonValue{&c.Quantities}, &c.SettlesOn, &c.Place,
		&c.Score, jsonValue{&c.Reasons}, jsonValue{&c.Topics}, &c.Context, &c.Priority, &c.State, &c.Reason,
		&c.StateNote, jsonValue{&c.Successors}, &c.Parent, &c.Proposer, timeValue{&c.Created}, &c.CreatedBy, &c.Version,
		jsonValue{&c.Filled}, &c.Assignee, &c.Due)
	return c, err
}

const selectClaim = `
SELECT id, article_id, no, wording, claimant_id, attribution, kind, modality, hedges, dates, quantities, settles_on,
       place, score, reasons, topics, context, priority, state, reason, state_note, successors, parent, proposer,
       created, created_by, version, filled, assignee, due
  FROM claim
 WHERE id = $1
 ORDER BY id`

const selectAppearances = `
SELECT article_id, number, spans, exact, prefix, suffix, anchor
  FROM appearance
 WHERE claim_id = $1
 ORDER BY n`

func scanAppearance(row scanner) (claims.Appearance, error) {
	var a claims.Appearance
	err := row.Scan(&a.ArticleID, &a.Number, jsonValue{&a.Spans}, &a.Exact, &a.Prefix, &a.Suffix, &a.Anchor)
	return a, err
}

// loadClaim reads a claim with its appearances. Errors: ErrNotFound.
func loadClaim(ctx context.Context, q querier, id string) (claims.Claim, error) {
	c, err := only(each(ctx, q, selectClaim, []any{id}, scanClaim))
	if err != nil {
		return c, err
	}
	c.Appearances, err = each(ctx, q, selectAppearances, []any{id}, scanAppearance)
	return c, err
}

// nextNo is the next free number of a claim in an article.
func (t *tx) nextNo(articleID string) (int, error) {
	var n int
	err := t.one(t.ctx, selectNextNo, []any{articleID}, &n)
	return n, err
}

const selectNextNo = `
SELECT COALESCE(MAX(no), 0) + 1
  FROM claim
 WHERE article_id = $1`

// addClaim makes a claim of a candidate.
func (t *tx) addClaim(what claims.EventKind, v claims.ArticleVersion, no int, in claims.Candidate, state claims.State) (claims.Claim, error) {
	claimant, err := t.claimant(in.Claimant)
	if err != nil {
		return claims.Claim{}, err
	}
	id, err := t.newID()
	if err != nil {
		return claims.Claim{}, err
	}
	c, err := claims.NewClaim(id, no, v, in, claimant, state, t.by.Actor, t.now)
	if err != nil {
		return c, err
	}
	c.Version = 1
	return c, t.save(what, &claimEntity{c}, "")
}

// AddClaim adds a claim that a person found, accepted from the start, and returns its id. number is the version of the
// article in which in.Spans stand. Errors: ErrForbidden, ErrNotFound, ErrConflict for an older version of the article,
// FieldErrors on "wording", ErrInvalid when the spans do not lie in the text.
func (d *DB) AddClaim(ctx context.Context, by By, articleID string, number int, in claims.Candidate) (string, error) {
	return d.addMarked(ctx, by, articleID, number, in, claims.Accepted)
}

// AddAside notes that words of an article are no claim: as a claim that is rejected from the start, so that they count as
// looked at. Errors: as for AddClaim.
func (d *DB) AddAside(ctx context.Context, by By, articleID string, number int, in claims.Candidate) (string, error) {
	return d.addMarked(ctx, by, articleID, number, in, claims.Rejected)
}

// addMarked makes a claim of words that a person marked.
func (d *DB) addMarked(ctx context.Context, by By, articleID string, number int, in claims.Candidate, state claims.State) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		a, v, err := t.article(articleID)
		if err != nil {
			return "", err
		}
		if a.Number != number {
			return "", &claims.ConflictError{Subject: "article", Have: number, Now: a.Number}
		}
		no, err := t.nextNo(articleID)
		if err != nil {
			return "", err
		}
		c, err := t.addClaim(claims.ClaimAdded, v, no, in, state)
		return c.ID, err
	})
}

// changeClaim runs a rule over the current claim and saves what it returns. version is that of the form.
func (d *DB) changeClaim(ctx context.Context, by By, id string, version int, what claims.EventKind, note string,
	rule func(t *tx, c claims.Claim) (claims.Claim, error),
) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		c, err := t.claimAt(id, version)
		if err != nil {
			return "", err
		}
		changed, err := rule(t, c)
		if err != nil {
			return "", err
		}
		if reflect.DeepEqual(changed, c) {
			return id, nil // a form sent as it was is no event
		}
		changed.Version = c.Version + 1
		return id, t.save(what, &claimEntity{changed}, note)
	})
	return err
}

// claimAt reads a claim that must be at version.
func (t *tx) claimAt(id string, version int) (claims.Claim, error) {
	c, err := loadClaim(t.ctx, t, id)
	if err != nil {
		return c, err
	}
	if c.Version != version {
		return c, t.conflict("claim", id, version, c.Version)
	}
	return c, nil
}

// AcceptClaim accepts a claim. Errors: ErrForbidden, ErrNotFound, ErrConflict, ErrInvalid.
func (d *DB) AcceptClaim(ctx context.Context, by By, id string, version int) error {
	return d.changeClaim(ctx, by, id, version, claims.ClaimAccepted, "", func(_ *tx, c claims.Claim) (claims.Claim, error) {
		return c.Accept(by.Actor)
	})
}

// RejectClaim rejects a claim. Errors: as for Claim.Reject, ErrNotFound, ErrConflict.
func (d *DB) RejectClaim(ctx context.Context, by By, id string, version int, reason claims.RejectReason, note string) error {
	return d.changeClaim(ctx, by, id, version, claims.ClaimRejected, note, func(t *tx, c claims.Claim) (claims.Claim, error) {
		judged, err := t.judged(id)
		if err != nil {
			return c, err
		}
		return c.Reject(reason, note, judged.Any(), by.Actor)
	})
}

// WithdrawClaim withdraws a claim. Errors: as for Claim.Withdraw, ErrNotFound, ErrConflict.
func (d *DB) WithdrawClaim(ctx context.Context, by By, id string, version int, note string) error {
	return d.changeClaim(ctx, by, id, version, claims.ClaimWithdrawn, note, func(t *tx, c claims.Claim) (claims.Claim, error) {
		judged, err := t.judged(id)
		if err != nil {
			return c, err
		}
		return c.Withdraw(note, judged.Published, by.Actor)
	})
}

// EditClaim changes a claim's wording and facts. Errors: as for Claim.Edit, ErrNotFound, ErrConflict.
func (d *DB) EditClaim(ctx context.Context, by By, in claims.ClaimEdit) error {
	return d.changeClaim(ctx, by, in.ID, in.Version, claims.ClaimEdited, "", func(t *tx, c claims.Claim) (claims.Claim, error) {
		judged, err := t.judged(in.ID)
		if err != nil {
			return c, err
		}
		// Checked before a claimant is made for a name that the rule would refuse.
		if _, err := c.Edit(in, c.ClaimantID, judged, by.Actor); err != nil {
			return c, err
		}
		claimant, err := t.claimant(in.Claimant)
		if err != nil {
			return c, err
		}
		return c.Edit(in, claimant, judged, by.Actor)
	})
}

// MoveEdge moves an edge of a claim's words. Errors: as for Claim.MoveEdge, ErrNotFound, ErrConflict.
func (d *DB) MoveEdge(ctx context.Context, by By, id string, version int, edge claims.Edge, words int) error {
	return d.changeWords(ctx, by, id, version, func(c claims.Claim, v claims.ArticleVersion, judged bool) (claims.Claim, error) {
		return c.MoveEdge(v, edge, words, judged, by.Actor)
	})
}

// AddWords adds words of the current version to a claim. Errors: as for Claim.AddWords, ErrNotFound, ErrConflict.
func (d *DB) AddWords(ctx context.Context, by By, id string, version int, span claims.Span) error {
	return d.changeWords(ctx, by, id, version, func(c claims.Claim, v claims.ArticleVersion, judged bool) (claims.Claim, error) {
		return c.AddWords(v, span, judged, by.Actor)
	})
}

// changeWords runs a rule about where a claim stands in the current version of its article.
func (d *DB) changeWords(ctx context.Context, by By, id string, version int,
	rule func(c claims.Claim, v claims.ArticleVersion, judged bool) (claims.Claim, error),
) error {
	return d.changeClaim(ctx, by, id, version, claims.ClaimMoved, "", func(t *tx, c claims.Claim) (claims.Claim, error) {
		judged, err := t.judged(id)
		if err != nil {
			return c, err
		}
		_, v, err := t.article(c.ArticleID)
		if err != nil {
			return c, err
		}
		return rule(c, v, judged.Any())
	})
}

// judged is what holds a claim's words in place.
func (t *tx) judged(claimID string) (claims.Judged, error) { return loadJudged(t.ctx, t, claimID) }

func loadJudged(ctx context.Context, q querier, claimID string) (claims.Judged, error) {
	var j claims.Judged
	err := q.one(ctx, selectJudged, []any{claimID}, &j.Rating, &j.Published, &j.UnderReview)
	return j, err
}

const selectJudged = `
SELECT COALESCE((SELECT rating FROM verdict WHERE claim_id = $1), ''),
       (SELECT count(*) FROM publication WHERE claim_id = $1 AND state <> 'retracted') > 0,
       (SELECT count(*) FROM round WHERE claim_id = $1 AND state IN ('open', 'disputed') AND reviews <> '[]') > 0`
