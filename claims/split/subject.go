package split

import "strings"

// subject finds who the subject of the verb at v is. coord is the token that joins v to a verb before, if that one has
// the subject, else 0.
func (r *reporter) subject(v int) (src [2]int, coord int, ok bool) {
	return r.subjectWithin(v, 3)
}

func (r *reporter) subjectWithin(v, depth int) (src [2]int, coord int, ok bool) {
	toks, end := r.toks, v
	for end > 0 && auxiliary(toks[end-1], toks[v]) {
		end--
	}
	if end == 0 || depth == 0 {
		return src, 0, false
	}
	switch t := toks[end-1]; {
	case t.tag == tagCoord:
		return r.conjunctSubject(end-1, v, depth)
	case r.s.quoted[v] != r.s.quoted[end-1]:
		return src, 0, false
	case t.tag == tagComma && end > 1 && toks[end-2].tag == tagCoord:
		return r.conjunctSubject(end-2, v, depth)
	case t.tag == tagComma:
		if src, ok = r.acrossCommas(end - 1); !ok && end == v { // "admitted the delay, conceded that … and warned that …"
			return r.conjunctSubject(end-1, v, 0)
		}
		return src, 0, ok
	case t.tag == tagClose:
		for end > 1 && toks[end-1].tag != tagOpen {
			end--
		}
		end--
	case t.tag == tagDash && end > 1:
		open := end - 2
		for open > 0 && toks[open].tag != tagDash && end-open < reach {
			open--
		}
		end = open
	case t.tag == tagWh && (t.low == "who" || t.low == "which") || t.low == "that" && end > 1 && toks[end-2].tag.nominal():
		if end--; end > 0 && toks[end-1].tag == tagComma {
			end--
			if k := nounPhrase(toks, end); t.low == "who" && k > 1 && toks[k-1].tag == tagComma && toks[k-2].tag == tagName {
				end = k - 1 // "Jane Roe, head of the port, who says"
			}
		}
	}
	src, ok = r.phraseTo(end)
	return src, 0, ok && r.s.quoted[src[0]] == r.s.quoted[v]
}

// auxiliary tells whether t can stand between a subject and its verb.
func auxiliary(t, verb token) bool {
	if t.low == "once" { // "Roe once said"
		return true
	}
	switch t.tag {
	case tagAdv, tagHave, tagModal, tagDo, tagNot:
		return true
	case tagAdj, tagNoun:
		return t.low == "long" // "has long claimed"
	case tagBe:
		return verb.tag == tagIng || verb.tag == tagPart || t.low == "been" || t.low == "being"
	case tagObj:
		return strings.HasSuffix(t.low, "self") || strings.HasSuffix(t.low, "selves") // "Roe himself said"
	}
	return false
}

// phraseTo returns the noun phrase that ends before token end, without a time before it: "last week Roe" is Roe.
func (r *reporter) phraseTo(end int) ([2]int, bool) {
	if end <= 0 {
		return [2]int{}, false
	}
	start := nounPhrase(r.toks, end)
	if start == end && end > 2 && r.toks[end-1].tag == tagObj && r.toks[end-2].low == "of" { // "many of them"
		start = nounPhrase(r.toks, end-2)
		return [2]int{start, end}, start < end-2
	}
	for k := start; k+1 < end; k++ {
		if timeWord(r.toks[k].low) && (r.toks[k+1].tag == tagName || r.toks[k+1].tag == tagDet) {
			start = k + 1
		}
		if toks := r.toks; k > start && toks[k].tag == tagPrep && timeWord(toks[k+1].low) { // "The White House on Friday"
			end = k
		}
	}
	return [2]int{start, end}, start < end
}

// timeWord tells whether a word is a day, a month or a span of the calendar.
func timeWord(low string) bool {
	_, day := weekdays[low]
	return day || lex().month[low] > 0 && low != "may" || calendarNouns[low]
}

var calendarNouns = wordsOf("week month year night day morning afternoon evening weekend summer winter spring autumn today yesterday tomorrow tonight")

// conjunctSubject returns the subject that the verb at v, behind the "and" at c, shares with the verb before.
func (r *reporter) conjunctSubject(c, v, depth int) (src [2]int, coord int, ok bool) {
	for i := len(r.out) - 1; i >= 0; i-- {
		sp := r.out[i]
		if sp.source[0] < sp.source[1] && sp.source[0] < sp.cue[0] && sp.cue[1] < c && r.s.quoted[sp.cue[0]] == r.s.quoted[c] {
			return sp.source, c, true
		}
	}
	for i := c - 1; i >= max(0, c-reach); i-- {
		if r.toks[i].tag.startsVerb() && r.s.quoted[i] == r.s.quoted[c] {
			if r.toks[i].tag == tagBe && r.passiveTo(i, c) && reportingFrames().form[r.toks[v].low].hearer { // "was arrested and told that"
				return src, 0, false
			}
			src, _, ok = r.subjectWithin(i, depth-1)
			return src, c, ok
		}
	}
	return src, 0, false
}

// passiveTo tells whether a participle completes the form of "be" at i before token c.
func (r *reporter) passiveTo(i, c int) bool {
	for i++; i < c && (r.toks[i].tag == tagAdv || r.toks[i].tag == tagNot || r.toks[i].tag == tagBe); i++ {
	}
	return i < c && r.toks[i].tag == tagPart
}

