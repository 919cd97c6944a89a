package claims_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

var noon = time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)

// states are all states of a claim.
var states = []claims.State{claims.Proposed, claims.Accepted, claims.Rejected, claims.Merged, claims.SplitUp, claims.Withdrawn}

// claimOn is a claim on spans of a version, in a state.
func claimOn(t interface{ Fatalf(string, ...any) }, v claims.ArticleVersion, state claims.State, spans ...claims.Span) claims.Claim {
	c, err := claims.NewClaim("c1", 1, v, claims.Candidate{Wording: "A wording.", Spans: spans}, "", claims.Accepted, actor(claims.Reviewer), noon)
	if err != nil {
		t.Fatalf("a claim on %v: %v", spans, err)
	}
	c.State, c.Version = state, 1
	return c
}

// checkStands fails unless the claim's words are those of the text at its spans.
func checkStands(t interface{ Fatalf(string, ...any) }, c claims.Claim, v claims.ArticleVersion) {
	for _, a := range c.Appearances {
		if !claims.SpansValidIn(v.Text, a.Spans) || claims.Quote(v.Text, a.Spans) != a.Exact || a.Anchor != claims.AnchorExact {
			t.Fatalf("%+v does not stand in %q", a, v.Text)
		}
		if whole := a.Span(); !strings.HasSuffix(v.Text[:whole.Start], a.Prefix) || !strings.HasPrefix(v.Text[whole.End:], a.Suffix) {
			t.Fatalf("%q and %q are not around %v", a.Prefix, a.Suffix, whole)
		}
	}
}

