package split

import (
	"strings"

	"assay/claims"
)

// speech is an attribution inside one sentence, in token numbers.
type speech struct {
	cue, source [2]int   // half-open; source is empty when nobody is named
	content     [][2]int // what is said
	class       string   // class of the reporting verb in reporting.txt
	name        string   // resolved
	quote       claims.QuoteKind
	shared      bool // the source is the subject of another verb before
	whole       bool // the reporting words carry part of the meaning ("denied that"): keep them in the claim
}

func (sp speech) attribution(s *sentence) Attribution {
	out := Attribution{Cue: tokenSpan(s.toks, sp.cue), Name: sp.name, Quote: sp.quote}
	if sp.source[0] < sp.source[1] {
		out.Source = tokenSpan(s.toks, sp.source)
	}
	for _, c := range sp.content {
		out.Content = append(out.Content, tokenSpan(s.toks, c))
	}
	return out
}

func tokenSpan(toks []token, r [2]int) claims.Span {
	return claims.Span{Start: toks[r[0]].Start, End: toks[r[1]-1].End}
}

// attribute finds the attributions of all sentences and lets quotations that go on keep their speaker.
func (a *article) attribute() {
	if !a.english {
		return
	}
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind.SetAside() || len(s.toks) > maxTokens {
			continue
		}
		s.speech = findSpeech(s)
		a.notePersons(s)
		for k := range s.speech {
			sp := &s.speech[k]
			sp.quote = quoteKind(s, sp.content)
			if sp.source[0] < sp.source[1] {
				sp.name = a.names.resolve(a.text, s.toks[sp.source[0]:sp.source[1]])
				if s.toks[sp.source[0]].low == "it" && i > 0 && a.sentences[i-1].block == s.block {
					before := a.sentences[i-1].toks
					if first, ok := firstSubject(before, len(before)); ok {
						sp.name = a.names.resolve(a.text, before[first[0]:first[1]])
					}
				}
				a.names.speak(sp.name)
			}
		}
	}
	a.carryQuotes()
}

// notePersons notes the persons named before the first attribution of the sentence, so that a later "he" is theirs.
func (a *article) notePersons(s *sentence) {
	for k := 0; k < len(s.toks); {
		end := nameEnd(s.toks, k)
		if end == k {
			k++
			continue
		}
		subject := k == 0 || end < len(s.toks) && (s.toks[end].tag.startsVerb() || s.toks[end].tag == tagComma)
		if subject {
			name := personName(a.text, s.toks[k:end])
			if full := a.names.full[strings.ToLower(name)]; full != "" {
				name = full
			}
			a.names.speak(name)
		}
		k = end
	}
}

// findSpeech finds the attributions of one sentence.
func findSpeech(s *sentence) []speech {
	var out []speech
	for i := 0; i < len(s.toks); i++ {
		if sp, ok := accordingTo(s, i); ok {
			out = append(out, sp)
			continue
		}
		if sp, ok := reported(s, i); ok {
			out = append(out, sp)
		}
	}
	return out
}

// accordingTo reads "according to SOURCE" before, inside or after what is said.
func accordingTo(s *sentence, i int) (speech, bool) {
	toks := s.toks
	if toks[i].low != "according" || i+2 >= len(toks) || toks[i+1].low != "to" {
		return speech{}, false
	}
	end := i + 2
	for end < len(toks) && toks[end].tag != tagComma && toks[end].tag != tagStop && toks[end].tag != tagDash && toks[end].tag != tagQuote && toks[end].tag != tagClose {
		end++
	}
	src := end
	for k := i + 3; k < end; k++ { // "court filings reviewed by the Courier" are court filings
		if toks[k].tag == tagPart || toks[k].tag == tagFinite || toks[k].tag == tagWh {
			src = k
			break
		}
	}
	if i == 0 && end == len(toks)-1 { // "According to Roe the bridge is closed": no comma tells where the source ends
		for k := i + 3; k < end; k++ {
			if (toks[k].tag == tagDet || toks[k].tag == tagPron) && (toks[k-1].tag == tagName || toks[k-1].tag == tagNoun) {
				end, src = k, k
			}
		}
	}
	sp := speech{cue: [2]int{i, i + 2}, source: [2]int{i + 2, src}, class: "say"}
	if b := trimRange(toks, 0, i); b[0] < b[1] {
		sp.content = append(sp.content, b)
	}
	if b := trimRange(toks, end, len(toks)); b[0] < b[1] {
		sp.content = append(sp.content, b)
	}
	return sp, end > i+2 && len(sp.content) > 0
}

