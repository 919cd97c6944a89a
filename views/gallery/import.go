package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	page := func(title string, make func(p views.Page) templ.Component) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "articles", title
			return make(p)
		}
	}
	draft := func(change func(*claims.Draft), bad claims.FieldErrors) func(views.Page) templ.Component {
		d := claimstest.Draft()
		change(&d)
		return page("Preview", func(p views.Page) templ.Component { return views.DraftPage(p, d, bad) })
	}
	register("Import",
		State{Name: "three ways", Make: page("Import", func(p views.Page) templ.Component { return views.ImportPage(p, views.ImportForm{}, nil) })},
		State{Name: "refused address", Make: page("Import", func(p views.Page) templ.Component {
			return views.ImportPage(p, views.ImportForm{URL: "http://localhost/"}, claims.FieldErrors{{Field: "url", Msg: "This address leads into a private network."}})
		})},
		State{Name: "preview", Make: draft(func(*claims.Draft) {}, nil)},
		State{Name: "preview without a date", Make: draft(func(d *claims.Draft) { d.Article.Published, d.Guessed = "", false }, nil)},
		State{Name: "preview of a duplicate", Make: draft(func(d *claims.Draft) {
			d.Guessed, d.Same, d.SameName = false, claimstest.ArticleID, d.Article.Headline
		}, nil)},
		State{Name: "preview with errors", Make: draft(func(d *claims.Draft) { d.Article.Headline = "" }, claims.FieldErrors{{Field: "headline", Msg: "Fill this in."}})},
		State{Name: "preview in Arabic", Make: draft(func(d *claims.Draft) {
			e := foreign("ar", arabic)
			d.Article.Lang, d.Article.Headline, d.Article.Text, d.Article.Blocks, d.Article.Candidates = "ar", e.Article.Headline, e.Text.Text, e.Article.Blocks, nil
			for _, c := range e.Claims {
				d.Article.Candidates = append(d.Article.Candidates, claims.Candidate{Wording: c.Wording, Spans: c.Appearance.Spans})
			}
		}, nil)},
		State{Name: "fetching", Make: draft(func(d *claims.Draft) { d.State = claims.DraftFetching }, nil)},
		State{Name: "failed", Make: draft(func(d *claims.Draft) {
			d.State, d.Problem = claims.DraftFailed, "The site answered 403 Forbidden."
		}, nil)},
		State{Name: "saved", Make: draft(func(d *claims.Draft) { d.State, d.Same = claims.DraftSaved, claimstest.ArticleID }, nil)},
	)
	picker := func(block int) func(views.Page) templ.Component {
		return page("New claim", func(p views.Page) templ.Component {
			e := claimstest.Edition()
			f := views.PickerForm{Article: e.Article, Text: e.Text, Block: block}
			b := e.Article.Blocks[block].Span
			half := b.Start + b.Len()/2
			for e.Text.Text[half] != ' ' {
				half++
			}
			f.Sentences = []claims.Span{{Start: b.Start, End: half}, {Start: half + 1, End: b.End}}
			return views.PickerPage(p, f, nil)
		})
	}
	register("Article form",
		State{Name: "sentence picker", Make: picker(2)},
		State{Name: "facts", Make: page("Facts", func(p views.Page) templ.Component {
			a := claimstest.Article()
			return views.ArticleEditPage(p, a, views.EditOfArticle(a), nil)
		})},
	)
}
