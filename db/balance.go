package db

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"assay/claims"
)

// balanceSums count claims c of a tally t by what became of them, in the order of claims.Balance and RejectReasons.
const balanceSums = `sum(CASE WHEN c.state = 'accepted' AND t.rating <> '' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'accepted' AND t.rating = '' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'candidate' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'withdrawn' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'rejected' AND c.reason = 'opinion' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'rejected' AND c.reason = 'vague' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'rejected' AND c.reason = 'trivial' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'rejected' AND c.reason = 'duplicate' THEN 1 ELSE 0 END),
       sum(CASE WHEN c.state = 'rejected' AND c.reason = 'not-a-claim' THEN 1 ELSE 0 END)`

// balancePeriod chooses the claims that came in at a time. An id sorts by the time at which it was made, and is never of
// an earlier one than its claim: so the index tells where the period begins.
const balancePeriod = `
 WHERE c.id >= $1 AND c.created >= $2 AND c.created < $3 AND c.state IN ('accepted', 'candidate', 'withdrawn', 'rejected')`

const (
	selectBalance = `
SELECT ` + balanceSums + `
  FROM claim c
  JOIN claim_tally t ON t.claim_id = c.id` + balancePeriod

	selectBalanceByClaimant = `
SELECT c.claimant_id AS id, COALESCE(m.name, '') AS name, ` + balanceSums + `
  FROM claim c
  JOIN claim_tally t ON t.claim_id = c.id
  LEFT JOIN claimant m ON m.id = c.claimant_id` + balancePeriod + `
 GROUP BY c.claimant_id, m.name
 ORDER BY count(c.no) DESC, id`

	selectBalanceByOutlet = `
SELECT a.outlet, a.outlet AS name, ` + balanceSums + `
  FROM claim c
  JOIN claim_tally t ON t.claim_id = c.id
  JOIN article a ON a.id = c.article_id` + balancePeriod + `
 GROUP BY a.outlet
 ORDER BY count(c.no) DESC, name`

	selectBalanceByTopics = `
SELECT c.topics, c.topics AS name, ` + balanceSums + `
  FROM claim c
  JOIN claim_tally t ON t.claim_id = c.id` + balancePeriod + `
 GROUP BY c.topics
 ORDER BY name`

	selectBalanceByRating = `
SELECT t.rating, t.rating AS name, ` + balanceSums + `
  FROM claim c
  JOIN claim_tally t ON t.claim_id = c.id` + balancePeriod + ` AND c.state = 'accepted' AND t.rating <> ''
 GROUP BY t.rating
 ORDER BY count(c.no) DESC, name`

	// Who reviewed a claim that is decided, and who set one aside: of every claim and person once.
	selectBalanceByReviewer = `
SELECT w.who, COALESCE(u.name, w.who) AS name, ` + balanceSums + `
  FROM (SELECT DISTINCT r.claim_id AS claim_id, r.reviewer AS who
          FROM review r
         WHERE r.claim_id >= $1) w
  JOIN claim c ON c.id = w.claim_id
  JOIN claim_tally t ON t.claim_id = c.id
  LEFT JOIN app_user u ON u.id = w.who
 WHERE c.created >= $2 AND c.created < $3 AND c.state = 'accepted' AND t.rating <> ''
 GROUP BY w.who, u.name
 ORDER BY name`

	selectBalanceBySetter = `
SELECT w.who, COALESCE(u.name, w.who) AS name, ` + balanceSums + `
  FROM (SELECT c.id AS claim_id,
               COALESCE((SELECT e.actor
                           FROM event e
                          WHERE e.claim_id = c.id AND e.claim_id <> '' AND e.kind IN ('claim.reject', 'claim.withdraw')
                          ORDER BY e.seq DESC
                          LIMIT 1), '') AS who
          FROM claim c
         WHERE c.id >= $1 AND c.created >= $2 AND c.created < $3 AND c.state IN ('withdrawn', 'rejected')) w
  JOIN claim c ON c.id = w.claim_id
  JOIN claim_tally t ON t.claim_id = c.id
  LEFT JOIN app_user u ON u.id = w.who
 GROUP BY w.who, u.name
 ORDER BY name`
)

func scanBalance(row scanner) (claims.Balance, error) {
	var b claims.Balance
	err := row.Scan(append([]any{&b.Key, &b.Name}, sumsOf(&b)...)...)
	return b, err
}

// sumsOf is where balanceSums are scanned to.
func sumsOf(b *claims.Balance) []any {
	b.Rejected = make([]int, len(claims.RejectReasons))
	into := []any{count0{&b.Checked}, count0{&b.Open}, count0{&b.Waiting}, count0{&b.Withdrawn}}
	for i := range b.Rejected {
		into = append(into, count0{&b.Rejected[i]})
	}
	return into
}

// count0 scans a sum; that of no rows is NULL.
type count0 struct{ into *int }

func (c count0) Scan(src any) error {
	n, _ := src.(int64)
	*c.into = int(n)
	return nil
}

// maxBalanceRows bounds the rows of a page. A file has them all.
const maxBalanceRows = 100

