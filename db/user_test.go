package db_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

func TestADeskIsSetUpOnce(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "assay.db")
	d, err := db.Open(ctx, path, db.Options{})
	must(t, err)
	defer func() { must(t, d.Close()) }()
	if needs, err := d.NeedsSetUp(ctx); !needs || err != nil {
		t.Errorf("a new store needs no set-up: %v", err)
	}
	old, err := d.NewSetupToken(ctx)
	must(t, err)
	token, err := d.NewSetupToken(ctx)
	must(t, err)
	in := db.NewDesk{Token: token, Desk: claims.Desk{Name: "Desk", TimeZone: "Asia/Tokyo"}, Admin: claims.User{Handle: "ada", Name: "Ada"}, Hash: "hash"}
	for _, c := range []struct {
		name   string
		change func(*db.NewDesk)
		kind   error
		bad    string
	}{
		{"an older token", func(in *db.NewDesk) { in.Token = old }, claims.ErrForbidden, ""},
		{"no token", func(in *db.NewDesk) { in.Token = "" }, claims.ErrForbidden, ""},
		{"faults of both forms", func(in *db.NewDesk) { in.Desk, in.Admin = claims.Desk{TimeZone: "Mars/Olympus"}, claims.User{} }, claims.ErrInvalid, "desk time_zone handle name"},
	} {
		in := in
		c.change(&in)
		if _, err := d.SetUp(ctx, db.By{}, in); !errors.Is(err, c.kind) || fieldsOf(err) != c.bad || d.Size() != 0 {
			t.Errorf("%s: %v, %d events", c.name, err, d.Size())
		}
	}
	id, err := d.SetUp(ctx, db.By{}, in) // faults do not use the token up
	must(t, err)
	u, hash, err := d.Credential(ctx, "ada")
	if err != nil || u.ID != id || u.Role != claims.Admin || hash != "hash" || d.Size() != 3 || d.Zone().String() != "Asia/Tokyo" {
		t.Errorf("the admin is %+v with %q, %v; %d events, zone %s", u, hash, err, d.Size(), d.Zone())
	}
	if _, err := d.SetUp(ctx, db.By{}, in); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("set up twice: %v", err)
	}
	if _, err := d.NewSetupToken(ctx); !errors.Is(err, claims.ErrConflict) {
		t.Errorf("a token for a desk that is set up: %v", err)
	}
	if needs, err := d.NeedsSetUp(ctx); needs || err != nil {
		t.Errorf("it needs a set-up still: %v", err)
	}
	scale, err := d.Scale(ctx)
	want := claims.DefaultScale()
	want.Version = 1
	if diff := cmp.Diff(want, scale); err != nil || diff != "" {
		t.Errorf("the scale: %v: %s", err, diff)
	}
	if v, err := db.Verify(ctx, path, nil); err != nil || len(v.Findings) > 0 {
		t.Errorf("verify: %v, %v", v.Findings, err)
	}
}

func TestEditingTheDesk(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Admin)
	in := claims.Desk{Name: "Another Desk", URL: "https://desk.example", Contact: "x@desk.example", TimeZone: "Pacific/Kiritimati", Version: 1}
	wants(t, d, by, func() { must(t, d.EditDesk(ctx, by, in)) }, "desk.edit desk 2")
	at := time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)
	d.Now = func() time.Time { return at }
	if d.Today() != "2026-03-19" {
		t.Errorf("fourteen hours east of noon it is %s", d.Today())
	}
	size := d.Size()
	refused(t, d, size, "from an older version", d.EditDesk(ctx, by, in), claims.ErrConflict)
	in.Version = 2
	refused(t, d, size, "by an editor", d.EditDesk(ctx, d.By(claims.Editor), in), claims.ErrForbidden)
	in.TimeZone, in.URL = "", "javascript:x"
	err := d.EditDesk(ctx, by, in)
	if refused(t, d, size, "with faults", err, claims.ErrInvalid); fieldsOf(err) != "url time_zone" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	if d.Zone().String() != "Pacific/Kiritimati" {
		t.Errorf("the zone became %s", d.Zone())
	}
	first := by
	first.Op = "the first form"
	in = claims.Desk{Name: "Desk", TimeZone: "Asia/Tokyo", Version: 2}
	must(t, d.EditDesk(ctx, first, in))
	must(t, d.EditDesk(ctx, by, claims.Desk{Name: "Desk", TimeZone: "Europe/Vienna", Version: 3}))
	if must(t, d.EditDesk(ctx, first, in)); d.Zone().String() != "Europe/Vienna" {
		t.Errorf("a form that was sent again made the zone %s", d.Zone())
	}
}

