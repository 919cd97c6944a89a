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

// clauses finds the statements of a tree.
type clauses struct {
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
func (r *clauses) statements(grain Grain, said bool) []clause {
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

// maxRounds is how often a sentence is read anew because something that was cut out of it cannot stand alone.
const maxRounds = 4

// mend looks for a statement that cannot stand alone, puts it back where it was, and tells whether there was one.
func (r *clauses) mend() bool {
	for _, st := range r.out[1:] {
		if !r.sound(st) {
			r.refused = append(r.refused, st.top)
			return true
		}
	}
	return false
}

// sound tells whether a statement can stand alone: it has a verb and does not begin as half a sentence does.
func (r *clauses) sound(st statement) bool {
	verb := false
	for i, x := range st.words {
		if x.word != "" {
			verb = verb || x.word != "'s" && x.word != "a" && x.word != "an"
			continue
		}
		t := r.Tokens[x.tok]
		if i == 0 && (t.Penn == "WDT" || t.Penn == "WP" || t.Rel.Is(syntax.Case) && r.low(x.tok) == "than") {
			return false
		}
		verb = verb || t.Tag == syntax.Verb || t.Tag == syntax.Auxiliary
	}
	return verb
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

// clause reads the clause of predicate h: lead goes before its own words, tail behind.
func (r *clauses) read(h int, role clauseRole, lead []item, omit []int, p *plan) {
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
	for i := range plans {
		q := &plans[i]
		if q.whole != nil {
			if len(r.out) < maxStatements {
				r.out = append(r.out, statement{role: q.role, head: q.head, top: q.top, words: r.trim(q.whole)})
			}
			r.inside(q.top)
			continue
		}
		r.read(q.head, q.role, q.lead, q.omit, q)
	}
}

// connectives tie a sentence to the one before and mean nothing without it.
var connectives = map[string]bool{
	"however": true, "moreover": true, "furthermore": true, "additionally": true, "therefore": true, "thus": true,
	"nevertheless": true, "nonetheless": true, "consequently": true, "hence": true, "besides": true, "meanwhile": true,
	"instead": true, "likewise": true, "similarly": true, "but": true, "and": true, "yet": true, "so": true,
}

// plain takes a connective away from the beginning of the clause of h.
func (r *clauses) plain(h int, words []item) []item {
	for len(words) > 1 && words[0].word == "" {
		t := words[0].tok
		rel := r.Tokens[t].Rel
		tie := connectives[r.low(t)] && (r.Tokens[t].Head == h || rel.Is(syntax.Conjunction)) && (rel.Is(syntax.Conjunction) || rel.Is(syntax.AdverbModifier) && len(words) > 1 && r.parts(words[1].tok))
		if !tie && !r.parts(t) {
			break
		}
		words = words[1:]
	}
	return words
}

// inside reads the clauses that hang in a subtree which is no clause itself.
func (r *clauses) inside(top int) {
	var plans []plan
	r.scan(top, top, nil, &plans)
	for i := range plans {
		if q := &plans[i]; q.whole != nil {
			if len(r.out) < maxStatements {
				r.out = append(r.out, statement{role: q.role, head: q.head, top: q.top, words: r.trim(q.whole)})
			}
			r.inside(q.top)
		} else {
			r.read(q.head, q.role, q.lead, q.omit, q)
		}
	}
}

// carried returns the words that serve as subject for what hangs on the clause of h: its own subject, or the one that
// was carried to it.
func (r *clauses) carried(h int, lead []item) []item {
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
func (r *clauses) restricts(t, s int) bool {
	for ; t >= 0 && t != s; t = r.Tokens[t].Head {
		if rel := r.Tokens[t].Rel; rel.Is(syntax.NounClause) || rel.Is(syntax.Complement) {
			return true
		}
	}
	return r.Tokens[s].Rel.Is(syntax.ClausalSubject)
}

// core returns the words of a noun phrase without the clauses and additions that hang on it.
func (r *clauses) core(n int) []int {
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
func (r *clauses) loose(n int, cut *[]int) {
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

// antecedent returns the words of the noun phrase of n on which a clause hangs: without the preposition before it and,
// where n is a predicate itself, without the rest of its clause.
func (r *clauses) antecedent(n, clause int) []int {
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
	return r.collect(n, cut)
}

func (r *clauses) quantifier(i int) bool {
	switch r.low(i) {
	case "about", "nearly", "almost", "roughly", "some", "only", "over", "around", "approximately", "just":
		return true
	}
	return false
}

// scan looks below token n, which belongs to the clause of h, for clauses that can be cut out.
func (r *clauses) scan(n, h int, subject []item, plans *[]plan) {
	for _, c := range r.kids[n] {
		if p, ok := r.cut(c, n, h, subject); ok {
			*plans = append(*plans, p)
			continue
		}
		r.scan(c, h, subject, plans)
	}
}

// cut decides whether the subtree of c, which hangs on n in the clause of h, becomes a statement of its own.
func (r *clauses) cut(c, n, h int, subject []item) (plan, bool) {
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

// sayingMore tells whether the clause of c begins with ", which" or ", who", so that it is a relative clause whatever it
// was taken for.
func (r *clauses) sayingMore(c int) bool {
	switch rel := r.Tokens[c].Rel; {
	case rel.Is(syntax.AdverbialClause), rel.Is(syntax.SideBySide), rel.Is(syntax.Conjunct), rel == syntax.NounClause, rel.Is(syntax.Complement), rel.Is(syntax.Unknown):
	default:
		return false
	}
	w := r.relativeWord(c)
	return w > 0 && (r.Tokens[w].Penn == "WDT" || r.low(w) == "who") && r.parts(w-1)
}

// near tells whether token n belongs to the clause of h itself and to no clause inside it.
func (r *clauses) near(n, h int) bool {
	for ; n >= 0 && n != h; n = r.Tokens[n].Head {
		switch rel := r.Tokens[n].Rel; {
		case rel.Is(syntax.Complement), rel == syntax.RelativeClause, rel.Is(syntax.NounClause), rel.Is(syntax.AdverbialClause), rel.Is(syntax.ClausalSubject):
			return false
		}
	}
	return n == h
}

// openers returns the conjunctions and marks with which the clause of c begins.
func (r *clauses) openers(c int) []int {
	var out []int
	for _, k := range r.kids[c] {
		if rel := r.Tokens[k].Rel; (rel.Is(syntax.Conjunction) || rel.Is(syntax.PunctuationMark) || rel.Is(syntax.Marker) && !(r.Tokens[k].Tag == syntax.Particle)) && k < c {
			out = append(out, r.collect(k, nil)...)
		}
	}
	return out
}

// conjunct cuts "… and later joined the league".
func (r *clauses) conjunct(c, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: conjoined, omit: r.openers(c)}
	if r.Tokens[c].Rel == example {
		return p, false
	}
	if !r.predicate(c) && r.child(h, syntax.Copula) < 0 || r.choice(c, h) || r.conditional(h) || r.conditional(c) {
		return p, false
	}
	if s := r.subject(c); s >= 0 && r.finite(c) {
		return p, true
	}
	if len(subject) == 0 || r.subject(c) >= 0 || r.negatedSubject(h) || r.bare(c, h) || r.disagrees(c, subject) {
		return p, false
	}
	if r.child(c, syntax.Conjunction) < 0 && !r.afterComma(c) {
		return p, false
	}
	p.lead = slices.Clone(subject)
	if r.finite(c) {
		return p, !r.said || r.grain == Fine
	}
	if r.negated(h) {
		return p, false
	}
	aux := r.auxiliaries(h)
	switch {
	case r.child(h, syntax.Copula) >= 0 && !r.predicate(c):
		if r.grain != Fine && !r.ownPhrase(c) {
			return p, false
		}
		p.lead = append(p.lead, items(append(aux, r.child(h, syntax.Copula)))...)
		if d := r.child(h, syntax.DeterminerWord); d >= 0 && (r.low(d) == "a" || r.low(d) == "an") && r.child(c, syntax.DeterminerWord) < 0 && !r.plural(c) && r.Tokens[c].Tag == syntax.Noun {
			first, _ := r.edges(c)
			for first < c && (r.Tokens[first].Tag == syntax.Punctuation || r.Tokens[first].Tag == syntax.Coordinator) {
				first++
			}
			p.lead = append(p.lead, item{tok: -1, word: aOrAn(r.low(first))})
		}
		return p, true
	case len(aux) == 0 && r.Tokens[c].Penn == "VBN" && r.Tokens[h].Penn == "VBD":
		return p, true // a past form that was read as a participle
	case len(aux) == 0 || r.Tokens[c].Penn != r.Tokens[h].Penn:
		return p, false
	}
	p.lead = append(p.lead, items(aux)...)
	return p, true
}

// aOrAn returns the article before a word.
func aOrAn(low string) string {
	if strings.ContainsRune("aeiou", rune(low[0])) {
		return "an"
	}
	return "a"
}

// bare tells whether the verb c has nothing of its own while words follow that may belong to both: "designed and used
// in Leeds".
func (r *clauses) bare(c, h int) bool {
	for _, k := range r.kids[c] {
		if rel := r.Tokens[k].Rel; !rel.Is(syntax.Conjunction) && !rel.Is(syntax.PunctuationMark) {
			return false
		}
	}
	_, last := r.edges(h)
	return last > c+1
}

// disagrees tells whether the verb of the clause of c cannot have the words as its subject: "the polymer … are used".
func (r *clauses) disagrees(c int, subject []item) bool {
	head := r.headOf(subject)
	if head < 0 {
		return false
	}
	for _, k := range append([]int{c}, r.kids[c]...) {
		if k != c && !r.Tokens[k].Rel.Is(syntax.AuxiliaryVerb) && !r.Tokens[k].Rel.Is(syntax.Copula) {
			continue
		}
		w := r.low(k)
		switch many := r.plural(head); {
		case r.Tokens[head].Tag == syntax.Pronoun:
		case many && (w == "is" || w == "was" || w == "has") || !many && (w == "are" || w == "were"):
			return true
		}
	}
	return false
}

// headOf returns the token of the words that is highest in the tree, or -1.
func (r *clauses) headOf(words []item) int {
	head := -1
	for _, x := range words {
		if x.tok >= 0 && (head < 0 || r.depth(x.tok) < r.depth(head)) {
			head = x.tok
		}
	}
	return head
}

// ownPhrase tells whether a second predicate is set apart: it has an article of its own or stands behind a comma.
func (r *clauses) ownPhrase(c int) bool {
	return r.child(c, syntax.DeterminerWord) >= 0 || r.afterComma(c)
}

// choice tells whether c is an alternative to what h says.
func (r *clauses) choice(c, h int) bool {
	if k := r.child(c, syntax.Conjunction); k >= 0 && (r.low(k) == "or" || r.low(k) == "nor") {
		return true
	}
	return r.has(h, "either", "neither", "whether", "only")
}

// conditional tells whether the clause of h hangs on a condition.
func (r *clauses) conditional(h int) bool {
	for _, c := range r.kids[h] {
		if r.Tokens[c].Rel.Is(syntax.AdverbialClause) && r.has(c, "if", "unless", "lest", "provided", "whether") {
			return true
		}
	}
	return false
}

// before returns the noun that ends before the clause of c, or -1.
func (r *clauses) before(c int) int {
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

// auxiliaries returns the auxiliary verbs of the predicate h.
func (r *clauses) auxiliaries(h int) []int {
	var out []int
	for _, k := range r.kids[h] {
		if r.Tokens[k].Rel.Is(syntax.AuxiliaryVerb) {
			out = append(out, k)
		}
	}
	return out
}

// has tells whether one of the words hangs directly on h.
func (r *clauses) has(h int, words ...string) bool {
	for _, k := range r.kids[h] {
		if slices.Contains(words, r.low(k)) {
			return true
		}
	}
	return false
}

// negated tells whether the clause of h is denied, so that nothing can be taken out of its scope.
func (r *clauses) negated(h int) bool {
	if r.has(h, "not", "n't", "never", "hardly", "no") {
		return true
	}
	return r.negatedSubject(h)
}

func (r *clauses) negatedSubject(h int) bool {
	if s := r.subject(h); s >= 0 {
		switch r.low(s) {
		case "nobody", "none", "nothing", "few", "neither":
			return true
		}
		return r.has(s, "no", "few", "neither", "only")
	}
	return false
}

// relative cuts ", which opened in 1932," and, in fine grain, "that opened in 1932".
func (r *clauses) relative(c, n, h int, subject []item) (plan, bool) {
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
	n = r.agreeing(n, c)
	who := items(r.antecedent(n, c))
	if r.saidOf(n, h) && len(subject) > 0 { // "X is a writer who …" is said of X
		who = subject
	}
	if len(who) == 0 {
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

// saidOf tells whether noun n is what the subject of the clause of h is said to be.
func (r *clauses) saidOf(n, h int) bool {
	return (n == h || r.Tokens[n].Head == h && r.Tokens[n].Rel.Is(syntax.Conjunct)) && r.child(h, syntax.Copula) >= 0
}

// indefinite tells whether the noun n has "a" or "an" before it: what follows adds to it and does not pick it out.
func (r *clauses) indefinite(n int) bool {
	d := r.child(n, syntax.DeterminerWord)
	return d >= 0 && (r.low(d) == "a" || r.low(d) == "an")
}

// agreeing returns the noun that a relative clause is said of: n, or where the number of the verb forbids that, the
// nearest noun above n that agrees.
func (r *clauses) agreeing(n, c int) int {
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
func (r *clauses) relativeWord(c int) int {
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

// tense tells whether the participle c, which hangs on the clause of h, speaks of the past: "born in 1932" does, whatever
// the main clause does.
func (r *clauses) tense(c, h int) bool {
	if r.past(h) || r.low(c) == "born" {
		return true
	}
	for _, t := range r.collect(c, nil) {
		if r.Tokens[c].Penn == "VBN" && (isYear(r.low(t)) || r.low(t) == "by" && r.Tokens[t].Rel.Is(syntax.Case)) {
			return true
		}
	}
	return false
}

// be returns the form of "to be" for a subject, in the past or the present.
func (r *clauses) be(subject []item, past bool) string {
	many, head := false, r.headOf(subject)
	if head >= 0 {
		many = r.plural(head)
	}
	return beForm(many, past)
}

func (r *clauses) depth(i int) int {
	d := 0
	for ; i >= 0; i = r.Tokens[i].Head {
		d++
	}
	return d
}

func beForm(many, past bool) string {
	switch {
	case past && many:
		return "were"
	case past:
		return "was"
	case many:
		return "are"
	}
	return "is"
}

// apposition cuts ", head of the port,": the noun phrase before it is that.
func (r *clauses) apposition(c, n int) (plan, bool) {
	p := plan{top: c, head: c, role: apposition}
	if !r.nominal(c) || !r.nominal(n) || !r.afterComma(c) || c < n || r.inBrackets(c) && r.child(c, syntax.DeterminerWord) < 0 {
		return p, false
	}
	if penn := r.Tokens[c].Penn; r.Tokens[n].Tag == syntax.Number && penn == "CD" {
		return p, false
	}
	who, what := r.antecedent(n, c), r.core(c)
	for len(what) > 0 && r.Tokens[what[0]].Tag == syntax.Punctuation {
		what = what[1:]
	}
	if r.temporal(n) && n != c {
		if n = r.amount(n); n < 0 || r.child(c, syntax.AdjectiveModifier) < 0 {
			return p, false
		}
		who = r.antecedent(n, c)
	}
	if g := r.child(c, syntax.NounClause); g > c && r.Tokens[g].Penn == "VBG" && c < g { // "…, the major axis pointing north"
		who = r.antecedent(c, g)
		p.whole = append(items(who), item{tok: -1, word: r.be(items(who), false)})
		p.whole = append(p.whole, items(r.collect(g, nil))...)
		return p, len(who) > 0
	}
	if len(what) == 0 || r.listed(c, n) || r.Tokens[c].Tag == syntax.Number || r.Tokens[n].Tag == syntax.Pronoun && r.Tokens[c].Tag != syntax.Noun {
		return p, false
	}
	name, named := r.Tokens[c].Tag == syntax.Name, r.Tokens[n].Tag == syntax.Name
	switch {
	case name && named:
		return p, false // "Lyon, France": a place in a place
	case name && !named:
		who, what = what, who
	}
	p.whole = append(items(who), item{tok: -1, word: r.be(items(who), false)})
	p.whole = append(p.whole, items(what)...)
	return p, true
}

// amount returns the last amount before noun n, a day: "raised it to 6.25% on Wednesday, the highest level since 2008"
// is said of the amount. -1 when there is none.
func (r *clauses) amount(n int) int {
	first, _ := r.edges(n)
	for i := n; i >= 0 && i > n-12; i-- {
		if r.Tokens[i].Tag == syntax.Symbol && i >= first-8 || r.Tokens[i].Penn == "CD" && !isYear(r.low(i)) && i < n-1 {
			if h := r.Tokens[i].Head; h >= 0 && r.Tokens[i].Rel.Is(syntax.NumberModifier) && h < n {
				return h
			}
			return i
		}
	}
	return -1
}

// listed tells whether the apposition c on n is one of a list, which names no single thing.
func (r *clauses) listed(c, n int) bool {
	if r.child(c, syntax.Conjunct) >= 0 {
		return true
	}
	for _, k := range r.kids[n] {
		if k != c && k > n && (r.Tokens[k].Rel.Is(syntax.Apposition) || r.Tokens[k].Rel.Is(syntax.Conjunct)) {
			return true
		}
	}
	return false
}

// nounClause cuts ", launched in 2007," and, in fine grain, the same without a comma.
func (r *clauses) nounClause(c, n, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: participial}
	penn := r.Tokens[c].Penn
	if penn != "VBN" && penn != "VBG" || r.child(c, syntax.Marker) >= 0 || r.subject(c) >= 0 || !r.nominal(n) {
		return p, false
	}
	if !r.afterComma(c) && r.grain != Fine && !(r.saidOf(n, h) && len(subject) > 0 && r.indefinite(n)) {
		return p, false
	}
	who := items(r.antecedent(n, c))
	if r.saidOf(n, h) && len(subject) > 0 {
		who = subject
	}
	_, last := r.edges(h)
	if _, end := r.edges(c); penn == "VBG" && r.afterComma(c) && end >= last-1 && len(subject) > 0 && !r.Within(n, r.subject(h)) {
		who = subject
	}
	if len(who) == 0 {
		return p, false
	}
	p.lead = append(slices.Clone(who), item{tok: -1, word: r.be(who, r.tense(c, h))})
	p.omit = r.openers(c)
	return p, true
}

// adverbial cuts "while wages rose" and ", quoting a report".
func (r *clauses) adverbial(c, h int, subject []item) (plan, bool) {
	p := plan{top: c, head: c, role: adverbial, omit: r.openers(c)}
	if w := r.relativeWord(c); w >= 0 && r.low(w) == "where" && r.subject(c) >= 0 && r.finite(c) && c > h {
		p.role, p.omit = relativeClause, append(p.omit, w)
		return p, true
	}
	mark := ""
	if k := r.child(c, syntax.Marker); k >= 0 {
		mark = r.low(k)
	}
	if r.negated(h) {
		return p, false
	}
	if mark == "" {
		penn := r.Tokens[c].Penn
		if penn != "VBN" && penn != "VBG" || len(subject) == 0 || !r.afterComma(c) && c > h || r.subject(c) >= 0 {
			return p, false
		}
		switch r.low(c) {
		case "including", "depending", "according", "following", "compared", "based", "given", "regarding", "concerning", "provided", "granted", "assuming", "considering", "concerned", "speaking":
			return p, false
		}
		p.role = participial
		p.lead = append(slices.Clone(subject), item{tok: -1, word: r.be(subject, r.tense(c, h))})
		return p, true
	}
	if !r.finite(c) || r.subject(c) < 0 {
		return p, false
	}
	switch mark {
	case "while", "although", "though", "whereas", "after":
		return p, true
	case "because", "as", "since", "before":
		p.keep = r.grain != Fine // why it happened is part of the claim
		return p, mark != "before" || r.grain == Fine
	}
	return p, false
}

// sideBySide cuts "…; wages rose".
func (r *clauses) sideBySide(c, h int) (plan, bool) {
	p := plan{top: c, head: c, role: sideBySide, omit: r.openers(c)}
	return p, r.finite(c) && r.subject(c) >= 0 && c > h
}

// trim takes away the commas and marks at the ends and at cuts.
func (r *clauses) trim(words []item) []item {
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
func (r *clauses) say(st statement) clause {
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

func (r *clauses) onlyQuotes(a, b int) bool {
	for ; a < b; a++ {
		if r.toks[a].tag != tagQuote {
			return false
		}
	}
	return true
}

// closeQuote takes in the quotation mark beside a run that holds its partner.
func (r *clauses) closeQuote(run [2]int) [2]int {
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

func (st statement) text(r *clauses) string {
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