func TestACandidateBecomesAClaim(t *testing.T) {
	v := claims.ArticleVersion{ArticleID: "a", Number: 3, Text: "Officials said that exports rose by 3 percent in May."}
	spans := []claims.Span{{Start: 0, End: 9}, {Start: 20, End: 52}}
	hedge := []claims.Mention{{Span: claims.Span{Start: 1, End: 2}, Text: "x"}}
	in := claims.Candidate{
		Wording: " Exports rose by 3 percent. ", Claimant: "Officials", Spans: spans, Kind: claims.Prediction, Modality: claims.Hedged,
		Attribution: claims.Attribution{Mention: "Officials", Cue: "said", Quote: claims.Indirect}, Hedges: hedge,
		SettlesOn: "2026-05-31", Place: "here", Score: 0.5, Reasons: []string{"a number"},
	}
	got, err := claims.NewClaim("c1", 7, v, in, "m1", claims.Proposed, actor(claims.Reviewer), noon)
	want := claims.Claim{
		ID: "c1", ArticleID: "a", No: 7, Wording: "Exports rose by 3 percent.", ClaimantID: "m1", Attribution: in.Attribution,
		Kind: claims.Prediction, Modality: claims.Hedged, Hedges: hedge, SettlesOn: "2026-05-31", Place: "here", Score: 0.5,
		Reasons: in.Reasons, State: claims.Proposed, Proposer: claims.Splitter, Created: noon, CreatedBy: actor(claims.Reviewer).ID,
		Appearances: []claims.Appearance{{
			ArticleID: "a", Number: 3, Spans: spans, Exact: "Officials … exports rose by 3 percent in May", Suffix: ".", Anchor: claims.AnchorExact,
		}},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}

	plain, err := claims.NewClaim("c2", 1, v, claims.Candidate{Wording: "x", Spans: spans[:1]}, "", claims.Accepted, actor(claims.Editor), noon)
	if err != nil || plain.Kind != claims.Fact || plain.Modality != claims.Asserted || plain.Attribution.Quote != claims.NotQuoted || plain.Proposer != actor(claims.Editor).ID {
		t.Errorf("what a person adds without saying more is %+v, %v", plain, err)
	}

	for _, c := range []struct {
		name   string
		change func(*claims.Candidate)
		role   claims.Role
		want   error
		bad    string
	}{
		{"a viewer adds none", func(*claims.Candidate) {}, claims.Viewer, claims.ErrForbidden, ""},
		{"nor does an auditor", func(*claims.Candidate) {}, claims.Auditor, claims.ErrForbidden, ""},
		{"a wording is needed", func(in *claims.Candidate) { in.Wording = " \n" }, claims.Reviewer, claims.ErrInvalid, "wording"},
		{"2001 characters are no short sentence", func(in *claims.Candidate) { in.Wording = strings.Repeat("é", 2001) }, claims.Reviewer, claims.ErrInvalid, "wording"},
		{"words are needed", func(in *claims.Candidate) { in.Spans = nil }, claims.Reviewer, claims.ErrInvalid, ""},
		{"they stand in the text", func(in *claims.Candidate) { in.Spans = []claims.Span{{Start: 50, End: 90}} }, claims.Reviewer, claims.ErrInvalid, ""},
	} {
		in := in
		c.change(&in)
		_, err := claims.NewClaim("c1", 1, v, in, "", claims.Accepted, actor(c.role), noon)
		if !errors.Is(err, c.want) || fieldsOf(err) != c.bad {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// The steps of a claim's life and the states that allow them; every step needs a role that works.
func TestTheLifeOfAClaim(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	words := claims.Span{Start: 0, End: 15}
	other := claimOn(t, v, claims.Accepted, claims.Span{Start: 16, End: 18})
	other.ID = "c2"
	edit := claims.ClaimEdit{Wording: "Another.", Kind: claims.Fact, Modality: claims.Asserted}
	for _, step := range []struct {
		name string
		do   func(claims.Claim, claims.Actor) (claims.Claim, error)
		from []claims.State
		to   claims.State // "" = as it was
	}{
		{
			"accept", func(c claims.Claim, by claims.Actor) (claims.Claim, error) { return c.Accept(by) },
			[]claims.State{claims.Proposed, claims.Rejected, claims.Withdrawn},
			claims.Accepted,
		},
		{"reject", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
			return c.Reject(claims.RejectVague, "too vague", false, by)
		}, []claims.State{claims.Proposed, claims.Accepted}, claims.Rejected},
		{
			"withdraw", func(c claims.Claim, by claims.Actor) (claims.Claim, error) { return c.Withdraw("asked", false, by) },
			[]claims.State{claims.Accepted},
			claims.Withdrawn,
		},
		{
			"edit", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
				return c.Edit(edit, "", claims.Judged{}, by)
			},
			[]claims.State{claims.Proposed, claims.Accepted},
			"",
		},
		{"move", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
			return c.MoveEdge(v, claims.EndEdge, 1, false, by)
		}, []claims.State{claims.Proposed, claims.Accepted}, ""},
		{"split", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
			return c.MarkSplit([]string{"c8", "c9"}, false, by)
		}, []claims.State{claims.Proposed, claims.Accepted}, claims.SplitUp},
		{"merge", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
			merged, _, err := c.MergeInto(other, "Both.", v, false, by)
			return merged, err
		}, []claims.State{claims.Proposed, claims.Accepted}, claims.Merged},
		{"be merged into", func(c claims.Claim, by claims.Actor) (claims.Claim, error) {
			_, kept, err := other.MergeInto(c, "Both.", v, false, by)
			return kept, err
		}, []claims.State{claims.Proposed, claims.Accepted}, claims.Accepted},
	} {
		for _, from := range states {
			c := claimOn(t, v, from, words)
			got, err := step.do(c, actor(claims.Reviewer))
			to := step.to
			if to == "" {
				to = from
			}
			switch {
			case slices.Contains(step.from, from) && (err != nil || got.State != to):
				t.Errorf("%s from %s: %s, %v; want %s", step.name, from, got.State, err, to)
			case !slices.Contains(step.from, from) && (!errors.Is(err, claims.ErrInvalid) || got.State != from):
				t.Errorf("%s from %s: %s, %v; want it refused", step.name, from, got.State, err)
			}
			for _, role := range []claims.Role{claims.Viewer, claims.Auditor, ""} {
				got, err := step.do(c, claims.Actor{Role: role})
				if diff := cmp.Diff(c, got); !errors.Is(err, claims.ErrForbidden) || diff != "" {
					t.Errorf("%s from %s by a %q: %v: %s", step.name, from, role, err, diff)
				}
			}
		}
	}
}

func TestAVerdictStandsInTheWay(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	by := actor(claims.Reviewer)
	c, other := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: 3}), claimOn(t, v, claims.Accepted, claims.Span{Start: 4, End: 11})
	other.ID = "c2"
	_, reject := c.Reject(claims.RejectVague, "", true, by)
	_, split := c.MarkSplit([]string{"c8", "c9"}, true, by)
	_, _, merge := c.MergeInto(other, "Both.", v, true, by)
	_, move := c.MoveEdge(v, claims.EndEdge, 1, true, by)
	for name, err := range map[string]error{"rejecting": reject, "splitting": split, "merging": merge, "moving what is published": move} {
		if !errors.Is(err, claims.ErrInvalid) || claims.Fields(err) != nil {
			t.Errorf("%s: %v, want a problem", name, err)
		}
	}
}

