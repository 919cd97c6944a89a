package split

import (
	"slices"

	"assay/claims"
)

// clause is one statement inside a sentence: the structure from which candidates are made, whoever finds it. All
// numbers are tokens of the sentence.
type clause struct {
	role   clauseRole
	pieces []piece // in the order of the wording
}

// piece is a run of the sentence's tokens, or a word that grammar needs: in the place of a run or, when that is empty,
// in addition.
type piece struct {
	run  [2]int
	word string // "is", "in"; "" for the run as it stands
}

// runs returns the runs of a clause, in the order of its wording.
func (c clause) runs() [][2]int {
	var out [][2]int
	for _, p := range c.pieces {
		if p.run[0] < p.run[1] {
			out = append(out, p.run)
		}
	}
	return out
}

// linked tells whether a verb was added.
func (c clause) linked() bool {
	for _, p := range c.pieces {
		if p.word != "" {
			return true
		}
	}
	return false
}

// joinedUp makes a clause of a subject, a verb or "" and what is said.
func joinedUp(role clauseRole, subject [][2]int, link string, body ...[2]int) clause {
	c := clause{role: role}
	for _, r := range subject {
		c.pieces = append(c.pieces, piece{run: r})
	}
	if link != "" {
		c.pieces = append(c.pieces, piece{word: link})
	}
	for _, r := range body {
		c.pieces = append(c.pieces, piece{run: r})
	}
	return c
}

// clauseRole says how a clause hangs on its sentence.
type clauseRole string

// The roles, also the reasons shown for a cut.
const (
	wholeClause     clauseRole = "left whole"
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
	sharedPredicate clauseRole = "one of several joined by “and”"
	circumstanced   clauseRole = "one circumstance of several"
)

// clauseReader cuts a run of tokens into clauses by rules over parts of speech. What no rule fits stays whole.
type clauseReader struct {
	text   string
	toks   []token
	quoted []int
	grain  Grain
	said   bool     // the run is indirect speech: a second verb may be the speaker's, not the subject's
	a, b   int      // the run
	verb   int      // its first finite main verb, or -1
	start  int      // first token of the main subject
	cut    [][2]int // parts that have become clauses of their own
	out    []clause // the clauses of those parts
	done   []clause // clauses of cut parts that were read to the end
}

// readClauses returns the clauses of tokens a to b, the main clause first. said tells that they are indirect speech.
func readClauses(text string, toks []token, quoted []int, a, b int, grain Grain, said bool) []clause {
	r := &clauseReader{text: text, toks: toks, quoted: quoted, grain: grain, a: a, b: b, verb: -1, said: said}
	r.findVerb()
	if r.participleFirst() {
		r.verb = -1
	}
	whole := []clause{joinedUp(wholeClause, nil, "", [2]int{a, b})}
	if r.conditional() {
		return whole
	}
	if k := r.semicolon(); k > 0 {
		rest := readClauses(text, toks, quoted, k+1, b, grain, said)
		rest[0].role = sideBySide
		return append(readClauses(text, toks, quoted, a, k, grain, said), rest...)
	}
	if d, e, ok := r.dashes(); ok {
		list := r.parse(mainClause, [][2]int{{a, d}, {e + 1, b}})
		aside := readClauses(text, toks, quoted, d+1, e, grain, said)
		aside[0].role = sideBySide
		return append(list, aside...)
	}
	if r.verb < 0 {
		r.titles()
		return append(r.parse(wholeClause, [][2]int{{a, b}}), r.out...)
	}
	r.beside()
	r.adverbials()
	r.commas()
	r.conjoinedVerbs()
	r.titles()
	rest := r.rest()
	if len(rest) == 0 {
		return whole
	}
	list := r.parse(wholeClause, rest)
	if len(r.cut) == 0 && len(list) == 1 && len(r.out) == 0 && len(r.done) == 0 {
		return whole
	}
	if len(r.cut) > 0 {
		list[0].role = mainClause
	}
	for _, c := range r.out {
		if c.role == conjoined || c.role == relativeClause {
			list = append(list, r.parse(c.role, c.runs())...)
		} else {
			list = append(list, c)
		}
	}
	return append(list, r.done...)
}

// parse returns the clauses that the tree over the runs holds, the first in the given role.
func (r *clauseReader) parse(role clauseRole, runs [][2]int) []clause {
	var list []clause
	if r.grain == Fine || !r.plain(runs) {
		t := treeReader{toks: r.toks, tree: newTree(r.text, r.toks, runs)}
		list = t.statements(r.grain, r.said)
		t.correct(r.toks)
	}
	if len(list) == 0 {
		list = []clause{joinedUp(role, nil, "", runs...)}
	}
	if role != wholeClause {
		list[0].role = role
	}
	return list
}

// semicolon returns the first semicolon between two clauses, 0 when there is none. One in a list is no such.
func (r *clauseReader) semicolon() int {
	for k := r.a + 2; k < r.b-2; k++ {
		if r.toks[k].low == ";" && r.quoted[k] == r.quoted[r.a] {
			if hasClause(r.toks[r.a:k]) && clauseFollows(r.toks[:r.b], k+1) {
				return k
			}
			return 0
		}
	}
	return 0
}

// dashes finds a clause between two dashes: "The reservoir – it was dug in 1961 – supplies four towns".
func (r *clauseReader) dashes() (from, to int, ok bool) {
	from = -1
	for k := r.a + 1; k < r.b-1; k++ {
		switch {
		case !r.isDash(k):
		case from < 0:
			from = k
		default:
			return from, k, clauseFollows(r.toks[:k], from+1)
		}
	}
	return 0, 0, false
}

// participleFirst tells whether what was taken for the main verb is a participle that opens an addition: "Proteus,
// discovered in 1989 and named after a god, is …".
func (r *clauseReader) participleFirst() bool {
	if r.verb <= r.a+1 || r.toks[r.verb-1].tag != tagComma || !lex().verb[r.toks[r.verb].low].part {
		return false
	}
	for k := r.a; k < r.verb-1; k++ {
		if r.toks[k].tag == tagComma || r.toks[k].tag == tagOpen {
			return false
		}
	}
	return r.nextComma(r.verb) < r.b
}

// plain tells whether the runs hold nothing at which a clause could be cut, so that no tree is needed.
func (r *clauseReader) plain(runs [][2]int) bool {
	be, verb := false, false
	for _, run := range runs {
		for k := run[0]; k < run[1]; k++ {
			verb = verb || r.toks[k].tag.startsVerb()
			switch t := r.toks[k]; t.tag {
			case tagCoord, tagComma, tagWh, tagSub, tagOpen, tagDash:
				return false
			case tagStop:
				if k < run[1]-1 {
					return false
				}
			case tagBe:
				be = true
			case tagIng, tagPart:
				if be && k > run[0] && r.toks[k-1].tag == tagNoun {
					return false
				}
			default:
				if t.low == "that" || t.low == "as" || t.low == "since" || t.low == "so" {
					return false
				}
			}
		}
	}
	return verb
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
			if !skip && !r.dateComma(i) && i-r.a < 12 && !r.subjectBetween(r.start, i) {
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
	if inverted(r.toks[r.a:r.b]) {
		return true
	}
	for i := r.a; i < r.b; i++ {
		switch r.toks[i].low {
		case "neither", "nor":
			return true
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
