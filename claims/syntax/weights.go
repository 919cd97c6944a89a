package syntax

import "math/bits"

// maxClasses bounds the number of classes that one weights table tells apart.
const maxClasses = 128

// scores holds one sum of weights per class.
type scores [maxClasses]int32

// weights maps features to weights for classes. The features lie in ascending order, with gaps, each as near as can be
// behind the place that its high bits give: so the table is filled from its start to its end, and a feature that is
// not there is known by the first larger one.
type weights struct {
	slots  []uint64 // feature<<32 | index of its first cell<<7 | number of its cells less 1; 0 is empty, as the last is
	places uint64   // how many places the high bits of features tell apart
	cells  []uint16 // code of the weight<<8 | class
}

// maxWeight is the largest size of a weight: 31<<6, the largest number that a weight code can hold.
const maxWeight = 31 << 6

// newWeights builds the table. features ascend and are not 0; counts[i] cells belong to features[i].
func newWeights(features []uint32, counts []uint8, cells []uint16) weights {
	w := weights{places: uint64(len(features)+len(features)/2) + 1, cells: cells}
	w.slots = make([]uint64, w.places+1)
	at, first := -1, uint64(0)
	for i, f := range features {
		at = max(at+1, w.place(f))
		for at+1 >= len(w.slots) {
			w.slots = append(w.slots, 0)
		}
		w.slots[at] = uint64(f)<<32 | first<<7 | uint64(counts[i]-1)
		first += uint64(counts[i])
	}
	return w
}

// place returns where the search for a feature begins.
func (w *weights) place(f uint32) int { return int(uint64(f) * w.places >> 32) }

// row returns the cells of the feature in a slot.
func (w *weights) row(slot uint32) []uint16 {
	first := slot >> 7
	return w.cells[first : first+slot&(maxClasses-1)+1]
}

// add adds the weights of all features to sums. features is overwritten. Much time goes into waiting for memory, so it
// works in rounds, in each of which the places to look at are known beforehand and fetched side by side.
func (w *weights) add(sums *scores, features []uint32) {
	_ = w.touchSlots(features)
	n := 0
	for _, f := range features {
		for at := w.place(f); ; at++ {
			slot := w.slots[at]
			if found := uint32(slot >> 32); found == f {
				features[n] = uint32(slot)
				n++
				break
			} else if found > f || slot == 0 {
				break
			}
		}
	}
	_ = w.touchCells(features[:n])
	var seconds scores // the tables take turns: adding twice to one place in a row would wait for the first sum
	to, other := sums, &seconds
	for _, slot := range features[:n] {
		for _, c := range w.row(slot) {
			to[c&(maxClasses-1)] += weightOf[c>>8]
		}
		to, other = other, to
	}
	for c := range sums {
		sums[c] += seconds[c]
	}
}

// touchSlots reads the places of all features, so that memory fetches them side by side. Inlined, it would read nothing.
//
//go:noinline
func (w *weights) touchSlots(features []uint32) (sum uint64) {
	for _, f := range features {
		sum += w.slots[w.place(f)]
	}
	return sum
}

// touchCells does the same for the first cells of slots.
//
//go:noinline
func (w *weights) touchCells(slots []uint32) (sum uint16) {
	for _, slot := range slots {
		sum += w.cells[slot>>7]
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

// weightOf holds the weight of every code.
var weightOf = func() (table [256]int32) {
	for code := range table {
		table[code] = decodeWeight(byte(code))
	}
	return table
}()

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
