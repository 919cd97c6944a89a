package claims_test

import (
	"errors"
	"slices"
	"testing"

	"assay/claims"
)

func TestAPersonSaysWhereAClaimStands(t *testing.T) {
	const before, after = "Prices fell. Wages possibly rose.", "It is so: Prices fell. Also: Wages possibly rose. And wages fell."
	reviewer := claims.Actor{ID: "r", Role: claims.Reviewer}
	one, two := version(1, before), version(2, after)
	claim := func(anchor claims.Anchor) claims.Claim {
		c := claims.Claim{ID: "c", State: claims.Accepted, Wording: "Wages rose.", Appearances: []claims.Appearance{found(t, before, "Wages possibly rose")}}
		c.Appearances[0].Anchor = anchor
		c.Hedges = []claims.Mention{{Span: claims.Span{Start: 19, End: 27}, Text: "possibly"}}
		return c
	}
	same, other := []claims.Span{{Start: 29, End: 48}}, []claims.Span{{Start: 54, End: 64}}
	for name, c := range map[string]struct {
		claim   claims.Claim
		in      claims.AnchorEdit
		decided bool
		by      claims.Actor
		field   string // what is wrong; "" for nothing
		kind    error
	}{
		"the same words":                         {claim(claims.AnchorLost), claims.AnchorEdit{Spans: same}, false, reviewer, "", nil},
		"the same words under a verdict":         {claim(claims.AnchorAmbiguous), claims.AnchorEdit{Spans: same}, true, reviewer, "", nil},
		"other words":                            {claim(claims.AnchorLost), claims.AnchorEdit{Spans: other}, false, reviewer, "", nil},
		"other words under a verdict":            {claim(claims.AnchorLost), claims.AnchorEdit{Spans: other}, true, reviewer, "anchor", claims.ErrInvalid},
		"no words":                               {claim(claims.AnchorLost), claims.AnchorEdit{}, false, reviewer, "anchor", claims.ErrInvalid},
		"words outside the text":                 {claim(claims.AnchorLost), claims.AnchorEdit{Spans: []claims.Span{{Start: 60, End: 99}}}, false, reviewer, "anchor", claims.ErrInvalid},
		"gone, with a reason":                    {claim(claims.AnchorLost), claims.AnchorEdit{Gone: true, Note: "Cut."}, true, reviewer, "", nil},
		"gone, without a reason":                 {claim(claims.AnchorLost), claims.AnchorEdit{Gone: true}, false, reviewer, "note", claims.ErrInvalid},
		"by somebody who may only read":          {claim(claims.AnchorLost), claims.AnchorEdit{Spans: same}, false, claims.Actor{ID: "v", Role: claims.Viewer}, "", claims.ErrForbidden},
		"a closed claim":                         {func() claims.Claim { c := claim(claims.AnchorLost); c.State = claims.Rejected; return c }(), claims.AnchorEdit{Spans: same}, false, reviewer, "", claims.ErrInvalid},
		"a claim that stands where it was found": {claim(claims.AnchorExact).Follow(claims.NewRewrite(one, version(2, before))), claims.AnchorEdit{Spans: same}, false, reviewer, "", claims.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			now := two
			if name == "a claim that stands where it was found" {
				now = version(2, before)
			}
			got, err := c.claim.Reanchor(c.in, now, c.decided, c.by)
			if !errors.Is(err, c.kind) {
				t.Fatalf("the error is %v, want %v", err, c.kind)
			}
			if bad := claims.Fields(err); c.field != "" && (len(bad) != 1 || bad[0].Field != c.field) {
				t.Fatalf("the faults are %v", bad)
			}
			if err != nil {
				return
			}
			where := got.Appearances[0]
			if got.Wording != c.claim.Wording || where.Number != 2 || got.Unsettled() != claims.AnchorExact || got.Gone() != c.in.Gone {
				t.Errorf("the claim is %+v", got)
			}
			if !c.in.Gone && (!slices.Equal(where.Spans, c.in.Spans) || where.Exact != claims.Quote(after, c.in.Spans)) {
				t.Errorf("it stands at %+v", where)
			}
			if c.in.Gone && (where.Exact != "Wages possibly rose" || where.Spans != nil) {
				t.Errorf("it is gone and stands at %+v", where)
			}
			if slices.Equal(c.in.Spans, same) && got.Hedges[0].In(after) != "possibly" {
				t.Errorf("the hedge stands on %q", got.Hedges[0].In(after))
			}
		})
	}
}

func TestWhatIsGoneCanBeFoundAgain(t *testing.T) {
	reviewer := claims.Actor{ID: "r", Role: claims.Reviewer}
	text := version(2, "Now again: prices fell.")
	gone := claims.Claim{State: claims.Accepted, Appearances: []claims.Appearance{{Number: 2, Exact: "prices fell", Anchor: claims.AnchorLost}}}
	got, err := gone.Reanchor(claims.AnchorEdit{Spans: []claims.Span{{Start: 11, End: 22}}, Read: claims.Candidate{Hedges: []claims.Mention{{Text: "again"}}}}, text, true, reviewer)
	if err != nil || got.Gone() || got.Appearances[0].Exact != "prices fell" || len(got.Hedges) != 1 {
		t.Errorf("found again: %+v, %v", got, err)
	}
}

func TestWordsThatAreTypedStandOnce(t *testing.T) {
	v := version(1, "Prices fell. Wages rose. Prices stayed.")
	if s, err := v.Once(" Wages rose. "); err != nil || s.In(v.Text) != "Wages rose." {
		t.Errorf("%v, %v", s, err)
	}
	for _, words := range []string{"", " ", "Prices", "Rents", "Wages\x00"} {
		if _, err := v.Once(words); len(claims.Fields(err)) != 1 || claims.Fields(err)[0].Field != "exact" {
			t.Errorf("%q: %v", words, err)
		}
	}
}

func TestLikeliestSentences(t *testing.T) {
	text := "The river rose by two metres. Nothing else happened. The river rose."
	sentences := []claims.Span{{Start: 0, End: 29}, {Start: 30, End: 52}, {Start: 53, End: 68}}
	got := claims.Likeliest(text, sentences, "The river rose by three metres", 5)
	if len(got) != 2 || got[0] != sentences[0] || got[1] != sentences[2] {
		t.Errorf("the likeliest are %v", got)
	}
	if got := claims.Likeliest(text, sentences, "The river rose", 1); len(got) != 1 || got[0] != sentences[2] {
		t.Errorf("the likeliest one is %v", got)
	}
}
