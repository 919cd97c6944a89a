package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/web/webtest"
)

// staleForms are the forms in which two people may meet: where each is, its data-testid, the field that both change,
// and what else it needs.
func staleForms(s scene, evidence string) []struct {
	name, page, testid, field string
	role                      claims.Role
	more                      []string
} {
	return []struct {
		name, page, testid, field string
		role                      claims.Role
		more                      []string
	}{
		{"a claim", "/claims/" + s.accepted + "/edit", "edit-claim", "wording", claims.Editor, []string{"context", "Seen from\nthe bank."}},
		{"an article", "/articles/" + s.article + "/edit", "edit-article", "headline", claims.Editor, []string{"outlet", "Gazette"}},
		{
			"a verdict", "/claims/" + s.decided + "/verdict", "verdict", "rationale", claims.Editor,
			[]string{"rating", "false", "correction", "update", "public_note", "New figures.", "as_of", "2020-02-02"},
		},
		{"evidence", "/evidence/" + evidence + "/edit", "evidence", "note", claims.Editor, []string{"stance", "refutes"}},
		{"a source", "/sources/" + s.source + "/edit", "edit-source", "title", claims.Editor, []string{"primary", "1", "publisher", "Water Board"}},
		{"the desk", "/settings/desk", "desk", "desk", claims.Admin, []string{"contact", "desk@example.org"}},
		{"a person", "", "edit-user", "name", claims.Admin, nil},
	}
}

