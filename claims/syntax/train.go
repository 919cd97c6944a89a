package syntax

import (
	"fmt"
	"io"
	"slices"
)

// Training says how to learn. The same trees and the same Training give the same model, byte for byte.
type Training struct {
	Seed         uint64
	TaggerEpochs int       // passes over the trees for the tagger
	ParserEpochs int       // and for the parser
	Folds        int       // parts of which each is tagged by a tagger that learnt from the others; 1 keeps the tags of the treebank
	TaggerKeep   int       // number of weights of the tagger that are kept, the largest
	ParserKeep   int       // and of the parser
	Log          io.Writer // gets one line per pass
}

// Limits for what is learnt. Rarer classes are noise that costs time.
const (
	minClass  = 3   // a tag pair must occur this often
	minRel    = 10  // a relation with a subtype, too; else it loses its subtype
	minPrefix = 3   // a prefix must be seen joined this often
	minJoint  = 2   // and a contraction without an apostrophe
	foldBlock = 20  // neighbouring sentences that stay in one part, so that one document is not in all
	explore   = 0.9 // how often the parser follows its own step, right or wrong, after the first pass
)

// Train learns a model from trees.
func Train(trees []Tree, how Training) (*Model, error) {
	classes, classOf := learnClasses(trees, how)
	rels, relOf := learnRels(trees, how)
	if len(classes) == 0 || len(classes) > maxClasses || 1+2*len(rels) > maxClasses {
		return nil, fmt.Errorf("train syntax model: %d tags and %d relations in %d trees; at most %d and %d fit",
			len(classes), len(rels), len(trees), maxClasses, (maxClasses-1)/2)
	}
	lessons := make([]example, len(trees))
	for i, tree := range trees {
		lessons[i] = newExample(tree, classOf, relOf)
	}
	tagFolds(lessons, classes, how)
	t := trainTagger(lessons, classes, how, "tagger")
	p := parser{rels: rels, root: slices.Index(rels, Root)}
	kinds, _, _ := classParts(classes)
	p.train(lessons, kinds, how)
	return newModel(learnSpelling(trees, how), t, p), nil
}

// example is one tree as learners see it.
type example struct {
	words []word  // padded
	tags  []int   // the true classes; -1 for a class too rare to learn
	given []uint8 // the classes that the parser is shown
	heads []int   // the true heads; len(tags) for the root
	rels  []int   // the true relations
}

func newExample(tree Tree, classOf map[string]int, relOf map[Rel]int) example {
	toks := tree.Tokens
	e := example{words: padded(len(toks), func(i int) string { return toks[i].In(tree.Text) })}
	for _, t := range toks {
		class, ok := classOf[t.Penn+"|"+string(t.Tag)]
		if !ok {
			class = -1
		}
		head := t.Head
		if head < 0 {
			head = len(toks)
		}
		e.tags, e.heads, e.rels = append(e.tags, class), append(e.heads, head), append(e.rels, relOf[t.Rel])
		e.given = append(e.given, uint8(max(class, 0)))
	}
	return e
}

// least returns how often something must occur to be learnt: usual times, but once in a treebank of a few sentences.
func (how Training) least(usual, trees int) int {
	if trees < how.Folds*foldBlock {
		return 1
	}
	return usual
}

// learnClasses returns the pairs of tags that are frequent enough, sorted, and the index of each.
func learnClasses(trees []Tree, how Training) ([]string, map[string]int) {
	count := map[string]int{}
	for _, tree := range trees {
		for _, t := range tree.Tokens {
			count[t.Penn+"|"+string(t.Tag)]++
		}
	}
	var classes []string
	for class, n := range count {
		if n >= how.least(minClass, len(trees)) {
			classes = append(classes, class)
		}
	}
	slices.Sort(classes)
	return classes, indexOf(classes)
}

// learnRels returns the relations to tell apart, sorted, and for every relation of the treebank the index of the one
// that stands for it.
func learnRels(trees []Tree, how Training) ([]Rel, map[Rel]int) {
	count := map[Rel]int{}
	for _, tree := range trees {
		for _, t := range tree.Tokens {
			count[t.Rel]++
		}
	}
	kept := map[Rel]bool{Root: true, Unknown: true}
	for r, n := range count {
		if n >= how.least(minRel, len(trees)) || r == r.Base() {
			kept[r] = true
		}
	}
	var rels []Rel
	for r := range kept {
		rels = append(rels, r)
	}
	slices.Sort(rels)
	index := indexOf(rels)
	of := map[Rel]int{}
	for r := range count {
		of[r] = index[Unknown]
		for _, stand := range []Rel{r.Base(), r} {
			if i, ok := index[stand]; ok {
				of[r] = i
			}
		}
	}
	return rels, of
}

func indexOf[S ~string](list []S) map[S]int {
	out := map[S]int{}
	for i, s := range list {
		out[s] = i
	}
	return out
}

// tagFolds sets the tags that the parser learns from. A parser that learnt from true tags would trust tags too much,
// so every part of the trees is tagged by a tagger that has not seen it.
func tagFolds(lessons []example, classes []string, how Training) {
	if how.Folds < 2 || len(lessons) < how.Folds*foldBlock {
		return
	}
	for fold := range how.Folds {
		var others []example
		for i, e := range lessons {
			if i/foldBlock%how.Folds != fold {
				others = append(others, e)
			}
		}
		t := trainTagger(others, classes, how, fmt.Sprintf("tagger without part %d", fold+1))
		for i := range lessons {
			if i/foldBlock%how.Folds == fold {
				lessons[i].given = t.tag(lessons[i].words)
			}
		}
	}
}
