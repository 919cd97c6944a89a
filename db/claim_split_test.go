package db_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

const (
	taxLines = "Taxes will\nfall next\nyear"
	taxEvent = "claim.split claim 3"
)

func TestSplittingAClaimAndUndoingIt(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[2]
	n.accept(id)
	kept, gone := n.evidence(id, "Minutes", "It was agreed.", claims.Supports), n.evidence(id, "Ledger", "", claims.Refutes)
	_, err := n.RemoveEvidence(ctx, by, gone, 1, "Of another year.")
	must(t, err)
	before := n.dossier(id)

	var first string
	lines := wants(t, n.Desk, by, func() {
		var err error
		first, err = n.SplitClaim(ctx, by, id, 2, taxLines)
		must(t, err)
	}, "claim.add claim 1", "claim.add claim 1", "claim.add claim 1", taxEvent, "evidence.edit evidence 2", "evidence.edit evidence 3")
	whole := n.dossier(id)
	if whole.Claim.State != claims.SplitUp || len(whole.Claim.Successors) != 3 || whole.Claim.Successors[0] != first || len(whole.Evidence) != 0 || whole.Step != claims.StepClosed {
		t.Errorf("the whole is %+v with %d pieces of evidence", whole.Claim, len(whole.Evidence))
	}
	var words []string
	for i, part := range whole.Claim.Successors {
		p := n.dossier(part)
		words = append(words, p.Claim.Appearances[0].Exact)
		if p.Claim.Parent != id || p.Claim.State != claims.Accepted || p.Claim.No != 5+i {
			t.Errorf("part %d is %+v", i, p.Claim)
		}
	}
	if diff := cmp.Diff([]string{"Taxes will", "fall next", "year"}, words); diff != "" {
		t.Error(diff)
	}
	if p := n.dossier(first); len(p.Evidence) != 1 || p.Evidence[0].ID != kept || p.Step != claims.StepVerdict {
		t.Errorf("the first part has %+v", p.Evidence)
	}

	size := n.Size()
	_, err = n.Undo(ctx, n.By(claims.Editor), lines[3].Seq)
	refused(t, n.Desk, size, "undone by somebody else", err, claims.ErrForbidden)
	wants(t, n.Desk, by, func() { _, err := n.Undo(ctx, by, lines[0].Seq); must(t, err) },
		"evidence.edit evidence 4", "evidence.edit evidence 3", "claim.undo claim 4", "claim.undo claim 2", "claim.undo claim 2", "claim.undo claim 2")
	after := n.dossier(id)
	before.Claim.Version = 4
	before.Evidence[0].Version = 3
	if diff := cmp.Diff(before.Claim, after.Claim) + cmp.Diff(before.Evidence, after.Evidence); diff != "" {
		t.Errorf("undone: %s", diff)
	}
	for _, part := range whole.Claim.Successors {
		if p := n.dossier(part); p.Claim.State != claims.Withdrawn || len(p.Evidence) != 0 {
			t.Errorf("a part is %s with %d pieces of evidence", p.Claim.State, len(p.Evidence))
		}
	}
	size = n.Size()
	_, err = n.Undo(ctx, by, lines[3].Seq)
	refused(t, n.Desk, size, "undone twice", err, claims.ErrConflict)
}

func TestASplitStaysWhenAPartWasWorkedOn(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[2]
	n.accept(id)
	first, err := n.SplitClaim(ctx, by, id, 2, taxLines)
	must(t, err)
	seq := lastEvent(t, n.Desk, claims.ClaimSplit)
	must(t, n.WithdrawClaim(ctx, n.By(claims.Editor), first, 1, "Nobody said so."))
	size := n.Size()
	_, err = n.Undo(ctx, by, seq)
	refused(t, n.Desk, size, "undone", err, claims.ErrConflict)
}

func TestWhatCannotBeSplit(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id, size := t.Context(), n.By(claims.Reviewer), n.ids[2], n.Size()
	split := func(role claims.Role, id string, version int, lines string) error {
		_, err := n.SplitClaim(ctx, n.By(role), id, version, lines)
		return err
	}
	refused(t, n.Desk, size, "a viewer", split(claims.Viewer, id, 1, taxLines), claims.ErrForbidden)
	refused(t, n.Desk, size, "no such claim", split(claims.Editor, "nobody", 1, taxLines), claims.ErrNotFound)
	refused(t, n.Desk, size, "an older version", split(claims.Editor, id, 0, taxLines), claims.ErrConflict)
	err := split(claims.Editor, id, 1, "Taxes will\nrise next year")
	if refused(t, n.Desk, size, "other words", err, claims.ErrInvalid); fieldsOf(err) != "lines" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	must(t, n.RejectClaim(ctx, by, id, 1, claims.RejectVague, ""))
	refused(t, n.Desk, size+1, "a rejected claim", split(claims.Editor, id, 2, taxLines), claims.ErrInvalid)
}

