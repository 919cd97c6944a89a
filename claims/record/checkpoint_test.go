package record

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"assay/claims"
)

func TestACheckpointHasThreeLines(t *testing.T) {
	var empty Tree
	const want = "example.org/claims\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
	if got := Checkpoint("example.org/claims", 0, empty.Root()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestACheckpointIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		origin := rapid.StringMatching(`[^\n]{1,40}`).Draw(t, "origin")
		size := rapid.Int64Range(1, 1<<62).Draw(t, "size")
		root := tlog.Hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "root"))
		o, s, r, err := ParseCheckpoint(Checkpoint(origin, size, root))
		if err != nil || o != origin || s != size || r != root {
			t.Errorf("got %q, %d, %v, %v", o, s, r, err)
		}
	})
}

func TestAFlippedByteIsNeverReadAsTheSameCheckpoint(t *testing.T) {
	body := Checkpoint("example.org/claims", 123, tlog.RecordHash([]byte("x")))
	for i := range len(body) {
		for bit := range 8 {
			changed := []byte(body)
			changed[i] ^= 1 << bit
			origin, size, root, err := ParseCheckpoint(string(changed))
			if err == nil && Checkpoint(origin, size, root) != string(changed) {
				t.Errorf("byte %d, bit %d: %q was taken for %q", i, bit, changed, Checkpoint(origin, size, root))
			}
		}
	}
}

func TestOtherSpellingsOfACheckpointAreRefused(t *testing.T) {
	root := tlog.RecordHash([]byte("x"))
	good := Checkpoint("o", 12, root)
	b64 := root.String()
	for name, body := range map[string]string{
		"nothing":                "",
		"no line end":            strings.TrimSuffix(good, "\n"),
		"an empty origin":        good[1:],
		"an extension line":      good + "more\n",
		"a blank line behind":    good + "\n",
		"a leading zero":         strings.Replace(good, "12", "012", 1),
		"a plus sign":            strings.Replace(good, "12", "+12", 1),
		"a negative size":        strings.Replace(good, "12", "-12", 1),
		"a size too large":       strings.Replace(good, "12", "9223372036854775808", 1),
		"CR LF":                  strings.ReplaceAll(good, "\n", "\r\n"),
		"unpadded base64":        strings.Replace(good, "=", "", 1),
		"unused bits set":        strings.Replace(good, b64, b64[:42]+string(b64[42]+1)+"=", 1),
		"a hash too short":       strings.Replace(good, b64, "AAAA", 1),
		"another empty tree":     Checkpoint("o", 0, root),
		"the Go checksum header": strings.Replace(good, "o\n", "go.sum database tree\n\n", 1),
	} {
		if _, _, _, err := ParseCheckpoint(body); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzParseCheckpoint(f *testing.F) {
	f.Add(Checkpoint("example.org/claims", 5, tlog.RecordHash(nil)))
	f.Add("a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
	f.Add("\n\n\n")
	f.Fuzz(func(t *testing.T, body string) {
		origin, size, root, err := ParseCheckpoint(body)
		if err == nil && Checkpoint(origin, size, root) != body {
			t.Errorf("%q has a second spelling", body)
		}
	})
}
