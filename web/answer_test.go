package web

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// testServer is a server over a fresh desk, and what it logs.
func testServer(t *testing.T) (*Server, *dbtest.Desk, *strings.Builder) {
	t.Helper()
	desk, logs := dbtest.Open(t), &strings.Builder{}
	s, err := New(Config{DB: desk.DB, BaseURL: "http://desk.example", Log: slog.New(slog.NewTextHandler(logs, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return s, desk, logs
}

// ask sends a request to a handler and returns the answer.
func ask(h http.Handler, method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://desk.example"+path, strings.NewReader(body))
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAPanicIsAnsweredAndLogged(t *testing.T) {
	s, _, logs := testServer(t)
	broken := s.headers(s.recovered(s.serve(route{need: anyone, handle: func(*Server, *visit) error { panic("forged\nlevel=INFO") }})))
	w := ask(broken, http.MethodGet, "/broken?x=%0Alevel=WARN", "")
	if w.Code != http.StatusInternalServerError || w.Header().Get("Content-Security-Policy") == "" {
		t.Errorf("status %d, headers %v", w.Code, w.Header())
	}
	id := logged(t, logs.String(), "request")
	if !strings.Contains(w.Body.String(), id) {
		t.Errorf("the page does not name request %s", id)
	}
	if strings.Contains(w.Body.String(), "forged") || strings.Contains(w.Body.String(), "goroutine") {
		t.Error("the page tells what broke")
	}
	for line := range strings.SplitSeq(strings.TrimSpace(logs.String()), "\n") {
		if !strings.HasPrefix(line, "time=") || strings.Contains(line, "level=INFO ") {
			t.Errorf("a forged line in the log: %q", line)
		}
	}
}

// logged returns the value of a key in the first line of a log.
func logged(t *testing.T, log, key string) string {
	t.Helper()
	_, rest, ok := strings.Cut(log, " "+key+"=")
	if !ok {
		t.Fatalf("the log has no %s: %s", key, log)
	}
	value, _, _ := strings.Cut(rest, " ")
	return value
}

func TestAnAnswerThatWasCutOffStaysCutOff(t *testing.T) {
	s, _, _ := testServer(t)
	cut := s.recovered(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("the server is not told to drop the connection")
		}
	}()
	ask(cut, http.MethodGet, "/", "")
}

func TestEveryKindOfErrorHasItsStatus(t *testing.T) {
	s, _, logs := testServer(t)
	for _, tt := range []struct {
		err    error
		status int
		said   string
		logged bool
	}{
		{claims.ErrNotFound, 404, "no such page", false},
		{claims.ErrForbidden, 403, "does not allow", false},
		{claims.ErrConflict, 409, "changed in the meantime", false},
		{&claims.ConflictError{Subject: "claim", By: "Rosa"}, 409, "Rosa changed it", false},
		{claims.Problem("Not while it rains."), 422, "Not while it rains.", false},
		{&claims.FieldError{Field: "x", Msg: "Fill this in."}, 422, "Fill this in.", false},
		{errTooLarge, 413, "too large", false},
		{errMethod, 405, "does not take", false},
		{claims.ErrUnavailable, 503, "cannot be saved now", true},
		{errors.New("the secret path /var/lib"), 500, "Something broke", true},
	} {
		logs.Reset()
		h := s.recovered(s.serve(route{need: anyone, handle: func(*Server, *visit) error { return tt.err }}))
		w := ask(h, http.MethodGet, "/x", "")
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.said) {
			t.Errorf("%v: %d, and the page does not say %q", tt.err, w.Code, tt.said)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%v: its text is on the page", tt.err)
		}
		if (logs.Len() > 0) != tt.logged {
			t.Errorf("%v: logged %q", tt.err, logs.String())
		}
		if tt.status == 503 && w.Header().Get("Retry-After") == "" {
			t.Error("503 without Retry-After")
		}
	}
}

func TestABodyThatIsTooLongIsRefused(t *testing.T) {
	s, desk, _ := testServer(t)
	cookie := newSession(t, s, desk, claims.Reviewer)
	for path, bytes := range map[string]int{"/undo": maxForm + 1, "/login": maxForm + 1, "/import": maxImport + 1} {
		w := ask(s.Handler(), http.MethodPost, path, "text="+strings.Repeat("x", bytes), "Content-Type", urlencoded, "Cookie", cookie)
		if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "too large") {
			t.Errorf("%d bytes to %s: %d", bytes, path, w.Code)
		}
	}
	// A long article may be long.
	w := ask(s.Handler(), http.MethodPost, "/import", "text="+strings.Repeat("word+", maxForm/4), "Content-Type", urlencoded, "Cookie", cookie)
	if w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusSeeOther {
		t.Errorf("an article longer than other forms: %d", w.Code)
	}
}

// newSession makes a session for the user of a role and returns its cookie.
func newSession(t *testing.T, s *Server, desk *dbtest.Desk, role claims.Role) string {
	t.Helper()
	id, err := newSessionID()
	if err != nil {
		t.Fatal(err)
	}
	now := desk.Now()
	if err := desk.SaveSession(t.Context(), db.Session{IDHash: idHash(id), UserID: desk.Users[role].ID, Created: now, Seen: now, Expires: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	return s.sessions.cookieName() + "=" + id
}

func TestThePageCache(t *testing.T) {
	s, desk, _ := testServer(t)
	article := desk.Article(t, "The river rose.", "The river rose.")
	h, path := s.Handler(), "/articles/"+article
	reviewer, viewer := newSession(t, s, desk, claims.Reviewer), newSession(t, s, desk, claims.Viewer)
	get := func(cookie string) string {
		w := ask(h, http.MethodGet, path, "", "Cookie", cookie)
		if w.Code != http.StatusOK {
			t.Fatalf("GET %s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	first := get(reviewer)
	if len(s.pages.pages) != 1 || get(reviewer) != first || len(s.pages.pages) != 1 {
		t.Errorf("%d pages are kept after one was asked for twice", len(s.pages.pages))
	}
	if other := get(viewer); strings.Contains(other, "Rosa Reviewer , account") || strings.Contains(other, `data-testid="accept"`) {
		t.Error("a viewer gets a reviewer's page")
	}
	if dark := get(reviewer + "; assay-theme=dark"); !strings.Contains(dark, `data-theme="dark"`) || get(reviewer) != first {
		t.Error("the theme is not kept apart")
	}
	etag := ask(h, http.MethodGet, path, "", "Cookie", reviewer).Header().Get("ETag")
	if w := ask(h, http.MethodGet, path, "", "Cookie", reviewer, "If-None-Match", etag); w.Code != http.StatusNotModified {
		t.Errorf("a kept page asked for again: %d", w.Code)
	}
	// Somebody else changes something.
	e, err := desk.Edition(t.Context(), article, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.AcceptClaim(t.Context(), desk.By(claims.Editor), e.Claims[0].ID, 1); err != nil {
		t.Fatal(err)
	}
	if get(reviewer) == first {
		t.Error("the page is the old one after a change")
	}
	if w := ask(h, http.MethodGet, path, "", "Cookie", reviewer, "If-None-Match", etag); w.Code != http.StatusOK {
		t.Errorf("after a change the browser is told to keep its page: %d", w.Code)
	}
	if n := len(s.pages.pages); n != 1 {
		t.Errorf("%d pages are kept after a change, want the one asked for since", n)
	}
}

func TestThePageCacheTakesNothingOldAndNotTooMuch(t *testing.T) {
	c := newPageCache()
	c.put("a", 5, []byte("new"))
	c.put("b", 4, []byte("old"))
	if c.get("b", 4) != nil || c.get("b", 5) != nil || string(c.get("a", 5)) != "new" || c.get("a", 6) != nil {
		t.Error("a page of a past record is kept, or a new one is not")
	}
	c.put("a", 5, []byte("newer"))
	if c.bytes != len("newer") {
		t.Errorf("%d bytes counted, want %d", c.bytes, len("newer"))
	}
	c.put("big", 5, make([]byte, maxPageCache))
	if c.get("a", 5) != nil || c.bytes > maxPageCache {
		t.Errorf("the cache grew to %d bytes", c.bytes)
	}
}

func TestThePageOfAFormIsReadFromItsAddress(t *testing.T) {
	const article, claim = "0123456789abcdef", "fedcba9876543210"
	for path, want := range map[string][2]string{
		"/articles/" + article:                                {article, ""},
		"/articles/" + article + "?claim=" + claim:            {article, claim},
		"/articles/" + article + "?a=b&claim=" + claim + "#m": {article, claim},
		"/articles/" + article + "?claim=x%00":                {article, ""},
		"/articles/" + article + "?" + claim:                  {article, ""},
		"/articles/" + article + "/edit":                      {},
		"/claims/" + claim:                                    {},
		"/articles/%zz":                                       {},
	} {
		gotArticle, gotClaim, ok := articleOf(path)
		if ok != (want[0] != "") || ok && (gotArticle != want[0] || gotClaim != want[1]) {
			t.Errorf("%s is article %q with claim %q, %v; want %q", path, gotArticle, gotClaim, ok, want)
		}
	}
}

func TestTheWaitBetweenSignInsGrowsAndStaysShort(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		n    int
		ago  time.Duration
		want time.Duration
	}{
		{0, 0, 0},
		{4, 0, 0},
		{5, 0, time.Second},
		{6, 0, 2 * time.Second},
		{8, 0, 8 * time.Second},
		{8, 3 * time.Second, 5 * time.Second},
		{10, 0, 32 * time.Second},
		{11, 0, time.Minute},
		{21, 0, time.Minute},
		{100, 0, time.Minute},
		{1 << 40, 0, time.Minute},
		{100, time.Hour, 0},
	} {
		if got := accountLimit.wait(tt.n, now.Add(-tt.ago), now); got != tt.want {
			t.Errorf("after %d failures, the last %s ago: wait %s, want %s", tt.n, tt.ago, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		l := signInLimit{rapid.IntRange(0, 60).Draw(t, "free"), time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "most"))}
		n := rapid.IntRange(0, 1000).Draw(t, "failures")
		wait := l.wait(n, now, now)
		if wait < 0 || wait > l.most || n < l.free && wait != 0 || l.wait(n+1, now, now) < wait {
			t.Fatalf("after %d failures: %s, after one more %s", n, wait, l.wait(n+1, now, now))
		}
	})
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"The bridge is closed": "the-bridge-is-closed", "A/B\\C: \"D\"\r\nX": "a-b-c-d-x", "../../etc/passwd": "etc-passwd", "Привет": "report", "": "report", "--": "report",
		"Ünï 7": "n-7", strings.Repeat("long ", 40): strings.TrimSuffix(strings.Repeat("long-", 12), "-"),
	} {
		if got := fileName(in); got != want {
			t.Errorf("fileName(%q) = %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		got := fileName(rapid.String().Draw(t, "title"))
		if got == "" || len(got) > 60 || strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Fatalf("the file name is %q", got)
		}
	})
}

func TestMatches(t *testing.T) {
	for header, want := range map[string]bool{`"a"`: true, `W/"a"`: true, `"b", "a"`: true, `"b",W/"a" `: true, `"b"`: false, "": false, `a`: false, `"ab"`: false} {
		if got := matches(header, `"a"`); got != want {
			t.Errorf("matches(%q) = %v, want %v", header, got, want)
		}
	}
}

func TestCookieChoice(t *testing.T) {
	for value, want := range map[string]string{"light": "light", "dark": "dark", "LIGHT": "", "": "", "light;x": "light", "blue": "", "\"><script>": ""} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", "assay-theme="+value)
		if got := cookieChoice(r, themeCookie, "light", "dark"); got != want {
			t.Errorf("a cookie of %q gives %q, want %q", value, got, want)
		}
	}
	if got := cookieChoice(httptest.NewRequest(http.MethodGet, "/", nil), themeCookie, "light"); got != "" {
		t.Errorf("no cookie gives %q", got)
	}
}

func TestClipCutsOnARuneBorder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "s"), rapid.IntRange(0, 20).Draw(t, "n")
		got := clip(s, n)
		if len(got) > n || !strings.HasPrefix(s, got) || !utf8.ValidString(got) || len(s) <= n && got != s || len(s) > n && len(got) < n-3 {
			t.Fatalf("clip(%q, %d) = %q", s, n, got)
		}
	})
}

func TestASessionThatEndedDuringARequestStaysEnded(t *testing.T) {
	s, desk, _ := testServer(t)
	_, id, _ := strings.Cut(newSession(t, s, desk, claims.Reviewer), "=")
	row, _, err := desk.Session(t.Context(), idHash(id))
	if err != nil {
		t.Fatal(err)
	}
	// A request read the session; before it notes that the session is in use, the reader signs out in another tab.
	if err := desk.EndSession(t.Context(), idHash(id)); err != nil {
		t.Fatal(err)
	}
	row.Seen = row.Seen.Add(-2 * seenEvery)
	if err := s.sessions.seen(t.Context(), row); err != nil {
		t.Fatal(err)
	}
	if _, _, err := desk.Session(t.Context(), idHash(id)); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("the session is back: %v", err)
	}
}
