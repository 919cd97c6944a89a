package claims_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/claims/claimstest"
)

var relatedAt = time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)

// twoClaims are the ends of a relation that nothing speaks against.
func twoClaims() claims.RelationEnds {
	return claims.RelationEnds{
		Claim: claims.Claim{ID: "a", State: claims.Accepted}, Other: claims.Claim{ID: "b", State: claims.Accepted}, Reach: []string{"b"},
	}
}

func TestTwoAcceptedClaimsAreRelatedAtOnce(t *testing.T) {
	by := claimstest.User(claims.Reviewer).Actor()
	in := claims.NewRelation{ClaimID: "a", OtherID: "b", Kind: claims.Repeats, Note: " Word for word. ", Score: 0.7}
	got, err := claims.Relate("r1", in, twoClaims(), by, relatedAt)
	want := claims.Relation{
		ID: "r1", ClaimID: "a", OtherID: "b", Kind: claims.Repeats, State: claims.RelationHeld, Score: 0.7, Note: "Word for word.",
		By: by.ID, At: relatedAt,
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	candidate := twoClaims()
	candidate.Other.State = claims.Proposed
	if got, err := claims.Relate("r1", in, candidate, by, relatedAt); err != nil || got.State != claims.RelationOpen {
		t.Errorf("with a candidate the relation is %q, %v", got.State, err)
	}
	in.Reject = true
	if got, err := claims.Relate("r1", in, twoClaims(), by, relatedAt); err != nil || got.State != claims.RelationVoid {
		t.Errorf("a suggestion that was turned down is %q, %v", got.State, err)
	}
}

func TestWhatCannotBeRelated(t *testing.T) {
	known := func(kind claims.RelationKind, from string, state claims.RelationState) []claims.Relation {
		return []claims.Relation{{ClaimID: from, OtherID: map[string]string{"a": "b", "b": "a"}[from], Kind: kind, State: state}}
	}
	cases := []struct {
		name  string
		kind  claims.RelationKind
		alter func(e *claims.RelationEnds)
		field string // "" when it can be
	}{
		{"nothing is in the way", claims.Repeats, func(*claims.RelationEnds) {}, ""},
		{"an unknown kind", "like", func(*claims.RelationEnds) {}, "kind"},
		{"a claim to itself", claims.SameAs, func(e *claims.RelationEnds) { e.Other = e.Claim }, "other"},
		{"a closed claim", claims.SameAs, func(e *claims.RelationEnds) { e.Other.State = claims.Merged }, "other"},
		{"the same again", claims.Repeats, func(e *claims.RelationEnds) { e.Known = known(claims.Repeats, "a", claims.RelationVoid) }, "other"},
		{"the other way round", claims.Repeats, func(e *claims.RelationEnds) { e.Known = known(claims.Repeats, "b", claims.RelationVoid) }, ""},
		{"the same again from the other side", claims.SameAs, func(e *claims.RelationEnds) { e.Known = known(claims.SameAs, "b", claims.RelationVoid) }, "other"},
		{"another kind", claims.PartOf, func(e *claims.RelationEnds) { e.Known = known(claims.Narrower, "a", claims.RelationHeld) }, ""},
		{"a circle of repeats", claims.Repeats, func(e *claims.RelationEnds) { e.Reach = []string{"b", "c", "a"} }, "other"},
		{"a circle of parts", claims.PartOf, func(e *claims.RelationEnds) { e.Reach = []string{"b", "a"} }, "other"},
		{"a circle of likes is none", claims.SameAs, func(e *claims.RelationEnds) { e.Reach = []string{"b", "a"} }, ""},
		{"a contradiction between the same", claims.Contradicts, func(e *claims.RelationEnds) { e.Known = known(claims.SameAs, "a", claims.RelationHeld) }, "other"},
		{"the same where there is a contradiction", claims.Repeats, func(e *claims.RelationEnds) { e.Known = known(claims.Contradicts, "b", claims.RelationHeld) }, "other"},
		{"a contradiction where the same was rejected", claims.Contradicts, func(e *claims.RelationEnds) { e.Known = known(claims.SameAs, "a", claims.RelationVoid) }, ""},
	}
	by := claimstest.User(claims.Reviewer).Actor()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ends := twoClaims()
			c.alter(&ends)
			_, err := claims.Relate("r1", claims.NewRelation{ClaimID: "a", OtherID: ends.Other.ID, Kind: c.kind}, ends, by, relatedAt)
			if got := fieldNames(err); got != c.field {
				t.Errorf("fault of %q (%v), want %q", got, err, c.field)
			}
		})
	}
	if _, err := claims.Relate("r1", claims.NewRelation{ClaimID: "a", OtherID: "b", Kind: claims.SameAs, Note: strings.Repeat("x", claims.MaxProse+1)}, twoClaims(), by, relatedAt); fieldNames(err) != "note" {
		t.Errorf("a note that is too long: %v", err)
	}
	closed := twoClaims()
	closed.Claim.State = claims.Rejected
	if _, err := claims.Relate("r1", claims.NewRelation{ClaimID: "a", OtherID: "b", Kind: claims.SameAs}, closed, by, relatedAt); !errors.Is(err, claims.ErrInvalid) || claims.Fields(err) != nil {
		t.Errorf("of a closed claim: %v", err)
	}
	viewer := claimstest.User(claims.Viewer).Actor()
	if _, err := claims.Relate("r1", claims.NewRelation{}, twoClaims(), viewer, relatedAt); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v", err)
	}
}

