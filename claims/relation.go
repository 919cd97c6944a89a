package claims

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RelationKind says how a claim stands to another one. It is read from the claim to the other: the claim repeats it.
type RelationKind string

// The kinds of relation.
const (
	SameAs      RelationKind = "same_as"     // both say the same
	Repeats     RelationKind = "repeats"     // the claim says again what the other one said
	Narrower    RelationKind = "narrower"    // the claim is a special case of the other one
	Contradicts RelationKind = "contradicts" // not both can be true
	PartOf      RelationKind = "part_of"     // the other one says this and more
)

// RelationKinds lists all kinds in the order in which they are offered.
var RelationKinds = []RelationKind{SameAs, Repeats, Narrower, Contradicts, PartOf}

// Symmetric tells whether the relation says the same read from either claim.
func (k RelationKind) Symmetric() bool { return k == SameAs || k == Contradicts }

// Carries tells whether a verdict on the other claim stands for the claim, too.
func (k RelationKind) Carries() bool { return k == SameAs || k == Repeats }

// RelationState says what people think of a relation.
type RelationState string

// The states of a relation.
const (
	RelationOpen RelationState = "suggested" // nobody has decided yet, or one of the claims is still a candidate
	RelationHeld RelationState = "confirmed"
	RelationVoid RelationState = "rejected" // said not to hold, or revoked; it is not suggested again
)

// Relation is how one claim stands to another. There is one for a pair and kind; of a symmetric kind it does not matter
// which of the two is ClaimID.
type Relation struct {
	ID      string        `json:"id"`
	ClaimID string        `json:"claim_id"`
	OtherID string        `json:"other_id"`
	Kind    RelationKind  `json:"kind"`
	State   RelationState `json:"state"`
	Score   float64       `json:"score"` // how alike the wordings are, 0..1; 0 when a person found the other claim
	Note    string        `json:"note"`  // why it has its state, in words; ""
	By      string        `json:"by"`    // user id of whoever gave it its state
	At      time.Time     `json:"at"`    // UTC; when it got its state
	Version int           `json:"version"`
}

// Other is the claim at the other end, seen from claimID.
func (r Relation) Other(claimID string) string {
	if r.ClaimID == claimID {
		return r.OtherID
	}
	return r.ClaimID
}

// NewRelation is the form by which two claims are related, or said not to be.
type NewRelation struct {
	ClaimID string
	OtherID string
	Kind    RelationKind
	Note    string
	Score   float64 // of the suggestion that is answered; 0 for none
	Reject  bool    // they are not related so
}

// RelationEnds is what rules about a relation look at: its two claims and what else ties them.
type RelationEnds struct {
	Claim Claim
	Other Claim
	Known []Relation // between the two, whichever way
	Reach []string   // ids of the claims to which confirmed relations of the same kind lead from Other, itself included
}

// Relate relates two claims: confirmed when both are accepted, for whoever says it has looked; otherwise it waits as
// suggested. Errors: ErrForbidden; ErrInvalid when the claim is closed; FieldErrors on "kind", "other" and "note".
func Relate(id string, in NewRelation, ends RelationEnds, by Actor, at time.Time) (Relation, error) {
	if err := by.Check(MayWork); err != nil {
		return Relation{}, err
	}
	if !ends.Claim.State.Open() {
		return Relation{}, Problem("Only a candidate or an accepted claim can be related to another one.")
	}
	var bad FieldErrors
	if !slices.Contains(RelationKinds, in.Kind) {
		bad.Add("kind", "Choose how the two claims are related.")
	}
	switch {
	case ends.Claim.ID == ends.Other.ID:
		bad.Add("other", "A claim cannot be related to itself. Choose another one.")
	case !ends.Other.State.Open():
		bad.Add("other", "That claim is closed. Choose one that is open.")
	case slices.ContainsFunc(ends.Known, func(r Relation) bool { return r.Kind == in.Kind && (r.Kind.Symmetric() || r.ClaimID == in.ClaimID) }):
		bad.Add("other", "The two are related so already. Look for it among the relations of this claim.")
	case !in.Reject && ends.obstacle(in.Kind) != "":
		bad.Add("other", ends.obstacle(in.Kind))
	}
	checkProse(&bad, "note", in.Note, MaxProse, false)
	if err := bad.Err(); err != nil {
		return Relation{}, err
	}
	state := RelationOpen
	switch {
	case in.Reject:
		state = RelationVoid
	case ends.accepted():
		state = RelationHeld
	}
	return Relation{
		ID: id, ClaimID: in.ClaimID, OtherID: in.OtherID, Kind: in.Kind, State: state, Score: in.Score,
		Note: strings.TrimSpace(in.Note), By: by.ID, At: at,
	}, nil
}

