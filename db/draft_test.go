package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db/dbtest"
)

func TestADraftBelongsToOneUser(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by, other := t.Context(), d.By(claims.Reviewer), d.By(claims.Admin)
	in := claims.Draft{State: claims.DraftReady, Article: twoParts(), Guessed: true, UserID: "forged", ID: "forged"}
	id, err := d.AddDraft(ctx, by, in, []byte("raw bytes"))
	must(t, err)
	got, err := d.Draft(ctx, by.ID, id)
	in.ID, in.UserID, in.Made = id, by.ID, got.Made
	if diff := cmp.Diff(in, got); err != nil || diff != "" || got.Made.IsZero() {
		t.Errorf("%v: %s", err, diff)
	}
	size := d.Size()
	_, err = d.Draft(ctx, other.ID, id)
	refused(t, d, size, "seen by somebody else", err, claims.ErrNotFound)
	_, err = d.SaveDraft(ctx, other, id, in.Article)
	refused(t, d, size, "saved by somebody else", err, claims.ErrNotFound)
	refused(t, d, size, "thrown away by somebody else", d.DiscardDraft(ctx, other, id), claims.ErrNotFound)
	_, err = d.AddDraft(ctx, d.By(claims.Auditor), in, nil)
	refused(t, d, size, "made by an auditor", err, claims.ErrForbidden)

	must(t, d.DiscardDraft(ctx, by, id))
	_, err = d.Draft(ctx, by.ID, id)
	refused(t, d, size, "seen when thrown away", err, claims.ErrNotFound)
	refused(t, d, size, "thrown away twice", d.DiscardDraft(ctx, by, id), claims.ErrNotFound)
}

func TestADraftSavedTwiceIsOneArticle(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	in := twoParts()
	id, err := d.AddDraft(ctx, by, claims.Draft{State: claims.DraftReady, Article: in}, []byte("raw bytes"))
	must(t, err)
	size := d.Size()
	bad := in
	bad.Headline = ""
	_, err = d.SaveDraft(ctx, by, id, bad)
	refused(t, d, size, "without a headline", err, claims.ErrInvalid)

	in.Headline = "Corrected in the preview"
	var article string
	wants(t, d, by, func() {
		article, err = d.SaveDraft(ctx, by, id, in)
		must(t, err)
	}, "article.add article 1", "article.text article_version 1", "claimant.add claimant 1", "claim.propose claim 1", "claim.propose claim 1")
	wants(t, d, by, func() {
		again, err := d.SaveDraft(ctx, by, id, in)
		if err != nil || again != article {
			t.Errorf("saved again it is %q, %v; want %q", again, err, article)
		}
	})
	if a, err := d.DB.Article(ctx, article); err != nil || a.Headline != in.Headline {
		t.Errorf("the article is %+v, %v", a, err)
	}
	got, err := d.Draft(ctx, by.ID, id)
	if err != nil || got.State != claims.DraftSaved || got.Same != article || got.Article.Text != "" {
		t.Errorf("the draft is %+v, %v", got, err)
	}
	if kept := texts(t, open(t, d.Path), `SELECT bytes FROM blob`); len(kept) != 1 || kept[0] != "raw bytes" {
		t.Errorf("kept bytes: %q", kept)
	}
}

func TestADraftWaitsForItsPage(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	add := func() string {
		id, err := d.AddDraft(ctx, by, claims.Draft{State: claims.DraftFetching, Article: claims.NewArticle{OriginRef: "https://a.example/x"}}, nil)
		must(t, err)
		return id
	}
	id := add()
	size := d.Size()
	_, err := d.SaveDraft(ctx, by, id, twoParts())
	refused(t, d, size, "saved before it is there", err, claims.ErrInvalid)
	job, err := d.LeaseJob(ctx)
	if err != nil || job.Kind != "fetch-draft" || job.SubjectID != id || job.Address != "https://a.example/x" || job.UserID != by.ID || job.Tries != 1 {
		t.Errorf("the job is %+v, %v", job, err)
	}
	made, err := d.Draft(ctx, by.ID, id)
	must(t, err)
	must(t, d.FinishDraft(ctx, job, claims.Draft{State: claims.DraftReady, Article: twoParts(), UserID: "forged"}, []byte("raw bytes")))
	got, err := d.Draft(ctx, by.ID, id)
	if err != nil || got.State != claims.DraftReady || got.Article.Headline != "Prices up" || got.UserID != by.ID || !got.Made.Equal(made.Made) {
		t.Errorf("the draft is %+v, %v", got, err)
	}
	if _, err := d.LeaseJob(ctx); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the job waits still: %v", err)
	}

	// A second worker that was given the job because the first one was slow comes too late.
	article, err := d.SaveDraft(ctx, by, id, twoParts())
	must(t, err)
	must(t, d.FinishDraft(ctx, job, claims.Draft{State: claims.DraftFailed, Problem: "Gone."}, nil))
	if got, err := d.Draft(ctx, by.ID, id); err != nil || got.State != claims.DraftSaved || got.Same != article {
		t.Errorf("the saved draft became %+v, %v", got, err)
	}

	// A draft that was thrown away takes its job with it.
	must(t, d.DiscardDraft(ctx, by, add()))
	job, err = d.LeaseJob(ctx)
	must(t, err)
	must(t, d.FinishDraft(ctx, job, claims.Draft{State: claims.DraftReady}, nil))
	if left := texts(t, open(t, d.Path), `SELECT id FROM job`); len(left) != 0 {
		t.Errorf("jobs that are left: %v", left)
	}
}
