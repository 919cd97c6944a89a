// Package webtest drives a real server over HTTP for tests, as a browser without script would.
package webtest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
	"assay/web"
)

// Password is the password of every user of a started desk.
const Password = "correct horse battery staple"

// Site is a running server over a store of its own.
type Site struct {
	*dbtest.Desk
	URL string
	Log *LogBuffer // everything the server logged
}

// Start runs a server over a fresh desk with a user of every role. It stops when the test ends.
func Start(t testing.TB) *Site {
	t.Helper()
	desk := dbtest.OpenAt(t, filepath.Join(t.TempDir(), "assay.db"))
	hash, err := web.HashPassword(Password)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range claims.Roles {
		if err := desk.SetPassword(context.Background(), db.By{Actor: claims.System}, desk.Users[role].ID, hash, ""); err != nil {
			t.Fatal(err)
		}
	}
	return Serve(t, desk)
}

// Serve runs a server over an open desk.
func Serve(t testing.TB, desk *dbtest.Desk) *Site {
	t.Helper()
	logs := &LogBuffer{}
	srv := httptest.NewUnstartedServer(nil)
	base := "http://" + srv.Listener.Addr().String()
	server, err := web.New(web.Config{DB: desk.DB, BaseURL: base, Log: slog.New(slog.NewTextHandler(logs, nil))})
	if err != nil {
		t.Fatal(err)
	}
	srv.Config = server.HTTPServer("")
	srv.Start()
	ctx, stop := context.WithCancel(context.Background())
	kept := make(chan struct{})
	go func() { // waited for when the test ends
		defer close(kept)
		server.KeepPrecedents(ctx)
	}()
	t.Cleanup(func() {
		srv.Close()
		stop()
		<-kept
	})
	return &Site{Desk: desk, URL: base, Log: logs}
}

// Client is a browser without script.
type Client struct {
	t    testing.TB
	site *Site
	http *http.Client
}

// Client returns a browser that is not signed in.
func (s *Site) Client(t testing.TB) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Client{t, s, c}
}

// As returns a browser signed in as the desk's user of a role.
func (s *Site) As(t testing.TB, role claims.Role) *Client {
	t.Helper()
	c := s.Client(t)
	if r := c.Post("/login", url.Values{"handle": {string(role)}, "password": {Password}}); r.Status != http.StatusSeeOther {
		t.Fatalf("sign in as %s: %d\n%s", role, r.Status, r.Text())
	}
	return c
}

// Response is an answer, read whole.
type Response struct {
	t      testing.TB
	Status int
	Header http.Header
	Body   string
	Where  string // Location, without the site's own address
}

// Get asks for a page and does not follow redirects.
func (c *Client) Get(path string) *Response { return c.Do(http.MethodGet, path, nil, nil) }

// Post sends a form as a page of the site would, and does not follow redirects.
func (c *Client) Post(path string, form url.Values) *Response {
	return c.Do(http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"},
	})
}

// Do sends any request.
func (c *Client) Do(method, path string, body io.Reader, header http.Header) *Response {
	c.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, c.site.URL+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return &Response{c.t, res.StatusCode, res.Header, string(b), strings.TrimPrefix(res.Header.Get("Location"), c.site.URL)}
}

// Cookies are the cookies that the browser holds for the site.
func (c *Client) Cookies() []*http.Cookie {
	u, err := url.Parse(c.site.URL)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.http.Jar.Cookies(u)
}

// Want fails the test unless the answer has the status.
func (r *Response) Want(status int) *Response {
	r.t.Helper()
	if r.Status != status {
		r.t.Fatalf("status %d, want %d; to %q\n%s", r.Status, status, r.Where, r.Text())
	}
	return r
}

// Root parses the body as HTML.
func (r *Response) Root() *html.Node {
	r.t.Helper()
	root, err := html.Parse(strings.NewReader(r.Body))
	if err != nil {
		r.t.Fatalf("parse: %v", err)
	}
	return root
}

// Text is the page's text, white space folded, without scripts and styles.
func (r *Response) Text() string {
	var b strings.Builder
	for n := range r.Root().Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Form returns the values that the form with a data-testid would send as it stands, and its action. It fails the test
// when the page has none.
func (r *Response) Form(testid string) (action string, values url.Values) {
	r.t.Helper()
	for n := range r.Root().Descendants() {
		if n.Data == "form" && Attr(n, "data-testid") == testid {
			return Attr(n, "action"), formValues(n)
		}
	}
	r.t.Fatalf("the page has no form %q\n%s", testid, r.Text())
	return "", nil
}

// HasForm tells whether the page has a form with a data-testid.
func (r *Response) HasForm(testid string) bool {
	for n := range r.Root().Descendants() {
		if n.Data == "form" && Attr(n, "data-testid") == testid {
			return true
		}
	}
	return false
}

func formValues(form *html.Node) url.Values {
	v := url.Values{}
	for n := range form.Descendants() {
		name := Attr(n, "name")
		if name == "" {
			continue
		}
		switch n.Data {
		case "input":
			kind := Attr(n, "type")
			if (kind == "checkbox" || kind == "radio") && !hasAttr(n, "checked") || kind == "submit" || kind == "file" {
				continue
			}
			value := Attr(n, "value")
			if kind == "checkbox" && !hasAttr(n, "value") {
				value = "on"
			}
			v.Add(name, value)
		case "textarea":
			text := ""
			if n.FirstChild != nil {
				text = n.FirstChild.Data
			}
			v.Add(name, text)
		case "select":
			v.Add(name, selected(n))
		}
	}
	return v
}

func selected(sel *html.Node) string {
	first, found := "", false
	for n := range sel.Descendants() {
		if n.Data != "option" {
			continue
		}
		if hasAttr(n, "selected") {
			return Attr(n, "value")
		}
		if !found {
			first, found = Attr(n, "value"), true
		}
	}
	return first
}

// Attr returns an attribute of a node; "" when it has none.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
