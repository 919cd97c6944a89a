//go:build e2e

package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"assay/claims"
	"assay/views"
)

// item is an expression for the place of the item that has the focus among the page's items.
const item = `[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement.closest('[data-item]'))`

func TestKeysMoveTheFocusAndGoPlaces(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	for _, path := range []string{"/queue", "/claims", "/articles", "/history", "/articles/" + d.article} {
		b.get(path)
		b.press("j")
		first := value[int](b, item)
		b.press("j")
		b.want("j moves to the next item", item+` === `+strconv.Itoa(first+1))
		b.press("k")
		b.want("k moves back", item+` === `+strconv.Itoa(first))
		b.want("the focus can be seen", `document.activeElement.getBoundingClientRect().top >= 0 && document.activeElement.getBoundingClientRect().bottom <= innerHeight`)
		b.press(strings.Repeat("k", first+2))
		b.want("k stops at the first item", item+` === 0`)
	}
	b.get("/queue")
	b.press("j")
	link := value[string](b, `document.activeElement.getAttribute('href')`)
	b.leaves(func() { b.press(kb.Enter) })
	if got := b.path(); got != link {
		t.Errorf("Enter leads to %s, want %s", got, link)
	}
	for keys, want := range map[string]string{"q": "/queue", "a": "/articles", "c": "/claims", "r": "/reports", "h": "/history", "s": "/sources"} {
		b.leaves(func() { b.press("g", keys) })
		if got := b.path(); got != want {
			t.Errorf("g %s leads to %s, want %s", keys, got, want)
		}
	}
}

func TestKeysAreLeftAloneInFieldsAndWithModifiers(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/queue")
	b.press("/")
	b.want("/ puts the focus into the search", `document.activeElement.id === 'q' && document.activeElement.value === ''`)
	b.press("g", "a", "?", "j")
	b.want("letters in a field are typed", `document.getElementById('q').value === 'ga?j'`)
	b.want("? in a field opens nothing", `!document.querySelector('dialog[open]')`)
	b.leaves(func() { b.press(kb.Enter) })
	if got := b.path(); got != "/search?q=ga%3Fj" {
		t.Errorf("Enter in the search leads to %s", got)
	}
	b.get("/queue")
	for _, m := range []input.Modifier{input.ModifierCtrl, input.ModifierAlt, input.ModifierMeta} {
		b.key('j', m)
		b.want("a key with a modifier moves nothing", item+` === -1`)
	}
	// A sequence does not wait for ever, and does not swallow the key that is none of its own.
	b.press("g", "j")
	b.want("g j goes nowhere and opens nothing", `location.pathname === '/queue'`)
}

func TestTheListOfKeysIsThatOfThePage(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	for _, path := range []string{"/queue", "/articles/" + d.article, "/claims/" + d.plain, "/claims/" + d.plain + "/verdict"} {
		b.get(path)
		b.press("?")
		b.wait(`document.getElementById('keys').open`)
		b.want("every key of the page is listed", `(listed => [...document.querySelectorAll('[data-key]')].every(e => listed.includes(e.dataset.key.replaceAll(' ', '')))
			&& listed.length === new Set([...document.querySelectorAll('[data-key]')].map(e => e.dataset.key)).size)
			([...document.querySelectorAll('[data-keys-out] dt')].map(e => e.textContent.replaceAll(' ', '')))`)
		b.want("every key is explained", `[...document.querySelectorAll('[data-keys-out] dd')].every(e => e.textContent.trim().length > 2)`)
		b.want("the focus is in the dialog", `document.getElementById('keys').contains(document.activeElement)`)
		before := b.path()
		b.press("g", "a", "j")
		if got := b.path(); got != before {
			t.Errorf("with the dialog open g a leads to %s", got)
		}
		b.press(kb.Escape)
		b.wait(`!document.getElementById('keys').open`)
	}
}

