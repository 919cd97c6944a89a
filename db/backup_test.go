package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"assay/claims"
)

func TestAFileIsMovedToANewNameOnly(t *testing.T) {
	for name, move := range map[string]func(from, dest string) error{"by a link": MoveNew, "by a copy": copyNew} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			from, dest := filepath.Join(dir, "from"), filepath.Join(dir, "dest")
			write := func(text string) {
				t.Helper()
				if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write("first")
			if err := move(from, dest); err != nil {
				t.Fatal(err)
			}
			write("second")
			if err := move(from, dest); !errors.Is(err, claims.ErrInvalid) && !errors.Is(err, fs.ErrExist) {
				t.Errorf("over a file that is there: %v", err)
			}
			got, err := os.ReadFile(dest)
			if info, serr := os.Stat(dest); err != nil || serr != nil || string(got) != "first" || info.Mode().Perm() != 0o600 {
				t.Errorf("there is %q, %v, %v", got, err, serr)
			}
			if _, err := os.Stat(from); err != nil {
				t.Errorf("what was not moved is gone: %v", err)
			}
			if err := move(filepath.Join(dir, "none"), dest+".2"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a file that is not there: %v", err)
			}
		})
	}
}
