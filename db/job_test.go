package db_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// addJobs makes drafts that wait for their pages and returns their ids.
func addJobs(t *testing.T, d *dbtest.Desk, n int) []string {
	t.Helper()
	var ids []string
	for range n {
		id, err := d.AddDraft(t.Context(), d.By(claims.Reviewer), claims.Draft{State: claims.DraftFetching}, nil)
		must(t, err)
		ids = append(ids, id)
	}
	return ids
}

func TestJobsAreTakenOldestFirstAndOnce(t *testing.T) {
	d := dbtest.Open(t)
	want := addJobs(t, d, 12)
	for _, id := range want[:3] {
		job, err := d.LeaseJob(t.Context())
		if err != nil || job.SubjectID != id {
			t.Fatalf("job %+v, %v; want the one of %s", job, err, id)
		}
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	taken := map[string]int{}
	for range 4 {
		wg.Go(func() {
			for {
				job, err := d.LeaseJob(t.Context())
				if err != nil {
					if !errors.Is(err, claims.ErrNotFound) {
						t.Error(err)
					}
					return
				}
				mu.Lock()
				taken[job.SubjectID]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, id := range want[3:] {
		if taken[id] != 1 {
			t.Errorf("the job of %s was taken %d times", id, taken[id])
		}
	}
	if len(taken) != 9 {
		t.Errorf("%d jobs were taken, want 9", len(taken))
	}
}

func TestAJobWhoseWorkerDiedIsGivenToAnotherOneAndThenGivenUp(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	_, set := clock(d)
	id := addJobs(t, d, 1)[0]
	none := func(after time.Duration) {
		t.Helper()
		set(after)
		if job, err := d.LeaseJob(ctx); !errors.Is(err, claims.ErrNotFound) {
			t.Errorf("after %v: %+v, %v; want none", after, job, err)
		}
	}
	var first db.Job
	for try, after := range []time.Duration{0, 2 * time.Minute, 4 * time.Minute} {
		none(after - time.Millisecond)
		set(after)
		job, err := d.LeaseJob(ctx)
		if try == 0 {
			first = job
		}
		if err != nil || job.Tries != try+1 || job.ID != first.ID {
			t.Fatalf("after %v: %+v, %v; want try %d", after, job, err, try+1)
		}
	}
	none(6*time.Minute - time.Millisecond)
	if got, err := d.Draft(ctx, by.ID, id); err != nil || got.State != claims.DraftFetching {
		t.Errorf("on its third try the draft is %s, %v", got.State, err)
	}
	none(6 * time.Minute)
	if got, err := d.Draft(ctx, by.ID, id); err != nil || got.State != claims.DraftFailed || got.Problem == "" {
		t.Errorf("given up, the draft is %s (%q), %v", got.State, got.Problem, err)
	}
	if left := texts(t, open(t, d.Path), `SELECT id FROM job`); len(left) != 0 {
		t.Errorf("jobs that are left: %v", left)
	}
}

func TestAJobThatIsGivenUpDoesNotHoldUpTheNext(t *testing.T) {
	d := dbtest.Open(t)
	_, set := clock(d)
	id := addJobs(t, d, 1)[0]
	for try := range 3 {
		set(time.Duration(try) * 2 * time.Minute)
		_, err := d.LeaseJob(t.Context())
		must(t, err)
	}
	next := addJobs(t, d, 1)[0]
	set(time.Hour)
	if job, err := d.LeaseJob(t.Context()); err != nil || job.SubjectID != next {
		t.Errorf("the next job is %+v, %v; want that of %s and not of %s", job, err, next, id)
	}
}

func TestAJobActsForTheUserAsHeIsNow(t *testing.T) {
	d := dbtest.Open(t)
	addJobs(t, d, 1)
	job, err := d.LeaseJob(t.Context())
	must(t, err)
	u := d.Users[claims.Reviewer]
	u.Role = claims.Viewer
	must(t, d.EditUser(t.Context(), d.By(claims.Admin), u))
	if who, err := d.JobActor(t.Context(), job); err != nil || who.Role != claims.Viewer {
		t.Errorf("it acts for %+v, %v", who, err)
	}
	job.UserID = "nobody"
	if _, err := d.JobActor(t.Context(), job); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("for nobody: %v", err)
	}
}
