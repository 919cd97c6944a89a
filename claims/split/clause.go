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
	said   bool     // the run is indirect speech: a second verb may be the speaker's, not the subject's
	a, b   int      // the run
	verb   int      // its first finite main verb, or -1
	start  int      // first token of the main subject
	cut    [][2]int // parts that have become clauses of their own
	out    []clause
}

// readClauses returns the clauses of tokens a to b, the main clause first. said tells that they are indirect speech.
func readClauses(toks []token, quoted []int, a, b int, grain Grain, said bool) []clause {
	r := &clauseReader{toks: toks, quoted: quoted, grain: grain, a: a, b: b, verb: -1, said: said}
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
