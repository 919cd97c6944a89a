package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"assay/claims"
)

// Backup writes a consistent copy of the store at path to dest while others go on writing. dest must not exist. The
// copy appears under its name only when it is whole, with mode 0600.
func Backup(ctx context.Context, path, dest string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if _, err := os.Stat(dest); err == nil {
		return claims.Problem(dest + " exists already; a backup never overwrites")
	}
	pool, err := openPool(path, "ro", nil, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	dir, err := os.MkdirTemp(filepath.Dir(dest), ".assay-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "copy.db")
	// VACUUM INTO reads one state of the database, whatever is written meanwhile.
	if _, err := pool.ExecContext(ctx, `VACUUM INTO $1`, part); err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	if err := os.Chmod(part, 0o600); err != nil {
		return err
	}
	return MoveNew(part, dest)
}

// MoveNew gives the file from the name dest, which must not be taken: a rename would overwrite what appeared there
// meanwhile. A file system without links gets a copy. Errors: ErrInvalid when dest exists.
func MoveNew(from, dest string) error {
	err := os.Link(from, dest)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = copyNew(from, dest)
	}
	if errors.Is(err, fs.ErrExist) {
		return claims.Problem(dest + " exists already, and is never overwritten")
	}
	if err != nil {
		return err
	}
	return os.Remove(from)
}

// copyNew copies a file to a name that is not taken, with its mode.
func copyNew(from, dest string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(dest, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return errors.Join(err, os.Remove(dest))
	}
	return nil
}
