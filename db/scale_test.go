package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// scaleEdit is the form of the scale with one label changed.
func scaleEdit(t *testing.T, d *dbtest.Desk, label string) claims.ScaleEdit {
	t.Helper()
	s, err := d.Scale(t.Context())
	must(t, err)
	in := claims.NewScaleEdit(s)
	in.Rows[0].Label = label
	return in
}

func TestAScaleIsFrozenOnceAClaimWasRatedWithIt(t *testing.T) {
	n := acceptedNewsroom(t)
	ctx, admin := t.Context(), n.By(claims.Admin)
	wants(t, n.Desk, admin, func() { must(t, n.EditScale(ctx, admin, scaleEdit(t, n.Desk, "Right"))) }, "scale.edit scale 2")
	page, err := n.ScalePage(ctx)
	must(t, err)
	if page.Used || len(page.Numbers) != 1 || page.Scale.Number != 1 || page.Scale.Ratings[0].Label != "Right" || page.Numbers[0].By != "Ada Admin" {
		t.Errorf("before it is used: %+v", page)
	}
	n.evidence(n.ids[0], "Table", "3 percent", claims.Supports)
	n.decide(n.ids[0], "true", "So it is.")
	wants(t, n.Desk, admin, func() { must(t, n.EditScale(ctx, admin, scaleEdit(t, n.Desk, "Correct"))) }, "scale.create scale 3")
	page, err = n.ScalePage(ctx)
	must(t, err)
	var labels []string
	for _, s := range page.Numbers {
		labels = append(labels, s.Ratings[0].Label)
	}
	if diff := cmp.Diff([]string{"Correct", "Right"}, labels); diff != "" || page.Used || page.Scale.Number != 2 || page.Given["true"] != 1 || page.Given["false"] != 0 {
		t.Errorf("used %v, number %d, given %v, labels %s", page.Used, page.Scale.Number, page.Given, diff)
	}
	d := n.dossier(n.ids[0])
	if d.Verdict.ScaleNumber != 1 || d.Rated.Label != "Right" || d.Reviews[0].Label != "Right" || d.Scale.Ratings[0].Label != "Correct" {
		t.Errorf("the verdict is %q on scale %d, the review %q; the next one may be %q", d.Rated.Label, d.Verdict.ScaleNumber, d.Reviews[0].Label, d.Scale.Ratings[0].Label)
	}
	raw := open(t, n.Path)
	for _, change := range []string{`UPDATE scale SET ratings = '[]' WHERE number = 1`, `DELETE FROM scale WHERE number = 2`} {
		if _, err := raw.Exec(change); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", change, err)
		}
	}
	must(t, raw.Close())
}

func TestEditScaleRefuses(t *testing.T) {
	d := dbtest.Open(t)
	ctx, size := t.Context(), d.Size()
	in := scaleEdit(t, d, "Right")
	for _, role := range []claims.Role{claims.Viewer, claims.Auditor, claims.Reviewer, claims.Editor} {
		refused(t, d, size, string(role), d.EditScale(ctx, d.By(role), in), claims.ErrForbidden)
	}
	bad := scaleEdit(t, d, "")
	err := d.EditScale(ctx, d.By(claims.Admin), bad)
	refused(t, d, size, "no label", err, claims.ErrInvalid)
	if got := fieldsOf(err); got != "label_1" {
		t.Errorf("faults of %s", got)
	}
	must(t, d.EditScale(ctx, d.By(claims.Admin), in))
	in.Rows[0].Label = "Exact"
	err = d.EditScale(ctx, d.By(claims.Admin), in)
	refused(t, d, size+1, "a form made from an older scale", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || conflict.By != "Ada Admin" || conflict.Have != 1 || conflict.Now != 2 {
		t.Errorf("%+v", conflict)
	}
}

func TestOfTwoAdminsAtOnceOneChangesTheScale(t *testing.T) {
	d := dbtest.Open(t)
	first, second := scaleEdit(t, d, "Right"), scaleEdit(t, d, "Correct")
	answers := make(chan error, 2)
	for _, in := range []claims.ScaleEdit{first, second} {
		go func() { answers <- d.EditScale(t.Context(), d.By(claims.Admin), in) }()
	}
	a, b := <-answers, <-answers
	if (a == nil) == (b == nil) || a != nil && !errors.Is(a, claims.ErrConflict) || b != nil && !errors.Is(b, claims.ErrConflict) {
		t.Errorf("%v, %v; want one conflict", a, b)
	}
}

func TestTheHistoryTellsWhatChangedOfAScale(t *testing.T) {
	d := dbtest.Open(t)
	in := scaleEdit(t, d, "Right")
	in.Rows[5].Definition = "Nothing was found."
	must(t, d.EditScale(t.Context(), d.By(claims.Admin), in))
	page, err := d.Events(t.Context(), claims.EventFilter{Subject: "scale", SubjectID: "1", Values: true})
	must(t, err)
	if len(page.Items) != 2 || page.Items[0].Kind != claims.ScaleEdited || len(page.Items[0].Changes) != 1 {
		t.Fatalf("%+v", page.Items)
	}
	c := page.Items[0].Changes[0]
	want := "1: Right (5): The evidence bears the claim out in all that matters. pos, 6: Not enough evidence: Nothing was found. unknown"
	if c.Field != "ratings" || c.After != want || strings.Contains(c.Before, "Half true") {
		t.Errorf("%+v", c)
	}
}

func TestAStoreThatIsNotSetUpHasNoScale(t *testing.T) {
	d, err := db.Open(t.Context(), t.TempDir()+"/assay.db", db.Options{})
	must(t, err)
	if _, err := d.ScalePage(t.Context()); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("%v", err)
	}
	must(t, d.Close())
}
