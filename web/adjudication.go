package web

import (
	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

const adjudicationTitle = "Decide between two reviews"

func (s *Server) showAdjudication(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	draft, typed, err := s.draftOf(v, id, claims.AdjudicationForm)
	if err != nil {
		return err
	}
	return s.aboutClaim(v, adjudicationTitle, claims.MayAdjudicate, func(p views.Page, d claims.Dossier) templ.Component {
		in := views.NewAdjudicationForm(d, s.db.Today())
		more := views.RatingForm{Then: thenOf(v.r.URL.Query().Get("then"))}
		if typed {
			more.Draft = draft.Saved
			in = adjudicationOf(&form{values: draft.Fields}, id, in.Version)
		}
		return views.AdjudicationPage(p, d, in, more, nil)
	})
}

func adjudicationOf(f *form, id string, version int) claims.Adjudication {
	in := reviewOf(f, id, version)
	a := claims.Adjudication{
		ClaimID: id, Version: version, Pick: f.line("pick"), Reason: f.text("reason"), Rating: in.Rating, Aspect: in.Aspect,
		Summary: in.Summary, Rationale: in.Rationale, AsOf: in.AsOf, Evidence: in.Evidence,
	}
	if a.Pick == views.OwnRating {
		a.Pick = ""
	}
	return a
}

func (s *Server) adjudicate(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := adjudicationOf(f, id, version)
	if f.line("pick") == "" {
		f.bad.Add("pick", "Choose one of the two reviews, or a rating of your own.")
	}
	if err = f.bad.Err(); err == nil {
		err = s.db.Adjudicate(v.ctx(), v.by(f), in)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, adjudicationTitle, func(p views.Page, d claims.Dossier) templ.Component {
			if d.Round != nil {
				in.Version = again.version(version, d.Round.Version)
			}
			return views.AdjudicationPage(p, d, in, views.RatingForm{Then: thenOf(f.line("then")), Chosen: f.line("pick")}, again.bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("The round is decided", "The two reviewers are told what became of their reviews, and why.")
	return s.reviewDone(v, f, id)
}
