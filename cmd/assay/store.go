package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"assay/claims"
	"assay/db"
)

// storeFlag names the database. Commands that need one embed it.
type storeFlag struct {
	DB string `name:"db" default:"assay.db" placeholder:"FILE" help:"The database file (${default})."`
}

// open opens a database that must be there already and set up: only serve makes one.
func (f storeFlag) open(ctx context.Context) (*db.DB, error) {
	if err := f.exists(); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, f.DB, db.Options{})
	if err != nil {
		return nil, err
	}
	fresh, err := d.NeedsSetUp(ctx)
	if err == nil && fresh {
		err = fmt.Errorf("%s is not set up yet: run assay serve and open the link that it prints", f.DB)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (f storeFlag) exists() error {
	_, err := os.Stat(f.DB)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no database %s: run assay serve to make one, or name another with --db", f.DB)
	}
	return err
}

// with opens the database for one piece of work.
func (f storeFlag) with(ctx context.Context, work func(d *db.DB) error) error {
	d, err := f.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(work(d), d.Close())
}

// userCalled returns the account with that handle.
func userCalled(ctx context.Context, d *db.DB, handle string) (claims.User, error) {
	users, err := d.Users(ctx)
	if err != nil {
		return claims.User{}, err
	}
	for _, u := range users {
		if u.Handle == handle {
			return u, nil
		}
	}
	return claims.User{}, fmt.Errorf("there is no user %s: assay user list shows them", handle)
}

// terminal tells whether w is one: a person watches, and bytes that are no text would garble the screen.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
