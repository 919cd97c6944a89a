package db_test

import (
	"errors"
	"slices"
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

func TestACopyThatIsGivenUpIsReported(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	_, set := clock(n.Desk)
	_, err := n.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: n.ids[0], Stance: claims.Context, Source: claims.SourceEdit{URL: "https://a.example/x"}})
	must(t, err)
	var job db.Job
	for try := range 3 {
		set(time.Duration(try) * 2 * time.Minute)
		job, err = n.LeaseJob(ctx)
		must(t, err)
	}
	size := n.Size()
	set(time.Hour)
	if job, err := n.LeaseJob(ctx); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("it is begun once more: %+v, %v", job, err)
	}
	page, err := n.SourcePage(ctx, job.SubjectID)
	if err != nil || len(page.Snapshots) != 1 || page.Snapshots[0].Error == "" || n.Size() != size+1 {
		t.Errorf("the source has %+v, %v, %d events later", page.Snapshots, err, n.Size()-size)
	}
	want := []string{"snapshot.fail system " + by.ID}
	raw := open(t, n.Path)
	if got := texts(t, raw, `SELECT kind || ' ' || actor || ' ' || on_behalf FROM event WHERE seq = $1`, size); !slices.Equal(got, want) {
		t.Errorf("the event is %v, want %v", got, want)
	}
	if left := texts(t, raw, `SELECT id FROM job`); len(left) != 0 {
		t.Errorf("jobs that are left: %v", left)
	}
}
