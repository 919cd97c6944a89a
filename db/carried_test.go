package db_test

import (
	"slices"
	"testing"

	"assay/claims"
	"assay/db"
)

// carriedTo fails unless a claim shows a carried verdict with that label, or none for "", wherever it is shown.
func (n *newsroom) carriedTo(id, label string) {
	n.t.Helper()
	d := n.dossier(id)
	got := ""
	if d.Carried != nil {
		got = d.Carried.Rating.Label
	}
	if got != label || (d.Step == claims.StepCarried) != (label != "") {
		n.t.Errorf("carried is %q at step %s, want %q", got, d.Step, label)
	}
	is := func(r claims.ClaimRow) bool { return r.ID == id }
	for _, r := range n.edition().Claims {
		if is(r) && (r.Carried != (label != "") || label != "" && r.Rating != label) {
			n.t.Errorf("beside the article stands %q, carried %v", r.Rating, r.Carried)
		}
	}
	checked, err := n.Claims(n.t.Context(), claims.ClaimFilter{Rating: "none"})
	must(n.t, err)
	if d.Claim.State == claims.Accepted && d.Verdict == nil && slices.ContainsFunc(checked.Items, is) != (label == "") {
		n.t.Errorf("among the claims without a verdict: %v", label != "")
	}
	for _, c := range n.reportClaims(db.ReportFilter{ArticleID: n.article}) {
		if c.Claim.ID != id {
			continue
		}
		if got := c.Carried; (got != nil) != (label != "") || got != nil && (got.Rating.Label != label || got.ByName == "" || got.Headline == "") {
			n.t.Errorf("the report has %+v", got)
		}
	}
	for c := range n.EachReportClaim(n.t.Context(), db.ReportFilter{ClaimID: id}) {
		if (c.Carried != nil) != (label != "") {
			n.t.Errorf("the report of the claim alone has %+v", c.Carried)
		}
	}
	for text, err := range n.ClaimTexts(n.t.Context()) {
		must(n.t, err)
		if text.ID == id && d.Verdict == nil {
			n.t.Error("a claim with a carried verdict counts as checked itself")
		}
	}
	for _, h := range n.search(d.Claim.Wording).Claims {
		if h.ID == id && h.Carried != (label != "") {
			n.t.Errorf("a search says carried: %v", h.Carried)
		}
	}
	checkClean(n.t, n.Path)
}

func TestAVerdictIsCarriedAsLongAsItsOriginAndItsRelationHold(t *testing.T) {
	n := acceptedNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	origin, claim := n.ids[0], n.ids[1]
	relation := n.relate(claim, claims.Repeats, origin)
	n.carriedTo(claim, "")
	n.decide(origin, "false", "The minutes say otherwise.")
	n.carriedTo(claim, "False")
	n.carriedTo(origin, "")
	d := n.dossier(claim)
	if c := d.Carried; c.Claim.ID != origin || c.Claim.No != 1 || c.Verdict.Summary != "In short: false." || c.Published || c.ByName != "Rosa Reviewer" || c.Relation.ID != relation {
		t.Errorf("carried: %+v", c)
	}

	n.publish(origin)
	if c := n.dossier(claim).Carried; !c.Published {
		t.Errorf("after publication: %+v", c)
	}
	n.decide(origin, "mostly-false", "There was another table.")
	n.carriedTo(claim, "Mostly false")

	must(t, n.RevokeRelation(ctx, by, relation, 1, "Of another year."))
	n.carriedTo(claim, "")
	if step := n.dossier(claim).Step; step != claims.StepVerdict {
		t.Errorf("without the relation the claim is at step %s", step)
	}
	must(t, n.ConfirmRelation(ctx, by, relation, 2))
	n.carriedTo(claim, "Mostly false")

	n.decide(claim, "true", "The minutes say so.")
	n.carriedTo(claim, "")
	if d := n.dossier(claim); d.Verdict == nil || d.Verdict.Rating != "true" {
		t.Errorf("its own verdict is %+v", d.Verdict)
	}
}

func TestACarriedVerdictEndsWhenTheClaimItCameFromIsWithdrawn(t *testing.T) {
	n := acceptedNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	origin, claim := n.ids[0], n.ids[1]
	n.relate(origin, claims.SameAs, claim) // the same is the same read from either side
	n.decide(origin, "false", "The minutes say otherwise.")
	n.carriedTo(claim, "False")
	must(t, n.WithdrawClaim(ctx, by, origin, n.dossier(origin).Claim.Version, "Nobody said so."))
	n.carriedTo(claim, "")
	n.accept(origin)
	n.carriedTo(claim, "False")
	must(t, n.WithdrawClaim(ctx, by, claim, n.dossier(claim).Claim.Version, "Nobody said so."))
	if d := n.dossier(claim); d.Carried != nil || d.Step != claims.StepClosed {
		t.Errorf("a withdrawn claim has %+v at step %s", d.Carried, d.Step)
	}
}

func TestNothingIsCarriedOverTwoSteps(t *testing.T) {
	n := acceptedNewsroom(t)
	n.relate(n.ids[1], claims.Repeats, n.ids[0])
	n.relate(n.ids[2], claims.Repeats, n.ids[1])
	n.decide(n.ids[0], "false", "The minutes say otherwise.")
	n.carriedTo(n.ids[1], "False")
	n.carriedTo(n.ids[2], "")
}

func TestVerdictsThatDifferAreNotCarried(t *testing.T) {
	n := acceptedNewsroom(t)
	claim := n.ids[2]
	n.relate(claim, claims.Repeats, n.ids[0])
	n.relate(claim, claims.SameAs, n.ids[1])
	n.decide(n.ids[0], "false", "The minutes say otherwise.")
	n.carriedTo(claim, "False")
	n.decide(n.ids[1], "true", "The minutes say so.")
	n.carriedTo(claim, "")
	n.decide(n.ids[1], "false", "We misread the minutes.")
	n.carriedTo(claim, "False")
}
