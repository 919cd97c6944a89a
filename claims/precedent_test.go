package claims_test

import (
	"strings"
	"testing"

	"assay/claims"
)

// precedent is a verdict on a claim of that id which u1 and u2 judged.
func precedent(id string, alter func(*claims.Precedent)) claims.Precedent {
	p := claims.Precedent{ClaimRow: claims.ClaimRow{ID: id}, Judges: []string{"u1", "u2"}, Likeness: claims.Likeness{ClaimID: id, Score: 0.3}}
	alter(&p)
	return p
}

func idsOf(list []claims.Precedent) string {
	var ids []string
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, " ")
}

func TestWhatABlindReviewerMaySeeOfPrecedents(t *testing.T) {
	related := func(kind claims.RelationKind, state claims.RelationState) func(*claims.Precedent) {
		return func(p *claims.Precedent) { p.Known = []claims.Relation{{Kind: kind, State: state}} }
	}
	cases := []struct {
		name  string
		alter func(*claims.Precedent)
		shown bool
	}{
		{"one that others judged is shown", func(*claims.Precedent) {}, true},
		{"one that the first reviewer judged is not", func(p *claims.Precedent) { p.Judges = []string{"u1", "first"} }, false},
		{"one of a claim that is the same is not", related(claims.SameAs, claims.RelationHeld), false},
		{"one of a claim that is repeated is not", related(claims.Repeats, claims.RelationHeld), false},
		{"one of a claim that may be the same is not", related(claims.SameAs, claims.RelationOpen), false},
		{"one of a claim that is not the same is shown", related(claims.SameAs, claims.RelationVoid), true},
		{"one of a narrower claim is shown", related(claims.Narrower, claims.RelationHeld), true},
		{"one in so like words that it is offered as the same is not", func(p *claims.Precedent) { p.Likeness.Score = claims.SuggestScore }, false},
		{"one in like words with another number is shown", func(p *claims.Precedent) { p.Likeness = claims.Likeness{Score: 0.9, Differs: true} }, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := precedent("p", c.alter)
			for _, list := range []claims.Precedents{{Similar: []claims.Precedent{p}}, {Claimant: []claims.Precedent{p}}} {
				blind := list.For(true, []string{"first"})
				if shown := len(blind.Similar)+len(blind.Claimant) == 1; shown != c.shown || blind.Withheld == c.shown {
					t.Errorf("shown: %v, said to be withheld: %v", shown, blind.Withheld)
				}
				open := list.For(false, nil)
				if len(open.Similar)+len(open.Claimant) != 1 || open.Withheld {
					t.Errorf("to everybody else: %+v", open)
				}
			}
		})
	}
}

func TestAtMostFivePrecedentsOfAKindAreShown(t *testing.T) {
	var p claims.Precedents
	for _, id := range strings.Fields("a b c d e f g") {
		p.Similar = append(p.Similar, precedent(id, func(*claims.Precedent) {}))
	}
	for _, id := range strings.Fields("g a h i j k l m") {
		p.Claimant = append(p.Claimant, precedent(id, func(*claims.Precedent) {}))
	}
	p.Similar[1].Judges = []string{"first"}
	got := p.For(false, nil)
	if idsOf(got.Similar) != "a b c d e" || idsOf(got.Claimant) != "g h i j k" {
		t.Errorf("similar %s, of the claimant %s", idsOf(got.Similar), idsOf(got.Claimant))
	}
	if got := p.For(true, []string{"first"}); idsOf(got.Similar) != "a c d e f" || !got.Withheld {
		t.Errorf("to a blind reviewer %s, withheld %v", idsOf(got.Similar), got.Withheld)
	}
	if got := (claims.Precedents{Pending: true}).For(true, nil); !got.Pending || got.Withheld || got.Similar != nil {
		t.Errorf("nothing became %+v", got)
	}
}

func TestOnlyWhatNobodyHasRelatedIsSuggested(t *testing.T) {
	p := claims.Precedents{Similar: []claims.Precedent{
		precedent("same", func(p *claims.Precedent) { p.Likeness.Score = 0.8 }),
		precedent("related", func(p *claims.Precedent) {
			p.Likeness.Score, p.Known = 0.8, []claims.Relation{{Kind: claims.Contradicts, State: claims.RelationVoid}}
		}),
		precedent("negated", func(p *claims.Precedent) { p.Likeness.Score, p.Likeness.Differs = 0.8, true }),
		precedent("unlike", func(*claims.Precedent) {}),
	}}
	if got := idsOf(p.Suggestions()); got != "same" {
		t.Errorf("suggested are %q", got)
	}
}

func TestAClaimThatSharesAWordIsNoPrecedent(t *testing.T) {
	alike := func(id string, score float64) claims.Precedent {
		return claims.Precedent{ClaimRow: claims.ClaimRow{ID: id}, Likeness: claims.Likeness{ClaimID: id, Score: score}}
	}
	said := claims.Precedent{ClaimRow: claims.ClaimRow{ID: "c4"}}
	got := claims.Precedents{Similar: []claims.Precedent{alike("c1", 0.9), alike("c2", 0.3), alike("c3", 0.1)}, Claimant: []claims.Precedent{said}}.For(false, nil)
	if len(got.Similar) != 2 || len(got.Claimant) != 1 {
		t.Errorf("%d in like words, %d of the claimant", len(got.Similar), len(got.Claimant))
	}
}
