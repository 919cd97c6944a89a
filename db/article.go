package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"assay/claims"
)

type articleEntity struct{ claims.Article }

func (e *articleEntity) subject() (string, string, int) { return "article", e.ID, e.Version }
func (e *articleEntity) belongs() (string, string)      { return e.ID, "" }

func (e *articleEntity) project(p projector) error {
	blocks, err := jsonText(e.Blocks)
	if err != nil {
		return err
	}
	return mustChange(p.change(upsertArticle, e.ID, e.URL, e.Outlet, e.Headline, e.Byline, string(e.Published), e.Lang,
		string(e.Origin), e.OriginRef, e.Number, blocks, timeText(e.Added), e.AddedBy, e.Version))
}

const upsertArticle = `
INSERT INTO article (id, url, outlet, headline, byline, published, lang, origin, origin_ref, number, blocks, added,
                     added_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO UPDATE
   SET url = excluded.url, outlet = excluded.outlet, headline = excluded.headline, byline = excluded.byline,
       published = excluded.published, lang = excluded.lang, number = excluded.number, blocks = excluded.blocks,
       version = excluded.version
 WHERE article.version = excluded.version - 1`

func scanArticle(row scanner) (claims.Article, error) {
	var a claims.Article
	err := row.Scan(&a.ID, &a.URL, &a.Outlet, &a.Headline, &a.Byline, &a.Published, &a.Lang, &a.Origin, &a.OriginRef,
		&a.Number, jsonValue{&a.Blocks}, timeValue{&a.Added}, &a.AddedBy, &a.Version)
	return a, err
}

const selectArticle = `
SELECT id, url, outlet, headline, byline, published, lang, origin, origin_ref, number, blocks, added, added_by, version
  FROM article
 WHERE id = $1
 ORDER BY id`

// Article returns an article. Errors: ErrNotFound.
func (d *DB) Article(ctx context.Context, id string) (claims.Article, error) {
	return only(each(ctx, d, selectArticle, []any{id}, scanArticle))
}

type versionEntity struct {
	claims.ArticleVersion
	Version int `json:"version"`
}

func (e *versionEntity) subject() (string, string, int) {
	return "article_version", versionID(e.ArticleID, e.Number), e.Version
}
func (e *versionEntity) belongs() (string, string) { return e.ArticleID, "" }

func versionID(articleID string, number int) string { return fmt.Sprintf("%s.%d", articleID, number) }

func (e *versionEntity) project(p projector) error {
	return mustChange(p.change(insertVersion, e.ArticleID, e.Number, e.Text, e.SHA256, e.Extractor, e.RawSHA256,
		timeText(e.Fetched), e.Version))
}

