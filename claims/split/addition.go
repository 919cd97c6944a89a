package split

import (
	"slices"

	"assay/claims/syntax"
)

// apposition cuts ", head of the port,": the noun phrase before it is that.
func (r *treeReader) apposition(c, n int) (plan, bool) {
	p := plan{top: c, head: c, role: apposition}
	if !r.nominal(c) || !r.nominal(n) || !r.afterComma(c) || c < n || r.inBrackets(c) && r.child(c, syntax.DeterminerWord) < 0 {
		return p, false
	}
	if penn := r.Tokens[c].Penn; r.Tokens[n].Tag == syntax.Number && penn == "CD" {
		return p, false
	}
	who, what := r.antecedent(n, c), r.core(c)
	for len(what) > 0 && r.Tokens[what[0]].Tag == syntax.Punctuation {
		what = what[1:]
	}
	if r.temporal(n) && n != c {
		if n = r.amount(n); n < 0 || r.child(c, syntax.AdjectiveModifier) < 0 {
			return p, false
		}
		who = r.antecedent(n, c)
	}
	if g := r.child(c, syntax.NounClause); g > c && r.Tokens[g].Penn == "VBG" && c < g { // "…, the major axis pointing north"
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

// amount returns the last amount before noun n, a day: "raised it to 6.25% on Wednesday, the highest level since 2008"
// is said of the amount. -1 when there is none.
func (r *treeReader) amount(n int) int {
	first, _ := r.edges(n)
	for i := n; i >= 0 && i > n-12; i-- {
		if r.Tokens[i].Tag == syntax.Symbol && i >= first-8 || r.Tokens[i].Penn == "CD" && !isYear(r.low(i)) && i < n-1 {
			if h := r.Tokens[i].Head; h >= 0 && r.Tokens[i].Rel.Is(syntax.NumberModifier) && h < n {
				return h
			}
			return i
		}
	}
	return -1
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
	if penn == "VBG" && r.grain != Fine && c > h {
		return p, false // "…, wiping a tenth off": what the whole clause does, not its subject
	}
	if penn != "VBN" && penn != "VBG" || r.child(c, syntax.Marker) >= 0 || r.subject(c) >= 0 || !r.nominal(n) {
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
		if penn == "VBG" && r.grain != Fine && c > h || penn != "VBN" && penn != "VBG" || len(subject) == 0 || !r.afterComma(c) && c > h || r.subject(c) >= 0 {
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

func (r *treeReader) depth(i int) int {
	d := 0
	for ; i >= 0; i = r.Tokens[i].Head {
		d++
	}
	return d
}
