package split

import (
	"slices"
	"strings"
	"sync"

	"assay/claims/syntax"
)

// apposition cuts ", head of the port,": the noun phrase before it is that.
func (r *treeReader) apposition(c, n int) (plan, bool) {
	p := plan{top: c, head: c, role: apposition}
	if !r.nominal(c) || !r.nominal(n) || r.temporal(n) || !r.afterComma(c) || c < n || r.inBrackets(c) && r.child(c, syntax.DeterminerWord) < 0 {
		return p, false
	}
	who, what := r.antecedent(n, c), r.core(c)
	if g := r.child(c, syntax.NounClause); g > c && r.Tokens[g].Penn == "VBG" { // "…, the major axis pointing north"
		who = r.antecedent(c, g)
		p.whole = append(items(who), item{tok: -1, word: r.be(items(who), false)})
		p.whole = append(p.whole, items(r.collect(g, nil))...)
		return p, len(who) > 0
	}
	if len(what) == 0 || r.listed(c, n) || r.Tokens[c].Tag == syntax.Number || r.Tokens[n].Tag == syntax.Pronoun && r.Tokens[c].Tag != syntax.Noun {
		return p, false
	}
	name, named := r.Tokens[c].Tag == syntax.Name, r.Tokens[n].Tag == syntax.Name
	switch {
	case name && named:
		return p, false // "Lyon, France": a place in a place
	case name && !named:
		who, what = what, who
	}
	if r.plural(c) != r.plural(n) && !r.rolesOnly(c, n) || r.placed(n) && (lex().role[r.low(c)] || lex().role[singular(r.low(c))]) || r.listOpen(n) || r.goesOn(c) ||
		r.indefinite(n) && r.indefinite(c) {
		return p, false
	}
	first := r.low(what[0])
	if first == "later" || first == "now" || first == "not" {
		return p, false
	}
	p.whole = append(items(who), item{tok: -1, word: r.be(items(who), first == "then" || first == "once")})
	p.whole = append(p.whole, items(what)...)
	return p, true
}

// placed tells whether noun n stands behind a preposition after which a name is most likely a place.
func (r *treeReader) placed(n int) bool {
	k := r.child(n, syntax.Case)
	return k >= 0 && placing[r.low(k)]
}

// goesOn tells whether an "and" follows the noun phrase of c, which no comma closes: "a nurse, a midwife and …" is a list.
func (r *treeReader) goesOn(c int) bool {
	_, last := r.edges(c)
	return last+1 < len(r.Tokens) && r.Tokens[last+1].Tag == syntax.Coordinator && !r.parts(last)
}

// listOpen tells whether noun n is preceded by an "and" with a comma behind it: "and, after a delay, Portugal".
func (r *treeReader) listOpen(n int) bool {
	first, _ := r.edges(n)
	return first > 1 && r.parts(first-1) && r.Tokens[first-2].Tag == syntax.Coordinator
}

// rolesOnly tells whether all that is joined to the apposition c says what the person n is: "Jane Roe, a poet and
// translator".
func (r *treeReader) rolesOnly(c, n int) bool {
	if r.Tokens[n].Tag != syntax.Name || !r.indefinite(c) || !lex().role[r.low(c)] {
		return false
	}
	for _, k := range r.kids[c] {
		if r.Tokens[k].Rel.Is(syntax.Conjunct) && (r.Tokens[k].Tag != syntax.Noun || r.child(k, syntax.DeterminerWord) >= 0 && !r.indefinite(k) || r.plural(k)) {
			return false
		}
	}
	return true
}

// listed tells whether the apposition c on n is one of a list, which names no single thing.
func (r *treeReader) listed(c, n int) bool {
	if r.child(c, syntax.Conjunct) >= 0 && !r.rolesOnly(c, n) {
		return true
	}
	for _, k := range r.kids[n] {
		if k != c && k > n && (r.Tokens[k].Rel.Is(syntax.Apposition) || r.Tokens[k].Rel.Is(syntax.Conjunct)) {
			return true
		}
	}
	return false
}

