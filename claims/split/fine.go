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
		parts := []statement{st}
		if r.stated(st) {
			parts = r.variants(st)
		}
		for _, v := range parts {
			if t := v.text(r); !seen[t] && len(out) < maxStatements {
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
			next = append(next, withRole(sharedPredicate, r.whole(s, r.members(s, g)))...)
		}
		if len(next) > maxVariants {
			break
		}
		list = next
	}
	var out []statement
	for _, s := range list {
		for _, q := range withRole(sharedPredicate, r.whole(s, r.qualities(s))) {
			bare := r.unrestricted(q)
			out = append(out, withRole(circumstanced, r.whole(bare, r.circumstances(bare)))...)
			if len(bare.words) < len(q.words) {
				out = append(out, q)
			}
		}
	}
	if origin, ok := r.origin(st); ok {
		out = append(out, origin)
	}
	return out
}

// unrestricted returns the statement without the clause that restricts what a noun without an article or with "a" stands
// for: who built a bridge that fell has built a bridge.
func (r *treeReader) unrestricted(st statement) statement {
	if r.negated(st.head) || r.conditional(st.head) {
		return st
	}
	for _, x := range st.words {
		if x.word != "" || !r.nominal(x.tok) || r.definite(x.tok) || r.Tokens[x.tok].Tag == syntax.Pronoun {
			continue
		}
		if s := r.subject(st.head); x.tok != st.head && !r.near(x.tok, st.head) || s >= 0 && r.Within(x.tok, s) {
			continue
		}
		for _, c := range r.kids[x.tok] {
			penn := r.Tokens[c].Penn
			clause := r.Tokens[c].Rel == syntax.RelativeClause || r.Tokens[c].Rel.Is(syntax.NounClause) && (penn == "VBN" || penn == "VBG")
			if first, _ := r.edges(c); !clause || r.Tokens[first].Tag == syntax.Adposition || c < x.tok || !st.holds(c) || r.afterComma(c) {
				continue
			}
			if less := r.without(st, r.collect(c, nil)); r.fits(less) {
				return less
			}
		}
	}
	return st
}

// whole returns the parts into which st was divided, or st alone when the words of one of them do not fit together.
func (r *treeReader) whole(st statement, parts []statement) []statement {
	for _, p := range parts {
		if !r.stated(p) || !r.fits(p) {
			return []statement{st}
		}
	}
	return parts
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

// circumstances returns the statement once for each of the phrases that say when, where and how.
func (r *treeReader) circumstances(st statement) []statement {
	var loose [][]int
	complete := r.child(st.head, syntax.Object, syntax.Copula, syntax.OpenComplement, syntax.Complement) >= 0
	for _, k := range r.kids[st.head] {
		if st.holds(k) {
			loose = r.circumstance(st, loose, k)
		}
	}
	loose = slices.DeleteFunc(loose, func(g []int) bool { return len(g) == 0 })
	if len(loose) == 0 || len(loose) == 1 && !complete || r.mixed(st.head) {
		return []statement{st}
	}
	for k := 0; k < len(loose) && !complete; k++ {
		first, _ := r.edges(loose[k][0])
		if complete = (k == 0 || first == st.head+1) && r.argument(loose[k][0], st.head); complete {
			loose = slices.Delete(loose, k, k+1)
		}
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

// mixed tells whether a noun was joined to the verb h, which it cannot be, or the objects of h have phrases of their own: what
// hangs where is not known then.
func (r *treeReader) mixed(h int) bool {
	for _, c := range r.kids[h] {
		if r.Tokens[h].Tag == syntax.Verb && r.Tokens[c].Rel == syntax.Conjunct && r.nominal(c) && !r.predicate(c) {
			return true
		}
		if r.Tokens[c].Rel.Is(syntax.Object) && r.child(c, syntax.Conjunct) >= 0 && r.matched(c) {
			return true
		}
	}
	return false
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

// endOf adds k to the circumstance "from 1990" when k is "to 1995", with all between: "from 300 in May to 200 in June" is
// one. A second date then belongs to it, too.
func (r *treeReader) endOf(loose [][]int, k int) bool {
	for n, g := range loose {
		if len(g) == 0 || !r.has(g[0], "from") {
			continue
		}
		end, dated := r.has(k, "to", "until", "till", "through"), false
		for _, x := range g {
			end = end || r.has(x, "to") && n == len(loose)-1 && r.temporal(k)
			dated = dated || r.temporal(x)
		}
		if !end || r.temporal(k) && !dated {
			continue
		}
		for _, later := range loose[n+1:] {
			loose[n] = append(loose[n], later...)
		}
		clear(loose[n+1:])
		loose[n] = append(loose[n], k)
		return true
	}
	return false
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
		if (r.parts(c) || r.afterComma(c) || r.temporal(c) && !r.has(k, "until", "before", "after", "since")) && !r.has(c, "of") {
			if !r.endOf(loose, c) {
				loose = append(loose, []int{c})
			}
		}
	}
	return loose
}
