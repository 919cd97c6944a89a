package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

func TestTheFilesKeepTheirBudgetsOnTheWire(t *testing.T) {
	for name, limit := range map[string]int{"app.css": 12 << 10, "app.js": 8 << 10, "icon.svg": 1 << 10} {
		a, ok := File(strings.TrimPrefix(URL(name), "/static/"))
		if !ok {
			t.Fatalf("%s is not served under its address", name)
		}
		if len(a.Gzip) > limit {
			t.Errorf("%s has %d bytes compressed, its budget is %d", name, len(a.Gzip), limit)
		}
		z, err := gzip.NewReader(bytes.NewReader(a.Gzip))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, a.Body) {
			t.Errorf("%s does not unpack to itself: %v", name, err)
		}
	}
}

func TestAnAddressNamesItsContent(t *testing.T) {
	for _, name := range []string{"app.css", "app.js", "icon.svg"} {
		u := URL(name)
		a, _ := File(strings.TrimPrefix(u, "/static/"))
		if !strings.Contains(u, strings.Trim(a.ETag, `"`)) || a.Type == "" {
			t.Errorf("%s: address %s, tag %s, type %q", name, u, a.ETag, a.Type)
		}
	}
	if _, ok := File("app.css"); ok {
		t.Error("a file is served under a name that does not change with its content")
	}
}

func TestTheStylesheetSaysTheOrderOfLayersFirst(t *testing.T) {
	css := string(styles())
	if want := "@layer reset,tokens,base,layout,parts,pages,util,print;"; !strings.HasPrefix(css, want) {
		t.Errorf("begins with %q, want %q", css[:len(want)], want)
	}
	if open, shut := strings.Count(css, "{"), strings.Count(css, "}"); open != shut {
		t.Errorf("%d braces open, %d close", open, shut)
	}
	for _, text := range read("css/*.css") {
		rest := minifyCSS(text)
		for rest != "" {
			end, ok := layerEnd(rest)
			if !ok {
				t.Errorf("rules outside of a layer: %.60q", rest)
				break
			}
			rest = rest[end:]
		}
	}
}

// layerEnd returns where the layer that text begins with ends.
func layerEnd(text string) (end int, ok bool) {
	if !strings.HasPrefix(text, "@layer ") {
		return 0, false
	}
	depth := 0
	for i, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
	}
	return 0, false
}

func TestStylesLoseOnlyWhatNothingNeeds(t *testing.T) {
	for in, want := range map[string]string{
		"a { color : red ; }":                       "a{color : red}",
		"/* one */ a,\n  b { x: y }":                "a,b{x: y}",
		"a b { inset: 0 calc(1rem + 2px) }":         "a b{inset: 0 calc(1rem + 2px)}",
		`a::before { content: " ; } /* no */ " }`:   `a::before{content: " ; } /* no */ "}`,
		`a { content: "\" {" ; color: red }`:        `a{content: "\" {";color: red}`,
		"@media (width < 48rem) { .a .b { c: d } }": "@media (width < 48rem){.a .b{c: d}}",
		"a { b: c } /* never closed":                "a{b: c}",
	} {
		if got := minifyCSS(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestScriptsLoseOnlyCommentsAndIndentation(t *testing.T) {
	in := "// about\nconst a = 'x' // stays\n\n\tif (a) {\n\t\tgo('//')\n\t}\n"
	if got, want := minifyJS(in), "const a = 'x' // stays\nif (a) {\ngo('//')\n}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheScriptUsesNothingThatThePolicyForbids(t *testing.T) {
	js := string(script())
	for _, sink := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style.cssText", "setAttribute('style'"} {
		if strings.Contains(js, sink) {
			t.Errorf("the script uses %s", sink)
		}
	}
	if !strings.HasPrefix(js, "(() => {\n\"use strict\"\nconst $ =") {
		t.Errorf("app.js does not come first: %.60q", js)
	}
}
