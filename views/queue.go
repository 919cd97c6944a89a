package views

import (
	"assay/claims"
)

// queueTabs are the steps as tabs, after one for everything that waits.
func queueTabs(q claims.QueuePage, f claims.QueueFilter) []Tab {
	tabs := []Tab{{Href: QueueURL("", ""), Label: "All that waits", Count: -1, Current: f.Step == ""}}
	for _, s := range claims.Steps {
		tabs = append(tabs, Tab{Href: QueueURL(s, ""), Label: stepTab(s), Count: q.Counts[s], Current: f.Step == s})
	}
	return tabs
}

// nextURL is href unless the list ends: next is the cursor of its following page.
func nextURL(next, href string) string {
	if next == "" {
		return ""
	}
	return href
}

// emptyQueueBody says where work is when there is none in the chosen tab.
func emptyQueueBody(q claims.QueuePage, f claims.QueueFilter) string {
	for _, s := range claims.Steps {
		if n := q.Counts[s]; n > 0 && s != f.Step && s != claims.StepDone && s != claims.StepWait {
			return stepTab(s) + ": " + Plural(n, "claim", "claims") + "."
		}
	}
	if len(q.Recent) == 0 {
		return "Claims come from articles: import one, and its claims are proposed."
	}
	return "No claim waits for anybody."
}

// articleProgress says how far the work on an article is.
func articleProgress(a claims.ArticleRow) string {
	switch {
	case a.Claims == 0 && a.Proposed == 0:
		return "No claims"
	case a.Claims == 0:
		return Plural(a.Proposed, "candidate", "candidates")
	case a.Proposed == 0:
		return Count(a.Decided) + " of " + Plural(a.Claims, "claim", "claims") + " decided"
	}
	return Count(a.Decided) + " of " + Plural(a.Claims, "claim", "claims") + " decided, " + Plural(a.Proposed, "candidate", "candidates")
}

// rowNext says what happens next with a claim: a day for what waits, a call to act for whoever may, else what it
// waits for.
func rowNext(p Page, r claims.ClaimRow) string {
	switch {
	case claims.Due(r.Step, r.SettlesOn, p.Today()):
		return "Rate it now"
	case r.Step == claims.StepWait && r.SettlesOn != "":
		return "From " + Day(r.SettlesOn)
	case r.Step == claims.StepDone && r.Publication != "":
		return PublicationLabel(r.Publication)
	case rowCalls(p, r) || r.Step == claims.StepClosed:
		return StepLabel(r.Step)
	case r.Step == claims.StepLook:
		return "Not looked at"
	}
	return stepTab(r.Step)
}

// rowCalls tells whether the reader himself can take the next step.
func rowCalls(p Page, r claims.ClaimRow) bool {
	switch r.Step {
	case claims.StepPublish:
		return p.May(claims.MayPublish)
	case claims.StepWait:
		return p.May(claims.MayWork) && claims.Due(r.Step, r.SettlesOn, p.Today())
	case claims.StepDone, claims.StepClosed:
		return false
	}
	return p.May(claims.MayWork)
}
