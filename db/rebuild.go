package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"assay/claims"
	"assay/claims/record"
)

// rebuild is an empty store into which the events of a record are projected again, by the same code that wrote the
// current tables in the first place.
type rebuild struct {
	ctx     context.Context
	pool    *sql.DB
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	touched map[string]bool
}

func newRebuild(ctx context.Context, path string) (*rebuild, error) {
	// Nothing here has to survive a crash, so nothing waits for the disk.
	pool, err := openPool(path, "rwc", map[string][]string{"_synchronous": {"OFF"}, "_journal_mode": {"OFF"}}, 2)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	conn, err := pool.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, `BEGIN`)
	}
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &rebuild{ctx, pool, conn, map[string]*sql.Stmt{}, map[string]bool{}}, nil
}

func (r *rebuild) close() error {
	return errors.Join(closeAll(r.stmts), r.conn.Close(), r.pool.Close())
}

// apply projects one event. The entity must be the one that the event names, at the version it names.
func (r *rebuild) apply(e record.Event, body string) error {
	make, ok := decoders[e.Subject]
	if !ok {
		return fmt.Errorf("unknown subject %q", e.Subject)
	}
	ent := make()
	if err := json.Unmarshal([]byte(body), ent); err != nil {
		return err
	}
	subject, id, version := ent.subject()
	article, claim := ent.belongs()
	if subject != e.Subject || id != e.SubjectID || version != e.SubjectVersion || article != e.ArticleID || claim != e.ClaimID {
		return fmt.Errorf("the payload is of %s %s, version %d", subject, id, version)
	}
	if err := ent.project(r); err != nil {
		return err
	}
	if e.Kind == string(claims.ArticleAdded) {
		_, err := r.change(insertArticleTally, e.SubjectID)
		return err
	}
	return nil
}

// finish works out the tallies, as the live store did after every operation.
func (r *rebuild) finish() error {
	articles := map[string]bool{}
	for id := range r.touched {
		s, err := refreshClaim(r.ctx, r, id)
		if err != nil {
			return err
		}
		articles[s.articleID] = true
	}
	for id := range articles {
		if _, err := r.change(updateArticleTally, id); err != nil {
			return err
		}
	}
	_, err := r.conn.ExecContext(r.ctx, `COMMIT`)
	return err
}

func (r *rebuild) touch(claimID string) { r.touched[claimID] = true }

func (r *rebuild) stmt(query string) (*sql.Stmt, error) {
	if s := r.stmts[query]; s != nil {
		return s, nil
	}
	s, err := r.conn.PrepareContext(r.ctx, query)
	if err == nil {
		r.stmts[query] = s
	}
	return s, err
}

func (r *rebuild) change(query string, args ...any) (int64, error) {
	s, err := r.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(r.ctx, args...)
	if err != nil {
		return 0, kind(err)
	}
	return res.RowsAffected()
}

func (r *rebuild) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := r.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (r *rebuild) one(ctx context.Context, query string, args []any, into ...any) error {
	s, err := r.stmt(query)
	if err != nil {
		return err
	}
	return kind(s.QueryRowContext(ctx, args...).Scan(into...))
}
