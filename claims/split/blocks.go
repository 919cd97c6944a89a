package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// Blocks parts a canonical text into its headline, byline, dateline, paragraphs and the furniture of the page that it
// was copied from. The blocks are in order, apart, and cover every line that is not blank; each says why it was
// given its kind. Lines that were only wrapped stay together. Time is linear in the length of text.
func Blocks(text string) []claims.Block {
	lines := cutLines(text)
	if len(lines) == 0 {
		return nil
	}
	for i := range lines {
		lines[i].look()
	}
	if foreign := otherLanguage(lines); foreign {
		for i := range lines {
			lines[i].foreign = true
		}
	}
	body := findBody(lines)
	frame(lines, body)
	blocks := make([]claims.Block, len(lines))
	for i, l := range lines {
		blocks[i] = claims.Block{Span: l.Span, Kind: l.kind, Why: l.why}
	}
	return blocks
}

// line is a paragraph: a line, or several that were wrapped, with what can be counted in it.
type line struct {
	claims.Span
	s         string
	wrapped   bool // several lines
	foreign   bool // the text is in a language whose function words are not known
	words     int  // words
	stops     int  // function words among them
	caps      int  // words with a capital letter
	ends      bool // closes with a full stop, perhaps behind a quotation mark
	sentences int  // full stops inside or at the end
	phrase    string
	notice    bool // a notice of the page, however long: cookies, copyright
	kind      claims.BlockKind
	why       string
}

func cutLines(text string) []line {
	var out []line
	start := -1
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		s := strings.TrimSpace(text[at:end])
		if s != "" {
			from := at + strings.Index(text[at:end], s)
			if start >= 0 && len(out) > 0 && out[len(out)-1].End < from && wrappedLine(text, out[len(out)-1], from, start) {
				out[len(out)-1].wrapped = true
				out[len(out)-1].End = from + len(s)
			} else {
				out = append(out, line{Span: claims.Span{Start: from, End: from + len(s)}})
			}
			start = from
		} else {
			start = -1
		}
		at = end + 1
	}
	for i := range out {
		out[i].s = out[i].In(text)
	}
	return out
}

// Widths between which a line without a full stop may have been wrapped by a mail program or an editor.
const (
	wrapMin = 55
	wrapMax = 100
)

// wrappedLine tells whether the line that begins at from continues the line before it, which began at start.
func wrappedLine(text string, before line, from, start int) bool {
	width := before.End - start
	r, _ := utf8.DecodeRuneInString(text[from:])
	m, _ := markerAt(text[from:min(len(text), from+20)])
	if width < 30 || m.kind != 0 || endsSentence(text[max(before.Start, before.End-12):before.End]) && !unicode.IsLower(r) {
		return width >= wrapMin && width <= wrapMax && m.kind == 0 && before.wrapped && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return unicode.IsLower(r) || strings.HasPrefix(text[from:], "( ")
}

// look counts words and finds phrases of a page's own voice.
func (l *line) look() {
	for w := range strings.FieldsSeq(l.s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		l.words++
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			l.caps++
		}
		if lex().function[foldWord(w)] != "" {
			l.stops++
		}
	}
	l.ends = endsSentence(l.s) && !strings.HasSuffix(l.s, ":") && !strings.HasSuffix(l.s, "...") && !strings.HasSuffix(l.s, "…")
	l.sentences = strings.Count(l.s, ". ") + strings.Count(l.s, "? ") + strings.Count(l.s, "! ")
	if l.ends {
		l.sentences++
	}
	if wide := utf8.RuneCountInString(l.s); l.words <= 3 && wide > 20 && !isASCII(l.s) { // scripts without spaces
		l.words = wide / 2
	}
	l.phrase, l.notice = pagePhrase(l.s, l.words)
}

// furniture tells whether the line speaks in the page's own voice.
func (l *line) furniture() bool { return l.phrase != "" && (l.notice || l.words < longSentence) }

