package claims

import (
	"slices"
	"strings"
	"time"
)

// Aspect is what about a claim is rated.
type Aspect string

// The aspects: for a reported claim the two are different questions.
const (
	Content        Aspect = "content"     // is it so?
	AttributionFit Aspect = "attribution" // did the claimant say it?
)

// Statement is what a rating of this aspect is about, in words: the claim itself, or that somebody said it. claimant is
// "" for the article's own voice.
func (a Aspect) Statement(wording, claimant string) string {
	switch {
	case a != AttributionFit:
		return wording
	case claimant == "":
		return "The article says: “" + wording + "”"
	}
	return claimant + " said: “" + wording + "”"
}

// Review is one reviewer's judgement of a claim. It never changes once submitted.
type Review struct {
	ID          string    `json:"id"`
	ClaimID     string    `json:"claim_id"`
	Round       int       `json:"round"` // number of the round, from 1
	Reviewer    string    `json:"reviewer"`
	ScaleNumber int       `json:"scale"`
	Rating      string    `json:"rating"` // key
	Aspect      Aspect    `json:"aspect"`
	Summary     string    `json:"summary"`         // one sentence for readers
	Rationale   string    `json:"rationale"`       // why, in words
	AsOf        Date      `json:"as_of,omitempty"` // the day up to which the reviewer looked
	Evidence    []string  `json:"evidence"`        // ids of the evidence considered
	Submitted   time.Time `json:"submitted"`       // UTC
	Version     int       `json:"version"`
}

// agrees tells whether two reviews say the same: one rating of one aspect. What they say beside it is no disagreement.
func (r Review) agrees(o Review) bool { return r.Rating == o.Rating && r.Aspect == o.Aspect }

// finding is the verdict that the review alone would make.
func (r Review) finding() Verdict {
	return Verdict{
		ClaimID: r.ClaimID, ScaleNumber: r.ScaleNumber, Rating: r.Rating, Aspect: r.Aspect, Summary: r.Summary,
		Rationale: r.Rationale, AsOf: r.AsOf, Evidence: r.Evidence,
	}
}

// NewReview is the form by which a claim is rated.
type NewReview struct {
	ClaimID    string
	Version    int // revision of the verdict that the form was made from; 0 when there was none
	Rating     string
	Aspect     Aspect
	Summary    string
	Rationale  string
	AsOf       Date
	Evidence   []string       // ids
	Correction CorrectionKind // needed when the review changes a published verdict at once
	PublicNote string         // needed with Correction
}

// MayReview tells whether the actor may rate the claim now. Errors: ErrForbidden; ErrInvalid for a claim that is not
// accepted, a round in which he has his say already, and a disputed one. Where one review decides, a change to a
// published verdict is public at once and needs the right to publish.
func MayReview(d Dossier, by Actor) error {
	if err := by.Check(MayWork); err != nil {
		return err
	}
	switch {
	case d.Claim.State != Accepted:
		return Problem("Only an accepted claim can be rated. Accept it first.")
	case d.ChangesAtOnce():
		return by.Check(MayPublish)
	case d.Round == nil:
		return nil
	case d.Round.State == Disputed:
		return Problem("The two reviews differ. An editor decides now.")
	case d.Round.State == Reviewing && d.Round.Has(by.ID):
		return Problem("You have submitted your review. It stays as it is, and is shown to nobody until the other one is in.")
	}
	return nil
}

// ChangesAtOnce tells whether the next review changes what readers see: under a policy of one review, and outside a round
// that asks for more.
func (d Dossier) ChangesAtOnce() bool {
	return d.Published() && d.Policy.Alone() && !d.second()
}

// second tells whether the next review is the second one of its round.
func (d Dossier) second() bool { return d.Round != nil && d.Round.Sealed() }

func checkReview(d Dossier, in NewReview, today Date) error {
	var bad FieldErrors
	rating, ok := checkRating(&bad, d, in.Rating, today)
	if in.Aspect != Content && in.Aspect != AttributionFit {
		bad.Add("aspect", "Choose what is rated: the content, or whether it was said.")
	}
	checkLine(&bad, "summary", in.Summary, MaxLine, false)
	// Whoever confirms a degree of truth need not say the reasons again. He does not know whether he does.
	checkProse(&bad, "rationale", in.Rationale, MaxProse, !d.second() || ok && !rating.Graded())
	checkAsOf(&bad, in.AsOf, today)
	checkConsidered(&bad, d, in.Evidence, ok && rating.needsEvidence())
	if d.ChangesAtOnce() {
		checkCorrection(&bad, in.Correction, in.PublicNote)
	}
	return bad.Err()
}

