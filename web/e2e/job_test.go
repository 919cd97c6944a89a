//go:build e2e

package e2e

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
	"assay/web/webtest"
)

// freshSite is a site over a store that nobody has set up, with the token of its set-up link. finish ends it and
// checks the record.
func freshSite(t *testing.T) (site *webtest.Site, token string, finish func()) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "assay.db")
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closed := false
	t.Cleanup(func() {
		if !closed {
			d.Close()
		}
	})
	token, err = d.NewSetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	site = webtest.Serve(t, &dbtest.Desk{DB: d, Path: path})
	return site, token, func() {
		t.Helper()
		closed = true
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		v, err := db.Verify(context.Background(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range v.Findings {
			t.Errorf("the record does not hold: %s", f.What)
		}
	}
}

func TestTheWholeJobInABrowser(t *testing.T) {
	t.Parallel()
	site, token, finish := freshSite(t)
	b := open(t, site)
	setUp(b, token)
	article := importStory(b)
	review(b)
	claim := addBySelection(b, "a budget of 3 million crowns", "The joint harbour office will have a budget of 3 million crowns.")
	moveAnEdge(b, claim)
	b.leaves(func() { b.click("#c-"+claim+" .note-link", "") })
	if got, want := b.path(), "/claims/"+claim; got != want {
		t.Fatalf("the note leads to %s, want %s", got, want)
	}
	attach(b, "https://example.org/budget", "supports", "The budget is 3.0 million crowns.")
	attach(b, "", "context", "Crowns of Sarn, not of Olm.")
	giveVerdict(b)
	b.leaves(func() { b.click("[data-testid=publish] button", "Publish") })
	b.reads("Published")
	readReport(b, article)
	readHistory(b, article)
	b.click(".account summary", "")
	b.leaves(func() { b.click("[data-testid=logout] button", "Sign out") })
	if got := b.path(); got != "/login" {
		t.Errorf("after signing out: %s", got)
	}
	finish()
}

// setUp goes through the first run with the one-time link.
func setUp(b *tab, token string) {
	b.t.Helper()
	b.get("/")
	if !strings.HasPrefix(b.path(), "/setup") {
		b.t.Fatalf("a desk that is not set up begins at %s", b.path())
	}
	b.get("/setup?token=" + token)
	for name, text := range map[string]string{
		"desk": "The Island Desk", "time_zone": "Europe/Prague", "name": "Noor Haddad", "handle": "noor",
		"password": webtest.Password, "password_again": webtest.Password,
	} {
		b.fill("[name="+name+"]", text)
	}
	b.leaves(func() { b.click("[data-testid=setup] button", "Set up") })
	if got := b.path(); got != "/import" {
		b.t.Fatalf("after the set-up: %s, want /import", got)
	}
}

// importStory pastes the story, corrects its date in the preview and saves it. It returns the article's id.
func importStory(b *tab) string {
	b.t.Helper()
	b.fill("[name=text]", story)
	b.leaves(b.save)
	b.want("the headline was found", `document.querySelector('[name=headline]').value === 'Sarn and Olm agree on a joint harbour office'`)
	b.want("the byline was found", `document.querySelector('[name=byline]').value.includes('Lena Moor')`)
	for _, line := range []string{"Subscribe now", "Advertisement", "Read more"} {
		b.want(line+" is set aside", `[...document.querySelectorAll('.block')].find(e => e.textContent.includes(`+quote(line)+`)).querySelector('select').value === 'furniture'`)
	}
	b.fill("[name=published]", "2017-02-20")
	b.leaves(b.save)
	id, ok := strings.CutPrefix(b.path(), "/articles/")
	if id, _, _ = strings.Cut(id, "?"); !ok || !claims.ValidID(id) {
		b.t.Fatalf("after saving the import: %s", b.path())
	}
	e, err := b.site.Edition(b.t.Context(), id, "")
	if err != nil {
		b.t.Fatal(err)
	}
	if e.Article.Published != "2017-02-20" {
		b.t.Errorf("published %s, want the corrected day", e.Article.Published)
	}
	// The Tuesday before the corrected day, not before the day that stands in the text.
	if !slices.ContainsFunc(e.Claims, func(c claims.ClaimRow) bool { return strings.Contains(c.Wording, "Tuesday, February 14, 2017") }) {
		b.t.Errorf("no candidate names the Tuesday: %+v", e.Claims)
	}
	if !slices.ContainsFunc(e.Claims, func(c claims.ClaimRow) bool { return strings.Contains(c.Wording, "May 8, 2017") }) {
		b.t.Errorf("no candidate names the year of May 8: %+v", e.Claims)
	}
	return id
}

// current is the id of the article page's current claim.
func current(b *tab) string {
	b.t.Helper()
	return value[string](b, `document.getElementById('dock').dataset.claim`)
}

// review accepts the first candidate and rejects the second, with keys alone.
func review(b *tab) {
	b.t.Helper()
	first := current(b)
	b.swaps(func() { b.press("y") })
	b.want("the claim is no candidate any more", `!document.getElementById('c-`+first+`').matches('.is-draft')`)
	b.said("You accepted")
	second := current(b)
	if second == first {
		b.t.Fatal("after y the accepted claim is still the current one")
	}
	b.want("after y the next candidate has the focus", `document.activeElement.closest('.note')?.dataset.claim === `+quote(second))
	b.press("x")
	b.wait(`document.getElementById('why').open`)
	b.swaps(func() { b.press("o") })
	b.want("the rejected claim has left the notes", `document.getElementById('c-`+second+`') === null`)
	b.focusKept("a rejection")
	b.said("You rejected")
	d, err := b.site.Dossier(b.t.Context(), second)
	if err != nil || d.Claim.State != claims.Rejected || d.Claim.Reason != claims.RejectOpinion {
		b.t.Errorf("after x and o the claim is %s, %s (%v)", d.Claim.State, d.Claim.Reason, err)
	}
}

// selectWords drags the pointer over words of the article.
func selectWords(b *tab, words string) {
	b.t.Helper()
	// What was closed just before may still move the page, or swallow the press: then the words are selected again.
	for range 5 {
		drag(b, words)
		if value[string](b, `String(getSelection()).trim()`) == words {
			return
		}
	}
	b.wait(`String(getSelection()).trim() === ` + quote(words))
}

// drag moves the pressed pointer over words, where they stand now.
func drag(b *tab, words string) {
	b.t.Helper()
	ends := value[[]float64](b, `(words => {
		const block = [...document.querySelectorAll('[data-block]')].find(e => e.textContent.includes(words.split(' ')[1]) && e.innerText.replace(/\s+/g, ' ').includes(words.split(' ')[0]))
		const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, n => n.parentElement.closest('.tab') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
		const letters = []
		while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) letters.push([walk.currentNode, i])
		const at = letters.map(([n, i]) => n.data[i]).join('').indexOf(words)
		if (at < 0) return []
		block.scrollIntoView({ block: 'center', behavior: 'instant' })
		const box = ([node, i]) => { const r = document.createRange(); r.setStart(node, i); r.setEnd(node, i + 1); return r.getBoundingClientRect() }
		const from = box(letters[at]), to = box(letters[at + words.length - 1])
		const [start, end] = getComputedStyle(block).direction === 'rtl' ? [from.right - 1, to.left + 1] : [from.left + 1, to.right - 1]
		return [start, from.top + from.height / 2, end, to.top + to.height / 2]
	})(`+quote(words)+`)`)
	if len(ends) != 4 {
		b.t.Fatalf("the words %q are not in one part of the article", words)
	}
	b.do(input.DispatchMouseEvent(input.MousePressed, ends[0], ends[1]).WithButton(input.Left).WithClickCount(1),
		input.DispatchMouseEvent(input.MouseMoved, ends[2], ends[3]).WithButton(input.Left).WithButtons(1),
		input.DispatchMouseEvent(input.MouseReleased, ends[2], ends[3]).WithButton(input.Left).WithClickCount(1))
}

// addBySelection makes a claim of selected words and returns its id.
func addBySelection(b *tab, words, wording string) string {
	b.t.Helper()
	selectWords(b, words)
	b.wait(`document.getElementById('adder').matches(':popover-open')`)
	b.said("Press c")
	b.press("c")
	b.wait(`document.getElementById('new-claim').open`)
	b.want("the dialog shows the selected words", `document.querySelector('[data-quote]').textContent === `+quote(words))
	b.want("the wording has the focus", `document.activeElement.id === 'new-wording'`)
	b.fill("#new-wording", wording)
	b.leaves(b.save)
	id := current(b)
	d, err := b.site.Dossier(b.t.Context(), id)
	if err != nil || d.Claim.Wording != wording || d.Claim.Appearances[0].Exact != words {
		b.t.Fatalf("the new claim is %q on %+v (%v)", d.Claim.Wording, d.Claim.Appearances, err)
	}
	return id
}

// moveAnEdge moves the end of the current claim by a word with the pointer, and takes it back with z.
func moveAnEdge(b *tab, claim string) {
	b.t.Helper()
	exact := func() string {
		d, err := b.site.Dossier(b.t.Context(), claim)
		if err != nil {
			b.t.Fatal(err)
		}
		return d.Claim.Appearances[0].Exact
	}
	before := exact()
	b.swaps(func() { b.click(`[aria-label="Start one word later"]`, "") })
	if got, want := exact(), strings.TrimPrefix(before, "a "); got != want {
		b.t.Errorf("after moving the start the claim stands on %q, want %q", got, want)
	}
	b.want("the button that was pressed keeps the focus", `document.activeElement.ariaLabel === 'Start one word later'`)
	b.swaps(func() { b.press("z") })
	if got := exact(); got != before {
		b.t.Errorf("after z the claim stands on %q, want %q", got, before)
	}
	if got := current(b); got != claim {
		b.t.Errorf("after z the current claim is %s, want %s", got, claim)
	}
	b.focusKept("taking a move back")
}

// attach adds a source to the claim whose page is open. An empty address means a source that is not on the web.
func attach(b *tab, address, stance, said string) {
	b.t.Helper()
	claim := b.path()
	b.leaves(func() { b.press("e") })
	if address != "" {
		b.fill("[name=source_url]", address)
	} else {
		b.click("summary", "More about the source")
		b.fill("[name=source_title]", "A letter of the bank of Sarn")
	}
	b.choose("stance", stance)
	b.fill("[name=quote]", said)
	b.leaves(b.save)
	if got := b.path(); got != claim {
		b.t.Fatalf("after adding evidence: %s, want %s", got, claim)
	}
	b.reads(said)
}

// giveVerdict rates the claim whose page is open with keys alone.
func giveVerdict(b *tab) {
	b.t.Helper()
	b.leaves(func() { b.press("v") })
	b.press("1")
	b.want("1 chooses the first rating", `document.querySelector('[name=rating]').checked`)
	b.fill("[name=summary]", "The budget is what the article says.")
	b.fill("[name=rationale]", "The decree names the sum, and nobody disputes it.")
	b.leaves(b.save)
	b.reads("True", "The decree names the sum, and nobody disputes it.")
}

// readReport opens the report and downloads it in two formats.
func readReport(b *tab, article string) {
	b.t.Helper()
	b.get("/articles/" + article)
	b.leaves(func() { b.press("r") })
	b.reads("The Island Desk", "The joint harbour office will have a budget of 3 million crowns.", "True", "The decree names the sum, and nobody disputes it.")
	rows, err := csv.NewReader(strings.NewReader(download(b, "csv"))).ReadAll()
	if err != nil {
		b.t.Fatalf("the CSV: %v", err)
	}
	if !slices.ContainsFunc(rows, func(r []string) bool {
		return slices.Contains(r, "The joint harbour office will have a budget of 3 million crowns.") && slices.Contains(r, "True")
	}) {
		b.t.Errorf("the CSV has no row with claim and verdict:\n%v", rows)
	}
	lines := strings.Split(strings.TrimSpace(download(b, "jsonl")), "\n")
	found := false
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			b.t.Errorf("not JSON: %s", line)
		}
		found = found || strings.Contains(line, "a budget of 3 million crowns") && strings.Contains(line, "https://example.org/budget")
	}
	if !found {
		b.t.Errorf("the JSONL has no line with the claim and its source:\n%s", strings.Join(lines, "\n"))
	}
}

