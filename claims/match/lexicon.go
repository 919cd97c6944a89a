package match

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/kljensen/snowball/english"
)

var (
	//go:embed lexicon/function.txt
	functionList string
	//go:embed lexicon/forms.txt
	formList string
	//go:embed lexicon/month.txt
	monthList string
	//go:embed lexicon/negation.txt
	negationList string
	//go:embed lexicon/number.txt
	numberList string
)

var (
	function    = stems(functionList) // stems of words that say nothing about what a claim is about
	negations   = stems(negationList) // stems
	months      = stems(monthList)    // stems
	baseStem    = forms(formList)     // a form to the stem of its base
	numberWords = values(numberList)  // a word to its value
)

// lines returns the words of each line of a list but the first, which names its origin.
func lines(list string) [][]string {
	var out [][]string
	_, list, _ = strings.Cut(list, "\n")
	for line := range strings.Lines(list) {
		out = append(out, strings.Fields(line))
	}
	return out
}

func stems(list string) map[string]bool {
	out := map[string]bool{}
	for _, words := range lines(list) {
		for _, w := range words {
			out[english.Stem(w, true)] = true
		}
	}
	return out
}

func forms(list string) map[string]string {
	out := map[string]string{}
	for _, words := range lines(list) {
		for _, form := range words[1:] {
			out[form] = english.Stem(words[0], true)
		}
	}
	return out
}

func values(list string) map[string]float64 {
	out := map[string]float64{}
	for _, words := range lines(list) {
		value, err := strconv.ParseFloat(words[1], 64)
		if err != nil {
			panic("lexicon/number.txt: " + err.Error()) // the list is part of the program
		}
		out[words[0]] = value
	}
	return out
}
