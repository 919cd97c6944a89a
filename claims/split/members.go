package split

import (
	"slices"
	"strings"

	"assay/claims/syntax"
)

// groups returns the first members of the coordinations in a statement, the outermost first.
func (r *treeReader) groups(st statement) []int {
	var out []int
	sizes := map[int]bool{} // of lists that were met, and whether they list amounts
	if r.respective() {
		return nil
	}
	for _, x := range st.words {
		if x.word != "" || x.tok == st.head && r.Tokens[x.tok].Tag == syntax.Verb {
			continue
		}
		c := r.child(x.tok, syntax.Conjunct)
		if c < 0 || !st.holds(c) {
			continue
		}
		n := r.count(x.tok)
		amounts := r.Tokens[x.tok].Tag == syntax.Number || r.child(x.tok, syntax.NumberModifier) >= 0
		if other, met := sizes[n]; met && n > 2 && (amounts || other) {
			return nil // "milk, bread and rice rose by 3, 5 and 8 per cent": one for each
		}
		sizes[n] = amounts
		if r.divisible(x.tok) {
			out = append(out, x.tok)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return r.Depth(a) - r.Depth(b) })
	return out
}

// count returns how many are joined to i.
func (r *treeReader) count(i int) int {
	n := 0
	for _, c := range r.kids[i] {
		if r.Tokens[c].Rel == syntax.Conjunct {
			n++
		}
	}
	return n + 1
}

// divisible tells whether what is said of the whole coordination of i holds for each of its members.
func (r *treeReader) divisible(i int) bool {
	if r.has(i, "either", "neither") || r.amongAll(i) || r.named(i) || r.together(i) || r.matched(i) {
		return false
	}
	joined, conjuncts := false, 0
	for _, c := range r.kids[i] {
		if !r.Tokens[c].Rel.Is(syntax.Conjunct) {
			continue
		}
		if !r.setOff(c) || r.has(c, "not") || r.gapped(c, i) || r.compared(c) || r.inAddition(c, i) || r.Tokens[c].Rel == example && (r.low(c) == "one" || r.Tokens[i].Rel.Is(syntax.Subject)) {
			return false
		}
		conjuncts++
		if r.Tokens[c].Rel == example {
			joined = true
		}
		if r.predicate(c) != r.predicate(i) && r.Tokens[c].Tag == syntax.Verb {
			return false
		}
		if r.finite(c) && (!r.predicate(i) || r.subject(c) >= 0) {
			return false
		}
		for _, k := range r.kids[c] {
			if r.Tokens[k].Rel.Is(syntax.Conjunction) {
				switch r.low(k) {
				case "and", "as", "but":
					joined = true
				default:
					return false
				}
			}
		}
	}
	return joined || conjuncts > 1 // "pumps, valves, cables"
}

// amongAll tells whether "between" or "among" stands before i or before what i hangs on.
func (r *treeReader) amongAll(i int) bool {
	for ; i >= 0 && r.nominal(i); i = r.Tokens[i].Head {
		if r.has(i, "between", "among") {
			return true
		}
	}
	return false
}

// setOff tells whether member c of a coordination stands behind a comma or a conjunction, as a member must.
func (r *treeReader) setOff(c int) bool {
	first, _ := r.edges(c)
	for k := first + 2; k < c; k++ {
		if r.Tokens[k].Penn == "," && r.Tokens[k-1].Tag == syntax.Adverb {
			return false // "and, increasingly, trams"
		}
	}
	return r.parts(first) || r.Tokens[first].Tag == syntax.Coordinator || r.Tokens[first].Rel.Is(syntax.Conjunction) ||
		first > 0 && (r.parts(first-1) || r.Tokens[first-1].Tag == syntax.Coordinator) || r.Tokens[c].Rel == example
}

// gapped tells whether member c shares no preposition with member i but has a phrase with the same one: "law in Oslo and
// medicine in Bergen" hung on Oslo.
func (r *treeReader) gapped(c, i int) bool {
	k := r.child(i, syntax.Case)
	if k < 0 || r.child(c, syntax.Case) >= 0 || !r.nominal(c) {
		return false
	}
	if r.temporal(i) != r.temporal(c) && !r.decades(i, c) || r.Tokens[i].Rel.Is(syntax.NounModifier) && r.kind(c) != r.kind(i) && (r.kind(c) == "possessive" || r.kind(c) == "a") {
		return true // "the largest city in the north and its main port"
	}
	for _, o := range r.kids[c] {
		if x := r.child(o, syntax.Case); x >= 0 && o > c && r.low(x) == r.low(k) && (r.low(k) != "of" || !r.alike(i, c)) {
			return true
		}
		if r.Tokens[o].Rel.Is(syntax.NounClause) && r.Tokens[i].Head >= 0 && r.Tokens[r.Tokens[i].Head].Rel.Is(syntax.NounClause) {
			return true // "ships built in Oslo and aircraft made in Malta"
		}
	}
	for _, o := range r.kids[i] {
		if x := r.child(o, syntax.Case); x >= 0 && o > c && r.low(x) == r.low(k) {
			return true
		}
	}
	if h := r.Tokens[i].Head; h >= 0 && r.Tokens[i].Tag == syntax.Name && r.Tokens[c].Tag != syntax.Name {
		for _, o := range r.kids[h] { // the same with "in Bergen" hung on the verb
			if x := r.child(o, syntax.Case); x >= 0 && o > c && r.low(x) == r.low(k) && r.temporal(o) == r.temporal(i) {
				return true
			}
		}
	}
	return false
}

