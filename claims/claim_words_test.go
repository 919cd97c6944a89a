package claims_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

func TestAnEdgeMovesByWords(t *testing.T) {
	const text = "The  city of\u00a0Larmouth opened — Monday."
	v, _ := textOf(text)
	for _, c := range []struct {
		name  string
		from  string
		edge  claims.Edge
		words int
		want  string // "" = refused
	}{
		{"the end goes one word on", "city of", claims.EndEdge, 1, "city of\u00a0Larmouth"},
		{"the end goes two words on", "city of", claims.EndEdge, 2, "city of\u00a0Larmouth opened"},
		{"a dash with space around it is a word", "opened", claims.EndEdge, 1, "opened —"},
		{"the end goes a word back", "city of", claims.EndEdge, -1, "city"},
		{"the start goes a word back, over two spaces", "city of", claims.StartEdge, -1, "The  city of"},
		{"the start goes a word on", "city of", claims.StartEdge, 1, "of"},
		{"the end stops at the end of the text", "opened", claims.EndEdge, 99, "opened — Monday."},
		{"the start stops at the start of the text", "opened", claims.StartEdge, -99, text[:strings.Index(text, "opened")+6]},
		{"from within a word the end goes to its end", "cit", claims.EndEdge, 1, "city"},
		{"and back to the word before", "The  cit", claims.EndEdge, -1, "The"},
		{"from within a word the start goes to its start", "ity of", claims.StartEdge, -1, "city of"},
		{"and on to the next word", "ity of", claims.StartEdge, 1, "of"},
		{"the start does not pass the end", "city of", claims.StartEdge, 2, ""},
		{"the end does not pass the start", "city of", claims.EndEdge, -2, ""},
		{"there is nothing before the text", "The", claims.StartEdge, -1, ""},
		{"nor after it", "Monday.", claims.EndEdge, 1, ""},
		{"no words are no move", "city of", claims.EndEdge, 0, ""},
		{"an edge is the start or the end", "city of", "middle", 1, ""},
	} {
		i := strings.Index(text, c.from)
		claim := claimOn(t, v, claims.Accepted, claims.Span{Start: i, End: i + len(c.from)})
		got, err := claim.MoveEdge(v, c.edge, c.words, false, actor(claims.Reviewer))
		checkStands(t, got, v)
		switch {
		case c.want == "" && (!errors.Is(err, claims.ErrInvalid) || got.Appearances[0].Exact != c.from):
			t.Errorf("%s: %q, %v; want it refused", c.name, got.Appearances[0].Exact, err)
		case c.want != "" && (err != nil || got.Appearances[0].Exact != c.want):
			t.Errorf("%s: %q, %v; want %q", c.name, got.Appearances[0].Exact, err, c.want)
		}
	}
}

func TestWordsOfAnotherVersionStay(t *testing.T) {
	v, _ := textOf("The council met on Monday and it raised the tax.")
	c := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: 15})
	v.Number = 2
	if _, err := c.MoveEdge(v, claims.EndEdge, 1, false, actor(claims.Reviewer)); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("moving them: %v", err)
	}
	if _, err := c.SplitLines(v, "The council\nmet"); fieldsOf(err) != "lines" {
		t.Errorf("splitting them: %v", err)
	}
}

// drawClaim draws a text and a claim on one to three stretches of it.
func drawClaim(t *rapid.T) (claims.Claim, claims.ArticleVersion) {
	text := claims.CanonicalText(drawText(t, "text") + "x" + drawText(t, "more"))
	v, _ := textOf(text)
	var spans []claims.Span
	for _, s := range []claims.Span{drawSpan(t, text), drawSpan(t, text), drawSpan(t, text)} {
		if len(spans) == 0 || s.Start > spans[len(spans)-1].End {
			spans = append(spans, s)
		}
	}
	return claimOn(t, v, claims.Accepted, spans...), v
}

