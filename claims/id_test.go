package claims_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"assay/claims"
)

func TestIDsSortByTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		end := time.Date(5000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
		a, b := rapid.Int64Range(0, end).Draw(t, "a"), rapid.Int64Range(0, end).Draw(t, "b")
		x, err := claims.NewID(rand.Reader, time.UnixMilli(a))
		if err != nil {
			t.Fatal(err)
		}
		y, err := claims.NewID(rand.Reader, time.UnixMilli(b))
		if err != nil {
			t.Fatal(err)
		}
		if a < b && x >= y || a > b && x <= y {
			t.Errorf("%d gave %s, %d gave %s", a, x, b, y)
		}
		if !claims.ValidID(x) || !claims.ValidID(y) {
			t.Errorf("%s or %s is not valid", x, y)
		}
	})
}

func TestAnIDIsMadeOfTimeAndChance(t *testing.T) {
	id, err := claims.NewID(bytes.NewReader([]byte{1, 2, 3, 4, 5}), time.UnixMilli(0x0102_0304_0506))
	if err != nil || id != "041061050r0g40r4" {
		t.Errorf("%q, %v", id, err)
	}
	if _, err := claims.NewID(bytes.NewReader([]byte{1, 2, 3}), time.Now()); err != io.ErrUnexpectedEOF {
		t.Errorf("three random bytes gave %v", err)
	}
}

func TestValidID(t *testing.T) {
	const good = "041061050r0g40r4"
	for _, c := range []struct {
		name, id string
		valid    bool
	}{
		{"sixteen small letters and digits", good, true},
		{"fifteen", good[1:], false},
		{"seventeen", good + "0", false},
		{"nothing", "", false},
		{"capitals", strings.ToUpper(good), false},
		{"a letter that is easily misread", "041061050l0g40r4", false},
		{"a hyphen", "041061050-0g40r4", false},
		{"a line end within", good[:7] + "\n" + good[8:], false},
		{"line ends at the end", good[:13] + "\r\n\n", false},
		{"a letter beyond ASCII", good[:14] + "é", false},
	} {
		if claims.ValidID(c.id) != c.valid {
			t.Errorf("%s: %q is valid: %v", c.name, c.id, !c.valid)
		}
	}
}
