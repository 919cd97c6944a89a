package claims

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Round is the reviews that lead to one verdict. A claim has any number, one after the other; only the last can be open.
type Round struct {
	ClaimID     string     `json:"claim_id"`
	No          int        `json:"no"`   // from 1
	Need        int        `json:"need"` // reviews: 1 or 2
	Why         string     `json:"why"`  // what of the policy asks for two: always, share, topic, rating; ""
	ScaleNumber int        `json:"scale"`
	State       RoundState `json:"state"`
	Reviews     []string   `json:"reviews"`   // ids, in order of submission
	Reviewers   []string   `json:"reviewers"` // user ids, in the same order
	Reason      string     `json:"reason"`    // why it was asked for, sent back, or decided against a review
	Picked      string     `json:"picked"`    // id of the review that an adjudicator followed; ""
	Revision    int        `json:"revision"`  // of the verdict that came of it; 0
	Rating      string     `json:"rating"`    // key, of that verdict; ""
	Opened      time.Time  `json:"opened"`    // UTC
	Closed      time.Time  `json:"closed"`    // UTC; zero until decided or returned
	ClosedBy    string     `json:"closed_by"` // user id; ""
	Version     int        `json:"version"`
}

// RoundState says how far a round is.
type RoundState string

// The states of a round.
const (
	Reviewing RoundState = "open"     // reviews are missing
	Disputed  RoundState = "disputed" // the reviews differ, and an editor decides
	Decided   RoundState = "decided"  // a verdict came of it
	Returned  RoundState = "returned" // sent back: the next review begins a new round
)

// nameless is the dossier of a disputed round without what tells who wrote which review: names, times and order.
func (d Dossier) nameless(reader Actor) Dossier {
	d.Reviews, d.Filed = slices.Clone(d.Reviews), nil
	for i, r := range d.Reviews {
		if r.Round == d.Round.No && r.Reviewer != reader.ID {
			d.Reviews[i].Reviewer, d.Reviews[i].ReviewerName, d.Reviews[i].Submitted = "", "", time.Time{}
		}
	}
	slices.SortStableFunc(d.Reviews, func(a, b ReviewRow) int {
		if a.Round != d.Round.No || b.Round != d.Round.No {
			return 0
		}
		return cmp.Compare(shuffled(a.ID), shuffled(b.ID))
	})
	return d
}

// shuffled is a place for an id that does not follow the order in which ids are made.
func shuffled(id string) string { return TextDigest(id) }

// Sealed tells whether a review is in whose rating nobody but its author may see: the round waits for the second one.
func (r Round) Sealed() bool { return r.State == Reviewing && r.Need > 1 && len(r.Reviews) == 1 }

// Has tells whether a user's review is among the round's.
func (r Round) Has(userID string) bool { return slices.Contains(r.Reviewers, userID) }

// adjudicated tells whether an editor decided the round, who is never one of its reviewers.
func (r Round) adjudicated() bool { return r.State == Decided && !r.Has(r.ClosedBy) }

// Submission is what follows from a submitted review. Verdict is nil while the round is not decided.
type Submission struct {
	Review  Review
	Round   Round
	Verdict *Verdict
}

// Submit turns a form into a review, and into a verdict when it is the last that its round needs and agrees with the
// one before. reviewID is the id of the new review, today the desk's day. The dossier must hold the claim, its evidence,
// scale, verdict, publication, policy, round and the round's reviews, sealed ones included.
// Errors: as for MayReview; FieldErrors ("rating", "aspect", "summary", "rationale", "as_of", "evidence", "correction",
// "public_note").
func Submit(d Dossier, in NewReview, reviewID string, by Actor, at time.Time, today Date) (Submission, error) {
	if err := MayReview(d, by); err != nil {
		return Submission{}, err
	}
	if err := checkReview(d, in, today); err != nil {
		return Submission{}, err
	}
	round := d.openRound(at)
	if len(round.Reviews) == 0 {
		round.Need, round.Why = d.Policy.reviews(d.Claim, round.No, in.Rating)
	}
	s := Submission{Review: in.review(d, reviewID, round, by, at, today), Round: round}
	s.Round.Reviews = append(slices.Clone(round.Reviews), reviewID)
	s.Round.Reviewers = append(slices.Clone(round.Reviewers), by.ID)
	switch first, ok := d.firstOf(round); {
	case len(s.Round.Reviews) < round.Need:
	case !ok:
		s.decide(s.Review.finding().by(ByReview, by, at, reviewID), d)
	case first.agrees(s.Review):
		s.decide(agreed(d, first, s.Review).by(ByAgreement, by, at, first.ID, reviewID), d)
	default:
		s.Round.State = Disputed
	}
	return s, nil
}

