package views

import (
	"slices"
	"strings"
	"time"

	"assay/claims"
)

// viewTab names a view of the queue.
func viewTab(v claims.QueueView) string {
	switch v {
	case claims.QueueNext:
		return "Next for me"
	case claims.QueueMine:
		return "Mine"
	case claims.QueueOthers:
		return "Waiting for others"
	case claims.QueueDue:
		return "Due"
	case claims.QueueAnchor:
		return "Needs re-anchoring"
	case claims.QueueRecheck:
		return "Re-check"
	}
	return "All that waits"
}

// queueTabs are the views that the reader has, each with its count.
func queueTabs(p Page, q claims.QueuePage, f claims.QueueFilter) []Tab {
	var tabs []Tab
	for _, v := range claims.QueueViews {
		if v.Personal() && !p.May(claims.MayWork) {
			continue
		}
		tabs = append(tabs, Tab{
			Href: QueueListURL(claims.QueueFilter{View: v}), Label: viewTab(v), Count: q.Views[v], Most: claims.MaxQueueCount, Current: f.Shown() == v,
		})
	}
	return tabs
}

// bounded writes a count that ends at claims.MaxQueueCount + 1: "99+" is more than 99.
func bounded(n int) string {
	if n > claims.MaxQueueCount {
		return Count(claims.MaxQueueCount) + "+"
	}
	return Count(n)
}

func boundedPlural(n int, one, many string) string {
	if n > claims.MaxQueueCount {
		return "More than " + Plural(claims.MaxQueueCount, one, many)
	}
	return Plural(n, one, many)
}

// nextURL is href unless the list ends: next is the cursor of its following page.
func nextURL(next, href string) string {
	if next == "" {
		return ""
	}
	return href
}

func afterTasks(f claims.QueueFilter, after string) claims.QueueFilter {
	f.After = after
	return f
}

func emptyQueueTitle(f claims.QueueFilter) string {
	switch {
	case f.Narrowed():
		return "No claim fits these filters"
	case f.Shown() == claims.QueueNext:
		return "Nothing waits for you"
	}
	return "Nothing waits here"
}

// emptyQueueBody says what the chosen view would show, and where work is.
func emptyQueueBody(q claims.QueuePage, f claims.QueueFilter) string {
	if f.Narrowed() {
		return "Take a filter away, or look at another list."
	}
	if len(q.Recent) == 0 {
		return "Claims come from articles: import one, and its claims are proposed."
	}
	switch f.Shown() {
	case claims.QueueNext:
		var more []string
		for _, v := range []claims.QueueView{claims.QueueMine, claims.QueueOthers, claims.QueueAll} {
			if n := q.Views[v]; n > 0 {
				more = append(more, viewTab(v)+": "+bounded(n))
			}
		}
		return joined(" · ", more...)
	case claims.QueueMine:
		return "Claims that are given to you, that you took, or that you have a draft on stand here."
	case claims.QueueOthers:
		return "Claims that you have reviewed stand here until somebody else decides or publishes."
	case claims.QueueDue:
		return "No prediction can be rated now, and no claim is wanted within three days."
	case claims.QueueAnchor:
		return "Every claim stands where it was found in its article."
	case claims.QueueRecheck:
		return "No evidence under a verdict has changed."
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

// taskWord is what stands beside a task: RowLabel, but for reviews that are under way.
func taskWord(t claims.Task) (claims.Tone, string) {
	switch t.Step {
	case claims.StepSecond:
		return claims.ToneOpen, "Second review"
	case claims.StepDispute:
		return claims.ToneOpen, "Reviews differ"
	}
	return RowLabel(t.ClaimRow)
}

// taskPriority is how urgent a task is, and why it is worth checking.
func taskPriority(r claims.ClaimRow) string {
	priority := ""
	if r.Priority != 0 {
		priority = priorityLabel(r.Priority) + " priority"
	}
	if r.State != claims.Proposed {
		return priority
	}
	return joined(": ", priority, r.ProposedText)
}

// age says for how long something has been there, in days.
func age(p Page, since time.Time) string {
	days := daysBetween(claims.DayOf(since.In(p.zone())), p.Today())
	if days <= 0 {
		return "Since today"
	}
	return Plural(days, "day", "days") + " old"
}

// dueWords says by when something is wanted, and how late it is.
func dueWords(p Page, due claims.Date) string {
	switch days := daysBetween(due, p.Today()); {
	case days == 0:
		return "Due today"
	case days == -1:
		return "Due tomorrow"
	case days > 0:
		return "Due " + Day(due) + ", " + Plural(days, "day", "days") + " late"
	}
	return "Due " + Day(due)
}

// daysBetween counts the days from one day to another.
func daysBetween(from, to claims.Date) int {
	a, _ := from.Day()
	b, _ := to.Day()
	return int(b.Sub(a).Hours() / 24)
}

// hour is the time of day of a moment that is near.
func (p Page) hour(t time.Time) string { return t.In(p.zone()).Format("15:04") }

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
	case claims.StepPublish, claims.StepDispute:
		return p.May(claims.MayPublish)
	case claims.StepWait:
		return p.May(claims.MayWork) && claims.Due(r.Step, r.SettlesOn, p.Today())
	case claims.StepCarried, claims.StepDone, claims.StepClosed:
		return false
	}
	return p.May(claims.MayWork)
}

// taskCalls is rowCalls for whom the claim does not ask in vain: nobody reviews a claim twice, or decides about his own review.
func taskCalls(p Page, t claims.Task) bool {
	return rowCalls(p, t.ClaimRow) && !slices.Contains(t.Reviewers, p.userID())
}

// personName names one of people; "" when he is none of them.
func personName(people []claims.User, id string) string {
	for _, u := range people {
		if u.ID == id {
			return u.Name
		}
	}
	return ""
}

// peopleOptions are choices of people after the choices that come first.
func peopleOptions(people []claims.User, first ...Option) []Option {
	for _, u := range people {
		first = append(first, Option{Value: u.ID, Label: u.Name})
	}
	return first
}

// lowerFirst writes a label inside a sentence.
func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
