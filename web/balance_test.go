package web_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

func TestTheBalanceIsShownAndDownloaded(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Editor)
	wantText(t, c.Get("/reports/balance").Want(http.StatusOK), "No claims", "import one")
	furnish(t, site)
	page := c.Get("/reports/balance").Want(http.StatusOK)
	wantText(t, page, "5 claims: 1 checked, 1 under way, 3 not looked at yet", "The articles’ own voice", "Download as CSV")
	wantText(t, c.Get("/reports/balance?by=rating").Want(http.StatusOK), "True")
	wantText(t, c.Get("/reports/balance?by=reviewer").Want(http.StatusOK), "Edda Editor")
	wantText(t, c.Get("/reports/balance?to=2001-01-01").Want(http.StatusOK), "None came in then")
	for _, by := range claims.Dimensions {
		r := c.Get("/reports/balance.csv?by=" + string(by)).Want(http.StatusOK)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(r.Body, "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 2 || rows[0][0] != string(by) || rows[1][2] != "1" {
			t.Errorf("by %s: %q, %v", by, rows, err)
		}
		if got := r.Header.Get("Content-Disposition"); got != `attachment; filename="balance-`+string(by)+`.csv"` {
			t.Errorf("by %s: %s", by, got)
		}
	}
}

func TestTheBalanceRefuses(t *testing.T) {
	site := webtest.Start(t)
	for _, path := range []string{"/reports/balance", "/reports/balance.csv"} {
		for role, status := range map[claims.Role]int{claims.Viewer: http.StatusForbidden, claims.Reviewer: http.StatusForbidden, claims.Auditor: http.StatusOK, claims.Editor: http.StatusOK} {
			site.As(t, role).Get(path + "?by=reviewer").Want(status)
		}
		c := site.As(t, claims.Viewer)
		c.Get(path + "?by=colour").Want(http.StatusNotFound)
		c.Get(path + "?from=tomorrow").Want(http.StatusUnprocessableEntity)
	}
	c := site.As(t, claims.Viewer)
	r := c.Get("/reports/balance?from=2026-02-02&to=2026-02-01").Want(http.StatusUnprocessableEntity)
	if got := errorsOf(r, "to"); !strings.Contains(got, "before the first one") {
		t.Errorf("at the last day stands %q", got)
	}
	if strings.Contains(r.Text(), "Reviewer") {
		t.Error("a viewer is offered the balance by reviewer")
	}
}
