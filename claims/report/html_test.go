package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"assay/claims"
)

func parsePage(t interface{ Fatalf(string, ...any) }, page []byte) *html.Node {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	return root
}

// ourAttributes are the only attributes that a page has, with the values that text of others can never reach.
var ourAttributes = map[string]string{
	"class": "", "id": "", "href": "", "title": "", "lang": "", "dir": "ltr auto", "rel": "noreferrer", "data-no": "", "aria-label": "",
	"charset": "utf-8", "name": "", "content": "", "http-equiv": "Content-Security-Policy",
}

var ourElements = strings.Fields(`html head meta title style body header h1 h2 h3 main article section footer p blockquote
	dl dt dd ul li a bdi b span code pre mark`)

// onlyOurs checks that a page holds nothing that could run, load or change it.
func onlyOurs(t interface{ Fatalf(string, ...any) }, page []byte) {
	for n := range parsePage(t, page).Descendants() {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && !slices.Contains(ourElements, n.Data) {
			t.Fatalf("the page holds %q", n.Data)
		}
		for _, a := range n.Attr {
			values, ours := ourAttributes[a.Key]
			if !ours || values != "" && !slices.Contains(strings.Fields(values), a.Val) {
				t.Fatalf("%s has %s=%q", n.Data, a.Key, a.Val)
			}
			if a.Key == "href" && webLink(a.Val) == "" && !strings.HasPrefix(a.Val, "#claim-") {
				t.Fatalf("a link goes to %q", a.Val)
			}
		}
	}
}

func TestPagesHoldNothingThatRunsOrLoads(t *testing.T) {
	texts := append(append(slices.Clone(breakouts), signs...), formulas...)
	texts = append(texts, "javascript:alert(1)", "data:text/html,x", "//x.example", `x" onclick="y`, "x' autofocus='", "\u202eevil")
	for _, text := range texts {
		info, _ := sample()
		info.Title, info.AsOf, info.Generator = text, text, text
		info.Desk = claims.Desk{Name: text, URL: text, Contact: text}
		for _, f := range []Format{HTML, Bundle} {
			onlyOurs(t, write(t, f, info, hostile(text)))
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range breakouts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		info, _ := sample()
		info.Title = text
		c := hostile(text)
		onlyOurs(t, write(t, Bundle, info, c))
		var p pageText
		p.raw("<p>")
		p.text(text)
		if got, want := textOf(parsePage(t, p.b)), asHTML(text); got != want {
			t.Fatalf("%q reads %q", want, got)
		}
	})
}

// asHTML is the text as HTML can hold it.
func asHTML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
			return '\ufffd'
		}
		return r
	}, string([]rune(s)))
}

func TestHiddenCharactersAreMarkedAndKept(t *testing.T) {
	var p pageText
	p.text("a\u202eb\u200bc\u200dd")
	want := "a<span class=\"unseen\" title=\"U+202E\">\u202e</span>b<span class=\"unseen\" title=\"U+200B\">\u200b</span>c\u200dd"
	if string(p.b) != want {
		t.Errorf("got %q, want %q", p.b, want)
	}
}

// preText returns the text of a bundle's article.
func preText(t interface{ Fatalf(string, ...any) }, page []byte) string {
	for n := range parsePage(t, page).Descendants() {
		if n.Data == "pre" && n.Type == html.ElementNode {
			return textOf(n)
		}
	}
	t.Fatalf("there is no text in the page")
	return ""
}

func TestABundleHoldsTheTextByteForByte(t *testing.T) {
	info, rows := sample()
	page := write(t, Bundle, info, rows...)
	if got := preText(t, page); claims.TextDigest(got) != info.Text.SHA256 {
		t.Errorf("the text is %q", got)
	}
	for _, want := range []string{info.Text.SHA256, info.Head.Root, rows[0].Evidence[0].SnapshotSHA256, "revision 2", "talks on 8 March", "bytes ", "code points "} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the bundle lacks %q", want)
		}
	}
	onlyOurs(t, page)
	for _, remote := range []string{"<script", "<link", "<img", "src=", "@import", "url("} {
		if bytes.Contains(page, []byte(remote)) {
			t.Errorf("the bundle holds %s", remote)
		}
	}
	if bytes.Contains(write(t, HTML, info, rows...), []byte("<pre")) {
		t.Error("the page to print holds the whole text")
	}
}

func TestEveryMarkIsAClaimsWords(t *testing.T) {
	info, rows := sample()
	var marked []string
	for n := range parsePage(t, write(t, Bundle, info, rows...)).Descendants() {
		if n.Data == "mark" {
			marked = append(marked, textOf(n))
		}
	}
	want := []string{"more talks, possibly as early as March 8", "The ministry said", "the dam holds", "that the dam leaks", "السد آمن", "The dam holds"}
	if !slices.Equal(marked, want) {
		t.Errorf("marked %q, want %q", marked, want)
	}
}

func TestMarksThatOverlapChangeNoText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab <&\u202e水")), 1, 30, -1).Draw(t, "text")
		var stops []int
		for i := range text {
			stops = append(stops, i)
		}
		stops = append(stops, len(text))
		var marks []textMark
		for n := range rapid.IntRange(0, 6).Draw(t, "n") {
			a := rapid.IntRange(0, len(stops)-2).Draw(t, "from")
			b := rapid.IntRange(a+1, len(stops)-1).Draw(t, "to")
			marks = append(marks, textMark{Span: claims.Span{Start: stops[a], End: stops[b]}, id: "x", no: n, first: true})
		}
		covered := make([]bool, len(text))
		for _, m := range marks {
			for i := m.Start; i < m.End; i++ {
				covered[i] = true
			}
		}
		var p pageText
		p.marked(text, slices.Clone(marks))
		var got strings.Builder
		links := 0
		at := 0
		for n := range parsePage(t, append([]byte("<pre>\n"), p.b...)).Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" {
				links++
			}
			if n.Type != html.TextNode {
				continue
			}
			inMark := false
			for up := n.Parent; up != nil; up = up.Parent {
				inMark = inMark || up.Data == "mark"
			}
			for range len(n.Data) {
				if covered[at] != inMark {
					t.Fatalf("byte %d of %q: marked %v, want %v", at, text, inMark, covered[at])
				}
				at++
			}
			got.WriteString(n.Data)
		}
		if got.String() != text || links != len(marks) {
			t.Fatalf("%q became %q with %d of %d numbers", text, got.String(), links, len(marks))
		}
	})
}