// openRound is the round to which the next review belongs: the claim's open one, or a new one.
func (d Dossier) openRound(at time.Time) Round {
	no := 1
	if d.Round != nil {
		if r := *d.Round; r.State == Reviewing {
			if len(r.Reviews) == 0 {
				r.ScaleNumber = d.Scale.Number // another scale may have come since it was asked for
			}
			return r
		}
		no = d.Round.No + 1
	} else if d.Verdict != nil {
		no = d.Verdict.Version + 1 // verdicts from before there were rounds
	}
	return Round{ClaimID: d.Claim.ID, No: no, Need: 1, ScaleNumber: d.Scale.Number, State: Reviewing, Opened: at}
}

func (d Dossier) firstOf(r Round) (Review, bool) {
	if len(r.Reviews) == 0 {
		return Review{}, false
	}
	return d.review(r.Reviews[0])
}

func (d Dossier) review(id string) (Review, bool) {
	i := slices.IndexFunc(d.Reviews, func(r ReviewRow) bool { return r.ID == id })
	if i < 0 {
		return Review{}, false
	}
	return d.Reviews[i].Review, true
}

// agreed is the finding of two reviews that agree: the words of the first where it has some, everything that either
// relied on, and the later of the days up to which they looked.
func agreed(d Dossier, first, second Review) Verdict {
	v := first.finding()
	v.Summary = cmp.Or(first.Summary, second.Summary)
	v.Rationale = cmp.Or(first.Rationale, second.Rationale)
	v.AsOf = max(first.AsOf, second.AsOf)
	v.Evidence = d.evidenceOf(first, second)
	return v
}

