package web

import (
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/db"
	"assay/views"
)

func (s *Server) showSetup(v *visit) error {
	fresh, err := s.db.NeedsSetUp(v.ctx())
	if err != nil {
		return err
	}
	if !fresh {
		return v.redirect(views.LoginURL(""))
	}
	return s.setupForm(v, http.StatusOK, views.SetupForm{Token: v.r.URL.Query().Get("token"), TimeZone: "UTC"}, nil)
}

func (s *Server) setupForm(v *visit, status int, in views.SetupForm, bad claims.FieldErrors) error {
	v.page.Bare = true
	return v.show(status, "Set up the desk", "", func(p views.Page) templ.Component { return views.Setup(p, in, bad) })
}

func (s *Server) setUp(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	fresh, err := s.db.NeedsSetUp(v.ctx())
	if err != nil {
		return err
	}
	if !fresh { // nobody may make the server hash passwords for nothing
		return v.redirect(views.LoginURL(""))
	}
	in := views.SetupForm{Token: f.line("token"), Desk: f.line("desk"), TimeZone: f.line("time_zone"), Name: f.line("name"), Handle: strings.ToLower(f.line("handle"))}
	hash, err := s.newPassword(v, f, in.Handle)
	if err != nil {
		return err
	}
	if err = f.bad.Err(); err == nil {
		_, err = s.db.SetUp(v.ctx(), db.By{}, db.NewDesk{
			Token: in.Token, Hash: hash, Desk: claims.Desk{Name: in.Desk, TimeZone: in.TimeZone},
			Admin: claims.User{Handle: in.Handle, Name: in.Name},
		})
	}
	if errors.Is(err, claims.ErrForbidden) {
		err = &claims.FieldError{Field: "token", Msg: "This link does not fit, or was used already. The program prints a new one when it starts."}
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.setupForm(v, http.StatusUnprocessableEntity, in, bad)
	}
	if err != nil {
		return err
	}
	user, _, err := s.db.Credential(v.ctx(), in.Handle)
	if err != nil {
		return err
	}
	return v.signIn(user, views.ImportURL)
}

// newPassword reads a new password typed twice and returns its hash; what is wrong with it is a fault of the form.
func (s *Server) newPassword(v *visit, f *form, handle string) (string, error) {
	password := f.values.Get("password")
	if err := claims.CheckPassword(password, handle); err != nil {
		f.bad = append(f.bad, claims.Fields(err)...)
	} else if again, sent := f.values["password_again"]; sent && again[0] != password {
		f.bad.Add("password_again", "The two passwords differ.")
	}
	if f.bad != nil {
		return "", nil
	}
	return s.hashPassword(v.ctx(), password)
}

func (s *Server) showLogin(v *visit) error {
	next := localPath(v.r.URL.Query().Get("next"), "")
	if v.user != nil {
		return v.redirect(localPath(next, views.QueueURL("", "")))
	}
	fresh, err := s.db.NeedsSetUp(v.ctx())
	if err != nil {
		return err
	}
	if fresh {
		return v.redirect(views.SetupURL(""))
	}
	return v.loginForm(http.StatusOK, "", next, nil)
}

func (v *visit) loginForm(status int, handle, next string, bad claims.FieldErrors) error {
	v.page.Bare = true
	return v.show(status, "Sign in", "", func(p views.Page) templ.Component { return views.Login(p, handle, next, bad) })
}

// login answers a wrong name and a wrong password alike, in the same time.
func (s *Server) login(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	handle, next := strings.ToLower(f.line("handle")), localPath(f.values.Get("next"), "")
	user, fits, wait, err := s.tryPassword(v.r, handle, f.values.Get("password"))
	if err != nil {
		return err
	}
	if wait > 0 {
		seconds := int(math.Ceil(wait.Seconds()))
		v.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		return v.loginForm(http.StatusTooManyRequests, handle, next, claims.FieldErrors{{
			Field: "password", Msg: "Too many tries in a row. Wait " + views.Plural(seconds, "second", "seconds") + " and try again.",
		}})
	}
	if !fits {
		return v.loginForm(http.StatusUnprocessableEntity, handle, next, claims.FieldErrors{{
			Field: "password", Msg: "User name and password do not fit together.",
		}})
	}
	return v.signIn(user, localPath(next, views.QueueURL("", "")))
}

// signIn begins a session under a new id, whatever id the browser came with.
func (v *visit) signIn(user claims.User, to string) error {
	if v.session.ID != "" {
		if err := v.s.db.EndSession(v.ctx(), idHash(v.session.ID)); err != nil {
			return err
		}
	}
	v.session.ID = ""
	v.session.Options = v.s.sessions.options(fullTime)
	delete(v.session.Values, sessionKey)
	v.session.Values[userKey] = user
	if err := v.session.Save(v.r, v.w); err != nil {
		return err
	}
	return v.redirect(to)
}

func (s *Server) logout(v *visit) error {
	v.session.Options.MaxAge = -1
	if err := v.session.Save(v.r, v.w); err != nil {
		return err
	}
	// What the browser keeps of the desk's pages goes with the session.
	v.w.Header().Set("Clear-Site-Data", `"cache"`)
	return v.redirect(views.LoginURL(""))
}