const insertVersion = `
INSERT INTO article_version (article_id, number, text, sha256, extractor, raw_sha256, fetched, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

const selectVersion = `
SELECT article_id, number, text, sha256, extractor, raw_sha256, fetched
  FROM article_version
 WHERE article_id = $1 AND number = $2
 ORDER BY article_id, number`

func scanVersion(row scanner) (claims.ArticleVersion, error) {
	var v claims.ArticleVersion
	err := row.Scan(&v.ArticleID, &v.Number, &v.Text, &v.SHA256, &v.Extractor, &v.RawSHA256, timeValue{&v.Fetched})
	return v, err
}

// ArticleVersion returns the text of a version. Errors: ErrNotFound.
func (d *DB) ArticleVersion(ctx context.Context, articleID string, number int) (claims.ArticleVersion, error) {
	return only(each(ctx, d, selectVersion, []any{articleID, number}, scanVersion))
}

// digest is the key under which bytes are kept.
func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// AddArticle saves an article, its first version and its candidates, and returns the article's id. raw are the bytes
// that came in; they are kept. Errors: ErrForbidden, FieldErrors as for NewArticle.Check.
func (d *DB) AddArticle(ctx context.Context, by By, in claims.NewArticle, raw []byte) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) { return t.addArticle(in, raw) })
}

func (t *tx) addArticle(in claims.NewArticle, raw []byte) (string, error) {
	if err := t.by.Check(claims.MayWork); err != nil {
		return "", err
	}
	if err := in.Check(); err != nil {
		return "", err
	}
	id, err := t.newID()
	if err != nil {
		return "", err
	}
	a := claims.Article{
		ID: id, URL: in.URL, Outlet: in.Outlet, Headline: in.Headline, Byline: in.Byline, Published: in.Published,
		Lang: in.Lang, Origin: in.Origin, OriginRef: in.OriginRef, Number: 1, Blocks: in.Blocks, Added: t.now,
		AddedBy: t.by.ID, Version: 1,
	}
	v := claims.ArticleVersion{
		ArticleID: id, Number: 1, Text: in.Text, SHA256: claims.TextDigest(in.Text), Extractor: in.Extractor,
		Fetched: t.now,
	}
	if err := t.keepRaw(&v, raw); err != nil {
		return "", err
	}
	if err := t.save(claims.ArticleAdded, &articleEntity{a}, ""); err != nil {
		return "", err
	}
	if err := t.save(claims.ArticleText, &versionEntity{v, 1}, ""); err != nil {
		return "", err
	}
	if err := t.exec(insertArticleTally, id); err != nil {
		return "", err
	}
	if err := t.index("article", id, a.Headline, v.Text); err != nil {
		return "", err
	}
	return id, t.addCandidates(v, in.Candidates)
}

// keepRaw keeps the bytes of which a version was read, when there are any.
func (t *tx) keepRaw(v *claims.ArticleVersion, raw []byte) error {
	if raw == nil {
		return nil
	}
	v.RawSHA256 = digest(raw)
	return t.exec(insertBlob, v.RawSHA256, raw)
}

const insertBlob = `
INSERT INTO blob (sha256, bytes)
VALUES ($1, $2)
    ON CONFLICT (sha256) DO NOTHING`

const insertArticleTally = `
INSERT INTO article_tally (article_id, claims, proposed, decided)
VALUES ($1, 0, 0, 0)`

// addCandidates saves what the splitter found, numbered in the order given.
func (t *tx) addCandidates(v claims.ArticleVersion, found []claims.Candidate) error {
	no, err := t.nextNo(v.ArticleID)
	if err != nil {
		return err
	}
	for i, c := range found {
		if _, err := t.addClaim(claims.ClaimProposed, v, no+i, c, claims.Proposed); err != nil {
			return err
		}
	}
	return nil
}

// EditArticle changes the facts about an article. Errors: ErrForbidden, ErrNotFound, ErrConflict, FieldErrors as for
// Article.Edit.
func (d *DB) EditArticle(ctx context.Context, by By, in claims.ArticleEdit) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		a, v, err := t.article(in.ID)
		if err != nil {
			return "", err
		}
		edited, err := a.Edit(in, by.Actor)
		if err != nil {
			return "", err
		}
		if a.Version != in.Version {
			return "", t.conflict("article", a.ID, in.Version, a.Version)
		}
		edited.Version++
		if err := t.save(claims.ArticleEdited, &articleEntity{edited}, ""); err != nil {
			return "", err
		}
		return "", t.index("article", a.ID, edited.Headline, v.Text)
	})
	return err
}

// SetBlock gives block n of an article another kind; found are the candidates in it when it becomes text. Candidates
// on words that already carry a claim are left out. Errors: ErrForbidden, ErrNotFound, ErrConflict, ErrInvalid.
func (d *DB) SetBlock(ctx context.Context, by By, articleID string, version, n int, kind claims.BlockKind, found []claims.Candidate) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		a, v, err := t.article(articleID)
		if err != nil {
			return "", err
		}
		if a.Version != version {
			return "", t.conflict("article", a.ID, version, a.Version)
		}
		edited, err := a.SetBlock(n, kind, by.Actor)
		if err != nil {
			return "", err
		}
		edited.Version++
		if err := t.save(claims.ArticleBlock, &articleEntity{edited}, ""); err != nil {
			return "", err
		}
		fresh, err := t.withoutClaimed(a, found)
		if err != nil {
			return "", err
		}
		return "", t.addCandidates(v, fresh)
	})
	return err
}

// withoutClaimed leaves out the candidates that overlap words of an existing claim.
func (t *tx) withoutClaimed(a claims.Article, found []claims.Candidate) ([]claims.Candidate, error) {
	if len(found) == 0 {
		return nil, nil
	}
	taken, err := each(t.ctx, t, selectSpans, []any{a.ID, a.Number}, func(row scanner) (spans []claims.Span, err error) {
		return spans, row.Scan(jsonValue{&spans})
	})
	if err != nil {
		return nil, err
	}
	var fresh []claims.Candidate
	for _, c := range found {
		if !overlapsAny(c.Spans, taken) {
			fresh = append(fresh, c)
		}
	}
	return fresh, nil
}

func overlapsAny(spans []claims.Span, taken [][]claims.Span) bool {
	for _, s := range spans {
		for _, others := range taken {
			for _, o := range others {
				if s.Overlaps(o) {
					return true
				}
			}
		}
	}
	return false
}

const selectSpans = `
SELECT spans
  FROM appearance
 WHERE article_id = $1 AND number = $2
 ORDER BY first_byte, claim_id`

// article reads an article and the text of its current version inside an operation.
func (t *tx) article(id string) (claims.Article, claims.ArticleVersion, error) {
	return loadArticle(t.ctx, t, id)
}

// loadArticle reads an article and the text of its current version. Errors: ErrNotFound.
func loadArticle(ctx context.Context, q querier, id string) (claims.Article, claims.ArticleVersion, error) {
	a, err := only(each(ctx, q, selectArticle, []any{id}, scanArticle))
	if err != nil {
		return a, claims.ArticleVersion{}, err
	}
	v, err := only(each(ctx, q, selectVersion, []any{id, a.Number}, scanVersion))
	return a, v, err
}

// SameArticle finds an article with the same text, or with the same address when address is not empty.
// Errors: ErrNotFound.
func (d *DB) SameArticle(ctx context.Context, sha256, address string) (id, headline string, err error) {
	err = d.one(ctx, selectSameText, []any{sha256}, &id, &headline)
	if errors.Is(err, claims.ErrNotFound) && address != "" {
		err = d.one(ctx, selectSameURL, []any{address}, &id, &headline)
	}
	return id, headline, err
}

const selectSameText = `
SELECT a.id, a.headline
  FROM article_version v
  JOIN article a ON a.id = v.article_id
 WHERE v.sha256 = $1
 ORDER BY a.id
 LIMIT 1`

const selectSameURL = `
SELECT id, headline
  FROM article
 WHERE url = $1 AND url <> ''
 ORDER BY id
 LIMIT 1`
