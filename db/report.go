package db

import (
	"context"
	"iter"
	"math"

	"assay/claims"
)

// Report returns the verdict report of one article: its accepted claims in text order. Errors: ErrNotFound.
func (d *DB) Report(ctx context.Context, articleID string) (claims.Report, error) {
	var r claims.Report
	var err error
	if r.Desk, err = d.Desk(ctx); err != nil {
		return r, err
	}
	if r.Article, err = d.Article(ctx, articleID); err != nil {
		return r, err
	}
	if r.Text, err = d.ArticleVersion(ctx, articleID, r.Article.Number); err != nil {
		return r, err
	}
	for c, err := range d.EachReportClaim(ctx, ReportFilter{ArticleID: articleID}) {
		if err != nil {
			return r, err
		}
		r.Claims = append(r.Claims, c)
	}
	r.Made = d.Now().UTC()
	r.Head, err = d.Head(ctx)
	return r, err
}

// ReportFilter chooses the claims of a report: those of one article, one claim, or with neither all.
type ReportFilter struct{ ArticleID, ClaimID string }

// EachReportClaim reads accepted claims for a report: those of an article in text order, otherwise by id. It holds a
// few hundred claims in memory at a time, whatever the store holds. It ends after an error.
func (d *DB) EachReportClaim(ctx context.Context, f ReportFilter) iter.Seq2[claims.ReportClaim, error] {
	return func(yield func(claims.ReportClaim, error) bool) {
		walk := newReportWalk(f)
		all, err := loadScales(ctx, d)
		for err == nil {
			var page []reportRow
			if page, err = d.reportPage(ctx, &walk, all); err != nil {
				break
			}
			for _, r := range page {
				if !yield(r.ReportClaim, nil) {
					return
				}
			}
			if len(page) < reportPageSize {
				return
			}
		}
		yield(claims.ReportClaim{}, err)
	}
}

// reportPageSize is how many claims are read at a time for a report.
const reportPageSize = 200

// reportKey is the place of a claim in a report: of its first appearance in the text, or with only the id set.
type reportKey struct {
	number, first int
	id            string
}

// reportRow is a claim of a report at its place.
type reportRow struct {
	claims.ReportClaim
	key reportKey
}

// reportWalk is a way through the claims of a report: five queries over a range of places, both ends included.
type reportWalk struct {
	cases, appearances, evidence, corrections, carried string

	article  string // whose claims; "" when they are walked by id
	from, to reportKey
}

func newReportWalk(f ReportFilter) reportWalk {
	switch {
	case f.ArticleID != "":
		return reportWalk{
			cases: selectArticleCases, appearances: selectArticleAppearances, evidence: selectArticleEvidence,
			corrections: selectArticleCorrections, carried: selectArticleCarried, article: f.ArticleID,
			to: reportKey{math.MaxInt32, math.MaxInt32, afterAll},
		}
	case f.ClaimID != "":
		one := reportKey{id: f.ClaimID}
		return reportWalk{selectCases, selectCasesAppearances, selectCasesEvidence, selectCasesCorrections, selectCasesCarried, "", one, one}
	}
	return reportWalk{selectCases, selectCasesAppearances, selectCasesEvidence, selectCasesCorrections, selectCasesCarried, "", reportKey{}, reportKey{id: afterAll}}
}

// args are the parameters of the queries for the range up to to.
func (w reportWalk) args(to reportKey) []any {
	if w.article == "" {
		return []any{w.from.id, to.id}
	}
	return []any{w.article, w.from.number, w.from.first, w.from.id, to.number, to.first, to.id}
}

// reportPage reads the next claims and what belongs to them, and moves the walk behind them.
func (d *DB) reportPage(ctx context.Context, w *reportWalk, all scales) ([]reportRow, error) {
	page, err := each(ctx, d, w.cases, append(w.args(w.to), reportPageSize), func(row scanner) (r reportRow, err error) {
		r.ReportClaim, err = scanCase(row, &r.key.number, &r.key.first)
		r.key.id = r.Claim.ID
		if r.Verdict != nil {
			r.Rating = all.rating(r.Verdict.ScaleNumber, r.Verdict.Rating)
			r.Best = all[r.Verdict.ScaleNumber].Best()
		}
		return r, err
	})
	if err != nil || len(page) == 0 {
		return nil, err
	}
	last := page[len(page)-1].key
	byID := make(map[string]*claims.ReportClaim, len(page))
	for i := range page {
		byID[page[i].Claim.ID] = &page[i].ReportClaim
	}
	if err := d.fillReportPage(ctx, w, w.args(last), byID, all); err != nil {
		return nil, err
	}
	last.id += " " // sorts behind the id and before every other one
	w.from = last
	return page, nil
}

