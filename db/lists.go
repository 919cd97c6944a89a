package db

import (
	"context"

	"assay/claims"
)

// afterAll is a key behind every id, for the first page of a list that runs backwards.
const afterAll = "~"

// errCursor answers an address of a page that no list has given.
const errCursor = claims.Problem("There is no such page of this list.")

// page cuts the row that was read past the page's end; next makes the following page's cursor of its last row.
func page[T any](rows []T, size int, next func(T) string) claims.Page[T] {
	if len(rows) <= size {
		return claims.Page[T]{Items: rows}
	}
	rows = rows[:size]
	return claims.Page[T]{Items: rows, Next: next(rows[size-1])}
}

// idBefore reads the cursor of a list of ids that runs backwards.
func idBefore(after string) (string, error) {
	switch {
	case after == "":
		return afterAll, nil
	case !claims.ValidID(after):
		return "", errCursor
	}
	return after, nil
}

// claimRowColumns are a claim in a list, of its tally t and the tables of claimRowTables. scanClaimRow reads them.
const claimRowColumns = `
SELECT c.id, c.no, c.wording, c.state, t.step, c.kind, c.modality, c.settles_on, c.priority, COALESCE(m.name, ''),
       a.id, a.headline, a.lang, t.supports, t.refutes, t.contexts, t.rating, t.scale, t.publication, c.reason,
       (SELECT e.at FROM event e WHERE e.claim_id = c.id AND e.claim_id <> '' ORDER BY e.seq DESC LIMIT 1),
       c.version, c.score, c.proposer, c.reasons, t.carried`

const claimRowTables = `
  JOIN claim c ON c.id = t.claim_id
  JOIN article a ON a.id = c.article_id
  LEFT JOIN claimant m ON m.id = c.claimant_id`

func (all scales) scanClaimRow(row scanner) (claims.ClaimRow, error) {
	var r claims.ClaimRow
	var scale int
	var reasons []string
	var carried string
	err := row.Scan(&r.ID, &r.No, &r.Wording, &r.State, &r.Step, &r.Kind, &r.Modality, &r.SettlesOn, &r.Priority,
		&r.Claimant, &r.ArticleID, &r.Headline, &r.Lang, &r.Supports, &r.Refutes, &r.Contexts, &r.Rating, &scale,
		&r.Publication, &r.Reason, timeValue{&r.Updated}, &r.Version, &r.CheckWorthy, &r.Proposer, jsonValue{&reasons}, &carried)
	rating := all.rating(scale, r.Rating)
	r.Rating, r.Tone, r.Carried = rating.Label, rating.Tone, carried != ""
	if len(reasons) > 0 {
		r.ProposedText, r.Reasons = reasons[0], reasons
	}
	return r, err
}

// The lists of claims differ in the index that they walk, newest first. What else is asked for is looked at row by
// row; CASE keeps SQLite from taking another index for it and sorting.
const (
	claimsByID = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.claim_id <> $1` + claimsRest
	claimsByArticle = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.article_id = $1` + claimsRest
	claimsByClaimant = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.claimant_id = $1 AND t.claimant_id <> ''` + claimsRest
	claimsByRating = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.rating = $1` + claimsRest
	claimsByState = claimRowColumns + `
  FROM claim_tally t` + claimRowTables + `
 WHERE t.state = $1` + claimsRest

	claimsRest = `
   AND t.claim_id < $2
   AND CASE $3 WHEN '' THEN t.state IN ('candidate', 'accepted') ELSE t.state = $3 END
   AND CASE $4 WHEN '' THEN 1 = 1 WHEN 'none' THEN t.rating = '' AND t.state = 'accepted' ELSE t.rating = $4 END
   AND ($5 = '' OR $5 = t.article_id)
   AND ($6 = '' OR $6 = t.claimant_id)
 ORDER BY t.claim_id DESC
 LIMIT $7`
)

// withoutVerdict is the rating by which a list asks for accepted claims that have none.
const withoutVerdict = "none"

// Claims returns a page of claims, newest first. Errors: ErrInvalid for an unknown cursor.
func (d *DB) Claims(ctx context.Context, f claims.ClaimFilter) (claims.Page[claims.ClaimRow], error) {
	var none claims.Page[claims.ClaimRow]
	before, err := idBefore(f.After)
	if err != nil {
		return none, err
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return none, err
	}
	query, key := claimsByID, ""
	switch {
	case f.ArticleID != "":
		query, key = claimsByArticle, f.ArticleID
	case f.Claimant != "":
		query, key = claimsByClaimant, f.Claimant
	case f.Rating == withoutVerdict:
		query, key = claimsByState, string(claims.Accepted)
	case f.Rating != "":
		query, key = claimsByRating, f.Rating
	case f.State != "":
		query, key = claimsByState, string(f.State)
	}
	rows, err := each(ctx, d, query, []any{key, before, string(f.State), f.Rating, f.ArticleID, f.Claimant, pageSize + 1}, all.scanClaimRow)
	return page(rows, pageSize, func(r claims.ClaimRow) string { return r.ID }), err
}

const articleRowColumns = `
SELECT a.id, a.headline, a.outlet, a.byline, a.published, a.lang, a.added, COALESCE(u.name, a.added_by), t.claims, t.proposed, t.decided`

const articleRowTables = `
  JOIN article_tally t ON t.article_id = a.id
  LEFT JOIN app_user u ON u.id = a.added_by`

func scanArticleRow(row scanner) (claims.ArticleRow, error) {
	var r claims.ArticleRow
	err := row.Scan(&r.ID, &r.Headline, &r.Outlet, &r.Byline, &r.Published, &r.Lang, timeValue{&r.Added}, &r.AddedBy,
		&r.Claims, &r.Proposed, &r.Decided)
	return r, err
}

