package views

import (
	"testing"
	"time"

	"assay/claims"
)

func TestATaskSaysHowLateItIs(t *testing.T) {
	p := Page{Now: time.Date(2031, 2, 3, 0, 30, 0, 0, time.UTC), Zone: time.FixedZone("west", -3600)} // still the 2nd there
	for due, want := range map[claims.Date]string{
		"2031-02-02": "Due today", "2031-02-03": "Due tomorrow", "2031-02-01": "Due 1 February 2031, 1 day late",
		"2030-02-02": "Due 2 February 2030, 365 days late", "2031-02-05": "Due 5 February 2031",
	} {
		if got := dueWords(p, due); got != want {
			t.Errorf("due on %s: %q, want %q", due, got, want)
		}
	}
	for since, want := range map[time.Time]string{
		p.Now: "Since today", p.Now.Add(-24 * time.Hour): "1 day old", p.Now.AddDate(0, 0, -40): "40 days old", p.Now.Add(time.Hour): "Since today",
	} {
		if got := age(p, since); got != want {
			t.Errorf("since %s: %q, want %q", since, got, want)
		}
	}
}

func TestATaskCallsWhoeverCanDoIt(t *testing.T) {
	user := func(role claims.Role) Page {
		return Page{User: &claims.User{ID: string(role), Role: role}, Now: time.Now()}
	}
	for _, tt := range []struct {
		step      claims.Step
		reviewers []string
		role      claims.Role
		calls     bool
	}{
		{claims.StepLook, nil, claims.Reviewer, true},
		{claims.StepLook, nil, claims.Viewer, false},
		{claims.StepSecond, []string{"editor"}, claims.Reviewer, true},
		{claims.StepSecond, []string{"reviewer"}, claims.Reviewer, false},
		{claims.StepDispute, []string{"reviewer", "admin"}, claims.Editor, true},
		{claims.StepDispute, []string{"reviewer", "editor"}, claims.Editor, false},
		{claims.StepDispute, []string{"editor", "admin"}, claims.Reviewer, false},
		{claims.StepPublish, nil, claims.Reviewer, false},
		{claims.StepCarried, nil, claims.Admin, false},
		{claims.StepWait, nil, claims.Admin, false},
	} {
		task := claims.Task{ClaimRow: claims.ClaimRow{Step: tt.step}, Reviewers: tt.reviewers}
		if got := taskCalls(user(tt.role), task); got != tt.calls {
			t.Errorf("%s after %v calls %s: %v", tt.step, tt.reviewers, tt.role, got)
		}
	}
}

func TestCountsOfTheQueueEndSomewhere(t *testing.T) {
	for n, want := range map[int][2]string{0: {"0", "0 claims"}, 1: {"1", "1 claim"}, 99: {"99", "99 claims"}, 100: {"99+", "More than 99 claims"}} {
		if got := [2]string{bounded(n), boundedPlural(n, "claim", "claims")}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestAPriorityIsNamedWithTheReasonToCheck(t *testing.T) {
	for want, r := range map[string]claims.ClaimRow{
		"":                       {State: claims.Accepted, ProposedText: "a number"},
		"High priority":          {State: claims.Accepted, Priority: 1, ProposedText: "a number"},
		"a number":               {State: claims.Proposed, ProposedText: "a number"},
		"Low priority: a number": {State: claims.Proposed, Priority: -1, ProposedText: "a number"},
	} {
		if got := taskPriority(r); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}