func TestHoweverEdgesAreMovedTheWordsStandInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, v := drawClaim(t)
		first := c
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			edge := rapid.SampledFrom([]claims.Edge{claims.StartEdge, claims.EndEdge}).Draw(t, "edge")
			got, err := c.MoveEdge(v, edge, rapid.IntRange(-3, 3).Draw(t, "words"), false, actor(claims.Reviewer))
			if err == nil && cmp.Equal(got.Appearances, c.Appearances) {
				t.Fatalf("a move changed nothing")
			}
			checkStands(t, got, v)
			c = got
		}
		checkStands(t, first, v) // the moves did not reach back into the claim they began with
	})
}

func TestSplittingAtLineBreaks(t *testing.T) {
	const text = "It rose, and it\nfell\u2003then it\u202fstood."
	v, _ := textOf("Before. " + text + " After.")
	for _, c := range []struct {
		name, lines string
		want        []string // nil = refused
	}{
		{"one line break makes two", "It rose,\nand it\nfell\u2003then it\u202fstood.", []string{"It rose,", "and it", "fell\u2003then it\u202fstood."}},
		{"a line break of the text alone splits too", text, []string{"It rose, and it", "fell\u2003then it\u202fstood."}},
		{"Windows' line ends and blank lines do not count", "\r\nIt rose,\r\n\r\nand it fell then it stood.\r\n", []string{"It rose,", "and it\nfell\u2003then it\u202fstood."}},
		{"any white space of the text can be a break", "It rose, and it fell\nthen it\nstood.", []string{"It rose, and it\nfell", "then it", "stood."}},
		{"a break within a word", "It ro\nse, and it fell then it stood.", []string{"It ro", "se, and it\nfell\u2003then it\u202fstood."}},
		{"one line is no split", "It rose, and it fell then it stood.", nil},
		{"nothing is no split", "", nil},
		{"a word too few", "It rose,\nand it fell then it", nil},
		{"a word too many", "It rose,\nand it fell then it stood. After.", nil},
		{"another word", "It rose,\nand it sank then it stood.", nil},
		{"another case", "it rose,\nand it fell then it stood.", nil},
		{"another order", "and it fell\nIt rose, then it stood.", nil},
		{"bytes that are no text", "It rose,\nand it fell then it stood\xff", nil},
	} {
		claim := claimOn(t, v, claims.Accepted, claims.Span{Start: 8, End: 8 + len(text)})
		parts, err := claim.SplitLines(v, c.lines)
		var got []string
		for _, spans := range parts {
			got = append(got, claims.Quote(v.Text, spans))
		}
		if diff := cmp.Diff(c.want, got); diff != "" || (err == nil) != (c.want != nil) || err != nil && fieldsOf(err) != "lines" {
			t.Errorf("%s: %v: %s", c.name, err, diff)
		}
	}
}

