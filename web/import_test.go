package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// upload sends a file to the import page.
func upload(t *testing.T, c *webtest.Client, name, body string) *webtest.Response {
	t.Helper()
	return uploadWith(t, c, "", name, body)
}

// uploadWith is upload from a page that names an operation.
func uploadWith(t *testing.T, c *webtest.Client, op, name, body string) *webtest.Response {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	err := w.WriteField("op", op)
	var part io.Writer
	if err == nil {
		part, err = w.CreateFormFile("file", name)
	}
	if err == nil {
		_, err = io.WriteString(part, body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, "/import", &b, http.Header{"Content-Type": {w.FormDataContentType()}, "Sec-Fetch-Site": {"same-origin"}})
}

func TestAFileIsReadAsAnArticle(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	page := "<html><head><title>The flood</title></head><body><article><h1>The flood</h1><p>The river rose by two metres in May 2016.</p>" +
		"<script>alert(1)</script><p>The council closed the bridge on Friday.</p></article></body></html>"
	r := upload(t, c, `C:\x/../flood.html`, page).Want(http.StatusSeeOther)
	preview := c.Get(r.Where).Want(http.StatusOK)
	wantText(t, preview, "The river rose by two metres in May")
	if strings.Contains(preview.Text(), "alert(1)") {
		t.Error("a script is read as text")
	}
	if _, values := preview.Form("save-import"); values.Get("headline") != "The flood" {
		t.Errorf("the headline is %q", values.Get("headline"))
	}
	wantText(t, upload(t, c, "flood.txt", "\xff\xfe\xfa").Want(http.StatusUnprocessableEntity), "There is a problem")
	wantText(t, upload(t, c, "big.txt", strings.Repeat("word ", 1_100_000)).Want(http.StatusUnprocessableEntity), "There is a problem")
	wantText(t, upload(t, c, "huge.txt", strings.Repeat("word ", 1_300_000)).Want(http.StatusRequestEntityTooLarge), "too large")
	upload(t, c, "none.txt", "").Want(http.StatusUnprocessableEntity)
}

func TestAnotherFileFromTheSamePageIsAnotherImport(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	_, form := c.Get("/import").Want(http.StatusOK).Form("import-file")
	op := form.Get("op")
	first := uploadWith(t, c, op, "a.txt", "The ferry was late on 12 of 30 days.").Want(http.StatusSeeOther)
	second := uploadWith(t, c, op, "b.txt", "The mill closed on Friday for good.").Want(http.StatusSeeOther)
	if first.Where == second.Where {
		t.Fatal("the second file is taken for the first one")
	}
	wantText(t, c.Get(second.Where).Want(http.StatusOK), "The mill closed on Friday")
	if again := uploadWith(t, c, op, "b.txt", "The mill closed on Friday for good.").Want(http.StatusSeeOther); again.Where != second.Where {
		t.Errorf("a double click leads to %s, the first click to %s", again.Where, second.Where)
	}
}

func TestWhatWasDiscardedCanBeImportedAgain(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	for testid, set := range map[string][]string{
		"import": {"text", "The ferry was late on 12 of 30 days."}, "import-url": {"url", "https://gazette.example/ferry"},
	} {
		first := submit(t, c, "/import", testid, set...).Want(http.StatusSeeOther).Where
		c.Post(first+"/discard", nil).Want(http.StatusSeeOther)
		second := submit(t, c, "/import", testid, set...).Want(http.StatusSeeOther).Where
		if second == first {
			t.Errorf("%s: the second try leads to the draft that was discarded", testid)
		}
		c.Get(second).Want(http.StatusOK)
	}
	refused := c.Post("/import", url.Values{"op": {"x"}}).Want(http.StatusUnprocessableEntity)
	_, form := refused.Form("import")
	if _, other := c.Get("/import").Form("import"); form.Get("op") == "x" || form.Get("op") == other.Get("op") {
		t.Errorf("two renderings name the operation %q", form.Get("op"))
	}
}

func TestAnAddressIsFetchedLater(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	r := submit(t, c, "/import", "import-url", "url", "file:///etc/passwd").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "url") == "" {
		t.Errorf("no message beside the address\n%s", r.Text())
	}
	draft := submit(t, c, "/import", "import-url", "url", "https://gazette.example/flood").Want(http.StatusSeeOther).Where
	wantText(t, c.Get(draft).Want(http.StatusOK), "https://gazette.example/flood")
	c.Post(draft, url.Values{"headline": {"Too soon"}}).Want(http.StatusUnprocessableEntity)
	job, err := site.LeaseJob(t.Context())
	if err != nil || job.Address != "https://gazette.example/flood" {
		t.Fatalf("the job is %+v, %v", job, err)
	}
	other := site.As(t, claims.Editor)
	other.Get(draft).Want(http.StatusNotFound)
	other.Post(draft+"/discard", nil).Want(http.StatusNotFound)
	submit(t, c, draft, "discard").Want(http.StatusSeeOther)
	c.Get(draft).Want(http.StatusNotFound)
}

func TestNobodyGivesHimselfMoreThanTheFormHas(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	me := site.Users[claims.Reviewer]
	submit(t, c, "/settings/me", "me",
		"name", "Rosa", "role", "admin", "handle", "root", "id", site.Users[claims.Admin].ID, "disabled", "1",
	).Want(http.StatusSeeOther)
	got, err := site.User(t.Context(), me.ID)
	if err != nil || got.Name != "Rosa" || got.Role != claims.Reviewer || got.Handle != me.Handle || got.Disabled {
		t.Errorf("after the form the account is %+v, %v", got, err)
	}
	s := furnish(t, site)
	c.Post("/claims/"+s.candidate+"/edit", url.Values{
		"version": {"1"}, "wording": {"Prices fell."}, "kind": {"fact"}, "modality": {"asserted"}, "priority": {"0"}, "state": {"accepted"}, "no": {"77"}, "article_id": {s.plain}, "created_by": {me.ID},
	}).Want(http.StatusSeeOther)
	if got := state(t, site, s.candidate); got.State != claims.Proposed || got.No != 3 || got.ArticleID != s.article {
		t.Errorf("after the form the claim is %+v", got)
	}
}