// otherLanguage tells whether the long lines of a text hold hardly any English function word.
func otherLanguage(lines []line) bool {
	words, stops := 0, 0
	for _, l := range lines {
		if l.words >= 10 && l.phrase == "" {
			words += l.words
			stops += l.stops
		}
	}
	return words > 0 && float64(stops) < 0.12*float64(words)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// longSentence is the number of words from which a phrase somewhere inside a line says nothing about it.
const longSentence = 30

// longNotice is the number of words up to which a notice is looked for.
const longNotice = 150

// pagePhrase returns the phrase of furniture.txt that marks s as part of the page, or "", and whether it does so in a
// line of any length.
func pagePhrase(s string, words int) (found string, notice bool) {
	if words > longNotice {
		return "", false
	}
	list := strings.FieldsFunc(foldWord(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-' && r != '©'
	})
	for i, w := range list {
		w = strings.Trim(w, "-'")
		if w == "" {
			continue
		}
		for _, p := range lex().furniture[w] {
			if i+len(p.words) > len(list) || !equalWords(list[i:i+len(p.words)], p.words) {
				continue
			}
			first := i == 0 || i == 1 && strings.Trim(list[0], "-'") == ""
			switch {
			case p.cond == "notice",
				p.cond == "any" && words <= longSentence,
				p.cond == "start" && first && words <= longSentence,
				p.cond == "whole" && first && len(list) == i+len(p.words):
				return strings.Join(p.words, " "), p.cond == "notice"
			}
		}
	}
	return "", false
}

func equalWords(a, b []string) bool {
	for i := range b {
		if strings.Trim(a[i], "-'") != b[i] {
			return false
		}
	}
	return true
}

// prose tells how much a line looks like running text: 2 surely, 1 perhaps, 0 not.
func (l *line) prose() int {
	stops, caps := 0.0, 0.0
	if l.words > 0 {
		stops, caps = float64(l.stops)/float64(l.words), float64(l.caps)/float64(l.words)
	}
	switch {
	case l.furniture():
		return 0
	case l.words >= 12 && l.ends && stops >= 0.25 && caps < 0.5, l.words >= 45 && stops >= 0.25 && caps < 0.5:
		return 2
	case l.foreign && l.ends && l.words >= 10 && caps < 0.6, l.foreign && l.words >= 45 && caps < 0.5:
		return 2
	case l.foreign && l.sentences >= 1 && l.words >= 4 && caps < 0.8:
		return 1
	case l.sentences >= 1 && l.words >= 3 && (stops >= 0.2 || l.words < 8) && caps < 0.8, l.words >= 12 && stops >= 0.3 && caps < 0.5:
		return 1
	case spokenTurn(l.s) && l.words >= 4:
		return 1
	}
	return 0
}

// near is the number of lines that may lie between two paragraphs of one article, adverts and headings included.
const near = 8

// findBody marks the paragraphs and returns the first and last line of the article's text.
func findBody(lines []line) (body [2]int) {
	type run struct{ first, last, chars int }
	best, cur := run{first: -1}, run{first: -1}
	closeRun := func() {
		if cur.first >= 0 && cur.chars > best.chars {
			best = cur
		}
	}
	for i := range lines {
		if lines[i].prose() < 2 {
			continue
		}
		if cur.first < 0 || i-cur.last > near {
			closeRun()
			cur = run{first: i}
		}
		cur.last = i
		cur.chars += lines[i].Len()
	}
	closeRun()
	if best.first < 0 {
		return wholeBody(lines)
	}
	for best.first > 0 && lines[best.first-1].prose() == 1 && !captionLine(lines[best.first-1].s) {
		best.first--
	}
	for n := 1; n > 0; best.last += n {
		n = itemRun(lines[best.last+1:])
		if n == 0 && best.last+1 < len(lines) && lines[best.last+1].prose() == 1 {
			n = 1
		}
	}
	for i := best.first; i <= best.last; i++ {
		lines[i].inside(i+1 <= best.last)
	}
	return [2]int{best.first, best.last}
}

// itemRun returns the number of lines at the start of lines that are the items of one list, or 0 below three.
func itemRun(lines []line) int {
	n := 0
	for n < len(lines) && !lines[n].furniture() && (datedItem(lines[n].s) || isListItem(lines[n].s)) && lines[n].words >= 3 {
		n++
	}
	if n < 3 {
		return 0
	}
	return n
}

// datedItem tells whether a short line begins with a day, as those of a calendar of events do: "June 14 – Leeds Arena".
func datedItem(s string) bool {
	name, rest, _ := strings.Cut(s, " ")
	if len(s) > 160 || lex().month[strings.TrimSuffix(strings.ToLower(name), ".")] == 0 {
		return false
	}
	after := strings.TrimLeft(rest, "0123456789")
	if after == rest || len(rest)-len(after) > 2 {
		return false
	}
	after = strings.TrimLeft(after, " ")
	return strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, ":")
}

