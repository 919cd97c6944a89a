package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"assay/claims"
)

func TestWhatIsReadAsWhat(t *testing.T) {
	const html, markdown, plain = "<p>one <b>two</b></p>", "one **two**", "one two"
	cases := []struct{ raw, name, contentType, reader string }{
		{html, "a.html", "", pageReader},
		{html, "A.HTM", "application/octet-stream", pageReader},
		{html, "", "text/html; charset=utf-8", pageReader},
		{html, "", "application/xhtml+xml", pageReader},
		{html, "", "", pageReader},
		{"\ufeff\n <!DOCTYPE html>" + html, "", "", pageReader},
		{html, "a.txt", "", plainReader},
		{html, "", "text/plain", plainReader},
		{markdown, "a.md", "text/plain", markdownReader},
		{markdown, "", "text/markdown", markdownReader},
		{plain, "a.txt", "", plainReader},
		{plain, "notes", "", plainReader},
		{"<3 is less than", "", "", plainReader},
		{plain, "a.pdf", "", ""},
		{plain, "a.docx", "text/plain", ""},
		{plain, "", "application/pdf", ""},
		{plain, "", "image/png", ""},
	}
	for _, c := range cases {
		a, err := Read([]byte(c.raw), c.name, c.contentType, "")
		if c.reader == "" {
			if err != unknownType {
				t.Errorf("%q, %q: %v, want %v", c.name, c.contentType, err, unknownType)
			}
			continue
		}
		if err != nil || a.Extractor != c.reader {
			t.Errorf("%q, %q, %q: %q, %v, want %q", c.raw, c.name, c.contentType, a.Extractor, err, c.reader)
		}
	}
	if _, err := Read(make([]byte, MaxBytes+1), "a.txt", "", ""); err != tooLarge {
		t.Errorf("too large: %v", err)
	}
}

func TestEncodingsOfPlainText(t *testing.T) {
	const french = "Le café coûte 3 € – « trop cher », dit-il."
	cp1252, _ := charmap.Windows1252.NewEncoder().String(french)
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(french)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(french)
	cases := []struct {
		name, raw, want string
		err             error
	}{
		{"UTF-8", french, french, nil},
		{"UTF-8 with byte order marks", "\ufeff\ufeff" + french, french, nil},
		{"UTF-16, little end first", little, french, nil},
		{"UTF-16, big end first", big, french, nil},
		{"UTF-16 cut in a character", little[:len(little)-1], "", badEncoding},
		{"UTF-16 without a byte order mark", little[2:], "", holdsNUL},
		{"Windows-1252", cp1252, french, nil},
		{"Windows-1252 with a byte that it does not have", cp1252 + "\x81", "", badEncoding},
		{"Windows-1252 with a control character", cp1252 + "\x01", "", badEncoding},
		{"more symbols than letters", "a\xd7b\xf7c\xac and on and on", "", badEncoding},
		{"Cyrillic in an old encoding is not taken for French", "\xcf\xe0\xf0\xee\xec \xe1\xee\xeb\xfc\xf8\xe5", "", badEncoding},
		{"NUL", "a\x00b", "", holdsNUL},
		{"a program", "\x7fELF\x02\x01\x00\xff\xfe", "", holdsNUL},
		{"nothing", " \n\t\r\n", "", noText},
		{"too long", strings.Repeat("word ", 250_000), "", tooLong},
		{"too many lines", strings.Repeat("a\n", 60_000), "", tooManyLines},
		{"too large", strings.Repeat("x", MaxBytes+1), "", tooLarge},
	}
	for _, c := range cases {
		a, err := Plain([]byte(c.raw))
		if err != c.err || a.Text != c.want {
			t.Errorf("%s: %q, %v, want %q, %v", c.name, a.Text, err, c.want, c.err)
		}
	}
}

func TestAPastedArticleHasItsFacts(t *testing.T) {
	a, err := Plain([]byte("Ferry to Tarn Island Stops\r\nBy Ada Quill\r\n\r\n\r\nThe ferry to Tarn Island will make its last run of the year on Friday, the harbour office said.  \r\n\r\nAbout 340 people live on the island, and most of them go to the mainland for work."))
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	if a.Title != "Ferry to Tarn Island Stops" || a.Byline != "Ada Quill" || a.Lang != "en" || a.DateGuessed {
		t.Errorf("%+v", a)
	}
	if got := strings.Split(a.Body(), "\n\n"); len(got) != 2 || got[0] != "The ferry to Tarn Island will make its last run of the year on Friday, the harbour office said." {
		t.Errorf("body: %q", got)
	}
}

