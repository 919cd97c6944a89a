package claimstest

import (
	"testing"

	"assay/claims"
)

func TestTheValuesKeepTheRulesOfPackageClaims(t *testing.T) {
	if err := Draft().Article.Check(); err != nil {
		t.Errorf("draft: %v", err)
	}
	if err := Desk().Check(); err != nil {
		t.Errorf("desk: %v", err)
	}
	for _, u := range Users() {
		if err := claims.CheckUser(u); err != nil || !claims.ValidID(u.ID) {
			t.Errorf("user %s: id %q, %v", u.Name, u.ID, err)
		}
	}
	text := Text()
	for _, r := range append(Rows(), ClosedRows()...) {
		if !claims.SpansValidIn(text, r.Appearance.Spans) {
			t.Errorf("claim %d: spans %v do not lie in the text", r.No, r.Appearance.Spans)
		}
		if r.State.Open() != (r.Step != claims.StepClosed) {
			t.Errorf("claim %d: state %s with step %s", r.No, r.State, r.Step)
		}
	}
}

func TestTheDossiersWaitForTheStepTheySay(t *testing.T) {
	for name, d := range map[string]claims.Dossier{
		"without a verdict": Dossier(), "decided": Decided(), "published": Published(), "pending": Pending(), "proposed": Proposal(),
		"sealed": Sealed(), "disputed": Disputed(), "adjudicated": Adjudicated(),
	} {
		if got := claims.NextStep(d.Claim, claims.Standing{Evidence: len(d.Evidence), Verdict: d.Verdict, Publication: d.Publication, Round: d.Round}); got != d.Step {
			t.Errorf("%s: step %q, the dossier says %q", name, got, d.Step)
		}
	}
}

func TestTheFirstQuoteStandsInItsCopy(t *testing.T) {
	if !claims.QuoteStandsIn(Evidence()[0].Quote, Snapshot().Text) {
		t.Error("the quote of the first piece of evidence is not in the snapshot")
	}
}
