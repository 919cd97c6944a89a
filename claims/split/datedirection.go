package split

// direction tells where the clause around token i looks.
func (r *dateReader) direction(i int) direction {
	if r.past {
		return backward
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch w := r.word(k); {
		case w == "of" && r.word(k-1) == "ahead" && k == i-1:
			return forward
		case w == "early" && r.word(k-1) == "as", w == "until", w == "possibly", w == "by" && k == i-1, w == "due", w == "scheduled", w == "planned":
			return forward
		}
	}
	first, then := -1, 1
	if r.word(i+1) == "'s" && (r.word(i-1) == "that" || reportingFrames().known(r.word(i-1))) { // "said Monday's meeting will …"
		first, then = 1, -1
	}
	if d := r.verbDirection(i, first); d != nearest {
		return d
	}
	return r.verbDirection(i, then)
}

// verbDirection looks for the closest verb group on one side of i.
func (r *dateReader) verbDirection(i, side int) direction {
	for k := i + side; k >= max(0, i-reach) && k < min(len(r.toks), i+reach); k += side {
		t := r.toks[k]
		switch {
		case t.tag == tagStop && t.low == ";", side < 0 && t.tag == tagCoord && k > 0 && r.toks[k-1].tag == tagComma:
			return nearest
		case t.tag == tagModal:
			return forward
		case t.low == "rule" || t.low == "upcoming" || t.low == "planned" || t.low == "scheduled":
			return forward
		case t.tag == tagBase && k > 0 && r.toks[k-1].tag == tagTo && r.comingTo(k):
			return forward
		case t.tag == tagFinite:
			return tenseOf(t.low)
		case t.tag == tagBe && (t.low == "was" || t.low == "were"), t.low == "had", t.low == "did", t.low == "has" || t.low == "have":
			return backward
		case t.tag == tagBe && (t.low == "is" || t.low == "are" || t.low == "am" || t.low == "'m" || t.low == "'re"):
			return forward
		}
	}
	return nearest
}

// comingTo tells whether the infinitive at k says what is to come: "invited them to meet", "is to open".
func (r *dateReader) comingTo(k int) bool {
	for j := k - 2; j >= 0 && j > k-8; j-- {
		switch r.word(j) {
		case "is", "are", "plans", "plan", "planned", "invited", "asked", "agreed", "promised", "wants", "expected", "expects", "due", "set", "vowed", "pledged", "hopes", "intends", "aims":
			return true
		}
	}
	return false
}

func tenseOf(low string) direction {
	if lex().pastForm(low) {
		return backward
	}
	return forward
}

// beginnings are verbs whose object is the time that is told of from then on.
var beginnings = wordsOf("began begins started starts opened opens entered enters spent ended ends finished")

// opens tells whether a date at token i sets the time of what follows: "In 2012 she …", "On 3 May 2012, …", "Roe began
// the 2012 season with …".
func (r *dateReader) opens(i int) bool {
	if beginnings[r.word(i-1)] || beginnings[r.word(i-2)] && r.word(i-1) == "the" {
		return true
	}
	return i <= firstWord(r.toks)+1 && (i == 0 || r.toks[i-1].tag == tagPrep || r.toks[i-1].tag == tagStop || r.toks[i-1].tag == tagQuote)
}

// tells returns the year of which the text tells at token i, 0 when that is no other than the time of publication:
// "In 2012 the mill burned down, Roe said on May 3".
func (r *dateReader) tells(i int) int {
	for k := i - 1; k >= max(0, i-3); k-- {
		if f := reportingFrames().form[r.word(k)]; f.class == "say" && !f.strict {
			return 0
		}
	}
	return r.told
}

// heading returns the year that a heading sets for the paragraphs below it: "2014", "The council (2012)".
// Whatever stands there alone without a verb is a heading; ok is false for other sentences.
func (r *dateReader) heading() (y int, ok bool) {
	if len(r.toks) > reach/4 {
		return 0, false
	}
	for _, t := range r.toks {
		if t.tag.startsVerb() || t.tag == tagStop && t.low == "." {
			return 0, false
		}
	}
	for k := range r.toks {
		if n, end := r.yearAt(k); end > k && (len(r.toks) == 1 || k > 0 && end < len(r.toks) && r.toks[k-1].tag == tagOpen && r.toks[end].tag == tagClose) {
			return n, true
		}
	}
	return 0, true
}
