package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) newEvidence(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	draft, typed, err := s.draftOf(v, id, claims.EvidenceForm)
	if err != nil {
		return err
	}
	in := claims.EvidenceEdit{Source: claims.SourceEdit{URL: clip(strings.ToValidUTF8(v.r.URL.Query().Get("url"), ""), claims.MaxLine)}}
	var more views.RatingForm
	if typed {
		pasted := in.Source.URL
		in, more.Draft = evidenceOf(&form{values: draft.Fields}, id), draft.Saved
		if pasted != "" {
			in.Source.URL = pasted
		}
	}
	return s.aboutClaim(v, "Add evidence", tryEvidence, func(p views.Page, d claims.Dossier) templ.Component {
		return views.EvidencePage(p, d, in, more, nil)
	})
}

// evidenceOf reads the form by which evidence is added.
func evidenceOf(f *form, claimID string) claims.EvidenceEdit {
	return claims.EvidenceEdit{
		ClaimID: claimID, Stance: claims.Stance(f.line("stance")), Quote: f.text("quote"), Note: f.text("note"),
		Source: claims.SourceEdit{
			URL: f.line("source_url"), Title: f.line("source_title"), Publisher: f.line("publisher"), Author: f.line("author"),
			Published: f.partial(), Medium: claims.Medium(f.line("medium")), Primary: f.ticked("primary"), Lang: f.line("lang"),
		},
	}
}

func tryEvidence(d claims.Dossier, by claims.Actor) error {
	_, err := claims.Evidence{}.Apply(claims.EvidenceEdit{Stance: claims.Supports}, d.Claim, false, by)
	return err
}

func (s *Server) createEvidence(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	in := evidenceOf(f, id)
	if err = f.bad.Err(); err == nil {
		_, err = s.db.AddEvidence(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, id, "Add evidence", func(p views.Page, d claims.Dossier) templ.Component {
			return views.EvidencePage(p, d, in, views.RatingForm{}, bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("Evidence was added", "")
	return s.claimChanged(v, f, id)
}

// evidenceForm shows a form about a piece of evidence with the claim it belongs to. What was removed has no form.
func (s *Server) evidenceForm(v *visit, status int, title string, body func(p views.Page, d claims.Dossier, e claims.EvidenceRow) templ.Component) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	e, err := s.db.Evidence(v.ctx(), id)
	if err != nil {
		return err
	}
	d, err := s.db.DossierFor(v.ctx(), e.ClaimID, v.user.Actor())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.Evidence, func(row claims.EvidenceRow) bool { return row.ID == id })
	if i < 0 {
		return claims.Problem("This evidence was removed from its claim.")
	}
	return v.show(status, title, "claims", func(p views.Page) templ.Component { return body(p, d, d.Evidence[i]) })
}

func evidenceEdit(e claims.Evidence) claims.EvidenceEdit {
	return claims.EvidenceEdit{ID: e.ID, Version: e.Version, ClaimID: e.ClaimID, SourceID: e.SourceID, Stance: e.Stance, Quote: e.Quote, Note: e.Note}
}

func (s *Server) showEvidenceEdit(v *visit) error {
	return s.evidenceForm(v, http.StatusOK, "Change evidence", func(p views.Page, d claims.Dossier, e claims.EvidenceRow) templ.Component {
		return views.EvidenceEditPage(p, d, e, evidenceEdit(e.Evidence), nil)
	})
}

func (s *Server) editEvidence(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := claims.EvidenceEdit{ID: id, Version: version, Stance: claims.Stance(f.line("stance")), Quote: f.text("quote"), Note: f.text("note")}
	claimID := ""
	if err = f.bad.Err(); err == nil {
		claimID, err = s.db.EditEvidence(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.evidenceForm(v, http.StatusUnprocessableEntity, "Change evidence", func(p views.Page, d claims.Dossier, e claims.EvidenceRow) templ.Component {
			in.ClaimID, in.SourceID = e.ClaimID, e.SourceID
			return views.EvidenceEditPage(p, d, e, in, bad)
		})
	}
	if conflict := asConflict(err); conflict != nil {
		return s.evidenceConflict(v, conflict, in)
	}
	if err != nil {
		return err
	}
	v.flash("Evidence was changed", "")
	return s.claimChanged(v, f, claimID)
}

func (s *Server) evidenceConflict(v *visit, c *claims.ConflictError, in claims.EvidenceEdit) error {
	e, err := s.db.Evidence(v.ctx(), in.ID)
	if err != nil {
		return err
	}
	return v.conflict(c, "this evidence", "evidence", views.EditEvidenceURL(in.ID), views.ClaimURL(e.ClaimID), e.Version, []views.ConflictField{
		{Name: "stance", Label: "Stance", Theirs: string(e.Stance), Yours: string(in.Stance)},
		{Name: "quote", Label: "Quoted passage", Theirs: e.Quote, Yours: in.Quote},
		{Name: "note", Label: "Note", Theirs: e.Note, Yours: in.Note},
	})
}

func (s *Server) showEvidenceRemove(v *visit) error {
	return s.evidenceForm(v, http.StatusOK, "Remove evidence", func(p views.Page, d claims.Dossier, e claims.EvidenceRow) templ.Component {
		return views.EvidenceRemovePage(p, d, e, e.Version, "", nil)
	})
}

func (s *Server) removeEvidence(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	why, claimID := f.text("why"), ""
	if err = f.bad.Err(); err == nil {
		claimID, err = s.db.RemoveEvidence(v.ctx(), v.by(f), id, version, why)
	}
	if again := v.again(f, err); again != nil {
		return s.evidenceForm(v, again.status, "Remove evidence", func(p views.Page, d claims.Dossier, e claims.EvidenceRow) templ.Component {
			return views.EvidenceRemovePage(p, d, e, again.version(version, e.Version), why, again.bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("Evidence was removed", "")
	return s.claimChanged(v, f, claimID)
}
