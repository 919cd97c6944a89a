package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/gorilla/sessions"

	"assay/claims"
	"assay/db"
	"assay/views"
)

// visit is one request of one reader: who he is, how he likes the pages, and where the answer goes.
type visit struct {
	s       *Server
	w       http.ResponseWriter
	r       *http.Request
	session *sessions.Session
	user    *claims.User // nil when signed out
	size    int64        // of the record when the visit began; 0 when signed out
	page    views.Page
}

// handler answers a visit. What it returns is turned into an answer by fail.
type handler func(s *Server, v *visit) error

// ctx is the request's context.
func (v *visit) ctx() context.Context { return v.r.Context() }

// id is the path's {id}. What has not the form of an id is nothing that exists.
func (v *visit) id() (string, error) {
	id := v.r.PathValue("id")
	if !claims.ValidID(id) {
		return "", claims.ErrNotFound
	}
	return id, nil
}

// idOrNone returns s when it has the form of an id, and otherwise "": what is no id names nothing.
func idOrNone(s string) string {
	if !claims.ValidID(s) {
		return ""
	}
	return s
}

// by names the reader as the author of the operation that f asks for.
func (v *visit) by(f *form) db.By {
	return db.By{Actor: v.user.Actor(), Op: f.op(v.session.ID, v.r.URL.Path)}
}

// once names the reader as the author of what may be done any number of times, and leaves no trace in the record.
func (v *visit) once() db.By { return db.By{Actor: v.user.Actor()} }

// scripted tells whether our own script sent the form and takes a part of a page instead of a redirect.
func (v *visit) scripted() bool { return v.r.Header.Get("HX-Request") == "true" }

// render writes a component as the whole answer. It is rendered first, so that a fault cannot leave half a page.
func (v *visit) render(status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(v.ctx(), &b); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	return v.write(status, htmlType, b.Bytes())
}

// show renders a full page with the given title and place in the bar.
func (v *visit) show(status int, title, nav string, body func(p views.Page) templ.Component) error {
	p := v.page
	p.Title, p.Nav = title, nav
	v.takeFlash(&p)
	return v.render(status, body(p))
}

func (v *visit) write(status int, kind string, body []byte) error {
	h := v.w.Header()
	h.Set("Content-Type", kind)
	h.Add("Vary", "Cookie, HX-Request")
	if status == http.StatusOK && v.r.Method == http.MethodGet && v.user != nil && h.Get("Cache-Control") == "no-store" && !private(v.r.URL.Path) {
		// A page of the workbench may be kept by the reader's own browser, and is asked for again each time.
		sum := sha256.Sum256(body)
		etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		h.Set("Cache-Control", "private, no-cache")
		h.Set("ETag", etag)
		if matches(v.r.Header.Get("If-None-Match"), etag) {
			v.w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	return v.plain(status, body)
}

// plain writes the status and the body.
func (v *visit) plain(status int, body []byte) error {
	v.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	v.w.WriteHeader(status)
	if v.r.Method == http.MethodHead {
		return nil
	}
	if _, err := v.w.Write(body); err != nil {
		v.s.log.DebugContext(v.ctx(), "write", "request", requestID(v.r), "err", err) // the browser went away
	}
	return nil
}

// private tells which pages no browser may keep: those about accounts.
func private(path string) bool {
	return strings.HasPrefix(path, "/settings") || strings.HasPrefix(path, "/people") || path == "/login" || path == "/setup"
}

func matches(header, etag string) bool {
	for tag := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(tag), "W/") == etag {
			return true
		}
	}
	return false
}

// redirect answers a form that took effect.
func (v *visit) redirect(to string) error {
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
	return nil
}

// htmlType is the media type of every page.
const htmlType = "text/html; charset=utf-8"

const flashCookie = "assay-flash"

// flash leaves a message for the next page.
func (v *visit) flash(title, body string) {
	v.leave(views.Flash{Kind: "info", Title: title, Body: body})
}

func (v *visit) leave(f views.Flash) {
	if v.session == nil || v.session.ID == "" {
		return
	}
	value, err := flashCodec(v.session.ID).Encode(flashCookie, f)
	if err != nil {
		v.s.log.ErrorContext(v.ctx(), "flash", "err", err)
		return
	}
	http.SetCookie(v.w, &http.Cookie{Name: flashCookie, Value: value, Path: "/", HttpOnly: true, Secure: v.s.sessions.secure, SameSite: http.SameSiteLaxMode, MaxAge: 300})
}

// takeFlash puts a waiting message on the page and removes it.
func (v *visit) takeFlash(p *views.Page) {
	cookie, err := v.r.Cookie(flashCookie)
	if err != nil || v.session == nil || v.session.ID == "" {
		return
	}
	var f views.Flash
	if flashCodec(v.session.ID).Decode(flashCookie, cookie.Value, &f) == nil {
		p.Flash = &f
		if f.Undo > 0 {
			p.Undo = &claims.EventRow{Seq: f.Undo}
		}
	}
	http.SetCookie(v.w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: v.s.sessions.secure, SameSite: http.SameSiteLaxMode})
}

// serve turns a route into an http.Handler: it reads who comes, checks what he may, runs the handler and answers its
// error. When the session cannot be read the visit is that of a stranger, and still serves to show the error.
func (s *Server) serve(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := s.visit(w, r)
		err := v.admit(rt.need)
		if err == nil {
			err = rt.handle(s, v)
		}
		if err != nil {
			v.fail(err)
		}
	})
}

// visit is a request before it is known who makes it.
func (s *Server) visit(w http.ResponseWriter, r *http.Request) *visit {
	return &visit{s: s, w: w, r: r, page: views.Page{
		Now: s.db.Now().In(s.db.Zone()), Zone: s.db.Zone(), Theme: cookieChoice(r, themeCookie, "light", "dark"), KeysOff: cookieChoice(r, keysCookie, "off") == "off", Keys: keymapOf(r),
	}}
}

