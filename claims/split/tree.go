package split

import (
	"slices"
	"strings"

	"assay/claims"
	"assay/claims/syntax"
)

// tree is the dependency tree over runs of a sentence's tokens, without the quotation marks, which mislead the parser.
// Its own tokens are words of the treebank's kind: "long-running" is one token of the sentence and three here, and the
// name of a work in quotation marks is several there and one here.
type tree struct {
	syntax.Sentence
	text string
	kids [][]int  // the tokens that depend on each token, ascending
	home [][2]int // the sentence's tokens that hold each token
}

func newTree(text string, toks []token, runs [][2]int) tree {
	words := joinAmounts(text, treeWords(text, toks, runs))
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

// treeWords cuts runs of tokens into the words of a tree.
func treeWords(text string, toks []token, runs [][2]int) []claims.Span {
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
			if inside := (claims.Span{Start: toks[a].Start, End: toks[b-1].End}); a > 0 && toks[a-1].tag == tagQuote && b < len(toks) && toks[b].tag == tagQuote && title(toks[a:b]) {
				end := b
				if toks[b-1].tag == tagComma || toks[b-1].tag == tagStop { // American: inside the marks, outside the title
					end--
				}
				words = append(words, claims.Span{Start: inside.Start, End: toks[end-1].End})
				if end < b {
					words = append(words, toks[end].Span)
				}
			} else {
				words = append(words, syntax.Tokens(text, inside)...)
			}
			a = b
		}
	}
	return words
}

// joinAmounts makes one word of a currency sign and the number behind it, which must not be parted.
func joinAmounts(text string, words []claims.Span) []claims.Span {
	out := words[:0]
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].End == w.Start && (out[n-1].In(text) == "£" || out[n-1].In(text) == "€") {
			out[n-1].End = w.End
			continue
		}
		out = append(out, w)
	}
	return out
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

// has tells whether one of the words hangs directly on h.
func (t *tree) has(h int, words ...string) bool {
	return slices.ContainsFunc(t.kids[h], func(k int) bool { return slices.Contains(words, t.low(k)) })
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

// parts tells whether token i is a comma, a dash, a colon or an opening bracket; there is no token before the first.
func (t *tree) parts(i int) bool {
	if i < 0 {
		return false
	}
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
	switch t.low(i) {
	case "states", "nations", "netherlands", "philippines", "emirates", "airlines", "airways", "motors", "times":
		if t.Tokens[i].Tag == syntax.Name { // one country or one firm
			return false
		}
	case "they", "we", "these", "those", "both", "you", "people", "police", "many", "several", "few":
		return true
	}
	if t.pluralWord(i) {
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
		if k := t.home[i]; x.Finite() && k[1]-k[0] == 1 && (toks[k[0]].tag == tagNoun || toks[k[0]].tag == tagAdj || toks[k[0]].tag == tagOther) {
			toks[k[0]].tag = tagFinite
		}
	}
}
