package claims

import (
	"slices"
	"strings"
	"time"
)

// Tone decides how a rating is drawn: shape, underline and colour. It carries no meaning of its own.
type Tone string

// The tones.
const (
	TonePos     Tone = "pos"
	TonePosWeak Tone = "pos-weak"
	ToneMixed   Tone = "mixed"
	ToneNegWeak Tone = "neg-weak"
	ToneNeg     Tone = "neg"
	ToneUnknown Tone = "unknown"
	ToneOut     Tone = "out"
	ToneOpen    Tone = "open" // no verdict yet: a state, not a rating
)

// Rating is one point of a scale.
type Rating struct {
	Key        string `json:"key"`        // permanent within its scale
	Label      string `json:"label"`      // what readers see
	Definition string `json:"definition"` // when it applies, shown at the moment of choice
	Value      int    `json:"value"`      // 1..5, more is truer; 0 for an ungraded rating, which never has a number
	Tone       Tone   `json:"tone"`
}

// Graded tells whether the rating is a point on the line from false to true.
func (r Rating) Graded() bool { return r.Value > 0 }

// Scale is a version of a desk's ratings, in the order in which they are offered.
type Scale struct {
	Number  int      `json:"number"` // version of the scale, from 1
	Ratings []Rating `json:"ratings"`
	Version int      `json:"version"`
}

// Rating returns the rating with that key; ok is false when there is none.
func (s Scale) Rating(key string) (r Rating, ok bool) {
	i := slices.IndexFunc(s.Ratings, func(r Rating) bool { return r.Key == key })
	if i < 0 {
		return Rating{}, false
	}
	return s.Ratings[i], true
}

// The keys of ratings that rules speak of.
const (
	RatingPending      = "pending"
	RatingNotCheckable = "not-checkable"
)

// DefaultScale is the scale of a new desk. Five graded ratings, the number that most published scales have; ungraded
// outcomes are told apart, since a number for "not enough evidence" would rank it against "false".
func DefaultScale() Scale {
	return Scale{Number: 1, Ratings: []Rating{
		{"true", "True", "The evidence bears the claim out in all that matters.", 5, TonePos},
		{"mostly-true", "Mostly true", "Right in the main; a detail is off or needs saying.", 4, TonePosWeak},
		{"half-true", "Half true", "Part of it holds and part does not.", 3, ToneMixed},
		{"mostly-false", "Mostly false", "A core of truth, but what it says in the main is wrong.", 2, ToneNegWeak},
		{"false", "False", "The evidence shows that it is not so.", 1, ToneNeg},
		{"not-enough-evidence", "Not enough evidence", "What could be found neither bears it out nor refutes it.", 0, ToneUnknown},
		{"conflicting", "Conflicting evidence", "Good sources contradict each other and it cannot be settled now.", 0, ToneMixed},
		{"missing-context", "Missing context", "Literally right, but misleading without what it leaves out.", 0, ToneNegWeak},
		{RatingPending, "Pending", "It speaks of a day that has not come.", 0, ToneUnknown},
		{"outdated", "Outdated", "It was right once and no longer is.", 0, ToneOut},
		{RatingNotCheckable, "Not checkable", "No evidence could settle it.", 0, ToneOut},
		{"satire", "Satire", "It was not meant to be believed.", 0, ToneOut},
	}}
}

// Aspect is what about a claim is rated.
type Aspect string

// The aspects: for a reported claim the two are different questions.
const (
	Content        Aspect = "content"     // is it so?
	AttributionFit Aspect = "attribution" // did the claimant say it?
)

// Review is one reviewer's judgement of a claim. It never changes once submitted.
type Review struct {
	ID          string    `json:"id"`
	ClaimID     string    `json:"claim_id"`
	Round       int       `json:"round"` // from 1; the revision of the verdict that it leads to
	Reviewer    string    `json:"reviewer"`
	ScaleNumber int       `json:"scale"`
	Rating      string    `json:"rating"` // key
	Aspect      Aspect    `json:"aspect"`
	Summary     string    `json:"summary"`   // one sentence for readers
	Rationale   string    `json:"rationale"` // why, in words
	Evidence    []string  `json:"evidence"`  // ids of the evidence considered
	Submitted   time.Time `json:"submitted"` // UTC
	Version     int       `json:"version"`
}

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
	Decided     time.Time `json:"decided"`    // UTC
	Version     int       `json:"version"`    // the revision, from 1
}

// NewVerdict is the form by which a verdict is given or changed.
type NewVerdict struct {
	ClaimID    string
	Version    int // revision that the form was made from; 0 when there was no verdict
	Rating     string
	Aspect     Aspect
	Summary    string
	Rationale  string
	AsOf       Date
	Evidence   []string       // ids
	Correction CorrectionKind // needed when the verdict it changes is published
	PublicNote string         // needed with Correction
}

