package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closedTags are the parts of speech of function.txt. "subprep" and "as" are decided by context.
var closedTags = map[string]tag{
	"det": tagDet, "poss": tagPoss, "pron": tagPron, "obj": tagObj, "num": tagNumber, "there": tagPron, "wh": tagWh,
	"sub": tagSub, "subprep": tagPrep, "prep": tagPrep, "than": tagPrep, "as": tagPrep, "to": tagTo, "coord": tagCoord,
	"not": tagNot, "be": tagBe, "have": tagHave, "do": tagDo, "modal": tagModal, "adv": tagAdv, "adj": tagAdj,
}

// setTags gives every token of one sentence its part of speech: closed classes by list, the rest by the verb list,
// endings, and the neighbours to the left.
func setTags(toks []token) {
	l, first := lex(), firstWord(toks)
	for i := range toks {
		t := &toks[i]
		if t.tag != tagOther || !isWord(t.low) {
			continue
		}
		t.tag = openTag(l, toks, i, first)
	}
	for i := range toks {
		fixTag(l, toks, i)
	}
}

func isWord(low string) bool {
	r, _ := utf8.DecodeRuneInString(low)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' && len(low) > 1
}

// openTag guesses the tag of token i from its own letters and the tags before it; first is the sentence's first word.
func openTag(l *lexicon, toks []token, i, first int) tag {
	t := toks[i]
	if t.low == "'s" {
		return tagPoss // until fixTag knows better
	}
	if class := l.function[t.low]; class != "" && (!midCapital(toks, i, first) || class == "det" && i > 0 && toks[i-1].tag == tagDash) {
		return closedTags[class]
	}
	if _, ok := l.number[t.low]; ok || t.low[0] >= '0' && t.low[0] <= '9' {
		return tagNumber
	}
	if midCapital(toks, i, first) {
		return tagName
	}
	if v, ok := l.verbOf(t.low); ok {
		if g := verbTag(v, toks, i); g != tagOther {
			return g
		}
	}
	switch {
	case strings.HasSuffix(t.low, "ly") && len(t.low) > 4:
		return tagAdv
	case t.cap && i == first && !knownLower(l, t.low):
		return tagName
	case adjectiveEnding(t.low):
		return tagAdj
	}
	return tagNoun
}

// midCapital tells whether token i has a capital letter that its place does not explain.
func midCapital(toks []token, i, first int) bool {
	return toks[i].cap && i != first && !(i > 0 && (opensSpeech(toks, i-1) || toks[i-1].low == ":")) && toks[i].low != "i"
}

// opensSpeech tells whether token i is a quotation mark that opens: one that follows a comma or a full stop closes.
func opensSpeech(toks []token, i int) bool {
	return toks[i].tag == tagQuote && !(i > 0 && (toks[i-1].tag == tagComma || toks[i-1].tag == tagStop) && toks[i-1].End == toks[i].Start)
}

// firstWord returns the index of the first token that is a word.
func firstWord(toks []token) int {
	for i, t := range toks {
		if t.tag != tagQuote && t.tag != tagOpen && t.tag != tagDash && t.tag != tagStop {
			return i
		}
	}
	return -1
}

// knownLower tells whether a sentence's first word is a common word, so that its capital says nothing.
func knownLower(l *lexicon, low string) bool {
	_, verb := l.verb[low]
	return verb || l.function[low] != "" || l.role[low] || l.event[low] || l.opinion[low] || l.outcome[low] ||
		strings.HasSuffix(low, "tion") || strings.HasSuffix(low, "ment") || strings.HasSuffix(low, "ness") ||
		strings.HasSuffix(low, "s") && len(low) > 4 || adjectiveEnding(low)
}