func fieldNames(err error) string {
	var names []string
	for _, f := range claims.Fields(err) {
		names = append(names, f.Field)
	}
	return strings.Join(names, " ")
}

func TestARelationGoesFromStateToState(t *testing.T) {
	by, viewer := claimstest.User(claims.Editor).Actor(), claimstest.User(claims.Viewer).Actor()
	confirm := func(r claims.Relation, a claims.Actor) (claims.Relation, error) {
		return r.Confirm(twoClaims(), a, relatedAt)
	}
	reject := func(r claims.Relation, a claims.Actor) (claims.Relation, error) {
		return r.Reject(" No. ", a, relatedAt)
	}
	revoke := func(r claims.Relation, a claims.Actor) (claims.Relation, error) {
		return r.Revoke("Of another year.", a, relatedAt)
	}
	cases := []struct {
		name string
		from claims.RelationState
		do   func(claims.Relation, claims.Actor) (claims.Relation, error)
		to   claims.RelationState // "" when it is refused
		note string
	}{
		{"a suggested one is confirmed", claims.RelationOpen, confirm, claims.RelationHeld, ""},
		{"a rejected one is confirmed after all", claims.RelationVoid, confirm, claims.RelationHeld, ""},
		{"a confirmed one cannot be confirmed", claims.RelationHeld, confirm, "", ""},
		{"a suggested one is rejected", claims.RelationOpen, reject, claims.RelationVoid, "No."},
		{"a confirmed one cannot be rejected", claims.RelationHeld, reject, "", ""},
		{"a rejected one cannot be rejected", claims.RelationVoid, reject, "", ""},
		{"a confirmed one is revoked", claims.RelationHeld, revoke, claims.RelationVoid, "Of another year."},
		{"a suggested one cannot be revoked", claims.RelationOpen, revoke, "", ""},
		{"a rejected one cannot be revoked", claims.RelationVoid, revoke, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := claims.Relation{ID: "r1", Kind: claims.Repeats, State: c.from, By: "somebody", Note: "old"}
			got, err := c.do(r, by)
			if c.to == "" {
				if !errors.Is(err, claims.ErrInvalid) {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if err != nil || got.State != c.to || got.Note != c.note || got.By != by.ID || !got.At.Equal(relatedAt) {
				t.Errorf("got %+v, %v", got, err)
			}
			if _, err := c.do(r, viewer); !errors.Is(err, claims.ErrForbidden) {
				t.Errorf("a viewer: %v", err)
			}
		})
	}
	held := claims.Relation{State: claims.RelationHeld}
	if _, err := held.Revoke(" ", by, relatedAt); fieldNames(err) != "note" {
		t.Errorf("revoked without a reason: %v", err)
	}
	open := claims.Relation{State: claims.RelationOpen, Kind: claims.Repeats}
	circle, candidate := twoClaims(), twoClaims()
	circle.Reach, candidate.Claim.State = []string{"b", "a"}, claims.Proposed
	for name, ends := range map[string]claims.RelationEnds{"a circle": circle, "a candidate": candidate} {
		if _, err := open.Confirm(ends, by, relatedAt); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s is confirmed: %v", name, err)
		}
	}
}

