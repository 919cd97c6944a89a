//go:build e2e

package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/claims/split"
	"assay/db"
	"assay/web"
	"assay/web/webtest"
)

// story is the article of these tests, as it comes from a page that was selected as a whole and pasted.
const story = `Home
News
Sport
Subscribe now for one crown a week

Sarn and Olm agree on a joint harbour office

By Lena Moor

2 February 2017

PORT FERROL – The ministers of Sarn and Olm met on Tuesday in Port Ferrol. The meeting set up a joint office, prelude to talks on a treaty, possibly as early as May 8.

Trade between the two islands grew by 12 percent in 2016, the customs service of Sarn said. It is a splendid day for every sailor.

Advertisement

The office will have 40 staff and a budget of 3 million crowns, according to the minister of trade. Sarn has built 7 harbours since 1990.

“We do not expect any tolls before 2031,” said Tora Lind, who leads the harbour board. The islands signed their last treaty in 1962, and it ran out in 1987.

Share this article
Read more: Ten beaches for the summer`

// arabic is an article that runs from right to left.
const arabic = `افتتاح ميناء جديد في المدينة

بقلم ليلى حداد

قال وزير النقل إن الميناء الجديد استقبل 240 سفينة في عام 2016. وبلغت كلفة البناء 30 مليون دينار.

وأضاف أن عدد العاملين ارتفع بنسبة 12 في المئة منذ العام الماضي.`

// desk is a site with work in every state on it.
type desk struct {
	*webtest.Site
	t        testing.TB
	article  string // of the story
	arabic   string
	empty    string   // an article without claims
	open     []string // candidates of the story
	plain    string   // an accepted claim without evidence
	decided  string   // with evidence for and against it and a verdict
	public   string   // published and then corrected
	gone     string   // withdrawn
	evidence string   // a piece of evidence of decided
	source   string
	snapshot string
	ready    string // drafts of imports, of the admin
	fetching string
	renewal  string // the admin's draft of a new text of article
	moved    string // claim among other words in the second version of its article
	failed   string
}

func startDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{Site: webtest.Start(t), t: t}
	d.article = d.add(story, true)
	d.arabic = d.add(arabic, true)
	d.empty = d.add("Nothing but a greeting\n\nHello, dear readers!", false)
	d.open = d.candidates(d.article)
	if len(d.open) < 7 {
		t.Fatalf("the story has %d candidates, these tests want 7", len(d.open))
	}
	d.workOnClaims()
	d.workOnArabic()
	d.addDrafts()
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// draft reads pasted text as an import does.
func (d *desk) draft(text string) claims.Draft {
	d.t.Helper()
	draft, err := web.MakeDraft([]byte(text), "", "", "", claims.Pasted)
	d.must(err)
	return draft
}

// add imports an article, with the claims that are proposed for it or without any.
func (d *desk) add(text string, propose bool) string {
	d.t.Helper()
	a := d.draft(text).Article
	if a.Published == "" {
		a.Published = "2017-02-02"
	}
	if propose {
		a.Candidates = split.Split(a.Text, a.Blocks, split.Options{Published: a.Published, Lang: a.Lang})
	}
	id, err := d.AddArticle(d.t.Context(), d.By(claims.Reviewer), a, []byte(text))
	d.must(err)
	return id
}

// candidates are the ids of the claims of an article that wait to be looked at, in the order of the text.
func (d *desk) candidates(article string) []string {
	d.t.Helper()
	e, err := d.Edition(d.t.Context(), article, "")
	d.must(err)
	var out []string
	for _, c := range e.Claims {
		if c.State == claims.Proposed {
			out = append(out, c.ID)
		}
	}
	return out
}

func (d *desk) dossier(claim string) claims.Dossier {
	d.t.Helper()
	out, err := d.Dossier(d.t.Context(), claim)
	d.must(err)
	return out
}

// take takes the next candidate and accepts it.
func (d *desk) take() string {
	d.t.Helper()
	id := d.open[0]
	d.open = d.open[1:]
	d.must(d.AcceptClaim(d.t.Context(), d.By(claims.Reviewer), id, d.dossier(id).Claim.Version))
	return id
}

// workOnClaims brings claims of the story into every state.
func (d *desk) workOnClaims() {
	d.t.Helper()
	ctx, by := d.t.Context(), d.By(claims.Reviewer)
	d.plain, d.decided, d.public, d.gone = d.take(), d.take(), d.take(), d.take()
	d.settles(d.plain, "")
	d.decide(d.decided, "half-true", "", "")
	d.decide(d.public, "mostly-true", "", "")
	d.must(d.PublishVerdict(ctx, d.By(claims.Editor), claims.NewPublication{ClaimID: d.public, Revision: 1}))
	d.decide(d.public, "false", claims.Mistake, "We had taken the figure of another year.")
	d.must(d.WithdrawClaim(ctx, by, d.gone, d.dossier(d.gone).Claim.Version, "The article was about something else."))
	rejected := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	d.must(d.RejectClaim(ctx, by, rejected, d.dossier(rejected).Claim.Version, claims.RejectOpinion, ""))
	_, err := d.AddComment(ctx, by, d.decided, "@admin and @editor, is the figure of the right year?")
	d.must(err)
	_, err = d.AddRelation(ctx, by, claims.NewRelation{ClaimID: d.plain, OtherID: d.decided, Kind: claims.Narrower, Note: "In one year of the two."})
	d.must(err)
	e := d.dossier(d.decided).Evidence[0]
	d.evidence, d.source = e.ID, e.SourceID
	d.keepCopy()
}

