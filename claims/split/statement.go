package split

import (
	"slices"
	"strings"

	"assay/claims/syntax"
)

// statement is a clause under construction, in tokens of a tree.
type statement struct {
	role  clauseRole
	head  int    // its predicate
	top   int    // the subtree that was cut out for it, -1 for the main clause
	words []item // in the order of the wording
}

// item is a token of the tree, or a word that grammar needs: in the place of a token, or with tok -1 in addition.
type item struct {
	tok  int
	word string // "" for the token as it stands
}

func items(toks []int) []item {
	out := make([]item, len(toks))
	for i, t := range toks {
		out[i] = item{tok: t}
	}
	return out
}

// treeReader finds the statements of a tree.
type treeReader struct {
	tree
	toks  []token // of the sentence
	grain Grain
	said  bool // indirect speech: a second verb may be the speaker's, not the subject's
	out   []statement

	refused []int // subtrees that must not be cut out
}

// maxStatements is how many statements one sentence may give. The longest lists of facts in an encyclopaedia have
// about twenty members.
const maxStatements = 40

// statements returns the clauses of the tree, the main clause first.
func (r *treeReader) statements(grain Grain, said bool) []clause {
	r.grain, r.said = grain, said
	root := r.Root()
	if root < 0 || r.Flat {
		return nil
	}
	for range maxRounds {
		r.out = nil
		r.read(root, wholeClause, nil, nil, nil)
		if !r.mend() {
			break
		}
	}
	if len(r.out) > 1 {
		r.out[0].role = mainClause
		if !r.sound(r.out[0]) {
			return nil
		}
	}
	if grain == Fine {
		r.expand()
	}
	var list []clause
	for _, st := range r.out {
		if c := r.say(st); len(c.pieces) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// plan is a clause that is to be cut out of another.
type plan struct {
	top   int // the subtree that is cut
	head  int // the predicate of the new clause
	role  clauseRole
	lead  []item         // words that go before: a carried subject, a verb
	omit  []int          // tokens that the clause loses: its conjunction, its relative pronoun
	swap  map[int][]item // words in the place of a relative pronoun
	tail  []item         // words that go behind
	whole []item         // when set, all the words, and nothing of the subtree is read further
	keep  bool           // the words also stay where they are
}

// read makes a statement of the clause of predicate h, and of every clause that is cut out of it. lead goes before its
// own words; p is how it was cut out itself, nil for the main clause.
func (r *treeReader) read(h int, role clauseRole, lead []item, omit []int, p *plan) {
	if len(r.out) >= maxStatements {
		return
	}
	var plans []plan
	r.scan(h, h, r.carried(h, lead), &plans)
	var cut []int
	for _, q := range plans {
		if !q.keep {
			cut = append(cut, q.top)
		}
	}
	at := len(r.out)
	top := -1
	if p != nil {
		top = p.top
	}
	r.out = append(r.out, statement{role: role, head: h, top: top})
	toks := r.collect(h, cut)
	body := make([]item, 0, len(toks)+len(lead))
	body = append(body, lead...)
	for _, t := range toks {
		switch {
		case slices.Contains(omit, t):
		case p != nil && p.swap[t] != nil:
			body = append(body, p.swap[t]...)
		default:
			body = append(body, item{tok: t})
		}
	}
	if p != nil {
		body = append(r.trim(body), p.tail...)
	}
	r.out[at].words = r.trim(r.plain(h, body))
	r.follow(plans)
}

// follow reads the clauses that were planned.
func (r *treeReader) follow(plans []plan) {
	for i := range plans {
		q := &plans[i]
		if q.whole == nil {
			r.read(q.head, q.role, q.lead, q.omit, q)
			continue
		}
		if len(r.out) < maxStatements {
			r.out = append(r.out, statement{role: q.role, head: q.head, top: q.top, words: r.trim(q.whole)})
		}
		var inside []plan // what hangs in the subtree, which is no clause itself
		r.scan(q.top, q.top, nil, &inside)
		r.follow(inside)
	}
}

// connectives tie a sentence to the one before and mean nothing without it.
var connectives = wordsOf("however moreover furthermore additionally therefore thus nevertheless nonetheless consequently hence besides meanwhile instead likewise similarly but and yet so")

// plain takes a connective away from the beginning of the clause of h.
func (r *treeReader) plain(h int, words []item) []item {
	for len(words) > 1 && words[0].word == "" {
		t := words[0].tok
		rel := r.Tokens[t].Rel
		if contrasts[r.low(t)] && r.low(t) != "after" && rel.Is(syntax.Marker) && r.Tokens[t].Head == h && r.finite(h) {
			words = words[1:] // "although fares rose, …" where the other clause has been cut off
			continue
		}
		tie := connectives[r.low(t)] && (r.Tokens[t].Head == h || rel.Is(syntax.Conjunction)) && (rel.Is(syntax.Conjunction) || rel.Is(syntax.AdverbModifier) && (r.low(t) == "so" || r.parts(words[1].tok)))
		if !tie && !r.parts(t) {
			break
		}
		words = words[1:]
	}
	return words
}

// carried returns the words that serve as subject for what hangs on the clause of h: its own subject, or the one that
// was carried to it.
func (r *treeReader) carried(h int, lead []item) []item {
	if s := r.subject(h); s >= 0 {
		if r.Tokens[s].Rel.Is("expl") {
			return nil
		}
		core := r.core(s)
		for _, t := range core {
			if r.Tokens[t].Finite() && r.Tokens[t].Penn != "VBD" && !r.restricts(t, s) {
				return nil // no subject holds a clause of its own; a past form may be a participle
			}
		}
		return items(core)
	}
	return lead
}

// restricts tells whether token t belongs to a relative clause below s.
func (r *treeReader) restricts(t, s int) bool {
	for ; t >= 0 && t != s; t = r.Tokens[t].Head {
		if rel := r.Tokens[t].Rel; rel.Is(syntax.NounClause) || rel.Is(syntax.Complement) {
			return true
		}
	}
	return r.Tokens[s].Rel.Is(syntax.ClausalSubject)
}

// core returns the words of a noun phrase without the clauses and additions that hang on it.
func (r *treeReader) core(n int) []int {
	var cut []int
	r.loose(n, &cut)
	out := r.collect(n, cut)
	for len(out) > 0 && r.Tokens[out[len(out)-1]].Tag == syntax.Punctuation {
		out = out[:len(out)-1]
	}
	for len(out) > 0 && r.Tokens[out[0]].Tag == syntax.Punctuation {
		out = out[1:]
	}
	return out
}

// loose finds what can be left out of a noun phrase that is used again.
func (r *treeReader) loose(n int, cut *[]int) {
	for _, c := range r.kids[n] {
		switch rel := r.Tokens[c].Rel; {
		case rel.Is(syntax.Apposition), rel == syntax.RelativeClause, rel.Is(syntax.SideBySide),
			(rel.Is(syntax.NounClause) || rel.Is(syntax.AdverbialClause)) && r.afterComma(c), r.inBrackets(c):
			*cut = append(*cut, c)
		default:
			r.loose(c, cut)
		}
	}
}

// scan looks below token n, which belongs to the clause of h, for clauses that can be cut out.
func (r *treeReader) scan(n, h int, subject []item, plans *[]plan) {
	for _, c := range r.kids[n] {
		if p, ok := r.cut(c, n, h, subject); ok {
			*plans = append(*plans, p)
			continue
		}
		r.scan(c, h, subject, plans)
	}
}

// cut decides whether the subtree of c, which hangs on n in the clause of h, becomes a statement of its own.
func (r *treeReader) cut(c, n, h int, subject []item) (plan, bool) {
	if slices.Contains(r.refused, c) {
		return plan{}, false
	}
	if r.sayingMore(c) {
		return r.relative(c, r.before(c), h, subject)
	}
	switch rel := r.Tokens[c].Rel; {
	case rel.Is(syntax.Conjunct) && n == h && r.predicate(h):
		return r.conjunct(c, h, subject)
	case rel.Is(syntax.Conjunct) && r.finite(c) && (!r.finite(n) || r.subject(c) >= 0) && r.near(n, h):
		return r.conjunct(c, h, subject) // hung on a noun, which cannot be
	case rel == syntax.RelativeClause:
		return r.relative(c, n, h, subject)
	case rel.Is(syntax.Apposition):
		return r.apposition(c, n)
	case rel.Is(syntax.NounClause):
		return r.nounClause(c, n, h, subject)
	case rel.Is(syntax.AdverbialClause) && (n == h || r.near(n, h)):
		return r.adverbial(c, h, subject)
	case rel.Is(syntax.SideBySide) && n == h:
		return r.sideBySide(c, h)
	}
	return plan{}, false
}

// near tells whether token n belongs to the clause of h itself and to no clause inside it.
func (r *treeReader) near(n, h int) bool {
	for ; n >= 0 && n != h; n = r.Tokens[n].Head {
		switch rel := r.Tokens[n].Rel; {
		case rel.Is(syntax.Complement), rel == syntax.RelativeClause, rel.Is(syntax.NounClause), rel.Is(syntax.AdverbialClause), rel.Is(syntax.ClausalSubject):
			return false
		}
	}
	return n == h
}

// trim takes away the commas and marks at the ends and at cuts.
func (r *treeReader) trim(words []item) []item {
	mark := func(x item) bool {
		if x.word != "" {
			return false
		}
		switch r.Tokens[x.tok].Penn {
		case ",", ":", ".":
			return r.low(x.tok) != "?" && r.low(x.tok) != "!"
		}
		return false
	}
	out := words[:0:0]
	for i, x := range words {
		if mark(x) {
			gap := i == 0 || i == len(words)-1 || words[i-1].word != "" || words[i+1].word != "" || words[i-1].tok != x.tok-1 || words[i+1].tok != x.tok+1
			if gap {
				continue
			}
		}
		out = append(out, x)
	}
	for len(out) > 0 && mark(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

// say turns statements into clauses of the sentence's tokens.
func (r *treeReader) say(st statement) clause {
	c := clause{role: st.role}
	for _, x := range st.words {
		if x.word != "" {
			p := piece{word: x.word}
			if x.tok >= 0 {
				p.run = r.home[x.tok]
			}
			c.pieces = append(c.pieces, p)
			continue
		}
		k := r.home[x.tok]
		if n := len(c.pieces); n > 0 && c.pieces[n-1].word == "" {
			last := &c.pieces[n-1].run
			if k[0] > last[1] && r.onlyQuotes(last[1], k[0]) {
				last[1] = k[0]
			}
			if k[0] >= last[0] && k[0] <= last[1] {
				last[1] = max(last[1], k[1])
				continue
			}
		}
		c.pieces = append(c.pieces, piece{run: k})
	}
	for i := range c.pieces {
		if c.pieces[i].word == "" {
			c.pieces[i].run = r.closeQuote(c.pieces[i].run)
		}
	}
	return c
}

func (r *treeReader) onlyQuotes(a, b int) bool {
	for ; a < b; a++ {
		if r.toks[a].tag != tagQuote {
			return false
		}
	}
	return true
}

// closeQuote takes in the quotation mark beside a run that holds its partner.
func (r *treeReader) closeQuote(run [2]int) [2]int {
	odd := false
	for k := run[0]; k < run[1]; k++ {
		odd = odd != (r.toks[k].tag == tagQuote)
	}
	switch {
	case !odd:
	case run[1] < len(r.toks) && r.toks[run[1]].tag == tagQuote:
		run[1]++
	case run[0] > 0 && r.toks[run[0]-1].tag == tagQuote:
		run[0]--
	}
	return run
}

func (st statement) text(r *treeReader) string {
	var b strings.Builder
	for _, x := range st.words {
		b.WriteByte(' ')
		if x.word != "" {
			b.WriteString(x.word)
		} else {
			b.WriteString(r.Tokens[x.tok].In(r.tree.text))
		}
	}
	return b.String()
}