func TestAddingUsers(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Admin)
	var id string
	lines := wants(t, d, by, func() {
		var err error
		id, err = d.AddUser(ctx, by, claims.User{Handle: "tomas", Name: "Tomáš", Role: claims.Editor}, "the hash")
		must(t, err)
	}, "user.add user 1")
	u, err := d.User(ctx, id)
	if want := (claims.User{ID: id, Handle: "tomas", Name: "Tomáš", Role: claims.Editor, Created: u.Created, Version: 1}); err != nil || u != want {
		t.Errorf("the user is %+v, %v", u, err)
	}
	if diff := cmp.Diff(`{"id":"`+id+`","handle":"tomas","name":"Tomáš","role":"editor","disabled":false,"created":"`+u.Created.Format(time.RFC3339Nano)+`","version":1}`, lines[0].Payload); diff != "" {
		t.Errorf("the record holds more than the account: %s", diff)
	}
	size := d.Size()
	_, err = d.AddUser(ctx, by, claims.User{Handle: "tomas", Name: "Another", Role: claims.Viewer}, "x")
	if refused(t, d, size, "a taken user name", err, claims.ErrInvalid); fieldsOf(err) != "handle" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	_, err = d.AddUser(ctx, d.By(claims.Editor), claims.User{Handle: "other", Name: "Another", Role: claims.Viewer}, "x")
	refused(t, d, size, "by an editor", err, claims.ErrForbidden)
	_, err = d.User(ctx, "nobody")
	refused(t, d, size, "a user that is none", err, claims.ErrNotFound)
	_, _, err = d.Credential(ctx, "nobody")
	refused(t, d, size, "a user name that is none", err, claims.ErrNotFound)
}

// signIn gives a user two sessions.
func signIn(t *testing.T, d *dbtest.Desk, userID string) {
	t.Helper()
	for _, id := range []string{"one", "two"} {
		must(t, d.SaveSession(t.Context(), db.Session{IDHash: userID + id, UserID: userID, Created: time.Now(), Seen: time.Now(), Expires: time.Now().Add(time.Hour)}))
	}
}

func sessions(t *testing.T, d *dbtest.Desk, userID string) int {
	t.Helper()
	list, err := d.Sessions(t.Context(), userID)
	must(t, err)
	return len(list)
}

