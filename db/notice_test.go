package db_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

// notices are what the user of a role is told, newest first.
func (n *newsroom) notices(role claims.Role) []claims.NoticeRow {
	n.t.Helper()
	p, err := n.Notices(n.t.Context(), n.Users[role].ID, "")
	must(n.t, err)
	return p.Rows.Items
}

// toldTo is who is told what of which claim, by role, newest first; what was seen stands in brackets.
func (n *newsroom) toldTo(role claims.Role) string {
	n.t.Helper()
	out := ""
	for _, r := range n.notices(role) {
		no := 0
		for i, id := range n.ids {
			if id == r.ClaimID {
				no = i
			}
		}
		s := fmt.Sprintf("%s %d", r.Kind, no)
		if r.Seen {
			s = "(" + s + ")"
		}
		out += s + " "
	}
	return out
}

// unseen is how many notices wait, as the session of the user of a role tells it.
func (n *newsroom) unseen(role claims.Role) int {
	n.t.Helper()
	ctx, now := n.t.Context(), n.Now()
	must(n.t, n.SaveSession(ctx, db.Session{IDHash: string(role), UserID: n.Users[role].ID, Created: now, Seen: now, Expires: now.Add(time.Hour)}))
	s, _, err := n.Session(ctx, string(role))
	must(n.t, err)
	return s.Unseen
}

func TestWhoIsToldOfAComment(t *testing.T) {
	n := acceptedNewsroom(t)
	n.decide(n.ids[0], "true", "It holds.") // by the editor
	gone := n.Users[claims.Viewer]
	gone.Disabled = true
	must(t, n.EditUser(t.Context(), n.By(claims.Admin), gone))

	n.comment(claims.Reviewer, n.ids[0], "@admin, @auditor, @viewer and @reviewer: see @admin.")
	n.comment(claims.Reviewer, n.ids[1], "Nobody works on this one.")
	n.comment(claims.Editor, n.ids[0], "I have reviewed it.")
	for role, want := range map[claims.Role]string{
		claims.Admin: "mention 0 ", claims.Auditor: "mention 0 ", claims.Editor: "comment 0 ", claims.Reviewer: "", claims.Viewer: "",
	} {
		if got := n.toldTo(role); got != want {
			t.Errorf("the %s is told %q, want %q", role, got, want)
		}
	}
	n.comment(claims.Admin, n.ids[0], "What does @editor say?")
	if got := n.toldTo(claims.Editor); got != "mention 0 comment 0 " {
		t.Errorf("mentioned, the reviewer of the claim is told %q", got)
	}
}

func TestOneNoticeOfAKindWaitsAtATime(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.comment(claims.Editor, id, "@reviewer, look.")
	n.comment(claims.Editor, n.ids[1], "@reviewer, this too.")
	last := n.comment(claims.Admin, id, "@reviewer, please.")
	got := n.notices(claims.Reviewer)
	if len(got) != 2 || n.unseen(claims.Reviewer) != 2 {
		t.Fatalf("the reviewer is told %q, %d wait", n.toldTo(claims.Reviewer), n.unseen(claims.Reviewer))
	}
	want := claims.NoticeRow{
		Notice:  claims.Notice{ID: got[0].ID, UserID: n.Users[claims.Reviewer].ID, Kind: claims.NoticeMention, ClaimID: id, SubjectID: last, At: got[0].At},
		Wording: n.dossier(id).Claim.Wording, Lang: "en", By: "Ada Admin",
	}
	if diff := cmp.Diff(want, got[0]); diff != "" || got[0].At.IsZero() {
		t.Error(diff)
	}
	must(t, n.SeeNotice(t.Context(), n.By(claims.Reviewer), got[0].ID))
	n.comment(claims.Editor, id, "@reviewer, once more.")
	if told := n.toldTo(claims.Reviewer); told != "mention 0 (mention 0) mention 1 " {
		t.Errorf("after one was seen the reviewer is told %q", told)
	}
}

