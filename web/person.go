package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) listPeople(v *visit) error {
	users, err := s.db.Users(v.ctx())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "People", "", func(p views.Page) templ.Component { return views.People(p, users) })
}

func (s *Server) newPerson(v *visit) error {
	return s.personNewForm(v, http.StatusOK, claims.User{Role: claims.Reviewer}, nil)
}

func (s *Server) personNewForm(v *visit, status int, in claims.User, bad claims.FieldErrors) error {
	return v.show(status, "Add a person", "", func(p views.Page) templ.Component { return views.PersonNew(p, in, bad) })
}

func (s *Server) createPerson(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	in := claims.User{Handle: strings.ToLower(f.line("handle")), Name: f.line("name"), Role: claims.Role(f.line("role"))}
	bad := claims.Fields(claims.CheckUser(in))
	hash, err := s.newPassword(v, f, in.Handle)
	if err != nil {
		return err
	}
	f.bad = append(bad, f.bad...)
	if err = f.bad.Err(); err == nil {
		_, err = s.db.AddUser(v.ctx(), v.by(f), in, hash)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.personNewForm(v, http.StatusUnprocessableEntity, in, bad)
	}
	if err != nil {
		return err
	}
	v.flash(in.Name+" was added", "Hand the password over yourself; it can be changed under the account.")
	return v.redirect(views.PeopleURL)
}

func (s *Server) showPerson(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	u, err := s.db.User(v.ctx(), id)
	if err != nil {
		return err
	}
	return s.personForm(v, http.StatusOK, u, u.Name, nil)
}

// personForm shows an account; name is the one it has now, whatever was typed.
func (s *Server) personForm(v *visit, status int, u claims.User, name string, bad claims.FieldErrors) error {
	return v.show(status, name, "", func(p views.Page) templ.Component { return views.PersonEdit(p, u, name, bad) })
}

func (s *Server) editPerson(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	now, err := s.db.User(v.ctx(), id)
	if err != nil {
		return err
	}
	in := now
	in.Version, in.Name, in.Role, in.Disabled = version, f.line("name"), claims.Role(f.line("role")), f.ticked("disabled")
	if err = f.bad.Err(); err == nil {
		err = s.db.EditUser(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.personForm(v, http.StatusUnprocessableEntity, in, now.Name, bad)
	}
	if conflict := asConflict(err); conflict != nil {
		return v.conflict(conflict, now.Name, "edit-user", views.PersonURL(id), views.PersonURL(id), now.Version, []views.ConflictField{
			{Name: "name", Label: "Name", Theirs: now.Name, Yours: in.Name},
			{Name: "role", Label: "Role", Theirs: string(now.Role), Yours: string(in.Role)},
			{Name: "disabled", Yours: f.values.Get("disabled")},
		})
	}
	if err != nil {
		return err
	}
	v.flash(in.Name+" was changed", "")
	return v.redirect(views.PeopleURL)
}

// setPersonPassword sets the password of somebody else. One's own needs the current one: see setMyPassword.
func (s *Server) setPersonPassword(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	if id == v.user.ID {
		return claims.Problem("Change your own password under Settings, where the current one is asked for.")
	}
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	u, err := s.db.User(v.ctx(), id)
	if err != nil {
		return err
	}
	hash, err := s.newPassword(v, f, u.Handle)
	if err != nil {
		return err
	}
	if f.bad != nil {
		return s.personForm(v, http.StatusUnprocessableEntity, u, u.Name, f.bad)
	}
	if err := s.db.SetPassword(v.ctx(), v.by(f), id, hash, ""); err != nil {
		return err
	}
	v.flash("The password of "+u.Name+" was set", "Everyone who was signed in with it is signed out.")
	return v.redirect(views.PeopleURL)
}
