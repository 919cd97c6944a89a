package split

import (
	"strings"

	"assay/claims"
)

// maxTokens is the length from which a run of words is no sentence that rules should cut. Long sentences of news have
// 80 tokens; the limit also keeps the time linear in the length of a text.
const maxTokens = 300

// minBytes is the length of the shortest sentence of a script without spaces that states something.
const minBytes = 18

// candidates turns sentence i into candidates: its attributions first, then the clauses of what is said in each.
func (a *article) candidates(i int) []claims.Candidate {
	s := &a.sentences[i]
	if !a.english {
		return a.wholeSentence(s, "clauses are cut in English only")
	}
	if len(s.toks) > maxTokens {
		return a.wholeSentence(s, "too long a sentence for the rules")
	}
	parts := a.contentParts(s)
	var out []claims.Candidate
	for i := range parts {
		if r := &parts[i].run; r[1]-r[0] > 2 && s.toks[r[0]].tag == tagCoord {
			r[0]++
		}
	}
	for k := range s.speech {
		sp := &s.speech[k]
		if sp.cue[1] == 0 || sp.whole {
			continue
		}
		from, to := sp.sourceRegion(len(s.toks))
		for _, c := range readRoles(s.toks, s.quoted, from, to) {
			if cand, ok := a.candidate(s, c, nil); ok {
				out = append(out, cand)
			}
		}
	}
	for _, p := range parts {
		for _, c := range p.clauses(a.text, s, a.opt.Grain) {
			by := p.by
			if by == nil {
				by = s.kept(c)
			}
			if cand, ok := a.candidate(s, c, by); ok {
				out = append(out, cand)
			}
		}
	}
	return out
}

// sourceRegion returns the tokens in which the source is named and described; n is the number of the sentence's tokens.
func (sp *speech) sourceRegion(n int) (from, to int) {
	if sp.source[0] <= sp.cue[0] {
		if len(sp.content) > 0 && sp.content[0][0] < sp.source[0] {
			from = sp.content[0][1]
		}
		return from, sp.cue[0]
	}
	to = n
	for _, c := range sp.content {
		if c[0] > sp.source[0] {
			to = min(to, c[0])
		}
	}
	return sp.source[0], to
}

// kept returns the attribution whose reporting words stay in the clause because they carry part of its meaning: "the
// mayor denied that …". Other clauses of the sentence are not the mayor's.
func (s *sentence) kept(c clause) *speech {
	for k := range s.speech {
		sp := &s.speech[k]
		if !sp.whole || sp.cue[1] == 0 || len(sp.content) == 0 {
			continue
		}
		for _, r := range c.runs() {
			if r[0] <= sp.cue[0] && sp.cue[0] < r[1] {
				return sp
			}
		}
	}
	return nil
}

// wholeSentence is the one candidate of a sentence that no rule can split.
func (a *article) wholeSentence(s *sentence, why string) []claims.Candidate {
	r := trimRange(s.toks, 0, len(s.toks))
	if r[0] >= r[1] || r[1]-r[0] < 3 && tokenSpan(s.toks, r).Len() < minBytes {
		return nil
	}
	c := joinedUp(wholeClause, nil, "", r)
	cand, ok := a.candidate(s, c, nil)
	if !ok {
		return nil
	}
	cand.Reasons = append(cand.Reasons, why)
	return []claims.Candidate{cand}
}

// part is a run of a sentence's tokens with one speaker.
type part struct {
	run     [2]int
	by      *speech // nil for the article's own voice
	subject [2]int  // when the run is a verb whose subject stands before the attribution; else empty
}

