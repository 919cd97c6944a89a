package db_test

import (
	"errors"
	"fmt"
	"testing"

	"assay/claims"
)

func TestFiltersAreKeptForTheirAuthor(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	size := n.Size()
	must(t, n.SaveFilter(ctx, by, "Candidates", claims.QueueFilter{Step: claims.StepLook}))
	must(t, n.SaveFilter(ctx, by, "An article", claims.QueueFilter{Step: claims.StepDone}))
	must(t, n.SaveFilter(ctx, by, "An article", claims.QueueFilter{ArticleID: n.article, DueBy: "2031-01-01"}))
	saved := n.queue(claims.QueueFilter{Reader: by.Actor}).Saved
	want := claims.QueueFilter{ArticleID: n.article, DueBy: "2031-01-01", Reader: by.Actor}
	if len(saved) != 2 || saved[0].Name != "An article" || saved[0].Filter != want || saved[0].Count != 0 || saved[1].Count != 4 {
		t.Errorf("kept: %+v", saved)
	}
	if other := n.queue(claims.QueueFilter{Reader: n.By(claims.Editor).Actor}).Saved; len(other) != 0 {
		t.Errorf("somebody else has %+v", other)
	}
	if err := n.RemoveFilter(ctx, n.By(claims.Editor), saved[0].ID); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("somebody else removes it: %v, want not found", err)
	}
	must(t, n.RemoveFilter(ctx, by, saved[0].ID))
	if left := n.queue(claims.QueueFilter{Reader: by.Actor}).Saved; len(left) != 1 || left[0].Name != "Candidates" {
		t.Errorf("left: %+v", left)
	}
	if n.Size() != size {
		t.Error("filters are in the record")
	}
}

func TestFiltersThatAreRefused(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Viewer)
	if err := n.SaveFilter(ctx, by, " ", claims.QueueFilter{}); fieldsOf(err) != "name" {
		t.Errorf("without a name: %v", err)
	}
	for i := range claims.MaxFilters {
		must(t, n.SaveFilter(ctx, by, fmt.Sprint(i), claims.QueueFilter{Step: claims.StepLook}))
	}
	if err := n.SaveFilter(ctx, by, "one more", claims.QueueFilter{}); fieldsOf(err) != "name" {
		t.Errorf("more than 20: %v", err)
	}
	must(t, n.SaveFilter(ctx, by, "7", claims.QueueFilter{}))
	by.Role = "nobody"
	if err := n.SaveFilter(ctx, by, "x", claims.QueueFilter{}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("without a role: %v, want forbidden", err)
	}
}
