package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
	"assay/web"
	"assay/web/webtest"
)

// clock is a clock that stands still until it is moved.
type clock struct {
	start time.Time
	ahead atomic.Int64
}

// stop gives a site a clock of its own, before anybody has asked it anything.
func stop(site *webtest.Site) *clock {
	c := &clock{start: time.Now().Add(time.Minute)}
	site.Now = func() time.Time { return c.start.Add(time.Duration(c.ahead.Load())) }
	return c
}

func (c *clock) move(d time.Duration) { c.ahead.Add(int64(d)) }

// idOf is the session id in a browser's cookie.
func idOf(c *webtest.Client) string {
	for _, cookie := range c.Cookies() {
		if cookie.Name == "assay" {
			return cookie.Value
		}
	}
	return ""
}

// signedIn tells whether a browser's session holds. Any other answer than the page or the way to the sign-in fails.
func signedIn(t *testing.T, c *webtest.Client) bool {
	t.Helper()
	r := c.Get("/queue")
	if r.Status != http.StatusOK && !(r.Status == http.StatusSeeOther && strings.HasPrefix(r.Where, "/login")) {
		t.Fatalf("the queue answers %d to %q", r.Status, r.Where)
	}
	return r.Status == http.StatusOK
}

// holds tells whether a session id is alive on the server.
func holds(t *testing.T, site *webtest.Site, id string) bool {
	t.Helper()
	return site.Client(t).Do(http.MethodGet, "/queue", nil, http.Header{"Cookie": {"assay=" + id}}).Status == http.StatusOK
}

func TestSigningInGivesANewSession(t *testing.T) {
	site := webtest.Start(t)
	login := func(c *webtest.Client, cookie string) *webtest.Response {
		body := url.Values{"handle": {"reviewer"}, "password": {webtest.Password}}.Encode()
		return c.Do(http.MethodPost, "/login", strings.NewReader(body), http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}, "Cookie": {"assay=" + cookie},
		}).Want(http.StatusSeeOther)
	}
	planted := strings.Repeat("A", 43)
	c := site.Client(t)
	login(c, planted)
	if idOf(c) == planted || idOf(c) == "" || holds(t, site, planted) {
		t.Error("an id that was planted in the browser became a session")
	}
	victim, other := site.Client(t), site.As(t, claims.Viewer)
	id := idOf(other)
	login(victim, id)
	if idOf(victim) == id || holds(t, site, id) {
		t.Error("signing in kept the session that the browser came with")
	}
	if !signedIn(t, victim) {
		t.Error("the new session does not hold")
	}
}

