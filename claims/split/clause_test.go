package split

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
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
		"an age and an office":              {"Jon Berg, 54, head of the port, left Lendal.", "Jon Berg left Lendal.", "Jon Berg is 54.", "Jon Berg is head of the port."},
		"two verbs of one subject":          {"The bank raised its rate and cut its forecast.", "The bank raised its rate.", "The bank cut its forecast."},
		"a shared auxiliary":                {"The pier was closed in May and repaired by the army.", "The pier was closed in May.", "The pier was repaired by the army."},
		"a passive and an active verb":      {"The team was founded in 1946 and joined the league.", "The team was founded in 1946.", "The team joined the league."},
		"two clauses with a comma":          {"Prices fell, but wages rose.", "Prices fell.", "Wages rose."},
		"a semicolon":                       {"Prices fell; wages rose in May.", "Prices fell.", "Wages rose in May."},
		"a participle between commas":       {"The hymn, attributed to a monk, is old.", "The hymn is old.", "The hymn is attributed to a monk."},
		"how much it is up":                 {"Debt stood at 40 million, up 2 million from May.", "Debt stood at 40 million.", "Debt was up 2 million from May."},
		"a relative clause and two verbs":   {"Elin Varga, who chairs the board, opened the debate and closed it an hour later.", "Elin Varga chairs the board.", "Elin Varga opened the debate.", "Elin Varga closed it an hour later."},
		"whose":                             {"The mayor, whose brother owns the quarry, opened the road.", "The mayor opened the road.", "The mayor's brother owns the quarry."},
		"what somebody is and did":          {"Dana Okoye is a chemist who worked for the port until 2016.", "Dana Okoye is a chemist.", "Dana Okoye worked for the port until 2016."},
		"a clause between dashes":           {"The reservoir – it was dug in 1961 – supplies four towns.", "The reservoir supplies four towns.", "It was dug in 1961."},
		"brackets":                          {"The Tarn Railway (founded in 1889) runs 14 trains a day.", "The Tarn Railway runs 14 trains a day.", "The Tarn Railway was founded in 1889."},
		"a record":                          {"Rates rose to 6.25% on Monday, the highest level since 2008.", "Rates rose to 6.25% on Monday.", "6.25% was the highest level since 2008."},
		"a reason stays and is said, too":   {"The shop closed because the river rose in May.", "The shop closed because the river rose in May.", "The river rose in May."},
		"a place with a clause":             {"Teams reached the village on Monday, where seventeen houses had collapsed.", "Teams reached the village on Monday.", "Seventeen houses had collapsed."},
		"a verb that is never passive":      {"The treaty was signed in Oslo in 1997 and entered into force in 1999.", "The treaty was signed in Oslo in 1997.", "The treaty entered into force in 1999."},
		"a list of verbs":                   {"The fire killed 12 people, injured 30 and destroyed a school.", "The fire killed 12 people.", "The fire injured 30.", "The fire destroyed a school."},
		"a list of verbs behind a modal":    {"The bank will close 40 branches, cut 1,200 jobs and sell its arm.", "The bank will close 40 branches.", "The bank will cut 1,200 jobs.", "The bank will sell its arm."},
		"two things that somebody is":       {"Lesk is the capital of the north, and the seat of the court.", "Lesk is the capital of the north.", "Lesk is the seat of the court."},
		"a reason of two verbs":             {"The firm refused because the price fell and came too late.", "The firm refused because the price fell and came too late.", "The price fell.", "The price came too late."},
		"what happened so":                  {"He lost the key so his brother paid.", "He lost the key.", "His brother paid."},
		"having done":                       {"Having lost two elections, the party replaced its leader.", "The party had lost two elections.", "The party replaced its leader."},
		"an age and a relative clause":      {"Moe, 61, who has led the union since 2009, left Lendal.", "Moe is 61.", "Moe has led the union since 2009.", "Moe left Lendal."},
		"a relative clause and a subject":   {"The council, which owns the land, and the builder signed the deal.", "The council and the builder signed the deal.", "The council owns the land."},
		"several things that somebody is":   {"The prize went to Ole Krag, a poet and translator.", "The prize went to Ole Krag.", "Ole Krag is a poet and translator."},
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
		"Had he withdrawn the bill, Brandt would have stayed in office.",
		"Should Lund win on Monday, taxes will rise.",
		"The company will suspend its dividend and close a plant unless the price rises.",
		"The mine will not reopen, and workers will not be paid, until the price rises.",
		"Lund never smoked, drank or gambled.",
		"Shares in Kestrel fell 14 per cent on Friday, wiping 4 billion off its value.",
		"Fares fell in the year after tolls were scrapped.",
		"Few members resigned and apologised.",
		"The band wrote, recorded and released the album in eleven days.",
		"The minister named two conditions: the mine must close and the workers must be paid.",
		"The moon Proteus named after a god was found in 1989.",
		"The mine employs 400 men, down from 900 in 2010.",
		"More than 200 homes were destroyed, most of them in Vale, and at least 11 people are missing.",
		"She has worked as a nurse, a midwife and, since 2015, a lecturer.",
		"Voters in Holm, Vale and Orn rejected, approved and postponed the plan, respectively.",
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

