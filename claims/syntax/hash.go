package syntax

import (
	"math/bits"
	"unicode"
)

// A feature is a property of a place in a sentence, such as "the word before is 'the' and this one ends in -ing". It
// is kept only as a hash of 32 bits. With about half a million features in a model, one unseen feature in ten
// thousand is taken for a known one, which does no harm that can be measured.

const (
	mulA = 0x9e3779b97f4a7c15
	mulB = 0xd6e8feb86659fd93
)

// key returns the feature that template and up to three values make. It is never 0, which marks an empty place.
func key(template int, a, b, c uint64) uint32 {
	h := uint64(template+1) * mulA
	h = bits.RotateLeft64(h^a, 29) * mulB
	h = bits.RotateLeft64(h^b, 31) * mulA
	h = bits.RotateLeft64(h^c, 33) * mulB
	return max(uint32(h>>32), 1)
}

// pair joins two values into one.
func pair(a, b uint64) uint64 { return bits.RotateLeft64(a*mulA^b, 27) * mulB }

// word is what features see of a token.
type word struct {
	exact, low, shape uint64
	prefix            [3]uint64 // of 1 to 3 letters
	suffix            [4]uint64 // of 1 to 4 letters
	choice            uint64    // which classes a tagger has seen it with; 0 before a tagger is asked, and for rare words
}

// Values that stand for places without a word.
const (
	noWord   = 1
	rootWord = 2
	hashSeed = 0xcbf29ce484222325
)

// newWord reads a form. Digits count as 0, and quotes and dashes of one kind are alike. buf is scratch.
func newWord(form string, buf []rune) (word, []rune) {
	w := word{exact: hashSeed, low: hashSeed, shape: hashSeed}
	buf = buf[:0]
	var last rune
	for _, r := range form {
		r = foldRune(r)
		class := runeClass(r)
		w.exact = (w.exact ^ uint64(r)) * mulA
		low := unicode.ToLower(r)
		w.low = (w.low ^ uint64(low)) * mulA
		buf = append(buf, low)
		if class != last {
			w.shape = (w.shape ^ uint64(class)) * mulA
			last = class
		}
	}
	w.exact, w.low, w.shape = finish(w.exact), finish(w.low), finish(w.shape)
	for n := range w.prefix {
		w.prefix[n] = hashRunes(buf[:min(n+1, len(buf))])
	}
	for n := range w.suffix {
		w.suffix[n] = hashRunes(buf[max(0, len(buf)-n-1):])
	}
	return w, buf
}

func finish(h uint64) uint64 { return h ^ h>>32 }

func hashRunes(rs []rune) uint64 {
	h := uint64(hashSeed)
	for _, r := range rs {
		h = (h ^ uint64(r)) * mulA
	}
	return finish(h)
}

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	case r == '’' || r == '‘':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return '"'
	case r == '–' || r == '—' || r == '−':
		return '-'
	case unicode.IsDigit(r):
		return '0'
	}
	return r
}

// runeClass returns X for a capital, x for another letter, 0 for a digit, and a mark itself.
func runeClass(r rune) rune {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return 'x'
	}
	return r
}
