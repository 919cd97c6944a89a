package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	page := func(make func(p views.Page) templ.Component) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav = "articles"
			return make(p)
		}
	}
	versions := func(v claims.VersionsPage) func(views.Page) templ.Component {
		return page(func(p views.Page) templ.Component { return views.VersionsPage(p, v) })
	}
	article := claimstest.Article()
	one, many := claimstest.Versions(), claimstest.Versions()
	one.List, one.From, one.To = one.List[1:], claims.ArticleVersion{}, claims.ArticleVersion{}
	third := many.List[0]
	third.Number = 3
	many.List = append([]claims.VersionRow{third}, many.List...)
	same := claimstest.Versions()
	same.From = same.To
	register("Versions",
		State{Name: "two", Make: versions(claimstest.Versions())},
		State{Name: "three", Make: versions(many)},
		State{Name: "one", Make: versions(one)},
		State{Name: "nothing different", Make: versions(same)},
		State{Name: "for a viewer", Make: versions(claimstest.Versions()), As: claims.Viewer},
		State{Name: "new", Make: page(func(p views.Page) templ.Component { return views.NewVersionPage(p, article, views.ImportForm{}, nil) })},
		State{Name: "new with the same text", Make: page(func(p views.Page) templ.Component {
			return views.NewVersionPage(p, article, views.ImportForm{Text: "The same."}, claims.FieldErrors{{Field: "text", Msg: "This is the text that is here already: nothing has changed."}})
		})},
		State{Name: "preview", Make: page(func(p views.Page) templ.Component { return views.RenewalPage(p, claimstest.Renewal(), nil) })},
		State{Name: "preview that met another version", Make: page(func(p views.Page) templ.Component {
			return views.RenewalPage(p, claimstest.Renewal(), claims.FieldErrors{{Msg: "Noor Haddad changed it since you opened the page."}})
		})},
		State{Name: "preview without claims", Make: page(func(p views.Page) templ.Component {
			r := claimstest.Renewal()
			r.Outcomes = nil
			return views.RenewalPage(p, r, nil)
		})},
		State{Name: "preview of the same text", Make: page(func(p views.Page) templ.Component {
			r := claimstest.Renewal()
			r.Next, r.Problem = r.Article, "This is the text that is here already: nothing has changed."
			return views.RenewalPage(p, r, nil)
		})},
	)
	registerAnchors()
}

func registerAnchors() {
	anchor := func(n int, f views.AnchorForm, change func(*claims.Anchoring), bad claims.FieldErrors) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav = "claims"
			a := claimstest.Anchoring(n)
			change(&a)
			f.Version, f.Number = a.Claim.Version, a.Now.Number
			return views.AnchorPage(p, a, f, bad)
		}
	}
	as := func(*claims.Anchoring) {}
	sentence := claims.Likeliest(claimstest.NewerText(), []claims.Span{blockWith("the line cost 316")}, "the line cost 310 million euros", 4)
	register("Anchor",
		State{Name: "moved", Make: anchor(6, views.AnchorForm{Place: "0"}, as, nil)},
		State{Name: "more than one place", Make: anchor(5, views.AnchorForm{}, as, nil)},
		State{Name: "lost", Make: anchor(3, views.AnchorForm{Sentences: sentence}, as, nil)},
		State{Name: "lost with a verdict", Make: anchor(3, views.AnchorForm{}, func(a *claims.Anchoring) { a.Judged = true }, nil)},
		State{Name: "gone", Make: anchor(3, views.AnchorForm{}, func(a *claims.Anchoring) {
			a.Claim.Appearances[0].Spans, a.Claim.Appearances[0].Number = nil, 2
		}, nil)},
		State{Name: "with errors", Make: anchor(3, views.AnchorForm{Place: "typed", Exact: "not there", Sentences: sentence}, as, claims.FieldErrors{
			{Field: "exact", Msg: "These words do not stand in the article as it is now. Copy them from it."},
		})},
	)
	claim := func(n int) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav = "claims"
			d, a := claimstest.Dossier(), claimstest.Anchoring(n)
			d.Claim, d.Text, d.Article.Number = a.Claim, a.Now, 2
			return views.ClaimPage(p, d)
		}
	}
	register("Claim in a new version",
		State{Name: "moved", Make: claim(6)},
		State{Name: "more than one place", Make: claim(5)},
		State{Name: "lost", Make: claim(3)},
		State{Name: "lost for a viewer", Make: claim(3), As: claims.Viewer},
	)
	register("Article in a new version",
		State{Name: "with claims to place", Make: func(p views.Page) templ.Component {
			p.Nav = "articles"
			return views.ArticlePage(p, views.NewArticleView(newerEdition(), ""))
		}},
	)
}

// blockWith is the paragraph of the newer text in which words stand.
func blockWith(words string) claims.Span {
	v := claimstest.NewerVersion()
	for _, b := range claimstest.Renewal().Next.Blocks {
		if s, err := v.Once(words); err == nil && b.Contains(s) {
			return b.Span
		}
	}
	panic("gallery: not in the newer text: " + words)
}

// newerEdition is the article with its newer text and the claims as they stand in it.
func newerEdition() claims.Edition {
	e, r := claimstest.Edition(), claimstest.Renewal()
	e.Article, e.Text, e.Last, e.Closed = r.Next, claimstest.NewerVersion(), nil, nil
	for i := range e.Claims {
		where := r.Outcomes[i].Now.Appearances[0]
		if where.Number != e.Article.Number {
			where.Spans = nil
		}
		e.Claims[i].Appearance = where
	}
	e.Coverage = claims.Cover(e.Article.Blocks, e.Claims)
	return e
}