func TestMarkdownIsReadAsAnArticle(t *testing.T) {
	source := "---\ntitle: \"The *old* mill\"\nauthor: By Ann Bo\ndate: 2023-04-05T10:00:00Z\nlang: de_at\nsource: Mill News\nurl: https://mill.example/a\ndraft: true\n---\n" +
		"# The *old* mill\n\nThe mill was\nsold for **2 million** euros, [the mayor](https://a.example) said. \n\n" +
		"## Why\n\n1. It lost money.\n2. Nobody came.\n\n> Never again.\n\n| Year | Loss |\n|---|---|\n| 2021 | 5 |\n\n    code  here\n\n<p>Raw <i>words</i></p>\n<script>alert(1)</script>\n\n![A picture of the mill](x.png)\n"
	a, err := Markdown([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, a)
	want := []string{
		"headline (the page's title): The old mill",
		"text: The mill was sold for 2 million euros, the mayor said.",
		"heading: Why",
		"list: It lost money.", "list: Nobody came.", "text: Never again.", "furniture (a table or code): Year Loss", "furniture (a table or code): 2021 5", "furniture (a table or code): code  here", "text: Raw words",
	}
	if diff := cmp.Diff(want, outline(a)); diff != "" {
		t.Error(diff)
	}
	a.Text, a.Blocks = "", nil
	facts := Article{Title: "The *old* mill", Byline: "Ann Bo", Outlet: "Mill News", Lang: "de-AT", CanonicalURL: "https://mill.example/a", Published: "2023-04-05", Extractor: markdownReader}
	if diff := cmp.Diff(facts, a); diff != "" {
		t.Error(diff)
	}
	a, err = Markdown([]byte("Some words first.\n\nThe mill\n========\n\nIt was sold."))
	if err != nil || a.Title != "The mill" || a.Blocks[1].Kind != claims.Headline {
		t.Errorf("without front matter: %+v, %v", a, err)
	}
}

func TestHostileMarkdownIsRefusedOrRead(t *testing.T) {
	indented := ""
	for i := range 450 {
		indented += strings.Repeat(" ", 2*i) + "- a\n"
	}
	sources := map[string]string{
		"brackets":                strings.Repeat("[a](", 200_000),
		"references that grow":    "[a]: /" + strings.Repeat("u", 10_000) + "\n\n" + strings.Repeat("[a] ", 1_000),
		"quotes in quotes":        strings.Repeat(">", 100_000),
		"lists in lists":          strings.Repeat("- ", 100_000) + "a",
		"lists in lists by lines": indented,
		"emphasis":                strings.Repeat("*a **a ", 100_000),
		"a wide table":            strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n" + strings.Repeat("|\n", 40_000),
		"backticks":               strings.Repeat("`a ``b ", 20_000),
		"front matter, no end":    "---\n" + strings.Repeat("a: b\n", 10_000),
		"a NUL":                   "a\x00b",
	}
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer deadline(name).Stop()
			if a, err := Markdown([]byte(source)); err == nil {
				checkArticle(t, a)
			} else if !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("%v is no message for a person", err)
			}
		})
	}
}

func TestTheTextOfASnapshotIsAllThatCanBeSeen(t *testing.T) {
	title, text, err := SnapshotText(readFile(t, "news.html"), "text/html", "")
	if err != nil || title != "Ferry to Tarn Island stops for the winter" {
		t.Errorf("%q, %v", title, err)
	}
	for _, words := range []string{"Home", "the harbour office said, because its engine", "Buy a boat!", "First! I have been saying", "Lighthouse gets a new lamp", "All rights reserved."} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing", words)
		}
	}
	for _, words := range []string{"never text", "color:red", "datePublished"} {
		if strings.Contains(text, words) {
			t.Errorf("%q cannot be seen on the page", words)
		}
	}
	cases := []struct {
		raw, contentType, want string
		err                    error
	}{
		{"a\r\n\r\n\r\nb ", "text/plain; charset=utf-8", "a\n\nb", nil},
		{`{"a": 1}`, "application/json", `{"a": 1}`, nil},
		{"year;loss\n2021;5", "text/csv", "year;loss\n2021;5", nil},
		{"<p>a</p>", "", "a", nil},
		{"a < b", "", "a < b", nil},
		{"", "text/html", "", nil},
		{"%PDF-1.7", "application/pdf", "", notShown},
		{"GIF89a", "image/gif", "", notShown},
		{"a\x00b", "text/plain", "", holdsNUL},
	}
	for _, c := range cases {
		if _, text, err := SnapshotText([]byte(c.raw), c.contentType, ""); text != c.want || err != c.err {
			t.Errorf("%q as %q: %q, %v, want %q, %v", c.raw, c.contentType, text, err, c.want, c.err)
		}
	}
}

func TestPlainParagraphsComeBackAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sentence := rapid.StringMatching(`[A-Z][a-z]{2,9}( [a-zé0-9]{1,9}){3,20}\.`)
		want := rapid.SliceOfN(sentence, 1, 12).Draw(t, "paragraphs")
		ends := rapid.SampledFrom([]string{"\n\n", "\r\n\r\n", "\n \t\n\n", "\r\r"}).Draw(t, "ends")
		a, err := Plain([]byte(strings.Join(want, ends)))
		if err != nil {
			t.Fatal(err)
		}
		checkArticle(t, a)
		if diff := cmp.Diff(want, strings.Split(a.Text, "\n\n")); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestLanguages(t *testing.T) {
	for give, want := range map[string]string{
		"en": "en", "en_us": "en-US", "zh-Hant-TW": "zh-TW", "PT-br": "pt-BR", "de-DE-1996": "de-DE", "": "", "und": "", "x": "", "english please": "", "en, fr": "en", "es-419": "es", "fil": "fil",
	} {
		if got := cleanLang(give); got != want {
			t.Errorf("%q gives %q, want %q", give, got, want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"Too short", ""},
		{strings.Repeat("12 34 56 ", 50), ""},
		{"Die Fähre zur Insel fährt am Freitag zum letzten Mal in diesem Jahr, weil der Motor vor dem Frühling ersetzt werden muss, sagte das Hafenamt.", "de"},
		{"ستتوقف العبارة إلى الجزيرة يوم الجمعة لأن محركها يجب أن يستبدل قبل الربيع، كما قال مكتب الميناء في بيان نشره مساء الأربعاء.", "ar"},
	} {
		if got := guessLang(c.text); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"Title\nBy Jo Ray\n\nIt rained on Monday. \r\n\r\nAgain.", "\ufeff\ufeffa\u2028b", "\xff\xfea\x00", "caf\xe9", "a\n\x0b\n\xc2\xa0\nb"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Plain(raw)
		if err == nil {
			checkArticle(t, a)
		} else if !errors.Is(err, claims.ErrInvalid) {
			t.Fatalf("%v is no message for a person", err)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for i, seed := range []string{"# a\n\nb **c**\n\n- d\n", "---\ntitle: x\ndate: 2020\n---\n> > y", "|a|b|\n|-|-|\n|c|", "<div>\n\n*x*\n\n</div>", "```\n\ufeffcode\n\n\n```"} {
		f.Add([]byte(fmt.Sprintf("%s\n%d", seed, i)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Markdown(raw)
		if err == nil {
			checkArticle(t, a)
		} else if !errors.Is(err, claims.ErrInvalid) {
			t.Fatalf("%v is no message for a person", err)
		}
	})
}

func TestMarkdownBylineInEmphasisIsRead(t *testing.T) {
	a, err := Markdown([]byte("# Bridge closed\n\n*By Jane Roe, March 3, 2025*\n\nThe council closed the bridge on Monday after engineers found cracks in two of its pillars.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if a.Byline != "Jane Roe" || a.Published != "2025-03-03" {
		t.Errorf("byline %q, published %q", a.Byline, a.Published)
	}
}

func TestTheSiteLeavesTheTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Council shuts the old bridge | Harbour News":         "Council shuts the old bridge",
		"Council shuts the old bridge | Local | Harbour News": "Council shuts the old bridge",
		"Council shuts the old bridge - The Daily Sound":      "Council shuts the old bridge",
		"Shut for good - a bridge and its town":               "Shut for good - a bridge and its town",
		"Opinion | Shut it":                                   "Opinion | Shut it",
	} {
		if got := withoutOutlet(title, "The Daily Sound"); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}
