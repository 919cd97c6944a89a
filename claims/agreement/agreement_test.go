package agreement_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/claims/agreement"
)

// rounds are those of three people; ann and bo have most of them.
func rounds() []agreement.Tally {
	return []agreement.Tally{
		{First: "ann", Second: "bo", FirstRating: "true", SecondRating: "true", N: 6},
		{First: "bo", Second: "ann", FirstRating: "true", SecondRating: "mostly-true", N: 2},
		{First: "ann", Second: "bo", FirstRating: "false", SecondRating: "satire", N: 1},
		{First: "ann", Second: "bo", FirstRating: "satire", SecondRating: "satire", N: 3},
		{First: "cy", Second: "ann", FirstRating: "legend", SecondRating: "false", N: 2},
	}
}

func TestTheReportCountsRoundsByRatingAndByPair(t *testing.T) {
	r := agreement.Of(rounds(), claims.DefaultScale())
	if r.N != 14 || r.Raw.N != 14 || !near(r.Raw.Value, 9.0/14, 9) {
		t.Errorf("%d rounds, raw %+v", r.N, r.Raw)
	}
	wantKeys := []string{"true", "mostly-true", "false", "satire", "legend"} // a rating that the scale no longer has stands last
	wantCounts := [][]int{{6, 2, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 3, 0}, {0, 0, 2, 0, 0}}
	if diff := cmp.Diff(wantKeys, r.Matrix.Keys) + cmp.Diff(wantCounts, r.Matrix.Counts); diff != "" || r.Matrix.Max() != 6 {
		t.Errorf("the matrix, most %d:\n%s", r.Matrix.Max(), diff)
	}
	if len(r.Pairs) != 2 || r.Pairs[0].A != "ann" || r.Pairs[0].B != "bo" || r.Pairs[0].Kappa.N != 12 || r.Pairs[1].A != "ann" || r.Pairs[1].B != "cy" {
		t.Errorf("pairs: %+v", r.Pairs)
	}
	if r.Ordinal.N != 8 || r.Nominal.N != 14 {
		t.Errorf("alpha over %d rounds, ordinal over %d; want 14 and 8", r.Nominal.N, r.Ordinal.N)
	}
	// The same by hand: ann and bo, 12 rounds, in the order true, mostly true, false, satire.
	want := agreement.Kappa([][]int{{6, 0, 0, 0}, {2, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 0, 3}})
	if got := r.Pairs[0].Kappa; !near(got.Value, want.Value, 9) {
		t.Errorf("kappa %+v, want %+v", got, want)
	}
}

func TestAReportOfNothingSaysSo(t *testing.T) {
	r := agreement.Of(nil, claims.DefaultScale())
	for name, f := range map[string]agreement.Figure{"raw": r.Raw, "nominal": r.Nominal, "ordinal": r.Ordinal} {
		if f.Defined() || r.N != 0 || r.Matrix.Max() != 0 || len(r.Pairs) != 0 {
			t.Errorf("%s: %+v", name, f)
		}
	}
	ungraded := agreement.Of([]agreement.Tally{{First: "a", Second: "b", FirstRating: "satire", SecondRating: "pending", N: 1}}, claims.DefaultScale())
	if ungraded.Ordinal.Defined() || ungraded.Ordinal.Why == r.Ordinal.Why || !ungraded.Nominal.Defined() {
		t.Errorf("one round without degrees: ordinal %+v, nominal %+v", ungraded.Ordinal, ungraded.Nominal)
	}
}

func TestReviewersSeeOnlyTheirOwnPairs(t *testing.T) {
	r := agreement.Of(rounds(), claims.DefaultScale())
	for role, want := range map[claims.Role]int{claims.Auditor: 2, claims.Reviewer: 1, claims.Editor: 2, claims.Admin: 2} {
		got, err := r.For(claims.Actor{ID: "bo", Role: role})
		if err != nil || len(got.Pairs) != want || got.Nominal != r.Nominal {
			t.Errorf("%s: %d pairs, %v", role, len(got.Pairs), err)
		}
		if want == 1 && slices.ContainsFunc(got.Pairs, func(p agreement.Pair) bool { return p.A != "bo" && p.B != "bo" }) {
			t.Errorf("%s sees %+v", role, got.Pairs)
		}
	}
	if _, err := r.For(claims.Actor{ID: "bo", Role: claims.Viewer}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v", err)
	}
	if len(r.Pairs) != 2 {
		t.Error("the report itself was cut")
	}
}
