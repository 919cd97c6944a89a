package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// Sentences cuts the part of text that within covers into sentences, in order, apart, and without white space at
// their edges. It knows abbreviations, initials, numbers, ellipses, quotations, brackets and numbered lists on one
// line; full stops of other scripts are those of the Unicode property Sentence_Terminal. Time is linear in the length.
func Sentences(text string, within claims.Span) []claims.Span {
	if !within.ValidIn(text) {
		return nil
	}
	c := cutter{text: text, end: within.End, start: within.Start}
	c.openSentence(within.Start)
	for c.at < c.end {
		c.step()
	}
	c.close(c.end)
	return c.out
}

// cutter is the state of the sentence scanner.
type cutter struct {
	text    string
	at      int // next byte to read
	end     int
	start   int // first byte of the sentence being read
	depth   int // open brackets in it
	list    listMarker
	address int // behind the last @ or // before a blank
	out     []claims.Span
}

// step reads one character, or a run of plain letters and spaces.
func (c *cutter) step() {
	b := c.text[c.at]
	switch {
	case b == ' ' && c.addressed():
		c.cut(c.at)
	case b == ' ' || b == '\t':
		c.at++
		if c.list.kind != 0 && c.at < c.end && c.list.follows(c.text[c.at:c.end]) {
			c.close(c.at)
			c.openSentence(c.at)
		}
	case b == '\n':
		c.newline()
	case b == '\r' && !strings.HasPrefix(c.text[c.at:c.end], "\r\n"):
		c.cut(c.at)
	case b == '.' || b == '!' || b == '?':
		c.terminal()
	case (b == ':' || b == ';') && c.at > c.start && c.text[c.at-1] == ' ' && smiley(c.text[c.at:min(c.end, c.at+8)]) > 0:
		c.smile()
	case (b == '_' || b == '=' || b == '*' || b == '-' || b == '~') && c.ruled():
	case b >= '0' && b <= '9' && c.stamped():
	case b == ',' && c.greeted():
		c.cut(c.at + 1)
	case b == '@' || b == '/' && strings.HasPrefix(c.text[c.at:c.end], "//"):
		c.at++
		c.address = c.at
	case b == '(' || b == '[':
		c.depth++
		c.at++
	case b == ')' || b == ']':
		c.depth = max(0, c.depth-1)
		c.at++
	case b < utf8.RuneSelf:
		c.at++
	default:
		r, n := utf8.DecodeRuneInString(c.text[c.at:c.end])
		switch {
		case r == '•' || r == '⁃' || r == '▪' || r == '◦' || r == '●':
			if c.at > c.start {
				c.close(c.at)
				c.openSentence(c.at)
			}
			c.at += n
		case r == '…' || r > 0x2e && unicode.Is(unicode.Sentence_Terminal, r):
			c.terminal()
		default:
			c.at += n
		}
	}
}

// openSentence begins a sentence at i or at the first character after it that is not white space.
func (c *cutter) openSentence(i int) {
	for i < c.end {
		r, n := utf8.DecodeRuneInString(c.text[i:c.end])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	c.start, c.at, c.depth = i, i, 0
	if m, n := markerAt(c.text[i:c.end]); m.kind != 0 {
		c.list = m
		c.at += n
	}
}

// close ends the sentence at i, white space taken off.
func (c *cutter) close(i int) {
	s := strings.TrimRightFunc(c.text[c.start:i], unicode.IsSpace)
	if s != "" {
		c.out = append(c.out, claims.Span{Start: c.start, End: c.start + len(s)})
	}
	c.start = i
}

// newline ends the sentence at a line break, unless the line was only wrapped there.
func (c *cutter) newline() {
	i := c.at + 1
	blank := i < c.end && c.text[i] == '\n'
	rest := strings.TrimLeft(c.text[i:min(c.end, i+80)], " \t")
	r, _ := utf8.DecodeRuneInString(rest)
	from := max(c.start, c.at-2*wrapMax)
	lineStart := strings.LastIndexByte(c.text[from:c.at], '\n') + 1 + from
	width := c.at - lineStart
	m, _ := markerAt(rest)
	wrapped := !blank && m.kind == 0 && rest != "" && (width >= 30 || c.spaced(lineStart)) && (unicode.IsLower(r) || strings.HasPrefix(rest, "( ") ||
		width >= 55 && width <= 100 && !strings.HasPrefix(rest, "-"))
	if wrapped && !endsSentence(c.text[from:c.at]) {
		c.at = i
		return
	}
	c.close(c.at)
	if blank {
		c.list = listMarker{}
	}
	c.openSentence(i)
}

// spaced tells whether the line that ends at c.at begins as a sentence and has a space left before its end, as lines have
// that were wrapped.
func (c *cutter) spaced(lineStart int) bool {
	line := strings.TrimLeft(c.text[max(lineStart, c.start):c.at], " \t")
	r, _ := utf8.DecodeRuneInString(line)
	return strings.HasSuffix(line, " ") && unicode.IsUpper(r) && len(strings.Fields(line)) > 2
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \t\"'”’)]»")
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == '!' || r == '?' || r == ':' || r == '…' || r > 0x2e && unicode.Is(unicode.Sentence_Terminal, r)
}

