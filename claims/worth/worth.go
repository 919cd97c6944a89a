// Package worth estimates whether an English sentence is worth checking, and says by which signs.
//
// The estimate is a logistic regression over what a sentence is made of: figures, dates, names, comparisons, tenses,
// who speaks of whom, wishes and courtesies, and its words. cmd/trainworth learns it from sentences that people have
// judged. Names stand in it as names only or must have been seen in several debates, so that it does not learn what
// one election was about.
//
// The model lies in model/, with a notice of its own. It is decoded once, when it is first used. Learnt from debates,
// it is a ground for an order of work, never for leaving a claim out: see model/README.md for its limits.
package worth

import (
	_ "embed"
	"strings"
	"sync"
)

// Signal is one sign for or against checking a sentence.
type Signal struct {
	Name   string  // what it is, for people: "a number", "speaks in the first person"
	Words  string  // the words in which it was seen; empty when it was seen in the whole
	Weight float64 // what it adds to the log odds; negative when it speaks against checking
}

// LogOdds returns how likely it is that people want a sentence checked, as log odds: it is worth checking from 0 on.
func LogOdds(sentence string) float64 { return defaultModel().LogOdds(sentence) }

// Judge returns the LogOdds of a sentence and what spoke most for and against checking it: up to two signals each, the
// strongest first.
func Judge(sentence string) (logOdds float64, signals []Signal) {
	return defaultModel().Judge(sentence)
}

//go:embed model/en.tsv
var modelFile string

// defaultModel decodes the model that is part of the program when it is first asked for.
var defaultModel = sync.OnceValue(func() *Model {
	m, err := ReadModel(strings.NewReader(modelFile))
	if err != nil {
		panic("worth: model/en.tsv: " + err.Error()) // the program was built with a broken file
	}
	return m
})
