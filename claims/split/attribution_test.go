package split

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

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
		var got []string
		for _, a := range mentionsOf(text, "").Attributions {
			got = append(got, a.Source.In(text)+"|"+a.Cue.In(text)+"|"+claims.Quote(text, a.Content))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
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