func TestKeysCanBeTurnedOff(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/settings/me")
	b.choose("keys", "off")
	b.leaves(func() { b.click("[data-testid=look] button", "Save") })
	b.get("/queue")
	b.press("j", "?", "g", "a")
	b.want("no letter does anything", item+` === -1 && !document.querySelector('dialog[open]') && location.pathname === '/queue'`)
	b.get("/claims/" + d.plain + "/evidence/new")
	b.choose("stance", "context")
	b.fill("[name=note]", "What the islands are.")
	b.click("summary", "More about the source")
	b.fill("[name=source_title]", "An atlas")
	b.leaves(b.save)
	if got := b.path(); got != "/claims/"+d.plain {
		t.Errorf("Ctrl+Enter still saves, but led to %s", got)
	}
	// The switch in the list of keys turns them on again, here and on the pages that follow.
	b.click("[data-open=keys]", "")
	b.wait(`document.getElementById('keys').open`)
	b.click("label:has([data-keys-off])", "")
	b.press(kb.Escape)
	b.wait(`!document.getElementById('keys').open`)
	b.leaves(func() { b.press("g", "q") })
	b.press("j")
	b.want("j works again", item+` === 0`)
}

func TestKeysCanBeChanged(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/settings/me")
	own := map[string]string{"v": "l", "j": "q", "k": "", "g": "f"}
	for key, pressed := range own {
		b.fill("[name=key_"+strconv.Itoa(slices.Index(views.SingleKeys(), key)+1)+"]", pressed)
	}
	b.leaves(func() { b.click("[data-testid=keys] button", "Save") })
	b.get("/queue")
	b.press("j", "k", "g", "a")
	b.want("the keys that were changed do nothing", item+` === -1 && location.pathname === '/queue'`)
	b.press("q", "q")
	b.want("the new key moves", item+` === 1`)
	b.press("k", " ")
	b.want("a key that was taken away is gone", item+` === 1`)
	b.leaves(func() { b.press("f", "c") })
	if got := b.path(); got != "/claims" {
		t.Errorf("f c leads to %s", got)
	}
	b.get("/claims/" + d.plain)
	b.want("hints and announcements show the new keys", `(el => el.getAttribute('aria-keyshortcuts') === 'l' && el.querySelector('kbd').textContent.trim() === 'l')(document.querySelector('[data-key=v]'))`)
	b.press("?")
	b.wait(`document.getElementById('keys').open`)
	b.want("the list of keys shows the new ones", `(listed => listed.includes('l') && !listed.includes('v') && listed.includes('f c') && !listed.includes('k'))
		([...document.querySelectorAll('#keys kbd')].map(e => e.parentElement.textContent.trim().replace(/\s+/g, ' ')))`)
	b.press(kb.Escape)
	b.wait(`!document.getElementById('keys').open`)
	b.leaves(func() { b.press("l") })
	if got := b.path(); got != "/claims/"+d.plain+"/verdict" {
		t.Errorf("l leads to %s", got)
	}
}

func TestEscapeClosesAndChangesNothing(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	size := d.Size()
	b := openAs(t, d.Site, claims.Editor)
	b.get("/articles/" + d.article)
	b.click("[data-open=keys]", "")
	b.wait(`document.getElementById('keys').open`)
	b.press(kb.Escape)
	b.wait(`!document.getElementById('keys').open`)
	b.want("the focus is back on what opened the dialog", `document.activeElement.dataset.open === 'keys'`)

	b.click(".account summary", "")
	b.press(kb.Escape)
	b.want("the account is closed and keeps the focus", `!document.querySelector('.account').open && document.activeElement.matches('.account summary')`)

	b.click(".note.is-draft [data-reject]", "Reject")
	b.wait(`document.getElementById('why').open`)
	b.want("the first reason has the focus", `document.activeElement === document.querySelector('#why button')`)
	b.press(kb.Escape)
	b.want("the reasons are closed", `!document.getElementById('why').open`)
	b.focusKept("Esc in the list of reasons")

	selectWords(b, "the customs service")
	b.wait(`document.getElementById('adder').matches(':popover-open')`)
	b.press("c")
	b.wait(`document.getElementById('new-claim').open`)
	b.press(kb.Escape)
	b.wait(`!document.getElementById('new-claim').open`)
	if got := d.Size(); got != size {
		t.Errorf("%d events were written, want none", got-size)
	}
}

