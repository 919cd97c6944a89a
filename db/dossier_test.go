package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

func TestDossierOfAPublishedAndCorrectedClaim(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[1]
	n.accept(id)
	n.evidence(id, "Diary", "", claims.Context)
	n.evidence(id, "Minutes", "met on Monday", claims.Supports)
	n.evidence(id, "Newspaper", "on Tuesday", claims.Refutes)
	n.decide(id, "true", "The minutes say so.")
	n.publish(id)
	n.decide(id, "half-true", "The newspaper says otherwise.")

	d := n.dossier(id)
	if d.Claim.Wording != newsMarks[1] || d.Claim.No != 2 || len(d.Claim.Appearances) != 1 || d.Claim.Appearances[0].Exact != newsMarks[1] {
		t.Errorf("claim: %+v", d.Claim)
	}
	if d.Article.ID != n.article || d.Article.Headline != "An article" || d.Text.Text != newsText || d.Article.Blocks != nil {
		t.Errorf("article: %+v", d.Article)
	}
	if d.Previous != n.ids[0] || d.Following != n.ids[2] {
		t.Errorf("neighbours are %q and %q, want %q and %q", d.Previous, d.Following, n.ids[0], n.ids[2])
	}
	var stances []claims.Stance
	for _, e := range d.Evidence {
		stances = append(stances, e.Stance)
	}
	if diff := cmp.Diff(claims.Stances, stances); diff != "" {
		t.Errorf("order of evidence (-want +got):\n%s", diff)
	}
	if e := d.Evidence[0]; e.SourceTitle != "Minutes" || e.Publisher != "Statistics Office" || e.AddedByName != "Rosa Reviewer" || e.QuoteFound || !e.SnapshotAt.IsZero() {
		t.Errorf("first piece of evidence: %+v", e)
	}
	if d.Verdict == nil || d.Verdict.Rating != "half-true" || d.Verdict.Version != 2 || d.VerdictBy != "Edda Editor" {
		t.Errorf("verdict: %+v by %q", d.Verdict, d.VerdictBy)
	}
	if len(d.Reviews) != 2 || d.Reviews[0].Label != "Half true" || d.Reviews[0].Tone != claims.ToneMixed || d.Reviews[1].ReviewerName != "Edda Editor" {
		t.Errorf("reviews: %+v", d.Reviews)
	}
	if len(d.Corrections) != 1 || d.Corrections[0].FromText != "True" || d.Corrections[0].ToText != "Half true" || d.Corrections[0].ByName != "Edda Editor" {
		t.Errorf("corrections: %+v", d.Corrections)
	}
	if !d.Published() || d.Publication.State != claims.Corrected || d.Step != claims.StepDone {
		t.Errorf("publication %+v at step %s", d.Publication, d.Step)
	}
	if d.Scale.Number != 1 || len(d.Scale.Ratings) != len(claims.DefaultScale().Ratings) {
		t.Errorf("scale: %+v", d.Scale)
	}
	// propose, accept, 3 × evidence, review, round, verdict, publish, review, round, verdict, correction, publication
	if d.Events != 14 || len(d.Recent) != 8 || d.Recent[0].Kind != claims.VerdictCorrected || d.Recent[0].ActorName != "Edda Editor" {
		t.Errorf("%d events, of which %d shown, the newest %+v", d.Events, len(d.Recent), d.Recent[0])
	}
	if d.CreatedBy != "Rosa Reviewer" {
		t.Errorf("created by %q", d.CreatedBy)
	}
}

func TestDossierLeavesRemovedEvidenceOut(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.evidence(id, "Kept", "", claims.Supports)
	gone := n.evidence(id, "Removed", "", claims.Supports)
	_, err := n.RemoveEvidence(t.Context(), n.By(claims.Reviewer), gone, 1, "It was about another year.")
	must(t, err)
	d := n.dossier(id)
	if len(d.Evidence) != 1 || d.Evidence[0].SourceTitle != "Kept" {
		t.Errorf("evidence: %+v", d.Evidence)
	}
}

func TestDossierTellsWhetherAQuoteStandsInTheCopy(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	add := func(quote string) claims.EvidenceRow {
		t.Helper()
		eid, err := n.AddEvidence(t.Context(), n.By(claims.Reviewer), claims.EvidenceEdit{
			ClaimID: id, Source: claims.SourceEdit{URL: "https://example.org/exports", Title: "Exports"}, Stance: claims.Supports, Quote: quote,
		})
		must(t, err)
		for _, e := range n.dossier(id).Evidence {
			if e.ID == eid {
				return e
			}
		}
		t.Fatal("the new evidence is not in the dossier")
		return claims.EvidenceRow{}
	}
	if e := add("exports grew"); e.QuoteFound || e.SnapshotSHA256 != "" || e.SnapshotError != "" {
		t.Errorf("before there is a copy: %+v", e)
	}
	save := func(s claims.Snapshot) {
		t.Helper()
		s.SourceID = n.dossier(id).Evidence[0].SourceID
		must(t, n.SaveSnapshot(t.Context(), n.By(claims.Admin), db.Job{}, s, []byte("page")))
	}
	save(claims.Snapshot{Fetched: n.Now().UTC(), SHA256: claims.TextDigest("page"), Text: "In 2016 exports  grew again.", Status: 200})
	save(claims.Snapshot{Fetched: n.Now().UTC(), Error: "The server did not answer."})

	for quote, want := range map[string]bool{"grew again": true, "fell again": false, "": false} {
		e := add(quote)
		if e.QuoteFound != want {
			t.Errorf("quote %q found: %v, want %v", quote, e.QuoteFound, want)
		}
		if e.SnapshotSHA256 != claims.TextDigest("page") || e.SnapshotAt.IsZero() || e.SnapshotError != "The server did not answer." {
			t.Errorf("quote %q: copy %q of %v, error %q", quote, e.SnapshotSHA256, e.SnapshotAt, e.SnapshotError)
		}
	}
	if e := n.dossier(id).Evidence[0]; e.Quote != "exports grew" || !e.QuoteFound {
		t.Errorf("the copy that came later holds the first quote: %+v", e)
	}
}

func TestDossierNamesTheClaimsThatASplitMade(t *testing.T) {
	n := newNewsroom(t)
	whole := n.ids[1]
	first, err := n.SplitClaim(t.Context(), n.By(claims.Reviewer), whole, 1, "The council met\non Monday")
	must(t, err)
	d := n.dossier(whole)
	if diff := cmp.Diff([]string{"The council met", "on Monday"}, wordings(d.Related)); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	part := n.dossier(first)
	if diff := cmp.Diff([]string{newsMarks[1]}, wordings(part.Related)); diff != "" {
		t.Errorf("whole (-want +got):\n%s", diff)
	}
}

func TestDossierNamesTheClaimThatAMergeKept(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.MergeClaims(t.Context(), n.By(claims.Reviewer), n.ids[1], 1, n.ids[0], 1, "Exports rose and the council met")
	must(t, err)
	if diff := cmp.Diff([]string{"Exports rose and the council met"}, wordings(n.dossier(n.ids[1]).Related)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnUnknownClaimHasNoDossier(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.Dossier(t.Context(), "0000000000000000"); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
}
