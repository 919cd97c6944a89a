package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

// nav names the entry of the bar that a page belongs to.
func nav(p views.Page, entry string) views.Page {
	p.Nav = entry
	return p
}

func init() {
	articles := func(name string, items ...claims.ArticleRow) State {
		return State{Name: name, Make: func(p views.Page) templ.Component {
			return views.Articles(nav(p, "articles"), claims.Page[claims.ArticleRow]{Items: items, Next: "cursor"})
		}}
	}
	register("Articles", articles("several", claimstest.Articles()...), articles("none"))
	register("Reports",
		State{Name: "several", Make: func(p views.Page) templ.Component {
			return views.Reports(nav(p, "reports"), claims.Page[claims.ArticleRow]{Items: claimstest.Articles()})
		}},
		State{Name: "none", Make: func(p views.Page) templ.Component {
			return views.Reports(nav(p, "reports"), claims.Page[claims.ArticleRow]{})
		}},
	)

	list := func(name string, f claims.ClaimFilter, items ...claims.ClaimRow) State {
		return State{Name: name, Make: func(p views.Page) templ.Component {
			return views.Claims(nav(p, "claims"), claims.Page[claims.ClaimRow]{Items: items, Next: "cursor"}, f, claims.DefaultScale())
		}}
	}
	register("Claims",
		list("open ones", claims.ClaimFilter{}, append(claimstest.Rows(), claimstest.ForeignRows()...)...),
		list("closed ones", claims.ClaimFilter{State: claims.Rejected, ArticleID: claimstest.ArticleID}, claimstest.ClosedRows()...),
		list("none", claims.ClaimFilter{}),
		list("none with filters", claims.ClaimFilter{Rating: "satire"}),
	)

	sources := func(name string, items ...claims.SourceRow) State {
		return State{Name: name, Make: func(p views.Page) templ.Component {
			return views.Sources(p, claims.Page[claims.SourceRow]{Items: items, Next: "cursor"})
		}}
	}
	register("Sources", sources("several", claimstest.Sources()...), sources("none"))

	search := func(name string, s claims.SearchPage) State {
		return State{Name: name, Make: func(p views.Page) templ.Component { return views.Search(p, s) }}
	}
	register("Search",
		search("results", claimstest.Search()),
		search("no results", claims.SearchPage{Query: "zeppelin"}),
		search("no query", claims.SearchPage{}),
	)
}
