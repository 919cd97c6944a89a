package split

import (
	"slices"

	"assay/claims"
)

// clause is one statement inside a sentence: the structure from which candidates are made, whoever finds it. All
// numbers are tokens of the sentence.
type clause struct {
	role    clauseRole
	subject [][2]int // words that serve as its subject and stand elsewhere; empty when body holds its own
	link    string   // the verb that grammar needs between subject and body: "is", "are", or ""
	body    [][2]int // its own words, in order
}

// clauseRole says how a clause hangs on its sentence.
type clauseRole string

// The roles, also the reasons shown for a cut.
const (
	wholeClause     clauseRole = "whole sentence"
	mainClause      clauseRole = "main clause"
	conjoined       clauseRole = "joined by “and” or “but”"
	sideBySide      clauseRole = "set beside the main clause by a dash or a semicolon"
	relativeClause  clauseRole = "relative clause after a comma"
	apposition      clauseRole = "says who or what a name is"
	outcomeApposed  clauseRole = "noun phrase that sums up the main clause"
	eventTime       clauseRole = "time of an event named before the comma"
	restrictive     clauseRole = "relative clause without a comma"
	updown          clauseRole = "says how much more or less it is"
	adverbial       clauseRole = "clause with “after”, “while” or “although”"
	participial     clauseRole = "participle between commas"
	sharedPredicate clauseRole = "one of several subjects of the same verb"
)

// clauseReader cuts a run of tokens into clauses by rules over parts of speech. What no rule fits stays whole.
type clauseReader struct {
	toks   []token
	quoted []int
	grain  Grain
	a, b   int      // the run
	verb   int      // its first finite main verb, or -1
	start  int      // first token of the main subject
	cut    [][2]int // parts that have become clauses of their own
	out    []clause
}

// readClauses returns the clauses of tokens a to b, the main clause first.
func readClauses(toks []token, quoted []int, a, b int, grain Grain) []clause {
	r := &clauseReader{toks: toks, quoted: quoted, grain: grain, a: a, b: b, verb: -1}
	r.findVerb()
	whole := []clause{{role: wholeClause, body: [][2]int{{a, b}}}}
	if r.verb < 0 {
		r.titles()
		return append(whole, r.out...)
	}
	if r.conditional() {
		return whole
	}
	r.beside()
	r.adverbials()
	r.commas()
	r.conjoinedVerbs()
	r.titles()
	if grain == Fine {
		r.restrictives()
	}
	main := clause{role: mainClause, body: r.rest()}
	if len(main.body) == 0 {
		return whole
	}
	if len(r.cut) == 0 {
		main.role = wholeClause
	}
	list := append([]clause{main}, r.out...)
	if grain == Fine {
		list = r.subjects(list)
	}
	return list
}

// readRoles returns who the people named in tokens a to b are said to be, and nothing else.
func readRoles(toks []token, quoted []int, a, b int) []clause {
	r := &clauseReader{toks: toks, quoted: quoted, a: a, b: b, verb: b, start: a}
	for c := a + 1; c < b-1; c++ {
		if toks[c].tag == tagComma && r.free(c, c+1) {
			end := r.nextComma(c + 1)
			_ = r.relative(c) || r.apposed(c, end) || r.named(c, end) || r.age(c, end)
		}
	}
	r.titles()
	return r.out
}

// findVerb finds the main verb: the first finite verb outside brackets and outside relative and subordinate clauses,
// and the subject before it.
func (r *clauseReader) findVerb() {
	skip, depth := false, 0
	r.start = r.a
	for i := r.a; i < r.b; i++ {
		t := r.toks[i]
		switch {
		case t.tag == tagOpen:
			depth++
		case t.tag == tagClose:
			depth = max(0, depth-1)
		case depth > 0:
		case t.tag == tagSub || t.tag == tagWh || t.low == "that" && i > r.a && r.toks[i-1].tag != tagPrep:
			skip = true
		case t.tag == tagComma:
			if !skip && i-r.a < 12 && !r.subjectBetween(r.start, i) {
				r.start = i + 1
			}
		case t.tag.startsVerb() && skip:
			// the verb of the inner clause: the next one is the main verb
			skip = false
			for i+1 < r.b && (r.toks[i+1].tag == tagAdv || r.toks[i+1].tag == tagNot || r.toks[i+1].tag == tagHave || r.toks[i+1].tag == tagBe) {
				i++
			}
		case t.tag.startsVerb():
			r.verb = i
			return
		}
	}
}

