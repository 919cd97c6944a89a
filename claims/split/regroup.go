package split

import (
	"slices"
	"strings"

	"assay/claims/syntax"
)

// regroup repairs what the parser often gets wrong, most of it in lists and beside relative clauses. Every repair is
// one that the grammar of English allows no other reading for.
func (t *tree) regroup() {
	for _, repair := range []func(*tree) bool{
		(*tree).titlesAreNames, (*tree).offMarks, (*tree).perfectParticiples, (*tree).membersOfNames, (*tree).pastForms, (*tree).hangOnNouns, (*tree).mainVerbOfFragment,
		(*tree).mainVerbOfRelative, (*tree).countedNouns, (*tree).thatClauses, (*tree).subjectsBehindBut, (*tree).oneSubject, (*tree).nounLists, (*tree).chains,
		(*tree).verbsOfList, (*tree).membersOfExamples,
	} {
		if repair(t) {
			t.link()
		}
	}
}

// hang makes token i a dependent of head.
func (t *tree) hang(i, head int, rel syntax.Rel) { t.Tokens[i].Head, t.Tokens[i].Rel = head, rel }

// hangOnNouns hangs the last member of a list of nouns, and what follows "such as" or "including", on the noun before
// instead of the verb.
func (t *tree) hangOnNouns() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Head < 0 || !t.nominal(i) || t.finite(i) {
			continue
		}
		head := t.Tokens[x.Head]
		switch {
		case x.Rel.Is(syntax.Conjunct) && !t.nominal(x.Head) && head.Tag != syntax.Adjective && t.child(x.Head, syntax.Copula) < 0 && t.child(i, syntax.Conjunction) >= 0 && t.subject(i) < 0:
			if n := t.nounBefore(i, x.Head); n >= 0 {
				t.hang(i, n, syntax.Conjunct)
				changed = true
			}
		case x.Rel != example && t.example(i):
			n := x.Head
			if !t.nominal(n) {
				n = t.nounBefore(i, x.Head)
			}
			if n >= 0 && n < i {
				t.hang(i, n, example)
				changed = true
			}
		}
	}
	return changed
}

// mainVerbOfFragment finds the verb of "Jane Roe, who chairs the board, opened the debate", when the name was taken for
// a fragment and the verb for an addition to it.
func (t *tree) mainVerbOfFragment() bool {
	r := t.Root()
	if r < 0 || !t.nominal(r) || t.predicate(r) {
		return false
	}
	if p := t.linkedNoun(r); p >= 0 {
		for _, k := range t.kids[r] {
			if k > t.child(p, syntax.Copula) && k != p {
				t.Tokens[k].Head = p
			}
		}
		t.hang(p, -1, syntax.Root)
		t.hang(r, p, syntax.Subject)
		return true
	}
	for _, c := range t.kids[r] {
		if c < r || !t.loneVerb(c) || t.Tokens[c].Rel == syntax.RelativeClause {
			continue
		}
		t.hang(c, -1, syntax.Root)
		t.hang(r, c, syntax.Subject)
		for _, k := range t.kids[r] {
			if k > c {
				t.Tokens[k].Head = c
			}
		}
		return true
	}
	return false
}

// linkedNoun returns the noun or adjective that a finite "is" or "was" makes the predicate of the fragment r, or -1.
func (t *tree) linkedNoun(r int) int {
	for i := r + 1; i < len(t.Tokens); i++ {
		cop := t.child(i, syntax.Copula)
		if cop < r || cop > i || !t.Tokens[cop].Finite() || t.subject(i) >= 0 || t.child(i, syntax.Marker) >= 0 {
			continue
		}
		if rel := t.Tokens[i].Rel; rel == syntax.RelativeClause || rel.Is(syntax.Complement) || rel.Is(syntax.Conjunct) {
			continue
		}
		return i
	}
	return -1
}

