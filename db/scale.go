package db

import (
	"context"

	"assay/claims"
)

type scaleEntity struct{ claims.Scale }

// All scales are one subject: its versions follow each other, whichever number they are of.
func (e *scaleEntity) subject() (string, string, int) {
	return "scale", "1", e.Version
}
func (e *scaleEntity) belongs() (string, string) { return "", "" }

func (e *scaleEntity) project(p projector) error {
	ratings, err := jsonText(e.Ratings)
	if err != nil {
		return err
	}
	return mustChange(p.change(upsertScale, e.Number, ratings, e.Version))
}

const upsertScale = `
INSERT INTO scale (number, ratings, version)
VALUES ($1, $2, $3)
    ON CONFLICT (number) DO UPDATE
   SET ratings = excluded.ratings, version = excluded.version
 WHERE scale.version = excluded.version - 1`

// Scale returns the desk's current scale. Errors: ErrNotFound before the desk is set up.
func (d *DB) Scale(ctx context.Context) (claims.Scale, error) { return currentScale(ctx, d) }

func currentScale(ctx context.Context, q querier) (claims.Scale, error) {
	var s claims.Scale
	err := q.one(ctx, selectScale, nil, &s.Number, jsonValue{&s.Ratings}, &s.Version)
	return s, err
}

const selectScale = `
SELECT number, ratings, version
  FROM scale
 ORDER BY number DESC
 LIMIT 1`

// ScalePage returns the scale with its earlier numbers and what it was used for. Errors: ErrNotFound before the desk is
// set up.
func (d *DB) ScalePage(ctx context.Context) (claims.ScalePage, error) {
	var p claims.ScalePage
	var err error
	p.Numbers, err = each(ctx, d, selectScaleNumbers, nil, func(row scanner) (claims.ScaleNumber, error) {
		var n claims.ScaleNumber
		err := row.Scan(&n.Number, jsonValue{&n.Ratings}, &n.Version, timeValue{&n.At}, &n.By)
		return n, err
	})
	if err == nil && len(p.Numbers) == 0 {
		err = claims.ErrNotFound
	}
	if err != nil {
		return p, err
	}
	p.Scale = p.Numbers[0].Scale
	if p.Used, err = scaleUsed(ctx, d, p.Scale.Number); err != nil {
		return p, err
	}
	p.Given = map[string]int{}
	for _, r := range p.Scale.Ratings {
		var n int
		if err := d.one(ctx, selectGiven, []any{r.Key}, &n); err != nil {
			return p, err
		}
		p.Given[r.Key] = n
	}
	return p, nil
}

const selectScaleNumbers = `
SELECT s.number, s.ratings, s.version, e.at, COALESCE(u.name, '')
  FROM scale s
  JOIN event e ON e.subject = 'scale' AND e.subject_id = '1' AND e.subject_version = s.version
  LEFT JOIN app_user u ON u.id = e.actor
 ORDER BY s.number DESC`

const selectGiven = `
SELECT count(*)
  FROM claim_tally t
 WHERE t.rating = $1 AND t.rating <> ''`

// scaleUsed tells whether a review was given with a scale. Every verdict rests on reviews.
func scaleUsed(ctx context.Context, q querier, number int) (bool, error) {
	var used bool
	err := q.one(ctx, selectScaleUsed, []any{number}, &used)
	return used, err
}

const selectScaleUsed = `
SELECT EXISTS (SELECT 1 FROM review r WHERE r.scale = $1)`

// EditScale changes the scale: in place while nothing was rated with it, and otherwise by making the next number.
// Errors: ErrForbidden, ErrConflict, FieldErrors as for claims.Scale.Revise.
func (d *DB) EditScale(ctx context.Context, by By, in claims.ScaleEdit) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		now, err := currentScale(t.ctx, t)
		if err != nil {
			return "", err
		}
		used, err := scaleUsed(t.ctx, t, now.Number)
		if err != nil {
			return "", err
		}
		if err := by.Check(claims.MayAdmin); err != nil {
			return "", err
		}
		if now.Version != in.Version {
			return "", t.conflict("scale", "1", in.Version, now.Version)
		}
		next, err := now.Revise(in, used, by.Actor)
		if err != nil {
			return "", err
		}
		next.Version = now.Version + 1
		what := claims.ScaleEdited
		if next.Number != now.Number {
			what = claims.ScaleCreated
		}
		return "", t.save(what, &scaleEntity{next}, "")
	})
	return err
}
