package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web"
	"assay/web/webtest"
)

// fill puts a scene's ids into a route's pattern.
func (s scene) fill(pattern, person string) (method, path string) {
	method, path, _ = strings.Cut(pattern, " ")
	id := s.accepted
	for prefix, have := range map[string]string{"/articles": s.article, "/import": s.draft, "/evidence": s.evidence, "/sources": s.source, "/snapshots": s.snapshot, "/comments": s.comment, "/relations": s.relation, "/notices": s.notice, "/people": person} {
		if strings.HasPrefix(path, prefix+"/") {
			id = have
		}
	}
	return method, strings.NewReplacer("{$}", "", "{id}", id, "{n}", "0", "{report}", "report.csv", "{name}", "app.css").Replace(path)
}

// everyField has a good value for every field of every form.
func (s scene) everyField() url.Values {
	return url.Values{
		"version": {"2"}, "wording": {"Changed from afar."}, "headline": {"Changed from afar."}, "reason": {"vague"}, "note": {"x"}, "edge": {"end"},
		"by": {"-1"}, "lines": {"The council\nclosed the bridge on Friday."}, "with": {s.candidate}, "with_version": {"1"}, "why": {"x"}, "kind": {"fact"},
		"modality": {"asserted"}, "priority": {"0"}, "block": {"0"}, "exact": {"river rose"}, "start": {"4"}, "sentence": {"0"}, "source_title": {"A"}, "stance": {"supports"},
		"quote": {"q"}, "rating": {"not-enough-evidence"}, "aspect": {"content"}, "rationale": {"r"}, "title": {"Changed from afar."}, "medium": {"web"}, "handle": {"mallory"},
		"name": {"Changed from afar."}, "role": {"admin"}, "password": {"a fresh long password"}, "password_again": {"a fresh long password"}, "current": {webtest.Password},
		"desk": {"Changed from afar."}, "time_zone": {"UTC"}, "text": {"An article from afar."}, "seq": {"1"}, "theme": {"dark"}, "comment": {"@admin, from afar."}, "last": {s.notice}, "other": {s.decided},
		"rows": {"2"}, "label_1": {"Changed from afar."}, "definition_1": {"d"}, "value_1": {"1"}, "tone_1": {"pos"}, "place_1": {"1"}, "made_1": {"on"}, "key_1": {"true"},
	}
}

func TestNoFormIsTakenFromAnotherSite(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Admin)
	port := site.URL[strings.LastIndex(site.URL, ":"):]
	foreign := []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}},
		{"Sec-Fetch-Site": {"same-site"}},
		{"Sec-Fetch-Site": {"cross-site"}, "Origin": {site.URL}},
		{"Origin": {"https://evil.example"}},
		{"Origin": {"null"}},
		{"Origin": {site.URL + ".evil.example"}},
		{"Origin": {"http://localhost" + port}},
		{"Origin": {"http://127.0.0.1:1"}},
	}
	size := site.Size()
	body := s.everyField().Encode()
	for _, pattern := range web.Patterns() {
		if !strings.HasPrefix(pattern, "POST ") {
			continue
		}
		_, path := s.fill(pattern, site.Users[claims.Viewer].ID)
		for _, header := range foreign {
			header = header.Clone()
			header.Set("Content-Type", "application/x-www-form-urlencoded")
			r := c.Do(http.MethodPost, path, strings.NewReader(body), header)
			if r.Status != http.StatusForbidden {
				t.Errorf("POST %s with %v: %d, want 403", path, header, r.Status)
			}
			if len(r.Header.Values("Set-Cookie")) != 0 {
				t.Errorf("POST %s with %v sets %v", path, header, r.Header.Values("Set-Cookie"))
			}
		}
	}
	if site.Size() != size {
		t.Errorf("forms of other sites wrote %d events", site.Size()-size)
	}
	if !signedIn(t, c) {
		t.Error("another site signed the reader out")
	}
	if _, err := site.Draft(t.Context(), site.Users[claims.Reviewer].ID, s.draft); err != nil {
		t.Errorf("another site discarded a draft: %v", err)
	}
	// The same forms from our own pages do take effect.
	c.Post("/claims/"+s.accepted+"/accept", url.Values{"version": {"2"}}).Want(http.StatusUnprocessableEntity)
	c.Post("/claims/"+s.candidate+"/accept", url.Values{"version": {"1"}}).Want(http.StatusSeeOther)
}

func TestAGetChangesNothing(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Admin)
	size := site.Size()
	query := "?" + s.everyField().Encode()
	for _, pattern := range web.Patterns() {
		_, path := s.fill(pattern, site.Users[claims.Viewer].ID)
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
			if r := c.Do(method, path+query, nil, nil); r.Status >= 500 {
				t.Errorf("%s %s: %d", method, path, r.Status)
			}
		}
	}
	if site.Size() != size {
		t.Errorf("reading wrote %d events", site.Size()-size)
	}
	if !signedIn(t, c) {
		t.Error("a GET signed the reader out")
	}
}
