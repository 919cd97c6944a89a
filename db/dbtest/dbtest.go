// Package dbtest opens throw-away stores for tests.
package dbtest

import (
	"context"
	"path/filepath"
	"testing"

	"assay/claims"
	"assay/db"
)

// Desk is a store that is set up, with a user of every role.
type Desk struct {
	*db.DB
	Path  string
	Users map[claims.Role]claims.User
}

// PasswordHash is what Open gives every user as the hash of a password; it matches no password.
const PasswordHash = "$argon2id$none"

// Open makes a fresh store in a file of its own, sets the desk up and adds a user of every role, whose handle is the
// role's name. The store is closed, and its record verified, when the test ends.
func Open(t testing.TB) *Desk {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "assay.db"))
}

// OpenAt is Open for a file of the caller's.
func OpenAt(t testing.TB, path string) *Desk {
	t.Helper()
	ctx := context.Background()
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	desk := &Desk{DB: d, Path: path, Users: map[claims.Role]claims.User{}}
	t.Cleanup(func() { desk.close(t) })
	token, err := d.NewSetupToken(ctx)
	if err != nil {
		t.Fatalf("set-up token: %v", err)
	}
	_, err = d.SetUp(ctx, db.By{}, db.NewDesk{
		Token: token, Desk: claims.Desk{Name: "Test Desk", TimeZone: "UTC"},
		Admin: claims.User{Handle: "admin", Name: "Ada Admin"}, Hash: PasswordHash,
	})
	if err != nil {
		t.Fatalf("set up: %v", err)
	}
	names := map[claims.Role]string{claims.Viewer: "Vera Viewer", claims.Auditor: "Otto Auditor", claims.Reviewer: "Rosa Reviewer", claims.Editor: "Edda Editor"}
	for _, role := range claims.Roles[:4] {
		if _, err := d.AddUser(ctx, db.By{Actor: claims.System}, claims.User{Handle: string(role), Name: names[role], Role: role}, PasswordHash); err != nil {
			t.Fatalf("add %s: %v", role, err)
		}
	}
	users, err := d.Users(ctx)
	if err != nil {
		t.Fatalf("users: %v", err)
	}
	for _, u := range users {
		desk.Users[u.Role] = u
	}
	return desk
}

// By returns the user of a role as the author of an operation.
func (d *Desk) By(role claims.Role) db.By { return db.By{Actor: d.Users[role].Actor()} }

func (d *Desk) close(t testing.TB) {
	if err := d.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if t.Failed() {
		return
	}
	v, err := db.Verify(context.Background(), d.Path, nil)
	if err != nil {
		t.Errorf("verify: %v", err)
	}
	for _, f := range v.Findings {
		t.Errorf("the record does not hold at the end of the test: %s", f.What)
	}
}

// Article adds an article of one paragraph with one candidate for every span of text given in marks, and returns its id.
func (d *Desk) Article(t testing.TB, text string, marks ...string) string {
	t.Helper()
	in := claims.NewArticle{Headline: "An article", Lang: "en", Origin: claims.Pasted, Text: text, Extractor: "test"}
	in.Blocks = []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}}
	v := claims.ArticleVersion{Text: text}
	for _, m := range marks {
		s, err := v.Find(in.Blocks, claims.Selection{Exact: m, Start: -1})
		if err != nil {
			t.Fatalf("mark %q: %v", m, err)
		}
		in.Candidates = append(in.Candidates, claims.Candidate{Wording: m, Spans: []claims.Span{s}, Kind: claims.Fact})
	}
	id, err := d.AddArticle(context.Background(), d.By(claims.Reviewer), in, nil)
	if err != nil {
		t.Fatalf("add article: %v", err)
	}
	return id
}
