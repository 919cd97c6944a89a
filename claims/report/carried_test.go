package report

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/claims"
)

// carried is a claim without a verdict that repeats claim 2 of another article.
func carried() claims.ReportClaim {
	c := sampleClaim(6, "The dam is said to hold", spanOf("the dam holds", 0))
	c.Carried = &claims.Carried{
		Relation: claims.Relation{ID: "rel0000000000001", ClaimID: c.Claim.ID, OtherID: "clm0000000000009", Kind: claims.Repeats, State: claims.RelationHeld, At: noon},
		ByName:   "Mara Ruiz", Claim: claims.Claim{ID: "clm0000000000009", ArticleID: "art0000000000009", No: 2, Wording: "The dam holds"},
		Headline: "Dam <holds>", Lang: "en", Published: true,
		Verdict: claims.Verdict{
			ScaleNumber: 1, Rating: "mostly-false", Aspect: claims.Content, Summary: "It leaks in two places.", AsOf: "2026-01-20", Version: 3,
		},
	}
	c.Carried.Rating, _ = claims.DefaultScale().Rating("mostly-false")
	return c
}

func TestACarriedVerdictNamesWhereItComesFrom(t *testing.T) {
	info, _ := sample()
	line := string(write(t, JSONL, info, carried()))
	for _, want := range []string{
		`"verdict":null,"carried_from":{"id":"clm0000000000009","no":2,"url":"https://checks.example.org/claims/clm0000000000009",`,
		`"relation":"repeats","rating":"mostly-false","label":"Mostly false","value":2,"scale":1,"aspect":"content",`,
		`"summary":"It leaks in two places.","as_of":"2026-01-20","revision":3,"confirmed":"2026-02-01T12:00:00Z","confirmed_by":"Mara Ruiz"}`,
	} {
		if !strings.Contains(line, want) {
			t.Errorf("JSON lines lack %s\n%s", want, line)
		}
	}
	md := string(write(t, Markdown, info, carried()))
	for _, want := range []string{
		"### Carried verdict: Mostly false\n\nIt leaks in two places.\n",
		"- Carried from: [claim 2](<https://checks.example.org/claims/clm0000000000009>) of Dam \\<holds\\>\n- As of: 2026-01-20\n",
		"- Published: yes, for that claim\n", "1 claim, 0 with a verdict, 0 published.",
	} {
		if !strings.Contains(md, want) {
			t.Errorf("Markdown lacks %q\n%s", want, md)
		}
	}
	for f, published := range map[Format]bool{HTML: true, Bundle: false} {
		c := carried()
		c.Carried.Published = published
		text := pageWords(t, string(write(t, f, info, c)))
		for _, want := range []string{"Carried: Mostly false", "Carried from claim 2 of Dam <holds> , as of 2026-01-20, confirmed 2026-02-01T12:00:00Z by Mara Ruiz"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q\n%s", f, want, text)
			}
		}
		if said := strings.Contains(text, "That verdict is not published yet"); said == published {
			t.Errorf("%s says that the verdict is not published: %v", f, said)
		}
	}
	if review := string(write(t, ClaimReview, info, carried())); strings.Contains(review, "mostly") || strings.Contains(review, "Mostly") {
		t.Errorf("a carried verdict is no review of its own:\n%s", review)
	}
}

// pageWords is the text of a page, white space folded.
func pageWords(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			words = append(words, strings.Fields(n.Data)...)
		}
	}
	return strings.Join(words, " ")
}
