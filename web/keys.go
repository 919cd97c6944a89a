package web

import (
	"fmt"
	"net/http"
	"time"

	"assay/claims"
	"assay/views"
)

const keymapCookie = "assay-keymap"

// keymapOf reads the single keys that the reader changed.
func keymapOf(r *http.Request) views.Keymap {
	c, err := r.Cookie(keymapCookie)
	if err != nil {
		return nil
	}
	return views.ReadKeymap(c.Value)
}

// setMyKeys keeps which single keys the reader presses: in a cookie, as his other choices of look.
func (s *Server) setMyKeys(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	if f.line("do") == "reset" {
		v.keepKeymap(nil)
		v.flash("All keys are as they come", "")
		return v.redirect(views.MeURL)
	}
	typed := views.SingleKeys()
	for i := range typed {
		typed[i] = f.line(fmt.Sprintf("key_%d", i+1))
	}
	keys, bad := views.NewKeymap(typed)
	if bad := claims.Fields(f.err(bad.Err())); bad != nil {
		return s.mePage(v, http.StatusUnprocessableEntity, *v.user, typed, bad)
	}
	v.keepKeymap(keys)
	v.flash("Your keys were saved", "")
	return v.redirect(views.MeURL)
}

func (v *visit) keepKeymap(keys views.Keymap) {
	c := &http.Cookie{
		Name: keymapCookie, Value: keys.Cookie(), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), HttpOnly: true,
		Secure: v.s.sessions.secure, SameSite: http.SameSiteLaxMode,
	}
	if c.Value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}
