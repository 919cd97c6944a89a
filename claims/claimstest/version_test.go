package claimstest

import (
	"testing"

	"assay/claims"
)

func TestTheNewerTextMakesOfTheClaimsWhatThereIs(t *testing.T) {
	seen := map[claims.Anchor]int{}
	for _, o := range Renewal().Outcomes {
		seen[o.Anchor()]++
	}
	for _, a := range []claims.Anchor{claims.AnchorExact, claims.AnchorMoved, claims.AnchorAmbiguous, claims.AnchorLost} {
		if seen[a] == 0 {
			t.Errorf("no claim is %s", a)
		}
	}
	for n, want := range map[int]claims.Anchor{3: claims.AnchorLost, 5: claims.AnchorAmbiguous, 6: claims.AnchorMoved} {
		if got := Anchoring(n).Claim.Unsettled(); got != want {
			t.Errorf("claim %d is %s, want %s", n, got, want)
		}
	}
}
