//go:build e2e

package e2e

import (
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// rounds is a desk of two reviews with a claim in every state of a round.
type rounds struct {
	*webtest.Site
	sealed, disputed, decided, changed string
}

func startRounds(t *testing.T) *rounds {
	t.Helper()
	r := &rounds{Site: reviewDesk(t)}
	reviewer, editor, admin := r.By(claims.Reviewer), r.By(claims.Editor), r.By(claims.Admin)
	r.disputed = disputed(t, r.Site)
	r.sealed, r.decided, r.changed = ready(t, r.Site, "The lake is clean"), ready(t, r.Site, "The road was closed"), ready(t, r.Site, "Prices fell by 3 percent")
	rate(t, r.Site, reviewer, r.sealed, "half-true", "Parts of it are.")
	for _, claim := range []string{r.decided, r.changed} {
		rate(t, r.Site, reviewer, claim, "true", "The notice says so.")
		rate(t, r.Site, admin, claim, "true", "")
	}
	if err := r.PublishVerdict(t.Context(), editor, claims.NewPublication{ClaimID: r.changed, Revision: 1}); err != nil {
		t.Fatal(err)
	}
	rate(t, r.Site, reviewer, r.changed, "false", "The office has corrected its figure.")
	rate(t, r.Site, admin, r.changed, "false", "So it has.")
	return r
}

// ready adds an accepted claim with evidence.
func ready(t *testing.T, site *webtest.Site, words string) string {
	t.Helper()
	article := site.Article(t, words+". Nothing else was said.", words)
	e, err := site.Edition(t.Context(), article, "")
	if err != nil {
		t.Fatal(err)
	}
	claim := e.Claims[0]
	by := site.By(claims.Reviewer)
	if err := site.AcceptClaim(t.Context(), by, claim.ID, claim.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := site.AddEvidence(t.Context(), by, claims.EvidenceEdit{ClaimID: claim.ID, Stance: claims.Supports, Source: claims.SourceEdit{Title: "A notice"}, Quote: "It is so."}); err != nil {
		t.Fatal(err)
	}
	return claim.ID
}

// pages are the addresses of one page of every kind that a round has, by name, with who looks at it.
func (r *rounds) pages() map[claims.Role]map[string]string {
	return map[claims.Role]map[string]string{
		claims.Reviewer: {"claim, own sealed review": "/claims/" + r.sealed, "reviews": "/reviews", "waiting": "/queue?view=others"},
		claims.Editor: {
			"claim, blind": "/claims/" + r.sealed, "second review": "/claims/" + r.sealed + "/verdict", "claim, disputed": "/claims/" + r.disputed,
			"adjudication": "/claims/" + r.disputed + "/adjudication", "claim, decided": "/claims/" + r.decided, "send back": "/claims/" + r.decided + "/round",
			"claim, changed": "/claims/" + r.changed, "publication of a change": "/claims/" + r.changed + "/publication", "queue": "/queue",
		},
		claims.Admin: {"rules of review": "/settings/reviews", "agreement": "/reports/agreement", "balance": "/reports/balance"},
	}
}

func TestThePagesOfARoundFitAndHaveNoBarrier(t *testing.T) {
	t.Parallel()
	r := startRounds(t)
	for role, pages := range r.pages() {
		b := openAs(t, r.Site, role)
		for name, path := range pages {
			b.get(path)
			b.want("the page of "+name+" is there", `document.querySelector('main h1') && !document.querySelector('.fault')`)
			fits(b, name)
			check(b, name)
		}
	}
}

func TestTheResultOfABulkActionFitsAndHasNoBarrier(t *testing.T) {
	t.Parallel()
	r := startRounds(t)
	b := openAs(t, r.Site, claims.Editor)
	b.mayAnswer(422)
	b.get("/queue?view=all")
	b.press("j", "x")
	b.leaves(func() { b.click("#bulk button", "Reject") })
	b.reads("Selected claims")
	fits(b, "bulk result")
	check(b, "bulk result")
}
