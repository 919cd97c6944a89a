package views

import (
	"strings"
	"testing"
	"unicode/utf8"

	"assay/claims"
	"pgregory.net/rapid"
)

func TestInContext(t *testing.T) {
	long := strings.Repeat("word ", 100)
	text := "First paragraph.\n\nBefore the words after.\n\nLast. " + long + "HERE " + long
	at := func(words string) claims.ClaimRow {
		i := strings.Index(text, words)
		return rowAt(1, claims.Span{Start: i, End: i + len(words)})
	}
	tests := []struct {
		name, words, want string
	}{
		{"only the claim's own paragraph is shown", "the words", "Before [1:0 the words] after."},
		{"at the start of the text nothing comes before", "First", "[1:0 First] paragraph."},
		{"a claim over two paragraphs shows both", "paragraph.\n\nBefore", "First [1:0 paragraph.\n\nBefore] the words after."},
		{
			"a long paragraph is cut at words", "HERE",
			"… " + strings.Repeat("word ", 48) + "[1:0 HERE] " + strings.TrimSpace(strings.Repeat("word ", 48)) + " …",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(InContext(text, at(tt.words))); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	if got := InContext("short", rowAt(1, claims.Span{Start: 2, End: 99})); got != nil {
		t.Errorf("a span outside the text gives %v", got)
	}
}

func TestContextNeverCutsACharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aé日 \n🙂")), 3, 700, -1).Draw(t, "text")
		runes := []rune(text)
		from := rapid.IntRange(0, len(runes)-2).Draw(t, "from")
		to := rapid.IntRange(from+1, len(runes)).Draw(t, "to")
		start := len(string(runes[:from]))
		span := claims.Span{Start: start, End: start + len(string(runes[from:to]))}
		nodes := InContext(text, rowAt(1, span))
		got := plain(nodes)
		if !utf8.ValidString(got) || !strings.Contains(got, span.In(text)) {
			t.Fatalf("%q does not hold %q", got, span.In(text))
		}
		if body := strings.TrimSuffix(strings.TrimPrefix(got, "… "), " …"); !strings.Contains(text, body) {
			t.Fatalf("%q is no stretch of the text", body)
		}
	})
}

func TestByStanceKeepsTheOrderOfStances(t *testing.T) {
	row := func(id string, s claims.Stance) claims.EvidenceRow {
		return claims.EvidenceRow{Evidence: claims.Evidence{ID: id, Stance: s}}
	}
	var got []string
	for _, g := range ByStance([]claims.EvidenceRow{row("a", claims.Context), row("b", claims.Supports), row("c", claims.Context)}) {
		for _, e := range g.Items {
			got = append(got, string(g.Stance)+" "+e.ID)
		}
	}
	if want := "supports b,context a,context c"; strings.Join(got, ",") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
