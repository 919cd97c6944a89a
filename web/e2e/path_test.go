//go:build e2e

package e2e

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"

	"assay/claims"
	"assay/db"
	"assay/views"
	"assay/web/webtest"
)

// counter is a tab that counts what a person does: each click, key or chord, paste, selection and run of typing is one
// action.
type counter struct {
	*tab
	n int
}

func (c *counter) press(key string) { c.t.Helper(); c.n++; c.tab.press(key) }

func (c *counter) save() { c.t.Helper(); c.n++; c.tab.save() }

func (c *counter) click(selector, text string) { c.t.Helper(); c.n++; c.tab.click(selector, text) }

// write types into the field that has the focus.
func (c *counter) write(field, text string) {
	c.t.Helper()
	c.n++
	c.wait(`document.activeElement.name === ` + quote(field))
	c.do(input.InsertText(text))
}

// paste pastes a text where the focus is.
func (c *counter) paste(text string) {
	c.t.Helper()
	c.n++
	value[bool](c.tab, `(data => { data.setData('text/plain', `+quote(text)+`)
		return document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) })(new DataTransfer())`)
}

// mark selects words of an article.
func (c *counter) mark(words string) {
	c.t.Helper()
	c.n++
	selectWords(c.tab, words)
	c.wait(`document.getElementById('adder').matches(':popover-open')`)
}

// within fails the test when steps take more than so many actions.
func (c *counter) within(most int, what string, steps func()) {
	c.t.Helper()
	before := c.n
	steps()
	if n := c.n - before; n > most {
		c.t.Errorf("%s takes %d actions, want at most %d", what, n, most)
	}
}

// reviewDesk is a desk on which two reviews decide.
func reviewDesk(t *testing.T) *webtest.Site {
	t.Helper()
	site := webtest.Start(t)
	twice(t, site)
	return site
}

func twice(t *testing.T, site *webtest.Site) {
	t.Helper()
	policy, err := site.Policy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	policy.Reviews = claims.Twice
	if err := site.EditPolicy(t.Context(), site.By(claims.Admin), policy); err != nil {
		t.Fatal(err)
	}
}

// step fails the test unless a claim waits for a step.
func step(t *testing.T, site *webtest.Site, claim string, want claims.Step) claims.Dossier {
	t.Helper()
	d, err := site.Dossier(t.Context(), claim)
	if err != nil {
		t.Fatal(err)
	}
	if d.Step != want {
		t.Fatalf("%q waits for %s, want %s", d.Claim.Wording, d.Step, want)
	}
	return d
}

func TestAProposedClaimIsPublishedInThirteenActions(t *testing.T) {
	t.Parallel()
	site := reviewDesk(t)
	article := site.Article(t, "The river rose by a metre. The bridge held.", "The river rose by a metre")
	e, err := site.Edition(t.Context(), article, "")
	if err != nil {
		t.Fatal(err)
	}
	claim := e.Claims[0].ID
	rosa, edda := &counter{tab: openAs(t, site, claims.Reviewer)}, &counter{tab: openAs(t, site, claims.Editor)}
	rosa.get("/queue")
	rosa.within(1, "opening a claim", func() { rosa.leaves(func() { rosa.click("[data-item-link]", "The river rose") }) })
	rosa.within(1, "accepting it", func() { rosa.swaps(func() { rosa.press("y") }) })
	rosa.within(4, "a source with its stance and what it says", func() {
		rosa.leaves(func() { rosa.paste("https://example.org/levels") })
		rosa.want("the address is filled in", `document.querySelector('[name=source_url]').value === 'https://example.org/levels'`)
		rosa.press("s")
		rosa.write("quote", "The level rose by 1.02 metres.")
		rosa.leaves(rosa.save)
	})
	step(t, site, claim, claims.StepVerdict)
	rosa.within(3, "a verdict with its rationale", func() {
		rosa.leaves(func() { rosa.press("1") })
		rosa.write("rationale", "The gauge says so.")
		rosa.leaves(rosa.save)
	})
	first := step(t, site, claim, claims.StepSecond)
	edda.get("/articles")
	edda.within(3, "the second review", func() {
		edda.leaves(func() { edda.press("n") })
		edda.want("the second reviewer reads nothing of the first review", `!document.documentElement.outerHTML.includes('The gauge says so.') && !document.querySelector('[name=rating]:checked')`)
		edda.press("1")
		edda.leaves(edda.save)
	})
	step(t, site, claim, claims.StepPublish)
	edda.want("the next task is there without a key", `location.pathname === '/claims/`+claim+`'`)
	edda.within(1, "publishing it", func() { edda.leaves(func() { edda.press("p") }) })
	if d := step(t, site, claim, claims.StepDone); !d.Published() || len(first.Evidence) != 1 {
		t.Errorf("the claim ends as %+v", d.Publication)
	}
	edda.reads("The verdict was published")
	if n := rosa.n + edda.n; n > 13 {
		t.Errorf("the whole path takes %d actions, want at most 13", n)
	}
}