// download fetches the file behind the page's link to a format, with the tab's session.
func download(b *tab, format string) string {
	b.t.Helper()
	href := value[string](b, `document.querySelector('a[href$="/report.`+format+`"]')?.href ?? ''`)
	if href == "" {
		b.t.Fatalf("the report has no link to its %s", format)
	}
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, href, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		list, err := network.GetCookies().WithURLs([]string{href}).Do(cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Target))
		for _, c := range list {
			req.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
		return err
	}))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		b.t.Fatalf("%s: %s, %v", href, res.Status, err)
	}
	if d := res.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		b.t.Errorf("%s is not offered as a file: %q", format, d)
	}
	return string(body)
}

// readHistory looks whether the article's history tells what was done.
func readHistory(b *tab, article string) {
	b.t.Helper()
	b.get("/articles/" + article)
	b.leaves(func() { b.press("h") })
	for _, kind := range []claims.EventKind{claims.ArticleAdded, claims.ClaimAccepted, claims.ClaimRejected, claims.ClaimAdded, claims.EvidenceAdded, claims.VerdictPublished} {
		b.reads(kind.Words())
	}
	b.reads("Noor Haddad")
}

func TestTheJobWithoutScript(t *testing.T) {
	t.Parallel()
	site := webtest.Start(t)
	b := open(t, site)
	b.do(emulation.SetScriptExecutionDisabled(true))
	b.get("/import")
	b.want("no script runs", `typeof say === 'undefined'`)
	b.fill("[name=handle]", "reviewer")
	b.fill("[name=password]", webtest.Password)
	b.leaves(func() { b.click("[data-testid=login] button", "Sign in") })
	if got := b.path(); got != "/import" {
		t.Fatalf("after signing in: %s, want the page that was asked for", got)
	}
	b.fill("[name=text]", story)
	b.leaves(func() { b.click("[data-testid=import] button", "Preview") })
	b.fill("[name=published]", "2017-02-20")
	b.leaves(func() { b.click("[data-testid=save-import] button", "Save the article") })

	b.leaves(func() { b.click(".note [data-testid=accept] button", "Accept") })
	b.leaves(func() { b.click(".note [data-reject]", "Reject") })
	b.choose("reason", "opinion")
	b.leaves(func() { b.click("[data-testid=reject] button[type=submit]", "") })

	b.leaves(func() { b.click(".pno", "¶2") })
	b.choose("sentence", "1")
	b.fill("[name=wording]", "Every sailor of the islands likes the day.")
	b.leaves(func() { b.click("[data-testid=add-claim] button", "Add claim") })
	claim := current(b)
	b.reads("Every sailor of the islands likes the day.")

	b.leaves(func() { b.click("#dock a", "Evidence") })
	b.fill("[name=source_url]", "https://example.org/sailors")
	b.choose("stance", "refutes")
	b.fill("[name=note]", "Two of three do not.")
	b.leaves(func() { b.click("[data-testid=evidence] button", "Add evidence") })
	b.leaves(func() { b.click("main a", "Verdict") })
	b.choose("rating", "false")
	b.fill("[name=rationale]", "A poll of the board says that two of three do not.")
	b.leaves(func() { b.click("[data-testid=verdict] button", "Save the verdict") })
	b.reads("False", "A poll of the board says that two of three do not.")
	d, err := site.Dossier(t.Context(), claim)
	if err != nil || d.Verdict == nil || d.Verdict.Rating != "false" || len(d.Verdict.Evidence) != 1 {
		t.Errorf("the verdict is %+v (%v)", d.Verdict, err)
	}
}

