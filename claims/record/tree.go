package record

import (
	"crypto/sha256"
	"fmt"
	"math/bits"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// StoredLevel is the lowest level whose nodes are kept. One node in 256 leaves costs nothing to write, and whatever
// lies below is computed from at most 255 leaves, which are kept with their events anyway.
const StoredLevel = 8

const blockLeaves = 1 << StoredLevel

// emptyRoot is the root of a tree without leaves (RFC 6962, section 2.1).
var emptyRoot = tlog.Hash(sha256.Sum256(nil))

// Node is the hash of a complete subtree: of the leaves from Index<<Level to (Index+1)<<Level, the end left out.
type Node struct {
	Level int
	Index int64
	Hash  tlog.Hash
}

// NodeFunc reads a kept node. It is asked only for nodes of StoredLevel and above that are complete.
type NodeFunc func(level int, index int64) (tlog.Hash, error)

// LeavesFunc reads the leaves with from <= seq < to, in order. It is asked for at most 256.
type LeavesFunc func(from, to int64) ([]tlog.Hash, error)

// Tree is the right edge of an append-only Merkle tree: all that is needed to append to it and to know its root.
// The zero value is the empty tree. Copy it with Clone. A Tree is not safe for use by several goroutines.
type Tree struct {
	size int64
	edge []tlog.Hash // roots of the complete subtrees, one for each bit set in size, the largest first
}

// Size is the number of leaves.
func (t *Tree) Size() int64 { return t.size }

// Clone returns a copy that can be put back when what was appended since is rolled back. It costs one small allocation.
func (t *Tree) Clone() Tree { return Tree{size: t.size, edge: slices.Clone(t.edge)} }

// Append adds a leaf and returns the nodes of StoredLevel and above that it completed, lowest first: none for 255
// leaves of 256.
func (t *Tree) Append(leaf tlog.Hash) []Node {
	var done []Node
	hash, last := leaf, len(t.edge)
	for level := 1; t.size>>(level-1)&1 == 1; level++ {
		last--
		hash = tlog.NodeHash(t.edge[last], hash)
		if level >= StoredLevel {
			done = append(done, Node{Level: level, Index: t.size >> level, Hash: hash})
		}
	}
	t.edge = append(t.edge[:last], hash)
	t.size++
	return done
}

// Root returns the tree's hash by RFC 6962, section 2.1.
func (t *Tree) Root() tlog.Hash {
	if t.size == 0 {
		return emptyRoot
	}
	last := len(t.edge) - 1
	root := t.edge[last]
	for i := last - 1; i >= 0; i-- {
		root = tlog.NodeHash(t.edge[i], root)
	}
	return root
}

// Load builds the tree of the first size leaves from a few kept nodes and at most 255 leaves.
func Load(size int64, node NodeFunc, leaves LeavesFunc) (Tree, error) {
	if size < 0 {
		return Tree{}, fmt.Errorf("load the tree: negative size %d", size)
	}
	t := Tree{size: size &^ (blockLeaves - 1)}
	for level := bits.Len64(uint64(size)) - 1; level >= StoredLevel; level-- {
		if size>>level&1 == 0 {
			continue
		}
		hash, err := node(level, size>>level-1)
		if err != nil {
			return Tree{}, fmt.Errorf("load the tree: node %d of level %d: %w", size>>level-1, level, err)
		}
		t.edge = append(t.edge, hash)
	}
	if t.size == size {
		return t, nil
	}
	rest, err := readLeaves(leaves, t.size, size)
	if err != nil {
		return Tree{}, fmt.Errorf("load the tree: %w", err)
	}
	for _, leaf := range rest {
		t.Append(leaf)
	}
	return t, nil
}

// Reader lets tlog.TreeHash, tlog.ProveRecord and tlog.ProveTree read the tree of the first size leaves. A proof reads
// a few nodes and the leaves of at most a few blocks of 256; trees and proofs of an earlier size can be had from it too.
func Reader(size int64, node NodeFunc, leaves LeavesFunc) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		blocks := make(map[int64][]tlog.Hash) // leaves read during this call, by their block's first seq
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hash, err := readHash(index, size, node, leaves, blocks)
			if err != nil {
				return nil, fmt.Errorf("read the tree: %w", err)
			}
			hashes[i] = hash
		}
		return hashes, nil
	})
}

func readHash(index, size int64, node NodeFunc, leaves LeavesFunc, blocks map[int64][]tlog.Hash) (tlog.Hash, error) {
	if index < 0 || index >= tlog.StoredHashCount(size) {
		return tlog.Hash{}, fmt.Errorf("hash %d lies outside of %d leaves", index, size)
	}
	level, n := tlog.SplitStoredHashIndex(index)
	if level >= StoredLevel {
		hash, err := node(level, n)
		if err != nil {
			return hash, fmt.Errorf("node %d of level %d: %w", n, level, err)
		}
		return hash, nil
	}
	from, to := n<<level, (n+1)<<level
	start := from &^ (blockLeaves - 1)
	block, ok := blocks[start]
	if !ok {
		var err error
		if block, err = readLeaves(leaves, start, min(start+blockLeaves, size)); err != nil {
			return tlog.Hash{}, err
		}
		blocks[start] = block
	}
	var sub Tree
	for _, leaf := range block[from-start : to-start] {
		sub.Append(leaf)
	}
	return sub.Root(), nil
}

func readLeaves(leaves LeavesFunc, from, to int64) ([]tlog.Hash, error) {
	got, err := leaves(from, to)
	if err != nil {
		return nil, fmt.Errorf("leaves %d to %d: %w", from, to, err)
	}
	if int64(len(got)) != to-from {
		return nil, fmt.Errorf("leaves %d to %d: %d of %d are there", from, to, len(got), to-from)
	}
	return got, nil
}