func TestSplittingTakesTheClaimsOwnWordsOnly(t *testing.T) {
	v, _ := textOf("Exports, the minister said, rose in May and imports, he added, fell in June.")
	c := claimOn(t, v, claims.Accepted, spansOf(v.Text, "Exports", "rose in May and imports", "fell in June.")...)
	if got, want := c.Words(v), "Exports rose in May and imports fell in June."; got != want {
		t.Errorf("the form begins with %q, want %q", got, want)
	}
	parts, err := c.SplitLines(v, "Exports rose in May\nand imports fell in June.")
	var got, wordings []string
	for _, spans := range parts {
		got, wordings = append(got, claims.Quote(v.Text, spans)), append(wordings, c.Part(v, spans).Wording)
	}
	if diff := cmp.Diff([]string{"Exports … rose in May", "and imports … fell in June."}, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	if diff := cmp.Diff([]string{"Exports rose in May", "imports fell in June."}, wordings); diff != "" {
		t.Error(diff)
	}
	for _, lines := range []string{
		"Exports, the minister said, rose in May\nand imports, he added, fell in June.",
		"Exports … rose in May and imports\n… fell in June.",
	} {
		if _, err := c.SplitLines(v, lines); fieldsOf(err) != "lines" {
			t.Errorf("%q: %v", lines, err)
		}
	}
	v.Number = 2
	if got := c.Words(v); got != "" {
		t.Errorf("in another version it has the words %q", got)
	}
}

// spansOf finds the words in text, each after the one before.
func spansOf(text string, words ...string) []claims.Span {
	var out []claims.Span
	at := 0
	for _, w := range words {
		at += strings.Index(text[at:], w)
		out = append(out, claims.Span{Start: at, End: at + len(w)})
		at += len(w)
	}
	return out
}

// checkSplit fails unless parts are what SplitLines may answer for a claim: inside the claim's own spans, one after the
// other, and with all their words.
func checkSplit(t interface{ Fatalf(string, ...any) }, c claims.Claim, v claims.ArticleVersion, parts [][]claims.Span) {
	own, all := c.Appearances[0].Spans, slices.Concat(parts...)
	if len(parts) < 2 || !claims.SpansValidIn(v.Text, all) {
		t.Fatalf("%v do not split %v", parts, own)
	}
	for _, spans := range parts {
		if !claims.SpansValidIn(v.Text, spans) {
			t.Fatalf("%v is no part", spans)
		}
	}
	for _, s := range all {
		if !slices.ContainsFunc(own, func(o claims.Span) bool { return o.Contains(s) }) {
			t.Fatalf("%v is outside of %v", s, own)
		}
	}
	words := func(spans []claims.Span) string {
		return strings.Join(strings.Fields(claims.Quote(v.Text, spans)), "")
	}
	bare := func(s string) string { return strings.ReplaceAll(s, "…", "") }
	if got, want := bare(words(all)), bare(words(own)); got != want {
		t.Fatalf("the parts have the words %q of %q", got, want)
	}
}

func TestSplittingAtAnyWhiteSpaceLosesNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, v := drawClaim(t)
		words := strings.Fields(c.Words(v))
		if len(words) < 2 {
			t.Skip("one word")
		}
		var lines strings.Builder
		breaks := 0
		for i, w := range words {
			if i > 0 {
				gap := rapid.SampledFrom([]string{" ", "\n", "\r\n", "\n\n", " \n\t"}).Draw(t, "gap")
				if gap != " " {
					breaks++
				}
				lines.WriteString(gap)
			}
			lines.WriteString(w)
		}
		parts, err := c.SplitLines(v, lines.String())
		if breaks == 0 {
			if err == nil {
				t.Fatalf("one line was split into %v", parts)
			}
			return
		}
		if err != nil || len(parts) != breaks+1 {
			t.Fatalf("%q of %q: %v, %v", lines.String(), v.Text, parts, err)
		}
		checkSplit(t, c, v, parts)
		if broken, err := c.SplitLines(v, lines.String()+"\n!"); err == nil {
			t.Fatalf("a word more was taken: %v", broken)
		}
	})
}

func FuzzSplitLines(f *testing.F) {
	f.Add("It rose, and it fell.", "It rose,\nand it fell.", 0, 21)
	f.Add("a\u2003b", "a\nb", 0, 5)
	f.Add("é\u202f😀", "é\r\n😀", 0, 9)
	f.Fuzz(func(t *testing.T, text, lines string, start, end int) {
		s, v := claims.Span{Start: start, End: end}, claims.ArticleVersion{Number: 1, Text: text}
		if claims.CheckText(text) != "" || !s.ValidIn(text) {
			t.Skip()
		}
		c := claimOn(t, v, claims.Accepted, s)
		if parts, err := c.SplitLines(v, lines); err == nil {
			checkSplit(t, c, v, parts)
		}
	})
}

