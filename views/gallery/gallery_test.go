package gallery

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay/claims"

	"golang.org/x/net/html"
)

// parsed renders a state and parses it.
func parsed(t *testing.T, s State) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := s.Render(t.Context(), &b, "light"); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	return doc
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, name string) string {
	v, _ := attr(n, name)
	return v
}

// elements are all elements of the page with one of the names, in order; no name means all.
func elements(root *html.Node, names ...string) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) {
			out = append(out, n)
		}
	}
	return out
}

// text is what is read aloud of an element: its text, and labels of it and of what is in it.
func text(n *html.Node) string {
	var b strings.Builder
	b.WriteString(value(n, "aria-label") + value(n, "title"))
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else {
			b.WriteString(value(d, "aria-label"))
		}
	}
	return strings.TrimSpace(b.String())
}

func inside(n *html.Node, name string) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == name {
			return p
		}
	}
	return nil
}

func TestEveryStateIsASoundPage(t *testing.T) {
	checks := []struct {
		name  string
		check func(root *html.Node) []string
	}{
		{"ids are unique", repeatedIDs},
		{"references lead to an id", danglingReferences},
		{"every input has a label", inputsWithoutLabel},
		{"every form carries its operation", formsWithoutOp},
		{"no style or script stands in the page", inlineCode},
		{"no link or button is empty", emptyControls},
		{"headings go down one step at a time", headingJumps},
		{"there is one main part and a language", frameFaults},
		{"keys are announced as they are declared", keyFaults},
		{"no template code is shown", shownCode},
	}
	for _, s := range States() {
		t.Run(s.Slug(), func(t *testing.T) {
			root := parsed(t, s)
			for _, c := range checks {
				for _, fault := range c.check(root) {
					t.Errorf("%s: %s", c.name, fault)
				}
			}
		})
	}
}

func TestStatesHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range States() {
		if seen[s.Slug()] {
			t.Errorf("two states are called %s", s.Slug())
		}
		seen[s.Slug()] = true
	}
	if len(seen) < 40 {
		t.Errorf("only %d states are registered", len(seen))
	}
}

// Controls that a role does not allow are absent, not grey.
func TestReadersSeeNoFormTheyMayNotSend(t *testing.T) {
	own := []string{"theme", "look", "logout", "me", "password", "sessions", "save-filter", "remove-filter"}
	for _, s := range States() {
		if s.As != claims.Viewer && s.As != claims.Auditor {
			continue
		}
		for _, f := range elements(parsed(t, s), "form") {
			if verb := value(f, "data-testid"); value(f, "method") == "post" && !slices.Contains(own, verb) {
				t.Errorf("%s: a %s is offered the form %q", s.Slug(), s.As, verb)
			}
		}
	}
}

func repeatedIDs(root *html.Node) (faults []string) {
	seen := map[string]bool{}
	for _, n := range elements(root) {
		id, ok := attr(n, "id")
		if ok && (id == "" || seen[id]) {
			faults = append(faults, n.Data+" #"+id)
		}
		seen[id] = true
	}
	return faults
}

func danglingReferences(root *html.Node) (faults []string) {
	ids := map[string]bool{}
	for _, n := range elements(root) {
		ids[value(n, "id")] = true
	}
	for _, n := range elements(root) {
		for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "data-open"} {
			for _, id := range strings.Fields(value(n, name)) {
				if !ids[id] {
					faults = append(faults, n.Data+" "+name+"="+id)
				}
			}
		}
		if href := value(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
			faults = append(faults, n.Data+" href="+href)
		}
	}
	return faults
}

func inputsWithoutLabel(root *html.Node) (faults []string) {
	labelled := map[string]bool{}
	for _, l := range elements(root, "label") {
		if text(l) != "" {
			labelled[value(l, "for")] = true
		}
	}
	for _, n := range elements(root, "input", "select", "textarea") {
		if value(n, "type") == "hidden" {
			continue
		}
		wrapped := inside(n, "label")
		if !labelled[value(n, "id")] && (wrapped == nil || text(wrapped) == "") && value(n, "aria-label") == "" && value(n, "aria-labelledby") == "" {
			faults = append(faults, n.Data+" "+value(n, "name"))
		}
	}
	return faults
}

