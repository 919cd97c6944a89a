package gallery

import (
	"time"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	changed := claimstest.Published()
	changed.Changed = []claims.EvidenceChange{{
		EvidenceID: changed.Evidence[0].ID, SourceID: changed.Evidence[0].SourceID, Title: changed.Evidence[0].SourceTitle,
		SnapshotID: claimstest.ID(502), Fetched: claimstest.Now.Add(-5 * time.Minute), Relied: true, Open: true,
	}}
	looked := changed
	looked.Changed = []claims.EvidenceChange{changed.Changed[0]}
	looked.Changed[0].Open = false
	looked.Recheck = claims.Recheck{ClaimID: changed.Claim.ID, Note: "The account was moved to another page; the sum is the same.", At: claimstest.Now.Add(-time.Minute), Version: 1}
	looked.RecheckBy = claimstest.User(claims.Editor).Name
	claim := func(d claims.Dossier) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav = "claims"
			return views.ClaimPage(p, d)
		}
	}
	form := func(note string, bad claims.FieldErrors) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav = "claims"
			return views.RecheckPage(p, changed, 0, note, bad)
		}
	}
	register("Recheck",
		State{Name: "evidence changed", Make: claim(changed)},
		State{Name: "evidence changed for a viewer", Make: claim(changed), As: claims.Viewer},
		State{Name: "looked at again", Make: claim(looked)},
		State{Name: "form", Make: form("", nil)},
		State{Name: "form with errors", Make: form("", claims.FieldErrors{{Field: "note", Msg: "Fill this in."}})},
	)
}
