package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"assay/claims"
	"assay/claims/record"
)

// Verification is the outcome of Verify.
type Verification struct {
	Head     claims.RecordHead
	Findings []Finding // empty when the record holds
}

// Finding is one thing that does not hold.
type Finding struct {
	Seq  int64  // the event it is about; -1 when it is about something else
	What string // a sentence
}

// maxFindings bounds what Verify reports: after some, more say nothing new.
const maxFindings = 20

// Verify proves the record in the file at path and what was worked out from it, without changing the file:
// that SQLite finds it whole; that events are dense from 0; that every leaf is the hash of its columns and every
// payload matches its digest; that the kept tree nodes are those of the leaves; that the current tables, rebuilt from
// the events alone, are equal to those in the file row by row; and that kept bytes match their digests. progress is
// called now and then with the number of events read; it may be nil.
//
// An error means that the check could not be done; what does not hold is a Finding.
func Verify(ctx context.Context, path string, progress func(events int64)) (Verification, error) {
	if _, err := os.Stat(path); err != nil {
		return Verification{}, err
	}
	pool, err := openPool(path, "ro", map[string][]string{"_query_only": {"true"}}, 2)
	if err != nil {
		return Verification{}, err
	}
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return Verification{}, err
	}
	defer conn.Close()
	// One transaction: a desk that is being worked on stands still for the check.
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
		return Verification{}, err
	}
	v := &verifier{ctx: ctx, file: conn, progress: progress}
	err = v.run()
	return v.out, err
}

type verifier struct {
	ctx      context.Context
	file     *sql.Conn
	progress func(int64)
	out      Verification
	rebuilt  *rebuild
}

// errEnough ends a check that has found enough.
var errEnough = errors.New("enough findings")

func (v *verifier) find(seq int64, format string, args ...any) error {
	v.out.Findings = append(v.out.Findings, Finding{seq, fmt.Sprintf(format, args...)})
	if len(v.out.Findings) >= maxFindings {
		return errEnough
	}
	return nil
}

