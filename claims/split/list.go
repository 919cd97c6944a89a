package split

import (
	"slices"

	"assay/claims/syntax"
)

// membersOfNames makes one member of "Usher Hall" in a list when "Hall" was taken for another: no comma and no "and" stands
// before it.
func (t *tree) membersOfNames() bool {
	changed := false
	for c, x := range t.Tokens {
		if x.Rel != syntax.Conjunct || x.Head < 0 || x.Head > c || !t.nominal(c) || t.predicate(c) || t.child(c, syntax.Conjunction, syntax.Case) >= 0 {
			continue
		}
		first, _ := t.edges(c)
		if first == 0 || t.parts(first) || !t.nominal(first-1) {
			continue
		}
		p := first - 1
		for t.Tokens[p].Rel.Is("flat") || t.Tokens[p].Rel.Is("compound") && t.Tokens[p].Head < p {
			p = t.Tokens[p].Head
		}
		switch {
		case p == x.Head:
			t.Tokens[c].Rel = "flat"
			t.rehang(c, p, syntax.Conjunct)
		case t.Tokens[p].Rel == syntax.Conjunct && t.Tokens[p].Head == x.Head:
			t.rehang(p, c, syntax.Conjunction, syntax.PunctuationMark, syntax.DeterminerWord)
			t.hang(p, c, "compound")
		default:
			continue
		}
		changed = true
	}
	return changed
}

// rehang gives what depends on token from by one of rels to token to.
func (t *tree) rehang(from, to int, rels ...syntax.Rel) {
	for _, k := range t.kids[from] {
		if slices.ContainsFunc(rels, t.Tokens[k].Rel.Is) {
			t.Tokens[k].Head = to
		}
	}
}

// nounLists makes "the lock" in "the dam in Orn, the lock and the weir" a member of the list that the "and" closes, when it
// was hung elsewhere. All members must be built alike.
func (t *tree) nounLists() bool {
	changed := false
	for cc, x := range t.Tokens {
		if x.Rel != syntax.Conjunction || x.Head < cc || t.low(cc) != "and" || !t.nominal(x.Head) || t.predicate(x.Head) {
			continue
		}
		members, end := t.membersBefore(cc)
		if len(members) == 0 {
			changed = t.pairs(x.Head) || changed
			continue
		}
		oxford := t.parts(cc - 1)
		if members = append(members, x.Head); len(members) == 2 && oxford && t.Tokens[members[0]].Rel.Is(syntax.Apposition) {
			continue // "Jane Roe, a judge, and …"
		}
		if a := t.firstMember(end, members); a >= 0 {
			for _, m := range members {
				changed = changed || t.Tokens[m].Head != a || t.Tokens[m].Rel != syntax.Conjunct
				t.hang(m, a, syntax.Conjunct)
			}
		}
	}
	return changed
}

// oneSubject joins "the roof" in "the walls and the roof are red" to "the walls" when both were taken for subjects of the
// verb, which has but one. Between two commas it may say more about the first: "Jane Roe, a poet and a nurse, left".
func (t *tree) oneSubject() bool {
	changed := false
	for b, x := range t.Tokens {
		if !x.Rel.Is(syntax.Subject) || x.Head < b || !t.nominal(b) {
			continue
		}
		a := t.subject(x.Head)
		first, last := t.edges(b)
		if a < 0 || a >= b || !t.nominal(a) {
			continue
		}
		_, end := t.edges(a)
		comma := false
		for end++; end < first && t.parts(end); end++ {
			comma = true
		}
		joined := t.child(b, syntax.Conjunction) >= 0
		for _, c := range t.kids[b] {
			joined = joined || t.Tokens[c].Rel == syntax.Conjunct && t.child(c, syntax.Conjunction) >= 0
		}
		comma = comma || t.parts(first)
		if end != first || !joined || comma && last+1 < len(t.Tokens) && t.parts(last+1) {
			continue
		}
		for _, c := range t.kids[b] {
			if t.Tokens[c].Rel == syntax.Conjunct {
				t.Tokens[c].Head = a
			}
		}
		t.hang(b, a, syntax.Conjunct)
		changed = true
	}
	return changed
}

