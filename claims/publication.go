package claims

import (
	"slices"
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

// Publish makes the current verdict public. Errors: ErrForbidden; ErrInvalid when there is no verdict, when the evidence
// it relies on was removed or is missing where it is needed, or when the current revision is public already.
func Publish(d Dossier, by Actor, at time.Time) (Publication, error) {
	if err := by.Check(MayPublish); err != nil {
		return Publication{}, err
	}
	switch {
	case d.Claim.State != Accepted || d.Verdict == nil:
		return Publication{}, Problem("Only an accepted claim with a verdict can be published.")
	case d.Published():
		return Publication{}, Problem("This verdict is published already.")
	case !d.standsOnEvidence():
		return Publication{}, Problem("Evidence that the verdict relies on was removed. Give the verdict again on what is there.")
	}
	p := Publication{ClaimID: d.Claim.ID, State: Public, Revision: d.Verdict.Version, First: at, At: at, By: by.ID}
	if d.Publication != nil {
		p.First, p.Version = d.Publication.First, d.Publication.Version
	}
	return p, nil
}

// standsOnEvidence tells whether all evidence that the verdict relies on is still there, and some where it is needed.
func (d Dossier) standsOnEvidence() bool {
	rating, _ := d.Scale.Rating(d.Verdict.Rating)
	for _, id := range d.Verdict.Evidence {
		if !slices.ContainsFunc(d.Evidence, func(e EvidenceRow) bool { return e.ID == id }) {
			return false
		}
	}
	return len(d.Verdict.Evidence) > 0 || !rating.needsEvidence()
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
