package web

import (
	"errors"
	"net/http"

	"assay/claims"
	"assay/views"
)

// draftOf returns what the reader typed into a form about a claim and has not sent; ok is false when there is nothing.
func (s *Server) draftOf(v *visit, id string, form claims.WorkForm) (draft claims.WorkDraft, ok bool, err error) {
	draft, err = s.db.WorkDraft(v.ctx(), v.user.ID, id, form)
	if errors.Is(err, claims.ErrNotFound) {
		return draft, false, nil
	}
	return draft, err == nil, err
}

func (s *Server) saveWorkDraft(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	in := claims.WorkDraft{ClaimID: id, Form: claims.WorkForm(v.r.PathValue("form")), Fields: map[string][]string{}}
	if f.line("drop") == "" {
		for name := range f.values {
			if claims.CheckText(f.values.Get(name)) == "" && name != "op" && name != "version" && name != "then" {
				in.Fields[name] = f.values[name]
			}
		}
	}
	if err := s.db.SaveWorkDraft(v.ctx(), v.once(), in); err != nil {
		return err
	}
	if v.scripted() {
		v.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	v.flash("Your draft is kept", "Only you see it.")
	return v.redirect(views.WorkFormURL(id, in.Form))
}
