package claims_test

import (
	"errors"
	"testing"

	"assay/claims"
)

func TestANewVersionKeepsWhatWasSaidAboutItsParts(t *testing.T) {
	block := func(start, end int, kind claims.BlockKind, why string) claims.Block {
		return claims.Block{Span: claims.Span{Start: start, End: end}, Kind: kind, Why: why}
	}
	reviewer := claims.Actor{ID: "r", Role: claims.Reviewer}
	old := version(1, "Sign up!\n\nPrices fell.")
	a := claims.Article{ID: "a", Headline: "H", Number: 1, Blocks: []claims.Block{block(0, 8, claims.Furniture, ""), block(10, 22, claims.Text, "")}, Version: 4}
	in := claims.NewArticle{Headline: "Another", Text: "Sign up!\n\nPrices rose.", Blocks: []claims.Block{block(0, 8, claims.Text, "a guess"), block(10, 22, claims.Text, "a guess")}}
	got, err := a.Renew(old, in, reviewer)
	if err != nil || got.Number != 2 || got.Headline != "H" || got.Version != 4 {
		t.Fatalf("renewed: %+v, %v", got, err)
	}
	if got.Blocks[0] != a.Blocks[0] || got.Blocks[1] != in.Blocks[1] {
		t.Errorf("the parts are %+v", got.Blocks)
	}
	for name, c := range map[string]struct {
		in   claims.NewArticle
		by   claims.Actor
		kind error
	}{
		"the same text":                 {claims.NewArticle{Text: old.Text, Blocks: in.Blocks}, reviewer, claims.ErrInvalid},
		"no text":                       {claims.NewArticle{Blocks: in.Blocks}, reviewer, claims.ErrInvalid},
		"parts of another text":         {claims.NewArticle{Text: "Short.", Blocks: in.Blocks}, reviewer, claims.ErrInvalid},
		"by somebody who may only read": {in, claims.Actor{ID: "v", Role: claims.Viewer}, claims.ErrForbidden},
	} {
		if _, err := a.Renew(old, c.in, c.by); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
}

func TestOutcomesOfANewVersion(t *testing.T) {
	texts := map[int]claims.ArticleVersion{1: version(1, "Prices fell. Wages rose."), 2: version(2, "Prices fell. Rents rose.")}
	in := func(n int, words string) claims.Claim {
		a := found(t, texts[n].Text, words)
		a.Number = n
		return claims.Claim{ID: words, Appearances: []claims.Appearance{a}}
	}
	next := version(3, "Prices fell. Rents rose.\n\nSo: Wages rose! And: Wages rose!")
	list := claims.Outcomes([]claims.Claim{in(2, "Prices fell"), in(1, "Wages rose"), {ID: "nowhere"}, in(1, "Prices fell")}, texts, next)
	want := []claims.Anchor{claims.AnchorExact, claims.AnchorAmbiguous, claims.AnchorExact}
	if len(list) != 3 {
		t.Fatalf("%d outcomes", len(list))
	}
	for i, o := range list {
		if o.Anchor() != want[i] {
			t.Errorf("%s is %s, want %s", o.Claim.ID, o.Anchor(), want[i])
		}
	}
	if taken := list[1].Taken(3); len(taken) != 2 || taken[1][0].In(next.Text) != "Wages rose" {
		t.Errorf("the words that may carry the claim are %v", taken)
	}
	if taken := list[0].Taken(3); len(taken) != 1 || taken[0][0].In(next.Text) != "Prices fell" {
		t.Errorf("the words that carry the claim are %v", taken)
	}
}
