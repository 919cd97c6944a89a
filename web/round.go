package web

import (
	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) showReopen(v *visit) error {
	return s.aboutClaim(v, "Send back for review", tryReopen, func(p views.Page, d claims.Dossier) templ.Component {
		return views.ReopenPage(p, d, views.ReasonForm{Version: roundVersion(d)}, nil)
	})
}

func tryReopen(d claims.Dossier, by claims.Actor) error {
	_, err := claims.Reopen(d, "a reason", by, d.Claim.Created)
	return err
}

func roundVersion(d claims.Dossier) int {
	if d.Round == nil {
		return 0
	}
	return d.Round.Version
}

func (s *Server) reopenRound(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.ReasonForm{Version: version, Note: f.text("reason")}
	if err = f.bad.Err(); err == nil {
		err = s.db.ReopenRound(v.ctx(), v.by(f), id, version, in.Note)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, "Send back for review", func(p views.Page, d claims.Dossier) templ.Component {
			in.Version = again.version(version, roundVersion(d))
			return views.ReopenPage(p, d, in, again.bad)
		})
	}
	if err != nil {
		return err
	}
	v.flash("The claim was sent back for review", "")
	return s.claimChanged(v, f, id)
}

func (s *Server) takeClaim(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	lease, err := s.db.TakeClaim(v.ctx(), v.once(), id)
	if err != nil {
		return err
	}
	if lease.UserID != v.user.ID {
		v.flash(lease.Name+" took this claim a moment ago", "You can work on it all the same: nothing is locked.")
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) releaseClaim(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	if err := s.db.ReleaseClaim(v.ctx(), v.once(), id); err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}
