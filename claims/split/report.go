package split

import (
	"strings"
	"sync"
)

// verbFrame says what a reporting verb is and what may follow it but a clause.
type verbFrame struct {
	base, class string
	hearer      bool // "told reporters that"
	infinitive  bool // "promised to pay"
	object      bool // "urged the council to pay"
	topic       bool // "warned of floods"
	noun        bool // "denied the charge"
	strict      bool // a clause needs "that", a colon or a quotation mark: the verb has other senses
}

// reportingForms holds the forms of the reporting verbs, and for those of two words the second ones: "points" and "out".
type reportingForms struct {
	form    map[string]verbFrame
	phrasal map[string]map[string]verbFrame
}

var reportingFrames = sync.OnceValue(func() *reportingForms {
	fr := &reportingForms{form: map[string]verbFrame{}, phrasal: map[string]map[string]verbFrame{}}
	irregular := map[string][]string{}
	for _, e := range entries("irregular") {
		irregular[e[0]] = append(strings.Split(e[1], "/"), strings.Split(e[2], "/")...)
	}
	for _, e := range entries("reporting") {
		f := verbFrame{base: e[0], class: e[1]}
		if len(e) > 2 {
			f.hearer, f.infinitive, f.object = strings.Contains(e[2], "h"), strings.Contains(e[2], "i"), strings.Contains(e[2], "o")
			f.topic, f.noun, f.strict = strings.Contains(e[2], "a"), strings.Contains(e[2], "n"), strings.Contains(e[2], "t")
		}
		head, particle, two := strings.Cut(e[0], " ")
		for _, form := range formsOf(head, irregular[head]) {
			if !two {
				if _, ok := fr.form[form]; !ok {
					fr.form[form] = f
				}
				continue
			}
			if fr.phrasal[form] == nil {
				fr.phrasal[form] = map[string]verbFrame{}
			}
			fr.phrasal[form][particle] = f
		}
	}
	return fr
})

// known tells whether a word is a form of a reporting verb.
func (fr *reportingForms) known(low string) bool { _, ok := fr.form[low]; return ok }

// formsOf returns the forms of a verb; past has those of an irregular one. A regular form too many does no harm.
func formsOf(base string, past []string) []string {
	out := append([]string{base, thirdPerson(base)}, past...)
	for _, stem := range stems(base) {
		if endsConsonantY(stem) {
			out = append(out, stem+"ing", strings.TrimSuffix(stem, "y")+"ied")
			continue
		}
		out = append(out, stem+"ing", stem+"ed")
	}
	return out
}

// reporter reads the attributions of one sentence from left to right.
type reporter struct {
	s    *sentence
	toks []token
	out  []speech
}

// findSpeech finds the attributions of one sentence.
func findSpeech(s *sentence) []speech {
	r := &reporter{s: s, toks: s.toks}
	readings := []func(int) (speech, bool){r.accordingTo, r.inTheWords, r.asPut, r.noun, r.nounIs, r.verb}
	for i := range s.toks {
		for _, rule := range readings {
			if sp, ok := rule(i); ok {
				r.out = append(r.out, sp)
				break
			}
		}
	}
	r.cut()
	return r.out
}

// frameAt returns the verbFrame of the verb at v and the end of its words: "said", "pointed out", "made it clear".
func (r *reporter) frameAt(v int) (f verbFrame, end int, ok bool) {
	fr := reportingFrames()
	if with := fr.phrasal[r.toks[v].low]; with != nil {
		for k := v + 1; k < min(v+3, len(r.toks)); k++ {
			if f, ok := with[r.toks[k].low]; ok {
				return f, k + 1, true
			}
			if r.toks[k].tag != tagPron && r.toks[k].tag != tagAdv {
				break
			}
		}
	}
	f, ok = fr.form[r.toks[v].low]
	return f, v + 1, ok && f.class != "none"
}

// verb reads an attribution whose reporting verb is token v. What is said as an indirect question makes no
// statement of its own.
func (r *reporter) verb(v int) (speech, bool) {
	sp, ok := r.verbAt(v)
	if ok && len(sp.content) == 1 && sp.class != "ask" && r.question(sp.content[0][0]) {
		sp.loose, sp.content, sp.whole = sp.content, nil, true
	}
	return sp, ok
}