func TestMergingClaimsAndUndoingIt(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id, keep := t.Context(), n.By(claims.Reviewer), n.ids[0], n.ids[1]
	n.accept(id)
	moved, stays := n.evidence(id, "Minutes", "It was agreed.", claims.Supports), n.evidence(keep, "Ledger", "", claims.Refutes)
	oneBefore, twoBefore := n.dossier(id), n.dossier(keep)

	var answer string
	lines := wants(t, n.Desk, by, func() {
		var err error
		answer, err = n.MergeClaims(ctx, by, id, 2, keep, 1, "Exports rose and the council met.")
		must(t, err)
	}, "claim.merge claim 3", "claim.merge claim 2", "evidence.edit evidence 2")
	one, two := n.dossier(id), n.dossier(keep)
	if answer != keep || one.Claim.State != claims.Merged || one.Claim.Successors[0] != keep || len(one.Evidence) != 0 {
		t.Errorf("the merged one is %+v", one.Claim)
	}
	if two.Claim.State != claims.Accepted || two.Claim.Wording != "Exports rose and the council met." ||
		two.Claim.Appearances[0].Exact != newsMarks[0]+" … "+newsMarks[1] || len(two.Evidence) != 2 {
		t.Errorf("the kept one is %+v with %d pieces of evidence", two.Claim, len(two.Evidence))
	}

	size := n.Size()
	_, err := n.Undo(ctx, n.By(claims.Editor), lines[2].Seq)
	refused(t, n.Desk, size, "undone by somebody else", err, claims.ErrForbidden)
	wants(t, n.Desk, by, func() { _, err := n.Undo(ctx, by, lines[2].Seq); must(t, err) },
		"evidence.edit evidence 3", "claim.undo claim 3", "claim.undo claim 4")
	one, two = n.dossier(id), n.dossier(keep)
	oneBefore.Claim.Version, twoBefore.Claim.Version, oneBefore.Evidence[0].Version = 4, 3, 3
	if diff := cmp.Diff(oneBefore.Claim, one.Claim) + cmp.Diff(twoBefore.Claim, two.Claim); diff != "" {
		t.Errorf("undone: %s", diff)
	}
	if len(one.Evidence) != 1 || one.Evidence[0].ID != moved || len(two.Evidence) != 1 || two.Evidence[0].ID != stays {
		t.Errorf("undone, the evidence is %+v and %+v", one.Evidence, two.Evidence)
	}
	size = n.Size()
	_, err = n.Undo(ctx, by, lines[0].Seq)
	refused(t, n.Desk, size, "undone twice", err, claims.ErrConflict)
}

func TestAMergeStaysWhenItsEvidenceWasWorkedOn(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id, keep := t.Context(), n.By(claims.Reviewer), n.ids[0], n.ids[1]
	moved := n.evidence(id, "Minutes", "It was agreed.", claims.Supports)
	_, err := n.MergeClaims(ctx, by, id, 1, keep, 1, "Both.")
	must(t, err)
	seq := lastEvent(t, n.Desk, claims.ClaimMerged)
	_, err = n.EditEvidence(ctx, n.By(claims.Editor), claims.EvidenceEdit{ID: moved, Version: 2, Stance: claims.Refutes})
	must(t, err)
	size := n.Size()
	_, err = n.Undo(ctx, by, seq)
	refused(t, n.Desk, size, "undone", err, claims.ErrConflict)
}

func TestWhatCannotBeMerged(t *testing.T) {
	n := newNewsroom(t)
	ctx, id, keep := t.Context(), n.ids[0], n.ids[1]
	far := firstClaim(t, n.Desk, n.Article(t, sentence, "The council met on Monday")).ID
	size := n.Size()
	for name, c := range map[string]struct {
		role     claims.Role
		id       string
		version  int
		keep     string
		keeps    int
		kind     error
		inFields string
	}{
		"a viewer":                            {claims.Viewer, id, 1, keep, 1, claims.ErrForbidden, ""},
		"no such claim":                       {claims.Editor, "nobody", 1, keep, 1, claims.ErrNotFound, ""},
		"nothing to merge it into":            {claims.Editor, id, 1, "nobody", 1, claims.ErrNotFound, ""},
		"an older version of it":              {claims.Editor, id, 0, keep, 1, claims.ErrConflict, ""},
		"an older version of the other":       {claims.Editor, id, 1, keep, 0, claims.ErrConflict, ""},
		"a claim with itself":                 {claims.Editor, id, 1, id, 1, claims.ErrInvalid, "with"},
		"a claim with one of another article": {claims.Editor, id, 1, far, 1, claims.ErrInvalid, "with"},
	} {
		_, err := n.MergeClaims(ctx, n.By(c.role), c.id, c.version, c.keep, c.keeps, "Both.")
		if refused(t, n.Desk, size, name, err, c.kind); fieldsOf(err) != c.inFields {
			t.Errorf("%s: faults %q", name, fieldsOf(err))
		}
	}
}

func TestPartsKeepToTheClaimsOwnWordsAndWhatWasSaidOfIt(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Reviewer), n.ids[1]
	keep := n.ids[0]
	_, err := n.MergeClaims(ctx, by, keep, 1, id, 1, "Both.") // a claim of two stretches
	must(t, err)
	must(t, n.EditClaim(ctx, by, claims.ClaimEdit{
		ID: id, Version: 2, Wording: "Both.", Claimant: "Jean Dupont", Kind: claims.Fact, Modality: claims.Asserted,
		Context: "Said in May.", Topics: []string{"trade"}, Priority: 1,
	}))
	whole := n.dossier(id).Claim
	if len(whole.Appearances[0].Spans) != 2 {
		t.Fatalf("the claim has the spans %v", whole.Appearances[0].Spans)
	}
	first, second, _ := strings.Cut(newsMarks[0], " ")
	_, err = n.SplitClaim(ctx, by, id, 3, first+"\n"+second+" "+newsMarks[1])
	must(t, err)
	var words []string
	for _, part := range n.dossier(id).Claim.Successors {
		c := n.dossier(part).Claim
		words = append(words, c.Appearances[0].Exact)
		if c.Context != whole.Context || c.Priority != 1 || !slices.Equal(c.Topics, whole.Topics) || c.ClaimantID != whole.ClaimantID {
			t.Errorf("a part is %+v", c)
		}
	}
	if diff := cmp.Diff([]string{first, second + " … " + newsMarks[1]}, words); diff != "" {
		t.Error(diff)
	}
}
