package claims

import (
	"net/url"
	"slices"
	"time"
)

// QueueView is one of the lists of the queue.
type QueueView string

// The views.
const (
	QueueNext    QueueView = "next"    // what the reader can take up now
	QueueMine    QueueView = "mine"    // given to the reader, taken by him, or with a draft of his
	QueueOthers  QueueView = "others"  // his review is in, and others have to act
	QueueDue     QueueView = "due"     // predictions whose day has come, and claims that are wanted soon or are late
	QueueAnchor  QueueView = "anchor"  // the text around them has changed
	QueueRecheck QueueView = "recheck" // evidence under their verdict has changed
	QueueAll     QueueView = "all"     // everything that waits, or that is at one step
)

// QueueViews lists the views in the order in which they are offered.
var QueueViews = []QueueView{QueueNext, QueueMine, QueueOthers, QueueDue, QueueAnchor, QueueRecheck, QueueAll}

// Personal tells whether a view is about the reader's own work: there is none for those who may not work.
func (v QueueView) Personal() bool { return v == QueueNext || v == QueueMine || v == QueueOthers }

// DueSoon is how many days before its due day a claim is listed as due.
const DueSoon = 3

// The values of QueueFilter.Assignee that are no user's id.
const (
	AssigneeMe     = "me"
	AssigneeNobody = "nobody"
)

// QueueFilter chooses what the queue shows. Empty fields choose nothing.
type QueueFilter struct {
	View      QueueView
	Step      Step
	ArticleID string
	Topic     string
	Claimant  string // name; case does not matter
	Assignee  string // user id, AssigneeMe or AssigneeNobody
	DueBy     Date   // due on that day or before
	After     string // cursor
	Reader    Actor  // who looks
}

// Shown is the view that the filter shows: where none is named, the next tasks, or everything at the step that is named.
// Whoever may not work sees everything instead of a personal view.
func (f QueueFilter) Shown() QueueView {
	works := f.Reader.Role.May(MayWork)
	switch {
	case f.View == "" && works && f.Step == "":
		return QueueNext
	case f.View == "", f.View.Personal() && !works:
		return QueueAll
	}
	return f.View
}

// Narrowed tells whether the filter leaves anything of its view out.
func (f QueueFilter) Narrowed() bool {
	return f.Step != "" || f.ArticleID != "" || f.Topic != "" || f.Claimant != "" || f.Assignee != "" || f.DueBy != ""
}

// waiting are the steps at which a claim waits for a person.
var waiting = []Step{StepDispute, StepSecond, StepVerdict, StepPublish, StepEvidence, StepLook}

// Steps are the steps of the claims that the filter shows, in the order of the queue. Of those at StepWait only Pending
// tells which.
func (f QueueFilter) Steps() []Step {
	var all []Step
	switch f.Shown() {
	case QueueNext:
		all = append(all, takeable(f.Reader)...)
	case QueueMine, QueueDue:
		all = append(append(all, waiting...), StepWait)
	case QueueOthers:
		all = []Step{StepDispute, StepSecond, StepPublish}
	case QueueAll:
		all = waiting
		if f.Step != "" {
			all = Steps
		}
	default:
		all = Steps
	}
	return slices.DeleteFunc(slices.Clone(Steps), func(s Step) bool {
		return !slices.Contains(all, s) || f.Step != "" && s != f.Step
	})
}

// takeable are the steps that a person of that role can take himself.
func takeable(by Actor) []Step {
	out := slices.DeleteFunc(append(slices.Clone(waiting), StepWait), func(s Step) bool {
		return !by.Role.May(MayPublish) && (s == StepDispute || s == StepPublish)
	})
	if !by.Role.May(MayWork) {
		return nil
	}
	return out
}

// Pending tells whether claims that wait for a day are shown before it has come.
func (f QueueFilter) Pending() bool { v := f.Shown(); return v != QueueNext && v != QueueDue }

// Query writes the filter as the query of an address, without the cursor and the reader.
func (f QueueFilter) Query() string {
	q := url.Values{}
	for name, value := range f.values() {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q.Encode()
}

func (f QueueFilter) values() map[string]string {
	return map[string]string{
		"view": string(f.View), "step": string(f.Step), "article": f.ArticleID, "topic": f.Topic, "claimant": f.Claimant,
		"assignee": f.Assignee, "due": string(f.DueBy),
	}
}

// ParseQueueFilter reads what Query wrote. What is no view and no step is ErrNotFound; what else is wrong is a
// FieldError on "due" or "topic" or "claimant", and is left out of the filter.
func ParseQueueFilter(q url.Values) (QueueFilter, error) {
	f := QueueFilter{
		View: QueueView(q.Get("view")), Step: Step(q.Get("step")), ArticleID: q.Get("article"), Topic: q.Get("topic"),
		Claimant: q.Get("claimant"), Assignee: q.Get("assignee"),
	}
	if f.View != "" && !slices.Contains(QueueViews, f.View) || f.Step != "" && !slices.Contains(Steps, f.Step) {
		return QueueFilter{}, ErrNotFound
	}
	if !ValidID(f.ArticleID) {
		f.ArticleID = ""
	}
	if f.Assignee != AssigneeMe && f.Assignee != AssigneeNobody && !ValidID(f.Assignee) {
		f.Assignee = ""
	}
	var bad FieldErrors
	checkLine(&bad, "topic", f.Topic, MaxName, false)
	checkLine(&bad, "claimant", f.Claimant, MaxLine, false)
	for _, e := range bad {
		if e.Field == "topic" {
			f.Topic = ""
		} else {
			f.Claimant = ""
		}
	}
	day, err := ParseDay("due", q.Get("due"))
	f.DueBy = day
	bad = append(bad, Fields(err)...)
	return f, bad.Err()
}

// Task is a claim with what it waits for, as the queue lists it.
type Task struct {
	ClaimRow
	Created      time.Time // UTC
	Assignee     string    // user id; ""
	AssigneeName string
	Due          Date     // ""
	Lease        Lease    // zero when nobody works on it now
	Reviewers    []string // user ids, of the round that is not decided yet
	Draft        bool     // the reader has typed something about it that he has not sent
}

// MaxQueueCount is how far the queue counts; more is said to be more.
const MaxQueueCount = 99

// QueuePage is the queue: a page of tasks, and counts for its tabs. Counts of views and filters end at
// MaxQueueCount + 1.
type QueuePage struct {
	Rows      Page[Task]
	Total     int // tasks that the filter shows, on all pages
	Views     map[QueueView]int
	Counts    map[Step]int // all claims of the desk; not bounded
	Due       int          // pending claims whose day has come
	Saved     []SavedFilter
	Recent    []ArticleRow
	Articles  []ArticleRow // to choose from: the newest, and the one that is chosen
	Claimants []string     // names to choose from
	People    []User       // who may be given claims
}

// SavedFilter is a filter of the queue that somebody keeps under a name. Only he sees it.
type SavedFilter struct {
	ID     string
	Name   string
	Filter QueueFilter
	Count  int // as in QueuePage
}

// MaxFilters is how many filters somebody can keep.
const MaxFilters = 20

// CheckFilterName returns FieldErrors on "name" for the name of a filter that is to be kept. kept are the names of those
// that its author has; a filter of the same name is replaced.
func CheckFilterName(name string, kept []string) error {
	var bad FieldErrors
	checkLine(&bad, "name", name, MaxName, true)
	if len(kept) >= MaxFilters && !slices.Contains(kept, name) {
		bad.Add("name", "You have 20 saved filters. Remove one first.")
	}
	return bad.Err()
}
