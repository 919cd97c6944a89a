package syntax

// tagger gives every word one of its classes: a Penn tag and a universal tag joined by a bar, "VBD|VERB".
type tagger struct {
	classes []string
	weights weights
	fixed   map[uint64]uint8  // exact hash of a frequent form that has always one class, to that class
	choices map[uint64]uint16 // hash of a lower-case form, to a number for the set of classes that it can have
}

// Places around the words of a sentence that features may look at.
const (
	before = 2
	after  = 2
)

// padded returns the words that features see, with before and after empty places around them.
func padded(n int, form func(int) string) []word {
	ws := make([]word, before+n+after)
	edge := word{exact: noWord, low: noWord, shape: noWord}
	for i := range before {
		ws[i], ws[len(ws)-1-i] = edge, edge
	}
	var buf []rune
	for i := range n {
		ws[before+i], buf = newWord(form(i), buf)
	}
	return ws
}

// tag returns the class of every word of a padded sentence, from the left to the right.
func (t *tagger) tag(ws []word) []uint8 {
	t.look(ws)
	tags := make([]uint8, len(ws)-before-after)
	keys := make([]uint32, 0, 64)
	var tag1, tag2 uint64 // the tags of the last word and of the one before it, plus 1
	for i := range tags {
		class, ok := t.fixed[ws[before+i].exact]
		if !ok {
			var sums scores
			keys = tagKeys(keys[:0], ws, before+i, tag1, tag2)
			t.weights.add(&sums, keys)
			class = best(sums[:len(t.classes)])
		}
		tags[i] = class
		tag1, tag2 = uint64(class)+1, tag1
	}
	return tags
}

// look tells the words which classes they can have.
func (t *tagger) look(ws []word) {
	for i := range ws {
		ws[i].choice = uint64(t.choices[ws[i].low])
	}
}

// best returns the class with the largest score, the first of several.
func best(sums []int32) uint8 {
	top := 0
	for c, s := range sums {
		if s > sums[top] {
			top = c
		}
	}
	return uint8(top)
}

// tagKeys appends the features for tagging the word at i.
func tagKeys(keys []uint32, ws []word, i int, tag1, tag2 uint64) []uint32 {
	w, l1, l2, r1, r2 := &ws[i], &ws[i-1], &ws[i-2], &ws[i+1], &ws[i+2]
	first := uint64(0)
	if l1.low == noWord {
		first = 1
	}
	return append(keys,
		key(0, 0, 0, 0),
		key(1, w.low, 0, 0),
		key(2, w.exact, 0, 0),
		key(3, w.exact, first, 0),
		key(4, w.suffix[0], 0, 0),
		key(5, w.suffix[1], 0, 0),
		key(6, w.suffix[2], 0, 0),
		key(7, w.suffix[3], 0, 0),
		key(8, w.prefix[0], 0, 0),
		key(9, w.prefix[1], 0, 0),
		key(10, w.prefix[2], 0, 0),
		key(11, w.shape, 0, 0),
		key(12, w.shape, first, 0),
		key(13, w.shape, w.suffix[2], 0),
		key(14, tag1, 0, 0),
		key(15, tag1, tag2, 0),
		key(16, tag1, w.low, 0),
		key(17, tag1, tag2, w.low),
		key(18, tag1, w.suffix[1], 0),
		key(19, tag1, w.suffix[2], 0),
		key(20, tag1, w.shape, 0),
		key(21, l1.low, 0, 0),
		key(22, l2.low, 0, 0),
		key(23, r1.low, 0, 0),
		key(24, r2.low, 0, 0),
		key(25, l1.suffix[2], 0, 0),
		key(26, l2.suffix[2], 0, 0),
		key(27, r1.suffix[2], 0, 0),
		key(28, r2.suffix[2], 0, 0),
		key(29, l1.low, w.low, 0),
		key(30, w.low, r1.low, 0),
		key(31, l1.low, r1.low, 0),
		key(32, w.low, r1.low, r2.low),
		key(33, w.suffix[2], r1.suffix[2], 0),
		key(34, w.suffix[2], r1.low, 0),
		key(35, l1.suffix[2], w.suffix[2], 0),
		key(36, w.shape, r1.shape, 0),
		key(37, w.shape, l1.shape, 0),
		key(38, tag1, r1.low, 0),
		key(39, tag1, r1.suffix[2], 0),
		key(40, tag1, w.suffix[1], r1.suffix[1]),
		key(41, r1.shape, 0, 0),
		key(42, r1.low, r2.low, 0),
		key(43, w.choice, 0, 0),
		key(44, w.choice, tag1, 0),
		key(45, r1.choice, 0, 0),
		key(46, r1.choice, tag1, 0),
		key(47, w.choice, r1.choice, 0),
		key(48, w.choice, r1.choice, tag1),
		key(49, w.choice, r1.choice, r2.choice),
		key(50, r1.choice, r2.choice, 0),
		key(51, w.low, r1.choice, 0),
		key(52, w.suffix[2], r1.choice, 0),
		key(53, w.choice, l1.choice, r1.choice),
	)
}