func TestRejectingKeepsTheReason(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	c, by := claimOn(t, v, claims.Proposed, claims.Span{Start: 0, End: 3}), actor(claims.Reviewer)
	for _, reason := range claims.RejectReasons {
		got, err := c.Reject(reason, " as said ", false, by)
		if err != nil || got.Reason != reason || got.StateNote != "as said" {
			t.Errorf("%s: %q %q, %v", reason, got.Reason, got.StateNote, err)
		}
		if again, err := got.Accept(by); err != nil || again.Reason != "" || again.StateNote != "" {
			t.Errorf("accepted again it keeps %q %q, %v", again.Reason, again.StateNote, err)
		}
	}
	if _, err := c.Reject("boring", "a\x00", false, by); fieldsOf(err) != "reason note" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	c.State = claims.Accepted
	if _, err := c.Withdraw(" ", false, by); fieldsOf(err) != "note" {
		t.Errorf("withdrawing for no reason: %v", err)
	}
	if got, err := c.Withdraw(" asked\n", false, by); err != nil || got.StateNote != "asked" {
		t.Errorf("the note is %q, %v", got.StateNote, err)
	}
}

func TestEditingAClaim(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	c, by := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: 3}), actor(claims.Reviewer)
	in := claims.ClaimEdit{
		Wording: " The council met. ", Claimant: "The mayor", Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: "2026-05-31",
		Place: "Larmouth", Context: "Two\nlines.", Topics: []string{"tax"}, Priority: 1,
	}
	got, err := c.Edit(in, "m1", claims.Judged{}, by)
	want := c
	want.Wording, want.ClaimantID, want.Kind, want.Modality, want.SettlesOn = "The council met.", "m1", in.Kind, in.Modality, in.SettlesOn
	want.Place, want.Context, want.Topics, want.Priority = in.Place, in.Context, in.Topics, 1
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	for _, f := range []struct {
		name   string
		change func(*claims.ClaimEdit)
		bad    string
	}{
		{"a wording is needed", func(in *claims.ClaimEdit) { in.Wording = "" }, "wording"},
		{"a claimant is one line", func(in *claims.ClaimEdit) { in.Claimant = "a\nb" }, "claimant"},
		{"a kind is one of the list", func(in *claims.ClaimEdit) { in.Kind = "rumour" }, "kind"},
		{"a modality too", func(in *claims.ClaimEdit) { in.Modality = "" }, "modality"},
		{"a claim settles on a day", func(in *claims.ClaimEdit) { in.SettlesOn = "2026-05" }, "settles_on"},
		{"or now", func(in *claims.ClaimEdit) { in.SettlesOn = "" }, ""},
		{"a place is one line", func(in *claims.ClaimEdit) { in.Place = "a\rb" }, "place"},
		{"the context is text", func(in *claims.ClaimEdit) { in.Context = "\xff" }, "context"},
		{"twelve topics fit", func(in *claims.ClaimEdit) { in.Topics = slices.Repeat([]string{"t"}, 12) }, ""},
		{"thirteen do not", func(in *claims.ClaimEdit) { in.Topics = slices.Repeat([]string{"t"}, 13) }, "topics"},
		{"a topic has a name", func(in *claims.ClaimEdit) { in.Topics = []string{""} }, "topics"},
		{"a priority is low, normal or high", func(in *claims.ClaimEdit) { in.Priority = -2 }, "priority"},
		{"low is one", func(in *claims.ClaimEdit) { in.Priority = -1 }, ""},
		{"2 is none", func(in *claims.ClaimEdit) { in.Priority = 2 }, "priority"},
		{"all faults show at once", func(in *claims.ClaimEdit) { *in = claims.ClaimEdit{Priority: 9} }, "wording kind modality priority"},
	} {
		in := in
		f.change(&in)
		got, err := c.Edit(in, "", claims.Judged{}, by)
		if fieldsOf(err) != f.bad {
			t.Errorf("%s: faults %q, want %q", f.name, fieldsOf(err), f.bad)
		}
		if diff := cmp.Diff(c, got); err != nil && diff != "" {
			t.Errorf("%s: refused, and yet %s", f.name, diff)
		}
	}
}

func TestThePublishedWordingStays(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	c, by := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: 3}), actor(claims.Editor)
	in := claims.ClaimEdit{Wording: " A wording.\n", Kind: claims.Fact, Modality: claims.Asserted, Place: "Larmouth"}
	if got, err := c.Edit(in, "", claims.Judged{Rating: "true"}, by); err != nil || got.Wording != c.Wording || got.Place != "Larmouth" {
		t.Errorf("the same wording: %q, %v", got.Wording, err)
	}
	in.Wording = "A wording!"
	if _, err := c.Edit(in, "", claims.Judged{Rating: "true"}, by); fieldsOf(err) != "wording" {
		t.Errorf("another wording: %v", err)
	}
}

