package syntax

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func tinyTrees(t testing.TB) []Tree {
	t.Helper()
	f, err := os.Open("testdata/tiny.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trees, err := ReadTrees(f)
	if err != nil {
		t.Fatal(err)
	}
	return trees
}

func tinyTraining(seed uint64) Training {
	return Training{Seed: seed, TaggerEpochs: 8, ParserEpochs: 20, Folds: 2, TaggerKeep: 1 << 20, ParserKeep: 1 << 20, Log: io.Discard}
}

func train(t testing.TB, trees []Tree, how Training) (*Model, []byte) {
	t.Helper()
	m, err := Train(trees, how)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	n, err := m.WriteTo(&file)
	if err != nil || n != int64(file.Len()) {
		t.Fatalf("WriteTo: %d of %d bytes, %v", n, file.Len(), err)
	}
	return m, file.Bytes()
}

func TestTrainingAgainGivesTheSameBytes(t *testing.T) {
	trees := tinyTrees(t)
	_, first := train(t, trees, tinyTraining(7))
	_, again := train(t, trees, tinyTraining(7))
	_, other := train(t, trees, tinyTraining(8))
	if !bytes.Equal(first, again) {
		t.Error("the same seed gives other bytes")
	}
	if bytes.Equal(first, other) {
		t.Error("another seed gives the same bytes")
	}
}

func TestAModelKnowsTheTreesItLearntFrom(t *testing.T) {
	trees := tinyTrees(t)
	_, file := train(t, trees, tinyTraining(1))
	m, err := ReadModel(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, tree := range trees {
		if diff := cmp.Diff(tree.Sentence, m.Parse(tree.Text, whole(tree.Text)), cmpopts.IgnoreFields(Token{}, "Margin")); diff != "" {
			t.Errorf("%s\n%s", tree.Text, diff)
		}
	}
}

// Tagging by parts needs more trees than the test data holds, so here they stand there several times.
func TestTrainingByPartsGivesTheSameBytesToo(t *testing.T) {
	var trees []Tree
	for range 4 {
		trees = append(trees, tinyTrees(t)...)
	}
	how := tinyTraining(1)
	how.TaggerEpochs, how.ParserEpochs = 2, 2
	var log strings.Builder
	how.Log = &log
	_, first := train(t, trees, how)
	how.Log = io.Discard
	_, again := train(t, trees, how)
	if !bytes.Equal(first, again) {
		t.Error("other bytes")
	}
	for _, want := range []string{"tagger without part 2, pass 2", "tagger, pass 2", "parser, pass 2"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no line %q in\n%s", want, log.String())
		}
	}
}

func TestTrainingOnNothingFails(t *testing.T) {
	if _, err := Train(nil, tinyTraining(1)); err == nil {
		t.Error("no error")
	}
}

func TestFewerWeightsMakeASmallerFile(t *testing.T) {
	trees := tinyTrees(t)
	_, full := train(t, trees, tinyTraining(1))
	how := tinyTraining(1)
	how.TaggerKeep, how.ParserKeep = 50, 50
	m, small := train(t, trees, how)
	if len(small) >= len(full)/4 {
		t.Errorf("%d bytes instead of %d", len(small), len(full))
	}
	if got := len(m.parser.weights.cells); got > 50 {
		t.Errorf("%d weights kept", got)
	}
}

// TestTheOracleLeadsToTheTrueTree follows steps that cost nothing and must arrive at any tree without crossing lines.
func TestTheOracleLeadsToTheTrueTree(t *testing.T) {
	p := parser{rels: []Rel{"a", "b", "root"}, root: 2}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		e := example{tags: make([]int, n), heads: make([]int, n), rels: make([]int, n), given: make([]uint8, n)}
		top := growTree(t, &e, 0, n)
		e.heads[top], e.rels[top] = n, p.root
		e.words = padded(n, func(int) string { return "x" })
		s := newState(e.words, e.given, []int8{-1})
		for !s.done() {
			var sums scores
			sums[rapid.IntRange(0, 6).Draw(t, "favourite")] = 1
			step, _ := p.bestRight(s, &e, &sums, shift)
			if cost := p.costs(s, &e).of(&p, step); cost != 0 {
				t.Fatalf("the cheapest step costs %d", cost)
			}
			p.take(s, step)
		}
		for i := range n {
			if s.head[i] != e.heads[i] || int(s.node[i].rel)-1 != e.rels[i] {
				t.Fatalf("word %d: head %d by %d, want %d by %d", i, s.head[i], s.node[i].rel-1, e.heads[i], e.rels[i])
			}
		}
	})
}

// growTree draws a tree over words from to to (not included) and returns its top.
func growTree(t *rapid.T, e *example, from, to int) int {
	top := rapid.IntRange(from, to-1).Draw(t, "top")
	for _, side := range [][2]int{{from, top}, {top + 1, to}} {
		for a := side[0]; a < side[1]; {
			b := rapid.IntRange(a+1, side[1]).Draw(t, "border")
			child := growTree(t, e, a, b)
			e.heads[child], e.rels[child] = top, rapid.IntRange(0, 1).Draw(t, "rel")
			a = b
		}
	}
	return top
}

func TestReadTrees(t *testing.T) {
	trees := tinyTrees(t)
	if len(trees) != 12 {
		t.Fatalf("%d trees", len(trees))
	}
	dont := trees[6].Tokens[2]
	want := Token{Span: dont.Span, Tag: Particle, Penn: "RB", Head: 3, Rel: AdverbModifier}
	if dont != want || dont.In(trees[6].Text) != "n't" {
		t.Errorf("got %+v", dont)
	}
	trees, err := ReadTrees(strings.NewReader("# text = other words\n1-2\tHe's\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"1\tHe\the\tPRON\tPRP\t_\t0\troot\t_\t_\n2\t's\tbe\tAUX\tVBZ\t_\t1\tcop\t_\t_"))
	if err != nil || len(trees) != 1 || trees[0].Text != "He 's" {
		t.Errorf("words that are not in the text: %+v, %v", trees, err)
	}
}

func TestReadTreesNamesTheLine(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"too few fields", "1\tx\n", "line 1: 2 fields"},
		{"a word is missing", "2\tx\t_\tX\tFW\t_\t0\troot\t_\t_\n", "line 1: word"},
		{"the head is no number", "1\tx\t_\tX\tFW\t_\t_\troot\t_\t_\n", "line 1: head"},
		{"two roots", "1\tx\t_\tX\tFW\t_\t0\troot\t_\t_\n2\tx\t_\tX\tFW\t_\t0\troot\t_\t_\n\n", "line 3: no tree"},
		{"a circle", "1\tx\t_\tX\tFW\t_\t2\tdep\t_\t_\n2\tx\t_\tX\tFW\t_\t1\tdep\t_\t_\n\n", "line 3: no tree"},
		{"a head beyond the end", "1\tx\t_\tX\tFW\t_\t9\tdep\t_\t_\n\n", "line 2: no tree"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ReadTrees(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func FuzzReadTrees(f *testing.F) {
	f.Add("1\tx\t_\tX\tFW\t_\t0\troot\t_\t_\n\n")
	f.Fuzz(func(t *testing.T, in string) {
		trees, err := ReadTrees(strings.NewReader(in))
		for _, tree := range trees {
			if err != nil || !tree.IsTree() {
				t.Fatalf("%+v, %v", tree, err)
			}
		}
	})
}
