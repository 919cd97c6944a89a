package claims

import (
	"slices"
	"strings"
	"time"
)

// Lease is a claim that somebody took to work on. It keeps others from being sent there; it locks nobody out.
type Lease struct {
	ClaimID string
	UserID  string
	Name    string    // display name
	Until   time.Time // UTC; past it the lease is over
}

// Live tells whether the lease still stands at a time.
func (l Lease) Live(at time.Time) bool { return l.UserID != "" && at.Before(l.Until) }

// WorkForm names a form about a claim whose unsent text is kept.
type WorkForm string

// The forms whose text is kept.
const (
	ReviewForm       WorkForm = "review"
	EvidenceForm     WorkForm = "evidence"
	AdjudicationForm WorkForm = "adjudication"
)

// WorkForms lists the forms whose text is kept.
var WorkForms = []WorkForm{ReviewForm, EvidenceForm, AdjudicationForm}

// WorkDraft is what somebody typed into a form about a claim and has not sent. Only he sees it.
type WorkDraft struct {
	ClaimID string
	Form    WorkForm
	Fields  map[string][]string // as the form sends them
	Saved   time.Time           // UTC
}

// Bounds of a draft: more fields than any form has, and room for the longest texts.
const (
	maxDraftFields = 40
	maxDraftBytes  = 256 << 10
)

// Check returns an ErrInvalid for a draft of no known form or of no form's size.
func (d WorkDraft) Check() error {
	size := 0
	for name, values := range d.Fields {
		size += len(name)
		for _, v := range values {
			size += len(v)
		}
	}
	if !slices.Contains(WorkForms, d.Form) || len(d.Fields) > maxDraftFields || size > maxDraftBytes {
		return Problem("This draft cannot be kept.")
	}
	return nil
}

// TaskEdit changes whose a claim is and when it is wanted. A nil field stays as it is.
type TaskEdit struct {
	Assignee *string // user id; "" for nobody
	Due      *Date   // "" for no day
	Priority *int
	Topics   []string // added to those that the claim has
}

// Assign returns the claim with a task's values. assigneeMay tells whether the assignee has an account that may work.
// Errors: ErrForbidden, ErrInvalid for a closed claim, FieldErrors on "assignee", "due", "priority" and "topics".
func (c Claim) Assign(in TaskEdit, assigneeMay bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if !c.State.Open() {
		return c, Problem("Only a candidate or an accepted claim can be given to somebody.")
	}
	var bad FieldErrors
	if in.Assignee != nil {
		if *in.Assignee != "" && !assigneeMay {
			bad.Add("assignee", "Choose somebody who works on claims.")
		}
		c.Assignee = *in.Assignee
	}
	if in.Due != nil {
		if _, ok := in.Due.Day(); *in.Due != "" && !ok {
			bad.Add("due", "Write the day as year-month-day, for instance 2017-02-08.")
		}
		c.Due = *in.Due
	}
	if in.Priority != nil {
		if *in.Priority < -1 || *in.Priority > 1 {
			bad.Add("priority", "Choose low, normal or high.")
		}
		c.Priority = *in.Priority
	}
	c.Topics = withTopics(c.Topics, in.Topics)
	checkTopics(&bad, c.Topics)
	return c, bad.Err()
}

// withTopics adds topics that are not there yet; case does not tell topics apart.
func withTopics(have, more []string) []string {
	out := slices.Clone(have)
	for _, t := range more {
		if t = strings.TrimSpace(t); !hasTopic(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// maxTopics is how many topics a claim, or a policy, may have.
const maxTopics = 12

func checkTopics(bad *FieldErrors, topics []string) {
	if len(topics) > maxTopics {
		bad.Add("topics", "Give at most 12 topics.")
	}
	for _, t := range topics {
		checkLine(bad, "topics", t, MaxName, true)
	}
}

// BulkAction is what is done to several claims at once.
type BulkAction string

// The bulk actions.
const (
	BulkAccept BulkAction = "accept"
	BulkReject BulkAction = "reject"
	BulkTask   BulkAction = "task"
	BulkMerge  BulkAction = "merge" // leads to the form that merges two claims; it changes nothing by itself
)

// Bulk is one action on several claims. What cannot be done to one of them is told, and the rest is done.
type Bulk struct {
	Action BulkAction
	Claims []ClaimVersion
	Reason RejectReason // of BulkReject
	Task   TaskEdit     // of BulkTask
}

// ClaimVersion names a claim at the version that somebody saw.
type ClaimVersion struct {
	ID      string
	Version int
}

// MaxBulk is how many claims a bulk action takes at once: a few pages of the queue.
const MaxBulk = 500

// BulkResult says what a bulk action did.
type BulkResult struct {
	Done   int
	Seq    int64         // an event of the operation, by which it is undone; -1 when nothing was done
	Failed []BulkFailure // in the order of the form
}

// BulkFailure is a claim that a bulk action left as it was, and why.
type BulkFailure struct {
	ID      string
	No      int
	Wording string
	Why     string
}

// MergePair returns the two claims that a merge is about. Errors: ErrForbidden, FieldErrors on "action" unless there are
// exactly two.
func (b Bulk) MergePair(by Actor) (one, other string, err error) {
	if err := by.Check(MayWork); err != nil {
		return "", "", err
	}
	if len(b.Claims) != 2 {
		return "", "", FieldErrors{{"action", "Select exactly two claims of one article to merge them."}}
	}
	return b.Claims[0].ID, b.Claims[1].ID, nil
}

// Check returns what is wrong with the action itself. Errors: ErrForbidden, ErrInvalid, FieldErrors on "action",
// "reason", "due" and "priority".
func (b Bulk) Check(by Actor) error {
	if err := by.Check(MayWork); err != nil {
		return err
	}
	switch {
	case len(b.Claims) == 0:
		return Problem("Select at least one claim.")
	case len(b.Claims) > MaxBulk:
		return Problem("These are too many claims at once. Select at most 500.")
	}
	sample := Claim{State: Proposed, Version: 1}
	_, _, err := b.Apply(sample, Judged{}, by)
	return err
}

// Apply does the action to one claim. Errors: as for Claim.Accept, Claim.Reject and Claim.Assign; FieldErrors on "action".
func (b Bulk) Apply(c Claim, judged Judged, by Actor) (Claim, EventKind, error) {
	switch b.Action {
	case BulkAccept:
		c, err := c.Accept(by)
		return c, ClaimAccepted, err
	case BulkReject:
		c, err := c.Reject(b.Reason, "", judged.Any(), by)
		return c, ClaimRejected, err
	case BulkTask:
		c, err := c.Assign(b.Task, true, by)
		return c, ClaimAssigned, err
	}
	return c, "", &FieldError{"action", "Choose what to do with the selected claims."}
}
