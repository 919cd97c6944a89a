package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

// relate relates two claims in the reviewer's name and returns the relation's id.
func (n *newsroom) relate(from string, kind claims.RelationKind, to string) string {
	n.t.Helper()
	id, err := n.AddRelation(n.t.Context(), n.By(claims.Reviewer), claims.NewRelation{ClaimID: from, OtherID: to, Kind: kind})
	must(n.t, err)
	return id
}

// relationWords are the relations of a claim in short, as its page reads them.
func (n *newsroom) relationWords(id string) []string {
	n.t.Helper()
	var out []string
	for _, r := range n.dossier(id).Relations {
		way := " < "
		if r.Outward() {
			way = " > "
		}
		out = append(out, string(r.Kind)+way+r.Claim.Wording+": "+string(r.State)+" by "+r.ByName)
	}
	return out
}

func TestRelatingClaims(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[0], n.ids[1])
	ctx, by, editor := t.Context(), n.By(claims.Reviewer), n.By(claims.Editor)
	var id string
	lines := wants(t, n.Desk, by, func() {
		var err error
		id, err = n.AddRelation(ctx, by, claims.NewRelation{ClaimID: n.ids[1], OtherID: n.ids[0], Kind: claims.Repeats, Note: "Word for word.", Score: 0.75})
		must(t, err)
	}, "relation.add relation 1")
	if lines[0].ClaimID != n.ids[1] || lines[0].ArticleID != n.article {
		t.Errorf("the event stands in the history of %q, %q", lines[0].ClaimID, lines[0].ArticleID)
	}
	for claim, want := range map[string]string{
		n.ids[1]: "repeats > " + newsMarks[0] + ": confirmed by Rosa Reviewer",
		n.ids[0]: "repeats < " + newsMarks[1] + ": confirmed by Rosa Reviewer",
	} {
		if diff := cmp.Diff([]string{want}, n.relationWords(claim)); diff != "" {
			t.Error(diff)
		}
	}
	got, err := n.Relation(ctx, id)
	must(t, err)
	want := claims.Relation{ID: id, ClaimID: n.ids[1], OtherID: n.ids[0], Kind: claims.Repeats, State: claims.RelationHeld, Score: 0.75, Note: "Word for word.", By: by.ID, At: got.At, Version: 1}
	if diff := cmp.Diff(want, got); diff != "" || got.At.IsZero() {
		t.Error(diff)
	}
	wants(t, n.Desk, editor, func() { must(t, n.RevokeRelation(ctx, editor, id, 1, "Of another year.")) }, "relation.revoke relation 2")
	wants(t, n.Desk, by, func() { must(t, n.ConfirmRelation(ctx, by, id, 2)) }, "relation.confirm relation 3")

	// With a candidate the relation waits until both are accepted.
	waiting := n.relate(n.ids[2], claims.Narrower, n.ids[0])
	if err := n.ConfirmRelation(ctx, by, waiting, 1); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("a relation with a candidate is confirmed: %v", err)
	}
	n.accept(n.ids[2])
	wants(t, n.Desk, by, func() { must(t, n.ConfirmRelation(ctx, by, waiting, 1)) }, "relation.confirm relation 2")
	wants(t, n.Desk, by, func() {
		_, err := n.AddRelation(ctx, by, claims.NewRelation{ClaimID: n.ids[2], OtherID: n.ids[1], Kind: claims.SameAs, Reject: true})
		must(t, err)
	}, "relation.reject relation 1")
	open := n.relate(n.ids[3], claims.PartOf, n.ids[0])
	wants(t, n.Desk, by, func() { must(t, n.RejectRelation(ctx, by, open, 1, "")) }, "relation.reject relation 2")
	checkClean(t, n.Path)
}

func TestRelationsThatAreRefused(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[0], n.ids[1], n.ids[2])
	ctx, by, viewer := t.Context(), n.By(claims.Reviewer), n.By(claims.Viewer)
	a, b, c := n.ids[0], n.ids[1], n.ids[2]
	n.relate(a, claims.SameAs, b)
	held := n.relate(a, claims.Repeats, b)
	n.relate(b, claims.Repeats, c)
	size := n.Size()
	for _, r := range []struct {
		name  string
		by    db.By
		in    claims.NewRelation
		kind  error
		field string
	}{
		{"a viewer", viewer, claims.NewRelation{ClaimID: a, OtherID: c, Kind: claims.Repeats}, claims.ErrForbidden, ""},
		{"an unknown claim", by, claims.NewRelation{ClaimID: "0000000000000000", OtherID: c, Kind: claims.Repeats}, claims.ErrNotFound, ""},
		{"an unknown other claim", by, claims.NewRelation{ClaimID: a, OtherID: "0000000000000000", Kind: claims.Repeats}, claims.ErrInvalid, "other"},
		{"the same from the other side", by, claims.NewRelation{ClaimID: b, OtherID: a, Kind: claims.SameAs}, claims.ErrInvalid, "other"},
		{"a circle of three", by, claims.NewRelation{ClaimID: c, OtherID: a, Kind: claims.Repeats}, claims.ErrInvalid, "other"},
		{"itself", by, claims.NewRelation{ClaimID: a, OtherID: a, Kind: claims.Repeats}, claims.ErrInvalid, "other"},
		{"a contradiction", by, claims.NewRelation{ClaimID: b, OtherID: a, Kind: claims.Contradicts}, claims.ErrInvalid, "other"},
	} {
		_, err := n.AddRelation(ctx, r.by, r.in)
		refused(t, n.Desk, size, r.name, err, r.kind)
		if got := fieldsOf(err); got != r.field {
			t.Errorf("%s: fault of %q, want %q", r.name, got, r.field)
		}
	}
	refused(t, n.Desk, size, "an unknown relation", n.ConfirmRelation(ctx, by, "0000000000000000", 1), claims.ErrNotFound)
	refused(t, n.Desk, size, "a viewer revokes", n.RevokeRelation(ctx, viewer, held, 1, "No."), claims.ErrForbidden)
	refused(t, n.Desk, size, "no reason", n.RevokeRelation(ctx, by, held, 1, ""), claims.ErrInvalid)
	must(t, n.RevokeRelation(ctx, by, held, 1, "Of another year."))
	size = n.Size()
	err := n.RevokeRelation(ctx, n.By(claims.Editor), held, 1, "No.")
	refused(t, n.Desk, size, "a stale form", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || conflict.Now != 2 || conflict.By != "Rosa Reviewer" {
		t.Errorf("conflict: %+v", conflict)
	}
}

func TestFindingAClaimByWhatSomebodyTyped(t *testing.T) {
	n := newNewsroom(t)
	second := n.Article(t, "Wages rose in 7 towns.", "Wages rose in 7 towns")
	for typed, want := range map[string]string{
		"https://desk.example/claims/" + n.ids[2]: newsMarks[2],
		"council monday":      newsMarks[1],
		"an article 3":        newsMarks[2],
		"article 1":           "Wages rose in 7 towns, " + newsMarks[0],
		"rose in 7":           "Wages rose in 7 towns",
		"rose":                "Wages rose in 7 towns, " + newsMarks[0],
		"nothing of the kind": "",
		"?!":                  "",
		"0000000000000000":    "",
	} {
		rows, err := n.FindClaims(t.Context(), claims.ParseClaimRef(typed))
		must(t, err)
		if got := strings.Join(wordings(rows), ", "); got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	if second == "" {
		t.Fatal("no second article")
	}
}
