package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

// saidIn returns "source|cue|content" of every attribution.
func saidIn(text string) []string {
	var out []string
	for _, a := range mentionsOf(text, "").Attributions {
		out = append(out, a.Source.In(text)+"|"+a.Cue.In(text)+"|"+claims.Quote(text, a.Content))
	}
	return out
}

func TestAttributionsNameSourceCueAndContent(t *testing.T) {
	for text, want := range map[string][]string{
		"The ministry said that the dam is safe.":                   {"The ministry|said|the dam is safe"},
		"The dam is safe, the ministry said.":                       {"the ministry|said|The dam is safe"},
		"The dam is safe, said Jane Roe, an engineer.":              {"Jane Roe|said|The dam is safe"},
		"“The dam is safe,” Jane Roe told reporters.":               {"Jane Roe|told|The dam is safe"},
		"Jane Roe told reporters on Monday that the dam is safe.":   {"Jane Roe|told|the dam is safe"},
		"According to the ministry, the dam is safe.":               {"the ministry|According to|the dam is safe"},
		"The dam is safe, according to papers seen by the Courier.": {"papers|according to|The dam is safe"},
		"Jane Roe, head of the port, said the dam is safe.":         {"Jane Roe|said|the dam is safe"},
		"The head of the port, Jane Roe, said the dam is safe.":     {"Jane Roe|said|the dam is safe"},
		"A study of 12 dams found that most are safe.":              {"A study of 12 dams|found|most are safe"},
		"Jane Roe said by e-mail: “The dam is safe.”":               {"Jane Roe|said|The dam is safe"},
		"Divers found rust in the dam.":                             nil,
		"The dam was said goodbye to.":                              nil,
		"She asked him to leave.":                                   nil,
	} {
		if diff := cmp.Diff(want, saidIn(text)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestAttributionForms(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// verbs before and behind
		{"The mayor said in a statement on Monday that the bridge would stay closed.", []string{"The mayor|said|the bridge would stay closed"}},
		{"In a statement, the mayor said the bridge would stay closed.", []string{"the mayor|said|the bridge would stay closed"}},
		{"Two people died in the fire, police said.", []string{"police|said|Two people died in the fire"}},
		{"The dam, the ministry said, is safe.", []string{"the ministry|said|The dam … is safe"}},
		{"Thousands were displaced, the agency estimates.", []string{"the agency|estimates|Thousands were displaced"}},
		{"Democrats say the bill would cut taxes.", []string{"Democrats|say|the bill would cut taxes"}},
		{"The White House on Friday said the president had not seen the report.", []string{"The White House|said|the president had not seen the report"}},
		{"Roe pointed out that the dam is old.", []string{"Roe|pointed out|the dam is old"}},
		{"Roe made it clear that the dam would close.", []string{"Roe|made it clear|the dam would close"}},
		{"If the dam fails, the town will flood, Roe said.", []string{"Roe|said|If the dam fails, the town will flood"}},
		{"Asked about the dam, Roe said it was safe.", []string{"Roe|said|it was safe"}},
		{"LENDAL (Courier) — The ministry said the dam is safe.", []string{"The ministry|said|the dam is safe"}},
		{"Help has come, a spokesman, Karl Lund, said in an email.", []string{"Karl Lund|said|Help has come"}},
		{"The WHO estimates that 300 people lack water.", []string{"The WHO|estimates|300 people lack water"}},
		{"Roe has long claimed that the dam is safe.", []string{"Roe|claimed|the dam is safe"}},
		{"Roe had said a day earlier that the dam was safe.", []string{"Roe|said|the dam was safe"}},
		{"Inspectors found cracks in the columns, officials said.", []string{"officials|said|Inspectors found cracks in the columns"}},
		// subjects with additions
		{"Jane Roe, who runs the port, said the dam is safe.", []string{"Jane Roe|said|the dam is safe"}},
		{"Jane Roe, 45, a nurse from Lendal, said the ward was full.", []string{"Jane Roe|said|the ward was full"}},
		{"Roe — a former engineer — said the dam was safe.", []string{"Roe|said|the dam was safe"}},
		{"Roe (pictured) said the dam was safe.", []string{"Roe|said|the dam was safe"}},
		{"A person familiar with the talks said they had failed.", []string{"A person familiar with the talks|said|they had failed"}},
		{"Sources close to the talks told Reuters the deal was done.", []string{"Sources close to the talks|told|the deal was done"}},
		{"Berg’s lawyer, Ida Holm, said the charge was false.", []string{"Ida Holm|said|the charge was false"}},
		{"Many of them acknowledge that the plan failed.", []string{"Many of them|acknowledge|the plan failed"}},
		// inverted
		{"“We are ruined,” wrote Jane Roe, founder of the mill, in a message explaining the closure.", []string{"Jane Roe|wrote|We are ruined"}},
		{"The dam is safe, said a spokesman for the port.", []string{"a spokesman for the port|said|The dam is safe"}},
		{"Said Roe: “The dam is safe.”", []string{"Roe|Said|The dam is safe"}},
		{"Talks had collapsed, said a senior official who spoke on condition of anonymity.", []string{"a senior official|said|Talks had collapsed"}},
		// hearers
		{"Roe told CNN on Sunday that she would vote against the bill.", []string{"Roe|told|she would vote against the bill"}},
		{"The minister told parliament on Tuesday: “The dam is safe.”", []string{"The minister|told|The dam is safe"}},
		{"A source told the BBC he was “very angry” about the deal.", []string{"A source|told|he was “very angry” about the deal"}},
		// fixed phrases
		{"As Roe put it, “the river does not wait.”", []string{"Roe|put it|the river does not wait"}},
		{"“The river does not wait,” as Roe put it.", []string{"Roe|put it|The river does not wait"}},
		{"The dam, as Roe noted, is old.", []string{"Roe|noted|The dam … is old"}},
		{"By the ministry's account, the dam is safe.", []string{"the ministry|account|the dam is safe"}},
		{"In the words of Jane Roe, the dam is “a disgrace”.", []string{"Jane Roe|In the words of|the dam is “a disgrace"}},
		{"In Roe's view, the dam is safe.", []string{"Roe|view|the dam is safe"}},
		{"According to people familiar with the plan, who asked not to be named, the dam will close.", []string{"people familiar with the plan|According to|the dam will close"}},
		{"According to the ministry over 300 people have died.", []string{"the ministry|According to|over 300 people have died"}},
		{"He divided the land according to the law.", nil},
		// nouns
		{"The ministry's view is that the dam is safe.", []string{"The ministry|view|the dam is safe"}},
		{"Officials issued a statement that the dam is safe.", []string{"Officials|issued a statement|the dam is safe"}},
		{"Roe came to the conclusion that the dam was unsafe.", []string{"Roe|came to the conclusion|the dam was unsafe"}},
		{"The ministry rejected Roe's allegation that the dam leaks.", []string{"Roe|allegation|the dam leaks"}},
		{"The belief that the dam is safe is widespread.", []string{"|belief|the dam is safe"}},
		{"There are fears that the dam will fail.", []string{"|fears|the dam will fail"}},
		{"The claim that he made was false.", nil},
		// passives
		{"It is widely believed that the dam is safe.", []string{"|is widely believed|the dam is safe"}},
		{"It was alleged that Roe had taken bribes.", []string{"|was alleged|Roe had taken bribes"}},
		{"Roe is said to have left the country.", []string{"|is said|Roe … to have left the country"}},
		{"Roe was quoted as saying that the dam is safe.", []string{"Roe|was quoted as saying|the dam is safe"}},
		{"Roe was told by officials that the dam was safe.", []string{"officials|was told|the dam was safe"}},
		{"Roe was accused by neighbours of dumping waste in the river.", []string{"neighbours|was accused|of dumping waste in the river"}},
		{"She was arrested and told that the dam was shut.", nil},
		// less than clauses
		{"Roe vowed to fight the ruling.", []string{"Roe|vowed|to fight the ruling"}},
		{"The company warned of job losses.", []string{"The company|warned|of job losses"}},
		{"Roe accused the ministry of hiding the data.", []string{"Roe|accused|the ministry of hiding the data"}},
		{"Roe called the plan “a farce”.", []string{"Roe|called|the plan “a farce"}},
		{"Health officials urged people to stay at home.", []string{"Health officials|urged|people to stay at home"}},
		{"A spokesman declined to say whether the dam leaks.", []string{"A spokesman|say|whether the dam leaks"}},
		{"The strike, which unions say will cost $4 million a day, begins on Monday.", []string{"unions|say|will cost $4 million a day"}},
		// several in one sentence
		{"“The dam is safe,” Roe said, adding that it was built in 1950.", []string{"Roe|said|The dam is safe", "Roe|adding|it was built in 1950"}},
		{"Roe acknowledged the plan was late, conceded that costs had doubled and warned that more delays would follow.", []string{"Roe|acknowledged|the plan was late", "Roe|conceded|costs had doubled", "Roe|warned|more delays would follow"}},
		{"Roe said the dam was safe, but Berg said it leaked.", []string{"Roe|said|the dam was safe", "Berg|said|it leaked"}},
		{"Democrats say the bill would help, while Republicans argue that it would cost jobs.", []string{"Democrats|say|the bill would help", "Republicans|argue|it would cost jobs"}},
		{"With critics saying that the dam leaks, the ministry ordered an inspection.", []string{"critics|saying|the dam leaks"}},
		{"The ministry said that Roe had told reporters that the dam leaks.", []string{"The ministry|said|Roe had told reporters that the dam leaks", "Roe|told|the dam leaks"}},
		{"“The plan,” Roe said, “will not work.”", []string{"Roe|said|The plan … will not work"}},
		{"So far, 12 people have died, the ministry said on Tuesday, and the toll may rise.", []string{"the ministry|said|So far, 12 people have died … the toll may rise"}},
		// no attributions
		{"Did he say that the dam is safe?", nil},
		{"Roe, a town of 5,000, lies on the river.", nil},
		{"As Roe recalled the storm, the lights went out.", nil},
	} {
		if diff := cmp.Diff(c.want, saidIn(c.text)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.text, diff)
		}
	}
}

func TestSpeakersGetTheirFullNames(t *testing.T) {
	text := "The mayor, Ida Holm, met Jon Berg on Monday. Holm said the dam is safe. She said it was built in 1950. The port authority of Lendal was told. Berg denied that it leaks."
	var got []string
	for _, c := range analyseAll(text, "2024-09-17").Candidates {
		if c.Claimant != "" {
			got = append(got, c.Claimant+": "+c.Wording)
		}
	}
	want := []string{"Ida Holm: The dam is safe.", "Ida Holm: It was built in 1950.", "Jon Berg: Jon Berg denied that it leaks."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestASpeakersOwnDeedIsNotPutIntoHisWords(t *testing.T) {
	found := analyseAll("Jon Berg said the town had ignored the report and called for an inquiry.", "").Candidates
	if c := find(t, found, "called for"); c.Wording != "Jon Berg called for an inquiry." || c.Claimant != "" {
		t.Errorf("got %q by %q", c.Wording, c.Claimant)
	}
}

func TestQuotationsGoOnOverSentencesAndParagraphs(t *testing.T) {
	for text, want := range map[string][]string{
		"“The dam is safe,” Roe said. “It was built in 1950. It will stand.”":            {"Roe|said|The dam is safe … It was built in 1950 … It will stand"},
		"“The dam is safe. It was built in 1950,” Roe said.":                             {"Roe|said|The dam is safe … It was built in 1950"},
		"Roe said: “The dam is safe.\n\n“It was built in 1950.”\n\nThe town has a lake.": {"Roe|said|The dam is safe … It was built in 1950"},
		"Roe said in a statement:\n\n“The dam is safe. It was built in 1950.”":           {"Roe|said|The dam is safe … It was built in 1950"},
		"Roe had this to say:\n\nThe dam is safe.":                                       nil,
		"“The dam is safe,” Roe said. Berg left the room.":                               {"Roe|said|The dam is safe"},
	} {
		if diff := cmp.Diff(want, saidIn(text)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

// pressWords are what sentences with sources are made of.
var pressWords = []string{
	"The ministry", "Jane Roe", "said", "told", "reporters", "that", "the dam is safe", "“", "”", ",", ".", "and", "warned", "of floods", "according to",
	"Roe", "who", "she", "it", "was", "believed", "accused", "by", "as", "put it", "claim", "’s", "adding", "in a statement", "whether", "denied", ":", ";",
	"while", "if", "on Friday", "vowed to", "pay", "\n\n", "—", "(", ")", "I", "think", "they", "with", "saying", "view", "is", "which", "to have", "!",
}

func TestWhatIsSaidNeverHoldsItsOwnCue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pressWords), 1, 50).Draw(t, "words"), " ")
		a := analysed(text)
		for i := range a.sentences {
			checkSpeech(t, text, &a.sentences[i])
		}
	})
}

// checkSpeech fails when an attribution does not lie in its sentence as it must.
func checkSpeech(t *rapid.T, text string, s *sentence) {
	for _, sp := range s.speech {
		if sp.cue[1] > 0 && (sp.cue[0] >= sp.cue[1] || sp.cue[1] > len(s.toks)) || sp.source[0] < 0 || sp.source[1] > len(s.toks) || len(sp.said())+len(sp.goesOn) == 0 {
			t.Fatalf("attribution %+v does not fit %q", sp, s.In(text))
		}
		last := 0
		for _, c := range sp.said() {
			if c[0] < last || c[0] >= c[1] || c[1] > len(s.toks) {
				t.Fatalf("content %v of %+v does not fit %q", c, sp, s.In(text))
			}
			if sp.cue[1] > 0 && c[0] < sp.cue[1] && sp.cue[0] < c[1] {
				t.Fatalf("content %v holds its cue %v in %q", c, sp.cue, s.In(text))
			}
			last = c[1]
		}
		if sp.sure < 0 || sp.sure > 1 || sp.name == "" && sp.sure > 0 || sp.name != "" && sp.sure == 0 {
			t.Fatalf("%q is %v sure in %q", sp.name, sp.sure, s.In(text))
		}
	}
}