// trimRange takes commas and marks off the edges of a run of tokens.
func trimRange(toks []token, a, b int) [2]int {
	edge := func(t token) bool {
		return t.tag == tagComma || t.tag == tagDash || t.tag == tagStop && t.low != "?" && t.low != "!" || t.tag == tagQuote
	}
	for a < b && edge(toks[a]) {
		a++
	}
	for b > a && edge(toks[b-1]) {
		b--
	}
	return [2]int{a, b}
}

// reported reads an attribution whose reporting verb is token v.
func reported(s *sentence, v int) (speech, bool) {
	toks := s.toks
	form, ok := lex().verb[toks[v].low]
	class := lex().reporting[form.base]
	if !ok || class == "" || class == "none" || !canReport(toks, v, class) {
		return speech{}, false
	}
	sp := speech{cue: [2]int{v, v + 1}, class: class, whole: form.base == "deny" || class == "ask" || class == "think" && form.base != "believe" && form.base != "think"}
	if src, ok := sourceBefore(s, v); ok {
		sp.source, sp.shared = src, sharedSubject(toks, src[1], v)
		if content, ok := contentAfter(s, v, class); ok {
			sp.content = [][2]int{content}
			return sp, true
		}
		if content, ok := contentBefore(s, src[0], v); ok {
			sp.content = content
			return sp, true
		}
	}
	if src, ok := sourceAfter(s, v); ok {
		if content, ok := contentBefore(s, v, src[1]-1); ok {
			sp.source, sp.content = src, content
			return sp, true
		}
	}
	return speech{}, false
}

// canReport tells whether the word at v is a verb there and no noun or adjective.
func canReport(toks []token, v int, class string) bool {
	switch toks[v].tag {
	case tagFinite:
		return true
	case tagPart:
		b := tagBefore(toks, v)
		return b == tagHave
	case tagBase:
		b := tagBefore(toks, v)
		return b == tagModal || b == tagDo
	case tagIng:
		return class == "say" && v > 0 && toks[v-1].tag == tagComma
	}
	return false
}

// sourceBefore finds who the subject of the reporting verb at v is.
func sourceBefore(s *sentence, v int) ([2]int, bool) {
	toks := s.toks
	end := v
	for end > 0 && (toks[end-1].tag == tagAdv || toks[end-1].tag == tagHave || toks[end-1].tag == tagModal || toks[end-1].tag == tagDo || toks[end-1].tag == tagNot || toks[end-1].tag == tagBe && toks[v].tag == tagIng) {
		end--
	}
	if end == 0 || s.quoted[v] != s.quoted[end-1] {
		return [2]int{}, false
	}
	if toks[end-1].tag == tagComma {
		return sourceAcrossComma(toks, end-1)
	}
	if toks[end-1].low == "who" && end > 1 {
		if toks[end-2].tag == tagComma {
			return sourceAcrossComma(toks, end-2)
		}
		end--
	}
	if toks[end-1].tag == tagCoord && v+1 < len(toks) && toks[v+1].low == "that" {
		return firstSubject(toks, end-1)
	}
	start := nounPhrase(toks, end)
	if start == end || s.quoted[start] != s.quoted[v] {
		return [2]int{}, false
	}
	return [2]int{start, end}, true
}

