package match

import (
	"encoding/binary"
	"hash/maphash"
)

// docs keeps, of every document, its id and its terms in order. A document's number is its place; numbers are never
// used again, so a document that is replaced gets a new one and the old one is marked removed.
//
// Records lie one after another in large chunks: id and terms of a short claim take about 45 bytes, where a struct with
// a string and a slice would take 40 for its headers alone.
type docs struct {
	chunks  [][]byte
	at      []uint32 // where each document's record begins: chunk number << chunkBits | offset
	length  []uint8  // number of tokens, 255 for that many or more
	removed []uint64 // one bit for each document
	slots   []uint32 // open addressing by id: number+1 of a document that is not removed, 0 for a free slot
	seed    maphash.Seed
	live    int
	words   uint64 // sum of length over documents that are not removed
}

// chunkBits gives the size of a chunk, 1 MiB, and so how many there can be: 4096, room for 90 million claims.
const chunkBits = 20

func newDocs() docs { return docs{seed: maphash.MakeSeed(), slots: make([]uint32, 16)} }

// add appends a document. Its id must not be there.
func (d *docs) add(id string, ids []uint32) (doc uint32) {
	rec := binary.AppendUvarint(nil, uint64(len(id)))
	rec = append(rec, id...)
	for _, n := range ids {
		rec = binary.AppendUvarint(rec, uint64(n))
	}
	rec = append(binary.AppendUvarint(make([]byte, 0, len(rec)+4), uint64(len(rec))), rec...)

	doc = uint32(len(d.at))
	d.at = append(d.at, d.store(rec))
	length := uint8(min(len(ids), 255))
	d.length = append(d.length, length)
	if int(doc)/64 == len(d.removed) {
		d.removed = append(d.removed, 0)
	}
	d.live++
	d.words += uint64(length)
	if 2*d.live > len(d.slots) {
		d.grow()
	}
	*d.slot(id) = doc + 1
	return doc
}

// store puts a record into the last chunk, or a new one when it does not fit.
func (d *docs) store(rec []byte) uint32 {
	last := len(d.chunks) - 1
	if last < 0 || len(d.chunks[last])+len(rec) > 1<<chunkBits {
		d.chunks = append(d.chunks, make([]byte, 0, max(len(rec), 1<<chunkBits)))
		last++
	}
	offset := len(d.chunks[last])
	d.chunks[last] = append(d.chunks[last], rec...)
	return uint32(last)<<chunkBits | uint32(offset)
}

// record returns the id and the encoded terms of a document.
func (d *docs) record(doc uint32) (id, ids []byte) {
	at := d.at[doc]
	b := d.chunks[at>>chunkBits][at&(1<<chunkBits-1):]
	size, n := binary.Uvarint(b)
	b = b[n : n+int(size)]
	size, n = binary.Uvarint(b)
	return b[n : n+int(size)], b[n+int(size):]
}

// terms appends the terms of a document to buf, in order.
func (d *docs) terms(doc uint32, buf []uint32) []uint32 {
	_, b := d.record(doc)
	for len(b) > 0 {
		v, n := binary.Uvarint(b)
		buf, b = append(buf, uint32(v)), b[n:]
	}
	return buf
}

// find returns the document with this id.
func (d *docs) find(id string) (doc uint32, ok bool) {
	n := *d.slot(id)
	return n - 1, n != 0
}

// slot returns the slot that holds the document with this id, or the free one where it would go.
func (d *docs) slot(id string) *uint32 {
	mask := uint64(len(d.slots) - 1)
	for i := maphash.String(d.seed, id) & mask; ; i = (i + 1) & mask {
		n := d.slots[i]
		if n == 0 {
			return &d.slots[i]
		}
		if have, _ := d.record(n - 1); string(have) == id {
			return &d.slots[i]
		}
	}
}

// remove marks a document as removed and frees its slot.
func (d *docs) remove(doc uint32) {
	d.removed[doc/64] |= 1 << (doc % 64)
	d.live--
	d.words -= uint64(d.length[doc])
	d.free(doc)
}

// free empties a document's slot and moves up those behind it that would not be found over the gap.
func (d *docs) free(doc uint32) {
	mask := uint64(len(d.slots) - 1)
	home := func(n uint32) uint64 {
		id, _ := d.record(n - 1)
		return maphash.Bytes(d.seed, id) & mask
	}
	gap := home(doc + 1)
	for d.slots[gap] != doc+1 {
		gap = (gap + 1) & mask
	}
	for i := (gap + 1) & mask; d.slots[i] != 0; i = (i + 1) & mask {
		// The document at i may move to the gap unless its home lies behind the gap.
		if (i-home(d.slots[i]))&mask >= (i-gap)&mask {
			d.slots[gap] = d.slots[i]
			gap = i
		}
	}
	d.slots[gap] = 0
}

// grow doubles the slots.
func (d *docs) grow() {
	old := d.slots
	d.slots = make([]uint32, 2*len(old))
	for _, n := range old {
		if n != 0 {
			id, _ := d.record(n - 1)
			*d.slot(string(id)) = n
		}
	}
}

func (d *docs) isRemoved(doc uint32) bool { return d.removed[doc/64]>>(doc%64)&1 == 1 }
