package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mail and forum posts end sentences without a full stop: at a rule of dashes, at the time stamp of a reply, behind an
// address and behind the greeting or the closing formula.

// ruled ends the sentence before and behind a drawn rule: "Thanks ______ Jane Roe". It reports whether there was one.
func (c *cutter) ruled() bool {
	if c.at > c.start && !blankAt(c.text, c.at-1) {
		return false
	}
	b, i := c.text[c.at], c.at
	for i < c.end && c.text[i] == b {
		i++
	}
	if i-c.at < 5 || i < c.end && !blankAt(c.text, i) {
		return false
	}
	c.cut(c.at)
	c.cut(i)
	return true
}

// stamped ends the sentence before and behind a time stamp: "Jane Roe 03/27/2001 09:11 AM Here it is". It reports
// whether there was one.
func (c *cutter) stamped() bool {
	if c.at > c.start && !blankAt(c.text, c.at-1) {
		return false
	}
	n := stamp(c.text[c.at:min(c.end, c.at+24)])
	if n == 0 {
		return false
	}
	if before := strings.TrimRight(c.text[c.start:c.at], " "); before == "" || lex().function[strings.ToLower(before[wordStart(before, 0, len(before)):])] == "" {
		c.cut(c.at)
	}
	c.cut(c.at + n)
	return true
}

// cut ends the sentence at i, when it holds anything, and begins the next one there.
func (c *cutter) cut(i int) {
	if i > c.start {
		c.close(i)
	}
	c.openSentence(i)
	c.at = max(c.at, i)
}

// stamp returns the length of "3/27/01 9:11 AM" at the start of s, or 0.
func stamp(s string) int {
	i := 0
	digits := func(low, high int) bool {
		from := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i-from >= low && i-from <= high
	}
	mark := func(b byte) bool {
		i++
		return i <= len(s) && s[i-1] == b
	}
	if !digits(1, 2) || !mark('/') || !digits(1, 2) || !mark('/') || !digits(2, 4) || !mark(' ') || !digits(1, 2) || !mark(':') || !digits(2, 2) {
		return 0
	}
	if i+3 <= len(s) && s[i] == ':' {
		i++
		if !digits(2, 2) {
			return 0
		}
	}
	if rest := s[i:]; strings.HasPrefix(rest, " AM") || strings.HasPrefix(rest, " PM") {
		return i + 3
	}
	return i
}

// addressed tells whether the word before the blank at c.at is an address that a new sentence follows: "Write to
// desk@paper.example The office is shut."
func (c *cutter) addressed() bool {
	if c.address <= c.start {
		return false
	}
	c.address = 0
	return isStarter(strings.TrimLeft(c.text[c.at:min(c.end, c.at+24)], " "))
}

// greeted tells whether the sentence so far is a greeting or a closing formula before the comma at c.at: "Dear Ms Roe,
// We met", "Kind regards, Jane".
func (c *cutter) greeted() bool {
	if c.at-c.start > 32 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.text[c.at+1:min(c.end, c.at+8)], " "))
	if !unicode.IsUpper(r) {
		return false
	}
	s := strings.ToLower(c.text[c.start:c.at])
	if closings[s] {
		return true
	}
	first, rest, _ := strings.Cut(s, " ")
	return first == "dear" && rest != "" || (first == "hi" || first == "hello") && strings.Count(rest, " ") < 2
}

// closings are the formulas before a signature.
var closings = map[string]bool{
	"regards": true, "best regards": true, "kind regards": true, "warm regards": true, "kindest regards": true, "with kind regards": true,
	"sincerely": true, "yours sincerely": true, "sincerely yours": true, "yours faithfully": true, "yours truly": true, "best wishes": true,
	"with best wishes": true, "cordially": true, "respectfully": true, "respectfully yours": true, "many thanks": true,
}

func blankAt(s string, i int) bool { return s[i] == ' ' || s[i] == '\n' || s[i] == '\t' }