// subjectBetween tells whether the tokens can be a subject: they begin with a noun phrase and not with a preposition,
// an adverb or a participle.
func (r *clauseReader) subjectBetween(a, b int) bool {
	return a < b && (r.toks[a].tag.nominal() || r.toks[a].tag == tagPron || r.toks[a].tag == tagQuote)
}

// conditional tells whether the run must stay whole: a condition, a comparison of courses, or a choice.
func (r *clauseReader) conditional() bool {
	for i := r.a; i < r.b; i++ {
		switch r.toks[i].low {
		case "if", "unless", "whether", "lest", "neither", "nor", "either", "provided":
			return i < r.verb || !r.afterDash(i)
		case "rather", "instead":
			if i+1 < r.b && (r.toks[i+1].low == "than" || r.toks[i+1].low == "of") {
				return true
			}
		case "not":
			if i+1 < r.b && r.toks[i+1].low == "only" {
				return true
			}
		case "?":
			return true
		}
	}
	return false
}

// afterDash tells whether a spaced dash stands between the main verb and token i.
func (r *clauseReader) afterDash(i int) bool {
	for k := r.verb + 1; k < i; k++ {
		if r.isDash(k) || r.toks[k].low == ";" {
			return true
		}
	}
	return false
}

// isDash tells whether token k is a dash with spaces around it, or a long dash.
func (r *clauseReader) isDash(k int) bool {
	t := r.toks[k]
	return t.tag == tagDash && k > r.a && k+1 < r.b && (t.Len() > 1 || r.toks[k-1].End < t.Start && t.End < r.toks[k+1].Start)
}

// take makes a part of the run a clause of its own.
func (r *clauseReader) take(c clause, part [2]int) {
	r.out = append(r.out, c)
	r.cut = append(r.cut, part)
}

// free tells whether nothing in the part was cut out before.
func (r *clauseReader) free(a, b int) bool {
	return !slices.ContainsFunc(r.cut, func(c [2]int) bool { return c[0] < b && a < c[1] })
}

// subject is the main clause's subject, without what was cut out of it.
func (r *clauseReader) subject() [][2]int {
	end := r.verb
	for end > r.start && (r.toks[end-1].tag == tagAdv || r.toks[end-1].tag == tagComma || r.toks[end-1].tag == tagNot) {
		end--
	}
	return r.minus(r.start, end)
}

// rest is the run without what was cut out.
func (r *clauseReader) rest() [][2]int { return r.minus(r.a, r.b) }

// minus returns the tokens a to b without the cut parts and without the commas that are left hanging at a cut.
func (r *clauseReader) minus(a, b int) [][2]int {
	cuts := slices.Clone(r.cut)
	slices.SortFunc(cuts, func(x, y [2]int) int { return x[0] - y[0] })
	var out [][2]int
	for _, c := range cuts {
		if c[1] <= a || c[0] >= b {
			continue
		}
		if p := trimRange(r.toks, a, c[0]); p[0] < p[1] {
			out = append(out, p)
		}
		a = max(a, c[1])
	}
	if p := trimRange(r.toks, a, b); p[0] < p[1] {
		out = append(out, p)
	}
	return out
}

// beside cuts "…; …" and "… – …" where both sides have a verb.
func (r *clauseReader) beside() {
	for k := r.b - 1; k > r.verb; k-- {
		if r.toks[k].low != ";" && !r.isDash(k) || r.quoted[k] != r.quoted[r.verb] {
			continue
		}
		part := trimRange(r.toks, k+1, r.b)
		if part[1]-part[0] < 3 || !r.verbal(part[0], part[1]) || !r.free(k, r.b) {
			continue
		}
		r.take(clause{role: sideBySide, body: [][2]int{part}}, [2]int{k, r.b})
		r.b = k
	}
}

// verbal tells whether the part has a subject and a verb, finite or in -ing.
func (r *clauseReader) verbal(a, b int) bool {
	noun := false
	for i := a; i < b; i++ {
		t := r.toks[i].tag
		if noun && (t.startsVerb() || t == tagIng) {
			return true
		}
		if t == tagSub || t == tagWh {
			return false
		}
		noun = noun || t == tagNoun || t == tagName || t == tagPron
	}
	return false
}

