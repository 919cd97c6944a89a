package split

import (
	"strings"
	"testing"

	"assay/claims"
)

func TestDescribeKnowsWhatStandsInTheChosenWords(t *testing.T) {
	text := "Minister Jane Holt said the harbour may open on 3 May. The pier was built in 1911."
	blocks := []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}}
	words := "the harbour may open on 3 May"
	start := strings.Index(text, words)
	c := Describe(text, blocks, claims.Span{Start: start, End: start + len(words)}, Options{Published: "2024-04-20", Lang: "en"})
	if c.Claimant != "Jane Holt" {
		t.Errorf("claimant %q, want Jane Holt", c.Claimant)
	}
	if len(c.Hedges) != 1 || c.Hedges[0].Text != "may" {
		t.Errorf("hedges %v, want may", c.Hedges)
	}
	if len(c.Dates) != 1 || c.Dates[0].Value != "2024-05-03" {
		t.Errorf("dates %v, want 2024-05-03", c.Dates)
	}
	if c.Kind != claims.Prediction || c.SettlesOn != "2024-05-03" {
		t.Errorf("kind %s settles on %q, want a prediction that settles on 2024-05-03", c.Kind, c.SettlesOn)
	}
}

func TestDescribeOfWordsOutsideEverySentenceIsEmpty(t *testing.T) {
	c := Describe("", nil, claims.Span{Start: 0, End: 1}, Options{})
	if c.Wording != "" || c.Claimant != "" || len(c.Spans) != 1 {
		t.Errorf("got %+v", c)
	}
}