func TestSessionsEndOnTheServer(t *testing.T) {
	t.Run("signing out", func(t *testing.T) {
		site := webtest.Start(t)
		c, other := site.As(t, claims.Reviewer), site.As(t, claims.Reviewer)
		id := idOf(c)
		if r := c.Get("/logout"); r.Status == http.StatusSeeOther || !signedIn(t, c) {
			t.Errorf("GET /logout: %d; it must do nothing", r.Status)
		}
		r := submit(t, c, "/queue", "logout").Want(http.StatusSeeOther)
		if r.Header.Get("Clear-Site-Data") != `"cache"` || idOf(c) != "" {
			t.Error("the browser keeps the pages or the cookie")
		}
		if holds(t, site, id) {
			t.Error("the session holds after signing out")
		}
		if !signedIn(t, other) {
			t.Error("signing out ended another browser's session")
		}
	})
	t.Run("a new password of one's own", func(t *testing.T) {
		site := webtest.Start(t)
		c, other := site.As(t, claims.Reviewer), site.As(t, claims.Reviewer)
		id := idOf(c)
		r := submit(t, c, "/settings/me", "password", "current", "wrong", "password", "a fresh long password", "password_again", "a fresh long password").Want(http.StatusUnprocessableEntity)
		if errorsOf(r, "current") == "" || !signedIn(t, other) {
			t.Errorf("a wrong current password was taken, or has no message\n%s", r.Text())
		}
		submit(t, c, "/settings/me", "password", "current", webtest.Password, "password", "a fresh long password", "password_again", "a fresh long password").Want(http.StatusSeeOther)
		if holds(t, site, id) || idOf(c) == id {
			t.Error("the old id holds after the password was changed")
		}
		if signedIn(t, other) {
			t.Error("another browser is still signed in")
		}
		if !signedIn(t, c) {
			t.Error("the browser that changed the password is signed out")
		}
		site.Client(t).Post("/login", url.Values{"handle": {"reviewer"}, "password": {webtest.Password}}).Want(http.StatusUnprocessableEntity)
	})
	t.Run("a new password set by an admin", func(t *testing.T) {
		site := webtest.Start(t)
		c, admin := site.As(t, claims.Reviewer), site.As(t, claims.Admin)
		submit(t, admin, "/people/"+site.Users[claims.Reviewer].ID, "password", "password", "a fresh long password").Want(http.StatusSeeOther)
		if signedIn(t, c) {
			t.Error("the user is still signed in")
		}
	})
	t.Run("everywhere else", func(t *testing.T) {
		site := webtest.Start(t)
		c, other := site.As(t, claims.Reviewer), site.As(t, claims.Reviewer)
		submit(t, c, "/settings/me", "sessions").Want(http.StatusSeeOther)
		if signedIn(t, other) || !signedIn(t, c) {
			t.Error("the wrong session was ended")
		}
	})
	t.Run("a disabled account", func(t *testing.T) {
		site := webtest.Start(t)
		c, admin := site.As(t, claims.Reviewer), site.As(t, claims.Admin)
		submit(t, admin, "/people/"+site.Users[claims.Reviewer].ID, "edit-user", "disabled", "1").Want(http.StatusSeeOther)
		if signedIn(t, c) {
			t.Error("the disabled user is still signed in")
		}
		site.Client(t).Post("/login", url.Values{"handle": {"reviewer"}, "password": {webtest.Password}}).Want(http.StatusUnprocessableEntity)
	})
}

func TestSessionsExpire(t *testing.T) {
	t.Run("after half a day without a request", func(t *testing.T) {
		site := webtest.Start(t)
		clock := stop(site)
		c := site.As(t, claims.Viewer)
		for range 3 {
			clock.move(11*time.Hour + 59*time.Minute)
			if !signedIn(t, c) {
				t.Fatal("a session in use ended within 12 hours")
			}
		}
		clock.move(12*time.Hour + time.Minute)
		if signedIn(t, c) {
			t.Error("the session holds after 12 idle hours")
		}
	})
	t.Run("after a week in any case", func(t *testing.T) {
		site := webtest.Start(t)
		clock := stop(site)
		c := site.As(t, claims.Viewer)
		for range 20 {
			clock.move(8 * time.Hour)
			if !signedIn(t, c) {
				t.Fatal("a session in use ended within a week")
			}
		}
		clock.move(8*time.Hour + time.Minute)
		if signedIn(t, c) {
			t.Error("the session holds after a week")
		}
	})
	t.Run("neither at once nor never when the clock is set back", func(t *testing.T) {
		site := webtest.Start(t)
		clock := stop(site)
		c := site.As(t, claims.Viewer)
		clock.move(-time.Hour)
		if !signedIn(t, c) {
			t.Error("the session ended when the clock went back")
		}
		clock.move(8 * 24 * time.Hour)
		if signedIn(t, c) {
			t.Error("the session holds for ever")
		}
	})
}

