//go:build e2e

package e2e

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"assay/claims"
	"assay/web/webtest"
)

func TestEveryPageFitsItsWindowAndHasNoBarrier(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	pages := d.pages()
	names := slices.Sorted(maps.Keys(pages))
	t.Run("pages", func(t *testing.T) {
		const tabs = 2
		for i := range tabs {
			t.Run(fmt.Sprintf("tab %d", i+1), func(t *testing.T) {
				t.Parallel()
				b := openAs(t, d.Site, claims.Admin)
				for n := i; n < len(names); n += tabs {
					b.get(pages[names[n]])
					b.want("the page of "+names[n]+" is there", `document.querySelector('main h1, main .text') && !document.querySelector('.fault')`)
					fits(b, names[n])
					check(b, names[n])
				}
			})
		}
	})
}

// axe is the checker's script.
var axe = func() string {
	b, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		panic(err)
	}
	return string(b)
}()

// runAxe is the script that gives the faults which the checker finds on the page as it is now, a line each. Of a page
// with an open list of reasons it looks at the list: what lies half under it is no fault of the page.
func runAxe(rules string) string {
	return `axe.run(document.querySelector('details.pop[open]') ?? document, { runOnly: ` + rules + `, resultTypes: ['violations'], preload: false })
		.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary.replace(/\s+/g, ' '))))`
}

