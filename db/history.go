package db

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"sort"
	"strconv"
	"time"

	"assay/claims"
)

// eventColumns are an event e with the names of who acted and of what it is about, and, when $1 is 1, the entity's
// value after the event and before it. The last column tells whether the value is sealed for the reader $2: a review
// of a round that is open, or disputed while names are hidden, unless it is his, and what an open round says about itself. eventTables are its tables; scanEventRow reads them.
const eventColumns = `
SELECT e.seq, e.at, e.actor, COALESCE(u.name, ''), e.kind, e.subject, e.subject_id, e.subject_version, e.article_id,
       e.claim_id, e.note, e.leaf_hash,
       CASE e.subject
       WHEN 'source' THEN COALESCE((SELECT s.title FROM source s WHERE s.id = e.subject_id), '')
       WHEN 'snapshot' THEN COALESCE((SELECT s.title FROM snapshot n JOIN source s ON s.id = n.source_id WHERE n.id = e.subject_id), '')
       WHEN 'user' THEN COALESCE((SELECT w.name FROM app_user w WHERE w.id = e.subject_id), '')
       WHEN 'claimant' THEN COALESCE((SELECT m.name FROM claimant m WHERE m.id = e.subject_id), '')
       WHEN 'desk' THEN COALESCE((SELECT k.name FROM desk k WHERE k.id = 1), '')
       ELSE COALESCE(c.wording, a.headline, '')
       END,
       CASE WHEN $1 = 1 THEN COALESCE((SELECT p.body FROM payload p WHERE p.seq = e.seq), '') ELSE '' END,
       CASE WHEN $1 = 1 THEN COALESCE((SELECT p.body
                                         FROM event b
                                         JOIN payload p ON p.seq = b.seq
                                        WHERE b.subject = e.subject AND b.subject_id = e.subject_id
                                          AND b.subject_version = e.subject_version - 1), '') ELSE '' END,
       CASE e.subject
       WHEN 'review' THEN EXISTS (SELECT 1 FROM review w JOIN round o ON o.claim_id = w.claim_id AND o.no = w.round
                                   WHERE w.id = e.subject_id AND w.reviewer <> $2
                                     AND (o.state = 'open' OR o.state = 'disputed' AND EXISTS (SELECT 1 FROM policy y WHERE y.hide_names = 1)))
       WHEN 'round' THEN EXISTS (SELECT 1 FROM round o WHERE o.id = e.subject_id AND o.state = 'open')
       WHEN 'comment' THEN EXISTS (SELECT 1 FROM comment k
                                     JOIN round o ON o.claim_id = k.claim_id AND o.state = 'open' AND o.need > 1
                                     JOIN review w ON w.claim_id = o.claim_id AND w.round = o.no AND w.reviewer = k.by_user
                                    WHERE k.id = e.subject_id AND k.by_user <> $2 AND k.at >= w.submitted)
       WHEN 'relation' THEN EXISTS (SELECT 1 FROM relation rel
                                      JOIN review w ON w.claim_id IN (rel.claim_id, rel.other_id) AND w.reviewer = e.actor AND w.reviewer <> $2
                                      JOIN round o ON o.claim_id = w.claim_id AND o.no = w.round AND o.state = 'open'
                                     WHERE rel.id = e.subject_id)
       ELSE 0
       END`

const eventTables = `
  FROM event e
  LEFT JOIN app_user u ON u.id = e.actor
  LEFT JOIN claim c ON c.id = e.claim_id
  LEFT JOIN article a ON a.id = e.article_id`

func scanEventRow(row scanner) (claims.EventRow, error) {
	var r claims.EventRow
	var leaf []byte
	var after, before string
	var sealed bool
	err := row.Scan(&r.Seq, timeValue{&r.At}, &r.Actor, &r.ActorName, &r.Kind, &r.Subject, &r.SubjectID, &r.Version,
		&r.ArticleID, &r.ClaimID, &r.Note, &leaf, &r.Title, &after, &before, &sealed)
	if err != nil {
		return r, err
	}
	r.Leaf = hex.EncodeToString(leaf)
	switch {
	case r.Actor == claims.SystemID:
		r.ActorName = claims.System.Name
	case r.ActorName == "":
		r.ActorName = r.Actor
	}
	if r.Sealed = sealed; sealed {
		return r, nil
	}
	if after != "" {
		r.Changes, err = changes(before, after)
	}
	return r, err
}

// The histories differ in the index that they walk, newest first: the …Is condition. What else is asked for is looked
// at row by row. Parameters: $1 values wanted, $2 the reader, $3 and $4 the range of numbers, half open, $5 … $10 the filters, $11 how many.
const (
	selectEvents          = eventStart + claimAny + articleAny + subjectAny + actorAny + kindAny + eventEnd
	selectEventsByClaim   = eventStart + claimIs + articleAny + subjectAny + actorAny + kindAny + eventEnd
	selectEventsByArticle = eventStart + claimAny + articleIs + subjectAny + actorAny + kindAny + eventEnd
	selectEventsBySubject = eventStart + claimAny + articleAny + subjectIs + actorAny + kindAny + eventEnd
	selectEventsByActor   = eventStart + claimAny + articleAny + subjectAny + actorIs + kindAny + eventEnd
	selectEventsByKind    = eventStart + claimAny + articleAny + subjectAny + actorAny + kindIs + eventEnd

	eventStart = eventColumns + eventTables + `
 WHERE e.seq >= $3 AND e.seq < $4`
	claimAny   = ` AND ($5 = '' OR $5 = e.claim_id)`
	claimIs    = ` AND e.claim_id = $5 AND e.claim_id <> ''`
	articleAny = ` AND ($6 = '' OR $6 = e.article_id)`
	articleIs  = ` AND e.article_id = $6 AND e.article_id <> ''`
	subjectAny = ` AND ($7 = '' OR $7 = e.subject) AND ($8 = '' OR $8 = e.subject_id)`
	subjectIs  = ` AND e.subject = $7 AND e.subject_id = $8`
	actorAny   = ` AND ($9 = '' OR $9 = e.actor)`
	actorIs    = ` AND e.actor = $9`
	kindAny    = ` AND ($10 = '' OR $10 = e.kind)`
	kindIs     = ` AND e.kind = $10`
	eventEnd   = `
 ORDER BY e.seq DESC
 LIMIT $11`
)

