package db

import (
	"context"
	"errors"
	"slices"

	"assay/claims"
)

// queueList is a filter of the queue in the terms of its queries.
type queueList struct {
	view       claims.QueueView
	steps      []claims.Step
	now        string
	taker      string // whose the tasks must be to take; "" for anybody's
	today      string // pending claims only when their day has come by then; "" for all
	key        string // what the query looks up in its index
	article    string
	claimant   string // id
	assignee   string // id, or claims.AssigneeNobody
	dueBy      string
	topic      string // as topicKey makes it
	sparse     bool   // the topic has few claims
	rows, size string // the queries; "" to walk the steps one after the other
}

// noClaimant is the id of a claimant that is not known, and has no claims.
const noClaimant = "-"

func (d *DB) newQueueList(ctx context.Context, q querier, f claims.QueueFilter) (queueList, error) {
	l := queueList{
		view: f.Shown(), steps: f.Steps(), now: timeText(d.Now()), article: f.ArticleID, assignee: f.Assignee,
		dueBy: dueKey(f.DueBy), topic: topicKey(f.Topic),
	}
	today := d.Today()
	if !f.Pending() {
		l.today = string(today)
	}
	if l.view == claims.QueueNext {
		l.taker = f.Reader.ID
	}
	if l.assignee == claims.AssigneeMe {
		l.assignee = f.Reader.ID
	}
	if f.Claimant != "" {
		err := q.one(ctx, selectClaimantByKey, []any{claims.ClaimantKey(f.Claimant)}, &l.claimant)
		if errors.Is(err, claims.ErrNotFound) {
			l.claimant = noClaimant
		} else if err != nil {
			return l, err
		}
	}
	if l.topic != "" {
		var err error
		if l.sparse, err = rare(ctx, q, l.topic); err != nil {
			return l, err
		}
	}
	l.choose(f, today)
	return l, nil
}

// choose takes the query whose index leaves the fewest claims to look at.
func (l *queueList) choose(f claims.QueueFilter, today claims.Date) {
	switch {
	case l.view == claims.QueueMine:
		l.rows, l.size, l.key = selectQueueMine, countQueueMine, f.Reader.ID
	case l.view == claims.QueueOthers:
		l.rows, l.size, l.key = selectQueueOthers, countQueueOthers, f.Reader.ID
	case l.view == claims.QueueDue:
		l.rows, l.size, l.key = selectQueueDue, countQueueDue, string(addDays(today, claims.DueSoon))
	case l.view == claims.QueueAnchor:
		l.rows, l.size = selectQueueAnchor, countQueueAnchor
	case l.view == claims.QueueRecheck:
		l.rows, l.size = selectQueueRecheck, countQueueRecheck
	case l.article != "":
		l.rows, l.size, l.key = selectQueueArticle, countQueueArticle, l.article
	case l.assignee != "" && l.assignee != claims.AssigneeNobody:
		l.rows, l.size, l.key = selectQueueAssignee, countQueueAssignee, l.assignee
	case l.claimant != "":
		l.rows, l.size, l.key = selectQueueClaimant, countQueueClaimant, l.claimant
	case l.sparse:
		l.rows, l.size, l.key = selectQueueTopic, countQueueTopic, l.topic
	case l.dueBy != noDue:
		l.rows, l.size, l.key = selectQueueByDay, countQueueByDay, l.dueBy
	}
}

func addDays(d claims.Date, n int) claims.Date {
	day, _ := d.Day()
	return claims.DayOf(day.AddDate(0, 0, n))
}

// stepBit is a step as a number of which a set can be made, ascending in the order of the queue.
func stepBit(s claims.Step) int {
	if i := slices.Index(claims.Steps, s); i >= 0 {
		return 1 << i
	}
	return 1 << len(claims.Steps)
}

// stepBitSQL is stepBit of t.step.
const stepBitSQL = `CASE t.step WHEN 'dispute' THEN 1 WHEN 'second' THEN 2 WHEN 'verdict' THEN 4 WHEN 'wait' THEN 8
            WHEN 'publish' THEN 16 WHEN 'evidence' THEN 32 WHEN 'look' THEN 64 WHEN 'carried' THEN 128 WHEN 'done' THEN 256 ELSE 512 END`

func (l queueList) args(after queueKey, limit int) []any {
	mask := 0
	for _, s := range l.steps {
		mask |= stepBit(s)
	}
	from := 0
	if after.step != "" {
		from = stepBit(after.step)
	}
	return []any{
		l.now, l.taker, l.today, l.key, from, after.urgency, after.due, after.id, mask, l.article, l.claimant, l.assignee,
		l.dueBy, l.topic, limit,
	}
}