func TestAPartTakesWhatBelongsToItsWords(t *testing.T) {
	v, _ := textOf("Exports possibly rose in May, and imports fell in June.")
	mention := func(word string) claims.Mention {
		i := strings.Index(v.Text, word)
		return claims.Mention{Span: claims.Span{Start: i, End: i + len(word)}, Text: word}
	}
	c := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: len(v.Text)})
	c.Attribution = claims.Attribution{Mention: "the ministry", Quote: claims.Indirect}
	c.Hedges, c.Dates = []claims.Mention{mention("possibly")}, []claims.Mention{mention("May"), mention("June")}
	c.Quantities = []claims.Quantity{{Span: mention("Exports").Span, Text: "Exports"}, {Span: mention("imports fell").Span, Text: "imports fell"}, {Span: mention("fell").Span, Text: "fell"}}
	c.Kind, c.Modality, c.SettlesOn, c.Place = claims.Prediction, claims.Hedged, "2026-07-01", "Larmouth"
	spans := spansOf(v.Text, "imports", "fell in June.")
	got := c.Part(v, spans)
	want := claims.Candidate{
		Wording: "imports fell in June.", Attribution: c.Attribution, Spans: spans, Kind: claims.Prediction,
		Modality: claims.Hedged, Dates: c.Dates[1:], Quantities: c.Quantities[2:], SettlesOn: "2026-07-01", Place: "Larmouth",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheWordingOfAPartIsWithoutItsJoints(t *testing.T) {
	for words, want := range map[string]string{
		"it rose":               "it rose",
		"it rose,":              "it rose",
		"and it fell":           "it fell",
		", but it fell;":        "it fell",
		"it rose and":           "it rose",
		"– or it rose: —":       "it rose",
		"and but or it":         "it",
		"andirons sold":         "andirons sold",
		"the band":              "the band",
		"it cost 3 percent.":    "it cost 3 percent.",
		", — ;":                 ", — ;",
		"and":                   "and",
		"\nand\u00a0it rose":    "and\u00a0it rose",
		"“and it rose,” he say": "“and it rose,” he say",
	} {
		v, _ := textOf(words)
		c := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: len(words)})
		if got := c.Part(v, []claims.Span{{Start: 0, End: len(words)}}).Wording; got != want {
			t.Errorf("%q became %q, want %q", words, got, want)
		}
	}
}

func TestMerging(t *testing.T) {
	v, _ := textOf("The council met on Monday and it raised the tax.")
	v.ArticleID = "a"
	by := actor(claims.Reviewer)
	one, two := claimOn(t, v, claims.Proposed, claims.Span{Start: 26, End: 48}), claimOn(t, v, claims.Proposed, claims.Span{Start: 0, End: 15})
	two.ID = "c2"
	merged, kept, err := one.MergeInto(two, " The council met and raised the tax. ", v, false, by)
	if err != nil || merged.State != claims.Merged || !slices.Equal(merged.Successors, []string{"c2"}) || !cmp.Equal(merged.Appearances, one.Appearances) {
		t.Errorf("the merged one is %+v, %v", merged, err)
	}
	if kept.State != claims.Accepted || kept.Wording != "The council met and raised the tax." || kept.Appearances[0].Exact != "The council met … and it raised the tax." {
		t.Errorf("the kept one is %+v", kept)
	}
	if two.Appearances[0].Exact != "The council met" || one.State != claims.Proposed {
		t.Error("the merge reached back into the claims it began with")
	}
	other := two
	other.ArticleID = "b"
	for _, c := range []struct {
		name    string
		with    claims.Claim
		wording string
		bad     string
	}{
		{"a claim is not merged with itself", one, "x", "with"},
		{"nor with one of another article", other, "x", "with"},
		{"a wording is needed", two, " ", "wording"},
		{"both faults show", other, "", "wording with"},
	} {
		if _, _, err := one.MergeInto(c.with, c.wording, v, false, by); fieldsOf(err) != c.bad {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	v.Text = v.Text[:20]
	if _, _, err := one.MergeInto(two, "x", v, false, by); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("in a text in which they do not stand: %v", err)
	}
}

func TestMergingKeepsEveryWordOfBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, v := drawClaim(t)
		two := claimOn(t, v, claims.Proposed, drawSpan(t, v.Text))
		two.ID = "c2"
		_, kept, err := one.MergeInto(two, "Both.", v, false, actor(claims.Reviewer))
		if err != nil {
			t.Fatal(err)
		}
		checkStands(t, kept, v)
		var want, got [512]bool
		mark := func(in *[512]bool, spans []claims.Span) {
			for _, s := range spans {
				for i := s.Start; i < s.End; i++ {
					in[i%len(in)] = true
				}
			}
		}
		mark(&want, one.Appearances[0].Spans)
		mark(&want, two.Appearances[0].Spans)
		mark(&got, kept.Appearances[0].Spans)
		if want != got {
			t.Fatalf("%v and %v became %v", one.Appearances[0].Spans, two.Appearances[0].Spans, kept.Appearances[0].Spans)
		}
		for i, s := range kept.Appearances[0].Spans[1:] {
			if s.Start <= kept.Appearances[0].Spans[i].End {
				t.Fatalf("%v touch", kept.Appearances[0].Spans)
			}
		}
		checkStands(t, one, v)
		checkStands(t, two, v)
	})
}