// terminal handles a run of full stops and the like at c.at: it decides whether the sentence ends behind it.
func (c *cutter) terminal() {
	i, run := c.terminalRun()
	after := c.closers(i)
	if c.four(run, i) {
		return
	}
	if c.ends(c.at, i, after, run) {
		c.close(after)
		c.openSentence(after)
		return
	}
	c.at = after
}

// run is what kind of marks a terminal run holds.
type run struct {
	strong, dots, ellipsis, ascii bool // ! or ? in it; only dots; three dots or …; only ASCII marks
}

// terminalRun returns the end of the run of terminal marks at c.at, dots with spaces between them included.
func (c *cutter) terminalRun() (int, run) {
	k, dots, i := run{dots: true, ascii: true}, 0, c.at
	for i < c.end {
		r, n := utf8.DecodeRuneInString(c.text[i:c.end])
		switch {
		case r == '.':
			dots++
		case r == '…':
			k.ellipsis = true
		case r == '!' || r == '?':
			k.strong, k.dots = true, false
		case r > 0x2e && r >= utf8.RuneSelf && unicode.Is(unicode.Sentence_Terminal, r):
			k.strong, k.dots, k.ascii = true, false, false
		case r == ' ' && k.dots && strings.HasPrefix(c.text[i:c.end], " ."):
			// the spaced ellipsis ". . ."
			if !strings.HasPrefix(c.text[i:c.end], " . ") && dots == 1 {
				k.ellipsis = k.ellipsis || dots >= 3
				return i, k
			}
		default:
			k.ellipsis = k.ellipsis || dots >= 3
			return i, k
		}
		i += n
	}
	k.ellipsis = k.ellipsis || dots >= 3
	return i, k
}

// four handles the full stop that a spaced ellipsis follows, "word. . . . Next": the sentence ends at the first stop
// and the ellipsis opens the next one.
func (c *cutter) four(k run, i int) bool {
	s := c.text[c.at:i]
	if !k.dots || !strings.HasPrefix(s, ". . . .") || c.at == c.start || c.text[c.at-1] == ' ' {
		return false
	}
	rest := strings.TrimLeft(c.text[i:min(c.end, i+16)], " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsUpper(r) {
		return false
	}
	c.close(c.at + 1)
	c.openSentence(c.at + 1)
	c.at = i
	return true
}

// closers returns the end of the quotation marks, brackets and footnote marks that follow a terminal mark.
func (c *cutter) closers(i int) int {
	for i < c.end {
		r, n := utf8.DecodeRuneInString(c.text[i:c.end])
		switch {
		case r == '"' || r == '\'' || r == '”' || r == '’' || r == '»' || r == '」' || r == '』' || r == '）':
			i += n
		case (r == ')' || r == ']' || r == '}') && c.depth > 0:
			c.depth--
			i += n
		case c.remark(i) > 0:
			i += c.remark(i)
		default:
			return i
		}
	}
	return i
}