// DecideVerdict turns a form into a review and the verdict that follows from it under a policy of one review.
// reviewID is the id of the new review, today the desk's day. The dossier must hold the claim, its evidence, scale,
// verdict and publication.
// Errors: ErrForbidden; ErrInvalid for a claim that is not accepted; FieldErrors ("rating", "aspect", "summary",
// "rationale", "as_of", "evidence", "correction", "public_note").
//
// A claim that settles on a later day can only be Pending (or Not checkable) until then: a rating of truth would be
// a guess. Every other rating needs evidence, except Not checkable and Satire, which are about the
// statement itself, and Not enough evidence, which may rest on having found none.
func DecideVerdict(d Dossier, in NewVerdict, reviewID string, by Actor, at time.Time, today Date) (Review, Verdict, error) {
	if err := MayDecide(d, by); err != nil {
		return Review{}, Verdict{}, err
	}
	if err := checkVerdict(d, in, today); err != nil {
		return Review{}, Verdict{}, err
	}
	revision := 1
	if d.Verdict != nil {
		revision = d.Verdict.Version + 1
	}
	asOf := in.AsOf
	if asOf == "" {
		asOf = today
	}
	r := Review{
		ID: reviewID, ClaimID: d.Claim.ID, Round: revision, Reviewer: by.ID, ScaleNumber: d.Scale.Number,
		Rating: in.Rating, Aspect: in.Aspect, Summary: strings.TrimSpace(in.Summary),
		Rationale: strings.TrimSpace(in.Rationale), Evidence: in.Evidence, Submitted: at,
	}
	v := Verdict{
		ClaimID: d.Claim.ID, ScaleNumber: d.Scale.Number, Rating: in.Rating, Aspect: in.Aspect, Summary: r.Summary,
		Rationale: r.Rationale, AsOf: asOf, Reviews: []string{reviewID}, Evidence: in.Evidence,
		DecidedBy: by.ID, Decided: at,
	}
	return r, v, nil
}

// MayDecide tells whether the actor may give the claim a verdict, or change the one it has: a published one needs the
// right to publish. Errors: ErrForbidden, ErrInvalid for a claim that is not accepted.
func MayDecide(d Dossier, by Actor) error {
	if err := by.Check(MayWork); err != nil {
		return err
	}
	if d.Claim.State != Accepted {
		return Problem("Only an accepted claim can get a verdict. Accept it first.")
	}
	if d.Published() {
		return by.Check(MayPublish)
	}
	return nil
}

func checkVerdict(d Dossier, in NewVerdict, today Date) error {
	var bad FieldErrors
	rating, ok := d.Scale.Rating(in.Rating)
	early := d.Claim.SettlesOn > today
	switch {
	case !ok:
		bad.Add("rating", "Choose a rating.")
	case early && in.Rating != RatingPending && in.Rating != RatingNotCheckable:
		bad.Add("rating", "This claim settles on "+string(d.Claim.SettlesOn)+". Until then it can only be Pending, or Not checkable.")
	case !early && in.Rating == RatingPending:
		bad.Add("rating", "Pending is for a claim that settles on a later day. Set that day on the claim first.")
	}
	if in.Aspect != Content && in.Aspect != AttributionFit {
		bad.Add("aspect", "Choose what is rated: the content, or whether it was said.")
	}
	checkLine(&bad, "summary", in.Summary, MaxLine, false)
	checkProse(&bad, "rationale", in.Rationale, MaxProse, true)
	if in.AsOf > today {
		bad.Add("as_of", "Information cannot be as of a day that has not come.")
	}
	if _, day := in.AsOf.Day(); in.AsOf != "" && !day {
		bad.Add("as_of", "Write the day as year-month-day, for instance 2017-02-08.")
	}
	for _, id := range in.Evidence {
		if !slices.ContainsFunc(d.Evidence, func(e EvidenceRow) bool { return e.ID == id }) {
			bad.Add("evidence", "One of the pieces of evidence was removed. Look at the list again.")
			break
		}
	}
	if ok && len(in.Evidence) == 0 && rating.needsEvidence() {
		bad.Add("evidence", "Add at least one source, and tick what you relied on.")
	}
	if d.Published() {
		if !slices.Contains(CorrectionKinds, in.Correction) {
			bad.Add("correction", "This verdict is published. Say what kind of change this is.")
		}
		checkProse(&bad, "public_note", in.PublicNote, MaxProse, true)
	}
	return bad.Err()
}

func (r Rating) needsEvidence() bool {
	return r.Key != RatingNotCheckable && r.Key != "satire" && r.Key != RatingPending && r.Key != "not-enough-evidence"
}
