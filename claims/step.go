package claims

// Step is what a claim waits for next. It is worked out from the claim, its evidence, verdict and publication, and
// never set by hand.
type Step string

// The steps.
const (
	StepLook     Step = "look"     // a candidate: accept or reject it
	StepEvidence Step = "evidence" // accepted, nothing found yet
	StepVerdict  Step = "verdict"  // there is evidence, or a verdict that was sent back: a review is wanted
	StepSecond   Step = "second"   // one review is in, sealed; somebody else's is wanted
	StepDispute  Step = "dispute"  // the reviews differ: an editor decides
	StepPublish  Step = "publish"  // decided, not public
	StepWait     Step = "wait"     // pending until the day it settles on
	StepCarried  Step = "carried"  // it repeats a claim that has a verdict
	StepDone     Step = "done"     // public
	StepClosed   Step = "closed"   // rejected, merged, split or withdrawn
)

// Steps lists the steps that the queue offers, in its order.
var Steps = []Step{StepDispute, StepSecond, StepVerdict, StepWait, StepPublish, StepEvidence, StepLook, StepCarried, StepDone}

// Standing is what, beside the claim itself, decides what it waits for.
type Standing struct {
	Evidence    int          // pieces
	Verdict     *Verdict     // nil when there is none
	Publication *Publication // nil when there is none
	Round       *Round       // the last one; nil when there is none
	Carried     bool         // a verdict on another claim stands for this one
}

// NextStep works out the step. A wait ends by itself on the day the claim settles on: see Due.
func NextStep(c Claim, s Standing) Step {
	switch {
	case !c.State.Open():
		return StepClosed
	case c.State == Proposed:
		return StepLook
	case s.Round != nil && s.Round.State == Disputed:
		return StepDispute
	case s.Round != nil && s.Round.State == Reviewing && len(s.Round.Reviews) > 0:
		return StepSecond
	case s.Round != nil && s.Round.State == Reviewing:
		return StepVerdict
	case s.Verdict == nil && s.Carried:
		return StepCarried
	case s.Verdict == nil && s.Evidence == 0:
		return StepEvidence
	case s.Verdict == nil:
		return StepVerdict
	case s.Verdict.Rating == RatingPending:
		return StepWait
	case s.Publication == nil || s.Publication.State == Retracted || s.Publication.Revision != s.Verdict.Version:
		return StepPublish
	}
	return StepDone
}

// Due tells whether a pending claim's day has come.
func Due(step Step, settlesOn, today Date) bool {
	return step == StepWait && settlesOn != "" && settlesOn <= today
}
