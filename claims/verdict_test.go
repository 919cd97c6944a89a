package claims_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/claims/claimstest"
)

const today = claims.Date("2026-03-18")

func TestTheScaleRanksOnlyWhatCanBeRanked(t *testing.T) {
	s := claims.DefaultScale()
	var graded, keys []string
	last := 6
	for _, r := range s.Ratings {
		if slices.Contains(keys, r.Key) || r.Label == "" || r.Definition == "" || r.Tone == "" || r.Tone == claims.ToneOpen {
			t.Errorf("rating %+v", r)
		}
		keys = append(keys, r.Key)
		if r.Graded() != (r.Value > 0) {
			t.Errorf("%s is graded: %v", r.Key, r.Graded())
		}
		if r.Graded() {
			graded = append(graded, r.Key)
			if r.Value != last-1 {
				t.Errorf("%s has the value %d after %d", r.Key, r.Value, last)
			}
			last = r.Value
		}
		if got, ok := s.Rating(r.Key); !ok || got != r {
			t.Errorf("by its key %s is %+v, %v", r.Key, got, ok)
		}
	}
	if !slices.Equal(graded, []string{"true", "mostly-true", "half-true", "mostly-false", "false"}) || len(keys) != 12 || last != 1 {
		t.Errorf("graded are %v of %d", graded, len(keys))
	}
	if r, ok := s.Rating("pants-on-fire"); ok || r != (claims.Rating{}) {
		t.Errorf("an unknown rating is %+v", r)
	}
}

// open is an accepted claim with two pieces of evidence and no verdict.
func open() claims.Dossier {
	return claims.Dossier{
		Claim: claims.Claim{ID: "c1", State: claims.Accepted}, Scale: claims.DefaultScale(),
		Evidence: []claims.EvidenceRow{{Evidence: claims.Evidence{ID: "e1"}}, {Evidence: claims.Evidence{ID: "e2"}}},
	}
}

// published is open with a published verdict.
func published() claims.Dossier {
	d := open()
	d.Verdict = &claims.Verdict{ClaimID: "c1", Rating: "true", Evidence: []string{"e1"}, Version: 3}
	d.Publication = &claims.Publication{ClaimID: "c1", State: claims.Public, Revision: 3, Version: 1}
	return d
}

