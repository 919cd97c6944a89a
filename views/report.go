package views

import (
	"slices"
	"strconv"
	"strings"

	"assay/claims"
)

// Cite is a source of a report with the number under which it is cited.
type Cite struct {
	No int
	claims.EvidenceRow
}

// citations are the sources of a report and the numbers under which they are cited, by source id.
type citations struct {
	list []Cite
	no   map[string]int
}

// reportSources numbers the sources of a report from 1, each once, in the order in which they are cited.
func reportSources(r claims.Report) citations {
	out := citations{no: map[string]int{}}
	for _, c := range r.Claims {
		for _, g := range ByStance(c.Evidence) {
			for _, e := range g.Items {
				if out.no[e.SourceID] == 0 {
					out.no[e.SourceID] = len(out.list) + 1
					out.list = append(out.list, Cite{No: len(out.list) + 1, EvidenceRow: e})
				}
			}
		}
	}
	return out
}

// reportRow is the row by which a claim of a report is drawn.
func reportRow(c claims.ReportClaim) claims.ClaimRow {
	row := claims.ClaimRow{ID: c.Claim.ID, No: c.Claim.No, Wording: c.Claim.Wording, State: claims.Accepted, Lang: c.Lang, Tone: claims.ToneOpen}
	if len(c.Claim.Appearances) > 0 {
		row.Appearance = c.Claim.Appearances[0]
	}
	if c.Verdict != nil {
		row.Rating, row.Tone = c.Rating.Label, c.Rating.Tone
	} else if o := c.Carried; o != nil {
		row.Rating, row.Tone, row.Carried = o.Rating.Label, o.Rating.Tone, true
	}
	return row
}

// reportWords lays out a claim's words in their paragraph; nil when they do not stand in the report's version of the text.
func reportWords(r claims.Report, c claims.ReportClaim) []Node {
	row := reportRow(c)
	if row.Appearance.Number != r.Text.Number {
		return nil
	}
	return InContext(r.Text.Text, row)
}

// usedRatings are the ratings that a report gives, each once, in the order of the claims.
func usedRatings(r claims.Report) []claims.Rating {
	var out []claims.Rating
	for _, c := range r.Claims {
		given := c.Rating
		if c.Carried != nil {
			given = c.Carried.Rating
		}
		if given.Key != "" && !slices.ContainsFunc(out, func(have claims.Rating) bool { return have.Key == given.Key }) {
			out = append(out, given)
		}
	}
	return out
}

// saidBy tells who made a claim: the claimant, through the article; or the article.
func saidBy(c claims.ReportClaim) string {
	article := joined(", ", c.Byline, c.Outlet)
	switch {
	case c.Claimant.Name == "" && article == "":
		return "The article"
	case c.Claimant.Name == "":
		return article
	}
	return joined(", ", c.Claimant.Name, c.Claimant.JobTitle)
}

// joined joins the parts that are not empty.
func joined(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), by)
}

// reportSum says how many claims a report holds and how many of them have a verdict.
func reportSum(r claims.Report) string {
	decided := 0
	for _, c := range r.Claims {
		if c.Verdict != nil {
			decided++
		}
	}
	if decided == len(r.Claims) {
		return Plural(decided, "claim checked", "claims checked")
	}
	return strconv.Itoa(decided) + " of " + Plural(len(r.Claims), "claim checked", "claims checked")
}

// publicState says of a verdict in a report what readers have seen of it; "" when it is published as it stands.
func publicState(c claims.ReportClaim) string {
	switch {
	case c.Verdict == nil:
		return ""
	case c.Publication == nil, c.Publication.State == claims.Retracted, c.Publication.Revision != c.Verdict.Version:
		return "This verdict is not published yet."
	}
	return ""
}

// carriedState says of a carried verdict in a report what readers have seen of it; "" when it is published as it stands.
func carriedState(o claims.Carried) string {
	if o.Published {
		return ""
	}
	return "That verdict is not published yet."
}

// reportFiles are the downloads of a report: extension and what it is.
var reportFiles = []struct{ ext, label string }{
	{"md", "Markdown"},
	{"csv", "CSV"},
	{"xlsx", "Excel"},
	{"jsonl", "JSON Lines"},
	{"html", "Page to print"},
	{"bundle.html", "Page with proof"},
	{"annotations.jsonld", "W3C annotations"},
	{"claimreview.jsonld", "ClaimReview"},
}

// bare takes the workbench's frame off a page.
func bare(p Page) Page {
	p.Bare = true
	return p
}
