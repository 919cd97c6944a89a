package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestAddingEvidence(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[0]
	in := claims.EvidenceEdit{ClaimID: id, Source: claims.SourceEdit{URL: "https://a.example/table", Publisher: "Office", Primary: true}, Stance: claims.Supports, Quote: " 3 percent ", Note: "As said."}
	var first string
	lines := wants(t, n.Desk, by, func() {
		var err error
		first, err = n.AddEvidence(ctx, by, in)
		must(t, err)
	}, "source.add source 1", "evidence.add evidence 1")
	got, err := n.Evidence(ctx, first)
	must(t, err)
	want := claims.Evidence{ID: first, ClaimID: id, SourceID: lines[0].SubjectID, Stance: claims.Supports, Quote: "3 percent", Note: "As said.", Added: got.Added, AddedBy: by.ID, Version: 1}
	if diff := cmp.Diff(want, got); diff != "" || got.Added.IsZero() || lines[1].ClaimID != id || lines[1].ArticleID != n.article {
		t.Error(diff)
	}
	s, err := n.Source(ctx, got.SourceID)
	must(t, err)
	if s.Title != in.Source.URL || !s.Primary || s.AddedBy != by.ID {
		t.Errorf("the source is %+v", s)
	}
	job, err := n.LeaseJob(ctx)
	if err != nil || job.Kind != "fetch-source" || job.SubjectID != s.ID || job.Address != s.URL || job.UserID != by.ID {
		t.Errorf("its page is fetched by %+v, %v", job, err)
	}

	// The same address is the same source, and so is its id.
	in.ClaimID = n.ids[1]
	wants(t, n.Desk, by, func() { _, err := n.AddEvidence(ctx, by, in); must(t, err) }, "evidence.add evidence 1")
	wants(t, n.Desk, by, func() {
		_, err := n.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: n.ids[2], SourceID: s.ID, Stance: claims.Context})
		must(t, err)
	}, "evidence.add evidence 1")
	// Titles alone do not make two sources one.
	for range 2 {
		wants(t, n.Desk, by, func() { n.evidence(n.ids[3], "Minutes", "", claims.Context) }, "source.add source 1", "evidence.add evidence 1")
	}
}

func TestEvidenceWithFaultsIsNotAdded(t *testing.T) {
	n := newNewsroom(t)
	size := n.Size()
	add := func(role claims.Role, in claims.EvidenceEdit) error {
		_, err := n.AddEvidence(t.Context(), n.By(role), in)
		return err
	}
	in := claims.EvidenceEdit{ClaimID: n.ids[0], Source: claims.SourceEdit{Title: "T"}, Stance: claims.Supports}
	refused(t, n.Desk, size, "by an auditor", add(claims.Auditor, in), claims.ErrForbidden)
	in.SourceID = "nobody"
	refused(t, n.Desk, size, "of a source that is none", add(claims.Reviewer, in), claims.ErrNotFound)
	in.SourceID, in.ClaimID = "", "nobody"
	refused(t, n.Desk, size, "for a claim that is none", add(claims.Reviewer, in), claims.ErrNotFound)
	err := add(claims.Reviewer, claims.EvidenceEdit{ClaimID: n.ids[0], Stance: "proves"})
	if refused(t, n.Desk, size, "with faults in both halves", err, claims.ErrInvalid); fieldsOf(err) != "url stance" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), n.ids[1], 1, claims.RejectVague, ""))
	in.ClaimID = n.ids[1]
	refused(t, n.Desk, size+1, "for a rejected claim", add(claims.Reviewer, in), claims.ErrInvalid)
}

func TestChangingAndRemovingEvidence(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[0]
	e := n.evidence(id, "Minutes", "It was agreed.", claims.Supports)
	in := claims.EvidenceEdit{ID: e, Version: 1, Stance: claims.Refutes, Quote: "It was not agreed.", Note: "We misread."}
	edit := func() error {
		claim, err := n.EditEvidence(ctx, by, in)
		if err == nil && claim != id {
			t.Errorf("the claim is %q", claim)
		}
		return err
	}
	wants(t, n.Desk, by, func() { must(t, edit()) }, "evidence.edit evidence 2")
	got, err := n.Evidence(ctx, e)
	must(t, err)
	if got.Stance != claims.Refutes || got.Quote != "It was not agreed." || got.Note != "We misread." || got.Version != 2 {
		t.Errorf("the evidence is %+v", got)
	}
	if r := n.edition().Claims[0]; r.Supports != 0 || r.Refutes != 1 {
		t.Errorf("counted are %d for and %d against", r.Supports, r.Refutes)
	}

	size := n.Size()
	err = edit()
	refused(t, n.Desk, size, "from an older version", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || *conflict != (claims.ConflictError{Subject: "evidence", Have: 1, Now: 2, By: "Rosa Reviewer"}) {
		t.Errorf("the conflict is %+v", conflict)
	}
	remove := func(role claims.Role, id string, version int, why string) error {
		_, err := n.RemoveEvidence(ctx, n.By(role), id, version, why)
		return err
	}
	refused(t, n.Desk, size, "removed by a viewer", remove(claims.Viewer, e, 2, "x"), claims.ErrForbidden)
	refused(t, n.Desk, size, "removed from an older version", remove(claims.Editor, e, 1, "x"), claims.ErrConflict)
	refused(t, n.Desk, size, "removed without a reason", remove(claims.Editor, e, 2, " "), claims.ErrInvalid)
	refused(t, n.Desk, size, "removed what is not there", remove(claims.Editor, "nobody", 2, "x"), claims.ErrNotFound)
	wants(t, n.Desk, n.By(claims.Editor), func() { must(t, remove(claims.Editor, e, 2, "Of another year.")) }, "evidence.remove evidence 3: Of another year.")
	if d := n.dossier(id); len(d.Evidence) != 0 || d.Step != claims.StepLook || n.edition().Claims[0].Refutes != 0 {
		t.Errorf("removed, it still counts: %+v, %s", d.Evidence, d.Step)
	}
	refused(t, n.Desk, size+1, "removed twice", remove(claims.Editor, e, 3, "x"), claims.ErrInvalid)
	in.Version = 3
	refused(t, n.Desk, size+1, "changed when removed", edit(), claims.ErrInvalid)
}
