//go:build e2e

package e2e

import (
	"strconv"
	"testing"

	"assay/claims"
)

func TestClaimsAreSelectedAndChangedInTheQueue(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	const selected = `document.querySelectorAll('[name=claim]:checked').length`
	b.get("/queue?step=look&article=" + d.article)
	before := value[int](b, `document.querySelectorAll('[data-item]').length`)
	b.want("nothing is offered for no claims", `!document.getElementById('bulk').checkVisibility()`)
	b.press("j", "j", "x")
	b.want("x selects the current claim", selected+` === 1 && document.querySelectorAll('[name=claim]')[1].checked`)
	b.want("actions are offered", `document.getElementById('bulk').checkVisibility()`)
	b.want("a click with Shift is taken", `document.querySelectorAll('[name=claim]')[3].dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true, cancelable: true }))`)
	b.want("a click with Shift selects all up to there", selected+` === 3`)
	b.press("a")
	b.want("a opens to whom they are given", `document.activeElement.name === 'assignee'`)
	b.get("/queue?step=look&article=" + d.article)
	b.press("j", "j", "x", "t")
	b.want("t opens what they are about", `document.activeElement.name === 'topics'`)
	b.get("/queue?step=look&article=" + d.article)
	b.press("j", "j", "x")
	b.want("a click with Shift is taken again", `document.querySelectorAll('[name=claim]')[3].dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true, cancelable: true }))`)
	b.press("x")
	b.want("x takes the current one out again", selected+` === 2`)
	b.leaves(func() { b.click("#bulk button", "Accept") })
	b.reads("2 claims were accepted")
	b.want("what was accepted is gone from the list", `document.querySelectorAll('[data-item]').length === `+strconv.Itoa(before-2))
	b.leaves(func() { b.press("z") })
	b.want("one key takes all of it back", `document.querySelectorAll('[data-item]').length === `+strconv.Itoa(before))

	b.leaves(func() { b.press("n") })
	b.want("n leads to the first of them", `location.pathname === '/articles/`+d.article+`' && location.search.startsWith('?claim=')`)
	b.get("/queue?view=mine")
	b.reads("Yours until")
}
