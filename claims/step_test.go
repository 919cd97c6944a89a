package claims_test

import (
	"slices"
	"testing"

	"assay/claims"
)

func TestEveryClaimWaitsForOneStep(t *testing.T) {
	verdicts := map[string]*claims.Verdict{"none": nil, "true": {Rating: "true", Version: 2}, "pending": {Rating: claims.RatingPending, Version: 2}}
	publications := map[string]*claims.Publication{
		"none":      nil,
		"current":   {State: claims.Public, Revision: 2},
		"corrected": {State: claims.Corrected, Revision: 2},
		"earlier":   {State: claims.Public, Revision: 1},
		"retracted": {State: claims.Retracted, Revision: 2},
	}
	seen := map[claims.Step]int{}
	for _, state := range states {
		for evidence := range 3 {
			for vname, v := range verdicts {
				for pname, p := range publications {
					var want claims.Step
					switch {
					case state == claims.Rejected, state == claims.Merged, state == claims.SplitUp, state == claims.Withdrawn:
						want = claims.StepClosed
					case state == claims.Proposed:
						want = claims.StepLook
					case vname == "pending":
						want = claims.StepWait
					case vname == "true" && (pname == "current" || pname == "corrected"):
						want = claims.StepDone
					case vname == "true":
						want = claims.StepPublish
					case evidence > 0:
						want = claims.StepVerdict
					default:
						want = claims.StepEvidence
					}
					got := claims.NextStep(claims.Claim{State: state}, claims.Standing{Evidence: evidence, Verdict: v, Publication: p})
					if got != want {
						t.Errorf("%s, %d pieces of evidence, verdict %s, publication %s: %s, want %s", state, evidence, vname, pname, got, want)
					}
					if got != claims.StepClosed && !slices.Contains(claims.Steps, got) {
						t.Errorf("the queue does not offer %s", got)
					}
					seen[got]++
				}
			}
		}
	}
	for _, c := range []struct {
		standing claims.Standing
		want     claims.Step
	}{
		{claims.Standing{Evidence: 1, Round: &claims.Round{State: claims.Reviewing, Need: 2, Reviews: []string{"r1"}}}, claims.StepSecond},
		{claims.Standing{Evidence: 1, Round: &claims.Round{State: claims.Disputed, Need: 2, Reviews: []string{"r1", "r2"}}}, claims.StepDispute},
		{claims.Standing{Verdict: verdicts["true"], Publication: publications["current"], Round: &claims.Round{State: claims.Reviewing}}, claims.StepVerdict},
		{claims.Standing{Evidence: 1, Verdict: verdicts["true"], Publication: publications["current"], Round: &claims.Round{State: claims.Decided}}, claims.StepDone},
		{claims.Standing{Evidence: 1, Round: &claims.Round{State: claims.Returned}}, claims.StepVerdict},
		{claims.Standing{Carried: true}, claims.StepCarried},
		{claims.Standing{Carried: true, Verdict: verdicts["true"]}, claims.StepPublish},
	} {
		got := claims.NextStep(claims.Claim{State: claims.Accepted}, c.standing)
		if got != c.want {
			t.Errorf("%+v waits for %s, want %s", c.standing, got, c.want)
		}
		seen[got]++
	}
	if len(seen) != len(claims.Steps)+1 {
		t.Errorf("only these steps can be reached: %v", seen)
	}
}

func TestAWaitIsOverOnTheDay(t *testing.T) {
	for _, c := range []struct {
		step claims.Step
		on   claims.Date
		due  bool
	}{
		{claims.StepWait, "2026-03-17", true},
		{claims.StepWait, today, true},
		{claims.StepWait, "2026-03-19", false},
		{claims.StepWait, "", false},
		{claims.StepVerdict, "2026-03-17", false},
		{claims.StepClosed, today, false},
	} {
		if got := claims.Due(c.step, c.on, today); got != c.due {
			t.Errorf("%s until %q is due: %v", c.step, c.on, got)
		}
	}
}
