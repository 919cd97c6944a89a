package claims_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"assay/claims"
)

func TestEvidenceHasChangedWhenItsPassageIsGone(t *testing.T) {
	e := claims.Evidence{Quote: "two metres", SnapshotID: "old"}
	missing := claims.Snapshot{ID: "new", Text: "It showed three metres."}
	for name, c := range map[string]struct {
		e      claims.Evidence
		newest claims.Snapshot
		want   bool
	}{
		"the passage is missing":           {e, missing, true},
		"the passage stands there":         {e, claims.Snapshot{ID: "new", Text: "It showed two\nmetres."}, false},
		"there is no newer copy":           {e, claims.Snapshot{ID: "old", Text: "Other."}, false},
		"the newer copy failed":            {e, claims.Snapshot{ID: "new", Error: "404"}, false},
		"the newer copy has no text":       {e, claims.Snapshot{ID: "new"}, false},
		"it never stood in a copy":         {claims.Evidence{Quote: "two metres"}, missing, false},
		"it quotes nothing":                {claims.Evidence{SnapshotID: "old"}, missing, false},
		"it was taken off its claim since": {claims.Evidence{Quote: "two metres", SnapshotID: "old", Removed: true}, missing, false},
	} {
		if got := claims.EvidenceHasChanged(c.e, c.newest); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWhichVerdictsWantAnotherLook(t *testing.T) {
	changes := []claims.EvidenceChange{{EvidenceID: "e1", Text: "t1"}, {EvidenceID: "e2", Text: "t2"}, {EvidenceID: "other", Text: "t3"}}
	decided := &claims.Verdict{Rating: "true", Evidence: []string{"e1", "e2"}}
	for name, c := range map[string]struct {
		v    *claims.Verdict
		last claims.Recheck
		want int
	}{
		"no verdict":                       {nil, claims.Recheck{}, 0},
		"a verdict on two of them":         {decided, claims.Recheck{}, 2},
		"a pending verdict":                {&claims.Verdict{Rating: claims.RatingPending, Evidence: decided.Evidence}, claims.Recheck{}, 0},
		"a verdict on other evidence":      {&claims.Verdict{Rating: "true", Evidence: []string{"e9"}}, claims.Recheck{}, 0},
		"somebody looked at one":           {decided, claims.Recheck{Texts: []string{"t1"}}, 1},
		"somebody looked at an older text": {decided, claims.Recheck{Texts: []string{"t0", "t2"}}, 1},
		"somebody looked at both and more": {decided, claims.Recheck{Texts: []string{"t2", "t1", "t0"}}, 0},
	} {
		if got := claims.RechecksOpen(claims.MarkRechecks(changes, c.v, c.last)); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if changes[0].Open || changes[0].Relied {
		t.Error("the changes that were handed in have changed")
	}
}

func TestALookSettlesWhatWasSeen(t *testing.T) {
	reviewer, at := claims.Actor{ID: "r", Role: claims.Reviewer}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	v := &claims.Verdict{Rating: "true", Evidence: []string{"e1", "e2"}}
	changes := claims.MarkRechecks([]claims.EvidenceChange{{EvidenceID: "e1", Text: "t1"}, {EvidenceID: "e2", Text: "t1"}, {EvidenceID: "other", Text: "t3"}}, v, claims.Recheck{})
	got, err := claims.Recheck{ClaimID: "c", Texts: []string{"t0"}, Version: 1}.Look(changes, " It stands. ", reviewer, at)
	if err != nil || !slices.Equal(got.Texts, []string{"t1"}) || got.Note != "It stands." || got.By != "r" || got.At != at || got.ClaimID != "c" || got.Version != 1 {
		t.Errorf("the look is %+v, %v", got, err)
	}
	settled := claims.MarkRechecks(changes, v, got)
	if claims.RechecksOpen(settled) != 0 {
		t.Error("what was looked at wants another look")
	}
	for name, c := range map[string]struct {
		changes []claims.EvidenceChange
		note    string
		by      claims.Actor
		kind    error
	}{
		"without a note":                {changes, " ", reviewer, claims.ErrInvalid},
		"when nothing has changed":      {settled, "It stands.", reviewer, claims.ErrInvalid},
		"by somebody who may only read": {changes, "It stands.", claims.Actor{ID: "v", Role: claims.Viewer}, claims.ErrForbidden},
	} {
		if _, err := (claims.Recheck{}).Look(c.changes, c.note, c.by, at); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
