package record

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"assay/claims"
)

// Checkpoint returns what is signed to vouch for the first size events: the body of a C2SP tlog-checkpoint without
// extension lines. It is three lines, each ended by LF: the origin (which record this is, for instance
// "example.org/claims"), the size in decimal, and the root in base64.
func Checkpoint(origin string, size int64, root tlog.Hash) string {
	return origin + "\n" + strconv.FormatInt(size, 10) + "\n" + root.String() + "\n"
}

// ParseCheckpoint reads the body of a checkpoint and accepts nothing but what Checkpoint writes: base64 has spellings
// that differ in bits nobody reads, and numbers have leading zeros, and neither may give a second form of the same
// checkpoint. Errors are claims.ErrInvalid.
func ParseCheckpoint(body string) (origin string, size int64, root tlog.Hash, err error) {
	lines := strings.Split(body, "\n")
	if len(lines) != 4 || lines[0] == "" || lines[3] != "" {
		return "", 0, tlog.Hash{}, badCheckpoint("it is not three lines")
	}
	size, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return "", 0, tlog.Hash{}, badCheckpoint("its size is not a number")
	}
	root, err = tlog.ParseHash(lines[2])
	if err != nil {
		return "", 0, tlog.Hash{}, badCheckpoint("its root is not a hash")
	}
	if Checkpoint(lines[0], size, root) != body {
		return "", 0, tlog.Hash{}, badCheckpoint("it is not spelled in the one allowed way")
	}
	if size == 0 && root != emptyRoot {
		return "", 0, tlog.Hash{}, badCheckpoint("its root is not that of an empty record")
	}
	return lines[0], size, root, nil
}

func badCheckpoint(why string) error {
	return fmt.Errorf("read a checkpoint: %s: %w", why, claims.ErrInvalid)
}
