package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

// prepared returns the statement of a query on the readers' pool, prepared once.
func (d *DB) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	d.readMu.RLock()
	stmt := d.readStmts[query]
	d.readMu.RUnlock()
	if stmt != nil {
		return stmt, nil
	}
	d.readMu.Lock()
	defer d.readMu.Unlock()
	if stmt = d.readStmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := d.engine.read.PrepareContext(ctx, query)
	if err != nil {
		return nil, kind(err)
	}
	d.readStmts[query] = stmt
	return stmt, nil
}

// one reads the single row of a query. No row is claims.ErrNotFound.
func (d *DB) one(ctx context.Context, query string, args []any, into ...any) error {
	stmt, err := d.prepared(ctx, query)
	if err != nil {
		return err
	}
	return kind(stmt.QueryRowContext(ctx, args...).Scan(into...))
}

// each reads all rows of a query with scan. Queries that may answer many rows have a limit.
func each[T any](ctx context.Context, q querier, query string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	rows, err := q.rows(ctx, query, args...)
	if err != nil {
		return nil, kind(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("scan: %w", err)
		}
		out = append(out, v)
	}
	return out, kind(rows.Err())
}

// querier is a DB's readers or a transaction: both run the same query text.
type querier interface {
	rows(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	one(ctx context.Context, query string, args []any, into ...any) error
}

// scanner is a row.
type scanner interface{ Scan(into ...any) error }

func (d *DB) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := d.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// jsonValue scans a column of JSON text.
type jsonValue struct{ into any }

func (v jsonValue) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("JSON is %T, not text", src)
	}
	if s == "[]" {
		return nil // most lists are empty, and the value was fresh
	}
	return json.Unmarshal([]byte(s), v.into)
}

// jsonText encodes a value for a column of JSON text; nil lists become [].
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	if string(b) == "null" {
		return "[]", nil
	}
	return string(b), nil
}

// bit is how a truth is kept: engines differ in how they take a bool for a column of integers.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pageSize is the number of rows on a page of a list.
const pageSize = 50
