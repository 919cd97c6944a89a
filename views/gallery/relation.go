package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	d := claimstest.Dossier()
	d.Precedents = claimstest.Precedents()
	related := d
	related.Relations = claimstest.Relations()
	page := func(d claims.Dossier, f views.RelationForm, bad claims.FieldErrors) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", "Relations"
			return views.RelationsPage(p, d, f, bad)
		}
	}
	found := []claims.ClaimRow{
		claimstest.OtherClaim(7, "The tram line cost 310 million euros", "Mostly false", claims.ToneNegWeak),
		claimstest.OtherClaim(8, "The vehicles of the tram line cost 96 million euros", "", claims.ToneOpen),
	}
	held := claimstest.Relations()[0].ID
	register("Relations",
		State{Name: "none yet", Make: page(claimstest.Dossier(), views.RelationForm{}, nil)},
		State{Name: "of every state", Make: page(related, views.RelationForm{}, nil)},
		State{Name: "for a viewer", Make: page(related, views.RelationForm{}, nil), As: claims.Viewer},
		State{Name: "of a candidate", Make: page(claimstest.Proposal(), views.RelationForm{Query: "tram line", Found: found}, nil)},
		State{Name: "nothing found", Make: page(d, views.RelationForm{Query: "submarine"}, nil)},
		State{Name: "with errors", Make: page(d, views.RelationForm{Query: "tram line", Found: found, Other: found[0].ID, Kind: claims.Repeats}, claims.FieldErrors{
			{Field: "other", Msg: "That would make a circle: the other claim leads back to this one by relations of the same kind."},
		})},
		State{Name: "revoked without a reason", Make: page(related, views.RelationForm{Relation: held, Version: 1}, claims.FieldErrors{{Field: "note", Msg: "Fill this in."}})},
	)
	registerPrecedents()
}

func registerPrecedents() {
	claim := func(d claims.Dossier) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", d.Claim.Wording
			return views.ClaimPage(p, d)
		}
	}
	rate := func(q claims.Precedents) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			d := claimstest.Dossier()
			d.Precedents = q
			p.Nav, p.Title = "claims", "Verdict"
			return views.VerdictPage(p, d, views.NewReviewForm(d, p.Today(), p.User.ID), views.RatingForm{}, nil)
		}
	}
	checked := claimstest.Dossier()
	checked.Precedents = claimstest.Precedents()
	withheld := claims.Precedents{Claimant: claimstest.Precedents().Claimant, Withheld: true}
	register("Precedents",
		State{Name: "of a claim", Make: claim(checked)},
		State{Name: "with a carried verdict", Make: claim(claimstest.Carried())},
		State{Name: "with a carried verdict for a viewer", Make: claim(claimstest.Carried()), As: claims.Viewer},
		State{Name: "while rating", Make: rate(claimstest.Precedents())},
		State{Name: "some withheld", Make: rate(withheld)},
		State{Name: "not read yet", Make: rate(claims.Precedents{Pending: true})},
		State{Name: "none", Make: rate(claims.Precedents{})},
	)
}
