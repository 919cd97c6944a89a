package db

import (
	"context"
	"errors"

	"assay/claims"
)

// selectClaimTextsSince are the claims that the events of a stretch of the record are about, with their wordings or, for
// those that do not count as checked, with "".
const selectClaimTextsSince = `
SELECT t.claim_id, CASE WHEN t.state = 'accepted' AND t.rating <> '' AND t.carried = '' THEN c.wording ELSE '' END
  FROM (SELECT DISTINCT e.claim_id AS id FROM event e WHERE e.seq >= $1 AND e.seq < $2) k
  JOIN claim_tally t ON t.claim_id = k.id
  JOIN claim c ON c.id = k.id
 ORDER BY t.claim_id`

// ClaimTextsSince brings what ClaimTexts read up to date: it returns the claims that any event from number from up to,
// and not including, number to is about, each with its wording now, or with "" when it does not count as checked.
func (d *DB) ClaimTextsSince(ctx context.Context, from, to int64) ([]ClaimText, error) {
	return each(ctx, d, selectClaimTextsSince, []any{from, to}, func(row scanner) (c ClaimText, err error) {
		err = row.Scan(&c.ID, &c.Text)
		return c, err
	})
}

// precedentColumns are a claim in a list with its own verdict v; precedentTables are their tables.
const (
	precedentColumns = claimRowColumns + `, v.as_of, v.decided_by`

	precedentTables = claimRowTables + `
  JOIN verdict v ON v.claim_id = t.claim_id`

	selectPrecedent = precedentColumns + `
  FROM claim_tally t` + precedentTables + `
 WHERE t.claim_id = $1 AND t.state = 'accepted'
 ORDER BY t.claim_id`

	selectClaimantPrecedents = precedentColumns + `
  FROM claim_tally t` + precedentTables + `
 WHERE t.claimant_id = $1 AND t.claimant_id <> '' AND t.claim_id <> $2 AND t.state = 'accepted'
 ORDER BY t.claim_id DESC
 LIMIT $3`

	selectReviewers = `
SELECT reviewer
  FROM review
 WHERE claim_id = $1
 ORDER BY submitted, id`
)

func (all scales) scanPrecedent(row scanner) (claims.Precedent, error) {
	p := claims.Precedent{Judges: []string{""}}
	c, err := all.scanClaimRow(wider{row, []any{&p.AsOf, &p.Judges[0]}})
	p.ClaimRow = c
	return p, err
}

// maxClaimantPrecedents is how many verdicts on a claimant's claims are looked at: some may be withheld, or shown among
// the similar ones.
const maxClaimantPrecedents = 3 * claims.MaxPrecedents

// Precedents returns the earlier verdicts that the dossier's reader may see beside its claim: those on claims like it,
// best first, and on what its claimant said. of is what DossierFor returned for that reader.
func (d *DB) Precedents(ctx context.Context, of claims.Dossier, like []claims.Likeness) (claims.Precedents, error) {
	var out claims.Precedents
	all, err := loadScales(ctx, d)
	if err != nil {
		return out, err
	}
	for _, l := range like {
		p, err := only(each(ctx, d, selectPrecedent, []any{l.ClaimID}, all.scanPrecedent))
		if errors.Is(err, claims.ErrNotFound) || l.ClaimID == of.Claim.ID {
			continue // no verdict any more
		}
		if err != nil {
			return out, err
		}
		p.Likeness = l
		out.Similar = append(out.Similar, p)
	}
	args := []any{of.Claim.ClaimantID, of.Claim.ID, maxClaimantPrecedents}
	if out.Claimant, err = each(ctx, d, selectClaimantPrecedents, args, all.scanPrecedent); err != nil {
		return out, err
	}
	for _, list := range [][]claims.Precedent{out.Similar, out.Claimant} {
		for i := range list {
			if err := d.knowPrecedent(ctx, &list[i], of); err != nil {
				return out, err
			}
		}
	}
	var sealed []string
	if of.Blind {
		sealed = of.Round.Reviewers
	}
	return out.For(of.Blind, sealed), nil
}

// knowPrecedent adds how a precedent is related to the dossier's claim and, for a blind reader, who judged it.
func (d *DB) knowPrecedent(ctx context.Context, p *claims.Precedent, of claims.Dossier) error {
	for _, r := range of.Relations {
		if r.Claim.ID == p.ID {
			p.Known = append(p.Known, r.Relation)
		}
	}
	if !of.Blind {
		return nil
	}
	reviewers, err := each(ctx, d, selectReviewers, []any{p.ID}, func(row scanner) (id string, err error) {
		err = row.Scan(&id)
		return id, err
	})
	p.Judges = append(p.Judges, reviewers...)
	return err
}