// decades tells whether i and c are "the 1960s" and "70s".
func (r *treeReader) decades(i, c int) bool {
	numeral := func(k int) bool { return r.low(k)[0] >= '0' && r.low(k)[0] <= '9' && strings.HasSuffix(r.low(k), "0s") }
	return numeral(i) && numeral(c)
}

// compared tells whether member c is one side of a comparison: "more cars than trams and fewer buses than trains".
func (r *treeReader) compared(c int) bool {
	for _, k := range r.kids[c] {
		if r.Tokens[k].Penn == "JJR" {
			return true
		}
	}
	return false
}

// inAddition tells whether the comma before the "and" of c may close the addition in which i stands, so that c belongs to
// what stands before: "malaria, a disease spread by flies, and lupus".
func (r *treeReader) inAddition(c, i int) bool {
	cc := r.child(c, syntax.Conjunction)
	if cc < 1 || !r.parts(cc-1) || r.count(i) > 2 {
		return false
	}
	for ; i >= 0; i = r.Tokens[i].Head {
		if rel := r.Tokens[i].Rel; (rel.Is(syntax.Apposition) || rel.Is(syntax.NounClause)) && r.afterComma(i) {
			return true
		}
	}
	return false
}

// matched tells whether each of the objects joined to i may have a phrase of its own: "sold a mill for 3 million and a mine
// for 9 million".
func (r *treeReader) matched(i int) bool {
	h := r.Tokens[i].Head
	if h < 0 || !r.Tokens[i].Rel.Is(syntax.Object) {
		return false
	}
	seen := map[string]bool{}
	for _, k := range r.kids[h] {
		if c := r.child(k, syntax.Case); c >= 0 && k > i && r.Tokens[k].Rel.Is(syntax.Oblique) {
			if seen[r.low(c)] {
				return true
			}
			seen[r.low(c)] = true
		}
	}
	return false
}

// named tells whether the coordination of i is part of a name or an office: "minister of trade and industry", "the Fish
// and Wildlife Service".
func (r *treeReader) named(i int) bool {
	x := r.Tokens[i]
	if x.Rel.Is("compound") && x.Tag == syntax.Name || x.Rel.Is("flat") {
		return true
	}
	k := r.child(i, syntax.Case)
	if k < 0 || x.Head < 0 || x.Head > i || r.low(k) != "of" && r.low(k) != "for" {
		return false
	}
	head := r.Tokens[x.Head].In(r.tree.text)
	return lex().office[r.low(x.Head)] || head[0] >= 'A' && head[0] <= 'Z' && x.Head > 0 && r.capital(i)
}

// capital tells whether token i is written with a capital letter.
func (r *treeReader) capital(i int) bool {
	w := r.Tokens[i].In(r.tree.text)
	return w[0] >= 'A' && w[0] <= 'Z'
}

// mutual are the verbs that say of several what does not hold of one.
var mutual = wordsOf("share shared shares meet met merge merged unite united differ differed collide collided combine combined constitute constituted form formed total totalled totaled")

// together tells whether i is the subject of a verb that speaks of all its members at once.
func (r *treeReader) together(i int) bool {
	h := r.Tokens[i].Head
	if h < 0 || !r.Tokens[i].Rel.Is(syntax.Subject) {
		return false
	}
	for _, k := range r.collect(h, nil) {
		switch r.low(k) {
		case "together", "jointly", "respectively", "other", "another":
			if k > i && (r.low(k) != "other" && r.low(k) != "another" || r.low(k-1) == "each" || r.low(k-1) == "one") {
				return true
			}
		}
	}
	if o := r.child(h, syntax.Object); o > h && r.child(o, syntax.NumberModifier) >= 0 {
		return true // "the port and the airport lost 40 million": each or the two
	}
	return mutual[r.low(h)] || r.has(h, "each", "both", "all") || r.child(h, syntax.Copula) >= 0 && r.pluralWord(h)
}

