package claims_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/claims"
)

func TestALeaseEndsByItself(t *testing.T) {
	until := time.Date(2031, 2, 3, 12, 0, 0, 0, time.UTC)
	lease := claims.Lease{ClaimID: "c", UserID: "u", Until: until}
	if !lease.Live(until.Add(-time.Second)) || lease.Live(until) || (claims.Lease{Until: until}).Live(until.Add(-time.Hour)) {
		t.Error("a lease stands until its end, and only somebody's")
	}
}

func TestDraftsThatCannotBeKept(t *testing.T) {
	many := map[string][]string{}
	for i := range 41 {
		many[strings.Repeat("x", i)] = nil
	}
	for name, tt := range map[string]struct {
		draft claims.WorkDraft
		ok    bool
	}{
		"a review":        {claims.WorkDraft{Form: claims.ReviewForm, Fields: map[string][]string{"rationale": {"So it is."}}}, true},
		"nothing":         {claims.WorkDraft{Form: claims.EvidenceForm}, true},
		"of no form":      {claims.WorkDraft{Form: "x"}, false},
		"too many fields": {claims.WorkDraft{Form: claims.ReviewForm, Fields: many}, false},
		"too long":        {claims.WorkDraft{Form: claims.ReviewForm, Fields: map[string][]string{"x": {strings.Repeat("x", 256<<10)}}}, false},
	} {
		if err := tt.draft.Check(); (err == nil) != tt.ok || err != nil && !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAssigningAClaim(t *testing.T) {
	by, who, due, soon, low, far := claims.Actor{ID: "e", Role: claims.Editor}, "r", claims.Date("2031-02-03"), claims.Date("soon"), -1, 2
	open := claims.Claim{State: claims.Accepted, Topics: []string{"Health"}, Assignee: "x", Due: "2030-01-01"}
	many := strings.Split("a b c d e f g h i j k l", " ")
	for name, tt := range map[string]struct {
		c     claims.Claim
		in    claims.TaskEdit
		may   bool
		field string
	}{
		"everything":           {open, claims.TaskEdit{Assignee: &who, Due: &due, Priority: &low, Topics: []string{"health", " wages "}}, true, ""},
		"nothing":              {open, claims.TaskEdit{}, false, ""},
		"somebody who may not": {open, claims.TaskEdit{Assignee: &who}, false, "assignee"},
		"nobody":               {open, claims.TaskEdit{Assignee: new(string)}, false, ""},
		"no day":               {open, claims.TaskEdit{Due: &soon}, true, "due"},
		"no priority":          {open, claims.TaskEdit{Priority: &far}, true, "priority"},
		"too many topics":      {open, claims.TaskEdit{Topics: many}, true, "topics"},
		"a closed claim":       {claims.Claim{State: claims.Rejected}, claims.TaskEdit{}, true, "closed"},
	} {
		got, err := tt.c.Assign(tt.in, tt.may, by)
		switch bad := claims.Fields(err); tt.field {
		case "":
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case "closed":
			if !errors.Is(err, claims.ErrInvalid) || bad != nil {
				t.Errorf("%s: %v", name, err)
			}
		default:
			if len(bad) != 1 || bad[0].Field != tt.field {
				t.Errorf("%s: %v, want a fault of %s", name, err, tt.field)
			}
		}
		if name == "everything" && (got.Assignee != who || got.Due != due || got.Priority != -1 || !slices.Equal(got.Topics, []string{"Health", "wages"})) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if _, err := open.Assign(claims.TaskEdit{}, true, claims.Actor{Role: claims.Viewer}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v, want forbidden", err)
	}
}

func TestABulkActionDoesToEachWhatItsRuleSays(t *testing.T) {
	by, who := claims.Actor{ID: "e", Role: claims.Editor}, "r"
	candidate := claims.Claim{State: claims.Proposed}
	for _, tt := range []struct {
		in   claims.Bulk
		kind claims.EventKind
		want claims.State
	}{
		{claims.Bulk{Action: claims.BulkAccept}, claims.ClaimAccepted, claims.Accepted},
		{claims.Bulk{Action: claims.BulkReject, Reason: claims.RejectVague}, claims.ClaimRejected, claims.Rejected},
		{claims.Bulk{Action: claims.BulkTask, Task: claims.TaskEdit{Assignee: &who}}, claims.ClaimAssigned, claims.Proposed},
	} {
		c, kind, err := tt.in.Apply(candidate, claims.Judged{}, by)
		if err != nil || kind != tt.kind || c.State != tt.want {
			t.Errorf("%s: %s, %s, %v", tt.in.Action, kind, c.State, err)
		}
	}
	for name, in := range map[string]claims.Bulk{
		"none":      {Action: claims.BulkAccept},
		"too many":  {Action: claims.BulkAccept, Claims: make([]claims.ClaimVersion, claims.MaxBulk+1)},
		"no action": {Claims: make([]claims.ClaimVersion, 1)},
		"no reason": {Action: claims.BulkReject, Claims: make([]claims.ClaimVersion, 1)},
	} {
		if err := in.Check(by); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s: %v, want not valid", name, err)
		}
	}
	if err := (claims.Bulk{}).Check(claims.Actor{Role: claims.Viewer}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v, want forbidden", err)
	}
}

func TestAMergeIsOfTwo(t *testing.T) {
	b := claims.Bulk{Action: claims.BulkMerge, Claims: []claims.ClaimVersion{{ID: "c1"}, {ID: "c2"}}}
	if one, other, err := b.MergePair(actor(claims.Reviewer)); err != nil || one != "c1" || other != "c2" {
		t.Errorf("%s, %s, %v", one, other, err)
	}
	if _, _, err := b.MergePair(actor(claims.Viewer)); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("by a viewer: %v", err)
	}
	b.Claims = b.Claims[:1]
	if _, _, err := b.MergePair(actor(claims.Reviewer)); fieldsOf(err) != "action" {
		t.Errorf("of one: %v", err)
	}
}
