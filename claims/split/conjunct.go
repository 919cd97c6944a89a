package split

// beside cuts "…; …" and "… – …" where both sides have a verb.
func (r *clauseReader) beside() {
	for k := r.b - 1; k > r.verb; k-- {
		if r.toks[k].low != ";" && !r.isDash(k) || r.quoted[k] != r.quoted[r.verb] {
			continue
		}
		part := trimRange(r.toks, k+1, r.b)
		if part[1]-part[0] < 3 || !r.verbal(part[0], part[1]) || !r.free(k, r.b) {
			continue
		}
		r.take(joinedUp(sideBySide, nil, "", part), [2]int{k, r.b})
		r.b = k
	}
}

// verbal tells whether the part has a subject and a verb, finite or in -ing.
func (r *clauseReader) verbal(a, b int) bool {
	noun := false
	for i := a; i < b; i++ {
		t := r.toks[i].tag
		if noun && (t.startsVerb() || t == tagIng && r.toks[a].tag == tagAdv) {
			return true
		}
		if t == tagSub || t == tagWh {
			return false
		}
		noun = noun || t == tagNoun || t == tagName || t == tagPron
	}
	return false
}

// contrasts are the words whose clause is stated beside the main clause and does not limit it.
var contrasts = map[string]bool{"although": true, "though": true, "while": true, "whereas": true, "after": true}

// adverbials cuts "after inspectors found cracks" and "although demand fell" behind the main clause.
func (r *clauseReader) adverbials() {
	for k := r.b - 3; k > r.verb; k-- {
		if !contrasts[r.toks[k].low] || r.toks[k].cap || r.quoted[k] != r.quoted[r.verb] || !r.free(k, r.b) || r.inBrackets(k) || r.openBefore(k) || r.negated(k) || moments[r.toks[k-1].low] || r.toks[k-1].tag == tagPart || r.toks[k+1].tag == tagIng || k == r.verb+1 && r.passive() || !clauseFollows(r.toks[:r.nextComma(k)], k+1) {
			continue
		}
		sub := readClauses(r.text, r.toks, r.quoted, k+1, r.b, r.grain, r.said)
		sub[0].role = adverbial
		r.done = append(r.done, sub...)
		r.cut = append(r.cut, [2]int{k, r.b})
		r.b = k
	}
}

// passive tells whether the main verb may be a participle that describes its subject: "the moon named after a god was …".
func (r *clauseReader) passive() bool {
	w := r.toks[r.verb].low
	return lex().partOnly(w) && !intransitive[w]
}

// moments are the nouns to which an "after" belongs: "in the year after fares were scrapped".
var moments = wordsOf("day days week weeks month months year years hour hours minutes decade decades morning night shortly soon just only")

// negated tells whether the main clause holds a "not" or a "no" before token end: what is taken from it might not be
// meant.
func (r *clauseReader) negated(end int) bool {
	for k := r.start; k < end; k++ {
		if r.toks[k].tag == tagNot || r.toks[k].low == "no" || r.toks[k].low == "nobody" || r.toks[k].low == "only" {
			return true
		}
	}
	return false
}

// joined cuts ", and the bridge might reopen" and ", but remains above target".
func (r *clauseReader) joined(c int) bool {
	k := c + 1
	if c < r.verb || r.toks[k].tag != tagCoord && r.toks[k].low != "while" && r.toks[k].low != "whereas" && !(r.toks[k].low == "so" && r.toks[k+1].low != "that") || r.toks[k].low == "or" || r.quoted[k] != r.quoted[r.verb] {
		return false
	}
	for k+1 < r.b && (r.toks[k+1].tag == tagAdv || r.toks[k+1].tag == tagPrep && k+2 < r.b && r.toks[k+2].tag == tagNumber && r.toks[k+1].low == "about") {
		k++
	}
	body := [2]int{c + 2, r.b}
	if body[1]-body[0] < 2 || !r.free(c, r.b) {
		return false
	}
	if !clauseFollows(r.toks[:r.b], k+1) || !r.plainClause(k+1) || r.condition(c) || r.colonBefore(c) {
		return false
	}
	sub := readClauses(r.text, r.toks, r.quoted, c+2, r.b, r.grain, r.said)
	sub[0].role = conjoined
	r.done = append(r.done, sub...)
	r.cut = append(r.cut, [2]int{c, r.b})
	r.b = c
	return true
}

// colonBefore tells whether a colon stands between the main verb and i, so that what is joined there may belong behind it.
func (r *clauseReader) colonBefore(i int) bool {
	for k := r.verb; k < i; k++ {
		if r.toks[k].low == ":" {
			return true
		}
	}
	return false
}

// condition tells whether the run holds an "if", on which both sides of the "and" at end may hang. One inside the second
// clause is only that one's, unless a comma sets it off.
func (r *clauseReader) condition(end int) bool {
	for k := r.a; k < r.b; k++ {
		switch r.toks[k].low {
		case "if", "unless", "until", "whether", "provided", "either", "when":
			if k < end+3 || r.toks[k-1].tag == tagComma {
				return true
			}
		}
	}
	return false
}

// plainClause tells whether the clause at i has its verb before the next comma or a short way behind it.
func (r *clauseReader) plainClause(i int) bool {
	for k := i; k < r.b && k < i+16; k++ {
		if r.toks[k].tag.startsVerb() {
			return true
		}
	}
	return false
}

// openBefore tells whether a subordinate clause is open between the main verb and i, so that what is joined there may
// belong to it.
func (r *clauseReader) openBefore(i int) bool {
	for k := r.verb + 1; k < i; k++ {
		t := r.toks[k]
		if t.tag == tagSub || t.tag == tagWh || t.low == "because" || t.low == "that" && t.tag != tagDet || t.tag == tagBase && r.toks[k-1].tag == tagTo {
			return true
		}
	}
	return false
}

