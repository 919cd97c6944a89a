package main

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/claims/record"
	"assay/db"
)

func TestExportWritesEveryFormat(t *testing.T) {
	path := demoDB(t)
	for format, sign := range map[string]string{
		"csv": "Lake Sillow has fallen", "jsonl": `{"`, "xlsx": "PK", "markdown": "# All claims", "html": "<!DOCTYPE html", "annotations": `"@context"`,
		"claimreview": `"ClaimReview"`, "bundle": "<!DOCTYPE html", "record": `{"seq":0,`,
	} {
		args := []string{"export", "--db", path, "--format", format}
		if format != "record" {
			args = append(args, "--all")
		}
		if out := ok(t, "", args...); !strings.Contains(strings.ToLower(out), strings.ToLower(sign)) {
			t.Errorf("%s has no %q in %.300s", format, sign, out)
		}
	}
}

// table reads an exported table, without its head.
func table(t *testing.T, out string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("table: %d rows, %v", len(rows), err)
	}
	return rows[1:]
}

func TestExportOfOneArticleOrClaimHoldsNothingElse(t *testing.T) {
	path := demoDB(t)
	all := table(t, ok(t, "", "export", "--db", path, "--format", "csv", "--all"))
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.Claims(t.Context(), claims.ClaimFilter{State: claims.Accepted})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil || len(page.Items) != len(all) {
		t.Fatalf("%d accepted claims, %d exported, %v", len(page.Items), len(all), err)
	}
	one := page.Items[0]
	if got := table(t, ok(t, "", "export", "--db", path, "--format", "csv", "--claim", one.ID)); len(got) != 1 || !strings.Contains(strings.Join(got[0], "\n"), one.Wording) {
		t.Errorf("one claim: %q", got)
	}
	want := 0
	for _, c := range page.Items {
		if c.ArticleID == one.ArticleID {
			want++
		}
	}
	if got := table(t, ok(t, "", "export", "--db", path, "--format", "csv", "--article", one.ArticleID)); len(got) != want {
		t.Errorf("one article: %d rows, want %d", len(got), want)
	}
	refused(t, 1, "not found", "export", "--db", path, "--format", "csv", "--claim", "nosuchclaim")
	refused(t, 1, "not found", "export", "--db", path, "--format", "csv", "--article", "nosucharticle")
}

func TestAnExportAsOfAnEarlierMomentIsThatOfThen(t *testing.T) {
	path := demoDB(t)
	before := ok(t, "", "export", "--db", path, "--format", "csv", "--all")
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := d.Size() - 1
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	tomorrow := time.Now().UTC().AddDate(0, 0, 1)
	later, err := db.Open(t.Context(), path, db.Options{Now: func() time.Time { return tomorrow }})
	if err != nil {
		t.Fatal(err)
	}
	user, err := userCalled(t.Context(), later, "mara")
	if err != nil {
		t.Fatal(err)
	}
	page, err := later.Claims(t.Context(), claims.ClaimFilter{State: claims.Accepted, Rating: "none"})
	if err != nil {
		t.Fatal(err)
	}
	c := page.Items[0]
	if err := later.WithdrawClaim(t.Context(), db.By{Actor: user.Actor()}, c.ID, c.Version, "Said by nobody."); err != nil {
		t.Fatal(err)
	}
	if err := later.Close(); err != nil {
		t.Fatal(err)
	}
	now := ok(t, "", "export", "--db", path, "--format", "csv", "--all")
	if now == before {
		t.Fatal("nothing changed")
	}
	for _, moment := range []string{fmt.Sprint(last), tomorrow.Add(-time.Second).Format(time.RFC3339)} {
		if got := ok(t, "", "export", "--db", path, "--format", "csv", "--all", "--as-of", moment); got != before {
			t.Errorf("as of %s:\n%s\nwant\n%s", moment, got, before)
		}
	}
	for _, moment := range []string{fmt.Sprint(last + 1), tomorrow.Format(time.DateOnly)} {
		if got := ok(t, "", "export", "--db", path, "--format", "csv", "--all", "--as-of", moment); got != now {
			t.Errorf("as of %s is not the present:\n%s", moment, got)
		}
	}
	refused(t, 1, "begins later", "export", "--db", path, "--format", "csv", "--all", "--as-of", "2001-01-01")
	refused(t, 1, "events, from 0", "export", "--db", path, "--format", "csv", "--all", "--as-of", "999999")
	refused(t, 1, "write a day", "export", "--db", path, "--format", "csv", "--all", "--as-of", "yesterday")
}

