package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"

	"assay/claims"
	"assay/claims/report"
	"assay/db"
	"assay/web"
	"assay/web/webtest"
)

// addressesIn finds the addresses of the desk's own pages in an export, without their fragments; a workbook is unpacked
// first.
func addressesIn(t *testing.T, base string, body []byte) []string {
	t.Helper()
	if z, err := zip.NewReader(bytes.NewReader(body), int64(len(body))); err == nil {
		body = nil
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			part, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			body = append(body, part...)
		}
	}
	var out []string
	for _, m := range regexp.MustCompile(regexp.QuoteMeta(base)+`([^\s"'<>()#\\,]*)`).FindAllSubmatch(body, -1) {
		out = append(out, string(m[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestAddressesInExportsLeadToPages(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	reader := site.As(t, claims.Admin)
	routes := http.NewServeMux()
	for _, p := range web.Patterns() {
		routes.HandleFunc(p, func(http.ResponseWriter, *http.Request) {})
	}
	seen := map[string]bool{}
	check := func(name string, body []byte) {
		t.Helper()
		for _, path := range addressesIn(t, site.URL, body) {
			_, pattern := routes.Handler(httptest.NewRequest(http.MethodGet, path, nil))
			if pattern == "" {
				t.Errorf("%s: %s is no page", name, path)
			} else if status := reader.Get(path).Status; status != http.StatusOK && path != "/" { // the start page leads on to the queue
				t.Errorf("%s: %s answers %d", name, path, status)
			}
			seen[pattern] = true
		}
	}
	desk, err := site.Desk.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Formats() {
		one := reader.Get("/articles/" + s.article + "/report" + f.Extension).Want(http.StatusOK)
		check("the article as "+string(f.Format), []byte(one.Body))
		var all bytes.Buffer
		if err := report.Write(&all, f.Format, report.Info{Desk: desk, BaseURL: site.URL, Title: "All claims"}, site.EachReportClaim(t.Context(), db.ReportFilter{})); err != nil {
			t.Fatal(err)
		}
		check("all claims as "+string(f.Format), all.Bytes())
	}
	for _, pattern := range []string{"GET /claims/{id}", "GET /articles/{id}/text", "GET /articles/{id}/report", "GET /claims", "GET /people/{id}"} {
		if !seen[pattern] {
			t.Errorf("no export leads to %s: the test does not find the addresses", pattern)
		}
	}
}
