package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"assay/claims"
	"assay/web/webtest"
)

func tryLogin(c *webtest.Client, handle, password string) *webtest.Response {
	return c.Post("/login", url.Values{"handle": {handle}, "password": {password}})
}

func TestAnUnknownNameAndAWrongPasswordGetTheSameAnswer(t *testing.T) {
	site := webtest.Start(t)
	admin := site.As(t, claims.Admin)
	submit(t, admin, "/people/"+site.Users[claims.Auditor].ID, "edit-user", "disabled", "1").Want(http.StatusSeeOther)
	answers := map[string]string{}
	for _, handle := range []string{"viewer", "nobody", "auditor"} {
		r := tryLogin(site.Client(t), handle, "not the right password").Want(http.StatusUnprocessableEntity)
		if len(r.Header.Values("Set-Cookie")) != 0 {
			t.Errorf("%s: a refused sign-in sets %v", handle, r.Header.Values("Set-Cookie"))
		}
		answers[handle] = strings.ReplaceAll(r.Body, handle, "NAME")
	}
	if r := tryLogin(site.Client(t), "auditor", webtest.Password).Want(http.StatusUnprocessableEntity); strings.ReplaceAll(r.Body, "auditor", "NAME") != answers["viewer"] {
		t.Error("the right password of a disabled account is told apart")
	}
	if answers["viewer"] != answers["nobody"] || answers["viewer"] != answers["auditor"] {
		t.Errorf("the answers differ:\n%s\n%s\n%s", answers["viewer"], answers["nobody"], answers["auditor"])
	}
}

func TestGuessingAPasswordIsSlowedDown(t *testing.T) {
	site := webtest.Start(t)
	clock := stop(site)
	c := site.Client(t)
	for n := range 5 {
		if r := tryLogin(c, "viewer", "a wrong long password"); r.Status != http.StatusUnprocessableEntity {
			t.Fatalf("try %d: %d", n+1, r.Status)
		}
	}
	r := tryLogin(c, "viewer", webtest.Password).Want(http.StatusTooManyRequests)
	if wait, err := strconv.Atoi(r.Header.Get("Retry-After")); err != nil || wait < 1 || wait > 60 {
		t.Errorf("Retry-After is %q", r.Header.Get("Retry-After"))
	}
	if _, form := r.Form("login"); form.Get("handle") != "viewer" {
		t.Error("the page lost the user name")
	}
	body := url.Values{"handle": {"VIEWER"}, "password": {webtest.Password}}.Encode()
	for _, header := range []string{"X-Forwarded-For", "X-Real-Ip", "Forwarded", "True-Client-Ip"} {
		r := c.Do(http.MethodPost, "/login", strings.NewReader(body), http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, header: {"203.0.113.7"},
		})
		if r.Status != http.StatusTooManyRequests {
			t.Errorf("with %s: %d, want 429", header, r.Status)
		}
	}
	tryLogin(c, "editor", webtest.Password).Want(http.StatusSeeOther)
	clock.move(2 * time.Minute)
	tryLogin(c, "viewer", webtest.Password).Want(http.StatusSeeOther)
	clock.move(time.Second)
	tryLogin(c, "viewer", "a wrong long password").Want(http.StatusUnprocessableEntity) // the count began anew
}

func TestManyGuessesAtOnceDoNotPassTheLimit(t *testing.T) {
	site := webtest.Start(t)
	stop(site)
	var all sync.WaitGroup
	answers := make([]*webtest.Response, 30)
	for i := range answers {
		all.Go(func() { answers[i] = tryLogin(site.Client(t), "viewer", "a wrong long password") })
	}
	all.Wait()
	tried := 0
	for _, r := range answers {
		if r.Status == http.StatusUnprocessableEntity {
			tried++
		}
	}
	if tried < 5 || tried > 7 { // two may be compared at the same time
		t.Errorf("%d of 30 guesses were tried, want 5 to 7", tried)
	}
}