// fillReportPage reads what a claim can have several of, for all claims of a page at once.
func (d *DB) fillReportPage(ctx context.Context, w *reportWalk, args []any, byID map[string]*claims.ReportClaim, all scales) error {
	_, err := each(ctx, d, w.appearances, args, func(row scanner) (none struct{}, err error) {
		var id string
		a, err := scanAppearance(wider{row, []any{&id}})
		if c := byID[id]; c != nil {
			c.Claim.Appearances = append(c.Claim.Appearances, a)
		}
		return none, err
	})
	if err != nil {
		return err
	}
	_, err = each(ctx, d, w.evidence, args, func(row scanner) (none struct{}, err error) {
		e, err := scanEvidenceRow(row)
		if c := byID[e.ClaimID]; c != nil {
			c.Evidence = append(c.Evidence, e)
		}
		return none, err
	})
	if err != nil {
		return err
	}
	_, err = each(ctx, d, w.corrections, args, func(row scanner) (none struct{}, err error) {
		k, err := all.scanCorrectionRow(row)
		if c := byID[k.ClaimID]; c != nil {
			c.Corrections = append(c.Corrections, k)
		}
		return none, err
	})
	if err != nil {
		return err
	}
	_, err = each(ctx, d, w.carried, args, func(row scanner) (none struct{}, err error) {
		var id string
		o, err := scanCarried(row, &id)
		if c := byID[id]; c != nil {
			o.Rating = all.rating(o.Verdict.ScaleNumber, o.Verdict.Rating)
			c.Carried = &o
		}
		return none, err
	})
	return err
}

// Walked by id.
const (
	selectCases = caseColumns + `, 0, 0
  FROM claim_tally t
  JOIN claim c ON c.id = t.claim_id` + caseTables + casesRange + `
 ORDER BY t.claim_id
 LIMIT $3`

	selectCasesAppearances = appearanceColumns + `
  FROM claim_tally t
  JOIN appearance p ON p.claim_id = t.claim_id` + casesRange + `
 ORDER BY t.claim_id, p.n`

	selectCasesEvidence = evidenceColumns + `
  FROM claim_tally t
  JOIN evidence e ON e.claim_id = t.claim_id` + evidenceTables + casesRange + ` AND e.removed = 0
 ORDER BY t.claim_id, ` + evidenceOrder

	selectCasesCorrections = correctionColumns + `
  FROM claim_tally t
  JOIN correction k ON k.claim_id = t.claim_id` + correctionTables + casesRange + `
 ORDER BY t.claim_id, k.at DESC, k.id DESC`

	selectCasesCarried = carriedColumns + `, t.claim_id
  FROM claim_tally t
  JOIN relation r ON r.id = t.carried` + carriedTables + casesRange + ` AND t.carried <> ''
 ORDER BY t.claim_id`

	casesRange = `
 WHERE t.state = 'accepted' AND t.claim_id >= $1 AND t.claim_id <= $2`

	appearanceColumns = `
SELECT p.article_id, p.number, p.spans, p.exact, p.prefix, p.suffix, p.anchor, p.claim_id`
)

// Walked along the text of an article.
const (
	selectArticleCases = caseColumns + `, y.number, y.first_byte
  FROM appearance y
  JOIN claim c ON c.id = y.claim_id` + caseTables + textRange + ` AND c.state = 'accepted'
 ORDER BY y.number, y.first_byte, y.claim_id
 LIMIT $8`

	selectArticleAppearances = appearanceColumns + `
  FROM appearance y
  JOIN appearance p ON p.claim_id = y.claim_id` + textRange + `
 ORDER BY y.number, y.first_byte, y.claim_id, p.n`

	selectArticleEvidence = evidenceColumns + `
  FROM appearance y
  JOIN evidence e ON e.claim_id = y.claim_id` + evidenceTables + textRange + ` AND e.removed = 0
 ORDER BY y.number, y.first_byte, y.claim_id, ` + evidenceOrder

	selectArticleCorrections = correctionColumns + `
  FROM appearance y
  JOIN correction k ON k.claim_id = y.claim_id` + correctionTables + textRange + `
 ORDER BY y.number, y.first_byte, y.claim_id, k.at DESC, k.id DESC`

	selectArticleCarried = carriedColumns + `, t.claim_id
  FROM appearance y
  JOIN claim_tally t ON t.claim_id = y.claim_id
  JOIN relation r ON r.id = t.carried` + carriedTables + textRange + ` AND t.carried <> ''
 ORDER BY y.number, y.first_byte, y.claim_id`

	textRange = `
 WHERE y.article_id = $1 AND y.n = 0
   AND (y.number, y.first_byte, y.claim_id) >= ($2, $3, $4)
   AND (y.number, y.first_byte, y.claim_id) <= ($5, $6, $7)`
)

// ClaimText is the wording of a claim that has been checked.
type ClaimText struct{ ID, Text string } // Text is "" for a claim that no longer counts as checked

// textPageSize is how many wordings ClaimTexts reads at a time.
const textPageSize = 1_000

// ClaimTexts reads the wordings of all checked claims, accepted and with a verdict of their own, by id. It ends after an error.
func (d *DB) ClaimTexts(ctx context.Context) iter.Seq2[ClaimText, error] {
	return func(yield func(ClaimText, error) bool) {
		after := ""
		for {
			page, err := each(ctx, d, selectClaimTexts, []any{after, textPageSize}, func(row scanner) (c ClaimText, err error) {
				err = row.Scan(&c.ID, &c.Text)
				return c, err
			})
			if err != nil {
				yield(ClaimText{}, err)
				return
			}
			for _, c := range page {
				if !yield(c, nil) {
					return
				}
			}
			if len(page) < textPageSize {
				return
			}
			after = page[len(page)-1].ID
		}
	}
}

const selectClaimTexts = `
SELECT t.claim_id, c.wording
  FROM claim_tally t
  JOIN claim c ON c.id = t.claim_id
 WHERE t.state = 'accepted' AND t.rating <> '' AND t.carried = '' AND t.claim_id > $1
 ORDER BY t.claim_id
 LIMIT $2`