func TestTheFocusIsNeverLost(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/articles/" + d.article)
	first := value[string](b, `document.querySelector('.note.is-draft').dataset.claim`)
	b.swaps(func() { b.click("#c-"+first+" [data-testid=accept] button", "Accept") })
	b.focusKept("accepting by a note's button")
	b.want("the next candidate has the focus", `document.activeElement.closest('.note')?.matches('.is-draft.is-on')`)
	b.said("You accepted the claim.")

	b.swaps(func() { b.click("#dock [data-testid=undo] button", "Undo") })
	b.want("after an undo the restored claim has the focus", `document.activeElement.closest('.note')?.dataset.claim === `+quote(first))
	b.want("it is a candidate again", `document.getElementById('c-`+first+`').matches('.is-draft')`)
	b.want("the dock does not speak of what was taken back", `!document.getElementById('last').textContent.includes('You accepted')`)

	for range 2 {
		now := current(b)
		b.swaps(func() { b.press("y") })
		b.want("y goes on to the next candidate each time", `document.getElementById('dock').dataset.claim !== `+quote(now)+` && document.activeElement.closest('.note')?.dataset.claim === document.getElementById('dock').dataset.claim`)
	}

	last := value[string](b, `[...document.querySelectorAll('.note.is-draft')].at(-1).dataset.claim`)
	b.click("#c-"+last+" [data-reject]", "Reject")
	b.wait(`document.getElementById('why').open`)
	b.swaps(func() { b.click("#why button[value=vague]", "") })
	b.focusKept("rejecting by a note's button")
	b.want("the next note has the focus", `document.activeElement.closest('.note')`)
	b.said("You rejected the claim.")

	b.click(".fold.aside summary", "")
	b.swaps(func() { b.click("[data-testid=block] button", "Bring back") })
	b.focusKept("bringing a part back")
	b.said("You changed the role")

	b.get("/articles/" + d.article + "?claim=" + d.plain)
	for _, edge := range []string{"Start one word later", "Start one word earlier", "End one word earlier", "End one word later"} {
		b.swaps(func() { b.click(`[aria-label="`+edge+`"]`, "") })
		b.want("after “"+edge+"” that button has the focus", `document.activeElement.ariaLabel === `+quote(edge))
		b.said("You moved")
	}

	b.get("/claims/" + d.open[3])
	b.swaps(func() { b.press("y") })
	b.focusKept("accepting on the claim's page")
	b.want("what can be done next is offered", `document.querySelector('[data-key=e]').checkVisibility()`)
	b.said("accepted")
}

func TestThePointerMovesTheCurrentClaim(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/articles/" + d.article)
	for _, id := range []string{d.decided, d.open[1], d.plain} {
		b.click("#m-"+id, "")
		b.wait(`document.getElementById('dock').dataset.claim === ` + quote(id))
		b.want("the note of the clicked words has the focus", `document.activeElement.closest('.note')?.dataset.claim === `+quote(id))
		b.want("exactly its note and words are marked", `[...document.querySelectorAll('.note.is-on, .cl.is-on')].every(e => e.dataset.claim === `+quote(id)+`)`)
		b.want("the dock acts on it", `[...document.querySelectorAll('#dock form[action^="/claims/"], #dock a[href^="/claims/"]')].every(e => (e.action || e.href).includes(`+quote(id)+`) || e.closest('#last'))`)
	}
	b.want("a claim that is accepted is not offered to be accepted", `!document.querySelector('#dock [data-testid=accept]').checkVisibility()`)
}

func TestTheThemeCanBeChosen(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Viewer)
	b.get("/queue")
	light := value[string](b, `getComputedStyle(document.body).backgroundColor`)
	b.click("[data-theme-toggle]", "")
	b.wait(`getComputedStyle(document.body).backgroundColor !== ` + quote(light))
	b.want("the button says that it is on", `document.querySelector('[data-theme-toggle]').ariaPressed === 'true'`)
	// The choice is kept once the server has it.
	b.wait(`performance.getEntriesByType('resource').some(e => e.name.endsWith('/settings/me/look') && e.responseEnd > 0)`)
	b.get("/articles")
	b.want("the next page is dark too", `document.documentElement.dataset.theme === 'dark'`)
}

func TestWhatStandsBehindEachCandidateIsTold(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Viewer)
	b.get("/articles/" + d.article)
	b.press("d")
	b.want("d opens what stands behind the current claim", `document.getElementById('basis').open`)
	before := value[string](b, `document.querySelector('#basis .src').textContent`)
	b.press("j")
	b.want("another claim is current and the panel is closed", `!document.getElementById('basis').open && document.getElementById('dock').dataset.claim !== document.getElementById('basis').dataset.of`)
	b.press("d")
	b.wait(`document.getElementById('basis').dataset.of === document.getElementById('dock').dataset.claim`)
	b.want("the panel is of the other claim", `document.querySelector('#basis .src').textContent !== `+quote(before))
}
