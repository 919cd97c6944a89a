package claims_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"assay/claims"
)

// version is version n of an article.
func version(n int, text string) claims.ArticleVersion {
	return claims.ArticleVersion{ArticleID: "a", Number: n, Text: text}
}

// found anchors words where they stand first in version 1; several words are several spans.
func found(t *testing.T, text string, words ...string) claims.Appearance {
	t.Helper()
	var spans []claims.Span
	at := 0
	for _, w := range words {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("%q does not stand in %q", w, text)
		}
		spans = append(spans, claims.Span{Start: at + i, End: at + i + len(w)})
		at += i + len(w)
	}
	a, err := claims.NewAppearance(version(1, text), spans)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestWordsAreFoundInANewVersion(t *testing.T) {
	const before = "The river rose. The bridge is safe, the engineer said.\n\nPrices fell by 3 percent. Nobody knows why."
	for name, c := range map[string]struct {
		words []string
		after string
		want  claims.Anchor
	}{
		"a paragraph put before them":                {[]string{"The river rose."}, "New today.\n\n" + before, claims.AnchorExact},
		"a paragraph put after them":                 {[]string{"Nobody knows why."}, before + "\n\nNew today.", claims.AnchorExact},
		"their paragraph moved to the end":           {[]string{"The bridge is safe"}, "Prices fell by 3 percent. Nobody knows why.\n\nThe river rose. The bridge is safe, the engineer said.", claims.AnchorExact},
		"the sentence before them changed":           {[]string{"Nobody knows why."}, strings.Replace(before, "3 percent", "9 percent", 1), claims.AnchorExact},
		"the sentence after them changed":            {[]string{"The river rose."}, strings.Replace(before, "The bridge is", "A bridge was", 1), claims.AnchorExact},
		"a word put before them in their sentence":   {[]string{"Nobody knows why."}, strings.Replace(before, "Nobody", "He lied: Nobody", 1), claims.AnchorMoved},
		"a sentence changed elsewhere":               {[]string{"The river rose."}, strings.Replace(before, "Nobody knows", "Everybody knows", 1), claims.AnchorExact},
		"the same words added later":                 {[]string{"The river rose."}, before + "\n\nThe river rose.", claims.AnchorExact},
		"other words after them":                     {[]string{"The bridge is safe"}, strings.Replace(before, ", the engineer said", ", the mayor claims", 1), claims.AnchorMoved},
		"other words on both sides":                  {[]string{"The bridge is safe"}, "They say: The bridge is safe! Who knows.", claims.AnchorMoved},
		"the same words twice, one side decides":     {[]string{"The bridge is safe"}, "Is it true that The bridge is safe, the engineer said.\n\nNo: The bridge is safe.", claims.AnchorMoved},
		"the same words twice, nothing decides":      {[]string{"The bridge is safe"}, "A: The bridge is safe!\n\nB: The bridge is safe!", claims.AnchorAmbiguous},
		"their paragraph twice":                      {[]string{"The river rose."}, "Old.\n\nThe river rose.\n\nMore.\n\nThe river rose.", claims.AnchorAmbiguous},
		"one word changed":                           {[]string{"The bridge is safe"}, strings.Replace(before, "is safe", "is unsafe", 1), claims.AnchorLost},
		"a longer number":                            {[]string{"3 percent"}, strings.Replace(before, "3 percent", "13 percent", 1), claims.AnchorLost},
		"everything gone":                            {[]string{"The river rose."}, "Nothing is left.", claims.AnchorLost},
		"two spans that stay together":               {[]string{"Prices", "by 3 percent"}, "New.\n\n" + before, claims.AnchorExact},
		"two spans with other words in between":      {[]string{"Prices", "by 3 percent"}, strings.Replace(before, "fell by", "rose by", 1), claims.AnchorMoved},
		"two spans, the second in another paragraph": {[]string{"Prices", "by 3 percent"}, "Prices fell.\n\nWages rose by 3 percent.", claims.AnchorLost},
		"two spans in the wrong order":               {[]string{"Prices", "by 3 percent"}, "It was by 3 percent that Prices fell.", claims.AnchorLost},
	} {
		t.Run(name, func(t *testing.T) {
			was := found(t, before, c.words...)
			now := version(2, c.after)
			got := claims.NewRewrite(version(1, before), now).Anchor(was)
			if got.Anchor != c.want || got.Exact != was.Exact {
				t.Fatalf("%q is %s, want %s", got.Exact, got.Anchor, c.want)
			}
			switch c.want {
			case claims.AnchorExact, claims.AnchorMoved:
				if got.Number != 2 || got.Spans[0].Start != strings.Index(c.after, c.words[0]) || claims.Quote(now.Text, got.Spans) != was.Exact {
					t.Errorf("it stands at %v of version %d", got.Spans, got.Number)
				}
			default:
				if got.Number != 1 || got.Spans[0] != was.Spans[0] {
					t.Errorf("what waits for a person stands at %v of version %d", got.Spans, got.Number)
				}
			}
		})
	}
}

