package web_test

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/report"
	"assay/db"
	"assay/db/dbtest"
	"assay/web/webtest"
)

// freshSite runs a server over a store that nobody has set up, and returns the token of its set-up link.
func freshSite(t *testing.T) (*webtest.Site, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "assay.db")
	store, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	token, err := store.NewSetupToken(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return webtest.Serve(t, &dbtest.Desk{DB: store, Path: path}), token
}

func TestSetUp(t *testing.T) {
	site, token := freshSite(t)
	c := site.Client(t)
	if r := c.Get("/").Want(http.StatusSeeOther); r.Where != "/setup" {
		t.Errorf("/ leads to %q, want /setup", r.Where)
	}
	if r := c.Get("/login").Want(http.StatusSeeOther); r.Where != "/setup" {
		t.Errorf("/login leads to %q, want /setup", r.Where)
	}
	good := []string{"desk", "The Desk", "time_zone", "Europe/Vienna", "name", "Ada", "handle", "Ada", "password", webtest.Password, "password_again", webtest.Password}
	for name, tt := range map[string]struct {
		page, field string
		set         []string
	}{
		"a wrong token":                {"/setup?token=wrong", "", nil},
		"two different passwords":      {"/setup?token=" + token, "password_again", []string{"password_again", "another battery staple"}},
		"a password that is too short": {"/setup?token=" + token, "password", []string{"password", "short", "password_again", "short"}},
		"a desk without a name":        {"/setup?token=" + token, "desk", []string{"desk", " "}},
		"a zone that there is not":     {"/setup?token=" + token, "time_zone", []string{"time_zone", "Mars/Base"}},
		"a user name of dots":          {"/setup?token=" + token, "handle", []string{"handle", "..ada"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := submit(t, c, tt.page, "setup", append(append([]string{}, good...), tt.set...)...).Want(http.StatusUnprocessableEntity)
			if _, values := r.Form("setup"); values.Get("name") != "Ada" {
				t.Errorf("the form came back with the name %q, want what was typed", values.Get("name"))
			}
			if tt.field != "" && errorsOf(r, tt.field) == "" {
				t.Errorf("no message beside %s\n%s", tt.field, r.Text())
			}
		})
	}
	r := submit(t, c, "/setup?token="+token, "setup", good...).Want(http.StatusSeeOther)
	if r.Where != "/import" {
		t.Errorf("set-up leads to %q, want /import", r.Where)
	}
	c.Get("/import").Want(http.StatusOK)
	if r := site.Client(t).Get("/setup?token=" + token).Want(http.StatusSeeOther); r.Where != "/login" {
		t.Errorf("a second set-up leads to %q, want /login", r.Where)
	}
	size := site.Size()
	site.Client(t).Post("/setup", url.Values{"token": {token}, "desk": {"Mine"}, "time_zone": {"UTC"}, "name": {"Eve"}, "handle": {"eve"}, "password": {webtest.Password}, "password_again": {webtest.Password}})
	if site.Size() != size {
		t.Error("the desk was set up twice")
	}
	if r := site.Client(t).Post("/login", url.Values{"handle": {"ada"}, "password": {webtest.Password}}).Want(http.StatusSeeOther); r.Where != "/queue" {
		t.Errorf("the new admin lands on %q", r.Where)
	}
}

const bridgeStory = `The bridge

By Rosa Reporter

The council closed the bridge on Friday, the mayor said. The river had risen by two metres in May 2016.

Prices fell by 3 percent last year. Prices will fall by 5 percent in 2031.

Subscribe to our newsletter!`