// pastForms makes a past tense of what was read as a participle, although it has a subject and no auxiliary, or an object
// of its own: "the storm crossed the gulf".
func (t *tree) pastForms() bool {
	for i, x := range t.Tokens {
		if x.Penn != "VBN" || !lex().pastForm(t.low(i)) || t.child(i, syntax.AuxiliaryVerb, syntax.Marker) >= 0 {
			continue
		}
		switch {
		case x.Rel.Is(syntax.Root) && t.subject(i) >= 0 && (i+1 < len(t.Tokens) && t.Tokens[i+1].Tag != syntax.Adposition || !t.finiteAfter(i)),
			x.Rel == syntax.Conjunct && t.subject(i) >= 0 && x.Head >= 0 && t.finite(x.Head):
			t.Tokens[i].Penn = "VBD"
		case x.Rel.Is(syntax.NounClause) && x.Head == t.Root() && x.Head < i && !t.predicate(x.Head) && t.child(i, syntax.Object) > i && !t.afterComma(i):
			t.Tokens[i].Penn = "VBD"
			n := x.Head
			t.hang(i, -1, syntax.Root)
			t.hang(n, i, syntax.Subject)
			for _, k := range t.kids[n] {
				if k > i {
					t.Tokens[k].Head = i
				}
			}
			return true
		}
	}
	return false
}

// finiteAfter tells whether a finite verb stands behind token i.
func (t *tree) finiteAfter(i int) bool {
	return slices.ContainsFunc(t.Tokens[i+1:], syntax.Token.Finite)
}

// mainVerbOfRelative does the same where the verb was joined to that of the relative clause.
func (t *tree) mainVerbOfRelative() bool {
	changed := false
	for i, x := range t.Tokens {
		if !x.Rel.Is(syntax.Conjunct) || x.Head < 0 || !t.loneVerb(i) {
			continue
		}
		if c := t.Tokens[x.Head]; c.Rel == syntax.RelativeClause && c.Head >= 0 && c.Head < x.Head {
			n := c.Head
			t.hang(i, t.Tokens[n].Head, t.Tokens[n].Rel)
			t.hang(n, i, syntax.Subject)
			changed = true
		}
	}
	return changed
}

// loneVerb tells whether i is a finite verb behind a comma that has no subject and no conjunction.
func (t *tree) loneVerb(i int) bool {
	return t.finite(i) && t.subject(i) < 0 && t.child(i, syntax.Conjunction) < 0 && t.afterComma(i)
}

// countedNouns mends "4.2 million crowns" where "crowns" was read as a verb.
func (t *tree) countedNouns() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Rel.Is(syntax.Conjunct) && x.Penn == "VBZ" && x.Head >= 0 && t.child(i, syntax.Conjunction) < 0 && !t.afterComma(i) && t.subject(i) < 0 && t.child(i, syntax.NumberModifier) >= 0 {
			t.Tokens[i].Tag, t.Tokens[i].Penn = syntax.Noun, "NNS"
			t.hang(i, x.Head, syntax.Object)
			changed = true
		}
	}
	return changed
}

// thatClauses joins "… and that it spread" to the clause before.
func (t *tree) thatClauses() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Rel.Is(syntax.AdverbialClause) && x.Head >= 0 && t.finite(i) && t.child(i, syntax.Conjunction) >= 0 && t.child(i, syntax.Conjunction) < t.subject(i) {
			t.hang(i, x.Head, syntax.Conjunct)
			changed = true
		}
	}
	return changed
}

// subjectsBehindBut mends "it is epoxy, but other polymers are used", where the second subject was taken for a second
// predicate.
func (t *tree) subjectsBehindBut() bool {
	changed := false
	for i, x := range t.Tokens {
		if !x.Rel.Is(syntax.Conjunct) || x.Head < 0 || !t.nominal(i) || t.child(i, syntax.Conjunction) < 0 || t.predicate(i) {
			continue
		}
		for _, c := range t.kids[x.Head] {
			if c > i && t.Tokens[c].Rel.Is(syntax.Conjunct) && t.finite(c) && t.child(c, syntax.Conjunction) < 0 && t.subject(c) < 0 {
				t.hang(i, c, syntax.Subject)
				changed = true
				break
			}
		}
	}
	return changed
}

