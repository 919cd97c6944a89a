package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// wording writes a clause as a sentence that stands alone, in the text's own words: subject, link, body, with the
// person for "he" or "she" where the article leaves no doubt, the year for a day without one, and a full stop.
func (a *article) wording(s *sentence, c clause, by *speech) string {
	var parts []string
	for _, r := range c.subject {
		parts = append(parts, a.words(s, r, by, true))
	}
	if c.link != "" {
		parts = append(parts, c.link)
	}
	if c.role == apposition && len(c.body) > 0 {
		parts = append(parts, articleFor(s.toks[c.body[0][0]:c.body[0][1]]))
	}
	for i, r := range c.body {
		parts = append(parts, a.words(s, r, by, i == 0 && len(c.subject) == 0))
	}
	out := strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
	out = balance(strings.Trim(out, " ,;:–—-"))
	if out == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(out)
	out = string(unicode.ToUpper(r)) + out[n:]
	if !endsSentence(out) || strings.HasSuffix(out, ":") {
		out = strings.TrimRight(out, ":") + "."
	}
	return out
}

// words returns the words of a run of tokens; opening says that it opens the sentence, so that a pronoun there is the
// subject.
func (a *article) words(s *sentence, r [2]int, by *speech, opening bool) string {
	var b strings.Builder
	at := s.toks[r[0]].Start
	mixed := quoteKind(s, [][2]int{r}) == claims.Mixed
	if t := s.toks[r[0]]; r[0] == 0 && !opening && t.cap && t.tag != tagName && t.low != "i" && t.Len() > 1 {
		b.WriteString(strings.ToLower(a.text[t.Start:t.End]))
		at = t.End
	}
	for k := r[0]; k < r[1]; k++ {
		t := s.toks[k]
		if t.tag == tagQuote && s.quoted[k] != 0 && !mixed {
			b.WriteString(a.text[at:t.Start])
			at = t.End
			continue
		}
		if name := a.person(s, k, by, opening && k == r[0] && (t.low != "i" || k+1 < r[1])); name != "" {
			b.WriteString(a.text[at:t.Start])
			b.WriteString(name)
			at = t.End
			if third := thirdForms[next(s.toks, k)]; t.low == "i" && third != "" {
				b.WriteString(" " + third)
				k++
				at = s.toks[k].End
			}
			continue
		}
		if full := missingYear(s.dates, t); full != "" && t.End <= s.toks[r[1]-1].End {
			b.WriteString(a.text[at:t.End])
			b.WriteString(full)
			at = t.End
		}
	}
	b.WriteString(a.text[at:s.toks[r[1]-1].End])
	return b.String()
}

// person returns the name that replaces the pronoun at token k, or "". Only a speaker's "I", and a subject "he" or
// "she" after exactly one person was named in this paragraph, are replaced.
func (a *article) person(s *sentence, k int, by *speech, opening bool) string {
	low := s.toks[k].low
	switch {
	case low == "i" && opening && turnsToThird(s.toks, k):
		switch {
		case by != nil && s.quoted[k] != 0 && strings.Contains(by.name, " "):
			return by.name
		case by == nil && s.quoted[k] == 0:
			return a.author
		}
	case (low == "he" || low == "she") && opening:
		return a.onlyPerson(s)
	case opening && s.toks[k].tag == tagName && nameEnd(s.toks, k) == k+1 && (k == 0 || s.toks[k-1].tag != tagName):
		return a.names.full[low]
	}
	return ""
}

// thirdForms are the verbs after "I" and their forms after a name. Past tenses and modals stay as they are.
var thirdForms = map[string]string{"have": "has", "am": "is", "'m": "is", "'ve": "has", "do": "does"}

func next(toks []token, k int) string {
	if k+1 < len(toks) {
		return toks[k+1].low
	}
	return ""
}

// turnsToThird tells whether the verb after the "I" at k can stand after a name.
func turnsToThird(toks []token, k int) bool {
	w := next(toks, k)
	return thirdForms[w] != "" || w != "" && (lex().pastForm(w) || lex().function[w] == "modal" || w == "was" || w == "had" || w == "did")
}

// onlyPerson returns the one person named before s in its paragraph and the one before; "" when there are two.
func (a *article) onlyPerson(s *sentence) string {
	found := ""
	for i := s.number - 1; i >= 0 && i >= s.number-reach && a.sentences[i].block >= s.block-1; i-- {
		t := &a.sentences[i]
		if !t.kind.Body() {
			continue
		}
		for k := 0; k < len(t.toks); {
			end := nameEnd(t.toks, k)
			if end == k {
				k++
				continue
			}
			name := personName(a.text, t.toks[k:end])
			last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
			if full := a.names.full[last]; full != "" && a.isPerson(full) {
				if found != "" && found != full {
					return ""
				}
				found = full
			}
			k = end
		}
	}
	return found
}

// isPerson tells whether a full name was seen acting or speaking as a person.
func (a *article) isPerson(full string) bool {
	return a.names.persons[full]
}

// missingYear returns what a reader of the claim alone needs to know a date: ", 2017" behind a month and day, " 2017"
// behind a month, ", May 13, 2024" behind a weekday; or "".
func missingYear(dates []claims.Mention, t token) string {
	for _, d := range dates {
		if d.End != t.End || len(d.Value) < len("2017-02") || strings.Contains(d.Text, d.Value[:4]) || strings.ContainsAny(d.Value, "/P") {
			continue
		}
		if _, ok := weekdays[t.low]; ok && len(d.Text) == t.Len() {
			day, _ := claims.Date(d.Value).Day()
			return day.Format(", January 2, 2006")
		}
		if lex().month[t.low] > 0 {
			return " " + d.Value[:4]
		}
		if len(d.Value) != len("2017-02-08") {
			continue
		}
		last := t.low
		if strings.Trim(last, "0123456789") == "" || strings.TrimRight(last, "stndrh") != last && unicode.IsDigit(rune(last[0])) {
			return ", " + d.Value[:4]
		}
	}
	return ""
}

// balance takes away quotation marks and brackets that lost their partner.
func balance(s string) string {
	for _, p := range [][2]string{{"(", ")"}, {"[", "]"}, {"“", "”"}, {"«", "»"}} {
		if strings.Count(s, p[0]) != strings.Count(s, p[1]) {
			s = strings.NewReplacer(p[0], "", p[1], "").Replace(s)
		}
	}
	if strings.Count(s, `"`)%2 == 1 {
		s = strings.ReplaceAll(s, `"`, "")
	}
	return strings.NewReplacer(" ,", ",", ",,", ",", ",.", ".").Replace(s)
}

// articleFor returns the article that grammar needs before what somebody is, "" before offices that one person holds.
func articleFor(toks []token) string {
	first := toks[0]
	if first.tag != tagNoun && first.tag != tagAdj {
		return ""
	}
	for _, t := range toks {
		if t.tag == tagPrep || t.tag == tagTo {
			break
		}
		if lex().office[t.low] || plural(t.low) {
			return ""
		}
	}
	if strings.ContainsRune("aeiou", rune(first.low[0])) {
		return "an"
	}
	return "a"
}
