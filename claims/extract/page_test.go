package extract

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"assay/claims"
)

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// outline writes the blocks of an article as lines "kind (why): words".
func outline(a Article) []string {
	var lines []string
	for _, b := range a.Blocks {
		l := string(b.Kind)
		if b.Why != "" {
			l += " (" + b.Why + ")"
		}
		lines = append(lines, l+": "+b.In(a.Text))
	}
	return lines
}

// checkArticle fails when a could not be saved, but for a missing headline.
func checkArticle(t interface {
	Helper()
	Fatalf(string, ...any)
}, a Article,
) {
	t.Helper()
	n := claims.NewArticle{
		URL: a.CanonicalURL, Outlet: a.Outlet, Headline: a.Title, Byline: a.Byline, Lang: a.Lang,
		Published: a.Published, Text: a.Text, Blocks: a.Blocks,
	}
	if n.Headline == "" {
		n.Headline = "Without a headline"
	}
	if err := n.Check(); err != nil {
		t.Fatalf("the article cannot be saved: %v", err)
	}
	if a.Text != claims.CanonicalText(a.Text) {
		t.Fatalf("the text is not canonical: %.200q", a.Text)
	}
	rest, last := "", 0
	for _, b := range a.Blocks {
		rest += a.Text[last:b.Start]
		last = b.End
	}
	if rest += a.Text[last:]; strings.TrimSpace(rest) != "" {
		t.Fatalf("blocks leave out %.200q", rest)
	}
}

func TestANewsPageIsReadWithoutWhatIsAroundIt(t *testing.T) {
	a, err := HTML(readFile(t, "news.html"), "text/html", "https://www.harbourpost.example/news/ferry?from=mail#top")
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	want := []string{
		"caption: The ferry at the old pier in October. Photo: Lin Marsh",
		"text: The ferry to Tarn Island will make its last run of the year on Friday, the harbour office said, because its engine has to be replaced before the spring.",
		"text: About 340 people live on the island, and most of them go to the mainland for work, for school and for the shops.",
		"furniture (begins like furniture): Related: The bridge that was never built",
		"heading: What happens next",
		"list: A smaller boat will carry up to 12 passengers twice a day.",
		"list: Cars stay where they are until March.",
		"text: “We were told in June that this would not happen,” said Mara Lund, who runs the island’s shop.\nShe has ordered twice the usual stock.",
		"text: Day First boat",
		"text: Monday 07:10",
		"text: The repair costs £1.2\u00a0million, according to the office, and half of it is paid by the county.",
		"about (how to reach the author): Email Ada Quill at ada@harbourpost.example or follow her on Twitter.",
	}
	if diff := cmp.Diff(want, outline(a)); diff != "" {
		t.Error(diff)
	}
	a.Text, a.Blocks = "", nil
	facts := Article{
		Title: "Ferry to Tarn Island stops for the winter", Byline: "Ada Quill, Ben Oar", Outlet: "The Harbour Post", Lang: "en-GB",
		CanonicalURL: "https://www.harbourpost.example/news/ferry", Published: "2024-11-03", Extractor: pageReader,
	}
	if diff := cmp.Diff(facts, a); diff != "" {
		t.Error(diff)
	}
}

func TestAnOldPageOfTablesAndLineBreaksIsRead(t *testing.T) {
	a, err := HTML(readFile(t, "blog.html"), "", "http://silt.example/2019/10/04/brown.html")
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	want := Article{
		Title: "Why our river is brown", Outlet: "Silt & Stone", Lang: "en", CanonicalURL: "http://silt.example/2019/10/04/brown.html",
		Published: "2019-10-04", DateGuessed: true, Extractor: pageReader,
	}
	body := a.Body()
	a.Text, a.Blocks = "", nil
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	paragraphs := strings.Split(body, "\n\n")
	if len(paragraphs) != 3 || !strings.HasPrefix(paragraphs[0], "Every autumn") || !strings.HasSuffix(paragraphs[2], "only 9 in July.") {
		t.Errorf("paragraphs: %q", paragraphs)
	}
}

// page wraps paragraphs so that they are clearly an article.
func page(head, body string) []byte {
	filler := "<p>This paragraph has words enough, commas too, and a full stop at its end, so that the page around it is taken for an article by anyone who counts.</p>"
	return []byte("<html><head>" + head + "</head><body><article>" + body + strings.Repeat(filler, 3) + "</article></body></html>")
}

