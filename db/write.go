package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"assay/claims"
)

// By says on whose behalf an operation runs and which form it came from.
type By struct {
	claims.Actor
	OnBehalf string // id of the user for whom a job acts; ""
	Op       string // digest of user, address and form; "" for an operation that cannot be sent twice
}

// operation is one write on its way to the writer.
type operation struct {
	ctx    context.Context
	by     By
	run    func(*tx) (string, error)
	result string
	err    error
	done   chan struct{}
}

// tx is an operation inside the writer's transaction. All its rows carry one time.
type tx struct {
	ctx     context.Context
	d       *DB
	by      By
	now     time.Time
	op      string          // what ties its events together
	touched map[string]bool // claims whose tally must be worked out again
}

// maxBatch bounds a group commit. Past a few hundred operations a commit no longer gets cheaper for each.
const maxBatch = 256

// write hands an operation to the writer and waits until it is committed. It returns what run returned. An operation
// whose By.Op took effect before is not run again: write returns the first run's result.
//
// The operation runs under the writer's own context: a closed browser must not interrupt a transaction. A caller
// that gives up before its turn is dropped; one that gives up later gets no answer, but the write stands.
func (d *DB) write(ctx context.Context, by By, run func(*tx) (string, error)) (string, error) {
	op := &operation{ctx: ctx, by: by, run: run, done: make(chan struct{})}
	select {
	case <-d.closed:
		return "", fmt.Errorf("%w: the program is stopping", claims.ErrUnavailable)
	default:
	}
	select {
	case d.ops <- op:
	case <-d.closed:
		return "", fmt.Errorf("%w: the program is stopping", claims.ErrUnavailable)
	case <-ctx.Done():
		return "", ctx.Err()
	}
	select {
	case <-op.done:
		return op.result, op.err
	case <-ctx.Done():
		return "", ctx.Err()
	case <-d.done: // the writer may have answered while it ended
		select {
		case <-op.done:
			return op.result, op.err
		default:
			return "", fmt.Errorf("%w: the program is stopping", claims.ErrUnavailable)
		}
	}
}

// writer runs operations until Close: whatever waits is run in one transaction, a savepoint each, and every caller is
// answered after the commit. With 64 callers this makes ten times as many durable changes a second as a commit each.
func (d *DB) writer() {
	defer close(d.done)
	for {
		var batch []*operation
		select {
		case op := <-d.ops:
			batch = append(batch, op)
		case <-d.closed:
			if batch = d.waiting(nil); len(batch) == 0 {
				return
			}
		}
		batch = d.waiting(batch)
		d.commit(batch)
	}
}

// waiting adds the operations that wait now to batch.
func (d *DB) waiting(batch []*operation) []*operation {
	for len(batch) < maxBatch {
		select {
		case op := <-d.ops:
			batch = append(batch, op)
		default:
			return batch
		}
	}
	return batch
}

// commit runs a batch in one transaction and answers every caller.
func (d *DB) commit(batch []*operation) {
	tree, lastAt := d.tree.Clone(), d.lastAt
	err := d.transact(batch)
	if err != nil {
		d.tree, d.lastAt, d.seen = tree, lastAt, 0 // whoever wrote meanwhile is read again
		d.log.Error("commit", "operations", len(batch), "err", err)
	}
	d.size.Store(d.tree.Size())
	for _, op := range batch {
		if err != nil && op.err == nil {
			op.result, op.err = "", fmt.Errorf("commit: %w", err)
		}
		close(op.done)
	}
}

func (d *DB) transact(batch []*operation) error {
	ctx := context.Background() // a deadline would cost a goroutine a statement, and could interrupt a commit
	if _, err := d.conn.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return kind(err)
	}
	if err := d.catchUp(ctx); err != nil {
		return errors.Join(err, d.rollback(ctx))
	}
	for _, op := range batch {
		if op.err = op.ctx.Err(); op.err != nil {
			continue
		}
		if err := d.runOp(ctx, op); err != nil {
			return errors.Join(err, d.rollback(ctx))
		}
	}
	if _, err := d.conn.ExecContext(ctx, `COMMIT`); err != nil {
		return errors.Join(kind(err), d.rollback(ctx))
	}
	return nil
}

