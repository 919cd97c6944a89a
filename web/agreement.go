package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/agreement"
	"assay/views"
)

// between reads the period that a report is narrowed to. A day that cannot be read is a fault of its field and narrows
// nothing.
func (v *visit) between() (from, to claims.Date, bad claims.FieldErrors) {
	q := v.r.URL.Query()
	from, err := claims.ParseDay("from", q.Get("from"))
	bad = append(bad, claims.Fields(err)...)
	to, err = claims.ParseDay("to", q.Get("to"))
	bad = append(bad, claims.Fields(err)...)
	if from > to && to != "" {
		bad.Add("to", "This day is before the first one.")
		to = ""
	}
	return from, to, bad
}

// statusOf is 422 when something is wrong with what was asked for.
func statusOf(bad claims.FieldErrors) int {
	if bad != nil {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func (s *Server) showAgreement(v *visit) error {
	return v.cached(func() error {
		from, to, bad := v.between()
		topic := v.r.URL.Query().Get("topic")
		if msg := claims.CheckText(topic); msg != "" {
			topic = ""
			bad.Add("topic", msg)
		}
		page, err := s.db.Agreement(v.ctx(), v.user.Actor(), agreement.Filter{Topic: topic, From: from, To: to})
		if err != nil {
			return err
		}
		return v.show(statusOf(bad), "Agreement", "reports", func(p views.Page) templ.Component { return views.Agreement(p, page, bad) })
	})
}
