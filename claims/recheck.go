package claims

import (
	"slices"
	"strings"
	"time"
)

// Recheck is that somebody looked again at a verdict whose evidence had changed, and found that it stands. A claim has
// one, of which every look is a version.
type Recheck struct {
	ClaimID string    `json:"claim_id"`
	Texts   []string  `json:"texts"` // digests of the copies' texts that he saw, in which quoted passages are missing
	Note    string    `json:"note"`
	By      string    `json:"by"` // user id
	At      time.Time `json:"at"` // UTC
	Version int       `json:"version"`
}

// EvidenceChange is evidence whose quoted passage stood in its own copy and stands in the newest good one no more.
type EvidenceChange struct {
	EvidenceID string
	SourceID   string
	Title      string    // of the source
	SnapshotID string    // the newest good copy
	Fetched    time.Time // UTC; when that was made
	Text       string    // digest of its text
	Relied     bool      // the verdict rests on it
	Open       bool      // the verdict rests on it, and nobody has looked at it since
}

// EvidenceHasChanged tells whether the quoted passage of evidence that stood in its own copy is missing from a newer one.
// A copy whose text could not be read tells nothing.
func EvidenceHasChanged(e Evidence, newest Snapshot) bool {
	return !e.Removed && e.Quote != "" && e.SnapshotID != "" && e.SnapshotID != newest.ID &&
		newest.Error == "" && newest.Text != "" && !QuoteStandsIn(e.Quote, newest.Text)
}

// MarkRechecks says which of the changes under a verdict want another look at it. v is nil when there is no verdict. A
// verdict that is pending wants none: it is looked at again when its day has come. A change that somebody looked at
// wants none until the copy's text is another.
func MarkRechecks(changes []EvidenceChange, v *Verdict, last Recheck) []EvidenceChange {
	out := slices.Clone(changes)
	for i := range out {
		c := &out[i]
		c.Relied = v != nil && slices.Contains(v.Evidence, c.EvidenceID)
		c.Open = c.Relied && v.Rating != RatingPending && !slices.Contains(last.Texts, c.Text)
	}
	return out
}

// RechecksOpen counts the changes that want another look.
func RechecksOpen(changes []EvidenceChange) int {
	n := 0
	for _, c := range changes {
		if c.Open {
			n++
		}
	}
	return n
}

// Look returns the recheck by which a person says that the verdict stands, with the changes as marked by MarkRechecks.
// Errors: ErrForbidden, FieldErrors on "note", ErrInvalid when nothing wants a look.
func (r Recheck) Look(changes []EvidenceChange, note string, by Actor, at time.Time) (Recheck, error) {
	if err := by.Check(MayWork); err != nil {
		return r, err
	}
	if RechecksOpen(changes) == 0 {
		return r, Problem("No evidence under this verdict has changed since somebody looked last.")
	}
	var bad FieldErrors
	checkProse(&bad, "note", note, MaxProse, true)
	if err := bad.Err(); err != nil {
		return r, err
	}
	r.Texts = nil
	for _, c := range changes {
		if c.Relied && !slices.Contains(r.Texts, c.Text) {
			r.Texts = append(r.Texts, c.Text)
		}
	}
	r.Note, r.By, r.At = strings.TrimSpace(note), by.ID, at
	return r, nil
}
