package worth

import (
	"math/bits"
	"strings"
)

// symbol is one word of the key of a feature, with its hash, so that no key need be spelt to look up its weight.
type symbol struct {
	text string
	hash uint64
}

// symbolOf hashes a word (FNV-1a).
func symbolOf(text string) symbol {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return symbol{text, h}
}

// symbols returns the words of a key.
func symbols(key string) []symbol {
	var out []symbol
	for w := range strings.SplitSeq(key, " ") {
		out = append(out, symbolOf(w))
	}
	return out
}

// fold adds the next word of a key to the hash of those before it. A text has so few of the 2⁶⁴ hashes that two keys
// with one hash are not to be expected.
func fold(h, next uint64) uint64 { return bits.RotateLeft64((h^next)*0x9e3779b97f4a7c15, 29) }

// keyHash is the hash of a whole key.
func keyHash(key string) uint64 {
	h := uint64(0)
	for w := range strings.SplitSeq(key, " ") {
		h = fold(h, symbolOf(w).hash)
	}
	return h
}

// spell returns a key as it stands in the model's file.
func spell(key []symbol) string {
	var b strings.Builder
	for i, s := range key {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.text)
	}
	return b.String()
}
