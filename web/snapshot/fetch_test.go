package snapshot

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/dns/dnsmessage"

	"assay/claims"
)

// serve starts a server on 127.0.0.1 and returns a fetcher that may reach it, and its address.
func serve(t *testing.T, handler http.HandlerFunc, change ...func(*Options)) (*Fetcher, string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	o := Options{
		AllowPrefixes: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		Ports:         []int{portOf(t, server.URL)},
		Now:           func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3600)) },
	}
	for _, c := range change {
		c(&o)
	}
	return New(o), server.URL
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func TestADocumentIsFetchedAsItIs(t *testing.T) {
	f, base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "Text/HTML; charset=windows-1252")
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "<p>caf\xe9")
	})
	got, err := f.Fetch(t.Context(), base+"/a#part")
	if err != nil {
		t.Fatal(err)
	}
	want := Page{
		FinalURL: base + "/a", Status: 404, MIME: "text/html", Charset: "windows-1252", Body: []byte("<p>caf\xe9"),
		SHA256:    claims.TextDigest("<p>caf\xe9"),
		FetchedAt: time.Date(2026, 3, 1, 11, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := got.ContentType(); got != "text/html; charset=windows-1252" {
		t.Errorf("content type %q", got)
	}
}

func TestNothingAboutTheUserIsSent(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	var last atomic.Pointer[http.Request]
	f, base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1", Path: "/"})
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "/b", http.StatusFound)
			return
		}
		last.Store(r)
	})
	if _, err := f.Fetch(t.Context(), base+"/a"); err != nil {
		t.Fatal(err)
	}
	want := http.Header{"User-Agent": {"Assay"}, "Accept-Encoding": {"gzip"}, "Connection": {"close"}, "Accept": last.Load().Header["Accept"]}
	if diff := cmp.Diff(want, last.Load().Header); diff != "" {
		t.Error(diff)
	}
}

func TestRedirects(t *testing.T) {
	var hits atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer other.Close()
	f, base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		if n, err := strconv.Atoi(strings.Trim(r.URL.Path, "/")); err == nil && n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusPermanentRedirect)
			return
		}
		if r.URL.Path == "/nowhere" {
			w.Header().Set("Content-Type", "text/plain")
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		io.WriteString(w, "there")
	})
	page, err := f.Fetch(t.Context(), base+"/5")
	if err != nil || string(page.Body) != "there" || page.FinalURL != base+"/0" || len(page.Redirects) != 5 || page.Redirects[0] != base+"/5" {
		t.Errorf("five redirects: %+v, %v", page, err)
	}
	if _, err := f.Fetch(t.Context(), base+"/6"); !errors.Is(err, ErrRefused) {
		t.Errorf("six redirects: %v", err)
	}
	if page, err := f.Fetch(t.Context(), base+"/nowhere"); err != nil || page.Status != http.StatusMovedPermanently {
		t.Errorf("a redirect without a target: %+v, %v", page, err)
	}
	port := strconv.Itoa(portOf(t, base))
	for _, target := range []string{
		"http://127.0.0.2:" + port + "/", "http://[::1]:" + port + "/", "http://[::ffff:127.0.0.2]:" + port + "/", "http://localhost:" + port + "/",
		"//2130706433:" + port + "/", other.URL, "http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "ftp://127.0.0.1:" + port + "/",
		"http://me:secret@127.0.0.1:" + port + "/", "javascript:alert(1)", "data:text/html,x", "http://127.0.0.1:22/", "http://%zz/", "\\\\127.0.0.2\\x:",
		"gopher://127.0.0.1:" + port + "/_GET", "//user@127.0.0.1:" + port, "https:///", "http:",
	} {
		if _, err := f.Fetch(t.Context(), base+"/?to="+url.QueryEscape(target)); !errors.Is(err, ErrRefused) {
			t.Errorf("redirect to %s: %v, want a refusal", target, err)
		}
	}
	if hits.Load() != 0 {
		t.Errorf("the server on another port was reached %d times", hits.Load())
	}
}

