package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

// saveFilter keeps a filter of the queue under a name.
func (s *Server) saveFilter(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	filter, err := v.formFilter(f)
	if err != nil {
		return err
	}
	name := f.line("name")
	if err = f.bad.Err(); err == nil {
		err = s.db.SaveFilter(v.ctx(), v.by(f), name, filter)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return v.show(http.StatusUnprocessableEntity, "Keep a filter", "queue", func(p views.Page) templ.Component {
			return views.FilterPage(p, filter, name, bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("The filter was kept", "It stands beside the queue.")
	return v.redirect(views.QueueListURL(filter))
}

func (s *Server) removeFilter(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	by := v.by(f)
	by.Op = "" // one that is gone is not found, also for the second click
	if err := s.db.RemoveFilter(v.ctx(), by, id); err != nil {
		return err
	}
	v.flash("The filter was removed", "")
	return v.redirect(views.QueueListURL(claims.QueueFilter{}))
}