// tasks returns at most limit tasks behind a cursor. all may be nil when no rating is wanted.
func (l queueList) tasks(ctx context.Context, q querier, all scales, after string, limit int) ([]claims.Task, error) {
	var from queueKey
	if after != "" {
		var err error
		if from, err = parseQueueKey(after); err != nil {
			return nil, err
		}
		if !slices.Contains(l.steps, from.step) {
			return nil, errCursor
		}
	}
	if l.rows != "" {
		return each(ctx, q, l.rows, l.args(from, limit), all.scanTask)
	}
	var out []claims.Task
	for _, w := range l.walk(from) {
		more, err := each(ctx, q, w.rows, w.args(w.from, limit-len(out)), all.scanTask)
		if err != nil {
			return nil, err
		}
		if out = append(out, more...); len(out) >= limit {
			break
		}
	}
	return out, nil
}

// count counts the tasks, to claims.MaxQueueCount + 1.
func (l queueList) count(ctx context.Context, q querier) (int, error) {
	sum, limit := 0, claims.MaxQueueCount+1
	lists := []walked{{queueList: l}}
	if l.rows == "" {
		lists = l.walk(queueKey{})
	}
	for _, w := range lists {
		n := 0
		if err := q.one(ctx, w.size, w.args(w.from, limit-sum), &n); err != nil {
			return 0, err
		}
		if sum += n; sum >= limit {
			break
		}
	}
	return sum, nil
}

// walked is the part of a list that is at one step.
type walked struct {
	queueList
	from queueKey
}

// walk takes the list apart by step, from a place on. Of the claims that wait for a day the few are looked up whose day
// has come.
func (l queueList) walk(from queueKey) []walked {
	var out []walked
	for _, step := range l.steps {
		if from.step != "" && stepBit(step) < stepBit(from.step) {
			continue
		}
		w := walked{l, queueKey{step: step, urgency: -1}}
		if step == from.step {
			w.from = from
		}
		w.steps = []claims.Step{step}
		w.rows, w.size, w.key = selectQueueStep, countQueueStep, string(step)
		if step == claims.StepWait && l.today != "" {
			w.rows, w.size, w.key = selectQueueSettled, countQueueSettled, l.today
		}
		out = append(out, w)
	}
	return out
}

func (all scales) scanTask(row scanner) (claims.Task, error) {
	var t claims.Task
	var err error
	var first, second string
	t.ClaimRow, err = all.scanClaimRow(wider{row, []any{
		timeValue{&t.Created},
		&t.Assignee, &t.AssigneeName, &t.Due, &t.Lease.UserID, &t.Lease.Name,
		timeValue{&t.Lease.Until},
		&first, &second,
	}})
	if t.Lease.UserID != "" {
		t.Lease.ClaimID = t.ID
	}
	t.Reviewers = slices.DeleteFunc([]string{first, second}, func(id string) bool { return id == "" })
	return t, err
}

