package db_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// balanced is a desk with a claim of every fate: two articles, two claimants.
func balanced(t *testing.T) *newsroom {
	t.Helper()
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	text := "Wages rose. Rents fell. Trains ran."
	in := claims.NewArticle{
		Headline: "Second", Outlet: "The Courier", Origin: claims.Pasted, Text: text,
		Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}},
		Candidates: []claims.Candidate{
			{Wording: "Wages rose", Claimant: "The ministry", Spans: []claims.Span{{Start: 0, End: 10}}},
			{Wording: "Rents fell", Claimant: "The ministry", Spans: []claims.Span{{Start: 12, End: 22}}},
			{Wording: "Trains ran", Claimant: "A driver", Spans: []claims.Span{{Start: 24, End: 34}}},
		},
	}
	article, err := n.AddArticle(ctx, by, in, nil)
	must(t, err)
	e, err := n.Edition(ctx, article, by.ID)
	must(t, err)
	for _, r := range e.Claims {
		n.ids = append(n.ids, r.ID)
	}
	n.accept(n.ids[0], n.ids[1], n.ids[4])
	n.decide(n.ids[0], "satire", "A joke.")  // by the editor
	n.decide(n.ids[4], "satire", "Another.") // by the editor
	must(t, n.RejectClaim(ctx, by, n.ids[2], 1, claims.RejectVague, ""))
	must(t, n.RejectClaim(ctx, n.By(claims.Admin), n.ids[5], 1, claims.RejectOpinion, ""))
	must(t, n.WithdrawClaim(ctx, by, n.ids[1], n.dossier(n.ids[1]).Claim.Version, "Nobody said so."))
	return n // ids[3] and ids[6] are candidates
}

// lines are the rows of a balance in short.
func lines(t *testing.T, n *newsroom, f claims.BalanceFilter) []string {
	t.Helper()
	p, err := n.Balance(t.Context(), f)
	must(t, err)
	var out []string
	for _, b := range append(p.Rows, p.Total) {
		out = append(out, fmt.Sprintf("%s: %d checked, %d open, %d waiting, %v rejected, %d withdrawn", b.Name, b.Checked, b.Open, b.Waiting, b.Rejected, b.Withdrawn))
	}
	return out
}

func TestTheBalanceCountsWhatBecameOfEveryClaim(t *testing.T) {
	n := balanced(t)
	total := ": 2 checked, 0 open, 2 waiting, [1 1 0 0 0] rejected, 1 withdrawn"
	for by, want := range map[claims.Dimension][]string{
		claims.ByClaimant: {
			": 1 checked, 0 open, 1 waiting, [0 1 0 0 0] rejected, 1 withdrawn",
			"The ministry: 1 checked, 0 open, 0 waiting, [1 0 0 0 0] rejected, 0 withdrawn",
			"A driver: 0 checked, 0 open, 1 waiting, [0 0 0 0 0] rejected, 0 withdrawn",
		},
		claims.ByOutlet: {
			": 1 checked, 0 open, 1 waiting, [0 1 0 0 0] rejected, 1 withdrawn",
			"The Courier: 1 checked, 0 open, 1 waiting, [1 0 0 0 0] rejected, 0 withdrawn",
		},
		claims.ByTopic:  {total},
		claims.ByRating: {"Satire: 2 checked, 0 open, 0 waiting, [0 0 0 0 0] rejected, 0 withdrawn"},
		claims.ByReviewer: {
			"Edda Editor: 2 checked, 0 open, 0 waiting, [0 0 0 0 0] rejected, 0 withdrawn",
			"Rosa Reviewer: 0 checked, 0 open, 0 waiting, [0 1 0 0 0] rejected, 1 withdrawn",
			"Ada Admin: 0 checked, 0 open, 0 waiting, [1 0 0 0 0] rejected, 0 withdrawn",
		},
	} {
		if diff := cmp.Diff(append(want, total), lines(t, n, claims.BalanceFilter{By: by})); diff != "" {
			t.Errorf("by %s: %s", by, diff)
		}
	}
}

func TestAClaimOfTwoTopicsIsCountedUnderBoth(t *testing.T) {
	n := balanced(t)
	c := n.dossier(n.ids[3]).Claim
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
		ID: c.ID, Version: c.Version, Wording: c.Wording, Kind: c.Kind, Modality: c.Modality, Topics: []string{"tax", "trade"},
	}))
	p, err := n.Balance(t.Context(), claims.BalanceFilter{By: claims.ByTopic})
	must(t, err)
	if len(p.Rows) != 3 || p.Rows[0].Name != "" || p.Rows[1].Name != "tax" || p.Rows[2].Name != "trade" || p.Rows[2].Waiting != 1 || p.Rows[0].Total() != 6 || p.Total.Total() != 7 {
		t.Errorf("%+v of %d", p.Rows, p.Total.Total())
	}
}

func TestTheBalanceOfAPeriod(t *testing.T) {
	n := balanced(t)
	day, _ := n.Today().Day()
	for _, by := range claims.Dimensions {
		for name, c := range map[string]struct {
			f    claims.BalanceFilter
			some bool
		}{
			"today":           {claims.BalanceFilter{From: n.Today(), To: n.Today()}, true},
			"until today":     {claims.BalanceFilter{To: n.Today()}, true},
			"until yesterday": {claims.BalanceFilter{To: claims.DayOf(day.AddDate(0, 0, -1))}, false},
			"from tomorrow":   {claims.BalanceFilter{From: claims.DayOf(day.AddDate(0, 0, 1))}, false},
		} {
			c.f.By = by
			p, err := n.Balance(t.Context(), c.f)
			must(t, err)
			if some := len(p.Rows) > 0 && p.Total.Total() == 7; some != c.some || !some && (len(p.Rows) > 0 || p.Total.Total() > 0) {
				t.Errorf("%s by %s: %d rows, %d claims", name, by, len(p.Rows), p.Total.Total())
			}
		}
	}
}

func TestAWalkThroughABalanceEndsWhereItIsTold(t *testing.T) {
	n := balanced(t)
	enough := errors.New("enough")
	for _, by := range claims.Dimensions {
		rows := 0
		err := n.EachBalance(t.Context(), claims.BalanceFilter{By: by}, func(claims.Balance) error { rows++; return enough })
		if !errors.Is(err, enough) || rows != 1 {
			t.Errorf("by %s: %v after %d rows", by, err, rows)
		}
	}
	for i := range 120 { // more outlets than a page shows
		text := "It rained."
		_, err := n.AddArticle(t.Context(), n.By(claims.Reviewer), claims.NewArticle{
			Headline: "Weather", Outlet: fmt.Sprint("Outlet ", i), Origin: claims.Pasted, Text: text,
			Blocks:     []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}},
			Candidates: []claims.Candidate{{Wording: text, Spans: []claims.Span{{Start: 0, End: len(text)}}}},
		}, nil)
		must(t, err)
	}
	p, err := n.Balance(t.Context(), claims.BalanceFilter{By: claims.ByOutlet})
	must(t, err)
	rows := 0
	must(t, n.EachBalance(t.Context(), claims.BalanceFilter{By: claims.ByOutlet}, func(claims.Balance) error { rows++; return nil }))
	if len(p.Rows) != 100 || !p.More || rows != 122 {
		t.Errorf("a page of %d rows, more %v, %d in all", len(p.Rows), p.More, rows)
	}
}
