package split

import (
	"slices"
	"strings"

	"assay/claims/syntax"
)

// conjunct cuts "… and later joined the league".
func (r *treeReader) conjunct(c, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: conjoined, omit: r.openers(c)}
	if r.Tokens[c].Rel == example {
		return p, false
	}
	if !r.predicate(c) && r.child(h, syntax.Copula) < 0 || r.choice(c, h) || r.conditionBehind(h, c) || r.conditional(h) {
		return p, false
	}
	if r.colonBetween(h, c) || r.respective() {
		return p, false
	}
	if s := r.subject(c); s >= 0 && r.finite(c) {
		_, last := r.edges(c)
		return p, !(last == c && lex().partOnly(r.low(c)) && r.child(c, syntax.AuxiliaryVerb) < 0) // "…, and two injured"
	}
	if len(subject) == 0 || r.subject(c) >= 0 || r.negatedSubject(h) || r.reasonBetween(h, c) || r.oneObject(h) || r.bare(c, h) || r.disagrees(c, subject) {
		return p, false
	}
	if r.child(c, syntax.Conjunction) < 0 && !r.inList(c, h) {
		return p, false
	}
	p.lead = slices.Clone(subject)
	if r.finite(c) {
		return p, !r.said || r.grain == Fine
	}
	if r.negated(h) {
		return p, false
	}
	aux := r.auxiliaries(h)
	if r.bareIng(h) && r.bareIng(c) { // "…, killing two and injuring five"
		return r.inTense(p, c, subject)
	}
	if r.Tokens[c].Penn == "VBN" && intransitive[r.low(c)] && r.child(h, "aux:pass") >= 0 {
		return p, true // "was signed in Oslo and entered into force": never passive, so a past form
	}
	switch {
	case r.child(h, syntax.Copula) >= 0 && !r.predicate(c):
		if r.grain != Fine && !r.ownPhrase(c) {
			return p, false
		}
		p.lead = append(p.lead, items(append(aux, r.child(h, syntax.Copula)))...)
		if d := r.child(h, syntax.DeterminerWord); d >= 0 && (r.low(d) == "a" || r.low(d) == "an") && r.child(c, syntax.DeterminerWord) < 0 && !r.plural(c) && r.Tokens[c].Tag == syntax.Noun {
			first, _ := r.edges(c)
			for first < c && (r.Tokens[first].Tag == syntax.Punctuation || r.Tokens[first].Tag == syntax.Coordinator) {
				first++
			}
			p.lead = append(p.lead, item{tok: -1, word: aOrAn(r.low(first))})
		}
		return p, true
	case len(aux) == 0 && r.Tokens[c].Penn == "VBN" && r.Tokens[h].Penn == "VBD":
		return p, true // a past form that was read as a participle
	case len(aux) == 0 || r.Tokens[c].Penn != r.Tokens[h].Penn:
		return p, false
	}
	p.lead = append(p.lead, items(aux)...)
	return p, true
}

// oneObject tells whether of three verbs or more only the last has an object, which may be that of all: "wrote, recorded and
// released the album".
func (r *treeReader) oneObject(h int) bool {
	var verbs []int
	for _, k := range r.kids[h] {
		if r.Tokens[k].Rel == syntax.Conjunct && r.Tokens[k].Tag == syntax.Verb {
			verbs = append(verbs, k)
		}
	}
	if len(verbs) < 2 || r.child(verbs[len(verbs)-1], syntax.Object) < 0 {
		return false
	}
	for _, v := range append([]int{h}, verbs[:len(verbs)-1]...) {
		if r.child(v, syntax.Object, syntax.Complement, syntax.OpenComplement, syntax.Copula, "aux:pass") >= 0 {
			return false
		}
	}
	return true
}

// respective tells whether the sentence ties the members of one list to those of another.
func (r *treeReader) respective() bool {
	for i := range r.Tokens {
		if r.low(i) == "respectively" {
			return true
		}
	}
	return false
}

// colonBetween tells whether a colon stands between the predicates h and c, so that c may belong behind it.
func (r *treeReader) colonBetween(h, c int) bool {
	for i := h; i < c; i++ {
		if r.low(i) == ":" {
			return true
		}
	}
	return false
}

// reasonBetween tells whether the verb c, joined without a comma, may hang on a "because" or "when" behind h: "left because
// he was ill and went home".
func (r *treeReader) reasonBetween(h, c int) bool {
	for _, k := range r.kids[h] {
		if k > h && k < c && (r.Tokens[k].Rel.Is(syntax.AdverbialClause) || r.Tokens[k].Rel.Is(syntax.Complement)) && r.finite(k) && !r.afterComma(c) {
			return true
		}
	}
	return false
}

// intransitive are past forms that are no passives, although they look like participles.
var intransitive = wordsOf("entered remained arrived disappeared collapsed emerged returned retired resigned died happened occurred expired lasted survived stayed appeared lived travelled traveled graduated worked served peaked stalled")

// openers returns the conjunctions and marks with which the clause of c begins.
func (r *treeReader) openers(c int) []int {
	var out []int
	for _, k := range r.kids[c] {
		if rel := r.Tokens[k].Rel; (rel.Is(syntax.Conjunction) || rel.Is(syntax.PunctuationMark) || rel.Is(syntax.Marker) && r.Tokens[k].Tag != syntax.Particle) && k < c {
			out = append(out, r.collect(k, nil)...)
		}
	}
	return out
}

