package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/views"
)

func (s *Server) listOwnReviews(v *visit) error {
	list, err := s.db.OwnReviews(v.ctx(), v.user.ID, v.cursor())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Your reviews", "", func(p views.Page) templ.Component { return views.OwnReviews(p, list) })
}
