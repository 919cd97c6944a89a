package db

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"golang.org/x/mod/sumdb/tlog"

	"assay/claims"
	"assay/claims/record"
)

// entity is a value that the record keeps: one subject with a version of its own. Every entity is a pointer to a value
// of package claims in a type of this package.
type entity interface {
	// subject names the entity. version is the one it has after the write that is under way.
	subject() (kind, id string, version int)
	// belongs names the article and the claim in whose histories the entity's events stand; "" for none.
	belongs() (articleID, claimID string)
	// project writes the entity into the current tables, over the version before it.
	project(p projector) error
}

// projector writes rows: a transaction of the live store, or a store that is being rebuilt from the record.
type projector interface {
	// change runs a statement and returns how many rows it changed.
	change(query string, args ...any) (int64, error)
	// touch says that the tally of a claim must be worked out again.
	touch(claimID string)
}

// decoders makes an entity of a payload, by the event's subject. Every subject that is written is here: a test holds it.
var decoders = map[string]func() entity{
	"desk":            func() entity { return &deskEntity{} },
	"scale":           func() entity { return &scaleEntity{} },
	"user":            func() entity { return &userEntity{} },
	"article":         func() entity { return &articleEntity{} },
	"article_version": func() entity { return &versionEntity{} },
	"claimant":        func() entity { return &claimantEntity{} },
	"claim":           func() entity { return &claimEntity{} },
	"source":          func() entity { return &sourceEntity{} },
	"snapshot":        func() entity { return &snapshotEntity{} },
	"evidence":        func() entity { return &evidenceEntity{} },
	"policy":          func() entity { return &policyEntity{} },
	"round":           func() entity { return &roundEntity{} },
	"review":          func() entity { return &reviewEntity{} },
	"verdict":         func() entity { return &verdictEntity{} },
	"publication":     func() entity { return &publicationEntity{} },
	"correction":      func() entity { return &correctionEntity{} },
	"recheck":         func() entity { return &recheckEntity{} },
	"comment":         func() entity { return &commentEntity{} },
	"relation":        func() entity { return &relationEntity{} },
}

// payloadSchema is the version of the payloads' form.
const payloadSchema = 1

// save is how everything is written: it projects the entity into the current tables and appends the event with its
// full value to the record. The entity's version must be the one before plus one.
func (t *tx) save(what claims.EventKind, e entity, note string) error {
	subject, id, version := e.subject()
	if err := e.project(t); err != nil {
		if errors.Is(err, errStale) {
			return t.conflict(subject, id, version-1, version)
		}
		return fmt.Errorf("write %s %s: %w", subject, id, err)
	}
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if bytes.Contains(body, []byte(`\ufffd`)) && notUTF8.Match(body) {
		return claims.Problem("Some of this is not valid UTF-8 text.")
	}
	if err := t.append(what, e, note, body); err != nil {
		return fmt.Errorf("record %s of %s %s: %w", what, subject, id, err)
	}
	return nil
}

// notUTF8 matches what encoding/json puts for bytes that are not UTF-8. It writes U+FFFD itself, when a text holds it, as
// it is. With such bytes the tables would not say what the record says.
var notUTF8 = regexp.MustCompile(`[^\\](\\\\)*\\ufffd`)

// errStale says that the row is not at the version before the one that was to be written.
var errStale = errors.New("another version is current")

func (t *tx) append(what claims.EventKind, e entity, note string, body []byte) error {
	subject, id, version := e.subject()
	articleID, claimID := e.belongs()
	salt := make([]byte, 32)
	if _, err := io.ReadFull(t.d.random, salt); err != nil {
		return err
	}
	op, err := t.opKey()
	if err != nil {
		return err
	}
	ev := record.Event{
		Seq: t.d.tree.Size(), At: t.now, Actor: t.by.ID, OnBehalf: t.by.OnBehalf, Kind: string(what), Subject: subject, SubjectID: id,
		SubjectVersion: version, ArticleID: articleID, ClaimID: claimID, Note: note, Op: op, Schema: payloadSchema,
		PayloadDigest: record.PayloadDigest(salt, body),
	}
	ev.Leaf = ev.LeafHash()
	err = t.exec(insertEvent, ev.Seq, timeText(ev.At), ev.Actor, ev.OnBehalf, ev.Kind, ev.Subject, ev.SubjectID,
		ev.SubjectVersion, ev.ArticleID, ev.ClaimID, ev.Note, ev.Op, ev.Schema, ev.PayloadDigest[:], ev.Leaf[:])
	if errors.Is(err, errUnique) {
		return t.conflict(subject, id, version-1, version)
	}
	if err != nil {
		return err
	}
	if err := t.exec(insertPayload, ev.Seq, salt, string(body)); err != nil {
		return err
	}
	t.d.lastAt = t.now
	for _, n := range t.d.tree.Append(ev.Leaf) {
		if err := t.exec(insertNode, n.Level, n.Index, n.Hash[:]); err != nil {
			return err
		}
	}
	return nil
}