// contentParts parts a sentence by who speaks. Attributions inside one another keep only the outermost.
func (a *article) contentParts(s *sentence) []part {
	var out []part
	last := a.dateline(s)
	for k := range s.speech {
		sp := &s.speech[k]
		if sp.whole || sp.ownBelief(s) || s.silenced(sp) || len(sp.content) == 0 || sp.cue[0] < last && sp.cue[1] > 0 || sp.content[0][0] < last {
			continue
		}
		if p := leftover(s, last, sp.start()); p[0] < p[1] {
			out = append(out, part{run: p})
		}
		if in := s.within(sp); in != nil {
			out = append(out, in.reported(s, sp)...)
			last = max(sp.end(), in.end())
			continue
		}
		for _, c := range sp.content {
			c, beside := sp.besideSaid(s, c)
			c, more := sp.ownDeed(s, c)
			out = append(out, part{run: c, by: sp})
			if more[0] < more[1] {
				out = append(out, part{run: more, subject: sp.source})
			}
			if beside[0] < beside[1] {
				out = append(out, part{run: beside})
			}
		}
		last = sp.end()
	}
	if p := leftover(s, last, len(s.toks)); p[0] < p[1] {
		out = append(out, part{run: p})
	}
	if len(out) == 0 {
		if p := trimRange(s.toks, last, len(s.toks)); p[0] < p[1] {
			out = append(out, part{run: p})
		}
	}
	return out
}

// silenced tells whether an attribution does not count: its reporting word is part of somebody's own words ("“I never
// said that …,” Roe told …"), or of what another one denies, or it is a participle on the noun before its comma.
func (s *sentence) silenced(sp *speech) bool {
	if sp.cue[1] == 0 {
		return false
	}
	if s.quoted[sp.cue[0]] != 0 || s.reduced(sp) {
		return true
	}
	for k := range s.speech {
		if out := &s.speech[k]; out != sp && (out.whole || len(out.content) == 0) && out.covers(sp.cue[0]) {
			return true
		}
	}
	return false
}

// reduced tells whether the reporting word is a participle on its source: "the virus, found in bats, kills". In "his
// lawyer, Ann Lee, said" the comma closes an apposition.
func (s *sentence) reduced(sp *speech) bool {
	a, v := sp.source[0], sp.cue[0]
	if a >= sp.source[1] || sp.source[1] != v-1 || s.toks[v-1].tag != tagComma || s.toks[v].tag == tagIng {
		return false
	}
	form := lex().verb[s.toks[v].low]
	return form.part && form.base != "say" && form.base != "tell" && (a == 0 || s.toks[a-1].tag != tagComma)
}

// within returns the attribution inside what sp says: "the ministry said that Roe had told inspectors that …".
func (s *sentence) within(sp *speech) *speech {
	for k := range s.speech {
		in := &s.speech[k]
		if in != sp && in.cue[1] > 0 && s.quoted[in.cue[0]] == 0 && in.source[0] < in.source[1] && len(in.content) > 0 && !in.whole && sp.covers(in.cue[0]) && sp.covers(in.source[0]) && sp.quote == claims.Indirect {
			return in
		}
	}
	return nil
}

// reported returns what sp says inside what out says, and what out says besides.
func (sp *speech) reported(s *sentence, out *speech) []part {
	var parts []part
	for _, c := range out.content {
		if p := leftover(s, c[0], min(sp.start(), c[1])); p[0] < p[1] && c[0] < sp.start() {
			parts = append(parts, part{run: p, by: out})
		}
	}
	for _, c := range sp.content {
		parts = append(parts, part{run: c, by: sp})
	}
	for _, c := range out.content {
		if p := leftover(s, max(c[0], sp.end()), c[1]); p[0] < p[1] && c[1] > sp.end() {
			parts = append(parts, part{run: p, by: out})
		}
	}
	return parts
}

// ownBelief tells whether the writer says what he himself thinks: "I believe that". That is no one else's claim, and
// without these words it would read as a fact.
func (sp *speech) ownBelief(s *sentence) bool {
	if sp.source[1]-sp.source[0] != 1 || s.quoted[sp.source[0]] != 0 {
		return false
	}
	w := s.toks[sp.source[0]].low
	return w == "i" || w == "we"
}

// clauses returns the clauses of a part.
func (p part) clauses(text string, s *sentence, grain Grain) []clause {
	if p.subject[0] < p.subject[1] {
		return []clause{joinedUp(conjoined, [][2]int{p.subject}, "", p.run)}
	}
	return readClauses(text, s.toks, s.quoted, p.run[0], p.run[1], grain, p.by != nil && p.by.quote == claims.Indirect)
}

