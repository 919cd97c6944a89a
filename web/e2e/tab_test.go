//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"assay/claims"
	"assay/web/webtest"
)

// patience is how long a condition may take to come true on a busy machine.
const patience = 10 * time.Second

// tab is a page of the browser, looking at a site. What its console says against a page fails the test.
type tab struct {
	t    testing.TB
	ctx  context.Context
	site *webtest.Site
	// profile holds the cookies and what pages keep; tabs of one profile are one person's.
	profile cdp.BrowserContextID
	close   func() // closes the tab, as a person would
	left    int    // pages that leaves went on from

	mu     sync.Mutex
	faults []string
	may    []string // what the browser may say of answers that the test means to get
}

// open opens a tab in a profile of its own: no cookies, nothing kept.
func open(t testing.TB, site *webtest.Site) *tab {
	t.Helper()
	exec := cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser)
	profile, err := target.CreateBrowserContext().Do(exec)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := target.DisposeBrowserContext(profile).Do(exec); err != nil {
			t.Error(err)
		}
	})
	return newTab(t, site, profile)
}

// openAs opens a tab in which the desk's user of a role is signed in.
func openAs(t testing.TB, site *webtest.Site, role claims.Role) *tab {
	t.Helper()
	b := open(t, site)
	for _, c := range site.As(t, role).Cookies() {
		b.do(network.SetCookie(c.Name, c.Value).WithURL(site.URL).WithHTTPOnly(true))
	}
	return b
}

// again opens another tab of the same profile.
func (b *tab) again() *tab {
	b.t.Helper()
	return newTab(b.t, b.site, b.profile)
}

// newTab opens a tab in a window of its own, so that it counts as visible and takes the keys.
func newTab(t testing.TB, site *webtest.Site, profile cdp.BrowserContextID) *tab {
	t.Helper()
	exec := cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser)
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(exec)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(browser, chromedp.WithTargetID(id))
	b := &tab{t: t, ctx: ctx, profile: profile, site: site}
	chromedp.ListenTarget(ctx, b.heard)
	b.do(log.Enable(), page.Enable())
	b.screen(1440, 900)
	b.close = sync.OnceFunc(func() {
		b.picture()
		stop()
	})
	t.Cleanup(func() {
		b.close()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, f := range b.faults {
			t.Errorf("the browser's console: %s", f)
		}
	})
	return b
}

// heard collects what the browser has against a page.
func (b *tab) heard(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level != log.LevelError && e.Entry.Level != log.LevelWarning || b.expected(e.Entry) {
			return
		}
		b.faults = append(b.faults, fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning || e.Type == runtime.APITypeAssert {
			var words []string
			for _, a := range e.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			b.faults = append(b.faults, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, e.ExceptionDetails.Error())
	case *page.EventJavascriptDialogOpening:
		b.faults = append(b.faults, "a dialog of the browser opened: "+e.Message)
	}
}

// expected tells whether an entry of the log is about an answer that the test asked for. The caller holds the lock.
func (b *tab) expected(e *log.Entry) bool {
	return e.Source == log.SourceNetwork && slices.ContainsFunc(b.may, func(s string) bool { return strings.Contains(e.Text, s) })
}

// mayAnswer says that the test means to get answers with a status that the browser counts as an error.
func (b *tab) mayAnswer(status int) { b.maySay("status of " + strconv.Itoa(status)) }

// maySay says that the browser may complain of the network with these words.
func (b *tab) maySay(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.may = append(b.may, words)
}

// online connects the tab with the network, or cuts it off.
func (b *tab) online(on bool) {
	b.t.Helper()
	b.maySay("ERR_INTERNET_DISCONNECTED")
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		every := &network.Conditions{Offline: !on, DownloadThroughput: -1, UploadThroughput: -1}
		_, err := network.EmulateNetworkConditionsByRule([]*network.Conditions{every}).Do(ctx)
		return err
	}))
}

