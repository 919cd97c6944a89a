package split

import (
	"strings"
	"unicode/utf8"

	"assay/claims"
)

// quoteReader finds quotations, one paragraph after the other. A quotation that a paragraph leaves open goes on in the
// next one when that begins with a quotation mark, as newspapers print it.
type quoteReader struct {
	spans []claims.Span // of the paragraph read last, marks included
	ids   []int
	next  int
	open  bool // the last quotation of the paragraph was not closed
}

// pairs are the quotation marks that open and close. Straight marks are their own partners.
var pairs = map[rune]rune{'“': '”', '„': '“', '«': '»', '「': '」', '『': '』', '"': '"', '‘': '’'}

// paragraph reads the quotations of one paragraph.
func (q *quoteReader) paragraph(text string, within claims.Span) {
	wasOpen := q.open
	q.spans, q.ids, q.open = q.spans[:0], q.ids[:0], false
	start, want := -1, rune(0)
	before := ' '
	for i := within.Start; i < within.End; {
		r, n := utf8.DecodeRuneInString(text[i:within.End])
		after, _ := utf8.DecodeRuneInString(text[i+n : within.End])
		switch {
		case start < 0 && pairs[r] != 0 && opensQuote(r, before, after):
			start, want = i, pairs[r]
			if r == '‘' && !closedSingle(text[i+n:within.End]) {
				start = -1
			}
		case start >= 0 && r == want && (r != '’' || !isWordRune(after)):
			q.add(claims.Span{Start: start, End: i + n}, wasOpen && start == within.Start)
			start = -1
		}
		before = r
		i += n
	}
	if start >= 0 {
		q.add(claims.Span{Start: start, End: within.End}, wasOpen && start == within.Start)
		q.open = true
	}
}

// add notes a quotation; one that goes on keeps its number.
func (q *quoteReader) add(s claims.Span, goesOn bool) {
	if !goesOn || q.next == 0 {
		q.next++
	}
	q.spans, q.ids = append(q.spans, s), append(q.ids, q.next)
}

func opensQuote(r, before, after rune) bool {
	if r != '"' && r != '‘' {
		return true
	}
	return !isWordRune(before) && before != '.' && before != ',' && after != ' ' && after != utf8.RuneError
}

// closedSingle tells whether a single quotation mark is closed soon: the same mark is an apostrophe elsewhere.
func closedSingle(s string) bool {
	s = s[:min(len(s), 400)]
	k := strings.Index(s, "’ ")
	return k >= 0 || strings.HasSuffix(s, "’") || strings.Contains(s, "’.") || strings.Contains(s, "’,")
}

// mark returns for every token of a sentence the number of the quotation that it stands in, marks included; 0 is none.
func (q *quoteReader) mark(toks []token) []int {
	out := make([]int, len(toks))
	k := 0
	for i, t := range toks {
		for k < len(q.spans) && q.spans[k].End <= t.Start {
			k++
		}
		if k < len(q.spans) && q.spans[k].Start <= t.Start && t.End <= q.spans[k].End {
			out[i] = q.ids[k]
		}
	}
	return out
}

// quoteKind tells whether the content stands in quotation marks wholly, in part or not.
func quoteKind(s *sentence, content [][2]int) claims.QuoteKind {
	in, all := 0, 0
	for _, c := range content {
		for k := c[0]; k < c[1]; k++ {
			if s.toks[k].tag == tagQuote || s.toks[k].tag == tagComma {
				continue
			}
			all++
			if s.quoted[k] != 0 {
				in++
			}
		}
	}
	switch in {
	case 0:
		return claims.Indirect
	case all:
		return claims.Direct
	}
	return claims.Mixed
}

