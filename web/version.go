package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/split"
	"assay/views"
)

func (s *Server) listVersions(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	from, err := v.versionNumber("from")
	if err != nil {
		return err
	}
	to, err := v.versionNumber("to")
	if err != nil {
		return err
	}
	page, err := s.db.Versions(v.ctx(), id, from, to)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Versions of the article", "articles", func(p views.Page) templ.Component { return views.VersionsPage(p, page) })
}

// versionNumber reads a parameter of the address that names a version; 0 when it is not there.
func (v *visit) versionNumber(name string) (int, error) {
	s := v.r.URL.Query().Get(name)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, claims.ErrNotFound
	}
	return n, nil
}

func (s *Server) newVersion(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	return s.versionForm(v, http.StatusOK, id, views.ImportForm{}, nil)
}

// versionForm shows the form for a new text of an article. Each rendering names an operation of its own, as importForm's.
func (s *Server) versionForm(v *visit, status int, id string, in views.ImportForm, bad claims.FieldErrors) error {
	a, err := s.db.Article(v.ctx(), id)
	if err != nil {
		return err
	}
	v.page.Op += "." + newRequestID()
	return v.show(status, "The article has changed", "articles", func(p views.Page) templ.Component { return views.NewVersionPage(p, a, in, bad) })
}

// createVersion takes a new text of an article in, in one of the ways in which an article comes in. Nothing is saved
// until its preview is.
func (s *Server) createVersion(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	f, err := readForm(v.r)
	if errors.Is(err, errTooLarge) {
		return s.versionForm(v, http.StatusRequestEntityTooLarge, id, views.ImportForm{}, claims.FieldErrors{{Field: "file", Msg: tooLarge}})
	}
	if err != nil {
		return err
	}
	in := views.ImportForm{Text: f.text("text"), URL: f.line("url")}
	draft, raw, err := readDraft(v.r, f, in)
	if err == nil && draft.State == claims.DraftReady {
		err = s.brings(v, id, draft, draft.Article.Origin)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.versionForm(v, http.StatusUnprocessableEntity, id, in, bad)
	}
	if err != nil {
		return err
	}
	draft.RenewsID = id
	draftID, err := s.db.AddDraft(v.ctx(), v.by(f), draft, raw)
	if err != nil {
		return err
	}
	return v.redirect(views.DraftURL(draftID))
}

// brings says at the field where the text was given that it is the current one.
func (s *Server) brings(v *visit, id string, draft claims.Draft, origin claims.Origin) error {
	a, current, err := s.articleText(v, id)
	if err != nil {
		return err
	}
	var problem claims.Problem
	if _, err := a.Renew(current, draft.Article, v.user.Actor()); !errors.As(err, &problem) {
		return err
	}
	field := "text"
	if origin == claims.Uploaded {
		field = "file"
	}
	return &claims.FieldError{Field: field, Msg: string(problem)}
}

// renewalPage previews a new text of an article: what changed in it, and what becomes of the claims.
func (s *Server) renewalPage(v *visit, status int, id string, bad claims.FieldErrors) error {
	r, err := s.db.Renewal(v.ctx(), v.by(&form{}), id)
	if err != nil {
		return err
	}
	return v.show(status, "Preview of the new version", "articles", func(p views.Page) templ.Component { return views.RenewalPage(p, r, bad) })
}

// saveVersion makes a draft the next version of its article, with candidates for what is new in it.
func (s *Server) saveVersion(v *visit, f *form, id string) error {
	version := f.number("version")
	if err := f.bad.Err(); err != nil {
		return err
	}
	r, err := s.db.Renewal(v.ctx(), v.by(f), id)
	if err != nil {
		return err
	}
	found := split.Split(r.Draft.Article.Text, r.Next.Blocks, split.Options{Published: r.Article.Published, Lang: r.Article.Lang})
	article, err := s.db.RenewArticle(v.ctx(), v.by(f), id, version, found)
	if c := asConflict(err); c != nil && !v.scripted() {
		return s.renewalPage(v, http.StatusConflict, id, claims.FieldErrors{{Msg: staleForm(c)}})
	}
	if err != nil {
		return err
	}
	v.flash("The new version was saved", "")
	return v.redirect(views.ArticleURL(article))
}
