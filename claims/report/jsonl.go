package report

import "assay/claims"

// jsonlEncoder writes one object per claim. All fields are always there: what is not known is "", null or an empty
// array. Field names are permanent.
//
//	id, no, url            the claim's id, its number in the article, its page
//	state                  candidate, accepted, …
//	wording, exact         the claim as a sentence, and the words of the article
//	prefix, suffix, anchor the words around them, and whether they still stand there
//	spans                  [{bytes: [start, end], code_points: [start, end] or null}], half open
//	claimant               {id, name, kind, job_title, same_as} or null for the article's own voice
//	attribution            {mention, cue, quote, chain, confidence}; confidence is 0 where there was nothing to resolve
//	kind, modality         see claims.Kind and claims.Modality
//	hedges, dates          [{text, value, bytes}]
//	quantities             [{text, value, low, high, unit, approx, bound, bytes}]
//	settles_on, place, topics, context
//	score, reasons         what the splitter thought
//	filled                 [{words, for, why}]: what the wording has beyond the words of the article
//	article                {id, version, url, outlet, headline, byline, published, lang}
//	evidence               [{id, stance, quote, quote_found, note, source: {id, url, title, publisher, published},
//	                       snapshot: {id, sha256, at} or null, added, added_by}]
//	verdict                {rating, label, value, definition, scale, aspect, summary, rationale, as_of, decided,
//	                       decided_by, revision, evidence} or null; value is null for an ungraded rating
//	carried_from           where a claim without a verdict repeats one that has a verdict: {id, no, url, article_id, headline,
//	                       relation, rating, label, value, scale, aspect, summary, as_of, revision, confirmed,
//	                       confirmed_by} or null
//	publication            {state, revision, first, at, url} or null
//	corrections            [{kind, note, from, to, from_label, to_label, at, by}], newest first
type jsonlEncoder struct {
	info  *Info
	place *placer
}

func (e *jsonlEncoder) begin(b []byte) []byte { return b }
func (e *jsonlEncoder) end(b []byte) []byte   { return b }

func (e *jsonlEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	j := jsonText{b}
	j.open("", '{')
	j.text("id", c.Claim.ID)
	j.number("no", c.Claim.No)
	j.text("url", e.info.claimURL(c.Claim.ID))
	j.text("state", string(c.Claim.State))
	j.text("wording", c.Claim.Wording)
	if err := e.spans(&j, appearance(c)); err != nil {
		return b, err
	}
	jsonClaimant(&j, c)
	jsonReading(&j, &c.Claim)
	j.open("article", '{')
	j.text("id", c.Claim.ArticleID)
	j.number("version", appearance(c).Number)
	j.text("url", c.ArticleURL)
	j.text("outlet", c.Outlet)
	j.text("headline", c.Headline)
	j.text("byline", c.Byline)
	j.text("published", string(c.Published))
	j.text("lang", c.Lang)
	j.close('}')
	j.open("evidence", '[')
	for i := range c.Evidence {
		jsonEvidence(&j, &c.Evidence[i])
	}
	j.close(']')
	jsonVerdict(&j, c)
	e.carried(&j, c.Carried)
	e.publication(&j, c)
	j.open("corrections", '[')
	for i := range c.Corrections {
		jsonCorrection(&j, &c.Corrections[i])
	}
	j.close(']')
	j.close('}')
	return append(j.b, '\n'), nil
}

func (e *jsonlEncoder) spans(j *jsonText, a claims.Appearance) error {
	j.text("exact", a.Exact)
	j.text("prefix", a.Prefix)
	j.text("suffix", a.Suffix)
	j.text("anchor", string(a.Anchor))
	_, ok, err := e.place.version(a)
	if err != nil {
		return err
	}
	j.open("spans", '[')
	for _, s := range a.Spans {
		j.open("", '{')
		jsonRange(j, "bytes", s.Start, s.End)
		if ok {
			start, end := e.place.runes(s)
			jsonRange(j, "code_points", start, end)
		} else {
			j.null("code_points")
		}
		j.close('}')
	}
	j.close(']')
	return nil
}

func jsonRange(j *jsonText, k string, start, end int) {
	j.open(k, '[')
	j.number("", start)
	j.number("", end)
	j.close(']')
}

func jsonClaimant(j *jsonText, c *claims.ReportClaim) {
	if c.Claimant.Name == "" {
		j.null("claimant")
	} else {
		j.open("claimant", '{')
		j.text("id", c.Claimant.ID)
		j.text("name", c.Claimant.Name)
		j.text("kind", c.Claimant.Kind)
		j.text("job_title", c.Claimant.JobTitle)
		j.texts("same_as", c.Claimant.SameAs)
		j.close('}')
	}
	a := &c.Claim.Attribution
	j.open("attribution", '{')
	j.text("mention", a.Mention)
	j.text("cue", a.Cue)
	j.text("quote", string(a.Quote))
	j.texts("chain", a.Chain)
	j.real("confidence", a.Confidence)
	j.close('}')
}

