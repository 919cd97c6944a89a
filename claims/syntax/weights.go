package syntax

import (
	"math"
	"math/bits"
)

// maxClasses bounds the number of classes that one weights table tells apart.
const maxClasses = 128

// scores holds one sum of weights per class.
type scores [maxClasses]int32

// weights maps features to weights for classes. It is an open hash table over cells in one slice.
type weights struct {
	slots []uint64 // feature<<32 | index of its first cell; 0 is empty
	seen  []uint64 // one bit per feature hash, to turn most unknown features away without touching slots
	cells []uint32 // weight<<16 | last<<8 | class: the cells of one feature follow each other up to last
}

// maxWeight is the largest size of a weight: 31<<6, the largest number that a weight code can hold.
const maxWeight = 31 << 6

// newWeights builds the table. features are distinct and not 0; counts[i] cells belong to features[i].
func newWeights(features []uint32, counts []uint8, cells []uint32) weights {
	size := 1 << bits.Len(uint(2*len(features)))
	w := weights{slots: make([]uint64, size), seen: make([]uint64, max(1, size/8)), cells: cells}
	first := 0
	for i, f := range features {
		at := f & uint32(size-1)
		for w.slots[at] != 0 {
			at = (at + 1) & uint32(size-1)
		}
		w.slots[at] = uint64(f)<<32 | uint64(first)
		bit := w.bit(f)
		w.seen[bit/64] |= 1 << (bit % 64)
		first += int(counts[i])
		w.cells[first-1] |= 1 << 8
	}
	return w
}

func (w *weights) bit(f uint32) uint32 {
	return uint32(uint64(f) * uint64(len(w.seen)*64) >> 32)
}

// add adds the weights of all features to sums. features is overwritten. Nearly all time goes into waiting for memory,
// so it works in three rounds, in each of which the places to look at are known beforehand and fetched side by side.
func (w *weights) add(sums *scores, features []uint32) {
	n := 0
	for _, f := range features {
		bit := w.bit(f)
		features[n] = f
		n += int(w.seen[bit/64] >> (bit % 64) & 1)
	}
	features = features[:n]
	n = 0
	mask := uint32(len(w.slots) - 1)
	_ = touch(w.slots, features, mask)
	for _, f := range features {
		at := f & mask
		for w.slots[at] != 0 && uint32(w.slots[at]>>32) != f {
			at = (at + 1) & mask
		}
		if w.slots[at] != 0 {
			features[n] = uint32(w.slots[at])
			n++
		}
	}
	var firsts, seconds scores // two tables in turn: adding twice to one place in a row would wait for the first sum
	_ = touch(w.cells, features[:n], math.MaxUint32)
	for k, i := range features[:n] {
		to := &firsts
		if k&1 != 0 {
			to = &seconds
		}
		for _, c := range w.cells[i:] {
			to[c&(maxClasses-1)] += int32(c) >> 16
			if c>>8&1 != 0 {
				break
			}
		}
	}
	for c := range sums {
		sums[c] += firsts[c] + seconds[c]
	}
}

// touch reads table at all places, each under mask, so that memory fetches them side by side. Inlined, it would read
// nothing.
//
//go:noinline
func touch[T uint32 | uint64](table []T, places []uint32, mask uint32) (sum T) {
	for _, i := range places {
		sum += table[i&mask]
	}
	return sum
}

// encodeWeight rounds a weight of at most maxWeight in size to a code of 8 bits: a sign, 3 bits of exponent and 4 of
// fraction. Small weights, which are most, stay exact; large ones are off by 3 % at most. Steps of equal size would
// not do: a few weights are a hundred times larger than the rest and matter most.
func encodeWeight(v int32) byte {
	var sign byte
	if v < 0 {
		sign, v = 0x80, -v
	}
	if v < 16 {
		return sign | byte(v)
	}
	exp := bits.Len32(uint32(v)) - 4
	if exp > 1 {
		v += 1 << (exp - 2) // round to nearest
		exp = bits.Len32(uint32(v)) - 4
	}
	if exp > 7 {
		return sign | 0x7f
	}
	return sign | byte(exp)<<4 | byte(v>>(exp-1))&0x0f
}

// decodeWeight is the reverse of encodeWeight.
func decodeWeight(code byte) int32 {
	v := int32(code & 0x0f)
	if exp := code >> 4 & 7; exp > 0 {
		v = (16 + v) << (exp - 1)
	}
	if code&0x80 != 0 {
		return -v
	}
	return v
}
