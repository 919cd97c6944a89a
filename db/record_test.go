package db_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// recorded runs do and returns the events that it wrote.
func recorded(t *testing.T, d *dbtest.Desk, do func()) []db.RecordLine {
	t.Helper()
	from := d.Size()
	do()
	var out []db.RecordLine
	for line, err := range d.EachEvent(t.Context(), from) {
		must(t, err)
		out = append(out, line)
	}
	return out
}

// told are events in short: kind, subject, version, and the note when there is one.
func told(lines []db.RecordLine) []string {
	var out []string
	for _, e := range lines {
		s := fmt.Sprintf("%s %s %d", e.Kind, e.Subject, e.SubjectVersion)
		if e.Note != "" {
			s += ": " + e.Note
		}
		out = append(out, s)
	}
	return out
}

// wants fails unless do writes exactly these events, in one operation of one actor at one time.
func wants(t *testing.T, d *dbtest.Desk, by db.By, do func(), want ...string) []db.RecordLine {
	t.Helper()
	got := recorded(t, d, do)
	if diff := cmp.Diff(want, told(got)); diff != "" {
		t.Errorf("events: %s", diff)
	}
	for _, e := range got {
		if e.Actor != by.ID || e.Op == "" || e.Op != got[0].Op || !e.At.Equal(got[0].At) {
			t.Errorf("event %s is of operation %q by %s at %v; the first one of %q by %s at %v", e.Kind, e.Op, e.Actor, e.At, got[0].Op, by.ID, got[0].At)
		}
	}
	return got
}

// refused fails unless err is of a kind and nothing was written since the record had size events.
func refused(t *testing.T, d *dbtest.Desk, size int64, name string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%s: %v, want %v", name, err, kind)
	}
	if got := d.Size(); got != size {
		t.Errorf("%s: %d events were written", name, got-size)
	}
}

// fieldsOf are the fields that an error is about.
func fieldsOf(err error) string {
	var names []string
	for _, f := range claims.Fields(err) {
		names = append(names, f.Field)
	}
	return strings.Join(names, " ")
}

// open opens a SQLite file as a shell would.
func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	raw, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off&_synchronous=off&_busy_timeout=5000")
	must(t, err)
	raw.SetMaxOpenConns(1)
	t.Cleanup(func() { raw.Close() })
	return raw
}