// importStory puts an article in by paste, corrects it in the preview and saves it. It returns its path.
func importStory(t *testing.T, c *webtest.Client) string {
	t.Helper()
	action, values := c.Get("/import").Want(http.StatusOK).Form("import")
	preview := c.Post(action, filled(values, "text", bridgeStory)).Want(http.StatusSeeOther).Where
	page := c.Get(preview).Want(http.StatusOK)
	action, values = page.Form("save-import")
	last := ""
	for name := range values {
		if n, ok := strings.CutPrefix(name, "kind"); ok && (len(n) > len(last) || len(n) == len(last) && n > last) {
			last = n
		}
	}
	bad := c.Post(action, filled(values, "headline", "", "published", "soon", "outlet", "The Gazette")).Want(http.StatusUnprocessableEntity)
	if errorsOf(bad, "published") == "" {
		t.Errorf("no message beside the date\n%s", bad.Text())
	}
	if _, again := bad.Form("save-import"); again.Get("outlet") != "The Gazette" {
		t.Error("the preview lost what was typed")
	}
	r := c.Post(action, filled(values, "headline", "The bridge is closed", "byline", "Rosa Reporter", "outlet", "The Gazette",
		"published", "2017-02-08", "lang", "en", "url", "https://gazette.example/bridge", "kind"+last, "furniture")).Want(http.StatusSeeOther)
	if again := c.Get(preview).Want(http.StatusSeeOther); again.Where != r.Where {
		t.Errorf("the saved import leads to %q, want the article %q", again.Where, r.Where)
	}
	return r.Where
}

func TestTheWholeJobWithoutScript(t *testing.T) {
	site := webtest.Start(t)
	c, editor := site.As(t, claims.Reviewer), site.As(t, claims.Editor)
	path := importStory(t, c)
	article := strings.TrimPrefix(path, "/articles/")
	page := c.Get(path).Want(http.StatusOK)
	wantText(t, page, "The bridge is closed", "The council closed the bridge on Friday")
	found := claimsOf(t, site, article)
	if len(found) < 3 {
		t.Fatalf("the import proposed %d claims, want at least 3", len(found))
	}

	accepted := acceptUndoAccept(t, c, site, path, found[0].ID)
	rejectAndUndo(t, c, site, path, found[1].ID)
	added := addClaims(t, c, site, path)
	editAndUndo(t, c, site, added[0])
	moveAndUndo(t, c, site, path, added[0])
	splitAndUndo(t, c, site, path, accepted)
	mergeAndUndo(t, c, site, path, added[0], added[1])
	withdrawAndUndo(t, c, site, path, added[1])

	evidence := addEvidence(t, c, site, accepted)
	giveVerdict(t, c, site, accepted, evidence)
	publishAndCorrect(t, c, editor, site, accepted, path)
	seeItAll(t, c, editor, path, accepted)
}

// state returns a claim as the store has it.
func state(t *testing.T, site *webtest.Site, id string) claims.Claim {
	t.Helper()
	d, err := site.Dossier(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d.Claim
}

// undoOn presses the undo button of an article page.
func undoOn(t *testing.T, c *webtest.Client, path string) {
	t.Helper()
	action, values := c.Get(path).Want(http.StatusOK).Form("undo")
	if action != "/undo" {
		t.Fatalf("undo goes to %q", action)
	}
	c.Post(action, values).Want(http.StatusSeeOther)
}

func acceptUndoAccept(t *testing.T, c *webtest.Client, site *webtest.Site, path, id string) string {
	t.Helper()
	action := "/claims/" + id + "/accept"
	for range 2 {
		r := c.Post(action, formTo(t, c.Get(path+"?claim="+id), "accept", action)).Want(http.StatusSeeOther)
		if !strings.HasPrefix(r.Where, path) {
			t.Errorf("accept leads to %q, want the article", r.Where)
		}
		if got := state(t, site, id).State; got != claims.Accepted {
			t.Fatalf("after accept the claim is %s", got)
		}
		undoOn(t, c, path)
		if got := state(t, site, id).State; got != claims.Proposed {
			t.Fatalf("after undo the claim is %s", got)
		}
	}
	c.Post(action, formTo(t, c.Get(path+"?claim="+id), "accept", action)).Want(http.StatusSeeOther)
	c.Post(action, formTo(t, c.Get("/articles/"+state(t, site, id).ArticleID+"?claim="+id), "edge", "/claims/"+id+"/edge")).Want(http.StatusUnprocessableEntity)
	return id
}

func rejectAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, path, id string) {
	t.Helper()
	action := "/claims/" + id + "/reject"
	values := formTo(t, c.Get(path+"?claim="+id), "reject", action)
	r := c.Post(action, values).Want(http.StatusUnprocessableEntity) // no reason
	if errorsOf(r, "reason") == "" {
		t.Errorf("no message beside the reason\n%s", r.Text())
	}
	again := formTo(t, r, "reject", action)
	c.Post(action, filled(again, "reason", "vague", "note", "Which prices?")).Want(http.StatusSeeOther)
	if got := state(t, site, id); got.State != claims.Rejected || got.Reason != claims.RejectVague || got.StateNote != "Which prices?" {
		t.Fatalf("after reject: %s, %s, %q", got.State, got.Reason, got.StateNote)
	}
	undoOn(t, c, path)
	if got := state(t, site, id).State; got != claims.Proposed {
		t.Fatalf("after undo the claim is %s", got)
	}
}

