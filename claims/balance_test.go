package claims_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestABalanceAddsUp(t *testing.T) {
	a := claims.Balance{Key: "k", Name: "A", Checked: 1, Open: 2, Waiting: 3, Rejected: []int{1, 0, 0, 0, 2}, Withdrawn: 4}
	if a.Skipped() != 10 || a.Total() != 13 {
		t.Errorf("skipped %d, total %d", a.Skipped(), a.Total())
	}
	sum := a.Add(claims.Balance{Name: "B", Checked: 1}).Add(a)
	want := claims.Balance{Key: "k", Name: "A", Checked: 3, Open: 4, Waiting: 6, Rejected: []int{2, 0, 0, 0, 4}, Withdrawn: 8}
	if diff := cmp.Diff(want, sum); diff != "" || a.Rejected[0] != 1 {
		t.Error(diff)
	}
}

func TestWhoMaySeeABalance(t *testing.T) {
	for _, by := range claims.Dimensions {
		for _, role := range claims.Roles {
			err := claims.BalanceFilter{By: by}.MayBalance(claims.Actor{ID: "u", Role: role})
			want := by != claims.ByReviewer || role == claims.Auditor || role == claims.Editor || role == claims.Admin
			if want != (err == nil) || err != nil && !errors.Is(err, claims.ErrForbidden) {
				t.Errorf("by %s as %s: %v", by, role, err)
			}
		}
	}
	if err := (claims.BalanceFilter{By: claims.ByOutlet}).MayBalance(claims.Actor{}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a stranger: %v", err)
	}
	if claims.Dimension("colour").Valid() {
		t.Error("colour is taken for a dimension")
	}
}