// jsonReading writes what was read from the claim's words.
func jsonReading(j *jsonText, c *claims.Claim) {
	j.text("kind", string(c.Kind))
	j.text("modality", string(c.Modality))
	jsonMentions(j, "hedges", c.Hedges)
	jsonMentions(j, "dates", c.Dates)
	j.open("quantities", '[')
	for _, q := range c.Quantities {
		j.open("", '{')
		j.text("text", q.Text)
		jsonReal(j, "value", q.Value)
		jsonReal(j, "low", q.Low)
		jsonReal(j, "high", q.High)
		j.text("unit", q.Unit)
		j.boolean("approx", q.Approx)
		j.text("bound", q.Bound)
		jsonRange(j, "bytes", q.Start, q.End)
		j.close('}')
	}
	j.close(']')
	j.text("settles_on", string(c.SettlesOn))
	j.text("place", c.Place)
	j.texts("topics", c.Topics)
	j.text("context", c.Context)
	j.real("score", c.Score)
	j.texts("reasons", c.Reasons)
	j.open("filled", '[')
	for _, f := range c.Filled {
		j.open("", '{')
		j.text("words", f.Words)
		j.text("for", f.For)
		j.text("why", string(f.Why))
		j.close('}')
	}
	j.close(']')
}

func jsonMentions(j *jsonText, k string, all []claims.Mention) {
	j.open(k, '[')
	for _, m := range all {
		j.open("", '{')
		j.text("text", m.Text)
		j.text("value", m.Value)
		jsonRange(j, "bytes", m.Start, m.End)
		j.close('}')
	}
	j.close(']')
}

func jsonReal(j *jsonText, k string, f *float64) {
	if f == nil {
		j.null(k)
		return
	}
	j.real(k, *f)
}

func jsonEvidence(j *jsonText, e *claims.EvidenceRow) {
	j.open("", '{')
	j.text("id", e.ID)
	j.text("stance", string(e.Stance))
	j.text("quote", e.Quote)
	j.boolean("quote_found", e.QuoteFound)
	j.text("note", e.Note)
	j.open("source", '{')
	j.text("id", e.SourceID)
	j.text("url", e.SourceURL)
	j.text("title", e.SourceTitle)
	j.text("publisher", e.Publisher)
	j.text("published", string(e.Published))
	j.close('}')
	if e.SnapshotSHA256 == "" {
		j.null("snapshot")
	} else {
		j.open("snapshot", '{')
		j.text("id", e.SnapshotID)
		j.text("sha256", e.SnapshotSHA256)
		j.instant("at", e.SnapshotAt)
		j.close('}')
	}
	j.instant("added", e.Added)
	j.text("added_by", e.AddedByName)
	j.close('}')
}

func jsonVerdict(j *jsonText, c *claims.ReportClaim) {
	v := c.Verdict
	if v == nil {
		j.null("verdict")
		return
	}
	j.open("verdict", '{')
	j.text("rating", v.Rating)
	j.text("label", c.Rating.Label)
	if c.Rating.Graded() {
		j.number("value", c.Rating.Value)
	} else {
		j.null("value")
	}
	j.text("definition", c.Rating.Definition)
	j.number("scale", v.ScaleNumber)
	j.text("aspect", string(v.Aspect))
	j.text("summary", v.Summary)
	j.text("rationale", v.Rationale)
	j.text("as_of", string(v.AsOf))
	j.instant("decided", v.Decided)
	j.text("decided_by", c.VerdictBy)
	j.number("revision", v.Version)
	j.texts("evidence", v.Evidence)
	j.close('}')
}

func (e *jsonlEncoder) carried(j *jsonText, o *claims.Carried) {
	if o == nil {
		j.null("carried_from")
		return
	}
	j.open("carried_from", '{')
	j.text("id", o.Claim.ID)
	j.number("no", o.Claim.No)
	j.text("url", e.info.claimURL(o.Claim.ID))
	j.text("article_id", o.Claim.ArticleID)
	j.text("headline", o.Headline)
	j.text("relation", string(o.Relation.Kind))
	j.text("rating", o.Verdict.Rating)
	j.text("label", o.Rating.Label)
	if o.Rating.Graded() {
		j.number("value", o.Rating.Value)
	} else {
		j.null("value")
	}
	j.number("scale", o.Verdict.ScaleNumber)
	j.text("aspect", string(o.Verdict.Aspect))
	j.text("summary", o.Verdict.Summary)
	j.text("as_of", string(o.Verdict.AsOf))
	j.number("revision", o.Verdict.Version)
	j.instant("confirmed", o.Relation.At)
	j.text("confirmed_by", o.ByName)
	j.close('}')
}

func (e *jsonlEncoder) publication(j *jsonText, c *claims.ReportClaim) {
	p := c.Publication
	if p == nil {
		j.null("publication")
		return
	}
	j.open("publication", '{')
	j.text("state", string(p.State))
	j.number("revision", p.Revision)
	j.instant("first", p.First)
	j.instant("at", p.At)
	j.text("url", e.info.claimURL(c.Claim.ID))
	j.close('}')
}

func jsonCorrection(j *jsonText, c *claims.CorrectionRow) {
	j.open("", '{')
	j.text("kind", string(c.Kind))
	j.text("note", c.Note)
	j.number("from", c.From)
	j.number("to", c.To)
	j.text("from_label", c.FromText)
	j.text("to_label", c.ToText)
	j.instant("at", c.At)
	j.text("by", c.ByName)
	j.close('}')
}
