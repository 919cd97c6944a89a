package split

import (
	"slices"
	"strings"

	"assay/claims/syntax"
)

// maxVariants is how many statements one clause may give in fine grain.
const maxVariants = 24

// expand gives every member of a coordination and every circumstance a statement of its own.
func (r *treeReader) expand() {
	var out []statement
	seen := map[string]bool{}
	for _, st := range r.out {
		fragment := !r.stated(st)
		for _, v := range r.variants(st) {
			if t := v.text(r); !seen[t] && (fragment || r.stated(v)) && len(out) < maxStatements {
				seen[t] = true
				out = append(out, v)
			}
		}
	}
	r.out = out
}

// stated tells whether a statement has a verb.
func (r *treeReader) stated(st statement) bool {
	for _, x := range st.words {
		if x.word != "" || r.Tokens[x.tok].Tag == syntax.Verb || r.Tokens[x.tok].Tag == syntax.Auxiliary {
			return true
		}
	}
	return false
}

// variants returns the statements into which st falls apart.
func (r *treeReader) variants(st statement) []statement {
	list := []statement{st}
	for _, g := range r.groups(st) {
		var next []statement
		for _, s := range list {
			next = append(next, withRole(sharedPredicate, r.members(s, g))...)
		}
		if len(next) > maxVariants {
			break
		}
		list = next
	}
	var out []statement
	for _, s := range list {
		for _, q := range withRole(sharedPredicate, r.qualities(s)) {
			out = append(out, withRole(circumstanced, r.circumstances(q))...)
		}
	}
	if origin, ok := r.origin(st); ok {
		out = append(out, origin)
	}
	return out
}

// qualities returns the statement once for each of several adjectives with commas between them: "fast-paced, complex
// games".
func (r *treeReader) qualities(st statement) []statement {
	for _, x := range st.words {
		if x.tok < 0 || x.word != "" || !r.nominal(x.tok) {
			continue
		}
		var adj []int
		commas := false
		for _, k := range r.kids[x.tok] {
			if k < x.tok && r.Tokens[k].Rel.Is(syntax.AdjectiveModifier) && st.holds(k) {
				commas = commas || len(adj) > 0 && r.parts(k-1) && r.Tokens[k-1].Penn == ","
				adj = append(adj, k)
			}
		}
		if len(adj) < 2 || !commas {
			continue
		}
		var out []statement
		for _, keep := range adj {
			var drop []int
			for _, k := range adj {
				if k != keep {
					drop = append(drop, r.collect(k, nil)...)
				}
			}
			out = append(out, r.without(st, drop))
		}
		return out
	}
	return []statement{st}
}

// origin returns "Jane Roe is American" for "Jane Roe is an American chemist".
func (r *treeReader) origin(st statement) (statement, bool) {
	cop, s := r.child(st.head, syntax.Copula), r.subject(st.head)
	if cop < 0 || s < 0 || !r.nominal(st.head) || !st.holds(cop) || !st.holds(s) || !st.holds(st.head) {
		return st, false
	}
	for _, k := range r.kids[st.head] {
		w := r.Tokens[k].In(r.tree.text)
		if r.Tokens[k].Rel.Is(syntax.AdjectiveModifier) && k > cop && st.holds(k) && w[0] >= 'A' && w[0] <= 'Z' && adjective(r.low(k)) && len(r.kids[k]) == 0 {
			words := append(items(r.core(s)), item{tok: cop}, item{tok: k})
			return statement{role: circumstanced, head: st.head, top: st.top, words: words}, true
		}
	}
	return st, false
}

// adjective tells whether a word with a capital ends as the names of peoples do: "American", "Spanish", "Chinese".
func adjective(low string) bool {
	for _, end := range []string{"an", "ish", "ese", "ench", "utch", "eek", "ian", "ic", "elsh", "wiss", "aqi", "ani"} {
		if strings.HasSuffix(low, end) && len(low) > 4 {
			return true
		}
	}
	return false
}

// withRole gives the parts of a statement that fell apart their role, where its own says nothing.
func withRole(role clauseRole, list []statement) []statement {
	if len(list) > 1 {
		for i := range list {
			if list[i].role == wholeClause || list[i].role == mainClause {
				list[i].role = role
			}
		}
	}
	return list
}

// holds tells whether token i is among the words of the statement.
func (st statement) holds(i int) bool {
	return slices.ContainsFunc(st.words, func(x item) bool { return x.word == "" && x.tok == i })
}

// without returns the statement less the given tokens.
func (r *treeReader) without(st statement, drop []int) statement {
	var words []item
	for _, x := range st.words {
		if x.word != "" || !slices.Contains(drop, x.tok) {
			words = append(words, x)
		}
	}
	st.words = words
	words = slices.DeleteFunc(slices.Clone(words), func(x item) bool { return x.word == "" && r.stranded(st, x.tok) })
	st.words = r.trim(words)
	return st
}

// stranded tells whether token i is an "and" that no longer stands between two conjuncts.
func (r *treeReader) stranded(st statement, i int) bool {
	t := r.Tokens[i]
	if !t.Rel.Is(syntax.Conjunction) || t.Head < 0 {
		return false
	}
	return !st.holds(t.Head) || r.Tokens[t.Head].Rel.Is(syntax.Conjunct) && !st.holds(r.Tokens[t.Head].Head)
}

