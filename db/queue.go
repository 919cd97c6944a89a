package db

import (
	"context"
	"fmt"
	"strings"

	"assay/claims"
)

// queueSteps are what the queue lists when no step is chosen: all that waits for a person, decisions first.
var queueSteps = []claims.Step{claims.StepVerdict, claims.StepPublish, claims.StepEvidence, claims.StepLook}

// recentArticles is how many articles the queue shows beside its rows.
const recentArticles = 5

// Queue returns a page of what waits, urgent first and oldest first, with the counts for its tabs. Errors: ErrInvalid
// for an unknown cursor.
func (d *DB) Queue(ctx context.Context, f claims.QueueFilter) (claims.QueuePage, error) {
	var q claims.QueuePage
	all, err := loadScales(ctx, d)
	if err != nil {
		return q, err
	}
	if q.Rows, err = d.queueRows(ctx, f, all); err != nil {
		return q, err
	}
	if q.Counts, err = d.stepCounts(ctx); err != nil {
		return q, err
	}
	if err := d.one(ctx, selectDueCount, []any{string(d.Today())}, &q.Due); err != nil {
		return q, err
	}
	recent, err := d.articleRows(ctx, selectArticleRows, "", recentArticles)
	q.Recent = recent.Items
	return q, err
}

// queueKey is the place of a row in the queue.
type queueKey struct {
	step    claims.Step
	urgency int
	id      string
}

// keyOf is the place of a claim in the queue. Urgency is kept the other way round than priority: see claim_tally.
func keyOf(r claims.ClaimRow) queueKey { return queueKey{r.Step, 1 - r.Priority, r.ID} }

func (k queueKey) String() string { return fmt.Sprintf("%s.%d.%s", k.step, k.urgency, k.id) }

// parseQueueKey reads what String wrote.
func parseQueueKey(s string) (queueKey, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || len(parts[1]) != 1 || parts[1] < "0" || parts[1] > "2" || !claims.ValidID(parts[2]) {
		return queueKey{}, errCursor
	}
	return queueKey{claims.Step(parts[0]), int(parts[1][0] - '0'), parts[2]}, nil
}

// queueRows reads the steps one after the other until the page is full.
func (d *DB) queueRows(ctx context.Context, f claims.QueueFilter, all scales) (claims.Page[claims.ClaimRow], error) {
	var none claims.Page[claims.ClaimRow]
	steps := queueSteps
	if f.Step != "" {
		steps = []claims.Step{f.Step}
	}
	from := queueKey{step: steps[0], urgency: -1}
	if f.After != "" {
		var err error
		if from, err = parseQueueKey(f.After); err != nil {
			return none, err
		}
	}
	for len(steps) > 0 && steps[0] != from.step {
		steps = steps[1:]
	}
	if len(steps) == 0 {
		return none, errCursor
	}
	var rows []claims.ClaimRow
	for _, step := range steps {
		if step != from.step {
			from = queueKey{step: step, urgency: -1}
		}
		query, args := selectQueue, []any{string(step), from.urgency, from.id, pageSize + 1 - len(rows)}
		if f.ArticleID != "" {
			query, args = selectArticleQueue, append([]any{f.ArticleID}, args...)
		}
		more, err := each(ctx, d, query, args, all.scanClaimRow)
		if err != nil {
			return none, err
		}
		if rows = append(rows, more...); len(rows) > pageSize {
			break
		}
	}
	return page(rows, pageSize, func(r claims.ClaimRow) string { return keyOf(r).String() }), nil
}

const selectQueue = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.step = $1 AND (t.urgency, t.claim_id) > ($2, $3)
 ORDER BY t.urgency, t.claim_id
 LIMIT $4`

// The empty text keeps SQLite from walking the whole step: an article has few claims.
const selectArticleQueue = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.article_id = $1 AND t.step || '' = $2 AND (t.urgency, t.claim_id) > ($3, $4)
 ORDER BY t.urgency, t.claim_id
 LIMIT $5`

func (d *DB) stepCounts(ctx context.Context) (map[claims.Step]int, error) {
	type counter struct {
		name string
		n    int
	}
	list, err := each(ctx, d, selectCounters, nil, func(row scanner) (c counter, err error) {
		err = row.Scan(&c.name, &c.n)
		return c, err
	})
	counts := map[claims.Step]int{}
	for _, c := range list {
		if step, ok := strings.CutPrefix(c.name, "step:"); ok {
			counts[claims.Step(step)] = c.n
		}
	}
	return counts, err
}

const selectCounters = `
SELECT name, n
  FROM counter
 ORDER BY name`

const selectDueCount = `
SELECT count(*)
  FROM claim_tally
 WHERE step = 'wait' AND settles_on <> '' AND settles_on <= $1`
