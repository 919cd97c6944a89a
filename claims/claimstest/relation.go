package claimstest

import (
	"time"

	"assay/claims"
)

// OtherClaim is a checked claim of another article, claim 3 of the dossier in other words; n tells them apart.
func OtherClaim(n int, wording, rating string, tone claims.Tone) claims.ClaimRow {
	return claims.ClaimRow{
		ID: ID(900 + n), No: n, Wording: wording, State: claims.Accepted, Step: claims.StepDone, Kind: claims.Fact, Modality: claims.Asserted,
		Claimant: "Ines Duarte", ArticleID: ID(150), Headline: "Council looks back on ten years of trams", Lang: "en", Supports: 1, Refutes: 2,
		Rating: rating, Tone: tone, Publication: claims.Public, Updated: Now.Add(-72 * time.Hour), Version: 3,
	}
}

// Relations are the relations of the dossier's claim: one of every state, read from either side.
func Relations() []claims.RelationRow {
	row := func(n int, kind claims.RelationKind, state claims.RelationState, outward bool, note string, other claims.ClaimRow) claims.RelationRow {
		r := claims.Relation{ID: ID(950 + n), ClaimID: ID(203), OtherID: other.ID, Kind: kind, State: state, Note: note, By: EditorID, At: Now.Add(-time.Duration(n) * time.Hour), Version: 1}
		if !outward {
			r.ClaimID, r.OtherID = r.OtherID, r.ClaimID
		}
		return claims.RelationRow{Relation: r, Claim: other, ByName: User(claims.Editor).Name}
	}
	return []claims.RelationRow{
		row(1, claims.Repeats, claims.RelationHeld, true, "Word for word, a week later.", OtherClaim(7, "The tram line cost 310 million euros", "Mostly false", claims.ToneNegWeak)),
		row(2, claims.Narrower, claims.RelationHeld, false, "", OtherClaim(8, "The vehicles of the tram line cost 96 million euros", "", claims.ToneOpen)),
		row(3, claims.PartOf, claims.RelationOpen, true, "", OtherClaim(9, "The line cost 310 million euros and was paid for by the region", "", claims.ToneOpen)),
		row(4, claims.SameAs, claims.RelationVoid, true, "That one is about the depot.", OtherClaim(4, "The depot cost 52 million euros", "True", claims.TonePos)),
	}
}

// Carried is the dossier of a claim for which the verdict of another one stands.
func Carried() claims.Dossier {
	d := Dossier()
	d.Relations, d.Step = Relations(), claims.StepCarried
	r := d.Relations[0]
	rating, _ := claims.DefaultScale().Rating("mostly-false")
	d.Carried = &claims.Carried{
		Relation: r.Relation, ByName: r.ByName, Claim: claims.Claim{ID: r.Claim.ID, ArticleID: r.Claim.ArticleID, No: r.Claim.No, Wording: r.Claim.Wording, State: claims.Accepted},
		Headline: r.Claim.Headline, Lang: r.Claim.Lang, Rating: rating, Published: true,
		Verdict: claims.Verdict{
			ClaimID: r.Claim.ID, ScaleNumber: 1, Rating: rating.Key, Aspect: claims.Content, Summary: "With the depot it cost 362 million.", AsOf: "2026-03-02", Version: 2,
		},
	}
	return d
}

// Precedents are earlier verdicts beside the dossier's claim: one that is offered as the same, and one of the claimant's.
func Precedents() claims.Precedents {
	other := OtherClaim(2, "The line was finished two years early", "False", claims.ToneNeg)
	return claims.Precedents{
		Similar: []claims.Precedent{
			{
				ClaimRow: OtherClaim(7, "The tram line cost 310 million euros", "Mostly false", claims.ToneNegWeak), AsOf: "2026-03-02",
				Likeness: claims.Likeness{ClaimID: ID(907), Score: 0.71, Why: []string{"same number 310 million", "shares line, cost, euros"}},
			},
			{
				ClaimRow: OtherClaim(5, "The airport line will cost 280 million euros", "Pending", claims.ToneUnknown), AsOf: "2026-02-11",
				Likeness: claims.Likeness{ClaimID: ID(905), Score: 0.34, Why: []string{"shares line, cost, euros"}},
			},
		},
		Claimant: []claims.Precedent{{ClaimRow: other, AsOf: "2025-11-30"}},
	}
}