// pairs hangs noun c, which an "and" joins to a noun that is built otherwise, on the noun above that is built alike: "his
// degree in law and his licence".
func (t *tree) pairs(c int) bool {
	j := t.Tokens[c].Head
	if t.Tokens[c].Rel != syntax.Conjunct || j < 0 || !t.nominal(j) || t.Tokens[j].Tag == syntax.Name && t.Tokens[c].Tag == syntax.Name || t.kind(c) == "" || t.kind(c) == t.kind(j) {
		return false
	}
	for a := t.Tokens[j].Head; a >= 0 && t.nominal(a) && !t.predicate(a); a = t.Tokens[a].Head {
		if t.kind(a) == t.kind(c) && a < c {
			t.hang(c, a, syntax.Conjunct)
			return true
		}
	}
	return false
}

// membersBefore returns the heads of the noun phrases between commas before the "and" at cc, and the comma before the
// first of them.
func (t *tree) membersBefore(cc int) (members []int, end int) {
	end = cc
	if t.parts(cc - 1) {
		end--
	}
	for {
		start, depth := end-1, 0
		for ; start >= 0 && (depth > 0 || t.Tokens[start].Penn != ","); start-- {
			switch t.Tokens[start].Penn {
			case "-RRB-":
				depth++
			case "-LRB-":
				depth--
			}
		}
		root := -1
		for i := start + 1; i < end && start >= 0; i++ {
			if h := t.Tokens[i].Head; (h <= start || h >= end) && t.Tokens[i].Tag != syntax.Punctuation {
				if root >= 0 {
					return members, end
				}
				root = i
			}
			if t.Tokens[i].Finite() {
				return members, end
			}
		}
		if root < 0 || !t.nominal(root) || t.predicate(root) || t.child(root, syntax.Case) >= 0 {
			return members, end
		}
		members = append([]int{root}, members...)
		end = start
	}
}

// firstMember returns the noun before the comma at end with which the list of members begins, or -1.
func (t *tree) firstMember(end int, members []int) int {
	j := end - 1
	for ; j >= 0 && t.bracket(j, "-RRB-"); j-- {
		for j > 0 && !t.bracket(j, "-LRB-") {
			j--
		}
	}
	found := -1
	for ; j >= 0 && t.nominal(j) && !t.predicate(j); j = t.Tokens[j].Head {
		if rel := t.Tokens[j].Rel; rel.Is("flat") || rel.Is("compound") {
			continue
		}
		fits := true
		for k, m := range members {
			fits = fits && !t.Within(j, m) && (t.alike(j, m) && (k == 0 || t.alike(members[k-1], m)) || k > 0 && k == len(members)-1 && t.has(m, "other", "others"))
		}
		if fits && (found < 0 || t.Tokens[members[0]].Head == j) {
			found = j
		}
		if t.Tokens[j].Rel.Is(syntax.Conjunct) && t.Tokens[j].Head >= 0 && t.nominal(t.Tokens[j].Head) {
			break
		}
	}
	if found >= 0 && t.Tokens[found].Rel.Is(syntax.Conjunct) && t.nominal(t.Tokens[found].Head) {
		return t.Tokens[found].Head
	}
	return found
}

// alike tells whether two nouns are built so much the same that they may be members of one list: both are names, or
// common nouns with the same kind of article.
func (t *tree) alike(a, b int) bool {
	if name := t.Tokens[a].Tag == syntax.Name; name != (t.Tokens[b].Tag == syntax.Name) {
		return name && t.child(b, syntax.Apposition, "flat") >= 0 // "Radio Vale and the newspaper Dagen"
	} else if name {
		return true
	}
	return t.kind(a) == t.kind(b) && (t.kind(a) != "a" || t.Tokens[b].Rel.Is(syntax.Conjunct))
}