// checkRating checks that a rating may be given today. A claim that settles on a later day can only be Pending (or Not
// checkable) until then: a rating of truth would be a guess.
func checkRating(bad *FieldErrors, d Dossier, key string, today Date) (Rating, bool) {
	rating, ok := d.Scale.Rating(key)
	early := d.Claim.SettlesOn > today
	switch {
	case !ok:
		bad.Add("rating", "Choose a rating.")
	case early && key != RatingPending && key != RatingNotCheckable:
		bad.Add("rating", "This claim settles on "+string(d.Claim.SettlesOn)+". Until then it can only be Pending, or Not checkable.")
	case !early && key == RatingPending:
		bad.Add("rating", "Pending is for a claim that settles on a later day. Set that day on the claim first.")
	}
	return rating, ok
}

func checkAsOf(bad *FieldErrors, asOf, today Date) {
	if asOf > today {
		bad.Add("as_of", "Information cannot be as of a day that has not come.")
	}
	if _, day := asOf.Day(); asOf != "" && !day {
		bad.Add("as_of", "Write the day as year-month-day, for instance 2017-02-08.")
	}
}

// checkConsidered checks the evidence that a rating relies on. Every rating needs some, except Not checkable and Satire,
// which are about the statement itself, Pending, and Not enough evidence, which may rest on having found none.
func checkConsidered(bad *FieldErrors, d Dossier, ids []string, needed bool) {
	for _, id := range ids {
		if !d.hasEvidence(id) {
			bad.Add("evidence", "One of the pieces of evidence was removed. Look at the list again.")
			break
		}
	}
	if len(ids) == 0 && needed {
		bad.Add("evidence", "Add at least one source, and tick what you relied on.")
	}
}

func (d Dossier) hasEvidence(id string) bool {
	return slices.ContainsFunc(d.Evidence, func(e EvidenceRow) bool { return e.ID == id })
}

func checkCorrection(bad *FieldErrors, kind CorrectionKind, note string) {
	if !slices.Contains(CorrectionKinds, kind) {
		bad.Add("correction", "This verdict is published. Say what kind of change this is.")
	}
	checkProse(bad, "public_note", note, MaxProse, true)
}

func (r Rating) needsEvidence() bool {
	return r.Key != RatingNotCheckable && r.Key != "satire" && r.Key != RatingPending && r.Key != "not-enough-evidence"
}

// review is what the form says, once checked.
func (in NewReview) review(d Dossier, id string, round Round, by Actor, at time.Time, today Date) Review {
	asOf := in.AsOf
	if asOf == "" {
		asOf = today
	}
	return Review{
		ID: id, ClaimID: d.Claim.ID, Round: round.No, Reviewer: by.ID, ScaleNumber: round.ScaleNumber, Rating: in.Rating,
		Aspect: in.Aspect, Summary: strings.TrimSpace(in.Summary), Rationale: strings.TrimSpace(in.Rationale), AsOf: asOf,
		Evidence: in.Evidence, Submitted: at, Version: 1,
	}
}

// OwnReview is a review in its author's list, with what became of it.
type OwnReview struct {
	ReviewRow
	ClaimNo  int
	Wording  string
	Headline string
	Lang     string     // of the article
	State    RoundState // of the review's round; Decided for one from before there were rounds
	Fate     Fate
	Reason   string // of whoever adjudicated or sent the round back; ""
	Decided  string // label of the rating that the round came to; "" while it came to none
	Tone     Tone   // of that rating
	Revised  bool   // the claim's verdict has been changed since
}

// Fate is what became of a review.
type Fate string

// What can become of a review.
const (
	FateWaits     Fate = "waits"     // for the other review, or for an editor
	FateAlone     Fate = "alone"     // it is the verdict
	FateAgreed    Fate = "agreed"    // the other one said the same
	FateFollowed  Fate = "followed"  // an editor decided for it, or for its rating
	FateOverruled Fate = "overruled" // an editor decided otherwise
	FateReturned  Fate = "returned"  // the reviews differed and were sent back
)

// FateOf works out what became of a review in a round.
func FateOf(r Review, round Round) Fate {
	switch {
	case round.State == Returned:
		return FateReturned
	case round.State != Decided:
		return FateWaits
	case len(round.Reviews) < 2:
		return FateAlone
	case !round.adjudicated():
		return FateAgreed
	case round.Picked == r.ID || round.Picked == "" && round.Rating == r.Rating:
		return FateFollowed
	}
	return FateOverruled
}