func TestTheCurrentPasswordCannotBeGuessedEither(t *testing.T) {
	site := webtest.Start(t)
	stop(site)
	c := site.As(t, claims.Viewer)
	_, form := c.Get("/settings/me").Form("password")
	filled(form, "password", "a fresh long password", "password_again", "a fresh long password")
	for range 6 {
		c.Post("/settings/me/password", filled(form, "current", "a wrong long password")).Want(http.StatusUnprocessableEntity)
	}
	r := c.Post("/settings/me/password", filled(form, "current", webtest.Password)).Want(http.StatusUnprocessableEntity)
	if !strings.Contains(errorsOf(r, "current"), "Too many") {
		t.Errorf("beside the current password: %q", errorsOf(r, "current"))
	}
}

// hostile are values of next and back that lead elsewhere in one browser or another.
var hostile = []string{
	"https://evil.example", "http://evil.example/queue", "//evil.example", "///evil.example", "////evil.example", `/\evil.example`,
	`\/evil.example`, `\\evil.example`, `/\/evil.example`, "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "\t//evil.example",
	" //evil.example", "/ /evil.example", "javascript:alert(1)", "data:text/html,x", "JaVaScRiPt://%0aalert(1)", "https:evil.example",
	"http:/evil.example", "//evil.example:80/queue", "//user@evil.example", "/%2f/evil.example", "/%2Fevil.example", "/%5cevil.example",
	"/%09/evil.example", "/.//evil.example", "/..//evil.example", "/x/..//evil.example", "//[::1]", "//127.0.0.1", "evil.example",
	"?next=//evil.example", "/\x00/evil.example", "/queue\r\nSet-Cookie: a=b", "%2f%2fevil.example", "/login/../..//evil.example", "",
}

func TestARedirectNeverLeavesTheSite(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Viewer)
	base, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, next := range hostile {
		page := site.Client(t).Get("/login?next=" + url.QueryEscape(next)).Want(http.StatusOK)
		_, form := page.Form("login")
		for what, r := range map[string]*webtest.Response{
			"signed in already": c.Get("/login?next=" + url.QueryEscape(next)),
			"signing in":        c.Post("/login", url.Values{"handle": {"viewer"}, "password": {webtest.Password}, "next": {next}}),
			"from the page":     c.Post("/login", url.Values{"handle": {"viewer"}, "password": {webtest.Password}, "next": {form.Get("next")}}),
			"from a form":       c.Post("/settings/me/look", url.Values{"theme": {"dark"}, "back": {next}}),
		} {
			raw := r.Want(http.StatusSeeOther).Header.Get("Location")
			to, err := base.Parse(raw)
			if err != nil || to.Host != base.Host || !strings.HasPrefix(raw, "/") || strings.HasPrefix(raw, "//") || strings.ContainsAny(raw, "\\\t\r\n") {
				t.Errorf("%s with %q leads to %q", what, next, raw)
			}
			if len(r.Header.Values("Set-Cookie")) > 1 {
				t.Errorf("%s with %q sets %v", what, next, r.Header.Values("Set-Cookie"))
			}
		}
	}
	r := c.Post("/login", url.Values{"handle": {"viewer"}, "password": {webtest.Password}, "next": {"/claims?state=accepted"}})
	if r.Where != "/claims?state=accepted" {
		t.Errorf("a page of ours is forgotten: %q", r.Where)
	}
}

func TestAStrangerComesBackToThePageHeWanted(t *testing.T) {
	site := webtest.Start(t)
	c := site.Client(t)
	r := c.Get("/claims?state=accepted").Want(http.StatusSeeOther)
	action, form := c.Get(r.Where).Want(http.StatusOK).Form("login")
	r = c.Post(action, filled(form, "handle", "viewer", "password", webtest.Password)).Want(http.StatusSeeOther)
	if r.Where != "/claims?state=accepted" {
		t.Errorf("led to %q", r.Where)
	}
}
