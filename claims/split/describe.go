package split

import "assay/claims"

// Describe tells what the splitter knows of words that a person chose: the hedges, dates and quantities in them, and
// from the candidate that shares most of them who holds it, how, and what kind of statement it is. The wording is that
// candidate's when the words are the same, and otherwise empty: the person words the claim.
func Describe(text string, blocks []claims.Block, span claims.Span, opt Options) claims.Candidate {
	a := Analyse(text, blocks, opt)
	c := claims.Candidate{Spans: []claims.Span{span}, Attribution: claims.Attribution{Quote: claims.NotQuoted}}
	for _, m := range a.Hedges {
		if span.Contains(m.Span) {
			c.Hedges = append(c.Hedges, m)
		}
	}
	for _, m := range a.Dates {
		if span.Contains(m.Span) {
			c.Dates = append(c.Dates, m)
		}
	}
	for _, q := range a.Quantities {
		if span.Contains(q.Span) {
			c.Quantities = append(c.Quantities, q)
		}
	}
	best, most := -1, 0
	for i, other := range a.Candidates {
		if n := shared(other.Spans, span); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return c
	}
	near := a.Candidates[best]
	c.Claimant, c.Attribution, c.Kind, c.Modality, c.Place = near.Claimant, near.Attribution, near.Kind, near.Modality, near.Place
	if len(c.Dates) > 0 {
		c.SettlesOn = near.SettlesOn
	}
	if len(near.Spans) == 1 && near.Spans[0] == span {
		c.Wording, c.Reasons, c.Score = near.Wording, near.Reasons, near.Score
	}
	return c
}

// shared is the number of bytes of span that lie in spans.
func shared(spans []claims.Span, span claims.Span) int {
	n := 0
	for _, s := range spans {
		n += max(0, min(s.End, span.End)-max(s.Start, span.Start))
	}
	return n
}
