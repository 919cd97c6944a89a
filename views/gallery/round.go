package gallery

import (
	"time"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"
)

func init() {
	sealed, disputed := claimstest.Sealed(), claimstest.Disputed()
	page := func(d claims.Dossier) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", d.Claim.Wording
			return views.ClaimPage(p, d.For(p.User.Actor()))
		}
	}
	taken := func(by string) claims.Dossier {
		d := claimstest.Dossier()
		d.Lease = claims.Lease{ClaimID: d.Claim.ID, UserID: by, Name: "Bea Lindqvist", Until: claimstest.Now.Add(20 * time.Minute)}
		return d
	}
	nameless := claimstest.Disputed()
	nameless.Policy.HideNames = true
	register("Round of reviews",
		State{Name: "sealed for the second reviewer", Make: page(sealed), As: claims.Editor},
		State{Name: "sealed for its author", Make: page(sealed), As: claims.Reviewer},
		State{Name: "sealed for an auditor", Make: page(sealed), As: claims.Auditor},
		State{Name: "disputed for a reviewer of it", Make: page(disputed), As: claims.Reviewer},
		State{Name: "disputed for an editor", Make: page(disputed), As: claims.Editor},
		State{Name: "disputed without names", Make: page(nameless), As: claims.Editor},
		State{Name: "adjudicated", Make: page(claimstest.Adjudicated()), As: claims.Reviewer},
		State{Name: "taken by the reader", Make: page(taken(claimstest.ReviewerID)), As: claims.Reviewer},
		State{Name: "taken by another", Make: page(taken(claimstest.ID(7))), As: claims.Reviewer},
	)
	registerRoundForms(sealed, disputed)
	registerOwnReviews(disputed)
}

func registerOwnReviews(disputed claims.Dossier) {
	own := func(state claims.RoundState, fate claims.Fate, reason string) claims.OwnReview {
		r := disputed.Reviews[1]
		return claims.OwnReview{
			ReviewRow: r, ClaimNo: 3, Wording: disputed.Claim.Wording, Headline: disputed.Article.Headline, Lang: "en", State: state, Fate: fate,
			Reason: reason, Decided: "Half true", Tone: claims.ToneMixed,
		}
	}
	page := func(rows ...claims.OwnReview) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Title = "Your reviews"
			return views.OwnReviews(p, claims.Page[claims.OwnReview]{Items: rows})
		}
	}
	revised := own(claims.Decided, claims.FateAlone, "")
	revised.Revised = true
	register("Your reviews",
		State{Name: "none", Make: page()},
		State{Name: "of every fate", Make: page(
			own(claims.Reviewing, claims.FateWaits, ""), own(claims.Disputed, claims.FateWaits, ""), own(claims.Decided, claims.FateAgreed, ""), revised,
			own(claims.Decided, claims.FateFollowed, "The audit office names the parts of the sum."),
			own(claims.Decided, claims.FateOverruled, "The depot belongs to the line, by the law on railways."), own(claims.Returned, claims.FateReturned, "Ask the builder."),
		)},
	)
}

func registerRoundForms(sealed, disputed claims.Dossier) {
	form := func(name string, make func(p views.Page) templ.Component) State {
		return State{Name: name, As: claims.Editor, Make: func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", name
			return make(p)
		}}
	}
	superseded := claimstest.Published()
	superseded.Verdict.Version, superseded.Step = 3, claims.StepPublish
	back := claimstest.Decided()
	register("Forms of a round",
		form("second review", func(p views.Page) templ.Component {
			d := sealed.For(p.User.Actor())
			return views.VerdictPage(p, d, views.NewReviewForm(d, p.Today(), p.User.ID), views.RatingForm{Then: "next"}, nil)
		}),
		form("a draft that is back", func(p views.Page) templ.Component {
			return views.VerdictPage(p, claimstest.Dossier(), claims.NewReview{Rating: "half-true", Aspect: claims.Content, Rationale: "So far.", AsOf: p.Today()}, views.RatingForm{Draft: claimstest.Now}, nil)
		}),
		form("adjudication", func(p views.Page) templ.Component {
			return views.AdjudicationPage(p, disputed, views.NewAdjudicationForm(disputed, p.Today()), views.RatingForm{}, nil)
		}),
		form("adjudication with errors", func(p views.Page) templ.Component {
			return views.AdjudicationPage(p, disputed, views.NewAdjudicationForm(disputed, p.Today()), views.RatingForm{Chosen: views.OwnRating}, claims.FieldErrors{
				{Field: "reason", Msg: "Fill this in."}, {Field: "rating", Msg: "Choose a rating."}, {Field: "rationale", Msg: "Fill this in."},
			})
		}),
		form("sending back", func(p views.Page) templ.Component { return views.ReopenPage(p, back, views.ReasonForm{}, nil) }),
		form("sending back without a reason", func(p views.Page) templ.Component {
			return views.ReopenPage(p, back, views.ReasonForm{}, claims.FieldErrors{{Field: "reason", Msg: "Fill this in."}})
		}),
		form("publishing a change", func(p views.Page) templ.Component {
			return views.PublicationPage(p, superseded, claims.NewPublication{Revision: 3}, claims.FieldErrors{{Field: "correction", Msg: "This verdict is published. Say what kind of change this is."}, {Field: "public_note", Msg: "Fill this in."}})
		}),
		form("policy", func(p views.Page) templ.Component {
			return views.PolicyPage(p, claims.Policy{Reviews: claims.SomeTwice, Share: 20, Topics: []string{"elections"}, Ratings: []string{"false"}, LeaseMinutes: 30}, claims.DefaultScale(), nil)
		}),
		form("policy with errors", func(p views.Page) templ.Component {
			return views.PolicyPage(p, claims.Policy{Reviews: claims.SomeTwice, LeaseMinutes: 1}, claims.DefaultScale(), claims.FieldErrors{
				{Field: "share", Msg: "Say which claims get two reviews: give a share, topics or ratings."}, {Field: "lease_minutes", Msg: "Give a number of minutes from 5 to 480."},
			})
		}),
	)
}
