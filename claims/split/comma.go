package split

import "strings"

// commas looks at what begins behind every comma of the run.
func (r *clauseReader) commas() {
	for c := r.a + 1; c < r.b-1; c++ {
		if r.toks[c].tag != tagComma || !r.free(c, c+1) || r.dateComma(c) {
			continue
		}
		end := r.nextComma(c + 1)
		// The first rule that fits cuts; the rest are not asked.
		_ = r.relative(c) || r.named(c, end) || r.age(c, end) || r.amount(c, end) ||
			r.record(c, end) || r.outcome(c, end) || r.whenOf(c, end) || r.upOrDown(c, end) || r.joined(c)
	}
}

// dateComma tells whether the comma at i stands inside a date: "June 1, 1988".
func (r *clauseReader) dateComma(i int) bool {
	return i > 0 && i+1 < len(r.toks) && r.toks[i-1].tag == tagNumber && isYear(r.toks[i+1].low)
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
		case t == tagComma && depth <= 0 && !r.dateComma(i):
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
		if r.toks[end+1].tag == tagCoord {
			return false // or a second subject behind it: "the city, which owns the land, and the builder sued"
		}
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
	r.take(joinedUp(relativeClause, who, "", trimRange(r.toks, c+2, end)), [2]int{c, min(end+1, r.b)})
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
		if c-3 >= r.start && r.toks[c-1].tag == tagNumber && r.toks[c-2].tag == tagComma && r.toks[c-3].tag == tagName {
			c -= 2 // "Jane Roe, 61, who"
		}
		for k := c - 1; k > r.start; k-- {
			if r.toks[k].tag == tagCoord { // "the bank and its rival Holm, which": the nearer one
				return [2]int{k + 1, c}
			}
		}
		return [2]int{r.start, c}
	}
	start := nounPhrase(r.toks, c)
	if start > r.a && r.toks[start-1].tag == tagComma { // "near Port Byron, Illinois, which": either may be meant
		return [2]int{c, c}
	}
	for i := start; i < c; i++ {
		if r.toks[i].tag == tagPrep && r.toks[i].low != "of" {
			return [2]int{c, c}
		}
	}
	return [2]int{max(start, r.a), c}
}

// apposed cuts "Jane Roe, head of the delegation,": the name before the comma is what the phrase says.
func (r *clauseReader) apposed(c, end int) bool {
	named := c
	if named-2 > r.a && r.toks[named-1].tag == tagNumber && r.toks[named-2].tag == tagComma { // "Jane Roe, 54, head of …"
		named -= 2
	}
	if r.toks[named-1].tag != tagName || !r.describes(c+1, end) || end < r.b && c > r.verb && r.listGoesOn(end) {
		return false
	}
	if next := r.nextComma(end + 1); end < r.b && nameEnd(r.toks, end+1) == next && next > end+1 { // "…, head of the delegation, Jane Roe,"
		return false
	}
	start := named
	for start > r.a && r.toks[start-1].tag == tagName {
		start--
	}
	if !r.role(c+1, end) && !r.thing(c, start, end) || start > r.a && r.toks[start-1].tag == tagPrep && placing[r.toks[start-1].low] {
		return false
	}
	link := "is"
	if w := r.toks[c+1].low; w == "then" || w == "once" {
		link = "was"
	} else if w == "later" || w == "now" || w == "not" {
		return false
	}
	r.take(joinedUp(apposition, [][2]int{{start, named}}, link, [2]int{c + 1, end}), [2]int{c, min(end+1, r.b)})
	return true
}

// placing are the prepositions after which a name is most likely a place and what follows is not said of it: "born in
// London, the daughter of a sergeant".
var placing = map[string]bool{"in": true, "at": true, "from": true, "near": true, "into": true, "on": true, "of": true, "outside": true}

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
	return start == r.start && c < r.verb
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
	r.out = append(r.out, joinedUp(apposition, [][2]int{{c + 1, end}}, "is", [2]int{start, c}))
	return true
}

