package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"assay/claims"
)

// onReviewPage puts a review into a page that shows what it says, as the public page does.
func onReviewPage(info Info, c claims.ReportClaim, jsonld []byte) []byte {
	var p pageText
	p.raw("<!doctype html><title>x</title><link rel=canonical href=\"")
	p.attr(info.claimURL(c.Claim.ID))
	p.raw("\"><h1>")
	p.text(c.Claim.Wording)
	p.raw("</h1><p>")
	p.text(c.Rating.Label)
	p.raw("</p><script type=\"application/ld+json\">")
	return append(append(p.b, jsonld...), "</script>"...)
}

func TestEveryReviewIsCleanByOurOwnRules(t *testing.T) {
	info, rows := sample()
	for _, rating := range claims.DefaultScale().Ratings {
		c := rows[1]
		c.Rating = rating
		v := *c.Verdict
		v.Rating = rating.Key
		c.Verdict = &v
		review := write(t, ClaimReview, info, c)
		found, err := Lint(onReviewPage(info, c, review), info.claimURL(c.Claim.ID))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Rule != "CR18" { // our copies have no public address
				t.Errorf("%s: %+v", rating.Key, f)
			}
		}
		if _, numbered := decode(t, review)["reviewRating"].(map[string]any)["ratingValue"]; numbered != rating.Graded() {
			t.Errorf("%s: has a number %v", rating.Key, numbered)
		}
	}
}

func TestOnlyPublishedVerdictsAreReviews(t *testing.T) {
	info, rows := sample()
	behind := rows[1]
	p := *behind.Publication
	p.Revision = 1
	behind.Publication = &p
	for _, tt := range []struct {
		name string
		rows []claims.ReportClaim
		want int
	}{
		{"no claims", nil, 0},
		{"no verdict", rows[2:3], 0},
		{"retracted", rows[3:4], 0},
		{"not published", rows[4:5], 0},
		{"the published revision is an older one", []claims.ReportClaim{behind}, 0},
		{"two of five", rows, 2},
		{"three", []claims.ReportClaim{rows[0], rows[1], rows[0]}, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			feed := decode(t, write(t, ClaimReview, info, tt.rows...))
			if feed["@type"] != "DataFeed" || feed["@context"] != "https://schema.org" {
				t.Errorf("it is a %v in %v", feed["@type"], feed["@context"])
			}
			if got := feed["dataFeedElement"].([]any); len(got) != tt.want {
				t.Errorf("%d reviews, want %d", len(got), tt.want)
			}
		})
	}
}

func TestOneReviewStandsAlone(t *testing.T) {
	info, rows := sample()
	got := decode(t, write(t, ClaimReview, info, rows[1:]...))
	for k, want := range map[string]any{
		"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://checks.example.org/claims/clm0000000000002",
		"@id":           "https://checks.example.org/claims/clm0000000000002#claimreview",
		"datePublished": "2026-02-01T14:00:00Z", "dateModified": "2026-02-01T17:00:00Z", "reviewAspect": "content",
	} {
		if got[k] != want {
			t.Errorf("%s is %v, want %v", k, got[k], want)
		}
	}
	item := object(got).object("itemReviewed")
	if who := item.object("author"); !who.is("Organization") || len(list(who["sameAs"])) != 1 {
		t.Errorf("the claimant is %v", who)
	}
}

func TestAReviewSaysOnlyWhatIsKnown(t *testing.T) {
	info, rows := sample()
	for _, tt := range []struct {
		name   string
		change func(*claims.ReportClaim)
		check  func(review object) bool
	}{
		{
			"the article's voice is its author's", func(c *claims.ReportClaim) { c.Claimant = claims.Claimant{} },
			func(r object) bool {
				a := r.object("itemReviewed").object("author")
				return a.is("Person") && a.text("name") == "Ana Silva"
			},
		},
		{
			"or its outlet's", func(c *claims.ReportClaim) { c.Claimant, c.Byline = claims.Claimant{}, "" },
			func(r object) bool { return r.object("itemReviewed").object("author").is("Organization") },
		},
		{
			"or nobody's", func(c *claims.ReportClaim) { c.Claimant, c.Byline, c.Outlet = claims.Claimant{}, "", "" },
			func(r object) bool { return !r.object("itemReviewed").has("author") },
		},
		{
			"never the desk's own", func(c *claims.ReportClaim) { c.Claimant.Name = "EXAMPLE DESK" },
			func(r object) bool { return !r.object("itemReviewed").has("author") },
		},
		{
			"a month is no day", func(c *claims.ReportClaim) { c.Published = "2026-01" },
			func(r object) bool { return !r.object("itemReviewed").has("datePublished") },
		},
		{
			"a claim is not younger than its review", func(c *claims.ReportClaim) { c.Published = "2026-02-02" },
			func(r object) bool { return !r.object("itemReviewed").has("datePublished") },
		},
		{
			"no link that is none", func(c *claims.ReportClaim) { c.ArticleURL, c.Evidence[0].SourceURL = "javascript:1", "ftp://x" },
			func(r object) bool {
				return !r.object("itemReviewed").object("appearance").has("url") && r.object("citation").is("CreativeWork")
			},
		},
		{"a first revision was never modified", func(c *claims.ReportClaim) {
			c.Verdict.Version, c.Publication.Revision, c.Corrections = 1, 1, nil
		}, func(r object) bool { return !r.has("dateModified") && !r.has("correction") }},
		{
			"a change is not older than what it changes", func(c *claims.ReportClaim) { c.Publication.At = noon },
			func(r object) bool { return r.text("dateModified") == r.text("datePublished") },
		},
		{
			"a settled prediction does not expire", func(c *claims.ReportClaim) { c.Claim.SettlesOn = "2026-03-08" },
			func(r object) bool { return !r.has("expires") },
		},
		{"long reasons are cut between words", func(c *claims.ReportClaim) {
			c.Verdict.Rationale, c.Verdict.Summary = strings.Repeat("wörter ", 1000), strings.Repeat("x", 501)
		}, func(r object) bool {
			n, m := utf8.RuneCountInString(r.text("reviewBody")), utf8.RuneCountInString(r.object("reviewRating").text("ratingExplanation"))
			return n > 4900 && n <= 5000 && strings.HasSuffix(r.text("reviewBody"), "wörter …") && m == 500
		}},
		{
			"no summary, so the reasons explain", func(c *claims.ReportClaim) { c.Verdict.Summary = "" },
			func(r object) bool {
				return strings.HasPrefix(r.object("reviewRating").text("ratingExplanation"), "The minutes")
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := rows[1]
			v, p := *c.Verdict, *c.Publication
			c.Verdict, c.Publication, c.Evidence = &v, &p, slices.Clone(c.Evidence)
			tt.change(&c)
			if r := decode(t, write(t, ClaimReview, info, c)); !tt.check(r) {
				got, _ := json.MarshalIndent(r, "", " ")
				t.Errorf("the review is %s", got)
			}
		})
	}
}

func TestAPendingVerdictExpiresOnItsDay(t *testing.T) {
	info, rows := sample()
	r := object(decode(t, write(t, ClaimReview, info, rows[0])))
	if r.text("expires") != "2026-03-08" || r.object("reviewRating").has("ratingValue") {
		t.Errorf("the review is %v", r)
	}
}
