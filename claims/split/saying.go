package split

import "sync"

// sayings are the nouns for what somebody says or holds.
var sayings = sync.OnceValue(func() map[string]bool { return wordSet("sayings") })

// accordingTo reads "according to SOURCE" before, inside or after what is said.
func (r *reporter) accordingTo(i int) (speech, bool) {
	toks := r.toks
	if toks[i].low != "according" || i+2 >= len(toks) || toks[i+1].low != "to" {
		return speech{}, false
	}
	from := i + 2
	end := r.phraseStop(from)
	src := end
	for k := from + 1; k < end; k++ { // "court filings reviewed by the Courier" are court filings
		if toks[k].tag == tagPart || toks[k].tag == tagFinite || toks[k].tag == tagWh {
			src = k
			break
		}
	}
	if i == 0 || toks[i-1].tag == tagQuote || toks[i-1].tag == tagCoord { // "According to Roe the bridge is closed": no comma tells where the source ends
		if k := r.openClause(from, end); k > 0 {
			end, src = k, k
		}
	}
	if name := r.nameBeside(src, end); name > end { // "According to the mayor, Jane Roe, the bridge is closed"
		from, src, end = end+1, name, name
	}
	if end+1 < len(toks) && toks[end].tag == tagComma && (toks[end+1].low == "who" || toks[end+1].low == "which") {
		end = r.phraseStop(end + 1)
	}
	sp := speech{cue: [2]int{i, i + 2}, source: [2]int{from, src}, class: "say"}
	sp.content = r.around(i, end)
	return sp, src > from && len(sp.content) > 0 && !(rules[toks[src-1].low] && i > 0 && toks[i-1].tag != tagComma)
}

// nameBeside returns the end of the name that stands between the comma at end and another mark, when the words before
// token src name an office; 0 when there is none.
func (r *reporter) nameBeside(src, end int) int {
	if src == 0 || src != end || end >= len(r.toks) || r.toks[end].tag != tagComma || !lex().role[r.toks[src-1].low] {
		return 0
	}
	name := nameEnd(r.toks, end+1)
	if name > end+1 && name < len(r.toks) && (r.toks[name].tag == tagComma || r.toks[name].tag == tagStop) {
		return name
	}
	return 0
}

// rules are what one acts, rather than speaks, according to.
var rules = wordsOf("constitution law laws plan plans rule rules schedule size need needs ability age type types standard standards custom tradition taste rank merit merits principle principles procedure procedures instructions order protocol guidelines regulations criteria wishes preference preferences circumstances")

// phraseStop returns the first mark at or behind token k.
func (r *reporter) phraseStop(k int) int {
	for k < len(r.toks) && r.toks[k].tag != tagComma && r.toks[k].tag != tagStop && r.toks[k].tag != tagDash && r.toks[k].tag != tagQuote && r.toks[k].tag != tagClose {
		k++
	}
	return k
}

// openClause returns where a clause opens behind a source that no comma closes, 0 when none does: its finite verb
// stands before the next mark.
func (r *reporter) openClause(from, end int) int {
	toks, verb := r.toks, 0
	for k := from + 1; k < end && verb == 0; k++ {
		if toks[k].tag == tagWh {
			return 0
		}
		if toks[k].tag.startsVerb() {
			verb = k
		}
	}
	for k := from + 1; k < verb; k++ {
		opens := toks[k].tag == tagDet || toks[k].tag == tagPron || toks[k].tag == tagNumber || toks[k].tag == tagPoss && toks[k].low != "'s" || toks[k].low == "over"
		if opens && (toks[k-1].tag == tagName || toks[k-1].tag == tagNoun) {
			return k
		}
	}
	return 0
}

// around returns the sentence without tokens a to b.
func (r *reporter) around(a, b int) [][2]int {
	var out [][2]int
	if c := trimRange(r.toks, r.sameVoice(a), a); c[0] < c[1] {
		out = append(out, c)
	}
	if c := trimRange(r.toks, b, len(r.toks)); c[0] < c[1] {
		out = append(out, c)
	}
	return out
}

// sameVoice returns the end of the last attribution that closed before token a with a semicolon.
func (r *reporter) sameVoice(a int) int {
	for i := a - 1; i > 0; i-- {
		if r.toks[i].low == ";" && r.s.quoted[i] == r.s.quoted[a] {
			return i + 1
		}
	}
	return 0
}