// nounClause cuts ", launched in 2007," and, in fine grain, the same without a comma.
func (r *treeReader) nounClause(c, n, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: participial}
	penn := r.Tokens[c].Penn
	if r.trailing(c, h) && (n != h || r.afterComma(c)) || penn != "VBN" && penn != "VBG" || r.child(c, syntax.Marker) >= 0 || r.subject(c) >= 0 || !r.nominal(n) {
		return p, false
	}
	if !r.afterComma(c) && (penn == "VBG" || r.grain != Fine) && !(r.saidOf(n, h) && len(subject) > 0 && r.indefinite(n)) {
		return p, false
	}
	who := r.described(n, c, h, subject)
	if r.nearer(c, n) || !r.afterComma(c) && !r.definite(n) && !r.saidOf(n, h) && !r.Tokens[n].Rel.Is(syntax.Apposition) {
		return p, false
	}
	_, last := r.edges(h)
	if _, end := r.edges(c); penn == "VBG" && r.afterComma(c) && end >= last-1 && len(subject) > 0 && !r.Within(n, r.subject(h)) {
		who = subject
	}
	if len(who) == 0 {
		return p, false
	}
	p.omit = r.openers(c)
	return r.inTense(p, c, who)
}

// described returns the words for what a clause on noun n says more about: the subject when n is what that is said to be,
// and the noun before when n is an apposition to it.
func (r *treeReader) described(n, clause, h int, subject []item) []item {
	if r.saidOf(n, h) && len(subject) > 0 {
		return subject
	}
	if x := r.Tokens[n]; x.Rel.Is(syntax.Apposition) && x.Head >= 0 && r.nominal(x.Head) && x.Tag != syntax.Name {
		return r.described(x.Head, clause, h, subject)
	}
	for _, k := range r.kids[n] {
		if k > n && k < clause && r.Tokens[k].Rel.Is(syntax.Conjunct) {
			return nil // "the menu and the drinks chosen": of the nearer one or of both
		}
	}
	return items(r.antecedent(n, clause))
}

// definite tells whether noun n is a name or has a word before it that tells which one is meant. What restricts another
// noun does not hold for all that the noun stands for: "games that require skill".
func (r *treeReader) definite(n int) bool {
	if r.Tokens[n].Tag == syntax.Name {
		return true
	}
	d := r.child(n, syntax.DeterminerWord, "nmod:poss")
	return d >= 0 && !r.indefinite(n) && r.low(d) != "any" && r.low(d) != "every" && r.low(d) != "each" && r.low(d) != "no"
}

// inTense completes the plan for a clause whose verb is the participle c, said of who: "was built", "had lost", and for a
// participle in -ing the finite form that fits the clause on which it hangs.
func (r *treeReader) inTense(p plan, c int, who []item) (plan, bool) {
	p.lead = slices.Clone(who)
	past, modal := r.tenseAbove(c)
	if k := r.child(c, syntax.AuxiliaryVerb); k >= 0 {
		if r.low(k) != "having" {
			return p, false
		}
		form := "has"
		if past {
			form = "had"
		} else if r.be(who, false) == "are" {
			form = "have"
		}
		p.swap = map[int][]item{k: {{tok: k, word: form}}}
		return p, !modal
	}
	if k := r.child(c, syntax.Copula); k >= 0 { // "being the oldest"
		p.swap = map[int][]item{k: {{tok: k, word: r.be(who, past)}}}
		return p, !modal && r.low(k) == "being"
	}
	if r.Tokens[c].Penn != "VBG" {
		p.lead = append(p.lead, item{tok: -1, word: r.be(who, past || !states[r.low(c)])})
		return p, true
	}
	form := finiteForm(r.low(c), past, r.be(who, false) == "are")
	p.swap = map[int][]item{c: {{tok: c, word: form}}}
	return p, form != "" && !modal
}

// bareIng tells whether c is a participle in -ing without an auxiliary.
func (r *treeReader) bareIng(c int) bool {
	return r.Tokens[c].Penn == "VBG" && r.child(c, syntax.AuxiliaryVerb, syntax.Copula, syntax.Marker) < 0 && r.subject(c) < 0
}

