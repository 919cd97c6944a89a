package db_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func (n *newsroom) queue(f claims.QueueFilter) claims.QueuePage {
	n.t.Helper()
	q, err := n.Queue(n.t.Context(), f)
	must(n.t, err)
	return q
}

func TestQueueShowsDecisionsBeforeCandidates(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[1], n.ids[2], n.ids[3])
	n.evidence(n.ids[2], "Table", "", claims.Supports)
	n.decide(n.ids[3], "not-checkable", "Nobody can know.")
	q := n.queue(claims.QueueFilter{})
	want := []string{newsMarks[2], newsMarks[3], newsMarks[1], newsMarks[0]}
	if diff := cmp.Diff(want, wordings(q.Rows.Items)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
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

func TestQueueOfOneStepPutsUrgentClaimsFirst(t *testing.T) {
	n := newNewsroom(t)
	for i, priority := range []int{-1, 0, 1} {
		must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
			ID: n.ids[i], Version: 1, Wording: newsMarks[i], Kind: claims.Fact, Modality: claims.Asserted, Priority: priority,
		}))
	}
	got := wordings(n.queue(claims.QueueFilter{Step: claims.StepLook}).Rows.Items)
	if got[0] != newsMarks[2] || got[3] != newsMarks[0] {
		t.Errorf("high priority first and low priority last, not %q", got)
	}
	if rows := n.queue(claims.QueueFilter{Step: claims.StepPublish}).Rows.Items; len(rows) != 0 {
		t.Errorf("nothing waits to be published, but the queue shows %q", wordings(rows))
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
	for _, f := range []claims.QueueFilter{{}, {ArticleID: other}, {Step: claims.StepLook}, {Step: claims.StepEvidence}} {
		seen, pages := map[string]bool{}, 0
		for {
			q := n.queue(f)
			for _, r := range q.Rows.Items {
				if seen[r.ID] {
					t.Fatalf("%+v shows claim %s twice", f, r.ID)
				}
				seen[r.ID] = true
			}
			pages++
			if f.After = q.Rows.Next; f.After == "" {
				break
			}
		}
		want := map[string]int{"": 124, string(claims.StepLook): 64, string(claims.StepEvidence): 60}[string(f.Step)]
		if f.ArticleID != "" {
			want = 120
		}
		if len(seen) != want || pages != (want+49)/50 {
			t.Errorf("%+v: %d claims on %d pages, want %d", f, len(seen), pages, want)
		}
	}
}

func TestQueueCountsPendingClaimsWhoseDayHasCome(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[2]
	n.accept(id)
	tomorrow := claims.DayOf(n.Now().UTC().AddDate(0, 0, 1))
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
		ID: id, Version: 2, Wording: newsMarks[2], Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: tomorrow,
	}))
	n.decide(id, claims.RatingPending, "The day has not come.")
	if q := n.queue(claims.QueueFilter{Step: claims.StepWait}); q.Due != 0 || len(q.Rows.Items) != 1 {
		t.Errorf("before its day: %d due, rows %q", q.Due, wordings(q.Rows.Items))
	}
	now := n.Now
	n.Now = func() time.Time { return now().AddDate(0, 0, 2) }
	if q := n.queue(claims.QueueFilter{}); q.Due != 1 {
		t.Errorf("on its day %d claims are due, want 1", q.Due)
	}
}

func TestQueueRefusesACursorThatItDidNotMake(t *testing.T) {
	n := newNewsroom(t)
	for _, after := range []string{"x", "look.1", "look.9." + n.ids[0], "look.-1." + n.ids[0], "look.1.x", "nowhere.1." + n.ids[0]} {
		if _, err := n.Queue(t.Context(), claims.QueueFilter{After: after}); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("cursor %q: got %v, want not valid", after, err)
		}
	}
}
