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