// commas looks at what begins behind every comma of the run.
func (r *clauseReader) commas() {
	for c := r.a + 1; c < r.b-1; c++ {
		if r.toks[c].tag != tagComma || !r.free(c, c+1) {
			continue
		}
		end := r.nextComma(c + 1)
		switch {
		case r.relative(c), r.apposed(c, end), r.named(c, end), r.age(c, end), r.amount(c, end), r.participle(c, end), r.outcome(c, end), r.whenOf(c, end), r.upOrDown(c, end), r.joined(c):
		}
	}
}

// nextComma returns the next comma outside brackets at or behind i, or the end of the run.
func (r *clauseReader) nextComma(i int) int {
	depth := 0
	for ; i < r.b; i++ {
		switch t := r.toks[i].tag; {
		case t == tagOpen:
			depth++
		case t == tagClose:
			depth--
		case t == tagComma && depth <= 0:
			return i
		}
	}
	return r.b
}

// relative cuts ", which took effect at 6 p.m.,": the noun phrase before the comma is its subject.
func (r *clauseReader) relative(c int) bool {
	w := r.toks[c+1].low
	if w != "which" && w != "who" || c+2 >= r.b {
		return false
	}
	v := c + 2
	for v < r.b && r.toks[v].tag == tagAdv {
		v++
	}
	if v >= r.b || !r.toks[v].tag.startsVerb() {
		return false
	}
	end := r.nextComma(v)
	for c < r.verb && end < r.b && !r.verbAt(end+1) { // a list inside the relative clause
		end = r.nextComma(end + 1)
	}
	if c > r.verb {
		for end < r.b && !r.opensClause(end+1) && !r.verbAt(end+1) {
			end = r.nextComma(end + 1)
		}
		if end < r.b && r.verbAt(end+1) {
			return false
		}
	}
	subject := r.antecedent(c)
	who := r.minus(subject[0], subject[1])
	if len(who) == 0 || r.verb > c && r.verb < end {
		return false
	}
	r.take(clause{role: relativeClause, subject: who, body: [][2]int{trimRange(r.toks, c+2, end)}}, [2]int{c, min(end+1, r.b)})
	return true
}

// verbAt tells whether the main clause goes on with its verb at i.
func (r *clauseReader) verbAt(i int) bool {
	for i < r.b && (r.toks[i].tag == tagAdv || r.toks[i].tag == tagNot) {
		i++
	}
	return i < r.b && r.toks[i].tag.startsVerb()
}

// opensClause tells whether "and" or "but" and a clause or a verb begin at i.
func (r *clauseReader) opensClause(i int) bool {
	return i+1 < r.b && r.toks[i].tag == tagCoord && (clauseFollows(r.toks[:r.b], i+1) || r.verbAt(i+1))
}

// antecedent returns the noun phrase that ends before the comma c. Before the main verb that is the whole subject;
// behind it a phrase with prepositions is doubtful and only its last noun is safe, so it is not taken.
func (r *clauseReader) antecedent(c int) [2]int {
	if c <= r.verb {
		return [2]int{r.start, c}
	}
	start := nounPhrase(r.toks, c)
	for i := start; i < c; i++ {
		if r.toks[i].tag == tagPrep && r.toks[i].low != "of" {
			return [2]int{c, c}
		}
	}
	return [2]int{max(start, r.a), c}
}

// apposed cuts "Jane Roe, head of the delegation,": the name before the comma is what the phrase says.
func (r *clauseReader) apposed(c, end int) bool {
	if r.toks[c-1].tag != tagName || !r.describes(c+1, end) || end < r.b && c > r.verb && r.listGoesOn(end) {
		return false
	}
	if next := r.nextComma(end + 1); end < r.b && nameEnd(r.toks, end+1) == next && next > end+1 { // "…, head of the delegation, Jane Roe,"
		return false
	}
	start := c
	for start > r.a && r.toks[start-1].tag == tagName {
		start--
	}
	if !r.role(c+1, end) && !r.thing(c, start, end) {
		return false
	}
	r.take(clause{role: apposition, subject: [][2]int{{start, c}}, link: "is", body: [][2]int{{c + 1, end}}}, [2]int{c, min(end+1, r.b)})
	return true
}

