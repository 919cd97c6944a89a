//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"assay/claims"
)

// The article of a day: one fact, one figure, one day to come.
const dayStory = `Truce talks end with a plan

The meeting in Olm set up a body that watches the ceasefire. The ceasefire has held since January. More talks will take place in Geneva on May 8, 2041.`

func TestThreePeopleReviewInThreeBrowsers(t *testing.T) {
	t.Parallel()
	site := reviewDesk(t)
	rosa, edda, ada := openAs(t, site, claims.Reviewer), openAs(t, site, claims.Editor), openAs(t, site, claims.Admin)

	rosa.get("/import")
	rosa.fill("[name=text]", dayStory)
	rosa.leaves(rosa.save)
	rosa.leaves(func() { rosa.click("[data-testid=save-import] [type=submit]", "") })
	if !strings.HasPrefix(rosa.path(), "/articles/") {
		t.Fatalf("the import leads to %s", rosa.path())
	}
	held, plan, talks := claimOf(rosa, "held since January"), claimOf(rosa, "set up a body"), claimOf(rosa, "May 8, 2041")
	for _, claim := range []string{held, plan, talks} {
		rosa.get("/claims/" + claim)
		rosa.swaps(func() { rosa.press("y") })
		attach(rosa, "https://example.org/"+claim, "supports", "The parties say so.")
	}

	// Two ratings that are equal decide; nothing tells the second reviewer what the first one said.
	submitReview(rosa, held, "true", "The monitors counted no breach.")
	for _, path := range []string{"/claims/" + held, "/claims/" + held + "/verdict", "/claims/" + held + "/history", "/queue?view=all", "/search?q=breach", "/claims"} {
		edda.get(path)
		edda.want("the page source holds nothing of the sealed review", `!/counted no breach/.test(document.documentElement.outerHTML)`)
	}
	submitReview(edda, held, "true", "")
	step(t, site, held, claims.StepPublish)
	edda.get("/claims/" + held)
	edda.leaves(func() { edda.press("p") })
	step(t, site, held, claims.StepDone)

	// Two that differ go to somebody who wrote neither.
	submitReview(rosa, plan, "true", "The communiqué says so.")
	submitReview(ada, plan, "false", "The body is not set up yet.")
	step(t, site, plan, claims.StepDispute)
	edda.get("/claims/" + plan + "/adjudication")
	edda.reads("The communiqué says so.", "The body is not set up yet.")
	edda.press("b")
	edda.wait(`document.activeElement.name === 'reason'`)
	edda.fill("[name=reason]", "It has not met.")
	edda.leaves(edda.save)
	step(t, site, plan, claims.StepPublish)
	rosa.get("/reviews")
	rosa.reads("It has not met.")

	// What settles on a later day can only be Pending until then.
	rosa.get("/claims/" + talks + "/verdict")
	rosa.want("no rating of truth is offered before the day", `!document.querySelector('[name=rating][value=true]') && document.querySelector('[name=rating][value=pending]')`)
	submitReview(rosa, talks, "pending", "The day has not come.")
	submitReview(ada, talks, "pending", "Wait.")
	step(t, site, talks, claims.StepWait)
}

// claimOf is the id of the claim of the article page whose wording holds words.
func claimOf(b *tab, words string) string {
	b.t.Helper()
	return value[string](b, `[...document.querySelectorAll('.note')].find(e => e.querySelector('.note-link').textContent.includes(`+quote(words)+`)).dataset.claim`)
}

// submitReview rates a claim in its form.
func submitReview(b *tab, claim, rating, rationale string) {
	b.t.Helper()
	b.get("/claims/" + claim + "/verdict")
	b.choose("rating", rating)
	b.fill("[name=rationale]", rationale)
	b.leaves(b.save)
}

func TestADraftIsThereInAnotherBrowser(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	const words = "Half of a rationale, then the train came."
	path := "/claims/" + d.plain + "/verdict"
	b := openAs(t, d.Site, claims.Reviewer)
	b.get(path)
	b.fill("[name=rationale]", words)
	b.wait(`performance.getEntriesByType('resource').some(e => e.name.includes('/drafts/') && e.responseEnd > 0)`)
	b.close()

	b = openAs(t, d.Site, claims.Reviewer)
	b.get(path)
	b.want("the words are in the field", `document.querySelector('[name=rationale]').value === `+quote(words))
	b.reads("What you typed here before")
	b.leaves(func() { b.click("[name=drop]", "Drop it") })
	b.get(path)
	b.want("what was dropped is gone", `document.querySelector('[name=rationale]').value === ''`)

	b = openAs(t, d.Site, claims.Editor)
	b.get(path)
	b.want("nobody else has it", `!document.documentElement.outerHTML.includes(`+quote(words)+`)`)
}
