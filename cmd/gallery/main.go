// Gallery serves every page and part of the site in every state, with invented values and without a store, so that
// people who work on the look can see it all.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"time"

	"assay/views/gallery"
	"assay/views/static"
)

// policy is the content security policy of the product: what the gallery shows works there as well.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; " +
	"require-trusted-types-for 'script'; trusted-types assay"

func main() {
	addr := flag.String("addr", "127.0.0.1:8090", "address to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 5 * time.Second}
	fmt.Println("gallery on http://" + *addr)
	if err := server.ListenAndServe(); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

// handler serves the index at /, a state at /state/{slug} and the assets. ?theme=dark and ?dir=rtl change a page.
func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", serveIndex)
	mux.HandleFunc("GET /state/{slug}", serveState)
	mux.HandleFunc("GET /static/{name}", serveAsset)
	return mux
}

var index = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery – Assay</title><link rel="stylesheet" href="{{.Style}}"></head>
<body><main class="wrap stack"><h1>Gallery</h1><ul role="list">
{{range .States}}<li>{{.Group}}: <a href="/state/{{.Slug}}">{{.Name}}</a> · <a href="/state/{{.Slug}}?theme=dark">dark</a> · <a href="/state/{{.Slug}}?dir=rtl">right to left</a></li>
{{end}}</ul></main></body></html>`))

func serveIndex(w http.ResponseWriter, _ *http.Request) {
	var page bytes.Buffer
	err := index.Execute(&page, struct {
		Style  string
		States []gallery.State
	}{static.URL("app.css"), gallery.States()})
	send(w, page.Bytes(), err)
}

func serveState(w http.ResponseWriter, r *http.Request) {
	for _, s := range gallery.States() {
		if s.Slug() != r.PathValue("slug") {
			continue
		}
		var page bytes.Buffer
		err := s.Render(r.Context(), &page, r.FormValue("theme"))
		body := page.Bytes()
		if r.FormValue("dir") == "rtl" {
			body = bytes.Replace(body, []byte(`<html lang="en" dir="ltr"`), []byte(`<html lang="en" dir="rtl"`), 1)
		}
		send(w, body, err)
		return
	}
	http.NotFound(w, r)
}

func send(w http.ResponseWriter, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	_, _ = w.Write(body) // the reader may have left; there is nobody to tell
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := static.File(r.PathValue("name"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.Type)
	_, _ = w.Write(a.Body)
}
