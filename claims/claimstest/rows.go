package claimstest

import (
	"time"

	"assay/claims"
)

// row makes a claim of the article as lists show it.
func row(no int, wording string, where claims.Appearance, more claims.ClaimRow) claims.ClaimRow {
	r := more
	r.ID, r.No, r.Wording, r.Appearance = ID(200+no), no, wording, where
	r.ArticleID, r.Headline, r.Lang = ArticleID, paragraphs[0].text, "en"
	r.Updated, r.Version, r.Proposer = Now.Add(-time.Duration(no)*time.Hour), 2, claims.Splitter
	if r.Kind == "" {
		r.Kind = claims.Fact
	}
	if r.Modality == "" {
		r.Modality = claims.Asserted
	}
	if r.Tone == "" {
		r.Tone = claims.ToneOpen
	}
	if r.State == "" {
		r.State = claims.Accepted
	}
	return r
}

// Rows are the open claims of the article in text order. Together they wait for every step, wear a verdict
// of most tones, nest, and one has two spans.
func Rows() []claims.ClaimRow {
	const mayor = "Ines Duarte"
	return []claims.ClaimRow{
		row(1, "Larmouth opened a 14-kilometre tram line on 9 March 2026", Anchor("The city of Larmouth opened a 14-kilometre tram line on Monday"),
			claims.ClaimRow{Step: claims.StepDone, Supports: 3, Contexts: 1, Rating: "True", Tone: claims.TonePos, Publication: claims.Public}),
		row(2, "The tram line in Larmouth is the longest in the region", Anchor("the longest in the region"),
			claims.ClaimRow{Step: claims.StepPublish, Supports: 1, Refutes: 2, Rating: "Mostly false", Tone: claims.ToneNegWeak}),
		row(3, "The tram line in Larmouth cost 310 million euros", Anchor("the line cost 310 million euros"),
			claims.ClaimRow{Step: claims.StepVerdict, Supports: 2, Refutes: 1, Contexts: 1, Claimant: mayor, Modality: claims.Reported, Priority: 1}),
		row(4, "The tram line cost 40 million euros less than planned", Anchor("the line cost", "40 million less than planned"),
			claims.ClaimRow{Step: claims.StepEvidence, Claimant: mayor, Modality: claims.Reported}),
		row(5, "Ridership of the tram will double by 2028", Anchor("ridership would double by 2028"),
			claims.ClaimRow{Step: claims.StepWait, Contexts: 1, Claimant: mayor, Kind: claims.Prediction, Modality: claims.Predicted, SettlesOn: "2029-01-01", Rating: "Pending", Tone: claims.ToneUnknown}),
		row(6, "Trams in Larmouth run every six minutes at peak times", Anchor("trams run every six minutes at peak times"),
			claims.ClaimRow{
				Step: claims.StepLook, State: claims.Proposed, Claimant: "Larmouth transport authority", Modality: claims.Reported, CheckWorthy: 0.81,
				ProposedText: "a number of things that can be counted", Reasons: []string{"a number of things that can be counted", "an office speaks", "cut at the comma"},
				Attribution: claims.Attribution{Mention: "the transport authority", Cue: "According to", Quote: claims.Indirect, Confidence: 0.8},
				Filled:      []claims.Fill{{Words: "Trams in Larmouth", For: "trams", Why: claims.FillName}},
			}),
		row(7, "The old bus fleet of Larmouth produced about 9,000 tonnes of carbon dioxide a year", Anchor("The old bus fleet produced about 9,000 tonnes of carbon dioxide a year, it said"),
			claims.ClaimRow{Step: claims.StepDone, Refutes: 3, Rating: "False", Tone: claims.ToneNeg, Publication: claims.Corrected}),
		row(8, "The old buses of Larmouth produced carbon dioxide", Anchor("produced about 9,000 tonnes of carbon dioxide"),
			claims.ClaimRow{Step: claims.StepPublish, Supports: 1, Refutes: 1, Rating: "Conflicting evidence", Tone: claims.ToneMixed}),
		row(9, "A second tram line to the airport may open in autumn 2026", Anchor("A second line to the airport may open as early as autumn 2026"),
			claims.ClaimRow{Step: claims.StepLook, State: claims.Proposed, Kind: claims.Prediction, Modality: claims.Hedged, SettlesOn: "2026-12-01", CheckWorthy: 0.66, ProposedText: "says that something will happen by a date", Reasons: []string{"says that something will happen by a date"}}),
	}
}

// ClosedRows are the claims of the article that nobody works on any more, one for each way to end.
func ClosedRows() []claims.ClaimRow {
	return []claims.ClaimRow{
		row(10, "The project is a waste of money", Anchor("opponents call the project a waste of money"),
			claims.ClaimRow{Step: claims.StepClosed, State: claims.Rejected, Reason: claims.RejectOpinion, Kind: claims.Opinion}),
		row(11, "Larmouth has never missed a deadline and the mayor said so", Anchor("“We have never missed a deadline,” Duarte said"),
			claims.ClaimRow{Step: claims.StepClosed, State: claims.SplitUp}),
		row(12, "The line is 14 kilometres long", Anchor("14-kilometre tram line"),
			claims.ClaimRow{Step: claims.StepClosed, State: claims.Merged}),
		row(13, "The bus fleet is old", Anchor("old bus fleet"),
			claims.ClaimRow{Step: claims.StepClosed, State: claims.Withdrawn}),
	}
}

