package db

import (
	"context"
	"slices"

	"assay/claims"
	"assay/claims/agreement"
)

// A sealed review is in a round that is open, and a round that was sent back counts for nothing: its reviews may have been
// given on other evidence.
const selectAgreement = `
SELECT a.reviewer, b.reviewer, a.rating, b.rating, t.topics AS name, count(*)
  FROM round o
  JOIN review a ON a.claim_id = o.claim_id AND a.round = o.no
  JOIN review b ON b.claim_id = o.claim_id AND b.round = o.no AND b.reviewer <> a.reviewer
                AND (b.submitted > a.submitted OR b.submitted = a.submitted AND b.id > a.id)
  JOIN claim_tally t ON t.claim_id = o.claim_id
 WHERE o.state IN ('decided', 'disputed') AND o.need = 2 AND b.submitted >= $1 AND b.submitted < $2
 GROUP BY a.reviewer, b.reviewer, a.rating, b.rating, t.topics
 ORDER BY a.reviewer, b.reviewer, a.rating, b.rating, name`

// Agreement works out how far reviewers agree, as the reader may see it: over all rounds with two reviews by different
// people that are decided or disputed. Errors: ErrForbidden.
func (d *DB) Agreement(ctx context.Context, reader claims.Actor, f agreement.Filter) (agreement.Page, error) {
	p := agreement.Page{Filter: f, Names: map[string]string{}, Ratings: map[string]claims.Rating{}}
	all, err := loadScales(ctx, d)
	if err != nil {
		return p, err
	}
	var list []agreement.Tally
	from, to := d.period(f.From, f.To)
	_, err = each(ctx, d, selectAgreement, []any{from, to}, func(row scanner) (none struct{}, err error) {
		var t agreement.Tally
		var topics []string
		err = row.Scan(&t.First, &t.Second, &t.FirstRating, &t.SecondRating, jsonValue{&topics}, &t.N)
		p.Topics = append(p.Topics, topics...)
		if f.Topic == "" || slices.Contains(topics, f.Topic) {
			list = append(list, t)
		}
		return none, err
	})
	if err != nil {
		return p, err
	}
	slices.Sort(p.Topics)
	p.Topics = slices.Compact(p.Topics)
	if p.Report, err = agreement.Of(list, all.current()).For(reader); err != nil {
		return p, err
	}
	for _, key := range p.Matrix.Keys {
		p.Ratings[key] = all.newest(key)
	}
	users, err := d.Users(ctx)
	for _, u := range users {
		p.Names[u.ID] = u.Name
	}
	return p, err
}
