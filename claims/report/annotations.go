package report

import (
	"assay/claims"
)

// annotationEncoder writes a W3C Web Annotation collection with one page. Each claim makes an annotation of its words
// (identifying), one of its verdict (assessing) and one for each quoted source (linking); all of a claim point at
// the same words. Positions are code points, start included and end excluded; a claim in several pieces has a target
// for each. No selection cuts a grapheme cluster in two, and a quote's context is long enough to fit one place only.
type annotationEncoder struct {
	info  *Info
	place *placer
	n     int
}

// collection is the address of the collection: a part of the page that shows the same claims.
func (e *annotationEncoder) collection() string {
	if e.info.Article != nil {
		return e.info.BaseURL + "/articles/" + e.info.Article.ID + "/report#annotations"
	}
	return e.info.BaseURL + "/claims#annotations"
}

// page is the address of the collection's only page.
func (e *annotationEncoder) page() string { return e.collection() + "-1" }

func (e *annotationEncoder) begin(b []byte) []byte {
	j := jsonText{b}
	j.open("", '{')
	j.text("@context", "http://www.w3.org/ns/anno.jsonld")
	j.text("id", e.collection())
	j.text("type", "AnnotationCollection")
	j.textIf("label", e.info.Title)
	if !e.info.Made.IsZero() {
		j.text("created", stamp(e.info.Made))
	}
	e.generator(&j)
	return j.b
}

func (e *annotationEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	target, err := e.target(c)
	if err != nil {
		return b, err
	}
	j := jsonText{b}
	e.claim(&j, c, target)
	if c.Verdict != nil {
		e.verdict(&j, c, target)
	}
	for i := range c.Evidence {
		if ev := &c.Evidence[i]; ev.Quote != "" && webLink(ev.SourceURL) != "" {
			e.evidence(&j, ev, target)
		}
	}
	return j.b, nil
}

// end writes the total last, because only now it is known. A page may not be empty, so an empty collection has none.
func (e *annotationEncoder) end(b []byte) []byte {
	j := jsonText{b}
	if e.n > 0 {
		j.b = append(j.b, "\n]"...)
		j.close('}')
		j.text("last", e.page())
	}
	j.number("total", e.n)
	j.close('}')
	return append(j.b, '\n')
}

// open begins an annotation, and before the first one the page that holds them. The annotation's address is a part of
// the claim's page.
func (e *annotationEncoder) open(j *jsonText, claimID, part, motivation, created string) {
	if e.n == 0 {
		j.open("first", '{')
		j.text("id", e.page())
		j.text("type", "AnnotationPage")
		j.text("partOf", e.collection())
		j.number("startIndex", 0)
		j.open("items", '[')
		j.b = append(j.b, '\n')
	} else {
		j.b = append(j.b, ',', '\n')
	}
	e.n++
	j.open("", '{')
	j.text("id", e.info.claimURL(claimID)+"#"+part)
	j.text("type", "Annotation")
	j.text("motivation", motivation)
	j.textIf("created", created)
}

func (e *annotationEncoder) claim(j *jsonText, c *claims.ReportClaim, target []byte) {
	e.open(j, c.Claim.ID, "words", "identifying", stamp(c.Claim.Created))
	if c.Claim.Proposer == claims.Splitter {
		j.open("creator", '{')
		j.text("type", "Software")
		j.text("name", e.program())
		j.close('}')
	} else {
		e.person(j, c.Claim.CreatedBy, "")
	}
	e.generator(j)
	j.open("body", '[')
	textBody(j, c.Claim.Wording, c.Lang, "describing")
	for _, t := range c.Claim.Topics {
		textBody(j, t, "", "tagging")
	}
	j.close(']')
	closeWith(j, target)
}

func (e *annotationEncoder) verdict(j *jsonText, c *claims.ReportClaim, target []byte) {
	e.open(j, c.Claim.ID, "verdict", "assessing", stamp(c.Verdict.Decided))
	e.person(j, c.Verdict.DecidedBy, c.VerdictBy)
	e.generator(j)
	j.open("body", '[')
	textBody(j, c.Rating.Label, "", "assessing")
	if c.Verdict.Summary != "" {
		textBody(j, c.Verdict.Summary, "", "describing")
	}
	j.close(']')
	closeWith(j, target)
}