// looseEvidence adds evidence that no verdict relies on.
func looseEvidence(t *testing.T, site *webtest.Site, s scene) string {
	t.Helper()
	id, err := site.AddEvidence(t.Context(), site.By(claims.Editor), claims.EvidenceEdit{
		ClaimID: s.accepted, Stance: claims.Context, Note: "Seen.", Source: claims.SourceEdit{Title: "A ledger"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAStaleFormShowsBothTextsAndCanStillBeSaved(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	for _, tt := range staleForms(s, looseEvidence(t, site, s)) {
		t.Run(tt.name, func(t *testing.T) {
			if tt.page == "" {
				tt.page = "/people/" + site.Users[claims.Viewer].ID
			}
			c := site.As(t, tt.role)
			page := c.Get(tt.page).Want(http.StatusOK)
			action, theirs := page.Form(tt.testid)
			_, yours := page.Form(tt.testid)
			filled(yours, tt.more...)
			if tt.testid == "verdict" {
				filled(theirs, "correction", "update", "public_note", "They looked again.")
			}
			c.Post(action, filled(theirs, tt.field, "What they wrote <b>first</b>.")).Want(http.StatusSeeOther)
			r := c.Post(action, filled(yours, tt.field, "What you wrote second.")).Want(http.StatusConflict)
			wantText(t, r, "What they wrote <b>first</b>.", "Yours is not saved yet")
			again, values := r.Form(tt.testid)
			if values.Get(tt.field) != "What you wrote second." {
				t.Errorf("the form of the 409 page has %s %q", tt.field, values.Get(tt.field))
			}
			if again != action {
				t.Errorf("the form of the 409 page goes to %q, want %q", again, action)
			}
			c.Post(again, values).Want(http.StatusSeeOther)
			_, saved := c.Get(tt.page).Want(http.StatusOK).Form(tt.testid)
			for name := range yours {
				if name == "op" || name == "version" || name == "correction" || name == "public_note" || name == "as_of" {
					continue // asked for anew each time
				}
				if saved.Get(name) != yours.Get(name) {
					t.Errorf("%s is %q in the end, want %q: the 409 page lost it", name, saved.Get(name), yours.Get(name))
				}
			}
		})
	}
}

func TestAStaleStepIsRefusedWithoutAnEffect(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Editor)
	size := site.Size()
	for _, path := range []string{
		"/claims/" + s.candidate + "/accept", "/claims/" + s.candidate + "/reject", "/claims/" + s.accepted + "/withdraw",
		"/claims/" + s.accepted + "/edge", "/claims/" + s.accepted + "/split", "/claims/" + s.accepted + "/merge",
		"/evidence/" + s.evidence + "/remove", "/claims/" + s.decided + "/publication", "/articles/" + s.article + "/blocks/0",
		"/relations/" + s.relation + "/confirm", "/relations/" + s.relation + "/reject", "/relations/" + s.relation + "/revoke",
		"/comments/" + s.comment + "/resolve", "/comments/" + s.comment + "/reopen",
	} {
		r := c.Post(path, url.Values{
			"version": {"99"}, "reason": {"vague"}, "note": {"x"}, "edge": {"end"}, "by": {"-1"}, "lines": {"The council\nclosed the bridge on Friday."},
			"with": {s.candidate}, "with_version": {"1"}, "wording": {"x"}, "why": {"x"}, "kind": {"list"},
		})
		if r.Status != http.StatusConflict {
			t.Errorf("POST %s with version 99: %d, want 409\n%s", path, r.Status, r.Text())
		}
	}
	if site.Size() != size {
		t.Errorf("the refused steps wrote %d events", site.Size()-size)
	}
}

// lateForms are the forms whose page is shown again when somebody else was first: where each is, its data-testid, what is
// typed, and how somebody else is first.
func lateForms(t *testing.T, site *webtest.Site) []struct {
	name, page, testid string
	typed              []string
	change             func()
} {
	t.Helper()
	s := furnish(t, site)
	other := claimsOf(t, site, site.Article(t, sceneText, decidedAs, acceptAs, leaveAs))
	evidence := looseEvidence(t, site, s)
	editor := site.As(t, claims.Editor)
	edit := func(path, testid string, set ...string) func() {
		return func() { submit(t, editor, path, testid, set...).Want(http.StatusSeeOther) }
	}
	editClaim := func(id string) func() {
		return edit("/claims/"+id+"/edit", "edit-claim", "context", "Somebody was first.")
	}
	more := claimsOf(t, site, site.Article(t, sceneText, decidedAs, acceptAs, leaveAs))
	return []struct {
		name, page, testid string
		typed              []string
		change             func()
	}{
		{"rejecting", "/claims/" + s.candidate + "/reject", "reject", []string{"reason", "vague", "note", "What does it say?"}, editClaim(s.candidate)},
		{"removing evidence", "/evidence/" + evidence + "/remove", "remove-evidence", []string{"why", "It is about another bridge."}, edit("/evidence/"+evidence+"/edit", "evidence", "note", "Seen again.")},
		{"withdrawing", "/claims/" + s.accepted + "/withdraw", "withdraw", []string{"note", "It was said of another bridge."}, editClaim(s.accepted)},
		{"splitting", "/claims/" + other[0].ID + "/split", "split", []string{"lines", "The river rose by two metres\nin May 2016."}, editClaim(other[0].ID)},
		{"merging", "/claims/" + other[1].ID + "/merge?with=" + other[2].ID, "merge", []string{"wording", "Both at once."}, editClaim(other[1].ID)},
		{"merging into what was changed", "/claims/" + more[0].ID + "/merge?with=" + more[1].ID, "merge", []string{"wording", "Both at once."}, editClaim(more[1].ID)},
		{"giving a claim to somebody", "/claims/" + more[2].ID + "/task", "task", []string{"due", "2031-02-03", "topics", "bridges"}, editClaim(more[2].ID)},
	}
}

func TestWhatWasTypedIntoAStaleFormIsSentOnceMore(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Reviewer)
	for _, tt := range lateForms(t, site) {
		t.Run(tt.name, func(t *testing.T) {
			action, form := c.Get(tt.page).Want(http.StatusOK).Form(tt.testid)
			filled(form, tt.typed...)
			tt.change()
			scripted(c, action, form).Want(http.StatusConflict)
			r := c.Post(action, form).Want(http.StatusConflict)
			wantText(t, r, "Edda Editor changed it", "Nothing is saved yet")
			again, values := r.Form(tt.testid)
			for i := 0; i < len(tt.typed); i += 2 {
				if got := values.Get(tt.typed[i]); got != tt.typed[i+1] {
					t.Errorf("%s is %q on the page of the 409, want what was typed", tt.typed[i], got)
				}
			}
			if strings.Contains(r.Body, `href="#f-"`) {
				t.Error("the message leads to a field that there is not")
			}
			c.Post(again, values).Want(http.StatusSeeOther)
		})
	}
}

func TestAFaultInAFormKeepsItStale(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	action, form := c.Get("/claims/" + s.accepted + "/withdraw").Want(http.StatusOK).Form("withdraw")
	submit(t, site.As(t, claims.Editor), "/claims/"+s.accepted+"/edit", "edit-claim", "context", "Somebody was first.").Want(http.StatusSeeOther)
	r := c.Post(action, filled(form, "note", "a\x00b")).Want(http.StatusUnprocessableEntity)
	_, again := r.Form("withdraw")
	if again.Get("version") != form.Get("version") {
		t.Error("a form that was not compared with anything got a newer version")
	}
	c.Post(action, filled(again, "note", "It was said of another bridge.")).Want(http.StatusConflict)
}

func TestANewNameDoesNotOverwriteTheOneThatAnAdminGave(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Viewer)
	action, form := c.Get("/settings/me").Want(http.StatusOK).Form("me")
	submit(t, site.As(t, claims.Admin), "/people/"+site.Users[claims.Viewer].ID, "edit-user", "name", "Vera Viewer-Brown").Want(http.StatusSeeOther)
	r := c.Post(action, filled(form, "name", "V. Viewer")).Want(http.StatusConflict)
	wantText(t, r, "Ada Admin changed it", "Vera Viewer-Brown")
	_, again := r.Form("me")
	if again.Get("name") != "V. Viewer" {
		t.Errorf("the form lost the name: %q", again.Get("name"))
	}
	c.Post(action, again).Want(http.StatusSeeOther)
	if got, err := site.User(t.Context(), site.Users[claims.Viewer].ID); err != nil || got.Name != "V. Viewer" {
		t.Errorf("in the end the name is %q, %v", got.Name, err)
	}
}

func TestAConflictPageIsTheSameEachTime(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Editor)
	action, form := c.Get("/claims/" + s.decided + "/verdict").Want(http.StatusOK).Form("verdict")
	filled(form, "version", "77", "correction", "update", "public_note", "New figures.")
	hidden := func() (names []string) {
		for n := range c.Post(action, form).Want(http.StatusConflict).Root().Descendants() {
			if webtest.Attr(n, "type") == "hidden" {
				names = append(names, webtest.Attr(n, "name"))
			}
		}
		return names
	}
	first := hidden()
	for range 5 {
		if diff := cmp.Diff(first, hidden()); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestOfSixteenEditorsOneSavesAndNobodyLosesHisText(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Editor)
	page := "/claims/" + s.accepted + "/edit"
	for round := range 50 {
		action, values := c.Get(page).Want(http.StatusOK).Form("edit-claim")
		answers := make([]*webtest.Response, 16)
		var all sync.WaitGroup
		for i := range answers {
			mine := url.Values{}
			for name, v := range values {
				mine[name] = v
			}
			mine["wording"] = []string{fmt.Sprintf("Round %d, editor %d has the word.", round, i)}
			all.Go(func() { answers[i] = c.Post(action, mine) })
		}
		all.Wait()
		won := -1
		for i, r := range answers {
			switch r.Status {
			case http.StatusSeeOther:
				if won >= 0 {
					t.Errorf("round %d: %d and %d both saved", round, won, i)
				}
				won = i
			case http.StatusConflict:
				if _, form := r.Form("edit-claim"); form.Get("wording") != fmt.Sprintf("Round %d, editor %d has the word.", round, i) {
					t.Errorf("round %d: the 409 page of editor %d holds %q", round, i, form.Get("wording"))
				}
			default:
				t.Errorf("round %d: editor %d got %d", round, i, r.Status)
			}
		}
		if want := fmt.Sprintf("Round %d, editor %d has the word.", round, won); won < 0 || state(t, site, s.accepted).Wording != want {
			t.Errorf("round %d: the claim says %q, want %q", round, state(t, site, s.accepted).Wording, want)
		}
	}
}

// creatingForms are the forms that make something, with how many of it there are.
func creatingForms(s scene) []struct {
	name, page, testid string
	set                []string
} {
	long := "a password nobody has"
	return []struct {
		name, page, testid string
		set                []string
	}{
		{"an import", "/import", "import", []string{"text", "A new article. It has two sentences."}},
		{"an article", "/import/" + s.draft, "save-import", nil},
		{"a claim by selection", "/articles/" + s.article, "add-claim", []string{"block", "0", "exact", "river rose by two", "wording", "The river rose."}},
		{"a claim by sentence", "/articles/" + s.article + "/claims/new?p=0", "add-claim", []string{"sentence", "2", "wording", "Prices fell."}},
		{"evidence with a new source", "/claims/" + s.accepted + "/evidence/new", "evidence", []string{"source_title", "A ledger", "stance", "context"}},
		{"a verdict", "/claims/" + s.accepted + "/verdict", "verdict", []string{"rating", "not-enough-evidence", "rationale", "Nothing found."}},
		{"a publication", "/claims/" + s.accepted, "publish", nil},
		{"two claims of one", "/claims/" + s.candidate + "/split", "split", []string{"lines", "Prices fell\nby 3 percent last year."}},
		{"a copy of a source", "/sources/" + s.source, "fetch", nil},
		{"a correction", "/claims/" + s.decided + "/verdict", "verdict", []string{"rating", "false", "correction", "correction", "public_note", "We were wrong."}},
		{"a person", "/people/new", "add-user", []string{"handle", "nora", "name", "Nora", "role", "viewer", "password", long}},
		{"a password", "/people/" + "{person}", "password", []string{"password", long}},
	}
}

func TestAFormSentFiveTimesAtOnceTakesEffectOnce(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	for _, tt := range creatingForms(s) {
		t.Run(tt.name, func(t *testing.T) {
			c := site.As(t, claims.Admin)
			if strings.HasPrefix(tt.page, "/import") {
				c = site.As(t, claims.Reviewer) // the scene's draft is his
			}
			action, values := c.Get(strings.ReplaceAll(tt.page, "{person}", site.Users[claims.Viewer].ID)).Want(http.StatusOK).Form(tt.testid)
			filled(values, tt.set...)
			before := count(t, site)
			answers := make([]*webtest.Response, 5)
			var all sync.WaitGroup
			for i := range answers {
				all.Go(func() { answers[i] = c.Post(action, values) })
			}
			all.Wait()
			for _, r := range answers {
				if r.Status != http.StatusSeeOther || r.Where != answers[0].Where {
					t.Errorf("one of five got %d to %q, the first %d to %q\n%s", r.Status, r.Where, answers[0].Status, answers[0].Where, r.Text())
				}
			}
			once := count(t, site)
			c.Post(action, values).Want(http.StatusSeeOther) // the back button
			if after := count(t, site); after != once {
				t.Errorf("a sixth time made something more: %v, then %v", once, after)
			}
			if grown := once.sum() - before.sum(); grown != made[tt.name] {
				t.Errorf("made %d things, want %d: %+v, then %+v", grown, made[tt.name], before, once)
			}
		})
	}
}

// made is how many things each of creatingForms makes; 1 for what is not listed would hide a slip, so all are.
var made = map[string]int{
	"an import": 0, "an article": 2, "a claim by selection": 1, "a claim by sentence": 1, "evidence with a new source": 2,
	"a verdict": 1, "a publication": 1, "two claims of one": 2, "a copy of a source": 0, "a correction": 1, "a person": 1, "a password": 1,
}

// things are the numbers of what creating forms create.
type things struct{ articles, claims, sources, evidence, verdicts, publications, people, passwords int }

func (n things) sum() int {
	return n.articles + n.claims + n.sources + n.evidence + n.verdicts + n.publications + n.people + n.passwords
}

func count(t *testing.T, site *webtest.Site) things {
	t.Helper()
	var n things
	for line, err := range site.EachEvent(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		switch claims.EventKind(line.Kind) {
		case claims.ArticleAdded:
			n.articles++
		case claims.ClaimAdded, claims.ClaimProposed:
			n.claims++
		case claims.SourceAdded:
			n.sources++
		case claims.EvidenceAdded:
			n.evidence++
		case claims.VerdictDecided:
			n.verdicts++
		case claims.VerdictPublished:
			n.publications++
		case claims.UserAdded:
			n.people++
		case claims.UserPassword:
			n.passwords++
		}
	}
	return n
}
