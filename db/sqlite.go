package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"

	"github.com/mattn/go-sqlite3"

	"assay/claims"
)

// sqlite is an open SQLite file: one connection that writes, and a pool that only reads.
type sqlite struct {
	path  string
	write *sql.DB
	read  *sql.DB
}

// driverName is SQLite's driver with the pragmas that its data source name has no words for, on every connection.
// trusted_schema=off and cell_size_check=on: the file may come from elsewhere. journal_size_limit: a log that grew during
// a large import, or behind a long read, gives its room on the disk back.
const driverName = "assay-sqlite3"

func init() {
	sql.Register(driverName, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec(`PRAGMA trusted_schema = off; PRAGMA cell_size_check = on; PRAGMA journal_size_limit = 67108864`, nil) // 64 MiB
		return err
	}})
}

// Pragmas are per connection, so they stand in the data source name. synchronous=FULL: the driver's own default in
// WAL mode does not sync a commit, and a power cut would lose acknowledged verdicts. secure_delete=on: what is removed
// is overwritten.
var sqlitePragmas = url.Values{
	"_journal_mode":       {"WAL"},
	"_synchronous":        {"FULL"},
	"_foreign_keys":       {"on"},
	"_busy_timeout":       {"5000"},
	"_recursive_triggers": {"on"},
	"_secure_delete":      {"on"},
	"_cache_size":         {"-8000"}, // 8 MB a connection: measured as enough at a million claims
}

func openSQLite(ctx context.Context, path string) (*sqlite, error) {
	if err := requireFTS5(); err != nil {
		return nil, err
	}
	// SQLite would make the file readable for everyone: it holds people's names and password hashes.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if err := refuseForeign(ctx, path); err != nil {
		return nil, err
	}
	w, err := openPool(path, "rwc", url.Values{"_txlock": {"immediate"}}, 1)
	if err != nil {
		return nil, err
	}
	if err := w.PingContext(ctx); err != nil {
		return nil, errors.Join(kind(err), w.Close())
	}
	r, err := openPool(path, "ro", url.Values{"_query_only": {"true"}}, max(4, 2*runtime.NumCPU()))
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return &sqlite{path, w, r}, nil
}

// refuseForeign looks into a file before anything is set in it: opening it as ours would change the log of a foreign one.
func refuseForeign(ctx context.Context, path string) error {
	pool, err := openPool(path, "ro", nil, 1)
	if err != nil {
		return err
	}
	_, err = schemaVersion(ctx, pool)
	return errors.Join(err, pool.Close())
}

func openPool(path, mode string, more url.Values, conns int) (*sql.DB, error) {
	v := url.Values{"mode": {mode}}
	for k, val := range sqlitePragmas {
		v[k] = val
	}
	for k, val := range more {
		v[k] = val
	}
	if mode == "ro" {
		v.Del("_journal_mode") // a reader cannot set it, and finds it in the file
		v.Del("_secure_delete")
	}
	pool, err := sql.Open(driverName, (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: v.Encode()}).String())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool, nil
}

// close checkpoints the log into the file, so that the file alone is whole, and closes both pools.
func (s *sqlite) close() error {
	err := s.read.Close()
	_, cerr := s.write.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return errors.Join(err, cerr, s.write.Close())
}

// kind turns a driver's error into one of package claims, by its code and never by its text.
func kind(err error) error {
	var e sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return claims.ErrNotFound
	case !errors.As(err, &e):
		return err
	}
	switch e.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return fmt.Errorf("%w: %w", errUnique, err)
	}
	switch e.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrBusy, sqlite3.ErrCantOpen, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", claims.ErrUnavailable, err)
	}
	return err
}

// errUnique says that a row with the same key exists. Methods turn it into a message for the field it is about.
var errUnique = errors.New("exists already")

// sqliteState tells whether a connection is outside a transaction.
type sqliteState struct{ idle bool }

func (s *sqliteState) read(conn any) error {
	c, ok := conn.(*sqlite3.SQLiteConn)
	if !ok {
		return fmt.Errorf("connection is %T", conn)
	}
	s.idle = c.AutoCommit()
	return nil
}
