//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"assay/claims"
	"assay/web/webtest"
)

func TestAStaleSaveShowsBothTexts(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	a, b := openAs(t, d.Site, claims.Editor), openAs(t, d.Site, claims.Reviewer)
	b.mayAnswer(409)
	for _, x := range []*tab{a, b} {
		x.get("/claims/" + d.plain + "/edit")
	}
	a.fill("[name=wording]", "The ministers met in Port Ferrol on a Tuesday.")
	a.leaves(a.save)
	b.fill("[name=wording]", "The ministers of two islands met in Port Ferrol.")
	b.fill("[name=context]", "Only I know this.")
	b.leaves(b.save)
	b.reads("The ministers met in Port Ferrol on a Tuesday.", "Edda Editor")
	b.want("one's own text is in the field to save", `document.querySelector('textarea[name=wording]').value === 'The ministers of two islands met in Port Ferrol.'`)
	b.want("the other field is kept too", `document.querySelector('[name=context]').value === 'Only I know this.'`)
	b.focusKept("a conflict")
	b.leaves(b.save) // the button says that Ctrl+Enter saves
	if c := d.dossier(d.plain).Claim; c.Wording != "The ministers of two islands met in Port Ferrol." || c.Context != "Only I know this." {
		t.Errorf("after saving one's own the claim is %q, %q", c.Wording, c.Context)
	}
}

func TestAStaleVerdictIsNotLost(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	a, b := openAs(t, d.Site, claims.Editor), openAs(t, d.Site, claims.Reviewer)
	b.mayAnswer(409)
	for _, x := range []*tab{a, b} {
		x.get("/claims/" + d.decided + "/verdict")
	}
	a.fill("[name=rationale]", "The editor's reason.")
	a.choose("rating", "true")
	a.leaves(a.save)
	b.fill("[name=rationale]", "The reviewer's reason.")
	b.choose("rating", "false")
	b.leaves(b.save)
	b.reads("The editor's reason.")
	b.want("one's own reason is in the field to save", `document.querySelector('textarea[name=rationale]').value === "The reviewer's reason."`)
	b.want("one's own rating is kept", `[...document.querySelectorAll('[name=rating]')].some(e => e.value === 'false' && (e.type !== 'radio' || e.checked))`)
	b.leaves(func() { b.click("[data-testid=verdict] button[type=submit]", "Save") })
	if v := d.dossier(d.decided).Verdict; v.Rating != "false" || v.Rationale != "The reviewer's reason." || v.Version != 3 {
		t.Errorf("the verdict is %+v", v)
	}
}

func TestAStaleKeyDoesNothingAndSaysSo(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.mayAnswer(409)
	b.get("/articles/" + d.article + "?claim=" + d.open[0])
	id := d.take()
	d.settles(id, "")
	b.leaves(func() { b.press("y") })
	b.reads("Nothing was changed.", "Rosa Reviewer")
	b.focusKept("a refused step")
	b.leaves(func() { b.click("main a", "Back") })
	b.want("the way back leads to the claim in its article", `location.pathname === '/articles/`+d.article+`'`)
}

func TestWhatWasTypedSurvivesAClosedTabAndALostSession(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	const words = "A long rationale that took half an hour to write."
	path := "/claims/" + d.plain + "/verdict"
	b := openAs(t, d.Site, claims.Reviewer)
	next := b.again()
	b.get(path)
	b.fill("[name=rationale]", words)
	b.wait(`Object.values(localStorage).some(v => v.includes(` + quote(words) + `))`)
	b.close()

	next.get(path)
	next.want("the words are back after the tab was closed", `document.querySelector('[name=rationale]').value === `+quote(words))
	next.reads("is back")
	next.choose("rating", "not-checkable")
	if err := d.EndSessions(t.Context(), d.Users[claims.Reviewer].ID, ""); err != nil {
		t.Fatal(err)
	}
	next.leaves(next.save)
	if got := next.path(); !strings.HasPrefix(got, "/login") {
		t.Fatalf("without a session saving leads to %s", got)
	}
	if d.dossier(d.plain).Verdict != nil {
		t.Fatal("somebody without a session gave a verdict")
	}
	next.fill("[name=handle]", "reviewer")
	next.fill("[name=password]", webtest.Password)
	next.leaves(func() { next.click("[data-testid=login] button", "") })
	next.get(path)
	next.want("the words are back after signing in again", `document.querySelector('[name=rationale]').value === `+quote(words))
	next.choose("rating", "not-checkable")
	next.leaves(next.save)
	next.get(path)
	if strings.Contains(next.text(), "is back") {
		t.Error("what was saved comes back as if it were not")
	}
}

func TestWhatWasTypedIsNotForTheNextPerson(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	path := "/claims/" + d.plain + "/verdict"
	b.get(path)
	b.fill("[name=rationale]", "For my eyes only.")
	b.wait(`Object.values(localStorage).some(v => v.includes('For my eyes only.'))`)
	b.click(".account summary", "")
	b.leaves(func() { b.click("[data-testid=logout] button", "") })
	b.want("nothing of it is kept", `!Object.values(localStorage).some(v => v.includes('For my eyes only.'))`)
	for _, c := range d.As(t, claims.Editor).Cookies() {
		b.do(network.SetCookie(c.Name, c.Value).WithURL(d.URL).WithHTTPOnly(true))
	}
	b.get(path)
	b.want("the next person's field is empty", `document.querySelector('[name=rationale]').value === ''`)
}

