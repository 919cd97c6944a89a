package db_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestGivingAClaimToSomebody(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, id := t.Context(), n.By(claims.Editor), n.ids[0]
	to, due, priority := n.Users[claims.Reviewer].ID, claims.Date("2031-02-03"), 1
	in := claims.TaskEdit{Assignee: &to, Due: &due, Priority: &priority, Topics: []string{" health", "Health"}}
	wants(t, n.Desk, by, func() { must(t, n.AssignClaim(ctx, by, id, 1, in)) }, "claim.assign claim 2")
	c := n.dossier(id).Claim
	if c.Assignee != to || c.Due != due || c.Priority != 1 || len(c.Topics) != 1 || c.Topics[0] != "health" {
		t.Errorf("given: %+v", c)
	}
	if name := n.dossier(id).AssigneeName; name != n.Users[claims.Reviewer].Name {
		t.Errorf("given to %q", name)
	}
	notices, err := n.Notices(ctx, to, "")
	must(t, err)
	if len(notices.Rows.Items) != 1 || notices.Rows.Items[0].Kind != claims.NoticeAssigned || notices.Rows.Items[0].ClaimID != id {
		t.Errorf("told: %+v", notices.Rows.Items)
	}
	size := n.Size()
	must(t, n.AssignClaim(ctx, by, id, 2, in))
	if n.Size() != size {
		t.Error("a form that changes nothing is in the record")
	}
	nobody, viewer, soon := "nobody", n.Users[claims.Viewer].ID, claims.Date("soon")
	for name, c := range map[string]struct {
		err  error
		kind error
	}{
		"an older version": {n.AssignClaim(ctx, by, id, 1, in), claims.ErrConflict},
		"no claim":         {n.AssignClaim(ctx, by, n.article, 1, in), claims.ErrNotFound},
		"a viewer":         {n.AssignClaim(ctx, n.By(claims.Viewer), id, 2, in), claims.ErrForbidden},
		"to nobody known":  {n.AssignClaim(ctx, by, id, 2, claims.TaskEdit{Assignee: &nobody}), claims.ErrInvalid},
		"to a viewer":      {n.AssignClaim(ctx, by, id, 2, claims.TaskEdit{Assignee: &viewer}), claims.ErrInvalid},
		"by no day":        {n.AssignClaim(ctx, by, id, 2, claims.TaskEdit{Due: &soon}), claims.ErrInvalid},
	} {
		refused(t, n.Desk, size, name, c.err, c.kind)
	}
}

func TestABulkActionIsOneOperation(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.accept(n.ids[3])
	by.Op = "bulk"
	all := []claims.ClaimVersion{
		{ID: n.ids[0], Version: 1}, {ID: n.ids[1], Version: 9}, {ID: n.ids[2], Version: 1}, {ID: n.ids[3], Version: 2}, {ID: n.article, Version: 1},
	}
	res, err := n.BulkClaims(ctx, by, claims.Bulk{Action: claims.BulkAccept, Claims: all})
	must(t, err)
	if res.Done != 2 || res.Seq < 0 {
		t.Errorf("done: %+v", res)
	}
	why := map[string]string{}
	for _, f := range res.Failed {
		why[f.ID] = f.Why
	}
	want := map[string]string{n.ids[1]: "It changed in the meantime.", n.ids[3]: "This claim is accepted already.", n.article: "It is not there."}
	if diff := cmp.Diff(want, why); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
	size := n.Size()
	again, err := n.BulkClaims(ctx, by, claims.Bulk{Action: claims.BulkAccept, Claims: all})
	if err != nil || n.Size() != size || cmp.Diff(res, again) != "" {
		t.Errorf("sent twice: %+v, %v", again, err)
	}
	by.Op = "undo"
	_, err = n.Undo(ctx, by, res.Seq)
	must(t, err)
	for i, state := range []claims.State{claims.Proposed, claims.Proposed, claims.Proposed, claims.Accepted} {
		if got := n.dossier(n.ids[i]).Claim.State; got != state {
			t.Errorf("claim %d is %s after undoing, want %s", i+1, got, state)
		}
	}
}

