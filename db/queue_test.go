package db_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

func (n *newsroom) queue(f claims.QueueFilter) claims.QueuePage {
	n.t.Helper()
	q, err := n.Queue(n.t.Context(), f)
	must(n.t, err)
	return q
}

// view is a view of the queue as the user of a role sees it: the numbers of the claims.
func (n *newsroom) view(role claims.Role, f claims.QueueFilter) []int {
	n.t.Helper()
	f.Reader = n.By(role).Actor
	q := n.queue(f)
	numbers := []int{}
	for _, t := range q.Rows.Items {
		numbers = append(numbers, t.No)
	}
	if q.Total != len(numbers) {
		n.t.Errorf("%+v shows %d tasks and counts %d", f, len(numbers), q.Total)
	}
	if f == (claims.QueueFilter{View: f.View, Reader: f.Reader}) && f.Shown() == f.View && q.Views[f.View] != len(numbers) {
		n.t.Errorf("the tab of %s counts %d, and there are %d", f.View, q.Views[f.View], len(numbers))
	}
	return numbers
}

func (n *newsroom) wantView(role claims.Role, f claims.QueueFilter, want ...int) {
	n.t.Helper()
	if got := n.view(role, f); !slices.Equal(got, want) {
		n.t.Errorf("%s sees in %+v the claims %v, want %v", role, f, got, want)
	}
}

// assign gives a claim to somebody, with a due day.
func (n *newsroom) assign(i int, to string, due claims.Date) {
	n.t.Helper()
	id := n.ids[i]
	must(n.t, n.AssignClaim(n.t.Context(), n.By(claims.Editor), id, n.dossier(id).Claim.Version, claims.TaskEdit{Assignee: &to, Due: &due}))
}

// twice makes every verdict need two reviews.
func (n *newsroom) twice() {
	n.t.Helper()
	p, err := n.Policy(n.t.Context())
	must(n.t, err)
	p.Reviews = claims.Twice
	must(n.t, n.EditPolicy(n.t.Context(), n.By(claims.Admin), p))
}

// review submits a review of a claim.
func (n *newsroom) review(role claims.Role, id, rating string) {
	n.t.Helper()
	d := n.dossier(id)
	in := claims.NewReview{ClaimID: id, Rating: rating, Aspect: claims.Content, Summary: "So it is.", Rationale: "The table says so."}
	if d.Verdict != nil {
		in.Version = d.Verdict.Version
	}
	for _, e := range d.Evidence {
		in.Evidence = append(in.Evidence, e.ID)
	}
	_, err := n.SubmitReview(n.t.Context(), n.By(role), in)
	must(n.t, err)
}

func TestQueueShowsDecisionsBeforeCandidates(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[1], n.ids[2], n.ids[3])
	n.evidence(n.ids[2], "Table", "", claims.Supports)
	n.decide(n.ids[3], "not-checkable", "Nobody can know.")
	n.wantView(claims.Viewer, claims.QueueFilter{}, 3, 4, 2, 1)
	n.wantView(claims.Editor, claims.QueueFilter{}, 3, 4, 2, 1)
	n.wantView(claims.Reviewer, claims.QueueFilter{}, 3, 2, 1)
	q := n.queue(claims.QueueFilter{})
	counts := map[claims.Step]int{claims.StepLook: 1, claims.StepEvidence: 1, claims.StepVerdict: 1, claims.StepPublish: 1}
	for step, n := range q.Counts {
		if n != counts[step] {
			t.Errorf("%d claims at step %s, want %d", n, step, counts[step])
		}
	}
	if len(q.Recent) != 1 || q.Recent[0].ID != n.article || q.Recent[0].Claims != 3 || q.Recent[0].Proposed != 1 || q.Recent[0].Decided != 1 {
		t.Errorf("recent articles: %+v", q.Recent)
	}
}

func TestUrgentClaimsComeFirstThenThoseThatAreDueThenTheOldest(t *testing.T) {
	n := newNewsroom(t)
	for i, priority := range []int{-1, 0, 0, 0} {
		must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
			ID: n.ids[i], Version: 1, Wording: newsMarks[i], Kind: claims.Fact, Modality: claims.Asserted, Priority: priority,
		}))
	}
	n.assign(3, "", "2031-01-01")
	n.wantView(claims.Reviewer, claims.QueueFilter{Step: claims.StepLook}, 4, 2, 3, 1)
	n.wantView(claims.Reviewer, claims.QueueFilter{}, 4, 2, 3, 1)
	n.wantView(claims.Reviewer, claims.QueueFilter{Step: claims.StepPublish})
}

