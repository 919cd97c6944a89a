package db_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

// page is a source with an address, with evidence for the first three claims: with a quote that the page has, with one
// that it lacks, and without a quote.
func page(t *testing.T, n *newsroom) (job db.Job, evidence []string) {
	t.Helper()
	for i, quote := range []string{"3 percent", "4 percent", ""} {
		id, err := n.AddEvidence(t.Context(), n.By(claims.Reviewer), claims.EvidenceEdit{
			ClaimID: n.ids[i], Source: claims.SourceEdit{URL: "https://a.example/table"}, Stance: claims.Supports, Quote: quote,
		})
		must(t, err)
		evidence = append(evidence, id)
	}
	job, err := n.LeaseJob(t.Context())
	must(t, err)
	return job, evidence
}

func TestACopyOfASourceIsTiedToWhatIsQuotedFromIt(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	job, evidence := page(t, n)
	in := claims.Snapshot{SourceID: job.SubjectID, Fetched: time.Now(), FinalURL: "https://a.example/t", Status: 200, MIME: "text/html", SHA256: claims.TextDigest("page"), Title: "Exports, a table", Text: "Exports rose by\n3 percent."}
	lines := wants(t, n.Desk, by, func() { must(t, n.SaveSnapshot(ctx, by, job, in, []byte("page"))) },
		"snapshot.store snapshot 1", "source.edit source 2", "evidence.edit evidence 2", "evidence.edit evidence 2")
	copied := lines[0].SubjectID
	for i, want := range []string{copied, "", copied} {
		e, err := n.Evidence(ctx, evidence[i])
		must(t, err)
		if e.SnapshotID != want {
			t.Errorf("evidence %d rests on copy %q, want %q", i, e.SnapshotID, want)
		}
	}
	for _, l := range lines {
		if l.Actor != by.ID || l.OnBehalf != job.UserID {
			t.Errorf("%s is by %q on behalf of %q", l.Kind, l.Actor, l.OnBehalf)
		}
	}
	got, s, err := n.Snapshot(ctx, copied)
	must(t, err)
	want := in
	want.ID, want.Version, want.Fetched = copied, 1, in.Fetched.UTC().Truncate(time.Millisecond)
	if diff := cmp.Diff(want, got); diff != "" || s.Title != "Exports, a table" || s.Version != 2 {
		t.Errorf("the copy of %+v: %s", s, diff)
	}
	if kept := texts(t, open(t, n.Path), `SELECT bytes FROM blob WHERE sha256 = $1`, in.SHA256); len(kept) != 1 || kept[0] != "page" {
		t.Errorf("kept bytes: %q", kept)
	}
	if _, err := n.LeaseJob(ctx); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the job waits still: %v", err)
	}

	// New evidence, and a new quote, are looked up in the copy at once.
	id, err := n.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: n.ids[3], SourceID: job.SubjectID, Stance: claims.Context, Quote: "Exports rose"})
	must(t, err)
	e, err := n.Evidence(ctx, id)
	must(t, err)
	if e.SnapshotID != copied {
		t.Errorf("new evidence rests on %q", e.SnapshotID)
	}
	_, err = n.EditEvidence(ctx, by, claims.EvidenceEdit{ID: id, Version: 1, Stance: claims.Context, Quote: "Imports rose"})
	must(t, err)
	if e, err = n.Evidence(ctx, id); err != nil || e.SnapshotID != "" {
		t.Errorf("a quote that is not there rests on %q, %v", e.SnapshotID, err)
	}
}

func TestTheTitleOfAPageIsMadeOneLine(t *testing.T) {
	n := newNewsroom(t)
	ctx := t.Context()
	job, _ := page(t, n)
	title := strings.Repeat("é ", claims.MaxLine)
	must(t, n.SaveSnapshot(ctx, db.By{Actor: claims.System}, job, claims.Snapshot{
		SourceID: job.SubjectID, Fetched: time.Now(), Status: 200, SHA256: claims.TextDigest("page"), Title: " A\n" + title,
	}, []byte("page")))
	s, err := n.Source(ctx, job.SubjectID)
	must(t, err)
	if got := []rune(s.Title); len(got) != claims.MaxLine || !strings.HasPrefix(s.Title, "A é é") {
		t.Errorf("the title has %d characters: %.20q", len(got), s.Title)
	}
	in := claims.SourceEdit{ID: s.ID, Version: s.Version, URL: s.URL, Title: s.Title, Medium: s.Medium}
	if err := n.EditSource(ctx, n.By(claims.Reviewer), in); err != nil {
		t.Errorf("its form does not take it: %v", err)
	}
}

