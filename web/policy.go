package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) showPolicy(v *visit) error {
	p, err := s.db.Policy(v.ctx())
	if err != nil {
		return err
	}
	return s.policyForm(v, http.StatusOK, p, nil)
}

func (s *Server) policyForm(v *visit, status int, in claims.Policy, bad claims.FieldErrors) error {
	scale, err := s.db.Scale(v.ctx())
	if err != nil {
		return err
	}
	return v.show(status, "Reviews", "", func(p views.Page) templ.Component { return views.PolicyPage(p, in, scale, bad) })
}

func (s *Server) editPolicy(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	in := claims.Policy{
		Version: f.number("version"), Reviews: claims.ReviewRule(f.line("reviews")), Share: f.number("share"), Topics: f.topics(),
		Ratings: f.list("ratings"), LeaseMinutes: f.number("lease_minutes"), HideNames: f.ticked("hide_names"),
	}
	if err = f.bad.Err(); err == nil {
		err = s.db.EditPolicy(v.ctx(), v.by(f), in)
	}
	if again := v.again(f, err); again != nil {
		now, err := s.db.Policy(v.ctx())
		if err != nil {
			return err
		}
		in.Version = again.version(in.Version, now.Version)
		return s.policyForm(v, again.status, in, again.bad)
	}
	if err != nil {
		return err
	}
	v.flash("The policy was saved", "It holds for rounds that begin from now on.")
	return v.redirect(views.PolicyURL)
}
