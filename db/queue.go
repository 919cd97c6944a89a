package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"assay/claims"
)

// How much the queue shows beside its rows.
const (
	recentArticles = 5
	choiceArticles = 50
	maxClaimants   = 100
)

// Queue returns a page of the queue as its filter asks for it, with the counts for its tabs. The reader is the filter's.
// Errors: ErrInvalid for an unknown cursor.
func (d *DB) Queue(ctx context.Context, f claims.QueueFilter) (claims.QueuePage, error) {
	var q claims.QueuePage
	all, err := loadScales(ctx, d)
	if err != nil {
		return q, err
	}
	list, err := d.newQueueList(ctx, d, f)
	if err != nil {
		return q, err
	}
	tasks, err := list.tasks(ctx, d, all, f.After, pageSize+1)
	if err != nil {
		return q, err
	}
	q.Rows = page(tasks, pageSize, func(t claims.Task) string { return keyOf(t).String() })
	if err := d.markDrafts(ctx, f.Reader.ID, q.Rows.Items); err != nil {
		return q, err
	}
	if err := d.queueCounts(ctx, f.Reader, &q); err != nil {
		return q, err
	}
	if q.Total = q.Views[f.Shown()]; f.Narrowed() {
		if q.Total, err = list.count(ctx, d); err != nil {
			return q, err
		}
	}
	return q, d.queueChoices(ctx, f, &q)
}

// TakeNext takes the first task of the filter for the actor and returns it: no two people are ever given the same claim.
// Errors: ErrForbidden; ErrNotFound when there is none.
func (d *DB) TakeNext(ctx context.Context, by By, f claims.QueueFilter) (claims.Task, error) {
	by.Op = "" // asking again must look again
	f.Reader, f.View, f.After = by.Actor, claims.QueueNext, ""
	var task claims.Task
	text, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		list, err := d.newQueueList(t.ctx, t, f)
		if err != nil {
			return "", err
		}
		tasks, err := list.tasks(t.ctx, t, nil, "", 1)
		if err != nil {
			return "", err
		}
		if len(tasks) == 0 {
			return "", claims.ErrNotFound
		}
		if err := t.take(tasks[0].ID); err != nil {
			return "", err
		}
		body, err := json.Marshal(tasks[0])
		return string(body), err
	})
	if err != nil {
		return task, err
	}
	return task, json.Unmarshal([]byte(text), &task)
}

