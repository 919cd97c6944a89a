package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	report := func(r claims.Report) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Title = r.Article.Headline
			return views.ReportPage(p, r)
		}
	}
	empty := claimstest.Report()
	empty.Claims = nil
	carried := claimstest.Report()
	for i := range carried.Claims {
		if carried.Claims[i].Verdict == nil {
			carried.Claims[i].Carried = claimstest.Carried().Carried
		}
	}
	rtl := claimstest.Report()
	rtl.Article.Headline, rtl.Article.Lang = arabic.headline, "ar"
	for i := range rtl.Claims {
		rtl.Claims[i].Lang, rtl.Claims[i].Claim.Wording = "ar", arabicClaim().Claim.Wording
	}
	register("Report",
		State{Name: "of an article", Make: report(claimstest.Report())},
		State{Name: "without claims", Make: report(empty)},
		State{Name: "with a carried verdict", Make: report(carried)},
		State{Name: "in Arabic", Make: report(rtl)},
	)
}