// picture keeps a picture and the markup of the page when the test failed.
func (b *tab) picture() {
	if !b.t.Failed() {
		return
	}
	var png []byte
	var where, markup string
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := chromedp.Run(ctx, chromedp.Location(&where), chromedp.OuterHTML("html", &markup, chromedp.ByQuery), chromedp.FullScreenshot(&png, 100)); err != nil {
		b.t.Logf("no picture of %s: %v", where, err)
		return
	}
	dir := b.t.ArtifactDir()
	file, err := os.CreateTemp(dir, "page-*.png")
	if err != nil {
		b.t.Log(err)
		return
	}
	defer file.Close()
	if _, err := file.Write(png); err != nil {
		b.t.Log(err)
	}
	if err := os.WriteFile(strings.TrimSuffix(file.Name(), ".png")+".html", []byte(markup), 0o600); err != nil {
		b.t.Log(err)
	}
	b.t.Logf("the page was %s, see %s", where, filepath.Clean(file.Name()))
}

// do runs actions and fails the test when one does.
func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	// The first Run makes the tab and must not be given a shorter context.
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// screen sets the size of the window in CSS pixels.
func (b *tab) screen(width, height int64) {
	b.t.Helper()
	b.do(emulation.SetDeviceMetricsOverride(width, height, 1, false))
}

// get goes to a path of the site and waits until the page and its script are there.
func (b *tab) get(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site.URL + path))
	b.wait(`document.readyState === 'complete'`)
}

// path is where the tab is: path, query and fragment.
func (b *tab) path() string {
	b.t.Helper()
	u, err := url.Parse(value[string](b, `location.href`))
	if err != nil {
		b.t.Fatal(err)
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery, Fragment: u.Fragment}).String()
}

// value evaluates an expression in the page.
func value[T any](b *tab, script string) T {
	b.t.Helper()
	var out T
	if err := chromedp.Run(b.ctx, chromedp.Evaluate(script, &out)); err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return out
}

// wait waits until an expression is true in whatever page is there.
func (b *tab) wait(script string) {
	b.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	var ok bool
	var err error
	for {
		// While one page gives way to the next there may be none to ask: that is not the answer yet.
		if err = chromedp.Run(b.ctx, chromedp.Evaluate("Boolean("+script+")", &ok)); err == nil && ok {
			return
		}
		select {
		case <-deadline:
			b.t.Fatalf("at %s after %v it does not hold that %s (%v)", b.path(), patience, script, err)
		case <-tick.C:
		}
	}
}

// want fails the test unless an expression is true now.
func (b *tab) want(what, script string) {
	b.t.Helper()
	if !value[bool](b, "Boolean("+script+")") {
		b.t.Errorf("at %s: %s does not hold: %s; the focus is on %s", b.path(), what, script, b.focus())
	}
}

// leaves does something that leads to another page, and waits for that page. A page that the browser kept and shows
// again is another page too.
func (b *tab) leaves(step func()) {
	b.t.Helper()
	b.left++
	mark := strconv.Itoa(b.left)
	value[int](b, `window.left = `+mark)
	step()
	b.wait(`window.left !== ` + mark + ` && document.readyState === 'complete' && document.body`)
}

// swaps does something that replaces a part of the page, and waits until the script is done with it.
func (b *tab) swaps(step func()) {
	b.t.Helper()
	value[bool](b, `(window.swapped = false, document.addEventListener('assay:swap', () => { window.swapped = true }, { once: true }), true)`)
	step()
	b.wait(`window.swapped`)
}

// quote writes a string as a literal of JavaScript.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(b)
}

