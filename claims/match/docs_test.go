package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDocsBehaveLikeAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDocs()
		model := map[string][]uint32{}
		ids := rapid.OneOf(rapid.Custom(func(t *rapid.T) string { return fmt.Sprint("id", rapid.IntRange(0, 40).Draw(t, "n")) }), rapid.String())
		for range rapid.IntRange(0, 150).Draw(t, "steps") {
			id := ids.Draw(t, "id")
			doc, ok := d.find(id)
			if _, have := model[id]; have != ok {
				t.Fatalf("find(%q) = %v, want %v", id, ok, have)
			}
			if ok {
				d.remove(doc)
				delete(model, id)
				continue
			}
			model[id] = rapid.SliceOfN(rapid.Uint32(), 0, 5).Draw(t, "terms")
			d.add(id, model[id])
		}
		words := 0
		for id, want := range model {
			doc, ok := d.find(id)
			if !ok || d.isRemoved(doc) || !slices.Equal(d.terms(doc, nil), want) {
				t.Errorf("%q: found %v, terms %v, want %v", id, ok, d.terms(doc, nil), want)
			}
			if have, _ := d.record(doc); string(have) != id {
				t.Errorf("%q is kept as %q", id, have)
			}
			words += len(want)
		}
		if d.live != len(model) || d.words != uint64(words) {
			t.Errorf("%d documents of %d words, want %d of %d", d.live, d.words, len(model), words)
		}
	})
}

func TestARecordLargerThanAChunkIsKept(t *testing.T) {
	d := newDocs()
	long := strings.Repeat("x", 3<<chunkBits)
	for _, id := range []string{"a", long, "b"} {
		d.add(id, []uint32{7, 1 << 31})
	}
	for _, id := range []string{"a", long, "b"} {
		if doc, ok := d.find(id); !ok || !slices.Equal(d.terms(doc, nil), []uint32{7, 1 << 31}) {
			t.Errorf("the document with an id of %d bytes is lost", len(id))
		}
	}
}
