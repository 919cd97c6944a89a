package report

import (
	"strings"
	"time"
	"unicode/utf8"

	"assay/claims"
)

// worstRating is the lower end of every graded scale in ClaimReview; Google allows nothing below 1.
const worstRating = 1

// The longest texts of a ClaimReview, in code points.
const (
	maxReviewBody  = 5000
	maxExplanation = 500
)

// claimReviewEncoder writes schema.org ClaimReview, release 30, by Google's rules for fact checks. Only claims whose
// current verdict is published get one. One makes a single object, as a page carries it; none or several make a
// DataFeed. The first is therefore kept back until the second or the end comes.
type claimReviewEncoder struct {
	info  *Info
	first []byte // the first review, while it is the only one
	n     int
}

func (e *claimReviewEncoder) begin(b []byte) []byte { return b }

func (e *claimReviewEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	if !public(c) {
		return b, nil
	}
	e.n++
	if e.n == 1 {
		e.first = e.review(jsonText{}, c).b
		return b, nil
	}
	j := jsonText{b}
	if e.n == 2 {
		j = e.feed(j)
	}
	j.b = append(j.b, ',', '\n')
	return e.review(j, c).b, nil
}

func (e *claimReviewEncoder) end(b []byte) []byte {
	switch e.n {
	case 0:
		return append(e.feed(jsonText{b}).b, "]}\n"...)
	case 1:
		// A feed says its context once; an object alone says it itself.
		b = append(b, `{"@context":"https://schema.org",`...)
		return append(append(b, e.first[1:]...), '\n')
	}
	return append(b, "]}\n"...)
}

// feed begins the data feed, up to and with the first review.
func (e *claimReviewEncoder) feed(j jsonText) jsonText {
	j.open("", '{')
	j.text("@context", "https://schema.org")
	j.text("@type", "DataFeed")
	j.textIf("name", e.info.Title)
	j.text("dateModified", stamp(e.info.Made))
	e.desk(&j, "publisher")
	j.open("dataFeedElement", '[')
	j.b = append(append(j.b, '\n'), e.first...)
	return j
}

// review writes one ClaimReview without its context.
func (e *claimReviewEncoder) review(j jsonText, c *claims.ReportClaim) jsonText {
	page := e.info.claimURL(c.Claim.ID)
	j.b = append(j.b, '{')
	j.text("@type", "ClaimReview")
	j.text("@id", page+"#claimreview")
	j.text("url", page)
	j.text("claimReviewed", noControls(c.Claim.Wording))
	j.textIf("inLanguage", c.Lang)
	j.text("datePublished", stamp(c.Publication.First))
	if c.Verdict.Version > 1 || len(c.Corrections) > 0 {
		j.text("dateModified", stamp(later(c.Publication.First, c.Publication.At)))
	}
	if _, day := c.Claim.SettlesOn.Day(); day && c.Verdict.Rating == claims.RatingPending {
		j.text("expires", string(c.Claim.SettlesOn))
	}
	e.desk(&j, "author")
	j.textIf("reviewAspect", string(c.Verdict.Aspect))
	j.textIf("reviewBody", shorten(c.Verdict.Rationale, maxReviewBody))
	e.rating(&j, c)
	e.reviewed(&j, c)
	citations(&j, c.Evidence)
	if len(c.Corrections) > 0 {
		j.open("correction", '[')
		for i := range c.Corrections {
			j.open("", '{')
			j.text("@type", "CorrectionComment")
			j.text("datePublished", stamp(c.Corrections[i].At))
			j.text("text", c.Corrections[i].Note)
			j.close('}')
		}
		j.close(']')
	}
	j.close('}')
	return j
}

// desk writes the organization that stands behind the reviews.
func (e *claimReviewEncoder) desk(j *jsonText, k string) {
	j.open(k, '{')
	j.text("@type", "Organization")
	j.textIf("name", e.info.Desk.Name)
	address := webLink(e.info.Desk.URL)
	if address == "" {
		address = e.info.BaseURL + "/"
	}
	j.text("url", address)
	j.close('}')
}

