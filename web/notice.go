package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/db"
	"assay/views"
)

func (s *Server) listNotices(v *visit) error {
	page, err := s.db.Notices(v.ctx(), v.user.ID, v.cursor())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Notices", "notices", func(p views.Page) templ.Component { return views.Notices(p, page) })
}

// seeNotice marks one notice. Marking twice does no harm, so the form names no operation: a later one, of a page that
// looks the same, must not be taken for this one.
func (s *Server) seeNotice(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	if err := s.db.SeeNotice(v.ctx(), db.By{Actor: v.user.Actor()}, id); err != nil {
		return err
	}
	return v.redirect(f.back(views.NoticesURL("")))
}

// seeNotices marks the notices that the reader had before him, and names no operation either.
func (s *Server) seeNotices(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	last := idOrNone(f.line("last"))
	if last == "" {
		return claims.Problem("The form does not say which notices you have seen. Load the page again.")
	}
	if err := s.db.SeeNotices(v.ctx(), db.By{Actor: v.user.Actor()}, last); err != nil {
		return err
	}
	return v.redirect(views.NoticesURL(""))
}
