package syntax

import (
	"strings"
	"unicode"
)

// learnSpelling collects from treebanks which words keep their full stops and hyphens, and which are two in one.
func learnSpelling(trees []Tree, how Training) spelling {
	stop, hyphen, prefix, joint := tally{}, tally{}, tally{}, tally{}
	cut := map[string]int{}
	for _, tree := range trees {
		for i, tok := range tree.Tokens {
			form := fold(tok.In(tree.Text))
			if word, ok := strings.CutSuffix(form, "."); ok && startsWithLetter(word) && len(word) > 1 {
				stop.yes(word)
			}
			if first, rest, ok := strings.Cut(form, "-"); ok && startsWithLetter(first) && startsWithLetter(rest) && !strings.ContainsAny(form, "@/_#") {
				hyphen.yes(form)
				prefix.yes(first)
			}
			if i+1 == len(tree.Tokens) || tree.Tokens[i+1].Start != tok.End {
				joint.no(form)
				continue
			}
			after := fold(tree.Tokens[i+1].In(tree.Text))
			switch {
			case after == ".":
				stop.no(form)
			case after == "-" && i+2 < len(tree.Tokens) && tree.Tokens[i+2].Start == tree.Tokens[i+1].End:
				hyphen.no(form + "-" + fold(tree.Tokens[i+2].In(tree.Text)))
				prefix.no(form)
			case startsWithLetter(form) && startsWithLetter(after) && cliticIn(form+after) == "":
				joint.yes(form + after)
				cut[form+after] = len(form)
			default:
				joint.no(form)
			}
		}
	}
	s := spelling{stop.mostly(1), hyphen.mostly(1), prefix.mostly(how.least(minPrefix, len(trees))), map[string]int{}}
	for word := range joint.mostly(how.least(minJoint, len(trees))) {
		s.contraction[word] = cut[word]
	}
	return s
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

// tally counts for and against, by word.
type tally map[string][2]int

func (t tally) yes(word string) { c := t[word]; c[1]++; t[word] = c }
func (t tally) no(word string)  { c := t[word]; c[0]++; t[word] = c }

// mostly returns the words with at least least votes for, and more for than against.
func (t tally) mostly(least int) map[string]bool {
	out := map[string]bool{}
	for word, c := range t {
		if c[1] >= least && c[1] > c[0] {
			out[word] = true
		}
	}
	return out
}