func TestAnExportToAFileAppearsWhole(t *testing.T) {
	dir, path := t.TempDir(), demoDB(t)
	file := filepath.Join(dir, "report.md")
	if out := ok(t, "", "export", "--db", path, "--format", "markdown", "--all", "-o", file); out != "" {
		t.Errorf("printed %s", out)
	}
	if b, err := os.ReadFile(file); err != nil || !bytes.Contains(b, []byte("Lake Sillow")) {
		t.Errorf("file: %.100s %v", b, err)
	}
	refused(t, 1, "exists already", "export", "--db", path, "--format", "csv", "--all", "-o", file)
	if b, err := os.ReadFile(file); err != nil || !bytes.Contains(b, []byte("# All claims")) {
		t.Errorf("it was overwritten: %.100s %v", b, err)
	}
	refused(t, 1, "not found", "export", "--db", path, "--format", "markdown", "--claim", "nosuch", "-o", filepath.Join(dir, "never.md"))
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestAPDFIsPrintedByABrowserOrTheReasonIsTold(t *testing.T) {
	path := demoDB(t)
	refused(t, 1, "print with /nonexistent", "export", "--db", path, "--format", "pdf", "--all", "--chromium", "/nonexistent")
	browser, err := findBrowser()
	t.Setenv("PATH", t.TempDir())
	refused(t, 1, "needs Chromium", "export", "--db", path, "--format", "pdf", "--all")
	if err != nil {
		t.Skip("no Chromium on this machine")
	}
	t.Setenv("PATH", filepath.Dir(browser)+":/usr/bin:/bin")
	if out := ok(t, "", "export", "--db", path, "--format", "pdf", "--all", "--chromium", browser); !strings.HasPrefix(out, "%PDF-") || !strings.Contains(out, "%%EOF") {
		t.Errorf("no PDF: %.100q", out)
	}
}

func TestTheExportedRecordProvesItself(t *testing.T) {
	path := demoDB(t)
	var tree record.Tree
	for n, line := range strings.Split(strings.TrimSpace(ok(t, "", "export", "--db", path, "--format", "record")), "\n") {
		var l recordLine
		if err := json.Unmarshal([]byte(line), &l); err != nil || !json.Valid([]byte(l.Payload)) {
			t.Fatalf("line %d: %v %s", n, err, line)
		}
		at, err := time.Parse(time.RFC3339, l.At)
		salt, serr := hex.DecodeString(l.Salt)
		if err != nil || serr != nil {
			t.Fatal(err, serr)
		}
		e := record.Event{
			Seq: l.Seq, At: at, Actor: l.Actor, OnBehalf: l.OnBehalf, Kind: l.Kind, Subject: l.Subject, SubjectID: l.SubjectID,
			SubjectVersion: l.Version, ArticleID: l.ArticleID, ClaimID: l.ClaimID, Note: l.Note, Op: l.Op, Schema: l.Schema,
			PayloadDigest: record.PayloadDigest(salt, []byte(l.Payload)),
		}
		leaf := e.LeafHash()
		if l.Seq != int64(n) || hex.EncodeToString(e.PayloadDigest[:]) != l.PayloadDigest || hex.EncodeToString(leaf[:]) != l.LeafHash {
			t.Fatalf("line %d does not hash to its own leaf", n)
		}
		tree.Append(leaf)
	}
	if said := ok(t, "", "verify", "--db", path); !strings.Contains(said, fmt.Sprintf("events %d\n", tree.Size())) {
		t.Errorf("%d lines, verify says %s", tree.Size(), said)
	}
}
