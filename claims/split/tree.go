package split

import (
	"slices"
	"strings"

	"assay/claims"
	"assay/claims/syntax"
)

// tree is the dependency tree over runs of a sentence's tokens, without the quotation marks, which mislead the parser. Its own tokens are words of the treebank's kind, which
// are never longer than those of the sentence: "long-running" is one token there and three here.
type tree struct {
	syntax.Sentence
	text string
	kids [][]int  // the tokens that depend on each token, ascending
	home [][2]int // the sentence's tokens that hold each token
}

func newTree(text string, toks []token, runs [][2]int) tree {
	var words []claims.Span
	for _, r := range runs {
		for a := r[0]; a < r[1]; {
			if toks[a].tag == tagQuote {
				a++
				continue
			}
			b := a
			for b < r[1] && toks[b].tag != tagQuote {
				b++
			}
			if inside := (claims.Span{Start: toks[a].Start, End: toks[b-1].End}); a > r[0] && b < r[1] && title(toks[a:b]) {
				words = append(words, inside)
			} else {
				words = append(words, syntax.Tokens(text, inside)...)
			}
			a = b
		}
	}
	// The parser was taught on whole sentences and is lost without the full stop.
	if last := len(toks) - 1; len(runs) > 0 && runs[len(runs)-1][1] <= last && toks[last].low == "." {
		words = append(words, toks[last].Span)
	}
	t := tree{Sentence: syntax.ParseTokens(text, words), text: text}
	n := len(t.Tokens)
	t.home = make([][2]int, n)
	k := 0
	for i, x := range t.Tokens {
		for k+1 < len(toks) && toks[k].End <= x.Start {
			k++
		}
		t.home[i] = [2]int{k, k + 1}
		for j := k + 1; j < len(toks) && toks[j].Start < x.End; j++ {
			t.home[i][1] = j + 1
		}
	}
	if !t.Flat {
		t.link()
		t.regroup()
	}
	return t
}

// title tells whether the words between two quotation marks are the name of a work, which is one word to the parser.
func title(toks []token) bool {
	if toks[len(toks)-1].tag == tagComma || toks[len(toks)-1].tag == tagStop {
		toks = toks[:len(toks)-1]
	}
	if len(toks) < 2 || len(toks) > 9 || !toks[0].cap || !toks[len(toks)-1].cap && toks[len(toks)-1].tag != tagNumber {
		return false
	}
	for _, t := range toks {
		if !t.cap && t.Len() > 4 && t.tag != tagNumber {
			return false
		}
	}
	return true
}

// link sets kids from the heads.
func (t *tree) link() {
	n := len(t.Tokens)
	t.kids = make([][]int, n)
	count := make([]int, n)
	for _, x := range t.Tokens {
		if x.Head >= 0 {
			count[x.Head]++
		}
	}
	all := make([]int, n)
	for i, c := range count {
		t.kids[i] = all[:0:c]
		all = all[c:]
	}
	for i, x := range t.Tokens {
		if x.Head >= 0 {
			t.kids[x.Head] = append(t.kids[x.Head], i)
		}
	}
}

