package db_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

func (n *newsroom) reportClaims(f db.ReportFilter) []claims.ReportClaim {
	n.t.Helper()
	var out []claims.ReportClaim
	for c, err := range n.EachReportClaim(n.t.Context(), f) {
		must(n.t, err)
		out = append(out, c)
	}
	return out
}

func reportWordings(list []claims.ReportClaim) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Claim.Wording)
	}
	return out
}

func TestReportOfAnArticle(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[3], n.ids[0], n.ids[1])
	n.evidence(n.ids[0], "Speech", "", claims.Context)
	n.evidence(n.ids[0], "Table", "", claims.Supports)
	n.decide(n.ids[0], "true", "It holds.")
	n.publish(n.ids[0])
	n.decide(n.ids[0], "mostly-true", "Nearly.")

	r, err := n.Report(t.Context(), n.article)
	must(t, err)
	if diff := cmp.Diff([]string{newsMarks[0], newsMarks[1], newsMarks[3]}, reportWordings(r.Claims)); diff != "" {
		t.Errorf("accepted claims in text order (-want +got):\n%s", diff)
	}
	c := r.Claims[0]
	if c.Headline != "An article" || c.Lang != "en" || len(c.Claim.Appearances) != 1 || c.Rating.Label != "Mostly true" || c.Rating.Value != 4 || c.VerdictBy != "Edda Editor" {
		t.Errorf("claim: %+v", c)
	}
	if len(c.Evidence) != 2 || c.Evidence[0].SourceTitle != "Table" || c.Evidence[1].SourceTitle != "Speech" {
		t.Errorf("evidence: %+v", c.Evidence)
	}
	if c.Publication == nil || c.Publication.Revision != 2 || len(c.Corrections) != 1 || c.Corrections[0].FromText != "True" {
		t.Errorf("publication %+v, corrections %+v", c.Publication, c.Corrections)
	}
	if open := r.Claims[1]; open.Verdict != nil || open.Publication != nil || open.Rating.Label != "" || len(open.Evidence) != 0 {
		t.Errorf("claim without a verdict: %+v", open)
	}
	head, err := n.Head(t.Context())
	must(t, err)
	if r.Desk.Name != "Test Desk" || r.Text.Text != newsText || r.Head != head || r.Made.IsZero() {
		t.Errorf("desk %+v, head %+v, made %v", r.Desk, r.Head, r.Made)
	}
	if _, err := n.Report(t.Context(), "0000000000000000"); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("unknown article: got %v, want not found", err)
	}
}

func TestReportOfOneClaimHoldsThatClaim(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids...)
	if diff := cmp.Diff([]string{newsMarks[2]}, reportWordings(n.reportClaims(db.ReportFilter{ClaimID: n.ids[2]}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if list := n.reportClaims(db.ReportFilter{ClaimID: "0000000000000000"}); len(list) != 0 {
		t.Errorf("an unknown claim: %q", reportWordings(list))
	}
}

// More claims than are read at a time, with evidence on the last of them.
func TestReportsCrossPages(t *testing.T) {
	n := newNewsroom(t)
	var text strings.Builder
	var marks []string
	for i := range 450 {
		marks = append(marks, fmt.Sprintf("Statement number %d is made here", i))
		text.WriteString(marks[i] + ". ")
	}
	article := n.Article(t, strings.TrimSpace(text.String()), marks...)
	e, err := n.Edition(t.Context(), article, "")
	must(t, err)
	var ids []string
	for _, r := range e.Claims {
		must(t, n.AcceptClaim(t.Context(), n.By(claims.Reviewer), r.ID, r.Version))
		ids = append(ids, r.ID)
	}
	n.evidence(ids[449], "Last table", "", claims.Supports)
	n.evidence(ids[200], "Middle table", "", claims.Supports)
	n.accept(n.ids[0])

	list := n.reportClaims(db.ReportFilter{ArticleID: article})
	if diff := cmp.Diff(marks, reportWordings(list)); diff != "" {
		t.Fatalf("claims of the article (-want +got):\n%s", diff)
	}
	for i, c := range list {
		want := 0
		if i == 200 || i == 449 {
			want = 1
		}
		if len(c.Evidence) != want || len(c.Claim.Appearances) != 1 {
			t.Errorf("claim %d has %d pieces of evidence and stands in %d places", i, len(c.Evidence), len(c.Claim.Appearances))
		}
	}
	all := n.reportClaims(db.ReportFilter{})
	if len(all) != 451 || !slices.IsSortedFunc(all, func(a, b claims.ReportClaim) int { return strings.Compare(a.Claim.ID, b.Claim.ID) }) {
		t.Errorf("%d claims in all, want 451 by id", len(all))
	}
	found := 0
	for _, c := range all {
		found += len(c.Evidence)
	}
	if found != 2 {
		t.Errorf("%d pieces of evidence in all, want 2", found)
	}
	for range n.EachReportClaim(t.Context(), db.ReportFilter{}) {
		break // a reader that has enough may stop
	}
}

func TestClaimTextsAreThoseOfCheckedClaims(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[0], n.ids[1], n.ids[2])
	n.decide(n.ids[0], "satire", "A joke.")
	n.decide(n.ids[1], "satire", "A joke.")
	must(t, n.WithdrawClaim(t.Context(), n.By(claims.Reviewer), n.ids[1], 2, "It is not in the article."))
	var got []db.ClaimText
	for c, err := range n.ClaimTexts(t.Context()) {
		must(t, err)
		got = append(got, c)
	}
	if diff := cmp.Diff([]db.ClaimText{{ID: n.ids[0], Text: newsMarks[0]}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
