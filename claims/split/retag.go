package split

import "strings"

// retag repairs the tags of reporting verbs whose subject decides what they are, and of the WHO.
func (a *article) retag(s *sentence) {
	shouts := true // all of it in capitals
	for _, t := range s.toks {
		shouts = shouts && a.text[t.Start:t.End] == strings.ToUpper(a.text[t.Start:t.End])
	}
	for i := range s.toks {
		t := &s.toks[i]
		switch {
		case t.low == "who" && !shouts && a.text[t.Start:t.End] == "WHO":
			t.tag = tagName
		case t.tag != tagNoun && t.tag != tagOther || i == 0:
		case saidOfMany(s.toks, i), saidAside(s.toks, i):
			t.tag = tagFinite
		}
	}
}

// onlyVerbs are plain forms of reporting verbs that are never nouns.
var onlyVerbs = wordsOf("say think believe know argue insist agree warn suggest predict")

// saidOfMany tells whether the word at i is the verb of a subject in the plural whose last word is in the singular:
// "Officials at the bank say that …".
func saidOfMany(toks []token, i int) bool {
	v := lex().verb[toks[i].low]
	if f := reportingFrames().form[toks[i].low]; !v.plain || v.base != toks[i].low || f.class != "say" && f.class != "think" && f.class != "show" || i+2 >= len(toks) {
		return false
	}
	start, head := nounPhrase(toks, i), -1
	for k := start + 1; k < i && head < 0; k++ {
		if toks[k].tag == tagPrep {
			head = k - 1
		}
	}
	if head < 0 || toks[head].tag != tagNoun || !plural(toks[head].low) && !plurals[toks[head].low] || start > 0 && toks[start-1].tag == tagPrep {
		return false
	}
	return toks[i+1].low == "that" || onlyVerbs[toks[i].low] && clauseFollows(toks, i+1)
}

// saidAside tells whether the word at i is the verb of a reporting clause inside a relative one: "the dam, which Roe says
// is safe".
func saidAside(toks []token, i int) bool {
	v := lex().verb[toks[i].low]
	if f := reportingFrames().form[toks[i].low]; !v.third || f.class != "say" && f.class != "think" || i+1 >= len(toks) || !toks[i+1].tag.startsVerb() {
		return false
	}
	start := nounPhrase(toks, i)
	return start > 0 && start < i && toks[start-1].tag == tagWh
}
