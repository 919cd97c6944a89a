package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/split"
	"assay/views"
)

func (s *Server) listArticles(v *visit) error {
	page, err := s.db.Articles(v.ctx(), v.cursor())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Articles", "articles", func(p views.Page) templ.Component { return views.Articles(p, page) })
}

func (s *Server) showArticle(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	return v.cached(func() error { return s.articlePage(v, id, idOrNone(v.r.URL.Query().Get("claim"))) })
}

// articlePage shows an article, or only its main part when our own script asks.
func (s *Server) articlePage(v *visit, id, current string) error {
	e, err := s.db.Edition(v.ctx(), id, v.user.ID)
	if err != nil {
		return err
	}
	view := views.NewArticleView(e, current)
	if v.scripted() {
		return v.render(http.StatusOK, views.ArticleMain(v.page, view))
	}
	return v.show(http.StatusOK, e.Article.Headline, "articles", func(p views.Page) templ.Component { return views.ArticlePage(p, view) })
}

// articleChanged answers a form of the article page that took effect: with the page's main part, or a redirect to it.
func (s *Server) articleChanged(v *visit, f *form, id, current string) error {
	if v.scripted() {
		return s.articlePage(v, id, current)
	}
	return v.redirect(f.back(views.ArticleClaimURL(id, current)))
}

func (s *Server) showArticleEdit(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	a, err := s.db.Article(v.ctx(), id)
	if err != nil {
		return err
	}
	return v.articleForm(http.StatusOK, a, views.EditOfArticle(a), nil)
}

func (v *visit) articleForm(status int, a claims.Article, in claims.ArticleEdit, bad claims.FieldErrors) error {
	return v.show(status, "Facts about the article", "articles", func(p views.Page) templ.Component {
		return views.ArticleEditPage(p, a, in, bad)
	})
}

func (s *Server) editArticle(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	in := claims.ArticleEdit{
		ID: id, Version: f.number("version"), URL: f.line("url"), Outlet: f.line("outlet"), Headline: f.line("headline"),
		Byline: f.line("byline"), Lang: f.line("lang"), Published: f.partial(),
	}
	err = f.bad.Err()
	if err == nil {
		err = s.db.EditArticle(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		a, err := s.db.Article(v.ctx(), id)
		if err != nil {
			return err
		}
		return v.articleForm(http.StatusUnprocessableEntity, a, in, bad)
	}
	if conflict := asConflict(err); conflict != nil {
		return s.articleConflict(v, conflict, in)
	}
	if err != nil {
		return err
	}
	return v.redirect(views.ArticleURL(id))
}

func (s *Server) articleConflict(v *visit, c *claims.ConflictError, in claims.ArticleEdit) error {
	a, err := s.db.Article(v.ctx(), in.ID)
	if err != nil {
		return err
	}
	return v.conflict(c, "the facts about this article", "edit-article", views.EditArticleURL(in.ID), views.ArticleURL(in.ID), a.Version, []views.ConflictField{
		{Name: "headline", Label: "Headline", Theirs: a.Headline, Yours: in.Headline},
		{Name: "byline", Label: "Byline", Theirs: a.Byline, Yours: in.Byline},
		{Name: "outlet", Label: "Outlet", Theirs: a.Outlet, Yours: in.Outlet},
		{Name: "url", Label: "Address", Theirs: a.URL, Yours: in.URL},
		{Name: "published", Label: "Published", Theirs: string(a.Published), Yours: string(in.Published)},
		{Name: "lang", Label: "Language", Theirs: a.Lang, Yours: in.Lang},
	})
}

func (s *Server) setBlock(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil {
		return claims.ErrNotFound
	}
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	version, kind := f.number("version"), claims.BlockKind(f.line("kind"))
	if err := f.bad.Err(); err != nil {
		return err
	}
	found, err := s.candidatesIn(v, id, n, kind)
	if err != nil {
		return err
	}
	if err := s.db.SetBlock(v.ctx(), v.by(f), id, version, n, kind, found); err != nil {
		return err
	}
	return s.articleChanged(v, f, id, idOrNone(f.line("claim")))
}

// candidatesIn splits block n of an article as it would be with another kind. A version's text never changes, so it may
// be read before the operation that uses what was found in it.
func (s *Server) candidatesIn(v *visit, id string, n int, kind claims.BlockKind) ([]claims.Candidate, error) {
	a, text, err := s.articleText(v, id)
	if err != nil {
		return nil, err
	}
	if n < 0 || n >= len(a.Blocks) || !kind.Body() {
		return nil, nil // what is wrong with it, the rule says
	}
	block := a.Blocks[n]
	block.Kind = kind
	return split.Split(text.Text, []claims.Block{block}, split.Options{Published: a.Published, Lang: a.Lang}), nil
}

// articleText reads an article and the text of its current version.
func (s *Server) articleText(v *visit, id string) (claims.Article, claims.ArticleVersion, error) {
	a, err := s.db.Article(v.ctx(), id)
	if err != nil {
		return a, claims.ArticleVersion{}, err
	}
	text, err := s.db.ArticleVersion(v.ctx(), id, a.Number)
	return a, text, err
}

func (s *Server) showArticleText(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	_, text, err := s.articleText(v, id)
	if err != nil {
		return err
	}
	return v.write(http.StatusOK, "text/plain; charset=utf-8", []byte(text.Text))
}