// besideSaid parts "critics say it fails; supporters disagree" and "…, but supporters disagree": there the article
// speaks again.
func (sp *speech) besideSaid(s *sentence, c [2]int) (said, beside [2]int) {
	if sp.quote != claims.Indirect || sp.cue[0] > c[0] {
		return c, beside
	}
	for k := c[0]; k+2 < c[1]; k++ {
		switch next := s.toks[k+1].low; {
		case s.toks[k].low == ";" && clauseFollows(s.toks[:c[1]], k+1):
			return trimRange(s.toks, c[0], k), trimRange(s.toks, k+1, c[1])
		case s.toks[k].tag == tagComma && (next == "but" || next == "yet" || next == "although" || next == "while") && clauseFollows(s.toks[:c[1]], k+2) && !backshifted(s.toks[k+2:c[1]]):
			return trimRange(s.toks, c[0], k), trimRange(s.toks, k+2, c[1])
		}
	}
	return c, beside
}

// backshifted tells whether the first verb is in a tense of reported speech: "but it would reopen".
func backshifted(toks []token) bool {
	for _, t := range toks {
		if t.tag.startsVerb() {
			return t.low == "would" || t.low == "could" || t.low == "might" || t.low == "had"
		}
	}
	return false
}

// ownDeed parts "… said the city had ignored a warning and called for an inquiry": after a reported past perfect or
// modal, a second verb in the plain past is the speaker's own.
func (sp *speech) ownDeed(s *sentence, c [2]int) (said, deed [2]int) {
	if sp.quote != claims.Indirect || sp.source[0] >= sp.source[1] || sp.cue[0] > c[0] || !lex().verb[s.toks[sp.cue[0]].low].past {
		return c, deed
	}
	r := &clauseReader{toks: s.toks, quoted: s.quoted, a: c[0], b: c[1], verb: -1}
	r.findVerb()
	if r.verb < 0 || s.toks[r.verb].low != "had" && s.toks[r.verb].tag != tagModal {
		return c, deed
	}
	for k := r.verb + 1; k+1 < c[1]; k++ {
		if s.toks[k].low == "and" && !r.thirdVerb(k) && s.toks[k+1].tag == tagFinite && lex().pastForm(s.toks[k+1].low) {
			return trimRange(s.toks, c[0], k), trimRange(s.toks, k+1, c[1])
		}
	}
	return c, deed
}

// dateline returns the first token behind an opening such as "DUNMORE, March 12 (Agency) —", 0 when there is none.
func (a *article) dateline(s *sentence) int {
	word := s.toks[0]
	if word.tag == tagOther || !word.cap || word.Len() < 3 || !a.capitals(word) {
		return 0
	}
	for k := 1; k < min(len(s.toks)-2, 12); k++ {
		switch t := s.toks[k]; {
		case t.tag == tagDash && (t.Len() > 1 || s.toks[k-1].End < t.Start):
			return k + 1
		case t.tag == tagName || t.tag == tagComma || t.tag == tagNumber || t.tag == tagOpen || t.tag == tagClose || t.low == ".":
		default:
			return 0
		}
	}
	return 0
}

// start and end are the first token of an attribution and the one behind its last.
func (sp *speech) start() int {
	n := sp.content[0][0]
	if sp.cue[1] > 0 {
		n = min(n, sp.cue[0])
	}
	if sp.source[0] < sp.source[1] && !sp.shared {
		n = min(n, sp.source[0])
	}
	return n
}

func (sp *speech) end() int {
	n := max(sp.cue[1], sp.source[1])
	for _, c := range sp.content {
		n = max(n, c[1])
	}
	return n
}

