package db_test

import (
	"testing"

	"assay/claims"
	"assay/db/dbtest"
)

const newsText = "Exports rose by 3 percent in 2016. The council met on Monday. Taxes will fall next year. Officials of the Élysée were absent."

// newsMarks are the claims of newsText, in its order.
var newsMarks = []string{"Exports rose by 3 percent in 2016", "The council met on Monday", "Taxes will fall next year", "Officials of the Élysée were absent"}

// newsroom is a desk with one article and a claim at every step of its life.
type newsroom struct {
	*dbtest.Desk
	t       *testing.T
	article string
	ids     []string // of the claims, in text order
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	n := &newsroom{Desk: dbtest.Open(t), t: t}
	n.article = n.Article(t, newsText, newsMarks...)
	for _, r := range n.edition().Claims {
		n.ids = append(n.ids, r.ID)
	}
	return n
}

func (n *newsroom) edition() claims.Edition {
	n.t.Helper()
	e, err := n.Edition(n.t.Context(), n.article, n.Users[claims.Reviewer].ID)
	must(n.t, err)
	return e
}

func (n *newsroom) dossier(id string) claims.Dossier {
	n.t.Helper()
	d, err := n.Dossier(n.t.Context(), id)
	must(n.t, err)
	return d
}

func (n *newsroom) accept(ids ...string) {
	n.t.Helper()
	for _, id := range ids {
		must(n.t, n.AcceptClaim(n.t.Context(), n.By(claims.Reviewer), id, n.dossier(id).Claim.Version))
	}
}

// evidence adds a piece of evidence from a source of that title and returns its id.
func (n *newsroom) evidence(claimID, title, quote string, stance claims.Stance) string {
	n.t.Helper()
	id, err := n.AddEvidence(n.t.Context(), n.By(claims.Reviewer), claims.EvidenceEdit{
		ClaimID: claimID, Source: claims.SourceEdit{Title: title, Publisher: "Statistics Office"}, Stance: stance, Quote: quote,
	})
	must(n.t, err)
	return id
}

// decide gives a claim a verdict that rests on all of its evidence.
func (n *newsroom) decide(claimID, rating, rationale string) {
	n.t.Helper()
	d := n.dossier(claimID)
	in := claims.NewReview{ClaimID: claimID, Rating: rating, Aspect: claims.Content, Rationale: rationale, Summary: "In short: " + rating + "."}
	if d.Verdict != nil {
		in.Version = d.Verdict.Version
	}
	if d.Published() {
		in.Correction, in.PublicNote = claims.Mistake, "We misread the table."
	}
	for _, e := range d.Evidence {
		in.Evidence = append(in.Evidence, e.ID)
	}
	_, err := n.SubmitReview(n.t.Context(), n.By(claims.Editor), in)
	must(n.t, err)
}

func (n *newsroom) publish(claimID string) {
	n.t.Helper()
	must(n.t, n.PublishVerdict(n.t.Context(), n.By(claims.Editor), claims.NewPublication{ClaimID: claimID, Revision: n.dossier(claimID).Verdict.Version}))
}

func wordings(rows []claims.ClaimRow) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Wording)
	}
	return out
}
