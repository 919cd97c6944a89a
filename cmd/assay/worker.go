package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"assay/claims"
	"assay/claims/extract"
	"assay/db"
	"assay/web/snapshot"
)

// worker does what must not keep a page waiting: it leases the store's jobs one by one, fetches what they name, and
// hands the outcome back to the store. It also tidies up once a day.
type worker struct {
	db    *db.DB
	fetch *snapshot.Fetcher
	log   *slog.Logger
}

const (
	lookForJobs = time.Second
	tidyEvery   = 24 * time.Hour
	lookAtDays  = 10 * time.Minute // within which a claim whose day has come is told of
)

// run works until ctx ends. A job under way then is given up; its lease runs out and it is done after the next start.
func (w *worker) run(ctx context.Context) {
	look, tidy, days := time.NewTicker(lookForJobs), time.NewTicker(tidyEvery), time.NewTicker(lookAtDays)
	defer look.Stop()
	defer tidy.Stop()
	defer days.Stop()
	w.tidy(ctx)
	w.notifyDue(ctx)
	for {
		for w.next(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case <-tidy.C:
			w.tidy(ctx)
		case <-days.C:
			w.notifyDue(ctx)
		}
	}
}

func (w *worker) tidy(ctx context.Context) {
	if err := w.db.Tidy(ctx); err != nil && ctx.Err() == nil {
		w.log.Error("tidy", "err", err)
	}
}

func (w *worker) notifyDue(ctx context.Context) {
	if err := w.db.NotifyDue(ctx); err != nil && ctx.Err() == nil {
		w.log.Error("notify of what is due", "err", err)
	}
}

// next does one job. It returns false when none waits, or when it cannot be known whether one does.
func (w *worker) next(ctx context.Context) bool {
	job, err := w.db.LeaseJob(ctx)
	if err != nil {
		if !errors.Is(err, claims.ErrNotFound) && ctx.Err() == nil {
			w.log.Error("lease a job", "err", err)
		}
		return false
	}
	var do func(context.Context, db.Job) error
	switch job.Kind {
	case db.FetchDraft:
		do = w.fetchDraft
	case db.FetchSource:
		do = w.fetchSource
	default:
		w.log.Error("job of an unknown kind", "kind", job.Kind, "job", job.ID)
		return true
	}
	if err := attempt(ctx, job, do); err != nil && ctx.Err() == nil {
		w.log.Error("job", "kind", job.Kind, "job", job.ID, "try", job.Tries, "err", err)
	}
	return true
}

// attempt does a job. A page that makes the program panic must not end the server: the job fails, is begun anew when its
// lease is over, and is given up after the last try that the store allows.
func attempt(ctx context.Context, job db.Job, do func(context.Context, db.Job) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do(ctx, job)
}

// fetchDraft gets the page of an import and puts the article read from it, or why there is none, into the draft.
func (w *worker) fetchDraft(ctx context.Context, job db.Job) error {
	var draft claims.Draft
	in, err := receivePage(ctx, w.fetch, job.Address)
	if err == nil {
		draft, err = in.draft()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		w.log.Info("fetch for import", "job", job.ID, "err", err)
		draft = claims.Draft{State: claims.DraftFailed, Problem: err.Error()}
		draft.Article.Origin, draft.Article.OriginRef = claims.Fetched, job.Address
	}
	return w.db.FinishDraft(ctx, job, draft, in.raw)
}

// fetchSource makes a copy of a source, or notes why there is none. What a site says about a page that is gone is no
// copy of it.
func (w *worker) fetchSource(ctx context.Context, job db.Job) error {
	s := claims.Snapshot{SourceID: job.SubjectID}
	page, err := w.fetch.Fetch(ctx, job.Address)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.Fetched, s.FinalURL, s.Status, s.MIME = page.FetchedAt, page.FinalURL, page.Status, page.MIME
	switch {
	case err != nil:
		w.log.Info("fetch source", "job", job.ID, "err", err)
		s.Error, s.Fetched = err.Error(), w.db.Now().UTC()
	case page.Status >= 400:
		s.Error = statusSentence(page.Status)
	default:
		s.SHA256 = page.SHA256
		// A copy whose text cannot be read, such as a PDF, is kept all the same: it can be downloaded.
		if s.Title, s.Text, err = extract.SnapshotText(page.Body, page.ContentType(), page.FinalURL); err != nil {
			w.log.Info("read source", "job", job.ID, "err", err)
		}
	}
	return w.db.SaveSnapshot(ctx, db.By{Actor: claims.System}, job, s, page.Body)
}

// statusSentence says to a person that a site answered with an error.
func statusSentence(status int) string {
	return fmt.Sprintf("This site answered %d %s instead of the page.", status, http.StatusText(status))
}
