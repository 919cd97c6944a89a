package db_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// openAsOf copies the desk as it was after an event and opens the copy, which must verify.
func openAsOf(t *testing.T, d *dbtest.Desk, last int64) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "then.db")
	if err := d.CopyAsOf(t.Context(), path, last); err != nil {
		t.Fatalf("copy as of %d: %v", last, err)
	}
	v, err := db.Verify(t.Context(), path, nil)
	if err != nil || len(v.Findings) > 0 {
		t.Fatalf("the copy does not verify: %v %v", v.Findings, err)
	}
	then, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatalf("open the copy: %v", err)
	}
	t.Cleanup(func() {
		if err := then.Close(); err != nil {
			t.Error(err)
		}
	})
	return then
}

func TestACopyAsOfAnEventIsWhatTheDeskWasThen(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	article := d.Article(t, "The lake fell. The river rose.", "The lake fell")
	rows, err := d.Claims(ctx, claims.ClaimFilter{ArticleID: article})
	if err != nil || len(rows.Items) != 1 {
		t.Fatalf("claims: %v, %v", rows, err)
	}
	id := rows.Items[0].ID
	if err := d.AcceptClaim(ctx, by, id, 1); err != nil {
		t.Fatal(err)
	}
	want, err := d.Dossier(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	head, err := d.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	then := d.Size() - 1

	if err := d.WithdrawClaim(ctx, by, id, 2, "Said by nobody."); err != nil {
		t.Fatal(err)
	}
	d.Article(t, "Another one.", "Another one")

	old := openAsOf(t, d, then)
	got, err := old.Dossier(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the claim then (-was +is in the copy):\n%s", diff)
	}
	if gotHead, err := old.Head(ctx); err != nil || gotHead != head {
		t.Errorf("head %v, %v; want %v", gotHead, err, head)
	}
	if page, err := old.Articles(ctx, ""); err != nil || len(page.Items) != 1 {
		t.Errorf("articles then: %d, %v", len(page.Items), err)
	}
}

func TestEveryEventHasItsCopy(t *testing.T) {
	d := dbtest.Open(t)
	d.Article(t, "The lake fell. The river rose.", "The lake fell", "The river rose")
	for last := range d.Size() {
		then := openAsOf(t, d, last)
		if then.Size() != last+1 {
			t.Errorf("the copy as of event %d has %d events", last, then.Size())
		}
	}
}

func TestACopyAsOfAnEventThatIsNotThereIsNotFound(t *testing.T) {
	d := dbtest.Open(t)
	err := d.CopyAsOf(t.Context(), filepath.Join(t.TempDir(), "then.db"), d.Size())
	if !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if err := d.CopyAsOf(t.Context(), d.Path, 0); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("over a file that is there: %v", err)
	}
}
