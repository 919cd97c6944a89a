package worth

import "math/bits"

// table finds the place of a key by its hash. The hashes are spread evenly, so each stands in the slot that its last
// bits name, or in the next one that was free. Half of the slots or more are free: a search ends after a slot or two.
type table struct {
	hashes []uint64
	places []int32 // of the key with that hash, counted from 1; 0 in a free slot
}

func newTable(keys []string) table {
	size := 1 << bits.Len(uint(2*len(keys)))
	t := table{make([]uint64, size), make([]int32, size)}
	for i, key := range keys {
		h := keyHash(key)
		s := t.slot(h)
		t.hashes[s], t.places[s] = h, int32(i+1)
	}
	return t
}

// slot returns the slot of a hash, or the free one where it belongs.
func (t *table) slot(hash uint64) int {
	last := len(t.places) - 1
	s := int(hash) & last
	for t.places[s] != 0 && t.hashes[s] != hash {
		s = (s + 1) & last
	}
	return s
}

// find returns the place of the key with a hash, counted from 0.
func (t *table) find(hash uint64) (int, bool) {
	place := t.places[t.slot(hash)]
	return int(place - 1), place > 0
}
