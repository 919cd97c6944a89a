package db

import (
	"context"
	"iter"
	"time"

	"assay/claims/record"
)

// RecordLine is one event with its payload, as the record keeps it.
type RecordLine struct {
	record.Event
	Salt    []byte // of the payload's digest
	Payload string // JSON: the full value after the event; "" when it was erased
}

// recordPageSize is how many events are read at a time.
const recordPageSize = 500

// EachEvent reads the record from event number from on, in order. It holds a few hundred events in memory at a time and
// ends after an error.
func (d *DB) EachEvent(ctx context.Context, from int64) iter.Seq2[RecordLine, error] {
	return func(yield func(RecordLine, error) bool) {
		for {
			page, err := each(ctx, d, selectRecordPage, []any{from, recordPageSize}, scanRecordLine)
			if err != nil {
				yield(RecordLine{}, err)
				return
			}
			for _, line := range page {
				if !yield(line, nil) {
					return
				}
			}
			if len(page) < recordPageSize {
				return
			}
			from = page[len(page)-1].Seq + 1
		}
	}
}

func scanRecordLine(row scanner) (RecordLine, error) {
	var line RecordLine
	var digest, leaf []byte
	err := row.Scan(&line.Seq, timeValue{&line.At}, &line.Actor, &line.OnBehalf, &line.Kind, &line.Subject, &line.SubjectID,
		&line.SubjectVersion, &line.ArticleID, &line.ClaimID, &line.Note, &line.Op, &line.Schema, &digest, &leaf,
		&line.Salt, &line.Payload)
	copy(line.PayloadDigest[:], digest)
	copy(line.Leaf[:], leaf)
	return line, err
}

const selectRecordPage = `
SELECT e.seq, e.at, e.actor, e.on_behalf, e.kind, e.subject, e.subject_id, e.subject_version, e.article_id, e.claim_id,
       e.note, e.op, e.schema, e.payload_digest, e.leaf_hash, p.salt, COALESCE(p.body, '')
  FROM event e
  LEFT JOIN payload p ON p.seq = e.seq
 WHERE e.seq >= $1
 ORDER BY e.seq
 LIMIT $2`

// EventAt returns the number of the last event that happened at an instant or before it. Errors: ErrNotFound when the
// record begins later.
func (d *DB) EventAt(ctx context.Context, at time.Time) (int64, error) {
	var seq int64
	err := d.one(ctx, selectEventAt, []any{timeText(at)}, &seq)
	return seq, err
}

const selectEventAt = `
SELECT seq
  FROM event
 WHERE at <= $1
 ORDER BY seq DESC
 LIMIT 1`
