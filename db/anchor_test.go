package db_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"assay/claims"
)

func TestSayingWhereAClaimStands(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.renew(newerText)
	at := func(id string) claims.Anchoring {
		a, err := n.Anchoring(ctx, id)
		must(t, err)
		return a
	}
	edit := func(a claims.Anchoring, spans []claims.Span) claims.AnchorEdit {
		return claims.AnchorEdit{ID: a.Claim.ID, Version: a.Claim.Version, Number: a.Now.Number, Spans: spans, Note: "I looked."}
	}

	moved := at(n.ids[3])
	if moved.Last.Number != 1 || moved.Was.Text != newsText || claims.Quote(newsText, moved.Last.Spans) != newsMarks[3] {
		t.Errorf("it stood at %+v", moved.Last)
	}
	if len(moved.Places) != 1 || moved.Now.Text != newerText || moved.Claim.Unsettled() != claims.AnchorMoved {
		t.Errorf("the moved claim: %+v", moved.Places)
	}
	wants(t, n.Desk, by, func() { must(t, n.ReanchorClaim(ctx, by, edit(moved, moved.Places[0]))) }, "claim.anchor claim 3: I looked.")
	if a := n.dossier(n.ids[3]).Claim.Appearances[0]; a.Anchor != claims.AnchorExact || a.Number != 2 {
		t.Errorf("confirmed, it is %+v", a)
	}

	n.accept(n.ids[2])
	n.evidence(n.ids[2], "Budget", "", claims.Supports)
	n.decide(n.ids[2], "true", "So it says.")
	twice := at(n.ids[2])
	if len(twice.Places) != 2 || twice.Was.Text != newsText || !twice.Judged {
		t.Fatalf("the ambiguous claim: %+v", twice.Places)
	}
	size := n.Size()
	other := strings.Index(newerText, "Officials")
	refused(t, n.Desk, size, "other words under a verdict", n.ReanchorClaim(ctx, by, edit(twice, []claims.Span{{Start: other, End: other + 9}})), claims.ErrInvalid)
	refused(t, n.Desk, size, "by a viewer", n.ReanchorClaim(ctx, n.By(claims.Viewer), edit(twice, twice.Places[1])), claims.ErrForbidden)
	stale := edit(twice, twice.Places[1])
	stale.Version--
	refused(t, n.Desk, size, "of an older claim", n.ReanchorClaim(ctx, by, stale), claims.ErrConflict)
	stale = edit(twice, twice.Places[1])
	stale.Number--
	refused(t, n.Desk, size, "of an older version of the article", n.ReanchorClaim(ctx, by, stale), claims.ErrConflict)
	must(t, n.ReanchorClaim(ctx, by, edit(twice, twice.Places[1])))
	if a := n.dossier(n.ids[2]).Claim.Appearances[0]; a.Anchor != claims.AnchorExact || !slices.Equal(a.Spans, twice.Places[1]) {
		t.Errorf("chosen, it is %+v", a)
	}

	lost := at(n.ids[1])
	gone := edit(lost, nil)
	gone.Gone = true
	must(t, n.ReanchorClaim(ctx, by, gone))
	c := n.dossier(n.ids[1]).Claim
	if !c.Gone() || c.Unsettled() != claims.AnchorExact || c.Appearances[0].Exact != newsMarks[1] {
		t.Errorf("gone, it is %+v", c.Appearances)
	}
	n.renew(newsText) // what is gone stays gone until somebody says otherwise
	back := at(n.ids[1])
	if !back.Claim.Gone() || len(back.Places) != 1 || back.Was.Number != 1 {
		t.Errorf("back: %+v", back.Claim.Appearances)
	}
	first := strings.Index(newsText, newsMarks[1])
	must(t, n.ReanchorClaim(ctx, by, edit(back, []claims.Span{{Start: first, End: first + len(newsMarks[1])}})))
	if c := n.dossier(n.ids[1]).Claim; c.Gone() || c.Appearances[0].Number != 3 {
		t.Errorf("found again, it is %+v", c.Appearances)
	}
	if _, err := n.Anchoring(ctx, "nobody"); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("a claim that is none: %v", err)
	}
}

func TestAClaimWithoutAPlaceIsNotCutOrMoved(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.renew(newerText)
	n.accept(n.ids...)
	version := func(id string) int { return n.dossier(id).Claim.Version }
	lost, exact := n.ids[1], n.ids[0]
	size := n.Size()
	refused(t, n.Desk, size, "moving an edge", n.MoveEdge(ctx, by, lost, version(lost), claims.EndEdge, -1), claims.ErrInvalid)
	_, err := n.SplitClaim(ctx, by, lost, version(lost), "The council\nmet on Monday")
	refused(t, n.Desk, size, "splitting", err, claims.ErrInvalid)
	_, err = n.MergeClaims(ctx, by, lost, version(lost), exact, version(exact), "Both.")
	refused(t, n.Desk, size, "merging", err, claims.ErrInvalid)
}
