package syntax

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

func whole(text string) claims.Span { return claims.Span{Start: 0, End: len(text)} }

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a full stop is a word", "Prices rose.", "Prices|rose|."},
		{"not is cut off, with either apostrophe", "They don't and won’t.", "They|do|n't|and|wo|n’t|."},
		{"verbs and possessives are cut off", "She's read Maria's and the Joneses' post; they'd agree.", "She|'s|read|Maria|'s|and|the|Joneses|'|post|;|they|'d|agree|."},
		{"cannot is two words", "We cannot go.", "We|can|not|go|."},
		{"a compound is cut at its hyphens", "a long-running, state-of-the-art case", "a|long|-|running|,|state|-|of|-|the|-|art|case"},
		{"a prefix stays", "The e-mail of the co-founder was anti-war.", "The|e-mail|of|the|co-founder|was|anti-war|."},
		{"a letter and a number stay together", "COVID-19 and an F-16 in 2015-2016", "COVID-19|and|an|F-16|in|2015|-|2016"},
		{"money, shares and times", "It paid $5.5m, US$1,200 or 5% at 5pm.", "It|paid|$|5.5m|,|US$|1,200|or|5|%|at|5|pm|."},
		{"initials and titles keep their stops", "Dr. J. Berg of Acme Inc. met Sen. Lund.", "Dr.|J.|Berg|of|Acme|Inc.|met|Sen.|Lund|."},
		{"abbreviations of letters keep their stops", "the U.S. economy, e.g. at 9 a.m. today", "the|U.S.|economy|,|e.g.|at|9|a.m.|today"},
		{"a letter at the end does not", "It holds vitamin C.", "It|holds|vitamin|C|."},
		{"a slash between words is a word", "and/or 24/7", "and|/|or|24/7"},
		{"dots and dashes make one mark", "Well... yes -- no!?", "Well|...|yes|--|no|!?"},
		{"quotes and brackets stand alone", "“Yes” ('no') [sic]", "“|Yes|”|(|'|no|'|)|[|sic|]"},
		{"addresses stay whole", "See https://example.org/a-b?c=1, or mail a.b@example.org.", "See|https://example.org/a-b?c=1|,|or|mail|a.b@example.org|."},
		{"other scripts are words too", "Łódź, Ærø und 東京", "Łódź|,|Ærø|und|東京"},
		{"names with an apostrophe stay", "O'Neill and d’Arcy", "O'Neill|and|d’Arcy"},
		{"ampersands between capitals stay", "AT&T & co", "AT&T|&|co"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, strings.Join(forms(tt.text, Tokens(tt.text, whole(tt.text))), "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func forms(text string, spans []claims.Span) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = s.In(text)
	}
	return out
}

func TestTokensOfAPartAreBytesOfTheWhole(t *testing.T) {
	text := "Before. Prices rose. After."
	got := Tokens(text, claims.Span{Start: 8, End: 20})
	if want := []claims.Span{{Start: 8, End: 14}, {Start: 15, End: 19}, {Start: 19, End: 20}}; !cmp.Equal(want, got) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, bad := range []claims.Span{{Start: -1, End: 3}, {Start: 3, End: 3}, {Start: 0, End: 99}} {
		if got := Tokens(text, bad); len(got) > 0 {
			t.Errorf("Tokens(%v) = %v", bad, got)
		}
	}
}

// Without bounds on what is looked at, each of these would take minutes.
func TestTextWithoutSpacesTakesLinearTime(t *testing.T) {
	for _, piece := range []string{"a-", "a.", "a@", "a'", "é-", "$", "'"} {
		text := strings.Repeat(piece, 1<<15)
		checkCover(t, text, Tokens(text, whole(text)))
	}
}

func TestTokensCoverAllButSpace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune(" \n.,'’-$%&@/:eimnst0aU")), rapid.Rune())).Draw(t, "text")
		checkCover(t, text, Tokens(text, whole(text)))
	})
}

// checkCover fails unless the spans ascend, stand apart, lie on rune borders and leave out white space alone.
func checkCover(t interface{ Fatalf(string, ...any) }, text string, spans []claims.Span) {
	at := 0
	for _, s := range spans {
		if !s.ValidIn(text) || s.Start < at {
			t.Fatalf("%q: bad span %v after %d", text, s, at)
		}
		if strings.TrimSpace(text[at:s.Start]) != "" {
			t.Fatalf("%q: %q is in no token", text, text[at:s.Start])
		}
		if strings.IndexFunc(s.In(text), unicode.IsSpace) >= 0 {
			t.Fatalf("%q: white space in token %q", text, s.In(text))
		}
		at = s.End
	}
	if strings.TrimSpace(text[at:]) != "" {
		t.Fatalf("%q: %q is in no token", text, text[at:])
	}
}
