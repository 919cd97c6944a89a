package claims

import (
	"encoding/base32"
	"io"
	"strings"
	"time"
)

// Crockford's alphabet in lower case: no i, l, o or u, so an id can be read out over the telephone.
var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID makes an id of 16 characters that sorts by time: 48 bits of milliseconds since 1970, 32 random bits.
// Ids are opaque to everyone else and permanent. Two ids of the same millisecond collide with odds of one in four
// billion; the store's primary keys refuse a collision.
func NewID(random io.Reader, at time.Time) (string, error) {
	var b [10]byte
	ms := at.UnixMilli()
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	if _, err := io.ReadFull(random, b[6:]); err != nil {
		return "", err
	}
	return idEncoding.EncodeToString(b[:]), nil
}

// ValidID tells whether s has the form of an id.
func ValidID(s string) bool {
	if len(s) != 16 || strings.ContainsAny(s, "\r\n") { // the decoder would skip line ends
		return false
	}
	_, err := idEncoding.DecodeString(s)
	return err == nil
}