// question tells whether the unquoted words from token k on are an indirect question: "explained how the dam failed".
func (r *reporter) question(k int) bool {
	low := r.toks[k].low
	return r.s.quoted[k] == 0 && (low == "whether" || asksFor(low) && low != "where" && low != "when")
}

func (r *reporter) verbAt(v int) (speech, bool) {
	f, end, ok := r.frameAt(v)
	if !ok || len(r.out) > 0 && v < r.out[len(r.out)-1].cue[1] {
		return speech{}, false
	}
	if v == firstWord(r.toks) && f.class == "say" && r.toks[v].cap {
		return r.opened(v, end, f)
	}
	b := tagOther
	if r.toks[v].tag == tagPart {
		b = tagBefore(r.toks, v)
	}
	switch {
	case b == tagBe:
		return r.passive(v, f)
	case r.toks[v].tag == tagFinite || b == tagHave:
		return r.active(v, end, f)
	case r.toks[v].tag == tagBase:
		if g := tagBefore(r.toks, v); g == tagModal || g == tagDo {
			return r.active(v, end, f)
		}
		return r.infinitive(v, end, f)
	case r.toks[v].tag == tagIng && tagBefore(r.toks, v) == tagBe:
		return r.active(v, end, f)
	case r.toks[v].tag == tagIng:
		return r.participle(v, end, f)
	}
	return speech{}, false
}

// newSpeech is an attribution by the verb at tokens v to end. Verbs of doubt and belief carry part of the meaning.
func newSpeech(v, end int, f verbFrame) speech {
	whole := f.base == "deny" || f.base == "doubt" || f.class == "ask" || f.class == "think" && f.base != "believe" && f.base != "think"
	return speech{cue: [2]int{v, end}, class: f.class, whole: whole}
}

// active reads "SOURCE said CONTENT", "CONTENT, SOURCE said", "CONTENT, said SOURCE" and "The dam, SOURCE said, is safe".
func (r *reporter) active(v, end int, f verbFrame) (speech, bool) {
	sp := newSpeech(v, end, f)
	src, coord, ok := r.subject(v)
	if ok && src[0] > 0 && coord == 0 && r.toks[src[0]].tag == tagPron && r.asked(src[0]-1) {
		return speech{}, false
	}
	if ok {
		sp.source, sp.shared, sp.coord = src, sharedSubject(r.toks, src[1], v), coord
		if k, by := r.opening(v, end, f); by == colon && k == len(r.toks) && r.s.quoted[v] == 0 {
			sp.opens, sp.whole = true, true
			return sp, true
		}
		if c, _, ok := r.before(r.withRole(src[0]), end, f); ok && coord == 0 && r.closesQuote(src[0]) { // "“The dam,” Roe said, “is safe.”"
			sp.content = c
			return sp, true
		}
		if coord == 0 && end < len(r.toks) && (r.toks[end].tag == tagPrep || r.toks[end].tag == tagAdv || r.toks[end].tag == tagTo || r.toks[end].tag == tagComma) && r.bareAfter(v, end, f) {
			if c, whole, ok := r.before(r.withRole(src[0]), end, f); ok && !whole { // "…, the ministry said on Tuesday, and …"
				sp.content = c
				return sp, true
			}
		}
		if c, ok := r.after(v, end, f, coord > 0 && !r.sameSource(src)); ok {
			sp.content = [][2]int{c}
			return sp, true
		}
		if coord == 0 {
			if c, whole, ok := r.before(r.withRole(src[0]), end, f); ok {
				sp.content, sp.whole = c, sp.whole || whole
				return sp, true
			}
		}
	}
	if k := src[0] - 1; ok && k >= 0 && (r.toks[k].low == "which" || r.toks[k].low == "who" || r.toks[k].low == "that") && end < len(r.toks) && r.toks[end].tag.startsVerb() {
		sp.loose, sp.whole = [][2]int{{end, r.looseEnd(end)}}, true // "the strike, which unions say will cost $4 million"
		return sp, true
	}
	if src, ok := r.inverted(v, end, f); ok {
		if c, _, ok := r.before(v, src[1], f); ok {
			sp.source, sp.content, sp.shared, sp.coord = src, c, false, 0
			return sp, true
		}
	}
	if sp.source[0] < sp.source[1] && coord == 0 {
		if c, ok := r.loose(end, f); ok {
			sp.loose, sp.whole = [][2]int{c}, true
			return sp, true
		}
	}
	return speech{}, false
}

