package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/views/static"
	"assay/web/webtest"
)

// wantHeaders is what every answer must carry, whatever it answers.
func wantHeaders(t *testing.T, what string, h http.Header) {
	t.Helper()
	for name, value := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if h.Get(name) != value {
			t.Errorf("%s: %s is %q, want %q", what, name, h.Get(name), value)
		}
	}
	if h.Get("Permissions-Policy") == "" || h.Get("Cache-Control") == "" {
		t.Errorf("%s: no Permissions-Policy or no Cache-Control", what)
	}
	policy := map[string]string{}
	for part := range strings.SplitSeq(h.Get("Content-Security-Policy"), ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		policy[name] = value
	}
	for name, value := range map[string]string{
		"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'self'", "form-action": "'self'",
		"base-uri": "'none'", "frame-ancestors": "'none'", "object-src": "'none'", "require-trusted-types-for": "'script'",
	} {
		if policy[name] != value {
			t.Errorf("%s: the policy says %s %q, want %q", what, name, policy[name], value)
		}
	}
	if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
		t.Errorf("%s: the policy is %q", what, h.Get("Content-Security-Policy"))
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	admin, viewer, stranger := site.As(t, claims.Admin), site.As(t, claims.Viewer), site.Client(t)
	reviewer := site.As(t, claims.Reviewer)
	for _, path := range s.pages(site.Users[claims.Viewer].ID) {
		c := admin
		if strings.HasPrefix(path, "/import/") {
			c = reviewer
		}
		wantHeaders(t, path, c.Get(path).Want(http.StatusOK).Header)
	}
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	big := strings.Repeat("x=1&", 1<<19)
	for what, tt := range map[string]struct {
		r      *webtest.Response
		status int
	}{
		"the sign-in page":        {stranger.Get("/login"), http.StatusOK},
		"the way to the sign-in":  {stranger.Get("/queue"), http.StatusSeeOther},
		"the start page":          {admin.Get("/"), http.StatusSeeOther},
		"an unknown page":         {admin.Get("/no/such/page"), http.StatusNotFound},
		"an unknown claim":        {admin.Get("/claims/0000000000000000"), http.StatusNotFound},
		"an id in a wrong form":   {admin.Get("/claims/none"), http.StatusNotFound},
		"an unknown style":        {stranger.Get("/static/app.css"), http.StatusNotFound},
		"a page one may not see":  {viewer.Get("/people"), http.StatusForbidden},
		"a form of another site":  {admin.Do(http.MethodPost, "/undo", nil, http.Header{"Sec-Fetch-Site": {"cross-site"}}), http.StatusForbidden},
		"a wrong method":          {admin.Do(http.MethodDelete, "/claims/"+s.decided, nil, nil), http.StatusMethodNotAllowed},
		"a post to a page":        {admin.Post("/queue", nil), http.StatusMethodNotAllowed},
		"a path with two slashes": {admin.Get("//queue"), http.StatusTemporaryRedirect},
		"a path with dots":        {admin.Get("/claims/../queue"), http.StatusTemporaryRedirect},
		"a form with faults":      {admin.Post("/claims/"+s.accepted+"/verdict", nil), http.StatusUnprocessableEntity},
		"a step that is not open": {admin.Post("/claims/"+s.accepted+"/accept", url.Values{"version": {"2"}}), http.StatusUnprocessableEntity},
		"a stale step":            {admin.Post("/claims/"+s.accepted+"/accept", url.Values{"version": {"1"}}), http.StatusConflict},
		"a form that is too long": {admin.Do(http.MethodPost, "/undo", strings.NewReader(big), form), http.StatusRequestEntityTooLarge},
		"a style":                 {stranger.Get(static.URL("app.css")), http.StatusOK},
		"a sign of life":          {stranger.Get("/healthz"), http.StatusOK},
		"a download":              {admin.Get("/articles/" + s.article + "/report.csv"), http.StatusOK},
		"an article's text":       {admin.Get("/articles/" + s.article + "/text"), http.StatusOK},
		"a form that was taken":   {admin.Post("/settings/me/look", nil), http.StatusSeeOther},
		"a part for the script":   {admin.Do(http.MethodGet, "/articles/"+s.article, nil, http.Header{"Hx-Request": {"true"}}), http.StatusOK},
		"a script's way in":       {stranger.Do(http.MethodGet, "/queue", nil, http.Header{"Hx-Request": {"true"}}), http.StatusUnauthorized},
	} {
		if tt.r.Status != tt.status && !(tt.status == http.StatusTemporaryRedirect && tt.r.Status == http.StatusMovedPermanently) {
			t.Errorf("%s: %d, want %d", what, tt.r.Status, tt.status)
		}
		wantHeaders(t, what, tt.r.Header)
	}
	if allow := admin.Post("/queue", nil).Header.Get("Allow"); allow != "GET, HEAD" {
		t.Errorf("Allow for /queue is %q", allow)
	}
}

