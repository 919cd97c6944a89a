package db

import (
	"context"
	"errors"
	"fmt"

	"assay/claims"
)

type userEntity struct{ claims.User }

func (e *userEntity) subject() (string, string, int) { return "user", e.ID, e.Version }
func (e *userEntity) belongs() (string, string)      { return "", "" }

func (e *userEntity) project(p projector) error {
	return mustChange(p.change(upsertUser, e.ID, e.Handle, e.Name, string(e.Role), bit(e.Disabled), timeText(e.Created), e.Version))
}

const upsertUser = `
INSERT INTO app_user (id, handle, name, role, disabled, created, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (id) DO UPDATE
   SET handle = excluded.handle, name = excluded.name, role = excluded.role, disabled = excluded.disabled,
       version = excluded.version
 WHERE app_user.version = excluded.version - 1`

func scanUser(row scanner) (claims.User, error) {
	var u claims.User
	err := row.Scan(&u.ID, &u.Handle, &u.Name, &u.Role, &u.Disabled, timeValue{&u.Created}, &u.Version)
	return u, err
}

const selectUsers = `
SELECT id, handle, name, role, disabled, created, version
  FROM app_user
 ORDER BY handle`

const selectUser = `
SELECT id, handle, name, role, disabled, created, version
  FROM app_user
 WHERE id = $1
 ORDER BY id`

// Users returns all accounts, by handle.
func (d *DB) Users(ctx context.Context) ([]claims.User, error) {
	return each(ctx, d, selectUsers, nil, scanUser)
}

// User returns an account. Errors: ErrNotFound.
func (d *DB) User(ctx context.Context, id string) (claims.User, error) {
	return only(each(ctx, d, selectUser, []any{id}, scanUser))
}

// only returns the single value of a list, or ErrNotFound.
func only[T any](list []T, err error) (T, error) {
	if err == nil && len(list) == 0 {
		err = claims.ErrNotFound
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return list[0], nil
}

// Credential returns an account and its password's hash, by handle. Errors: ErrNotFound, also for an account that
// has no password.
func (d *DB) Credential(ctx context.Context, handle string) (u claims.User, hash string, err error) {
	err = d.one(ctx, selectCredential, []any{handle},
		&u.ID, &u.Handle, &u.Name, &u.Role, &u.Disabled, timeValue{&u.Created}, &u.Version, &hash)
	return u, hash, err
}

const selectCredential = `
SELECT u.id, u.handle, u.name, u.role, u.disabled, u.created, u.version, c.hash
  FROM app_user u
  JOIN credential c ON c.user_id = u.id
 WHERE u.handle = $1`

// AddUser makes an account and returns its id. hash is of its first password. Errors: ErrForbidden, FieldErrors
// ("handle", "name", "role").
func (d *DB) AddUser(ctx context.Context, by By, in claims.User, hash string) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayAdmin); err != nil {
			return "", err
		}
		if err := claims.CheckUser(in); err != nil {
			return "", err
		}
		return t.addUser(in, hash)
	})
}

func (t *tx) addUser(in claims.User, hash string) (string, error) {
	id, err := t.newID()
	if err != nil {
		return "", err
	}
	in.ID, in.Created, in.Version = id, t.now, 1
	err = t.save(claims.UserAdded, &userEntity{in}, "")
	if errors.Is(err, errUnique) {
		return "", &claims.FieldError{Field: "handle", Msg: "Somebody has this user name already. Choose another."}
	}
	if err != nil {
		return "", err
	}
	return id, t.exec(upsertCredential, id, hash, timeText(t.now))
}

const upsertCredential = `
INSERT INTO credential (user_id, hash, changed)
VALUES ($1, $2, $3)
    ON CONFLICT (user_id) DO UPDATE
   SET hash = excluded.hash, changed = excluded.changed`

// EditUser changes an account's name, role or whether it is disabled. A user may change his own name; everything else
// needs an admin, and the last admin cannot step down. Sessions of an account whose role or standing changes
// end at once. Errors: ErrForbidden, ErrNotFound, ErrConflict, FieldErrors ("name", "role", "disabled").
func (d *DB) EditUser(ctx context.Context, by By, in claims.User) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		now, err := only(each(t.ctx, t, selectUser, []any{in.ID}, scanUser))
		if err != nil {
			return "", err
		}
		standing := in.Role != now.Role || in.Disabled != now.Disabled
		if (by.ID != in.ID || standing) && by.Check(claims.MayAdmin) != nil {
			return "", claims.ErrForbidden
		}
		if now.Version != in.Version {
			return "", t.conflict("user", in.ID, in.Version, now.Version)
		}
		in.Handle, in.Created = now.Handle, now.Created
		if err := claims.CheckUser(in); err != nil {
			return "", err
		}
		in.Version++
		if err := t.save(claims.UserEdited, &userEntity{in}, ""); err != nil || !standing {
			return "", err
		}
		if err := t.keepAnAdmin(); err != nil {
			return "", err
		}
		return "", t.exec(deleteSessions, in.ID, "")
	})
	return err
}

func (t *tx) keepAnAdmin() error {
	var n int
	if err := t.one(t.ctx, selectAdminCount, nil, &n); err != nil {
		return err
	}
	if n == 0 {
		return &claims.FieldError{Field: "role", Msg: "This is the last admin. Make somebody else an admin first."}
	}
	return nil
}

const selectAdminCount = `
SELECT count(*)
  FROM app_user
 WHERE role = 'admin' AND disabled = 0`

// SetPassword replaces an account's password and ends its sessions but the one with id hash keep. A user may set his
// own; for others it needs an admin. Errors: ErrForbidden, ErrNotFound.
func (d *DB) SetPassword(ctx context.Context, by By, userID, hash, keep string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if by.ID != userID {
			if err := by.Check(claims.MayAdmin); err != nil {
				return "", err
			}
		}
		u, err := only(each(t.ctx, t, selectUser, []any{userID}, scanUser))
		if err != nil {
			return "", err
		}
		if err := t.exec(upsertCredential, userID, hash, timeText(t.now)); err != nil {
			return "", err
		}
		u.Version++
		if err := t.save(claims.UserPassword, &userEntity{u}, ""); err != nil {
			return "", fmt.Errorf("note the new password: %w", err)
		}
		return "", t.exec(deleteSessions, userID, keep)
	})
	return err
}

const deleteSessions = `
DELETE FROM session
 WHERE user_id = $1 AND id_hash <> $2`