// evidence links the claim's words to the words of a source.
func (e *annotationEncoder) evidence(j *jsonText, ev *claims.EvidenceRow, target []byte) {
	e.open(j, ev.ClaimID, "evidence-"+ev.ID, "linking", stamp(ev.Added))
	e.person(j, ev.AddedBy, ev.AddedByName)
	e.generator(j)
	j.open("body", '[')
	j.open("", '{')
	j.text("type", "SpecificResource")
	j.text("source", webLink(ev.SourceURL))
	j.text("purpose", "linking")
	if ev.SnapshotSHA256 != "" && !ev.SnapshotAt.IsZero() {
		j.open("state", '{')
		j.text("type", "TimeState")
		j.text("sourceDate", stamp(ev.SnapshotAt))
		j.close('}')
	}
	j.open("selector", '{')
	j.text("type", "TextQuoteSelector")
	j.text("exact", ev.Quote)
	j.close('}')
	j.close('}')
	textBody(j, string(ev.Stance), "", "tagging")
	if ev.Note != "" {
		textBody(j, ev.Note, "", "commenting")
	}
	j.close(']')
	closeWith(j, target)
}

func (e *annotationEncoder) person(j *jsonText, id, name string) {
	if id == "" {
		return
	}
	j.open("creator", '{')
	j.text("id", e.info.BaseURL+"/people/"+id)
	j.text("type", "Person")
	j.textIf("name", name)
	j.close('}')
}

func (e *annotationEncoder) program() string {
	if e.info.Generator != "" {
		return e.info.Generator
	}
	return "Assay"
}

func (e *annotationEncoder) generator(j *jsonText) {
	j.open("generator", '{')
	j.text("type", "Software")
	j.text("name", e.program())
	j.close('}')
}

func textBody(j *jsonText, value, lang, purpose string) {
	j.open("", '{')
	j.text("type", "TextualBody")
	j.text("value", value)
	j.text("format", "text/plain")
	j.textIf("language", lang)
	j.text("purpose", purpose)
	j.close('}')
}

// closeWith writes the target and ends the annotation.
func closeWith(j *jsonText, target []byte) {
	j.key("target")
	j.b = append(j.b, target...)
	j.close('}')
}

// target writes the claim's words as a SpecificResource, or several.
func (e *annotationEncoder) target(c *claims.ReportClaim) ([]byte, error) {
	a := appearance(c)
	v, ok, err := e.place.version(a)
	if err != nil {
		return nil, err
	}
	source := webLink(c.ArticleURL)
	if source == "" {
		source = e.info.BaseURL + "/articles/" + c.Claim.ArticleID
	}
	var j jsonText
	switch {
	case !ok:
		storedTarget(&j, source, a)
	case len(a.Spans) == 1:
		e.placed(&j, source, v, a.Spans[0])
	default:
		j.open("", '[')
		for _, s := range a.Spans {
			e.placed(&j, source, v, s)
		}
		j.close(']')
	}
	return j.b, nil
}

func (e *annotationEncoder) placed(j *jsonText, source string, v claims.ArticleVersion, s claims.Span) {
	s = wholeClusters(v.Text, s)
	j.open("", '{')
	j.text("type", "SpecificResource")
	j.text("source", source)
	j.open("state", '{')
	j.text("type", "TimeState")
	j.textIf("sourceDate", stamp(v.Fetched))
	j.textIf("cached", e.info.textURL(v))
	j.close('}')
	j.open("selector", '[')
	prefix, suffix := uniqueContext(v.Text, s)
	quoteSelector(j, prefix, s.In(v.Text), suffix)
	start, end := e.place.runes(s)
	j.open("", '{')
	j.text("type", "TextPositionSelector")
	j.number("start", start)
	j.number("end", end)
	j.close('}')
	j.close(']')
	j.close('}')
}

// storedTarget names the words as they were when they were found; without their text no position can be given, and
// the pieces of a claim in several pieces cannot be told apart.
func storedTarget(j *jsonText, source string, a claims.Appearance) {
	j.open("", '{')
	j.text("type", "SpecificResource")
	j.text("source", source)
	if len(a.Spans) == 1 && a.Exact != "" {
		j.open("selector", '[')
		quoteSelector(j, a.Prefix, a.Exact, a.Suffix)
		j.close(']')
	}
	j.close('}')
}

func quoteSelector(j *jsonText, prefix, exact, suffix string) {
	j.open("", '{')
	j.text("type", "TextQuoteSelector")
	j.textIf("prefix", prefix)
	j.text("exact", exact)
	j.textIf("suffix", suffix)
	j.close('}')
}
