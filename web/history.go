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

func (s *Server) showClaimHistory(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	d, err := s.db.Dossier(v.ctx(), id)
	if err != nil {
		return err
	}
	page, err := s.db.Events(v.ctx(), claims.EventFilter{ClaimID: id, Before: v.before(), Values: true})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "History of a claim", "claims", func(p views.Page) templ.Component {
		return views.History(p, views.HistoryView{
			Rows: page, Filter: claims.EventFilter{ClaimID: id}, Number: d.Claim.No, Wording: d.Claim.Wording,
			Way: []views.Link{{Href: views.ArticleURL(d.Article.ID), Label: d.Article.Headline}, {Href: views.ClaimURL(id), Label: "Claim " + strconv.Itoa(d.Claim.No)}},
		})
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
	page, err := s.db.Events(v.ctx(), claims.EventFilter{ArticleID: id, Before: v.before(), Values: true})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "History of an article", "articles", func(p views.Page) templ.Component {
		return views.History(p, views.HistoryView{
			Rows: page, Filter: claims.EventFilter{ArticleID: id}, Wording: a.Headline,
			Way: []views.Link{{Href: views.ArticleURL(id), Label: a.Headline}},
		})
	})
}

func (s *Server) showHistory(v *visit) error {
	q := v.r.URL.Query()
	f := claims.EventFilter{
		Actor: q.Get("actor"), Kind: claims.EventKind(q.Get("kind")), Subject: q.Get("subject"), SubjectID: q.Get("id"),
		Before: v.before(), Values: true,
	}
	var bad claims.FieldErrors
	for field, into := range map[string]*claims.Date{"from": &f.From, "to": &f.To} {
		day, err := claims.ParseDay(field, q.Get(field))
		bad = append(bad, claims.Fields(err)...)
		*into = day
	}
	if f.Kind != "" && !slices.Contains(claims.EventKinds, f.Kind) {
		bad.Add("kind", "There is no such kind of event.")
		f.Kind = ""
	}
	page, err := s.db.Events(v.ctx(), f)
	if err != nil {
		return err
	}
	users, err := s.db.Users(v.ctx())
	if err != nil {
		return err
	}
	head, err := s.db.Head(v.ctx())
	if err != nil {
		return err
	}
	status := http.StatusOK
	if bad != nil {
		status = http.StatusUnprocessableEntity
	}
	return v.show(status, "History", "history", func(p views.Page) templ.Component {
		return views.History(p, views.HistoryView{Rows: page, Filter: f, Actors: users, Head: &head})
	})
}
