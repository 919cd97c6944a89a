package db

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

// marked writes pieces with what was found in brackets.
func marked(pieces []claims.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Found {
			b.WriteString("[" + p.Text + "]")
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestSnippet(t *testing.T) {
	filler := strings.Repeat("word ", 100)
	cases := map[string]struct {
		texts []string
		query string
		want  string
	}{
		"marks every find":                         {[]string{"The tax rose. Taxes rise."}, "tax", "The [tax] rose. [Taxes] rise."},
		"marks whole words only":                   {[]string{"A tax and a syntax"}, "tax x", "A [tax] and a syntax"},
		"folds case and diacritics":                {[]string{"L'ÉLYSÉE ferme"}, "elysee", "L'[ÉLYSÉE] ferme"},
		"begins where nothing is found":            {[]string{"", "No such word here"}, "zeppelin", "No such word here"},
		"takes the text that holds the most words": {[]string{"only tax", "tax and council"}, "council tax", "[tax] and [council]"},
		"takes the first of equal texts":           {[]string{"tax one", "tax two"}, "tax", "[tax] one"},
		"joins lines":                              {[]string{"one\n\ntax\ntwo"}, "tax", "one [tax] two"},
		"cuts at both ends between words":          {[]string{filler + "tax " + filler}, "tax", "… " + strings.Repeat("word ", 11) + "[tax] " + strings.Repeat("word ", 36) + "…"},
		"has nothing to show of nothing":           {[]string{"", ""}, "tax", ""},
		"reads other scripts":                      {[]string{"ارتفعت الضرائب"}, "الضرائب", "ارتفعت [الضرائب]"},
		"cuts between characters, not bytes":       {[]string{"a" + strings.Repeat("价、", 60) + "税 " + strings.Repeat("价、", 60)}, "税", "… " + strings.Repeat("价、", 10) + "[税] " + strings.Repeat("价、", 29) + "价 …"},
		"cuts a word that is too long":             {[]string{strings.Repeat("é", 300)}, strings.Repeat("e", 300), strings.Repeat("é", 120) + " …"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, marked(snippet(c.texts, queryWords(c.query)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnySnippetIsTextOfTheThing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-zéñ\x{4e00}-\x{4e10}\x{0300} .\n]|tax ){0,400}`).Draw(t, "text")
		words := queryWords("tax " + rapid.String().Draw(t, "query"))
		got := snippet([]string{text}, words)
		flat := strings.ReplaceAll(text, "\n", "")
		shown := 0
		for _, p := range got {
			if !utf8.ValidString(p.Text) {
				t.Fatalf("piece %q cuts a character", p.Text)
			}
			words := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(p.Text, "… "), " …"), " ", "")
			if !strings.Contains(strings.ReplaceAll(flat, " ", ""), words) {
				t.Fatalf("piece %q does not stand in %q", p.Text, text)
			}
			shown += len(p.Text)
		}
		if shown > 2*snippetSize {
			t.Fatalf("a snippet of %d bytes", shown)
		}
	})
}