// addClaims adds one claim by a selection and one by the sentence picker, after faults in each.
func addClaims(t *testing.T, c *webtest.Client, site *webtest.Site, path string) []string {
	t.Helper()
	article := strings.TrimPrefix(path, "/articles/")
	a, err := site.DB.Article(t.Context(), article)
	if err != nil {
		t.Fatal(err)
	}
	v, err := site.ArticleVersion(t.Context(), article, a.Number)
	if err != nil {
		t.Fatal(err)
	}
	block := -1
	for i, b := range a.Blocks {
		if strings.Contains(b.In(v.Text), "Prices fell") {
			block = i
		}
	}
	number := string(rune('0' + block))
	before := map[string]bool{}
	for _, row := range claimsOf(t, site, article) {
		before[row.ID] = true
	}
	action, values := c.Get(path).Want(http.StatusOK).Form("add-claim")
	c.Post(action, filled(values, "block", number, "exact", "words that are not there", "wording", "Mine")).Want(http.StatusUnprocessableEntity)
	c.Post(action, filled(values, "block", number, "exact", "Prices", "prefix", "", "suffix", "fell by 3 percent", "start", "0", "wording", "Prices moved.")).Want(http.StatusSeeOther)
	picker := path + "/claims/new?p=" + number
	action, values = c.Get(picker).Want(http.StatusOK).Form("add-claim")
	r := c.Post(action, filled(values, "sentence", "77", "wording", "Kept wording")).Want(http.StatusUnprocessableEntity)
	_, values = r.Form("add-claim")
	if values.Get("wording") != "Kept wording" {
		t.Errorf("the picker lost the wording: %q", values.Get("wording"))
	}
	c.Post(action, filled(values, "sentence", "1", "wording", "Prices fall in 2031.")).Want(http.StatusSeeOther)
	var added []string
	for _, row := range claimsOf(t, site, article) {
		if !before[row.ID] {
			added = append(added, row.ID)
			if row.State != claims.Accepted {
				t.Errorf("an added claim is %s, want accepted", row.State)
			}
		}
	}
	if len(added) != 2 {
		t.Fatalf("%d claims were added, want 2", len(added))
	}
	return added
}

func editAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, id string) {
	t.Helper()
	page := "/claims/" + id + "/edit"
	before := state(t, site, id).Wording
	r := submit(t, c, page, "edit-claim", "wording", " ", "place", "Kept place", "settles_on", "tomorrow").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "settles_on") == "" {
		t.Errorf("no message beside the day\n%s", r.Text())
	}
	action, values := r.Form("edit-claim")
	if values.Get("place") != "Kept place" || values.Get("settles_on") != "tomorrow" {
		t.Errorf("the form lost what was typed: %v", values)
	}
	c.Post(action, filled(values, "wording", "Prices fell by 3 % in 2016.", "settles_on", "2016-12-31", "claimant", "The mayor", "topics", "prices, money", "context", "One\r\ntwo")).Want(http.StatusSeeOther)
	got := state(t, site, id)
	if got.Wording != "Prices fell by 3 % in 2016." || got.Place != "Kept place" || got.SettlesOn != "2016-12-31" || len(got.Topics) != 2 || got.Context != "One\ntwo" {
		t.Errorf("after the edit: %+v", got)
	}
	undoOn(t, c, "/articles/"+got.ArticleID)
	if got := state(t, site, id).Wording; got != before {
		t.Errorf("after undo the wording is %q, want %q", got, before)
	}
}

func moveAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, path, id string) {
	t.Helper()
	before := state(t, site, id).Appearances[0].Exact
	action := "/claims/" + id + "/edge"
	form := formTo(t, c.Get(path+"?claim="+id), "edge", action)
	c.Post(action, filled(form, "edge", "end", "by", "1")).Want(http.StatusSeeOther)
	if got := state(t, site, id).Appearances[0].Exact; len(got) <= len(before) || !strings.HasPrefix(got, before) {
		t.Errorf("after moving the end by a word: %q, from %q", got, before)
	}
	undoOn(t, c, path)
	if got := state(t, site, id).Appearances[0].Exact; got != before {
		t.Errorf("after undo: %q, want %q", got, before)
	}
	form = formTo(t, c.Get(path+"?claim="+id), "edge", action)
	c.Post(action, filled(form, "edge", "middle", "by", "1")).Want(http.StatusUnprocessableEntity)
	c.Post(action, filled(form, "edge", "end", "by", "5000")).Want(http.StatusUnprocessableEntity)
}

func splitAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, path, id string) {
	t.Helper()
	page, exact := "/claims/"+id+"/split", state(t, site, id).Appearances[0].Exact
	r := submit(t, c, page, "split", "lines", exact+" and more").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "lines") == "" {
		t.Errorf("no message beside the lines\n%s", r.Text())
	}
	words := strings.SplitN(exact, " ", 3)
	r = submit(t, c, page, "split", "lines", words[0]+" "+words[1]+"\r\n"+words[2]).Want(http.StatusSeeOther)
	if !strings.HasPrefix(r.Where, path) {
		t.Errorf("split leads to %q", r.Where)
	}
	if got := state(t, site, id); got.State != claims.SplitUp || len(got.Successors) != 2 {
		t.Fatalf("after split: %s, %d parts", got.State, len(got.Successors))
	}
	undoOn(t, c, path)
	if got := state(t, site, id); got.State != claims.Accepted {
		t.Fatalf("after undo: %s", got.State)
	}
}

func mergeAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, path, id, with string) {
	t.Helper()
	page := "/claims/" + id + "/merge?with=" + with
	r := submit(t, c, page, "merge", "wording", "").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "wording") == "" {
		t.Errorf("no message beside the wording\n%s", r.Text())
	}
	submit(t, c, page, "merge", "wording", "Prices moved twice.").Want(http.StatusSeeOther)
	if got := state(t, site, id); got.State != claims.Merged {
		t.Fatalf("after merge: %s", got.State)
	}
	if got := state(t, site, with).Wording; got != "Prices moved twice." {
		t.Errorf("the kept claim says %q", got)
	}
	undoOn(t, c, path)
	if got := state(t, site, id); got.State != claims.Accepted {
		t.Fatalf("after undo: %s", got.State)
	}
}

