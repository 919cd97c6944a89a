package record

import (
	"encoding/binary"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

// log is a store in memory: leaves and kept nodes, and how often they were read.
type log struct {
	leaves             []tlog.Hash
	nodes              map[[2]int64]tlog.Hash
	leavesRead, blocks int
}

func (l *log) append(t *Tree, n int) {
	for range n {
		leaf := tlog.RecordHash(binary.BigEndian.AppendUint64(nil, uint64(len(l.leaves))))
		l.leaves = append(l.leaves, leaf)
		for _, node := range t.Append(leaf) {
			l.nodes[[2]int64{int64(node.Level), node.Index}] = node.Hash
		}
	}
}

func (l *log) node(level int, index int64) (tlog.Hash, error) {
	if hash, ok := l.nodes[[2]int64{int64(level), index}]; ok {
		return hash, nil
	}
	return tlog.Hash{}, errors.New("no such node")
}

func (l *log) read(from, to int64) ([]tlog.Hash, error) {
	l.blocks++
	l.leavesRead += int(to - from)
	return l.leaves[from:to], nil
}

func newLog(n int) (*log, Tree) {
	l := &log{nodes: map[[2]int64]tlog.Hash{}}
	var t Tree
	l.append(&t, n)
	return l, t
}

// naiveRoot is RFC 6962, section 2.1, word for word.
func naiveRoot(leaves []tlog.Hash) tlog.Hash {
	if len(leaves) == 0 {
		return emptyRoot
	}
	if len(leaves) == 1 {
		return leaves[0]
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	return tlog.NodeHash(naiveRoot(leaves[:k]), naiveRoot(leaves[k:]))
}

// sizes draws sizes around the borders at which nodes become complete, and others.
func sizes() *rapid.Generator[int] {
	return rapid.OneOf(rapid.IntRange(0, 1100), rapid.SampledFrom([]int{0, 1, 2, 255, 256, 257, 511, 512, 513, 767, 768, 1023, 1024, 2047, 2048, 2303}))
}

func TestTheRootIsThatOfRFC6962(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := sizes().Draw(t, "size")
		l, tree := newLog(n)
		if tree.Size() != int64(n) {
			t.Errorf("size %d, want %d", tree.Size(), n)
		}
		if tree.Root() != naiveRoot(l.leaves) {
			t.Errorf("the root of %d leaves differs from RFC 6962", n)
		}
		theirs, err := tlog.TreeHash(int64(n), Reader(int64(n), l.node, l.read))
		if err != nil || theirs != tree.Root() {
			t.Errorf("tlog.TreeHash(%d) = %v, %v, want %v", n, theirs, err, tree.Root())
		}
	})
}

func TestAnyBatchesGiveTheSameTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, tree := newLog(0)
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 300), 1, 6).Draw(t, "batches") {
			l.append(&tree, n)
			loaded, err := Load(tree.Size(), l.node, l.read)
			if err != nil {
				t.Fatal(err)
			}
			tree = loaded
		}
		whole, want := newLog(len(l.leaves))
		if diff := cmp.Diff(whole.nodes, l.nodes); diff != "" {
			t.Errorf("kept nodes (-at once +in batches):\n%s", diff)
		}
		if tree.Root() != want.Root() {
			t.Error("the roots differ")
		}
	})
}

func TestLoadGivesTheTreeThatWasBuilt(t *testing.T) {
	l, _ := newLog(2500)
	rapid.Check(t, func(t *rapid.T) {
		size := int64(sizes().Draw(t, "size"))
		l.leavesRead = 0
		got, err := Load(size, l.node, l.read)
		if err != nil {
			t.Fatal(err)
		}
		_, want := newLog(int(size))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Tree{})); diff != "" {
			t.Errorf("(-built +loaded):\n%s", diff)
		}
		if l.leavesRead > 255 {
			t.Errorf("%d leaves were read, want at most 255", l.leavesRead)
		}
	})
}

func TestTheKeptNodesAreThoseOfTlog(t *testing.T) {
	l, _ := newLog(2050)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			out[i] = stored[index]
		}
		return out, nil
	})
	for i, leaf := range l.leaves {
		hashes, err := tlog.StoredHashesForRecordHash(int64(i), leaf, reader)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, hashes...)
	}
	want := map[[2]int64]tlog.Hash{}
	indexes := make([]int64, len(stored))
	for i, hash := range stored {
		indexes[i] = int64(i)
		if level, n := tlog.SplitStoredHashIndex(int64(i)); level >= StoredLevel {
			want[[2]int64{int64(level), n}] = hash
		}
	}
	if diff := cmp.Diff(want, l.nodes); diff != "" {
		t.Errorf("kept nodes (-tlog +ours):\n%s", diff)
	}
	got, err := Reader(2050, l.node, l.read).ReadHashes(indexes)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(stored, got); diff != "" {
		t.Errorf("hashes read (-tlog +ours):\n%s", diff)
	}
}

func TestACloneIsUntouchedByWhatIsAppendedAfterIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, tree := newLog(rapid.IntRange(0, 600).Draw(t, "before"))
		size, root, kept := tree.Size(), tree.Root(), tree.Clone()
		l.append(&tree, rapid.IntRange(1, 300).Draw(t, "after"))
		if kept.Size() != size || kept.Root() != root {
			t.Error("the clone changed")
		}
		l.leaves = l.leaves[:size]
		l.append(&kept, 10)
		if kept.Root() != naiveRoot(l.leaves) {
			t.Error("the clone cannot be appended to")
		}
	})
}

func TestProofsReadFewLeaves(t *testing.T) {
	l, _ := newLog(5000)
	if _, err := tlog.ProveRecord(5000, 1234, Reader(5000, l.node, l.read)); err != nil {
		t.Fatal(err)
	}
	if l.blocks > 2 || l.leavesRead > 512 {
		t.Errorf("an inclusion proof read %d leaves in %d reads", l.leavesRead, l.blocks)
	}
}