// inTheWords reads "in the words of SOURCE", "in SOURCE's view" and "by SOURCE's own account".
func (r *reporter) inTheWords(i int) (speech, bool) {
	toks := r.toks
	if toks[i].low != "in" && toks[i].low != "by" || i+2 >= len(toks) || i > 0 && toks[i-1].tag.startsVerb() {
		return speech{}, false
	}
	sp := speech{class: "say"}
	if toks[i+1].low == "the" && views[toks[i+2].low] && i+4 < len(toks) && toks[i+3].low == "of" {
		end := nounEnd(toks, i+4)
		sp.cue, sp.source = [2]int{i, i + 4}, [2]int{i + 4, end}
		sp.content = r.around(i, end)
		return sp, end > i+4 && len(sp.content) > 0
	}
	k := i + 1
	for k < min(len(toks), i+reach/4) && toks[k].tag.nominal() && !(views[toks[k].low] && toks[k-1].tag == tagPoss || views[toks[k].low] && toks[k-1].low == "own") {
		k++
	}
	if k >= len(toks) || !views[toks[k].low] || k == i+1 || k+1 < len(toks) && toks[k+1].tag != tagComma && toks[k+1].tag != tagStop && toks[k+1].tag != tagQuote {
		return speech{}, false
	}
	src := [2]int{i + 1, k}
	if toks[k-1].low == "own" {
		src[1]--
	}
	if toks[src[1]-1].low == "'s" && src[1]-src[0] > 1 {
		src[1]--
	}
	sp.cue, sp.source, sp.content = [2]int{k, k + 1}, src, r.around(i, k+1)
	return sp, src[0] < src[1] && len(sp.content) > 0
}

// views are the nouns that stand for a source's own words in such phrases.
var views = wordsOf("words view opinion account estimation reckoning telling judgment judgement assessment estimate version eyes admission phrase")

// asPut reads "as SOURCE put it" and "as SOURCE said" before, inside or after what is said.
func (r *reporter) asPut(v int) (speech, bool) {
	toks, end := r.toks, v+1
	put := (toks[v].low == "put" || toks[v].low == "puts") && end < len(toks) && toks[end].low == "it"
	f, ok := reportingFrames().form[toks[v].low]
	switch {
	case put:
		end++
	case !ok || f.class != "say" && f.class != "show" || toks[v].tag != tagFinite && !(toks[v].tag == tagPart && tagBefore(toks, v) == tagHave):
		return speech{}, false
	}
	src, _, ok := r.subject(v)
	if !ok || src[0] == 0 {
		return speech{}, false
	}
	a := r.office(src[0])
	if as := toks[max(0, a-1)].low == "as"; a == 0 || !as && !put || !as && toks[a-1].tag != tagComma && toks[a-1].tag != tagQuote {
		return speech{}, false
	}
	stop := r.phraseStop(end)
	if _, ok := r.after(v, end, f, false); ok && !put && r.s.quoted[v] == 0 && stop > end {
		return speech{}, false // "As Roe said the dam was safe, work went on"
	}
	if !put && end < len(toks) && toks[end].tag != tagComma && toks[end].tag != tagStop && toks[end].tag != tagQuote && toks[end].tag != tagPrep && toks[end].tag != tagClose {
		return speech{}, false // "As Roe recalled the storm"
	}
	if toks[a-1].low == "as" {
		a--
	}
	sp := speech{cue: [2]int{v, end}, source: src, class: "say", content: r.around(a, stop)}
	return sp, len(sp.content) > 0
}

// office returns where the words before the name at token k begin that say who that is: "as his daughter, Jane Roe,
// said"; k when there are none.
func (r *reporter) office(k int) int {
	if k < 3 || r.toks[k-1].tag != tagComma {
		return k
	}
	if start := nounPhrase(r.toks, k-1); start > 0 && start < k-1 && r.toks[start-1].low == "as" {
		return start
	}
	return k
}

// noun reads "the ministry's claim that …", "a claim by the ministry that …", "voiced the fear that …" and "reports
// that …". Unless somebody is named, the source is unknown.
func (r *reporter) noun(n int) (speech, bool) {
	toks := r.toks
	if !sayings()[singular(toks[n].low)] || toks[n].tag != tagNoun && toks[n].tag != tagOther && toks[n].tag != tagFinite || n+2 >= len(toks) {
		return speech{}, false
	}
	sp := speech{cue: [2]int{n, n + 1}, class: "say", whole: true}
	k := n + 1
	if toks[k].low == "by" || toks[k].low == "from" || toks[k].low == "of" {
		end := nounEnd(toks, k+1)
		sp.source, k = [2]int{k + 1, end}, end
	}
	if k+2 >= len(toks) || toks[k].low != "that" || !r.completeClause(k+1) || r.begun(k+1) {
		return speech{}, false
	}
	if sp.source[0] == sp.source[1] {
		if toks[n].tag == tagFinite || tagBefore(toks, n) == tagPron {
			return speech{}, false // a verb after all
		}
		if sp.source = r.owner(n); sp.source[0] < sp.source[1] && sp.source[1] < n {
			if v := r.voiced(n); v > 0 {
				sp.cue[0] = v
			}
		}
	}
	sp.loose = [][2]int{{k + 1, r.nounClauseEnd(n, k+1)}}
	return sp, true
}

