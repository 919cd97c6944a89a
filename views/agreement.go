package views

import (
	"fmt"
	"slices"
	"strings"

	"assay/claims"
	"assay/claims/agreement"
)

// AgreementFormURL is the report of agreement, and takes the form that narrows it down.
const AgreementFormURL = "/reports/agreement"

// reportTabs lead from one report of the desk's work to the others, as far as the reader may see them.
func reportTabs(p Page, now string) []Tab {
	tabs := []Tab{{Href: ReportsURL(""), Label: "Articles", Count: -1, Current: now == "articles"}}
	if p.May(claims.MayAudit) || p.May(claims.MayWork) {
		tabs = append(tabs, Tab{Href: AgreementFormURL, Label: "Agreement", Count: -1, Current: now == "agreement"})
	}
	return append(tabs, Tab{Href: BalanceURL(claims.BalanceFilter{}), Label: "Balance", Count: -1, Current: now == "balance"})
}

// Percent writes a share: "64 %".
func Percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// Coefficient writes a measure between −1 and 1 with two digits: "0.62".
func Coefficient(v float64) string {
	s := fmt.Sprintf("%.2f", v)
	if s == "-0.00" {
		s = "0.00"
	}
	return strings.Replace(s, "-", "−", 1)
}

// intervalWords writes the interval of a figure, or that there is none.
func intervalWords(f agreement.Figure, write func(float64) string) string {
	if !f.Bounded() {
		return "none"
	}
	return write(f.Low) + " to " + write(f.High)
}

func topicOptions(a agreement.Page) []Option {
	out := []Option{{Value: "", Label: "All"}}
	listed := a.Filter.Topic == ""
	for _, topic := range a.Topics {
		out = append(out, Option{Value: topic, Label: topic})
		listed = listed || topic == a.Filter.Topic
	}
	if !listed {
		out = append(out, Option{Value: a.Filter.Topic, Label: a.Filter.Topic})
	}
	return out
}

// noAgreement says why there are no figures.
func noAgreement(a agreement.Page) (title, body string) {
	if a.Filter != (agreement.Filter{}) {
		return "No claim was rated twice then", "Take another topic or a longer time."
	}
	return "No claim was rated twice yet", "Figures appear once two people have rated the same claim. How many reviews a verdict needs is set under Desk."
}

func pairsTitle(p Page) string {
	if p.May(claims.MayAudit) || p.May(claims.MayPublish) {
		return "By pair of reviewers"
	}
	return "You and others"
}

// pairNames are the names of two people, in order.
func pairNames(a agreement.Page, pair agreement.Pair) []string {
	names := []string{a.Names[pair.A], a.Names[pair.B]}
	slices.Sort(names)
	return names
}

// matrixStep is the class of a cell: five steps, from nothing to the most that any cell has.
func matrixStep(n, most int) string {
	if n == 0 {
		return "m-0"
	}
	return fmt.Sprintf("m-%d", 1+3*(n-1)/max(1, most-1))
}

// matrixCell is a cell of the matrix in words.
type matrixCell struct {
	first, second string
	n             int
}

// matrixCells are the cells that are not empty, in the order of the matrix.
func matrixCells(a agreement.Page) []matrixCell {
	var out []matrixCell
	for i, row := range a.Matrix.Counts {
		for j, n := range row {
			if n > 0 {
				out = append(out, matrixCell{a.Ratings[a.Matrix.Keys[i]].Label, a.Ratings[a.Matrix.Keys[j]].Label, n})
			}
		}
	}
	return out
}
