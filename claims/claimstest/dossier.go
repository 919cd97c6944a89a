package claimstest

import (
	"time"

	"assay/claims"
)

// Claim is claim n of the article, n being its number from 1 to 9.
func Claim(n int) claims.Claim {
	r := Rows()[n-1]
	c := claims.Claim{
		ID: r.ID, ArticleID: r.ArticleID, No: r.No, Wording: r.Wording, Attribution: claims.Attribution{Quote: claims.NotQuoted},
		Kind: r.Kind, Modality: r.Modality, SettlesOn: r.SettlesOn, Score: r.CheckWorthy, Reasons: r.Reasons, Filled: r.Filled, Priority: r.Priority, State: r.State,
		Appearances: []claims.Appearance{r.Appearance}, Proposer: r.Proposer, Created: Now.Add(-49 * time.Hour), CreatedBy: ReviewerID, Version: r.Version,
	}
	if r.Claimant != "" {
		c.ClaimantID = ID(700)
		c.Attribution = claims.Attribution{Mention: r.Claimant, Cue: "said", Quote: claims.Indirect}
	}
	if r.Attribution.Mention != "" {
		c.Attribution = r.Attribution
	}
	return c
}

// Evidence are three pieces of evidence for claim 3, one for each stance: with a copy in which the quote stands,
// with a copy that could not be made, and from a source that is not on the web.
func Evidence() []claims.EvidenceRow {
	claim := ID(203)
	piece := func(n int, stance claims.Stance, quote, note string) claims.Evidence {
		return claims.Evidence{ID: ID(300 + n), ClaimID: claim, SourceID: ID(400 + n), Stance: stance, Quote: quote, Note: note, Added: Now.Add(-time.Duration(n) * time.Hour), AddedBy: ReviewerID, Version: 1}
	}
	name := User(claims.Reviewer).Name
	rows := []claims.EvidenceRow{
		{
			Evidence: piece(1, claims.Supports, "The final account of the tram project stands at 310.2 million euros.", "The audited sum, without the depot."), AddedByName: name,
			SourceURL: "https://audit.example/2026/tram.html", SourceTitle: "Final account of the tram project", Publisher: "City Audit Office", Published: "2026-02-20",
			SnapshotSHA256: claims.TextDigest("snapshot"), SnapshotAt: Now.Add(-time.Hour), QuoteFound: true,
		},
		{
			Evidence: piece(2, claims.Refutes, "Together with the depot the line cost 362 million.", "Counts the depot, which the mayor leaves out."), AddedByName: name,
			SourceURL: "https://opposition.example/depot", SourceTitle: "What the tram really cost", Publisher: "Larmouth Taxpayers",
			SnapshotError: "The site answered 403 Forbidden.",
		},
		{
			Evidence: piece(3, claims.Context, "", "Budget of 2021: 350 million euros in prices of 2020."), AddedByName: name,
			SourceTitle: "Budget book 2021, volume 2, page 118", Publisher: "City of Larmouth", Published: "2021",
		},
	}
	rows[0].SnapshotID = ID(501)
	return rows
}

// Dossier is claim 3 of the article with evidence and no verdict: it waits for one.
func Dossier() claims.Dossier {
	c := Claim(3)
	a := Article()
	a.Blocks = nil
	return claims.Dossier{
		Claim: c, Claimant: claims.Claimant{ID: ID(700), Name: "Ines Duarte", Kind: "person", JobTitle: "Mayor of Larmouth", Version: 1},
		Article: a, Text: ArticleVersion(), Evidence: Evidence(), Scale: claims.DefaultScale(), Recent: Events()[:4], Events: len(Events()),
		Step: claims.StepVerdict, Previous: ID(202), Following: ID(204), CreatedBy: User(claims.Reviewer).Name,
	}
}