// nounClauseEnd returns where the clause at token k ends that belongs to the noun at n. When the noun is a subject, its
// own verb stands behind: "Claims that the dam had failed are false".
func (r *reporter) nounClauseEnd(n, k int) int {
	end := r.looseEnd(k)
	if start := nounPhrase(r.toks, n+1); start > 0 && r.toks[start-1].tag != tagComma && r.toks[start-1].tag != tagSub {
		return end
	}
	seen := false
	for i := k; i < end; i++ {
		if !r.toks[i].tag.startsVerb() {
			continue
		}
		if seen && (r.toks[i-1].tag == tagFinite || !r.toks[i-1].tag.startsVerb() && r.toks[i-1].tag != tagAdv) {
			return i
		}
		seen = true
	}
	return end
}

// completeClause tells whether the clause at k wants no object, as a relative clause does: "the claim that he made".
func (r *reporter) completeClause(k int) bool {
	if !clauseFollows(r.toks, k) {
		end := r.phraseStop(k)
		return end-k > 2 && (r.toks[k].tag == tagDet || r.toks[k].tag == tagPoss || r.toks[k].tag == tagName) && lex().verb[r.toks[end-1].low].third
	}
	for ; k < len(r.toks); k++ {
		if !r.toks[k].tag.startsVerb() {
			continue
		}
		for k < len(r.toks) && r.toks[k].tag != tagFinite && (r.toks[k].tag.startsVerb() || r.toks[k].tag == tagAdv || r.toks[k].tag == tagNot) {
			k++
		}
		if k < len(r.toks) && (r.toks[k].tag == tagFinite || r.toks[k].tag == tagPart || r.toks[k].tag == tagBase) {
			k++
		}
		ends := k >= len(r.toks) || r.toks[k].tag == tagComma || r.toks[k].tag == tagStop || r.toks[k].tag.startsVerb()
		last := r.toks[k-1].low
		return !ends || !reportingFrames().known(last) && !voicing[last] && last != "seen" && last != "saw"
	}
	return false
}

// owner returns who says what the noun at n stands for: "the ministry's claim", "his claim", "Roe repeated the claim".
func (r *reporter) owner(n int) [2]int {
	toks, k := r.toks, n-1
	for k > 0 && (toks[k].tag == tagAdj || toks[k].tag == tagNoun) {
		k--
	}
	switch {
	case k > 0 && toks[k].low == "'s":
		if start := nounPhrase(toks, k); start < k {
			return [2]int{start, k}
		}
	case k >= 0 && toks[k].tag == tagPoss:
		return [2]int{k, k + 1}
	}
	if v := r.voiced(n); v > 0 {
		if src, _, ok := r.subject(v); ok {
			return src
		}
	}
	return [2]int{}
}

// voiced returns the verb whose subject says what the noun at n stands for: "issued a statement", "came to the
// conclusion"; 0 when there is none.
func (r *reporter) voiced(n int) int {
	k := n - 1
	for k > 0 && (r.toks[k].tag == tagAdj || r.toks[k].tag == tagNoun) {
		k--
	}
	if k > 0 && r.toks[k].tag == tagDet {
		k--
	}
	if k > 1 && r.toks[k].low == "to" && (r.toks[k-1].low == "come" || r.toks[k-1].low == "came") {
		return k - 1
	}
	if k > 0 && voicing[r.toks[k].low] && r.toks[k].tag != tagPart {
		return k
	}
	return 0
}

// begun tells whether the words of an attribution read before begin at token k: "said in a statement that".
func (r *reporter) begun(k int) bool {
	for _, sp := range r.out {
		for _, c := range sp.said() {
			if c[0] == k {
				return true
			}
		}
	}
	return false
}

// voicing are verbs whose subject says the noun behind them.
var voicing = wordsOf("make makes made making issue issues issued release releases released voice voices voiced express expresses expressed repeat repeats repeated give gives gave offer offers offered have has had hold holds held reiterate reiterates reiterated raise raises raised share shares shared echo echoes echoed reach reached draw drew")

// nounIs reads "the ministry's position is that …" and "my guess is …".
func (r *reporter) nounIs(n int) (speech, bool) {
	toks := r.toks
	if !sayings()[singular(toks[n].low)] || toks[n].tag != tagNoun || n+3 >= len(toks) {
		return speech{}, false
	}
	src, k := r.owner(n), n+1
	if toks[k].low == "of" {
		end := nounEnd(toks, k+1)
		src, k = [2]int{k + 1, end}, end
	}
	if src[0] == src[1] || k+2 >= len(toks) || toks[k].tag != tagBe || toks[k+1].low != "that" || !clauseFollows(toks, k+2) {
		return speech{}, false
	}
	c := trimRange(toks, k+2, len(toks))
	return speech{cue: [2]int{n, n + 1}, source: src, class: "say", whole: true, content: [][2]int{c}}, c[0] < c[1]
}