// closesQuote tells whether a quotation ends before token k.
func (r *reporter) closesQuote(k int) bool {
	return k > 1 && (r.s.quoted[k-1] != 0 || r.toks[k-1].tag == tagComma && r.s.quoted[k-2] != 0) && r.s.quoted[k] == 0
}

// bareAfter tells whether nothing marks what stands behind the words of a verb as what is said.
func (r *reporter) bareAfter(v, end int, f verbFrame) bool {
	_, by := r.opening(v, end, f)
	return by == bare
}

// opened reads "Said Roe: “…”".
func (r *reporter) opened(v, end int, f verbFrame) (speech, bool) {
	sp := newSpeech(v, end, f)
	stop := nounEnd(r.toks, end)
	if sp.source = [2]int{end, stop}; stop == end || stop >= len(r.toks) || r.toks[stop].low != ":" {
		return sp, false
	}
	c := trimRange(r.toks, stop+1, len(r.toks))
	sp.content = [][2]int{c}
	return sp, c[0] < c[1]
}

// asked tells whether token k is the auxiliary of a question: "Did he say that …?".
func (r *reporter) asked(k int) bool {
	t := r.toks[k].tag
	return t == tagModal || t == tagDo || t == tagHave
}

// sameSource tells whether the attribution read last has that source, too.
func (r *reporter) sameSource(src [2]int) bool {
	return len(r.out) > 0 && r.out[len(r.out)-1].source == src
}

// infinitive reads "declined to say whether …" and "went on to claim that …": the source is the subject of the verb
// before. Only a clause that is marked as such counts.
func (r *reporter) infinitive(v, end int, f verbFrame) (speech, bool) {
	to := v - 1
	for to > 0 && r.toks[to].tag == tagAdv {
		to--
	}
	if to < 1 || r.toks[to].low != "to" || !governs(r.toks, to-1) {
		return speech{}, false
	}
	src, ok := r.clauseSubject(to, 4)
	if !ok {
		return speech{}, false
	}
	c, ok := r.after(v, end, f, true)
	sp := newSpeech(v, end, f)
	sp.source, sp.content, sp.whole = src, [][2]int{c}, true
	return sp, ok
}

// governs tells whether token g is a verb that an infinitive behind it completes, with its particle: "declined", "went on".
func governs(toks []token, g int) bool {
	if g > 0 && toks[g].low == "on" {
		g--
	}
	switch toks[g].tag {
	case tagFinite, tagBase, tagPart, tagIng:
		return true
	}
	return false
}

// participle reads ", adding that …", "with one doctor saying …", "a letter warning that …" and "by saying that …".
func (r *reporter) participle(v, end int, f verbFrame) (speech, bool) {
	g := v - 1
	for g > 0 && r.toks[g].tag == tagAdv {
		g--
	}
	if g < 1 || r.s.quoted[g] != r.s.quoted[v] && r.toks[g].tag != tagComma && r.toks[g].tag != tagQuote {
		return speech{}, false
	}
	sp, ok := newSpeech(v, end, f), false
	strict := true
	switch t := r.toks[g]; {
	case t.tag == tagComma || t.tag == tagPrep || t.tag == tagQuote:
		sp.source, ok = r.speaker(g)
		sp.shared, sp.coord, strict = true, g, t.tag != tagComma
	case t.tag == tagNoun || t.tag == tagName:
		start := nounPhrase(r.toks, g+1)
		ok = start <= g && (start > 0 && r.toks[start-1].low == "with" || documents[r.toks[g].low])
		sp.source = [2]int{start, g + 1}
		strict = documents[r.toks[g].low]
	}
	if !ok {
		return speech{}, false
	}
	c, ok := r.after(v, end, f, strict)
	if ok && f.class != "say" && f.class != "ask" && r.s.quoted[c[0]] != 0 && r.s.quoted[v] == 0 && r.toks[c[0]-1].low != "that" {
		ok = r.toks[c[0]-1].tag == tagStop || r.toks[max(0, c[0]-2)].low == "that" // ", finding “a quiet place”"
	}
	if with := sp.source[0] - 1; ok && with == 0 && r.toks[with].low == "with" { // "With critics saying that …, the ministry …"
		c[1] = min(c[1], r.phraseStop(c[0]))
	}
	sp.content = [][2]int{c}
	return sp, ok
}

