package split

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// wording writes a clause as a sentence that stands alone, in the text's own words: subject, link, body, with the
// person for "he" or "she" where the article leaves little doubt, the year for a day without one, and a full stop. It
// also tells what it filled in.
func (a *article) wording(s *sentence, c clause, by *speech) (string, []claims.Fill) {
	w := writer{article: a, s: s, by: by, runs: c.runs()}
	var parts []string
	for i, p := range c.pieces {
		switch {
		case p.word == "'s" && len(parts) > 0: // no space before it
			parts[len(parts)-1] += p.word
			w.fill(p.word, "", claims.FillVerb)
		case p.word != "":
			parts = append(parts, p.word)
			was := ""
			if p.run[0] < p.run[1] {
				was = tokenSpan(s.toks, p.run).In(a.text)
			}
			w.fill(p.word, was, claims.FillVerb)
		default:
			if i > 0 && c.role == apposition && c.pieces[i-1].word != "" {
				if article := articleFor(s.toks[p.run[0]:p.run[1]]); article != "" {
					parts = append(parts, article)
					w.fill(article, "", claims.FillVerb)
				}
			}
			parts = append(parts, w.words(p.run, i == 0))
		}
	}
	out := strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
	out = balance(strings.Trim(out, " ,;:–—-"))
	if out == "" {
		return "", nil
	}
	r, n := utf8.DecodeRuneInString(out)
	out = string(unicode.ToUpper(r)) + out[n:]
	if !endsSentence(out) || strings.HasSuffix(out, ":") {
		out = strings.TrimRight(out, ":") + "."
	}
	return out, w.filled
}

// writer writes one wording and notes what it fills in.
type writer struct {
	*article
	s      *sentence
	by     *speech
	runs   [][2]int // the tokens that it is made of
	filled []claims.Fill
	given  string // the person named for a pronoun before
}

func (w *writer) fill(words, instead string, why claims.FillReason) {
	w.filled = append(w.filled, claims.Fill{Words: words, For: instead, Why: why})
}

// words returns the words of a run of tokens; opening says that it opens the sentence, so that a pronoun there is the
// subject.
func (w *writer) words(r [2]int, opening bool) string {
	var b strings.Builder
	s := w.s
	at := s.toks[r[0]].Start
	mixed := quoteKind(s, [][2]int{r}) == claims.Mixed
	for k := r[0]; k < r[1]; k++ {
		t := s.toks[k]
		if t.tag == tagQuote && s.quoted[k] != 0 && !mixed {
			b.WriteString(w.text[at:t.Start])
			at = t.End
			continue
		}
		if name := w.name(k, opening && k == r[0] && (t.low != "i" || k+1 < r[1])); name != "" {
			b.WriteString(w.text[at:t.Start])
			b.WriteString(name)
			w.fill(name, w.text[t.Start:t.End], claims.FillName)
			at = t.End
			if third := thirdForms[next(s.toks, k)]; t.low == "i" && third != "" && k+1 < r[1] {
				b.WriteString(" " + third)
				k++
				w.fill(third, w.text[s.toks[k].Start:s.toks[k].End], claims.FillVerb)
				at = s.toks[k].End
			}
			continue
		}
		if k == 0 && !opening && t.cap && t.tag != tagName && t.low != "i" && t.Len() > 1 { // no longer the first word
			b.WriteString(strings.ToLower(w.text[at:t.End]))
			at = t.End
		}
		if full := missingYear(s.dates, t); full != "" && next(s.toks, k) != "'s" && t.End <= s.toks[r[1]-1].End {
			b.WriteString(w.text[at:t.End])
			b.WriteString(full)
			w.fill(strings.TrimLeft(full, ", "), "", claims.FillDate)
			at = t.End
		}
	}
	b.WriteString(w.text[at:s.toks[r[1]-1].End])
	return b.String()
}