// groups returns the first members of the coordinations in a statement, the outermost first.
func (r *treeReader) groups(st statement) []int {
	var out []int
	for _, x := range st.words {
		if x.word != "" || x.tok == st.head && r.Tokens[x.tok].Tag == syntax.Verb {
			continue
		}
		c := r.child(x.tok, syntax.Conjunct)
		if c >= 0 && st.holds(c) && r.divisible(x.tok) {
			out = append(out, x.tok)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return r.Depth(a) - r.Depth(b) })
	return out
}

// divisible tells whether what is said of the whole coordination of i holds for each of its members.
func (r *treeReader) divisible(i int) bool {
	if r.has(i, "between", "among", "either", "neither") {
		return false
	}
	joined, conjuncts := false, 0
	for _, c := range r.kids[i] {
		if !r.Tokens[c].Rel.Is(syntax.Conjunct) {
			continue
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
				case "and", "&", "as", "but":
					joined = true
				default:
					return false
				}
			}
		}
	}
	return joined || conjuncts > 1 // "pumps, valves, cables"
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
	if r.Tokens[i].Rel.Is(syntax.Subject) && !r.pluralWord(i) {
		st = r.singular(st, r.Tokens[i].Head)
	}
	out := []statement{r.without(st, all)}
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
		own := r.child(c, syntax.Case) >= 0
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
		out = append(out, r.without(st, drop))
	}
	return out
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
		return r.child(c, syntax.DeterminerWord) < 0 && r.child(c, "nmod:poss") < 0
	case i == head:
		return k < i && !rel.Is(syntax.AdjectiveModifier) && !rel.Is("compound") && !rel.Is(syntax.NumberModifier)
	}
	return false
}

// circumstances returns the statement once for each of the phrases that say when, where and how.
func (r *treeReader) circumstances(st statement) []statement {
	var loose [][]int
	complete := r.child(st.head, syntax.Object, syntax.Copula, syntax.OpenComplement, syntax.Complement) >= 0
	for _, k := range r.kids[st.head] {
		if st.holds(k) {
			loose = r.circumstance(st, loose, k)
		}
	}
	if len(loose) == 0 || len(loose) == 1 && !complete {
		return []statement{st}
	}
	if !complete && r.argument(loose[0][0], st.head) {
		loose, complete = loose[1:], true
	}
	var out []statement
	if complete {
		out = append(out, r.less(st, loose, -1))
	}
	for k := range loose {
		out = append(out, r.less(st, loose, k))
	}
	return out
}

// argument tells whether the phrase of k belongs to what the verb h means: "served as mayor", "focused on health".
func (r *treeReader) argument(k, h int) bool {
	if k < h || r.temporal(k) {
		return false
	}
	c := r.child(k, syntax.Case)
	if c < 0 {
		return false
	}
	switch r.low(c) {
	case "as", "to", "with", "for", "into", "about", "against", "upon", "on", "from", "by":
		return true
	}
	return false
}

// less returns the statement without its circumstances, all but number keep.
func (r *treeReader) less(st statement, loose [][]int, keep int) statement {
	var kept, drop []int
	if keep >= 0 {
		for _, k := range loose[keep] {
			kept = append(kept, r.collect(k, nil)...)
		}
	}
	for n, g := range loose {
		if n == keep {
			continue
		}
		for _, k := range g {
			for _, t := range r.collect(k, nil) {
				// What is kept may hang on it, and what hangs on the kept may be one of its own.
				if keep < 0 || !slices.Contains(kept, t) || r.Within(k, loose[keep][0]) {
					drop = append(drop, t)
				}
			}
		}
	}
	return r.without(st, drop)
}

// circumstance adds k and the phrases set apart inside it to loose, when it is a circumstance.
func (r *treeReader) circumstance(st statement, loose [][]int, k int) [][]int {
	rel := r.Tokens[k].Rel
	switch {
	case r.has(k, "of"):
		return loose
	case rel.Is(syntax.Oblique) && rel != "obl:agent" && (r.child(k, syntax.Case) >= 0 || r.temporal(k)),
		rel.Is(syntax.AdverbialClause) && r.subject(k) < 0 && !r.has(k, "if", "unless"):
	case rel.Is(syntax.Object), rel.Is(syntax.OpenComplement) && r.nominal(k):
		return r.nested(st, loose, k)
	default:
		return loose
	}
	if r.endOf(loose, k) {
		return loose
	}
	return r.nested(st, append(loose, []int{k}), k)
}

// endOf adds k to the last circumstance when that is "from 1990" and k is "to 1995": the two are one.
func (r *treeReader) endOf(loose [][]int, k int) bool {
	n := len(loose)
	if n == 0 || !r.has(k, "to", "until", "till", "through") || !r.has(loose[n-1][0], "from") {
		return false
	}
	loose[n-1] = append(loose[n-1], k)
	return true
}

// nested adds the circumstances that hang on noun k and are meant for the verb: those behind a comma, and those of time.
func (r *treeReader) nested(st statement, loose [][]int, k int) [][]int {
	for _, c := range r.kids[k] {
		if rel := r.Tokens[c].Rel; rel == "nmod:unmarked" || rel.Is("flat") {
			loose = r.nested(st, loose, c)
			continue
		}
		if rel := r.Tokens[c].Rel; !st.holds(c) || c < k || !rel.Is(syntax.Oblique) && rel != syntax.NounModifier || r.child(c, syntax.Case) < 0 {
			continue
		}
		if (r.parts(c) || r.afterComma(c) || r.temporal(c)) && !r.has(c, "of") {
			if !r.endOf(loose, c) {
				loose = append(loose, []int{c})
			}
		}
	}
	return loose
}
