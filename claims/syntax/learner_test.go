package syntax

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// choose lets l score features and corrects it when it does not choose want.
func choose(l *learner, classes int, want uint8, features ...uint32) (guess uint8) {
	var sums scores
	l.add(&sums, features)
	guess = best(sums[:classes])
	if guess != want {
		l.correct(features, want, guess)
	}
	return guess
}

func TestALearnerLearnsWhatFeaturesTell(t *testing.T) {
	l := newLearner(1)
	for range 3 {
		choose(l, 3, 0, 1, 2)
		choose(l, 3, 1, 1, 3)
		choose(l, 3, 2, 1, 4)
	}
	for want, feature := range []uint32{2, 3, 4} {
		if got := choose(l, 3, uint8(want), 1, feature); got != uint8(want) {
			t.Errorf("feature %d: class %d, want %d", feature, got, want)
		}
	}
}

func TestAWeightIsTheMeanOverAllChoices(t *testing.T) {
	l := newLearner(1)
	choose(l, 2, 1, 7) // feature 7 is +1 for class 1 and -1 for class 0 from here on
	choose(l, 2, 0, 8) // right, nothing changes
	choose(l, 2, 1, 9) // the same as for 7, two choices later
	choose(l, 2, 1, 7)
	// Over four choices feature 7 stood at 1 for three of them and feature 9 for one.
	w := l.weights(100)
	var sums scores
	w.add(&sums, []uint32{7})
	seven := sums[1]
	sums = scores{}
	w.add(&sums, []uint32{9})
	if seven != maxWeight || 32*max(3*sums[1]-seven, seven-3*sums[1]) > seven {
		t.Errorf("weights %d and %d are not as 3 to 1", seven, sums[1])
	}
}

func TestAFeatureCountsAfterEnoughCorrections(t *testing.T) {
	l := newLearner(3)
	for i := range 3 {
		if got := choose(l, 2, 1, 7); got != 0 {
			t.Errorf("choice %d already counts", i+1)
		}
	}
	if got := choose(l, 2, 1, 7); got != 1 {
		t.Error("three corrections do not count")
	}
	choose(l, 2, 1, 8)
	w := l.weights(100)
	var sums scores
	if w.add(&sums, []uint32{8}); sums != (scores{}) {
		t.Error("a feature with one correction is kept")
	}
}

func TestTheLargestWeightsAreKept(t *testing.T) {
	l := newLearner(1)
	for f := range uint32(50) {
		choose(l, 2, 1, f+1) // the earlier it was learnt, the larger the mean
	}
	w := l.weights(20)
	if len(w.cells) != 20 {
		t.Fatalf("%d weights", len(w.cells))
	}
	for f := range uint32(50) {
		var sums scores
		w.add(&sums, []uint32{f + 1})
		if kept := sums[1] > 0; kept != (f < 10) {
			t.Errorf("feature %d: kept %v", f+1, kept)
		}
	}
}

func TestALearnerFindsEveryFeatureAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLearner(1)
		l.slots = make([]uint64, 4) // so that it must grow
		features := rapid.SliceOfNDistinct(rapid.Uint32Min(1), 1, 60, rapid.ID).Draw(t, "features")
		l.correct(features, 1, 0)
		for i, f := range features {
			if row, _ := l.find(f); row != i {
				t.Fatalf("feature %d is in row %d, want %d", f, row, i)
			}
		}
	})
}

func TestWords(t *testing.T) {
	read := func(form string) word { w, _ := newWord(form, nil); return w }
	for _, tt := range []struct {
		name, a, b string
		same       func(word) uint64
		want       bool
	}{
		{"digits are alike", "1984", "2025", func(w word) uint64 { return w.exact }, true},
		{"but not their number", "198", "1984", func(w word) uint64 { return w.exact }, false},
		{"apostrophes are alike", "n't", "n’t", func(w word) uint64 { return w.exact }, true},
		{"quotation marks are alike", "“", "\"", func(w word) uint64 { return w.low }, true},
		{"case counts", "Polish", "polish", func(w word) uint64 { return w.exact }, false},
		{"but not in the lower-case form", "Polish", "polish", func(w word) uint64 { return w.low }, true},
		{"a shape forgets letters and lengths", "Oslo", "Berlin", func(w word) uint64 { return w.shape }, true},
		{"but knows digits", "F-16", "F-x", func(w word) uint64 { return w.shape }, false},
		{"endings of three letters", "running", "walking", func(w word) uint64 { return w.suffix[2] }, true},
		{"a short word is its own ending", "a", "na", func(w word) uint64 { return w.suffix[3] }, false},
		{"beginnings of two letters", "undo", "until", func(w word) uint64 { return w.prefix[1] }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.same(read(tt.a)) == tt.same(read(tt.b)); got != tt.want {
				t.Errorf("%q and %q: %v", tt.a, tt.b, got)
			}
		})
	}
}