func TestABulkActionOfTasksAndRejections(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Editor)
	to := n.Users[claims.Reviewer].ID
	by.Op = "give"
	res, err := n.BulkClaims(ctx, by, claims.Bulk{
		Action: claims.BulkTask, Claims: []claims.ClaimVersion{{ID: n.ids[0], Version: 1}, {ID: n.ids[1], Version: 1}}, Task: claims.TaskEdit{Assignee: &to, Topics: []string{"health"}},
	})
	must(t, err)
	if res.Done != 2 || len(res.Failed) != 0 {
		t.Errorf("given: %+v", res)
	}
	n.wantView(claims.Reviewer, claims.QueueFilter{View: claims.QueueMine}, 1, 2)
	notices, err := n.Notices(ctx, to, "")
	must(t, err)
	if len(notices.Rows.Items) != 2 {
		t.Errorf("told: %+v", notices.Rows.Items)
	}
	by.Op = "reject"
	res, err = n.BulkClaims(ctx, by, claims.Bulk{Action: claims.BulkReject, Reason: claims.RejectVague, Claims: []claims.ClaimVersion{{ID: n.ids[0], Version: 2}, {ID: n.ids[2], Version: 1}}})
	if err != nil || res.Done != 2 || n.dossier(n.ids[0]).Claim.Reason != claims.RejectVague {
		t.Errorf("rejected: %+v, %v", res, err)
	}
}

func TestBulkActionsThatAreRefused(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	size := n.Size()
	one := []claims.ClaimVersion{{ID: n.ids[0], Version: 1}}
	viewer, seven := n.Users[claims.Viewer].ID, 7
	for name, c := range map[string]struct {
		in     claims.Bulk
		fields string
	}{
		"no claims":     {claims.Bulk{Action: claims.BulkAccept}, ""},
		"too many":      {claims.Bulk{Action: claims.BulkAccept, Claims: make([]claims.ClaimVersion, claims.MaxBulk+1)}, ""},
		"no action":     {claims.Bulk{Claims: one}, "action"},
		"no reason":     {claims.Bulk{Action: claims.BulkReject, Claims: one}, "reason"},
		"to a viewer":   {claims.Bulk{Action: claims.BulkTask, Claims: one, Task: claims.TaskEdit{Assignee: &viewer}}, "assignee"},
		"no priority":   {claims.Bulk{Action: claims.BulkTask, Claims: one, Task: claims.TaskEdit{Priority: &seven}}, "priority"},
		"a blank topic": {claims.Bulk{Action: claims.BulkTask, Claims: one, Task: claims.TaskEdit{Topics: []string{" "}}}, "topics"},
	} {
		_, err := n.BulkClaims(ctx, by, c.in)
		refused(t, n.Desk, size, name, err, claims.ErrInvalid)
		if got := fieldsOf(err); got != c.fields {
			t.Errorf("%s: at fault are %q, want %q", name, got, c.fields)
		}
	}
	_, err := n.BulkClaims(ctx, n.By(claims.Auditor), claims.Bulk{Action: claims.BulkAccept, Claims: one})
	refused(t, n.Desk, size, "an auditor", err, claims.ErrForbidden)
}

func TestTheHistoryNamesWhoAClaimWasGivenTo(t *testing.T) {
	n := newNewsroom(t)
	c, editor := n.dossier(n.ids[0]).Claim, n.Users[claims.Editor].ID
	must(t, n.AssignClaim(t.Context(), n.By(claims.Reviewer), c.ID, c.Version, claims.TaskEdit{Assignee: &editor}))
	page, err := n.Events(t.Context(), claims.EventFilter{ClaimID: c.ID, Kind: claims.ClaimAssigned, Values: true})
	if must(t, err); len(page.Items) != 1 || len(page.Items[0].Changes) != 1 || page.Items[0].Changes[0].After != "Edda Editor" {
		t.Errorf("the history says %+v", page.Items)
	}
}