// documents are things that say what is written in them.
var documents = wordsOf("statement letter message memo memorandum report email e-mail post note article notice sign document tweet text banner placard release book essay column editorial blog filing lawsuit complaint petition resolution motion order ruling law bill poster leaflet pamphlet ad advert advertisement warning circular dispatch telegram cable study paper survey poll review")

// speaker returns who goes on speaking at token k: the source of the attribution before, or the subject of the clause.
func (r *reporter) speaker(k int) ([2]int, bool) {
	for i := len(r.out) - 1; i >= 0; i-- {
		if sp := r.out[i]; sp.source[0] < sp.source[1] && r.s.quoted[sp.cue[0]] == 0 {
			return sp.source, true
		}
	}
	return r.clauseSubject(k, reach)
}

// clauseSubject returns the subject of the nearest finite verb before token k.
func (r *reporter) clauseSubject(k, far int) ([2]int, bool) {
	for i := k - 1; i >= max(0, k-far); i-- {
		if !r.toks[i].tag.startsVerb() || r.s.quoted[i] != r.s.quoted[min(k, len(r.toks)-1)] {
			continue
		}
		if src, _, ok := r.subject(i); ok {
			return src, true
		}
	}
	return [2]int{}, false
}

// passive reads "it is said that …", "Roe was told by officials that …", "Roe was quoted as saying …", "Roe is said to
// have left" and "Roe was accused by neighbours of …". Nobody is named as the source unless "by" does it.
func (r *reporter) passive(v int, f verbFrame) (speech, bool) {
	sp := newSpeech(v, v+1, f)
	subject, _, ok := r.subject(v)
	if !ok {
		return speech{}, false
	}
	for sp.cue[0] > subject[1] && auxiliary(r.toks[sp.cue[0]-1], r.toks[v]) {
		sp.cue[0]--
	}
	k := v + 1
	if k < len(r.toks) && r.toks[k].low == "by" {
		end := nounEnd(r.toks, k+1)
		sp.source, k = [2]int{k + 1, end}, end
	}
	it := subject[1]-subject[0] == 1 && r.toks[subject[0]].low == "it"
	switch {
	case f.base == "quote" && k+1 < len(r.toks) && r.toks[k].low == "as":
		c, ok := r.after(k+1, k+2, verbFrame{class: "say"}, false)
		sp.cue[1], sp.source, sp.content = k+2, subject, [][2]int{c}
		return sp, ok && r.toks[k+1].tag == tagIng
	case hearsay[f.base] && k+1 < len(r.toks) && r.toks[k].low == "to" && (r.toks[k+1].tag == tagHave || r.toks[k+1].tag == tagBe):
		sp.loose, sp.whole = [][2]int{subject, {k, r.looseEnd(k)}}, true
		return sp, sp.loose[1][1]-k > 2
	case f.class == "blame":
		c, ok := r.blamed(k, f)
		sp.loose, sp.whole = [][2]int{c}, true
		return sp, ok
	case !it && !f.hearer:
		return sp, false
	}
	c, ok := r.after(k-1, k, verbFrame{class: f.class, strict: true}, true)
	ok = ok && (r.toks[c[0]-1].low != ":" || r.s.quoted[c[0]] != 0) // "is written: a = b"
	sp.content = [][2]int{c}
	if !ok && it {
		sp.content, _, ok = r.before(subject[0], k, f)
	}
	return sp, ok
}

// hearsay are verbs by which words without a source are reported: "is said to have", "is believed to be".
var hearsay = wordsOf("say believe think report allege understand claim estimate presume suspect fear rumour rumor")

// inverted finds the subject that follows its verb: "…, said Jane Roe, chief economist", "… said a spokesman for the port".
func (r *reporter) inverted(v, end int, f verbFrame) ([2]int, bool) {
	toks := r.toks
	if v == 0 || end >= len(toks) || r.s.quoted[v] != 0 || f.class == "show" {
		return [2]int{}, false
	}
	if t := toks[v-1]; t.tag != tagComma && t.tag != tagQuote && t.tag != tagStop && t.tag != tagDash && t.low != "so" {
		return [2]int{}, false
	}
	for end+1 < len(toks) && (toks[end].tag == tagAdv || toks[end].low == "besides") {
		end++
	}
	if toks[end].tag == tagPron {
		return [2]int{end, end + 1}, true
	}
	stop := nounEnd(toks, end)
	return [2]int{end, stop}, stop > end
}

// wordsOf makes a set of the words of a string.
func wordsOf(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
