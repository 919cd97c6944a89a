package gallery

import (
	"strings"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	talk := func(name string, as claims.Role, change func(d *claims.Dossier)) State {
		return State{Name: name, As: as, Make: func(p views.Page) templ.Component {
			d := claimstest.Dossier()
			d.Comments = claimstest.Comments()
			change(&d)
			p.Nav, p.Title = "claims", d.Claim.Wording
			return views.ClaimPage(p, d)
		}}
	}
	register("Comments",
		talk("open and settled", "", func(*claims.Dossier) {}),
		talk("for a viewer", claims.Viewer, func(*claims.Dossier) {}),
		talk("all settled", "", func(d *claims.Dossier) { d.Comments = d.Comments[1:2] }),
		talk("kept back from a blind reviewer", "", func(d *claims.Dossier) { d.Comments, d.Withheld, d.Blind = d.Comments[:1], 2, true }),
		State{Name: "with errors", Make: func(p views.Page) templ.Component {
			p.Nav = "claims"
			return views.CommentPage(p, claimstest.Dossier(), " ", claims.FieldErrors{{Field: "comment", Msg: "Fill this in."}})
		}},
	)

	notices := func(name string, unseen int, n claims.NoticePage) State {
		return State{Name: name, Make: func(p views.Page) templ.Component {
			p.Unseen = unseen
			return views.Notices(nav(p, "notices"), n)
		}}
	}
	items := claimstest.Notices()
	long := claimstest.Notices()[:2]
	long[0].Wording = strings.Repeat("A claim may be long, and it is never cut short. ", 12)
	long[1].Wording, long[1].By = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 6), strings.Repeat("Verylongname", 6)
	register("Notices",
		notices("of every kind", 5, claims.NoticePage{Rows: claims.Page[claims.NoticeRow]{Items: items, Next: "cursor"}}),
		notices("all seen", 0, claims.NoticePage{Rows: claims.Page[claims.NoticeRow]{Items: items[5:]}}),
		notices("a later page", 120, claims.NoticePage{Rows: claims.Page[claims.NoticeRow]{Items: items[2:]}, After: items[1].ID}),
		notices("very long", 2, claims.NoticePage{Rows: claims.Page[claims.NoticeRow]{Items: long}}),
		notices("none", 0, claims.NoticePage{}),
	)
}