// forge damages a list of hashes in one of six ways.
func forge(t *rapid.T, hashes []tlog.Hash) []tlog.Hash {
	out := append([]tlog.Hash(nil), hashes...)
	i := rapid.IntRange(0, len(out)-1).Draw(t, "at")
	switch rapid.SampledFrom([]string{"drop", "double", "swap", "flip", "zero", "add"}).Draw(t, "forgery") {
	case "drop":
		return append(out[:i], out[i+1:]...)
	case "double":
		return append(out[:i+1], append([]tlog.Hash{out[i]}, out[i+1:]...)...)
	case "swap":
		k := rapid.IntRange(0, len(out)-1).Draw(t, "with")
		out[i], out[k] = out[k], out[i]
	case "flip":
		out[i][rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
	case "zero":
		out[i] = tlog.Hash{}
	case "add":
		return append(out, tlog.Hash{})
	}
	return out
}

func TestFalseInclusionProofsAreRefused(t *testing.T) {
	l, _ := newLog(1500)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(2, 1500).Draw(t, "size")
		n := rapid.Int64Range(0, size-1).Draw(t, "leaf")
		root := naiveRoot(l.leaves[:size])
		proof, err := tlog.ProveRecord(size, n, Reader(1500, l.node, l.read))
		if err != nil {
			t.Fatal(err)
		}
		if err := tlog.CheckRecord(proof, size, root, n, l.leaves[n]); err != nil {
			t.Fatalf("the true proof is refused: %v", err)
		}
		other := rapid.Int64Range(0, size-1).Draw(t, "other")
		if other != n && tlog.CheckRecord(proof, size, root, other, l.leaves[n]) == nil {
			t.Errorf("a proof for leaf %d was taken for leaf %d", n, other)
		}
		if other != n && tlog.CheckRecord(proof, size, root, n, l.leaves[other]) == nil {
			t.Errorf("leaf %d was taken for leaf %d", other, n)
		}
		forged := forge(t, proof)
		if !cmp.Equal(forged, []tlog.Hash(proof)) && tlog.CheckRecord(forged, size, root, n, l.leaves[n]) == nil {
			t.Errorf("a forged proof was taken for leaf %d of %d", n, size)
		}
	})
}

func TestFalseConsistencyProofsAreRefused(t *testing.T) {
	l, _ := newLog(1500)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(2, 1500).Draw(t, "size")
		old := rapid.Int64Range(1, size-1).Draw(t, "old")
		root, oldRoot := naiveRoot(l.leaves[:size]), naiveRoot(l.leaves[:old])
		proof, err := tlog.ProveTree(size, old, Reader(size, l.node, l.read))
		if err != nil {
			t.Fatal(err)
		}
		if err := tlog.CheckTree(proof, size, root, old, oldRoot); err != nil {
			t.Fatalf("the true proof is refused: %v", err)
		}
		forked := oldRoot
		forked[0] ^= 1
		if tlog.CheckTree(proof, size, root, old, forked) == nil {
			t.Error("another old root was taken")
		}
		forged := forge(t, proof)
		if !cmp.Equal(forged, []tlog.Hash(proof)) && tlog.CheckTree(forged, size, root, old, oldRoot) == nil {
			t.Errorf("a forged proof was taken for %d to %d", old, size)
		}
	})
}

func TestADamagedStoreIsAnError(t *testing.T) {
	l, _ := newLog(1000)
	broken := errors.New("broken")
	noNode := func(int, int64) (tlog.Hash, error) { return tlog.Hash{}, broken }
	noLeaves := func(int64, int64) ([]tlog.Hash, error) { return nil, broken }
	short := func(from, to int64) ([]tlog.Hash, error) { return l.leaves[from : to-1], nil }
	read := func(n int64, r tlog.HashReader) error { _, err := tlog.TreeHash(n, r); return err }
	load := func(n int64, node NodeFunc, leaves LeavesFunc) error { _, err := Load(n, node, leaves); return err }
	_, before := Reader(1000, l.node, l.read).ReadHashes([]int64{-1})
	for _, c := range []struct {
		name   string
		err    error
		broken bool // the store's own error must come through
	}{
		{"loading with a missing node", load(1000, noNode, l.read), true},
		{"loading with missing leaves", load(1000, l.node, noLeaves), true},
		{"loading with too few leaves", load(1000, l.node, short), false},
		{"loading a negative size", load(-1, l.node, l.read), false},
		{"reading a missing node", read(1000, Reader(1000, noNode, l.read)), true},
		{"reading missing leaves", read(1000, Reader(1000, l.node, noLeaves)), true},
		{"reading too few leaves", read(1000, Reader(1000, l.node, short)), false},
		{"reading beyond the end", read(1001, Reader(1000, l.node, l.read)), false},
		{"reading before the start", before, false},
	} {
		if c.err == nil || errors.Is(c.err, broken) != c.broken {
			t.Errorf("%s: got %v", c.name, c.err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	var t Tree
	leaf := sample().LeafHash()
	b.ReportAllocs()
	for b.Loop() {
		t.Append(leaf)
	}
}

func BenchmarkRoot(b *testing.B) {
	_, t := newLog(1<<20 - 1)
	b.ReportAllocs()
	for b.Loop() {
		t.Root()
	}
}

func BenchmarkProveRecord(b *testing.B) {
	l, _ := newLog(1<<20 - 1)
	reader := Reader(1<<20-1, l.node, l.read)
	for b.Loop() {
		if _, err := tlog.ProveRecord(1<<20-1, 777_777, reader); err != nil {
			b.Fatal(err)
		}
	}
}
