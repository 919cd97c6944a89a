package views

import (
	"slices"
	"time"

	"assay/claims"
)

// takeable tells whether a claim that waits for this is work that somebody can take.
func takeable(s claims.Step) bool {
	switch s {
	case claims.StepEvidence, claims.StepVerdict, claims.StepSecond, claims.StepDispute:
		return true
	}
	return false
}

// mayReopen is the rule for sending a claim back, on words that are in order.
func mayReopen(d claims.Dossier, by claims.Actor) error {
	_, err := claims.Reopen(d, "why", by, time.Time{})
	return err
}

// reopenHint says what sending back does.
func reopenHint(d claims.Dossier) string {
	if d.Round != nil && d.Round.State == claims.Disputed {
		return "Both reviewers see it. Their reviews stay as they are, and new ones are wanted."
	}
	if d.Published() {
		return "A new review is wanted. Readers go on seeing the verdict until another one is published."
	}
	return "A new review is wanted. The verdict stays until there is another one."
}

// reopenedFor is why a claim was sent back, while the new reviews are missing; "" when it was not.
func reopenedFor(d claims.Dossier) string {
	if r := d.Round; r != nil && (r.State == claims.Returned || r.State == claims.Reviewing && len(r.Reviews) == 0) {
		return r.Reason
	}
	return ""
}

// disputeWords says who decides between two reviews.
func disputeWords(p Page, d claims.Dossier) string {
	switch {
	case may(p, d, claims.MayAdjudicate):
		return "Decide for one of them, or for a rating of your own."
	case p.User != nil && d.Round.Has(p.User.ID):
		return "One of them is yours. An editor who wrote neither decides."
	}
	return "An editor who wrote neither decides."
}

// reviewFate says what became of a review of a round that was decided; "" while it is not.
func reviewFate(d claims.Dossier, r claims.ReviewRow) string {
	round := d.Round
	if round == nil || round.No != r.Round {
		return ""
	}
	switch claims.FateOf(r.Review, *round) {
	case claims.FateAgreed:
		return "The other review says the same."
	case claims.FateFollowed:
		if round.Picked == r.ID {
			return "The editor followed it: " + round.Reason
		}
		return "The editor came to the same rating: " + round.Reason
	case claims.FateOverruled:
		return "The editor decided otherwise: " + round.Reason
	}
	return ""
}

// howWords leads from when a verdict was decided to by whom.
func howWords(how claims.How) string {
	switch how {
	case claims.ByAgreement:
		return " by two reviews that agree, the second by "
	case claims.ByAdjudication:
		return " between two reviews, by "
	}
	return " by "
}

// RatingForm is what the forms that rate a claim carry besides the rating.
type RatingForm struct {
	Then   string    // "next" when the answer leads to the next task
	Draft  time.Time // when the draft that the form shows was kept; zero when it shows none
	Chosen string    // which review an adjudicator chose, as the form says it
}

// OwnRating is the choice of an adjudicator who follows neither review.
const OwnRating = "own"

// NewAdjudicationForm is the form as it is first shown: nothing chosen, resting on all evidence.
func NewAdjudicationForm(d claims.Dossier, today claims.Date) claims.Adjudication {
	f := claims.Adjudication{ClaimID: d.Claim.ID, Aspect: claims.Content, AsOf: today}
	if d.Round != nil {
		f.Version = d.Round.Version
	}
	for _, e := range d.Evidence {
		f.Evidence = append(f.Evidence, e.ID)
	}
	return f
}

// inRound are the reviews of the claim's last round, the first first, unless their order is to tell nothing.
func inRound(d claims.Dossier) []claims.ReviewRow {
	rows := slices.DeleteFunc(slices.Clone(d.Reviews), func(r claims.ReviewRow) bool { return d.Round == nil || r.Round != d.Round.No })
	if !d.Policy.HideNames {
		slices.Reverse(rows)
	}
	return rows
}

// reviewLetter names a review of a round: A or B.
func reviewLetter(i int) string { return string(rune('A' + i)) }

// considers are the pieces of evidence that a review relied on.
func considers(d claims.Dossier, r claims.ReviewRow) []claims.EvidenceRow {
	return slices.DeleteFunc(slices.Clone(d.Evidence), func(e claims.EvidenceRow) bool { return !slices.Contains(r.Evidence, e.ID) })
}

// pickOptions are the reviews to choose from, and a rating of one's own.
func pickOptions(d claims.Dossier) []Option {
	var out []Option
	for i, r := range inRound(d) {
		out = append(out, Option{Value: r.ID, Label: "Review " + reviewLetter(i) + ": " + r.Label, Key: string(rune('a' + i)), Then: "f-reason"})
	}
	return append(out, Option{Value: OwnRating, Label: "A rating of my own", Hint: "Fill in the fields below.", Key: "o", Then: "f-reason"})
}

// aspectChoices are the two questions that a reported claim holds, in its own words.
func aspectChoices(d claims.Dossier) []Option {
	out := options([]claims.Aspect{claims.Content, claims.AttributionFit}, AspectLabel)
	if d.Claimant.Name != "" {
		for i, a := range []claims.Aspect{claims.Content, claims.AttributionFit} {
			out[i].Hint = a.Statement(d.Claim.Wording, d.Claimant.Name)
		}
	}
	return out
}

// policyOptions are the rules for how many reviews a verdict needs.
func policyOptions() []Option {
	return []Option{
		{Value: string(claims.Once), Label: "One review", Hint: "The first review is the verdict."},
		{Value: string(claims.Twice), Label: "Two, always", Hint: "Two people judge apart. Equal ratings decide; different ones go to an editor."},
		{Value: string(claims.SomeTwice), Label: "Two for some claims", Hint: "For a share of all claims, for topics, or after certain ratings, as said below."},
	}
}

// fateWords says what became of a review.
func fateWords(r claims.OwnReview) string {
	switch r.Fate {
	case claims.FateAlone:
		return "It is the verdict."
	case claims.FateAgreed:
		return "The other review says the same: it is the verdict."
	case claims.FateFollowed:
		return "The reviews differed, and an editor decided as you did."
	case claims.FateOverruled:
		return "The reviews differed, and an editor decided otherwise:"
	case claims.FateReturned:
		return "The reviews differed and were sent back."
	}
	if r.State == claims.Disputed {
		return "The reviews differ. An editor decides."
	}
	return "Sealed until somebody else has reviewed the claim as well."
}