func TestAClaimIsSplitAtTheCaretAndMergedAgain(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	claim := d.open[0]
	b.get("/articles/" + d.article + "?claim=" + claim)
	b.leaves(func() { b.press("s") })
	b.want("the words have the focus", `document.activeElement.name === 'lines'`)
	value[any](b, `(e => { const at = e.value.indexOf('and a budget'); e.setSelectionRange(at, at) })(document.activeElement)`)
	b.press(kb.Enter)
	b.wait(`document.getElementById('split-out').textContent.includes('2 claims')`)
	b.press("x")
	b.wait(`document.querySelector('[data-testid=split] [type=submit]').disabled`)
	b.reads("Only line breaks may change here.")
	b.press(kb.Backspace)
	b.wait(`!document.querySelector('[data-testid=split] [type=submit]').disabled`)
	b.leaves(b.save)
	first := current(b)
	if got := d.dossier(claim).Claim.State; got != claims.SplitUp {
		t.Errorf("the claim that was split is %s", got)
	}
	if got := d.dossier(first).Claim.Appearances[0].Exact; got != "The office will have 40 staff" {
		t.Errorf("the first part stands on %q", got)
	}

	second := value[string](b, `document.getElementById('c-`+first+`').nextElementSibling.dataset.claim`)
	if got := d.dossier(second).Claim.Appearances[0].Exact; got != "and a budget of 3 million crowns" {
		t.Errorf("the second part stands on %q", got)
	}
	b.get("/claims/" + second)
	b.leaves(func() { b.press("m") })
	b.choose("with", first)
	b.leaves(func() { b.click("main form button", "Choose") })
	b.fill("[name=wording]", "The office will have staff and money.")
	b.leaves(b.save)
	if got := d.dossier(first).Claim.Wording; got != "The office will have staff and money." {
		t.Errorf("after the merge the wording is %q", got)
	}
	if got := d.dossier(second).Claim.State; got != claims.Merged {
		t.Errorf("after the merge the other claim is %s", got)
	}
}

func TestTheDockWorksOnAPhone(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Reviewer)
	b.screen(390, 700)
	claim := d.open[0]
	b.get("/articles/" + d.article + "?claim=" + claim)
	before := d.dossier(claim).Claim.Appearances[0].Exact
	b.click("#dock button", "More")
	b.swaps(func() { b.click(`[aria-label="End one word earlier"]`, "") })
	if after := d.dossier(claim).Claim.Appearances[0].Exact; after == before || !strings.HasPrefix(before, after) {
		t.Errorf("after moving the end the claim stands on %q, before on %q", after, before)
	}
	b.focusKept("moving an end on a phone")
	b.get("/articles/" + d.article + "?claim=" + claim)
	b.click("#dock summary", "Reject")
	b.swaps(func() { b.click("#why button", "") })
	if got := d.dossier(claim).Claim.State; got != claims.Rejected {
		t.Errorf("the claim is %s, want it rejected", got)
	}
	next := current(b)
	b.swaps(func() { b.click("#dock [data-testid=accept] button", "Accept") })
	if got := d.dossier(next).Claim.State; got != claims.Accepted {
		t.Errorf("the next claim is %s, want it accepted", got)
	}
}
