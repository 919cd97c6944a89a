package worth

import (
	_ "embed"
	"strings"
	"sync"
)

// class is what kind of word a word is, as far as it matters to whether a sentence can be checked.
type class uint8

// The classes. Those of lexicon/classes.txt bear the names that stand there.
const (
	none class = iota
	mark
	quote
	name
	year
	number
	scale
	share
	money
	month
	timeWord
	quantity
	compare
	extreme
	change
	deed
	said
	mind
	verdict
	norm
	future
	possible
	condition
	negation
	first
	we
	second
	third
	greeting
	filler
	question
	past
	present
	classCount
)

var classNames = [classCount]string{
	"none", "mark", "quote", "name", "year", "number", "scale", "share", "money", "month", "time", "quantity", "compare",
	"extreme", "change", "deed", "said", "mind", "verdict", "norm", "future", "possible", "condition", "negation",
	"first", "we", "second", "third", "greeting", "filler", "question", "past", "present",
}

// classSymbols are the names of the classes as words of keys.
var classSymbols = func() (out [classCount]symbol) {
	for c, n := range classNames {
		out[c] = symbolOf(n)
	}
	return out
}()

//go:embed lexicon/classes.txt
var classFile string

// classes reads the class of every listed word. A word on two lines has the class of the first.
var classes = sync.OnceValue(func() map[string]class {
	byName := map[string]class{}
	for c, n := range classNames {
		byName[n] = class(c)
	}
	out := map[string]class{}
	for line := range strings.Lines(classFile) {
		n, words, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		for _, w := range strings.Fields(words) {
			if _, twice := out[w]; !twice {
				out[w] = byName[n]
			}
		}
	}
	return out
})

// functionWords are the words without a class that stand for themselves in pairs of kinds.
var functionWords = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "to": true, "in": true, "on": true, "at": true, "by": true, "for": true,
	"from": true, "with": true, "as": true, "and": true, "or": true, "but": true, "so": true, "that": true, "it": true,
	"its": true, "this": true, "these": true, "those": true, "there": true, "here": true, "into": true, "about": true,
	"up": true, "out": true, "down": true, "over": true, "under": true, "after": true, "before": true, "between": true,
	"through": true, "during": true, "against": true,
}

// endings are what the kind of other words is told by, with the kinds.
var endings = func() (out []ending) {
	for _, e := range []string{"tion", "ment", "ness", "ity", "ing", "ly", "ers", "er", "est", "ous", "ive", "al", "ful", "ed", "s"} {
		out = append(out, ending{e, symbolOf("-" + e)})
	}
	return out
}()

type ending struct {
	letters string
	kind    symbol
}

var noEnding = symbolOf("-")

// kindOf is what a word is, whatever it is about: its class, itself, or its ending.
func kindOf(low string, c class) symbol {
	if c != none {
		return classSymbols[c]
	}
	if functionWords[low] {
		return symbolOf(low)
	}
	for _, e := range endings {
		if len(low) > len(e.letters)+2 && strings.HasSuffix(low, e.letters) {
			return e.kind
		}
	}
	return noEnding
}