// allRules are the levels A and AA of WCAG 2.0 to 2.2 and what is good practice. Of them a change of theme can break
// only those about colour.
const (
	allRules    = `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
	colourRules = `{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }`
)

// check fails the test for every barrier on the page, in both themes, wide and narrow. The window is as high as the page,
// so that the bar at its foot lies over nothing.
func check(b *tab, name string) {
	b.t.Helper()
	b.do(chromedp.Evaluate(axe, nil))
	for theme, rules := range map[string]string{"light": allRules, "dark": colourRules} {
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}))
		for _, width := range []int64{1440, 390} {
			b.screen(width, 900)
			var height int64
			b.do(chromedp.Evaluate(`document.documentElement.scrollHeight`, &height))
			b.screen(width, max(900, height))
			var faults []string
			err := chromedp.Run(b.ctx, chromedp.Evaluate(runAxe(rules), &faults, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
			if err != nil {
				b.t.Fatalf("%s: %v", name, err)
			}
			for _, f := range faults {
				b.t.Errorf("%s, %s, %d px: %s", name, theme, width, f)
			}
		}
	}
	b.screen(1440, 900)
}

func TestNothingThatOpensHasABarrier(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	for name, opened := range map[string]func(){
		"toolbar over selected words": func() {
			selectWords(b, "the customs service")
			b.wait(`document.getElementById('adder').matches(':popover-open')`)
		},
		"dialog for a new claim": func() {
			selectWords(b, "the customs service")
			b.wait(`document.getElementById('adder').matches(':popover-open')`)
			b.press("c")
			b.wait(`document.getElementById('new-claim').open`)
		},
		"reasons for a rejection": func() {
			b.click(".note.is-draft [data-reject]", "Reject")
			b.wait(`document.getElementById('why').open`)
		},
		"what stands behind a candidate": func() {
			b.click("#basis > summary", "Why")
			b.wait(`document.getElementById('basis').open`)
		},
		"list of keys": func() { b.press("?"); b.wait(`document.getElementById('keys').open`) },
		"account":      func() { b.click(".account summary", ""); b.wait(`document.querySelector('.account').open`) },
		"what was folded away": func() {
			value[bool](b, `(document.querySelectorAll('details.fold').forEach(e => { e.open = true }), true)`)
		},
	} {
		b.get("/articles/" + d.article)
		opened()
		check(b, name)
	}
}

func TestNoPageOfAStrangerOrAFaultHasABarrier(t *testing.T) {
	t.Parallel()
	fresh, token, _ := freshSite(t)
	b := open(t, fresh)
	b.get("/setup?token=" + token)
	check(b, "set-up")

	d := startDesk(t)
	b = open(t, d.Site)
	b.mayAnswer(422)
	b.get("/login")
	check(b, "sign-in")
	b.fill("[name=handle]", "reviewer")
	b.fill("[name=password]", "wrong")
	b.leaves(func() { b.click("[data-testid=login] button", "") })
	check(b, "sign-in, refused")

	b = openAs(t, d.Site, claims.Reviewer)
	for _, status := range []int{403, 404, 409, 422} {
		b.mayAnswer(status)
	}
	b.get("/claims/0000000000000000")
	check(b, "not found")
	b.get("/people")
	check(b, "not allowed")
	b.get("/claims/" + d.decided + "/evidence/new")
	b.leaves(func() {
		value[any](b, `(document.querySelector('[data-testid=evidence]').noValidate = true, document.querySelector('[data-testid=evidence]').requestSubmit())`)
	})
	check(b, "evidence, with errors")
	b.get("/claims/" + d.plain + "/edit")
	d.settles(d.plain, "2031-01-01")
	b.fill("[name=wording]", "Something else altogether.")
	b.leaves(b.save)
	check(b, "conflict")

	b = openAs(t, d.Site, claims.Viewer)
	b.get("/articles/" + d.article)
	check(b, "article, for a viewer")
	b.get("/claims/" + d.decided)
	check(b, "claim, for a viewer")
	empty := webtest.Start(t)
	b = openAs(t, empty, claims.Editor)
	for _, path := range []string{"/queue", "/articles", "/claims", "/sources", "/reports", "/history"} {
		b.get(path)
		check(b, "nothing there yet: "+path)
	}
}

// sideways describes what makes the page wider than the window; "" when nothing does.
const sideways = `(() => {
	const width = document.documentElement.clientWidth
	if (document.documentElement.scrollWidth <= width) return ''
	const clipped = e => { for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return p !== document.body && p !== document.documentElement; return false }
	const wide = [...document.querySelectorAll('body *')].filter(e => { const b = e.getBoundingClientRect(); return e.checkVisibility() && (b.right > width + 1 || b.left < -1) && b.width && !clipped(e) })
	return document.documentElement.scrollWidth + ' px: ' + wide.slice(-4).map(e => e.outerHTML.slice(0, 90)).join(' … ')
})()`

// fits fails the test when the page is wider than its window, from a small phone to a desk, and with text of twice the
// size, as a reader sets it in the browser.
func fits(b *tab, name string) {
	b.t.Helper()
	for _, width := range []int64{320, 390, 768, 1024, 1440} {
		b.screen(width, 800)
		if wide := value[string](b, sideways); wide != "" {
			b.t.Errorf("%s at %d px scrolls sideways: %s", name, width, wide)
		}
	}
	b.do(page.SetFontSizes(&page.FontSizes{Standard: 32, Fixed: 26}))
	b.want("text is twice as large", `getComputedStyle(document.documentElement).fontSize === '32px'`)
	for _, width := range []int64{1440, 1024} {
		b.screen(width, 800)
		if wide := value[string](b, sideways); wide != "" {
			b.t.Errorf("%s with text of 200 %% at %d px scrolls sideways: %s", name, width, wide)
		}
	}
	b.do(page.SetFontSizes(&page.FontSizes{Standard: 16, Fixed: 13}))
}

func TestAnArabicArticleRunsFromTheRight(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.get("/articles/" + d.arabic)
	b.want("the text runs from right to left", `getComputedStyle(document.querySelector('p.text[data-block]')).direction === 'rtl'`)
	b.want("the text says its language", `document.querySelector('p.text[data-block]').lang.startsWith('ar')`)
	b.want("the frame runs from left to right", `getComputedStyle(document.querySelector('.bar')).direction === 'ltr'`)
	// Words in a right-to-left paragraph are found by what they are, not by where they stand.
	claim := addBySelection(b, "كلفة البناء", "كلفة بناء الميناء 30 مليون دينار.")
	if got := current(b); got != claim {
		t.Errorf("the current claim is %s, want the new one", got)
	}
}