func TestWhiteSpaceOfEveryKindPartsWords(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !unicode.IsSpace(r) {
			continue
		}
		text := "one" + string(r) + "two"
		v, _ := textOf(text)
		c := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: len(text)})
		if spans, err := c.SplitLines(v, "one\ntwo"); err != nil || len(spans) != 2 {
			t.Errorf("%U: split into %v, %v", r, spans, err)
		}
		if got, err := c.MoveEdge(v, claims.EndEdge, -1, false, actor(claims.Reviewer)); err != nil || got.Appearances[0].Exact != "one" {
			t.Errorf("%U: moved to %q, %v", r, got.Appearances[0].Exact, err)
		}
	}
}

func TestWordsAreAddedToAClaim(t *testing.T) {
	v := claims.ArticleVersion{ArticleID: "a1", Number: 1, Text: "Exports rose, the office said, by 3 percent. Imports fell."}
	stretch := func(words string) claims.Span {
		i := strings.Index(v.Text, words)
		return claims.Span{Start: i, End: i + len(words)}
	}
	where, err := claims.NewAppearance(v, []claims.Span{stretch("Exports rose")})
	if err != nil {
		t.Fatal(err)
	}
	c := claims.Claim{ID: "c1", State: claims.Accepted, Appearances: []claims.Appearance{where}}
	by := actor(claims.Reviewer)
	got, err := c.AddWords(v, stretch("by 3 percent"), false, by)
	if err != nil || got.Words(v) != "Exports rose by 3 percent" || len(c.Appearances[0].Spans) != 1 {
		t.Errorf("%q, %v", got.Words(v), err)
	}
	closed := c
	closed.State = claims.Rejected
	for name, try := range map[string]func() error{
		"words that it has": func() error { _, err := c.AddWords(v, stretch("Exports"), false, by); return err },
		"to a rated claim":  func() error { _, err := c.AddWords(v, stretch("Imports fell"), true, by); return err },
		"to a closed claim": func() error { _, err := closed.AddWords(v, stretch("Imports fell"), false, by); return err },
		"outside the text":  func() error { _, err := c.AddWords(v, claims.Span{Start: 50, End: 900}, false, by); return err },
		"of another version": func() error {
			w := v
			w.Number = 2
			_, err := c.AddWords(w, stretch("Imports fell"), false, by)
			return err
		},
	} {
		if err := try(); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := c.AddWords(v, stretch("Imports fell"), false, actor(claims.Auditor)); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("by an auditor: %v", err)
	}
}
