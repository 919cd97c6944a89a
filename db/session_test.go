package db_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// clock lets a desk's time be set; it begins at a full millisecond in the near future, after everything written so far.
func clock(d *dbtest.Desk) (at func() time.Time, set func(time.Duration)) {
	begin := time.Now().UTC().Truncate(time.Millisecond).Add(time.Minute)
	now := begin
	d.Now = func() time.Time { return now }
	return d.Now, func(after time.Duration) { now = begin.Add(after) }
}

func TestSessionsEnd(t *testing.T) {
	d := dbtest.Open(t)
	ctx, u := t.Context(), d.Users[claims.Editor]
	now, set := clock(d)
	begin := now()
	want := db.Session{IDHash: "h1", UserID: u.ID, Agent: "Browser", Created: begin, Seen: begin, Expires: begin.Add(time.Hour)}
	must(t, d.SaveSession(ctx, want))
	must(t, d.SaveSession(ctx, db.Session{IDHash: "h2", UserID: u.ID, Created: begin.Add(time.Second), Seen: begin, Expires: begin.Add(2 * time.Hour)}))

	got, who, err := d.Session(ctx, "h1")
	want.Record = got.Record
	if diff := cmp.Diff(want, got) + cmp.Diff(u, who); err != nil || diff != "" || got.Record != d.Size() {
		t.Errorf("%v, at event %d: %s", err, got.Record, diff)
	}
	want.Seen, want.Agent, want.Record = begin.Add(time.Minute), "Another", 0
	must(t, d.SaveSession(ctx, want))
	want.Agent = "Browser" // which browser it is was said once
	list, err := d.Sessions(ctx, u.ID)
	if err != nil || len(list) != 2 || list[0].IDHash != "h2" {
		t.Fatalf("sessions: %+v, %v", list, err)
	}
	if diff := cmp.Diff(want, list[1]); diff != "" {
		t.Errorf("saved again: %s", diff)
	}

	set(2 * time.Minute)
	must(t, d.TouchSession(ctx, "h1"))
	must(t, d.TouchSession(ctx, "nobody"))
	if s, _, err := d.Session(ctx, "h1"); err != nil || !s.Seen.Equal(now()) || !s.Expires.Equal(want.Expires) {
		t.Errorf("touched: %+v, %v", s, err)
	}
	if list, err := d.Sessions(ctx, u.ID); err != nil || len(list) != 2 {
		t.Errorf("%d are live, %v", len(list), err)
	}

	for _, c := range []struct {
		after time.Duration
		live  int
	}{{time.Hour - time.Millisecond, 2}, {time.Hour, 1}, {2 * time.Hour, 0}, {-30 * 24 * time.Hour, 2}} {
		set(c.after)
		list, err := d.Sessions(ctx, u.ID)
		if err != nil || len(list) != c.live {
			t.Errorf("after %v %d are live, %v; want %d", c.after, len(list), err, c.live)
		}
		if _, _, err := d.Session(ctx, "h1"); (err == nil) != (c.live == 2) || err != nil && !errors.Is(err, claims.ErrNotFound) {
			t.Errorf("after %v the first one: %v", c.after, err)
		}
	}

	set(0)
	must(t, d.EndSession(ctx, "h1"))
	if list, err := d.Sessions(ctx, u.ID); err != nil || len(list) != 1 {
		t.Errorf("signed out, %d are live, %v", len(list), err)
	}
	must(t, d.SaveSession(ctx, want))
	must(t, d.EndSessions(ctx, u.ID, "h1"))
	if list, err := d.Sessions(ctx, u.ID); err != nil || len(list) != 1 || list[0].IDHash != "h1" {
		t.Errorf("all others signed out: %+v, %v", list, err)
	}
	u.Disabled = true
	must(t, d.EditUser(ctx, d.By(claims.Admin), u))
	must(t, d.SaveSession(ctx, want)) // by a request that was under way
	if _, _, err := d.Session(ctx, "h1"); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the session of a disabled account: %v", err)
	}
}

