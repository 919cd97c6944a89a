package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// comment adds a comment as the user of a role and returns its id.
func (n *newsroom) comment(role claims.Role, claimID, text string) string {
	n.t.Helper()
	id, err := n.AddComment(n.t.Context(), n.By(role), claimID, text)
	must(n.t, err)
	return id
}

func TestACommentIsShownWithNames(t *testing.T) {
	n := newNewsroom(t)
	by, id := n.By(claims.Reviewer), n.ids[0]
	var first string
	lines := wants(t, n.Desk, by, func() { first = n.comment(claims.Reviewer, id, " Ask @editor. ") }, "comment.add comment 1")
	if lines[0].ClaimID != id || lines[0].ArticleID != n.article || lines[0].SubjectID != first {
		t.Errorf("the event is %+v", lines[0])
	}
	second := n.comment(claims.Editor, id, "He is ill.")
	n.comment(claims.Editor, n.ids[1], "Of another claim.")
	got := n.dossier(id)
	want := []claims.CommentRow{
		{
			Comment: claims.Comment{ID: first, ClaimID: id, Text: "Ask @editor.", By: by.ID, At: got.Comments[0].At, Version: 1},
			ByName:  "Rosa Reviewer", Parts: []claims.CommentPart{{Text: "Ask "}, {Text: "Edda Editor", Person: true}, {Text: "."}},
		},
		{
			Comment: claims.Comment{ID: second, ClaimID: id, Text: "He is ill.", By: n.By(claims.Editor).ID, At: got.Comments[1].At, Version: 1},
			ByName:  "Edda Editor", Parts: []claims.CommentPart{{Text: "He is ill."}},
		},
	}
	if diff := cmp.Diff(want, got.Comments); diff != "" || got.Withheld != 0 || got.Comments[0].At.IsZero() {
		t.Error(diff)
	}
	for _, e := range n.events(claims.EventFilter{Kind: claims.CommentAdded, ClaimID: id, Values: true}) {
		if len(e.Changes) != 1 || e.Changes[0].Field != "text" || e.Title == "" {
			t.Errorf("the history tells %+v of %q", e.Changes, e.Title)
		}
	}
	if found, err := n.Search(t.Context(), "ill"); err != nil || len(found.Claims) > 0 {
		t.Errorf("a search finds %+v, %v", found.Claims, err)
	}
}

func TestACommentWithFaultsIsNotAdded(t *testing.T) {
	n := newNewsroom(t)
	size := n.Size()
	add := func(role claims.Role, id, text string) error {
		_, err := n.AddComment(t.Context(), n.By(role), id, text)
		return err
	}
	refused(t, n.Desk, size, "by a viewer", add(claims.Viewer, n.ids[0], "x"), claims.ErrForbidden)
	refused(t, n.Desk, size, "by an auditor", add(claims.Auditor, n.ids[0], "x"), claims.ErrForbidden)
	refused(t, n.Desk, size, "on a claim that is none", add(claims.Editor, "nobody", "x"), claims.ErrNotFound)
	for _, text := range []string{" ", strings.Repeat("x", claims.MaxProse+1), "\xff"} {
		err := add(claims.Editor, n.ids[0], text)
		if refused(t, n.Desk, size, "without a text", err, claims.ErrInvalid); fieldsOf(err) != "comment" {
			t.Errorf("faults %q", fieldsOf(err))
		}
	}
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), n.ids[1], 1, claims.RejectVague, ""))
	n.comment(claims.Reviewer, n.ids[1], "Was it right to reject this?")
}