func (e *claimReviewEncoder) rating(j *jsonText, c *claims.ReportClaim) {
	j.open("reviewRating", '{')
	j.text("@type", "Rating")
	if c.Rating.Graded() {
		j.number("ratingValue", c.Rating.Value)
		j.number("bestRating", c.Best)
		j.number("worstRating", worstRating)
	}
	j.text("alternateName", c.Rating.Label)
	explanation := c.Verdict.Summary
	if explanation == "" {
		explanation = c.Verdict.Rationale
	}
	j.textIf("ratingExplanation", shorten(explanation, maxExplanation))
	j.close('}')
}

// reviewed writes the claim and where it was found. Nobody knows where it was said first, so the article is an
// appearance and not the first one.
func (e *claimReviewEncoder) reviewed(j *jsonText, c *claims.ReportClaim) {
	j.open("itemReviewed", '{')
	j.text("@type", "Claim")
	j.textIf("text", appearance(c).Exact)
	e.claimant(j, c)
	if day, ok := c.Published.Day(); ok && !day.After(c.Publication.First) {
		j.text("datePublished", string(c.Published))
	}
	j.open("appearance", '{')
	j.text("@type", "Article")
	j.textIf("url", webLink(c.ArticleURL))
	j.textIf("headline", c.Headline)
	if _, ok := c.Published.Day(); ok {
		j.text("datePublished", string(c.Published))
	}
	if c.Byline != "" {
		j.open("author", '{')
		j.text("@type", "Person")
		j.text("name", c.Byline)
		j.close('}')
	}
	if c.Outlet != "" {
		j.open("publisher", '{')
		j.text("@type", "Organization")
		j.text("name", c.Outlet)
		j.close('}')
	}
	j.close('}')
	j.close('}')
}

// claimant writes who made the claim: for the article's own voice its author, else its outlet. Nothing is written
// when that is not known or is the desk itself, whom nobody can review.
func (e *claimReviewEncoder) claimant(j *jsonText, c *claims.ReportClaim) {
	who := c.Claimant
	switch {
	case who.Name != "":
	case c.Byline != "":
		who = claims.Claimant{Name: c.Byline, Kind: "person"}
	default:
		who = claims.Claimant{Name: c.Outlet, Kind: "organization"}
	}
	if who.Name == "" || strings.EqualFold(who.Name, e.info.Desk.Name) {
		return
	}
	j.open("author", '{')
	if who.Kind == "organization" || who.Kind == "group" {
		j.text("@type", "Organization")
	} else {
		j.text("@type", "Person")
	}
	j.text("name", who.Name)
	j.textIf("jobTitle", who.JobTitle)
	var same []string
	for _, address := range who.SameAs {
		if link := webLink(address); link != "" && link != webLink(c.ArticleURL) {
			same = append(same, link)
		}
	}
	if len(same) > 0 {
		j.texts("sameAs", same)
	}
	j.close('}')
}

func citations(j *jsonText, all []claims.EvidenceRow) {
	if len(all) == 0 {
		return
	}
	j.open("citation", '[')
	for i := range all {
		s := &all[i]
		link := webLink(s.SourceURL)
		j.open("", '{')
		if link != "" {
			j.text("@type", "WebPage")
			j.text("url", link)
		} else {
			j.text("@type", "CreativeWork")
		}
		j.text("name", s.SourceTitle)
		if s.Publisher != "" {
			j.open("publisher", '{')
			j.text("@type", "Organization")
			j.text("name", s.Publisher)
			j.close('}')
		}
		if _, ok := s.Published.Day(); ok {
			j.text("datePublished", string(s.Published))
		}
		j.close('}')
	}
	j.close(']')
}

// later returns the later of two instants: a change never comes before what it changes.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// noControls puts a space in place of each control character: a claim is one line of plain text.
func noControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// shorten cuts text of more than limit code points between two words and says so by an ellipsis.
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)[:limit-2]
	cut := string(runes)
	if i := strings.LastIndexAny(cut, " \n\t"); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimSpace(cut) + " …"
}
