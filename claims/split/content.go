package split

// opener is what stands between a reporting verb and what is said.
type opener uint8

const (
	bare opener = iota // nothing: "said the dam is safe"
	that
	colon
	mark // a quotation mark
)

// opening returns where what is said begins behind the words of a verb that end at token k, and what opens it. The
// hearer, the place and the manner stand between: "told reporters in Geneva on Monday that", "said by e-mail:".
func (r *reporter) opening(v, k int, f verbFrame) (int, opener) {
	toks, plain, passed := r.toks, k, false
	hearer := f.hearer || f.object
	for j := k; j < min(len(toks), k+reach/2); j++ {
		t := toks[j]
		switch {
		case t.tag == tagTo && j+1 < len(toks) && toks[j+1].tag == tagBase:
			return plain, bare
		case t.low == "that" && j > k && toks[j-1].tag == tagNoun && !f.hearer && !documents[toks[j-1].low] && !occasions[toks[j-1].low] && !timeWord(toks[j-1].low) && toks[j-2].tag == tagDet:
			return plain, bare // "agreed under the condition that"
		case t.low == "that" && j+1 < len(toks) && (j == k || passed) && !(toks[j+1].tag.startsVerb() && j > k):
			return j + 1, that
		case t.low == ":" && r.s.quoted[j] == r.s.quoted[v]:
			return j + 1, colon
		case r.s.quoted[j] != 0 && r.s.quoted[v] == 0:
			if passed && (toks[k].low == "besides" || toks[k].low == "despite" || toks[k].low == "unlike") {
				return k, mark // "said besides “direct talks …, we also …”": what is said begins before the mark
			}
			if j == k || passed || toks[j-1].tag == tagComma && j == k+1 {
				return j, mark
			}
			return plain, bare
		case t.tag.startsVerb() || t.tag == tagStop || t.tag == tagWh && j > k+1 || j > k && toks[j-1].tag == tagComma && (t.tag == tagIng || reportingFrames().known(t.low)):
			return plain, bare
		case hearer && j == k && (t.tag.nominal() || t.tag == tagPron || t.tag == tagObj):
			end := hearerEnd(toks, k)
			j, passed = end-1, true
			if !(end < len(toks) && toks[end].tag.startsVerb()) { // "told the dam is safe" names no hearer
				plain = end
			}
		case j == k && (t.tag == tagPrep || t.tag == tagTo || t.tag == tagAdv || t.tag == tagComma):
			passed = true
			if t.tag == tagAdv && !clauseAdverb(t.low) {
				plain = j + 1
			}
		case j == k && (t.tag == tagDet || t.tag == tagAdj) && j+1 < len(toks) && timeWord(toks[j+1].low):
			passed = true // "said a day earlier that"
		case j == k && timeWord(t.low) && j+1 < len(toks) && toks[j+1].low != "'s":
			passed, plain = true, j+1
		case !passed:
			return plain, bare
		}
	}
	return plain, bare
}

// clauseAdverb tells whether an adverb rather belongs to what is said: "said now the dam is safe".
func clauseAdverb(low string) bool {
	return low == "now" || low == "then" || low == "only" || low == "even" || low == "perhaps" || low == "maybe" || low == "almost"
}

// hearerEnd returns the end of the hearer at token k: one noun phrase, whose last word is its head.
func hearerEnd(toks []token, k int) int {
	if toks[k].tag == tagPron || toks[k].tag == tagObj || toks[k].tag == tagPoss && k+1 < len(toks) && !toks[k+1].tag.nominal() {
		return k + 1
	}
	end := nameEnd(toks, k)
	if end > k && !(end < len(toks) && toks[end].low == "'s") {
		return end
	}
	for end = k; end < len(toks) && toks[end].tag.nominal(); end++ {
		if end > k && (toks[end].tag == tagDet || toks[end].tag == tagPoss && toks[end].low != "'s" || toks[end].tag == tagName && toks[end-1].tag == tagNoun) {
			break
		}
	}
	return end
}

