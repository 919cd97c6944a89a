package claimstest

import (
	"time"

	"assay/claims"
)

// Events are events of the article and its claims, newest first, some with what they changed.
func Events() []claims.EventRow {
	reviewer, editor := User(claims.Reviewer), User(claims.Editor)
	claim, article := Rows()[2], Article()
	rows := []claims.EventRow{
		{
			Kind: claims.ClaimAccepted, Subject: "claim", SubjectID: claim.ID, ClaimID: claim.ID, Title: claim.Wording,
			Changes: []claims.Change{{Field: "state", Before: "candidate", After: "accepted"}},
		},
		{
			Kind: claims.VerdictCorrected, Actor: editor.ID, ActorName: editor.Name, Subject: "verdict", SubjectID: claim.ID, ClaimID: claim.ID, Title: claim.Wording, Note: "We had counted the depot twice.",
			Changes: []claims.Change{
				{Field: "rating", Before: "half-true", After: "mostly-true"},
				{Field: "rationale", Before: "The audit office gives 362 million for track, vehicles, stops and the depot.", After: "The audit office gives 310.2 million for track, vehicles and stops. The depot was billed apart."},
			},
		},
		{
			Kind: claims.ClaimEdited, Subject: "claim", SubjectID: claim.ID, ClaimID: claim.ID, Title: claim.Wording,
			Changes: []claims.Change{
				{Field: "wording", Before: "The line cost 310 million", After: "The tram line in Larmouth cost 310 million euros"},
				{Field: "settles_on", Before: "", After: "2026-03-01"},
			},
		},
		{Kind: claims.EvidenceAdded, Subject: "evidence", SubjectID: ID(301), ClaimID: claim.ID, Title: claim.Wording},
		{Kind: claims.ClaimProposed, Actor: claims.SystemID, ActorName: claims.System.Name, Subject: "claim", SubjectID: claim.ID, ClaimID: claim.ID, Title: claim.Wording},
		{Kind: claims.SourceAdded, Subject: "source", SubjectID: ID(401), Title: "Final account of the tram project"},
		{Kind: claims.ArticleAdded, Subject: "article", SubjectID: article.ID, Title: article.Headline},
	}
	for i := range rows {
		e := &rows[i]
		e.Seq, e.At, e.Version = int64(1200-i), Now.Add(-time.Duration(i*i)*3*time.Hour-time.Minute), len(rows)-i
		e.Leaf = claims.TextDigest(string(e.Kind))
		if e.Actor == "" {
			e.Actor, e.ActorName = reviewer.ID, reviewer.Name
		}
		if e.Subject != "source" {
			e.ArticleID = article.ID
		}
	}
	return rows
}

// Sources are sources in a list: with a copy, with none, and one that is not on the web.
func Sources() []claims.SourceRow {
	var out []claims.SourceRow
	for i, e := range Evidence() {
		s := claims.Source{ID: e.SourceID, URL: e.SourceURL, Title: e.SourceTitle, Publisher: e.Publisher, Published: e.Published, Medium: claims.WebPage, Primary: i != 1, Lang: "en", Added: e.Added, AddedBy: ReviewerID, Version: 1}
		if s.URL == "" {
			s.Medium = claims.Document
		}
		out = append(out, claims.SourceRow{Source: s, Claims: 3 - i, Snapshot: e.SnapshotAt})
	}
	return out
}

// Snapshot is a kept copy of the first source.
func Snapshot() claims.Snapshot {
	text := "Final account of the tram project\n\nThe final account of the tram project stands at 310.2 million euros. The depot is billed apart."
	return claims.Snapshot{
		ID: ID(501), SourceID: ID(401), Fetched: Now.Add(-time.Hour), FinalURL: "https://audit.example/2026/tram.html", Status: 200,
		MIME: "text/html", SHA256: claims.TextDigest("snapshot"), Title: "Final account of the tram project", Text: text, Version: 1,
	}
}

// SourcePage is the first source with a good copy, a failed one, and the claims that use it.
func SourcePage() claims.SourcePage {
	good, rows := Snapshot(), Rows()
	good.Text = ""
	bad := claims.Snapshot{ID: ID(502), SourceID: good.SourceID, Fetched: Now.Add(-3 * time.Hour), Status: 503, Error: "The site answered 503 Service Unavailable.", Version: 1}
	return claims.SourcePage{
		Source: Sources()[0].Source, AddedBy: User(claims.Reviewer).Name, Snapshots: []claims.Snapshot{good, bad},
		Claims: rows[2:4], Stances: map[string]claims.Stance{rows[2].ID: claims.Supports, rows[3].ID: claims.Context},
	}
}

// Search is the answer to the query "tram".
func Search() claims.SearchPage {
	p := claims.SearchPage{Query: "tram"}
	for _, r := range Rows()[:3] {
		p.Claims = append(p.Claims, claims.Hit{
			Kind: "claim", ID: r.ID, Title: r.Wording, Detail: r.Rating, Tone: r.Tone,
			Snippet: []claims.Piece{{Text: "… opened a 14-kilometre "}, {Text: "tram", Found: true}, {Text: " line on Monday …"}},
		})
	}
	p.Articles = []claims.Hit{{
		Kind: "article", ID: ArticleID, Title: paragraphs[0].text, Detail: "Larmouth Courier",
		Snippet: []claims.Piece{{Text: "Harbour city opens its longest "}, {Text: "tram", Found: true}, {Text: " line"}},
	}}
	p.Sources = []claims.Hit{{Kind: "source", ID: ID(401), Title: "Final account of the tram project", Detail: "City Audit Office"}}
	return p
}
