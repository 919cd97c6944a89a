package report

import (
	"strings"

	"assay/claims"
)

// column is a column of the tables: text or number is set, never both. A number that is not known makes an empty
// cell.
type column struct {
	name   string
	width  float64 // in a workbook, in characters
	text   func(i *Info, c *claims.ReportClaim) string
	number func(c *claims.ReportClaim) (n int, known bool)
}

// claimColumns are the columns of CSV and of a workbook's first sheet. Names are permanent; new columns go to the end.
var claimColumns = []column{
	{name: "id", width: 18, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.ID }},
	{name: "no", width: 5, number: func(c *claims.ReportClaim) (int, bool) { return c.Claim.No, true }},
	{name: "wording", width: 60, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.Wording }},
	{name: "exact", width: 60, text: func(_ *Info, c *claims.ReportClaim) string { return appearance(c).Exact }},
	{name: "claimant", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claimant.Name }},
	{name: "mention", width: 16, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.Attribution.Mention }},
	{name: "cue", width: 12, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.Attribution.Cue }},
	{name: "quote", width: 10, text: func(_ *Info, c *claims.ReportClaim) string { return string(c.Claim.Attribution.Quote) }},
	{name: "kind", width: 12, text: func(_ *Info, c *claims.ReportClaim) string { return string(c.Claim.Kind) }},
	{name: "modality", width: 12, text: func(_ *Info, c *claims.ReportClaim) string { return string(c.Claim.Modality) }},
	{name: "hedges", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return mentions(c.Claim.Hedges) }},
	{name: "dates", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return mentions(c.Claim.Dates) }},
	{name: "settles_on", width: 12, text: func(_ *Info, c *claims.ReportClaim) string { return string(c.Claim.SettlesOn) }},
	{name: "place", width: 16, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.Place }},
	{name: "topics", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return strings.Join(c.Claim.Topics, "; ") }},
	{name: "context", width: 40, text: func(_ *Info, c *claims.ReportClaim) string { return c.Claim.Context }},
	{name: "headline", width: 40, text: func(_ *Info, c *claims.ReportClaim) string { return c.Headline }},
	{name: "article_url", width: 30, text: func(_ *Info, c *claims.ReportClaim) string { return c.ArticleURL }},
	{name: "outlet", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return c.Outlet }},
	{name: "byline", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return c.Byline }},
	{name: "published", width: 12, text: func(_ *Info, c *claims.ReportClaim) string { return string(c.Published) }},
	{name: "lang", width: 6, text: func(_ *Info, c *claims.ReportClaim) string { return c.Lang }},
	{name: "start_byte", width: 10, number: func(c *claims.ReportClaim) (int, bool) {
		a := appearance(c)
		if len(a.Spans) == 0 {
			return 0, false
		}
		return a.Span().Start, true
	}},
	{name: "end_byte", width: 10, number: func(c *claims.ReportClaim) (int, bool) {
		a := appearance(c)
		if len(a.Spans) == 0 {
			return 0, false
		}
		return a.Span().End, true
	}},
	{name: "supports", width: 9, number: stanceCount(claims.Supports)},
	{name: "refutes", width: 9, number: stanceCount(claims.Refutes)},
	{name: "gives_context", width: 9, number: stanceCount(claims.Context)},
	{name: "sources", width: 60, text: func(_ *Info, c *claims.ReportClaim) string { return sourceList(c.Evidence) }},
	{name: "rating", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return c.Rating.Label }},
	{name: "rating_value", width: 8, number: func(c *claims.ReportClaim) (int, bool) { return c.Rating.Value, c.Rating.Graded() }},
	{name: "aspect", width: 12, text: verdictText(func(v *claims.Verdict) string { return string(v.Aspect) })},
	{name: "summary", width: 50, text: verdictText(func(v *claims.Verdict) string { return v.Summary })},
	{name: "rationale", width: 60, text: verdictText(func(v *claims.Verdict) string { return v.Rationale })},
	{name: "as_of", width: 12, text: verdictText(func(v *claims.Verdict) string { return string(v.AsOf) })},
	{name: "decided", width: 20, text: verdictText(func(v *claims.Verdict) string { return stamp(v.Decided) })},
	{name: "decided_by", width: 20, text: func(_ *Info, c *claims.ReportClaim) string { return c.VerdictBy }},
	{name: "revision", width: 8, number: func(c *claims.ReportClaim) (int, bool) {
		if c.Verdict == nil {
			return 0, false
		}
		return c.Verdict.Version, true
	}},
	{name: "publication", width: 12, text: func(_ *Info, c *claims.ReportClaim) string {
		if c.Publication == nil {
			return ""
		}
		return string(c.Publication.State)
	}},
	{name: "first_published", width: 20, text: func(_ *Info, c *claims.ReportClaim) string {
		if c.Publication == nil {
			return ""
		}
		return stamp(c.Publication.First)
	}},
	{name: "review_url", width: 30, text: func(i *Info, c *claims.ReportClaim) string {
		if !public(c) {
			return ""
		}
		return i.claimURL(c.Claim.ID)
	}},
	{name: "corrections", width: 9, number: func(c *claims.ReportClaim) (int, bool) { return len(c.Corrections), true }},
}

func verdictText(of func(*claims.Verdict) string) func(*Info, *claims.ReportClaim) string {
	return func(_ *Info, c *claims.ReportClaim) string {
		if c.Verdict == nil {
			return ""
		}
		return of(c.Verdict)
	}
}

func stanceCount(s claims.Stance) func(*claims.ReportClaim) (int, bool) {
	return func(c *claims.ReportClaim) (int, bool) {
		n := 0
		for i := range c.Evidence {
			if c.Evidence[i].Stance == s {
				n++
			}
		}
		return n, true
	}
}

// mentions lists words, each with the value read from it.
func mentions(all []claims.Mention) string {
	if len(all) == 0 {
		return ""
	}
	parts := make([]string, len(all))
	for i, m := range all {
		parts[i] = m.Text
		if m.Value != "" {
			parts[i] += " (" + m.Value + ")"
		}
	}
	return strings.Join(parts, "; ")
}

// sourceList gives each piece of evidence a line: what it does, the source's title, its address.
func sourceList(all []claims.EvidenceRow) string {
	var b strings.Builder
	for i := range all {
		e := &all[i]
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(string(e.Stance))
		b.WriteString(": ")
		b.WriteString(e.SourceTitle)
		if e.SourceURL != "" && e.SourceURL != e.SourceTitle {
			b.WriteByte(' ')
			b.WriteString(e.SourceURL)
		}
	}
	return b.String()
}
