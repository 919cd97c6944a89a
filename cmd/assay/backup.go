package main

import (
	"context"
	"fmt"
	"os"

	"assay/db"
)

// backupCmd copies the database.
type backupCmd struct {
	storeFlag
	Dest string `arg:"" placeholder:"DEST" help:"The copy. It must not exist yet."`
}

// Run writes the copy. It appears under its name only when it is whole.
func (c backupCmd) Run(ctx context.Context, std streams) error {
	if err := c.exists(); err != nil {
		return err
	}
	if err := db.Backup(ctx, c.DB, c.Dest); err != nil {
		return fmt.Errorf("back up %s: %w", c.DB, err)
	}
	info, err := os.Stat(c.Dest)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d bytes\n", c.Dest, info.Size())
	return nil
}
