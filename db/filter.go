package db

import (
	"context"
	"net/url"
	"slices"

	"assay/claims"
)

// SaveFilter keeps a filter of the queue for the actor under a name; one of the same name is replaced. Errors: ErrForbidden,
// FieldErrors as for claims.CheckFilterName.
func (d *DB) SaveFilter(ctx context.Context, by By, name string, f claims.QueueFilter) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayRead); err != nil {
			return "", err
		}
		have, err := each(t.ctx, t, selectSavedFilters, []any{by.ID}, scanSavedFilter)
		if err != nil {
			return "", err
		}
		var names []string
		for _, s := range have {
			names = append(names, s.Name)
		}
		if err := claims.CheckFilterName(name, names); err != nil {
			return "", err
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		return id, t.exec(upsertSavedFilter, id, by.ID, name, f.Query())
	})
	return err
}

const upsertSavedFilter = `
INSERT INTO saved_filter (id, user_id, name, query)
VALUES ($1, $2, $3, $4)
    ON CONFLICT (user_id, name) DO UPDATE
   SET query = excluded.query`

// RemoveFilter forgets a filter of the actor's. Errors: ErrForbidden; ErrNotFound, also for somebody else's.
func (d *DB) RemoveFilter(ctx context.Context, by By, id string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayRead); err != nil {
			return "", err
		}
		n, err := t.change(deleteSavedFilter, id, by.ID)
		if err == nil && n == 0 {
			err = claims.ErrNotFound
		}
		return "", err
	})
	return err
}

const deleteSavedFilter = `
DELETE FROM saved_filter
 WHERE id = $1 AND user_id = $2`

// savedFilters are the filters that somebody keeps, by name. One that this program does not understand is left out.
func (d *DB) savedFilters(ctx context.Context, reader claims.Actor) ([]claims.SavedFilter, error) {
	list, err := each(ctx, d, selectSavedFilters, []any{reader.ID}, scanSavedFilter)
	list = slices.DeleteFunc(list, func(s claims.SavedFilter) bool { return s.ID == "" })
	for i := range list {
		list[i].Filter.Reader = reader
	}
	return list, err
}

func scanSavedFilter(row scanner) (claims.SavedFilter, error) {
	var s claims.SavedFilter
	var query string
	if err := row.Scan(&s.ID, &s.Name, &query); err != nil {
		return s, err
	}
	q, err := url.ParseQuery(query)
	if err == nil {
		s.Filter, err = claims.ParseQueueFilter(q)
	}
	if err != nil {
		s.ID = ""
	}
	return s, nil
}

const selectSavedFilters = `
SELECT id, name, query
  FROM saved_filter
 WHERE user_id = $1
 ORDER BY name, id`