func TestEachStepTakesFewActions(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := &counter{tab: openAs(t, d.Site, claims.Editor)}
	article := "/articles/" + d.article

	b.get(article + "?claim=" + d.open[0])
	b.within(2, "rejecting a claim with a reason", func() {
		b.press("x")
		b.swaps(func() { b.press("o") })
	})
	step(t, d.Site, d.open[0], claims.StepClosed)

	b.within(3, "a claim of one's own selection", func() {
		b.mark("the customs service")
		b.press("c")
		b.wait(`document.getElementById('new-claim').open`)
		b.leaves(b.save)
	})
	added := current(b.tab)
	b.within(1, "moving an edge by a word", func() { b.swaps(func() { b.press("]") }) })
	if got := d.dossier(added).Claim.Appearances[0].Exact; got != "the customs service of" {
		t.Errorf("the claim's words are %q", got)
	}
	b.within(2, "adding words to a claim", func() {
		b.mark("splendid day")
		b.swaps(func() { b.press("a") })
	})
	if got := d.dossier(added).Claim.Appearances[0].Exact; got != "the customs service of … splendid day" {
		t.Errorf("the claim's words are %q", got)
	}
	b.swaps(func() { b.press("z") })
	if got := d.dossier(added).Claim.Appearances[0].Exact; got != "the customs service of" {
		t.Errorf("taken back, the claim's words are %q", got)
	}
	b.within(2, "saying that words are not a claim", func() {
		b.mark("every sailor")
		b.swaps(func() { b.press("n") })
	})
	e, err := d.Edition(t.Context(), d.article, "")
	d.must(err)
	if !slices.ContainsFunc(e.Closed, func(c claims.ClaimRow) bool {
		return c.Reason == claims.RejectNotAClaim && c.Appearance.Exact == "every sailor"
	}) {
		t.Errorf("the words are not set aside: %+v", e.Closed)
	}

	b.get("/claims/" + d.public)
	b.within(1, "who changed this", func() { b.leaves(func() { b.press("h") }) })
	b.want("changes are shown word by word", `document.querySelector('ins, del')`)

	b.get(article + "/report")
	href := value[string](b.tab, `[...document.querySelectorAll('a')].find(a => a.textContent.includes('Markdown')).getAttribute('href')`)
	d.As(t, claims.Editor).Get(href).Want(200) // one click on a link
}

func TestACorrectionTakesFourActions(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	d.must(d.PublishVerdict(t.Context(), d.By(claims.Editor), claims.NewPublication{ClaimID: d.decided, Revision: 1}))
	b := &counter{tab: openAs(t, d.Site, claims.Editor)}
	b.get("/claims/" + d.decided)
	b.within(4, "a correction", func() {
		b.leaves(func() { b.press("1") })
		b.press("m")
		b.write("public_note", "We had taken the figure of another year.")
		b.leaves(b.save)
	})
	if c := d.dossier(d.decided); len(c.Corrections) != 1 || c.Corrections[0].Kind != claims.Mistake {
		t.Errorf("the corrections are %+v", c.Corrections)
	}
}

func TestADecisionBetweenTwoReviewsTakesThreeActions(t *testing.T) {
	t.Parallel()
	site := reviewDesk(t)
	claim := disputed(t, site)
	b := &counter{tab: openAs(t, site, claims.Editor)}
	b.get("/claims/" + claim + "/adjudication")
	b.within(3, "a decision between two reviews", func() {
		b.press("a")
		b.write("reason", "The gauge counts.")
		b.leaves(b.save)
	})
	step(t, site, claim, claims.StepPublish)
}

// disputed adds a claim that two people rated differently.
func disputed(t *testing.T, site *webtest.Site) string {
	t.Helper()
	article := site.Article(t, "The river rose by a metre. The bridge held.", "The bridge held")
	e, err := site.Edition(t.Context(), article, "")
	if err != nil {
		t.Fatal(err)
	}
	claim := e.Claims[0]
	if err := site.AcceptClaim(t.Context(), site.By(claims.Reviewer), claim.ID, claim.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := site.AddEvidence(t.Context(), site.By(claims.Reviewer), claims.EvidenceEdit{ClaimID: claim.ID, Stance: claims.Supports, Source: claims.SourceEdit{Title: "A gauge"}, Quote: "It held."}); err != nil {
		t.Fatal(err)
	}
	ratings := map[claims.Role]string{claims.Reviewer: "true", claims.Admin: "false"}
	for _, role := range []claims.Role{claims.Reviewer, claims.Admin} {
		rate(t, site, site.By(role), claim.ID, ratings[role], "So says "+string(role)+".")
	}
	step(t, site, claim.ID, claims.StepDispute)
	return claim.ID
}

// rate submits a review as its form is first shown, with a rating and a rationale.
func rate(t *testing.T, site *webtest.Site, by db.By, claim, rating, rationale string) {
	t.Helper()
	d, err := site.DossierFor(t.Context(), claim, by.Actor)
	if err != nil {
		t.Fatal(err)
	}
	in := views.NewReviewForm(d, site.Today(), by.ID)
	in.Rating, in.Rationale = rating, rationale
	if _, err := site.SubmitReview(t.Context(), by, in); err != nil {
		t.Fatal(err)
	}
}
