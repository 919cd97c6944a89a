package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

const verdictTitle = "Verdict"

func (s *Server) showVerdict(v *visit) error {
	return s.aboutClaim(v, verdictTitle, claims.MayDecide, func(p views.Page, d claims.Dossier) templ.Component {
		return views.VerdictPage(p, d, views.NewVerdictForm(d, s.db.Today()), nil)
	})
}

func (s *Server) setVerdict(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := claims.NewVerdict{
		ClaimID: id, Version: version, Rating: f.line("rating"), Aspect: claims.Aspect(f.line("aspect")), Summary: f.line("summary"),
		Rationale: f.text("rationale"), AsOf: f.day("as_of"), Evidence: f.list("evidence"),
		Correction: claims.CorrectionKind(f.line("correction")), PublicNote: f.text("public_note"),
	}
	if err = f.bad.Err(); err == nil {
		_, err = s.db.SetVerdict(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, id, verdictTitle, func(p views.Page, d claims.Dossier) templ.Component {
			return views.VerdictPage(p, d, in, bad)
		})
	}
	if conflict := asConflict(err); conflict != nil {
		return s.verdictConflict(v, conflict, in)
	}
	if err != nil {
		return err
	}
	next := "An editor can publish it."
	if v.user.Role.May(claims.MayPublish) {
		next = "Readers see it once it is published."
	}
	if in.Correction != "" {
		next = "Readers see the change and your note."
	}
	v.flash("The verdict was saved", next)
	return s.claimChanged(v, f, id)
}

func (s *Server) verdictConflict(v *visit, c *claims.ConflictError, in claims.NewVerdict) error {
	d, err := s.db.Dossier(v.ctx(), in.ClaimID)
	if err != nil {
		return err
	}
	now := views.NewVerdictForm(d, s.db.Today())
	fields := []views.ConflictField{
		{Name: "rating", Label: "Rating", Theirs: now.Rating, Yours: in.Rating},
		{Name: "aspect", Label: "What is rated", Theirs: string(now.Aspect), Yours: string(in.Aspect)},
		{Name: "summary", Label: "Summary", Theirs: now.Summary, Yours: in.Summary},
		{Name: "rationale", Label: "Rationale", Theirs: now.Rationale, Yours: in.Rationale},
		{Name: "as_of", Yours: string(in.AsOf)},
		{Name: "correction", Yours: string(in.Correction)},
		{Name: "public_note", Yours: in.PublicNote},
	}
	for _, id := range in.Evidence {
		fields = append(fields, views.ConflictField{Name: "evidence", Yours: id})
	}
	return v.conflict(c, "the verdict", "verdict", views.VerdictURL(in.ClaimID), views.ClaimURL(in.ClaimID), now.Version, fields)
}

func (s *Server) publishVerdict(v *visit) error {
	id, revision, f, err := v.versionForm()
	if err != nil {
		return err
	}
	if err := f.bad.Err(); err != nil {
		return err
	}
	if err := s.db.PublishVerdict(v.ctx(), v.by(f), id, revision); err != nil {
		return err
	}
	v.flash("The verdict was published", "")
	return s.claimChanged(v, f, id)
}