func TestFineGrainGivesEveryPartAStatement(t *testing.T) {
	for name, tc := range map[string][]string{
		"members of a list": {"Inspectors checked pumps, valves and cables.", "Inspectors checked pumps.", "Inspectors checked valves.", "Inspectors checked cables."},
		"two subjects":      {"Jon Berg and Mia Lund were arrested.", "Jon Berg was arrested.", "Mia Lund was arrested."},
		"examples":          {"The firm runs hotels such as the Astra and the Borealis.", "The firm runs hotels.", "The firm runs the Astra.", "The firm runs the Borealis."},
		"circumstances":     {"She was born in Malta on June 1, 1988.", "She was born in Malta.", "She was born on June 1, 1988."},
		"a list of verbs":   {"The judge ordered the firm to pay damages, publish an apology and destroy the files.", "The judge ordered the firm to pay damages.", "The judge ordered the firm to publish an apology.", "The judge ordered the firm to destroy the files."},
		"places of members": {"The engineer inspected the dam in Orn, the lock at Vale and the weir below it.", "The engineer inspected the dam in Orn.", "The engineer inspected the lock at Vale.", "The engineer inspected the weir below it."},
		"titles":            {"The works include “The Black Mill,” “The Vale,” and “The Tide”.", "The works include The Black Mill.", "The works include The Vale.", "The works include The Tide."},
		"a participle":      {"Lightning struck a barn, killing 14 cows and injuring a farmer.", "Lightning struck a barn.", "Lightning killed 14 cows.", "Lightning injured a farmer."},
		"a restriction":     {"The bank lent money to people who could not repay it.", "The bank lent money to people.", "The bank lent money to people who could not repay it."},
		"a move":            {"In May the firm moved to Lesk.", "The firm moved to Lesk.", "In May the firm moved to Lesk."},
		"a change":          {"Visits fell from 1.2 million in 2019 to 300,000 in 2020.", "Visits fell from 1.2 million in 2019 to 300,000.", "Visits fell from 1.2 million in 2019 to 300,000 in 2020."},
		"what is denied":    {"He denied bribing officials, hiding income and lying to the court.", "He denied bribing officials.", "He denied hiding income.", "He denied lying to the court."},
		"from and to":       {"He led the port from 1990 to 1995.", "He led the port.", "He led the port from 1990 to 1995."},
	} {
		t.Run(name, func(t *testing.T) {
			got := wordings(tc[0], Fine)
			if diff := cmp.Diff(slices.Sorted(slices.Values(tc[1:])), slices.Sorted(slices.Values(got))); diff != "" {
				t.Errorf("%q (-want +got)\n%s", tc[0], diff)
			}
		})
	}
}

