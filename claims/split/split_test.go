package split

import (
	"slices"
	"strings"
	"testing"

	"assay/claims"
)

// astana is an article as it is copied from a page: menus, adverts and pleas around eight paragraphs.
const astana = `Back to...

GET VISIBLE! Advertise Here. Find Out More

Share Our Stories! - Click Here

Opposition Groups Invited To Moscow

By Stephen Weller

Ahead of next month’s continued peace talks in Geneva next, Sergey Lavrov invited representatives from opposition groups to meet with him in Moscow on January 27.

Earlier in Astana, Kazakhstan, head of Russia’s delegation to peace talks, Alexander Lavrentyev, indicated they’d be coming.

The Astana meeting established a mechanism to monitor ceasefire, prelude to more substantive talks in Geneva, possibly as early as February 8.

Some reports indicated later in the month. It’s unknown if groups not in Astana will be attending. Combating them continues.

On Wednesday, Lavrov said “our delegation also held several direct meetings with representatives of the armed opposition.”

“That is, the government and armed opposition groups are essentially ready to pool efforts.”

Commenting on the just concluded Astana meeting, Lavrov optimistically said its results achieved a “new level” of efforts to try resolving the conflict.

Stephen Weller lives in Chicago. He can be reached at

His new book as editor and contributor is titled "Flashpoint."

Visit his blog site at

Listen to cutting-edge discussions with distinguished guests on the Progressive Radio News Hour.

Donate to Support Free & Honest Journalism At   Subscribe To The Radio! Enormous Online Archives`

// analyseAll runs the whole pipeline with what the text says about itself.
func analyseAll(text string, published claims.Date) Analysis {
	return Analyse(text, Blocks(text), Options{Published: published})
}

func find(t *testing.T, list []claims.Candidate, words string) claims.Candidate {
	t.Helper()
	for _, c := range list {
		if strings.Contains(c.Wording, words) {
			return c
		}
	}
	var have []string
	for _, c := range list {
		have = append(have, c.Wording)
	}
	t.Fatalf("no candidate has the words %q; there are:\n%s", words, strings.Join(have, "\n"))
	return claims.Candidate{}
}

func TestOneSentenceWithThreeClaimsGivesThreeCandidates(t *testing.T) {
	text := "The Astana meeting established a mechanism to monitor ceasefire, prelude to more substantive talks in Geneva, possibly as early as February 8."
	found := analyseAll(text, "2017-01-26").Candidates
	var got []string
	for _, c := range found {
		got = append(got, c.Wording)
	}
	want := []string{
		"The Astana meeting established a mechanism to monitor ceasefire.",
		"The Astana meeting is prelude to more substantive talks in Geneva.",
		"More substantive talks in Geneva are possibly as early as February 8, 2017.",
	}
	if !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	last := found[2]
	if last.Kind != claims.Prediction || last.Modality != claims.Hedged || last.SettlesOn != "2017-02-08" {
		t.Errorf("kind %s, modality %s, settles on %q; want prediction, hedged, 2017-02-08", last.Kind, last.Modality, last.SettlesOn)
	}
	if len(last.Dates) != 1 || last.Dates[0].Value != "2017-02-08" {
		t.Errorf("dates are %+v, want one of 2017-02-08", last.Dates)
	}
	var hedged []string
	for _, h := range last.Hedges {
		hedged = append(hedged, h.Text)
	}
	if !slices.Equal(hedged, []string{"possibly", "as early as"}) {
		t.Errorf("hedges are %q", hedged)
	}
	if got := claims.Quote(text, last.Spans); got != "more substantive talks in Geneva … possibly as early as February 8" {
		t.Errorf("its words are %q", got)
	}
}

func TestWordsAreAscribedToWhoSaidThem(t *testing.T) {
	found := analyseAll(astana, "2017-01-26").Candidates
	for _, want := range []struct{ words, claimant string }{
		{"They’d be coming", "Alexander Lavrentyev"},
		{"held several direct meetings", "Sergey Lavrov"},
		{"essentially ready to pool efforts", "Sergey Lavrov"},
		{"new level", "Sergey Lavrov"},
		{"invited representatives", ""},
		{"established a mechanism", ""},
	} {
		if c := find(t, found, want.words); c.Claimant != want.claimant {
			t.Errorf("%q is ascribed to %q, want %q", c.Wording, c.Claimant, want.claimant)
		}
	}
	role := find(t, found, "Alexander Lavrentyev is head of Russia’s delegation")
	if role.CheckWorthy {
		t.Error("a bare role is check-worthy")
	}
	if c := find(t, found, "ready to pool efforts"); c.Attribution.Quote != claims.Direct {
		t.Errorf("a paragraph in quotation marks has quote %q", c.Attribution.Quote)
	}
}

func TestKindsOfStatementAreToldApart(t *testing.T) {
	for _, tc := range []struct {
		text string
		want claims.Kind
	}{
		{"The council closed the swimming pool in March.", claims.Fact},
		{"The council will close the swimming pool in March.", claims.Prediction},
		{"The council should close the swimming pool.", claims.Opinion},
		{"The council plans to close the swimming pool.", claims.Intention},
		{"Will the council close the swimming pool?", claims.Question},
		{"If the pump fails, the pool closes.", claims.Conditional},
		{"The new swimming pool is a disgraceful mess.", claims.Opinion},
	} {
		found := analyseAll(tc.text, "2024-02-01").Candidates
		if len(found) != 1 || found[0].Kind != tc.want {
			t.Errorf("%q: got %+v, want one %s", tc.text, found, tc.want)
		}
	}
}

func TestWhatTurnsOnTheOtherPartStaysWhole(t *testing.T) {
	for _, text := range []string{
		"If the dam holds, the valley is safe and the road opens.",
		"Rather than raise the fee, the board cut the service and closed the hall.",
		"Neither the mayor nor the council signed the contract and read the report.",
		"The bank did not raise its rate.",
		"Debt grew faster than income and savings.",
		"The fund pays between 2.5 and 3 per cent on deposits.",
	} {
		found := analyseAll(text, "").Candidates
		if len(found) != 1 || !strings.EqualFold(found[0].Wording, text) {
			t.Errorf("%q was not left whole: %+v", text, found)
		}
	}
}

func TestFineGrainParts(t *testing.T) {
	text := "Brenna and Colm are excluded."
	opt := Options{Grain: Fine}
	if n := len(Split(text, Blocks(text), opt)); n != 2 {
		t.Errorf("fine grain gives %d candidates, want 2", n)
	}
	opt.Grain = Clause
	if n := len(Split(text, Blocks(text), opt)); n != 1 {
		t.Errorf("clause grain gives %d candidates, want 1", n)
	}
}

func TestOtherLanguagesGiveACandidateForEverySentence(t *testing.T) {
	for _, text := range []string{
		"Der Stadtrat hat am 3. Oktober die Brücke gesperrt. Die Reparatur kostet nach Angaben der Stadt drei Millionen Euro.",
		"市議会は月曜日に橋を閉鎖した。修理には三週間かかる見込みだ。",
		"أغلقت المدينة الجسر يوم الاثنين بعد العثور على شقوق. وتقدر تكلفة الإصلاح بثلاثة ملايين.",
	} {
		a := analyseAll(text, "2024-05-14")
		if len(a.Candidates) != 2 {
			t.Errorf("%q gives %d candidates, want 2", text, len(a.Candidates))
		}
	}
}