func TestAClaimWithoutAClaimantIsNobodysQuotation(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	c, by := claimOn(t, v, claims.Accepted, claims.Span{Start: 0, End: 3}), actor(claims.Editor)
	c.Attribution = claims.Attribution{Mention: "Duarte", Cue: "said", Quote: claims.Direct}
	in := claims.ClaimEdit{Wording: "x", Kind: claims.Fact, Modality: claims.Asserted}
	kept, err := c.Edit(in, "m1", claims.Judged{}, by)
	if diff := cmp.Diff(c.Attribution, kept.Attribution); err != nil || diff != "" {
		t.Errorf("%v: with a claimant: %s", err, diff)
	}
	gone, err := c.Edit(in, "", claims.Judged{}, by)
	if diff := cmp.Diff(claims.Attribution{Quote: claims.NotQuoted}, gone.Attribution); err != nil || diff != "" {
		t.Errorf("%v: without: %s", err, diff)
	}
}

func TestUndoing(t *testing.T) {
	v, _ := textOf("The council met on Monday.")
	before, now := claimOn(t, v, claims.Proposed, claims.Span{Start: 0, End: 3}), claimOn(t, v, claims.Accepted, claims.Span{Start: 4, End: 11})
	before.Wording, now.Version = "Before.", 5
	want := before
	want.Version = 5
	if diff := cmp.Diff(want, now.Undone(&before)); diff != "" {
		t.Errorf("a change taken back: %s", diff)
	}
	want = now
	want.State, want.StateNote = claims.Withdrawn, "Undone."
	if diff := cmp.Diff(want, now.Undone(nil)); diff != "" {
		t.Errorf("a making taken back: %s", diff)
	}
}

func TestTheSameClaimantIsFoundAgain(t *testing.T) {
	for name, want := range map[string]string{
		"Ines Duarte": "ines duarte", " INES\u00a0 duarte\n": "ines duarte", "": "", "Élise Ö.": "élise ö.", "Ines-Duarte": "ines-duarte",
	} {
		if got := claims.ClaimantKey(name); got != want || claims.ClaimantKey(got) != want {
			t.Errorf("the key of %q is %q, want %q", name, got, want)
		}
	}
}

func TestWhatCanBeCheckedAndWorkedOn(t *testing.T) {
	checkable, open := "", ""
	for _, k := range claims.Kinds {
		if k.Checkable() {
			checkable += string(k) + " "
		}
	}
	for _, s := range states {
		if s.Open() {
			open += string(s) + " "
		}
	}
	if checkable != "fact prediction intention " || open != "candidate accepted " {
		t.Errorf("checkable are %q, open %q", checkable, open)
	}
}

func TestWhatReadersCanSeeIsCorrectedAndNotWithdrawn(t *testing.T) {
	c := claims.Claim{ID: "c1", State: claims.Accepted}
	if got, err := c.Withdraw("We no longer stand by it.", true, actor(claims.Admin)); !errors.Is(err, claims.ErrInvalid) || got.State != claims.Accepted {
		t.Errorf("%s, %v; want it refused", got.State, err)
	}
}

func TestTheDayOfAClaimWithAVerdict(t *testing.T) {
	for _, c := range []struct {
		name, rating string
		from, to     claims.Date
		fault        string
	}{
		{"without a verdict it is free", "", "2030-01-01", "", ""},
		{"a pending claim may be postponed", claims.RatingPending, "2030-01-01", "2030-06-01", ""},
		{"a pending claim needs a day", claims.RatingPending, "2030-01-01", "", "settles_on"},
		{"a rated claim keeps its day", "false", "2020-01-01", "2030-01-01", "settles_on"},
		{"a rated claim gets no day", "true", "", "2030-01-01", "settles_on"},
		{"the same day is no change", "true", "2020-01-01", "2020-01-01", ""},
	} {
		was := claims.Claim{ID: "c1", State: claims.Accepted, Wording: "It opens.", SettlesOn: c.from}
		in := claims.ClaimEdit{Wording: was.Wording, Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: c.to}
		if _, err := was.Edit(in, "", claims.Judged{Rating: c.rating}, actor(claims.Reviewer)); fieldsOf(err) != c.fault {
			t.Errorf("%s: faults %q, %v", c.name, fieldsOf(err), err)
		}
	}
}
