package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/claims/agreement"
)

// twofold is a desk at which every verdict needs two reviews, with its accepted claims.
func twofold(t *testing.T) *newsroom {
	t.Helper()
	n := newNewsroom(t)
	n.accept(n.ids...)
	n.twice()
	return n
}

func (n *newsroom) agreement(as claims.Role, f agreement.Filter) agreement.Page {
	n.t.Helper()
	p, err := n.Agreement(n.t.Context(), n.Users[as].Actor(), f)
	must(n.t, err)
	return p
}

func TestAgreementCountsRoundsThatAreDecidedOrDisputed(t *testing.T) {
	n := twofold(t)
	me := n.Users[claims.Reviewer].ID
	n.review(claims.Reviewer, n.ids[0], "satire")
	if p := n.agreement(claims.Admin, agreement.Filter{}); p.N != 0 || len(p.Matrix.Keys) != 0 || len(p.Topics) != 0 {
		t.Fatalf("a sealed review is counted: %+v", p)
	}
	n.review(claims.Editor, n.ids[0], "satire")
	n.review(claims.Editor, n.ids[1], "satire")
	n.review(claims.Reviewer, n.ids[1], "not-checkable")
	n.review(claims.Admin, n.ids[2], "not-enough-evidence")
	n.review(claims.Editor, n.ids[2], "not-enough-evidence")
	n.review(claims.Admin, n.ids[3], "satire") // sealed
	p := n.agreement(claims.Auditor, agreement.Filter{})
	if diff := cmp.Diff([]string{"not-enough-evidence", "not-checkable", "satire"}, p.Matrix.Keys); diff != "" || p.N != 3 {
		t.Errorf("%d rounds, %s", p.N, diff)
	}
	if diff := cmp.Diff([][]int{{1, 0, 0}, {0, 0, 0}, {0, 1, 1}}, p.Matrix.Counts); diff != "" {
		t.Errorf("the matrix: %s", diff)
	}
	if len(p.Pairs) != 2 || p.Pairs[0].Raw.N != 2 || p.Names[me] != "Rosa Reviewer" || p.Ratings["satire"].Label != "Satire" {
		t.Errorf("pairs %+v, names %v", p.Pairs, p.Names)
	}
	if own := n.agreement(claims.Reviewer, agreement.Filter{}); own.N != 3 || len(own.Pairs) != 1 || own.Pairs[0].A != me && own.Pairs[0].B != me {
		t.Errorf("a reviewer sees %+v", own.Pairs)
	}
	if _, err := n.Agreement(t.Context(), n.Users[claims.Viewer].Actor(), agreement.Filter{}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v", err)
	}
}

func TestAgreementIsNarrowedByTopicAndDay(t *testing.T) {
	n := twofold(t)
	topics := map[string][]string{n.ids[0]: {"trade", "tax"}, n.ids[1]: {"tax"}}
	for _, id := range n.ids[:3] {
		c := n.dossier(id).Claim
		must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
			ID: id, Version: c.Version, Wording: c.Wording, Kind: c.Kind, Modality: c.Modality, Topics: topics[id],
		}))
		n.review(claims.Reviewer, id, "satire")
		n.review(claims.Editor, id, "satire")
	}
	today := n.Today()
	day, _ := today.Day()
	yesterday, tomorrow := claims.DayOf(day.AddDate(0, 0, -1)), claims.DayOf(day.AddDate(0, 0, 1))
	for name, c := range map[string]struct {
		f    agreement.Filter
		want int
	}{
		"all":              {agreement.Filter{}, 3},
		"tax":              {agreement.Filter{Topic: "tax"}, 2},
		"trade":            {agreement.Filter{Topic: "trade"}, 1},
		"sport":            {agreement.Filter{Topic: "sport"}, 0},
		"today":            {agreement.Filter{From: today, To: today}, 3},
		"until yesterday":  {agreement.Filter{To: yesterday}, 0},
		"from tomorrow":    {agreement.Filter{From: tomorrow}, 0},
		"a topic by today": {agreement.Filter{Topic: "trade", To: today}, 1},
	} {
		p := n.agreement(claims.Editor, c.f)
		if p.N != c.want {
			t.Errorf("%s: %d rounds, want %d", name, p.N, c.want)
		}
		if len(p.Topics) != 2 && c.f.From == "" && c.f.To == "" {
			t.Errorf("%s: topics to choose from: %v", name, p.Topics)
		}
	}
}
