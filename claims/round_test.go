package claims_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// who is somebody of a role with an id of his own.
func who(id string, role claims.Role) claims.Actor {
	return claims.Actor{ID: id, Name: strings.ToUpper(id), Role: role}
}

// rate submits a review and returns the dossier as it is afterwards.
func rate(t *testing.T, d claims.Dossier, by claims.Actor, in claims.NewReview) (claims.Dossier, claims.Submission) {
	t.Helper()
	in.ClaimID = d.Claim.ID
	if in.Aspect == "" {
		in.Aspect = claims.Content
	}
	s, err := claims.Submit(d, in, "r-"+by.ID+fmt.Sprint(len(d.Reviews)), by, noon, today)
	if err != nil {
		t.Fatalf("%s: %v", by.ID, err)
	}
	d.Round = &s.Round
	d.Reviews = append([]claims.ReviewRow{{Review: s.Review, ReviewerName: by.Name}}, d.Reviews...)
	if s.Verdict != nil {
		d.Verdict = s.Verdict
	}
	return d, s
}

// twice is open under a policy of two reviews.
func twice() claims.Dossier {
	d := open()
	d.Policy = claims.Policy{Reviews: claims.Twice}
	return d
}

var (
	anna = who("anna", claims.Reviewer)
	ben  = who("ben", claims.Reviewer)
	cleo = who("cleo", claims.Editor)
	dora = who("dora", claims.Auditor)
	says = claims.NewReview{Rating: "false", Rationale: "The minutes say otherwise.", Summary: "Not so.", AsOf: "2026-03-10", Evidence: []string{"e1"}}
)

func TestTwoReviewsThatAgreeDecide(t *testing.T) {
	d, s := rate(t, twice(), anna, says)
	if s.Verdict != nil || s.Round.State != claims.Reviewing || !s.Round.Sealed() || s.Round.Why != "always" {
		t.Fatalf("after the first review: %+v", s.Round)
	}
	d, s = rate(t, d, ben, claims.NewReview{Rating: "false", AsOf: "2026-03-12", Evidence: []string{"e2"}})
	want := &claims.Verdict{
		ClaimID: "c1", ScaleNumber: 1, Rating: "false", Aspect: claims.Content, Summary: "Not so.", Rationale: "The minutes say otherwise.",
		AsOf: "2026-03-12", Reviews: []string{"r-anna0", "r-ben1"}, Evidence: []string{"e1", "e2"}, DecidedBy: "ben",
		How: claims.ByAgreement, Decided: noon, Version: 1,
	}
	if diff := cmp.Diff(want, s.Verdict); diff != "" {
		t.Error(diff)
	}
	if r := d.Round; r.State != claims.Decided || r.Revision != 1 || r.Rating != "false" || r.Closed != noon || !slices.Equal(r.Reviewers, []string{"anna", "ben"}) {
		t.Errorf("the round is %+v", r)
	}
}

func TestWhatCountsAsAgreement(t *testing.T) {
	for _, c := range []struct {
		name   string
		second claims.NewReview
		want   claims.RoundState
	}{
		{"the same rating", claims.NewReview{Rating: "false", Evidence: []string{"e1"}}, claims.Decided},
		{"other words and other evidence are no disagreement", claims.NewReview{Rating: "false", Rationale: "I asked them.", Summary: "No.", Evidence: []string{"e2"}}, claims.Decided},
		{"another rating", claims.NewReview{Rating: "mostly-false", Evidence: []string{"e1"}}, claims.Disputed},
		{"the same rating of another question", claims.NewReview{Rating: "false", Aspect: claims.AttributionFit, Evidence: []string{"e1"}}, claims.Disputed},
		{"no rating of truth", claims.NewReview{Rating: "not-enough-evidence", Rationale: "Nothing found."}, claims.Disputed},
	} {
		d, _ := rate(t, twice(), anna, says)
		if _, s := rate(t, d, ben, c.second); s.Round.State != c.want || (s.Verdict != nil) != (c.want == claims.Decided) {
			t.Errorf("%s: the round is %s, verdict %v", c.name, s.Round.State, s.Verdict)
		}
	}
}