// The lists of the queue differ in the index by which they find their claims: the by… condition. What else is asked for is
// looked at row by row. Parameters: $1 now, $2 who must be able to take the claim, or ”, $3 the day that must have
// settled a pending claim, or ”, $4 what is looked up, $5 … $8 the place after which the page begins, $9 the steps,
// $10 … $14 the filters, $15 how many.
const (
	selectQueueStep     = queueRows + byStep + queueRest + walkEnd
	selectQueueSettled  = queueRows + bySettled + queueRest + queueEnd
	selectQueueMine     = queueRows + byMine + queueRest + queueEnd
	selectQueueOthers   = queueRows + byOthers + queueRest + queueEnd
	selectQueueDue      = queueRows + byDue + queueRest + queueEnd
	selectQueueAnchor   = queueRows + byAnchor + queueRest + queueEnd
	selectQueueRecheck  = queueRows + byRecheck + queueRest + queueEnd
	selectQueueArticle  = queueRows + byArticle + queueRest + queueEnd
	selectQueueClaimant = queueRows + byClaimant + queueRest + queueEnd
	selectQueueAssignee = queueRows + byAssignee + queueRest + queueEnd
	selectQueueTopic    = queueRows + byTopic + queueRest + queueEnd
	selectQueueByDay    = queueRows + byDay + queueRest + queueEnd
	selectTask          = queueRows + byClaim + queueRest + queueEnd

	countQueueStep     = queueCount + byStep + queueRest + countEnd
	countQueueSettled  = queueCount + bySettled + queueRest + countEnd
	countQueueMine     = queueCount + byMine + queueRest + countEnd
	countQueueOthers   = queueCount + byOthers + queueRest + countEnd
	countQueueDue      = queueCount + byDue + queueRest + countEnd
	countQueueAnchor   = queueCount + byAnchor + queueRest + countEnd
	countQueueRecheck  = queueCount + byRecheck + queueRest + countEnd
	countQueueArticle  = queueCount + byArticle + queueRest + countEnd
	countQueueClaimant = queueCount + byClaimant + queueRest + countEnd
	countQueueAssignee = queueCount + byAssignee + queueRest + countEnd
	countQueueTopic    = queueCount + byTopic + queueRest + countEnd
	countQueueByDay    = queueCount + byDay + queueRest + countEnd

	queueRows = claimRowColumns + `,
       c.created, c.assignee, COALESCE(g.name, ''), c.due, COALESCE(l.user_id, ''), COALESCE(w.name, ''), COALESCE(l.until, ''),
       t.first_reviewer, t.second_reviewer` +
		queueTables + claimRowTables + `
  LEFT JOIN app_user g ON g.id = t.assignee
  LEFT JOIN app_user w ON w.id = l.user_id` + queueTake
	queueCount = `
SELECT count(*) AS n
  FROM (SELECT t.claim_id` + queueTables + queueTake

	queueTables = `
  FROM claim_tally t
  LEFT JOIN lease l ON l.claim_id = t.claim_id AND l.until > $1`
	queueTake = `
 WHERE CASE $2 WHEN '' THEN 1 = 1
       ELSE t.assignee IN ('', $2) AND t.first_reviewer <> $2 AND t.second_reviewer <> $2 AND COALESCE(l.user_id, $2) = $2 END
   AND CASE WHEN t.step <> 'wait' OR $3 = '' THEN 1 = 1 ELSE t.settles_on <> '' AND t.settles_on <= $3 END`

	byStep = `
   AND t.step = $4 AND ` + stepBitSQL + ` = $5 AND (t.urgency, t.due, t.claim_id) > ($6, $7, $8)`
	bySettled = `
   AND t.step = 'wait' AND t.settles_on <> '' AND t.settles_on <= $4` + queueAfter
	byMine = `
   AND t.claim_id IN (SELECT x.claim_id FROM claim_tally x WHERE x.assignee = $4 AND x.assignee <> ''
                      UNION SELECT y.claim_id FROM lease y WHERE y.user_id = $4 AND y.until > $1
                      UNION SELECT z.claim_id FROM work_draft z WHERE z.user_id = $4)` + queueAfter
	// Of the reader's reviews the newest 500 are looked at: a verdict does not wait for publication for longer.
	byOthers = `
   AND t.claim_id IN (SELECT x.claim_id FROM claim_tally x WHERE x.first_reviewer = $4 AND x.first_reviewer <> ''
                      UNION SELECT y.claim_id FROM claim_tally y WHERE y.second_reviewer = $4 AND y.second_reviewer <> ''
                      UNION SELECT z.claim_id
                              FROM (SELECT claim_id FROM review WHERE reviewer = $4 ORDER BY id DESC LIMIT 500) r
                              JOIN claim_tally z ON z.claim_id = r.claim_id
                             WHERE z.step = 'publish')` + queueAfter
	byDue = `
   AND t.claim_id IN (SELECT x.claim_id FROM claim_tally x
                       WHERE x.step IN ('dispute', 'second', 'verdict', 'publish', 'evidence', 'look')
                         AND x.urgency IN (0, 1, 2) AND x.due <= $4
                      UNION SELECT y.claim_id FROM claim_tally y
                             WHERE y.step = 'wait' AND y.settles_on <> '' AND y.settles_on <= $3)` + queueAfter
	byAnchor = `
   AND t.anchor <> 'exact' AND t.claim_id > $4` + queueAfter
	byRecheck = `
   AND t.recheck > 0 AND t.claim_id > $4` + queueAfter
	byArticle = `
   AND t.article_id = $4` + queueAfter
	byClaimant = `
   AND t.claimant_id = $4 AND t.claimant_id <> ''` + queueAfter
	byAssignee = `
   AND t.assignee = $4 AND t.assignee <> ''` + queueAfter
	byTopic = `
   AND t.claim_id IN (SELECT x.claim_id FROM claim_topic x WHERE x.topic = $4)` + queueAfter
	byDay = `
   AND t.claim_id IN (SELECT x.claim_id FROM claim_tally x
                       WHERE x.step IN ('dispute', 'second', 'verdict', 'publish', 'evidence', 'look', 'wait', 'carried', 'done')
                         AND x.urgency IN (0, 1, 2) AND x.due <= $4)` + queueAfter
	byClaim = `
   AND t.claim_id = $4` + queueAfter

	queueAfter = `
   AND (` + stepBitSQL + `, t.urgency, t.due, t.claim_id) > ($5, $6, $7, $8)`
	queueRest = `
   AND (` + stepBitSQL + `) & $9 <> 0
   AND ($10 = '' OR $10 = t.article_id)
   AND ($11 = '' OR $11 = t.claimant_id)
   AND CASE $12 WHEN '' THEN 1 = 1 WHEN 'nobody' THEN t.assignee = '' ELSE t.assignee = $12 END
   AND $13 >= t.due
   AND ($14 = '' OR EXISTS (SELECT 1 FROM claim_topic o WHERE o.topic = $14 AND o.claim_id = t.claim_id))`
	walkEnd = `
 ORDER BY t.urgency, t.due, t.claim_id
 LIMIT $15`
	queueEnd = `
 ORDER BY ` + stepBitSQL + `, t.urgency, t.due, t.claim_id
 LIMIT $15`
	countEnd = `
 LIMIT $15) q
 ORDER BY n`
)
