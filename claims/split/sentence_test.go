package split

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestSentencesEndWhereTheyShould(t *testing.T) {
	for name, tc := range map[string][]string{
		"two plain ones":                         {"The dam broke.", "Nobody was hurt."},
		"a title before a name":                  {"Dr. Moe met Gen. Lund in Oslo.", "They talked."},
		"initials":                               {"Mary J. Blythe wrote it.", "She won."},
		"a firm at the end":                      {"He works for Brandt & Co.", "He likes it."},
		"a firm in the middle":                   {"He works for Brandt & Co. in Bergen."},
		"a country with points":                  {"She lives in the U.S.", "The rest stayed."},
		"a country before its noun":              {"She works for the U.S. Senate in Maine."},
		"a time of day":                          {"They met at 6 p.m.", "Mr. Moe left."},
		"an opening time of day":                 {"At 6 p.m. Mr. Moe left."},
		"decimals and thousands":                 {"It cost 1,200.50 in all.", "It rose 3.5 per cent."},
		"a number before a full stop":            {"That was in 2009.", "Then 17 people left."},
		"an abbreviated month":                   {"The deal of Jan. 22 holds."},
		"a page":                                 {"See p. 55 for more."},
		"a quotation that goes on":               {"“Is it over?” she asked.", "He nodded."},
		"a quotation that ends it":               {"He said: “It is over.”", "She nodded."},
		"two sentences in a quotation":           {"“It is over.", "We won,” she said."},
		"an ellipsis in the middle":              {"He waited ... and waited."},
		"an ellipsis at the end":                 {"He waited...", "Then he left."},
		"brackets inside":                        {"He teaches (He used to write.) in Turku."},
		"a footnote mark":                        {"It was late. [12]", "They left."},
		"a smiley":                               {"We won :-)", "Come over."},
		"a name with an exclamation mark":        {"She works at Zing! in Lund."},
		"a careless writer":                      {"the room was cold.", "we left early."},
		"a list on one line":                     {"1. Wash it", "2. Dry it", "3. Fold it"},
		"letters as markers":                     {"a) The hull", "b) The mast"},
		"bullets":                                {"• The hull", "• The mast"},
		"a German ordinal":                       {"Am 3. Oktober war es still.", "Danach nicht."},
		"an address":                             {"Write to jo.lund@fjord.example or see www.fjord.example/a.b.html.", "Thanks."},
		"Chinese":                                {"桥关闭了。", "没有人受伤。"},
		"Hindi":                                  {"पुल बंद है।", "कोई घायल नहीं।"},
		"Arabic with a question":                 {"هل أغلق الجسر؟", "نعم."},
		"a question and an exclamation":          {"Really?!", "Yes."},
		"a single letter that ends the sentence": {"It was you and I.", "Nobody else came."},
	} {
		t.Run(name, func(t *testing.T) {
			text := ""
			for i, s := range tc {
				if i > 0 {
					text += " "
				}
				text += s
			}
			var got []string
			for _, s := range Sentences(text, claims.Span{Start: 0, End: len(text)}) {
				got = append(got, s.In(text))
			}
			if diff := cmp.Diff(tc, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestLineBreaksEndSentencesUnlessTheLineWasWrapped(t *testing.T) {
	for _, tc := range []struct {
		text string
		want int
	}{
		{"A heading\nThe first sentence.", 2},
		{"This line was wrapped by a mail program somewhere near here\nand goes on.", 1},
		{"One paragraph\n\nanother paragraph", 2},
		{"First.\nSecond.", 2},
	} {
		if got := len(Sentences(tc.text, claims.Span{Start: 0, End: len(tc.text)})); got != tc.want {
			t.Errorf("%q has %d sentences, want %d", tc.text, got, tc.want)
		}
	}
}

func TestASpanOutsideTheTextHasNoSentences(t *testing.T) {
	for _, s := range []claims.Span{{Start: 0, End: 9}, {Start: 2, End: 1}, {Start: -1, End: 2}, {Start: 1, End: 2}} {
		if got := Sentences("é.", s); s.Start == 1 && got != nil || s.Start != 1 && got != nil {
			t.Errorf("%v gives %v", s, got)
		}
	}
}

func TestShortLinesWithASpaceLeftGoOn(t *testing.T) {
	for text, want := range map[string]int{
		"The lake was low \nin the summer.": 1,
		"The lake was low\nin the summer.":  2,
		"bread \neggs \nmilk":               3,
	} {
		if got := len(Sentences(text, claims.Span{End: len(text)})); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}