// Balance returns the counts of claims that came in within a period, over all and by one dimension.
func (d *DB) Balance(ctx context.Context, f claims.BalanceFilter) (claims.BalancePage, error) {
	p := claims.BalancePage{Filter: f}
	if err := d.one(ctx, selectBalance, d.balancePeriod(f), sumsOf(&p.Total)...); err != nil {
		return p, err
	}
	err := d.EachBalance(ctx, f, func(b claims.Balance) error {
		if len(p.Rows) == maxBalanceRows {
			p.More = true
			return errEnoughRows
		}
		p.Rows = append(p.Rows, b)
		return nil
	})
	if errors.Is(err, errEnoughRows) {
		err = nil
	}
	return p, err
}

var errEnoughRows = errors.New("enough rows")

// EachBalance hands every row of a balance to take, those with most claims first. Claims are counted by the store, so that
// what is held in memory grows with the rows of the narrow dimensions at most, never with the claims. It stops at
// take's error and returns it.
func (d *DB) EachBalance(ctx context.Context, f claims.BalanceFilter, take func(claims.Balance) error) error {
	switch f.By {
	case claims.ByClaimant:
		return d.walkBalance(ctx, f, selectBalanceByClaimant, take)
	case claims.ByOutlet:
		return d.walkBalance(ctx, f, selectBalanceByOutlet, take)
	case claims.ByTopic:
		return d.sumBalance(ctx, f, take, topicsOf, selectBalanceByTopics)
	case claims.ByRating:
		all, err := loadScales(ctx, d)
		if err != nil {
			return err
		}
		return d.walkBalance(ctx, f, selectBalanceByRating, func(b claims.Balance) error {
			b.Name = all.newest(b.Key).Label
			return take(b)
		})
	}
	return d.sumBalance(ctx, f, take, func(b claims.Balance) ([]claims.Balance, error) { return []claims.Balance{b}, nil },
		selectBalanceByReviewer, selectBalanceBySetter)
}

// walkBalance hands on the rows of a query as they come.
func (d *DB) walkBalance(ctx context.Context, f claims.BalanceFilter, query string, take func(claims.Balance) error) error {
	rows, err := d.rows(ctx, query, d.balancePeriod(f)...)
	if err != nil {
		return kind(err)
	}
	defer rows.Close()
	for rows.Next() {
		b, err := scanBalance(rows)
		if err == nil {
			err = take(b)
		}
		if err != nil {
			return err
		}
	}
	return kind(rows.Err())
}

// sumBalance adds the rows of queries up by their keys; split makes the rows that one of them counts for.
func (d *DB) sumBalance(ctx context.Context, f claims.BalanceFilter, take func(claims.Balance) error, split func(claims.Balance) ([]claims.Balance, error), queries ...string) error {
	sums := map[string]claims.Balance{}
	for _, query := range queries {
		err := d.walkBalance(ctx, f, query, func(b claims.Balance) error {
			parts, err := split(b)
			for _, part := range parts {
				sums[part.Key] = part.Add(sums[part.Key])
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	rows := slices.SortedFunc(maps.Values(sums), func(a, b claims.Balance) int {
		return cmp.Or(cmp.Compare(b.Total(), a.Total()), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	for _, b := range rows {
		if err := take(b); err != nil {
			return err
		}
	}
	return nil
}

// topicsOf makes a row for every topic of a row whose key is a list of topics.
func topicsOf(b claims.Balance) ([]claims.Balance, error) {
	var topics []string
	if err := (jsonValue{&topics}).Scan(b.Key); err != nil {
		return nil, err
	}
	if len(topics) == 0 {
		topics = []string{""}
	}
	out := make([]claims.Balance, len(topics))
	for i, topic := range topics {
		out[i] = b
		out[i].Key, out[i].Name = topic, topic
	}
	return out, nil
}

// newest finds a rating on the newest scale that has it. One that no scale has keeps its key as its label.
func (all scales) newest(key string) claims.Rating {
	for n := len(all); n > 0; n-- {
		if r, ok := all[n].Rating(key); ok {
			return r
		}
	}
	return claims.Rating{Key: key, Label: key, Tone: claims.ToneOpen}
}

// balancePeriod are the parameters of balancePeriod.
func (d *DB) balancePeriod(f claims.BalanceFilter) []any {
	from, to := d.period(f.From, f.To)
	first := ""
	if t, err := parseTime(from); err == nil && from != "" {
		first, _ = claims.NewID(noRandom{}, t) // reading zeroes does not fail
	}
	return []any{first, from, to}
}

// noRandom reads as zeroes: the least id of a moment.
type noRandom struct{}

func (noRandom) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// period makes moments of days in the desk's time zone, both included: the first one, and the first one after. An open
// end is before or after every moment.
func (d *DB) period(from, to claims.Date) (first, after string) {
	first, after = "", afterAll
	if t, err := time.ParseInLocation(time.DateOnly, string(from), d.Zone()); err == nil {
		first = timeText(t)
	}
	if t, err := time.ParseInLocation(time.DateOnly, string(to), d.Zone()); err == nil {
		after = timeText(t.AddDate(0, 0, 1))
	}
	return first, after
}