// acrossCommas finds the subject before the comma at c: "Jane Roe, head of the port, said", "Jane Roe, 45, who runs the
// port, said", "The head of the port, Jane Roe, said".
func (r *reporter) acrossCommas(c int) ([2]int, bool) {
	toks := r.toks
	open := r.segment(c)
	if open > 0 && toks[open].tag == tagComma && open+1 < c && toks[open+1].tag == tagCoord { // ", and director of the port,"
		c, open = open, r.segment(open)
	}
	if open < 0 || toks[open].tag != tagComma || open == 0 {
		src, ok := r.phraseTo(c)
		return src, ok && (src[0] == open+1 || src[0] == open+2 && toks[open+1].tag == tagCoord)
	}
	left := r.segment(open)
	fronted := toks[left+1].low != "as" && (toks[left+1].tag == tagPrep || toks[left+1].tag == tagSub || toks[left+1].tag == tagAdv)
	opening := left > 0 && toks[left].tag == tagComma && r.aside(left, open) // "Jane Roe, head of the port in Lendal, Norland, said"
	if opening {
		start := r.segment(left)
		opening = (start < 0 || toks[start].tag != tagComma) && nameEnd(toks, start+1) == left
	}
	if nameEnd(toks, open+1) == c && !fronted && !opening && nameEnd(toks, left+1) != open {
		return [2]int{open + 1, c}, true
	}
	for range 4 {
		if left < 1 || toks[left].tag != tagComma || !r.aside(left, open) {
			break
		}
		open, left = left, r.segment(left)
	}
	return r.phraseTo(open)
}

// withRole returns where the words about the source at token k begin: at "a spokesman" in "…, a spokesman, Karl Brandt".
func (r *reporter) withRole(k int) int {
	if k < 3 || r.toks[k-1].tag != tagComma {
		return k
	}
	left, role := r.segment(k-1), false
	if left < 1 || r.toks[left+1].tag != tagDet {
		return k
	}
	for _, t := range r.toks[left+1 : k-1] {
		if t.tag.startsVerb() {
			return k
		}
		role = role || lex().role[t.low]
	}
	if !role {
		return k
	}
	return left + 1
}

// segment returns the comma or other mark before the comma at c, -1 at the beginning.
func (r *reporter) segment(c int) int {
	open := c - 1
	for open >= 0 && r.toks[open].tag != tagComma && r.toks[open].tag != tagStop && r.toks[open].tag != tagQuote && r.toks[open].tag != tagDash {
		open--
	}
	return open
}

// aside tells whether the words between the commas at a and b only add to a name before: "45", "who runs the port",
// "mayor of Lendal".
func (r *reporter) aside(a, b int) bool {
	toks := r.toks
	first := toks[a+1]
	switch first.tag {
	case tagWh, tagPart, tagIng:
		return true
	case tagNumber:
		return b == a+2
	case tagName:
		if !lex().role[first.low] && !personTitles[first.low] {
			return false
		}
	}
	left := r.segment(a)
	before := toks[left+1].tag
	return toks[a-1].tag == tagName && before != tagPrep && before != tagSub && before != tagAdv && !hasClause(toks[a+1:b])
}

// sharedSubject tells whether a conjunction stands between the subject that ends at a and its verb at v.
func sharedSubject(toks []token, a, v int) bool {
	for i := a; i < v; i++ {
		if toks[i].tag == tagCoord && i > a && toks[a].tag != tagComma {
			return true
		}
	}
	return false
}

// nounEnd returns the end of the noun phrase that begins at token k, with what hangs on its noun: "a spokesman for the
// port", "the head of Lendal council".
func nounEnd(toks []token, k int) int {
	if k < len(toks) && (toks[k].tag == tagPron || toks[k].tag == tagObj) {
		return k + 1
	}
	end := k
	for end < len(toks) && toks[end].tag.nominal() {
		end++
	}
	for end > k && end+1 < len(toks) && toks[end+1].tag.nominal() && hangsOn(toks, end) {
		next := end + 1
		for next < len(toks) && toks[next].tag.nominal() {
			next++
		}
		end = next
	}
	return end
}

// hangsOn tells whether the preposition at p joins a noun to the source before it, rather than saying where or when
// something was said.
func hangsOn(toks []token, p int) bool {
	switch toks[p].low {
	case "of":
		return true
	case "for", "from", "with", "at", "by":
		return toks[p-1].tag == tagNoun
	case "in", "on":
		last := nounEndPlain(toks, p+1) - 1
		return toks[p-1].tag == tagNoun && !documents[toks[last].low] && !occasions[toks[last].low] && !timeWord(toks[last].low) && toks[last].tag != tagNumber
	}
	return false
}

func nounEndPlain(toks []token, k int) int {
	end := k
	for end < len(toks) && toks[end].tag.nominal() {
		end++
	}
	return max(end, k+1)
}

// occasions are where and how things are said.
var occasions = wordsOf("interview speech briefing conference hearing court testimony broadcast television radio tv phone telephone remark remarks comment comments reply response address debate meeting visit call twitter facebook writing person public private")

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
		case prev.low == "that" && prev.tag != tagDet && i > 1 && toks[i-2].low == "of": // "the president of that country"
			i--
		case prev.tag == tagPrep && linksNoun(toks, i-1) || prev.tag == tagTo && i > 1 && toks[i-2].tag == tagNoun && t != tagBase:
			i -= 2
		case (prev.tag == tagPrep || prev.tag == tagTo) && i > 2 && toks[i-3].tag == tagNoun && nearness[toks[i-2].low]: // "sources close to the talks"
			i -= 3
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

// nearness are adjectives that stand behind their noun with a preposition.
var nearness = wordsOf("close near familiar loyal opposed sympathetic critical aware responsible involved based")

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
