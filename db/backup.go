package db

import (
	"context"
	"errors"
	"fmt"
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
	return os.Rename(part, dest)
}