func TestClaimsThatSomebodyElseWorksOnAreNotNext(t *testing.T) {
	n := newNewsroom(t)
	editor := n.By(claims.Editor)
	_, err := n.TakeClaim(t.Context(), editor, n.ids[0])
	must(t, err)
	next := claims.QueueFilter{View: claims.QueueNext}
	n.wantView(claims.Reviewer, next, 2, 3, 4)
	n.wantView(claims.Editor, next, 1, 2, 3, 4)
	n.wantView(claims.Editor, claims.QueueFilter{View: claims.QueueMine}, 1)
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueAll}, 1, 2, 3, 4)
	row := n.queue(claims.QueueFilter{View: claims.QueueAll}).Rows.Items[0]
	if row.Lease.Name != editor.Name || !row.Lease.Live(n.Now()) {
		t.Errorf("the queue says that %q works on it until %s", row.Lease.Name, row.Lease.Until)
	}
	now := n.Now
	n.Now = func() time.Time { return now().Add(31 * time.Minute) }
	n.wantView(claims.Reviewer, next, 1, 2, 3, 4)
	n.wantView(claims.Editor, claims.QueueFilter{View: claims.QueueMine})
}

func TestClaimsThatWereGivenToSomebodyAreHisAlone(t *testing.T) {
	n := newNewsroom(t)
	n.assign(1, n.Users[claims.Reviewer].ID, "")
	n.assign(2, n.Users[claims.Editor].ID, "")
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueNext}, 1, 2, 4)
	n.wantView(claims.Editor, claims.QueueFilter{View: claims.QueueNext}, 1, 3, 4)
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueMine}, 2)
	n.wantView(claims.Viewer, claims.QueueFilter{View: claims.QueueMine}, 1, 2, 3, 4)
	must(t, n.SaveWorkDraft(t.Context(), n.By(claims.Reviewer), claims.WorkDraft{
		ClaimID: n.ids[3], Form: claims.ReviewForm, Fields: map[string][]string{"rationale": {"Half a thought"}},
	}))
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueMine}, 2, 4)
	for _, row := range n.queue(claims.QueueFilter{View: claims.QueueMine, Reader: n.By(claims.Reviewer).Actor}).Rows.Items {
		if row.Draft != (row.ID == n.ids[3]) {
			t.Errorf("claim %d has a draft: %v", row.No, row.Draft)
		}
	}
	must(t, n.ReleaseClaim(t.Context(), n.By(claims.Reviewer), n.ids[3]))
	for assignee, want := range map[string][]int{
		claims.AssigneeMe: {2}, claims.AssigneeNobody: {1, 4}, n.Users[claims.Editor].ID: {3}, n.Users[claims.Admin].ID: {},
	} {
		n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueAll, Assignee: assignee}, want...)
	}
}

func TestWhoeverReviewedIsNotAskedAgain(t *testing.T) {
	n := newNewsroom(t)
	n.twice()
	n.accept(n.ids[0], n.ids[1])
	for _, id := range n.ids[:2] {
		n.evidence(id, "Table", "", claims.Supports)
		n.review(claims.Editor, id, "true")
	}
	next, others := claims.QueueFilter{View: claims.QueueNext}, claims.QueueFilter{View: claims.QueueOthers}
	n.wantView(claims.Editor, next, 3, 4)
	n.wantView(claims.Editor, others, 1, 2)
	n.wantView(claims.Reviewer, next, 1, 2, 3, 4)
	n.wantView(claims.Reviewer, others)
	n.review(claims.Reviewer, n.ids[0], "false")
	n.review(claims.Reviewer, n.ids[1], "true")
	n.wantView(claims.Reviewer, next, 3, 4)
	n.wantView(claims.Reviewer, others, 1, 2)
	n.wantView(claims.Editor, next, 2, 3, 4)
	n.wantView(claims.Editor, others, 1, 2)
	n.wantView(claims.Admin, next, 1, 2, 3, 4)
	must(t, n.PublishVerdict(t.Context(), n.By(claims.Editor), claims.NewPublication{ClaimID: n.ids[1], Revision: 1}))
	n.wantView(claims.Reviewer, others, 1)
}

func TestPendingClaimsComeBackOnTheirDay(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[2]
	n.accept(id)
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
		ID: id, Version: 2, Wording: newsMarks[2], Kind: claims.Prediction, Modality: claims.Predicted,
		SettlesOn: claims.DayOf(n.Now().UTC().AddDate(0, 0, 1)),
	}))
	n.decide(id, claims.RatingPending, "The day has not come.")
	next, due, all := claims.QueueFilter{View: claims.QueueNext}, claims.QueueFilter{View: claims.QueueDue}, claims.QueueFilter{Step: claims.StepWait}
	n.wantView(claims.Reviewer, next, 1, 2, 4)
	n.wantView(claims.Reviewer, due)
	n.wantView(claims.Reviewer, all, 3)
	if q := n.queue(all); q.Due != 0 {
		t.Errorf("before its day %d claims are due", q.Due)
	}
	now := n.Now
	n.Now = func() time.Time { return now().AddDate(0, 0, 2) }
	n.wantView(claims.Reviewer, next, 3, 1, 2, 4)
	n.wantView(claims.Reviewer, due, 3)
	n.wantView(claims.Viewer, due, 3)
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueNext, ArticleID: n.article}, 3, 1, 2, 4)
	if q := n.queue(claims.QueueFilter{}); q.Due != 1 {
		t.Errorf("on its day %d claims are due, want 1", q.Due)
	}
}

