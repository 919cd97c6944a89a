package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

const verdictTitle = "Verdict"

func (s *Server) showVerdict(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	draft, typed, err := s.draftOf(v, id, claims.ReviewForm)
	if err != nil {
		return err
	}
	return s.aboutClaim(v, verdictTitle, claims.MayReview, func(p views.Page, d claims.Dossier) templ.Component {
		in := views.NewReviewForm(d, s.db.Today(), v.user.ID)
		more := views.RatingForm{Then: thenOf(v.r.URL.Query().Get("then"))}
		if chosen := v.r.URL.Query().Get("rating"); chosen != "" && !typed {
			if _, ok := d.Scale.Rating(chosen); ok {
				in.Rating, more.Chosen = chosen, chosen
			}
		}
		if typed {
			more.Draft = draft.Saved
			in = reviewOf(&form{values: draft.Fields}, id, in.Version)
		}
		return views.VerdictPage(p, d, in, more, nil)
	})
}

// reviewOf reads the form by which a claim is rated.
func reviewOf(f *form, id string, version int) claims.NewReview {
	return claims.NewReview{
		ClaimID: id, Version: version, Rating: f.line("rating"), Aspect: claims.Aspect(f.line("aspect")), Summary: f.line("summary"),
		Rationale: f.text("rationale"), AsOf: f.day("as_of"), Evidence: f.list("evidence"),
		Correction: claims.CorrectionKind(f.line("correction")), PublicNote: f.text("public_note"),
	}
}

func (s *Server) setVerdict(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := reviewOf(f, id, version)
	var state claims.RoundState
	if err = f.bad.Err(); err == nil {
		state, err = s.db.SubmitReview(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, id, verdictTitle, func(p views.Page, d claims.Dossier) templ.Component {
			return views.VerdictPage(p, d, in, views.RatingForm{Then: thenOf(f.line("then"))}, bad)
		})
	}
	if conflict := asConflict(err); conflict != nil {
		return s.verdictConflict(v, conflict, in)
	}
	if err != nil {
		return err
	}
	v.flash(s.submitted(v, state, in))
	return s.reviewDone(v, f, id)
}

// submitted says what became of a review.
func (s *Server) submitted(v *visit, state claims.RoundState, in claims.NewReview) (title, body string) {
	switch {
	case state == claims.Reviewing:
		return "Your review was submitted", "It is sealed until somebody else has reviewed the claim as well."
	case state == claims.Disputed:
		return "Your review was submitted", "The two ratings differ. An editor decides now."
	case in.Correction != "":
		return "The verdict was saved", "Readers see the change and your note."
	case v.user.Role.May(claims.MayPublish):
		return "The verdict was saved", "Readers see it once it is published."
	}
	return "The verdict was saved", "An editor can publish it."
}

// thenNext is the value of the field "then" of forms whose answer leads on to the next task.
const thenNext = "next"

func thenOf(s string) string {
	if s != thenNext {
		return ""
	}
	return s
}

// reviewDone answers a form that finished a task: with the next task for whoever came from the queue, and otherwise with
// the claim.
func (s *Server) reviewDone(v *visit, f *form, id string) error {
	if f.line("then") == thenNext && !v.scripted() {
		return s.nextAfter(v, f)
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) verdictConflict(v *visit, c *claims.ConflictError, in claims.NewReview) error {
	d, err := s.db.DossierFor(v.ctx(), in.ClaimID, v.user.Actor())
	if err != nil {
		return err
	}
	now := views.NewReviewForm(d, s.db.Today(), v.user.ID)
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

func (s *Server) showPublication(v *visit) error {
	return s.aboutClaim(v, "Publish the verdict", claims.MayPublishNow, func(p views.Page, d claims.Dossier) templ.Component {
		return views.PublicationPage(p, d, claims.NewPublication{ClaimID: d.Claim.ID, Revision: d.Verdict.Version}, nil)
	})
}

func (s *Server) publishVerdict(v *visit) error {
	id, revision, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := claims.NewPublication{ClaimID: id, Revision: revision, Correction: claims.CorrectionKind(f.line("correction")), PublicNote: f.text("public_note")}
	if err = f.bad.Err(); err == nil {
		err = s.db.PublishVerdict(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, id, "Publish the verdict", func(p views.Page, d claims.Dossier) templ.Component {
			return views.PublicationPage(p, d, in, bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("The verdict was published", "")
	return s.reviewDone(v, f, id)
}
