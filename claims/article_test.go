package claims_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
	"assay/claims/claimstest"
)

func TestCanonicalText(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"nothing", "", ""},
		{"white space alone is nothing", " \n\t\r\n\u00a0", ""},
		{"one line end parts lines", "a\nb", "a\nb"},
		{"two part paragraphs", "a\n\nb", "a\n\nb"},
		{"more part them too", "a\n \n\t\n\nb", "a\n\nb"},
		{"line ends of Windows", "a\r\nb\r\n\r\nc", "a\nb\n\nc"},
		{"line ends of old Macs", "a\rb\r\rc", "a\nb\n\nc"},
		{"blanks at the end of a line go", "a \t\u00a0\nb\u3000", "a\nb"},
		{"blanks at its start stay", "  a\n\tb", "  a\n\tb"},
		{"blanks within it stay", "a  b\u00a0c", "a  b\u00a0c"},
		{"blank lines around the text go", "\n\na\n\n", "a"},
		{"a byte order mark goes", "\ufeffa", "a"},
		{"so does one after blank lines", "\n\ufeffa", "a"},
		{"and a second one", "\ufeff\ufeffa", "a"},
		{"one within the text stays", "a\ufeffb", "a\ufeffb"},
		{"letters are not normalised", "Gene\u0300ve", "Gene\u0300ve"},
	} {
		if got := claims.CanonicalText(c.raw); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// checkCanonical fails unless CanonicalText did to raw what it must.
func checkCanonical(t interface{ Fatalf(string, ...any) }, raw string) {
	got := claims.CanonicalText(raw)
	if again := claims.CanonicalText(got); again != got {
		t.Fatalf("%q became %q, and that %q", raw, got, again)
	}
	words := func(s string) []string {
		return strings.FieldsFunc(strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }), unicode.IsSpace)
	}
	if diff := cmp.Diff(words(raw), words(got)); diff != "" {
		t.Fatalf("%q lost or won words: %s", raw, diff)
	}
	if strings.Contains(got, "\n\n\n") || strings.Contains(got, "\r") || got != strings.Trim(got, "\n") {
		t.Fatalf("%q became %q, which is not canonical", raw, got)
	}
}

// drawText draws text in which white space of all kinds, marks and repeated words are common.
func drawText(t *rapid.T, name string) string {
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{" ", "\n", "\r\n", "\r", "\n\n", "\t", "\u00a0", "\u2003", "\u202f", "\u3000", "\u0085", "\ufeff", "the", "a", "é", "😀", "…", ","}),
		rapid.StringN(0, 6, -1),
	), 0, 24).Draw(t, name)
	return strings.Join(parts, "")
}

func TestCanonicalTextChangesOnlyWhiteSpaceAndOnlyOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCanonical(t, drawText(t, "raw")) })
}