func withdrawAndUndo(t *testing.T, c *webtest.Client, site *webtest.Site, path, id string) {
	t.Helper()
	page := "/claims/" + id + "/withdraw"
	r := submit(t, c, page, "withdraw", "note", " ").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "note") == "" {
		t.Errorf("no message beside the note\n%s", r.Text())
	}
	submit(t, c, page, "withdraw", "note", "Not ours.").Want(http.StatusSeeOther)
	if got := state(t, site, id).State; got != claims.Withdrawn {
		t.Fatalf("after withdraw: %s", got)
	}
	undoOn(t, c, path)
	if got := state(t, site, id).State; got != claims.Accepted {
		t.Fatalf("after undo: %s", got)
	}
}

// addEvidence gives a claim two sources, changes one piece and removes it, and returns the other.
func addEvidence(t *testing.T, c *webtest.Client, site *webtest.Site, id string) string {
	t.Helper()
	page := "/claims/" + id + "/evidence/new"
	r := submit(t, c, page, "evidence", "source_url", "ftp://x", "quote", "Kept quote").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"stance", "source_url"} {
		if errorsOf(r, field) == "" {
			t.Errorf("no message beside %s\n%s", field, r.Text())
		}
	}
	action, values := r.Form("evidence")
	if values.Get("quote") != "Kept quote" || values.Get("source_url") != "ftp://x" {
		t.Errorf("the form lost what was typed: %v", values)
	}
	c.Post(action, filled(values, "source_url", "https://council.example/minutes", "source_title", "Minutes of the council", "stance", "supports", "publisher", "City")).Want(http.StatusSeeOther)
	submit(t, c, page, "evidence", "source_title", "A talk with the mayor", "medium", "person", "stance", "refutes", "note", "He denies it.").Want(http.StatusSeeOther)
	d, err := site.Dossier(t.Context(), id)
	if err != nil || len(d.Evidence) != 2 {
		t.Fatalf("%d pieces of evidence, %v", len(d.Evidence), err)
	}
	kept, gone := d.Evidence[0].ID, d.Evidence[1].ID
	r = submit(t, c, "/evidence/"+gone+"/edit", "evidence", "stance", "proves", "note", "Kept note").Want(http.StatusUnprocessableEntity)
	action, values = r.Form("evidence")
	if values.Get("note") != "Kept note" || errorsOf(r, "stance") == "" {
		t.Errorf("the form lost what was typed, or has no message: %v", values)
	}
	c.Post(action, filled(values, "stance", "context")).Want(http.StatusSeeOther)
	r = submit(t, c, "/evidence/"+gone+"/remove", "remove-evidence", "why", "").Want(http.StatusUnprocessableEntity)
	if errorsOf(r, "why") == "" {
		t.Errorf("no message beside the reason\n%s", r.Text())
	}
	submit(t, c, "/evidence/"+gone+"/remove", "remove-evidence", "why", "Said in anger.").Want(http.StatusSeeOther)
	c.Get("/evidence/" + gone + "/edit").Want(http.StatusUnprocessableEntity)
	wantText(t, c.Get("/claims/"+id).Want(http.StatusOK), "Minutes of the council")
	return kept
}

func giveVerdict(t *testing.T, c *webtest.Client, site *webtest.Site, id, evidence string) {
	t.Helper()
	page := "/claims/" + id + "/verdict"
	r := submit(t, c, page, "verdict", "summary", "Kept summary", "rationale", "", "as_of", "2999-01-01").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"rating", "rationale", "as_of"} {
		if errorsOf(r, field) == "" {
			t.Errorf("no message beside %s\n%s", field, r.Text())
		}
	}
	action, values := r.Form("verdict")
	if values.Get("summary") != "Kept summary" || values.Get("evidence") != evidence || values.Get("as_of") != "2999-01-01" {
		t.Errorf("the form lost what was typed: %v", values)
	}
	c.Post(action, filled(values, "rating", "false", "rationale", "It is open.", "as_of", "2020-01-01")).Want(http.StatusSeeOther)
	d, err := site.Dossier(t.Context(), id)
	if err != nil || d.Verdict == nil || d.Verdict.Rating != "false" {
		t.Fatalf("the verdict is %+v, %v", d.Verdict, err)
	}
}