func run(t *testing.T, raw *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := raw.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// texts reads the first column of a query.
func texts(t *testing.T, raw *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := raw.Query(query, args...)
	must(t, err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		must(t, rows.Scan(&s))
		out = append(out, s)
	}
	must(t, rows.Err())
	return out
}

// contents is a digest of every table of a file but those named.
func contents(t *testing.T, raw *sql.DB, but string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range texts(t, raw, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name <> $1`, but) {
		columns := texts(t, raw, `SELECT 'quote(' || name || ')' FROM pragma_table_info($1)`, table)
		sum := sha256.New()
		for _, row := range texts(t, raw, "SELECT "+strings.Join(columns, " || ',' || ")+" FROM "+table+" ORDER BY 1") {
			fmt.Fprintln(sum, row)
		}
		out[table] = hex.EncodeToString(sum.Sum(nil))
	}
	return out
}

// A step is a write with what has to be there before it.
type step struct {
	name string
	do   func(ctx context.Context) error
}

// TestAnyFailingStatementLeavesNothingBehind makes the first row that an operation writes fail, then the second one,
// and so on until it gets through.
func TestAnyFailingStatementLeavesNothingBehind(t *testing.T) {
	n := acceptedNewsroom(t)
	raw := open(t, n.Path)
	run(t, raw, `CREATE TABLE fault (n INTEGER)`)
	run(t, raw, `INSERT INTO fault VALUES (0)`)
	triggers := []string{}
	for _, table := range texts(t, raw, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'search_index%' AND name NOT LIKE 'sqlite_%' AND name <> 'fault'`) {
		for _, verb := range []string{"INSERT", "UPDATE", "DELETE"} {
			name := "fault_" + table + "_" + verb
			triggers = append(triggers, name)
			run(t, raw, `CREATE TRIGGER `+name+` BEFORE `+verb+` ON `+table+` BEGIN UPDATE fault SET n = n - 1; SELECT RAISE (ABORT, 'fault') FROM fault WHERE n = 0; END`)
		}
	}
	statements := 0
	for _, s := range writes(t, n) {
		for k := 1; ; k++ {
			run(t, raw, `UPDATE fault SET n = $1`, k)
			before, size := contents(t, raw, "fault"), n.Size()
			err := s.do(t.Context())
			if err == nil {
				statements += k - 1
				if k == 1 {
					t.Errorf("%s writes nothing", s.name)
				}
				break
			}
			if !strings.Contains(err.Error(), "fault") {
				t.Fatalf("%s with statement %d failing: %v", s.name, k, err)
			}
			if diff := cmp.Diff(before, contents(t, raw, "fault")); diff != "" || n.Size() != size {
				t.Fatalf("%s with statement %d failing left something behind, %d events: %s", s.name, k, n.Size()-size, diff)
			}
		}
	}
	if statements < 150 {
		t.Errorf("only %d statements were made to fail", statements)
	}
	for _, name := range triggers {
		run(t, raw, `DROP TRIGGER `+name)
	}
	run(t, raw, `DROP TABLE fault`)
	must(t, raw.Close())
}

// acceptedNewsroom is a newsroom whose claims are accepted and have evidence.
func acceptedNewsroom(t *testing.T) *newsroom {
	t.Helper()
	n := newNewsroom(t)
	n.accept(n.ids...)
	for _, id := range n.ids {
		n.evidence(id, "Minutes", "It was agreed.", claims.Supports)
	}
	return n
}

// writes are all write operations of an accepted newsroom, in an order in which each one gets through.
func writes(t *testing.T, n *newsroom) []step {
	t.Helper()
	by, editor, admin := n.By(claims.Reviewer), n.By(claims.Editor), n.By(claims.Admin)
	claim := func(i int) (string, int) { return n.ids[i], n.dossier(n.ids[i]).Claim.Version }
	var job db.Job
	var draft, article, added, evidence, comment, relation string
	in := claims.NewArticle{
		Headline: "Second", Origin: claims.Pasted, Text: "Wages rose. Rents fell.", RawSHA256: claims.TextDigest("raw"),
		Blocks:     []claims.Block{{Span: claims.Span{Start: 0, End: 23}, Kind: claims.Text}},
		Candidates: []claims.Candidate{{Wording: "Wages rose", Claimant: "The ministry", Spans: []claims.Span{{Start: 0, End: 11}}}},
	}
	decide := claims.NewReview{ClaimID: n.ids[0], Rating: "true", Aspect: claims.Content, Rationale: "So it is.", Evidence: []string{n.dossier(n.ids[0]).Evidence[0].ID}}
	return []step{
		{"AddArticle", func(ctx context.Context) (err error) {
			by := by
			by.Op = "the form" // a failed operation can be sent again
			article, err = n.AddArticle(ctx, by, in, []byte("raw"))
			return err
		}},
		{"EditArticle", func(ctx context.Context) error {
			return n.EditArticle(ctx, by, claims.ArticleEdit{ID: article, Version: 1, Headline: "Third"})
		}},
		{"SetBlock", func(ctx context.Context) error {
			return n.SetBlock(ctx, by, article, 2, 0, claims.List, []claims.Candidate{{Wording: "Rents fell", Spans: []claims.Span{{Start: 12, End: 23}}}})
		}},
		{"AddClaim", func(ctx context.Context) (err error) {
			added, err = n.AddClaim(ctx, by, article, 1, claims.Candidate{Wording: "Rents", Claimant: "A tenant", Spans: []claims.Span{{Start: 12, End: 17}}})
			return err
		}},
		{"EditClaim", func(ctx context.Context) error {
			return n.EditClaim(ctx, by, claims.ClaimEdit{ID: added, Version: 1, Wording: "Rents fell", Claimant: "A landlord", Kind: claims.Fact, Modality: claims.Asserted})
		}},
		{"MoveEdge", func(ctx context.Context) error { return n.MoveEdge(ctx, by, added, 2, claims.EndEdge, 1) }},
		{"WithdrawClaim", func(ctx context.Context) error { return n.WithdrawClaim(ctx, by, added, 3, "Nobody said so.") }},
		{"AcceptClaim", func(ctx context.Context) error { return n.AcceptClaim(ctx, by, added, 4) }},
		{"RejectClaim", func(ctx context.Context) error { return n.RejectClaim(ctx, by, added, 5, claims.RejectVague, "") }},
		{"Undo", func(ctx context.Context) error {
			_, err := n.Undo(ctx, by, lastEvent(t, n.Desk, "claim.reject"))
			return err
		}},
		{"SplitClaim", func(ctx context.Context) error {
			id, version := claim(3)
			_, err := n.SplitClaim(ctx, by, id, version, "Officials of the\nÉlysée were absent")
			return err
		}},
		{"Undo a split", func(ctx context.Context) error {
			_, err := n.Undo(ctx, by, lastEvent(t, n.Desk, "claim.split"))
			return err
		}},
		{"MergeClaims", func(ctx context.Context) error {
			one, v1 := claim(2)
			two, v2 := claim(3)
			_, err := n.MergeClaims(ctx, by, one, v1, two, v2, "Taxes and officials.")
			return err
		}},
		{"AddEvidence", func(ctx context.Context) (err error) {
			evidence, err = n.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: n.ids[1], Source: claims.SourceEdit{URL: "https://a.example/"}, Stance: claims.Refutes, Quote: "It fell."})
			return err
		}},
		{"LeaseJob", func(ctx context.Context) (err error) { job, err = n.LeaseJob(ctx); return err }},
		{"SaveSnapshot", func(ctx context.Context) error {
			return n.SaveSnapshot(ctx, by, job, claims.Snapshot{SourceID: job.SubjectID, Fetched: time.Now(), Status: 200, SHA256: claims.TextDigest("page"), Title: "A page", Text: "It fell."}, []byte("page"))
		}},
		{"EditEvidence", func(ctx context.Context) error {
			_, err := n.EditEvidence(ctx, by, claims.EvidenceEdit{ID: evidence, Version: 2, Stance: claims.Context, Note: "Of old."})
			return err
		}},
		{"RemoveEvidence", func(ctx context.Context) error {
			_, err := n.RemoveEvidence(ctx, by, evidence, 3, "Of another year.")
			return err
		}},
		{"EditSource", func(ctx context.Context) error {
			return n.EditSource(ctx, by, claims.SourceEdit{ID: job.SubjectID, Version: 2, Title: "Another"})
		}},
		{"SubmitReview", func(ctx context.Context) error { _, err := n.SubmitReview(ctx, editor, decide); return err }},
		{"PublishVerdict", func(ctx context.Context) error {
			return n.PublishVerdict(ctx, editor, claims.NewPublication{ClaimID: n.ids[0], Revision: 1})
		}},
		{"SubmitReview of a published claim", func(ctx context.Context) error {
			decide := decide
			decide.Version, decide.Rating, decide.Correction, decide.PublicNote = 1, "mostly-true", claims.Update, "A new table came out."
			_, err := n.SubmitReview(ctx, editor, decide)
			return err
		}},
		{"AddComment", func(ctx context.Context) (err error) {
			comment, err = n.AddComment(ctx, by, n.ids[0], "@admin, @editor: is this the table?")
			return err
		}},
		{"ResolveComment", func(ctx context.Context) error { _, err := n.ResolveComment(ctx, editor, comment, 1); return err }},
		{"ReopenComment", func(ctx context.Context) error { _, err := n.ReopenComment(ctx, by, comment, 2); return err }},
		{"SeeNotices", func(ctx context.Context) error { return n.SeeNotices(ctx, editor, "~") }},
		{"AddRelation", func(ctx context.Context) (err error) {
			relation, err = n.AddRelation(ctx, by, claims.NewRelation{ClaimID: n.ids[1], OtherID: n.ids[0], Kind: claims.Repeats, Score: 0.5})
			return err
		}},
		{"RevokeRelation", func(ctx context.Context) error { return n.RevokeRelation(ctx, by, relation, 1, "Of another year.") }},
		{"ConfirmRelation", func(ctx context.Context) error { return n.ConfirmRelation(ctx, by, relation, 2) }},
		{"AddRelation that is none", func(ctx context.Context) error {
			_, err := n.AddRelation(ctx, by, claims.NewRelation{ClaimID: added, OtherID: n.ids[0], Kind: claims.SameAs, Reject: true})
			return err
		}},
		{"AddUser", func(ctx context.Context) error {
			_, err := n.AddUser(ctx, admin, claims.User{Handle: "new", Name: "New", Role: claims.Viewer}, "hash")
			return err
		}},
		{"EditUser", func(ctx context.Context) error {
			u := n.Users[claims.Viewer]
			u.Role = claims.Auditor
			return n.EditUser(ctx, admin, u)
		}},
		{"SetPassword", func(ctx context.Context) error { return n.SetPassword(ctx, by, by.ID, "hash", "") }},
		{"EditScale", func(ctx context.Context) error {
			s, err := n.Scale(ctx)
			if err != nil {
				return err
			}
			in := claims.NewScaleEdit(s)
			in.Rows[0].Label = "Right"
			return n.EditScale(ctx, admin, in)
		}},
		{"EditDesk", func(ctx context.Context) error {
			return n.EditDesk(ctx, admin, claims.Desk{Name: "Another", TimeZone: "Europe/Vienna", Version: 1})
		}},
		{"AddDraft", func(ctx context.Context) (err error) {
			draft, err = n.AddDraft(ctx, by, claims.Draft{State: claims.DraftFetching, Article: claims.NewArticle{OriginRef: "https://a.example/x"}}, nil)
			return err
		}},
		{"LeaseJob of a draft", func(ctx context.Context) (err error) { job, err = n.LeaseJob(ctx); return err }},
		{"FinishDraft", func(ctx context.Context) error {
			return n.FinishDraft(ctx, job, claims.Draft{State: claims.DraftReady, Article: in}, []byte("raw"))
		}},
		{"SaveDraft", func(ctx context.Context) error { _, err := n.SaveDraft(ctx, by, draft, in); return err }},
		{"DiscardDraft", func(ctx context.Context) error { return n.DiscardDraft(ctx, by, draft) }},
		{"AddDraft of a new version", func(ctx context.Context) (err error) {
			in := in
			in.Text = "Wages rose. Rents rose."
			draft, err = n.AddDraft(ctx, by, claims.Draft{State: claims.DraftReady, RenewsID: article, Article: in}, []byte("raw, again"))
			return err
		}},
		{"RenewArticle", func(ctx context.Context) error {
			_, err := n.RenewArticle(ctx, by, draft, 3, []claims.Candidate{{Wording: "Rents rose", Spans: []claims.Span{{Start: 12, End: 23}}}})
			return err
		}},
		{"ReanchorClaim", func(ctx context.Context) error {
			return n.ReanchorClaim(ctx, by, claims.AnchorEdit{ID: added, Version: n.dossier(added).Claim.Version, Number: 2, Gone: true, Note: "They rewrote it."})
		}},
		{"SaveSession", func(ctx context.Context) error {
			return n.SaveSession(ctx, db.Session{IDHash: "s", UserID: by.ID, Expires: time.Now().Add(-time.Hour)})
		}},
		{"CountSignIn", func(ctx context.Context) error { return n.CountSignIn(ctx, false, "user:a", "addr:b") }},
		{"CountSignIn that worked", func(ctx context.Context) error { return n.CountSignIn(ctx, true, "user:a", "addr:b") }},
		{"Tidy", func(ctx context.Context) error { return n.Tidy(ctx) }},
	}
}

