package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/db"
	"assay/views"
)

func (s *Server) showRelations(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	return s.relationsPage(v, http.StatusOK, id, views.RelationForm{Query: v.r.URL.Query().Get("q")}, nil)
}

// relationsPage shows the relations of a claim, with what the form's query finds.
func (s *Server) relationsPage(v *visit, status int, id string, in views.RelationForm, bad claims.FieldErrors) error {
	d, err := s.dossier(v, id)
	if err != nil {
		return err
	}
	if claims.CheckText(in.Query) != "" {
		in.Query = ""
	}
	if in.Query != "" {
		if in.Found, err = s.db.FindClaims(v.ctx(), claims.ParseClaimRef(in.Query)); err != nil {
			return err
		}
		in.Found = slices.DeleteFunc(in.Found, func(r claims.ClaimRow) bool { return r.ID == id || !r.State.Open() })
		for i := range in.Found {
			if d.Blind {
				in.Found[i] = in.Found[i].WithoutVerdict()
			}
		}
	}
	return v.show(status, "Relations", "claims", func(p views.Page) templ.Component { return views.RelationsPage(p, d, in, bad) })
}

// The answers to a suggestion.
const (
	answerSame  = "same"
	answerOther = "other"
)

func (s *Server) createRelation(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	in := claims.NewRelation{
		ClaimID: id, OtherID: f.line("other"), Kind: claims.RelationKind(f.line("kind")), Note: f.text("note"),
		Reject: f.line("answer") == answerOther,
	}
	if in.OtherID == "" {
		f.bad.Add("other", "Choose the other claim.")
	}
	answered := in.Reject || f.line("answer") == answerSame
	if answered {
		d, err := s.db.Dossier(v.ctx(), id)
		if err != nil {
			return err
		}
		in.Score = s.like.score(d.Claim.Wording, in.OtherID, s.db.Size())
	}
	if err = f.bad.Err(); err == nil {
		_, err = s.db.AddRelation(v.ctx(), v.by(f), in)
	}
	if again := v.again(f, err); again != nil {
		query := f.line("q")
		if query == "" {
			query = in.OtherID
		}
		return s.relationsPage(v, again.status, id, views.RelationForm{Query: query, Other: in.OtherID, Kind: in.Kind, Note: in.Note}, again.bad)
	}
	if err != nil {
		return err
	}
	if answered {
		return v.redirect(f.back(views.ClaimURL(id)))
	}
	v.flash("The claims are related", "")
	return v.redirect(views.RelationsURL(id))
}

func (s *Server) confirmRelation(v *visit) error {
	return s.answerRelation(v, func(by db.By, id string, version int, _ string) error {
		return s.db.ConfirmRelation(v.ctx(), by, id, version)
	})
}

func (s *Server) rejectRelation(v *visit) error {
	return s.answerRelation(v, func(by db.By, id string, version int, note string) error {
		return s.db.RejectRelation(v.ctx(), by, id, version, note)
	})
}

func (s *Server) revokeRelation(v *visit) error {
	return s.answerRelation(v, func(by db.By, id string, version int, note string) error {
		return s.db.RevokeRelation(v.ctx(), by, id, version, note)
	})
}

// answerRelation reads a form about one relation and does what it says. The relation is shown with one of its two
// claims; back says with which.
func (s *Server) answerRelation(v *visit, do func(by db.By, id string, version int, note string) error) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	note := f.text("note")
	if err = f.bad.Err(); err == nil {
		err = do(v.by(f), id, version, note)
	}
	if err != nil && v.again(f, err) == nil {
		return err
	}
	r, lerr := s.db.Relation(v.ctx(), id)
	if lerr != nil {
		return lerr
	}
	side := r.ClaimID
	if f.back("") == views.RelationsURL(r.OtherID) {
		side = r.OtherID
	}
	if again := v.again(f, err); again != nil {
		in := views.RelationForm{Relation: id, Note: note, Version: again.version(version, r.Version)}
		return s.relationsPage(v, again.status, side, in, again.bad)
	}
	return v.redirect(f.back(views.RelationsURL(side)))
}
