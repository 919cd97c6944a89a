package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"assay/claims"
	"assay/views"
	"assay/web/webtest"
)

// keyField is the name of the field of a key as it comes.
func keyField(t *testing.T, key string) string {
	t.Helper()
	i := slices.Index(views.SingleKeys(), key)
	if i < 0 {
		t.Fatalf("there is no key %s", key)
	}
	return fmt.Sprint("key_", i+1)
}

// bodyAttr is an attribute of a page's body.
func bodyAttr(r *webtest.Response, name string) string {
	for n := range r.Root().Descendants() {
		if n.Data == "body" {
			return webtest.Attr(n, name)
		}
	}
	return ""
}

func TestAReaderChangesHisKeys(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	if got := bodyAttr(c.Get("/queue"), "data-keymap"); got != "" {
		t.Errorf("before: %q", got)
	}
	submit(t, c, "/settings/me", "keys", keyField(t, "v"), "q", keyField(t, "e"), "ж", keyField(t, "?"), "").Want(http.StatusSeeOther)
	queue := c.Get("/queue")
	wantText(t, queue, "Your keys were saved")
	if got := bodyAttr(queue, "data-keymap"); got != "? eжvq" {
		t.Errorf("the pages say %q", got)
	}
	page := c.Get("/settings/me").Want(http.StatusOK)
	wantText(t, page, "comes as v")
	if n := inputOf(page, keyField(t, "v")); n == nil || webtest.Attr(n, "value") != "q" {
		t.Errorf("the form has %v", n)
	}
	help := c.Get("/help/keys").Want(http.StatusOK).Text()
	if !strings.Contains(help, "q Give a verdict") || !strings.Contains(help, "ж Add evidence") || strings.Contains(help, "? The keys of the page") {
		t.Errorf("the help says %s", help)
	}
	for _, cookie := range c.Cookies() {
		if cookie.Name == "assay-keymap" && len(cookie.Value) > 1024 {
			t.Errorf("a cookie of %d bytes", len(cookie.Value))
		}
	}
	if got := bodyAttr(site.As(t, claims.Reviewer).Get("/queue"), "data-keymap"); got != "" {
		t.Errorf("another browser has %q", got)
	}
	submit(t, c, "/settings/me", "keys", "do", "reset").Want(http.StatusSeeOther)
	if got := bodyAttr(c.Get("/queue"), "data-keymap"); got != "" {
		t.Errorf("after the reset: %q", got)
	}
}

func TestAKeyThatClashesIsToldAtItsField(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Viewer)
	r := submit(t, c, "/settings/me", "keys", keyField(t, "j"), "e", keyField(t, "k"), "up", keyField(t, "z"), "5").Want(http.StatusUnprocessableEntity)
	for key, want := range map[string]string{"j": "is taken: Add evidence", "k": "one character", "z": "Digits choose"} {
		if got := errorsOf(r, keyField(t, key)); !strings.Contains(got, want) {
			t.Errorf("at %s stands %q", key, got)
		}
	}
	if _, values := r.Form("keys"); values.Get(keyField(t, "k")) != "up" || values.Get(keyField(t, "n")) != "n" {
		t.Errorf("what was typed is lost: %v", values)
	}
	if got := bodyAttr(c.Get("/queue"), "data-keymap"); got != "" {
		t.Errorf("a refused form changed the keys: %q", got)
	}
}

func TestACookieOfSomebodyElsesMakingChangesNoKey(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Viewer)
	for _, cookie := range []string{"ee", "%22%3E%3Cscript%3E", strings.Repeat("ev", 2000), "j1", "q"} {
		r := c.Do(http.MethodGet, "/queue", nil, http.Header{"Cookie": {"assay-keymap=" + cookie}}).Want(http.StatusOK)
		if got := bodyAttr(r, "data-keymap"); got != "" {
			t.Errorf("%.40q gives %q", cookie, got)
		}
	}
}