// name returns the name that replaces the pronoun or the surname at token k, or "": a speaker's "I", a subject "he" or
// "she", "his" or "her" of somebody whom the wording does not name otherwise, and a surname that opens it.
func (w *writer) name(k int, opening bool) string {
	t := w.s.toks[k]
	if strings.HasPrefix(next(w.s.toks, k), "'") && t.low != "i" { // "he'd"
		return ""
	}
	switch low := t.low; {
	case low == "i" && opening && turnsToThird(w.s.toks, k) && !w.firstPerson(k):
		switch {
		case w.by != nil && w.s.quoted[k] != 0 && strings.Contains(w.by.name, " "):
			return w.by.name
		case w.by == nil && w.s.quoted[k] == 0:
			return w.author
		}
	case low == "he" || low == "she":
		if name := w.person(k); (opening || w.s.quoted[k] == 0) && w.unnamed(name) {
			w.given = name
			return name
		}
	case (low == "his" || low == "her") && w.s.quoted[k] == 0 && k+1 < len(w.s.toks) && w.s.toks[k+1].tag.nominal() && t.tag == tagPoss:
		if name := w.person(k); w.unnamed(name) && !w.holds("he", "she") {
			w.given = name
			return name + "’s"
		}
	case opening && t.tag == tagName && nameEnd(w.s.toks, k) == k+1 && (k == 0 || w.s.toks[k-1].tag != tagName):
		return w.names.full[low]
	}
	return ""
}

// holds tells whether one of the words is in the wording.
func (w *writer) holds(words ...string) bool {
	for _, r := range w.runs {
		for _, t := range w.s.toks[r[0]:r[1]] {
			if slices.Contains(words, t.low) {
				return true
			}
		}
	}
	return false
}

// firstPerson tells whether more than the "I" at k would have to be turned into the third person.
func (w *writer) firstPerson(k int) bool {
	n := next(w.s.toks, k)
	return n == "'d" || n == "'ll" || w.holds("my", "me", "myself", "mine", "our", "us", "we")
}

// person returns the full name of whom "he", "she", "his" or "her" at token k stands for, when that is a person of this
// sentence or the one before and nobody else can be meant.
func (w *writer) person(k int) string {
	name, how := w.names.person(w.article, w.s.number, k)
	if name == "" || how != byNear || w.othersBefore(k, name) || w.anotherPerson(name) || !w.names.mayBe(name, w.s.toks[k].low) {
		return ""
	}
	if full := w.names.full[strings.ToLower(name)]; full != "" {
		return full
	}
	return name
}

// anotherPerson tells whether the two sentences before name anybody else who may be a person.
func (w *writer) anotherPerson(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	for i := w.s.number - 1; i >= 0 && i >= w.s.number-2 && w.sentences[i].block >= w.s.block-1; i-- {
		toks := w.sentences[i].toks
		for k := 0; k < len(toks); {
			end := nameEnd(toks, k)
			if end == k {
				k++
				continue
			}
			_, day := weekdays[toks[k].low]
			placed := k > 0 && toks[k-1].tag == tagPrep && placing[toks[k-1].low]
			if !day && !placed && lex().month[toks[k].low] == 0 && !slices.Contains(words, toks[end-1].low) && !titled(toks[end-1]) && !body(personName(w.text, toks[k:end])) && w.names.gender[personName(w.text, toks[k:end])] != otherGender(w.names.gender[name]) {
				return true
			}
			k = end
		}
	}
	return false
}

func otherGender(g byte) byte {
	switch g {
	case 'm':
		return 'f'
	case 'f':
		return 'm'
	}
	return '?'
}

// othersBefore tells whether the sentence names somebody or something else before token k, which the pronoun may mean.
func (w *writer) othersBefore(k int, name string) bool {
	words := strings.Fields(strings.ToLower(name))
	for i, t := range w.s.toks[:k] {
		if _, day := weekdays[t.low]; t.tag != tagName || day || lex().month[t.low] > 0 || nameEnd(w.s.toks, i) == i {
			continue
		}
		if !slices.Contains(words, t.low) && !titled(t) {
			return true
		}
	}
	return false
}

// unnamed tells whether a person is named nowhere in the wording, so that a pronoun needs the name.
func (w *writer) unnamed(name string) bool {
	if name == "" || name == w.given {
		return false
	}
	last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	for _, r := range w.runs {
		for _, t := range w.s.toks[r[0]:r[1]] {
			if t.low == last {
				return false
			}
		}
	}
	return true
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
	return aOrAn(first.low)
}
