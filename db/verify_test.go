package db_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
)

// eventful is a desk at which everything happened that can happen: no table that follows from the record is empty.
func eventful(t *testing.T) *newsroom {
	t.Helper()
	n := acceptedNewsroom(t)
	for _, s := range writes(t, n) {
		must(t, s.do(t.Context()))
	}
	return n
}

// grow writes events until the record keeps a node of its tree.
func (n *newsroom) grow() {
	n.t.Helper()
	for n.Size() < 260 {
		must(n.t, n.SetPassword(n.t.Context(), n.By(claims.Editor), n.Users[claims.Editor].ID, "hash", ""))
	}
}

// A forger changes a file behind the program's back as somebody could who knows SQLite well: the triggers and the
// checks are lifted before and put back after.
type forger struct {
	path     string
	pristine []byte // the file with triggers and types lifted
	triggers []string
}

func newForger(t *testing.T, n *newsroom) *forger {
	t.Helper()
	f := &forger{path: filepath.Join(t.TempDir(), "forged.db")}
	must(t, db.Backup(t.Context(), n.Path, f.path))
	raw := open(t, f.path)
	f.triggers = texts(t, raw, `SELECT sql FROM sqlite_schema WHERE type = 'trigger'`)
	for _, name := range texts(t, raw, `SELECT name FROM sqlite_schema WHERE type = 'trigger'`) {
		run(t, raw, `DROP TRIGGER `+name)
	}
	f.schema(t, raw, `)`, `) STRICT`)
	must(t, raw.Close())
	var err error
	f.pristine, err = os.ReadFile(f.path)
	must(t, err)
	return f
}

// schema swaps the ends of the tables' definitions: with types that are kept to, and without.
func (f *forger) schema(t *testing.T, raw *sql.DB, to, from string) {
	t.Helper()
	run(t, raw, `PRAGMA writable_schema = ON`)
	run(t, raw, `UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - length($1)) || $2
		WHERE type = 'table' AND sql LIKE '%' || $1 AND name NOT LIKE 'search_index%' AND name NOT LIKE 'sqlite_%'`, from, to)
	run(t, raw, `PRAGMA writable_schema = RESET`)
}

// forge makes one change in a fresh copy and returns what verify finds. done says that it changed anything.
func (f *forger) forge(t *testing.T, change string, args ...any) (findings []db.Finding, done bool) {
	t.Helper()
	must(t, os.WriteFile(f.path, f.pristine, 0o600))
	raw := open(t, f.path)
	run(t, raw, `PRAGMA ignore_check_constraints = ON`)
	res, err := raw.Exec(change, args...)
	if err == nil {
		rows, err := res.RowsAffected()
		must(t, err)
		done = rows == 1
	}
	f.schema(t, raw, `) STRICT`, `)`)
	run(t, raw, `BEGIN`)
	for _, text := range f.triggers {
		run(t, raw, text)
	}
	run(t, raw, `COMMIT`)
	must(t, raw.Close())
	v, err := db.Verify(context.Background(), f.path, nil)
	must(t, err)
	return v.Findings, done
}

// provenTables are those that verify answers for, but the tree's nodes, which only a longer record has.
var provenTables = []string{
	"event", "payload", "desk", "scale", "app_user", "article", "article_version", "article_tally", "claimant", "claim",
	"appearance", "claim_tally", "source", "snapshot", "blob", "evidence", "review", "verdict", "publication", "correction", "comment", "relation", "counter",
}

// otherValue is SQL for a value that differs from a column's.
func otherValue(column, typ string, random *rand.Rand) string {
	switch {
	case typ == "INTEGER", typ == "REAL":
		return fmt.Sprintf("%s + %d", column, 1+random.IntN(3))
	case typ == "BLOB": // one byte
		return fmt.Sprintf("CAST(substr(%[1]s, 1, %[2]d - 1) || CAST(char((unicode(CAST(substr(%[1]s, %[2]d, 1) AS TEXT)) + 1) %% 128) AS BLOB) || substr(%[1]s, %[2]d + 1) AS BLOB)", column, 1+random.IntN(4))
	case random.IntN(2) == 0:
		return fmt.Sprintf("%s || 'x'", column)
	}
	return fmt.Sprintf("CASE %[1]s WHEN '' THEN ' ' ELSE substr(%[1]s, 2) END", column)
}