func TestEditingUsers(t *testing.T) {
	d := dbtest.Open(t)
	ctx, admin, self := t.Context(), d.By(claims.Admin), d.By(claims.Reviewer)
	u := d.Users[claims.Reviewer]
	signIn(t, d, u.ID)
	edit := func(by db.By, u claims.User) error { return d.EditUser(ctx, by, u) }

	u.Name, u.Handle = "Rosa R.", "root" // a handle never changes
	wants(t, d, self, func() { must(t, edit(self, u)) }, "user.edit user 2")
	got, err := d.User(ctx, u.ID)
	if err != nil || got.Name != "Rosa R." || got.Handle != "reviewer" || sessions(t, d, u.ID) != 2 {
		t.Errorf("after changing her own name: %+v, %v, %d sessions", got, err, sessions(t, d, u.ID))
	}
	size := d.Size()
	refused(t, d, size, "from an older version", edit(admin, u), claims.ErrConflict)
	u.Version = 2
	refused(t, d, size, "somebody else's name", edit(d.By(claims.Editor), u), claims.ErrForbidden)
	raised := u
	raised.Role = claims.Admin
	refused(t, d, size, "her own role", edit(self, raised), claims.ErrForbidden)
	raised.Role = "owner"
	refused(t, d, size, "a role that is none", edit(admin, raised), claims.ErrInvalid)
	gone := u
	gone.ID = "nobody"
	refused(t, d, size, "a user that is none", edit(admin, gone), claims.ErrNotFound)

	u.Role = claims.Editor
	wants(t, d, admin, func() { must(t, edit(admin, u)) }, "user.edit user 3")
	if n := sessions(t, d, u.ID); n != 0 {
		t.Errorf("with another role %d sessions go on", n)
	}
	signIn(t, d, u.ID)
	u.Version, u.Disabled = 3, true
	wants(t, d, admin, func() { must(t, edit(admin, u)) }, "user.edit user 4")
	if n := sessions(t, d, u.ID); n != 0 {
		t.Errorf("disabled, %d sessions go on", n)
	}

	last := d.Users[claims.Admin]
	size = d.Size()
	for name, change := range map[string]func(*claims.User){
		"the last admin steps down": func(u *claims.User) { u.Role = claims.Editor }, "the last admin is disabled": func(u *claims.User) { u.Disabled = true },
	} {
		u := last
		change(&u)
		err := edit(admin, u)
		if refused(t, d, size, name, err, claims.ErrInvalid); fieldsOf(err) != "role" {
			t.Errorf("%s: faults %q", name, fieldsOf(err))
		}
	}
	_, err = d.AddUser(ctx, admin, claims.User{Handle: "second", Name: "Second", Role: claims.Admin}, "x")
	must(t, err)
	last.Role = claims.Viewer
	if err := edit(admin, last); err != nil {
		t.Errorf("one of two admins steps down: %v", err)
	}
}

func TestSettingAPassword(t *testing.T) {
	d := dbtest.Open(t)
	ctx, u := t.Context(), d.Users[claims.Reviewer]
	set := func(by db.By, id, keep string) error { return d.SetPassword(ctx, by, id, "new hash", keep) }
	signIn(t, d, u.ID)
	self, admin := d.By(claims.Reviewer), d.By(claims.Admin)
	wants(t, d, self, func() { must(t, set(self, u.ID, u.ID+"two")) }, "user.password user 2")
	if _, hash, err := d.Credential(ctx, "reviewer"); err != nil || hash != "new hash" || sessions(t, d, u.ID) != 1 {
		t.Errorf("hash %q, %v, %d sessions", hash, err, sessions(t, d, u.ID))
	}
	wants(t, d, admin, func() { must(t, set(admin, u.ID, "")) }, "user.password user 3")
	if n := sessions(t, d, u.ID); n != 0 {
		t.Errorf("%d sessions go on", n)
	}
	size := d.Size()
	refused(t, d, size, "somebody else's", set(d.By(claims.Editor), u.ID, ""), claims.ErrForbidden)
	refused(t, d, size, "nobody's", set(admin, "nobody", ""), claims.ErrNotFound)
}

func TestAClosedStoreRefuses(t *testing.T) {
	ctx := context.Background()
	d, err := db.Open(ctx, filepath.Join(t.TempDir(), "assay.db"), db.Options{})
	must(t, err)
	must(t, d.Ping(ctx))
	must(t, d.Close())
	if _, err := d.NewSetupToken(ctx); !errors.Is(err, claims.ErrUnavailable) {
		t.Errorf("a write: %v", err)
	}
	if err := d.Ping(ctx); err == nil {
		t.Error("it answers")
	}
}

func TestAnOperationWhoseCallerGaveUpIsNotRun(t *testing.T) {
	d := dbtest.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	size := d.Size()
	_, err := d.AddUser(ctx, d.By(claims.Admin), claims.User{Handle: "late", Name: "Late", Role: claims.Viewer}, "x")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it gave %v", err)
	}
	must(t, d.CountSignIn(t.Context(), true, "x")) // whatever stood before it in the queue is done by now
	if d.Size() != size {
		t.Error("it was run")
	}
}
