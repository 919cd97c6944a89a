package claimstest

import (
	"time"

	"assay/claims"
)

// Sealed is the dossier with one review in of two, as it is stored: what a reader may see of it is for Dossier.For to say.
func Sealed() claims.Dossier {
	d := Decided()
	r := &d.Reviews[0].Review
	r.AsOf = "2026-03-18"
	d.Verdict, d.VerdictBy, d.Step = nil, "", claims.StepSecond
	d.Policy = claims.Policy{Reviews: claims.Twice, LeaseMinutes: 30, Version: 1}
	d.Round = &claims.Round{
		ClaimID: d.Claim.ID, No: 1, Need: 2, Why: "always", ScaleNumber: 1, State: claims.Reviewing, Reviews: []string{r.ID},
		Reviewers: []string{ReviewerID}, Opened: r.Submitted, Version: 1,
	}
	d.Filed = []string{User(claims.Reviewer).Name}
	return d
}

// Disputed is the dossier with two reviews that differ; the second gives no reasons.
func Disputed() claims.Dossier {
	d := Sealed()
	second := claims.ReviewRow{
		Review: claims.Review{
			ID: ID(602), ClaimID: d.Claim.ID, Round: 1, Reviewer: ID(7), ScaleNumber: 1, Rating: "half-true", Aspect: claims.Content,
			AsOf: "2026-03-18", Evidence: []string{d.Evidence[2].ID}, Submitted: Now.Add(-5 * time.Minute), Version: 1,
		},
		ReviewerName: "Bea Lindqvist", Label: "Half true", Tone: claims.ToneMixed,
	}
	d.Reviews = append([]claims.ReviewRow{second}, d.Reviews...)
	d.Round.State, d.Round.Version = claims.Disputed, 2
	d.Round.Reviews, d.Round.Reviewers = append(d.Round.Reviews, second.ID), append(d.Round.Reviewers, second.Reviewer)
	d.Filed = append(d.Filed, second.ReviewerName)
	d.Step = claims.StepDispute
	return d
}

// Adjudicated is the disputed dossier after an editor followed the first review.
func Adjudicated() claims.Dossier {
	d := Disputed()
	first := d.Reviews[1].Review
	d.Round.State, d.Round.Version, d.Round.Picked, d.Round.Revision, d.Round.Rating = claims.Decided, 3, first.ID, 1, first.Rating
	d.Round.Reason, d.Round.Closed, d.Round.ClosedBy = "The audit office names the parts of the sum; the newspaper does not.", Now, EditorID
	v := Decided().Verdict
	v.How, v.Reviews, v.DecidedBy, v.Decided = claims.ByAdjudication, d.Round.Reviews, EditorID, Now
	d.Verdict, d.VerdictBy, d.Step = v, User(claims.Editor).Name, claims.StepPublish
	return d
}