// settles sets the day on which a claim can be rated.
func (d *desk) settles(claim string, on claims.Date) {
	d.t.Helper()
	c := d.dossier(claim)
	d.must(d.EditClaim(d.t.Context(), d.By(claims.Reviewer), claims.ClaimEdit{
		ID: claim, Version: c.Claim.Version, Wording: c.Claim.Wording, Claimant: "Tora Lind", Kind: c.Claim.Kind, Modality: c.Claim.Modality,
		SettlesOn: on, Place: "Sarn", Context: "Sarn and Olm are two islands.", Topics: []string{"trade", "harbours"}, Priority: 1,
	}))
}

// decide gives a claim a verdict; the first time it finds evidence of every stance.
func (d *desk) decide(claim, rating string, kind claims.CorrectionKind, note string) {
	d.t.Helper()
	c := d.dossier(claim)
	if c.Claim.SettlesOn > d.Today() {
		d.settles(claim, "")
	}
	if len(c.Evidence) == 0 {
		d.find(claim, claims.Supports, claims.SourceEdit{URL: "https://example.org/figures", Title: "Figures of the customs service", Publisher: "Customs", Published: "2017-01", Medium: claims.Media[0], Primary: true})
		d.find(claim, claims.Refutes, claims.SourceEdit{Title: "A letter from the harbour board", Author: "Tora Lind"})
		d.find(claim, claims.Context, claims.SourceEdit{Title: "أرقام الميناء", Lang: "ar"})
	}
	c = d.dossier(claim)
	in := claims.NewReview{
		ClaimID: claim, Rating: rating, Aspect: claims.Content, AsOf: d.Today(), Correction: kind, PublicNote: note,
		Summary: "The figure is of another year.", Rationale: "The service counts ships, the article counts cargo.",
	}
	if c.Verdict != nil {
		in.Version = c.Verdict.Version
	}
	for _, e := range c.Evidence {
		in.Evidence = append(in.Evidence, e.ID)
	}
	_, err := d.SubmitReview(d.t.Context(), d.By(claims.Editor), in)
	d.must(err)
}

func (d *desk) find(claim string, stance claims.Stance, source claims.SourceEdit) {
	d.t.Helper()
	_, err := d.AddEvidence(d.t.Context(), d.By(claims.Reviewer), claims.EvidenceEdit{
		ClaimID: claim, Source: source, Stance: stance, Quote: "Cargo rose by 12.1 percent.", Note: "The same figure, rounded.",
	})
	d.must(err)
}

// keepCopy saves a copy of the source that is on the web, and a failed try after it.
func (d *desk) keepCopy() {
	d.t.Helper()
	body := []byte("Cargo rose by 12.1 percent. Ships: 412.")
	sum := sha256.Sum256(body)
	for _, s := range []claims.Snapshot{
		{Status: 200, MIME: "text/plain", SHA256: hex.EncodeToString(sum[:]), Title: "Figures", Text: string(body)},
		{Status: 503, Error: "The server is busy."},
	} {
		s.SourceID, s.Fetched, s.FinalURL = d.source, time.Date(2017, 2, 3, 10, 0, 0, 0, time.UTC), "https://example.org/figures"
		d.must(d.SaveSnapshot(d.t.Context(), d.By(claims.Reviewer), db.Job{}, s, body))
	}
	page, err := d.SourcePage(d.t.Context(), d.source)
	d.must(err)
	for _, s := range page.Snapshots {
		if s.Error == "" {
			d.snapshot = s.ID
		}
	}
}

// workOnArabic marks a claim in the Arabic article, whatever the splitter makes of it, and decides it.
func (d *desk) workOnArabic() {
	d.t.Helper()
	ctx := d.t.Context()
	a, err := d.DB.Article(ctx, d.arabic)
	d.must(err)
	text, err := d.ArticleVersion(ctx, d.arabic, a.Number)
	d.must(err)
	words := "استقبل 240 سفينة في عام 2016"
	for i := range a.Blocks {
		span, err := text.Find(a.Blocks, claims.Selection{Block: i, Exact: words, Start: -1})
		if err != nil {
			continue
		}
		id, err := d.AddClaim(ctx, d.By(claims.Reviewer), d.arabic, a.Number, claims.Candidate{Wording: words, Spans: []claims.Span{span}})
		d.must(err)
		d.decide(id, "true", "", "")
		d.must(d.PublishVerdict(ctx, d.By(claims.Editor), claims.NewPublication{ClaimID: id, Revision: 1}))
		return
	}
	d.t.Fatalf("%q is in no part of the article", words)
}