func TestSpellingIsLearntByMajority(t *testing.T) {
	tree := func(text string, cuts ...int) Tree {
		out := Tree{Text: text}
		for i := range cuts[1:] {
			tok := Token{}
			tok.Start, tok.End = cuts[i], cuts[i+1]
			if text[tok.Start] == ' ' {
				tok.Start++
			}
			out.Tokens = append(out.Tokens, tok)
		}
		return out
	}
	var trees []Tree
	for range 2 {
		trees = append(trees,
			tree("Dr. No.", 0, 3, 6, 7),
			tree("e-mail up-to", 0, 6, 9, 10, 12),
			tree("cannot its", 0, 3, 6, 10),
			tree("its don't", 0, 3, 6, 9))
	}
	trees = append(trees, tree("its no. 5", 0, 2, 3, 7, 9)) // its as two words once, no. with its stop once
	got := learnSpelling(trees, Training{Folds: 2})
	want := spelling{
		abbreviation: map[string]bool{"dr": true},
		hyphenated:   map[string]bool{"e-mail": true},
		prefix:       map[string]bool{"e": true},
		contraction:  map[string]int{"cannot": 3},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(spelling{})); diff != "" {
		t.Error(diff)
	}
}

// Whatever steps are taken, a run ends in a tree after two steps per word.
func TestAnyStepsEndInATree(t *testing.T) {
	p := parser{rels: []Rel{Unknown, Root, Subject}, root: 1}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "n")
		s := newState(padded(n, func(int) string { return "x" }), make([]uint8, n), []int8{-1})
		steps := 0
		for ; !s.done(); steps++ {
			var allowed []int
			p.allowed(s, func(step int) { allowed = append(allowed, step) })
			p.take(s, rapid.SampledFrom(allowed).Draw(t, "step"))
		}
		if steps != 2*n {
			t.Fatalf("%d steps for %d words", steps, n)
		}
		out := Sentence{Tokens: make([]Token, n)}
		for i := range n {
			out.Tokens[i] = Token{Head: s.head[i], Rel: p.rels[s.node[i].rel-1]}
			if s.head[i] == n {
				out.Tokens[i].Head = -1
			}
		}
		if !out.IsTree() {
			t.Fatalf("no tree: %+v", out)
		}
	})
}

func TestIsTree(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   []Token
		want bool
	}{
		{"one root", []Token{{Head: 1, Rel: Subject}, {Head: -1, Rel: Root}}, true},
		{"no words", nil, false},
		{"two roots", []Token{{Head: -1, Rel: Root}, {Head: -1, Rel: Root}}, false},
		{"a circle beside the root", []Token{{Head: -1, Rel: Root}, {Head: 2, Rel: Subject}, {Head: 1, Rel: Object}}, false},
		{"a word on itself", []Token{{Head: -1, Rel: Root}, {Head: 1, Rel: Subject}}, false},
		{"a root by another relation", []Token{{Head: -1, Rel: Subject}}, false},
		{"a head that is not there", []Token{{Head: -1, Rel: Root}, {Head: 5, Rel: Subject}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Sentence{Tokens: tt.in}).IsTree(); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestRelations(t *testing.T) {
	if !PassiveSubject.Is(Subject) || Subject.Is(PassiveSubject) || !RelativeClause.Is(NounClause) || Object.Is(Subject) {
		t.Error("Is")
	}
	if got := RelativeClause.Base(); got != NounClause {
		t.Errorf("Base: %q", got)
	}
}