func (e RelationEnds) accepted() bool { return e.Claim.State == Accepted && e.Other.State == Accepted }

// obstacle says why a relation of a kind cannot hold beside those that are confirmed; "" when it can.
func (e RelationEnds) obstacle(k RelationKind) string {
	if !k.Symmetric() && slices.Contains(e.Reach, e.Claim.ID) {
		return "That would make a circle: the other claim leads back to this one by relations of the same kind."
	}
	for _, r := range e.Known {
		if r.State == RelationHeld && (k == Contradicts && r.Kind.Carries() || r.Kind == Contradicts && k.Carries()) {
			return "The two are confirmed both to say the same and to contradict each other. Revoke the other relation first."
		}
	}
	return ""
}

// Confirm says that the relation holds. Errors: ErrForbidden; ErrInvalid when it is confirmed already, when a claim is
// not accepted, and when it would make a circle or contradict another confirmed relation of the two.
func (r Relation) Confirm(ends RelationEnds, by Actor, at time.Time) (Relation, error) {
	if err := by.Check(MayWork); err != nil {
		return r, err
	}
	if r.State == RelationHeld {
		return r, Problem("This relation is confirmed already.")
	}
	if !ends.accepted() {
		return r, Problem("Both claims have to be accepted before their relation can be confirmed.")
	}
	if msg := ends.obstacle(r.Kind); msg != "" {
		return r, Problem(msg)
	}
	return r.decided(RelationHeld, "", by, at), nil
}

// Reject says that the relation does not hold. Errors: ErrForbidden; ErrInvalid unless it waits for a decision;
// FieldErrors on "note".
func (r Relation) Reject(note string, by Actor, at time.Time) (Relation, error) {
	return r.end(RelationOpen, "Only a suggested relation can be rejected.", note, false, by, at)
}

// Revoke takes a confirmed relation back; a verdict that it carried stands for the claim no longer. Errors:
// ErrForbidden; ErrInvalid unless it is confirmed; FieldErrors on "note", which is needed.
func (r Relation) Revoke(note string, by Actor, at time.Time) (Relation, error) {
	return r.end(RelationHeld, "Only a confirmed relation can be revoked.", note, true, by, at)
}

func (r Relation) end(from RelationState, otherwise Problem, note string, needed bool, by Actor, at time.Time) (Relation, error) {
	if err := by.Check(MayWork); err != nil {
		return r, err
	}
	if r.State != from {
		return r, otherwise
	}
	var bad FieldErrors
	checkProse(&bad, "note", note, MaxProse, needed)
	if err := bad.Err(); err != nil {
		return r, err
	}
	return r.decided(RelationVoid, note, by, at), nil
}

func (r Relation) decided(s RelationState, note string, by Actor, at time.Time) Relation {
	r.State, r.Note, r.By, r.At = s, strings.TrimSpace(note), by.ID, at
	return r
}

// ClaimRef is what somebody typed to name a claim: its address or id, words of it, or its article and number.
type ClaimRef struct {
	ID       string // "" when neither an address nor an id was typed
	Words    string // all that was typed
	Headline string // words before a number; "" when there is none
	No       int    // the number
}