// addDrafts leaves imports of the admin in every state.
func (d *desk) addDrafts() {
	d.t.Helper()
	ctx, by := d.t.Context(), d.By(claims.Admin)
	var err error
	d.ready, err = d.AddDraft(ctx, by, d.draft(strings.ReplaceAll(story, "Olm", "Elm")), nil)
	d.must(err)
	far := claims.Draft{State: claims.DraftFetching, Article: claims.NewArticle{Origin: claims.Fetched, OriginRef: "https://example.org/news"}}
	d.failed, err = d.AddDraft(ctx, by, far, nil)
	d.must(err)
	// The sources of the evidence wait for their copies too: take jobs until it is the draft's turn.
	for {
		job, err := d.LeaseJob(ctx)
		d.must(err)
		if job.SubjectID == d.failed {
			d.must(d.FinishDraft(ctx, job, claims.Draft{ID: d.failed, State: claims.DraftFailed, Problem: "The server did not answer.", Article: far.Article}, nil))
			break
		}
	}
	d.fetching, err = d.AddDraft(ctx, by, far, nil)
	d.must(err)
	newer := d.draft(strings.ReplaceAll(story, "Olm", "Elm"))
	newer.RenewsID = d.article
	d.renewal, err = d.AddDraft(ctx, by, newer, nil)
	d.must(err)
	changed := d.Article(d.t, "The lake is clean, she said.", "The lake is clean")
	e, err := d.Edition(ctx, changed, "")
	d.must(err)
	d.moved = e.Claims[0].ID
	newer = d.draft("The lake is clean, nobody said.")
	newer.RenewsID = changed
	second, err := d.AddDraft(ctx, by, newer, nil)
	d.must(err)
	_, err = d.RenewArticle(ctx, by, second, 1, nil)
	d.must(err)
}

// pages are the addresses of one page of every kind that an admin sees, by name.
func (d *desk) pages() map[string]string {
	candidate := d.open[0]
	return map[string]string{
		"queue": "/queue", "queue, one step": "/queue?step=evidence", "queue, mine": "/queue?view=mine", "queue, filtered": "/queue?view=all&topic=cargo&assignee=nobody&due=2031-02-03", "task": "/claims/" + d.plain + "/task", "search": "/search?q=cargo", "search, nothing": "/search?q=zzz", "keys": "/help/keys",
		"import": "/import", "preview": "/import/" + d.ready, "preview, fetching": "/import/" + d.fetching, "preview, failed": "/import/" + d.failed,
		"articles": "/articles", "article": "/articles/" + d.article, "article, Arabic": "/articles/" + d.arabic, "article, no claims": "/articles/" + d.empty,
		"article, facts": "/articles/" + d.article + "/edit", "picker": "/articles/" + d.article + "/claims/new?p=4", "article, history": "/articles/" + d.article + "/history",
		"versions": "/articles/" + d.article + "/versions", "version, new": "/articles/" + d.article + "/versions/new", "version, preview": "/import/" + d.renewal,
		"claim, moved": "/claims/" + d.moved, "anchor": "/claims/" + d.moved + "/anchor",
		"report": "/articles/" + d.article + "/report", "report, Arabic": "/articles/" + d.arabic + "/report", "report, empty": "/articles/" + d.empty + "/report",
		"claims": "/claims", "claims, rated": "/claims?rating=false", "claim, candidate": "/claims/" + candidate, "claim, accepted": "/claims/" + d.plain,
		"claim, decided": "/claims/" + d.decided, "claim, corrected": "/claims/" + d.public, "claim, withdrawn": "/claims/" + d.gone,
		"claim, edit": "/claims/" + d.plain + "/edit", "reject": "/claims/" + candidate + "/reject", "withdraw": "/claims/" + d.plain + "/withdraw",
		"split": "/claims/" + candidate + "/split", "merge": "/claims/" + candidate + "/merge", "claim, history": "/claims/" + d.public + "/history",
		"evidence": "/claims/" + d.plain + "/evidence/new", "evidence, edit": "/evidence/" + d.evidence + "/edit", "evidence, remove": "/evidence/" + d.evidence + "/remove",
		"relations": "/claims/" + d.decided + "/relations", "relations, a claim found": "/claims/" + d.decided + "/relations?q=" + d.plain,
		"verdict": "/claims/" + d.plain + "/verdict", "verdict, correction": "/claims/" + d.public + "/verdict",
		"sources": "/sources", "source": "/sources/" + d.source, "source, edit": "/sources/" + d.source + "/edit", "snapshot": "/snapshots/" + d.snapshot,
		"reports": "/reports", "notices": "/notices", "history": "/history", "people": "/people", "person, new": "/people/new", "person": "/people/" + d.Users[claims.Viewer].ID,
		"settings": "/settings/me", "desk": "/settings/desk", "scale": "/settings/scales", "agreement": "/reports/agreement",
		"balance": "/reports/balance", "balance by rating": "/reports/balance?by=rating",
	}
}