// membersOfExamples makes the members of a list of examples examples themselves.
func (t *tree) membersOfExamples() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Rel == syntax.Conjunct && x.Head >= 0 && t.Tokens[x.Head].Rel == example {
			t.hang(i, t.Tokens[x.Head].Head, example)
			changed = true
		}
	}
	return changed
}

// titlesAreNames makes names of the titles of works, which are one word here and none that the parser knows.
func (t *tree) titlesAreNames() bool {
	changed := false
	for i, x := range t.Tokens {
		if t.home[i][1]-t.home[i][0] < 2 || !strings.Contains(x.In(t.text), " ") {
			continue
		}
		t.Tokens[i].Tag, t.Tokens[i].Penn = syntax.Name, "NNP"
		if rel := x.Rel; x.Head >= 0 && x.Head < i && t.Tokens[x.Head].Tag == syntax.Verb && (rel.Is(syntax.AdverbModifier) || rel.Is(syntax.Unknown) || rel.Is("list")) && t.child(x.Head, syntax.Object) < 0 {
			t.Tokens[i].Rel = syntax.Object
			changed = true
		}
	}
	return changed
}

// offMarks hangs what was hung on a comma on what the comma hangs on, and a phrase with a preposition on its verb.
func (t *tree) offMarks() bool {
	changed := false
	for i, x := range t.Tokens {
		h := x.Head
		for h >= 0 && t.Tokens[h].Tag == syntax.Punctuation {
			h = t.Tokens[h].Head
		}
		for v := h; x.Rel.Is(syntax.Oblique) && h != x.Head && v >= 0; v = t.Tokens[v].Head {
			if t.predicate(v) {
				h = v
				break
			}
		}
		if h >= 0 && h != x.Head && h != i && !t.Within(h, i) {
			t.Tokens[i].Head = h
			changed = true
		}
	}
	return changed
}

// perfectParticiples gives "having" in "having lost two elections, the party left" to "lost" instead of "left".
func (t *tree) perfectParticiples() bool {
	changed := false
	for i, x := range t.Tokens {
		if t.low(i) != "having" || x.Head <= i+1 || !x.Rel.Is(syntax.AuxiliaryVerb) || i+1 >= len(t.Tokens) {
			continue
		}
		if v := i + 1; t.Tokens[v].Penn == "VBN" && t.Tokens[v].Head == x.Head && t.Tokens[v].Rel.Is(syntax.AdverbialClause) {
			t.Tokens[i].Head = v
			changed = true
		}
	}
	return changed
}

// example is the relation of "Leeds" to "cities" in "cities such as Leeds".
const example = syntax.Conjunct + ":example"

// example tells whether noun i follows "such as" or "including".
func (t *tree) example(i int) bool {
	for _, c := range t.kids[i] {
		if c < i && t.Tokens[c].Rel.Is(syntax.Case) {
			if w := t.low(c); w == "including" || w == "such" && t.child(c, "fixed") >= 0 {
				return true
			}
		}
	}
	return false
}

// nounBefore returns the head of the list of nouns that ends before the subtree of i and hangs on top, or -1.
func (t *tree) nounBefore(i, top int) int {
	first, _ := t.edges(i)
	j := first - 1
	for j >= 0 && t.Tokens[j].Tag == syntax.Punctuation {
		j--
	}
	found := -1
	for ; j >= 0 && j != top; j = t.Tokens[j].Head {
		if t.nominal(j) && !t.Tokens[j].Rel.Is("flat") && !t.Tokens[j].Rel.Is("compound") && !t.Tokens[j].Rel.Is("nsubj") {
			found = j
		}
		if t.predicate(j) {
			break
		}
	}
	if found >= 0 && t.Tokens[found].Rel.Is(syntax.Conjunct) && t.nominal(t.Tokens[found].Head) {
		found = t.Tokens[found].Head
	}
	return found
}
