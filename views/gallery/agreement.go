package gallery

import (
	"assay/claims"
	"assay/claims/agreement"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	agree := func(name string, as claims.Role, list []agreement.Tally, f agreement.Filter, bad claims.FieldErrors) State {
		return State{Name: name, As: as, Make: func(p views.Page) templ.Component {
			page := agreementPage(list, f)
			page.Report, _ = page.For(p.User.Actor()) // every role here may see it
			return views.Agreement(nav(p, "reports"), page, bad)
		}}
	}
	register("Agreement",
		agree("for an editor", claims.Editor, tallies(), agreement.Filter{}, nil),
		agree("for an auditor", claims.Auditor, tallies(), agreement.Filter{Topic: "transport"}, nil),
		agree("for a reviewer", claims.Reviewer, tallies(), agreement.Filter{}, nil),
		agree("one round", claims.Reviewer, tallies()[:1], agreement.Filter{}, nil),
		agree("one rating always", claims.Editor, []agreement.Tally{{First: claimstest.ReviewerID, Second: claimstest.User(claims.Editor).ID, FirstRating: "true", SecondRating: "true", N: 14}}, agreement.Filter{}, nil),
		agree("nothing yet", claims.Editor, nil, agreement.Filter{}, nil),
		agree("nothing in the period", claims.Editor, nil, agreement.Filter{From: "2026-01-01"}, claims.FieldErrors{{Field: "to", Msg: "This day is before the first one."}}),
	)
	balance := func(name string, as claims.Role, by claims.Dimension, rows []claims.Balance) State {
		return State{Name: name, As: as, Make: func(p views.Page) templ.Component {
			return views.Balance(nav(p, "reports"), balancePage(by, rows), nil)
		}}
	}
	register("Balance",
		balance("by claimant", "", claims.ByClaimant, balanceRows("Ministry of Transport of the Larmouth Region and the Islands", "Helga Sand", "وزارة النقل", "")),
		balance("by outlet for a viewer", claims.Viewer, claims.ByOutlet, balanceRows("The Larmouth Courier", "")),
		balance("by topic", "", claims.ByTopic, balanceRows("transport", "budget", "")),
		balance("by rating", "", claims.ByRating, []claims.Balance{{Key: "true", Name: "True", Checked: 42}, {Key: "satire", Name: "Satire", Checked: 1}}),
		balance("by reviewer", claims.Auditor, claims.ByReviewer, balanceRows("Noor Haddad", "Idris Khan")),
		balance("no verdict yet", "", claims.ByRating, nil),
		State{Name: "no claims", Make: func(p views.Page) templ.Component {
			return views.Balance(nav(p, "reports"), claims.BalancePage{Filter: claims.BalanceFilter{By: claims.ByTopic, From: "2026-03-01"}}, nil)
		}},
	)
}

// tallies are three people's rounds.
func tallies() []agreement.Tally {
	me, editor, admin := claimstest.ReviewerID, claimstest.User(claims.Editor).ID, claimstest.User(claims.Admin).ID
	return []agreement.Tally{
		{First: me, Second: editor, FirstRating: "true", SecondRating: "mostly-true", N: 1},
		{First: me, Second: editor, FirstRating: "true", SecondRating: "true", N: 11},
		{First: editor, Second: me, FirstRating: "false", SecondRating: "false", N: 6},
		{First: editor, Second: me, FirstRating: "half-true", SecondRating: "mostly-false", N: 3},
		{First: admin, Second: editor, FirstRating: "missing-context", SecondRating: "mostly-true", N: 2},
		{First: admin, Second: editor, FirstRating: "not-enough-evidence", SecondRating: "not-enough-evidence", N: 4},
		{First: editor, Second: admin, FirstRating: "half-true", SecondRating: "half-true", N: 5},
	}
}

func agreementPage(list []agreement.Tally, f agreement.Filter) agreement.Page {
	page := agreement.Page{
		Report: agreement.Of(list, claims.DefaultScale()), Filter: f, Topics: []string{"budget", "transport"},
		Names: map[string]string{}, Ratings: map[string]claims.Rating{},
	}
	for _, r := range claims.DefaultScale().Ratings {
		page.Ratings[r.Key] = r
	}
	for _, u := range claimstest.Users() {
		page.Names[u.ID] = u.Name
	}
	return page
}

// balanceRows are rows of these names, each of fewer claims than the one before.
func balanceRows(names ...string) []claims.Balance {
	var out []claims.Balance
	for i, name := range names {
		n := 60 / (i + 1)
		out = append(out, claims.Balance{Key: name, Name: name, Checked: n, Open: 4, Waiting: n / 2, Rejected: []int{n / 3, 2, 1, 0, 5}, Withdrawn: i})
	}
	return out
}

func balancePage(by claims.Dimension, rows []claims.Balance) claims.BalancePage {
	page := claims.BalancePage{Filter: claims.BalanceFilter{By: by}, Rows: rows, Total: claims.Balance{Open: 7}}
	for _, r := range rows {
		page.Total = page.Total.Add(r)
	}
	return page
}