func TestFactsThatPagesState(t *testing.T) {
	cases := []struct {
		name, head, body, address string
		want                      Article
	}{
		{"a page without any facts has the name of its host", "", "", "https://www.a.example/x", Article{Outlet: "a.example", CanonicalURL: "https://www.a.example/x"}},
		{"a page without an address has none", "", "", "", Article{}},
		{"the outlet's name goes off the end of the title", `<title>Rain again | The Post</title><meta property="og:site_name" content="The Post">`, "", "", Article{Title: "Rain again", Outlet: "The Post"}},
		{"a dash of the headline stays", `<title>Rain – again</title><meta property="og:site_name" content="The Post">`, "", "", Article{Title: "Rain – again", Outlet: "The Post"}},
		{"the main heading wins when the title goes on after it", `<title>Rain again in the valley: weather by Post</title>`, "<h1>Rain again in the valley</h1>", "", Article{Title: "Rain again in the valley"}},
		{"entities in JSON-LD are read", `<script type="application/ld+json">{"@type":"Article","headline":"Fish &amp; chips"}</script>`, "", "", Article{Title: "Fish & chips"}},
		{"broken JSON-LD is no fault", `<script type="application/ld+json">{"@type":"Article",</script><meta name="author" content="by Jo Ray">`, "", "", Article{Byline: "Jo Ray"}},
		{"an address is no byline", `<meta name="author" content="https://www.facebook.com/jo">`, "", "", Article{}},
		{"a canonical address of another scheme is left out", `<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="ftp://a.example/">`, "", "", Article{}},
		{"a stated day is taken as written", `<meta property="article:published_time" content="2020-02-29T23:59:00-08:00">`, "", "", Article{Published: "2020-02-29"}},
		{"a day in words is read", `<meta name="date" content="March 5, 2021">`, "", "", Article{Published: "2021-03-05"}},
		{"a day that there never was is none", `<meta name="date" content="2021-02-30">`, "", "", Article{}},
		{"a day before printing is none", `<meta name="date" content="0001-01-01">`, "", "", Article{}},
		{"the first time element is a guess", "", `<time datetime="2022-06-07T08:00">yesterday</time>`, "", Article{Published: "2022-06-07", DateGuessed: true}},
		{"a time element with pubdate is stated", "", `<time pubdate datetime="2022-06-07">yesterday</time>`, "", Article{Published: "2022-06-07"}},
		{"a locale is a language", `<meta property="og:locale" content="pt_BR">`, "", "", Article{Lang: "pt-BR"}},
		{"what is no language is none", `<meta http-equiv="content-language" content="klingon language">`, "", "", Article{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := HTML(page(c.head, c.body), "text/html", c.address)
			if err != nil {
				t.Fatal(err)
			}
			checkArticle(t, a)
			if c.want.Lang == "" {
				c.want.Lang = "en" // detected
			}
			a.Text, a.Blocks, a.Extractor = "", nil, ""
			if diff := cmp.Diff(c.want, a); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBlocksAreJudgedByTheirWords(t *testing.T) {
	a := Article{Title: "Rain again", Byline: "Jo Ray"}
	cases := []struct {
		give  piece
		begun bool
		want  claims.BlockKind
	}{
		{piece{text: "RAIN AGAIN!"}, false, claims.Headline},
		{piece{text: "Rain again"}, true, ""},
		{piece{text: "Jo Ray"}, false, claims.Byline},
		{piece{text: "By Kim Lo and Ann Bo"}, false, claims.Byline},
		{piece{text: "By Monday the water had gone."}, true, ""},
		{piece{text: "***"}, true, claims.Furniture},
		{piece{text: "https://a.example/rain"}, true, claims.Furniture},
		{piece{text: "More rain in the north", linked: 22}, true, claims.Furniture},
		{piece{text: "More rain fell in the north.", linked: 28}, true, ""},
		{piece{text: "Read more: the year of rain"}, true, claims.Furniture},
		{piece{text: "Relatedly, the roof leaks."}, true, ""},
		{piece{text: "Реклама"}, true, claims.Furniture},
		{piece{text: "Photo: Kim Lo"}, true, claims.Caption},
		{piece{text: "Published: 3 May 2020, 10:00"}, false, claims.Furniture},
		{piece{text: "Published figures for 2019 show a loss."}, true, ""},
		{piece{text: "Kim Lo can be reached at kim@a.example."}, true, claims.About},
		{piece{text: "Related " + strings.Repeat("and so on ", 40)}, true, ""},
	}
	for _, c := range cases {
		if got, _ := judgeLine(c.give, a, c.begun); got != c.want {
			t.Errorf("%q is %q, want %q", c.give.text, got, c.want)
		}
	}
	end := judge([]piece{{kind: claims.Heading, text: "One"}, {kind: claims.Text, text: "Words."}, {kind: claims.Heading, text: "More news"}, {kind: claims.Caption, text: "Photo: x"}}, a)
	if end[0].kind != claims.Heading || end[2].kind != claims.Furniture {
		t.Errorf("headings: %+v", end)
	}
}

func TestNamesAreHintsAndNoProof(t *testing.T) {
	words := "The council met on Monday, as it does every month, and voted for the new bridge, which will cost two million. "
	cases := []struct{ name, page, in, out string }{
		{"an article inside a wrapper with a furniture name is kept", `<div class="widget-area"><p>` + strings.Repeat(words, 5) + `</p></div>`, "voted", ""},
		{"paragraphs that all bear a furniture name are kept", strings.Repeat(`<div class="promo"><p>`+words+`</p></div>`, 6), "voted", ""},
		{"a marked body is kept in whatever stands around it", `<div id="sidebar"><div itemprop="articleBody"><p>` + strings.Repeat(words, 3) + `</p></div></div><p>` + strings.Repeat("Other words stand here. ", 20), "voted", ""},
		{"camel case is cut into words", `<article><p>` + strings.Repeat(words, 5) + `</p><div class="storyRelatedLinks"><p>The old bridge fell down in the storm of 1911, they say.</p></div>`, "voted", "storm"},
		{"hidden parts are left out", `<article><p>` + strings.Repeat(words, 5) + `</p><p style="display: none">The old bridge fell down in the storm.</p>`, "voted", "storm"},
		{"the next article is left out", `<article><h1>Bridge</h1><p>` + strings.Repeat(words, 5) + `</p></article><article><p>` + strings.Repeat("A storm came over the hills, and nobody knew. ", 9) + `</p></article>`, "voted", "storm"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := HTML([]byte(c.page), "", "")
			if err != nil {
				t.Fatal(err)
			}
			if body := a.Body(); !strings.Contains(body, c.in) || c.out != "" && strings.Contains(body, c.out) {
				t.Errorf("got %q", body)
			}
		})
	}
}

func TestEncodingsOfPages(t *testing.T) {
	const russian = "Паром больше не ходит"
	cp1251, _ := charmap.Windows1251.NewEncoder().String(russian)
	sjis, _ := japanese.ShiftJIS.NewEncoder().String("日本語")
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>" + russian)
	cases := []struct{ name, page, contentType, want string }{
		{"UTF-8 without a declaration, far from the start", "<p>" + strings.Repeat(" ", 3000) + russian, "", russian},
		{"UTF-8 that is declared as something else", `<meta charset="windows-1251"><p>` + russian, "", russian},
		{"windows-1251 by the header", "<p>" + cp1251, "text/html; charset=windows-1251", russian},
		{"windows-1251 by the page", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>` + cp1251, "text/html", russian},
		{"Shift JIS by the header", "<p>" + sjis, "text/html; charset=shift_jis", "日本語"},
		{"UTF-16 by its byte order mark", wide, "text/html; charset=utf-8", russian},
		{"Western European by default", "<p>caf\xe9 cr\xe8me", "", "café crème"},
		{"bytes that are not UTF-8 although the header says so", "<p>caf\xe9 cr\xe8me", "text/html; charset=utf-8", "caf\ufffd cr\ufffdme"},
		{"an encoding that nobody knows", "<p>tea", "text/html; charset=x-nobody", "tea"},
	}
	for _, c := range cases {
		_, text, err := SnapshotText([]byte(c.page), c.contentType, "")
		if c.contentType == "" {
			text = ""
			a, aErr := HTML([]byte(c.page), "", "")
			text, err = a.Text, aErr
		}
		if err != nil || text != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, text, err, c.want)
		}
	}
}

func TestCharactersOfTheEvidenceStay(t *testing.T) {
	const words = "He said \u202eabc\u202c and \u2066x\u2069, e\u0301 and ﬁ, a\u200bb, 5\u00a0km."
	a, err := HTML([]byte("<p>"+words+"</p>"), "text/html; charset=utf-8", "")
	if err != nil || a.Text != words {
		t.Errorf("%q, %v", a.Text, err)
	}
}

// deadline panics when reading name takes long. It takes a second at most, some more under the race detector and on a busy
// machine; what grows with the square of its input takes hours.
func deadline(name string) *time.Timer {
	return time.AfterFunc(time.Minute, func() { panic(name + " takes minutes") })
}

func TestHostilePagesEndInAnArticleOrAPlainMessage(t *testing.T) {
	bold := ""
	for i := range 450 {
		bold += fmt.Sprintf("<b id=%d>", i)
	}
	full := func(s string) string { return strings.Repeat(s, MaxBytes/len(s)) }
	pages := map[string]string{
		"100,000 open elements":                     strings.Repeat("<div>", 100_000),
		"500 elements around a megabyte":            strings.Repeat("<div class=ad>", 500) + strings.Repeat("word ", 190_000),
		"bold opened again in every paragraph":      bold + full("<p>x")[:4<<20],
		"one line of 5 MiB":                         full("lorem ipsum "),
		"one word of 5 MiB":                         full("x"),
		"entities":                                  full("&amp;&#x1F600;")[:2<<20],
		"entities that want to grow":                `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + strings.Repeat("&b;", 100_000),
		"a tag with half a million attributes":      "<a " + full("b ")[:1<<20] + ">x",
		"a class of 1 MiB":                          "<div class='" + full("ad ")[:1<<20] + "'>hello",
		"30,000 links":                              strings.Repeat("<a href=x>hello</a> ", 30_000),
		"51,000 elements":                           strings.Repeat("<p>hello there", 51_000),
		"tables in tables":                          strings.Repeat("<table><tr><td>", 160) + strings.Repeat("x<td>", 20_000),
		"JSON-LD of brackets":                       "<script type=application/ld+json>" + strings.Repeat("[", 500_000) + "</script><p>hello",
		"a title of 256 KiB":                        "<title>" + strings.Repeat("a - ", 64<<10) + "</title><p>hello",
		"a language of 1 MiB":                       "<html lang=" + strings.Repeat("x-", 500_000) + "><p>hello",
		"NUL characters":                            "<p>" + strings.Repeat("a\x00b ", 100_000),
		"bytes of no encoding":                      strings.Repeat("\xff\xfe\xfd", 100_000),
		"a comment without end":                     "<!--" + full("-")[:1<<20],
		"more than 5 MiB":                           full("hello ") + "hello again",
		"nothing":                                   "",
		"nothing but tags":                          "<html><body><div></div></body></html>",
		"text in a template, a script, a plaintext": "<template>x</template><script>y</script><plaintext></p>",
	}
	for name, p := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer deadline(name).Stop()
			a, err := HTML([]byte(p), "text/html", "https://a.example/")
			if err == nil {
				checkArticle(t, a)
			} else if !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("%v is no message for a person", err)
			}
			if _, text, err := SnapshotText([]byte(p), "text/html", ""); err == nil && text != claims.CanonicalText(text) {
				t.Errorf("the snapshot's text is not canonical")
			} else if err != nil && !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("%v is no message for a person", err)
			}
		})
	}
}

func TestParagraphsComeBackAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z0-9<&"'é世\x{202e}]{1,12}`)
		paragraph := rapid.Map(rapid.SliceOfN(word, 1, 30), func(w []string) string { return strings.Join(w, " ") })
		want := rapid.SliceOfN(paragraph, 1, 20).Draw(t, "paragraphs")
		tag := rapid.SampledFrom([]string{"p", "div", "li", "h2", "blockquote", "td"})
		var b strings.Builder
		for _, p := range want {
			name := tag.Draw(t, "tag")
			if name == "td" {
				name = "table><tr><td"
			}
			fmt.Fprintf(&b, "<%s>\n %s </%s>", name, strings.ReplaceAll(html.EscapeString(p), " ", "\n\t"), strings.Split(name, ">")[0])
		}
		_, text, err := SnapshotText([]byte(b.String()), "text/html; charset=utf-8", "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, strings.Split(text, "\n\n")); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, name := range []string{"news.html", "blog.html"} {
		raw, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, "text/html")
	}
	f.Add([]byte("<pre>a\r\n\r\n\r\nb \ufeff</pre><p>\ufeff\ufeffc<br><br>d<table><td>x<td>y"), "text/html; charset=utf-8")
	f.Add([]byte("<h1>\xffa</h1><title>a | b</title>"), "text/html; charset=utf-16le")
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		a, err := HTML(raw, contentType, "https://a.example/2020/01/02/x")
		if err == nil {
			checkArticle(t, a)
		} else if !errors.Is(err, claims.ErrInvalid) {
			t.Fatalf("%v is no message for a person", err)
		}
		if title, text, err := SnapshotText(raw, contentType, ""); err == nil && (text != claims.CanonicalText(text) || claims.CheckText(title+text) != "") {
			t.Fatalf("snapshot: %q", text)
		}
	})
}