// sharedSubject tells whether another finite verb stands between the subject that ends at a and its second verb at v.
func sharedSubject(toks []token, a, v int) bool {
	for i := a; i < v; i++ {
		if toks[i].tag == tagCoord && i > a && toks[a].tag != tagComma {
			return true
		}
	}
	return false
}

// firstSubject returns the subject of the first verb before limit: "The bank cut its forecast and projects that".
func firstSubject(toks []token, limit int) ([2]int, bool) {
	for i := range limit {
		if toks[i].tag.startsVerb() {
			start := nounPhrase(toks, i)
			return [2]int{start, i}, start < i
		}
	}
	return [2]int{}, false
}

// sourceAcrossComma reads "head of the delegation, Jane Roe, said" and "Jane Roe, head of the delegation, said": the
// name is the source.
func sourceAcrossComma(toks []token, comma int) ([2]int, bool) {
	open := comma - 1
	for open >= 0 && toks[open].tag != tagComma {
		open--
	}
	if open < 1 || toks[open-1].tag == tagQuote {
		start := nounPhrase(toks, comma)
		return [2]int{start, comma}, start < comma && start == open+1
	}
	if nameEnd(toks, open+1) == comma {
		return [2]int{open + 1, comma}, true
	}
	start := nounPhrase(toks, open)
	return [2]int{start, open}, start < open
}

// nounPhrase returns where the noun phrase that ends before token end begins; end when there is none.
func nounPhrase(toks []token, end int) int {
	i := end - 1
	if i < 0 {
		return end
	}
	if toks[i].tag == tagPron || toks[i].tag == tagWh && toks[i].low == "who" {
		return i
	}
	if !toks[i].tag.nominal() {
		return end
	}
	for i > 0 {
		t, prev := toks[i].tag, toks[i-1]
		switch {
		case prev.tag.nominal() && t != tagDet && !(prev.tag == tagNumber && i > 1 && toks[i-2].tag == tagPrep && len(prev.low) == 4):
			i--
		case prev.tag == tagPrep && linksNoun(toks, i-1) || prev.tag == tagTo && i > 1 && toks[i-2].tag == tagNoun && t != tagBase:
			i -= 2
		case (prev.low == "and" || prev.low == "&") && i > 1 && toks[i-2].tag.nominal() && (t == tagName || t == tagNoun || t == tagDet || t == tagPoss):
			i -= 2
		case prev.tag == tagPart && i > 1 && toks[i-2].tag == tagNoun:
			i -= 2
		default:
			return i
		}
	}
	return i
}

// linksNoun tells whether the preposition at i joins two nouns: "study of 12 years", "officials in Geneva".
func linksNoun(toks []token, i int) bool {
	if i == 0 {
		return false
	}
	switch toks[i].low {
	case "of", "in", "at", "for", "from", "with", "on", "to", "by", "near", "against", "about", "under", "between":
		return toks[i-1].tag == tagNoun || toks[i-1].tag == tagName || toks[i-1].tag == tagNumber && toks[i].low == "of" || toks[i-1].tag == tagPart
	}
	return false
}

// sourceAfter finds the subject that follows its verb: "…, said Jane Roe, chief economist".
func sourceAfter(s *sentence, v int) ([2]int, bool) {
	toks := s.toks
	if v == 0 || v+1 >= len(toks) || !(toks[v-1].tag == tagComma || toks[v-1].tag == tagQuote || toks[v-1].tag == tagStop) || s.quoted[v] != 0 {
		return [2]int{}, false
	}
	end := v + 1
	if toks[end].tag == tagPron {
		return [2]int{end, end + 1}, true
	}
	for end < len(toks) && toks[end].tag.nominal() {
		end++
	}
	for end+1 < len(toks) && (toks[end].low == "of" || toks[end].low == "for" || toks[end].low == "at") && toks[end+1].tag.nominal() {
		end++
		for end < len(toks) && toks[end].tag.nominal() {
			end++
		}
	}
	return [2]int{v + 1, end}, end > v+1
}

