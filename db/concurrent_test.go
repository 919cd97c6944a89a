package db_test

import (
	"testing"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

func TestAnotherProcessMayWriteBetweenTwoOperations(t *testing.T) {
	d := dbtest.Open(t)
	other, err := db.Open(t.Context(), d.Path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	})
	by := d.By(claims.Reviewer)
	for i := range 3 {
		for n, desk := range []*db.DB{d.DB, other} {
			in := claims.NewArticle{
				Headline: "An article", Origin: claims.Pasted, Text: "A text.", Extractor: "test",
				Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: 7}, Kind: claims.Text}},
			}
			if _, err := desk.AddArticle(t.Context(), by, in, nil); err != nil {
				t.Fatalf("round %d, process %d: %v", i, n, err)
			}
		}
	}
	if got := other.Size() - d.Size(); got != 2 { // other wrote last: an article and its text
		t.Errorf("the second process is %d events ahead, want 2", got)
	}
}