func publishAndCorrect(t *testing.T, c, editor *webtest.Client, site *webtest.Site, id, path string) {
	t.Helper()
	if c.Get("/claims/" + id).HasForm("publish") {
		t.Error("a reviewer is offered to publish")
	}
	c.Post("/claims/"+id+"/publication", url.Values{"version": {"1"}}).Want(http.StatusForbidden)
	submit(t, editor, "/claims/"+id, "publish").Want(http.StatusSeeOther)
	page := "/claims/" + id + "/verdict"
	r := submit(t, editor, page, "verdict", "rating", "true").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"correction", "public_note"} {
		if errorsOf(r, field) == "" {
			t.Errorf("no message beside %s\n%s", field, r.Text())
		}
	}
	action, values := r.Form("verdict")
	editor.Post(action, filled(values, "correction", "correction", "public_note", "We had looked at another bridge.")).Want(http.StatusSeeOther)
	c.Get(page).Want(http.StatusForbidden)
	c.Post(page, filled(values, "version", "2", "rating", "half-true", "correction", "update", "public_note", "x")).Want(http.StatusForbidden)
	d, err := site.Dossier(t.Context(), id)
	if err != nil || d.Publication == nil || d.Publication.State != claims.Corrected || d.Verdict.Rating != "true" {
		t.Fatalf("after the correction: %+v, %v", d.Publication, err)
	}
	wantText(t, editor.Get(path+"/report").Want(http.StatusOK), "We had looked at another bridge.")
}

// seeItAll looks at what the job left: reports, downloads, histories and the search.
func seeItAll(t *testing.T, c, editor *webtest.Client, path, id string) {
	t.Helper()
	wantText(t, c.Get(path+"/report").Want(http.StatusOK), "The bridge is closed", "Minutes of the council", "Test Desk")
	for _, f := range report.Formats() {
		r := c.Get(path + "/report" + f.Extension).Want(http.StatusOK)
		if r.Header.Get("Content-Type") != f.MediaType || !strings.HasPrefix(r.Header.Get("Content-Disposition"), `attachment; filename="the-bridge-is-closed`) || r.Body == "" {
			t.Errorf("report%s: %s, %s, %d bytes", f.Extension, r.Header.Get("Content-Type"), r.Header.Get("Content-Disposition"), len(r.Body))
		}
	}
	c.Get(path + "/report.exe").Want(http.StatusNotFound)
	if text := c.Get(path + "/text").Want(http.StatusOK); !strings.Contains(text.Body, "newsletter") || strings.Contains(text.Body, "<") {
		t.Errorf("the plain text is %q", text.Body)
	}
	wantText(t, c.Get("/reports").Want(http.StatusOK), "The bridge is closed")
	wantText(t, c.Get(path+"/history").Want(http.StatusOK), "imported the article")
	wantText(t, c.Get("/claims/"+id+"/history").Want(http.StatusOK), "accepted the claim", "decided the verdict")
	wantText(t, editor.Get("/history?kind=publication.correct").Want(http.StatusOK), "published a change of the verdict")
	editor.Get("/history?from=never").Want(http.StatusUnprocessableEntity)
	for query, want := range map[string]string{"bridge closed": "The bridge is closed", "newsletter": "The bridge is closed", "minutes council": "Minutes of the council", "nothing-like-it": "Nothing matches"} {
		wantText(t, c.Get("/search?q="+url.QueryEscape(query)).Want(http.StatusOK), want)
	}
}

