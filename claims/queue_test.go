package claims_test

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"assay/claims"
)

func TestTheQueueThatIsShownDependsOnWhoLooks(t *testing.T) {
	for _, tt := range []struct {
		role claims.Role
		f    claims.QueueFilter
		want claims.QueueView
	}{
		{claims.Reviewer, claims.QueueFilter{}, claims.QueueNext},
		{claims.Reviewer, claims.QueueFilter{Topic: "health"}, claims.QueueNext},
		{claims.Reviewer, claims.QueueFilter{Step: claims.StepDone}, claims.QueueAll},
		{claims.Reviewer, claims.QueueFilter{View: claims.QueueNext, Step: claims.StepLook}, claims.QueueNext},
		{claims.Viewer, claims.QueueFilter{}, claims.QueueAll},
		{claims.Auditor, claims.QueueFilter{View: claims.QueueMine}, claims.QueueAll},
		{claims.Viewer, claims.QueueFilter{View: claims.QueueDue}, claims.QueueDue},
		{"", claims.QueueFilter{}, claims.QueueAll},
	} {
		tt.f.Reader.Role = tt.role
		if got := tt.f.Shown(); got != tt.want {
			t.Errorf("%q is shown %s of %+v, want %s", tt.role, got, tt.f, tt.want)
		}
	}
}

func TestTheStepsOfTheQueueFollowTheRole(t *testing.T) {
	const (
		all     = "dispute second verdict publish evidence look"
		waiting = "dispute second verdict wait publish evidence look"
	)
	for _, tt := range []struct {
		role claims.Role
		f    claims.QueueFilter
		want string
	}{
		{claims.Reviewer, claims.QueueFilter{}, "second verdict wait evidence look"},
		{claims.Editor, claims.QueueFilter{}, waiting},
		{claims.Viewer, claims.QueueFilter{}, all},
		{claims.Reviewer, claims.QueueFilter{View: claims.QueueNext, Step: claims.StepPublish}, ""},
		{claims.Reviewer, claims.QueueFilter{Step: claims.StepPublish}, "publish"},
		{claims.Reviewer, claims.QueueFilter{Step: claims.StepDone}, "done"},
		{claims.Reviewer, claims.QueueFilter{View: claims.QueueMine}, waiting},
		{claims.Reviewer, claims.QueueFilter{View: claims.QueueOthers}, "dispute second publish"},
		{claims.Reviewer, claims.QueueFilter{View: claims.QueueRecheck}, "dispute second verdict wait publish evidence look carried done"},
	} {
		tt.f.Reader.Role = tt.role
		var got []string
		for _, s := range tt.f.Steps() {
			got = append(got, string(s))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s of %+v: %v, want %s", tt.role, tt.f, got, tt.want)
		}
	}
	if !slices.IsSortedFunc(claims.QueueFilter{View: claims.QueueAnchor}.Steps(), func(a, b claims.Step) int {
		return slices.Index(claims.Steps, a) - slices.Index(claims.Steps, b)
	}) {
		t.Error("the steps are not in the order of the queue")
	}
}

func TestAFilterSurvivesItsAddress(t *testing.T) {
	id := strings.Repeat("0", 16)
	for _, f := range []claims.QueueFilter{
		{},
		{View: claims.QueueDue},
		{View: claims.QueueAll, Step: claims.StepWait, ArticleID: id, Topic: "a & b=c", Claimant: "Ünal", Assignee: claims.AssigneeMe, DueBy: "2031-02-03"},
	} {
		q, err := url.ParseQuery(f.Query())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := claims.ParseQueueFilter(q); err != nil || got != f {
			t.Errorf("%q: %+v, %v, want %+v", f.Query(), got, err, f)
		}
		if f.Narrowed() != (f.Step != "") {
			t.Errorf("%+v leaves something out: %v", f, f.Narrowed())
		}
	}
}

func TestFiltersThatAreNone(t *testing.T) {
	for query, field := range map[string]string{
		"view=x": "404", "step=x": "404", "step=closed": "404", "article=../x": "", "assignee=x": "", "due=soon": "due",
		"topic=a%0ab": "topic", "claimant=" + strings.Repeat("x", claims.MaxLine+1): "claimant", "topic=%00": "topic",
	} {
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := claims.ParseQueueFilter(q)
		bad := claims.Fields(err)
		switch {
		case field == "404" && !errors.Is(err, claims.ErrNotFound),
			field == "" && err != nil,
			field != "" && field != "404" && (len(bad) != 1 || bad[0].Field != field),
			f != claims.QueueFilter{}:
			t.Errorf("%s: %+v, %v", query, f, err)
		}
	}
}

func TestTheNameOfAKeptFilter(t *testing.T) {
	var kept []string
	for i := range claims.MaxFilters {
		kept = append(kept, fmt.Sprint(i))
	}
	for _, tt := range []struct {
		name string
		kept []string
		ok   bool
	}{
		{"Candidates", nil, true},
		{"", nil, false},
		{"two\nlines", nil, false},
		{strings.Repeat("x", claims.MaxName+1), nil, false},
		{"one more", kept, false},
		{"7", kept, true},
	} {
		if err := claims.CheckFilterName(tt.name, tt.kept); (err == nil) != tt.ok {
			t.Errorf("%q: %v", tt.name, err)
		}
	}
}
