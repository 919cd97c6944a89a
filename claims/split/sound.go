package split

import "assay/claims/syntax"

// maxRounds is how often a sentence is read anew because something that was cut out of it cannot stand alone.
const maxRounds = 4

// mend looks for a statement that cannot stand alone, puts it back where it was, and tells whether there was one. A main
// clause that cannot takes back the verbs that were joined to it, or else everything that was cut out of it.
func (r *treeReader) mend() bool {
	for _, st := range r.out[1:] {
		if !r.sound(st) {
			r.refused = append(r.refused, st.top)
			return true
		}
	}
	if len(r.out) < 2 || r.sound(r.out[0]) {
		return false
	}
	found := false
	for _, st := range r.out[1:] {
		if st.role == conjoined {
			r.refused = append(r.refused, st.top)
			found = true
		}
	}
	if !found { // it is left whole
		for _, st := range r.out[1:] {
			r.refused = append(r.refused, st.top)
		}
	}
	return true
}

// sound tells whether a statement can stand alone: it has a verb, does not begin as half a sentence does, and its words
// fit together where others were cut out.
func (r *treeReader) sound(st statement) bool {
	verb, added, finite, linked := false, false, false, false
	for i, x := range st.words {
		if x.word != "" {
			added = added || x.word != "'s" && x.word != "a" && x.word != "an"
			continue
		}
		t := r.Tokens[x.tok]
		if i == 0 && (t.Penn == "WDT" || t.Penn == "WP" || t.Penn == "WRB" && st.top >= 0 || t.Rel.Is(syntax.Case) && (r.low(x.tok) == "than" || r.low(x.tok) == "of")) {
			return false
		}
		verb = verb || t.Tag == syntax.Verb || t.Tag == syntax.Auxiliary
		finite = finite || t.Finite()
		linked = linked || t.Rel.Is(syntax.Copula) && x.tok < st.head
	}
	if r.partOfOthers(st) || !r.fits(st) {
		return false
	}
	if st.top < 0 {
		return finite || r.grain == Fine && verb
	}
	return added || linked || verb && r.predicate(st.head)
}

// partOfOthers tells whether a statement opens with "most of them" or the like, which is said of something cut off and is
// not its subject.
func (r *treeReader) partOfOthers(st statement) bool {
	if len(st.words) < 2 || st.words[0].word != "" || st.words[1].word != "" || r.low(st.words[1].tok) != "of" {
		return false
	}
	s := r.subject(st.head)
	return s >= 0 && !r.Within(st.words[0].tok, s) && r.Tokens[st.words[0].tok].Tag != syntax.Adposition
}

// fits tells whether the words of a statement can follow each other where something was cut out between them, and
// whether no list lost its "and".
func (r *treeReader) fits(st statement) bool {
	n := len(st.words)
	for i, x := range st.words {
		if x.word != "" {
			if x.tok < 0 && (x.word == "is" || x.word == "was") && i+1 < n && st.words[i+1].word == "" && r.Tokens[st.words[i+1].tok].Finite() && !lex().partOnly(r.low(st.words[i+1].tok)) {
				return false // "the opera is was banned"
			}
			continue
		}
		if i+1 < n && st.words[i+1].word == "" && st.words[i+1].tok > x.tok+1 && !r.meet(st, x.tok, st.words[i+1].tok) {
			return false
		}
		if r.unfinished(st, x.tok) {
			return false
		}
	}
	if n == 0 || st.words[n-1].word != "" {
		return n > 0
	}
	last := r.Tokens[st.words[n-1].tok]
	if last.Rel.Is(syntax.Copula) && last.Head > st.words[n-1].tok {
		return false
	}
	return !last.Rel.Is(syntax.Conjunction) && !(last.Rel.Is(syntax.Case) && st.words[n-1].tok < last.Head && st.top < 0)
}

// meet tells whether token b can follow token a when what stood between them is cut out.
func (r *treeReader) meet(st statement, a, b int) bool {
	x, y := r.Tokens[a], r.Tokens[b]
	separated := false
	for k := a + 1; k < b; k++ {
		separated = separated || r.parts(k) || r.Tokens[k].Tag == syntax.Coordinator
	}
	switch {
	case x.Rel.Is(syntax.Case) && (y.Finite() || y.Tag == syntax.Punctuation):
		return false // "one of is closed"
	case y.Rel == syntax.Conjunction && y.Head > b && a < r.Tokens[y.Head].Head && r.Tokens[y.Head].Head < b:
		return false // "the lake and was home to hippos": what the "and" joins to was cut out
	case !separated:
		return !(r.nominal(a) && y.Tag == syntax.Name && !r.temporal(b) && r.relativeBetween(a, b))
	case x.Tag == syntax.Verb && y.Tag == syntax.Verb && x.Finite() && y.Finite():
		return false // "she came left"
	case r.nominal(a) && x.Penn != "PRP$" && r.opensNoun(b):
		s := r.subject(st.head)
		return s >= 0 && r.Within(b, s) && !r.Within(a, s) // "in 1911 the club"
	}
	return true
}

// relativeBetween tells whether a relative clause begins between tokens a and b.
func (r *treeReader) relativeBetween(a, b int) bool {
	for k := a + 1; k < b; k++ {
		switch r.Tokens[k].Penn {
		case "WDT", "WP", "WRB":
			return true
		}
	}
	return false
}

// opensNoun tells whether a noun phrase begins at token b.
func (r *treeReader) opensNoun(b int) bool {
	x := r.Tokens[b]
	switch {
	case r.nominal(b) && x.Penn != "WDT" && x.Penn != "WP", x.Tag == syntax.Determiner:
		return true
	case x.Tag == syntax.Adjective:
		return x.Rel.Is(syntax.AdjectiveModifier) && x.Head > b
	}
	return false
}

// unfinished tells whether the list that begins with token i is left without its last member: "wrote, recorded".
func (r *treeReader) unfinished(st statement, i int) bool {
	joined, held, closed, last := false, false, false, 0
	for _, c := range r.kids[i] {
		if r.Tokens[c].Rel != syntax.Conjunct {
			continue
		}
		cc := r.child(c, syntax.Conjunction)
		joined = joined || cc >= 0
		if st.holds(c) {
			held = true
			_, last = r.edges(c)
			closed = closed || cc >= 0 && st.holds(cc)
		}
	}
	if last > 0 && !joined && !r.finite(i) { // "deer, foxes" with the "and" hung elsewhere
		for last++; last < len(r.Tokens) && r.parts(last); last++ {
		}
		joined = last < len(r.Tokens) && r.low(last) == "and" && !st.holds(last)
	}
	return joined && held && !closed
}
