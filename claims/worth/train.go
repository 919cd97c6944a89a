package worth

import (
	"fmt"
	"math"
	"slices"
)

// Example is a sentence that people have judged.
type Example struct {
	Text  string
	Worth bool // whether it is worth checking
	Group int  // the speech or debate that it comes from: those of one group are about the same things
}

// Training says how to learn.
type Training struct {
	Passes    int
	Penalty   float64 // of large weights of words
	Structure float64 // of large weights of everything else
	MinCount  int     // in how many examples a feature must be seen
	MinGroups int     // in how many groups, so that the topics of one debate are not learnt
	Boundary  float64 // the log odds from which a sentence counts as worth checking: the model's zero
}

// Learn finds the weights that tell worthy from other examples by logistic regression, one weight after the other
// (coordinate descent with Newton steps: Chang, Hsieh and Lin 2008). A feature that is much more frequent in one
// kind of example than in the other is held back less (after Wang and Manning 2012). The same examples in the same
// order give the same model. It fails when the examples are all of one kind.
func Learn(examples []Example, how Training) (*Model, error) {
	worthy := 0
	for _, e := range examples {
		if e.Worth {
			worthy++
		}
	}
	if worthy == 0 || worthy == len(examples) {
		return nil, fmt.Errorf("learn: %d of %d examples are worth checking; both kinds are needed", worthy, len(examples))
	}
	keys, seenIn := index(examples, how)
	f := newFit(examples)
	prior := math.Log(float64(worthy) / float64(len(examples)-worthy))
	penalty := make([]float64, len(keys))
	for i, key := range keys {
		penalty[i] = how.Structure
		if aboutWords(key) {
			penalty[i] = how.Penalty
		}
		skew := f.logOdds(seenIn[i]) - prior
		penalty[i] /= 0.1 + skew*skew
	}
	all := make([]int32, len(examples))
	for i := range all {
		all[i] = int32(i)
	}
	bias, weights := 0.0, make([]float64, len(keys))
	for range how.Passes {
		bias = f.step(all, 0, bias)
		for i := range weights {
			weights[i] = f.step(seenIn[i], penalty[i], weights[i])
		}
	}
	var kept []string
	var whole []int32
	for i, key := range keys {
		if w := thousandths(weights[i]); abs(w) > small {
			kept, whole = append(kept, key), append(whole, w)
		}
	}
	return newModel(thousandths(bias-how.Boundary), kept, whole), nil
}

// small is how far from 0 a weight must be to be kept, in thousandths: thousands of those below change no decision.
const small = 20

func thousandths(w float64) int32 { return int32(math.Round(1000 * w)) }

// aboutWords tells whether a feature is seen in single words; there are thousands of these.
func aboutWords(key string) bool { return len(key) > 2 && key[1] == ' ' && key[0] != 'c' }

// fit is a regression in progress.
type fit struct {
	want, odds, chance []float64 // of every example: its kind, and what the weights make of it so far
}

func newFit(examples []Example) *fit {
	n := len(examples)
	f := &fit{want: make([]float64, n), odds: make([]float64, n), chance: make([]float64, n)}
	for i, e := range examples {
		f.chance[i] = 0.5
		if e.Worth {
			f.want[i] = 1
		}
	}
	return f
}

// logOdds returns how much more often a feature is seen in worthy examples than in others.
func (f *fit) logOdds(in []int32) float64 {
	worthy, other := 1.0, 1.0
	for _, i := range in {
		worthy += f.want[i]
		other += 1 - f.want[i]
	}
	return math.Log(worthy / other)
}

// step moves one weight towards where the penalised likelihood of the examples that it matters to is highest.
func (f *fit) step(in []int32, penalty, weight float64) float64 {
	slope, bend := penalty*weight, penalty+1e-9
	for _, i := range in {
		slope += f.chance[i] - f.want[i]
		bend += f.chance[i] * (1 - f.chance[i])
	}
	d := max(-1, min(1, -slope/bend))
	for _, i := range in {
		f.odds[i] += d
		f.chance[i] = 1 / (1 + math.Exp(-f.odds[i]))
	}
	return weight + d
}

// index returns the features that are frequent enough, sorted, and the examples that each is seen in.
func index(examples []Example, how Training) (keys []string, seenIn [][]int32) {
	in, groups := map[string][]int32{}, map[string]map[int]bool{}
	for i, e := range examples {
		t := teller{spells: true, visit: func(f feature) {
			key := f.key
			if list := in[key]; f.once && len(list) > 0 && list[len(list)-1] == int32(i) {
				return
			}
			in[key] = append(in[key], int32(i))
			if groups[key] == nil {
				groups[key] = map[int]bool{}
			}
			groups[key][e.Group] = true
		}}
		t.features(cut(nil, e.Text))
	}
	for key, list := range in {
		if len(list) >= how.MinCount && len(groups[key]) >= how.MinGroups {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		seenIn = append(seenIn, in[key])
	}
	return keys, seenIn
}
