package split

import (
	"slices"

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
	first := r.low(what[0])
	if first == "later" || first == "now" || first == "not" {
		return p, false
	}
	p.whole = append(items(who), item{tok: -1, word: r.be(items(who), first == "then" || first == "once")})
	p.whole = append(p.whole, items(what)...)
	return p, true
}

// listed tells whether the apposition c on n is one of a list, which names no single thing.
func (r *treeReader) listed(c, n int) bool {
	if r.child(c, syntax.Conjunct) >= 0 {
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
	if r.trailing(c, h) || penn != "VBN" && penn != "VBG" || r.child(c, syntax.Marker) >= 0 || r.subject(c) >= 0 || !r.nominal(n) {
		return p, false
	}
	if !r.afterComma(c) && r.grain != Fine && !(r.saidOf(n, h) && len(subject) > 0 && r.indefinite(n)) {
		return p, false
	}
	who := items(r.antecedent(n, c))
	if r.saidOf(n, h) && len(subject) > 0 {
		who = subject
	}
	_, last := r.edges(h)
	if _, end := r.edges(c); penn == "VBG" && r.afterComma(c) && end >= last-1 && len(subject) > 0 && !r.Within(n, r.subject(h)) {
		who = subject
	}
	if len(who) == 0 {
		return p, false
	}
	p.lead = append(slices.Clone(who), item{tok: -1, word: r.be(who, r.tense(c, h))})
	p.omit = r.openers(c)
	return p, true
}

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
		p.lead = append(slices.Clone(subject), item{tok: -1, word: r.be(subject, r.tense(c, h))})
		return p, true
	}
	if !r.finite(c) || r.subject(c) < 0 {
		return p, false
	}
	switch mark {
	case "while", "although", "though", "whereas", "after":
		return p, true
	case "because", "as", "since", "before":
		p.keep = r.grain != Fine // why it happened is part of the claim
		return p, mark != "before" || r.grain == Fine
	}
	return p, false
}

// states are the participles that say how something is and not what was done to it.
var states = wordsOf("based located situated attributed known called named considered dedicated associated related intended used owned run written spoken inhabited surrounded made composed divided needed required expected supposed meant involved interested concerned married engaged")

// tense tells whether the participle c, which hangs on the clause of h, speaks of the past: "built in 1932" does,
// whatever the main clause does.
func (r *treeReader) tense(c, h int) bool {
	return r.past(h) || r.Tokens[c].Penn == "VBN" && !states[r.low(c)]
}

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