func adjectiveEnding(low string) bool {
	if len(low) < 5 {
		return false
	}
	for _, end := range []string{"able", "ible", "ical", "ful", "less", "ous", "ive", "ary", "ial", "ual", "ish", "ic"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// verbTag decides what a word that can be a verb is at this place; tagOther means that it is no verb here.
func verbTag(v verbForm, toks []token, i int) tag {
	l0, prev, before := lex(), tagBefore(toks, i), i > 0 && toks[i-1].tag == tagTo
	inNoun := prev == tagDet || prev == tagPoss || prev == tagAdj || prev == tagNumber || prev == tagPrep
	switch {
	case v.ing && !v.plain:
		if prev == tagDet || prev == tagPoss || prev == tagAdj {
			return tagNoun
		}
		return tagIng
	case v.plain && (before || prev == tagModal || prev == tagDo):
		return tagBase
	case prev == tagHave || prev == tagBe:
		if v.part {
			return tagPart
		}
		return tagOther
	case inNoun:
		if v.part && !v.plain {
			return tagAdj
		}
		return tagOther
	case v.past && v.plain && prev == tagNoun && nounGoesOn(toks, i):
		return tagOther // "growth forecast for 2023"
	case v.past:
		return tagFinite
	case (v.third || v.past) && (prev == tagNoun || prev == tagName) && reportsBefore(toks, i):
		return tagFinite // "…, the agency estimates."
	case v.third && prev == tagName && i+1 < len(toks) && helps(toks[i+1].low):
		return tagOther // "Recent reports have"
	case v.third && prev == tagNoun && (nounGoesOn(toks, i) || l0.unit[toks[i].low].name != ""):
		return tagOther
	case v.third && (prev == tagPron || prev == tagNoun || prev == tagName || prev == tagWh || prev == tagAdv):
		return tagFinite
	case v.third && prev == tagComma && predicateFollows(toks, i):
		return tagFinite
	case (v.third || v.plain) && prev == tagCoord && (objectFollows(toks, i) || v.third && toks[i-1].tag == tagAdv):
		return tagFinite
	case v.plain && (prev == tagPron || prev == tagWh || prev == tagNoun && pluralBefore(toks, i)):
		return tagFinite
	case v.plain && prev == tagName && pluralBefore(toks, i) && reportingFrames().known(toks[i].low):
		return tagFinite // "Democrats say"
	case v.plain && prev == tagObj && i > 1 && toks[i-2].low == "of":
		return tagFinite // "many of them say"
	case v.part && !v.past:
		return tagPart
	}
	return tagOther
}

// nounGoesOn tells whether the word in -s at i ends a noun phrase ("peace talks, …") rather than being its verb.
func nounGoesOn(toks []token, i int) bool {
	l := lex()
	if i+1 >= len(toks) {
		return true
	}
	next, v0 := toks[i+1], l.verb[toks[i].low]
	switch l.function[next.low] {
	case "be", "have", "do", "modal", "coord":
		return true
	case "prep", "subprep":
		return l.event[toks[i].low] || l.event[singular(toks[i].low)] || next.low == "of" || v0.past && next.low != "to"
	}
	v := l.verb[next.low]
	return next.tag == tagComma || next.tag == tagStop || next.tag == tagClose || v.past && !v.plain || next.tag == tagQuote && i+2 >= len(toks)
}

// reportsBefore tells whether the reporting verb at i ends a sentence that told before it what is said: a comma, a noun
// phrase, the verb, a mark.
func reportsBefore(toks []token, i int) bool {
	if !reportingFrames().known(toks[i].low) || i+1 < len(toks) && toks[i+1].tag != tagStop && toks[i+1].tag != tagComma {
		return false
	}
	k := i
	for k > 0 && i-k < reach/4 && toks[k-1].tag.nominal() {
		k--
	}
	return k > 1 && k < i && (toks[k-1].tag == tagComma || toks[k-1].tag == tagQuote) && (toks[k].tag == tagDet || toks[k].tag == tagName)
}

// helps tells whether a word is an auxiliary verb.
func helps(low string) bool {
	switch lex().function[low] {
	case "be", "have", "do", "modal":
		return true
	}
	return false
}

// objectFollows tells whether the word behind i opens an object or a clause, so that the word at i is its verb.
func objectFollows(toks []token, i int) bool {
	if i+1 >= len(toks) {
		return false
	}
	switch lex().function[toks[i+1].low] {
	case "det", "poss", "obj", "pron", "to":
		return true
	case "wh":
		return lex().reporting[lex().verb[toks[i].low].base] != ""
	}
	return false
}

// predicateFollows tells whether the word in -s behind the comma before i is the verb that a relative clause or an
// apposition kept waiting: "The pier, which opened in 1932, carries …".
func predicateFollows(toks []token, i int) bool {
	if i+1 >= len(toks) {
		return false
	}
	next := toks[i+1].low
	_, number := lex().number[next]
	return objectFollows(toks, i) || number || next[0] >= '0' && next[0] <= '9' || next == "about" || next == "some" || next == "nearly" || next == "that"
}

// reach is how many tokens a rule looks ahead or back at most, so that time stays linear in the length of a text.
const reach = 40

// tagBefore returns the tag of the last token before i that is no adverb and no "not".
func tagBefore(toks []token, i int) tag {
	low := max(0, i-reach)
	for i--; i >= low; i-- {
		if toks[i].tag != tagAdv && toks[i].tag != tagNot {
			return toks[i].tag
		}
	}
	return tagOther
}

func pluralBefore(toks []token, i int) bool {
	for i--; i > 0 && (toks[i].tag == tagAdv || toks[i].tag == tagNot); i-- {
	}
	return i >= 0 && (strings.HasSuffix(toks[i].low, "s") && !strings.HasSuffix(toks[i].low, "ss") || plurals[toks[i].low])
}

// plurals are nouns without -s that take the verb of the plural.
var plurals = wordsOf("people children men women police media clergy data")

// fixTag repairs tags that need the tokens to the right.
func fixTag(l *lexicon, toks []token, i int) {
	t := &toks[i]
	next := tagOther
	if i+1 < len(toks) {
		next = toks[i+1].tag
	}
	switch {
	case t.low == "that" && (next == tagPron || next == tagDet || next == tagPoss || next == tagName || next.startsVerb() && i > 0):
		t.tag = tagSub
	case t.low == "'s" && i > 0 && (toks[i-1].tag == tagPron || toks[i-1].tag == tagWh || toks[i-1].low == "that") && toks[i-1].low != "one":
		t.tag = tagBe
	case t.low == "'s" && (next == tagDet || next == tagNot || next == tagPart || next == tagAdv):
		t.tag = tagBe
	case (t.low == "as" || l.function[t.low] == "subprep") && next == tagPron:
		t.tag = tagSub
	case (t.low == "more" || t.low == "most" || t.low == "less") && (next == tagAdj || next == tagNoun):
		t.tag = tagAdj
	case t.tag == tagFinite && (next == tagPrep || next == tagTo) && i > 0 && toks[i-1].tag == tagComma && l.partOnly(t.low) && l.reporting[l.verb[t.low].base] == "":
		t.tag = tagPart // ", hosted by two comedians"
	case t.tag == tagFinite && reducedRelative(l, toks, i):
		t.tag = tagPart
	case t.tag == tagNoun && next == tagOther && t.low == "sat":
		t.tag = tagName
	}
}

// reducedRelative tells whether the past form at i is no finite verb but belongs to the noun before it: "economists
// polled by Finwire had expected", "a report published last month said".
func reducedRelative(l *lexicon, toks []token, i int) bool {
	v, _ := l.verbOf(toks[i].low)
	if !v.part || v.plain || i == 0 || toks[i-1].tag != tagNoun && toks[i-1].tag != tagName {
		return false
	}
	if v.base == "say" || v.base == "tell" || i+1 < len(toks) && reportingFrames().phrasal[toks[i].low][toks[i+1].low].base != "" {
		return false
	}
	if i+1 < len(toks) && toks[i+1].low == "by" {
		return true
	}
	if c := l.reporting[v.base]; c == "say" && !reportingFrames().form[toks[i].low].strict || c == "show" && toks[i-1].tag == tagName {
		return false
	}
	for j := i + 1; j < min(len(toks), i+reach); j++ {
		switch g := toks[j].tag; {
		case g == tagComma || g == tagStop || g == tagCoord || g == tagSub || g == tagWh || g == tagPron || g == tagTo || g == tagDash || g == tagQuote || toks[j].low == "that" || l.function[toks[j].low] == "subprep":
			return false
		case g.startsVerb():
			return true
		}
	}
	return false
}