func TestWhoMayReviewWhen(t *testing.T) {
	sealed, _ := rate(t, twice(), anna, says)
	disputed, _ := rate(t, sealed, ben, claims.NewReview{Rating: "true", Evidence: []string{"e1"}})
	for _, c := range []struct {
		name string
		d    claims.Dossier
		by   claims.Actor
		kind error
	}{
		{"the first is anybody who works", twice(), anna, nil},
		{"the second is not the first", sealed, anna, claims.ErrInvalid},
		{"the second is anybody else", sealed, cleo, nil},
		{"an auditor is neither", sealed, dora, claims.ErrForbidden},
		{"a disputed round takes no third", disputed, cleo, claims.ErrInvalid},
	} {
		if err := claims.MayReview(c.d, c.by); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTheSecondNeedsNoReasonsForADegreeOfTruth(t *testing.T) {
	d, _ := rate(t, twice(), anna, says)
	for rating, fault := range map[string]string{"true": "", "half-true": "", "not-enough-evidence": "rationale", "satire": "rationale"} {
		_, err := claims.Submit(d, claims.NewReview{ClaimID: "c1", Rating: rating, Aspect: claims.Content, Evidence: []string{"e1"}}, "r2", ben, noon, today)
		if fieldsOf(err) != fault {
			t.Errorf("%s: %v", rating, err)
		}
	}
}

func TestPolicySaysWhoseClaimsAreReviewedTwice(t *testing.T) {
	topic := open()
	topic.Claim.Topics = []string{"Elections"}
	for _, c := range []struct {
		name   string
		d      claims.Dossier
		policy claims.Policy
		why    string
	}{
		{"one for all", open(), claims.Policy{Reviews: claims.Once}, ""},
		{"the default", open(), claims.DefaultPolicy(), ""},
		{"two for all", open(), claims.Policy{Reviews: claims.Twice}, "always"},
		{"a topic, in any case", topic, claims.Policy{Reviews: claims.SomeTwice, Topics: []string{"elections"}}, "topic"},
		{"another topic", open(), claims.Policy{Reviews: claims.SomeTwice, Topics: []string{"elections"}}, ""},
		{"a rating", open(), claims.Policy{Reviews: claims.SomeTwice, Ratings: []string{"false"}}, "rating"},
		{"another rating", open(), claims.Policy{Reviews: claims.SomeTwice, Ratings: []string{"true"}}, ""},
		{"all of a share", open(), claims.Policy{Reviews: claims.SomeTwice, Share: 100}, "share"},
	} {
		c.d.Policy = c.policy
		_, s := rate(t, c.d, anna, says)
		if s.Round.Why != c.why || s.Round.Sealed() != (c.why != "") || (s.Verdict == nil) != (c.why != "") {
			t.Errorf("%s: %+v", c.name, s.Round)
		}
	}
}

func TestAShareIsAShare(t *testing.T) {
	for _, share := range []int{0, 20, 50, 100} {
		n := 0
		for i := range 2000 {
			d := open()
			d.Claim.ID, d.Policy = fmt.Sprintf("c%d", i), claims.Policy{Reviews: claims.SomeTwice, Share: share}
			if _, s := rate(t, d, anna, says); s.Round.Sealed() {
				n++
			}
		}
		if got := n * 100 / 2000; got < share-4 || got > share+4 {
			t.Errorf("of a share of %d %%, %d %% are reviewed twice", share, got)
		}
	}
}

func TestASealedReviewIsItsAuthorsAlone(t *testing.T) {
	d, _ := rate(t, twice(), anna, says)
	d.Round.Why = "rating"
	for _, c := range []struct {
		by    claims.Actor
		sees  int
		blind bool
	}{
		{anna, 1, false}, {ben, 0, true}, {cleo, 0, true}, {dora, 0, false}, {claims.Actor{}, 0, false}, {claims.System, 0, true},
	} {
		got := d.For(c.by)
		if len(got.Reviews) != c.sees || got.Sealed != 1-c.sees || got.Blind != c.blind || got.Round.Why != "" {
			t.Errorf("%s sees %d reviews, %d sealed, blind: %v, why: %q", c.by.ID, len(got.Reviews), got.Sealed, got.Blind, got.Round.Why)
		}
	}
	if len(d.Reviews) != 1 || d.Round.Why == "" {
		t.Error("the dossier itself was changed")
	}
	d, _ = rate(t, d, ben, claims.NewReview{Rating: "true", Evidence: []string{"e1"}})
	if got := d.For(cleo); len(got.Reviews) != 2 || got.Sealed != 0 || got.Blind {
		t.Errorf("a dispute opens the seal, but an editor sees %d", len(got.Reviews))
	}
}

func TestNamesCanBeHiddenFromWhoeverDecides(t *testing.T) {
	d, _ := rate(t, twice(), anna, says)
	d, _ = rate(t, d, ben, claims.NewReview{Rating: "true", Evidence: []string{"e1"}})
	d.Policy.HideNames = true
	for _, r := range d.For(cleo).Reviews {
		if r.Reviewer != "" || r.ReviewerName != "" || !r.Submitted.IsZero() {
			t.Errorf("an editor sees who wrote %s", r.ID)
		}
	}
	own := 0
	for _, r := range d.For(anna).Reviews {
		if r.Reviewer == "anna" {
			own++
		} else if r.Reviewer != "" {
			t.Error("a reviewer sees who the other is")
		}
	}
	if own != 1 {
		t.Error("a reviewer does not know his own review")
	}
}

func disputed(t *testing.T) claims.Dossier {
	d, _ := rate(t, twice(), anna, says)
	d, _ = rate(t, d, ben, claims.NewReview{Rating: "half-true", AsOf: "2026-03-11", Evidence: []string{"e2"}})
	return d
}

func TestAdjudication(t *testing.T) {
	own := claims.Adjudication{
		Rating: "mostly-false", Aspect: claims.Content, Summary: "Nearly.", Rationale: "Both overlooked the annex.", AsOf: "2026-03-12",
		Evidence: []string{"e1", "e2"}, Reason: "The annex settles it.",
	}
	for _, c := range []struct {
		name   string
		by     claims.Actor
		in     claims.Adjudication
		kind   error
		bad    string
		rating string
		why    string
	}{
		{"an editor follows the first", cleo, claims.Adjudication{Pick: "r-anna0", Reason: "She has the minutes."}, nil, "", "false", "The minutes say otherwise."},
		{"a review without reasons needs some", cleo, claims.Adjudication{Pick: "r-ben1", Reason: "He is right."}, claims.ErrInvalid, "rationale", "", ""},
		{"which the editor writes", cleo, claims.Adjudication{Pick: "r-ben1", Reason: "He is right.", Rationale: "Half of it holds."}, nil, "", "half-true", "Half of it holds."},
		{"or finds a third", cleo, own, nil, "", "mostly-false", "Both overlooked the annex."},
		{"a reason is needed", cleo, claims.Adjudication{Pick: "r-anna0"}, claims.ErrInvalid, "reason", "", ""},
		{"a review of this round", cleo, claims.Adjudication{Pick: "r9", Reason: "So."}, claims.ErrInvalid, "pick", "", ""},
		{"everything of a third", cleo, claims.Adjudication{Reason: "So."}, claims.ErrInvalid, "rating aspect rationale", "", ""},
		{"a reviewer does not decide", who("eve", claims.Reviewer), own, claims.ErrForbidden, "", "", ""},
		{"nobody decides his own case", who("anna", claims.Admin), own, claims.ErrInvalid, "", "", ""},
	} {
		d := disputed(t)
		r, v, err := claims.Adjudicate(d, c.in, c.by, noon, today)
		if !errors.Is(err, c.kind) || fieldsOf(err) != c.bad {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			continue
		}
		if v.Rating != c.rating || v.Rationale != c.why || v.How != claims.ByAdjudication || v.DecidedBy != "cleo" || v.Version != 1 || len(v.Reviews) != 2 {
			t.Errorf("%s: the verdict is %+v", c.name, v)
		}
		if r.State != claims.Decided || r.Picked != c.in.Pick || r.Reason != c.in.Reason || r.Revision != 1 {
			t.Errorf("%s: the round is %+v", c.name, r)
		}
	}
	if err := claims.MayAdjudicate(open(), cleo); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("without a dispute: %v", err)
	}
}

func TestSendingBack(t *testing.T) {
	d := disputed(t)
	r, err := claims.Reopen(d, " Ask the ministry. ", cleo, noon)
	if err != nil || r.State != claims.Returned || r.Reason != "Ask the ministry." || r.No != 1 || len(r.Reviews) != 2 {
		t.Fatalf("a dispute: %+v, %v", r, err)
	}
	d.Round = &r
	if step := claims.NextStep(d.Claim, claims.Standing{Evidence: 2, Round: d.Round}); step != claims.StepVerdict {
		t.Errorf("then the claim waits for %s", step)
	}
	d, s := rate(t, d, anna, says)
	if s.Round.No != 2 || !s.Round.Sealed() {
		t.Errorf("the next review is in %+v", s.Round)
	}
	d, _ = rate(t, d, ben, claims.NewReview{Rating: "false", Evidence: []string{"e1"}})
	again, err := claims.Reopen(d, "New figures.", cleo, noon)
	if err != nil || again.State != claims.Reviewing || again.No != 3 || len(again.Reviews) != 0 || again.Need != 2 {
		t.Fatalf("a verdict: %+v, %v", again, err)
	}
	d.Round = &again
	if step := claims.NextStep(d.Claim, claims.Standing{Evidence: 2, Verdict: d.Verdict, Round: d.Round}); step != claims.StepVerdict {
		t.Errorf("then the claim waits for %s", step)
	}
	if _, _, err := claims.Publish(d, claims.NewPublication{}, "k1", cleo, noon); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("a verdict that is looked at again was published: %v", err)
	}
	for name, c := range map[string]struct {
		d    claims.Dossier
		by   claims.Actor
		why  string
		kind error
	}{
		"without a reason":            {disputed(t), cleo, " ", claims.ErrInvalid},
		"by a reviewer":               {disputed(t), who("eve", claims.Reviewer), "x", claims.ErrForbidden},
		"without a verdict":           {open(), cleo, "x", claims.ErrInvalid},
		"while reviews are under way": {d, cleo, "x", claims.ErrInvalid},
	} {
		if _, err := claims.Reopen(c.d, c.why, c.by, noon); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAChangeThatTwoDecidedIsPublishedWithANote(t *testing.T) {
	d := published()
	d.Policy = claims.Policy{Reviews: claims.Twice}
	d, _ = rate(t, d, anna, says)
	d, s := rate(t, d, ben, claims.NewReview{Rating: "false", Evidence: []string{"e1"}})
	if s.Verdict == nil || s.Verdict.Version != 4 || !d.Superseded() || d.Published() {
		t.Fatalf("the verdict is %+v", s.Verdict)
	}
	if _, _, err := claims.Publish(d, claims.NewPublication{}, "k1", cleo, noon); fieldsOf(err) != "correction public_note" {
		t.Errorf("without a note: %v", err)
	}
	p, k, err := claims.Publish(d, claims.NewPublication{Correction: claims.Mistake, PublicNote: " We were wrong. "}, "k1", cleo, noon)
	if err != nil || k == nil || k.From != 3 || k.To != 4 || k.Note != "We were wrong." || p.Revision != 4 || p.State != claims.Corrected {
		t.Errorf("with one: %+v, %+v, %v", p, k, err)
	}
}

func TestEditingThePolicy(t *testing.T) {
	admin := who("ada", claims.Admin)
	good := claims.Policy{Reviews: claims.SomeTwice, Share: 20, LeaseMinutes: 45}
	for name, c := range map[string]struct {
		by     claims.Actor
		change func(*claims.Policy)
		bad    string
		kind   error
	}{
		"an admin":               {admin, nil, "", nil},
		"an editor":              {cleo, nil, "", claims.ErrForbidden},
		"an unknown rule":        {admin, func(p *claims.Policy) { p.Reviews = "three" }, "reviews", claims.ErrInvalid},
		"more than all":          {admin, func(p *claims.Policy) { p.Share = 101 }, "share", claims.ErrInvalid},
		"some, but which":        {admin, func(p *claims.Policy) { p.Share = 0 }, "share", claims.ErrInvalid},
		"an unknown rating":      {admin, func(p *claims.Policy) { p.Ratings = []string{"fishy"} }, "ratings", claims.ErrInvalid},
		"too many topics":        {admin, func(p *claims.Policy) { p.Topics = strings.Split(strings.Repeat("t,", 13)+"t", ",") }, "topics", claims.ErrInvalid},
		"no time to read":        {admin, func(p *claims.Policy) { p.LeaseMinutes = 1 }, "lease_minutes", claims.ErrInvalid},
		"longer than a day":      {admin, func(p *claims.Policy) { p.LeaseMinutes = 2000 }, "lease_minutes", claims.ErrInvalid},
		"nobody is kept waiting": {admin, func(p *claims.Policy) { p.Reviews, p.Share = claims.Once, 0 }, "", nil},
	} {
		in := good
		if c.change != nil {
			c.change(&in)
		}
		got, err := claims.DefaultPolicy().Edit(in, claims.DefaultScale(), c.by)
		if !errors.Is(err, c.kind) || fieldsOf(err) != c.bad {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && got.Reviews != claims.Once {
			t.Errorf("%s: the policy became %+v", name, got)
		}
	}
}

func TestWhatBecomesOfAReview(t *testing.T) {
	r := claims.Review{ID: "r1", Rating: "true"}
	two, people := []string{"r1", "r2"}, []string{"anna", "ben"}
	for _, c := range []struct {
		round claims.Round
		want  claims.Fate
	}{
		{claims.Round{State: claims.Reviewing, Reviews: two[:1]}, claims.FateWaits},
		{claims.Round{State: claims.Disputed, Reviews: two}, claims.FateWaits},
		{claims.Round{State: claims.Returned, Reviews: two, Reason: "x"}, claims.FateReturned},
		{claims.Round{State: claims.Decided, Reviews: two[:1], Rating: "true"}, claims.FateAlone},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "ben", Rating: "true"}, claims.FateAgreed},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "ben", Rating: "true", Reason: "asked for anew"}, claims.FateAgreed},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "cleo", Rating: "true", Reason: "x", Picked: "r1"}, claims.FateFollowed},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "cleo", Rating: "true", Reason: "x"}, claims.FateFollowed},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "cleo", Rating: "false", Reason: "x", Picked: "r2"}, claims.FateOverruled},
		{claims.Round{State: claims.Decided, Reviews: two, Reviewers: people, ClosedBy: "cleo", Rating: "half-true", Reason: "x"}, claims.FateOverruled},
	} {
		if got := claims.FateOf(r, c.round); got != c.want {
			t.Errorf("%+v: %s, want %s", c.round, got, c.want)
		}
	}
}