const selectArticleRows = articleRowColumns + `
  FROM article a` + articleRowTables + `
 WHERE a.id < $1
 ORDER BY a.id DESC
 LIMIT $2`

const selectDecidedArticleRows = articleRowColumns + `
  FROM article_tally t
  JOIN article a ON a.id = t.article_id
  LEFT JOIN app_user u ON u.id = a.added_by
 WHERE t.decided > 0 AND t.article_id < $1
 ORDER BY t.article_id DESC
 LIMIT $2`

// Articles returns a page of articles, newest first. Errors: ErrInvalid for an unknown cursor.
func (d *DB) Articles(ctx context.Context, after string) (claims.Page[claims.ArticleRow], error) {
	return d.articleRows(ctx, selectArticleRows, after, pageSize)
}

// Reports returns a page of the articles that have decided claims, newest first. Errors: ErrInvalid for an unknown
// cursor.
func (d *DB) Reports(ctx context.Context, after string) (claims.Page[claims.ArticleRow], error) {
	return d.articleRows(ctx, selectDecidedArticleRows, after, pageSize)
}

func (d *DB) articleRows(ctx context.Context, query, after string, size int) (claims.Page[claims.ArticleRow], error) {
	before, err := idBefore(after)
	if err != nil {
		return claims.Page[claims.ArticleRow]{}, err
	}
	rows, err := each(ctx, d, query, []any{before, size + 1}, scanArticleRow)
	return page(rows, size, func(r claims.ArticleRow) string { return r.ID }), err
}

const selectSourceRows = `
SELECT s.id, s.url, s.title, s.publisher, s.author, s.published, s.medium, s.first_hand, s.lang, s.added, s.added_by,
       s.version,
       (SELECT count(DISTINCT e.claim_id) FROM evidence e WHERE e.source_id = s.id AND e.removed = 0),
       COALESCE((SELECT max(n.fetched) FROM snapshot n WHERE n.source_id = s.id AND n.error = ''), '')
  FROM source s
 WHERE s.id < $1
 ORDER BY s.id DESC
 LIMIT $2`

// Sources returns a page of sources, newest first. Errors: ErrInvalid for an unknown cursor.
func (d *DB) Sources(ctx context.Context, after string) (claims.Page[claims.SourceRow], error) {
	before, err := idBefore(after)
	if err != nil {
		return claims.Page[claims.SourceRow]{}, err
	}
	rows, err := each(ctx, d, selectSourceRows, []any{before, pageSize + 1}, func(row scanner) (claims.SourceRow, error) {
		var r claims.SourceRow
		s, err := scanSource(wider{row, []any{&r.Claims, timeValue{&r.Snapshot}}})
		r.Source = s
		return r, err
	})
	return page(rows, pageSize, func(r claims.SourceRow) string { return r.ID }), err
}

// maxSourceClaims bounds the claims and copies that a source's page shows, the newest ones.
const maxSourceClaims = 200

// SourcePage returns a source with its copies and the newest 200 claims that use it. Errors: ErrNotFound.
func (d *DB) SourcePage(ctx context.Context, id string) (claims.SourcePage, error) {
	p, err := only(each(ctx, d, selectSourceWithName, []any{id}, func(row scanner) (p claims.SourcePage, err error) {
		p.Source, err = scanSource(wider{row, []any{&p.AddedBy}})
		return p, err
	}))
	if err != nil {
		return p, err
	}
	if p.Snapshots, err = each(ctx, d, selectSnapshots, []any{id, maxSourceClaims}, scanSnapshot); err != nil {
		return p, err
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return p, err
	}
	p.Stances = map[string]claims.Stance{}
	p.Claims, err = each(ctx, d, selectSourceClaims, []any{id, maxSourceClaims}, func(row scanner) (claims.ClaimRow, error) {
		var stance claims.Stance
		r, err := all.scanClaimRow(wider{row, []any{&stance}})
		p.Stances[r.ID] = stance
		return r, err
	})
	return p, err
}

const selectSourceWithName = `
SELECT s.id, s.url, s.title, s.publisher, s.author, s.published, s.medium, s.first_hand, s.lang, s.added, s.added_by,
       s.version, COALESCE(u.name, s.added_by)
  FROM source s
  LEFT JOIN app_user u ON u.id = s.added_by
 WHERE s.id = $1
 ORDER BY s.id`

const selectSnapshots = `
SELECT id, source_id, fetched, final_url, status, mime, sha256, title, error, version
  FROM snapshot
 WHERE source_id = $1
 ORDER BY fetched DESC, id DESC
 LIMIT $2`

func scanSnapshot(row scanner) (claims.Snapshot, error) {
	var s claims.Snapshot
	err := row.Scan(&s.ID, &s.SourceID, timeValue{&s.Fetched}, &s.FinalURL, &s.Status, &s.MIME, &s.SHA256, &s.Title,
		&s.Error, &s.Version)
	return s, err
}

// selectSourceClaims takes the stance of the newest evidence where a claim uses the source more than once.
const selectSourceClaims = claimRowColumns + `,
       (SELECT l.stance FROM evidence l WHERE l.source_id = r.source_id AND l.claim_id = r.claim_id AND l.removed = 0
         ORDER BY l.added DESC, l.id DESC LIMIT 1)
  FROM (SELECT DISTINCT e.source_id, e.claim_id
          FROM evidence e
         WHERE e.source_id = $1 AND e.removed = 0
         ORDER BY e.claim_id DESC
         LIMIT $2) r
  JOIN claim_tally t ON t.claim_id = r.claim_id` + claimRowTables + `
 ORDER BY r.claim_id DESC`
