package main

import (
	"encoding/json"
	"strings"
	"testing"

	"assay/claims/split"
)

func TestSplitPrintsOneClaimALine(t *testing.T) {
	var out strings.Builder
	err := runSplit(strings.NewReader("Prices fell in May, the bank said. Nobody was hurt."), &out, splitOptions{grain: split.Clause})
	if err != nil {
		t.Fatal(err)
	}
	if want := "bank: Prices fell in May.\nNobody was hurt.\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestSplitJSONHasOffsetsOfTheText(t *testing.T) {
	text := "By Mara Pike\n\n“Prices fell,” Jon Berg told reporters on May 3.\n"
	var out strings.Builder
	if err := runSplit(strings.NewReader(text), &out, splitOptions{json: true, date: "2024-09-17"}); err != nil {
		t.Fatal(err)
	}
	var doc splitDoc
	if err := json.Unmarshal([]byte(out.String()), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Lines) != strings.Count(text, "\n")+1 {
		t.Errorf("%d line labels for %q", len(doc.Lines), text)
	}
	if len(doc.Claims) != 1 || text[doc.Claims[0].Start:doc.Claims[0].End] != "Prices fell" || doc.Claims[0].Claimant != "Jon Berg" {
		t.Errorf("claims are %+v", doc.Claims)
	}
	if len(doc.Dates) != 1 || doc.Dates[0].Value != "2024-05-03" {
		t.Errorf("dates are %+v", doc.Dates)
	}
}

func TestSplitBatchKeepsIDsAndAnchors(t *testing.T) {
	in := `{"id":"a","text":"The pier closed on Monday.","anchor":"2024-09-17"}
{"id":7,"text":""}
`
	var out strings.Builder
	if err := runSplit(strings.NewReader(in), &out, splitOptions{batch: true, json: true}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"id":"a"`) || !strings.Contains(lines[0], "2024-09-16") || !strings.HasPrefix(lines[1], `{"id":7`) {
		t.Errorf("got %s", out.String())
	}
}

func TestSplitRefusesWhatIsNoText(t *testing.T) {
	for _, tc := range []struct {
		in  string
		opt splitOptions
	}{
		{"\xff\xfe", splitOptions{}},
		{"{broken", splitOptions{batch: true}},
	} {
		if err := runSplit(strings.NewReader(tc.in), &strings.Builder{}, tc.opt); err == nil {
			t.Errorf("%q is accepted", tc.in)
		}
	}
}