func TestNoticesAreMarkedAsSeen(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	for i := range 3 {
		n.comment(claims.Editor, n.ids[i], "@reviewer @admin")
	}
	size, rows := n.Size(), n.notices(claims.Reviewer)
	refused(t, n.Desk, size, "by somebody else", n.SeeNotice(ctx, n.By(claims.Admin), rows[0].ID), claims.ErrNotFound)
	refused(t, n.Desk, size, "of none", n.SeeNotice(ctx, by, "nobody"), claims.ErrNotFound)
	must(t, n.SeeNotice(ctx, by, rows[1].ID))
	must(t, n.SeeNotice(ctx, by, rows[1].ID)) // seen is seen
	if got := n.toldTo(claims.Reviewer); got != "mention 2 (mention 1) mention 0 " || n.unseen(claims.Reviewer) != 2 {
		t.Errorf("the reviewer is told %q", got)
	}
	n.comment(claims.Editor, n.ids[3], "@reviewer") // after he looked
	must(t, n.SeeNotices(ctx, by, rows[0].ID))
	if got := n.toldTo(claims.Reviewer); got != "mention 3 (mention 2) (mention 1) (mention 0) " || n.unseen(claims.Reviewer) != 1 {
		t.Errorf("after all were marked the reviewer is told %q", got)
	}
	if n.unseen(claims.Admin) != 3 || n.unseen(claims.Viewer) != 0 {
		t.Errorf("of the admin's %d wait, of the viewer's %d", n.unseen(claims.Admin), n.unseen(claims.Viewer))
	}
	if n.Size() != size+1 {
		t.Error("marking is in the record")
	}
}

func TestAnOperationThatFailsTellsNobody(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.AddComment(t.Context(), n.By(claims.Viewer), n.ids[0], "@reviewer"); !errors.Is(err, claims.ErrForbidden) {
		t.Fatal(err)
	}
	if got := n.toldTo(claims.Reviewer); got != "" {
		t.Errorf("the reviewer is told %q", got)
	}
}

func TestNoticesArePaged(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	for range 55 {
		n.comment(claims.Editor, n.ids[0], "@reviewer")
		must(t, n.SeeNotices(ctx, by, n.notices(claims.Reviewer)[0].ID))
	}
	first, err := n.Notices(ctx, by.ID, "")
	must(t, err)
	rest, err := n.Notices(ctx, by.ID, first.Rows.Next)
	must(t, err)
	if len(first.Rows.Items) != 50 || len(rest.Rows.Items) != 5 || rest.Rows.Next != "" || first.After != "" || rest.After != first.Rows.Next {
		t.Errorf("pages of %d and %d, then %q", len(first.Rows.Items), len(rest.Rows.Items), rest.Rows.Next)
	}
	last := ""
	for i, r := range append(first.Rows.Items, rest.Rows.Items...) {
		if i > 0 && r.ID >= last {
			t.Errorf("%s follows %s", r.ID, last)
		}
		last = r.ID
	}
	if _, err := n.Notices(ctx, by.ID, "x"); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("from nowhere: %v", err)
	}
}

func TestSeenNoticesAreRemovedAfterNinetyDays(t *testing.T) {
	n := newNewsroom(t)
	_, set := clock(n.Desk)
	n.comment(claims.Editor, n.ids[0], "@reviewer")
	n.comment(claims.Editor, n.ids[1], "@reviewer")
	must(t, n.SeeNotice(t.Context(), n.By(claims.Reviewer), n.notices(claims.Reviewer)[0].ID))
	const day = 24 * time.Hour
	for _, c := range []struct {
		after time.Duration
		want  string
	}{
		{90 * day, "(mention 1) mention 0 "},
		{90*day + time.Millisecond, "mention 0 "},
		{900 * day, "mention 0 "},
	} {
		set(c.after)
		must(t, n.Tidy(t.Context()))
		if got := n.toldTo(claims.Reviewer); got != c.want {
			t.Errorf("after %v the reviewer is told %q, want %q", c.after, got, c.want)
		}
	}
}

func TestANoticeTellsWhatBecameOfTheReadersReview(t *testing.T) {
	n := acceptedNewsroom(t)
	n.decide(n.ids[0], "mostly-true", "It holds.") // by the editor
	raw := open(t, n.Path)
	for i, kind := range claims.NoticeKinds {
		for _, role := range []claims.Role{claims.Editor, claims.Admin} {
			run(t, raw, `INSERT INTO notice VALUES ($1, $2, $3, $4, '', '', 0)`, fmt.Sprint(role, i), n.Users[role].ID, string(kind), n.ids[0])
		}
	}
	must(t, raw.Close())
	for _, r := range append(n.notices(claims.Editor), n.notices(claims.Admin)...) {
		want := ""
		if r.UserID == n.Users[claims.Editor].ID && (r.Kind == claims.NoticeDecided || r.Kind == claims.NoticeAdjudicated) {
			want = "Mostly true"
		}
		if r.Yours != want || r.Verdict != want {
			t.Errorf("%s tells %q of the review and %q of the verdict, want %q", r.Kind, r.Yours, r.Verdict, want)
		}
	}
}