// age cuts "Jane Roe, 54,", and what else is said of her behind it. Where neither that nor the verb follows, the age also
// stays, as its commas do.
func (r *clauseReader) age(c, end int) bool {
	if end != c+2 || end >= r.b || r.toks[c+1].tag != tagNumber || r.toks[c-1].tag != tagName || len(r.toks[c+1].low) > 3 {
		return false
	}
	start := c
	for start > r.a && r.toks[start-1].tag == tagName {
		start--
	}
	r.out = append(r.out, joinedUp(apposition, [][2]int{{start, c}}, "is", [2]int{c + 1, end}))
	if end+1 < r.b && r.apposed(end, r.nextComma(end+1)) || r.verbAt(end+1) || end < r.verb && r.toks[end+1].low == "who" {
		r.cut = append(r.cut, [2]int{c, end})
	}
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
	r.take(joinedUp(updown, r.minus(r.start, c), r.be(), [2]int{c + 1, end}), [2]int{c, end})
	return true
}

// be returns the form of "to be" that fits the main clause.
func (r *clauseReader) be() string {
	many := false
	if s := r.subject(); len(s) > 0 {
		head := s[0][1] - 1
		for k := s[0][0] + 1; k < s[0][1]; k++ {
			if t := r.toks[k].tag; t == tagPrep || t == tagTo || t == tagPart {
				head = k - 1
				break
			}
		}
		many = plural(r.toks[head].low) && r.toks[head].tag != tagName
	}
	return beForm(many, r.past())
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
	if k >= end || r.toks[k].tag != tagNumber || r.openBefore(c) || !amounting[r.toks[r.verb].low] {
		return false
	}
	r.take(joinedUp(updown, r.subject(), r.be(), [2]int{c + 1, end}), [2]int{c, end})
	return true
}

// amounting are the verbs whose subject itself is what is up or down: "debt stood at 40 million, up 2 million". In "the
// mine employs 400 men, down from 900" it is the object.
var amounting = wordsOf("is was are were stood stands came comes rose rises fell falls reached reaches hit hits totalled totaled totals averaged averages grew grows dropped drops climbed climbs increased decreased closed closes ended ends")

// record cuts ", the highest level since 2008" behind the main clause: it is said of the last amount there.
func (r *clauseReader) record(c, end int) bool {
	if c < r.verb || end != r.b || end-c < 4 || r.toks[c+1].low != "the" || r.openBefore(c) {
		return false
	}
	most, ever := false, false
	for k := c + 2; k < end; k++ {
		w := r.toks[k].low
		most = most || k < c+4 && (strings.HasSuffix(w, "est") || w == "most" || w == "least" || w == "worst" || w == "best")
		ever = ever || w == "since" || w == "ever" || w == "record" || w == "in" || w == "for"
	}
	amount := r.lastAmount(c)
	if !most || !ever || len(amount) == 0 {
		return false
	}
	link := "is"
	if r.past() {
		link = "was"
	}
	r.take(joinedUp(updown, amount, link, [2]int{c + 1, end}), [2]int{c, end})
	return true
}

// lastAmount returns the last amount between the main verb and token end: "6.25%", "5.4 per cent".
func (r *clauseReader) lastAmount(end int) [][2]int {
	for k := end - 1; k > r.verb; k-- {
		t := r.toks[k]
		if t.tag != tagNumber || isYear(t.low) || lex().month[r.toks[k-1].low] > 0 || lex().month[next(r.toks, k)] > 0 {
			continue
		}
		from, to := k, k+1
		for from-1 > r.verb && (r.toks[from-1].tag == tagNumber || r.toks[from-1].tag == tagOther) {
			from--
		}
		for to < end && (r.toks[to].tag == tagNumber || r.toks[to].tag == tagOther || r.toks[to].low == "per" || r.toks[to].low == "cent" || r.toks[to].tag == tagNoun) {
			to++
		}
		if to == k+1 && from == k { // a bare number may count anything: "the second quarter"
			continue
		}
		return [][2]int{{from, to}}
	}
	return nil
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
	if s := r.subject(); len(s) == 0 || !r.event(s) {
		return false // "the committee agreed on a draft, prelude to a vote": not the committee
	}
	r.take(joinedUp(outcomeApposed, r.subject(), link, [2]int{c + 1, end}), [2]int{c, end})
	return true
}

// event tells whether a subject is a noun of events.txt.
func (r *clauseReader) event(subject [][2]int) bool {
	for _, run := range subject {
		for _, t := range r.toks[run[0]:run[1]] {
			if lex().event[t.low] || lex().event[singular(t.low)] {
				return true
			}
		}
	}
	return false
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
	r.take(joinedUp(eventTime, [][2]int{{start, c}}, link, [2]int{c + 1, end}), [2]int{c, end})
	return true
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
		r.out = append(r.out, joinedUp(apposition, [][2]int{{k + 1, end}}, "is", [2]int{start, k + 1}))
	}
}
