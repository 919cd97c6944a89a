package split

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func wordings(text string, grain Grain) []string {
	var out []string
	for _, c := range Split(text, Blocks(text), Options{Grain: grain, Lang: "en"}) {
		out = append(out, c.Wording)
	}
	return out
}

func TestSentencesAreCutIntoSingleStatements(t *testing.T) {
	for name, tc := range map[string][]string{
		"a relative clause before the verb": {"The pier, which opened in 1932, is shut.", "The pier is shut.", "The pier opened in 1932."},
		"an apposition after a name":        {"Jon Berg, head of the port, left Lendal.", "Jon Berg left Lendal.", "Jon Berg is head of the port."},
		"a role before a name":              {"Opposition councillor Jon Berg left Lendal.", "Opposition councillor Jon Berg left Lendal.", "Jon Berg is an opposition councillor."},
		"an age":                            {"Jon Berg, 54, left Lendal.", "Jon Berg left Lendal.", "Jon Berg is 54."},
		"two verbs of one subject":          {"The bank raised its rate and cut its forecast.", "The bank raised its rate.", "The bank cut its forecast."},
		"a shared auxiliary":                {"The pier was closed in May and repaired by the army.", "The pier was closed in May.", "The pier was repaired by the army."},
		"a passive and an active verb":      {"The team was founded in 1946 and joined the league.", "The team was founded in 1946.", "The team joined the league."},
		"two clauses with a comma":          {"Prices fell, but wages rose.", "Prices fell.", "Wages rose."},
		"a semicolon":                       {"Prices fell; wages rose in May.", "Prices fell.", "Wages rose in May."},
		"a participle between commas":       {"The hymn, attributed to a monk, is old.", "The hymn is old.", "The hymn is attributed to a monk."},
		"how much it is up":                 {"Debt stood at 40 million, up 2 million from May.", "Debt stood at 40 million.", "Debt was up 2 million from May."},
		"what came after what":              {"The city closed the bridge after divers found rust.", "The city closed the bridge.", "Divers found rust."},
	} {
		t.Run(name, func(t *testing.T) {
			got := wordings(tc[0], Clause)
			if diff := cmp.Diff(slices.Sorted(slices.Values(tc[1:])), slices.Sorted(slices.Values(got))); diff != "" {
				t.Errorf("%q (-want +got)\n%s", tc[0], diff)
			}
		})
	}
}

// A cut in one of these would say something that the sentence does not.
func TestDoubtfulSentencesAreLeftWhole(t *testing.T) {
	for _, text := range []string{
		"If prices fall, wages fall and shops close.",
		"The board did not close the mine and keep the railway.",
		"No minister resigned and apologised.",
		"Rather than close the mine, the board sold it and left.",
		"Either prices fall or wages rise.",
		"The firm not only closed the mine but sold the railway.",
		"She said that the bank raised its rate and cut its forecast.",
		"He ran a journal of art launched in 2007 and shuttered in 2009.",
		"The road runs near Port Byron, Illinois, which lies on the river.",
		"The club is legally and formally registered as a firm.",
		"The citadel is a large adobe building and recorded by the state.",
		"She was born in London, the daughter of a sergeant.",
		"On June 1, 1988 the pier opened.",
		"The city did not close the bridge after divers found rust.",
		"The council will decide whether the pier reopens and who pays.",
	} {
		if got := wordings(text, Clause); len(got) != 1 {
			t.Errorf("%q was cut: %q", text, got)
		}
	}
}

func TestEveryWordOfTheTextIsKept(t *testing.T) {
	text := "The pier, which opened in 1932, was closed in May and repaired by the army, but the bridge is shut; nobody was hurt."
	covered := map[string]bool{}
	for _, c := range Split(text, Blocks(text), Options{Lang: "en"}) {
		for _, s := range c.Spans {
			for _, tok := range tokenize(text, s) {
				covered[tok.low] = true
			}
		}
	}
	for _, w := range []string{"pier", "opened", "1932", "closed", "may", "repaired", "army", "bridge", "shut", "nobody", "hurt"} {
		if !covered[w] {
			t.Errorf("no candidate holds %q", w)
		}
	}
}