// element is an expression for the first visible element of a selector whose text contains text.
func element(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].find(e => e.checkVisibility() && e.textContent.includes(%s))`, quote(selector), quote(text))
}

// click clicks on the middle of the first visible element of a selector whose text contains text, and fails the test
// when something else lies over it.
func (b *tab) click(selector, text string) {
	b.t.Helper()
	b.wait(element(selector, text))
	at := value[struct {
		X, Y float64
		Over string
	}](b, `(e => {
		e.scrollIntoView({ block: 'center', behavior: 'instant' })
		const box = e.getClientRects()[0], x = box.x + box.width / 2, y = box.y + box.height / 2
		const top = document.elementFromPoint(x, y)
		return { X: x, Y: y, Over: e.contains(top) ? '' : top?.outerHTML ?? 'nothing' }
	})(`+element(selector, text)+`)`)
	if at.Over != "" {
		b.t.Fatalf("%s %q cannot be clicked at %s: over it lies %.120s", selector, text, b.path(), at.Over)
	}
	b.do(chromedp.MouseClickXY(at.X, at.Y))
}

// press presses keys one after the other: letters, or the names of package kb.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		for _, r := range k {
			b.key(r, 0)
		}
	}
}

// key presses one key as a keyboard does: what the key types comes with its press, so that a page which takes the
// press for itself keeps the letter out of its fields.
func (b *tab) key(r rune, held input.Modifier) {
	b.t.Helper()
	k, ok := kb.Keys[r]
	if !ok {
		b.t.Fatalf("there is no key for %q", r)
	}
	if k.Shift {
		held |= input.ModifierShift
	}
	event := func(kind input.KeyType) *input.DispatchKeyEventParams {
		return input.DispatchKeyEvent(kind).WithKey(k.Key).WithCode(k.Code).WithModifiers(held).
			WithNativeVirtualKeyCode(k.Native).WithWindowsVirtualKeyCode(k.Windows)
	}
	down := event(input.KeyDown)
	if held&^input.ModifierShift == 0 {
		down = down.WithText(k.Text).WithUnmodifiedText(k.Unmodified)
	}
	b.do(down, event(input.KeyUp))
}

// save presses Ctrl+Enter.
func (b *tab) save() {
	b.t.Helper()
	b.key('\r', input.ModifierCtrl)
}

// fill replaces what stands in a field by typing into it.
func (b *tab) fill(selector, text string) {
	b.t.Helper()
	b.wait(element(selector, ""))
	value[bool](b, `(e => { e.focus(); e.select?.(); return true })(`+element(selector, "")+`)`)
	b.do(input.InsertText(text))
}

// choose chooses an option of a list, or a radio button or box by its value.
func (b *tab) choose(name, option string) {
	b.t.Helper()
	field := fmt.Sprintf(`[name=%q]`, name)
	if value[bool](b, `document.querySelector(`+quote("select"+field)+`) !== null`) {
		// A list is an element of the operating system's, out of the reach of the pointer's events.
		value[bool](b, fmt.Sprintf(`(e => { e.focus(); e.value = %s; e.dispatchEvent(new Event('input', { bubbles: true }));
			e.dispatchEvent(new Event('change', { bubbles: true })); return e.value === %s })(document.querySelector(%s))`,
			quote(option), quote(option), quote("select"+field)))
		return
	}
	b.click(`label:has(`+field+`[value="`+option+`"])`, "")
}

// text is the page's visible text.
func (b *tab) text() string {
	b.t.Helper()
	return value[string](b, `document.body.innerText`)
}

// reads fails the test unless the page's visible text has all words.
func (b *tab) reads(words ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.t.Errorf("%s does not say %q:\n%s", b.path(), w, text)
		}
	}
}

// focus describes the element that has the focus: its tag, id and text.
func (b *tab) focus() string {
	b.t.Helper()
	return value[string](b, `(e => e.tagName.toLowerCase() + (e.id && '#' + e.id) + ' ' + e.textContent.trim().replace(/\s+/g, ' ').slice(0, 60))(document.activeElement)`)
}

// focusKept fails the test when the focus was lost to the page's body.
func (b *tab) focusKept(after string) {
	b.t.Helper()
	if value[bool](b, `document.activeElement === document.body || document.activeElement === null`) {
		b.t.Errorf("after %s the focus is lost to the body", after)
	}
}

// said waits until the live region says something that contains words.
func (b *tab) said(words string) {
	b.t.Helper()
	b.wait(`document.getElementById('live').textContent.includes(` + quote(words) + `)`)
}
