package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"assay/claims"
)

type deskEntity struct{ claims.Desk }

func (e *deskEntity) subject() (string, string, int) { return "desk", "1", e.Version }
func (e *deskEntity) belongs() (string, string)      { return "", "" }

func (e *deskEntity) project(p projector) error {
	return mustChange(p.change(upsertDesk, e.Name, e.URL, e.Contact, e.TimeZone, e.Version))
}

const upsertDesk = `
INSERT INTO desk (id, name, url, contact, time_zone, version)
VALUES (1, $1, $2, $3, $4, $5)
    ON CONFLICT (id) DO UPDATE
   SET name = excluded.name, url = excluded.url, contact = excluded.contact, time_zone = excluded.time_zone,
       version = excluded.version
 WHERE desk.version = excluded.version - 1`

// mustChange turns an upsert that found another version than the one before into errStale.
func mustChange(n int64, err error) error {
	if err == nil && n == 0 {
		return errStale
	}
	return err
}

// Desk returns the desk. Errors: ErrNotFound before it is set up.
func (d *DB) Desk(ctx context.Context) (claims.Desk, error) {
	var desk claims.Desk
	err := d.one(ctx, selectDesk, nil, &desk.Name, &desk.URL, &desk.Contact, &desk.TimeZone, &desk.Version)
	return desk, err
}

const selectDesk = `
SELECT name, url, contact, time_zone, version
  FROM desk
 WHERE id = 1`

// EditDesk changes the desk's settings. Errors: ErrForbidden, ErrConflict, FieldErrors as for Desk.Check and
// "time_zone".
func (d *DB) EditDesk(ctx context.Context, by By, in claims.Desk) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayAdmin); err != nil {
			return "", err
		}
		if err := checkDesk(in); err != nil {
			return "", err
		}
		var now claims.Desk
		if err := t.one(t.ctx, selectDesk, nil, &now.Name, &now.URL, &now.Contact, &now.TimeZone, &now.Version); err != nil {
			return "", err
		}
		if now.Version != in.Version {
			return "", t.conflict("desk", "1", in.Version, now.Version)
		}
		in.Version++
		return "", t.save(claims.DeskEdited, &deskEntity{in}, "")
	})
	if err == nil {
		d.zoneChanged(ctx)
	}
	return err
}

// zoneChanged reads the desk after it was written, and not the form: a form that is sent again changes nothing.
func (d *DB) zoneChanged(ctx context.Context) {
	if err := d.readZone(context.WithoutCancel(ctx)); err != nil {
		d.log.Error("time zone", "err", err) // the write stands; the next start reads the zone
	}
}

func checkDesk(desk claims.Desk) error {
	bad := claims.Fields(desk.Check())
	if _, err := time.LoadLocation(desk.TimeZone); err != nil || desk.TimeZone == "" {
		bad.Add("time_zone", "Choose a time zone by its name, for instance Europe/Vienna or UTC.")
	}
	return bad.Err()
}

// NewDesk is what the set-up page asks for.
type NewDesk struct {
	Token string // from the one-time link
	Desk  claims.Desk
	Admin claims.User // handle and name
	Hash  string      // of the admin's password
}

// SetUp makes the desk, its scale and its first admin, whose id it returns. It works once. Errors: ErrForbidden for a
// wrong or used token, FieldErrors ("desk", "time_zone", "handle", "name").
func (d *DB) SetUp(ctx context.Context, by By, in NewDesk) (string, error) {
	by.Actor = claims.System
	id, err := d.write(ctx, by, func(t *tx) (string, error) {
		n, err := t.change(useSetupToken, tokenHash(in.Token))
		if err != nil {
			return "", err
		}
		if n == 0 {
			return "", claims.ErrForbidden
		}
		return t.setUp(in)
	})
	if err == nil {
		d.zoneChanged(ctx)
	}
	return id, err
}

func (t *tx) setUp(in NewDesk) (string, error) {
	in.Admin.Role = claims.Admin
	bad := append(claims.Fields(checkDesk(in.Desk)), claims.Fields(claims.CheckUser(in.Admin))...)
	if err := bad.Err(); err != nil {
		return "", err
	}
	in.Desk.Version = 1
	if err := t.save(claims.DeskSetUp, &deskEntity{in.Desk}, ""); err != nil {
		return "", err
	}
	scale := claims.DefaultScale()
	scale.Version = 1
	if err := t.save(claims.ScaleCreated, &scaleEntity{scale}, ""); err != nil {
		return "", err
	}
	return t.addUser(in.Admin, in.Hash)
}

const useSetupToken = `
UPDATE setup_token
   SET used = 1
 WHERE id = 1 AND hash = $1 AND used = 0`

// NewSetupToken makes a token for the set-up link, in place of an earlier one. Errors: ErrConflict when the desk is set
// up already.
func (d *DB) NewSetupToken(ctx context.Context) (string, error) {
	return d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		var n int
		if err := t.one(t.ctx, selectDeskCount, nil, &n); err != nil {
			return "", err
		}
		if n > 0 {
			return "", claims.ErrConflict
		}
		a, err := t.newID()
		if err != nil {
			return "", err
		}
		b, err := t.newID()
		if err != nil {
			return "", err
		}
		// 64 random bits beside the times: enough for a link that lives until it is used.
		token := a + b
		return token, t.exec(upsertSetupToken, tokenHash(token))
	})
}

const selectDeskCount = `
SELECT count(*)
  FROM desk`

const upsertSetupToken = `
INSERT INTO setup_token (id, hash, used)
VALUES (1, $1, 0)
    ON CONFLICT (id) DO UPDATE
   SET hash = excluded.hash, used = 0`

// NeedsSetUp tells whether the desk is still to be set up.
func (d *DB) NeedsSetUp(ctx context.Context) (bool, error) {
	_, err := d.Desk(ctx)
	if errors.Is(err, claims.ErrNotFound) {
		return true, nil
	}
	return false, err
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
