package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/db/dbtest"
	"assay/web/snapshot"
)

// site is a web site on this machine, and a worker that may fetch from it.
func site(t *testing.T, d *dbtest.Desk) (address string, w *worker) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /article", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<html lang="en"><head><title>The ferry is late</title></head><body><article><h1>The ferry is late</h1>
<p>The ferry to Karvenna was late on 12 of 30 days in June, the harbour office said on Monday.</p></article></body></html>`))
	})
	mux.HandleFunc("GET /minutes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("From 1 September no fares are charged on town buses."))
	})
	mux.HandleFunc("GET /paper", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		w.Write([]byte("%PDF-1.4"))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	fetch := snapshot.New(snapshot.Options{AllowPrefixes: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []int{port}})
	return server.URL, &worker{d.DB, fetch, slog.New(slog.DiscardHandler)}
}

// fetched has the worker do the job of a new draft, and returns the draft.
func fetched(t *testing.T, d *dbtest.Desk, w *worker, address string) claims.Draft {
	t.Helper()
	by := d.By(claims.Reviewer)
	id, err := d.AddDraft(t.Context(), by, claims.Draft{
		State: claims.DraftFetching, Article: claims.NewArticle{Origin: claims.Fetched, OriginRef: address},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !w.next(t.Context()) {
		t.Fatal("the worker found no job")
	}
	if w.next(t.Context()) {
		t.Fatal("the job is still there")
	}
	draft, err := d.Draft(t.Context(), by.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return draft
}

func TestTheWorkerReadsThePageOfAnImport(t *testing.T) {
	d := dbtest.Open(t)
	address, w := site(t, d)
	got := fetched(t, d, w, address+"/article")
	a := got.Article
	if got.State != claims.DraftReady || a.Headline != "The ferry is late" || a.Origin != claims.Fetched || a.URL != address+"/article" || !strings.Contains(a.Text, "12 of 30 days") {
		t.Errorf("draft: %+v", got)
	}
	if _, err := d.SaveDraft(t.Context(), d.By(claims.Reviewer), got.ID, a); err != nil {
		t.Errorf("save it: %v", err)
	}
}

func TestADraftThatCannotBeFetchedSaysWhy(t *testing.T) {
	d := dbtest.Open(t)
	address, w := site(t, d)
	for name, c := range map[string]struct{ address, problem string }{
		"a page that is not there":    {address + "/nosuchpage", "404 Not Found"},
		"a document without text":     {address + "/paper", "reads .txt, .md and .html"},
		"an address of this network":  {"http://10.0.0.1:" + strings.Split(address, ":")[2] + "/", ""},
		"a port that is not the web":  {"http://127.0.0.1:1/", ""},
		"what is no address to fetch": {"gopher://127.0.0.1/", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := fetched(t, d, w, c.address)
			if got.State != claims.DraftFailed || got.Problem == "" || !strings.Contains(got.Problem, c.problem) || got.Article.OriginRef != c.address {
				t.Errorf("draft: %+v", got)
			}
		})
	}
}

// cited adds evidence from a source at an address, has the worker copy it, and returns the source's page.
func cited(t *testing.T, d *dbtest.Desk, w *worker, address, quote string) (claims.Dossier, claims.SourcePage) {
	t.Helper()
	ctx, by := t.Context(), d.By(claims.Reviewer)
	d.Article(t, "Lower Dast was first.", "Lower Dast was first")
	page, err := d.Claims(ctx, claims.ClaimFilter{State: claims.Proposed})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("claims: %v", err)
	}
	id := page.Items[0].ID
	if err := d.AcceptClaim(ctx, by, id, page.Items[0].Version); err != nil {
		t.Fatal(err)
	}
	evidence, err := d.AddEvidence(ctx, by, claims.EvidenceEdit{ClaimID: id, Source: claims.SourceEdit{URL: address}, Stance: claims.Supports, Quote: quote})
	if err != nil {
		t.Fatal(err)
	}
	if !w.next(ctx) {
		t.Fatal("the worker found no job")
	}
	e, err := d.Evidence(ctx, evidence)
	if err != nil {
		t.Fatal(err)
	}
	source, err := d.SourcePage(ctx, e.SourceID)
	if err != nil || len(source.Snapshots) != 1 {
		t.Fatalf("source: %+v %v", source, err)
	}
	dossier, err := d.Dossier(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return dossier, source
}

func TestTheWorkerKeepsACopyOfASource(t *testing.T) {
	d := dbtest.Open(t)
	address, w := site(t, d)
	dossier, source := cited(t, d, w, address+"/minutes", "no fares are charged on town buses")
	if s := source.Snapshots[0]; s.Error != "" || s.Status != http.StatusOK || s.MIME != "text/plain" || s.SHA256 == "" || s.FinalURL != address+"/minutes" {
		t.Errorf("copy: %+v", s)
	}
	if e := dossier.Evidence[0]; !e.QuoteFound || e.SnapshotSHA256 == "" {
		t.Errorf("the quote was not found in the copy: %+v", e)
	}
}

func TestACopyThatFailsSaysWhy(t *testing.T) {
	d := dbtest.Open(t)
	address, w := site(t, d)
	_, source := cited(t, d, w, address+"/gone", "")
	if s := source.Snapshots[0]; s.Status != http.StatusNotFound || !strings.Contains(s.Error, "404 Not Found") || s.SHA256 != "" {
		t.Errorf("copy of a page that is gone: %+v", s)
	}
	_, source = cited(t, d, w, "http://192.0.2.1/", "")
	if s := source.Snapshots[0]; s.Status != 0 || s.Error == "" || s.Fetched.IsZero() {
		t.Errorf("copy of a page that may not be fetched: %+v", s)
	}
}

func TestASourceWhoseTextCannotBeReadIsKept(t *testing.T) {
	d := dbtest.Open(t)
	address, w := site(t, d)
	_, source := cited(t, d, w, address+"/paper", "")
	if s := source.Snapshots[0]; s.Error != "" || s.MIME != "application/pdf" || s.SHA256 == "" {
		t.Errorf("copy: %+v", s)
	}
}

func TestTheWorkerEndsWithItsContext(t *testing.T) {
	d := dbtest.Open(t)
	_, w := site(t, d)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { // waited for below
		defer close(ended)
		w.run(ctx)
	}()
	stop()
	<-ended
	if _, err := d.LeaseJob(t.Context()); err == nil {
		t.Error("a job came from nowhere")
	}
}

func TestAJobThatPanicsEndsAfterItsTriesAndTheServerDoesNot(t *testing.T) {
	d := dbtest.Open(t)
	now := d.Now()
	d.Now = func() time.Time { return now }
	var logs strings.Builder
	w := &worker{d.DB, nil, slog.New(slog.NewTextHandler(&logs, nil))} // without a fetcher every fetch panics
	by := d.By(claims.Reviewer)
	id, err := d.AddDraft(t.Context(), by, claims.Draft{
		State: claims.DraftFetching, Article: claims.NewArticle{Origin: claims.Fetched, OriginRef: "https://gazette.example/ferry"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	for w.next(t.Context()) {
		if tries++; tries > 10 {
			t.Fatal("the job has no end")
		}
		now = now.Add(time.Hour) // its lease is over
	}
	draft, err := d.Draft(t.Context(), by.ID, id)
	if err != nil || draft.State != claims.DraftFailed || draft.Problem == "" {
		t.Errorf("after %d tries the draft is %+v, %v", tries, draft, err)
	}
	if n := strings.Count(logs.String(), "err=\"panic: "); n != tries || tries < 2 {
		t.Errorf("%d tries, %d panics in the log:\n%s", tries, n, logs.String())
	}
}