func (s *Server) showMe(v *visit) error { return s.mePage(v, http.StatusOK, *v.user, nil, nil) }

// mePage shows the reader's own settings, with what was typed in me and keys; nil are the keys as they stand.
func (s *Server) mePage(v *visit, status int, me claims.User, keys []string, bad claims.FieldErrors) error {
	list, err := s.db.Sessions(v.ctx(), v.user.ID)
	if err != nil {
		return err
	}
	return v.show(status, "Settings", "", func(p views.Page) templ.Component { return views.Me(p, me, len(list), keys, bad) })
}

func (s *Server) editMe(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	me := *v.user
	me.Version, me.Name = f.number("version"), f.line("name")
	if err = f.bad.Err(); err == nil {
		err = s.db.EditUser(v.ctx(), v.by(f), me)
	}
	if again := v.again(f, err); again != nil {
		me.Version = again.version(me.Version, v.user.Version)
		return s.mePage(v, again.status, me, nil, again.bad)
	}
	if err != nil {
		return err
	}
	v.flash("Your name was changed", "")
	return v.redirect(views.MeURL)
}

// setMyPassword needs the current password, so that an open browser is not enough to take an account over.
func (s *Server) setMyPassword(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	_, fits, wait, err := s.tryPassword(v.r, v.user.Handle, f.values.Get("current"))
	if err != nil {
		return err
	}
	switch {
	case wait > 0:
		f.bad.Add("current", "Too many tries in a row. Wait a minute and try again.")
	case !fits:
		f.bad.Add("current", "This is not your current password.")
	}
	fresh, err := s.newPassword(v, f, v.user.Handle)
	if err != nil {
		return err
	}
	if f.bad != nil {
		return s.mePage(v, http.StatusUnprocessableEntity, *v.user, nil, f.bad)
	}
	// A new id for this session, and the end of all others.
	if err := s.db.SetPassword(v.ctx(), v.by(f), v.user.ID, fresh, ""); err != nil {
		return err
	}
	user, err := s.db.User(v.ctx(), v.user.ID)
	if err != nil {
		return err
	}
	return v.signIn(user, views.MeURL)
}

// setLook keeps how the reader wants the pages: cookies, since it must work before anyone signs in.
func (s *Server) setLook(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	for field, cookie := range map[string]string{"theme": themeCookie, "keys": keysCookie} {
		if values, sent := f.values[field]; sent {
			v.setChoice(cookie, values[0])
		}
	}
	if v.scripted() {
		v.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return v.redirect(f.back(views.MeURL))
}

func (v *visit) setChoice(cookie, value string) {
	c := &http.Cookie{Name: cookie, Value: value, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), HttpOnly: true, Secure: v.s.sessions.secure, SameSite: http.SameSiteLaxMode}
	switch value {
	case "light", "dark", "off":
	default: // the system's theme, or keys on
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(v.w, c)
}

func (s *Server) endMySessions(v *visit) error {
	if _, err := readForm(v.r); err != nil {
		return err
	}
	if err := s.db.EndSessions(v.ctx(), v.user.ID, idHash(v.session.ID)); err != nil {
		return err
	}
	v.flash("You are signed out everywhere else", "")
	return v.redirect(views.MeURL)
}

func (s *Server) showDesk(v *visit) error {
	desk, err := s.db.Desk(v.ctx())
	if err != nil {
		return err
	}
	return s.deskForm(v, http.StatusOK, desk, nil)
}

func (s *Server) deskForm(v *visit, status int, desk claims.Desk, bad claims.FieldErrors) error {
	return v.show(status, "The desk", "", func(p views.Page) templ.Component { return views.DeskSettings(p, desk, bad) })
}

func (s *Server) editDesk(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	in := claims.Desk{Version: f.number("version"), Name: f.line("desk"), URL: f.line("url"), Contact: f.line("contact"), TimeZone: f.line("time_zone")}
	if err = f.bad.Err(); err == nil {
		err = s.db.EditDesk(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.deskForm(v, http.StatusUnprocessableEntity, in, bad)
	}
	if conflict := asConflict(err); conflict != nil {
		now, err := s.db.Desk(v.ctx())
		if err != nil {
			return err
		}
		return v.conflict(conflict, "the desk", "desk", views.DeskURL, views.DeskURL, now.Version, []views.ConflictField{
			{Name: "desk", Label: "Name", Theirs: now.Name, Yours: in.Name},
			{Name: "url", Label: "Home page", Theirs: now.URL, Yours: in.URL},
			{Name: "contact", Label: "Contact", Theirs: now.Contact, Yours: in.Contact},
			{Name: "time_zone", Label: "Time zone", Theirs: now.TimeZone, Yours: in.TimeZone},
		})
	}
	if err != nil {
		return err
	}
	v.flash("The desk's settings were changed", "")
	return v.redirect(views.DeskURL)
}

func (s *Server) static(v *visit) error { return v.staticFile(v.r.PathValue("name")) }

// foreign answers a form that another site sent.
func (s *Server) foreign(v *visit) error {
	v.showFault(http.StatusForbidden, views.Unprocessable(v.page, "This form came from another site, so nothing was done. Open the page here and send it again.", ""))
	return nil
}

func (s *Server) panicked(*visit) error { return errors.New("panic") }
