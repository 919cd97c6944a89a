package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// speakersIn returns the resolved source of every attribution of a text.
func speakersIn(text string) []string {
	var out []string
	for _, a := range mentionsOf(text, "").Attributions {
		out = append(out, a.Name)
	}
	return out
}

func TestSourcesAreResolvedInsideTheArticle(t *testing.T) {
	for text, want := range map[string]string{
		// short names, titles and acronyms
		"Ida Holm opened the dam. Holm said it was safe.":                                     "Ida Holm",
		"Ida Holm opened the dam. Ida said it was safe.":                                      "Ida Holm",
		"Jon Holm and Ida Holm met. Mr. Holm said the dam was safe. Ms. Holm said it leaked.": "Jon Holm, Ida Holm",
		"The United Nations (UN) sent aid. The UN said it had arrived.":                       "United Nations",
		"The Bank of Lendal (BOL) raised rates. The BOL said prices would fall.":              "Bank of Lendal",
		"Prime Minister Ida Holm spoke on Monday. Holm said taxes would fall.":                "Ida Holm",
		"“The dam is safe,” said Ida Holm for the port.":                                      "Ida Holm",
		// offices and bodies
		"Mayor Ida Holm met farmers. The mayor said the dam was safe.":                  "Ida Holm",
		"Ida Holm, the mayor, met Jon Berg, a farmer. The mayor said the dam was safe.": "Ida Holm",
		"Mayor Ida Holm met Mayor Jon Berg. The mayor said the dam was safe.":           "mayor",
		"Health Ministry officials met on Monday. The ministry said the ward was full.": "Health Ministry",
		// he and she
		"Ida Holm said the dam was safe. She said it was old.":                                       "Ida Holm, Ida Holm",
		"Ida Holm, the mayor, met Jon Berg, a farmer. He said the dam leaked. She said it was safe.": "Jon Berg, Ida Holm",
		"Jon Berg spoke to reporters about Karl Lund. He said the dam leaked.":                       "Jon Berg",
		"The dam is old. He said it leaked.":                                                         "",
		"“The dam is safe,” Roe said.\n\n“It will stand,” she added.":                                "Roe, Roe",
		"Berg inspected the dam with Jon Roe. “The dam is safe,” he said.":                           "Berg",
		"The mill is in Lendal. Lendal pays for it. He said it was cheap.":                           "",
		"The World Health Organization met. WHO says the air is bad.":                                "World Health Organization",
		"The National Bank of Lendal met. The NBL says prices fell.":                                 "National Bank of Lendal",
		"As his daughter, Ida Holm, said, the dam is safe.":                                          "Ida Holm",
		"According to the mayor, Ida Holm, the dam is safe.":                                         "Ida Holm",
		"According to the mayor, Ida Holm has left.":                                                 "mayor",
		"Ida Holm, head of the museum at Port College, Lendal, said it was new.":                     "Ida Holm",
		"Residents met. Many of them say that the dam leaks. They accept that it is old.":            "many residents, many residents",
		// they, it, and their own
		"The Water Council met on Monday. It said the dam was safe.":                         "Water Council",
		"Residents complained that the noise was unbearable. They said it had begun in May.": "Residents, Residents",
		"A study of 12 dams found that most are safe. Its authors say two are not.":          "study of 12 dams, study’s authors",
		// the speaker's own "I", and nobody's
		"“I think the dam is safe,” Ida Holm said.": "Ida Holm, Ida Holm",
		"I think the dam is safe.":                  "",
	} {
		if diff := cmp.Diff(want, strings.Join(speakersIn(text), ", ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestWhoeverHasTheFloorIsI(t *testing.T) {
	for text, want := range map[string]string{
		"Ida Holm acts for the port. Miss Holm?\n\nThank you. I think the dam is safe.":                           "Ida Holm",
		"Speaker Holm. Thank you. I think the dam is safe.":                                                       "Holm",
		"Ida Holm: The dam is safe. I think it will stand.\n\nJon Berg: It leaks.\n\nIda Holm: It does not leak.": "Ida Holm, Ida Holm, Jon Berg, Ida Holm",
		"Ida Holm wrote:\n\nFraud prevents a fair vote. It did so in 1860.\n\nThe town was calm.":                 "Ida Holm",
		"Lendal: The dam is safe.\n\nThe town lies in Lendal.":                                                    "",
	} {
		var got []string
		for _, a := range analyseAll(text, "").Attributions {
			got = append(got, a.Name)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestPresentTenseOfManyReports(t *testing.T) {
	for text, want := range map[string]string{
		"Officials at the bank say that prices fell.":        "Officials at the bank",
		"Officials at the bank say prices fell.":             "Officials at the bank",
		"Critics of the plan claim that it is a waste.":      "Critics of the plan",
		"The reports in the bank show were late.":            "",
		"The dam, which Roe says is safe, was built in May.": "Roe",
		"Ida Holm once said: “The dam is safe.”":             "Ida Holm",
		"Ida Holm told the council, I will not sign it.":     "Ida Holm",
		"I think, if you look closely, the dam leaks.":       "",
	} {
		var got []string
		for _, name := range speakersIn(text) {
			if name != "" {
				got = append(got, name)
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestPronounsAreLessSureThanNames(t *testing.T) {
	a := analysed("Ida Holm said the dam was safe. She said it was old. Jon Berg was not there. Nobody came. The lake was low. She added that the dam leaked.")
	var got []float64
	for i := range a.sentences {
		for _, sp := range a.sentences[i].speech {
			got = append(got, sp.sure)
		}
	}
	want := []float64{sureness[asNamed], sureness[byNear], sureness[byFar]}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNestedSpeakersFormAChain(t *testing.T) {
	a := analysed("The ministry said that Ida Holm had told reporters that doctors believe the air is bad.")
	var got []string
	for _, sp := range a.sentences[0].speech {
		got = append(got, sp.name+" < "+strings.Join(sp.chain, " < "))
	}
	want := []string{"ministry < ", "Ida Holm < ministry", "doctors < ministry < Ida Holm"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// analysed reads the names and attributions of a text.
func analysed(text string) *article {
	a := newArticle(text, Blocks(text), Options{Lang: "en"})
	a.nameNames()
	a.attribute()
	return a
}