// after finds what is said behind the reporting verb at v, whose words end at token k: a clause or a quotation.
// strict asks for "that", a colon or a quotation mark.
func (r *reporter) after(v, k int, f verbFrame, strict bool) ([2]int, bool) {
	toks := r.toks
	k, by := r.opening(v, k, f)
	c := trimRange(toks, k, r.contentEnd(v, k, by))
	if c[0] >= c[1] || r.s.quoted[v] != 0 && r.s.quoted[c[0]] != r.s.quoted[v] {
		return c, false
	}
	quote := r.s.quoted[c[0]] != 0 && r.s.quoted[v] == 0
	first := toks[k]
	switch {
	case f.class == "blame":
		return c, false
	case quote && (by != bare || k == c[0]):
		return c, true
	case f.class == "quote":
		return c, false
	case by == colon:
		return c, c[1]-c[0] > 1
	case by == that:
		third := lex().verb[toks[v].low].third && !lex().verb[toks[v].low].past
		if !hasClause(toks[c[0]:c[1]]) { // the verb was not seen: "that" joins a clause when a new phrase begins
			return c, c[1]-c[0] > 2 && (first.tag == tagDet || first.tag == tagPron || first.tag == tagPoss || first.tag == tagName || toks[k-1].tag == tagSub)
		}
		return c, !third || r.completeClause(k)
	case first.tag == tagComma && f.class == "say" && !strict && k+1 < len(toks) && (toks[k+1].low == "i" || toks[k+1].low == "we") && clauseFollows(toks, k+1):
		return c, !r.parted(v) // "he said, I will not sign it"
	case first.tag == tagComma && (f.class == "say" || f.base == "think") && !strict && k+1 < len(toks) && toks[k+1].low == "if" && toks[k-1].low == toks[v].low:
		return c, !r.parted(v) // "I think, if you look closely, it leaks"
	case first.tag == tagComma || first.tag == tagTo:
		return c, false
	case first.low == "whether":
		return c, k+1 < len(toks) && toks[k+1].tag != tagTo
	case asksFor(first.low):
		return c, r.verbFollows(k+1) && (f.class != "say" || first.low != "when" && first.low != "where")
	case strict || f.strict || f.class == "ask":
		return c, false
	case f.class == "think" && first.tag == tagAdj:
		return c, false
	}
	return c, clauseFollows(toks, k) && !r.closedBy(k)
}

// parted tells whether a comma stands before the source of the verb at v, as in "The dam, he said, I built".
func (r *reporter) parted(v int) bool {
	src, _, ok := r.subject(v)
	return !ok || src[0] > 0 && r.toks[src[0]-1].tag == tagComma
}

// closedBy tells whether what stands behind token from is no clause but a noun with its own one, or words before the
// comma that opens the clause: "found cracks, officials said", "recalled the storm, the lights went out".
func (r *reporter) closedBy(from int) bool {
	for k := from; k < len(r.toks); k++ {
		if r.toks[k].low == "that" && r.toks[k-1].tag == tagNoun { // "lamenting the fact that …"
			return true
		}
		if r.toks[k].tag == tagComma && k+1 < len(r.toks) && r.toks[k+1].tag == tagCoord { // "known her, and came"
			return true
		}
		if !r.toks[k].tag.startsVerb() {
			continue
		}
		start := nounPhrase(r.toks, k)
		if start <= from || start == k || r.toks[start-1].tag != tagComma || r.toks[from].tag == tagPrep {
			return false
		}
		for j := start; j < k; j++ { // "said Roe, Berg and Holm were ill"
			if r.toks[j].tag == tagCoord {
				return false
			}
		}
		return true
	}
	return false
}

// asksFor tells whether a word opens an indirect question.
func asksFor(low string) bool {
	switch low {
	case "why", "how", "what", "who", "which", "where", "when":
		return true
	}
	return false
}

// verbFollows tells whether a finite verb stands between token k and the next mark.
func (r *reporter) verbFollows(k int) bool {
	for ; k < len(r.toks) && r.toks[k].tag != tagStop && r.toks[k].tag != tagComma; k++ {
		if r.toks[k].tag.startsVerb() {
			return true
		}
	}
	return false
}

// contentEnd returns where what is said from token k on ends: with the sentence, with the quotation that the verb at v
// stands in, with a quotation that says it all, or where the writer speaks again.
func (r *reporter) contentEnd(v, k int, by opener) int {
	end := ownVoice(r.s, k)
	if q := r.s.quoted[v]; q != 0 {
		for i := k; i < end; i++ {
			if r.s.quoted[i] != q {
				return i
			}
		}
	}
	q := 0
	if k < end {
		q = r.s.quoted[k]
	}
	if q == 0 || r.s.quoted[v] != 0 || by == that {
		return end
	}
	i := k
	for i < end && r.s.quoted[i] == q {
		i++
	}
	for j := i; j < end; j++ {
		if r.s.quoted[j] != 0 {
			return end
		}
	}
	if i < end && hasClause(r.toks[k:i]) && !r.toks[i].tag.startsVerb() {
		return i
	}
	return end
}

