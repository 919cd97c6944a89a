package split

import (
	"slices"

	"assay/claims/syntax"
)

// relative cuts ", which opened in 1932," and, in fine grain, "that opened in 1932".
func (r *treeReader) relative(c, n, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: relativeClause}
	if n < 0 || !r.finite(c) || !r.nominal(n) {
		return p, false
	}
	if !r.afterComma(c) {
		if r.grain != Fine && !(r.saidOf(n, h) && len(subject) > 0 && r.indefinite(n)) {
			return p, false
		}
		p.role = restrictive
	}
	if r.nearer(c, n) {
		return p, false
	}
	n = r.agreeing(n, c)
	who := r.described(n, c, h, subject)
	if !r.afterComma(c) && !r.definite(n) && !r.saidOf(n, h) && !r.Tokens[n].Rel.Is(syntax.Apposition) || len(who) == 0 {
		return p, false
	}
	w := r.relativeWord(c)
	p.omit = r.openers(c)
	if w < 0 {
		if s := r.subject(c); s < 0 || r.child(c, syntax.Object) >= 0 || r.grain != Fine {
			return p, false
		}
		p.tail = who // "the bridge the city built"
		return p, true
	}
	switch x := r.Tokens[w]; {
	case x.Penn == "WP$":
		p.swap = map[int][]item{w: append(slices.Clone(who), item{tok: -1, word: "'s"})}
	case x.Rel.Is(syntax.Subject) && x.Head == c:
		p.omit = append(p.omit, w)
		p.lead = who
	case r.low(w) == "where":
		p.omit = append(p.omit, w)
	case r.low(w) == "when" || r.low(w) == "why" || r.low(w) == "how":
		return p, false
	case x.Rel.Is(syntax.Object) && x.Head == c:
		p.omit = append(p.omit, w)
		p.tail = who
	case x.Rel.Is(syntax.Oblique) && x.Head == c:
		top := r.collect(w, nil)
		p.omit = append(p.omit, top...)
		for _, t := range top {
			if t == w {
				p.tail = append(p.tail, who...)
			} else {
				p.tail = append(p.tail, item{tok: t})
			}
		}
	default:
		p.swap = map[int][]item{w: who}
	}
	return p, true
}

// nearer tells whether a name ends right before the clause of c, which no comma sets off, so that it may be said of that
// instead of n: "the successor of the X-35 introduced in 1999".
func (r *treeReader) nearer(c, n int) bool {
	first, _ := r.edges(c)
	if r.afterComma(c) || first == 0 || r.Tokens[first-1].Tag != syntax.Name {
		return false
	}
	for i := first - 1; i >= 0 && i != n; i = r.Tokens[i].Head {
		if r.Tokens[i].Rel.Is(syntax.NounModifier) || r.Tokens[i].Rel.Is(syntax.Conjunct) {
			return true
		}
	}
	return false
}

// indefinite tells whether the noun n has "a" or "an" before it: what follows adds to it and does not pick it out.
func (r *treeReader) indefinite(n int) bool {
	d := r.child(n, syntax.DeterminerWord)
	return d >= 0 && (r.low(d) == "a" || r.low(d) == "an")
}

// becoming are the verbs that say of their subject what it is.
var becoming = wordsOf("become becomes became becoming remain remains remained")

// saidOf tells whether noun n is what the subject of the clause of h is said to be.
func (r *treeReader) saidOf(n, h int) bool {
	if rel := r.Tokens[n].Rel; becoming[r.low(h)] && r.Tokens[n].Head == h && (rel.Is(syntax.Object) || rel.Is(syntax.OpenComplement)) {
		return true
	}
	return (n == h || r.Tokens[n].Head == h && r.Tokens[n].Rel.Is(syntax.Conjunct)) && r.child(h, syntax.Copula) >= 0
}

