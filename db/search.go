package db

import (
	"context"

	"assay/claims"
)

// index makes the words of a thing findable, in place of what was indexed for it before. kind is claim, article or
// source; ref is its id. title and body are kept nowhere: hits are shown from the thing itself.
func (t *tx) index(kind, ref, title, body string) error {
	id, err := t.clearWords(kind, ref)
	if err != nil {
		return err
	}
	return t.exec(insertWords, id, kind, title, body)
}

// unindex makes a thing's words no longer findable.
func (t *tx) unindex(kind, ref string) error {
	_, err := t.clearWords(kind, ref)
	return err
}

// clearWords removes a thing's words from the index and returns its number there, which it gets when it has none.
func (t *tx) clearWords(kind, ref string) (int64, error) {
	var id int64
	if err := t.one(t.ctx, upsertSearchDoc, []any{kind, ref}, &id); err != nil {
		return 0, err
	}
	return id, t.exec(deleteWords, id)
}

const upsertSearchDoc = `
INSERT INTO search_doc (kind, ref)
VALUES ($1, $2)
    ON CONFLICT (kind, ref) DO UPDATE
   SET ref = excluded.ref
RETURNING id`

const deleteWords = `
DELETE FROM search_index
 WHERE rowid = $1`

const insertWords = `
INSERT INTO search_index (rowid, kind, title, body)
VALUES ($1, $2, $3, $4)`

// maxHits is how many hits of each kind a search shows: the newest, since ranking would have to read all of them.
const maxHits = 20

// Search finds the newest claims, articles and sources that hold all words of q. The last word may be unfinished when
// it has three letters, unless there are enough hits of the word as it stands: to read all words that begin alike
// takes much longer. Case and diacritics do not count. A q without words finds nothing.
func (d *DB) Search(ctx context.Context, q string) (claims.SearchPage, error) {
	found := claims.SearchPage{Query: q}
	words := queryWords(q)
	if len(words) == 0 {
		return found, nil
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return found, err
	}
	if found.Claims, err = d.hits(ctx, "claim", selectClaimHits, words, all); err != nil {
		return found, err
	}
	if found.Articles, err = d.hits(ctx, "article", selectArticleHits, words, all); err != nil {
		return found, err
	}
	found.Sources, err = d.hits(ctx, "source", selectSourceHits, words, all)
	return found, err
}

func (d *DB) hits(ctx context.Context, kind, query string, words []queryWord, all scales) ([]claims.Hit, error) {
	scan := func(row scanner) (claims.Hit, error) { return all.scanHit(row, kind, words) }
	hits, err := each(ctx, d, query, []any{matchExpression(kind, words, false), maxHits}, scan)
	if err != nil || len(hits) == maxHits || !words[len(words)-1].prefix {
		return hits, err
	}
	return each(ctx, d, query, []any{matchExpression(kind, words, true), maxHits}, scan)
}

// The hits of a kind: id, title, detail, scale of a rating in detail, whether that is carried, and three texts besides the title.
const (
	selectClaimHits = `
SELECT c.id, c.wording, t.rating, t.scale, CASE t.carried WHEN '' THEN 0 ELSE 1 END, COALESCE(v.rationale, ''), COALESCE(v.summary, ''), COALESCE(m.name, '')` + foundDocs + `
  JOIN claim c ON c.id = s.ref
  JOIN claim_tally t ON t.claim_id = c.id
  LEFT JOIN verdict v ON v.claim_id = c.id
  LEFT JOIN claimant m ON m.id = c.claimant_id
 ORDER BY f.id DESC`

	selectArticleHits = `
SELECT a.id, a.headline, a.outlet, 0, 0, x.text, '', ''` + foundDocs + `
  JOIN article a ON a.id = s.ref
  JOIN article_version x ON x.article_id = a.id AND x.number = a.number
 ORDER BY f.id DESC`

	selectSourceHits = `
SELECT o.id, o.title, o.publisher, 0, 0, o.publisher, o.author, o.url` + foundDocs + `
  JOIN source o ON o.id = s.ref
 ORDER BY f.id DESC`

	foundDocs = `
  FROM (SELECT rowid AS id
          FROM search_index
         WHERE search_index MATCH $1
         ORDER BY rowid DESC
         LIMIT $2) f
  JOIN search_doc s ON s.id = f.id`
)

func (all scales) scanHit(row scanner, kind string, words []queryWord) (claims.Hit, error) {
	h := claims.Hit{Kind: kind}
	var scale int
	var a, b, c string
	if err := row.Scan(&h.ID, &h.Title, &h.Detail, &scale, &h.Carried, &a, &b, &c); err != nil {
		return h, err
	}
	if kind == "claim" {
		r := all.rating(scale, h.Detail)
		h.Detail, h.Tone = r.Label, r.Tone
	}
	h.Snippet = snippet([]string{a, b, c, h.Title}, words)
	return h, nil
}
