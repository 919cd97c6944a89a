package db

import (
	"context"
	"errors"
	"time"

	"assay/claims"
)

// Job is work that must not keep a page waiting. It is made in the transaction that needs it.
type Job struct {
	ID        string
	Kind      JobKind
	SubjectID string // the draft or the source it is for
	Address   string // what to fetch
	UserID    string // for whom
	Tries     int    // this one included
}

// JobKind says what a job does.
type JobKind string

// The kinds of job.
const (
	FetchDraft  JobKind = "fetch-draft"  // get the page of an import
	FetchSource JobKind = "fetch-source" // make a copy of a source
)

// leaseTime is how long a worker may take before a job is given to another one; fetching is bounded far below it.
const leaseTime = 2 * time.Minute

// maxTries is how often a job is begun: once more after a crash, not for ever.
const maxTries = 3

func (t *tx) enqueue(kind JobKind, subjectID, address string) error {
	id, err := t.newID()
	if err != nil {
		return err
	}
	// The clock's own time: after a clock was put back, the record's time stands still until it has caught up.
	return t.exec(insertJob, id, string(kind), subjectID, address, t.by.ID, timeText(t.d.Now()))
}

const insertJob = `
INSERT INTO job (id, kind, subject_id, address, user_id, run_at, leased_until, tries)
VALUES ($1, $2, $3, $4, $5, $6, '', 0)`

// LeaseJob takes the oldest job that nobody works on. Errors: ErrNotFound when there is none.
func (d *DB) LeaseJob(ctx context.Context) (Job, error) {
	// A look without a write first: an idle desk writes nothing.
	now := d.Now()
	var n int
	if err := d.one(ctx, selectJobWaits, []any{timeText(now)}, &n); err != nil {
		return Job{}, err
	}
	if n == 0 {
		return Job{}, claims.ErrNotFound
	}
	var j Job
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		if err := t.endTiredJobs(now); err != nil {
			return "", err
		}
		err := t.one(t.ctx, leaseJob, []any{timeText(now.Add(leaseTime)), timeText(now)},
			&j.ID, &j.Kind, &j.SubjectID, &j.Address, &j.UserID, &j.Tries)
		if errors.Is(err, claims.ErrNotFound) {
			return "", nil // no failure: the tired jobs stay ended
		}
		return "", err
	})
	if err == nil && j.ID == "" {
		err = claims.ErrNotFound
	}
	return j, err
}

// endTiredJobs ends the jobs that were begun too often, and says so where people wait for them.
func (t *tx) endTiredJobs(now time.Time) error {
	tired, err := each(t.ctx, t, selectTiredJobs, []any{maxTries, timeText(now)}, func(row scanner) (j Job, err error) {
		return j, row.Scan(&j.ID, &j.Kind, &j.SubjectID, &j.Address, &j.UserID)
	})
	if err != nil {
		return err
	}
	for _, j := range tired {
		end := t.failDraft
		if j.Kind == FetchSource {
			end = t.failSource
		}
		if err := end(j); err != nil {
			return err
		}
		if err := t.exec(deleteJob, j.ID); err != nil {
			return err
		}
	}
	return nil
}

const selectJobWaits = `
SELECT count(*)
  FROM job
 WHERE run_at <= $1 AND leased_until <= $1`

const leaseJob = `
UPDATE job
   SET leased_until = $1, tries = tries + 1
 WHERE id = (SELECT id FROM job WHERE run_at <= $2 AND leased_until <= $2 ORDER BY run_at, id LIMIT 1)
       AND leased_until <= $2
RETURNING id, kind, subject_id, address, user_id, tries`

const selectTiredJobs = `
SELECT id, kind, subject_id, address, user_id
  FROM job
 WHERE tries >= $1 AND leased_until <= $2
 ORDER BY run_at, id`

const deleteJob = `
DELETE FROM job
 WHERE id = $1`
