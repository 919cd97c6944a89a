package split

import (
	"strings"
	"testing"

	"assay/claims"
)

// firstOf returns the first candidate of a sentence.
func firstOf(t *testing.T, text string) claims.Candidate {
	t.Helper()
	list := mentionsOf(text, "2024-09-17").Candidates
	if len(list) == 0 {
		t.Fatalf("%q has no candidates", text)
	}
	return list[0]
}

func TestKindsAreToldApart(t *testing.T) {
	for text, want := range map[string]claims.Kind{
		"The harbour authority sold the pier in 2019.":            claims.Fact,
		"Two ferries carry 400 passengers a day.":                 claims.Fact,
		"The pier will close in November.":                        claims.Prediction,
		"Fares are expected to rise by a tenth.":                  claims.Prediction,
		"The company hopes to reopen the pier.":                   claims.Intention,
		"The council plans to sell two ferries.":                  claims.Intention,
		"The mayor vowed to rebuild the pier.":                    claims.Intention,
		"The council should have closed the pier.":                claims.Opinion,
		"It is essential that the pier is saved.":                 claims.Opinion,
		"The mayor had better resign.":                            claims.Opinion,
		"Let us keep the pier.":                                   claims.Opinion,
		"I hope the pier stays open.":                             claims.Opinion,
		"We really believe the pier is safe.":                     claims.Opinion,
		"In my view the pier is safe.":                            claims.Opinion,
		"The new pier is a terrible waste.":                       claims.Opinion,
		"If the bridge closes, the ferries stay.":                 claims.Conditional,
		"The ferries stay unless the bridge closes.":              claims.Conditional,
		"Who paid for the pier?":                                  claims.Question,
		"And is that what a city needs?":                          claims.Question,
		"Thank you for reading about the pier.":                   claims.NoStatement,
		"Good evening from the harbour of Dunmore.":               claims.NoStatement,
		"This story was updated to add the harbour's answer.":     claims.NoStatement,
		"An earlier version of this article misspelt a name.":     claims.NoStatement,
		"Read more about the pier in our archive of the harbour.": claims.NoStatement,
	} {
		if got := firstOf(t, text); got.Kind != want {
			t.Errorf("%q: %s %q, want %s", text, got.Kind, got.Reasons, want)
		}
	}
}

func TestOnlyWhatEvidenceCanSettleIsWorthChecking(t *testing.T) {
	for text, want := range map[string]bool{
		"The harbour authority sold the pier for $3 million in 2019.": true,
		"Unemployment in Dunmore fell to 4 per cent in August.":       true,
		"The new pier is a terrible waste.":                           false,
		"Who sold the pier for $3 million in 2019?":                   false,
		"Thank you for reading about the 40 ferries of 2019.":         false,
		"I hope the pier is sold for $3 million.":                     false,
	} {
		got := firstOf(t, text)
		if got.CheckWorthy != want || got.Score < 0 || got.Score > 1 || want && got.Score < 0.5 {
			t.Errorf("%q: worthy %t, score %v, %q", text, got.CheckWorthy, got.Score, got.Reasons)
		}
	}
}

func TestCandidatesSayWhatSpeaksForChecking(t *testing.T) {
	got := firstOf(t, "The harbour authority paid $3 million for the NASA pier.")
	if all := strings.Join(got.Reasons, "; "); !strings.Contains(all, "for checking: a sum of money, “") {
		t.Errorf("reasons %q", all)
	}
}

func TestSpokenSentencesAreToldFromWritten(t *testing.T) {
	for text, want := range map[string]bool{
		"The harbour authority sold the old pier of Dunmore to a bank.":  false,
		"The authority's director sold the old pier of Dunmore himself.": false,
		"We sold the old pier of Dunmore to a bank from the city.":       true,
		"And the authority sold the old pier of Dunmore to a bank.":      true,
		"They've sold the old pier of Dunmore to a bank from the city.":  true,
		"Pier sold.": true,
	} {
		toks := tokenize(text, claims.Span{End: len(text)})
		setTags(toks)
		if got := spoken(toks); got != want {
			t.Errorf("%q: spoken %t", text, got)
		}
	}
}

func TestJoinedTokensReadAsTheText(t *testing.T) {
	const text = "She’s paid $3 million,  in Ærø (not “Mole”)."
	if got, want := joined(tokenize(text, claims.Span{End: len(text)}), token.spelt), "She's paid $3 million, in Ærø (not “Mole”)."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func BenchmarkWorth(b *testing.B) {
	const text = "The council said on Tuesday that it had spent $14 million on the tunnel, twice what was planned in 2019."
	s := sentence{Span: claims.Span{End: len(text)}, toks: tokenize(text, claims.Span{End: len(text)})}
	setTags(s.toks)
	for b.Loop() {
		sentenceWorth(&s, s.toks)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
