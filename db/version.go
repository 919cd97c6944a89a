package db

import (
	"context"
	"reflect"

	"assay/claims"
)

// Versions lists the versions of an article, and compares the versions from and to; 0 stands for the last but one and
// the last. Errors: ErrNotFound, also for a version that there is not.
func (d *DB) Versions(ctx context.Context, articleID string, from, to int) (claims.VersionsPage, error) {
	var p claims.VersionsPage
	var err error
	if p.Article, err = d.Article(ctx, articleID); err != nil {
		return p, err
	}
	if p.List, err = each(ctx, d, selectVersionRows, []any{articleID}, scanVersionRow); err != nil {
		return p, err
	}
	if from == 0 && to == 0 {
		from, to = p.Article.Number-1, p.Article.Number
		if from == 0 {
			return p, nil
		}
	}
	if p.From, err = d.ArticleVersion(ctx, articleID, from); err != nil {
		return p, err
	}
	p.To, err = d.ArticleVersion(ctx, articleID, to)
	return p, err
}

func scanVersionRow(row scanner) (claims.VersionRow, error) {
	var r claims.VersionRow
	err := row.Scan(&r.ArticleID, &r.Number, &r.SHA256, &r.Extractor, &r.RawSHA256, timeValue{&r.Fetched}, &r.Bytes,
		timeValue{&r.At}, &r.ByName)
	return r, err
}

const selectVersionRows = `
SELECT v.article_id, v.number, v.sha256, v.extractor, v.raw_sha256, v.fetched, length(CAST(v.text AS BLOB)), e.at,
       COALESCE(u.name, e.actor)
  FROM article_version v
  JOIN event e ON e.subject = 'article_version' AND e.subject_id = v.article_id || '.' || v.number AND e.subject_version = 1
  LEFT JOIN app_user u ON u.id = e.actor
 WHERE v.article_id = $1
 ORDER BY v.number DESC`

// Renewal shows what saving a draft that is a new text of an article would do. A text that cannot become a version says
// why in Renewal.Problem. Errors: ErrNotFound, also for somebody else's draft and for one of a new article.
func (d *DB) Renewal(ctx context.Context, by By, draftID string) (claims.Renewal, error) {
	row, err := loadDraft(ctx, d, by.ID, draftID)
	if err != nil {
		return claims.Renewal{}, err
	}
	out := claims.Renewal{Draft: row.Draft}
	if out.Article, out.Current, err = loadArticle(ctx, d, row.RenewsID); err != nil {
		return out, err
	}
	out.Next, err = out.Article.Renew(out.Current, row.Article, by.Actor)
	if fields := claims.Fields(err); fields != nil {
		out.Problem = fields[0].Msg
		return out, nil
	}
	if err != nil {
		out.Problem = err.Error()
		return out, nil
	}
	out.Outcomes, err = outcomes(ctx, d, out.Text())
	return out, err
}

// outcomes works out what a version of an article makes of the claims that it has now.
func outcomes(ctx context.Context, q querier, next claims.ArticleVersion) ([]claims.Outcome, error) {
	ids, err := each(ctx, q, selectClaimIDs, []any{next.ArticleID}, func(row scanner) (id string, err error) {
		return id, row.Scan(&id)
	})
	if err != nil {
		return nil, err
	}
	list := make([]claims.Claim, len(ids))
	texts := map[int]claims.ArticleVersion{}
	for i, id := range ids {
		if list[i], err = loadClaim(ctx, q, id); err != nil {
			return nil, err
		}
		for _, a := range list[i].Appearances {
			if _, have := texts[a.Number]; have {
				continue
			}
			if texts[a.Number], err = only(each(ctx, q, selectVersion, []any{a.ArticleID, a.Number}, scanVersion)); err != nil {
				return nil, err
			}
		}
	}
	return claims.Outcomes(list, texts, next), nil
}

const selectClaimIDs = `
SELECT id
  FROM claim
 WHERE article_id = $1
 ORDER BY no`

// RenewArticle saves a draft as the next version of its article and returns the article's id. version is that of the
// article which the preview showed; found are the candidates in the new text: those on words that carry a claim, or may
// carry one, are left out. A draft that was saved already answers with its article. Errors: ErrForbidden, ErrNotFound,
// ErrConflict, ErrInvalid for a draft that is not ready or brings nothing new, FieldErrors as for Article.Renew.
func (d *DB) RenewArticle(ctx context.Context, by By, draftID string, version int, found []claims.Candidate) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		row, err := loadDraft(t.ctx, t, by.ID, draftID)
		if err != nil {
			return "", err
		}
		switch row.State {
		case claims.DraftSaved:
			return row.Same, nil
		case claims.DraftReady:
		default:
			return "", claims.Problem("This text is not ready to be saved.")
		}
		a, current, err := t.article(row.RenewsID)
		if err != nil {
			return "", err
		}
		next, err := a.Renew(current, row.Article, by.Actor)
		if err != nil {
			return "", err
		}
		if a.Version != version {
			return "", t.conflict("article", a.ID, version, a.Version)
		}
		if err := t.renewArticle(next, row, found); err != nil {
			return "", err
		}
		row.State, row.Same, row.Raw, row.Article = claims.DraftSaved, a.ID, nil, claims.NewArticle{}
		return a.ID, t.setDraft(row)
	})
}

func (t *tx) renewArticle(next claims.Article, row draftRow, found []claims.Candidate) error {
	v := claims.ArticleVersion{
		ArticleID: next.ID, Number: next.Number, Text: row.Article.Text, SHA256: claims.TextDigest(row.Article.Text),
		Extractor: row.Article.Extractor, Fetched: t.now,
	}
	if err := t.keepRaw(&v, row.Raw); err != nil {
		return err
	}
	if err := t.save(claims.ArticleText, &versionEntity{v, 1}, ""); err != nil {
		return err
	}
	next.Version++
	if err := t.save(claims.ArticleEdited, &articleEntity{next}, ""); err != nil {
		return err
	}
	list, err := outcomes(t.ctx, t, v)
	if err != nil {
		return err
	}
	var taken [][]claims.Span
	for _, o := range list {
		taken = append(taken, o.Taken(v.Number)...)
		if reflect.DeepEqual(o.Claim, o.Now) {
			continue
		}
		o.Now.Version++
		if err := t.save(claims.ClaimAnchored, &claimEntity{o.Now}, o.Note(v.Number)); err != nil {
			return err
		}
	}
	var fresh []claims.Candidate
	for _, c := range found {
		if !overlapsAny(c.Spans, taken) {
			fresh = append(fresh, c)
		}
	}
	if err := t.addCandidates(v, fresh); err != nil {
		return err
	}
	return t.index("article", next.ID, next.Headline, v.Text)
}