// conjoinedVerbs cuts "raised rates and lowered its forecast": a second finite verb with the same subject.
func (r *clauseReader) conjoinedVerbs() {
	if r.condition(r.b) {
		return
	}
	from := r.b
	for k := r.b - 2; k > r.verb; k-- {
		if r.toks[k].tag != tagCoord || r.toks[k].low == "or" || r.quoted[k] != r.quoted[r.verb] || !r.free(k, from) || r.openBefore(k) || r.inBrackets(k) {
			continue
		}
		v := k + 1
		for v < r.b && r.toks[v].tag == tagAdv {
			v++
		}
		if v >= r.b || r.thirdVerb(k) || r.toks[k-1].tag == tagComma || r.toks[k-1].tag == tagAdv && v > k+1 {
			continue // "legally and corporately registered"
		}
		subject := r.plainSubject()
		if aux, ok := r.sharedAuxiliary(v); ok {
			subject = append(subject, aux)
		} else if !r.toks[v].tag.startsVerb() && !r.sharedPast(v) || r.dependent(v) {
			continue
		}
		if part := trimRange(r.toks, k+1, from); part[1]-part[0] >= 2 {
			r.take(joinedUp(conjoined, subject, "", part), [2]int{k, from})
			from = k
		}
	}
}

// thirdVerb tells whether the "and" at k closes a list of three verbs or more, which the tree takes apart: "lied, resigned
// and left".
func (r *clauseReader) thirdVerb(k int) bool {
	for c := k - 1; c > r.verb; c-- {
		if r.toks[c].tag != tagComma {
			continue
		}
		v := c + 1
		for v < k && r.toks[v].tag == tagAdv {
			v++
		}
		if v < k && (r.toks[v].tag.startsVerb() || r.toks[v].tag == tagPart || r.toks[v].tag == tagBase || lex().verb[r.toks[v].low].past) {
			return true
		}
	}
	return false
}

// plainSubject is the main subject without what is added to it between commas.
func (r *clauseReader) plainSubject() [][2]int {
	subject := r.subject()
	if len(subject) == 0 {
		return nil
	}
	first := subject[0]
	for k := first[0]; k < first[1]; k++ {
		switch r.toks[k].tag {
		case tagCoord:
			return subject
		case tagComma:
			if k > first[0] {
				return [][2]int{{first[0], k}}
			}
		}
	}
	return subject
}

// participleBefore tells whether a participle hangs on a noun between the main verb and i: "a journal launched in 2007
// and shuttered in 2009".
func (r *clauseReader) participleBefore(i int) bool {
	for k := r.verb + 2; k < i; k++ {
		if t := r.toks[k]; (t.tag == tagPart || t.tag == tagFinite && lex().partOnly(t.low)) && (r.toks[k-1].tag == tagNoun || r.toks[k-1].tag == tagName) {
			return true
		}
	}
	return false
}

// objectAt tells whether a noun phrase begins at i, so that the verb before it is active: "was founded in 1946 and
// joined the league".
func (r *clauseReader) objectAt(i int) bool {
	return i < r.b && (r.toks[i].tag.nominal() || r.toks[i].tag == tagObj || r.toks[i].tag == tagIng)
}

// dependent tells whether the verb at v may hang on a "did not", a "will" or a "no" of the main clause, so that it
// does not stand alone: "did not close the mine and keep the railway".
func (r *clauseReader) dependent(v int) bool {
	form, _ := lex().verbOf(r.toks[v].low)
	main := r.toks[r.verb]
	either := form.past && form.part // "recorded" may be a participle that hangs on a noun
	switch {
	case (main.tag == tagDo || main.tag == tagModal) && form.plain:
		return true
	case either && v+1 < r.b && r.toks[v+1].low == "by", either && !r.past() && !r.objectAt(v+1), either && r.participleBefore(v):
		return true
	case r.said && r.toks[v].tag != main.tag, r.said && main.tag == tagFinite:
		return true
	}
	for k := r.start; k < r.verb; k++ {
		switch r.toks[k].low {
		case "no", "nobody", "none", "neither", "few", "nothing", "not", "hardly", "only":
			return true
		}
	}
	return false
}

// sharedAuxiliary returns the auxiliary that a second participle or infinitive at v shares with the first: "was closed
// in 2010 and repaired by the army", "will close in May and reopen in June".
func (r *clauseReader) sharedAuxiliary(v int) (aux [2]int, ok bool) {
	end := r.verb
	for end < r.b && (r.toks[end].tag == tagBe || r.toks[end].tag == tagHave || r.toks[end].tag == tagModal) {
		end++
	}
	if end == r.verb || end >= v || r.negated(r.b) || intransitive[r.toks[v].low] {
		return aux, false
	}
	head := end
	for head < v && r.toks[head].tag == tagAdv {
		head++
	}
	form, _ := lex().verbOf(r.toks[v].low)
	modal := r.toks[end-1].tag == tagModal
	switch {
	case modal && r.toks[head].tag == tagBase && form.plain:
	case !modal && r.toks[head].tag == tagPart && form.part && !form.plain && !(form.past && r.objectAt(v+1)):
	default:
		return aux, false
	}
	return [2]int{r.verb, end}, true
}

func (r *clauseReader) sharedPast(v int) bool {
	return r.toks[v].tag == tagPart && r.toks[r.verb].tag == tagFinite && lex().pastForm(r.toks[v].low)
}

func (r *clauseReader) inBrackets(k int) bool {
	depth := 0
	for i := r.a; i < k; i++ {
		switch r.toks[i].tag {
		case tagOpen:
			depth++
		case tagClose:
			depth--
		}
	}
	return depth > 0
}