func TestASessionThatNobodyUsesEnds(t *testing.T) {
	d := dbtest.Open(t)
	ctx, u := t.Context(), d.Users[claims.Editor]
	now, set := clock(d)
	must(t, d.SaveSession(ctx, db.Session{IDHash: "h1", UserID: u.ID, Created: now(), Seen: now(), Expires: now().AddDate(0, 0, 7)}))
	live := func(after time.Duration, want bool) {
		t.Helper()
		set(after)
		_, _, err := d.Session(ctx, "h1")
		list, lerr := d.Sessions(ctx, u.ID)
		if (err == nil) != want || lerr != nil || (len(list) == 1) != want || err != nil && !errors.Is(err, claims.ErrNotFound) {
			t.Errorf("after %v: %v, %d in the list, %v", after, err, len(list), lerr)
		}
	}
	live(12*time.Hour, true)
	must(t, d.TouchSession(ctx, "h1"))
	live(24*time.Hour, true)
	live(24*time.Hour+time.Millisecond, false)
}

func TestFailedSignInsAreCounted(t *testing.T) {
	d := dbtest.Open(t)
	ctx := t.Context()
	now, set := clock(d)
	count := func(key string, want int, last time.Time) {
		t.Helper()
		if n, at, err := d.SignInFailures(ctx, key); err != nil || n != want || !at.Equal(last) {
			t.Errorf("%s failed %d times, the last one at %v, %v; want %d at %v", key, n, at, err, want, last)
		}
	}
	count("user:ada", 0, time.Time{})
	must(t, d.CountSignIn(ctx, false, "user:ada", "addr:1"))
	set(time.Second)
	must(t, d.CountSignIn(ctx, false, "user:ada", "addr:2"))
	count("user:ada", 2, now())
	count("addr:1", 1, now().Add(-time.Second))
	must(t, d.CountSignIn(ctx, true, "user:ada", "addr:2"))
	count("user:ada", 0, time.Time{})
	count("addr:1", 1, now().Add(-time.Second))
}

func TestTidyingRemovesWhatIsPastItsUse(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	now, set := clock(d)
	begin := now()
	raw := open(t, d.Path)
	rows := func() string {
		return texts(t, raw, `SELECT (SELECT count(*) FROM session) || ' ' || (SELECT count(*) FROM sign_in) || ' ' || (SELECT count(*) FROM draft) || ' ' || (SELECT count(*) FROM op)`)[0]
	}
	must(t, d.SaveSession(ctx, db.Session{IDHash: "h1", UserID: by.ID, Seen: begin, Expires: begin.Add(time.Hour)}))
	must(t, d.SaveSession(ctx, db.Session{IDHash: "h2", UserID: by.ID, Seen: begin, Expires: begin.Add(24 * time.Hour)}))
	must(t, d.CountSignIn(ctx, false, "user:ada"))
	by.Op = "the form"
	id, err := d.AddDraft(ctx, by, claims.Draft{State: claims.DraftReady}, nil)
	must(t, err)
	for _, c := range []struct {
		after time.Duration
		want  string
	}{
		{0, "2 1 1 1"},
		{time.Hour - time.Millisecond, "2 1 1 1"},
		{time.Hour, "1 1 1 1"},
		{12 * time.Hour, "1 1 1 1"},
		{12*time.Hour + time.Millisecond, "0 1 1 1"},
		{24 * time.Hour, "0 1 1 1"},
		{24*time.Hour + time.Millisecond, "0 0 1 0"},
		{30 * 24 * time.Hour, "0 0 1 0"},
		{31 * 24 * time.Hour, "0 0 0 0"},
	} {
		set(c.after)
		must(t, d.Tidy(ctx))
		if got := rows(); got != c.want {
			t.Errorf("after %v there are %s sessions, sign-ins, drafts and operations, want %s", c.after, got, c.want)
		}
	}
	if _, err := d.Draft(ctx, by.ID, id); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the draft: %v", err)
	}
}

func TestAClockThatWasPutBackEndsNoSessionAndStopsNoJob(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	now, set := clock(d)
	begin := now()
	set(2 * time.Hour)
	d.Article(t, sentence) // the record is of two hours later now
	set(0)
	must(t, d.SaveSession(ctx, db.Session{IDHash: "h1", UserID: by.ID, Created: begin, Seen: begin, Expires: begin.Add(time.Hour)}))
	must(t, d.Tidy(ctx))
	if _, _, err := d.Session(ctx, "h1"); err != nil {
		t.Errorf("a session of an hour: %v", err)
	}
	_, err := d.AddDraft(ctx, by, claims.Draft{State: claims.DraftFetching}, nil)
	must(t, err)
	if _, err := d.LeaseJob(ctx); err != nil {
		t.Errorf("the job waits until the clock has caught up: %v", err)
	}
	set(3 * time.Minute)
	if _, err := d.LeaseJob(ctx); err != nil {
		t.Errorf("when its worker died it waits until the clock has caught up: %v", err)
	}
}