// regroup repairs what the parser often gets wrong in lists: the last member of a list of nouns is hung on the verb, or
// "such as" and "including" on the verb instead of the noun before.
func (t *tree) regroup() {
	changed := false
	hang := func(i, head int, rel syntax.Rel) {
		t.Tokens[i].Head, t.Tokens[i].Rel = head, rel
		changed = true
	}
	for i, x := range t.Tokens {
		if x.Head < 0 || !t.nominal(i) || t.finite(i) {
			continue
		}
		switch {
		case x.Rel.Is(syntax.Conjunct) && !t.nominal(x.Head) && t.child(i, syntax.Conjunction) >= 0 && t.subject(i) < 0 && t.child(x.Head, syntax.Copula) < 0 && t.Tokens[x.Head].Tag != syntax.Adjective:
			if n := t.nounBefore(i, x.Head); n >= 0 {
				hang(i, n, syntax.Conjunct)
			}
		case t.example(i) && x.Rel != example:
			n := x.Head
			if !t.nominal(n) {
				n = t.nounBefore(i, x.Head)
			}
			if n >= 0 && n < i {
				hang(i, n, example)
			}
		}
	}
	if r := t.Root(); r >= 0 && t.nominal(r) && !t.predicate(r) { // "Jane Roe, who chairs the board, opened the debate"
		for _, c := range t.kids[r] {
			if c > r && t.finite(c) && t.subject(c) < 0 && t.child(c, syntax.Conjunction) < 0 && t.Tokens[c].Rel != syntax.RelativeClause && t.afterComma(c) {
				t.Tokens[c].Head, t.Tokens[c].Rel = -1, syntax.Root
				hang(r, c, syntax.Subject)
				for _, k := range t.kids[r] {
					if k > c {
						t.Tokens[k].Head = c
					}
				}
				break
			}
		}
	}
	for i, x := range t.Tokens { // the same where the second verb was hung on the first
		if !x.Rel.Is(syntax.Conjunct) || x.Head < 0 || !t.finite(i) || t.subject(i) >= 0 || t.child(i, syntax.Conjunction) >= 0 || !t.afterComma(i) {
			continue
		}
		if c := t.Tokens[x.Head]; c.Rel == syntax.RelativeClause && c.Head >= 0 && c.Head < x.Head {
			n := c.Head
			t.Tokens[i].Head, t.Tokens[i].Rel = t.Tokens[n].Head, t.Tokens[n].Rel
			hang(n, i, syntax.Subject)
		}
	}
	for i, x := range t.Tokens { // "4.2 million crowns" read as a verb
		if x.Rel.Is(syntax.Conjunct) && x.Penn == "VBZ" && x.Head >= 0 && t.child(i, syntax.Conjunction) < 0 && !t.afterComma(i) && t.subject(i) < 0 && t.child(i, syntax.NumberModifier) >= 0 {
			t.Tokens[i].Tag, t.Tokens[i].Penn = syntax.Noun, "NNS"
			hang(i, x.Head, syntax.Object)
		}
	}
	for i, x := range t.Tokens { // "… and that it spread"
		if x.Rel.Is(syntax.AdverbialClause) && x.Head >= 0 && t.finite(i) && t.subject(i) >= 0 && t.child(i, syntax.Conjunction) >= 0 && t.child(i, syntax.Conjunction) < t.subject(i) {
			hang(i, x.Head, syntax.Conjunct)
		}
	}
	if changed {
		t.link()
		changed = false
	}
	for i, x := range t.Tokens { // "epoxy, but other polymers are used": a subject taken for a second predicate
		if !x.Rel.Is(syntax.Conjunct) || x.Head < 0 || !t.nominal(i) || t.child(i, syntax.Conjunction) < 0 || t.predicate(i) {
			continue
		}
		for _, c := range t.kids[x.Head] {
			if c > i && t.Tokens[c].Rel.Is(syntax.Conjunct) && t.finite(c) && t.child(c, syntax.Conjunction) < 0 && t.subject(c) < 0 {
				hang(i, c, syntax.Subject)
				break
			}
		}
	}
	if changed {
		t.link()
	}
	for i, x := range t.Tokens { // members of a list of examples are examples
		if x.Rel == syntax.Conjunct && x.Head >= 0 && t.Tokens[x.Head].Rel == example {
			hang(i, t.Tokens[x.Head].Head, example)
		}
	}
	if changed {
		t.link()
	}
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

// temporal tells whether the subtree of i names a year, a month or a day of the week.
func (t *tree) temporal(i int) bool {
	for _, k := range t.collect(i, nil) {
		w := t.low(k)
		if _, day := weekdays[w]; day || isYear(strings.TrimSuffix(w, "s")) || lex().month[w] > 0 && t.Tokens[k].Tag == syntax.Name {
			return true
		}
	}
	return false
}

func (t *tree) low(i int) string { return foldWord(t.Tokens[i].In(t.text)) }

// child returns the first token that depends on i by one of rels, or -1.
func (t *tree) child(i int, rels ...syntax.Rel) int {
	for _, c := range t.kids[i] {
		for _, rel := range rels {
			if t.Tokens[c].Rel.Is(rel) {
				return c
			}
		}
	}
	return -1
}

// subject returns the token that is the subject of the clause whose predicate is h, or -1.
func (t *tree) subject(h int) int {
	for _, c := range t.kids[h] {
		if r := t.Tokens[c].Rel; (r.Is(syntax.Subject) || r.Is(syntax.ClausalSubject) || r.Is("expl")) && t.child(c, syntax.Case) < 0 {
			return c
		}
	}
	return -1
}

// collect returns i and all that depends on it but for the subtrees of the tokens in cut, ascending.
func (t *tree) collect(i int, cut []int) []int {
	out := t.gather(nil, i, cut)
	slices.Sort(out)
	return out
}

func (t *tree) gather(out []int, i int, cut []int) []int {
	out = append(out, i)
	for _, c := range t.kids[i] {
		if !slices.Contains(cut, c) {
			out = t.gather(out, c, cut)
		}
	}
	return out
}

// edges returns the first and the last token of the subtree of i.
func (t *tree) edges(i int) (first, last int) {
	first, last = i, i
	for _, c := range t.kids[i] {
		a, b := t.edges(c)
		first, last = min(first, a), max(last, b)
	}
	return first, last
}

// afterComma tells whether the subtree of i begins behind a comma, a dash or a bracket, its own or its head's.
func (t *tree) afterComma(i int) bool {
	first, _ := t.edges(i)
	return t.parts(first) || first > 0 && t.parts(first-1)
}

// parts tells whether token i is a comma, a dash, a colon or an opening bracket.
func (t *tree) parts(i int) bool {
	switch t.Tokens[i].Penn {
	case ",", ":", "-LRB-", "HYPH", "NFP":
		return t.Tokens[i].Tag == syntax.Punctuation
	}
	return false
}

// predicate tells whether token i heads a clause: a verb, or a noun or adjective with a copula.
func (t *tree) predicate(i int) bool {
	x := t.Tokens[i]
	return x.Tag == syntax.Verb || x.Tag == syntax.Auxiliary || t.child(i, syntax.Copula) >= 0 || t.child(i, syntax.AuxiliaryVerb) >= 0
}

// finite tells whether the clause of predicate i has a verb in the present or past tense or a modal.
func (t *tree) finite(i int) bool {
	if t.Tokens[i].Finite() {
		return true
	}
	for _, c := range t.kids[i] {
		if r := t.Tokens[c].Rel; (r.Is(syntax.AuxiliaryVerb) || r.Is(syntax.Copula)) && t.Tokens[c].Finite() {
			return true
		}
	}
	return false
}

// nominal tells whether token i is a noun, a name, a number or a pronoun.
func (t *tree) nominal(i int) bool {
	switch t.Tokens[i].Tag {
	case syntax.Noun, syntax.Name, syntax.Number, syntax.Pronoun, syntax.Symbol:
		return t.Tokens[i].Penn != "JJR"
	}
	return false
}

// plural tells whether the noun phrase of token i is grammatically plural.
func (t *tree) plural(i int) bool {
	switch t.Tokens[i].Penn {
	case "NNS", "NNPS":
		return true
	}
	switch t.low(i) {
	case "they", "we", "these", "those", "both", "you", "people", "police", "many", "several", "few":
		return true
	}
	for _, c := range t.kids[i] {
		if t.Tokens[c].Rel.Is(syntax.Conjunct) && t.nominal(c) {
			return true
		}
	}
	return false
}

// pluralWord tells whether the noun i is plural by itself, whatever is joined to it.
func (t *tree) pluralWord(i int) bool {
	return t.Tokens[i].Penn == "NNS" || t.Tokens[i].Penn == "NNPS"
}

// past tells whether the clause of predicate i is told in the past tense.
func (t *tree) past(i int) bool {
	if t.Tokens[i].Penn == "VBD" {
		return true
	}
	for _, c := range t.kids[i] {
		if r := t.Tokens[c].Rel; (r.Is(syntax.AuxiliaryVerb) || r.Is(syntax.Copula)) && t.Tokens[c].Penn == "VBD" {
			return true
		}
	}
	return false
}

// inBrackets tells whether the subtree of i stands in brackets.
func (t *tree) inBrackets(i int) bool {
	first, last := t.edges(i)
	return t.bracket(first, "-LRB-") && (t.bracket(last, "-RRB-") || t.bracket(last+1, "-RRB-")) || t.bracket(first-1, "-LRB-")
}

func (t *tree) bracket(i int, penn string) bool {
	return i >= 0 && i < len(t.Tokens) && t.Tokens[i].Penn == penn
}

// correct gives the sentence's tokens the parser's word where it sees a verb and the lists do not: "the railway runs".
func (t *tree) correct(toks []token) {
	for i, x := range t.Tokens {
		if k := t.home[i]; x.Finite() && k[1]-k[0] == 1 && (toks[k[0]].tag == tagNoun || toks[k[0]].tag == tagOther) {
			toks[k[0]].tag = tagFinite
		}
	}
}
