package db_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

const sentence = "The council met on Monday and it raised the tax by 3 percent."

func firstClaim(t *testing.T, d *dbtest.Desk, article string) claims.ClaimRow {
	t.Helper()
	e, err := d.Edition(t.Context(), article, d.Users[claims.Reviewer].ID)
	if err != nil {
		t.Fatalf("edition: %v", err)
	}
	rows := append(e.Claims, e.Closed...)
	if len(rows) == 0 {
		t.Fatal("the article has no claims")
	}
	return rows[0]
}

func TestOfSixteenEditorsOfOneVersionOneWins(t *testing.T) {
	d := dbtest.Open(t)
	row := firstClaim(t, d, d.Article(t, sentence, "The council met on Monday"))
	for round := range 10 {
		before, err := d.Dossier(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		errs := make([]error, 16)
		for i := range errs {
			wg.Go(func() {
				errs[i] = d.EditClaim(context.Background(), d.By(claims.Reviewer), claims.ClaimEdit{
					ID: row.ID, Version: before.Claim.Version, Wording: fmt.Sprintf("Wording %d of round %d", i, round),
					Kind: claims.Fact, Modality: claims.Asserted,
				})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, claims.ErrConflict):
				t.Errorf("a loser got %v, want a conflict", err)
			}
		}
		after, err := d.Dossier(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if won != 1 || after.Claim.Version != before.Claim.Version+1 {
			t.Fatalf("round %d: %d won, version went from %d to %d", round, won, before.Claim.Version, after.Claim.Version)
		}
	}
}

func TestAnOperationTakesEffectOnce(t *testing.T) {
	d := dbtest.Open(t)
	row := firstClaim(t, d, d.Article(t, sentence, "The council met on Monday"))
	by := d.By(claims.Reviewer)
	by.Op = "the same form"
	in := claims.EvidenceEdit{ClaimID: row.ID, Source: claims.SourceEdit{Title: "Minutes of the council"}, Stance: claims.Supports}
	var wg sync.WaitGroup
	ids := make([]string, 5)
	for i := range ids {
		wg.Go(func() {
			var err error
			if ids[i], err = d.AddEvidence(context.Background(), by, in); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] || id == "" {
			t.Fatalf("five sends gave %q", ids)
		}
	}
	dossier, err := d.Dossier(t.Context(), row.ID)
	if err != nil || len(dossier.Evidence) != 1 {
		t.Fatalf("%d pieces of evidence, %v; want one", len(dossier.Evidence), err)
	}
}

func TestAFailedOperationLeavesNothingAndItsNeighboursStand(t *testing.T) {
	d := dbtest.Open(t)
	article := d.Article(t, sentence, "The council met on Monday")
	row := firstClaim(t, d, article)
	size := d.Size()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if i%2 == 0 {
				err := d.RejectClaim(context.Background(), d.By(claims.Reviewer), row.ID, 999, claims.RejectVague, "")
				if !errors.Is(err, claims.ErrConflict) {
					t.Errorf("got %v, want a conflict", err)
				}
				return
			}
			_, err := d.AddEvidence(context.Background(), d.By(claims.Reviewer), claims.EvidenceEdit{
				ClaimID: row.ID, Source: claims.SourceEdit{Title: fmt.Sprintf("Source %d", i)}, Stance: claims.Context,
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := d.Size() - size; got != 20 { // ten sources and ten pieces of evidence
		t.Errorf("%d events were written, want 20", got)
	}
}

func TestRolesAreCheckedByTheStoreToo(t *testing.T) {
	d := dbtest.Open(t)
	row := firstClaim(t, d, d.Article(t, sentence, "The council met on Monday"))
	ctx := t.Context()
	for _, role := range []claims.Role{claims.Viewer, claims.Auditor} {
		by := d.By(role)
		_, add := d.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: row.ID, Stance: claims.Supports, Source: claims.SourceEdit{Title: "x"}})
		_, verdict := d.SubmitReview(ctx, by, claims.NewReview{ClaimID: row.ID})
		_, user := d.AddUser(ctx, by, claims.User{Handle: "new", Name: "New", Role: claims.Admin}, "")
		for what, err := range map[string]error{
			"accept": d.AcceptClaim(ctx, by, row.ID, row.Version), "add evidence": add, "verdict": verdict, "add a user": user,
			"publish": d.PublishVerdict(ctx, by, claims.NewPublication{ClaimID: row.ID, Revision: 1}), "desk": d.EditDesk(ctx, by, claims.Desk{Name: "x", TimeZone: "UTC", Version: 1}),
		} {
			if !errors.Is(err, claims.ErrForbidden) {
				t.Errorf("%s by a %s: %v, want it forbidden", what, role, err)
			}
		}
	}
}

// TestEveryWayOfChangingTheFileIsFound tampers with copies of a store behind the program's back.
func TestEveryWayOfChangingTheFileIsFound(t *testing.T) {
	d := dbtest.Open(t)
	row := firstClaim(t, d, d.Article(t, sentence, "The council met on Monday", "it raised the tax by 3 percent"))
	ctx, by := t.Context(), d.By(claims.Editor)
	must(t, d.AcceptClaim(ctx, by, row.ID, 1))
	ev, err := d.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: row.ID, Source: claims.SourceEdit{Title: "Minutes"}, Stance: claims.Supports, Quote: "It was agreed."})
	must(t, err)
	verdict := claims.NewReview{ClaimID: row.ID, Rating: "true", Aspect: claims.Content, Rationale: "The minutes say so.", Evidence: []string{ev}}
	_, err = d.SubmitReview(ctx, by, verdict)
	must(t, err)
	must(t, d.PublishVerdict(ctx, by, claims.NewPublication{ClaimID: row.ID, Revision: 1}))
	verdict.Version, verdict.Rating, verdict.Correction, verdict.PublicNote = 1, "mostly-true", claims.Mistake, "We had the day wrong."
	_, err = d.SubmitReview(ctx, by, verdict)
	must(t, err)

	for _, change := range []string{
		`UPDATE event SET actor = 'someone' WHERE seq = 3`,
		`UPDATE event SET at = '2001-01-01T00:00:00.000Z' WHERE seq = 0`,
		`UPDATE event SET note = 'x' WHERE seq = (SELECT max(seq) FROM event)`,
		`UPDATE event SET leaf_hash = zeroblob(32) WHERE seq = 2`,
		`DELETE FROM payload WHERE seq = (SELECT max(seq) FROM payload); DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)`,
		`UPDATE payload SET body = replace(body, 'Ada', 'Eva') WHERE seq = 2`,
		`UPDATE payload SET salt = zeroblob(32) WHERE seq = 2`,
		`DELETE FROM payload WHERE seq = 2`,
		`UPDATE claim SET wording = wording || '.'`,
		`UPDATE claim SET state = 'rejected'`,
		`DELETE FROM appearance`,
		`UPDATE appearance SET spans = '[{"start":0,"end":3}]'`,
		`UPDATE verdict SET rating = 'false'`,
		`UPDATE verdict SET decided_by = (SELECT id FROM app_user WHERE handle = 'viewer')`,
		`UPDATE review SET rationale = 'Otherwise.'`,
		`UPDATE evidence SET stance = 'refutes'`,
		`UPDATE source SET title = 'Another'`,
		`UPDATE publication SET revision = 1`,
		`UPDATE correction SET note = ''`,
		`DELETE FROM correction`,
		`UPDATE app_user SET role = 'admin'`,
		`UPDATE article SET headline = 'Another'`,
		`UPDATE article_version SET text = text || ' '`,
		`UPDATE claim_tally SET rating = ''`,
		`UPDATE counter SET n = n + 1`,
		`UPDATE desk SET name = 'Another'`,
		`UPDATE scale SET ratings = '[]'`,
		`INSERT INTO claimant (id, name, name_key, kind, job_title, same_as, version) VALUES ('x', 'x', 'x', 'person', '', '[]', 1)`,
	} {
		t.Run(change, func(t *testing.T) {
			copied := t.TempDir() + "/copy.db"
			must(t, db.Backup(t.Context(), d.Path, copied))
			tamper(t, copied, change)
			v, err := db.Verify(t.Context(), copied, nil)
			must(t, err)
			if len(v.Findings) == 0 {
				t.Error("verify found nothing")
			}
		})
	}
}

// tamper changes a file as somebody with a SQLite shell would who lifts the triggers and puts them back.
func tamper(t *testing.T, path, change string) {
	t.Helper()
	raw, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off")
	must(t, err)
	defer raw.Close()
	rows, err := raw.Query(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	must(t, err)
	var drop, restore []string
	for rows.Next() {
		var name, text string
		must(t, rows.Scan(&name, &text))
		drop, restore = append(drop, "DROP TRIGGER "+name), append(restore, text)
	}
	must(t, rows.Err())
	must(t, rows.Close())
	for _, q := range slices.Concat(drop, []string{change}, restore) {
		_, err := raw.Exec(q)
		must(t, err)
	}
}

func TestVerifyFindsALiftedTrigger(t *testing.T) {
	d := dbtest.Open(t)
	copied := t.TempDir() + "/copy.db"
	must(t, db.Backup(t.Context(), d.Path, copied))
	raw, err := sql.Open("sqlite3", copied)
	must(t, err)
	_, err = raw.Exec(`DROP TRIGGER event_no_update`)
	must(t, err)
	must(t, raw.Close())
	v, err := db.Verify(t.Context(), copied, nil)
	must(t, err)
	if len(v.Findings) != 1 {
		t.Errorf("findings: %v, want one about the trigger", v.Findings)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
