package db

import (
	"context"
	"errors"

	"assay/claims"
)

// Edition returns an article laid out with its claims. userID names whoever reads it, for what he can undo; "" for
// nobody. It takes five queries, whatever the article holds. Errors: ErrNotFound.
func (d *DB) Edition(ctx context.Context, articleID, userID string) (claims.Edition, error) {
	e, err := only(each(ctx, d, selectArticleWithName, []any{articleID}, func(row scanner) (e claims.Edition, err error) {
		e.Article, err = scanArticle(wider{row, []any{&e.AddedBy}})
		return e, err
	}))
	if err != nil {
		return e, err
	}
	if e.Text, err = d.ArticleVersion(ctx, articleID, e.Article.Number); err != nil {
		return e, err
	}
	for n := range e.Article.Number {
		e.VersionList = append(e.VersionList, n+1)
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return e, err
	}
	rows, err := each(ctx, d, selectEditionRows, []any{articleID}, all.scanEditionRow)
	if err != nil {
		return e, err
	}
	for i := range rows {
		if a := &rows[i].Appearance; a.Number != e.Article.Number {
			a.Spans = nil // its bytes are those of another text
		}
	}
	e.Coverage = claims.Cover(e.Article.Blocks, rows)
	e.Claims = make([]claims.ClaimRow, 0, len(rows))
	for _, r := range rows {
		if r.State.Open() {
			e.Claims = append(e.Claims, r)
		} else {
			e.Closed = append(e.Closed, r)
		}
	}
	if userID != "" {
		err = d.lastDone(ctx, &e, userID)
	}
	return e, err
}

const selectArticleWithName = `
SELECT a.id, a.url, a.outlet, a.headline, a.byline, a.published, a.lang, a.origin, a.origin_ref, a.number, a.blocks,
       a.added, a.added_by, a.version, COALESCE(u.name, a.added_by)
  FROM article a
  LEFT JOIN app_user u ON u.id = a.added_by
 WHERE a.id = $1
 ORDER BY a.id`

// What the splitter read is shown of candidates alone, so of an article's other claims it is not read either.
const selectEditionRows = claimRowColumns + `,
       p.article_id, p.number, p.spans, p.exact, p.prefix, p.suffix, p.anchor,
       CASE c.state WHEN 'candidate' THEN c.attribution ELSE '{}' END,
       CASE c.state WHEN 'candidate' THEN c.filled ELSE '[]' END
  FROM appearance p
  JOIN claim_tally t ON t.claim_id = p.claim_id` + claimRowTables + `
 WHERE p.article_id = $1 AND p.n = 0
 ORDER BY p.first_byte, p.claim_id`

func (all scales) scanEditionRow(row scanner) (claims.ClaimRow, error) {
	var p claims.Appearance
	var said claims.Attribution
	var filled []claims.Fill
	r, err := all.scanClaimRow(wider{row, []any{
		&p.ArticleID, &p.Number,
		jsonValue{&p.Spans},
		&p.Exact, &p.Prefix, &p.Suffix, &p.Anchor,
		jsonValue{&said},
		jsonValue{&filled},
	}})
	r.Appearance, r.Attribution, r.Filled = p, said, filled
	return r, err
}

// lookBack is how many of an article's events are searched for what somebody did last. What lies further back is not
// offered for undoing.
const lookBack = 100

// lastDone finds what a user did last in the article and whether it can still be undone: see DB.Undo for the rule. Of
// an operation with several events the one that can be undone speaks, so that a split is not called a change of evidence.
func (d *DB) lastDone(ctx context.Context, e *claims.Edition, userID string) error {
	blocked := 0
	last, err := only(each(ctx, d, selectLastDone, []any{0, userID, e.Article.ID, lookBack}, func(row scanner) (claims.EventRow, error) {
		return scanEventRow(wider{row, []any{&blocked}})
	}))
	if errors.Is(err, claims.ErrNotFound) {
		return nil
	}
	e.Last, e.LastUndo = &last, blocked == 0 && last.Kind.Undoable()
	return err
}

// undoableKinds are the kinds for which EventKind.Undoable is true: a test holds it.
const undoableKinds = `('claim.add', 'claim.accept', 'claim.reject', 'claim.withdraw', 'claim.edit', 'claim.assign', 'claim.move', 'claim.split', 'claim.merge')`

const selectLastDone = eventColumns + `,
       (SELECT count(*)
          FROM event o
         WHERE o.op = e.op AND o.op <> ''
           AND CASE o.subject
               WHEN 'claim' THEN
                    o.kind NOT IN ` + undoableKinds + `
                    OR o.subject_version <> (SELECT b.version FROM claim b WHERE b.id = o.subject_id)
                    OR o.kind <> 'claim.assign' AND EXISTS (SELECT 1 FROM verdict v WHERE v.claim_id = o.subject_id)
                    OR o.kind <> 'claim.assign' AND EXISTS (SELECT 1 FROM round r WHERE r.claim_id = o.subject_id
                                                               AND r.state IN ('open', 'disputed') AND r.reviews <> '[]')
                    OR o.subject_version = 1
                       AND EXISTS (SELECT 1 FROM evidence w WHERE w.claim_id = o.subject_id AND w.removed = 0 AND w.version = 1)
               WHEN 'evidence' THEN
                    o.subject_version = 1
                    OR o.subject_version <> (SELECT b.version FROM evidence b WHERE b.id = o.subject_id)
               WHEN 'claimant' THEN 1 = 0
               ELSE 1 = 1
               END)` + eventTables + `
 WHERE e.seq = (SELECT COALESCE((SELECT max(x.seq) FROM event x WHERE x.op = l.op AND x.op <> '' AND x.kind IN ` + undoableKinds + `), l.seq)
                  FROM (SELECT seq, actor, kind, op
                          FROM event
                         WHERE article_id = $3 AND article_id <> ''
                         ORDER BY seq DESC
                         LIMIT $4) l
                 WHERE l.actor = $2 AND l.kind NOT IN ('article.add', 'article.text', 'claimant.add', 'claim.propose')
                 ORDER BY l.seq DESC
                 LIMIT 1)
 ORDER BY e.seq`
