package split

import (
	"slices"
	"strings"

	"assay/claims"
)

// speeches are the words by which a headline announces that somebody speaks in the text below.
var speeches = wordsOf("speech address remarks statement testimony argument interview interviews lecture sermon letter eulogy")

// findVoices notes for every sentence who speaks there outside of quotations: whom the headline announces, who was
// called on or signs. Where a question is put in an interview, that is nobody known.
func (a *article) findVoices() {
	all, called, asked := a.announced(), "", false
	if all == "" {
		all = a.author
	}
	for i := range a.sentences {
		s := &a.sentences[i]
		if i == 0 || a.sentences[i-1].block != s.block {
			switch {
			case i > 0 && a.calledOn(i-1) != "":
				called = a.calledOn(i - 1)
			case a.calledOn(i) != "" && i+1 < len(a.sentences) && a.sentences[i+1].block == s.block: // "Speaker Roe. Thank you."
				called = a.calledOn(i)
			}
			asked = a.asks(i)
		}
		if s.voice = called; called == "" && !asked {
			s.voice = all
		}
	}
}

// announced returns whom the headline says to speak in the text: "Remarks by Jane Roe", "An interview with Jane Roe".
// Two who are announced leave it open who "I" is.
func (a *article) announced() string {
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind != claims.Headline {
			continue
		}
		for k, t := range s.toks {
			if !speeches[t.low] {
				continue
			}
			from := k + 1
			if from < len(s.toks) && t.low != "interviews" {
				if w := s.toks[from].low; w != "by" && w != "of" && w != "from" && w != "with" {
					continue
				}
				from++
			}
			end := nameEnd(s.toks, from)
			if end > from && !(end+1 < len(s.toks) && s.toks[end].tag == tagCoord && s.toks[end+1].tag == tagName) {
				name, _ := a.names.named(a.text, s.toks[from:end])
				return name
			}
		}
	}
	return ""
}

// calledOn returns who is called on when sentence i, the first or last of its paragraph, is a title and a name alone:
// "General Roe.", "Ms. Roe?".
func (a *article) calledOn(i int) string {
	s := &a.sentences[i]
	if len(s.toks) < 3 || !titled(s.toks[0]) && titleGender[strings.TrimSuffix(s.toks[0].low, ".")] == 0 {
		return ""
	}
	end := nameEnd(s.toks, 1)
	if end < 2 || end != len(s.toks)-1 || s.toks[end].tag != tagStop {
		return ""
	}
	name, _ := a.names.named(a.text, s.toks[:end])
	return name
}

// asks tells whether the paragraph that sentence i begins ends with a question.
func (a *article) asks(i int) bool {
	last := i
	for last+1 < len(a.sentences) && a.sentences[last+1].block == a.sentences[i].block {
		last++
	}
	toks := a.sentences[last].toks
	return len(toks) > 0 && toks[len(toks)-1].low == "?"
}

// turns gives what stands behind a name and a colon at the head of a paragraph to the bearer of the name, as transcripts
// print it: "Jane Roe: The dam is safe."
func (a *article) turns() {
	labels, again := map[string]int{}, false
	for i := range a.sentences {
		if name, end := a.label(i); end > 0 {
			labels[name]++
			again = again || labels[name] > 1
		}
	}
	for i := range a.sentences {
		name, end := a.label(i)
		if end == 0 || len(labels) < 2 || !again && !a.names.persons[name] {
			continue
		}
		s := &a.sentences[i]
		content := trimRange(s.toks, end+1, len(s.toks))
		if content[0] >= content[1] {
			continue
		}
		said := speech{cue: [2]int{end, end + 1}, source: [2]int{0, end}, content: [][2]int{content}, class: "say", name: name, sure: sureness[asNamed], quote: claims.Direct}
		s.voice = name
		for j := i + 1; j < len(a.sentences) && a.sentences[j].block == s.block; j++ {
			a.sentences[j].voice = name
			if a.goOn(j, &said) {
				said.goesOn = append(said.goesOn, a.sentences[j].Span)
			}
		}
		s.speech = append([]speech{said}, s.speech...)
	}
}

// label returns the name with which sentence i begins as the head of a turn, and the number of the colon behind it; 0
// when there is none.
func (a *article) label(i int) (name string, colon int) {
	s := &a.sentences[i]
	if i > 0 && a.sentences[i-1].block == s.block || s.kind != claims.Text && s.kind != claims.List {
		return "", 0
	}
	end := nameEnd(s.toks, 0)
	if end == 0 || end > 5 || end >= len(s.toks) || s.toks[end].low != ":" || s.quoted[0] != 0 {
		return "", 0
	}
	if name, _ = a.names.named(a.text, s.toks[:end]); body(name) || a.names.places[name] {
		return "", 0
	}
	return name, end
}

// goOn makes all of sentence i the words of the speaker of by.
func (a *article) goOn(i int, by *speech) bool {
	s := &a.sentences[i]
	r := trimRange(s.toks, 0, len(s.toks))
	carried := slices.ContainsFunc(s.speech, func(sp speech) bool { return sp.cue[1] == 0 })
	if r[0] >= r[1] || len(s.toks) > maxTokens || carried {
		return false
	}
	said := speech{class: "quote", name: by.name, sure: min(by.sure, sureness[quotationGoesOn]), content: [][2]int{r}, quote: claims.Direct}
	s.speech = append([]speech{said}, s.speech...)
	return true
}

// quoteBelow gives the paragraph below a colon that ends a reporting clause to its source, as pages print quotations
// without marks: "Roe wrote:".
func (a *article) quoteBelow() {
	for i := range a.sentences {
		by := a.lastSpeech(i)
		if by == nil || !by.opens || by.name == "" || len(by.goesOn) > 0 {
			continue
		}
		for j := i + 1; j < len(a.sentences) && a.sentences[j].block == a.sentences[i].block+1 && a.sentences[j].kind == claims.Text; j++ {
			if a.goOn(j, by) {
				by.goesOn = append(by.goesOn, a.sentences[j].Span)
			}
		}
	}
}
