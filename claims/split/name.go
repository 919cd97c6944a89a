package split

import (
	"strings"

	"assay/claims"
)

// names knows who is called what in an article.
type names struct {
	full    map[string]string // last word of a name, in lower case, to the latest full name
	nouns   map[string]string // a noun in lower case, to the first longer phrase or name that has it as its head
	persons map[string]bool   // full names that act or speak
	last    string            // the person spoken of last
}

// nameNames collects the names of several words. "Lavrov" is then Sergey Lavrov when the article says so anywhere.
func (a *article) nameNames() {
	a.names.full, a.names.persons, a.names.nouns = map[string]string{}, map[string]bool{}, map[string]string{}
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind.SetAside() || s.kind == claims.Headline {
			continue
		}
		a.nameNouns(s)
		for k := 0; k < len(s.toks); {
			end := nameEnd(s.toks, k)
			if end == k {
				k++
				continue
			}
			if name := personName(a.text, s.toks[k:end]); strings.Contains(name, " ") {
				last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
				if a.names.full[last] == "" {
					a.names.full[last] = name
				}
			}
			k = end
		}
	}
}

// nameNouns notes what "the authority" or "the bank" is in full: the first phrase with a name in it that has the noun
// as its head, or the first name that holds the word.
func (a *article) nameNouns(s *sentence) {
	for k := 0; k < len(s.toks); k++ {
		t := s.toks[k]
		if t.tag == tagNoun && k > 1 && a.names.nouns[t.low] == "" && !(k+1 < len(s.toks) && (s.toks[k+1].tag == tagNoun || s.toks[k+1].tag == tagName)) {
			start := k
			for start > 0 && (s.toks[start-1].tag == tagNoun || s.toks[start-1].tag == tagAdj || s.toks[start-1].tag == tagName || s.toks[start-1].low == "'s") {
				start--
			}
			if start < k && s.toks[start].cap && s.toks[start].tag == tagName {
				a.names.nouns[t.low] = a.text[s.toks[start].Start:t.End]
			}
		}
		if t.tag != tagName || k > 0 && s.toks[k-1].tag == tagName {
			continue
		}
		end := nameEnd(s.toks, k)
		for end+1 < len(s.toks) && s.toks[end].low == "of" && s.toks[end+1].tag == tagName {
			end = nameEnd(s.toks, end+1)
		}
		if end-k < 2 {
			continue
		}
		for _, w := range s.toks[k:end] {
			if w.tag == tagName && a.names.nouns[w.low] == "" {
				a.names.nouns[w.low] = a.text[s.toks[k].Start:s.toks[end-1].End]
			}
		}
	}
}

// nameEnd returns the end of the run of name tokens at k.
func nameEnd(toks []token, k int) int {
	for k < len(toks) && (toks[k].tag == tagName || toks[k].low == "al" && toks[k].cap) {
		k++
	}
	return k
}

// personTitles are titles and offices that stand before a name, as capitalised words.
var personTitles = map[string]bool{"president": true, "minister": true, "prime": true, "foreign": true, "senator": true, "state": true, "governor": true, "mayor": true, "superintendent": true, "chancellor": true, "secretary": true, "professor": true, "king": true, "queen": true, "pope": true, "sir": true, "lord": true, "lady": true, "dame": true, "judge": true, "justice": true, "general": true, "colonel": true, "captain": true, "detective": true, "sergeant": true, "officer": true, "chief": true, "coach": true, "councillor": true, "councilor": true, "representative": true, "congressman": true, "congresswoman": true, "commissioner": true, "ambassador": true, "director": true, "opposition": true, "chairman": true, "deputy": true, "vice": true}

// personName joins the words of a name without the titles before it.
func personName(text string, toks []token) string {
	for len(toks) > 1 && (personTitles[toks[0].low] || lex().abbreviation[strings.TrimSuffix(toks[0].low, ".")] == "title") {
		toks = toks[1:]
	}
	if len(toks) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(text[toks[0].Start:toks[len(toks)-1].End]), " ")
}

// resolve returns the full name behind a mention, or "" when the article does not tell: pronouns get the person who
// was spoken of last, surnames their full names, and other phrases lose their article.
func (n *names) resolve(text string, toks []token) string {
	if len(toks) == 0 {
		return ""
	}
	switch toks[0].low {
	case "he", "she", "him", "her", "his":
		if len(toks) == 1 {
			return n.last
		}
	case "it", "they", "we", "i", "you", "who", "this", "that":
		return ""
	}
	// The name is the last run of name tokens, unless words such as "of" tie it to a noun before it.
	start, end := lastName(toks)
	if start < end && (end == len(toks) || toks[end].tag == tagComma) && !tied(toks, start) {
		name := personName(text, toks[start:end])
		if !strings.Contains(name, " ") {
			if full := n.full[strings.ToLower(name)]; full != "" {
				return full
			}
		}
		return name
	}
	if len(toks) == 2 && toks[0].low == "the" && toks[1].tag == tagNoun && n.nouns[toks[1].low] != "" {
		return n.nouns[toks[1].low]
	}
	for i, t := range toks {
		if t.tag == tagPart && i > 1 { // "a survey published last month" is a survey
			toks = toks[:i]
			break
		}
	}
	for len(toks) > 1 && toks[0].tag == tagDet {
		toks = toks[1:]
	}
	return strings.Join(strings.Fields(text[toks[0].Start:toks[len(toks)-1].End]), " ")
}

// lastName returns the last run of name tokens before the first comma.
func lastName(toks []token) (start, end int) {
	limit := len(toks)
	for i, t := range toks {
		if t.tag == tagComma {
			limit = i
			break
		}
	}
	end = limit
	if end > 0 && toks[end-1].tag != tagName {
		return 0, 0
	}
	start = end
	for start > 0 && toks[start-1].tag == tagName {
		start--
	}
	return start, end
}

// tied tells whether the name at start belongs to a noun before it: "a spokesman for Roe", "poll by Lakeland".
func tied(toks []token, start int) bool {
	return start > 0 && (toks[start-1].tag == tagPrep || toks[start-1].tag == tagTo || toks[start-1].tag == tagDet && start == 1 || toks[start-1].tag == tagCoord)
}

// speak notes that a person was spoken of.
func (n *names) speak(name string) {
	if strings.Contains(name, " ") && n.full[strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])] == name {
		n.persons[name], n.last = true, name
	}
}
