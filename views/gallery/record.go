package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	history := func(name string, v views.HistoryView) State {
		return State{Name: name, As: claims.Auditor, Make: func(p views.Page) templ.Component { return views.History(nav(p, "history"), v) }}
	}
	head, claim := claimstest.Head(), claimstest.Rows()[2]
	rows := claims.Page[claims.EventRow]{Items: claimstest.Events(), Next: "1193"}
	article := views.Link{Href: views.ArticleURL(claim.ArticleID), Label: claim.Headline}
	register("History",
		history("of the desk", views.HistoryView{Rows: rows, Actors: claimstest.Users(), Head: &head}),
		history("of the desk, narrowed to nothing", views.HistoryView{Filter: claims.EventFilter{Kind: claims.DeskEdited}, Actors: claimstest.Users(), Head: &head}),
		history("of a claim", views.HistoryView{
			Rows: claims.Page[claims.EventRow]{Items: claimstest.Events()[:5]}, Filter: claims.EventFilter{ClaimID: claim.ID}, Number: claim.No, Wording: claim.Wording,
			Way: []views.Link{{Href: views.ArticlesURL(""), Label: "Articles"}, article, {Href: views.ClaimURL(claim.ID), Label: "Claim 3"}},
		}),
		history("of an article", views.HistoryView{
			Rows: rows, Filter: claims.EventFilter{ArticleID: claim.ArticleID}, Wording: claim.Headline, Way: []views.Link{{Href: views.ArticlesURL(""), Label: "Articles"}, article},
		}),
	)
}
