package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

const taskTitle = "Give the claim to somebody"

func tryAssign(d claims.Dossier, by claims.Actor) error {
	_, err := d.Claim.Assign(claims.TaskEdit{}, true, by)
	return err
}

func (s *Server) showTask(v *visit) error {
	people, err := s.db.Workers(v.ctx())
	if err != nil {
		return err
	}
	return s.aboutClaim(v, taskTitle, tryAssign, func(p views.Page, d claims.Dossier) templ.Component {
		return views.TaskPage(p, d, views.TaskFormOf(d), people, nil)
	})
}

func (s *Server) editTask(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.TaskForm{
		Version: version, Assignee: f.line("assignee"), Due: f.line("due"), Priority: f.line("priority"), Topics: f.line("topics"),
	}
	due, priority := f.day("due"), f.number("priority")
	edit := claims.TaskEdit{Assignee: &in.Assignee, Due: &due, Priority: &priority, Topics: f.topics()}
	if err = f.bad.Err(); err == nil {
		err = s.db.AssignClaim(v.ctx(), v.by(f), id, version, edit)
	}
	if again := v.again(f, err); again != nil {
		people, err := s.db.Workers(v.ctx())
		if err != nil {
			return err
		}
		return s.claimFormAgain(v, again.status, id, taskTitle, func(p views.Page, d claims.Dossier) templ.Component {
			in.Version = again.version(version, d.Claim.Version)
			return views.TaskPage(p, d, in, people, again.bad)
		})
	}
	if err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

// bulkForm reads the form that changes several claims. Fields that are left empty change nothing.
func (f *form) bulkForm() (views.BulkForm, claims.Bulk) {
	in := views.BulkForm{
		Action: claims.BulkAction(f.line("action")), Reason: claims.RejectReason(f.line("reason")), Assignee: f.line("assignee"),
		Due: f.line("due"), Priority: f.line("priority"), Topics: f.line("topics"), Back: f.back(views.QueueListURL(claims.QueueFilter{})),
	}
	out := claims.Bulk{Action: in.Action, Reason: in.Reason}
	if in.Action != claims.BulkTask {
		return in, out
	}
	switch in.Assignee {
	case "":
	case claims.AssigneeNobody:
		out.Task.Assignee = new(string)
	default:
		out.Task.Assignee = &in.Assignee
	}
	if in.Due != "" {
		due := f.day("due")
		out.Task.Due = &due
	}
	if in.Priority != "" {
		priority := f.number("priority")
		out.Task.Priority = &priority
	}
	out.Task.Topics = f.topics()
	return in, out
}

// claimVersions reads the claims that were selected: each is an id, a point and a version.
func (f *form) claimVersions() ([]claims.ClaimVersion, error) {
	var out []claims.ClaimVersion
	for _, s := range f.list("claim") {
		id, version, ok := strings.Cut(s, ".")
		n, err := strconv.Atoi(version)
		if !ok || err != nil || !claims.ValidID(id) {
			return nil, claims.Problem("The selected claims could not be read. Load the page again.")
		}
		out = append(out, claims.ClaimVersion{ID: id, Version: n})
	}
	return out, nil
}

// changeClaims does one action to the selected claims. Whatever it was not done to is shown, still selected.
func (s *Server) changeClaims(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	in, bulk := f.bulkForm()
	if bulk.Claims, err = f.claimVersions(); err != nil {
		return err
	}
	if bulk.Action == claims.BulkMerge {
		one, other, err := bulk.MergePair(v.user.Actor())
		if err == nil {
			return v.redirect(views.MergeURL(one, other))
		}
		return s.showBulk(v, in, bulk.Claims, claims.BulkResult{Seq: -1}, claims.Fields(err))
	}
	var res claims.BulkResult
	if err = f.bad.Err(); err == nil {
		res, err = s.db.BulkClaims(v.ctx(), v.by(f), bulk)
	}
	bad := claims.Fields(f.err(err))
	if bad == nil && err != nil {
		return err
	}
	if bad != nil || len(res.Failed) > 0 {
		return s.showBulk(v, in, bulk.Claims, res, bad)
	}
	v.leave(views.Flash{Kind: "info", Title: views.BulkDone(in.Action, res.Done), Undo: res.Seq, Back: in.Back})
	return v.redirect(in.Back)
}

func (s *Server) showBulk(v *visit, in views.BulkForm, selected []claims.ClaimVersion, res claims.BulkResult, bad claims.FieldErrors) error {
	var ids []string
	for _, c := range selected {
		ids = append(ids, c.ID)
	}
	if bad == nil {
		ids = nil
		for _, c := range res.Failed {
			ids = append(ids, c.ID)
		}
	} else {
		res = claims.BulkResult{Seq: -1}
	}
	tasks, err := s.db.Tasks(v.ctx(), v.user.Actor(), ids[:min(len(ids), claims.MaxBulk)])
	if err != nil {
		return err
	}
	people, err := s.db.Workers(v.ctx())
	if err != nil {
		return err
	}
	return v.show(http.StatusUnprocessableEntity, "Selected claims", "queue", func(p views.Page) templ.Component {
		return views.BulkPage(p, in, res, tasks, people, bad)
	})
}