func TestClaimsAreDueFromThreeDaysBeforeTheirDay(t *testing.T) {
	n := newNewsroom(t)
	today, _ := n.Today().Day()
	for i, days := range []int{-400, 4, 3, 0} {
		n.assign(i, "", claims.DayOf(today.AddDate(0, 0, days)))
	}
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueDue}, 1, 4, 3)
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueAll, DueBy: n.Today()}, 1, 4)
	must(t, n.RejectClaim(t.Context(), n.By(claims.Editor), n.ids[0], n.dossier(n.ids[0]).Claim.Version, claims.RejectOpinion, ""))
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueDue}, 4, 3)
}

func TestTheQueueIsNarrowedDown(t *testing.T) {
	n := newNewsroom(t)
	for i, topics := range [][]string{{"Wages & prices"}, {"health", "wages & prices, again"}, {"50% off_now"}} {
		must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
			ID: n.ids[i], Version: 1, Wording: newsMarks[i], Kind: claims.Fact, Modality: claims.Asserted, Topics: topics,
			Claimant: []string{"The Ministry", "", "The Union"}[i],
		}))
	}
	other := n.Article(t, "Rents fell.", "Rents fell")
	for name, c := range map[string]struct {
		f    claims.QueueFilter
		want []int
	}{
		"an article":                {claims.QueueFilter{ArticleID: other}, []int{1}},
		"an article without claims": {claims.QueueFilter{ArticleID: n.ids[0]}, []int{}},
		"a topic in another case":   {claims.QueueFilter{Topic: "WAGES & prices", ArticleID: n.article}, []int{1}},
		"a topic of several":        {claims.QueueFilter{Topic: "health"}, []int{2}},
		"a part of a topic":         {claims.QueueFilter{Topic: "wages"}, []int{}},
		"a topic with signs":        {claims.QueueFilter{Topic: "50% off_now"}, []int{3}},
		"signs are not patterns":    {claims.QueueFilter{Topic: "%"}, []int{}},
		"a claimant":                {claims.QueueFilter{Claimant: "the  ministry"}, []int{1}},
		"an unknown claimant":       {claims.QueueFilter{Claimant: "Nobody"}, []int{}},
		"a claimant and a topic":    {claims.QueueFilter{Claimant: "The Union", Topic: "health"}, []int{}},
		"a step":                    {claims.QueueFilter{Step: claims.StepDone}, []int{}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, view := range []claims.QueueView{claims.QueueNext, claims.QueueAll} {
				n.t = t
				c.f.View = view
				n.wantView(claims.Reviewer, c.f, c.want...)
			}
		})
	}
}

func TestQueuePagesShowEveryClaimOnce(t *testing.T) {
	n := newNewsroom(t)
	var text strings.Builder
	var marks []string
	for i := range 120 {
		marks = append(marks, fmt.Sprintf("Statement number %d is made here", i))
		text.WriteString(marks[i] + ". ")
	}
	other := n.Article(t, strings.TrimSpace(text.String()), marks...)
	for range 3 { // some at another step, so that pages cross from one step to the next
		q := n.queue(claims.QueueFilter{Step: claims.StepLook, ArticleID: other})
		for _, r := range q.Rows.Items[:20] {
			n.accept(r.ID)
		}
	}
	mine := claims.QueueFilter{View: claims.QueueMine, Reader: n.By(claims.Reviewer).Actor}
	q := n.queue(claims.QueueFilter{Step: claims.StepEvidence})
	for _, r := range q.Rows.Items {
		must(t, n.AssignClaim(t.Context(), n.By(claims.Editor), r.ID, r.Version, claims.TaskEdit{Assignee: &mine.Reader.ID}))
	}
	must(t, n.SaveWorkDraft(t.Context(), n.By(claims.Reviewer), claims.WorkDraft{
		ClaimID: n.ids[0], Form: claims.EvidenceForm, Fields: map[string][]string{"quote": {"x"}},
	}))
	for _, c := range []struct {
		f    claims.QueueFilter
		want int
	}{
		{claims.QueueFilter{}, 124},
		{claims.QueueFilter{View: claims.QueueNext, Reader: n.By(claims.Reviewer).Actor}, 124},
		{claims.QueueFilter{ArticleID: other}, 120},
		{claims.QueueFilter{Step: claims.StepLook}, 64},
		{claims.QueueFilter{Step: claims.StepEvidence}, 60},
		{mine, 51},
	} {
		seen, pages := map[string]bool{}, 0
		for {
			q := n.queue(c.f)
			for _, r := range q.Rows.Items {
				if seen[r.ID] {
					t.Fatalf("%+v shows claim %s twice", c.f, r.ID)
				}
				seen[r.ID] = true
			}
			if q.Total != min(c.want, claims.MaxQueueCount+1) {
				t.Errorf("%+v counts %d", c.f, q.Total)
			}
			pages++
			if c.f.After = q.Rows.Next; c.f.After == "" {
				break
			}
		}
		if len(seen) != c.want || pages != (c.want+49)/50 {
			t.Errorf("%+v: %d claims on %d pages, want %d", c.f, len(seen), pages, c.want)
		}
	}
}

