package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

// before reads the cursor of a history; what is no number begins at the newest event.
func (v *visit) before() int64 {
	n, err := strconv.ParseInt(v.r.URL.Query().Get("before"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// eventFilter reads what a history is narrowed to. What cannot be read is a fault of its field and narrows nothing.
func (v *visit) eventFilter() (claims.EventFilter, claims.FieldErrors) {
	q := v.r.URL.Query()
	f := claims.EventFilter{Actor: q.Get("actor"), Kind: claims.EventKind(q.Get("kind")), Before: v.before(), Reader: v.user.ID, Values: true}
	var bad claims.FieldErrors
	for _, d := range []struct {
		field string
		into  *claims.Date
	}{{"from", &f.From}, {"to", &f.To}} {
		day, err := claims.ParseDay(d.field, q.Get(d.field))
		bad = append(bad, claims.Fields(err)...)
		*d.into = day
	}
	if f.Kind != "" && !slices.Contains(claims.EventKinds, f.Kind) {
		bad.Add("kind", "There is no such kind of event.")
		f.Kind = ""
	}
	return f, bad
}

// showEvents shows the events that view.Filter names, narrowed as the address says.
func (s *Server) showEvents(v *visit, title, nav string, view views.HistoryView) error {
	f, bad := v.eventFilter()
	f.ClaimID, f.ArticleID, f.Subject, f.SubjectID = view.Filter.ClaimID, view.Filter.ArticleID, view.Filter.Subject, view.Filter.SubjectID
	page, err := s.db.Events(v.ctx(), f)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if bad != nil {
		status = http.StatusUnprocessableEntity
	}
	view.Rows, view.Filter, view.Bad = page, f, bad
	return v.show(status, title, nav, func(p views.Page) templ.Component { return views.History(p, view) })
}

func (s *Server) showClaimHistory(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	d, err := s.db.DossierFor(v.ctx(), id, v.user.Actor())
	if err != nil {
		return err
	}
	return s.showEvents(v, "History of a claim", "claims", views.HistoryView{
		Filter: claims.EventFilter{ClaimID: id}, Number: d.Claim.No, Wording: d.Claim.Wording,
		Way: []views.Link{{Href: views.ArticleURL(d.Article.ID), Label: d.Article.Headline}, {Href: views.ClaimURL(id), Label: "Claim " + strconv.Itoa(d.Claim.No)}},
	})
}

func (s *Server) showArticleHistory(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	a, err := s.db.Article(v.ctx(), id)
	if err != nil {
		return err
	}
	return s.showEvents(v, "History of an article", "articles", views.HistoryView{
		Filter: claims.EventFilter{ArticleID: id}, Wording: a.Headline, Way: []views.Link{{Href: views.ArticleURL(id), Label: a.Headline}},
	})
}

func (s *Server) showHistory(v *visit) error {
	users, err := s.db.Users(v.ctx())
	if err != nil {
		return err
	}
	head, err := s.db.Head(v.ctx())
	if err != nil {
		return err
	}
	q := v.r.URL.Query()
	return s.showEvents(v, "History", "history", views.HistoryView{
		Filter: claims.EventFilter{Subject: q.Get("subject"), SubjectID: q.Get("id")}, Actors: users, Head: &head,
	})
}