// Tasks returns the claims with the given ids, in their order, as the queue shows them. Ids of no claim are left out.
func (d *DB) Tasks(ctx context.Context, reader claims.Actor, ids []string) ([]claims.Task, error) {
	all, err := loadScales(ctx, d)
	if err != nil {
		return nil, err
	}
	list, err := d.newQueueList(ctx, d, claims.QueueFilter{View: claims.QueueAll, Reader: reader})
	if err != nil {
		return nil, err
	}
	var out []claims.Task
	for _, id := range ids {
		list.key, list.steps = id, append(slices.Clone(claims.Steps), claims.StepClosed)
		one, err := each(ctx, d, selectTask, list.args(queueKey{}, 1), all.scanTask)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

// markDrafts marks the tasks about which the reader has typed something that he has not sent.
func (d *DB) markDrafts(ctx context.Context, reader string, tasks []claims.Task) error {
	drafts, err := each(ctx, d, selectDraftedClaims, []any{reader, claims.MaxBulk}, func(row scanner) (id string, err error) {
		return id, row.Scan(&id)
	})
	for i := range tasks {
		tasks[i].Draft = slices.Contains(drafts, tasks[i].ID)
	}
	return err
}

const selectDraftedClaims = `
SELECT claim_id
  FROM work_draft
 WHERE user_id = $1
 ORDER BY claim_id
 LIMIT $2`

// queueCounts counts what stands in each view and in each saved filter.
func (d *DB) queueCounts(ctx context.Context, reader claims.Actor, q *claims.QueuePage) error {
	q.Views = map[claims.QueueView]int{}
	for _, v := range claims.QueueViews {
		if v.Personal() && !reader.Role.May(claims.MayWork) || v == claims.QueueAll {
			continue
		}
		n, err := d.countQueue(ctx, claims.QueueFilter{View: v, Reader: reader})
		if err != nil {
			return err
		}
		q.Views[v] = n
	}
	var err error
	if q.Counts, err = d.stepCounts(ctx); err != nil {
		return err
	}
	for _, s := range (claims.QueueFilter{View: claims.QueueAll}).Steps() {
		q.Views[claims.QueueAll] = min(q.Views[claims.QueueAll]+q.Counts[s], claims.MaxQueueCount+1)
	}
	if err := d.one(ctx, selectDueCount, []any{string(d.Today())}, &q.Due); err != nil {
		return err
	}
	if q.Saved, err = d.savedFilters(ctx, reader); err != nil {
		return err
	}
	for i := range q.Saved {
		if q.Saved[i].Count, err = d.countQueue(ctx, q.Saved[i].Filter); err != nil {
			return err
		}
	}
	return nil
}

func (d *DB) countQueue(ctx context.Context, f claims.QueueFilter) (int, error) {
	list, err := d.newQueueList(ctx, d, f)
	if err != nil {
		return 0, err
	}
	return list.count(ctx, d)
}

// queueChoices reads what the filters offer to choose from.
func (d *DB) queueChoices(ctx context.Context, f claims.QueueFilter, q *claims.QueuePage) error {
	newest, err := d.articleRows(ctx, selectArticleRows, "", choiceArticles)
	if err != nil {
		return err
	}
	q.Articles, q.Recent = newest.Items, newest.Items[:min(len(newest.Items), recentArticles)]
	if f.ArticleID != "" && !slices.ContainsFunc(q.Articles, func(a claims.ArticleRow) bool { return a.ID == f.ArticleID }) {
		a, err := d.Article(ctx, f.ArticleID)
		if err == nil {
			q.Articles = append(slices.Clone(q.Articles), claims.ArticleRow{ID: a.ID, Headline: a.Headline, Lang: a.Lang})
		} else if !errors.Is(err, claims.ErrNotFound) {
			return err
		}
	}
	if q.People, err = d.Workers(ctx); err != nil {
		return err
	}
	q.Claimants, err = each(ctx, d, selectClaimantNames, []any{maxClaimants}, func(row scanner) (name string, err error) {
		return name, row.Scan(&name)
	})
	return err
}

// Workers returns the people to whom claims can be given.
func (d *DB) Workers(ctx context.Context) ([]claims.User, error) {
	users, err := d.Users(ctx)
	return slices.DeleteFunc(users, func(u claims.User) bool { return u.Disabled || !u.Role.May(claims.MayWork) }), err
}

const selectClaimantNames = `
SELECT name
  FROM claimant
 WHERE name_key > ''
 ORDER BY name_key, id
 LIMIT $1`

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

// queueKey is the place of a task in the queue.
type queueKey struct {
	step    claims.Step
	urgency int
	due     string
	id      string
}

// keyOf is the place of a task. Urgency is kept the other way round than priority, and no due day as a late one: see
// claim_tally.
func keyOf(t claims.Task) queueKey { return queueKey{t.Step, 1 - t.Priority, dueKey(t.Due), t.ID} }

func dueKey(due claims.Date) string {
	if due == "" {
		return noDue
	}
	return string(due)
}

func (k queueKey) String() string { return fmt.Sprintf("%s.%d.%s.%s", k.step, k.urgency, k.due, k.id) }

// parseQueueKey reads what String wrote.
func parseQueueKey(s string) (queueKey, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 || len(parts[1]) != 1 || parts[1] < "0" || parts[1] > "2" || !claims.ValidID(parts[3]) {
		return queueKey{}, errCursor
	}
	if _, ok := claims.Date(parts[2]).Day(); !ok || !slices.Contains(claims.Steps, claims.Step(parts[0])) {
		return queueKey{}, errCursor
	}
	return queueKey{claims.Step(parts[0]), int(parts[1][0] - '0'), parts[2], parts[3]}, nil
}