// smile passes a smiley; one before a capital letter ends the sentence.
func (c *cutter) smile() {
	c.at += smiley(c.text[c.at:min(c.end, c.at+8)])
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.text[c.at:min(c.end, c.at+8)], " "))
	if unicode.IsUpper(r) {
		c.close(c.at)
		c.openSentence(c.at)
	}
}

// remark returns the length of a footnote mark or a smiley at i that belongs to the sentence before it, with the space
// before it, or 0.
func (c *cutter) remark(i int) int {
	s := c.text[i:min(c.end, i+24)]
	rest := strings.TrimLeft(s, " ")
	space := len(s) - len(rest)
	if space > 1 {
		return 0
	}
	if n := footnote(rest); n > 0 {
		return space + n
	}
	if n := smiley(rest); n > 0 {
		return space + n
	}
	return 0
}

// smiley returns the length of a smiley such as ":-)" that ends a word, or 0.
func smiley(s string) int {
	if s == "" || s[0] != ':' && s[0] != ';' && s[0] != '=' {
		return 0
	}
	i := 1
	if i < len(s) && (s[i] == '-' || s[i] == '\'' || s[i] == 'o') {
		i++
	}
	if i >= len(s) || !strings.ContainsRune(")(PDpd/|", rune(s[i])) {
		return 0
	}
	for i+1 < len(s) && (s[i+1] == ')' || s[i+1] == '(') {
		i++
	}
	if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\n' {
		return 0
	}
	return i + 1
}

// footnote returns the length of a mark such as "[7]" or "[citation needed]" at the start of s, or 0.
func footnote(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	if strings.HasPrefix(s, "[citation needed]") {
		return len("[citation needed]")
	}
	for k := 1; k < min(len(s), 7); k++ {
		switch b := s[k]; {
		case b >= '0' && b <= '9':
		case b == ']' && k > 1:
			return k + 1
		default:
			return 0
		}
	}
	return 0
}

// ends tells whether a sentence ends with the terminal marks text[at:i], closed by text[i:after].
func (c *cutter) ends(at, i, after int, k run) bool {
	if after >= c.end {
		return true
	}
	next, size := utf8.DecodeRuneInString(c.text[after:c.end])
	if !unicode.IsSpace(next) {
		return !k.ascii && !k.dots && !isCloser(next) || c.glued(at, i, after, next, k)
	}
	if next == '\n' {
		return false // decided by newline
	}
	rest := strings.TrimLeft(c.text[after+size:min(c.end, after+80)], " \t\u00a0")
	first, _ := utf8.DecodeRuneInString(rest)
	lower := unicode.IsLower(first)
	switch {
	case !k.ascii:
		return true
	case c.depth > 0 && !k.strong || lower && (k.ellipsis && !k.strong || after > i && c.quoteBetween(i, after)):
		return false
	case lower && k.strong:
		return c.text[i-1] == '?' || !c.nameBefore(at)
	case k.ellipsis:
		if first == 'I' && len(rest) > 1 && !unicode.IsLetter(rune(rest[1])) && i-at > 3 {
			return false // "I" has its capital letter everywhere
		}
		return unicode.IsUpper(first) || !unicode.IsLetter(first) && first != '(' && first != ',' && first != '.'
	case k.strong:
		return first != ',' && first != '.' && first != ';' && !(after > i && first == '(')
	}
	return c.stopEnds(at, after > i, rest, first, lower)
}

// quoteBetween tells whether text[i:after] holds a quotation mark or a bracket that closes.
func (c *cutter) quoteBetween(i, after int) bool {
	return strings.ContainsAny(c.text[i:after], "\"'”’»)]") && smiley(strings.TrimLeft(c.text[i:after], " ")) == 0
}

// nameBefore tells whether the word before at begins with a capital letter: the mark may be part of a name.
func (c *cutter) nameBefore(at int) bool {
	r, _ := utf8.DecodeRuneInString(c.text[wordStart(c.text, c.start, at):])
	return unicode.IsUpper(r)
}

func isCloser(r rune) bool { return strings.ContainsRune(`"')]}”’»」』）】`, r) }

