package split

import (
	"strings"

	"assay/claims"
)

// hedges returns the words of one tagged sentence by which the writer or speaker holds back from a plain assertion,
// in order and apart. Bounds ("at least"), quantifiers ("most") and plain reporting ("said") are no hedges.
func hedges(text string, toks []token) []claims.Mention {
	var out []claims.Mention
	for i := 0; i < len(toks); {
		n := hedgeAt(toks, i)
		if n == 0 {
			i++
			continue
		}
		s := claims.Span{Start: toks[i].Start, End: toks[i+n-1].End}
		out = append(out, claims.Mention{Span: s, Text: s.In(text)})
		i += n
	}
	return out
}

// hedgeAt returns the number of tokens of the longest hedge that begins at i, or 0.
func hedgeAt(toks []token, i int) int {
	best := doubted(toks, i)
	for _, p := range lex().hedge[toks[i].low] {
		if len(p.words) > best && matches(toks, i, p.words) && hedgeFits(toks, i, p) {
			best = len(p.words)
		}
	}
	return best
}

// doubtful are the adjectives that a "not" turns into a hedge: "not yet certain".
var doubtful = map[string]bool{"certain": true, "clear": true, "sure": true, "known": true, "confirmed": true, "proven": true, "verified": true, "settled": true, "established": true}

// doubted returns the length of a hedge that is made rather than listed: "not yet certain", "according to rumours",
// and an "If" that opens the sentence.
func doubted(toks []token, i int) int {
	word := func(k int) string {
		if i+k < len(toks) {
			return toks[i+k].low
		}
		return ""
	}
	switch word(0) {
	case "not", "n't":
		k := 1
		if word(k) == "yet" || word(k) == "entirely" || word(k) == "fully" {
			k++
		}
		if doubtful[word(k)] {
			return k + 1
		}
	case "according":
		if w := word(2); word(1) == "to" && (strings.HasPrefix(w, "rumour") || strings.HasPrefix(w, "rumor") || w == "unconfirmed" || w == "speculation" || w == "hearsay") {
			return 3
		}
	case "if":
		if i == 0 {
			return 1
		}
	}
	return 0
}

func matches(toks []token, i int, words []string) bool {
	if i+len(words) > len(toks) {
		return false
	}
	for k, w := range words {
		if toks[i+k].low != w {
			return false
		}
	}
	return true
}

// hedgeFits checks the condition of a hedge against the words around it.
func hedgeFits(toks []token, i int, p phrase) bool {
	next := token{}
	if k := i + len(p.words); k < len(toks) {
		next = toks[k]
	}
	switch p.cond {
	case "behind":
		return i > 0 && (toks[i-1].tag == tagNumber || lex().unit[toks[i-1].low].name != "")
	case "modal":
		return modalHedge(toks, i)
	case "rounding":
		return next.tag == tagNumber || (next.low == "a" || next.low == "the" || next.low == "all" || next.low == "one") && (p.words[0] == "almost" || p.words[0] == "nearly") ||
			lex().unit[next.low].kind == "currency" || next.low == "half" || next.tag == tagAdj && (p.words[0] == "almost" || p.words[0] == "nearly")
	case "verb":
		return beliefHedge(toks, i, next)
	}
	if p.words[0] == "likely" || p.words[0] == "unlikely" {
		return next.tag != tagNoun || i > 0 && toks[i-1].tag == tagBe
	}
	return !(len(p.words) == 1 && toks[i].cap && i > 0 && toks[i-1].tag == tagName)
}

// modalHedge tells whether "may", "might", "could" or "would" weakens what is said: a verb follows, and it gives no
// leave ("you may go") and is no name of a month.
func modalHedge(toks []token, i int) bool {
	if toks[i].cap && i > 0 {
		return false
	}
	k := i + 1
	for k < len(toks) && (toks[k].tag == tagAdv || toks[k].tag == tagNot || hedgeWord(toks[k].low)) {
		k++
	}
	if k >= len(toks) {
		return false
	}
	verb := lex().verb[toks[k].low].plain || toks[k].low == "be" || toks[k].low == "have" || toks[k].low == "do" || toks[k].tag == tagNoun
	subject := i > 0 && toks[i-1].low == "you"
	return verb && !(subject && toks[i].low == "may")
}

func hedgeWord(low string) bool {
	for _, p := range lex().hedge[low] {
		if len(p.words) == 1 && p.cond == "" {
			return true
		}
	}
	return false
}

// beliefHedge tells whether a verb of thinking at i has a clause, an infinitive or an uncertain object, or closes the
// sentence as its source ("…, experts believe").
func beliefHedge(toks []token, i int, next token) bool {
	low := toks[i].low
	prev := tagBefore(toks, i)
	if prev == tagDet || prev == tagPoss || prev == tagAdj || prev == tagPrep || prev == tagTo {
		return false
	}
	switch lex().verb[low].base {
	case "suspect", "doubt", "fear", "hope", "believe", "think", "speculate":
		if low == "suspects" && next.tag != tagDet && next.tag != tagSub || low == "hope" && prev != tagPron && prev != tagNoun && prev != tagName {
			return false
		}
		return next.low != "of" && prev != tagModal || next.tag == tagSub
	case "claim":
		return next.tag == tagTo || next.low == "that" || next.tag == tagPron || next.tag == tagDet || next.tag == tagPoss
	case "estimate", "expect", "consider":
		return prev != tagBe && (next.tag == tagSub || next.tag == tagDet || next.tag == tagPron || next.low == "that") || next.tag == tagTo
	}
	return next.tag == tagSub || next.low == "that" || next.tag == tagPron || next.tag == tagDet || next.tag == tagPoss || next.tag == tagStop && strings.Contains("guess imagine assume", low) ||
		next.tag == tagTo || low == "indicated" && next.tag == tagAdv || next.tag == tagName
}