func TestAnAppearanceGoesThroughSeveralVersions(t *testing.T) {
	one, two, three := version(1, "He is innocent, she said."), version(2, "He is innocent, nobody said."), version(3, "New.\n\nHe is innocent, nobody said.")
	a := found(t, one.Text, "He is innocent")
	moved := claims.NewRewrite(one, two).Anchor(a)
	if again := claims.NewRewrite(two, three).Anchor(moved); moved.Anchor != claims.AnchorMoved || again.Anchor != claims.AnchorMoved || again.Number != 3 {
		t.Errorf("moved, then %+v: nobody has looked at it", again)
	}
	lost := claims.NewRewrite(one, version(2, "Nothing.")).Anchor(a)
	if back := claims.NewRewrite(one, version(3, one.Text)).Anchor(lost); lost.Anchor != claims.AnchorLost || back.Anchor != claims.AnchorExact || back.Number != 3 {
		t.Errorf("lost %+v, then back as %+v", lost, back)
	}
	gone := claims.Appearance{ArticleID: "a", Number: 2, Exact: "He is innocent", Anchor: claims.AnchorLost}
	if again := claims.NewRewrite(two, three).Anchor(gone); again.Anchor != claims.AnchorLost || again.Number != 2 || again.Spans != nil {
		t.Errorf("what somebody said is gone is %+v", again)
	}
	if other := claims.NewRewrite(two, three).Anchor(a); other.Anchor != claims.AnchorLost {
		t.Errorf("an appearance in another version than the earlier one is %s", other.Anchor)
	}
}

func TestPlacesAreTheWordsThemselves(t *testing.T) {
	const before = "Prices fell. Wages rose."
	a := found(t, before, "Prices fell")
	now := version(2, strings.Repeat("Then Prices fell again.\n\n", 30))
	places := claims.NewRewrite(version(1, before), now).Places(a)
	if len(places) != 20 {
		t.Fatalf("%d places are told, want 20", len(places))
	}
	for _, p := range places {
		if claims.Quote(now.Text, p) != a.Exact {
			t.Errorf("place %v holds %q", p, claims.Quote(now.Text, p))
		}
	}
}

func TestWhatWasReadInTheWordsGoesAlong(t *testing.T) {
	const before, after = "In May prices possibly fell by 3 percent.", "New.\n\nIn May prices possibly fell by 3 percent."
	span := func(w string) claims.Span {
		i := strings.Index(before, w)
		return claims.Span{Start: i, End: i + len(w)}
	}
	c := claims.Claim{
		Appearances: []claims.Appearance{found(t, before, "prices possibly fell by 3 percent")},
		Hedges:      []claims.Mention{{Span: span("possibly"), Text: "possibly"}}, Dates: []claims.Mention{{Span: span("May"), Text: "May"}},
		Quantities: []claims.Quantity{{Span: span("3 percent"), Text: "3 percent"}},
	}
	got := c.Follow(claims.NewRewrite(version(1, before), version(2, after)))
	if h := got.Hedges[0]; h.In(after) != h.Text {
		t.Errorf("the hedge stands on %q", h.In(after))
	}
	if q := got.Quantities[0]; q.In(after) != q.Text || got.Dates != nil {
		t.Errorf("the quantity stands on %q, dates outside the words: %v", q.In(after), got.Dates)
	}
	if c.Hedges[0].Span != span("possibly") || c.Appearances[0].Number != 1 {
		t.Error("the claim as it was has changed")
	}
}