// ownVoice returns where the writer speaks again behind what is said from k on: at ", and I".
func ownVoice(s *sentence, k int) int {
	for i := k + 1; i+2 < len(s.toks); i++ {
		if s.toks[i].tag == tagComma && s.toks[i+1].tag == tagCoord && s.toks[i+2].low == "i" && s.quoted[i+1] == 0 {
			return i
		}
	}
	return len(s.toks)
}

// before finds what is said before an attribution that spans tokens a to v: "…, the ministry said". whole tells that
// the attribution parts a clause: "The dam, the ministry said, is safe".
func (r *reporter) before(a, v int, f verbFrame) (content [][2]int, whole, ok bool) {
	toks := r.toks
	if a == 0 || f.class == "blame" {
		return nil, false, false
	}
	m := toks[a-1]
	if m.tag != tagComma && m.tag != tagQuote && m.tag != tagStop && m.tag != tagDash {
		return nil, false, false
	}
	from := r.clauseStart(a)
	head := trimRange(toks, from, a)
	if head[0] >= head[1] {
		return nil, false, false
	}
	tail := v
	for tail < len(toks) && toks[tail].tag != tagComma && toks[tail].tag != tagStop && toks[tail].tag != tagQuote && toks[tail].tag != tagDash {
		tail++
	}
	more := trimRange(toks, tail, len(toks))
	inner := r.s.quoted[v-1]
	quote := r.closesQuote(a) && inner == 0
	if inner != 0 && r.s.quoted[head[0]] != inner {
		return nil, false, false
	}
	if !quote && !r.statement(head) {
		ok = m.tag == tagComma && tail == v && more[0] < more[1] && toks[tail].tag == tagComma && f.class != "quote" && r.verbFollows(more[0]) && r.s.quoted[more[0]] == inner
		return [][2]int{head, more}, true, ok
	}
	if !quote && (f.class == "quote" || f.class == "ask" || !r.tailFits(v, f)) {
		return nil, false, false
	}
	content = [][2]int{head}
	switch { // "…,” she said. “…” or ", and the bridge might reopen": more of it follows
	case more[0] >= more[1]:
	case r.s.quoted[more[0]] != 0 && quote:
		content = append(content, more)
	case toks[tail].tag == tagComma && toks[more[0]].tag == tagCoord && clauseFollows(toks, more[0]+1) && r.s.quoted[more[0]] == inner:
		content = append(content, [2]int{more[0] + 1, more[1]})
	}
	return content, false, true
}

// clauseStart returns where the statement before token a begins: at the sentence's start, or behind a semicolon or a
// colon that stands in no quotation.
func (r *reporter) clauseStart(a int) int {
	for i := a - 2; i > 0; i-- {
		if (r.toks[i].low == ";" || r.toks[i].low == ":") && r.s.quoted[i] == 0 {
			return i + 1
		}
	}
	return 0
}

// statement tells whether the run of tokens can be what somebody said: it holds a main clause.
func (r *reporter) statement(c [2]int) bool {
	toks := r.toks[c[0]:c[1]]
	if !hasClause(toks) {
		return false
	}
	switch toks[0].tag {
	case tagSub: // "If it rains, the dam fails"
		for k, t := range toks {
			if t.tag == tagComma && clauseFollows(toks, k+1) {
				return true
			}
		}
		return false
	case tagPrep:
		for k, t := range toks {
			if t.tag == tagComma && clauseFollows(toks, k+1) {
				return true
			}
		}
		return clauseFollows(toks, 0)
	}
	return true
}

// tailFits tells whether the words behind the verb leave what is said before it: "…, Roe said on Monday", but not
// "…, Roe said goodbye".
func (r *reporter) tailFits(k int, f verbFrame) bool {
	if k >= len(r.toks) {
		return true
	}
	t := r.toks[k]
	switch t.tag {
	case tagDet, tagNoun, tagAdj, tagPoss, tagNumber, tagPron, tagObj, tagName:
		return f.hearer || timeWord(t.low) || t.low == "last" || t.low == "this" || t.low == "earlier"
	}
	return true
}

