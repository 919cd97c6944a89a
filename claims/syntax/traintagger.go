package syntax

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// What a tagger remembers of frequent forms.
const (
	minFixed  = 30    // a form this frequent that nearly always has one class is not tagged by weights
	fixedRate = 0.999 // "nearly always"
	minChoice = 3     // the classes of a lower-case form are remembered when it is this frequent
	choice    = 0.05  // and the class is at least this part of its places
)

// trainTagger is an averaged perceptron over the words from the left to the right, which sees its own earlier tags.
func trainTagger(lessons []example, classes []string, how Training, name string) tagger {
	t := tagger{classes: classes, fixed: fixedForms(lessons), choices: choicesOf(lessons)}
	for _, e := range lessons {
		t.look(e.words)
	}
	l := newLearner(1)
	order := rand.New(rand.NewPCG(how.Seed, 1))
	keys := make([]uint32, 0, 64)
	for epoch := range how.TaggerEpochs {
		wrong, all := 0, 0
		for _, i := range order.Perm(len(lessons)) {
			e := &lessons[i]
			var tag1, tag2 uint64
			for j, class := range e.tags {
				guess, ok := t.fixed[e.words[before+j].exact]
				if !ok && class >= 0 {
					var sums scores
					keys = tagKeys(keys[:0], e.words, before+j, tag1, tag2)
					l.add(&sums, keys)
					guess = best(sums[:len(classes)])
					if int(guess) != class {
						l.correct(keys, uint8(class), guess)
						wrong++
					}
				}
				all++
				tag1, tag2 = uint64(guess)+1, tag1
			}
		}
		fmt.Fprintf(how.Log, "%s, pass %d: %d of %d wrong\n", name, epoch+1, wrong, all)
	}
	t.weights = l.weights(how.TaggerKeep)
	return t
}

// choicesOf numbers the sets of classes that frequent lower-case forms have, from 1.
func choicesOf(lessons []example) map[uint64]uint16 {
	count := map[uint64][]int{}
	for _, e := range lessons {
		for i, class := range e.tags {
			if class >= 0 {
				form := e.words[before+i].low
				count[form] = append(count[form], class)
			}
		}
	}
	number, out := map[string]uint16{}, map[uint64]uint16{}
	for _, form := range slices.Sorted(maps.Keys(count)) {
		classes := count[form]
		if len(classes) < minChoice {
			continue
		}
		slices.Sort(classes)
		var set []byte
		for i := 0; i < len(classes); {
			n := 1
			for i+n < len(classes) && classes[i+n] == classes[i] {
				n++
			}
			if float64(n) >= choice*float64(len(classes)) {
				set = append(set, byte(classes[i]))
			}
			i += n
		}
		if number[string(set)] == 0 {
			number[string(set)] = uint16(len(number) + 1)
		}
		out[form] = number[string(set)]
	}
	return out
}

// fixedForms returns the frequent forms that nearly always have one class.
func fixedForms(lessons []example) map[uint64]uint8 {
	count := map[uint64]map[int]int{}
	for _, e := range lessons {
		for i, class := range e.tags {
			form := e.words[before+i].exact
			if count[form] == nil {
				count[form] = map[int]int{}
			}
			count[form][class]++
		}
	}
	fixed := map[uint64]uint8{}
	for form, classes := range count {
		all := 0
		for _, n := range classes {
			all += n
		}
		for class, n := range classes {
			if class >= 0 && all >= minFixed && float64(n) >= fixedRate*float64(all) {
				fixed[form] = uint8(class)
			}
		}
	}
	return fixed
}
