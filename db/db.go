// Package db keeps everything Assay knows. It is the only package with SQL. One type, DB; one public method per
// business operation. A method that writes is one operation of the group-committing writer: it reads, calls a pure
// rule of package claims, and writes the entity, its event and everything worked out from it in one transaction, so
// that no check goes stale and no change lacks its event.
//
// Errors have the kinds of package claims: ErrNotFound, ErrConflict, ErrInvalid, ErrForbidden, ErrUnavailable.
// Anything else is a fault of the program or the machine, and its text is not for users.
package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"assay/claims"
	"assay/claims/record"
)

// DB is an open store. It is safe for concurrent use. Close it, and nothing acknowledged is lost even if you do not.
type DB struct {
	Now func() time.Time // the clock; set it before the first write

	engine *sqlite
	log    *slog.Logger
	random io.Reader
	zoneMu sync.RWMutex
	zone   *time.Location // the desk's, for what day it is
	zoneOf int            // version of the desk that zone is of

	size   atomic.Int64 // events in the record after the last write
	ops    chan *operation
	closed chan struct{} // closed when Close begins
	done   chan struct{} // closed when the writer has ended

	// Owned by the writer goroutine.
	conn   *sql.Conn // the connection that writes
	tree   record.Tree
	lastAt time.Time // of the last event
	seen   int64     // SQLite's data_version when tree was last read; 0 = read it again
	lastID time.Time // in the last id
	stmts  map[string]*sql.Stmt

	readMu    sync.RWMutex
	readStmts map[string]*sql.Stmt
}

// Options are the choices of Open. The zero value serves.
type Options struct {
	Log *slog.Logger     // nil = discard
	Now func() time.Time // nil = time.Now
}

// Open opens the store in the SQLite file at path, makes it when there is none, and brings its tables up to date.
// A file that is not Assay's, or of a newer Assay, is refused.
func Open(ctx context.Context, path string, opt Options) (*DB, error) {
	engine, err := openSQLite(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	d := &DB{
		Now: opt.Now, engine: engine, log: opt.Log, random: rand.Reader, zone: time.UTC,
		ops: make(chan *operation, 256), closed: make(chan struct{}), done: make(chan struct{}),
		stmts: map[string]*sql.Stmt{}, readStmts: map[string]*sql.Stmt{},
	}
	if err := d.start(ctx); err != nil {
		if d.conn != nil {
			err = errors.Join(err, d.conn.Close())
		}
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), engine.close())
	}
	// The writer ends when Close closes d.closed, and Close waits for it.
	go d.writer()
	return d, nil
}

func (d *DB) start(ctx context.Context) error {
	if err := migrate(ctx, d.engine.write); err != nil {
		return err
	}
	conn, err := d.engine.write.Conn(ctx)
	if err != nil {
		return kind(err)
	}
	d.conn = conn
	if err := d.loadHead(ctx); err != nil {
		return err
	}
	if err := d.readZone(ctx); !errors.Is(err, claims.ErrNotFound) {
		return err
	}
	return nil
}

// Close waits for the operations under way, refuses later ones, checkpoints the log and closes the files.
func (d *DB) Close() error {
	close(d.closed)
	<-d.done
	return errors.Join(closeAll(d.stmts), d.conn.Close(), d.engine.close())
}

// closeAll closes the statements of one connection. Package sql does not know them; while one is open, SQLite keeps the
// file open as well.
func closeAll(stmts map[string]*sql.Stmt) error {
	var err error
	for _, s := range stmts {
		err = errors.Join(err, s.Close())
	}
	return err
}

// Ping tells whether the store answers.
func (d *DB) Ping(ctx context.Context) error {
	var one int
	return d.one(ctx, `SELECT 1`, nil, &one)
}

// Size is the number of events in the record after this store's last write.
func (d *DB) Size() int64 { return d.size.Load() }

// readZone makes the desk's day that of the time zone that is set now. Errors: ErrNotFound before the desk is set up.
func (d *DB) readZone(ctx context.Context) error {
	desk, err := d.Desk(ctx)
	if err == nil {
		d.setZone(desk)
	}
	return err
}

// setZone makes the desk's day that of the desk's zone, unless a later version's is set already: writers read the desk
// in any order. An unknown zone leaves it as it is.
func (d *DB) setZone(desk claims.Desk) {
	zone, err := time.LoadLocation(desk.TimeZone)
	if err != nil {
		d.log.Error("time zone", "name", desk.TimeZone, "err", err)
		return
	}
	d.zoneMu.Lock()
	defer d.zoneMu.Unlock()
	if desk.Version >= d.zoneOf {
		d.zone, d.zoneOf = zone, desk.Version
	}
}

// Zone is the desk's time zone.
func (d *DB) Zone() *time.Location {
	d.zoneMu.RLock()
	defer d.zoneMu.RUnlock()
	return d.zone
}

// Today is the day it is in the desk's time zone.
func (d *DB) Today() claims.Date { return claims.DayOf(d.Now().In(d.Zone())) }

// timeLayout is how times are kept: UTC, fixed width, so that they sort as text.
const timeLayout = "2006-01-02T15:04:05.000Z"

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

// parseTime reads what timeText wrote; "" is the zero time.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(timeLayout, s)
}

// timeValue scans a column of time text.
type timeValue struct{ t *time.Time }

func (v timeValue) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("time is %T, not text", src)
	}
	t, err := parseTime(s)
	*v.t = t
	return err
}
