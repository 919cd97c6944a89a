package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

var commonMark = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))

// rendered parses Markdown with all the extensions that GitHub has and returns the page's tree.
func rendered(t interface{ Fatalf(string, ...any) }, source []byte) *html.Node {
	var b bytes.Buffer
	if err := commonMark.Convert(source, &b); err != nil {
		t.Fatalf("render: %v", err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	return root
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// signs are texts that mean something in Markdown.
var signs = []string{
	"# head", "## x ##", "- item", "+ item", "* item", "1. one", "12) two", "> quote", "```\ncode\n```", "~~~", "    code", "\tcode",
	"a\n===", "a\n---", "---", "***", "_ _ _", "*em* **strong** __u__ ~~s~~", "`code`", "[a](javascript:alert(1))", "![a](x)", "[a]: x", "[^1]: note",
	"<b>bold</b>", "<script>alert(1)</script>", "<!-- x -->", "&lt; &amp; &#65;", "<https://x.example>", "https://x.example", "www.x.example", "me@x.example",
	"| a | b |\n|---|---|\n| 1 | 2 |", "- [ ] task", `\*`, `\`, "a  \nb", "a\\\nb", ": def", "term\n: def", "$x$", "<?php", "<![CDATA[x]]>", "</p>", "[x]", "[ ](", "!", "a\n\n    b",
	"@user", "#1", "http://x.example", "ftp://x.example", "xwww.y.example", "WWW.x.example", "=", "0.", "0) ", "]( x", "](<x>)", "a | b", ":::", "\u00a0# x",
}

func TestMarkdownOfOthersStaysText(t *testing.T) {
	for _, text := range signs {
		staysText(t, text)
	}
}

func TestAnyTextStaysText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staysText(t, strings.Join(rapid.SliceOf(rapid.SampledFrom(append(signs, " ", "\n", "\n\n", "x", "*", "_", "[", "]", "(", ")", "<", ">", "~"))).Draw(t, "parts"), ""))
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range append(signs, breakouts...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { staysText(t, text) })
}

// staysText checks that text as a paragraph, a quote and a line of a list is no markup and reads the same.
func staysText(t interface{ Fatalf(string, ...any) }, text string) {
	want := readable(text)
	for _, tt := range []struct {
		place  string
		source []byte
		ours   string
	}{
		{"block", mdBlock([]byte("before\n\n"), text, ""), "p"},
		{"quote", mdBlock([]byte("before\n\n"), text, "> "), "p blockquote"},
		{"line", mdLine([]byte("before\n\n- x: "), text), "p ul li"},
		{"head", append(mdLine([]byte("before\n\n## x: "), text), "\n"...), "p h2"},
	} {
		root := rendered(t, tt.source)
		for n := range root.Descendants() {
			if n.Type == html.CommentNode || n.Type == html.ElementNode && !strings.Contains(" html head body "+tt.ours+" ", " "+n.Data+" ") {
				t.Fatalf("%s: %q made %s: %s", tt.place, text, n.Data, tt.source)
			}
		}
		got := strings.TrimPrefix(readable(textOf(root)), "before ")
		if tt.place == "line" || tt.place == "head" {
			got = strings.TrimPrefix(strings.TrimPrefix(got, "x:"), " ")
		}
		if got != want && !(want == "" && got == "before") {
			t.Fatalf("%s: %q reads %q, want %q: %s", tt.place, text, got, want, tt.source)
		}
	}
}

// readable is text with single spaces and without what cannot be shown.
func readable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && !isBlank(r) || r == 0x7f {
			return '\ufffd'
		}
		return r
	}, string([]rune(s)))
	return strings.Join(strings.FieldsFunc(s, isBlank), " ")
}

func TestAHostileReportHasOnlyOurMarkup(t *testing.T) {
	info, _ := sample()
	ours := " html head body h1 h2 h3 p ul li a blockquote hr "
	for _, text := range append(signs, breakouts...) {
		info.Title, info.AsOf, info.Generator = text, text, text
		for n := range rendered(t, write(t, Markdown, info, hostile(text))).Descendants() {
			if n.Type == html.CommentNode || n.Type == html.ElementNode && !strings.Contains(ours, " "+n.Data+" ") {
				t.Errorf("%q made %s", text, n.Data)
			}
			if href := attribute(n, "href"); href != "" && webLink(href) == "" {
				t.Errorf("%q made a link to %q", text, href)
			}
		}
	}
}

func TestLinksKeepTheirAddress(t *testing.T) {
	for _, address := range []string{
		"https://x.example/a_b_c?x=1&copy=2&lt;=3#f*g*", "https://x.example/(a)/[b]", "https://x.example/?q=%3Cb%3E&amp;=1", "http://x.example/a|b", "https://x.example/é",
	} {
		root := rendered(t, mdLink(nil, "see [it]", address))
		found := false
		for n := range root.Descendants() {
			if n.Data == "a" {
				found = true
				if got := attribute(n, "href"); got != webLink(address) && webLink(got) != webLink(strings.NewReplacer("|", "%7C", "[", "%5B", "]", "%5D").Replace(address)) {
					t.Errorf("%s became %s", address, got)
				}
				if got := textOf(n); got != "see [it]" {
					t.Errorf("text is %q", got)
				}
			}
		}
		if !found {
			t.Errorf("%s is no link", address)
		}
	}
}