// kind tells what a noun phrase begins with: a number, the article, a possessive, or "" for nothing of that.
func (t *tree) kind(i int) string {
	switch d := t.child(i, syntax.DeterminerWord); {
	case t.child(i, syntax.NumberModifier) >= 0:
		return "number"
	case d >= 0 && t.low(d) == "the" && t.most(i):
		return "most"
	case t.child(i, "nmod:poss") >= 0:
		return "possessive"
	case d < 0:
		return ""
	case t.low(d) == "an":
		return "a"
	default:
		return t.low(d)
	}
}

// most tells whether noun i has an adjective that leaves one of many: "the largest", "the first".
func (t *tree) most(i int) bool {
	for _, k := range t.kids[i] {
		if w := t.low(k); t.Tokens[k].Penn == "JJS" || w == "first" || w == "last" || w == "only" {
			return true
		}
	}
	return false
}

// chains hangs "C" in "A, B and C" on A when it was hung on B.
func (t *tree) chains() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Rel != syntax.Conjunct || x.Head < 0 || t.child(i, syntax.Conjunction) < 0 {
			continue
		}
		b := x.Head
		a := t.Tokens[b].Head
		if t.Tokens[b].Rel != syntax.Conjunct || a < 0 || t.child(b, syntax.Conjunction) >= 0 || !t.afterComma(b) || t.predicate(a) != t.predicate(b) || t.predicate(b) != t.predicate(i) {
			continue
		}
		t.hang(i, a, syntax.Conjunct)
		changed = true
	}
	return changed
}

// verbsOfList mends "will close 40 branches, cut 1,200 jobs and sell its arm", where the second verb was taken for
// something else, although the third is joined to it.
func (t *tree) verbsOfList() bool {
	changed := false
	for i, x := range t.Tokens {
		if x.Head < 0 || x.Tag != syntax.Verb && t.child(i, syntax.Object) < i || !t.afterComma(i) || t.subject(i) >= 0 || x.Rel == syntax.Conjunct || x.Rel == syntax.RelativeClause || t.child(i, syntax.Marker, syntax.AuxiliaryVerb) >= 0 {
			continue
		}
		c := t.child(i, syntax.Conjunct)
		if c < 0 && t.child(i, syntax.Object) > i {
			c = t.verbJoinedBehind(i)
		}
		if c < i || t.child(c, syntax.Conjunction) < 0 || t.subject(c) >= 0 {
			continue
		}
		h := i - 1
		for h >= 0 && !(t.Tokens[h].Tag == syntax.Verb && t.sameForm(h, i) && t.sameForm(h, c)) {
			h--
		}
		if h < 0 || t.Within(h, i) {
			continue
		}
		for _, v := range []int{i, c} {
			t.hang(v, h, syntax.Conjunct)
			t.Tokens[v].Tag, t.Tokens[v].Penn = syntax.Verb, t.Tokens[h].Penn
		}
		changed = true
	}
	return changed
}

// verbJoinedBehind returns the verb that the "and" right behind the phrase of i joins to another, or -1.
func (t *tree) verbJoinedBehind(i int) int {
	_, last := t.edges(i)
	for last++; last < len(t.Tokens) && t.parts(last); last++ {
	}
	if last >= len(t.Tokens) || t.low(last) != "and" || t.Tokens[last].Rel != syntax.Conjunction {
		return -1
	}
	if c := t.Tokens[last].Head; c > last && t.Tokens[c].Tag == syntax.Verb && t.Tokens[c].Rel == syntax.Conjunct {
		return c
	}
	return -1
}

// sameForm tells whether verb v can have the form of verb h: the infinitive behind a modal, or the past tense.
func (t *tree) sameForm(h, v int) bool {
	form, _ := lex().verbOf(t.low(v))
	switch t.Tokens[h].Penn {
	case "VB":
		return form.plain
	case "VBD":
		return form.past
	case "VBG":
		return form.ing && !form.plain
	}
	return false
}