func TestEverySubjectOfAListHasTheVerbInItsNumber(t *testing.T) {
	for text, want := range map[string][]string{
		"The walls and the roof are red.":                       {"The walls are red.", "The roof is red."},
		"The roof, the walls and the door are red.":             {"The roof is red.", "The walls are red.", "The door is red."},
		"In 1911, the club, the school and the library opened.": {"In 1911, the club opened.", "In 1911 the school opened.", "In 1911 the library opened."},
		"Jane Roe, a poet and a nurse, left the town.":          {"Jane Roe left the town.", "Jane Roe is a poet.", "Jane Roe is a nurse."},
	} {
		if diff := cmp.Diff(want, wordings(text, Fine)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

// A member of one of these lists alone would be said something of that the sentence says of several, or of another.
func TestListsWhoseMembersDoNotStandAloneAreKeptInFineGrain(t *testing.T) {
	for _, text := range []string{
		"Norway and Sweden share a border of 1,630 kilometres.",
		"Olsen, Berg and Lie were each fined 500 euros.",
		"The Department of Health and Human Services issued the warning.",
		"The price of milk, butter and cheese rose by 4%, 7% and 11%.",
		"Half of the voters and two thirds of the deputies support the plan.",
		"It is the largest city in the region and its main port.",
		"The city has more cars than bicycles and fewer buses than trams.",
		"The firm makes lorries, buses and, increasingly, trams.",
		"Fishing, farming and tourism are the main sources of income.",
		"The bishop of Vale and mayor of Orn opened the hall.",
		"The port and the airport lost 40 million euros.",
	} {
		if got := wordings(text, Fine); len(got) != 1 {
			t.Errorf("%q was cut: %q", text, got)
		}
	}
}

func TestAWordingSaysWhatItFilledIn(t *testing.T) {
	text := "Director Jonas Prell opened the ward. In 2021 he had warned the board. The ward was closed on Friday."
	var got []claims.Fill
	for _, c := range Split(text, Blocks(text), Options{Lang: "en", Published: "2024-03-17"}) {
		got = append(got, c.Filled...)
	}
	want := []claims.Fill{
		{Words: "Jonas Prell", For: "he", Why: claims.FillName},
		{Words: "March 15, 2024", Why: claims.FillDate},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// "His" and "he" may be somebody else's when the sentence names another before.
func TestDoubtfulPronounsStay(t *testing.T) {
	text := "Director Jonas Prell opened the ward. Trump keeps his promise. Clara Lund said Trump had called his lawyer."
	for _, c := range Split(text, Blocks(text), Options{Lang: "en"}) {
		for _, f := range c.Filled {
			if f.Why == claims.FillName {
				t.Errorf("%q fills in %+v", c.Wording, f)
			}
		}
	}
}

// What nobody has said must not read as if somebody had.
func TestDeniedReportsStayWhole(t *testing.T) {
	for _, text := range []string{
		"Stokes never told his manager that he was injured.",
		"The company has not confirmed that the plant will close.",
		"Nobody told the court that Pell was armed.",
		"If Lund says the bridge is safe, it will reopen.",
		"Lund denied that he told staff that the bridge was safe.",
		"“I never said that the bridge was safe,” Lund told Frost.",
	} {
		got := wordings(text, Clause)
		if len(got) != 1 || !strings.Contains(strings.ToLower(got[0]), strings.ToLower(strings.Fields(text)[1])) {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestOnlyTheClauseWithTheReportingWordsIsTheSources(t *testing.T) {
	text := "The mayor denied that the well was poisoned, while engineers had tested it. Farmers blocked the road, demanding that tolls be cut."
	got := map[string]string{}
	for _, c := range Split(text, Blocks(text), Options{Lang: "en"}) {
		got[c.Wording] = c.Claimant
	}
	if who := got["Farmers blocked the road."]; who != "" {
		t.Errorf("the blockade is said by %q", who)
	}
	if who, ok := got["Engineers had tested it."]; !ok || who != "" {
		t.Errorf("the test is said by %q, claims are %q", who, got)
	}
}