// rollback ends a failed transaction. SQLite may have ended it already, which is no fault.
func (d *DB) rollback(ctx context.Context) error {
	var auto sqliteState
	if err := d.conn.Raw(auto.read); err != nil || auto.idle {
		return err
	}
	_, err := d.conn.ExecContext(ctx, `ROLLBACK`)
	return kind(err)
}

// runOp runs one operation in a savepoint. Its failure is its own (op.err); only a failure of the savepoint itself,
// after which the transaction cannot be trusted, is returned.
func (d *DB) runOp(ctx context.Context, op *operation) error {
	tree, lastAt := d.tree.Clone(), d.lastAt
	t := &tx{ctx: ctx, d: d, by: op.by, touched: map[string]bool{}}
	if err := t.exec(`SAVEPOINT op`); err != nil {
		return err
	}
	t.now = d.Now().UTC().Truncate(time.Millisecond)
	if t.now.Before(d.lastAt) {
		t.now = d.lastAt // order is the fact, time is a claim: it never runs backwards
	}
	op.result, op.err = t.attempt(op.run)
	if op.err != nil {
		d.tree, d.lastAt = tree, lastAt
		if err := t.exec(`ROLLBACK TO op`); err != nil {
			return err
		}
	}
	return t.exec(`RELEASE op`)
}

// attempt runs an operation once in its life, and turns a panic into an error so that its neighbours survive.
func (t *tx) attempt(run func(*tx) (string, error)) (result string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if t.by.Op != "" {
		err := t.one(t.ctx, selectOp, []any{t.by.Op}, &result)
		if err == nil || !errors.Is(err, claims.ErrNotFound) {
			return result, err
		}
	}
	if result, err = run(t); err != nil {
		return "", err
	}
	if err := t.refresh(); err != nil {
		return "", err
	}
	if t.by.Op != "" {
		err = t.exec(insertOp, t.by.Op, timeText(t.now), result)
	}
	return result, err
}

const selectOp = `
SELECT result
  FROM op
 WHERE id = $1`

const insertOp = `
INSERT INTO op (id, at, result)
VALUES ($1, $2, $3)`

// stmt returns the statement of a query on the writing connection, prepared once.
func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if s := t.d.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.d.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, kind(err)
	}
	t.d.stmts[query] = s
	return s, nil
}

// exec runs a statement and ignores how many rows it changed.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.change(query, args...)
	return err
}

// change runs a statement and returns how many rows it changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	s, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, kind(err)
	}
	return res.RowsAffected()
}

func (t *tx) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := t.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// one reads the single row of a query. No row is claims.ErrNotFound.
func (t *tx) one(ctx context.Context, query string, args []any, into ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	return kind(s.QueryRowContext(ctx, args...).Scan(into...))
}

// newID makes an id. Ids ascend in the order in which they are made, also within a millisecond: each takes a time of
// its own, a little ahead of the clock when there are many.
func (t *tx) newID() (string, error) {
	at := t.now
	if !at.After(t.d.lastID) {
		at = t.d.lastID.Add(time.Millisecond)
	}
	t.d.lastID = at
	return claims.NewID(t.d.random, at)
}

// conflict answers a stale form: who changed the entity last, and to which version.
func (t *tx) conflict(subject, id string, have, now int) error {
	var by string
	err := t.one(t.ctx, selectLastActor, []any{subject, id, now}, &by)
	if err != nil && !errors.Is(err, claims.ErrNotFound) {
		return err
	}
	return &claims.ConflictError{Subject: subject, Have: have, Now: now, By: by}
}

const selectLastActor = `
SELECT COALESCE(u.name, e.actor)
  FROM event e
  LEFT JOIN app_user u ON u.id = e.actor
 WHERE e.subject = $1 AND e.subject_id = $2 AND e.subject_version = $3`
