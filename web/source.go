package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) listSources(v *visit) error {
	page, err := s.db.Sources(v.ctx(), v.cursor())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Sources", "", func(p views.Page) templ.Component { return views.Sources(p, page) })
}

func (s *Server) showSource(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	page, err := s.db.SourcePage(v.ctx(), id)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Source.Title, "", func(p views.Page) templ.Component { return views.SourcePage(p, page) })
}

func (s *Server) showSourceEdit(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	src, err := s.db.Source(v.ctx(), id)
	if err != nil {
		return err
	}
	return v.sourceForm(http.StatusOK, src, views.EditOfSource(src), nil)
}

func (v *visit) sourceForm(status int, src claims.Source, in claims.SourceEdit, bad claims.FieldErrors) error {
	return v.show(status, "Facts about the source", "", func(p views.Page) templ.Component { return views.SourceEditPage(p, src, in, bad) })
}

func (s *Server) editSource(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := claims.SourceEdit{
		ID: id, Version: version, URL: f.line("url"), Title: f.line("title"), Publisher: f.line("publisher"), Author: f.line("author"),
		Lang: f.line("lang"), Published: f.partial(), Medium: claims.Medium(f.line("medium")), Primary: f.ticked("primary"),
	}
	if err = f.bad.Err(); err == nil {
		err = s.db.EditSource(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		src, err := s.db.Source(v.ctx(), id)
		if err != nil {
			return err
		}
		return v.sourceForm(http.StatusUnprocessableEntity, src, in, bad)
	}
	if conflict := asConflict(err); conflict != nil {
		src, err := s.db.Source(v.ctx(), id)
		if err != nil {
			return err
		}
		return v.conflict(conflict, "this source", "edit-source", views.EditSourceURL(id), views.SourceURL(id), src.Version, []views.ConflictField{
			{Name: "title", Label: "Title", Theirs: src.Title, Yours: in.Title},
			{Name: "url", Label: "Address", Theirs: src.URL, Yours: in.URL},
			{Name: "publisher", Label: "Publisher", Theirs: src.Publisher, Yours: in.Publisher},
			{Name: "author", Label: "Author", Theirs: src.Author, Yours: in.Author},
			{Name: "published", Label: "Published", Theirs: string(src.Published), Yours: string(in.Published)},
			{Name: "medium", Label: "Medium", Theirs: string(src.Medium), Yours: string(in.Medium)},
			{Name: "lang", Label: "Language", Theirs: src.Lang, Yours: in.Lang},
			{Name: "primary", Yours: f.values.Get("primary")},
		})
	}
	if err != nil {
		return err
	}
	return v.redirect(views.SourceURL(id))
}

func (s *Server) refetchSource(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	if err := s.db.RefetchSource(v.ctx(), v.by(f), id); err != nil {
		return err
	}
	v.flash("A new copy is being made", "It appears here as soon as the page has been fetched.")
	return v.redirect(views.SourceURL(id))
}

func (s *Server) showSnapshot(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	snapshot, src, err := s.db.Snapshot(v.ctx(), id)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Copy of "+src.Title, "", func(p views.Page) templ.Component { return views.SnapshotPage(p, src, snapshot) })
}
