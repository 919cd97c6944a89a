package claims

import "slices"

// MaxPrecedents is how many precedents of each kind are shown.
const MaxPrecedents = 5

// SuggestScore is how alike two wordings are when they are offered as the same claim. Measured on tweets and on sentences
// of debates, with 1,000 checked claims to be found, 1.00 and 0.95 of the matches from this score on were repeats; with
// all 14,000 and 19,000, 1.00 and at least 0.71.
const SuggestScore = 0.5

// similarScore is how alike two wordings are when the one is shown beside the other at all: half as much as for a
// suggestion. Below it are claims that share a word or two.
const similarScore = SuggestScore / 2

// Likeness is how much the wording of another claim is like a claim's own.
type Likeness struct {
	ClaimID string   // the other claim
	Score   float64  // 0..1; 0 when only the claimant is the same
	Differs bool     // one of the two is negated, or a number or the year is another one
	Why     []string // reasons, for people: "same number 42"
}

// Precedent is an earlier verdict that may help to judge a claim.
type Precedent struct {
	ClaimRow            // the claim that it was given on
	AsOf     Date       // of the verdict
	Likeness Likeness   // zero when only the claimant is the same
	Known    []Relation // between the two claims, whichever way
	Judges   []string   // user ids of those who reviewed it or decided on it
}

// Suggested tells whether the two claims are offered as the same: they are alike in what matters, and nobody has related
// them yet, in whatever way.
func (p Precedent) Suggested() bool {
	return p.Likeness.Score >= SuggestScore && !p.Likeness.Differs && len(p.Known) == 0
}

// reveals tells whether a precedent would tell a blind second reviewer how the claim was rated first: its verdict rests on
// the judgement of somebody whose review is sealed, or it is on the same claim as far as anybody can say.
func (p Precedent) reveals(sealed []string) bool {
	same := func(r Relation) bool { return r.Kind.Carries() && r.State != RelationVoid }
	return p.Suggested() || slices.ContainsFunc(p.Known, same) ||
		slices.ContainsFunc(p.Judges, func(id string) bool { return slices.Contains(sealed, id) })
}

// Precedents are the earlier verdicts that are shown beside a claim.
type Precedents struct {
	Similar  []Precedent // on claims in like words, best first
	Claimant []Precedent // on what the same claimant said, newest first
	Withheld bool        // some are not shown before the reader has submitted his review
	Pending  bool        // the wordings are still being read: Similar is not known yet
}

// Suggestions are the precedents that the claim is offered as a repeat of.
func (p Precedents) Suggestions() []Precedent {
	var out []Precedent
	for _, s := range p.Similar {
		if s.Suggested() {
			out = append(out, s)
		}
	}
	return out
}

// For returns what a reader may see: at most MaxPrecedents of each kind, none in both, and for one who could give the
// blind second review none that would reveal the first. sealed are the ids of those whose reviews are sealed.
func (p Precedents) For(blind bool, sealed []string) Precedents {
	keep := func(list []Precedent, taken []Precedent) []Precedent {
		var out []Precedent
		for _, c := range list {
			switch {
			case len(out) == MaxPrecedents:
				return out
			case c.Likeness.ClaimID != "" && c.Likeness.Score < similarScore:
			case slices.ContainsFunc(taken, func(t Precedent) bool { return t.ID == c.ID }):
			case blind && c.reveals(sealed):
				p.Withheld = true
			default:
				out = append(out, c)
			}
		}
		return out
	}
	p.Similar = keep(p.Similar, nil)
	p.Claimant = keep(p.Claimant, p.Similar)
	return p
}