// ForeignRows are claims of other articles in other scripts, for lists: Arabic, Chinese, Russian, and one with
// characters that cannot be seen.
func ForeignRows() []claims.ClaimRow {
	other := func(no int, lang, wording, headline string, more claims.ClaimRow) claims.ClaimRow {
		r := row(no, wording, claims.Appearance{}, more)
		r.ArticleID, r.Lang, r.Headline = ID(101+no), lang, headline
		return r
	}
	return []claims.ClaimRow{
		other(21, "ar", "افتتحت المدينة خط ترام طوله 14 كيلومترا", "أطول خط ترام في المنطقة", claims.ClaimRow{Step: claims.StepEvidence}),
		other(22, "zh", "该市开通了一条14公里长的电车线路", "海港城市开通最长电车线", claims.ClaimRow{Step: claims.StepPublish, Refutes: 3, Contexts: 1, Rating: "Not enough evidence", Tone: claims.ToneUnknown}),
		other(23, "ru", "Новая линия обошлась в 310 миллионов евро", "Город открыл трамвай", claims.ClaimRow{Step: claims.StepVerdict, Supports: 1}),
		other(24, "en", "The invoice was 310\u200b million, not \u202e013\u202c million", "A headline with hidden marks", claims.ClaimRow{Step: claims.StepPublish, Supports: 1, Rating: "Mostly true", Tone: claims.TonePosWeak}),
		other(25, "en", "Nobody can say what the harbour means", "An essay", claims.ClaimRow{Step: claims.StepPublish, Rating: "Not checkable", Tone: claims.ToneOut}),
	}
}

// Edition is the article with its claims. The first claim was accepted a moment ago and that can be undone.
func Edition() claims.Edition {
	a, rows, closed := Article(), Rows(), ClosedRows()
	last := Events()[0]
	return claims.Edition{
		Article: a, Text: ArticleVersion(), AddedBy: User(claims.Reviewer).Name, Claims: rows, Closed: closed,
		Last: &last, LastUndo: true, Coverage: claims.Cover(a.Blocks, append(rows, closed...)), VersionList: []int{1},
	}
}

// Queue is the queue as a reviewer sees it: everything that waits, claims in other scripts, one that somebody works on, one
// that was given away and is late, and one with a second review or a decision to give.
func Queue() claims.QueuePage {
	reviewer, editor := User(claims.Reviewer), User(claims.Editor)
	var rows []claims.Task
	counts := map[claims.Step]int{}
	for i, r := range append(Rows(), ForeignRows()...) {
		counts[r.Step]++
		if r.Step != claims.StepDone {
			rows = append(rows, claims.Task{ClaimRow: r, Created: Now.Add(-time.Duration(i*29) * time.Hour)})
		}
	}
	rows[0].Step, rows[0].Rating, rows[0].Tone = claims.StepSecond, "", claims.ToneOpen
	rows[1].Due, rows[1].Assignee, rows[1].AssigneeName = claims.DayOf(Now.AddDate(0, 0, -2)), reviewer.ID, reviewer.Name
	rows[2].Lease = claims.Lease{ClaimID: rows[2].ID, UserID: editor.ID, Name: editor.Name, Until: Now.Add(20 * time.Minute)}
	rows[3].SettlesOn, rows[4].Draft = claims.DayOf(Now), true
	rows[5].Step, rows[5].Rating, rows[5].Tone = claims.StepDispute, "", claims.ToneOpen
	rows[6].Due = claims.DayOf(Now.AddDate(0, 0, 2))
	return claims.QueuePage{
		Rows: claims.Page[claims.Task]{Items: rows, Next: "cursor"}, Total: claims.MaxQueueCount + 1,
		Views: map[claims.QueueView]int{
			claims.QueueNext: 9, claims.QueueMine: 3, claims.QueueOthers: 1, claims.QueueDue: 2, claims.QueueRecheck: 1,
			claims.QueueAll: claims.MaxQueueCount + 1,
		},
		Counts: counts, Due: 1, Recent: Articles(), Articles: Articles(), Claimants: []string{"Ines Duarte", "Larmouth transport authority"},
		People: []claims.User{editor, reviewer},
		Saved: []claims.SavedFilter{
			{ID: ID(901), Name: "Trams that nobody has", Filter: claims.QueueFilter{Topic: "transport", Assignee: claims.AssigneeNobody}, Count: 4},
			{ID: ID(902), Name: "Candidates", Filter: claims.QueueFilter{Step: claims.StepLook}, Count: claims.MaxQueueCount + 1},
		},
	}
}

// Articles are articles in a list: fresh, half done, done, and one in Arabic.
func Articles() []claims.ArticleRow {
	name := User(claims.Reviewer).Name
	return []claims.ArticleRow{
		{ID: ArticleID, Headline: paragraphs[0].text, Outlet: "Larmouth Courier", Byline: "Lena Brandt", Published: "2026-03-12", Lang: "en", Added: Now.Add(-49 * time.Hour), AddedBy: name, Claims: 7, Proposed: 2, Decided: 5},
		{ID: ID(101), Headline: "أطول خط ترام في المنطقة", Outlet: "صحيفة الميناء", Published: "2026-03", Lang: "ar", Added: Now.Add(-50 * time.Hour), AddedBy: name, Proposed: 14},
		{ID: ID(102), Headline: "Council minutes of 3 March", Added: Now.Add(-26 * 24 * time.Hour), AddedBy: name, Claims: 1200, Decided: 1200},
	}
}
