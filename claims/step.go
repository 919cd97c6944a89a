package claims

// Step is what a claim waits for next. It is worked out from the claim, its evidence, verdict and publication, and
// never set by hand.
type Step string

// The steps.
const (
	StepLook     Step = "look"     // a candidate: accept or reject it
	StepEvidence Step = "evidence" // accepted, nothing found yet
	StepVerdict  Step = "verdict"  // there is evidence, no verdict
	StepPublish  Step = "publish"  // decided, not public
	StepWait     Step = "wait"     // pending until the day it settles on
	StepDone     Step = "done"     // public
	StepClosed   Step = "closed"   // rejected, merged, split or withdrawn
)

// Steps lists the steps that the queue offers, in its order.
var Steps = []Step{StepVerdict, StepPublish, StepEvidence, StepLook, StepWait, StepDone}

// NextStep works out the step. evidence is the number of pieces of evidence; v and p are nil when there is none.
// A wait ends by itself on the day the claim settles on: see Due.
func NextStep(c Claim, evidence int, v *Verdict, p *Publication) Step {
	switch {
	case !c.State.Open():
		return StepClosed
	case c.State == Proposed:
		return StepLook
	case v == nil && evidence == 0:
		return StepEvidence
	case v == nil:
		return StepVerdict
	case v.Rating == RatingPending:
		return StepWait
	case p == nil || p.State == Retracted || p.Revision != v.Version:
		return StepPublish
	}
	return StepDone
}

// Due tells whether a pending claim's day has come.
func Due(step Step, settlesOn, today Date) bool {
	return step == StepWait && settlesOn != "" && settlesOn <= today
}