func formsWithoutOp(root *html.Node) (faults []string) {
	for _, f := range elements(root, "form") {
		action := value(f, "action")
		if value(f, "method") != "post" {
			if slices.ContainsFunc(elements(f, "input"), func(n *html.Node) bool { return value(n, "name") == "op" }) {
				faults = append(faults, action+" is sent by GET and carries an operation")
			}
			continue
		}
		if value(f, "data-testid") == "" {
			faults = append(faults, action+" has no data-testid")
		}
		if action == "/login" || action == "/setup" {
			continue
		}
		ops := 0
		for _, n := range elements(f, "input") {
			if value(n, "name") == "op" && value(n, "value") != "" {
				ops++
			}
		}
		if ops != 1 {
			faults = append(faults, action+" has not exactly one operation")
		}
	}
	return faults
}

func inlineCode(root *html.Node) (faults []string) {
	for _, n := range elements(root) {
		if n.Data == "style" || n.Data == "script" && value(n, "src") == "" && value(n, "type") != "application/ld+json" {
			faults = append(faults, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
				faults = append(faults, n.Data+" "+a.Key)
			}
		}
	}
	return faults
}

func emptyControls(root *html.Node) (faults []string) {
	for _, n := range elements(root, "a", "button", "summary") {
		href, ok := attr(n, "href")
		if text(n) == "" || n.Data == "a" && (!ok || href == "" || href == "#") {
			faults = append(faults, n.Data+" "+href+" "+text(n))
		}
	}
	return faults
}

func headingJumps(root *html.Node) (faults []string) {
	last := 1 // what stands beside the main part may come before its heading
	for _, h := range elements(root, "h1", "h2", "h3", "h4") {
		if inside(h, "dialog") != nil {
			continue
		}
		level := int(h.Data[1] - '0')
		if level > last+1 {
			faults = append(faults, h.Data+" "+text(h))
		}
		last = level
	}
	if n := len(elements(root, "h1")); n != 1 {
		faults = append(faults, "not exactly one h1")
	}
	return faults
}

func frameFaults(root *html.Node) (faults []string) {
	if value(elements(root, "html")[0], "lang") == "" {
		faults = append(faults, "no language")
	}
	if title := elements(root, "title"); len(title) == 0 || text(title[0]) == "" {
		faults = append(faults, "no title")
	}
	if len(elements(root, "main")) != 1 {
		faults = append(faults, "not exactly one main")
	}
	return faults
}

func keyFaults(root *html.Node) (faults []string) {
	for _, n := range elements(root) {
		key, ok := attr(n, "data-key")
		if !ok {
			continue
		}
		if len(key) > 1 && !strings.HasPrefix(key, "g ") {
			faults = append(faults, "a key of more than one letter: "+key)
		}
		if said, ok := attr(n, "aria-keyshortcuts"); ok && said != key {
			faults = append(faults, key+" is announced as "+said)
		}
	}
	return faults
}

var templateCode = regexp.MustCompile(`@\w+\(`)

func shownCode(root *html.Node) (faults []string) {
	for n := range root.Descendants() {
		if n.Type == html.TextNode && templateCode.MatchString(n.Data) {
			faults = append(faults, strings.TrimSpace(n.Data))
		}
	}
	return faults
}

// The checks themselves must be able to fail.
func TestTheChecksSeeFaults(t *testing.T) {
	const page = `<html><body><main><h1>A</h1><h3 id="x">B</h3><p id="x" style="color:red" onclick="go()"><a href="#none"></a>
<form method="post" action="/x"><input name="a"></form><script>1</script><b data-key="ab">@Key(1)</b></main><main></main></body></html>`
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for name, check := range map[string]func(*html.Node) []string{
		"ids": repeatedIDs, "references": danglingReferences, "labels": inputsWithoutLabel, "operations": formsWithoutOp, "code": inlineCode,
		"controls": emptyControls, "headings": headingJumps, "frame": frameFaults, "keys": keyFaults,
		"code that is shown": shownCode,
	} {
		if len(check(root)) == 0 {
			t.Errorf("the check of %s finds nothing wrong", name)
		}
	}
}