// carryQuotes gives what stands in a quotation that an attribution began, or will end, its speaker: sentences before and
// behind in the same quotation, and the paragraph after when a quotation opens it.
func (a *article) carryQuotes() {
	var by *speech
	for i := range a.sentences {
		carried := i > 0 && a.carry(i, i-1, by)
		if last := a.lastSpeech(i); !carried || last != nil && last.cue[1] > 0 {
			by = last
		}
	}
	by = nil
	for i := len(a.sentences) - 1; i >= 0; i-- {
		carried := i+1 < len(a.sentences) && a.sentences[i].block == a.sentences[i+1].block && a.carry(i, i+1, by)
		if !carried {
			by = a.firstSpeech(i)
		}
	}
}

// lastSpeech returns the attribution of the last words of sentence i, nil when there is none.
func (a *article) lastSpeech(i int) *speech {
	s := &a.sentences[i]
	for k := len(s.speech) - 1; k >= 0; k-- {
		if sp := &s.speech[k]; sp.cue[1] == 0 || s.quoted[sp.cue[0]] == 0 {
			return sp
		}
	}
	return nil
}

// firstSpeech returns the attribution of the first words of sentence i, nil when there is none.
func (a *article) firstSpeech(i int) *speech {
	s := &a.sentences[i]
	for k := range s.speech {
		if sp := &s.speech[k]; sp.covers(0) || sp.covers(1) {
			return sp
		}
	}
	return nil
}

// carry gives the quotation that sentence to holds the speaker of its neighbour from, whose attribution is by. It
// tells whether it did so.
func (a *article) carry(to, from int, by *speech) bool {
	s, other := &a.sentences[to], &a.sentences[from]
	if by == nil || len(s.toks) == 0 || len(other.toks) == 0 || len(s.toks) > maxTokens || !s.kind.Body() {
		return false
	}
	last, first := other.quoted[len(other.quoted)-1], s.quoted[0]
	if from > to {
		last, first = other.quoted[0], s.quoted[len(s.quoted)-1]
	}
	same := first == last && first != 0
	next := from < to && s.block <= other.block+1 && by.quote != claims.Indirect && by.name != "" && s.allQuoted()
	if !same && !next {
		return false
	}
	r := [2]int{0, len(s.toks)}
	if !s.allQuoted() { // the quotation ends, or begins, inside the sentence
		for from < to && s.quoted[r[0]] == first && r[1] > 0 && s.quoted[r[1]-1] != first {
			r[1]--
		}
		for from > to && r[0] < r[1] && s.quoted[r[0]] != first {
			r[0]++
		}
	}
	r = trimRange(s.toks, r[0], r[1])
	if r[0] >= r[1] || s.spokenFor(r) {
		return false
	}
	said := speech{class: "quote", name: by.name, sure: min(by.sure, sureness[quotationGoesOn]), content: [][2]int{r}, quote: claims.Direct}
	if r[0] < 2 {
		s.speech = append([]speech{said}, s.speech...)
	} else {
		s.speech = append(s.speech, said)
	}
	switch span := tokenSpan(s.toks, r); {
	case by.cue[1] == 0:
	case from < to:
		by.goesOn = append(by.goesOn, span)
	default:
		by.leadsIn = append([]claims.Span{span}, by.leadsIn...)
	}
	return true
}

// spokenFor tells whether an attribution of the sentence holds some of the tokens already.
func (s *sentence) spokenFor(r [2]int) bool {
	for i := range s.speech {
		sp := &s.speech[i]
		for _, c := range sp.said() {
			if c[0] < r[1] && r[0] < c[1] && s.quoted[sp.cue[0]] == 0 {
				return true
			}
		}
		if sp.cue[1] > 0 && s.quoted[sp.cue[0]] == 0 && r[0] <= sp.cue[0] && sp.cue[0] < r[1] {
			return true
		}
	}
	return false
}

// allQuoted tells whether every word of the sentence stands in a quotation.
func (s *sentence) allQuoted() bool {
	for i, t := range s.toks {
		if s.quoted[i] == 0 && t.tag != tagQuote && t.tag != tagStop {
			return false
		}
	}
	return len(s.toks) > 0
}
