// Package web is Assay's HTTP side: one handler per route of routes.go. A handler reads the form, makes at most one
// call of the store that writes, and hands the value to a component of package views. It holds no rules and no SQL.
package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"assay/claims"
	"assay/db"
)

// Server answers the workbench's requests. Make it with New.
type Server struct {
	db       *db.DB
	log      *slog.Logger
	base     *url.URL // the address under which browsers reach it
	sessions *sessionStore
	proxies  []netip.Prefix
	hashing  chan struct{} // bounds password hashing: each one takes 19 MiB
	pages    *pageCache
	like     *likeness
}

// Config is what New needs.
type Config struct {
	DB      *db.DB
	Log     *slog.Logger // nil = discard
	BaseURL string       // for instance https://desk.example.org; decides whether cookies need https
	// TrustedProxies are the addresses of the proxies in front, whose word about where a request came from is taken:
	// X-Forwarded-For counts when the peer is one of them, and otherwise never.
	TrustedProxies []netip.Prefix
}

// New makes a server. Errors: a BaseURL that is no web address.
func New(c Config) (*Server, error) {
	base, err := claims.WebAddress(c.BaseURL)
	if err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	secure := base.Scheme == "https"
	return &Server{
		db: c.DB, log: c.Log, base: base, sessions: &sessionStore{c.DB, secure}, proxies: c.TrustedProxies,
		hashing: make(chan struct{}, 2), pages: newPageCache(), like: newLikeness(),
	}, nil
}

// Limits of what a request may send, in bytes.
const (
	maxForm   = 1 << 20
	maxImport = 6 << 20 // an article of claims.MaxArticle characters, or a file of 5 MiB
)

// Handler returns the server with its middleware, outermost first: headers on every answer whatever happens, recovery
// from panics, the request's number, a bound on the body, refusal of foreign sites, then the routes.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.Handle(r.pattern, s.serve(r))
	}
	mux.Handle("/", s.serve(route{need: anyone, handle: noRoute(mux)}))
	// Requests that change something must come from our own pages. The log-in form is one of them.
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(s.serve(route{need: anyone, handle: (*Server).foreign}))
	return s.headers(s.recovered(s.limited(origin.Handler(mux))))
}

// noRoute answers what no route takes: an address that there is not, or a method that its address does not take.
func noRoute(mux *http.ServeMux) handler {
	return func(_ *Server, v *visit) error {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
			r := v.r.Clone(v.ctx())
			r.Method = method
			if _, pattern := mux.Handler(r); pattern != "/" {
				allowed = append(allowed, method)
			}
		}
		if allowed == nil {
			return claims.ErrNotFound
		}
		v.w.Header().Set("Allow", strings.Join(allowed, ", "))
		return errMethod
	}
}

// HTTPServer returns an http.Server for addr with the timeouts that keep slow clients from holding it: 5 s for a
// request's head, 30 s for its body, 60 s for the answer, 120 s idle.
func (s *Server) HTTPServer(addr string) *http.Server {
	return &http.Server{
		Addr: addr, Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 120 * time.Second, MaxHeaderBytes: 32 << 10,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// policy allows our own files and nothing else: no inline script or style, no frame, no other site. Scripts cannot
// make markup of text, except through the one named policy.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; " +
	"require-trusted-types-for 'script'; trusted-types assay"

// headers sets what every answer carries, redirects and errors included.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cache-Control", "no-store")
		if s.sessions.secure {
			h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

type requestIDKey struct{}

// recovered gives every request a number, and turns a panic into an answer instead of a dropped connection.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey{}, newRequestID()))
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.log.ErrorContext(r.Context(), "panic", "request", requestID(r), "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
			s.serve(route{need: anyone, handle: (*Server).panicked}).ServeHTTP(w, r)
		}()
		next.ServeHTTP(w, r)
	})
}

func newRequestID() string {
	var b [6]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// requestID is the number under which the log speaks of the request.
func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestIDKey{}).(string)
	return id
}

// limited bounds the body before anything reads it.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(maxForm)
		if strings.HasPrefix(r.URL.Path, "/import") || strings.HasPrefix(r.URL.Path, "/articles/") && strings.HasSuffix(r.URL.Path, "/versions") {
			limit = maxImport
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}
