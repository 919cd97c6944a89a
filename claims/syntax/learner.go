package syntax

import (
	"cmp"
	"math/bits"
	"slices"
)

// learner is an averaged perceptron (Collins, EMNLP 2002): when it chooses a wrong class, the weights of the features
// at hand go up for the right class and down for the wrong one. What is kept in the end is the mean of every weight
// over all choices. Only features that took part in corrections are known, and they count only after a number of them
// (Goldberg and Elhadad, ACL 2011): while it learns, the learner sees about what it will see when it is pruned.
type learner struct {
	slots  []uint64 // feature<<32 | its row plus 1; 0 is empty
	rows   []row
	now    int64 // choices so far
	minUse int32 // corrections that a feature must take part in before it counts
}

// row is what is known of one feature.
type row struct {
	feature uint32
	used    int32 // corrections that it took part in
	lessons []lesson
}

// lesson is the weight of one feature for one class.
type lesson struct {
	late  int64 // sum over the corrections of correction × time, to take the mean from
	now   int32
	class uint8
}

func newLearner(minUse int32) *learner { return &learner{slots: make([]uint64, 1<<16), minUse: minUse} }

// find returns the index of the row of a feature, or -1 and the place where it would go.
func (l *learner) find(f uint32) (i int, at uint32) {
	mask := uint32(len(l.slots) - 1)
	for at = f & mask; l.slots[at] != 0; at = (at + 1) & mask {
		if uint32(l.slots[at]>>32) == f {
			return int(uint32(l.slots[at])) - 1, at
		}
	}
	return -1, at
}

// add adds the present weights of all features to sums.
func (l *learner) add(sums *scores, features []uint32) {
	l.now++
	for _, f := range features {
		if i, _ := l.find(f); i >= 0 && l.rows[i].used >= l.minUse {
			for _, c := range l.rows[i].lessons {
				sums[c.class&(maxClasses-1)] += c.now
			}
		}
	}
}

// correct moves the weights of features from the wrong class to the right one.
func (l *learner) correct(features []uint32, right, wrong uint8) {
	for _, f := range features {
		i, at := l.find(f)
		if i < 0 {
			i = len(l.rows)
			l.rows = append(l.rows, row{feature: f})
			l.slots[at] = uint64(f)<<32 | uint64(i+1)
			if 2*len(l.rows) > len(l.slots) {
				l.grow()
			}
		}
		r := &l.rows[i]
		r.used++
		r.change(right, 1, l.now)
		r.change(wrong, -1, l.now)
	}
}

func (r *row) change(class uint8, by int32, now int64) {
	for i := range r.lessons {
		if c := &r.lessons[i]; c.class == class {
			c.now += by
			c.late += int64(by) * now
			return
		}
	}
	r.lessons = append(r.lessons, lesson{late: int64(by) * now, now: by, class: class})
}

func (l *learner) grow() {
	l.slots = make([]uint64, 2*len(l.slots))
	for i, r := range l.rows {
		_, at := l.find(r.feature)
		l.slots[at] = uint64(r.feature)<<32 | uint64(i+1)
	}
}

// mean is a weight at the end of learning.
type mean struct {
	size    int64 // mean × choices, without its sign
	feature uint32
	class   uint8
	minus   bool
}

// weights returns the means, the keep largest in size, rounded to codes.
func (l *learner) weights(keep int) weights {
	var all []mean
	for _, r := range l.rows {
		if r.used < l.minUse {
			continue
		}
		for _, c := range r.lessons {
			sum := int64(c.now)*l.now - c.late
			if sum != 0 {
				all = append(all, mean{max(sum, -sum), r.feature, c.class, sum < 0})
			}
		}
	}
	byPlace := func(a, b mean) int { return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.class, b.class)) }
	slices.SortFunc(all, func(a, b mean) int { return cmp.Or(cmp.Compare(b.size, a.size), byPlace(a, b)) })
	if len(all) == 0 {
		return newWeights(nil, nil, nil)
	}
	most := all[0].size
	all = all[:min(keep, len(all))]
	slices.SortFunc(all, byPlace)
	var features []uint32
	var counts []uint8
	var cells []uint16
	for _, m := range all {
		code := encodeWeight(scaled(m.size, most))
		if code == 0 {
			continue
		}
		if m.minus {
			code |= 0x80
		}
		if len(features) == 0 || features[len(features)-1] != m.feature {
			features, counts = append(features, m.feature), append(counts, 0)
		}
		counts[len(counts)-1]++
		cells = append(cells, uint16(code)<<8|uint16(m.class))
	}
	return newWeights(features, counts, cells)
}

// scaled returns size × maxWeight ÷ most, rounded, in whole numbers so that every machine gives the same.
func scaled(size, most int64) int32 {
	hi, lo := bits.Mul64(uint64(size), maxWeight)
	lo, carry := bits.Add64(lo, uint64(most/2), 0)
	q, _ := bits.Div64(hi+carry, lo, uint64(most))
	return int32(q)
}
