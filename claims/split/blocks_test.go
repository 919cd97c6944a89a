package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// kinds returns the kind of every block, with its first words.
func kinds(text string) []string {
	var out []string
	for _, b := range Blocks(text) {
		words := strings.Fields(b.In(text))
		out = append(out, string(b.Kind)+": "+strings.Join(words[:min(2, len(words))], " "))
	}
	return out
}

func TestAScrapedPageIsPartedFromItsFurniture(t *testing.T) {
	want := []string{
		"furniture: Back to...", "furniture: GET VISIBLE!", "furniture: Share Our", "headline: Opposition Groups", "byline: By Stephen",
		"text: Ahead of", "text: Earlier in", "text: The Astana", "text: Some reports", "text: On Wednesday,", "text: “That is,", "text: Commenting on",
		"about: Stephen Weller", "about: His new", "furniture: Visit his", "furniture: Listen to", "furniture: Donate to",
	}
	if diff := cmp.Diff(want, kinds(astana)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPartsOfAnArticleAreTold(t *testing.T) {
	body := "The council closed the pier on Monday after divers had found rust in it, an official said."
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"one sentence is text":           {"Nobody was hurt.", []string{"text: Nobody was"}},
		"a fragment is text":             {"Pier closed", []string{"text: Pier closed"}},
		"names below the headline":       {"Council closes the old pier\nMara Pike and Ole Strand\n\n" + body + "\n\n" + body, []string{"headline: Council closes", "byline: Mara Pike", "text: The council", "text: The council"}},
		"a date below the headline":      {"Council closes the old pier\nBy Mara Pike\n3 May 2019\n\n" + body, []string{"headline: Council closes", "byline: By Mara", "dateline: 3 May", "text: The council"}},
		"a heading between paragraphs":   {body + "\n\nWhat comes next\n\n" + body, []string{"text: The council", "heading: What comes", "text: The council"}},
		"a photograph's caption":         {body + "\n\nThe pier at dusk. (Photo: A. Dahl)\n\n" + body, []string{"text: The council", "caption: The pier", "text: The council"}},
		"an advertisement in the middle": {body + "\n\nADVERTISEMENT\n\n" + body, []string{"text: The council", "furniture: ADVERTISEMENT", "text: The council"}},
		"a list":                         {body + "\n\n• The hull is rusty\n• The mast is gone\n\n" + body, []string{"text: The council", "list: • The", "list: • The", "text: The council"}},
		"a wrapped paragraph": {
			"The council closed the pier on Monday after the divers\nhad found rust in it, an official of the port has said.\n\n" + body,
			[]string{"text: The council", "text: The council"},
		},
		"another language": {
			"Stadt sperrt die alte Brücke\n\nDer Stadtrat hat am Montag die alte Brücke gesperrt, nachdem Taucher Rost gefunden hatten.\n\nMehr Nachrichten",
			[]string{"headline: Stadt sperrt", "text: Der Stadtrat", "furniture: Mehr Nachrichten"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, kinds(tc.text)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMetaSaysOnlyWhatTheTextSays(t *testing.T) {
	body := "\n\nThe council closed the pier on Monday after divers had found rust in it, an official said."
	for name, tc := range map[string]struct {
		text string
		want Meta
	}{
		"headline, byline, date": {"Council closes the old pier\nBy Mara Pike | Updated May 3, 2019" + body, Meta{"Council closes the old pier", "Mara Pike", "2019-05-03", "en"}},
		"a date without a year":  {"Council closes the old pier\nLENDAL, May 3 (Coast Wire)" + body, Meta{Headline: "Council closes the old pier", Lang: "en"}},
		"capital letters":        {"Council closes the old pier\nBY MARA PIKE  |  UPDATED MAY 3, 2019" + body, Meta{"Council closes the old pier", "MARA PIKE", "2019-05-03", "en"}},
		"nothing":                {"", Meta{}},
	} {
		if diff := cmp.Diff(tc.want, ReadMeta(tc.text, Blocks(tc.text))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestTheLanguageIsToldByItsWords(t *testing.T) {
	for lang, text := range map[string]string{
		"de": "Der Stadtrat hat am Montag die alte Brücke gesperrt, nachdem Taucher Rost gefunden hatten. Die Reparatur dauert Wochen.",
		"fr": "Le conseil municipal a fermé lundi le vieux pont après la découverte de rouille dans les piliers, a dit le maire.",
		"ru": "Городской совет закрыл мост в понедельник после того, как водолазы нашли ржавчину.",
		"":   "Pier 39",
	} {
		if got := ReadMeta(text, Blocks(text)).Lang; got != lang {
			t.Errorf("%q is %q, want %q", text, got, lang)
		}
	}
}

func TestBlocksThatDoNotFitArePassedOver(t *testing.T) {
	text := "The pier closed on Monday."
	blocks := []claims.Block{{Span: claims.Span{Start: 0, End: 99}, Kind: claims.Text}, {Span: claims.Span{Start: 4, End: 2}, Kind: claims.Text}}
	if got := Split(text, blocks, Options{}); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}