// tenseAbove tells whether the finite clause on which c hangs speaks of the past, and whether it speaks of what may be or
// has a "not", so that nothing can be said from it.
func (r *treeReader) tenseAbove(c int) (past, modal bool) {
	for i := r.Tokens[c].Head; i >= 0; i = r.Tokens[i].Head {
		if !r.finite(i) {
			continue
		}
		modal = slices.ContainsFunc(r.kids[i], func(k int) bool { return r.Tokens[k].Penn == "MD" })
		return r.past(i), modal || r.negated(i)
	}
	return false, true
}

// finiteForm returns the past or present form of a verb whose form in -ing is given, "" when the lists do not know it.
func finiteForm(ing string, past, many bool) string {
	v, known := lex().verb[ing]
	if !known || !v.ing || v.plain || v.base == "" {
		return ""
	}
	switch {
	case !past && many:
		return v.base
	case !past:
		return thirdPerson(v.base)
	}
	if form := irregularPasts()[v.base]; form != "" {
		return form
	}
	stem := strings.TrimSuffix(ing, "ing")
	switch {
	case strings.HasSuffix(v.base, "e"): // also "dying" of "die"
		return v.base + "d"
	case endsConsonantY(stem):
		return stem[:len(stem)-1] + "ied"
	}
	return stem + "ed"
}

// irregularPasts are the past forms of irregular.txt by their verbs.
var irregularPasts = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, f := range entries("irregular") {
		out[f[0]], _, _ = strings.Cut(f[1], "/")
	}
	return out
})

// trailing tells whether c is a participle in -ing behind the predicate h, as in "shares fell, wiping a tenth off": it
// may be said of the whole clause and not of its subject, so that only fine grain cuts it.
func (r *treeReader) trailing(c, h int) bool {
	return r.Tokens[c].Penn == "VBG" && r.grain != Fine && c > h
}

// adverbial cuts "while wages rose" and ", quoting a report".
func (r *treeReader) adverbial(c, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: adverbial, omit: r.openers(c)}
	if w := r.relativeWord(c); w >= 0 && r.low(w) == "where" && r.subject(c) >= 0 && r.finite(c) && c > h {
		p.role, p.omit = relativeClause, append(p.omit, w)
		return p, true
	}
	mark := ""
	if k := r.child(c, syntax.Marker); k >= 0 {
		mark = r.low(k)
	}
	if r.negated(h) {
		return p, false
	}
	if mark == "" {
		penn := r.Tokens[c].Penn
		if r.trailing(c, h) || penn != "VBN" && penn != "VBG" || len(subject) == 0 || !r.afterComma(c) && c > h || r.subject(c) >= 0 {
			return p, false
		}
		switch r.low(c) {
		case "including", "depending", "according", "following", "compared", "based", "given", "regarding", "concerning", "provided", "granted", "assuming", "considering", "concerned", "speaking":
			return p, false
		}
		p.role = participial
		if k := r.child(h, syntax.OpenComplement, syntax.Complement); penn == "VBG" && k >= 0 && k < c && r.Tokens[k].Penn == "VBG" {
			return p, false // "denied taking bribes, hiding income"
		}
		return r.inTense(p, c, subject)
	}
	if !r.finite(c) || r.subject(c) < 0 {
		return p, false
	}
	switch mark {
	case "while", "although", "though", "whereas", "after":
		return p, true
	case "so":
		return p, c > h && !r.has(c, "that", "can", "could", "may", "might", "would", "will")
	case "because", "as", "since", "before":
		p.keep = r.grain != Fine // why it happened is part of the claim
		return p, mark != "before" || r.grain == Fine
	}
	return p, false
}

// states are the participles that say how something is and not what was done to it.
var states = wordsOf("based located situated attributed known called named considered dedicated associated related intended used owned run written spoken inhabited surrounded made composed divided needed required expected supposed meant involved interested concerned married engaged")

// be returns the form of "to be" for a subject, in the past or the present.
func (r *treeReader) be(subject []item, past bool) string {
	many, head := false, r.headOf(subject)
	if head >= 0 {
		many = r.plural(head)
	}
	return beForm(many, past)
}

// beForm returns the form of "to be".
func beForm(many, past bool) string {
	switch {
	case past && many:
		return "were"
	case past:
		return "was"
	case many:
		return "are"
	}
	return "is"
}
