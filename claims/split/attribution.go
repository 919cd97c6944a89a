package split

import (
	"slices"

	"assay/claims"
)

// speech is an attribution inside one sentence, in token numbers.
type speech struct {
	cue, source [2]int   // half-open; source is empty when nobody is named
	content     [][2]int // what is said, as clauses
	loose       [][2]int // what is said when it is less than a clause: "warned of floods"; content is empty then
	class       string   // class of the reporting verb in reporting.txt
	name        string   // who the source is, as far as the article tells
	sure        float64  // how likely name is right, 0..1
	chain       []string // who reports the source's words, outermost first: "the ministry said that Roe had told …"
	quote       claims.QuoteKind
	shared      bool          // the source is the subject of another verb before
	whole       bool          // the reporting words carry part of the meaning ("denied that"): keep them in the claim
	coord       int           // the token that joins the verb to one before with the same source, else 0
	opens       bool          // a colon ends the sentence: what is said stands in the next ones
	leadsIn     []claims.Span // what sentences before say inside the same quotation
	goesOn      []claims.Span // what sentences behind add to it
}

func (sp speech) attribution(s *sentence) Attribution {
	out := Attribution{Cue: tokenSpan(s.toks, sp.cue), Name: sp.name, Quote: sp.quote}
	if sp.source[0] < sp.source[1] {
		out.Source = tokenSpan(s.toks, sp.source)
	}
	for _, c := range sp.said() {
		out.Content = append(out.Content, tokenSpan(s.toks, c))
	}
	out.Content = append(append(sp.leadsIn, out.Content...), sp.goesOn...)
	return out
}

// said is what is said, clauses or not.
func (sp speech) said() [][2]int {
	if len(sp.content) > 0 {
		return sp.content
	}
	return sp.loose
}

// covers tells whether token k stands in what is said.
func (sp speech) covers(k int) bool {
	for _, c := range sp.said() {
		if c[0] <= k && k < c[1] {
			return true
		}
	}
	return false
}

func tokenSpan(toks []token, r [2]int) claims.Span {
	return claims.Span{Start: toks[r[0]].Start, End: toks[r[1]-1].End}
}

// attribute finds the attributions of all sentences, who their sources are, and lets quotations that go on keep their
// speaker.
func (a *article) attribute() {
	if !a.english {
		return
	}
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind.SetAside() || len(s.toks) == 0 || len(s.toks) > maxTokens {
			continue
		}
		s.speech = findSpeech(s)
		for k := range s.speech {
			sp := &s.speech[k]
			if s.unsaid(sp) {
				sp.content, sp.loose, sp.whole = nil, sp.said(), true
			}
			if sp.quote = quoteKind(s, sp.said()); sp.opens {
				sp.quote = claims.Direct
			}
		}
		a.names.follow(a, i)
	}
	a.carryQuotes()
	a.quoteBelow()
	a.findVoices()
	a.turns()
	for i := range a.sentences {
		s := &a.sentences[i]
		s.speech = slices.DeleteFunc(s.speech, func(sp speech) bool { return sp.opens && len(sp.goesOn) == 0 })
		a.nameSelves(s)
		nest(s)
	}
}

// denials are words between a source and its verb that take back, or put off, what the verb reports.
var denials = wordsOf("not n't never nobody none neither nor no few hardly barely seldom rarely falsely wrongly will would may might should must wo")

// unsaid tells whether the reporting verb is denied, called false or put into the future or under a condition: "Roe has
// not said that …", "if Roe says that …". Then nobody has said it, and the words stay in the claim.
func (s *sentence) unsaid(sp *speech) bool {
	if sp.cue[1] == 0 || sp.source[0] == sp.source[1] || s.quoted[sp.cue[0]] != 0 {
		return false
	}
	if sp.source[0] < sp.cue[0] {
		switch s.toks[sp.source[0]].low {
		case "no", "nobody", "none", "few", "neither", "nothing":
			return true
		}
		for _, t := range s.toks[sp.source[1]:sp.cue[0]] {
			if denials[t.low] || t.tag == tagNot {
				return true
			}
		}
	}
	for k := min(sp.source[0], sp.cue[0]) - 1; k >= 0 && k >= min(sp.source[0], sp.cue[0])-2; k-- {
		if w := s.toks[k].low; w == "if" || w == "unless" || w == "whether" {
			return true
		}
	}
	return false
}

// nameSelves names the source "I" or "we": inside a quotation its speaker, elsewhere whose voice the text is.
func (a *article) nameSelves(s *sentence) {
	for k := range s.speech {
		sp := &s.speech[k]
		if sp.source[1]-sp.source[0] != 1 {
			continue
		}
		low := s.toks[sp.source[0]].low
		if low != "i" && low != "we" && low != "my" && low != "our" {
			continue
		}
		by := speakerAt(s, sp.source[0])
		switch {
		case by != nil && by != sp:
			sp.name, sp.sure = by.name, min(by.sure, sureness[selfReference])
		case s.quoted[sp.source[0]] == 0 && (low == "i" || low == "my"):
			sp.name, sp.sure = s.voice, sureness[selfReference]
		}
		if sp.name == "" {
			sp.sure = 0
		}
	}
}

// speakerAt returns the innermost attribution whose quotation holds token k, nil when there is none.
func speakerAt(s *sentence, k int) *speech {
	var found *speech
	for i := range s.speech {
		sp := &s.speech[i]
		if s.quoted[k] != 0 && sp.covers(k) && (sp.cue[1] == 0 || s.quoted[sp.cue[0]] == 0) {
			found = sp
		}
	}
	return found
}

// nest notes for every attribution inside the words of others who these are, outermost first.
func nest(s *sentence) {
	for i := range s.speech {
		in := &s.speech[i]
		if in.cue[1] == 0 {
			continue
		}
		for j := range s.speech {
			if out := &s.speech[j]; j != i && out.name != "" && out.name != in.name && out.covers(in.cue[0]) && (out.cue[1] == 0 || !in.covers(out.cue[0])) {
				in.chain = append(in.chain, out.name)
			}
		}
	}
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