// spokenTurn tells whether a line is a question or an answer of an interview: "Q: Where do you live?".
func spokenTurn(s string) bool {
	return strings.HasPrefix(s, "A: ") || strings.HasPrefix(s, "Q: ") || strings.HasPrefix(s, "A. ") || strings.HasPrefix(s, "Q. ")
}

// wholeBody is findBody for a text without one sure paragraph: a note, a sentence, a list of lines.
func wholeBody(lines []line) [2]int {
	first, last := -1, -1
	for i := range lines {
		if lines[i].prose() == 0 && len(lines) > 1 {
			continue
		}
		lines[i].kind, lines[i].why = claims.Text, "a sentence"
		if first < 0 {
			first = i
		}
		last = i
	}
	if first < 0 { // nothing but fragments: show them as text rather than hide all
		for i := range lines {
			if lines[i].phrase == "" {
				lines[i].kind, lines[i].why = claims.Text, "no other text"
			}
		}
		return [2]int{0, len(lines) - 1}
	}
	return [2]int{first, last}
}

// inside gives a line between the first and last paragraph its kind.
func (l *line) inside(more bool) {
	p := l.prose()
	switch {
	case l.furniture():
		l.kind, l.why = claims.Furniture, "says “"+l.phrase+"”"
	case l.words <= 12 && bylineName(l.s) != "" && !l.ends:
		l.kind, l.why = claims.Byline, "begins with “By”"
	case captionLine(l.s):
		l.kind, l.why = claims.Caption, "names a photographer"
	case (isListItem(l.s) || datedItem(l.s)) && l.words >= 3:
		l.kind, l.why = claims.List, "begins like a list item"
	case p > 0:
		l.kind, l.why = claims.Text, "full sentences"
	case separators(l.s) > 1 || l.words == 0:
		l.kind, l.why = claims.Furniture, "a row of links"
	case l.words <= 12 && more && l.words >= 2 && !strings.HasSuffix(l.s, "..."):
		l.kind, l.why = claims.Heading, "a short line without a full stop between paragraphs"
	case l.words > 12:
		l.kind, l.why = claims.Text, "a long line between paragraphs"
	default:
		l.kind, l.why = claims.Furniture, "no sentence"
	}
}

func captionLine(s string) bool {
	low := strings.ToLower(s)
	if len(s) > 600 {
		return false
	}
	if galleryNumber(s) || strings.HasPrefix(low, "pictured:") || strings.HasPrefix(low, "an artist's ") || strings.HasPrefix(low, "an artist’s ") || strings.HasPrefix(low, "artist's impression") || strings.HasPrefix(low, "artist’s impression") {
		return true
	}
	for _, mark := range []string{"(photo", "photo:", "credit:", "credit...", "image:", "photograph:", "photo by", "/reuters", "/ reuters", "/ap)", "(ap photo", "/afp", "getty images", "file photo"} {
		if strings.Contains(low, mark) {
			return true
		}
	}
	return false
}

// galleryNumber tells whether a line begins with the place of its picture in a gallery: "3 of 12 Volunteers at …".
func galleryNumber(s string) bool {
	number := func() bool {
		rest := strings.TrimLeft(s, "0123456789")
		n := len(s) - len(rest)
		s = rest
		return n > 0 && n < 3
	}
	if !number() {
		return false
	}
	of := false
	for _, sep := range []string{" of ", "/", " / "} {
		if rest, ok := strings.CutPrefix(s, sep); ok {
			s, of = rest, true
			break
		}
	}
	if !of || !number() {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s, " "))
	return s != "" && s[0] == ' ' && unicode.IsUpper(r)
}

func isListItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("•⁃▪◦●*", r) || r == '-' && len(s) > n && s[n] == ' ' {
		return true
	}
	m, _ := markerAt(s[:min(len(s), 24)])
	return m.kind == 'd' || m.kind == 'a' && s[0] == '('
}

// separators counts the marks that stand between the links of a menu.
func separators(s string) int {
	n := 0
	for _, r := range s {
		if strings.ContainsRune("|›»•☰>·", r) {
			n++
		}
	}
	return n + strings.Count(s, "   ")
}