func TestSettlingAComment(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Editor), n.ids[0]
	comment := n.comment(claims.Reviewer, id, "Is this the right table?")
	resolve := func(role claims.Role, version int) error {
		claim, err := n.ResolveComment(ctx, n.By(role), comment, version)
		if err == nil && claim != id {
			t.Errorf("the claim is %q", claim)
		}
		return err
	}
	reopen := func(role claims.Role, version int) error {
		_, err := n.ReopenComment(ctx, n.By(role), comment, version)
		return err
	}
	wants(t, n.Desk, by, func() { must(t, resolve(claims.Editor, 1)) }, "comment.resolve comment 2")
	if c := n.dossier(id).Comments[0]; !c.Resolved || c.ResolvedBy != by.ID || c.ResolvedName != "Edda Editor" || c.Version != 2 {
		t.Errorf("settled it is %+v", c)
	}
	if e := n.events(claims.EventFilter{Kind: claims.CommentResolved, Values: true})[0]; len(e.Changes) != 1 || e.Changes[0] != (claims.Change{Field: "resolved", Before: "no", After: "yes"}) {
		t.Errorf("the history tells %+v", e.Changes)
	}
	size := n.Size()
	err := resolve(claims.Reviewer, 1)
	refused(t, n.Desk, size, "from an older version", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || *conflict != (claims.ConflictError{Subject: "comment", Have: 1, Now: 2, By: "Edda Editor"}) {
		t.Errorf("the conflict is %+v", conflict)
	}
	refused(t, n.Desk, size, "twice", resolve(claims.Reviewer, 2), claims.ErrInvalid)
	refused(t, n.Desk, size, "by a viewer", reopen(claims.Viewer, 2), claims.ErrForbidden)
	wants(t, n.Desk, n.By(claims.Reviewer), func() { must(t, reopen(claims.Reviewer, 2)) }, "comment.reopen comment 3")
	if c := n.dossier(id).Comments[0]; c.Resolved || c.ResolvedBy != "" || c.ResolvedName != "" {
		t.Errorf("taken up again it is %+v", c)
	}
	refused(t, n.Desk, size+1, "taken up twice", reopen(claims.Reviewer, 3), claims.ErrInvalid)
	_, err = n.ResolveComment(ctx, by, "nobody", 1)
	refused(t, n.Desk, size+1, "of none", err, claims.ErrNotFound)
}

func TestTheWordsOfACommentStayAsTheyAre(t *testing.T) {
	n := newNewsroom(t)
	n.comment(claims.Reviewer, n.ids[0], "Look at page 3.")
	raw := open(t, n.Path)
	for _, change := range []string{`UPDATE comment SET text = 'x'`, `UPDATE comment SET by_user = by_user`, `DELETE FROM comment`} {
		if _, err := raw.Exec(change); err == nil {
			t.Errorf("%s gets through", change)
		}
	}
	must(t, raw.Close())
}

func TestWhatASealedReviewersCommentSaysIsKeptBack(t *testing.T) {
	n := acceptedNewsroom(t)
	ctx, id := t.Context(), n.ids[0]
	policy, err := n.Policy(ctx)
	must(t, err)
	policy.Reviews = claims.Twice
	must(t, n.EditPolicy(ctx, n.By(claims.Admin), policy))
	review := func(role claims.Role) {
		t.Helper()
		_, err := n.SubmitReview(ctx, n.By(role), claims.NewReview{
			ClaimID: id, Rating: "true", Aspect: claims.Content, Rationale: "So it is.", Evidence: []string{n.dossier(id).Evidence[0].ID},
		})
		must(t, err)
	}
	n.comment(claims.Reviewer, id, "Said before the review.")
	review(claims.Reviewer)
	n.comment(claims.Editor, id, "Said by somebody else.")
	secret := n.comment(claims.Reviewer, id, "Said after the review: xyzzy, @editor.")
	seen := func(role claims.Role) (comments, withheld, values int) {
		t.Helper()
		actor := n.By(role).Actor
		d, err := n.DossierFor(ctx, id, actor)
		must(t, err)
		for _, f := range []claims.EventFilter{{ClaimID: id}, {ArticleID: n.article}, {Kind: claims.CommentAdded}, {Subject: "comment", SubjectID: secret}} {
			f.Values, f.Reader = true, actor.ID
			for _, e := range n.events(f) {
				for _, c := range e.Changes {
					if e.SubjectID == secret && strings.Contains(c.After, "xyzzy") {
						values++
					}
				}
			}
		}
		return len(d.Comments), d.Withheld, values
	}
	for role, want := range map[claims.Role][3]int{
		claims.Reviewer: {3, 0, 4}, claims.Editor: {2, 1, 0}, claims.Admin: {2, 1, 0}, claims.Viewer: {2, 1, 0},
	} {
		if comments, withheld, values := seen(role); [3]int{comments, withheld, values} != want {
			t.Errorf("while the review is sealed the %s sees %d comments, %d are withheld, and the history tells %d times; want %v", role, comments, withheld, values, want)
		}
	}
	if got := n.toldTo(claims.Editor); !strings.Contains(got, "mention 0") {
		t.Errorf("that he was mentioned is told: %q", got)
	}
	review(claims.Editor)
	for _, role := range []claims.Role{claims.Reviewer, claims.Editor, claims.Viewer} {
		if comments, withheld, values := seen(role); comments != 3 || withheld != 0 || values != 4 {
			t.Errorf("with the second review in, the %s sees %d comments, %d are withheld, and the history tells %d times", role, comments, withheld, values)
		}
	}
}