func TestChangedCookiesAreRefused(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Admin)
	id := idOf(c)
	digest := sha256.Sum256([]byte(id))
	variants := []string{
		"", id + "A", "A" + id, id[1:], id[:42], id + "=", strings.ToUpper(id), strings.ToLower(id), hex.EncodeToString(digest[:]),
		hex.EncodeToString(digest[:])[:43], strings.Repeat("A", 43), strings.Repeat("%00", 14) + "A", "' OR 1=1 --" + id[11:], id[:40] + "../",
		strings.Repeat("x", 4000), `{"user":"admin"}`, "null", "undefined", "-1", "..%2f..%2fetc%2fpasswd",
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/"
	rnd := rand.New(rand.NewPCG(1, 2))
	for len(variants) < 220 {
		b := []byte(id)
		for range 1 + rnd.IntN(3) {
			b[rnd.IntN(len(b))] = alphabet[rnd.IntN(len(alphabet))]
		}
		if string(b) != id {
			variants = append(variants, string(b))
		}
	}
	for _, v := range variants {
		if v == id {
			continue
		}
		r := site.Client(t).Do(http.MethodGet, "/people", nil, http.Header{"Cookie": {"assay=" + v + "; assay-theme=" + v + "; assay-flash=" + v}})
		if r.Status != http.StatusSeeOther || !strings.HasPrefix(r.Where, "/login") {
			t.Errorf("cookie %.60q: %d to %q, want the sign-in page", v, r.Status, r.Where)
		}
	}
	if !signedIn(t, c) {
		t.Error("the changed cookies ended the real session")
	}
	// A message that is not the session's own is not shown.
	r := c.Do(http.MethodGet, "/settings/me", nil, http.Header{"Cookie": {"assay-flash=MTY5fGZvcmdlZA"}}).Want(http.StatusOK)
	if strings.Contains(r.Body, "forged") {
		t.Error("a forged message is on the page")
	}
}

func TestCookiesAreKeptFromScriptsAndOtherSites(t *testing.T) {
	site := webtest.Start(t)
	for _, tt := range []struct {
		base, name string
		secure     bool
	}{{"http://desk.example", "assay", false}, {"https://desk.example", "__Host-assay", true}} {
		t.Run(tt.base, func(t *testing.T) {
			server, err := web.New(web.Config{DB: site.DB, BaseURL: tt.base})
			if err != nil {
				t.Fatal(err)
			}
			form := url.Values{"handle": {"editor"}, "password": {webtest.Password}}.Encode()
			req := httptest.NewRequest(http.MethodPost, tt.base+"/login", strings.NewReader(form))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			server.Handler().ServeHTTP(w, req)
			cookies := w.Result().Cookies()
			if w.Code != http.StatusSeeOther || len(cookies) != 1 {
				t.Fatalf("sign-in: %d, %d cookies", w.Code, len(cookies))
			}
			c := cookies[0]
			if c.Name != tt.name || c.Secure != tt.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 7*24*3600 {
				t.Errorf("the session's cookie is %+v", c)
			}
			if hsts := w.Header().Get("Strict-Transport-Security"); (hsts != "") != tt.secure || tt.secure && hsts != "max-age=63072000; includeSubDomains" {
				t.Errorf("Strict-Transport-Security is %q", hsts)
			}
			look := httptest.NewRequest(http.MethodPost, tt.base+"/settings/me/look", strings.NewReader("theme=dark&keys=off"))
			look.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w = httptest.NewRecorder()
			server.Handler().ServeHTTP(w, look)
			for _, c := range w.Result().Cookies() {
				if c.Secure != tt.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
					t.Errorf("the cookie of the look is %+v", c)
				}
			}
		})
	}
	for _, base := range []string{"", "desk.example", "ftp://desk.example", "https://u:p@desk.example"} {
		if _, err := web.New(web.Config{DB: site.DB, BaseURL: base}); err == nil {
			t.Errorf("New takes the base address %q", base)
		}
	}
}

func TestTheRecordHoldsNothingThatAPasswordCouldBeTriedOn(t *testing.T) {
	site := webtest.Start(t)
	admin := site.As(t, claims.Admin)
	path := "/people/" + site.Users[claims.Viewer].ID + "/password"
	form := url.Values{"op": {"1"}, "password": {"a guessable long password"}}
	admin.Post(path, form).Want(http.StatusSeeOther)
	var last db.RecordLine
	for line, err := range site.EachEvent(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		last = line
	}
	if last.Kind != string(claims.UserPassword) || last.Op == "" {
		t.Fatalf("the last event is %s of operation %q", last.Kind, last.Op)
	}
	// Everything that a reader of the record knows: who, where, and what he guesses.
	for _, who := range []string{"", site.Users[claims.Admin].ID, site.Users[claims.Viewer].ID} {
		sum := sha256.Sum256([]byte(who + "\x00" + path + "\x00" + form.Encode()))
		if strings.HasPrefix(hex.EncodeToString(sum[:]), last.Op) {
			t.Error("the operation's name confirms a guess at the password")
		}
	}
	if strings.Contains(fmt.Sprint(last), "guessable") {
		t.Error("the password is in the record")
	}
}
