package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// lakes is an article in which every claim has another fate when it becomes lakesChanged.
const (
	lakes        = "The lake is clean. The river is cold, he said. Rents fell. Wages rose in May."
	lakesChanged = "New today.\n\nThe lake is clean. The river is cold, nobody said. First: Rents fell! Second: Rents fell? Wages stayed in May."
)

var lakeMarks = []string{"The lake is clean", "The river is cold", "Rents fell", "Wages rose in May"}

func TestANewVersionOfAnArticleIsPreviewedAndSaved(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	article := site.Article(t, lakes, lakeMarks...)
	wantText(t, c.Get("/articles/"+article+"/versions").Want(http.StatusOK), "One version", "has not changed since")

	size := site.Size()
	r := submit(t, c, "/articles/"+article+"/versions/new", "new-version", "text", lakesChanged).Want(http.StatusSeeOther)
	preview := c.Get(r.Where).Want(http.StatusOK)
	wantText(t, preview, "Version 2", "Nothing is saved yet", "Not found: 1", "More than one place: 1", "Moved: 1", "Found: 1")
	if site.Size() != size {
		t.Error("the preview wrote into the record")
	}
	action, form := preview.Form("save-version")
	saved := c.Post(action, form).Want(http.StatusSeeOther)
	if saved.Where != "/articles/"+article {
		t.Errorf("saving leads to %s", saved.Where)
	}
	page := c.Get(saved.Where).Want(http.StatusOK)
	wantText(t, page, "The new version was saved", "version 2", "Moved", "More than one place", "Words not in the text", "Wages stayed in May")
	if again := c.Get(r.Where).Want(http.StatusSeeOther); again.Where != saved.Where {
		t.Errorf("the preview of what was saved leads to %s", again.Where)
	}

	versions := c.Get("/articles/" + article + "/versions").Want(http.StatusOK)
	wantText(t, versions, "From version 1 to version 2", "Rosa Reviewer", "New today.", "nobody")
	wantText(t, c.Get("/articles/"+article+"/versions?from=2&to=1").Want(http.StatusOK), "From version 2 to version 1")
	for _, path := range []string{"?from=1&to=9", "?from=0&to=1", "?from=x&to=1", "?to=1"} {
		c.Get("/articles/" + article + "/versions" + path).Want(http.StatusNotFound)
	}
}

func TestANewVersionIsRefusedWithWhatIsWrong(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	article := site.Article(t, lakes, lakeMarks...)
	path := "/articles/" + article + "/versions"
	size := site.Size()
	for name, in := range map[string]struct {
		form       url.Values
		field, msg string
	}{
		"nothing":       {url.Values{}, "text", "Paste an article"},
		"the same text": {url.Values{"text": {lakes + "\n"}}, "text", "nothing has changed"},
		"no address":    {url.Values{"url": {"lake"}}, "url", "full address"},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.Post(path, in.form).Want(http.StatusUnprocessableEntity)
			if got := errorsOf(r, in.field); !strings.Contains(got, in.msg) {
				t.Errorf("beside the field stands %q", got)
			}
			if _, form := r.Form("new-version"); form.Get("text") != strings.TrimRight(in.form.Get("text"), "") {
				t.Errorf("what was typed became %q", form.Get("text"))
			}
		})
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "lakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(lakes)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := c.Do(http.MethodPost, path, &body, http.Header{"Content-Type": {w.FormDataContentType()}, "Sec-Fetch-Site": {"same-origin"}})
	if got := errorsOf(r.Want(http.StatusUnprocessableEntity), "file"); !strings.Contains(got, "nothing has changed") {
		t.Errorf("beside the file stands %q", got)
	}
	c.Get("/articles/0000000000000000/versions/new").Want(http.StatusNotFound)
	c.Post("/articles/0000000000000000/versions", url.Values{"text": {"A text."}}).Want(http.StatusNotFound)
	c.Post("/articles/0000000000000000/versions", url.Values{"url": {"https://a.example/"}}).Want(http.StatusNotFound)
	if site.Size() != size {
		t.Error("what was refused is in the record")
	}
}

func TestOfTwoNewVersionsAtOnceTheSecondIsTold(t *testing.T) {
	site := webtest.Start(t)
	rosa, edda := site.As(t, claims.Reviewer), site.As(t, claims.Editor)
	article := site.Article(t, lakes, lakeMarks...)
	path := "/articles/" + article + "/versions/new"
	mine := submit(t, rosa, path, "new-version", "text", lakesChanged).Want(http.StatusSeeOther).Where
	theirs := submit(t, edda, path, "new-version", "text", "Their text, and nothing else.").Want(http.StatusSeeOther).Where
	action, form := rosa.Get(mine).Want(http.StatusOK).Form("save-version")
	submit(t, edda, theirs, "save-version").Want(http.StatusSeeOther)
	r := rosa.Post(action, form).Want(http.StatusConflict)
	wantText(t, r, "Edda Editor changed it since you opened the page", "Version 3", "Their text")
	action, form = r.Form("save-version")
	rosa.Post(action, form).Want(http.StatusSeeOther)
	edda.Get(mine).Want(http.StatusNotFound)

	// A draft that was overtaken by its own text has nothing to save.
	late := submit(t, rosa, path, "new-version", "text", "A fourth text.").Want(http.StatusSeeOther).Where
	first := submit(t, edda, path, "new-version", "text", "A fourth text.").Want(http.StatusSeeOther).Where
	submit(t, edda, first, "save-version").Want(http.StatusSeeOther)
	page := rosa.Get(late).Want(http.StatusOK)
	wantText(t, page, "nothing has changed", "Nothing was saved")
	if r := submit(t, rosa, late, "discard").Want(http.StatusSeeOther); r.Where != "/articles/"+article+"/versions" {
		t.Errorf("discarding leads to %s", r.Where)
	}
}

func TestAnArticleIsFetchedAgain(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	article := site.Article(t, lakes, lakeMarks...)
	r := submit(t, c, "/articles/"+article+"/versions/new", "new-version-url", "url", "https://lake.example/").Want(http.StatusSeeOther)
	wantText(t, c.Get(r.Where).Want(http.StatusOK), "Fetching the page")
	job, err := site.LeaseJob(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := site.FinishDraft(t.Context(), job, renewalOf("", lakesChanged), []byte("<p>raw")); err != nil {
		t.Fatal(err)
	}
	submit(t, c, r.Where, "save-version").Want(http.StatusSeeOther)
	e, err := site.Edition(t.Context(), article, "")
	if err != nil || e.Article.Number != 2 || e.Text.RawSHA256 == "" || e.Article.Headline != "An article" {
		t.Errorf("the article is %+v, %v", e.Article, err)
	}
}