func TestHostileAnswers(t *testing.T) {
	zipped := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return b.String()
	}
	endless := func(w io.Writer) {
		for chunk := []byte(strings.Repeat("x", 32<<10)); ; {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}
	answers := map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request)
		want   error
	}{
		"an endless body": {func(w http.ResponseWriter, r *http.Request) { endless(w) }, ErrTooLarge},
		"a length beyond the limit": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
			io.WriteString(w, "x")
		}, ErrTooLarge},
		"a body shorter than its length": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "x")
		}, ErrUnreachable},
		"a body of exactly the limit": {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 100_000)) }, nil},
		"one byte more":               {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 100_001)) }, ErrTooLarge},
		"an endless gzip": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			endless(gzip.NewWriter(w))
		}, ErrTooLarge},
		"a gzip bomb": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "x-gzip")
			io.WriteString(w, zipped(strings.Repeat("\x00", 10<<20)))
		}, ErrTooLarge},
		"a gzip cut off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped("hello hello hello")[:20])
		}, ErrUnreachable},
		"no gzip at all": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "plain text that only claims to be compressed")
		}, ErrUnreachable},
		"gzip twice": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			io.WriteString(w, zipped(zipped("x")))
		}, ErrType},
		"an unknown coding": {func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Encoding", "br") }, ErrType},
		"a picture":         {func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "image/svg+xml") }, ErrType},
		"a program without a type": {func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = nil
			io.WriteString(w, "\x7fELF\x02\x01\x01\x00\x00")
		}, ErrType},
		"a broken type":        {func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", ";;;") }, ErrType},
		"headers without end":  {func(w http.ResponseWriter, r *http.Request) { w.Header().Set("X", strings.Repeat("x", 200<<10)) }, ErrUnreachable},
		"a body that drips":    {func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); <-r.Context().Done() }, ErrUnreachable},
		"a head that drips":    {func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, ErrUnreachable},
		"a connection cut off": {func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }, ErrUnreachable},
	}
	for name, c := range answers {
		t.Run(name, func(t *testing.T) {
			f, base := serve(t, c.answer, func(o *Options) {
				o.MaxBytes = 100_000
				if strings.HasSuffix(name, "drips") {
					o.Timeout = 50 * time.Millisecond
				}
			})
			page, err := f.Fetch(t.Context(), base)
			if !errors.Is(err, c.want) || err != nil && page.Body != nil {
				t.Errorf("%v, want %v", err, c.want)
			}
			if err != nil && errors.Is(err, claims.ErrInvalid) == errors.Is(err, ErrUnreachable) {
				t.Errorf("%v: only what can be reached and is refused is claims.ErrInvalid", err)
			}
		})
	}
}

func TestGzipAndTypes(t *testing.T) {
	f, base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Type", "text/plain; charset=utf-8; broken")
			w.Header().Set("Content-Encoding", "GZIP")
			z := gzip.NewWriter(w)
			io.WriteString(z, "unpacked")
			z.Close()
		case "/empty":
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/plain")
		case "/sniff":
			w.Header()["Content-Type"] = nil
			io.WriteString(w, "<!doctype html><p>x")
		}
	})
	for path, want := range map[string]string{"/gzip": "text/plain unpacked", "/empty": "text/plain ", "/sniff": "text/html <!doctype html><p>x"} {
		page, err := f.Fetch(t.Context(), base+path)
		if got := page.MIME + " " + string(page.Body); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", path, got, err, want)
		}
	}
}

func TestNobodyAnswers(t *testing.T) {
	f, base := serve(t, func(http.ResponseWriter, *http.Request) {})
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Fetch(cancelled, base); !errors.Is(err, ErrUnreachable) || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			io.WriteString(c, "SSH-2.0-OpenSSH_9.9\r\n")
			c.Close()
		}
	}()
	address := "http://" + listener.Addr().String()
	f = New(Options{AllowPrefixes: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Ports: []int{portOf(t, address)}})
	_, err = f.Fetch(t.Context(), address)
	if !errors.Is(err, ErrUnreachable) || strings.Contains(err.Error(), "SSH") {
		t.Errorf("no web server: %v", err)
	}
}

// nameServer answers questions for an A record with one of the addresses after another, and with the last for ever.
func nameServer(t *testing.T, answers ...[4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: answers[0]},
				}}
				answers = answers[min(1, len(answers)-1):]
			}
			if reply, err := m.Pack(); err == nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func TestNamesThatLeadInside(t *testing.T) {
	var hits atomic.Int32
	handler := func(w http.ResponseWriter, r *http.Request) {
		hits.Add(1)
		if r.URL.Path == "/again" {
			http.Redirect(w, r, "/", http.StatusFound)
		}
	}
	t.Run("a name that leads to an allowed address is fetched", func(t *testing.T) {
		f, base := serve(t, handler, func(o *Options) { o.Resolver = nameServer(t, [4]byte{127, 0, 0, 1}) })
		address := fmt.Sprintf("http://site.example.com:%d/", portOf(t, base))
		if page, err := f.Fetch(t.Context(), address); err != nil || page.FinalURL != address || hits.Load() != 1 {
			t.Errorf("%+v, %v, %d hits", page, err, hits.Load())
		}
	})
	for name, inside := range map[string][4]byte{"loopback": {127, 0, 0, 2}, "private": {10, 0, 0, 1}, "metadata": {169, 254, 169, 254}, "this host": {0, 0, 0, 0}} {
		t.Run("a name that leads to "+name, func(t *testing.T) {
			hits.Store(0)
			f, base := serve(t, handler, func(o *Options) { o.Resolver = nameServer(t, inside) })
			_, err := f.Fetch(t.Context(), fmt.Sprintf("http://site.example.com:%d/", portOf(t, base)))
			if !errors.Is(err, ErrRefused) || hits.Load() != 0 {
				t.Errorf("%v, %d hits", err, hits.Load())
			}
		})
		t.Run("a name that changes to "+name+" after the first answer", func(t *testing.T) {
			hits.Store(0)
			f, base := serve(t, handler, func(o *Options) { o.Resolver = nameServer(t, [4]byte{127, 0, 0, 1}, inside) })
			_, err := f.Fetch(t.Context(), fmt.Sprintf("http://site.example.com:%d/again", portOf(t, base)))
			if !errors.Is(err, ErrRefused) || hits.Load() != 1 {
				t.Errorf("%v, %d hits, want a refusal after one hit", err, hits.Load())
			}
		})
	}
}