// otherType is SQL for the same bytes as a value of another type.
func otherType(column, typ string) string {
	if typ == "BLOB" {
		return "CAST(" + column + " AS TEXT)"
	}
	return "CAST(" + column + " AS BLOB)"
}

// TestEveryColumnOfEveryTableIsProven changes values of all columns of all tables that the record is about, one at a
// time, and also their types.
func TestEveryColumnOfEveryTableIsProven(t *testing.T) {
	f := newForger(t, eventful(t))
	if findings, _ := f.forge(t, `UPDATE job SET tries = tries`); len(findings) > 0 {
		t.Fatalf("where nothing was changed verify finds %v", findings)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	raw := open(t, f.path)
	type column struct{ table, name, typ string }
	var columns []column
	for _, table := range provenTables {
		names := texts(t, raw, `SELECT name FROM pragma_table_info($1)`, table)
		types := texts(t, raw, `SELECT type FROM pragma_table_info($1)`, table)
		if n := texts(t, raw, `SELECT count(*) FROM `+table); n[0] == "0" {
			t.Errorf("%s is empty", table)
		}
		for i, name := range names {
			columns = append(columns, column{table, name, types[i]})
		}
	}
	must(t, raw.Close())
	made := 0
	for i, c := range slices.Repeat(columns, 2) {
		where, value := "", otherValue(c.name, c.typ, random)
		if i >= len(columns) {
			value = otherType(c.name, c.typ)
		}
		if c.table == "counter" {
			where = "WHERE n <> 0" // a count of nothing says what no count says
		}
		query := fmt.Sprintf(`UPDATE %[1]s SET %[2]s = %[3]s WHERE (%[4]s) = (SELECT %[4]s FROM %[1]s %[5]s ORDER BY 1 LIMIT 1 OFFSET %[6]d %% (SELECT count(*) FROM %[1]s %[5]s))`,
			c.table, c.name, value, key[c.table], where, random.IntN(1000))
		findings, done := f.forge(t, query)
		if !done {
			continue // the way does not lead to another value, for instance of a key
		}
		made++
		if len(findings) == 0 {
			t.Errorf("verify finds nothing after %s", query)
		}
	}
	t.Logf("%d changes", made)
	if made < 300 {
		t.Errorf("only %d changes were made", made)
	}
}

// key are the columns by which one row is chosen.
var key = map[string]string{
	"event": "seq", "payload": "seq", "tree_node": "level, n", "desk": "id", "scale": "number", "app_user": "id", "article": "id",
	"article_version": "article_id, number", "article_tally": "article_id", "claimant": "id", "claim": "id", "appearance": "claim_id, n",
	"claim_tally": "claim_id", "source": "id", "snapshot": "id", "blob": "sha256", "evidence": "id", "review": "id", "verdict": "claim_id",
	"publication": "claim_id", "correction": "id", "relation": "id", "comment": "id", "counter": "name",
}

func TestAnEventWithoutATimeDoesNotHideTheOnesAfterIt(t *testing.T) {
	f := newForger(t, eventful(t))
	raw := open(t, f.path)
	size := len(texts(t, raw, `SELECT seq FROM event`))
	must(t, raw.Close())
	findings, done := f.forge(t, `UPDATE event SET at = 'soon' WHERE seq = $1`, size-2)
	if !done || len(findings) == 0 || findings[0].Seq != int64(size-2) || !strings.Contains(findings[0].What, "no proper time") {
		t.Fatalf("done %v, found %v", done, findings)
	}
	for _, f := range findings {
		if strings.Contains(f.What, "missing") {
			t.Errorf("no event is missing, but: %s", f.What)
		}
	}
}

func TestARowMoreOrLessIsFound(t *testing.T) {
	n := eventful(t)
	n.grow()
	f := newForger(t, n)
	for _, table := range append(slices.Clone(provenTables), "tree_node") {
		where := " WHERE (" + key[table] + ") = (SELECT " + key[table] + " FROM " + table
		if table == "counter" {
			where += " WHERE n <> 0"
		}
		if findings, done := f.forge(t, `DELETE FROM `+table+where+` LIMIT 1)`); !done || len(findings) == 0 {
			t.Errorf("a row less of %s: done %v, found %v", table, done, findings)
		}
	}
	for table, row := range map[string]string{
		"event":     `SELECT seq + 1, at, actor, on_behalf, kind, subject, subject_id, subject_version + 1, article_id, claim_id, note, op, schema, payload_digest, leaf_hash FROM event WHERE seq = (SELECT max(seq) FROM event)`,
		"payload":   `SELECT seq + 1, salt, body FROM payload WHERE seq = (SELECT max(seq) FROM payload)`,
		"tree_node": `SELECT level, n + 1, hash FROM tree_node LIMIT 1`,
		"scale":     `SELECT max(number) + 1, ratings, version FROM scale`,
		"verdict":   `SELECT c.id, v.scale, v.rating, v.aspect, v.summary, v.rationale, v.as_of, v.reviews, v.evidence, v.decided_by, v.decided, v.version, v.how FROM verdict v, claim c WHERE c.id <> v.claim_id LIMIT 1`,
		"counter":   `VALUES ('step:paint', 1)`,
	} {
		if findings, done := f.forge(t, `INSERT INTO `+table+` `+row); !done || len(findings) == 0 {
			t.Errorf("a row more of %s: done %v, found %v", table, done, findings)
		}
	}
}

func TestEveryByteOfANodeIsProven(t *testing.T) {
	n := eventful(t)
	n.grow()
	f := newForger(t, n)
	for _, change := range []string{
		`UPDATE tree_node SET level = level + 1`, `UPDATE tree_node SET n = n + 1`, `UPDATE tree_node SET hash = zeroblob(32)`,
		`UPDATE tree_node SET hash = CAST(substr(hash, 1, 31) AS BLOB)`, `UPDATE tree_node SET hash = CAST(hash || x'00' AS BLOB)`,
	} {
		if findings, done := f.forge(t, change); !done || len(findings) == 0 {
			t.Errorf("%s: done %v, found %v", change, done, findings)
		}
	}
}

func TestVerifyNamesTheFirstEventThatWasChanged(t *testing.T) {
	f := newForger(t, eventful(t))
	for _, c := range []struct {
		change string
		seq    int64
		what   string
	}{
		{`UPDATE event SET note = 'x' WHERE seq = 17`, 17, "was changed"},
		{`UPDATE payload SET body = replace(body, 'name', 'mane') WHERE seq = 3`, 3, "payload"},
		{`UPDATE event SET at = replace(at, 'Z', '+') WHERE seq = 9`, 9, "no proper time"},
		{`DELETE FROM event WHERE seq = 40`, 40, "missing"},
	} {
		findings, _ := f.forge(t, c.change)
		if len(findings) == 0 {
			t.Errorf("%s: nothing found", c.change)
			continue
		}
		ok := slices.ContainsFunc(findings, func(f db.Finding) bool { return f.Seq == c.seq && strings.Contains(f.What, c.what) })
		first := slices.IndexFunc(findings, func(f db.Finding) bool { return f.Seq >= 0 })
		if !ok || first < 0 || findings[first].Seq != c.seq {
			t.Errorf("%s: found %v, want event %d first", c.change, findings, c.seq)
		}
	}
}

func TestVerifyLeavesTheFileAsItIs(t *testing.T) {
	n := eventful(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, db.Backup(t.Context(), n.Path, path))
	before, err := os.ReadFile(path)
	must(t, err)
	v, err := db.Verify(t.Context(), path, nil)
	head, herr := n.Head(t.Context())
	if err != nil || herr != nil || len(v.Findings) > 0 || v.Head != head {
		t.Errorf("%+v, %v; want the head %+v, %v", v, err, head, herr)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
	if _, err := db.Verify(t.Context(), path+".none", nil); err == nil {
		t.Error("a file that is not there was verified")
	}
}