// agreeing returns the noun that a relative clause is said of: n, or where the number of the verb forbids that, the
// nearest noun above n that agrees.
func (r *treeReader) agreeing(n, c int) int {
	want := 0
	for _, k := range append([]int{c}, r.kids[c]...) {
		if k != c && !r.Tokens[k].Rel.Is(syntax.AuxiliaryVerb) && !r.Tokens[k].Rel.Is(syntax.Copula) {
			continue
		}
		switch {
		case r.Tokens[k].Penn == "VBZ" || r.low(k) == "was":
			want = 1
		case r.Tokens[k].Penn == "VBP" || r.low(k) == "were":
			want = 2
		}
	}
	for i := n; i >= 0 && want > 0; i = r.Tokens[i].Head {
		if r.nominal(i) && r.plural(i) == (want == 2) {
			return i
		}
		if !r.nominal(i) {
			for k := len(r.kids[i]) - 1; k >= 0; k-- {
				if o := r.kids[i][k]; o < c && o != n && r.Tokens[o].Rel.Is(syntax.Object) && r.plural(o) == (want == 2) {
					return o
				}
			}
			break
		}
	}
	return n
}

// relativeWord returns the relative pronoun or adverb of the clause of c, or -1.
func (r *treeReader) relativeWord(c int) int {
	first, _ := r.edges(c)
	for i := first; i <= c && i < len(r.Tokens); i++ {
		switch r.Tokens[i].Penn {
		case "WDT", "WP", "WP$", "WRB":
			if r.Within(i, c) {
				return i
			}
		}
		if r.low(i) == "that" && r.Tokens[i].Head == c && (r.Tokens[i].Rel.Is(syntax.Subject) || r.Tokens[i].Rel.Is(syntax.Object)) {
			return i
		}
	}
	return -1
}

// sayingMore tells whether the clause of c begins with ", which" or ", who", so that it is a relative clause whatever it
// was taken for.
func (r *treeReader) sayingMore(c int) bool {
	switch rel := r.Tokens[c].Rel; {
	case rel.Is(syntax.AdverbialClause), rel.Is(syntax.SideBySide), rel.Is(syntax.Conjunct), rel == syntax.NounClause, rel.Is(syntax.Complement), rel.Is(syntax.Unknown):
	default:
		return false
	}
	w := r.relativeWord(c)
	return w > 0 && (r.Tokens[w].Penn == "WDT" || r.low(w) == "who" || r.low(w) == "where" && r.subject(c) >= 0) && r.parts(w-1)
}

// before returns the noun that ends before the clause of c, or -1.
func (r *treeReader) before(c int) int {
	first, _ := r.edges(c)
	for i := first - 1; i >= 0; i-- {
		if r.Tokens[i].Tag == syntax.Punctuation {
			continue
		}
		for !r.nominal(i) || r.Tokens[i].Rel.Is("flat") || r.Tokens[i].Rel.Is("compound") {
			if i = r.Tokens[i].Head; i < 0 || i >= first {
				return -1
			}
		}
		return i
	}
	return -1
}

// antecedent returns the words of the noun phrase of n on which a clause hangs: without the preposition before it and,
// where n is a predicate itself, without the rest of its clause.
func (r *treeReader) antecedent(n, clause int) []int {
	var cut []int
	r.loose(n, &cut)
	for _, c := range r.kids[n] {
		switch rel := r.Tokens[c].Rel; {
		case c == clause, rel.Is(syntax.Case), rel.Is(syntax.Subject), rel.Is(syntax.ClausalSubject), rel.Is(syntax.Copula), rel.Is(syntax.AuxiliaryVerb),
			rel.Is(syntax.AdverbModifier) && c < n && !r.quantifier(c), rel.Is(syntax.Oblique), rel.Is(syntax.AdverbialClause), rel.Is(syntax.Marker), rel.Is("expl"), rel.Is("cc"), rel.Is("cc:preconj"),
			rel.Is(syntax.PunctuationMark), rel.Is("discourse"),
			c > clause && rel.Is(syntax.Conjunct):
			cut = append(cut, c)
		}
	}
	out := r.collect(n, cut)
	for len(out) > 0 && r.Tokens[out[0]].Rel.Is(syntax.Case) && out[0] < n {
		out = out[1:]
	}
	return out
}

func (r *treeReader) quantifier(i int) bool {
	switch r.low(i) {
	case "about", "nearly", "almost", "roughly", "some", "only", "over", "around", "approximately", "just":
		return true
	}
	return false
}
