package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"strings"

	"golang.org/x/net/html"
)

// serveRival serves the page in a file from memory until the process is ended: as the bytes it is ("static"), or rendered
// anew for each request by html/template ("template").
func serveRival(kind, file string) error {
	page, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	render := func(w *bytes.Buffer) error { _, err := w.Write(page); return err }
	if kind == "template" {
		if render, err = twin(page); err != nil {
			return err
		}
	}
	srv := &http.Server{Addr: os.Getenv("BENCH_ADDR"), Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		var b bytes.Buffer
		if err := render(&b); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(b.Bytes())
	})}
	return srv.ListenAndServe()
}

// twin makes of a finished page an html/template that renders the same page from values in memory. Values are the
// texts and the attributes that stand in the page at most twice (wordings, ids, numbers); what stands there more
// often is the page's own wording and stays in the template, as it would in a hand-written one.
func twin(page []byte) (func(*bytes.Buffer) error, error) {
	seen := map[string]int{}
	walkValues(page, func(v string) string { seen[v]++; return "" })
	values := []string{}
	source := walkValues(page, func(v string) string {
		if seen[v] > 2 || strings.TrimSpace(v) == "" || strings.Contains(v, "{{") {
			return ""
		}
		values = append(values, v)
		return fmt.Sprintf("{{index . %d}}", len(values)-1)
	})
	t, err := template.New("page").Parse(source)
	if err != nil {
		return nil, err
	}
	// A round through JSON, so that the values are no constants of this program.
	b, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	var data []string
	if err := json.Unmarshal(b, &data); err != nil {
		return nil, err
	}
	return func(w *bytes.Buffer) error { return t.Execute(w, data) }, nil
}

// walkValues rebuilds a page and puts in place of every text and every attribute's value what put returns; "" leaves it.
func walkValues(page []byte, put func(v string) string) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	raw := false // inside an element whose text is no HTML
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		tok := z.Token()
		switch {
		case kind == html.TextToken && !raw:
			if v := put(tok.Data); v != "" {
				b.WriteString(v)
				continue
			}
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			raw = tok.Data == "script" || tok.Data == "style"
			for i, a := range tok.Attr {
				if v := put(a.Val); v != "" {
					tok.Attr[i].Val = v
				}
			}
			b.WriteString(tok.String())
			continue
		case kind == html.EndTagToken:
			raw = false
		}
		b.WriteString(tok.String())
	}
}