func TestOneReviewDecides(t *testing.T) {
	for _, c := range []struct {
		name   string
		role   claims.Role
		d      claims.Dossier
		change func(*claims.Dossier, *claims.NewReview)
		kind   error  // nil = decided
		bad    string // fields
	}{
		{"a reviewer decides", claims.Reviewer, open(), nil, nil, ""},
		{"an auditor does not", claims.Auditor, open(), nil, claims.ErrForbidden, ""},
		{"a viewer does not", claims.Viewer, open(), nil, claims.ErrForbidden, ""},
		{"a candidate gets none", claims.Reviewer, open(), func(d *claims.Dossier, _ *claims.NewReview) { d.Claim.State = claims.Proposed }, claims.ErrInvalid, ""},
		{"a withdrawn claim gets none", claims.Reviewer, open(), func(d *claims.Dossier, _ *claims.NewReview) { d.Claim.State = claims.Withdrawn }, claims.ErrInvalid, ""},
		{"a rating is needed", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating = "" }, claims.ErrInvalid, "rating"},
		{"one of the scale", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating = "fishy" }, claims.ErrInvalid, "rating"},
		{"an aspect is needed", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Aspect = "" }, claims.ErrInvalid, "aspect"},
		{"whether it was said can be rated", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Aspect = claims.AttributionFit }, nil, ""},
		{"a summary is one line", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Summary = "a\nb" }, claims.ErrInvalid, "summary"},
		{"or none", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Summary = "" }, nil, ""},
		{"a rationale is needed", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rationale = " " }, claims.ErrInvalid, "rationale"},
		{"information is of today at the latest", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.AsOf = today }, nil, ""},
		{"not of tomorrow", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.AsOf = "2026-03-19" }, claims.ErrInvalid, "as_of"},
		{"it is of a day", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.AsOf = "2026-03" }, claims.ErrInvalid, "as_of"},
		{"evidence is needed", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Evidence = nil }, claims.ErrInvalid, "evidence"},
		{"evidence that is there", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Evidence = []string{"e1", "e9"} }, claims.ErrInvalid, "evidence"},
		{"conflicting evidence needs some", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating, in.Evidence = "conflicting", nil }, claims.ErrInvalid, "evidence"},
		{"not checkable needs none", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating, in.Evidence = "not-checkable", nil }, nil, ""},
		{"satire needs none", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating, in.Evidence = "satire", nil }, nil, ""},
		{"not enough evidence needs none", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating, in.Evidence = "not-enough-evidence", nil }, nil, ""},
		{"pending is for a later day", claims.Reviewer, open(), func(_ *claims.Dossier, in *claims.NewReview) { in.Rating, in.Evidence = "pending", nil }, claims.ErrInvalid, "rating"},
		{"before that day it is pending", claims.Reviewer, open(), func(d *claims.Dossier, in *claims.NewReview) {
			d.Claim.SettlesOn, in.Rating, in.Evidence = "2026-03-19", "pending", nil
		}, nil, ""},
		{"or not checkable", claims.Reviewer, open(), func(d *claims.Dossier, in *claims.NewReview) {
			d.Claim.SettlesOn, in.Rating, in.Evidence = "2026-03-19", "not-checkable", nil
		}, nil, ""},
		{"but never true", claims.Reviewer, open(), func(d *claims.Dossier, _ *claims.NewReview) { d.Claim.SettlesOn = "2026-03-19" }, claims.ErrInvalid, "rating"},
		{"on that day it can be", claims.Reviewer, open(), func(d *claims.Dossier, _ *claims.NewReview) { d.Claim.SettlesOn = today }, nil, ""},
		{"and is no longer pending", claims.Reviewer, open(), func(d *claims.Dossier, in *claims.NewReview) { d.Claim.SettlesOn, in.Rating = today, "pending" }, claims.ErrInvalid, "rating"},
		{"a reviewer does not change what is published", claims.Reviewer, published(), nil, claims.ErrForbidden, ""},
		{"an editor says what kind of change it is, and tells readers", claims.Editor, published(), nil, claims.ErrInvalid, "correction public_note"},
		{"a retraction is no change of verdict", claims.Editor, published(), func(_ *claims.Dossier, in *claims.NewReview) {
			in.Correction, in.PublicNote = claims.Retraction, "x"
		}, claims.ErrInvalid, "correction"},
		{"a correction is", claims.Editor, published(), func(_ *claims.Dossier, in *claims.NewReview) {
			in.Correction, in.PublicNote = claims.Mistake, "We misread the table."
		}, nil, ""},
		{"what was retracted is not published", claims.Reviewer, published(), func(d *claims.Dossier, _ *claims.NewReview) { d.Publication.State = claims.Retracted }, nil, ""},
		{"nor is another revision", claims.Reviewer, published(), func(d *claims.Dossier, _ *claims.NewReview) { d.Publication.Revision = 2 }, nil, ""},
		{
			"all faults show at once", claims.Editor, published(), func(_ *claims.Dossier, in *claims.NewReview) { *in = claims.NewReview{} },
			claims.ErrInvalid, "rating aspect rationale correction public_note",
		},
	} {
		in := claims.NewReview{ClaimID: "c1", Rating: "false", Aspect: claims.Content, Summary: " Not so. ", Rationale: "The minutes say otherwise.\n", Evidence: []string{"e2"}}
		d := c.d
		if c.change != nil {
			c.change(&d, &in)
		}
		s, err := claims.Submit(d, in, "r1", actor(c.role), noon, today)
		r, v := s.Review, s.Verdict
		if c.kind != nil {
			if !errors.Is(err, c.kind) || fieldsOf(err) != c.bad || r.ID != "" || v != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		round := 1
		if d.Verdict != nil {
			round = d.Verdict.Version + 1
		}
		if in.AsOf == "" {
			in.AsOf = today
		}
		summary := ""
		if in.Summary != "" {
			summary = "Not so."
		}
		by := actor(c.role).ID
		wantReview := claims.Review{
			ID: "r1", ClaimID: "c1", Round: round, Reviewer: by, ScaleNumber: 1, Rating: in.Rating, Aspect: in.Aspect, Summary: summary,
			Rationale: "The minutes say otherwise.", AsOf: in.AsOf, Evidence: in.Evidence, Submitted: noon, Version: 1,
		}
		wantVerdict := &claims.Verdict{
			ClaimID: "c1", ScaleNumber: 1, Rating: in.Rating, Aspect: in.Aspect, Summary: summary, Rationale: "The minutes say otherwise.",
			AsOf: in.AsOf, Reviews: []string{"r1"}, Evidence: in.Evidence, DecidedBy: by, How: claims.ByReview, Decided: noon, Version: round,
		}
		if diff := cmp.Diff(wantReview, r) + cmp.Diff(wantVerdict, v); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestPublishing(t *testing.T) {
	decided := func() claims.Dossier { d := published(); d.Publication = nil; return d }
	first := noon.AddDate(0, -1, 0)
	for _, c := range []struct {
		name   string
		role   claims.Role
		change func(*claims.Dossier)
		kind   error
	}{
		{"an editor publishes", claims.Editor, nil, nil},
		{"an admin publishes", claims.Admin, nil, nil},
		{"a reviewer does not", claims.Reviewer, nil, claims.ErrForbidden},
		{"a claim without a verdict is not published", claims.Editor, func(d *claims.Dossier) { d.Verdict = nil }, claims.ErrInvalid},
		{"nor a withdrawn one", claims.Editor, func(d *claims.Dossier) { d.Claim.State = claims.Withdrawn }, claims.ErrInvalid},
		{"nor the same revision twice", claims.Editor, func(d *claims.Dossier) { d.Publication = published().Publication }, claims.ErrInvalid},
		{"nor one whose evidence was taken off", claims.Editor, func(d *claims.Dossier) { d.Evidence = d.Evidence[1:] }, claims.ErrInvalid},
		{"nor one without the evidence it needs", claims.Editor, func(d *claims.Dossier) { d.Verdict.Evidence = nil }, claims.ErrInvalid},
		{"one that needs none is", claims.Editor, func(d *claims.Dossier) { d.Verdict.Rating, d.Verdict.Evidence = "not-checkable", nil }, nil},
		{"a later revision is not without a note for readers", claims.Editor, func(d *claims.Dossier) {
			d.Publication = &claims.Publication{ClaimID: "c1", State: claims.Corrected, Revision: 2, First: first, Version: 7}
		}, claims.ErrInvalid},
		{"so is one that was retracted", claims.Editor, func(d *claims.Dossier) {
			d.Publication = &claims.Publication{ClaimID: "c1", State: claims.Retracted, Revision: 3, First: first, Version: 7}
		}, nil},
	} {
		d := decided()
		if c.change != nil {
			c.change(&d)
		}
		got, _, err := claims.Publish(d, claims.NewPublication{}, "k1", actor(c.role), noon)
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.kind != nil {
			continue
		}
		want := claims.Publication{ClaimID: "c1", State: claims.Public, Revision: 3, First: noon, At: noon, By: actor(c.role).ID}
		if d.Publication != nil {
			want.First, want.Version = first, 7
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestCorrecting(t *testing.T) {
	first := noon.AddDate(0, -1, 0)
	p := claims.Publication{ClaimID: "c1", State: claims.Public, Revision: 3, First: first, At: first, By: "u", Version: 7}
	for kind, state := range map[claims.CorrectionKind]claims.PublicationState{
		claims.Mistake: claims.Corrected, claims.Clarification: claims.Corrected, claims.Update: claims.Updated,
	} {
		if !slices.Contains(claims.CorrectionKinds, kind) {
			t.Errorf("%s is not offered", kind)
		}
		c, got := claims.Correct(p, "k1", kind, "We misread it.", 4, actor(claims.Editor), noon)
		by := actor(claims.Editor).ID
		wantC := claims.Correction{ID: "k1", ClaimID: "c1", Kind: kind, Note: "We misread it.", From: 3, To: 4, At: noon, By: by}
		wantP := claims.Publication{ClaimID: "c1", State: state, Revision: 4, First: first, At: noon, By: by, Version: 7}
		if diff := cmp.Diff(wantC, c) + cmp.Diff(wantP, got); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func TestTheTestValuesAreWhatTheirNamesSay(t *testing.T) {
	for name, c := range map[string]struct {
		d         claims.Dossier
		published bool
	}{
		"decided": {claimstest.Decided(), false}, "published": {claimstest.Published(), true}, "pending": {claimstest.Pending(), false},
	} {
		if c.d.Published() != c.published {
			t.Errorf("%s: readers see it: %v", name, c.d.Published())
		}
	}
}