func TestWhatBrowsersMayKeep(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	admin, stranger := site.As(t, claims.Admin), site.Client(t)
	for _, path := range []string{"/settings/me", "/settings/desk", "/people", "/people/new", "/people/" + site.Users[claims.Viewer].ID, "/articles/" + s.article + "/report.csv"} {
		if r := admin.Get(path).Want(http.StatusOK); r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
			t.Errorf("%s: Cache-Control %q, ETag %q; want it never kept", path, r.Header.Get("Cache-Control"), r.Header.Get("ETag"))
		}
	}
	for what, r := range map[string]*webtest.Response{"/login": stranger.Get("/login"), "a redirect": stranger.Get("/queue"), "a missing page": admin.Get("/none")} {
		if r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", what, r.Header.Get("Cache-Control"))
		}
	}
	for _, path := range []string{"/queue", "/articles/" + s.article, "/claims/" + s.decided, "/articles", "/search?q=river", "/history"} {
		r := settled(admin, path).Want(http.StatusOK)
		if r.Header.Get("Cache-Control") != "private, no-cache" || r.Header.Get("ETag") == "" || !strings.Contains(r.Header.Get("Vary"), "Cookie") {
			t.Fatalf("%s: %v", path, r.Header)
		}
		again := admin.Do(http.MethodGet, path, nil, http.Header{"If-None-Match": {r.Header.Get("ETag")}})
		if again.Status != http.StatusNotModified || again.Body != "" {
			t.Errorf("%s asked for again: %d with %d bytes, want 304", path, again.Status, len(again.Body))
		}
		wantHeaders(t, path+" again", again.Header)
		if r := admin.Do(http.MethodGet, path, nil, http.Header{"If-None-Match": {`"another", W/"one"`}}); r.Status != http.StatusOK {
			t.Errorf("%s with another ETag: %d", path, r.Status)
		}
	}
}

func TestStaticFilesAreKeptForEver(t *testing.T) {
	site := webtest.Start(t)
	c := site.Client(t)
	for name, kind := range map[string]string{"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"} {
		path := static.URL(name)
		plain := c.Do(http.MethodGet, path, nil, http.Header{"Accept-Encoding": {"identity"}}).Want(http.StatusOK)
		if plain.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || plain.Header.Get("Content-Type") != kind || plain.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: %v", name, plain.Header)
		}
		zipped := c.Do(http.MethodGet, path, nil, http.Header{"Accept-Encoding": {"gzip"}}).Want(http.StatusOK)
		z, err := gzip.NewReader(strings.NewReader(zipped.Body))
		if err != nil || zipped.Header.Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s: %v, %v", name, err, zipped.Header)
		}
		if b, err := io.ReadAll(z); err != nil || string(b) != plain.Body {
			t.Errorf("%s: unpacked it is another file (%v)", name, err)
		}
		c.Do(http.MethodGet, path, nil, http.Header{"If-None-Match": {plain.Header.Get("ETag")}}).Want(http.StatusNotModified)
		if head := c.Do(http.MethodHead, path, nil, nil).Want(http.StatusOK); head.Body != "" {
			t.Errorf("%s: HEAD has a body", name)
		}
	}
}

func TestAnOpenAddressLooksUpNoSession(t *testing.T) {
	site := webtest.Start(t)
	clock := stop(site)
	c := site.As(t, claims.Viewer)
	seen := func() time.Time {
		list, err := site.Sessions(t.Context(), site.Users[claims.Viewer].ID)
		if err != nil || len(list) != 1 {
			t.Fatalf("sessions: %v, %v", list, err)
		}
		return list[0].Seen
	}
	before := seen()
	clock.move(2 * time.Minute)
	for _, path := range []string{static.URL("app.css"), "/healthz"} {
		c.Get(path).Want(http.StatusOK)
		if !seen().Equal(before) {
			t.Errorf("%s counts as use of the session", path)
		}
	}
	c.Get("/queue").Want(http.StatusOK)
	if seen().Equal(before) {
		t.Error("a page does not count as use of the session")
	}
}

func TestTheHeadOfADownloadIsAnsweredWithoutMakingIt(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Viewer)
	path := "/articles/" + s.article + "/report.csv"
	got, head := c.Get(path).Want(http.StatusOK), c.Do(http.MethodHead, path, nil, nil).Want(http.StatusOK)
	for _, name := range []string{"Content-Type", "Content-Disposition"} {
		if head.Header.Get(name) == "" || head.Header.Get(name) != got.Header.Get(name) {
			t.Errorf("%s is %q, of the download itself %q", name, head.Header.Get(name), got.Header.Get(name))
		}
	}
	c.Do(http.MethodHead, "/articles/"+s.article+"/report.exe", nil, nil).Want(http.StatusNotFound)
}

// settled asks for a page until it is twice the same: what is like a claim is read in the background when it is first
// wanted.
func settled(c *webtest.Client, path string) *webtest.Response {
	r := c.Get(path)
	for {
		again := c.Get(path)
		if again.Body == r.Body {
			return r
		}
		r = again
	}
}