// Decided is the dossier with a verdict that is not published: it waits for publication.
func Decided() claims.Dossier {
	d := Dossier()
	at := Now.Add(-30 * time.Minute)
	ids := []string{d.Evidence[0].ID, d.Evidence[1].ID}
	d.Reviews = []claims.ReviewRow{{
		Review: claims.Review{
			ID: ID(601), ClaimID: d.Claim.ID, Round: 1, Reviewer: ReviewerID, ScaleNumber: 1, Rating: "mostly-true", Aspect: claims.Content,
			Summary: "The sum is right for the line itself; the depot comes on top.", Rationale: "The audit office gives 310.2 million for track, vehicles and stops. The depot was billed apart.",
			Evidence: ids, Submitted: at, Version: 1,
		},
		ReviewerName: User(claims.Reviewer).Name, Label: "Mostly true", Tone: claims.TonePosWeak,
	}}
	r := d.Reviews[0].Review
	d.Verdict = &claims.Verdict{
		ClaimID: d.Claim.ID, ScaleNumber: 1, Rating: r.Rating, Aspect: r.Aspect, Summary: r.Summary, Rationale: r.Rationale, AsOf: "2026-03-18",
		Reviews: []string{r.ID}, Evidence: ids, DecidedBy: ReviewerID, Decided: at, Version: 1,
	}
	d.VerdictBy, d.Step = User(claims.Reviewer).Name, claims.StepPublish
	return d
}

// Published is the dossier with a verdict that readers can see and that was corrected once.
func Published() claims.Dossier {
	d := Decided()
	d.Verdict.Version, d.Step = 2, claims.StepDone
	d.Publication = &claims.Publication{ClaimID: d.Claim.ID, State: claims.Corrected, Revision: 2, First: Now.Add(-20 * time.Minute), At: Now.Add(-10 * time.Minute), By: EditorID, Version: 2}
	d.Corrections = []claims.CorrectionRow{{
		Correction: claims.Correction{ID: ID(801), ClaimID: d.Claim.ID, Kind: claims.Mistake, Note: "We had counted the depot twice.", From: 1, To: 2, At: Now.Add(-10 * time.Minute), By: EditorID, Version: 1},
		ByName:     User(claims.Editor).Name, FromText: "Half true", ToText: "Mostly true",
	}}
	return d
}

// Pending is the dossier of a prediction that settles on a later day.
func Pending() claims.Dossier {
	d := Dossier()
	d.Claim, d.Evidence, d.Step = Claim(5), d.Evidence[2:], claims.StepWait
	d.Verdict = &claims.Verdict{ClaimID: d.Claim.ID, ScaleNumber: 1, Rating: claims.RatingPending, Aspect: claims.Content, Rationale: "The year 2028 has to pass first.", AsOf: "2026-03-18", DecidedBy: ReviewerID, Decided: Now, Version: 1}
	d.VerdictBy = User(claims.Reviewer).Name
	return d
}

// Proposal is the dossier of a candidate that nobody has looked at.
func Proposal() claims.Dossier {
	d := Dossier()
	d.Claim, d.Evidence, d.Step = Claim(6), nil, claims.StepLook
	d.Claimant = claims.Claimant{ID: ID(701), Name: "Larmouth transport authority", Kind: "organization", Version: 1}
	return d
}

// Report is the verdict report of the article: a published claim, a pending one, and one without a verdict.
func Report() claims.Report {
	a, scale := Article(), claims.DefaultScale()
	var list []claims.ReportClaim
	for _, d := range []claims.Dossier{Published(), Pending(), Dossier()} {
		rc := claims.ReportClaim{
			Claim: d.Claim, Claimant: d.Claimant, Headline: a.Headline, ArticleURL: a.URL, Outlet: a.Outlet, Byline: a.Byline, Published: a.Published,
			Lang: a.Lang, Evidence: d.Evidence, Verdict: d.Verdict, VerdictBy: d.VerdictBy, Publication: d.Publication, Corrections: d.Corrections,
		}
		if d.Verdict != nil {
			rc.Rating, _ = scale.Rating(d.Verdict.Rating)
			rc.Best = scale.Best()
		} else {
			rc.Claim = Claim(4)
			rc.Evidence = nil
		}
		list = append(list, rc)
	}
	return claims.Report{Desk: Desk(), Article: a, Text: ArticleVersion(), Claims: list, Made: Now, Head: Head()}
}

// Head is the state of the record after Events.
func Head() claims.RecordHead {
	return claims.RecordHead{Size: int64(len(Events())), Root: claims.TextDigest("root")}
}
