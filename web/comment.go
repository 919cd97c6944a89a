package web

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/db"
	"assay/views"
)

func (s *Server) addComment(v *visit) error {
	claimID, f, err := v.idForm()
	if err != nil {
		return err
	}
	text, id := f.text("comment"), ""
	if err = f.bad.Err(); err == nil {
		id, err = s.db.AddComment(v.ctx(), v.by(f), claimID, text)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, claimID, "Add a comment", func(p views.Page, d claims.Dossier) templ.Component {
			return views.CommentPage(p, d, text, bad)
		})
	}
	if err != nil {
		return err
	}
	return v.redirect(views.CommentURL(claimID, id))
}

func (s *Server) resolveComment(v *visit) error { return v.settle(s.db.ResolveComment) }

func (s *Server) reopenComment(v *visit) error { return v.settle(s.db.ReopenComment) }

// settle runs one of the two steps that a comment can take.
func (v *visit) settle(step func(ctx context.Context, by db.By, id string, version int) (claimID string, err error)) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	if err := f.bad.Err(); err != nil {
		return err
	}
	claimID, err := step(v.ctx(), v.by(f), id, version)
	if err != nil {
		return err
	}
	return v.redirect(views.CommentsURL(claimID))
}
