package db_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

// needTwoReviews makes every verdict need two reviews.
func (n *newsroom) needTwoReviews() {
	n.t.Helper()
	p, err := n.Policy(n.t.Context())
	must(n.t, err)
	p.Reviews = claims.Twice
	must(n.t, n.EditPolicy(n.t.Context(), n.By(claims.Admin), p))
}

// reviewBy gives a claim a review by a role's user.
func (n *newsroom) reviewBy(by claims.Role, claimID, rating string) {
	n.t.Helper()
	d := n.dossier(claimID)
	in := claims.NewReview{ClaimID: claimID, Rating: rating, Aspect: claims.Content, Rationale: "So it is."}
	if d.Verdict != nil {
		in.Version = d.Verdict.Version
	}
	for _, e := range d.Evidence {
		in.Evidence = append(in.Evidence, e.ID)
	}
	_, err := n.SubmitReview(n.t.Context(), n.By(by), in)
	must(n.t, err)
}

// precedents are what a role's user is shown beside a claim, with the given claims as those in like words.
func (n *newsroom) precedents(role claims.Role, id string, like ...claims.Likeness) claims.Precedents {
	n.t.Helper()
	d, err := n.DossierFor(n.t.Context(), id, n.Users[role].Actor())
	must(n.t, err)
	p, err := n.Precedents(n.t.Context(), d, like)
	must(n.t, err)
	return p
}

func precedentWords(list []claims.Precedent) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Rating+": "+p.Wording)
	}
	return strings.Join(out, "; ")
}

func TestPrecedentsOfAClaim(t *testing.T) {
	n := acceptedNewsroom(t)
	for _, id := range []string{n.ids[0], n.ids[2]} {
		must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
			ID: id, Version: n.dossier(id).Claim.Version, Wording: n.dossier(id).Claim.Wording, Claimant: "The ministry", Kind: claims.Fact, Modality: claims.Asserted,
		}))
	}
	n.decide(n.ids[0], "false", "The minutes say otherwise.")
	n.decide(n.ids[1], "true", "The minutes say so.")
	like := []claims.Likeness{{ClaimID: n.ids[2], Score: 1}, {ClaimID: n.ids[1], Score: 0.6, Why: []string{"shares council"}}, {ClaimID: n.ids[3], Score: 0.4}, {ClaimID: "0000000000000000", Score: 0.3}}
	p := n.precedents(claims.Reviewer, n.ids[2], like...)
	if got := precedentWords(p.Similar); got != "True: "+newsMarks[1] {
		t.Errorf("in like words: %s", got)
	}
	if got := precedentWords(p.Claimant); got != "False: "+newsMarks[0] {
		t.Errorf("by the same claimant: %s", got)
	}
	if s := p.Similar[0]; !s.Suggested() || s.AsOf != n.Today() || s.Likeness.Why[0] != "shares council" || p.Withheld {
		t.Errorf("%+v", p)
	}
	_, err := n.AddRelation(t.Context(), n.By(claims.Reviewer), claims.NewRelation{ClaimID: n.ids[1], OtherID: n.ids[2], Kind: claims.SameAs, Reject: true})
	must(t, err)
	if s := n.precedents(claims.Reviewer, n.ids[2], like...).Similar; len(s) != 1 || s[0].Suggested() {
		t.Errorf("after it was said not to be the same: %+v", s)
	}
	if p := n.precedents(claims.Reviewer, n.ids[3]); len(p.Claimant) != 0 {
		t.Errorf("of the article's own voice: %+v", p.Claimant)
	}
}

func TestABlindReviewerIsNotShownWhatWouldReveal(t *testing.T) {
	n := acceptedNewsroom(t)
	n.reviewBy(claims.Admin, n.ids[0], "false")
	n.reviewBy(claims.Editor, n.ids[1], "true")
	n.needTwoReviews()
	claim := n.ids[2]
	n.reviewBy(claims.Editor, claim, "half-true") // sealed
	like := []claims.Likeness{{ClaimID: n.ids[0], Score: 0.4}, {ClaimID: n.ids[1], Score: 0.4}}
	p := n.precedents(claims.Reviewer, claim, like...)
	if got := precedentWords(p.Similar); got != "False: "+newsMarks[0] || !p.Withheld {
		t.Errorf("a blind reviewer is shown %s, withheld %v", got, p.Withheld)
	}
	for _, role := range []claims.Role{claims.Editor, claims.Viewer} { // whose review is in, and who can give none
		if p := n.precedents(role, claim, like...); len(p.Similar) != 2 || p.Withheld {
			t.Errorf("to the %s: %+v", role, p)
		}
	}
	_, err := n.AddRelation(t.Context(), n.By(claims.Editor), claims.NewRelation{ClaimID: claim, OtherID: n.ids[0], Kind: claims.Repeats, Note: "Half true, both."})
	must(t, err)
	for role, seen := range map[claims.Role]bool{claims.Reviewer: false, claims.Editor: true} {
		page, err := n.Events(t.Context(), claims.EventFilter{ClaimID: claim, Kind: claims.RelationAdded, Values: true, Reader: n.Users[role].ID})
		must(t, err)
		if len(page.Items) != 1 || page.Items[0].Sealed == seen || (len(page.Items[0].Changes) > 0) != seen {
			t.Errorf("the history of a %s has %+v", role, page.Items)
		}
	}
	if p := n.precedents(claims.Reviewer, claim, like...); len(p.Similar) != 0 || !p.Withheld {
		t.Errorf("with a relation to it a blind reviewer is shown %+v", p.Similar)
	}
	d, err := n.DossierFor(t.Context(), claim, n.Users[claims.Reviewer].Actor())
	must(t, err)
	if r := d.Relations; len(r) != 1 || r[0].Note != "" || r[0].Claim.Rating != "" || r[0].Claim.Tone != claims.ToneOpen || d.Carried != nil {
		t.Errorf("the relations of a blind reviewer: %+v, carried %+v", r, d.Carried)
	}
	if r := n.dossier(claim).Relations; r[0].Claim.Rating != "False" {
		t.Errorf("everybody else's: %+v", r)
	}
	n.reviewBy(claims.Reviewer, claim, "half-true")
	if p := n.precedents(claims.Reviewer, claim, like...); len(p.Similar) != 2 || p.Withheld {
		t.Errorf("once the review is in: %+v", p)
	}
}

func TestWhatChangedOfTheCheckedClaims(t *testing.T) {
	n := acceptedNewsroom(t)
	n.decide(n.ids[0], "false", "The minutes say otherwise.")
	from := n.Size()
	changed := func(want ...db.ClaimText) {
		t.Helper()
		got, err := n.ClaimTextsSince(t.Context(), from, n.Size())
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		from = n.Size()
	}
	changed()
	n.decide(n.ids[1], "true", "The minutes say so.")
	n.evidence(n.ids[2], "Table", "", claims.Supports)
	changed(db.ClaimText{ID: n.ids[1], Text: newsMarks[1]}, db.ClaimText{ID: n.ids[2]})
	n.relate(n.ids[2], claims.Repeats, n.ids[1])
	must(t, n.WithdrawClaim(t.Context(), n.By(claims.Reviewer), n.ids[0], n.dossier(n.ids[0]).Claim.Version, "Nobody said so."))
	must(t, n.SetPassword(t.Context(), n.By(claims.Admin), n.Users[claims.Viewer].ID, "hash", ""))
	changed(db.ClaimText{ID: n.ids[0]}, db.ClaimText{ID: n.ids[2]})
}