// opKey is what ties the events of this operation together, so that they can be undone together.
func (t *tx) opKey() (string, error) {
	if t.op == "" {
		t.op = t.by.Op
	}
	if t.op != "" {
		return t.op, nil
	}
	var err error
	t.op, err = t.newID()
	return t.op, err
}

func (t *tx) touch(claimID string) { t.touched[claimID] = true }

const insertEvent = `
INSERT INTO event (seq, at, actor, on_behalf, kind, subject, subject_id, subject_version, article_id, claim_id,
                   note, op, schema, payload_digest, leaf_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`

const insertPayload = `
INSERT INTO payload (seq, salt, body)
VALUES ($1, $2, $3)`

const insertNode = `
INSERT INTO tree_node (level, n, hash)
VALUES ($1, $2, $3)`

// loadHead brings the record's right edge into memory: at most 255 leaves and a few nodes, whatever the record's size.
func (d *DB) loadHead(ctx context.Context) error {
	size, last, err := headSize(ctx, d)
	if err != nil {
		return err
	}
	if d.lastAt, err = parseTime(last); err != nil {
		return err
	}
	d.tree, err = record.Load(size, nodeReader(ctx, d), leafReader(ctx, d))
	d.size.Store(size)
	return err
}

// catchUp reads the right edge again when another process has written, for instance `assay import` beside the served
// desk. It is called when the transaction holds the write lock, so that nobody writes between the look and the write.
func (d *DB) catchUp(ctx context.Context) error {
	var version int64 // changes when another connection commits
	if err := d.conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return kind(err)
	}
	if version == d.seen {
		return nil
	}
	if err := d.loadHead(ctx); err != nil {
		return err
	}
	d.seen = version
	return nil
}

func headSize(ctx context.Context, q querier) (size int64, lastAt string, err error) {
	err = q.one(ctx, selectLastEvent, nil, &size, &lastAt)
	if errors.Is(err, claims.ErrNotFound) {
		return 0, "", nil
	}
	return size + 1, lastAt, err
}

const selectLastEvent = `
SELECT seq, at
  FROM event
 ORDER BY seq DESC
 LIMIT 1`

func nodeReader(ctx context.Context, q querier) record.NodeFunc {
	return func(level int, index int64) (tlog.Hash, error) {
		var b []byte
		err := q.one(ctx, selectNode, []any{level, index}, &b)
		if errors.Is(err, claims.ErrNotFound) { // the file is damaged, and what was asked for is something else
			return tlog.Hash{}, fmt.Errorf("node %d of level %d of the tree is missing", index, level)
		}
		if err != nil {
			return tlog.Hash{}, err
		}
		return hashOf(b)
	}
}

const selectNode = `
SELECT hash
  FROM tree_node
 WHERE level = $1 AND n = $2`

func leafReader(ctx context.Context, q querier) record.LeavesFunc {
	return func(from, to int64) ([]tlog.Hash, error) {
		return each(ctx, q, selectLeaves, []any{from, to}, func(row scanner) (tlog.Hash, error) {
			var b []byte
			if err := row.Scan(&b); err != nil {
				return tlog.Hash{}, err
			}
			return hashOf(b)
		})
	}
}

// hashOf is a hash as the file keeps it; a damaged file may hold anything.
func hashOf(b []byte) (tlog.Hash, error) {
	if len(b) != tlog.HashSize {
		return tlog.Hash{}, fmt.Errorf("a hash of %d bytes", len(b))
	}
	return tlog.Hash(b), nil
}

const selectLeaves = `
SELECT leaf_hash
  FROM event
 WHERE seq >= $1 AND seq < $2
 ORDER BY seq`

// Head returns the size of the record and the root of its tree, as committed.
func (d *DB) Head(ctx context.Context) (claims.RecordHead, error) {
	size, _, err := headSize(ctx, d)
	if err != nil {
		return claims.RecordHead{}, err
	}
	tree, err := record.Load(size, nodeReader(ctx, d), leafReader(ctx, d))
	if err != nil {
		return claims.RecordHead{}, err
	}
	return claims.RecordHead{Size: size, Root: rootText(tree.Root())}, nil
}

// rootText writes a root in hex, as people compare it.
func rootText(root tlog.Hash) string { return hex.EncodeToString(root[:]) }

// previous reads the value that an entity had at a version.
func (t *tx) previous(e entity, version int) error {
	subject, id, _ := e.subject()
	return t.one(t.ctx, selectPayloadAt, []any{subject, id, version}, jsonValue{e})
}

const selectPayloadAt = `
SELECT p.body
  FROM event e
  JOIN payload p ON p.seq = e.seq
 WHERE e.subject = $1 AND e.subject_id = $2 AND e.subject_version = $3`