// eventQuery chooses the index that leaves the fewest events to look at.
func eventQuery(f claims.EventFilter) string {
	switch {
	case f.ClaimID != "":
		return selectEventsByClaim
	case f.Subject != "" && f.SubjectID != "":
		return selectEventsBySubject
	case f.ArticleID != "":
		return selectEventsByArticle
	case f.Actor != "":
		return selectEventsByActor
	case f.Kind != "":
		return selectEventsByKind
	}
	return selectEvents
}

// Events returns a page of the record, newest first; Next is the number to give as Before for the following page.
// Errors: FieldErrors on "from" and "to".
func (d *DB) Events(ctx context.Context, f claims.EventFilter) (claims.Page[claims.EventRow], error) {
	rows, err := d.events(ctx, f, pageSize+1)
	return page(rows, pageSize, func(r claims.EventRow) string { return strconv.FormatInt(r.Seq, 10) }), err
}

func (d *DB) events(ctx context.Context, f claims.EventFilter, limit int) ([]claims.EventRow, error) {
	from, to, err := d.eventRange(ctx, f)
	if err != nil {
		return nil, err
	}
	values := 0
	if f.Values {
		values = 1
	}
	rows, err := each(ctx, d, eventQuery(f), []any{
		values, f.Reader, from, to, f.ClaimID, f.ArticleID, f.Subject, f.SubjectID,
		f.Actor, string(f.Kind), limit,
	}, scanEventRow)
	if err != nil || !f.Values {
		return rows, err
	}
	return rows, d.nameIDs(ctx, rows)
}

// eventRange turns days into numbers of events: times never run backwards along the record, so the first event of a
// day is found by halving.
func (d *DB) eventRange(ctx context.Context, f claims.EventFilter) (from, to int64, err error) {
	to = math.MaxInt64
	if f.Before > 0 {
		to = f.Before
	}
	var bad claims.FieldErrors
	first, ok := f.From.Day()
	if f.From != "" && !ok {
		bad.Add("from", "Write the day as year-month-day, for instance 2017-02-08.")
	}
	last, ok := f.To.Day()
	if f.To != "" && !ok {
		bad.Add("to", "Write the day as year-month-day, for instance 2017-02-08.")
	}
	if err := bad.Err(); err != nil {
		return 0, 0, err
	}
	if f.From != "" {
		if from, err = d.firstEventSince(ctx, first); err != nil {
			return 0, 0, err
		}
	}
	// Text of the year 10000 would sort first; no event is later than the last day before it.
	if end := last.AddDate(0, 0, 1); f.To != "" && end.Year() <= 9999 {
		end, err := d.firstEventSince(ctx, end)
		if err != nil {
			return 0, 0, err
		}
		to = min(to, end)
	}
	return from, to, nil
}

// firstEventSince returns the number of the first event at or after t; the record's size when there is none.
func (d *DB) firstEventSince(ctx context.Context, t time.Time) (int64, error) {
	size, _, err := headSize(ctx, d)
	if err != nil {
		return 0, err
	}
	since := timeText(t)
	n := sort.Search(int(size), func(seq int) bool {
		var at string
		if err == nil {
			err = d.one(ctx, selectEventTime, []any{seq}, &at)
		}
		return at >= since
	})
	return int64(n), err
}

const selectEventTime = `
SELECT at
  FROM event
 WHERE seq = $1`

// namedFields are the fields whose values are ids that people know by a name: how a history calls the field, and where
// the name is read.
var namedFields = map[string]struct{ shown, query string }{
	"claimant_id": {"claimant", selectClaimantName},
	"assignee":    {"assignee", selectUserName},
}

// nameIDs puts names for the ids of those that changed. A page holds few of them.
func (d *DB) nameIDs(ctx context.Context, rows []claims.EventRow) error {
	names := map[string]string{"": ""}
	name := func(field, query, id string) (string, error) {
		if n, ok := names[id]; ok {
			return n, nil
		}
		var n string
		err := d.one(ctx, query, []any{id}, &n)
		if errors.Is(err, claims.ErrNotFound) { // the file is damaged, and the history is there
			err = fmt.Errorf("%s %s is missing", field, id)
		}
		names[id] = n
		return n, err
	}
	for _, r := range rows {
		for i := range r.Changes {
			c := &r.Changes[i]
			f, ok := namedFields[c.Field]
			if !ok {
				continue
			}
			c.Field = f.shown
			var err error
			if c.Before, err = name(f.shown, f.query, c.Before); err != nil {
				return err
			}
			if c.After, err = name(f.shown, f.query, c.After); err != nil {
				return err
			}
		}
	}
	return nil
}

const selectClaimantName = `
SELECT name
  FROM claimant
 WHERE id = $1
 ORDER BY id`
