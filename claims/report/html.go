package report

import (
	"crypto/sha256"
	_ "embed" // the style sheet
	"encoding/base64"
	"strconv"
	"strings"

	"assay/claims"
)

//go:embed page.css
var pageStyle string

// stylePolicy lets a browser use the page's own style sheet and nothing else: no script, no other address.
var stylePolicy = func() markup {
	sum := sha256.Sum256([]byte(pageStyle))
	return markup("default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'")
}()

// htmlEncoder writes one page that needs nothing but itself: to print, and with bundle set to hand over and keep, with
// the article's whole text, digests, positions and the head of the record. Equal input makes equal bytes.
type htmlEncoder struct {
	info   *Info
	bundle bool
	n      tally
	place  *placer
	marks  []textMark
}

func (e *htmlEncoder) begin(b []byte) []byte {
	p := pageText{b}
	p.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
	p.raw(stylePolicy)
	p.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
	p.attr(e.info.Title)
	p.raw("</title>\n<style>")
	p.raw(markup(pageStyle))
	p.raw("</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">")
	p.text(e.info.Title)
	p.raw("</h1>\n<p class=\"dim\">Verdict report")
	if e.info.Desk.Name != "" {
		p.raw(" by ")
		p.link(e.info.Desk.Name, e.info.Desk.URL)
	}
	p.raw(", made ")
	p.text(stamp(e.info.Made))
	if e.info.AsOf != "" {
		p.raw(", showing the state as of ")
		p.text(e.info.AsOf)
	}
	p.raw("</p>\n")
	if a := e.info.Article; a != nil {
		p.raw("<p>")
		p.article(a.Headline, a.URL, a.Byline, a.Outlet, a.Published)
		p.raw("</p>\n")
	}
	p.raw("</header>\n<main>\n")
	return p.b
}

func (e *htmlEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	e.n.add(c)
	p := pageText{b}
	p.raw("<article id=\"claim-")
	p.attr(c.Claim.ID)
	p.raw("\">\n<h2")
	p.language(c.Lang)
	p.raw(">")
	p.number(c.Claim.No)
	p.raw(". ")
	p.text(c.Claim.Wording)
	p.raw("</h2>\n")
	a := appearance(c)
	if a.Exact != "" {
		p.raw("<blockquote")
		p.language(c.Lang)
		p.raw(">")
		p.text(a.Exact)
		p.raw("</blockquote>\n")
	}
	p.verdict(e.info, c)
	if err := e.facts(&p, c, a); err != nil {
		return b, err
	}
	p.evidence(c.Evidence)
	p.corrections(c.Corrections)
	p.raw("</article>\n")
	return p.b, nil
}

// facts writes what is known of the claim and its verdict; a bundle also says where exactly the words stand.
func (e *htmlEncoder) facts(p *pageText, c *claims.ReportClaim, a claims.Appearance) error {
	p.raw("<dl>\n")
	if e.info.Article == nil {
		p.raw("<dt>Article</dt><dd>")
		p.article(c.Headline, c.ArticleURL, c.Byline, c.Outlet, c.Published)
		p.raw("</dd>\n")
	}
	said := c.Claimant.Name
	if said == "" {
		said = "the article itself"
	}
	p.fact("Said by", said)
	p.fact("Kind", string(c.Claim.Kind)+", "+string(c.Claim.Modality))
	p.fact("Settles on", string(c.Claim.SettlesOn))
	p.fact("Context", c.Claim.Context)
	if v := c.Verdict; v != nil {
		p.fact("As of", string(v.AsOf))
		p.fact("Decided", stamp(v.Decided)+by(c.VerdictBy)+", revision "+strconv.Itoa(v.Version))
	}
	p.published(e.info, c)
	if e.bundle {
		if err := e.position(p, c, a); err != nil {
			return err
		}
	}
	p.raw("</dl>\n")
	return nil
}

// position writes where the claim stands and notes it for the marks in the text.
func (e *htmlEncoder) position(p *pageText, c *claims.ReportClaim, a claims.Appearance) error {
	p.fact("Claim id", c.Claim.ID)
	_, ok, err := e.place.version(a)
	if err != nil {
		return err
	}
	for _, s := range a.Spans {
		where := "bytes " + strconv.Itoa(s.Start) + " to " + strconv.Itoa(s.End)
		if ok {
			start, end := e.place.runes(s)
			where += ", code points " + strconv.Itoa(start) + " to " + strconv.Itoa(end)
		}
		p.fact("Stands at", where+", text version "+strconv.Itoa(a.Number))
	}
	if t := e.info.Text; ok && t != nil && t.ArticleID == a.ArticleID && t.Number == a.Number {
		for i, s := range a.Spans {
			e.marks = append(e.marks, textMark{Span: s, id: c.Claim.ID, no: c.Claim.No, first: i == 0})
		}
	}
	return nil
}

func (e *htmlEncoder) end(b []byte) []byte {
	p := pageText{b}
	p.raw("</main>\n")
	if t := e.info.Text; e.bundle && t != nil {
		p.raw("<section id=\"text\">\n<h2>The text</h2>\n<dl>\n")
		p.fact("Version", strconv.Itoa(t.Number))
		p.fact("SHA-256", t.SHA256)
		p.fact("Fetched", stamp(t.Fetched))
		p.fact("Read by", t.Extractor)
		p.fact("SHA-256 as it came", t.RawSHA256)
		p.raw("</dl>\n<pre dir=\"auto\">\n")
		p.marked(t.Text, e.marks)
		p.raw("</pre>\n</section>\n")
	}
	p.raw("<footer class=\"dim\">\n<p>")
	p.text(e.n.words())
	p.raw("</p>\n")
	if e.info.Head.Root != "" {
		p.raw("<p>The record had ")
		p.b = strconv.AppendInt(p.b, e.info.Head.Size, 10)
		p.raw(" events, root <code>")
		p.text(e.info.Head.Root)
		p.raw("</code></p>\n")
	}
	if e.info.Desk.Contact != "" {
		p.raw("<p>Report errors to ")
		p.text(e.info.Desk.Contact)
		p.raw("</p>\n")
	}
	if e.info.Generator != "" {
		p.raw("<p>Made with ")
		p.text(e.info.Generator)
		p.raw("</p>\n")
	}
	p.raw("</footer>\n</body>\n</html>\n")
	return p.b
}

func (p *pageText) verdict(info *Info, c *claims.ReportClaim) {
	if c.Verdict == nil && c.Carried != nil {
		p.carried(info, c.Carried)
		return
	}
	if c.Verdict == nil {
		p.raw("<p class=\"rating open\">No verdict yet</p>\n")
		return
	}
	p.raw("<p class=\"rating ")
	p.raw(toneClass(c.Rating.Tone))
	p.raw("\">")
	p.text(c.Rating.Label)
	if c.Rating.Graded() {
		p.raw(" <span class=\"dim\">(")
		p.number(c.Rating.Value)
		p.raw(" of ")
		p.number(c.Best)
		p.raw(")</span>")
	}
	p.raw("</p>\n")
	if c.Verdict.Summary != "" {
		p.raw("<p dir=\"auto\"><b>")
		p.text(c.Verdict.Summary)
		p.raw("</b></p>\n")
	}
	p.raw("<p class=\"prose\" dir=\"auto\">")
	p.text(c.Verdict.Rationale)
	p.raw("</p>\n")
	if c.Verdict.Aspect == claims.AttributionFit {
		p.raw("<p class=\"dim\">Rated is whether it was said.</p>\n")
	}
}

// carried says whose verdict stands for a claim that has none of its own.
func (p *pageText) carried(info *Info, o *claims.Carried) {
	p.raw("<p class=\"rating ")
	p.raw(toneClass(o.Rating.Tone))
	p.raw("\">Carried: ")
	p.text(o.Rating.Label)
	p.raw("</p>\n")
	if o.Verdict.Summary != "" {
		p.raw("<p dir=\"auto\"><b>")
		p.text(o.Verdict.Summary)
		p.raw("</b></p>\n")
	}
	p.raw("<p class=\"dim\">Carried from ")
	p.link("claim "+strconv.Itoa(o.Claim.No), info.claimURL(o.Claim.ID))
	p.raw(" of <bdi>")
	p.text(o.Headline)
	p.raw("</bdi>, as of ")
	p.text(string(o.Verdict.AsOf))
	p.raw(", confirmed ")
	p.text(stamp(o.Relation.At) + by(o.ByName))
	if !o.Published {
		p.raw(". That verdict is not published yet")
	}
	p.raw(".</p>\n")
}

func toneClass(t claims.Tone) markup {
	switch t {
	case claims.TonePos, claims.TonePosWeak, claims.ToneMixed, claims.ToneNegWeak, claims.ToneNeg, claims.ToneOut:
		return markup(t)
	}
	return "unknown"
}

func (p *pageText) published(info *Info, c *claims.ReportClaim) {
	switch {
	case c.Verdict == nil:
	case public(c):
		p.raw("<dt>Published</dt><dd>")
		p.text(stamp(c.Publication.First) + ", ")
		p.link(info.claimURL(c.Claim.ID), info.claimURL(c.Claim.ID))
		p.raw("</dd>\n")
	case c.Publication != nil && c.Publication.State == claims.Retracted:
		p.fact("Published", "retracted")
	default:
		p.fact("Published", "no")
	}
}

func (p *pageText) evidence(all []claims.EvidenceRow) {
	if len(all) == 0 {
		p.raw("<p class=\"dim\">No evidence yet.</p>\n")
		return
	}
	p.raw("<h3>Evidence</h3>\n<ul>\n")
	for i := range all {
		e := &all[i]
		p.raw("<li>")
		p.text(e.Stance.Sign() + " " + string(e.Stance) + ": ")
		p.link(e.SourceTitle, e.SourceURL)
		for _, fact := range []string{e.Publisher, string(e.Published)} {
			if fact != "" {
				p.raw(", ")
				p.text(fact)
			}
		}
		if e.Quote != "" {
			p.raw("\n<blockquote dir=\"auto\">")
			p.text(e.Quote)
			p.raw("</blockquote>")
		}
		if e.Note != "" {
			p.raw("\n<p class=\"prose\" dir=\"auto\">")
			p.text(e.Note)
			p.raw("</p>")
		}
		if e.SnapshotSHA256 != "" {
			p.raw("\n<p class=\"dim\">Copy made ")
			p.text(stamp(e.SnapshotAt))
			p.raw(", SHA-256 <code>")
			p.text(e.SnapshotSHA256)
			p.raw("</code>")
			if e.QuoteFound {
				p.raw(", the quoted words stand in it")
			}
			p.raw("</p>")
		}
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}

func (p *pageText) corrections(all []claims.CorrectionRow) {
	if len(all) == 0 {
		return
	}
	p.raw("<h3>Corrections</h3>\n<ul>\n")
	for i := range all {
		c := &all[i]
		p.raw("<li>")
		p.text(string(claims.DayOf(c.At.UTC())) + ", " + string(c.Kind))
		if c.FromText != "" && c.FromText != c.ToText {
			p.text(" (" + c.FromText + " → " + c.ToText + ")")
		}
		p.raw(": <span class=\"prose\">")
		p.text(c.Note)
		p.raw("</span></li>\n")
	}
	p.raw("</ul>\n")
}

// article writes who published what and when, in one line.
func (p *pageText) article(headline, address, byline, outlet string, published claims.Date) {
	p.link(headline, address)
	if byline != "" {
		p.raw(", by ")
		p.text(byline)
	}
	for _, fact := range []string{outlet, string(published)} {
		if fact != "" {
			p.raw(", ")
			p.text(fact)
		}
	}
}

// fact writes a line of a description list, and nothing for an empty value.
func (p *pageText) fact(name markup, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.raw("<dt>")
	p.raw(name)
	p.raw("</dt><dd dir=\"auto\">")
	p.text(value)
	p.raw("</dd>\n")
}