// glued tells whether a space was forgotten behind a full stop: "Hello world.Today is Tuesday."
func (c *cutter) glued(at, i, after int, next rune, k run) bool {
	if k.ellipsis && !k.strong {
		return k.dots && i-at >= 4 && unicode.IsUpper(next) // a full stop and an ellipsis
	}
	if unicode.IsLower(next) {
		return c.gluedSmall(at, after)
	}
	if !unicode.IsUpper(next) || after-at > 3 || at < c.start+2 {
		return false
	}
	before := c.text[max(c.start, at-2):at]
	if !(isLowerASCII(before) || strings.Trim(before, "0123456789") == "") {
		return false
	}
	word := c.text[wordStart(c.text, c.start, at):at]
	rest := c.text[after:min(c.end, after+40)]
	if cut := strings.IndexAny(rest, " \n"); cut >= 0 {
		rest = rest[:cut]
	} else if len(rest) == 40 {
		return false
	}
	switch strings.TrimRight(rest, ".,)") {
	case "Com", "Net", "Org", "Edu", "Gov":
		return false
	}
	inner := strings.IndexByte(rest, '.')
	return len(rest) > 1 && !strings.ContainsAny(word+rest, "/@:") && !strings.HasPrefix(word, "www") && unicode.IsLower(rune(rest[1])) &&
		(inner < 0 || inner == len(rest)-1) && (after > at+1 || !strings.Contains(word, "."))
}

// gluedSmall is glued for a careless writer who goes on in small letters, "They left early.we stayed": a plain word
// stands before the full stop and a pronoun or the like after it, so that no address is cut.
func (c *cutter) gluedSmall(at, after int) bool {
	word := c.text[wordStart(c.text, c.start, at):at]
	rest := c.text[after:min(c.end, after+12)]
	end := strings.IndexByte(rest, ' ')
	return after == at+1 && end > 1 && plainWord(word) && lex().starter[rest[:end]] && !domains[rest[:end]]
}

// domains are the words among those that begin sentences that are ends of addresses, too.
var domains = map[string]bool{"is": true, "it": true, "in": true, "so": true, "no": true, "at": true, "by": true, "to": true, "my": true, "us": true, "me": true, "am": true}

