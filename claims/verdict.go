package claims

import "time"

// Verdict is the desk's decision on a claim. There is one per claim; each change is a revision, and its number is
// the version of the entity.
type Verdict struct {
	ClaimID     string    `json:"claim_id"`
	ScaleNumber int       `json:"scale"`
	Rating      string    `json:"rating"` // key
	Aspect      Aspect    `json:"aspect"`
	Summary     string    `json:"summary"`
	Rationale   string    `json:"rationale"`
	AsOf        Date      `json:"as_of"`      // the day up to which the information goes; part of the verdict
	Reviews     []string  `json:"reviews"`    // ids of the reviews it rests on
	Evidence    []string  `json:"evidence"`   // ids of the evidence it rests on
	DecidedBy   string    `json:"decided_by"` // user id
	How         How       `json:"how,omitempty"`
	Decided     time.Time `json:"decided"` // UTC
	Version     int       `json:"version"` // the revision, from 1
}

// How says what made a verdict of reviews. Verdicts from before there were rounds have none, and rest on one review.
type How string

// The ways to a verdict.
const (
	ByReview       How = "review"       // one review was enough
	ByAgreement    How = "agreement"    // two people judged apart and alike
	ByAdjudication How = "adjudication" // they differed, and an editor decided
)

// by makes a verdict of what was found, as decided by somebody.
func (v Verdict) by(how How, by Actor, at time.Time, reviews ...string) *Verdict {
	v.How, v.DecidedBy, v.Decided, v.Reviews = how, by.ID, at, reviews
	return &v
}