func TestWhatTypedWordsNameAClaim(t *testing.T) {
	id := claimstest.ID(7)
	for typed, want := range map[string]claims.ClaimRef{
		id:                                  {ID: id},
		" " + id + "\n":                     {ID: id},
		"https://desk.example/claims/" + id: {ID: id},
		"https://desk.example/claims/" + id + "/history?before=3":         {ID: id},
		"/articles/" + claimstest.ArticleID + "?claim=" + id + "#m-" + id: {ID: id},
		"https://desk.example/articles/" + claimstest.ArticleID:           {Words: "https://desk.example/articles/" + claimstest.ArticleID},
		"tram line opens 7":  {Words: "tram line opens 7", Headline: "tram line opens", No: 7},
		"tram line opens #7": {Words: "tram line opens #7", Headline: "tram line opens", No: 7},
		"in 50% of cases":    {Words: "in 50% of cases"},
		"7":                  {Words: "7"},
		"rose by -3":         {Words: "rose by -3"},
		"%zz 4":              {Words: "%zz 4", Headline: "%zz", No: 4},
		"":                   {},
	} {
		if diff := cmp.Diff(want, claims.ParseClaimRef(typed)); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
}

// carrier is a verdict on claim o that a relation of claim c leads to.
func carrier(alter func(*claims.Carried)) claims.Carried {
	o := claims.Carried{
		Relation: claims.Relation{ID: "r1", ClaimID: "c", OtherID: "o", Kind: claims.Repeats, State: claims.RelationHeld},
		Claim:    claims.Claim{ID: "o", State: claims.Accepted, ClaimantID: "m1"},
		Verdict:  claims.Verdict{Rating: "false", Aspect: claims.Content, AsOf: "2026-03-01"},
	}
	alter(&o)
	return o
}

func TestWhichVerdictsAreCarried(t *testing.T) {
	claim := claims.Claim{ID: "c", State: claims.Accepted, ClaimantID: "m2"}
	prediction := claim
	prediction.SettlesOn = "2026-03-02"
	candidate := claim
	candidate.State = claims.Proposed
	ownVoice := claim
	ownVoice.ClaimantID = ""
	as := func(kind claims.RelationKind, from, to string) func(*claims.Carried) {
		return func(o *claims.Carried) { o.Relation.Kind, o.Relation.ClaimID, o.Relation.OtherID = kind, from, to }
	}
	cases := []struct {
		name              string
		to                claims.Claim
		decided, reviewed bool
		alter             func(*claims.Carried)
		carried           bool
	}{
		{"to a claim that repeats it", claim, false, false, func(*claims.Carried) {}, true},
		{"to the same claim", claim, false, false, as(claims.SameAs, "c", "o"), true},
		{"to the same claim, read from the other", claim, false, false, as(claims.SameAs, "o", "c"), true},
		{"not from the claim that repeats", claim, false, false, as(claims.Repeats, "o", "c"), false},
		{"not to a narrower claim", claim, false, false, as(claims.Narrower, "c", "o"), false},
		{"not to a part", claim, false, false, as(claims.PartOf, "c", "o"), false},
		{"not to a contradiction", claim, false, false, as(claims.Contradicts, "c", "o"), false},
		{"not before it is confirmed", claim, false, false, func(o *claims.Carried) { o.Relation.State = claims.RelationOpen }, false},
		{"not when it is revoked", claim, false, false, func(o *claims.Carried) { o.Relation.State = claims.RelationVoid }, false},
		{"not beside a verdict of its own", claim, true, false, func(*claims.Carried) {}, false},
		{"not while a round of reviews is on", claim, false, true, func(*claims.Carried) {}, false},
		{"not to a candidate", candidate, false, false, func(*claims.Carried) {}, false},
		{"not from a withdrawn claim", claim, false, false, func(o *claims.Carried) { o.Claim.State = claims.Withdrawn }, false},
		{"not once it is retracted", claim, false, false, func(o *claims.Carried) { o.Retracted = true }, false},
		{"not from before the day on which the claim settles", prediction, false, false, func(*claims.Carried) {}, false},
		{"from that day on", prediction, false, false, func(o *claims.Carried) { o.Verdict.AsOf = "2026-03-02" }, true},
		{"as pending before that day", prediction, false, false, func(o *claims.Carried) { o.Verdict.Rating = claims.RatingPending }, true},
		{"not whether somebody else said it", claim, false, false, func(o *claims.Carried) { o.Verdict.Aspect = claims.AttributionFit }, false},
		{"whether the same claimant said it", claim, false, false, func(o *claims.Carried) {
			o.Verdict.Aspect, o.Claim.ClaimantID = claims.AttributionFit, "m2"
		}, true},
		{"not that an article said it, to what another says", ownVoice, false, false, func(o *claims.Carried) {
			o.Verdict.Aspect, o.Claim.ClaimantID = claims.AttributionFit, ""
		}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := claims.Carry(c.to, c.decided, c.reviewed, []claims.Carried{carrier(c.alter)})
			if ok != c.carried || ok && got.Claim.ID != "o" {
				t.Errorf("carried: %v, want %v", ok, c.carried)
			}
		})
	}
}

func TestOfSeveralVerdictsOneIsCarriedOnlyWhenTheyAgree(t *testing.T) {
	claim := claims.Claim{ID: "c", State: claims.Accepted}
	first := carrier(func(*claims.Carried) {})
	like := carrier(func(o *claims.Carried) { o.Relation.ID, o.Claim.ID = "r2", "p" })
	other := carrier(func(o *claims.Carried) { o.Relation.ID, o.Claim.ID, o.Verdict.Rating = "r3", "q", "true" })
	gone := carrier(func(o *claims.Carried) {
		o.Relation.ID, o.Claim.ID, o.Verdict.Rating, o.Retracted = "r4", "q", "true", true
	})
	if got, ok := claims.Carry(claim, false, false, []claims.Carried{first, like, gone}); !ok || got.Relation.ID != "r1" {
		t.Errorf("two that agree: %+v, %v", got, ok)
	}
	if got, ok := claims.Carry(claim, false, false, []claims.Carried{first, like, other}); ok {
		t.Errorf("with one that differs %+v is carried", got)
	}
	said := like
	said.Verdict.Aspect, said.Claim.ClaimantID = claims.AttributionFit, "m1"
	by := claim
	by.ClaimantID = "m1"
	if got, ok := claims.Carry(by, false, false, []claims.Carried{first, said}); ok {
		t.Errorf("with one of another question %+v is carried", got)
	}
	if _, ok := claims.Carry(claim, false, false, nil); ok {
		t.Error("something is carried from nowhere")
	}
}