// describes tells whether the tokens are a noun phrase that says what somebody is.
func (r *clauseReader) describes(a, b int) bool {
	if b-a < 1 || b-a > 14 || !(r.toks[a].tag == tagDet || r.toks[a].tag == tagPoss || r.toks[a].tag == tagNoun || r.toks[a].tag == tagAdj || r.toks[a].tag == tagName) {
		return false
	}
	for i := a; i < b; i++ {
		t := r.toks[i].tag
		if t.startsVerb() || t == tagWh || t == tagSub || t == tagIng && i == a || t == tagStop || t == tagCoord && r.toks[a].tag != tagDet || t == tagDash {
			return false
		}
	}
	return true
}

// thing tells whether the phrase behind the comma c says with an article what the thing named before it is. After a
// preposition or a day it may as well be the subject of what follows.
func (r *clauseReader) thing(c, start, end int) bool {
	if _, day := weekdays[r.toks[c-1].low]; day || lex().month[r.toks[c-1].low] > 0 || r.toks[c+1].tag != tagDet {
		return false
	}
	if w := r.toks[c+1].low; w != "a" && w != "an" && w != "the" || end-c < 3 {
		return false
	}
	return !(start > r.a && (r.toks[start-1].tag == tagPrep || r.toks[start-1].tag == tagTo)) && (start == r.start || c > r.verb)
}

// role tells whether the phrase holds a noun of roles.txt before its first preposition.
func (r *clauseReader) role(a, b int) bool {
	for i := a; i < b; i++ {
		if r.toks[i].tag == tagPrep || r.toks[i].tag == tagTo {
			return false
		}
		if lex().role[singular(r.toks[i].low)] || lex().role[r.toks[i].low] {
			return true
		}
	}
	return false
}

// listGoesOn tells whether the comma at end goes on with a list: "a mayor, a judge, and a priest".
func (r *clauseReader) listGoesOn(end int) bool {
	return end+1 < r.b && r.toks[end+1].tag == tagCoord && !clauseFollows(r.toks[:r.b], end+2) && !r.verbAt(end+2)
}

// named cuts "head of the delegation, Jane Roe," the other way round: the name is what the phrase before it says.
func (r *clauseReader) named(c, end int) bool {
	if nameEnd(r.toks, c+1) != end || end-c < 3 || end >= r.b {
		return false
	}
	start := nounPhrase(r.toks, c)
	for k := start; k < c; k++ {
		if r.toks[k].tag == tagComma {
			return false
		}
	}
	if start >= c || !r.role(start, c) || r.toks[start].tag == tagName && r.toks[c-1].tag == tagName && start < c-1 && !r.role(start, c) {
		return false
	}
	r.out = append(r.out, clause{role: apposition, subject: [][2]int{{c + 1, end}}, link: "is", body: [][2]int{{start, c}}})
	return true
}