func TestAFailedCopyIsReported(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	job, evidence := page(t, n)
	in := claims.Snapshot{SourceID: job.SubjectID, Fetched: time.Now(), Status: 404, Error: "The page is gone.", Title: "Not found", Text: "3 percent"}
	wants(t, n.Desk, by, func() { must(t, n.SaveSnapshot(ctx, by, job, in, nil)) }, "snapshot.fail snapshot 1")
	if e, err := n.Evidence(ctx, evidence[0]); err != nil || e.SnapshotID != "" || n.dossier(n.ids[0]).Evidence[0].SnapshotError != in.Error {
		t.Errorf("the evidence rests on %q, %v", e.SnapshotID, err)
	}
	if s, err := n.Source(ctx, job.SubjectID); err != nil || s.Title != s.URL {
		t.Errorf("the source took the title %q, %v", s.Title, err)
	}
	size := n.Size()
	refused(t, n.Desk, size, "a copy of no source", n.SaveSnapshot(ctx, by, job, claims.Snapshot{SourceID: "nobody"}, nil), claims.ErrNotFound)
	_, _, err := n.Snapshot(ctx, "nobody")
	refused(t, n.Desk, size, "no such copy", err, claims.ErrNotFound)
}

func TestEditingASource(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.evidence(n.ids[0], "Minutes", "", claims.Supports)
	all, err := n.Sources(ctx, "")
	must(t, err)
	in := claims.SourceEdit{ID: all.Items[0].ID, Version: 1, Title: "Proceedings", Publisher: "Council", Medium: claims.Dataset, Primary: true, Lang: "fr", Published: "2016"}
	wants(t, n.Desk, by, func() { must(t, n.EditSource(ctx, by, in)) }, "source.edit source 2")
	s, err := n.Source(ctx, in.ID)
	must(t, err)
	if s.Title != "Proceedings" || s.Publisher != "Council" || s.Medium != claims.Dataset || !s.Primary || s.Published != "2016" || s.Version != 2 {
		t.Errorf("the source is %+v", s)
	}
	if found, err := n.Search(ctx, "proceedings"); err != nil || len(found.Sources) != 1 {
		t.Errorf("by its new title it is found as %+v, %v", found.Sources, err)
	}
	size := n.Size()
	refused(t, n.Desk, size, "from an older version", n.EditSource(ctx, by, in), claims.ErrConflict)
	in.Version = 2
	refused(t, n.Desk, size, "by a viewer", n.EditSource(ctx, n.By(claims.Viewer), in), claims.ErrForbidden)
	refused(t, n.Desk, size, "without an address to fetch", n.RefetchSource(ctx, by, in.ID), claims.ErrInvalid)
	refused(t, n.Desk, size, "fetched by an auditor", n.RefetchSource(ctx, n.By(claims.Auditor), in.ID), claims.ErrForbidden)
	refused(t, n.Desk, size, "fetched when there is none", n.RefetchSource(ctx, by, "nobody"), claims.ErrNotFound)
	in.Medium = "radio"
	refused(t, n.Desk, size, "with a fault", n.EditSource(ctx, by, in), claims.ErrInvalid)
	in.ID = "nobody"
	refused(t, n.Desk, size, "of a source that is none", n.EditSource(ctx, by, in), claims.ErrNotFound)

	job, _ := page(t, n)
	wants(t, n.Desk, by, func() { must(t, n.RefetchSource(ctx, by, job.SubjectID)) })
	if again, err := n.LeaseJob(ctx); err != nil || again.SubjectID != job.SubjectID || again.ID == job.ID {
		t.Errorf("fetching it again is %+v, %v", again, err)
	}
}