// recognize reads the session.
func (v *visit) recognize() error {
	session, err := v.s.sessions.Get(v.r, v.s.sessions.cookieName())
	v.session = session
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	if user, ok := session.Values[userKey].(claims.User); ok {
		v.user, v.page.User = &user, &user
		if row, ok := session.Values[sessionKey].(db.Session); ok {
			v.size, v.page.Op, v.page.Unseen = row.Record, strconv.FormatInt(row.Record, 10), row.Unseen
			if err := v.s.sessions.seen(v.ctx(), row); err != nil {
				v.s.log.WarnContext(v.ctx(), "session seen", "request", requestID(v.r), "err", err)
			}
		}
	}
	return nil
}

// The reader's choices of look live in cookies of their own: they are no secret and outlive a session.
const (
	themeCookie = "assay-theme"
	keysCookie  = "assay-keys"
)

// cookieChoice returns a cookie's value when it is one of those allowed, and otherwise "".
func cookieChoice(r *http.Request, name string, allowed ...string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	for _, a := range allowed {
		if c.Value == a {
			return a
		}
	}
	return ""
}

// errSignIn sends a stranger to the sign-in page.
var errSignIn = errors.New("signed out")

// errMethod says that the address is there but does not take the request's method.
var errMethod = errors.New("the address does not take this method")

// admit reads who comes, unless the route is open, and checks what it needs.
func (v *visit) admit(need claims.Permission) error {
	if need == open {
		return nil
	}
	if err := v.recognize(); err != nil {
		return err
	}
	switch {
	case need == anyone:
		return nil
	case v.user == nil:
		return errSignIn
	case need == signedIn || v.user.Role.May(need):
		return nil
	}
	return claims.ErrForbidden
}

// fail answers an error: the only place in which kinds of error become HTTP statuses. What is not of a known kind is
// logged under the request's number; its text stays here.
func (v *visit) fail(err error) {
	p, request := v.page, requestID(v.r)
	switch {
	case errors.Is(err, errSignIn):
		v.signInFirst()
	case asConflict(err) != nil:
		v.showFault(http.StatusConflict, views.Unprocessable(p, conflictBody(asConflict(err)), v.cameFrom()))
	case errors.Is(err, claims.ErrConflict):
		v.showFault(http.StatusConflict, views.Unprocessable(p, "This changed in the meantime. Load the page again and look at what is there now.", v.cameFrom()))
	case errors.Is(err, claims.ErrNotFound):
		v.showFault(http.StatusNotFound, views.NotFound(p))
	case errors.Is(err, claims.ErrForbidden):
		v.showFault(http.StatusForbidden, views.Forbidden(p))
	case errors.Is(err, errMethod):
		v.showFault(http.StatusMethodNotAllowed, views.Unprocessable(p, "This address does not take such a request.", v.cameFrom()))
	case errors.Is(err, errTooLarge):
		v.showFault(http.StatusRequestEntityTooLarge, views.Unprocessable(p, "This is too large to be taken.", v.cameFrom()))
	case errors.Is(err, claims.ErrInvalid):
		v.showFault(http.StatusUnprocessableEntity, views.Unprocessable(p, invalidBody(err), v.cameFrom()))
	case errors.Is(err, context.Canceled): // nobody waits for the answer
	case errors.Is(err, claims.ErrUnavailable):
		v.s.log.ErrorContext(v.ctx(), "unavailable", "request", request, "path", v.r.URL.Path, "err", err)
		v.w.Header().Set("Retry-After", "10")
		v.showFault(http.StatusServiceUnavailable, views.Unavailable(p, request))
	default:
		v.s.log.ErrorContext(v.ctx(), "fault", "request", request, "method", v.r.Method, "path", v.r.URL.Path, "err", err)
		v.showFault(http.StatusInternalServerError, views.Broken(p, request))
	}
}

func (v *visit) showFault(status int, page templ.Component) {
	if err := v.render(status, page); err != nil && !errors.Is(err, context.Canceled) { // nobody waits for the answer
		v.s.log.ErrorContext(v.ctx(), "fault page", "request", requestID(v.r), "err", err)
		http.Error(v.w, "Something went wrong. Request "+requestID(v.r), http.StatusInternalServerError)
	}
}

// cameFrom is the page of ours that a form came from; "" when the browser does not say.
func (v *visit) cameFrom() string {
	u, err := url.Parse(v.r.Referer())
	if err != nil || u.Host != v.r.Host {
		return ""
	}
	return localPath(u.RequestURI(), "")
}

// invalidBody is the text of the errors that speak to people, one sentence each.
func invalidBody(err error) string {
	if fields := claims.Fields(err); fields != nil {
		var msgs []string
		for _, f := range fields {
			msgs = append(msgs, f.Msg)
		}
		return strings.Join(msgs, " ")
	}
	var problem claims.Problem
	if errors.As(err, &problem) {
		return string(problem)
	}
	return "The request does not fit what is there."
}

// signInFirst sends a stranger to the sign-in page and remembers where he wanted to go, or which form he was in when his
// session ended. What he sent is not repeated.
func (v *visit) signInFirst() {
	next := v.cameFrom() // the form, whose draft the browser kept
	if v.r.Method == http.MethodGet {
		next = v.r.URL.RequestURI()
	}
	if next == "/" {
		next = ""
	}
	if v.scripted() {
		v.w.Header().Set("HX-Redirect", views.LoginURL(next))
		v.w.WriteHeader(http.StatusUnauthorized)
		return
	}
	http.Redirect(v.w, v.r, views.LoginURL(next), http.StatusSeeOther)
}