// contentAfter finds what is said after the reporting verb at v. It must be a clause or a quotation.
func contentAfter(s *sentence, v int, class string) ([2]int, bool) {
	toks := s.toks
	k := v + 1
	// The hearer, the place and the manner: "told reporters in Geneva on Monday that", "said by e-mail:".
	told := lex().verb[toks[v].low].base == "tell"
	for j, n := k, 0; j < len(toks) && n < 14; j, n = j+1, n+1 {
		t := toks[j]
		if t.low == "that" && t.tag != tagDet || t.low == "that" && j == k || t.low == ":" {
			k = j + 1
			break
		}
		if j > v+1 && s.quoted[j] != 0 && s.quoted[j-1] == 0 && (told || class == "say" && saysWhere(toks, v+1)) {
			k = j
			break
		}
		if t.tag == tagComma && j > v+1 || t.tag == tagIng || t.tag.startsVerb() || t.tag == tagStop || s.quoted[j] != 0 {
			break
		}
		if told && j == v+1 && t.tag == tagObj {
			k = j + 1
		}
	}
	comma := k < len(toks) && toks[k].tag == tagComma
	r := trimRange(toks, k, ownVoice(s, k))
	if r[0] >= r[1] || s.quoted[v] != 0 && s.quoted[r[0]] != s.quoted[v] {
		return r, false
	}
	quotedStart := s.quoted[r[0]] != 0 && s.quoted[v] == 0
	that := toks[k-1].low == "that" || toks[k-1].low == ":"
	switch {
	case quotedStart || that && r[1]-r[0] > 1:
		return r, true
	case comma || toks[k].tag == tagTo:
		return r, false
	case class == "ask":
		return r, toks[k].tag == tagSub && clauseFollows(toks, k)
	case class == "show":
		return r, toks[k].tag == tagPron && clauseFollows(toks, k)
	case class == "think" && toks[k].tag == tagAdj:
		return r, false
	}
	return r, clauseFollows(toks, k)
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

// saysWhere tells whether the words at i begin to say where, when or how something was said. "Besides" and "despite"
// belong to what is said.
func saysWhere(toks []token, i int) bool {
	if i >= len(toks) {
		return false
	}
	switch toks[i].low {
	case "at", "in", "on", "by", "via", "to", "during", "after", "before", "from", "through", "over":
		return true
	}
	return false
}

// clauseFollows tells whether a subject and a finite verb begin at k.
func clauseFollows(toks []token, k int) bool {
	if k >= len(toks) || toks[k].tag.startsVerb() || toks[k].tag == tagPrep && toks[k].low != "in" && toks[k].low != "on" && toks[k].low != "besides" && toks[k].low != "despite" {
		return false
	}
	if k < len(toks) && toks[k].tag == tagSub && (toks[k].low == "if" || toks[k].low == "whether") {
		return true
	}
	noun := false
	for j := k; j < len(toks); j++ {
		t := toks[j]
		switch {
		case t.tag.startsVerb():
			return noun
		case t.tag == tagPron || t.tag == tagNoun || t.tag == tagName || t.tag == tagNumber || t.tag == tagDet || t.tag == tagIng:
			noun = true
		case t.tag == tagComma && j+1 < len(toks) && noun && (toks[j+1].low == "who" || toks[j+1].low == "which"):
			for j++; j < len(toks) && toks[j].tag != tagComma; j++ {
			}
		case t.tag == tagWh && noun, t.tag == tagSub, t.tag == tagStop, t.tag == tagComma && j < k+2:
			return false
		}
	}
	return false
}

// contentBefore finds what is said before an attribution that spans tokens a to v: "…, the ministry said".
func contentBefore(s *sentence, a, v int) ([][2]int, bool) {
	toks := s.toks
	if a == 0 {
		return nil, false
	}
	mark := toks[a-1]
	if mark.tag != tagComma && mark.tag != tagQuote && mark.tag != tagStop && mark.tag != tagDash {
		return nil, false
	}
	before := trimRange(toks, 0, a)
	if before[0] >= before[1] {
		return nil, false
	}
	quote := s.quoted[a-1] != 0 && s.quoted[v] == 0
	if !quote && (!hasClause(toks[before[0]:before[1]]) || toks[before[0]].tag == tagSub || toks[before[0]].tag == tagPrep && !clauseFollows(toks, before[0])) {
		return nil, false
	}
	content := [][2]int{before}
	// "…,” she said. “…" or ", and the bridge might reopen": more of it follows.
	end := v + 1
	for end < len(toks) && toks[end].tag != tagComma && toks[end].tag != tagStop && toks[end].tag != tagQuote && toks[end].tag != tagDash {
		end++
	}
	after := trimRange(toks, end, len(toks))
	switch {
	case after[0] >= after[1]:
	case s.quoted[after[0]] != 0 && quote:
		content = append(content, after)
	case toks[end].tag == tagComma && toks[after[0]].tag == tagCoord && clauseFollows(toks, after[0]+1):
		content = append(content, [2]int{after[0] + 1, after[1]})
	}
	return content, true
}

// hasClause tells whether the tokens hold a subject and a finite verb.
func hasClause(toks []token) bool {
	noun := false
	for _, t := range toks {
		if t.tag.startsVerb() && noun {
			return true
		}
		noun = noun || t.tag == tagNoun || t.tag == tagName || t.tag == tagPron || t.tag == tagNumber || t.tag == tagIng || t.tag == tagDet
	}
	return false
}

// quoteKind tells whether the content stands in quotation marks wholly, in part or not.
func quoteKind(s *sentence, content [][2]int) claims.QuoteKind {
	in, all := 0, 0
	for _, c := range content {
		for k := c[0]; k < c[1]; k++ {
			if s.toks[k].tag == tagQuote || s.toks[k].tag == tagComma {
				continue
			}
			all++
			if s.quoted[k] != 0 {
				in++
			}
		}
	}
	switch in {
	case 0:
		return claims.Indirect
	case all:
		return claims.Direct
	}
	return claims.Mixed
}

// carryQuotes gives sentences that stand wholly in a quotation the speaker of the sentence before, or behind, in the
// same quotation, or of the paragraph before when a quotation opens the next one.
func (a *article) carryQuotes() {
	n := len(a.sentences)
	for i := 1; i < n; i++ {
		a.carry(i, i-1)
	}
	for i := n - 2; i >= 0; i-- {
		if a.sentences[i].block == a.sentences[i+1].block {
			a.carry(i, i+1)
		}
	}
}

func (a *article) carry(to, from int) {
	s, other := &a.sentences[to], &a.sentences[from]
	if len(s.speech) > 0 || len(other.speech) == 0 || !s.allQuoted() || !s.kind.Body() {
		return
	}
	sp := other.speech[len(other.speech)-1]
	last, first := other.quoted[len(other.quoted)-1], s.quoted[0]
	if from > to {
		last, first = other.quoted[0], s.quoted[len(s.quoted)-1]
	}
	same := first == last && first != 0
	if !same && !(s.block <= other.block+1 && to > from && sp.quote != claims.Indirect && sp.name != "") {
		return
	}
	r := trimRange(s.toks, 0, len(s.toks))
	if r[0] >= r[1] {
		return
	}
	s.speech = []speech{{class: "quote", name: sp.name, content: [][2]int{r}, quote: claims.Direct}}
}

// allQuoted tells whether every word of the sentence stands in a quotation.
func (s *sentence) allQuoted() bool {
	for i, t := range s.toks {
		if s.quoted[i] == 0 && t.tag != tagQuote && t.tag != tagStop {
			return false
		}
	}
	return len(s.toks) > 0
}