func TestQueueRefusesACursorThatItDidNotMake(t *testing.T) {
	n := newNewsroom(t)
	for _, after := range []string{
		"x", "look.1", "look.9.2031-01-01." + n.ids[0], "look.-1.2031-01-01." + n.ids[0], "look.1.2031-01-01.x",
		"nowhere.1.2031-01-01." + n.ids[0], "look.1.x." + n.ids[0], "done.1.2031-01-01." + n.ids[0],
	} {
		if _, err := n.Queue(t.Context(), claims.QueueFilter{After: after}); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("cursor %q: got %v, want not valid", after, err)
		}
	}
}

func TestSixteenPeopleAreGivenSixteenClaims(t *testing.T) {
	n := newNewsroom(t)
	var text []string
	for i := range 12 {
		text = append(text, fmt.Sprintf("Statement %d is made", i))
	}
	n.Article(t, strings.Join(text, ". ")+".", text...)
	given := make(chan claims.Task, 17)
	var all sync.WaitGroup
	for i := range 16 {
		id, err := n.AddUser(t.Context(), n.By(claims.Admin), claims.User{Handle: fmt.Sprintf("u%d", i), Name: "U", Role: claims.Reviewer}, "hash")
		must(t, err)
		all.Go(func() {
			task, err := n.TakeNext(t.Context(), db.By{Actor: claims.Actor{ID: id, Role: claims.Reviewer}}, claims.QueueFilter{})
			if err != nil {
				t.Error(err)
			}
			given <- task
		})
	}
	all.Wait()
	close(given)
	seen := map[string]bool{}
	for task := range given {
		if task.Step != claims.StepLook || task.ArticleID == "" {
			t.Errorf("somebody is given %+v", task)
		}
		seen[task.ID] = true
	}
	if len(seen) != 16 {
		t.Errorf("16 people are given %d claims", len(seen))
	}
	_, err := n.TakeNext(t.Context(), n.By(claims.Editor), claims.QueueFilter{})
	if !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("with nothing left: %v, want not found", err)
	}
}

func TestTakingTheNextClaim(t *testing.T) {
	n := newNewsroom(t)
	by := n.By(claims.Reviewer)
	by.Op = "once"
	first, err := n.TakeNext(t.Context(), by, claims.QueueFilter{})
	must(t, err)
	again, err := n.TakeNext(t.Context(), by, claims.QueueFilter{})
	must(t, err)
	if diff := cmp.Diff([]string{n.ids[0], n.ids[0]}, []string{first.ID, again.ID}); diff != "" {
		t.Errorf("what is taken stays the next until it is done (-want +got):\n%s", diff)
	}
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), first.ID, 1, claims.RejectOpinion, ""))
	if next, err := n.TakeNext(t.Context(), by, claims.QueueFilter{}); err != nil || next.ID != n.ids[1] {
		t.Errorf("after it is done: %s, %v, want %s", next.ID, err, n.ids[1])
	}
	if _, err := n.TakeNext(t.Context(), by, claims.QueueFilter{ArticleID: n.ids[0]}); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("in an article without claims: %v, want not found", err)
	}
	if _, err := n.TakeNext(t.Context(), n.By(claims.Viewer), claims.QueueFilter{}); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer takes a claim: %v, want forbidden", err)
	}
}

func TestTasksByID(t *testing.T) {
	n := newNewsroom(t)
	must(t, n.RejectClaim(t.Context(), n.By(claims.Editor), n.ids[2], 1, claims.RejectOpinion, ""))
	tasks, err := n.Tasks(t.Context(), n.By(claims.Reviewer).Actor, []string{n.ids[3], n.article, n.ids[2]})
	must(t, err)
	if len(tasks) != 2 || tasks[0].ID != n.ids[3] || tasks[1].ID != n.ids[2] || tasks[1].Version != 2 {
		t.Errorf("got %+v", tasks)
	}
}