// lastEvent is the number of the newest event of a kind.
func lastEvent(t *testing.T, d *dbtest.Desk, kind claims.EventKind) int64 {
	t.Helper()
	page, err := d.Events(t.Context(), claims.EventFilter{Kind: kind})
	must(t, err)
	if len(page.Items) == 0 {
		t.Fatalf("there is no %s", kind)
	}
	return page.Items[0].Seq
}

func TestTimesNeverRunBackwardsAlongTheRecord(t *testing.T) {
	n := newNewsroom(t)
	real := time.Now()
	for i, ahead := range []time.Duration{2 * time.Hour, -time.Hour, 3 * time.Hour, -24 * time.Hour} {
		n.Now = func() time.Time { return real.Add(ahead) }
		n.accept(n.ids[i])
	}
	var last db.RecordLine
	for line, err := range n.EachEvent(t.Context(), 0) {
		must(t, err)
		if line.At.Before(last.At) || line.Seq > 0 && line.Seq != last.Seq+1 {
			t.Errorf("event %d at %v follows event %d at %v", line.Seq, line.At, last.Seq, last.At)
		}
		last = line
	}
	if want := real.Add(3 * time.Hour).UTC().Truncate(time.Millisecond); !last.At.Equal(want) {
		t.Errorf("the last event is of %v, want the furthest the clock was, %v", last.At, want)
	}
}

func TestTextThatIsNoTextIsRefused(t *testing.T) {
	n := newNewsroom(t)
	size, by := n.Size(), n.By(claims.Reviewer)
	_, err := n.AddClaim(t.Context(), by, n.article, 1, claims.Candidate{Wording: "x", Claimant: "A\xffB", Spans: []claims.Span{{Start: 0, End: 7}}})
	refused(t, n.Desk, size, "a claimant", err, claims.ErrInvalid)
	_, err = n.AddClaim(t.Context(), by, n.article, 1, claims.Candidate{Wording: "x", Attribution: claims.Attribution{Mention: "\xc3"}, Spans: []claims.Span{{Start: 0, End: 7}}})
	refused(t, n.Desk, size, "what stands in a list", err, claims.ErrInvalid)
	for _, place := range []string{`C:\ufffd`, `\\ufffd`, "\ufffd", `\u003c<`, "a\x00b"} {
		_, err = n.AddClaim(t.Context(), by, n.article, 1, claims.Candidate{Wording: "x", Place: place, Spans: []claims.Span{{Start: 0, End: 7}}})
		if err != nil {
			t.Errorf("%q is text: %v", place, err)
		}
	}
}