// age cuts "Jane Roe, 54,".
func (r *clauseReader) age(c, end int) bool {
	if end != c+2 || end >= r.b || r.toks[c+1].tag != tagNumber || r.toks[c-1].tag != tagName || len(r.toks[c+1].low) > 3 {
		return false
	}
	start := c
	for start > r.a && r.toks[start-1].tag == tagName {
		start--
	}
	r.take(clause{role: apposition, subject: [][2]int{{start, c}}, link: "is", body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

// amount cuts ", currently 5.2%," between the subject and its verb.
func (r *clauseReader) amount(c, end int) bool {
	if end > r.verb || end-c > 6 || r.toks[c+1].tag != tagAdv || r.start >= c {
		return false
	}
	number := false
	for k := c + 1; k < end; k++ {
		number = number || r.toks[k].tag == tagNumber
		if t := r.toks[k].tag; t != tagAdv && t != tagNumber && t != tagOther && t != tagNoun {
			return false
		}
	}
	if !number {
		return false
	}
	r.take(clause{role: updown, subject: r.minus(r.start, c), link: r.be(), body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

// participle cuts ", attributed to Hippolytus," between the subject and its verb, and the same at the end of "X is a Y".
func (r *clauseReader) participle(c, end int) bool {
	if r.toks[c+1].tag != tagPart || end-c < 4 {
		return false
	}
	switch {
	case c < r.verb && end <= r.verb && r.start < c:
	case c > r.verb && end == r.b && r.toks[r.verb].tag == tagBe && !r.openBefore(c) && r.verb+1 < r.b && r.toks[r.verb+1].tag != tagPart:
	default:
		return false
	}
	subject := r.subject()
	if c < r.verb {
		subject = r.minus(r.start, c)
	}
	if len(subject) == 0 {
		return false
	}
	link := r.be()
	r.take(clause{role: participial, subject: subject, link: link, body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

// be returns the form of "to be" that fits the main clause.
func (r *clauseReader) be() string {
	many := false
	if s := r.subject(); len(s) > 0 {
		many = plural(r.toks[s[len(s)-1][1]-1].low)
	}
	switch {
	case r.past() && many:
		return "were"
	case r.past():
		return "was"
	case many:
		return "are"
	}
	return "is"
}

// upOrDown cuts ", up 2.3 billion from a year earlier" behind the main clause.
func (r *clauseReader) upOrDown(c, end int) bool {
	w := r.toks[c+1].low
	if c < r.verb || w != "up" && w != "down" || c+2 >= end || end != r.b {
		return false
	}
	k := c + 2
	for k < end && (r.toks[k].tag == tagAdv || r.toks[k].tag == tagPrep || r.toks[k].tag == tagOther) {
		k++
	}
	if k >= end || r.toks[k].tag != tagNumber || r.openBefore(c) {
		return false
	}
	r.take(clause{role: updown, subject: r.subject(), link: r.be(), body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

// contrasts are the words whose clause is stated beside the main clause and does not limit it.
var contrasts = map[string]bool{"although": true, "though": true, "while": true, "whereas": true, "after": true}

// adverbials cuts "after inspectors found cracks" and "although demand fell" behind the main clause.
func (r *clauseReader) adverbials() {
	for k := r.b - 3; k > r.verb; k-- {
		if !contrasts[r.toks[k].low] || r.toks[k].cap || r.quoted[k] != r.quoted[r.verb] || !r.free(k, r.b) || r.inBrackets(k) || r.openBefore(k) || r.negated() || r.toks[k-1].tag == tagPart || !clauseFollows(r.toks[:r.nextComma(k)], k+1) {
			continue
		}
		sub := readClauses(r.toks, r.quoted, k+1, r.b, r.grain)
		sub[0].role = adverbial
		r.out = append(r.out, sub...)
		r.cut = append(r.cut, [2]int{k, r.b})
		r.b = k
	}
}

// negated tells whether the main clause holds a "not" or a "no": what is taken from it might not be meant.
func (r *clauseReader) negated() bool {
	for k := r.start; k < r.b; k++ {
		if r.toks[k].tag == tagNot || r.toks[k].low == "no" || r.toks[k].low == "nobody" || r.toks[k].low == "only" {
			return true
		}
	}
	return false
}

// outcome cuts ", prelude to more talks": a noun of outcomes.txt that sums up the clause before it.
func (r *clauseReader) outcome(c, end int) bool {
	if c < r.verb {
		return false
	}
	k := c + 1
	for k < end && (r.toks[k].tag == tagDet || r.toks[k].tag == tagAdj) {
		k++
	}
	if k+1 >= end || !lex().outcome[r.toks[k].low] || r.toks[k+1].tag != tagTo && r.toks[k+1].tag != tagPrep {
		return false
	}
	for i := k; i < end; i++ {
		if r.toks[i].tag.startsVerb() {
			return false
		}
	}
	link := "is"
	if r.past() {
		link = "was"
	}
	if r.toks[k+1].tag == tagTo { // what it leads to may still lie ahead
		link = "is"
	}
	r.take(clause{role: outcomeApposed, subject: r.subject(), link: link, body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

func (r *clauseReader) past() bool {
	return lex().pastForm(r.toks[r.verb].low) || r.toks[r.verb].low == "was" || r.toks[r.verb].low == "were" || r.toks[r.verb].low == "had"
}

// whenOf cuts ", possibly as early as February 8" behind a noun of events.txt: it says when that event is.
func (r *clauseReader) whenOf(c, end int) bool {
	if end != r.b || c < r.verb {
		return false
	}
	hedged, dated := false, false
	for i := c + 1; i < end; i++ {
		t := r.toks[i]
		hedged = hedged || hedgeAt(r.toks, i) > 0
		dated = dated || lex().month[t.low] > 0 || weekdays[t.low] > 0 || t.low == "sunday" || isYear(t.low) || t.low == "week" || t.low == "month" || t.low == "year"
		if t.tag != tagAdv && t.tag != tagPrep && t.tag != tagNumber && t.tag != tagName && t.tag != tagAdj && t.tag != tagDet && t.tag != tagNoun {
			return false
		}
	}
	start := nounPhrase(r.toks, c)
	head := -1
	for i := start; i < c; i++ {
		if lex().event[r.toks[i].low] {
			head = i
			break
		}
	}
	if !hedged || !dated || head < 0 {
		return false
	}
	for start < head && (r.toks[start].tag == tagPrep || r.toks[start].tag == tagTo || lex().outcome[r.toks[start].low]) {
		start++
	}
	link := "is"
	if plural(r.toks[head].low) {
		link = "are"
	}
	for i := head - 1; i >= start; i-- { // the event's own words only: "more substantive talks in Geneva"
		if r.toks[i].tag == tagPrep || r.toks[i].tag == tagTo {
			start = i + 1
			break
		}
	}
	r.take(clause{role: eventTime, subject: [][2]int{{start, c}}, link: link, body: [][2]int{{c + 1, end}}}, [2]int{c, end})
	return true
}

// joined cuts ", and the bridge might reopen" and ", but remains above target".
func (r *clauseReader) joined(c int) bool {
	k := c + 1
	if c < r.verb || r.toks[k].tag != tagCoord && r.toks[k].low != "while" && r.toks[k].low != "whereas" && !(r.toks[k].low == "so" && r.toks[k+1].low != "that") || r.toks[k].low == "or" || r.quoted[k] != r.quoted[r.verb] {
		return false
	}
	for k+1 < r.b && r.toks[k+1].tag == tagAdv {
		k++
	}
	body := [2]int{k + 1, r.b}
	if body[1]-body[0] < 2 || !r.free(c, r.b) {
		return false
	}
	switch {
	case clauseFollows(r.toks[:r.b], k+1) && r.plainClause(k+1):
		sub := readClauses(r.toks, r.quoted, k+1, r.b, r.grain)
		sub[0].role = conjoined
		r.out = append(r.out, sub...)
		r.cut = append(r.cut, [2]int{c, r.b})
	case r.verbAt(k+1) && !r.openBefore(c):
		r.take(clause{role: conjoined, subject: r.subject(), body: [][2]int{body}}, [2]int{c, r.b})
	default:
		return false
	}
	r.b = c
	return true
}

// plainClause tells whether the clause at i has its verb before the next comma or a short way behind it.
func (r *clauseReader) plainClause(i int) bool {
	for k := i; k < r.b && k < i+16; k++ {
		if r.toks[k].tag.startsVerb() {
			return true
		}
	}
	return false
}

// openBefore tells whether a subordinate clause is open between the main verb and i, so that what is joined there may
// belong to it.
func (r *clauseReader) openBefore(i int) bool {
	for k := r.verb + 1; k < i; k++ {
		t := r.toks[k]
		if t.tag == tagSub || t.tag == tagWh || t.low == "that" && t.tag != tagDet || t.tag == tagBase && r.toks[k-1].tag == tagTo {
			return true
		}
	}
	return false
}

// conjoinedVerbs cuts "raised rates and lowered its forecast": a second finite verb with the same subject.
func (r *clauseReader) conjoinedVerbs() {
	from := r.b
	for k := r.b - 2; k > r.verb; k-- {
		if r.toks[k].tag != tagCoord || r.toks[k].low == "or" || r.quoted[k] != r.quoted[r.verb] || !r.free(k, from) || r.openBefore(k) || r.inBrackets(k) {
			continue
		}
		v := k + 1
		for v < r.b && r.toks[v].tag == tagAdv {
			v++
		}
		if v >= r.b || r.toks[k-1].tag == tagComma {
			continue
		}
		subject := r.subject()
		if aux, ok := r.sharedAuxiliary(v); ok {
			subject = append(subject, aux)
		} else if !r.toks[v].tag.startsVerb() && !r.sharedPast(v) {
			continue
		}
		if part := trimRange(r.toks, k+1, from); part[1]-part[0] >= 2 {
			r.take(clause{role: conjoined, subject: subject, body: [][2]int{part}}, [2]int{k, from})
			from = k
		}
	}
}

// sharedAuxiliary returns the auxiliary that a second participle or infinitive at v shares with the first: "was closed
// in 2010 and repaired by the army", "will close in May and reopen in June".
func (r *clauseReader) sharedAuxiliary(v int) (aux [2]int, ok bool) {
	end := r.verb
	for end < r.b && (r.toks[end].tag == tagBe || r.toks[end].tag == tagHave || r.toks[end].tag == tagModal) {
		end++
	}
	if end == r.verb || end >= v || r.negated() {
		return aux, false
	}
	head := end
	for head < v && r.toks[head].tag == tagAdv {
		head++
	}
	form, _ := lex().verbOf(r.toks[v].low)
	modal := r.toks[end-1].tag == tagModal
	switch {
	case modal && r.toks[head].tag == tagBase && form.plain:
	case !modal && r.toks[head].tag == tagPart && form.part && !form.plain:
	default:
		return aux, false
	}
	return [2]int{r.verb, end}, true
}

func (r *clauseReader) sharedPast(v int) bool {
	return r.toks[v].tag == tagPart && r.toks[r.verb].tag == tagFinite && lex().pastForm(r.toks[v].low)
}

func (r *clauseReader) inBrackets(k int) bool {
	depth := 0
	for i := r.a; i < k; i++ {
		switch r.toks[i].tag {
		case tagOpen:
			depth++
		case tagClose:
			depth--
		}
	}
	return depth > 0
}

// titles adds "Ines Okafor is harbour director" for "harbour director Ines Okafor". Nothing is cut for it.
func (r *clauseReader) titles() {
	for k := r.a; k < r.b; k++ {
		if !lex().role[r.toks[k].low] || r.toks[k].cap || k+2 >= r.b || r.toks[k].tag == tagName {
			continue
		}
		end := nameEnd(r.toks, k+1)
		if end-k < 3 || end > r.b {
			continue
		}
		start := k
		for start > r.a && (r.toks[start-1].tag == tagNoun || r.toks[start-1].tag == tagAdj) && r.toks[start-1].low != "former" {
			start--
		}
		if start > r.a && r.toks[start-1].low == "former" {
			start--
		}
		if start > r.a && r.toks[start-1].tag == tagPoss {
			continue // "his rival Jane Roe": whose rival is not said here
		}
		r.out = append(r.out, clause{role: apposition, subject: [][2]int{{k + 1, end}}, link: "is", body: [][2]int{{start, k + 1}}})
	}
}

// restrictives adds "the warning that engineers sent" and "districts that switched" as statements in fine grain.
func (r *clauseReader) restrictives() {
	for k := r.a + 1; k+2 < r.b; k++ {
		if r.toks[k].low != "that" && r.toks[k].low != "who" && r.toks[k].low != "which" || r.toks[k-1].tag != tagNoun && r.toks[k-1].tag != tagName || !r.toks[k+1].tag.startsVerb() {
			continue
		}
		start, end := nounPhrase(r.toks, k), r.nextComma(k+1)
		for i := k + 2; i < end; i++ {
			if r.toks[i].tag == tagCoord || r.toks[i].tag.startsVerb() && r.toks[i-1].tag != tagBe && r.toks[i-1].tag != tagHave {
				end = i
				break
			}
		}
		if start < k && end > k+2 {
			r.out = append(r.out, clause{role: restrictive, subject: [][2]int{{start, k}}, body: [][2]int{trimRange(r.toks, k+1, end)}})
		}
	}
}

// subjects gives every one of several coordinated names or nouns before the verb a statement of its own.
func (r *clauseReader) subjects(list []clause) []clause {
	and := -1
	for k := r.start; k < r.verb; k++ {
		switch {
		case r.toks[k].low == "and" && and < 0:
			and = k
		case r.toks[k].tag != tagName:
			return list
		}
	}
	if and <= r.start || and+1 >= r.verb {
		return list
	}
	body := r.minus(r.verb, r.b)
	first := clause{role: sharedPredicate, subject: [][2]int{{r.start, and}}, body: body}
	second := clause{role: sharedPredicate, subject: [][2]int{{and + 1, r.verb}}, body: body}
	return append([]clause{first, second}, list[1:]...)
}

// spans turns runs of tokens into spans of the text, in order and apart.
func spans(toks []token, runs ...[][2]int) []claims.Span {
	var out []claims.Span
	for _, list := range runs {
		for _, r := range list {
			if r[0] < r[1] {
				out = append(out, tokenSpan(toks, r))
			}
		}
	}
	slices.SortFunc(out, func(x, y claims.Span) int { return x.Start - y.Start })
	kept := out[:0]
	for _, s := range out {
		if n := len(kept); n > 0 && s.Start <= kept[n-1].End {
			kept[n-1].End = max(kept[n-1].End, s.End)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