// Whatever becomes of a text, an appearance that is not left to a person stands on its own words.
func TestNoAppearanceComesToStandOnOtherWords(t *testing.T) {
	words := rapid.SampledFrom([]string{"a", "b", "the", "3", "percent", ".", "\n\n", "é", "中"})
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Join(rapid.SliceOfN(words, 1, 30).Draw(t, "before"), " ")
		after := strings.Join(rapid.SliceOfN(words, 1, 30).Draw(t, "after"), " ")
		if rapid.Bool().Draw(t, "edit") {
			at := rapid.IntRange(0, strings.Count(before, " ")).Draw(t, "at")
			parts := strings.Split(before, " ")
			after = strings.Join(append(append(parts[:at:at], after), parts[at:]...), " ")
		}
		var spans []claims.Span
		at := 0
		for i := range rapid.IntRange(1, 2).Draw(t, "spans") {
			start, ok := claims.SpanOfRunes(before, rapid.IntRange(0, len(before)).Draw(t, "start"), rapid.IntRange(0, len(before)).Draw(t, "end"))
			if !ok || start.Start < at {
				if i == 0 {
					return
				}
				break
			}
			spans, at = append(spans, start), start.End
		}
		a, err := claims.NewAppearance(version(1, before), spans)
		if err != nil {
			t.Fatal(err)
		}
		r := claims.NewRewrite(version(1, before), version(2, after))
		got := r.Anchor(a)
		switch got.Anchor {
		case claims.AnchorExact, claims.AnchorMoved:
			if got.Number != 2 || !claims.SpansValidIn(after, got.Spans) || claims.Quote(after, got.Spans) != a.Exact {
				t.Fatalf("%q became %+v in %q", a.Exact, got, after)
			}
		default:
			if got.Number != 1 {
				t.Fatalf("%s, and yet in version %d", got.Anchor, got.Number)
			}
		}
		if n := len(r.Places(a)); (n == 1) != (got.Number == 2) || (n == 0) != (got.Anchor == claims.AnchorLost) {
			t.Fatalf("%d places and %s", n, got.Anchor)
		}
		if same := claims.NewRewrite(version(1, before), version(2, before)).Anchor(a); same.Anchor != claims.AnchorExact {
			t.Fatalf("in the same text it is %s", same.Anchor)
		}
	})
}

func TestContextEndsWithTheSentence(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"Er sagte (laut Akten.) Das Haus ist alt. Neu.", "Niemand sagte etwas?! Das Haus ist alt. Alt."},
		{"雨が降った。家は古い。終わり。", "晴れた。家は古い。始まり。"},
		{"خسر. البيت قديم؟ نعم.", "ربح! البيت قديم؟ لا."},
		{"“No.” The house is old, at 3.5 percent. A", "“Yes!” The house is old, at 3.5 percent. B"},
	} {
		words := map[bool]string{true: "The house is old"}[strings.Contains(c.before, "The house")]
		for _, w := range []string{"Das Haus ist alt", "家は古い", "البيت قديم"} {
			if strings.Contains(c.before, w) {
				words = w
			}
		}
		if got := claims.NewRewrite(version(1, c.before), version(2, c.after)).Anchor(found(t, c.before, words)); got.Anchor != claims.AnchorExact {
			t.Errorf("%q is %s in %q", words, got.Anchor, c.after)
		}
	}
}