// leftover is what of a sentence stands outside an attribution, when it is a clause of its own.
func leftover(s *sentence, a, b int) [2]int {
	r := trimRange(s.toks, a, b)
	if r[1]-r[0] < 3 || !hasClause(s.toks[r[0]:r[1]]) || s.toks[r[0]].low == "asked" {
		return [2]int{}
	}
	if r[0] < r[1] && s.toks[r[0]].tag == tagCoord {
		r[0]++
	}
	for r[0] < r[1] && (s.toks[r[1]-1].tag == tagCoord || s.toks[r[1]-1].tag == tagAdv && r[1] > 1 && s.toks[r[1]-2].tag == tagCoord) {
		r[1]--
	}
	return r
}

// candidate makes a candidate of a clause; ok is false when nothing is stated in it.
func (a *article) candidate(s *sentence, c clause, by *speech) (claims.Candidate, bool) {
	cand := claims.Candidate{
		Spans:       spans(s.toks, c.runs()),
		Attribution: claims.Attribution{Quote: claims.NotQuoted},
	}
	if len(cand.Spans) == 0 || !claims.SpansValidIn(a.text, cand.Spans) {
		return cand, false
	}
	if by != nil && c.role != apposition {
		cand.Claimant = by.claimant(s)
		cand.Attribution.Quote = quoteKind(s, c.runs())
		cand.Attribution.Chain = by.chain
		if by.name != "" {
			cand.Attribution.Confidence = by.sure
		}
		if by.source[0] < by.source[1] {
			cand.Attribution.Mention = tokenSpan(s.toks, by.source).In(a.text)
		}
		if by.cue[1] > 0 {
			cand.Attribution.Cue = tokenSpan(s.toks, by.cue).In(a.text)
		}
	}
	own := ownTokens(s.toks, cand.Spans)
	if c.role != wholeClause && bareReport(own) {
		return cand, false
	}
	cand.Hedges = inside(s.hedges, cand.Spans)
	for _, d := range s.dates {
		if within(d.Span, cand.Spans) && !strings.HasPrefix(d.Value, "P") {
			cand.Dates = append(cand.Dates, d)
		}
	}
	for _, q := range s.quantities {
		if within(q.Span, cand.Spans) {
			cand.Quantities = append(cand.Quantities, q)
		}
	}
	cand.Reasons = append(cand.Reasons, string(c.role))
	cand.Wording, cand.Filled = a.wording(s, c, by)
	a.judge(s, c, own, by, &cand)
	if c.role == apposition {
		if a.seen[strings.ToLower(cand.Wording)] {
			return cand, false
		}
		a.seen[strings.ToLower(cand.Wording)] = true
	}
	return cand, cand.Wording != ""
}

// bareReport tells whether nothing but "the auditors found" is left.
func bareReport(own []token) bool {
	n := len(own)
	return n > 1 && n < 5 && own[n-1].tag.startsVerb() && lex().reporting[lex().verb[own[n-1].low].base] != "" && own[0].tag != tagPron
}

// claimant is the name of the source, in small letters where only its place made it begin with a capital.
func (sp *speech) claimant(s *sentence) string {
	if sp.source[0] == sp.source[1] {
		return sp.name
	}
	first := s.toks[sp.source[0]]
	if first.tag != tagNoun && first.tag != tagAdj || !first.cap || !strings.HasPrefix(strings.ToLower(sp.name), first.low) || !knownLower(lex(), first.low) {
		return sp.name
	}
	return first.low + sp.name[len(first.low):]
}

// ownTokens returns the tokens that lie in the spans.
func ownTokens(toks []token, in []claims.Span) []token {
	var out []token
	for _, t := range toks {
		if within(t.Span, in) {
			out = append(out, t)
		}
	}
	return out
}

func within(s claims.Span, in []claims.Span) bool {
	for _, x := range in {
		if x.Contains(s) {
			return true
		}
	}
	return false
}

// inside returns the mentions that lie in the spans.
func inside(list []claims.Mention, in []claims.Span) []claims.Mention {
	var out []claims.Mention
	for _, m := range list {
		if within(m.Span, in) {
			out = append(out, m)
		}
	}
	return out
}

// capitals tells whether a word is written in capital letters only.
func (a *article) capitals(t token) bool {
	w := a.text[t.Start:t.End]
	return w == strings.ToUpper(w)
}
