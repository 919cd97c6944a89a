package views

import (
	"fmt"
	"strings"

	"assay/claims"
)

// BalanceFormURL is the balance report, and takes the form that narrows it down.
const BalanceFormURL = "/reports/balance"

// BalanceURL is the balance report, narrowed down.
func BalanceURL(f claims.BalanceFilter) string { return balanceAt(BalanceFormURL, f) }

// BalanceFileURL is the balance report as a file.
func BalanceFileURL(f claims.BalanceFilter) string { return balanceAt(BalanceFormURL+".csv", f) }

func balanceAt(path string, f claims.BalanceFilter) string {
	return at(path, "by", string(f.By), "from", string(f.From), "to", string(f.To))
}

// DimensionLabel names what the claims of a balance are told apart by.
func DimensionLabel(d claims.Dimension) string { return capital(string(d)) }

// dimensionOptions are the dimensions that the reader may see.
func dimensionOptions(p Page) []Option {
	var out []Option
	for _, d := range claims.Dimensions {
		if p.User != nil && (claims.BalanceFilter{By: d}).MayBalance(p.User.Actor()) == nil {
			out = append(out, Option{Value: string(d), Label: DimensionLabel(d)})
		}
	}
	return out
}

// balanceName is what a row is called; a row of what has no name says so.
func balanceName(by claims.Dimension, row claims.Balance) string {
	switch {
	case row.Name != "":
		return row.Name
	case row.Key != "":
		return row.Key
	case by == claims.ByClaimant:
		return "The articles’ own voice"
	case by == claims.ByOutlet:
		return "Outlet not known"
	case by == claims.ByTopic:
		return "No topic"
	}
	return "Not known"
}

// balanceLink leads from a row to its claims; "" where no list shows them.
func balanceLink(by claims.Dimension, row claims.Balance) string {
	switch {
	case row.Key == "":
		return ""
	case by == claims.ByClaimant:
		return ClaimsURL(claims.ClaimFilter{Claimant: row.Key})
	case by == claims.ByRating:
		return ClaimsURL(claims.ClaimFilter{Rating: row.Key})
	}
	return ""
}

// balanceSentence is the table in one sentence.
func balanceSentence(b claims.Balance) string {
	parts := []string{Count(b.Checked) + " checked"}
	for _, p := range []struct {
		n    int
		word string
	}{{b.Open, "under way"}, {b.Waiting, "not looked at yet"}, {b.Skipped() - b.Waiting - b.Withdrawn, "rejected"}, {b.Withdrawn, "withdrawn"}} {
		if p.n > 0 {
			parts = append(parts, Count(p.n)+" "+p.word)
		}
	}
	return Plural(b.Total(), "claim", "claims") + ": " + strings.Join(parts, ", ") + "."
}

func noBalance(b claims.BalancePage) string {
	if b.Filter.From != "" || b.Filter.To != "" {
		return "None came in then. Take a longer time."
	}
	return "They come from articles: import one, and its claims are proposed."
}

// noBalanceRows says why a table of a dimension has no rows although there are claims.
func noBalanceRows(b claims.BalancePage) string {
	if b.Filter.By == claims.ByRating {
		return "None of them has a verdict yet."
	}
	return "Nobody has reviewed, rejected or withdrawn any of them yet."
}

// countWidth is the width of a bar in hundredths of the longest.
func countWidth(n, most int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", 100*float64(n)/float64(max(1, most))), ".0")
}