func TestAnotherPersonsChangeShowsOnReload(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	a, b := openAs(t, d.Site, claims.Editor), openAs(t, d.Site, claims.Reviewer)
	for _, path := range []string{"/articles/" + d.article, "/claims/" + d.plain} {
		a.get(path)
		a.get("/queue")
		a.get(path) // from the server's memory by now
		b.get("/claims/" + d.plain + "/edit")
		wording := "The ministers met; seen from " + path
		b.fill("[name=wording]", wording)
		b.leaves(b.save)
		a.leaves(func() { value[any](a, `location.reload()`) })
		a.reads(wording)
	}
}

func TestBackAfterSavingMakesNoDuplicates(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.get("/claims/" + d.plain)
	attach(b, "https://example.org/once", "supports", "Said once.")
	if n := len(d.dossier(d.plain).Evidence); n != 1 {
		t.Fatalf("%d pieces of evidence, want 1", n)
	}
	b.leaves(func() { value[any](b, `history.back()`) })
	b.wait(`location.pathname.endsWith('/evidence/new') && document.querySelector('[data-testid=evidence]:not([data-sent])') && document.readyState === 'complete'`)
	// What the browser shows is sent once more, if the form still holds anything to send.
	b.mayAnswer(422)
	if value[bool](b, `document.querySelector('[data-testid=evidence]').checkValidity()`) {
		b.leaves(b.save)
	}
	if n := len(d.dossier(d.plain).Evidence); n != 1 {
		t.Errorf("%d pieces of evidence after going back and sending the form again, want 1", n)
	}
}

func TestSendingAFormAgainWithoutScriptMakesNoDuplicates(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.do(emulation.SetScriptExecutionDisabled(true))
	b.get("/claims/" + d.plain + "/evidence/new")
	b.fill("[name=source_url]", "https://example.org/once")
	b.choose("stance", "supports")
	b.fill("[name=quote]", "Said once.")
	for range 2 {
		b.leaves(func() { b.click("[data-testid=evidence] button", "Add evidence") })
		if n := len(d.dossier(d.plain).Evidence); n != 1 {
			t.Errorf("%d pieces of evidence, want 1", n)
		}
		b.leaves(func() { value[any](b, `history.back()`) })
		b.want("what was typed is still there", `document.querySelector('[name=quote]').value === 'Said once.'`)
	}
}

func TestADoubleClickSavesOnce(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.get("/articles/" + d.article)
	b.leaves(func() { b.click(".pno", "¶2") })
	b.choose("sentence", "0")
	b.fill("[name=wording]", "Said twice, meant once.")
	n := d.Size()
	b.leaves(func() { b.save(); b.save() })
	b.wait(`document.getElementById('dock')`)
	e, err := d.Edition(t.Context(), d.article, "")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, c := range e.Claims {
		if c.Wording == "Said twice, meant once." {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d claims and %d events, want one claim", found, d.Size()-n)
	}
}

func TestLeavingAndComingBackLosesNoText(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.mayAnswer(422)
	path := "/claims/" + d.plain + "/verdict"
	b.get(path)
	b.fill("[name=rationale]", "Written before looking something up.")
	b.wait(`Object.values(localStorage).some(v => v.includes('looking something up'))`)
	b.leaves(func() { b.press("\t"); b.click("nav.nav a", "Queue") })
	b.leaves(func() { value[any](b, `history.back()`) })
	b.want("the words are still there", `document.querySelector('[name=rationale]').value === 'Written before looking something up.'`)
	// A save that is refused shows the words again, with what is wrong.
	b.click("[name=rationale]", "")
	b.leaves(b.save)
	b.want("the words are there after a refusal", `document.querySelector('[name=rationale]').value === 'Written before looking something up.'`)
	b.want("the list of faults has the focus", `document.activeElement.hasAttribute('data-bad')`)
}

func TestADroppedThoughtDoesNotComeBackForOtherWords(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	for i, words := range []string{"the customs service", "for every sailor"} {
		b.get("/articles/" + d.article)
		selectWords(b, words)
		b.wait(`document.getElementById('adder').matches(':popover-open')`)
		b.press("c")
		b.wait(`document.getElementById('new-claim').open`)
		b.want("the wording begins as the selected words", `document.getElementById('new-wording').value === `+quote(words))
		b.want("nothing is said to be back", `!document.getElementById('new-claim').innerText.includes('is back')`)
		if i == 0 {
			b.fill("#new-wording", "Half a thought")
			b.press(kb.Escape)
		}
	}
}

func TestNothingIsLostWithoutANetwork(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.get("/articles/" + d.article + "?claim=" + d.open[0])
	b.online(false)
	b.press("y")
	b.wait(`document.querySelector('[role=alert]')?.textContent.includes('Not saved')`)
	b.online(true)
	b.swaps(func() { b.press("y") })
	if got := d.dossier(d.open[0]).Claim.State; got != claims.Accepted {
		t.Errorf("after the second try the claim is %s", got)
	}

	const words = "Written on a train, sent in a tunnel."
	b.get("/claims/" + d.plain + "/verdict")
	b.fill("[name=rationale]", words)
	b.wait(`Object.values(localStorage).some(v => v.includes(` + quote(words) + `))`)
	b.online(false)
	b.leaves(b.save)
	b.online(true)
	b.get("/articles/" + d.article)
	b.get("/claims/" + d.plain + "/verdict")
	b.want("the words that were not sent are still there", `document.querySelector('[name=rationale]').value === `+quote(words))
}