// loose finds what is said as less than a clause behind words that end at token k: "vowed to fight", "urged the council
// to pay", "warned of floods", "called the plan “a farce”", "accused the council of waste".
func (r *reporter) loose(k int, f verbFrame) ([2]int, bool) {
	toks := r.toks
	if k >= len(toks) || r.s.quoted[k] != 0 && r.s.quoted[k-1] == 0 {
		return [2]int{}, false
	}
	end := r.looseEnd(k)
	c := [2]int{k, end}
	switch t := toks[k]; {
	case trimRange(toks, k, end)[1]-k < 2:
		return c, false
	case f.class == "blame":
		return r.blamed(k, f)
	case f.infinitive && t.tag == tagTo && k+1 < len(toks) && (toks[k+1].tag == tagBase || toks[k+1].tag == tagAdv || toks[k+1].tag == tagHave || toks[k+1].tag == tagBe):
		return c, true
	case f.topic && (t.low == "of" || t.low == "about" || t.low == "against"):
		return c, true
	case f.object && (t.tag.nominal() || t.tag == tagObj):
		for j := nounEnd(toks, k); j+1 < end && j < k+reach/2; j++ {
			if toks[j].tag == tagTo && toks[j+1].tag == tagBase {
				return c, true
			}
		}
	case f.noun && t.tag.nominal():
		return c, true
	}
	return c, false
}

// blamed reads the object of "accused", "described" and their like, with what is said of it. k is where the words
// behind the verb begin. What somebody is called must stand in quotation marks.
func (r *reporter) blamed(k int, f verbFrame) ([2]int, bool) {
	end := r.looseEnd(k)
	for j := k; j+1 < end; j++ {
		if j > k && r.s.quoted[j] != 0 && r.s.quoted[k] == 0 {
			for j < len(r.toks) && r.s.quoted[j] != 0 {
				j++
			}
			return trimRange(r.toks, k, j), true
		}
		if f.base == "call" || f.base == "dub" || f.base == "label" || f.base == "brand" {
			continue
		}
		low := r.toks[j].low
		if low == "as" || j-k < reach/4 && low == "for" || low == "of" && r.toks[j+1].tag == tagIng {
			return [2]int{k, end}, true
		}
	}
	return [2]int{}, false
}

// looseEnd returns where the words from token k on end: at a mark or where another verb goes on.
func (r *reporter) looseEnd(k int) int {
	i := k
	for ; i < len(r.toks); i++ {
		switch t := r.toks[i]; t.tag {
		case tagComma, tagStop, tagDash, tagClose, tagWh:
			return i
		case tagCoord:
			if i+1 < len(r.toks) && (r.toks[i+1].tag.startsVerb() || clauseFollows(r.toks, i+1)) {
				return i
			}
		}
	}
	return i
}

// cut ends what is said where a later attribution takes over: "… said the dam is safe and added that …", ", adding
// that …", ", while Roe said …".
func (r *reporter) cut() {
	for i := range r.out {
		for j := i + 1; j < len(r.out); j++ {
			at := r.takesOver(r.out[i], r.out[j])
			if at == 0 {
				continue
			}
			content := r.out[i].content
			for n, c := range content {
				if c[0] < at && at < c[1] {
					if c = trimRange(r.toks, c[0], at); c[0] < c[1] {
						content[n] = c
					}
				}
			}
		}
	}
}

// takesOver returns the token from which the words of a later attribution no longer belong to what first says; 0 when
// the later one is part of it.
func (r *reporter) takesOver(first, later speech) int {
	if first.cue[0] > later.cue[0] || r.s.quoted[first.cue[0]] != r.s.quoted[later.cue[0]] || first.loose != nil {
		return 0
	}
	if later.coord > 0 && later.source == first.source {
		return later.coord
	}
	src := later.source[0]
	if src < 2 || later.source[0] >= later.source[1] || src > later.cue[0] || later.coord > 0 {
		return 0
	}
	switch low := r.toks[src-1].low; low {
	case "while", "but", "and", "although", "though", "whereas":
		if r.toks[src-2].tag == tagComma {
			return src - 2
		}
	case ";":
		return src - 1
	}
	return 0
}