func TestAnAddedPersonCanSignIn(t *testing.T) {
	site := webtest.Start(t)
	admin := site.As(t, claims.Admin)
	r := submit(t, admin, "/people/new", "add-user", "handle", "..", "name", "Kept Name", "role", "reviewer", "password", "short").Want(http.StatusUnprocessableEntity)
	action, values := r.Form("add-user")
	if values.Get("name") != "Kept Name" || errorsOf(r, "handle") == "" || errorsOf(r, "password") == "" {
		t.Errorf("the form lost what was typed, or has no messages: %v\n%s", values, r.Text())
	}
	next := admin.Post(action, filled(values, "handle", "nora", "password", "a long password of nora's")).Want(http.StatusSeeOther)
	wantText(t, admin.Get(next.Where).Want(http.StatusOK), "Kept Name was added")
	site.Client(t).Post("/login", url.Values{"handle": {"nora"}, "password": {"a long password of nora's"}}).Want(http.StatusSeeOther)
}

func TestTheDesksAndOnesOwnSettingsCanBeChanged(t *testing.T) {
	site := webtest.Start(t)
	admin := site.As(t, claims.Admin)
	r := submit(t, admin, "/settings/desk", "desk", "desk", "Kept", "url", "javascript:1").Want(http.StatusUnprocessableEntity)
	if _, values := r.Form("desk"); values.Get("desk") != "Kept" || errorsOf(r, "url") == "" {
		t.Errorf("the form lost what was typed, or has no message\n%s", r.Text())
	}
	submit(t, admin, "/settings/desk", "desk", "desk", "New Desk", "time_zone", "Asia/Tokyo").Want(http.StatusSeeOther)
	if got := site.Zone().String(); got != "Asia/Tokyo" {
		t.Errorf("the zone is %s", got)
	}
	submit(t, admin, "/settings/me", "me", "name", " ").Want(http.StatusUnprocessableEntity)
	submit(t, admin, "/settings/me", "me", "name", "Ada Anew").Want(http.StatusSeeOther)
	wantText(t, admin.Get("/settings/me").Want(http.StatusOK), "Ada Anew", "Your name was changed")
	submit(t, admin, "/settings/me", "look", "theme", "dark", "keys", "off").Want(http.StatusSeeOther)
	page := admin.Get("/queue").Want(http.StatusOK)
	if !strings.Contains(page.Body, `data-theme="dark"`) {
		t.Error("the chosen theme is not on the page")
	}
}

func TestSelectedWordsAreSetAsideOrAddedToAClaim(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	picker := "/articles/" + s.article + "/claims/new?p=0&claim=" + s.candidate
	action, values := c.Get(picker).Want(http.StatusOK).Form("add-claim")
	c.Post(action, filled(values, "as", "words", "exact", "The council closed the bridge")).Want(http.StatusSeeOther)
	if got := state(t, site, s.candidate); len(got.Appearances[0].Spans) != 2 {
		t.Errorf("the claim stands on %+v", got.Appearances[0].Spans)
	}
	submit(t, c, "/articles/"+s.article, "undo").Want(http.StatusSeeOther)
	if got := state(t, site, s.candidate); len(got.Appearances[0].Spans) != 1 {
		t.Errorf("undone, the claim stands on %+v", got.Appearances[0].Spans)
	}
	c.Post(action, filled(values, "as", "words", "exact", "The council closed")).Want(http.StatusConflict)
	_, values = c.Get("/articles/" + s.article + "/claims/new?p=0&claim=" + s.decided).Want(http.StatusOK).Form("add-claim")
	c.Post(action, filled(values, "as", "words", "exact", "The council closed")).Want(http.StatusUnprocessableEntity)

	c.Post(action, filled(values, "as", "aside", "exact", "in May 2016")).Want(http.StatusSeeOther)
	e, err := site.Edition(t.Context(), s.article, "")
	if err != nil || len(e.Closed) != 1 || e.Closed[0].Reason != claims.RejectNotAClaim || e.Closed[0].Appearance.Exact != "in May 2016" {
		t.Errorf("set aside: %+v, %v", e.Closed, err)
	}
}