func FuzzCanonicalText(f *testing.F) {
	for _, s := range []string{"", "a\r\n\r\n\r\nb", "\ufeff\n\ufeffa", " \u3000\n\u2003x\u2003", "\xff\n\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) { checkCanonical(t, raw) })
}

func TestWebAddress(t *testing.T) {
	for _, c := range []struct {
		name, address string
		ok            bool
	}{
		{"https", "https://courier.example/2026/tram?p=1#top", true},
		{"http with a port", "http://courier.example:8080/", true},
		{"a scheme in capitals", "HTTPS://courier.example", true},
		{"an address of numbers", "http://[2001:db8::1]/", true},
		{"a name beyond ASCII", "https://éclair.example/ça", true},
		{"nothing", "", false},
		{"no scheme", "courier.example", false},
		{"a path", "/etc/passwd", false},
		{"no scheme but a host", "//courier.example/", false},
		{"no host", "https:///tram", false},
		{"a port without a host", "http://:80/", false},
		{"an opaque one", "http:courier.example", false},
		{"script", "javascript:alert(1)", false},
		{"script in disguise", "JaVaScript://courier.example/%0aalert(1)", false},
		{"script behind a space", " javascript:alert(1)", false},
		{"data", "data:text/html,<script>alert(1)</script>", false},
		{"a file", "file:///etc/passwd", false},
		{"mail", "mailto:ada@courier.example", false},
		{"FTP", "ftp://courier.example/", false},
		{"a user", "https://ada@courier.example/", false},
		{"a user and a password", "https://ada:secret@courier.example/", false},
		{"a user of no name", "https://@courier.example/", false},
		{"a space before it", " https://courier.example/", false},
		{"a line end in it", "https://courier.example/\n<script>", false},
		{"a tab in it", "https://cou\trier.example/", false},
		{"a NUL in it", "https://courier.example/\x00", false},
		{"a delete character in it", "https://courier.example/\x7f", false},
		{"bytes that are no text", "https://courier.example/\xff", false},
		{"a backslash for a slash", `https:\\courier.example\`, false},
		{"a space in the host", "https://courier .example/", false},
		{"2048 bytes", "https://courier.example/" + strings.Repeat("a", 2024), true},
		{"2049 bytes", "https://courier.example/" + strings.Repeat("a", 2025), false},
	} {
		u, err := claims.WebAddress(c.address)
		if (err == nil) != c.ok {
			t.Errorf("%s: %q gave %v", c.name, c.address, err)
		}
		if err != nil && (!errors.Is(err, claims.ErrInvalid) || u != nil) {
			t.Errorf("%s: %v, %v", c.name, u, err)
		}
	}
}

func FuzzWebAddress(f *testing.F) {
	for _, s := range []string{"https://a.example/b?c#d", "http://u:p@h", "javascript:x", "http://[::1]:80", "https:\\\\a", "HTTP://A", "http://a%2f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := claims.WebAddress(s)
		if err != nil {
			return
		}
		if low := strings.ToLower(s); !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
			t.Errorf("%q is taken for a web address", s)
		}
		if u.User != nil || u.Hostname() == "" || strings.ContainsAny(s, "\n\r\t\x00") || claims.CheckText(s) != "" {
			t.Errorf("%q is taken as %#v", s, u)
		}
	})
}

func TestCheckText(t *testing.T) {
	for s, ok := range map[string]bool{"": true, "né\n😀\u0301": true, "\ufffd": true, "a\x00b": false, "a\xff": false, "\xc3": false, "\xed\xa0\x80": false} {
		if (claims.CheckText(s) == "") != ok {
			t.Errorf("%q: %q", s, claims.CheckText(s))
		}
	}
}

// newArticle is a valid article of two parts.
func newArticle() claims.NewArticle {
	const text = "A headline\n\nThe council met on Monday."
	return claims.NewArticle{
		URL: "https://courier.example/a", Outlet: "Courier", Headline: "A headline", Byline: "Lena Brandt", Lang: "en", Published: "2026-03",
		Origin: claims.Pasted, Text: text,
		Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: 10}, Kind: claims.Headline}, {Span: claims.Span{Start: 12, End: len(text)}, Kind: claims.Text}},
	}
}

func TestWhatAnArticleNeeds(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*claims.NewArticle)
		bad    string
	}{
		{"a whole article has no fault", func(*claims.NewArticle) {}, ""},
		{"only the headline and the text are needed", func(a *claims.NewArticle) {
			a.URL, a.Outlet, a.Byline, a.Lang, a.Published = "", "", "", "", ""
		}, ""},
		{"a headline is needed", func(a *claims.NewArticle) { a.Headline = " " }, "headline"},
		{"it is one line", func(a *claims.NewArticle) { a.Headline = "A\nB" }, "headline"},
		{"1000 characters fit", func(a *claims.NewArticle) { a.Headline = strings.Repeat("é", claims.MaxLine) }, ""},
		{"1001 do not", func(a *claims.NewArticle) { a.Headline = strings.Repeat("é", claims.MaxLine+1) }, "headline"},
		{"a byline is one line", func(a *claims.NewArticle) { a.Byline = "A\rB" }, "byline"},
		{"an outlet is text", func(a *claims.NewArticle) { a.Outlet = "\x00" }, "outlet"},
		{"an address is one of the web", func(a *claims.NewArticle) { a.URL = "javascript:alert(1)" }, "url"},
		{"a date is in one of the notations", func(a *claims.NewArticle) { a.Published = "March" }, "published"},
		{"a language may have a country", func(a *claims.NewArticle) { a.Lang = "pt-BR" }, ""},
		{"and a script", func(a *claims.NewArticle) { a.Lang = "zh-Hant-TW" }, ""},
		{"a language is no sentence", func(a *claims.NewArticle) { a.Lang = "English please" }, "lang"},
		{"nor one letter", func(a *claims.NewArticle) { a.Lang = "e" }, "lang"},
		{"nor does it end in a hyphen", func(a *claims.NewArticle) { a.Lang = "en-" }, "lang"},
		{"nor has it four parts", func(a *claims.NewArticle) { a.Lang = "zh-Hant-TW-xx" }, "lang"},
		{"nor a mark in them", func(a *claims.NewArticle) { a.Lang = "en-\"><" }, "lang"},
		{"text is needed", func(a *claims.NewArticle) { a.Text, a.Blocks = "", nil }, "text blocks"},
		{"parts are needed", func(a *claims.NewArticle) { a.Blocks = nil }, "blocks"},
		{"parts lie in the text", func(a *claims.NewArticle) { a.Blocks[1].End++ }, "blocks"},
		{"parts are apart", func(a *claims.NewArticle) { a.Blocks[1].Start = 9 }, "blocks"},
		{"parts have a kind", func(a *claims.NewArticle) { a.Blocks[1].Kind = "advert" }, "blocks"},
	} {
		a := newArticle()
		c.change(&a)
		if got := fieldsOf(a.Check()); got != c.bad {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.bad)
		}
	}
}

func TestEditingAnArticleChangesItsFactsAlone(t *testing.T) {
	a := claimstest.Article()
	in := claims.ArticleEdit{ID: a.ID, Version: a.Version, URL: "http://other.example/", Outlet: "Other", Headline: "Another", Byline: "Nobody", Lang: "de", Published: "2017"}
	got, err := a.Edit(in, actor(claims.Reviewer))
	want := a
	want.URL, want.Outlet, want.Headline, want.Byline, want.Lang, want.Published = in.URL, in.Outlet, in.Headline, in.Byline, in.Lang, in.Published
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	if got, err := a.Edit(in, actor(claims.Auditor)); !errors.Is(err, claims.ErrForbidden) || got.Headline != a.Headline {
		t.Errorf("an auditor: %v, %q", err, got.Headline)
	}
	in = claims.ArticleEdit{URL: "data:,x", Outlet: "a\nb", Byline: "a\nb", Lang: "?", Published: "soon"}
	got, err = a.Edit(in, actor(claims.Reviewer))
	if fieldsOf(err) != "headline byline outlet url published lang" || got.Outlet != a.Outlet {
		t.Errorf("faults %q, outlet %q", fieldsOf(err), got.Outlet)
	}
}

func TestAPartOfAnArticleTakesAnotherRole(t *testing.T) {
	a := claimstest.Article()
	before := claimstest.Article()
	got, err := a.SetBlock(6, claims.Text, actor(claims.Reviewer))
	if err != nil || got.Blocks[6].Kind != claims.Text || got.Blocks[6].Why != "" {
		t.Errorf("%v: %+v", err, got.Blocks[6])
	}
	got.Blocks[6] = before.Blocks[6]
	if diff := cmp.Diff(before, got) + cmp.Diff(before, a); diff != "" {
		t.Errorf("more changed than the one part: %s", diff)
	}
	for _, c := range []struct {
		name string
		i    int
		kind claims.BlockKind
		role claims.Role
		want error
	}{
		{"a part before the first", -1, claims.Text, claims.Editor, claims.ErrInvalid},
		{"a part after the last", len(a.Blocks), claims.Text, claims.Editor, claims.ErrInvalid},
		{"a kind that is none", 0, "advert", claims.Editor, claims.ErrInvalid},
		{"a viewer", 0, claims.Text, claims.Viewer, claims.ErrForbidden},
	} {
		if _, err := a.SetBlock(c.i, c.kind, actor(c.role)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestKindsOfParts(t *testing.T) {
	aside, body := "", ""
	for _, k := range claims.BlockKinds {
		if !k.Valid() {
			t.Errorf("%q is offered and not valid", k)
		}
		if k.SetAside() {
			aside += string(k) + " "
		}
		if k.Body() {
			body += string(k) + " "
		}
	}
	if aside != "about furniture " || body != "text list caption " || claims.BlockKind("").Valid() {
		t.Errorf("set aside are %q, read for claims %q", aside, body)
	}
}

func TestWhatADeskNeeds(t *testing.T) {
	for _, c := range []struct {
		name string
		desk claims.Desk
		bad  string
	}{
		{"the test desk has no fault", claimstest.Desk(), ""},
		{"a name is enough", claims.Desk{Name: "Desk"}, ""},
		{"a name is needed", claims.Desk{}, "desk"},
		{"all faults show at once", claims.Desk{Name: "a\nb", URL: "javascript:x", Contact: "a\nb"}, "desk url contact"},
	} {
		if got := fieldsOf(c.desk.Check()); got != c.bad {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.bad)
		}
	}
}

func TestTextsOfUnknownLanguageAreReadAsEnglish(t *testing.T) {
	for lang, want := range map[string]bool{"": true, "en": true, "EN": true, "en-GB": true, "ar": false, "de-AT": false, "enm": false} {
		if got := claims.English(lang); got != want {
			t.Errorf("%q: %v, want %v", lang, got, want)
		}
	}
}

func TestTheDigestIsOfTheBytes(t *testing.T) {
	if got := claims.TextDigest("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("SHA-256 of abc is %s", got)
	}
}
