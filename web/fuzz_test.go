package web_test

import (
	"bufio"
	"bytes"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
	"assay/web"
	"assay/web/webtest"
)

// fuzzSeed makes every run of the test the same. To look for more, change it.
const fuzzSeed = 20260107

// forged is what a line would hold that was written into the log, or a header into an answer, from outside.
const forged = "\r\nX-Forged: 1\r\ntime=forged level=ERROR msg=forged"

// nasty are values that fields, parameters and ids are made of.
var nasty = []string{
	"", " ", "0", "-1", "1", "2", "9223372036854775808", "1e9", "NaN", "0x10", "\x00", "\xff\xfe", "\u202etxt", "'; DROP TABLE claim; --", `"`, `\`, "%00", "%",
	"../../etc/passwd", "<script>alert(1)</script>", forged, "{{.}}", "null", "true", "[]", "2017-02-30", "0000-00-00", "9999-12-31", "UTC", "Local", "../UTC",
	"javascript:alert(1)", "http://[::1", "https://user:pw@host/", "//host", "\n", "a\nb", "é", "🙂", "Straße ﬁ Ǆ", "\u0000", "\ufeff", `{"a":1}`, "*", "\"*\" NEAR(", "a OR b AND NOT (",
	"0000000000000000", "zzzzzzzzzzzzzzzz", "ZZZZZZZZZZZZZZZZ", "accepted", "candidate", "true", "start", "end", "text", "furniture", "admin",
}

// fuzzer makes the requests of one worker.
type fuzzer struct {
	rnd     *rand.Rand
	scene   scene
	person  string // whose account may be changed
	ids     []string
	cookies []string // of a user of every role, and of nobody
	good    url.Values
	fields  []string
}

func pick[T any](f *fuzzer, from []T) T { return from[f.rnd.IntN(len(from))] }

func (f *fuzzer) oneIn(n int) bool { return f.rnd.IntN(n) == 0 }

// value makes a value: mostly one of nasty, at times a long or a random one.
func (f *fuzzer) value() string {
	switch {
	case f.oneIn(400):
		return strings.Repeat(pick(f, []string{"a", "<b>", "\n", "é", "a ", "\u0301"}), 1+f.rnd.IntN(60_000))
	case f.oneIn(6):
		b := make([]byte, f.rnd.IntN(40))
		for i := range b {
			b[i] = byte(f.rnd.Uint32())
		}
		return string(b)
	case f.oneIn(5):
		return pick(f, f.ids)
	}
	return pick(f, nasty)
}

// request makes a request to one of the routes, or to something like it.
func (f *fuzzer) request(base string) *http.Request {
	pattern := pick(f, web.Patterns())
	switch pattern {
	case "POST /login", "POST /logout", "POST /settings/me/sessions": // slow, or the end of what the others need
		if !f.oneIn(10) {
			pattern = "POST /undo"
		}
	}
	method, path := f.scene.fill(pattern, f.person)
	if parts := strings.Split(path, "/"); len(parts) > 2 && f.oneIn(3) {
		if f.oneIn(2) {
			parts[2] = pick(f, f.ids)
		} else {
			parts[2] = url.PathEscape(f.value())
		}
		path = strings.Join(parts, "/")
	}
	if f.oneIn(25) {
		method = pick(f, []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X"})
	}
	if f.oneIn(4) {
		path += "?" + f.form(0).Encode()
	} else if f.oneIn(40) {
		path += "?" + strings.ReplaceAll(pick(f, nasty), "\x00", "%00")
	}
	body, kind := f.body()
	if method == http.MethodGet || method == http.MethodHead {
		body = nil
	}
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	rest, query, _ := strings.Cut(path, "?")
	u.Opaque = "//" + u.Host + clean(rest) // sent as it is, right or wrong
	u.RawQuery = clean(query)
	req := &http.Request{Method: method, URL: u, Host: u.Host, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}
	f.headers(req, kind)
	return req
}

// clean escapes what an HTTP client cannot put on the first line at all.
func clean(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			fmt.Fprintf(&b, "%%%02x", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func (f *fuzzer) headers(req *http.Request, kind string) {
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Cookie", pick(f, f.cookies))
	if !f.oneIn(30) {
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, name := range []string{"HX-Request", "Referer", "If-None-Match", "Range", "Accept-Encoding", "X-Forwarded-For", "Accept-Language", "User-Agent"} {
		if f.oneIn(6) {
			req.Header.Set(name, clean(pick(f, []string{"true", "gzip", "*", `"x"`, "bytes=0-1", f.value()})))
		}
	}
}

// form takes good values for all fields and spoils about n of them.
func (f *fuzzer) form(n int) url.Values {
	values := url.Values{}
	for _, name := range f.fields {
		if n > 0 || f.oneIn(8) {
			values[name] = f.good[name]
		}
	}
	values.Set("version", fmt.Sprint(1+f.rnd.IntN(4)))
	values.Set("op", fmt.Sprint(f.rnd.IntN(1000)))
	values.Set("seq", fmt.Sprint(f.rnd.IntN(400)))
	for range f.rnd.IntN(n + 1) {
		name := pick(f, f.fields)
		switch {
		case f.oneIn(4):
			values.Del(name)
		case f.oneIn(6):
			values.Add(name, f.value())
		default:
			values.Set(name, f.value())
		}
	}
	if f.oneIn(10) {
		values.Set("back", f.value())
	}
	if f.oneIn(700) {
		for i := range 9000 {
			values.Set(fmt.Sprint("kind", i), "text")
		}
	}
	return values
}

func (f *fuzzer) body() (body []byte, kind string) {
	values := f.form(3)
	kind = "application/x-www-form-urlencoded"
	body = []byte(values.Encode())
	switch {
	case f.oneIn(5):
		body, kind = f.multipart(values)
	case f.oneIn(30):
		kind = pick(f, []string{"", "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x", "a/b; c", kind + "; charset=utf-16"})
	case f.oneIn(200):
		body = bytes.Repeat([]byte("a=b&"), 1<<19)
	}
	if f.oneIn(30) && len(body) > 0 { // spoilt on the way
		body[f.rnd.IntN(len(body))] = byte(f.rnd.Uint32())
		body = body[:f.rnd.IntN(len(body)+1)]
	}
	return body, kind
}

func (f *fuzzer) multipart(values url.Values) (body []byte, kind string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	// Writing to memory cannot fail.
	for name, list := range values {
		for _, v := range list {
			_ = w.WriteField(name, v)
		}
	}
	if f.oneIn(2) {
		part, err := w.CreateFormFile("file", f.value())
		if err == nil {
			_, _ = io.WriteString(part, pick(f, []string{"<html><body><p>A page. It says much.</p>", "plain words.", "", "PK\x03\x04", "%PDF-1.7", "\xff\xfea\x00", f.value()}))
		}
	}
	_ = w.Close()
	return b.Bytes(), w.FormDataContentType()
}

// tally is what came of the requests.
type tally struct {
	mu      sync.Mutex
	status  map[int]int
	inside  int // answered by a handler, not on the way to it
	slowest time.Duration
}

func (n *tally) add(res *http.Response, took time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.status[res.StatusCode]++
	switch res.StatusCode {
	case http.StatusOK, http.StatusConflict, http.StatusUnprocessableEntity:
		n.inside++
	case http.StatusSeeOther:
		if !strings.Contains(res.Header.Get("Location"), "/login") {
			n.inside++
		}
	}
	n.slowest = max(n.slowest, took)
}

func TestTheServerStandsWhateverIsSentToIt(t *testing.T) {
	const workers = 4
	requests := 10_000
	if testing.Short() {
		requests = 1000
	}
	t.Logf("seed %d, %d requests", fuzzSeed, requests)
	site := webtest.Start(t)
	s := furnish(t, site)
	base := fuzzer{scene: s, good: s.everyField(), person: addPerson(t, site), ids: []string{s.article, s.plain, s.decided, s.accepted, s.candidate, s.evidence, s.source, s.snapshot, s.draft, s.comment, s.notice}}
	base.good.Set("password", "short") // hashing is tested elsewhere, and slow
	for name := range base.good {
		base.fields = append(base.fields, name)
	}
	slices.Sort(base.fields)
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: workers},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	n := &tally{status: map[int]int{}}
	var all sync.WaitGroup
	for i := range workers {
		f := base
		f.rnd = rand.New(rand.NewPCG(fuzzSeed, uint64(i)))
		all.Go(func() {
			for k := range requests / workers {
				if k%50 == 0 { // some of the requests sign out
					f.cookies = sessionCookies(t, site)
				}
				exchange(t, client, f.request(site.URL), n)
			}
		})
	}
	all.Wait()
	n.report(t, requests)
	checkLog(t, site.Log.String())
	site.Client(t).Get("/healthz").Want(http.StatusOK)
}

// exchange sends a request and looks at the answer.
func exchange(t *testing.T, client *http.Client, req *http.Request, n *tally) {
	began := time.Now()
	res, err := client.Do(req)
	if err != nil {
		t.Errorf("%s %s: %v", req.Method, req.URL.Opaque, err)
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Errorf("%s %s: %v", req.Method, req.URL.Opaque, err)
	}
	n.add(res, time.Since(began))
	if res.StatusCode >= 500 {
		t.Errorf("%s %s?%.200s: %d", req.Method, req.URL.Opaque, req.URL.RawQuery, res.StatusCode)
	}
	if res.Header.Get("X-Forged") != "" {
		t.Errorf("%s %s: a header was forged", req.Method, req.URL.Opaque)
	}
	for _, leak := range []string{"goroutine ", "SQL logic error", "runtime error", "assay/db"} {
		if bytes.Contains(body, []byte(leak)) {
			t.Errorf("%s %s: the answer holds %q", req.Method, req.URL.Opaque, leak)
		}
	}
}

func (n *tally) report(t *testing.T, requests int) {
	t.Helper()
	t.Logf("%d of %d inside a handler; answers by status: %v; slowest %s", n.inside, requests, n.status, n.slowest)
	if n.inside*10 < requests*3 {
		t.Errorf("%d of %d requests were answered inside a handler, want 3 in 10", n.inside, requests)
	}
	for _, status := range []int{200, 303, 403, 404, 405, 409, 413, 422} {
		if n.status[status] == 0 && requests >= 10_000 {
			t.Errorf("no answer had status %d: the requests do not reach far enough", status)
		}
	}
}

// checkLog fails the test when a log tells of a fault, or has a line that the server did not write.
func checkLog(t *testing.T, log string) {
	t.Helper()
	for line := range strings.Lines(log) {
		if !strings.HasPrefix(line, "time=2") {
			t.Errorf("a forged line in the log: %.300q", line)
		}
		if parts := strings.Fields(line); len(parts) > 1 && parts[1] == "level=ERROR" {
			t.Errorf("the log tells of a fault: %.1500s", line)
		}
	}
}

func addPerson(t *testing.T, site *webtest.Site) string {
	t.Helper()
	id, err := site.AddUser(t.Context(), site.By(claims.Admin), claims.User{Handle: "victim", Name: "Victor Victim", Role: claims.Viewer}, "none")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// sessionCookies makes a session for a user of every role, and one cookie of none.
func sessionCookies(t *testing.T, site *webtest.Site) []string {
	cookies := []string{"assay=none; assay-flash=x"}
	for role, user := range site.Users {
		id := crand.Text() + crand.Text()[:17]
		sum := sha256.Sum256([]byte(id))
		now := site.Now()
		row := db.Session{IDHash: hex.EncodeToString(sum[:]), UserID: user.ID, Created: now, Seen: now, Expires: now.Add(time.Hour)}
		if err := site.SaveSession(t.Context(), row); err != nil {
			t.Errorf("session of %s: %v", role, err)
		}
		cookies = append(cookies, "assay="+id)
	}
	slices.Sort(cookies)
	return cookies
}

func TestTheServerStandsWhateverIsSaidToIt(t *testing.T) {
	site := webtest.Start(t)
	address := strings.TrimPrefix(site.URL, "http://")
	for _, raw := range []string{
		"", "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "get /queue HTTP/1.1\r\nHost: x\r\n\r\n", "GET /queue HTTP/1.1\r\n\r\n", "GET http://evil.example/queue HTTP/1.1\r\nHost: y\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
		"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
		"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"GET /queue HTTP/1.1\r\nHost: x\r\nCookie: assay=\x01\r\n\r\n", "GET /queue HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("a", 40<<10) + "\r\n\r\n",
		"GET /" + strings.Repeat("a/", 8<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", "GET /queue HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, raw); err != nil {
			t.Logf("%.40q: %v", raw, err) // the server may hang up in the middle
		}
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			t.Logf("%.40q: %v", raw, err)
		}
		if line, err := bufio.NewReader(conn).ReadString('\n'); err == nil && strings.HasPrefix(line, "HTTP/1.1 5") && !strings.HasPrefix(line, "HTTP/1.1 505") && !strings.HasPrefix(line, "HTTP/1.1 501") {
			t.Errorf("%.60q is answered with %q", raw, line)
		}
		conn.Close()
	}
	site.Client(t).Get("/healthz").Want(http.StatusOK)
	checkLog(t, site.Log.String())
}
