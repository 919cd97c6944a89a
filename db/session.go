package db

import (
	"context"
	"time"

	"assay/claims"
)

// Session is a signed-in browser. The store knows only the digest of its id.
type Session struct {
	IDHash  string // hex SHA-256 of the id in the cookie
	UserID  string
	Agent   string // the browser, as it names itself
	Created time.Time
	Seen    time.Time
	Expires time.Time
	Record  int64 // events in the record when the session was read, whichever process wrote them; only Session sets it
	Unseen  int   // notices that the user has not seen; only Session sets it
}

// idleTime is how long a session lives without a request (ASVS 5.0, 7.3).
const idleTime = 12 * time.Hour

// live returns the times by which a live session is known: it expires after now, and was last used at idle or later.
func (d *DB) live() (now, idle string) {
	at := d.Now()
	return timeText(at), timeText(at.Add(-idleTime))
}

func scanSession(row scanner) (Session, error) {
	var s Session
	err := row.Scan(&s.IDHash, &s.UserID, &s.Agent, timeValue{&s.Created}, timeValue{&s.Seen}, timeValue{&s.Expires})
	return s, err
}

// Session returns a live session with its user, in one query. A session ends when it expires, or after 12 hours without a
// request. Errors: ErrNotFound, also when the user is disabled.
func (d *DB) Session(ctx context.Context, idHash string) (s Session, u claims.User, err error) {
	now, idle := d.live()
	err = d.one(ctx, selectSession, []any{idHash, now, idle},
		&s.IDHash, &s.UserID, &s.Agent, timeValue{&s.Created}, timeValue{&s.Seen}, timeValue{&s.Expires},
		&u.ID, &u.Handle, &u.Name, &u.Role, &u.Disabled, timeValue{&u.Created}, &u.Version, &s.Record, &s.Unseen)
	return s, u, err
}

const selectSession = `
SELECT s.id_hash, s.user_id, s.agent, s.created, s.seen, s.expires,
       u.id, u.handle, u.name, u.role, u.disabled, u.created, u.version,
       (SELECT COALESCE(MAX(seq), -1) + 1 FROM event),
       (SELECT count(*) FROM notice n WHERE n.user_id = u.id AND n.seen = 0)
  FROM session s
  JOIN app_user u ON u.id = s.user_id
 WHERE s.id_hash = $1 AND s.expires > $2 AND s.seen >= $3 AND u.disabled = 0`

// Sessions returns a user's live sessions, newest first.
func (d *DB) Sessions(ctx context.Context, userID string) ([]Session, error) {
	now, idle := d.live()
	return each(ctx, d, selectSessions, []any{userID, now, idle}, scanSession)
}

const selectSessions = `
SELECT id_hash, user_id, agent, created, seen, expires
  FROM session
 WHERE user_id = $1 AND expires > $2 AND seen >= $3
 ORDER BY created DESC, id_hash`

// SaveSession makes a session or replaces its times.
func (d *DB) SaveSession(ctx context.Context, s Session) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		return "", t.exec(upsertSession, s.IDHash, s.UserID, s.Agent, timeText(s.Created), timeText(s.Seen), timeText(s.Expires))
	})
	return err
}

const upsertSession = `
INSERT INTO session (id_hash, user_id, agent, created, seen, expires)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (id_hash) DO UPDATE
   SET seen = excluded.seen, expires = excluded.expires`

// TouchSession notes that a session is in use. A session that ended meanwhile stays ended.
func (d *DB) TouchSession(ctx context.Context, idHash string) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		return "", t.exec(touchSession, timeText(t.now), idHash)
	})
	return err
}

const touchSession = `
UPDATE session
   SET seen = $1
 WHERE id_hash = $2`

// EndSession removes a session.
func (d *DB) EndSession(ctx context.Context, idHash string) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		return "", t.exec(deleteSession, idHash)
	})
	return err
}

const deleteSession = `
DELETE FROM session
 WHERE id_hash = $1`

// EndSessions removes a user's sessions but the one with id hash keep.
func (d *DB) EndSessions(ctx context.Context, userID, keep string) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		return "", t.exec(deleteSessions, userID, keep)
	})
	return err
}

// SignInFailures returns how many sign-ins failed in a row for a key and when the last one did.
func (d *DB) SignInFailures(ctx context.Context, key string) (n int, last time.Time, err error) {
	rows, err := each(ctx, d, selectSignIn, []any{key}, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(&n, timeValue{&last})
	})
	if len(rows) == 0 {
		return 0, time.Time{}, err
	}
	return n, last, err
}

const selectSignIn = `
SELECT failures, last
  FROM sign_in
 WHERE id = $1
 ORDER BY id`

// CountSignIn notes the outcome of a sign-in for keys: a success clears them, a failure adds one to each.
func (d *DB) CountSignIn(ctx context.Context, ok bool, keys ...string) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		for _, key := range keys {
			var err error
			if ok {
				err = t.exec(deleteSignIn, key)
			} else {
				err = t.exec(addSignInFailure, key, timeText(t.d.Now()))
			}
			if err != nil {
				return "", err
			}
		}
		return "", nil
	})
	return err
}

const deleteSignIn = `
DELETE FROM sign_in
 WHERE id = $1`

const addSignInFailure = `
INSERT INTO sign_in (id, failures, last)
VALUES ($1, 1, $2)
    ON CONFLICT (id) DO UPDATE
   SET failures = sign_in.failures + 1, last = excluded.last`

// Tidy removes what is past its use: sessions that ended, operations and sign-in counts older than a day, drafts older
// than 30 days, notices that were seen and are older than 90. None of it is part of the record.
func (d *DB) Tidy(ctx context.Context) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		now := t.d.Now()
		end, idle := t.d.live()
		day, month := timeText(now.Add(-24*time.Hour)), timeText(now.AddDate(0, 0, -30))
		for _, s := range []struct{ query, before string }{
			{deleteExpired, end},
			{deleteIdle, idle},
			{deleteOps, day},
			{deleteSignIns, day},
			{deleteDrafts, month},
			{deleteNotices, timeText(now.AddDate(0, 0, -90))},
		} {
			if err := t.exec(s.query, s.before); err != nil {
				return "", err
			}
		}
		return "", nil
	})
	return err
}

const deleteExpired = `
DELETE FROM session
 WHERE expires <= $1`

const deleteIdle = `
DELETE FROM session
 WHERE seen < $1`

const deleteOps = `
DELETE FROM op
 WHERE at < $1`

const deleteSignIns = `
DELETE FROM sign_in
 WHERE last < $1`

const deleteDrafts = `
DELETE FROM draft
 WHERE made < $1`
