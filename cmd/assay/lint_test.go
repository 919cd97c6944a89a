package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestLintTellsFaultsAndOrder(t *testing.T) {
	good := ok(t, "", "export", "--db", demoDB(t), "--format", "claimreview", "--all", "--base-url", "https://desk.example.org")
	if got := assay(t, good, "lint", "-"); got.status != 0 {
		t.Errorf("our own export: %d %s%s", got.status, got.out, got.err)
	}
	bad := write(t, "bad.json", `{"@context":"https://schema.org","@type":"ClaimReview","claimReviewed":"The lake fell."}`)
	got := assay(t, "", "lint", bad)
	if got.status != 1 || !strings.Contains(got.out, "CR01 error ") || !strings.Contains(got.err, "are errors") {
		t.Errorf("status %d: %s%s", got.status, got.out, got.err)
	}
	var findings []struct{ Rule, Level string }
	if got := assay(t, "", "lint", "--json", bad); json.Unmarshal([]byte(got.out), &findings) != nil || len(findings) == 0 || findings[0].Rule == "" {
		t.Errorf("as JSON: %s", got.out)
	}
	refused(t, 1, "read nosuchfile", "lint", "nosuchfile")
}

func TestSplitNeedsNoDatabase(t *testing.T) {
	out := ok(t, ferry, "split", "--json")
	var doc struct {
		Claims []struct{ Text string }
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || len(doc.Claims) < 2 {
		t.Errorf("%v: %s", err, out)
	}
}
