package claimstest

import (
	"time"

	"assay/claims"
)

// Comments are what the people of the desk say about a claim: two open comments, one of them with a mention, and a settled
// one.
func Comments() []claims.CommentRow {
	names := map[string]string{}
	for _, u := range Users() {
		names[u.Handle] = u.Name
	}
	comment := func(n int, by claims.Role, hour int, text string) claims.CommentRow {
		u := User(by)
		c := claims.Comment{ID: ID(n), ClaimID: ID(203), Text: text, By: u.ID, At: time.Date(2026, 3, 17, hour, 12, 0, 0, time.UTC), Version: 1}
		return claims.CommentRow{Comment: c, ByName: u.Name, Parts: claims.CommentParts(text, names)}
	}
	settled := comment(702, claims.Reviewer, 10, "Does the sum include the depot?")
	settled.Resolved, settled.ResolvedBy, settled.ResolvedName, settled.Version = true, EditorID, User(claims.Editor).Name, 2
	return []claims.CommentRow{
		comment(701, claims.Editor, 9, "@tomas, the council published a table of the costs last week. Could you see whether the 310 million are in it?\nThe press office is slow to answer."),
		settled,
		comment(703, claims.Reviewer, 15, "I wrote to them on Monday."),
	}
}

// Notices are a reviewer's notices, newest first: one of every kind, the older ones seen.
func Notices() []claims.NoticeRow {
	rows := Rows()
	var out []claims.NoticeRow
	for i, k := range claims.NoticeKinds {
		r := rows[i%len(rows)]
		n := claims.NoticeRow{
			Notice:  claims.Notice{ID: ID(899 - i), UserID: ReviewerID, Kind: k, ClaimID: r.ID, At: Now.Add(-time.Duration(7*i+1) * time.Hour), Seen: i > 4},
			Wording: r.Wording, Lang: "en",
		}
		switch k {
		case claims.NoticeMention, claims.NoticeComment:
			n.SubjectID, n.By = ID(701), User(claims.Editor).Name
		case claims.NoticeDecided:
			n.Yours, n.Verdict = "Mostly true", "Mostly true"
		case claims.NoticeAdjudicated:
			n.Yours, n.Verdict = "Mostly true", "Half true"
		}
		out = append(out, n)
	}
	return out
}