// ParseClaimRef reads what somebody typed to name a claim: "/claims/…", an id, "council budget", "Tram line opens 7".
func ParseClaimRef(s string) ClaimRef {
	s = strings.TrimSpace(s)
	if ValidID(s) {
		return ClaimRef{ID: s}
	}
	if u, err := url.Parse(s); err == nil {
		_, rest, _ := strings.Cut(u.Path, "claims/")
		id, _, _ := strings.Cut(rest, "/")
		if id = cmp.Or(u.Query().Get("claim"), id); ValidID(id) {
			return ClaimRef{ID: id}
		}
	}
	ref := ClaimRef{Words: s}
	words := strings.Fields(s)
	if len(words) < 2 {
		return ref
	}
	last := words[len(words)-1]
	if n, err := strconv.Atoi(strings.TrimPrefix(last, "#")); err == nil && n > 0 {
		ref.Headline, ref.No = strings.Join(words[:len(words)-1], " "), n
	}
	return ref
}

// RelationRow is a relation as a claim's page shows it.
type RelationRow struct {
	Relation
	Claim  ClaimRow // the one at the other end
	ByName string
}

// WithoutVerdicts are relations for a reader who must not know how related claims are rated, nor what was said about the
// relations: either could tell him how the first reviewer rated this one.
func WithoutVerdicts(rows []RelationRow) []RelationRow {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Claim, rows[i].Note = rows[i].Claim.WithoutVerdict(), ""
	}
	return rows
}

// WithoutVerdict is the row as that of a claim without a verdict.
func (r ClaimRow) WithoutVerdict() ClaimRow {
	r.Rating, r.Tone, r.Carried = "", ToneOpen, false
	return r
}

// Outward tells whether the relation is read from the page's own claim to the other one.
func (r RelationRow) Outward() bool { return r.OtherID == r.Claim.ID }

// Carried is a verdict that stands for a claim because a confirmed relation says that the claim repeats the one it was
// given on. It follows that verdict's revisions.
type Carried struct {
	Relation  Relation
	ByName    string // who confirmed the relation
	Claim     Claim  // the one that the verdict was given on: id, article, number, wording, claimant and state
	Headline  string // of its article
	Lang      string
	Verdict   Verdict
	Rating    Rating
	Retracted bool
	Published bool // readers can see the verdict as it stands
}

// Carry finds the verdict that is carried to a claim among those of the claims to which confirmed relations lead; ok is
// false when none is. decided tells whether the claim has a verdict of its own, reviewed whether a round of reviews is
// open or disputed: then the desk is about to decide by itself.
//
// A verdict is carried only directly, from an accepted claim, and not once it is retracted. One on whether something was
// said goes with the claimant who said it, and says nothing of what an article says in its own voice. One from before the day on which the claim settles carries nothing but
// Pending. Where verdicts that differ in rating or aspect could be carried, none is: people must look which one holds.
func Carry(c Claim, decided, reviewed bool, from []Carried) (found Carried, ok bool) {
	if c.State != Accepted || decided || reviewed {
		return Carried{}, false
	}
	for _, o := range from {
		if !o.reaches(c) {
			continue
		}
		if ok && (o.Verdict.Rating != found.Verdict.Rating || o.Verdict.Aspect != found.Verdict.Aspect) {
			return Carried{}, false
		}
		if !ok {
			found, ok = o, true
		}
	}
	return found, ok
}

func (o Carried) reaches(c Claim) bool {
	r := o.Relation
	if r.State != RelationHeld || !r.Kind.Carries() || r.Kind == Repeats && r.ClaimID != c.ID {
		return false
	}
	if o.Claim.State != Accepted || o.Retracted {
		return false
	}
	if o.Verdict.Aspect == AttributionFit && (c.ClaimantID == "" || o.Claim.ClaimantID != c.ClaimantID) {
		return false
	}
	return c.SettlesOn <= o.Verdict.AsOf || o.Verdict.Rating == RatingPending
}
