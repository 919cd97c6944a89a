package web

import (
	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

const recheckTitle = "Look at the verdict again"

func (s *Server) showRecheck(v *visit) error {
	return s.aboutClaim(v, recheckTitle, tryRecheck, func(p views.Page, d claims.Dossier) templ.Component {
		return views.RecheckPage(p, d, d.Recheck.Version, "", nil)
	})
}

func tryRecheck(d claims.Dossier, by claims.Actor) error {
	_, err := d.Recheck.Look(d.Changed, "a note", by, d.Recheck.At)
	return err
}

func (s *Server) recheckClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	note := f.text("note")
	if err = f.bad.Err(); err == nil {
		err = s.db.RecheckClaim(v.ctx(), v.by(f), id, version, note)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, recheckTitle, func(p views.Page, d claims.Dossier) templ.Component {
			return views.RecheckPage(p, d, again.version(version, d.Recheck.Version), note, again.bad)
		})
	}
	if err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}
