package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	claim := func(d claims.Dossier) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", d.Claim.Wording
			return views.ClaimPage(p, d)
		}
	}
	register("Claim",
		State{Name: "waits for a verdict", Make: claim(rich())},
		State{Name: "candidate", Make: claim(claimstest.Proposal())},
		State{Name: "decided", Make: claim(claimstest.Decided()), As: claims.Editor},
		State{Name: "published and corrected", Make: claim(claimstest.Published()), As: claims.Editor},
		State{Name: "published for a reviewer", Make: claim(claimstest.Published())},
		State{Name: "pending", Make: claim(claimstest.Pending())},
		State{Name: "without evidence", Make: claim(bareClaim())},
		State{Name: "rejected", Make: claim(rejected())},
		State{Name: "split", Make: claim(splitUp())},
		State{Name: "lost words in Arabic", Make: claim(arabicClaim())},
		State{Name: "for a viewer", Make: claim(claimstest.Decided()), As: claims.Viewer},
	)
	registerForms()
}

func registerForms() {
	d, published, pending := claimstest.Dossier(), claimstest.Published(), claimstest.Pending()
	form := func(name string, make func(p views.Page) templ.Component) State {
		return State{Name: name, As: claims.Editor, Make: func(p views.Page) templ.Component {
			p.Nav, p.Title = "claims", name
			return make(p)
		}}
	}
	bad := claims.FieldErrors{{Field: "rating", Msg: "Choose a rating."}, {Field: "rationale", Msg: "Fill this in."}, {Field: "evidence", Msg: "Add at least one source, and tick what you relied on."}}
	register("Verdict form",
		form("first", func(p views.Page) templ.Component {
			return views.VerdictPage(p, d, views.NewReviewForm(d, p.Today(), ""), views.RatingForm{}, nil)
		}),
		form("correction", func(p views.Page) templ.Component {
			return views.VerdictPage(p, published, views.NewReviewForm(published, p.Today(), ""), views.RatingForm{}, nil)
		}),
		form("before the day has come", func(p views.Page) templ.Component {
			return views.VerdictPage(p, pending, views.NewReviewForm(pending, p.Today(), ""), views.RatingForm{}, nil)
		}),
		form("with errors", func(p views.Page) templ.Component {
			return views.VerdictPage(p, d, claims.NewReview{Aspect: claims.Content, AsOf: p.Today()}, views.RatingForm{}, bad)
		}),
	)
	register("Evidence form",
		form("new", func(p views.Page) templ.Component {
			return views.EvidencePage(p, d, claims.EvidenceEdit{}, views.RatingForm{}, nil)
		}),
		form("new with errors", func(p views.Page) templ.Component {
			return views.EvidencePage(p, d, claims.EvidenceEdit{Source: claims.SourceEdit{URL: "ftp://x"}}, views.RatingForm{}, claims.FieldErrors{
				{Field: "url", Msg: "Give a full address that begins with http:// or https://, or leave this empty and give a title."},
				{Field: "stance", Msg: "Choose what the source does: it supports the claim, refutes it, or gives context."},
				{Field: "published", Msg: "Write year-month-day, or year-month, or the year: 2017-02-08, 2017-02, 2017."},
			})
		}),
		form("edit", func(p views.Page) templ.Component {
			e := d.Evidence[0]
			return views.EvidenceEditPage(p, d, e, claims.EvidenceEdit{Version: e.Version, Stance: e.Stance, Quote: e.Quote, Note: e.Note}, nil)
		}),
		form("remove", func(p views.Page) templ.Component {
			return views.EvidenceRemovePage(p, d, d.Evidence[1], d.Evidence[1].Version, "", nil)
		}),
	)
	register("Claim form",
		form("edit", func(p views.Page) templ.Component { return views.ClaimEditPage(p, d, views.EditOfClaim(d), nil) }),
		form("reject", func(p views.Page) templ.Component { return views.RejectPage(p, d, views.ReasonForm{Version: 2}, nil) }),
		form("withdraw", func(p views.Page) templ.Component {
			return views.WithdrawPage(p, d, views.ReasonForm{Version: 2}, claims.FieldErrors{{Field: "note", Msg: "Fill this in."}})
		}),
		form("split", func(p views.Page) templ.Component { return views.SplitPage(p, d, views.NewSplitForm(d), nil) }),
		form("merge", func(p views.Page) templ.Component {
			rows := claimstest.Rows()
			return views.MergePage(p, d, views.MergeForm{Version: 2, With: rows[3].ID, Others: append(rows[:2:2], rows[3:]...)}, nil)
		}),
		form("merge with nothing", func(p views.Page) templ.Component { return views.MergePage(p, d, views.MergeForm{}, nil) }),
	)
	register("Source",
		form("with copies", func(p views.Page) templ.Component { return views.SourcePage(p, claimstest.SourcePage()) }),
		form("edit", func(p views.Page) templ.Component {
			s := claimstest.SourcePage().Source
			return views.SourceEditPage(p, s, views.EditOfSource(s), nil)
		}),
		form("kept copy", func(p views.Page) templ.Component {
			return views.SnapshotPage(p, claimstest.SourcePage().Source, claimstest.Snapshot())
		}),
	)
}

// rich is the dossier with every fact about a claim filled in.
func rich() claims.Dossier {
	d := claimstest.Dossier()
	sum := 310e6
	d.Claim.Hedges = []claims.Mention{{Text: "possibly"}, {Text: "as early as"}}
	d.Claim.Dates = []claims.Mention{{Text: "on Monday", Value: "2026-03-09"}, {Text: "by 2028", Value: "2028"}}
	d.Claim.Quantities = []claims.Quantity{{Text: "310 million euros", Value: &sum, Unit: "EUR"}}
	d.Claim.Place, d.Claim.Topics, d.Claim.Context = "Larmouth", []string{"transport", "budget"}, "The council counts the depot apart."
	d.Claim.Attribution.Quote = claims.Mixed
	d.Claim.Score, d.Claim.Reasons = 0.86, []string{"a sum of money", "a person speaks for an office", "cut at “and that”"}
	return d
}

func bareClaim() claims.Dossier {
	d := claimstest.Dossier()
	d.Evidence, d.Step, d.Recent, d.Events = nil, claims.StepEvidence, d.Recent[:1], 1
	return d
}

func rejected() claims.Dossier {
	d := bareClaim()
	d.Claim.State, d.Claim.Reason, d.Claim.StateNote, d.Step = claims.Rejected, claims.RejectOpinion, "Says how he feels about the sum.", claims.StepClosed
	return d
}

func splitUp() claims.Dossier {
	d := bareClaim()
	d.Claim.State, d.Step, d.Related = claims.SplitUp, claims.StepClosed, claimstest.Rows()[3:5]
	return d
}

// arabicClaim is a claim in Arabic whose words are not in the article any more.
func arabicClaim() claims.Dossier {
	d := bareClaim()
	d.Article.Lang, d.Article.Headline, d.Claim.Wording = "ar", arabic.headline, "كلّف خط الترام الجديد في لارموث 310 ملايين يورو"
	d.Claim.Appearances = []claims.Appearance{{Exact: "خط الترام الجديد كلّف 310 ملايين يورو", Spans: []claims.Span{{Start: 0, End: 1 << 20}}, Anchor: claims.AnchorLost}}
	return d
}