// evidenceOf is the evidence that any of the reviews relied on and that is still there, in the dossier's order.
func (d Dossier) evidenceOf(reviews ...Review) []string {
	var ids []string
	for _, e := range d.Evidence {
		if slices.ContainsFunc(reviews, func(r Review) bool { return slices.Contains(r.Evidence, e.ID) }) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// decide closes the submission's round with a verdict, the next revision of the dossier's.
func (s *Submission) decide(v *Verdict, d Dossier) {
	s.Round, s.Verdict = s.Round.decided(v, d), v
}

func (r Round) decided(v *Verdict, d Dossier) Round {
	v.Version = 1
	if d.Verdict != nil {
		v.Version = d.Verdict.Version + 1
	}
	r.State, r.Revision, r.Rating, r.Closed, r.ClosedBy = Decided, v.Version, v.Rating, v.Decided, v.DecidedBy
	return r
}

// Adjudication is the form by which an editor decides a disputed round: for one of the two reviews, or with a rating of
// his own.
type Adjudication struct {
	ClaimID   string
	Version   int    // of the round that the form was made from
	Pick      string // id of the review that is followed; "" for an own rating
	Reason    string // why, for the desk
	Rating    string // the rest as in NewReview, without Pick
	Aspect    Aspect
	Summary   string
	Rationale string // with Pick only where that review gives none
	AsOf      Date
	Evidence  []string
}

// MayAdjudicate tells whether the actor may decide the claim's round. Errors: ErrForbidden; ErrInvalid when nothing is
// disputed, and for the reviewers themselves: nobody decides his own case.
func MayAdjudicate(d Dossier, by Actor) error {
	if err := by.Check(MayPublish); err != nil {
		return err
	}
	switch {
	case d.Round == nil || d.Round.State != Disputed:
		return Problem("Nothing is disputed here.")
	case d.Claim.State != Accepted:
		return Problem("Only an accepted claim can be decided.")
	case d.Round.Has(by.ID):
		return Problem("One of the two reviews is yours. Somebody else must decide.")
	}
	return nil
}

// Adjudicate decides a disputed round. Errors: as for MayAdjudicate; FieldErrors ("pick", "reason", "rating", "aspect",
// "summary", "rationale", "as_of", "evidence").
func Adjudicate(d Dossier, in Adjudication, by Actor, at time.Time, today Date) (Round, Verdict, error) {
	if err := MayAdjudicate(d, by); err != nil {
		return Round{}, Verdict{}, err
	}
	var bad FieldErrors
	checkProse(&bad, "reason", in.Reason, MaxProse, true)
	var finding Verdict
	if in.Pick != "" {
		finding = d.followed(&bad, in)
	} else {
		finding = d.ownFinding(&bad, in, today)
	}
	if err := bad.Err(); err != nil {
		return Round{}, Verdict{}, err
	}
	v := finding.by(ByAdjudication, by, at, d.Round.Reviews...)
	r := d.Round.decided(v, d)
	r.Reason, r.Picked = strings.TrimSpace(in.Reason), in.Pick
	return r, *v, nil
}

// followed is the finding of the review that an adjudicator picked.
func (d Dossier) followed(bad *FieldErrors, in Adjudication) Verdict {
	r, ok := d.review(in.Pick)
	if !ok || !slices.Contains(d.Round.Reviews, in.Pick) {
		bad.Add("pick", "Choose one of the two reviews, or a rating of your own.")
		return Verdict{}
	}
	v := r.finding()
	if v.Rationale == "" {
		checkProse(bad, "rationale", in.Rationale, MaxProse, true)
		v.Rationale = strings.TrimSpace(in.Rationale)
	}
	v.Evidence = d.evidenceOf(r)
	return v
}

// ownFinding is what an adjudicator found himself.
func (d Dossier) ownFinding(bad *FieldErrors, in Adjudication, today Date) Verdict {
	form := NewReview{
		Rating: in.Rating, Aspect: in.Aspect, Summary: in.Summary, Rationale: in.Rationale, AsOf: in.AsOf, Evidence: in.Evidence,
	}
	plain := d
	plain.Publication, plain.Round = nil, nil // the publication is changed when the verdict is published
	*bad = append(*bad, Fields(checkReview(plain, form, today))...)
	return form.review(d, "", *d.Round, Actor{}, time.Time{}, today).finding()
}

// Reopen asks for the claim to be reviewed anew: a disputed round is sent back, and a verdict gets a new round while it
// stands. Errors: ErrForbidden; ErrInvalid when there is nothing to send back; FieldErrors on "reason".
func Reopen(d Dossier, reason string, by Actor, at time.Time) (Round, error) {
	if err := by.Check(MayPublish); err != nil {
		return Round{}, err
	}
	var bad FieldErrors
	checkProse(&bad, "reason", reason, MaxProse, true)
	if err := bad.Err(); err != nil {
		return Round{}, err
	}
	reason = strings.TrimSpace(reason)
	switch {
	case d.Claim.State != Accepted:
	case d.Round != nil && d.Round.State == Disputed:
		r := *d.Round
		r.State, r.Reason, r.Closed, r.ClosedBy = Returned, reason, at, by.ID
		return r, nil
	case d.Verdict != nil && (d.Round == nil || d.Round.State != Reviewing):
		r := d.openRound(at)
		r.Reason = reason
		r.Need, r.Why = d.Policy.reviews(d.Claim, r.No, "")
		return r, nil
	}
	return Round{}, Problem("There is no verdict and no dispute here that could be sent back.")
}

// For is the dossier as a reader may see it: without a sealed review that is not his own, and without what would tell
// something about it. Every page, export and search goes through here or is made of verdicts alone.
func (d Dossier) For(reader Actor) Dossier {
	switch {
	case d.Round == nil:
		return d
	case d.Round.State == Disputed && d.Policy.HideNames:
		return d.nameless(reader)
	case !d.Round.Sealed():
		return d
	}
	round := *d.Round
	round.Why = "" // after certain ratings a second review is asked for: the reason would tell the rating
	d.Round = &round
	own := round.Has(reader.ID)
	d.Blind = !own && reader.Role.May(MayWork)
	if own {
		return d
	}
	if d.Blind {
		d.Relations = WithoutVerdicts(d.Relations)
	}
	d.Reviews = slices.DeleteFunc(slices.Clone(d.Reviews), func(r ReviewRow) bool { return r.Round == round.No })
	d.Sealed = len(round.Reviews)
	return d
}