func (v *verifier) run() (err error) {
	dir, err := os.MkdirTemp("", "assay-verify-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if v.rebuilt, err = newRebuild(v.ctx, filepath.Join(dir, "rebuilt.db")); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.rebuilt.close()) }()
	for _, step := range []func() error{v.whole, v.schema, v.events, v.tables, v.blobs} {
		if err := step(); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// whole asks SQLite whether the file is in order and whether every reference holds.
func (v *verifier) whole() error {
	for _, pragma := range []string{`PRAGMA integrity_check`, `PRAGMA foreign_key_check`} {
		rows, err := v.file.QueryContext(v.ctx, pragma)
		if err != nil {
			return v.find(-1, "The file is damaged: %v.", err)
		}
		defer rows.Close()
		for rows.Next() {
			var text, row, parent, key sql.NullString
			into := []any{&text, &row, &parent, &key}
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			if err := rows.Scan(into[:len(columns)]...); err != nil {
				return err
			}
			if text.String != "ok" {
				if err := v.find(-1, "The file is damaged: %s %s.", text.String, row.String); err != nil {
					return err
				}
			}
		}
		if err := rows.Err(); err != nil {
			return v.find(-1, "The file is damaged: %v.", err)
		}
	}
	return nil
}

// schema compares tables, indexes and triggers with those of the migrations: a trigger that was lifted is a door left
// open.
func (v *verifier) schema() error {
	have, err := schemaOf(v.ctx, v.file)
	if err != nil {
		return v.find(-1, "The tables cannot be read: %v.", err)
	}
	want, err := schemaOf(v.ctx, v.rebuilt.pool)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if have[name] != want[name] {
			if err := v.find(-1, "The %s is not as the program made it.", name); err != nil {
				return err
			}
		}
		delete(have, name)
	}
	for _, name := range slices.Sorted(maps.Keys(have)) {
		if err := v.find(-1, "The %s is none of the program's.", name); err != nil {
			return err
		}
	}
	return nil
}

// schemaOf returns the text of every table, index and trigger by its kind and name.
func schemaOf(ctx context.Context, from interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
},
) (map[string]string, error) {
	// sqlite_stat tables are SQLite's own, and come and go with ANALYZE.
	rows, err := from.QueryContext(ctx, `SELECT type || ' ' || name, COALESCE(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		out[name] = text
	}
	return out, rows.Err()
}

// A value of another type than its column's would be scanned as if it were of that type. It is found before: the tables
// are STRICT, and integrity_check looks whether their values are.
const selectRecord = `
SELECT e.seq, e.at, e.actor, e.on_behalf, e.kind, e.subject, e.subject_id, e.subject_version, e.article_id, e.claim_id,
       e.note, e.op, e.schema, e.payload_digest, e.leaf_hash, p.salt, p.body
  FROM event e
  LEFT JOIN payload p ON p.seq = e.seq
 ORDER BY e.seq`

// events walks the record once: hashes, digests, the tree, and the rebuilding of the current tables.
func (v *verifier) events() error {
	rows, err := v.file.QueryContext(v.ctx, selectRecord)
	if err != nil {
		return v.find(-1, "The events cannot be read: %v.", err)
	}
	defer rows.Close()
	var tree record.Tree
	for rows.Next() {
		if err := v.event(rows, &tree); err != nil {
			return err
		}
		if v.progress != nil && tree.Size()%5000 == 0 {
			v.progress(tree.Size())
		}
	}
	if err := rows.Err(); err != nil {
		return v.find(tree.Size(), "The events after number %d cannot be read: %v.", tree.Size()-1, err)
	}
	v.out.Head = claims.RecordHead{Size: tree.Size(), Root: rootText(tree.Root())}
	return v.counts(tree.Size())
}

func (v *verifier) event(row scanner, tree *record.Tree) error {
	var e record.Event
	var at string
	var digest, leaf, salt []byte
	var body sql.NullString
	want := tree.Size()
	err := row.Scan(&e.Seq, &at, &e.Actor, &e.OnBehalf, &e.Kind, &e.Subject, &e.SubjectID, &e.SubjectVersion, &e.ArticleID,
		&e.ClaimID, &e.Note, &e.Op, &e.Schema, &digest, &leaf, &salt, &body)
	if err != nil {
		return errors.Join(v.find(want, "Event %d cannot be read: %v.", want, err), errEnough)
	}
	if e.Seq != want {
		return errors.Join(v.find(want, "Event %d is missing: the next one is %d.", want, e.Seq), errEnough)
	}
	e.At, err = parseTime(at)
	timely := err == nil && timeText(e.At) == at
	copy(e.PayloadDigest[:], digest)
	computed := e.LeafHash()
	for _, n := range tree.Append(computed) {
		if err := v.node(n); err != nil {
			return err
		}
	}
	if !timely {
		return v.find(e.Seq, "Event %d has no proper time: %q.", e.Seq, at)
	}
	if len(digest) != 32 || !bytes.Equal(leaf, computed[:]) {
		return v.find(e.Seq, "Event %d was changed: its leaf hash does not fit its values.", e.Seq)
	}
	if !body.Valid || record.PayloadDigest(salt, []byte(body.String)) != e.PayloadDigest {
		return v.find(e.Seq, "The payload of event %d was changed or is gone.", e.Seq)
	}
	if err := v.rebuilt.apply(e, body.String); err != nil {
		return v.find(e.Seq, "Event %d does not follow from the ones before it: %v.", e.Seq, err)
	}
	return nil
}

// node checks a kept inner node of the tree.
func (v *verifier) node(n record.Node) error {
	var have []byte
	err := v.file.QueryRowContext(v.ctx, selectNode, n.Level, n.Index).Scan(&have)
	if err != nil || !bytes.Equal(have, n.Hash[:]) {
		return v.find(-1, "A node of the tree (level %d, %d) does not fit its leaves.", n.Level, n.Index)
	}
	return nil
}

// counts finds payloads and nodes beyond those that the events call for.
func (v *verifier) counts(size int64) error {
	nodes := int64(0)
	for n := size >> 8; n > 0; n >>= 1 {
		nodes += n
	}
	for _, c := range []struct {
		query, what string
		want        int64
	}{
		{`SELECT count(*) FROM payload`, "payloads", size},
		{`SELECT count(*) FROM tree_node`, "tree nodes", nodes},
	} {
		var have int64
		if err := v.file.QueryRowContext(v.ctx, c.query).Scan(&have); err != nil {
			return err
		}
		if have != c.want {
			if err := v.find(-1, "There are %d %s; the events call for %d.", have, c.what, c.want); err != nil {
				return err
			}
		}
	}
	return nil
}

// derivedTables are worked out from the record, directly or through a tally. Everything else is no part of it.
var derivedTables = []string{
	"desk", "scale", "app_user", "article", "article_version", "article_tally", "claimant", "claim", "appearance",
	"claim_tally", "source", "snapshot", "evidence", "policy", "round", "review", "verdict", "publication", "correction", "comment", "relation", "recheck", "counter",
}

// tables compares the current tables with the rebuilt ones.
func (v *verifier) tables() error {
	if err := v.rebuilt.finish(); err != nil {
		return v.find(-1, "The current tables cannot be rebuilt from the events: %v.", err)
	}
	for _, table := range derivedTables {
		if err := v.table(table); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) table(table string) error {
	columns, key, err := tableColumns(v.ctx, v.rebuilt.pool, table)
	if err != nil {
		return err
	}
	where := ""
	if table == "counter" {
		where = " WHERE n <> 0"
	}
	// typeof tells 1 from '1'. Table and columns come from our own migrations.
	var parts []string
	for _, c := range columns {
		parts = append(parts, "typeof("+c+"), "+c)
	}
	query := "SELECT " + strings.Join(parts, ", ") + " FROM " + table + where + " ORDER BY " + strings.Join(key, ", ")
	have, err := v.file.QueryContext(v.ctx, query)
	if err != nil {
		return v.find(-1, "Table %s cannot be read: %v.", table, err)
	}
	defer have.Close()
	want, err := v.rebuilt.pool.QueryContext(v.ctx, query)
	if err != nil {
		return err
	}
	defer want.Close()
	return v.compare(table, columns, have, want)
}

func (v *verifier) compare(table string, columns []string, have, want *sql.Rows) error {
	for {
		h, w := have.Next(), want.Next()
		if !h && !w {
			break
		}
		if h != w {
			more := "lacks a row that"
			if h {
				more = "has a row more than"
			}
			return v.find(-1, "Table %s %s the events say.", table, more)
		}
		a, err := rowValues(have, 2*len(columns))
		if err != nil {
			return v.find(-1, "Table %s cannot be read: %v.", table, err)
		}
		b, err := rowValues(want, 2*len(columns))
		if err != nil {
			return err
		}
		for i := range a {
			if a[i] != b[i] {
				return v.find(-1, "Table %s, row %s: column %s is not what the events say.", table, a[1], columns[i/2])
			}
		}
	}
	if err := have.Err(); err != nil {
		return v.find(-1, "Table %s cannot be read: %v.", table, err)
	}
	return want.Err()
}

func rowValues(rows *sql.Rows, n int) ([]string, error) {
	values := make([]sql.RawBytes, n)
	into := make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return nil, err
	}
	out := make([]string, n)
	for i, b := range values {
		out[i] = string(b)
	}
	return out, nil
}

// tableColumns returns a table's columns and its primary key.
func tableColumns(ctx context.Context, pool *sql.DB, table string) (columns, key []string, err error) {
	rows, err := pool.QueryContext(ctx, `SELECT name, pk FROM pragma_table_info($1) ORDER BY cid`, table)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	keys := map[int]string{}
	for rows.Next() {
		var name string
		var pk int
		if err := rows.Scan(&name, &pk); err != nil {
			return nil, nil, err
		}
		columns = append(columns, name)
		if pk > 0 {
			keys[pk] = name
		}
	}
	for i := 1; i <= len(keys); i++ {
		key = append(key, keys[i])
	}
	return columns, key, rows.Err()
}

// blobs hashes the bytes that came in from outside.
func (v *verifier) blobs() error {
	rows, err := v.file.QueryContext(v.ctx, `SELECT sha256, bytes FROM blob ORDER BY sha256`)
	if err != nil {
		return v.find(-1, "Kept bytes cannot be read: %v.", err)
	}
	defer rows.Close()
	for rows.Next() {
		var digest string
		var body sql.RawBytes
		if err := rows.Scan(&digest, &body); err != nil {
			return v.find(-1, "Kept bytes cannot be read: %v.", err)
		}
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != digest {
			if err := v.find(-1, "Kept bytes %s were changed.", digest); err != nil {
				return err
			}
		}
	}
	return v.missingBlobs(rows.Err())
}

// missingBlobs finds articles and copies whose bytes are gone.
func (v *verifier) missingBlobs(err error) error {
	if err != nil {
		return v.find(-1, "Kept bytes cannot be read: %v.", err)
	}
	var n int
	if err := v.file.QueryRowContext(v.ctx, selectMissingBlobs).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return v.find(-1, "The bytes of %d articles or copies are gone.", n)
	}
	return nil
}

const selectMissingBlobs = `
SELECT (SELECT count(*) FROM article_version v WHERE v.raw_sha256 <> '' AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = v.raw_sha256))
     + (SELECT count(*) FROM snapshot s WHERE s.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = s.sha256))`