// aOrAn returns the article before a word.
func aOrAn(low string) string {
	if strings.ContainsRune("aeiou", rune(low[0])) {
		return "an"
	}
	return "a"
}

// inList tells whether the verb c, which no conjunction joins to h, stands in a list that ends with one: "won, scored and
// climbed".
func (r *treeReader) inList(c, h int) bool {
	if !r.afterComma(c) {
		return false
	}
	for _, k := range r.kids[h] {
		if cc := r.child(k, syntax.Conjunction); k > c && r.Tokens[k].Rel.Is(syntax.Conjunct) && cc >= 0 && r.low(cc) == "and" {
			return true
		}
	}
	return false
}

// bare tells whether the verb c has nothing of its own while words follow that may belong to both: "designed and used
// in Leeds".
func (r *treeReader) bare(c, h int) bool {
	for _, k := range r.kids[c] {
		if rel := r.Tokens[k].Rel; !rel.Is(syntax.Conjunction) && !rel.Is(syntax.PunctuationMark) {
			return false
		}
	}
	_, last := r.edges(h)
	return last > c+1
}

// disagrees tells whether the verb of the clause of c cannot have the words as its subject: "the polymer … are used".
func (r *treeReader) disagrees(c int, subject []item) bool {
	head := r.headOf(subject)
	if head < 0 {
		return false
	}
	for _, k := range append([]int{c}, r.kids[c]...) {
		if k != c && !r.Tokens[k].Rel.Is(syntax.AuxiliaryVerb) && !r.Tokens[k].Rel.Is(syntax.Copula) {
			continue
		}
		w, penn := r.low(k), r.Tokens[k].Penn
		switch many := r.plural(head); {
		case r.Tokens[head].Tag == syntax.Pronoun:
		case !many && k == c && penn == "VBP" && r.Tokens[head].Tag != syntax.Number && !lex().pastForm(w):
			return true // "the bank sell"
		case many && (w == "is" || w == "was" || w == "has") || !many && (w == "are" || w == "were"):
			return true
		}
	}
	return false
}

// headOf returns the token of the words that is highest in the tree, or -1.
func (r *treeReader) headOf(words []item) int {
	head := -1
	for _, x := range words {
		if x.tok >= 0 && (head < 0 || r.Depth(x.tok) < r.Depth(head)) {
			head = x.tok
		}
	}
	return head
}

// ownPhrase tells whether a second predicate is set apart: it has an article of its own or stands behind a comma.
func (r *treeReader) ownPhrase(c int) bool {
	return r.child(c, syntax.DeterminerWord) >= 0 || r.afterComma(c)
}

// choice tells whether c is an alternative to what h says.
func (r *treeReader) choice(c, h int) bool {
	if k := r.child(c, syntax.Conjunction); k >= 0 && (r.low(k) == "or" || r.low(k) == "nor") {
		return true
	}
	return r.has(h, "either", "neither", "whether", "only")
}

// conditionBehind tells whether an "unless" or "until" stands behind h, on which every verb of a list may hang. In a clause c
// with a subject of its own it is that one's, unless a comma sets it off.
func (r *treeReader) conditionBehind(h, c int) bool {
	for i := h + 1; i < len(r.Tokens); i++ {
		switch r.low(i) {
		case "unless", "until", "provided", "if":
			if s := r.subject(c); s >= 0 && s < i && r.Within(i, c) && !r.parts(i-1) && r.afterComma(c) {
				continue
			}
			if r.Tokens[i].Tag != syntax.Adposition { // "until May" is no condition
				return true
			}
		}
	}
	return false
}

// conditional tells whether the clause of h hangs on a condition.
func (r *treeReader) conditional(h int) bool {
	for _, c := range r.kids[h] {
		if r.Tokens[c].Rel.Is(syntax.AdverbialClause) && r.has(c, "if", "unless", "until", "lest", "provided", "whether") || r.low(c) == "provided" {
			return true
		}
	}
	return false
}

// auxiliaries returns the auxiliary verbs of the predicate h.
func (r *treeReader) auxiliaries(h int) []int {
	var out []int
	for _, k := range r.kids[h] {
		if r.Tokens[k].Rel.Is(syntax.AuxiliaryVerb) {
			out = append(out, k)
		}
	}
	return out
}

// negated tells whether the clause of h is denied, so that nothing can be taken out of its scope.
func (r *treeReader) negated(h int) bool {
	if r.has(h, "not", "n't", "never", "hardly", "no") {
		return true
	}
	return r.negatedSubject(h)
}

func (r *treeReader) negatedSubject(h int) bool {
	if s := r.subject(h); s >= 0 {
		switch r.low(s) {
		case "nobody", "none", "nothing", "few", "neither":
			return true
		}
		return r.has(s, "no", "few", "neither", "only")
	}
	return false
}

// sideBySide cuts "…; wages rose".
func (r *treeReader) sideBySide(c, h int) (plan, bool) {
	p := plan{top: c, head: c, role: sideBySide, omit: r.openers(c)}
	s := r.subject(c)
	if r.has(c, "so") && r.has(c, "can", "could", "may", "might", "would", "will") {
		return p, false // what was meant to happen
	}
	if !r.finite(c) || s < 0 || c < h {
		return p, false
	}
	for _, k := range r.kids[s] {
		if r.Tokens[k].Penn == "JJS" { // "…, the lowest figure since the survey began"
			return p, false
		}
	}
	return p, true
}