func isLowerASCII(s string) bool {
	for _, b := range []byte(s) {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return s != ""
}

// wordStart returns where the word that ends at i begins, not before low and at most 40 bytes back.
func wordStart(text string, low, i int) int {
	low = max(low, i-40)
	for i > low && text[i-1] != ' ' && text[i-1] != '\n' && text[i-1] != '\t' {
		i--
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// stopEnds tells whether a single full stop at at ends a sentence; rest is what follows the white space.
func (c *cutter) stopEnds(at int, closed bool, rest string, first rune, lower bool) bool {
	word := strings.TrimLeft(c.text[wordStart(c.text, c.start, at):at], "(\"'“‘[«")
	low := strings.ToLower(word)
	class := lex().abbreviation[low]
	if k := strings.LastIndexAny(low, "-–/"); class == "" && k >= 0 {
		class = lex().abbreviation[low[k+1:]]
	}
	switch {
	case first == ',' || c.onlyMarker(at) || first == '(' && (class == "clock" || class == "end"):
		return false
	case lower:
		return class == "" && !closed && plainWord(word)
	case closed:
		return true
	case initial(word):
		return c.initialEnds(at, word, rest)
	case class == "title", class == "mid":
		return false
	case class == "number":
		return !unicode.IsDigit(first)
	case class == "month", class == "end", dotted(low) && class == "":
		return isStarter(rest) || low == "etc"
	case class == "clock":
		return !unicode.IsDigit(first) && !c.openedByTime(at)
	}
	return !ordinalBefore(word, rest)
}

// plainWord tells whether a word is an ordinary one in small letters, with a vowel, behind which a full stop ends a
// sentence even if a careless writer goes on in small letters.
func plainWord(word string) bool {
	return isLowerASCII(word) && strings.ContainsAny(word, "aeiouy") && (len(word) > 2 || len(word) == 2 && lex().function[word] != "" && word != "pm" && word != "am")
}

// onlyMarker tells whether the sentence so far is nothing but a number or a letter: the "1." of a list.
func (c *cutter) onlyMarker(at int) bool {
	s := strings.TrimLeft(c.text[c.start:min(at, c.start+12)], "•⁃▪◦●(\"'“‘- ")
	return at-c.start < 12 && (len(s) == 1 && s != "I" || s != "" && len(s) < 4 && strings.Trim(s, "0123456789") == "")
}

// openedByTime tells whether the sentence so far is only an opening such as "At 5 a.m.", so that the name after it
// belongs to it.
func (c *cutter) openedByTime(at int) bool {
	words := strings.Fields(c.text[c.start:min(at, c.start+60)])
	return at-c.start < 60 && len(words) <= 4 && lex().function[strings.ToLower(words[0])] == "prep"
}

// initialEnds decides on a single capital letter with a full stop: "E. Smith", "you and I. Did".
func (c *cutter) initialEnds(at int, word, rest string) bool {
	before := strings.TrimRight(c.text[max(c.start, at-60):at-len(word)], " ")
	if before == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(before[wordStart(before, 0, len(before)):])
	if word == "I" && !unicode.IsUpper(r) {
		return true
	}
	return isStarter(rest)
}

// dotted tells whether a word is made of single letters with points between, as "u.s" is.
func dotted(low string) bool {
	if len(low) < 3 || len(low)%2 == 0 {
		return false
	}
	for i := 1; i < len(low); i += 2 {
		if low[i] != '.' || low[i-1] >= '0' && low[i-1] <= '9' {
			return false
		}
	}
	return true
}

func initial(word string) bool { return len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' }

// isStarter tells whether s opens with a word that begins sentences, written with a capital letter.
func isStarter(s string) bool {
	s = strings.TrimLeft(s, "\"'“‘(«")
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(s)
	}
	return end > 0 && unicode.IsUpper(rune(s[0])) && lex().starter[foldWord(s[:end])]
}

// ordinalBefore tells whether a number with a full stop is an ordinal before a month, as in German "3. Oktober".
func ordinalBefore(word, rest string) bool {
	if len(word) > 2 || strings.Trim(word, "0123456789") != "" {
		return false
	}
	r := []rune(strings.ToLower(rest[:min(len(rest), 8)]))
	return len(r) >= 3 && strings.Contains(" jan feb mär apr mai jun jul aug sep okt nov dez ", " "+string(r[:3])+" ")
}

// listMarker is the number of an item in a list: kind is 'd' for digits, 'a' for letters, close what follows it.
type listMarker struct {
	kind  byte
	n     int
	close string
}

// markerAt reads a list marker such as "1.", "2)", "3.)", "a." or "(b)" at the start of s and returns its length.
func markerAt(s string) (listMarker, int) {
	i := 0
	if strings.HasPrefix(s, "(") {
		i = 1
	}
	m, digits := listMarker{}, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && digits < 3 {
		m.kind, m.n = 'd', m.n*10+int(s[i]-'0')
		i, digits = i+1, digits+1
	}
	if digits == 0 && i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
		m.kind, m.n = 'a', int(s[i]-'a')
		i++
	}
	if m.kind == 0 {
		return listMarker{}, 0
	}
	for _, end := range []string{".) ", ". ", ") "} {
		if strings.HasPrefix(s[i:], end) && (end != ". " || s[0] != '(') {
			m.close = end
			return m, i + len(end) - 1
		}
	}
	return listMarker{}, 0
}

// follows tells whether s begins with the marker that comes after m, or with the first one of another list, and a
// capital letter.
func (m listMarker) follows(s string) bool {
	next, n := markerAt(s)
	goesOn := next.kind == m.kind && next.n == m.n+1 && next.close == m.close
	restarts := next.kind == 'd' && next.n == 1 || next.kind == 'a' && next.n == 0
	if !goesOn && !restarts {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[n:min(len(s), n+8)], " "))
	return unicode.IsUpper(r)
}