// members returns the statement once for every member of the coordination of i.
func (r *treeReader) members(st statement, i int) []statement {
	if !st.holds(i) {
		return []statement{st}
	}
	var conj []int
	for _, c := range r.kids[i] {
		if r.Tokens[c].Rel.Is(syntax.Conjunct) && st.holds(c) {
			conj = append(conj, c)
		}
	}
	if len(conj) == 0 {
		return []statement{st}
	}
	var all []int
	for _, c := range conj {
		all = append(all, r.collect(c, nil)...)
	}
	for _, c := range r.kids[i] {
		if r.Tokens[c].Rel == "cc:preconj" {
			all = append(all, r.collect(c, nil)...)
		}
	}
	out := []statement{r.agree(r.without(st, all), i, i)}
	for _, c := range conj {
		var drop []int
		for _, d := range all {
			if !r.Within(d, c) {
				drop = append(drop, d)
			}
		}
		for _, k := range r.kids[c] {
			if r.Tokens[k].Rel.Is(syntax.Conjunction) || r.Tokens[k].Rel.Is(syntax.PunctuationMark) && k < c {
				drop = append(drop, r.collect(k, nil)...)
			}
		}
		drop = append(drop, i)
		own := r.ownCase(c)
		if r.Tokens[c].Rel == example {
			own = false
			for _, k := range r.kids[c] {
				if r.Tokens[k].Rel.Is(syntax.Case) {
					drop = append(drop, r.collect(k, nil)...)
				}
			}
		}
		for _, k := range r.kids[i] {
			if r.Tokens[k].Rel.Is(syntax.Conjunct) {
				continue
			}
			if r.shared(k, i, c, st.head, own) {
				continue
			}
			drop = append(drop, r.collect(k, nil)...)
		}
		out = append(out, r.agree(r.without(st, drop), i, c))
	}
	return out
}

// agree puts the verb of a statement into the singular when member c is all that is left of the subject i and is one.
func (r *treeReader) agree(st statement, i, c int) statement {
	if !r.Tokens[i].Rel.Is(syntax.Subject) || r.pluralWord(c) {
		return st
	}
	return r.singular(st, r.Tokens[i].Head)
}

// ownCase tells whether member c has a preposition of its own, which the "over" of an amount is not.
func (r *treeReader) ownCase(c int) bool {
	k := r.child(c, syntax.Case)
	if k < 0 {
		return false
	}
	switch r.low(k) {
	case "over", "about", "around", "up", "under", "above", "below":
		return r.child(c, syntax.NumberModifier) < 0
	}
	return true
}

// singulars are the verb forms that change when one of several subjects is left.
var singulars = map[string]string{"are": "is", "were": "was", "have": "has", "do": "does"}

// singular puts the verb of the clause of h into the singular.
func (r *treeReader) singular(st statement, h int) statement {
	words := slices.Clone(st.words)
	for i, x := range words {
		if x.word != "" || x.tok != h && r.Tokens[x.tok].Head != h {
			continue
		}
		if rel := r.Tokens[x.tok].Rel; x.tok == h || rel.Is(syntax.AuxiliaryVerb) || rel.Is(syntax.Copula) {
			words[i].word = singulars[r.low(x.tok)]
			if x.tok == h && r.Tokens[h].Penn == "VBP" && words[i].word == "" {
				words[i].word = thirdPerson(r.low(h))
			}
		}
	}
	st.words = words
	return st
}

// shared tells whether the dependent k of the first member i belongs to the other members too.
func (r *treeReader) shared(k, i, c, head int, own bool) bool {
	rel := r.Tokens[k].Rel
	switch {
	case rel.Is(syntax.Case):
		return !own
	case rel.Is(syntax.Marker), rel.Is(syntax.Subject), rel.Is(syntax.Copula), rel.Is(syntax.AuxiliaryVerb), rel.Is("expl"):
		return true
	case r.Tokens[c].Rel == example:
		return i == head && k < i && (rel.Is(syntax.Oblique) || rel.Is(syntax.AdverbModifier))
	case rel.Is(syntax.DeterminerWord), rel == "nmod:poss":
		return r.child(c, syntax.DeterminerWord) < 0 && r.child(c, "nmod:poss") < 0 && !r.has(c, "other", "others", "many", "several") &&
			(r.Tokens[i].Tag != syntax.Name || r.Tokens[c].Tag == syntax.Name)
	case i == head:
		return k < i && !rel.Is(syntax.AdjectiveModifier) && !rel.Is("compound") && !rel.Is(syntax.NumberModifier)
	}
	return false
}
