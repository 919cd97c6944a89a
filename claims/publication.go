package claims

import (
	"slices"
	"strings"
	"time"
)

// Publication is what readers may see of a claim's verdict. There is one per claim.
type Publication struct {
	ClaimID  string           `json:"claim_id"`
	State    PublicationState `json:"state"`
	Revision int              `json:"revision"` // of the verdict that readers see
	First    time.Time        `json:"first"`    // UTC; when it was first published
	At       time.Time        `json:"at"`       // UTC; when Revision became public
	By       string           `json:"by"`
	Version  int              `json:"version"`
}

// PublicationState says what readers see.
type PublicationState string

// The states of a publication; an unpublished verdict has no Publication.
const (
	Public    PublicationState = "published"
	Corrected PublicationState = "corrected" // published, with at least one correction or clarification
	Updated   PublicationState = "updated"   // published, with newer information
	Retracted PublicationState = "retracted"
)

// CorrectionKind says what kind of change to a published verdict was made.
type CorrectionKind string

// The kinds of correction.
const (
	Mistake       CorrectionKind = "correction"    // we had it wrong
	Update        CorrectionKind = "update"        // something new has happened or was found
	Clarification CorrectionKind = "clarification" // the same, said more clearly
	Retraction    CorrectionKind = "retraction"    // we no longer stand by it
)

// CorrectionKinds lists the kinds that a change of verdict may have, in the order in which they are offered.
var CorrectionKinds = []CorrectionKind{Mistake, Update, Clarification}

// Correction is a change to a published verdict, with a note for readers. It never changes.
type Correction struct {
	ID      string         `json:"id"`
	ClaimID string         `json:"claim_id"`
	Kind    CorrectionKind `json:"kind"`
	Note    string         `json:"note"`
	From    int            `json:"from"` // revision of the verdict before
	To      int            `json:"to"`   // and after
	At      time.Time      `json:"at"`   // UTC
	By      string         `json:"by"`
	Version int            `json:"version"`
}

// NewPublication is the form by which a verdict is made public.
type NewPublication struct {
	ClaimID    string
	Revision   int            // of the verdict
	Correction CorrectionKind // needed when readers see an earlier revision
	PublicNote string         // needed with Correction
}

// MayPublishNow tells whether the actor may publish the current verdict. Errors: ErrForbidden; ErrInvalid when there is
// no verdict, when the evidence it relies on was removed or is missing where it is needed, when the current revision is
// public already, and while reviews are under way that may change it.
func MayPublishNow(d Dossier, by Actor) error {
	if err := by.Check(MayPublish); err != nil {
		return err
	}
	switch {
	case d.Claim.State != Accepted || d.Verdict == nil:
		return Problem("Only an accepted claim with a verdict can be published.")
	case d.Published():
		return Problem("This verdict is published already.")
	case d.Round != nil && (d.Round.State == Reviewing || d.Round.State == Disputed):
		return Problem("The claim is being reviewed again. Publish what comes of it.")
	case !d.standsOnEvidence():
		return Problem("Evidence that the verdict relies on was removed. Give the verdict again on what is there.")
	}
	return nil
}

// Publish makes the current verdict public. The correction is nil unless readers saw an earlier revision; id is its id.
// Errors: as for MayPublishNow; FieldErrors on "correction" and "public_note".
func Publish(d Dossier, in NewPublication, id string, by Actor, at time.Time) (Publication, *Correction, error) {
	if err := MayPublishNow(d, by); err != nil {
		return Publication{}, nil, err
	}
	if d.Superseded() {
		var bad FieldErrors
		checkCorrection(&bad, in.Correction, in.PublicNote)
		if err := bad.Err(); err != nil {
			return Publication{}, nil, err
		}
		c, p := Correct(*d.Publication, id, in.Correction, strings.TrimSpace(in.PublicNote), d.Verdict.Version, by, at)
		return p, &c, nil
	}
	p := Publication{ClaimID: d.Claim.ID, State: Public, Revision: d.Verdict.Version, First: at, At: at, By: by.ID}
	if d.Publication != nil {
		p.First, p.Version = d.Publication.First, d.Publication.Version
	}
	return p, nil, nil
}

// Superseded tells whether readers see an earlier revision of the verdict than the current one.
func (d Dossier) Superseded() bool {
	return d.Publication != nil && d.Verdict != nil && d.Publication.State != Retracted && d.Publication.Revision != d.Verdict.Version
}

// standsOnEvidence tells whether all evidence that the verdict relies on is still there, and some where it is needed.
func (d Dossier) standsOnEvidence() bool {
	for _, id := range d.Verdict.Evidence {
		if !slices.ContainsFunc(d.Evidence, func(e EvidenceRow) bool { return e.ID == id }) {
			return false
		}
	}
	return len(d.Verdict.Evidence) > 0 || !Rating{Key: d.Verdict.Rating}.needsEvidence()
}

// ReliesOn tells whether readers can see a verdict that relies on a piece of evidence.
func (d Dossier) ReliesOn(evidenceID string) bool {
	return d.Published() && slices.Contains(d.Verdict.Evidence, evidenceID)
}

// Correct returns the correction and the publication that follow when a published verdict becomes revision to.
func Correct(p Publication, id string, kind CorrectionKind, note string, to int, by Actor, at time.Time) (Correction, Publication) {
	c := Correction{ID: id, ClaimID: p.ClaimID, Kind: kind, Note: note, From: p.Revision, To: to, At: at, By: by.ID}
	p.State = Corrected
	if kind == Update {
		p.State = Updated
	}
	p.Revision, p.At, p.By = to, at, by.ID
	return c, p
}
