package db

import (
	"context"

	"assay/claims"
)

// OwnReviews returns a page of somebody's reviews, newest first, with what became of each. Errors: ErrInvalid for an
// unknown cursor.
func (d *DB) OwnReviews(ctx context.Context, userID, after string) (claims.Page[claims.OwnReview], error) {
	before, err := idBefore(after)
	if err != nil {
		return claims.Page[claims.OwnReview]{}, err
	}
	all, err := loadScales(ctx, d)
	if err != nil {
		return claims.Page[claims.OwnReview]{}, err
	}
	rows, err := each(ctx, d, selectOwnReviews, []any{userID, before, pageSize + 1}, all.scanOwnReview)
	return page(rows, pageSize, func(r claims.OwnReview) string { return r.ID }), err
}

const selectOwnReviews = `
SELECT r.id, r.claim_id, r.round, r.reviewer, r.scale, r.rating, r.aspect, r.summary, r.rationale, r.evidence,
       r.submitted, r.version, r.as_of, '',
       c.no, c.wording, a.headline, a.lang,
       COALESCE(o.state, 'decided'), COALESCE(o.reviews, '[]'), COALESCE(o.reviewers, '[]'), COALESCE(o.closed_by, ''), COALESCE(o.reason, ''), COALESCE(o.picked, ''),
       COALESCE(o.rating, r.rating), COALESCE(o.revision, r.round), COALESCE(v.version, 0)
  FROM review r
  JOIN claim c ON c.id = r.claim_id
  JOIN article a ON a.id = c.article_id
  LEFT JOIN round o ON o.claim_id = r.claim_id AND o.no = r.round
  LEFT JOIN verdict v ON v.claim_id = r.claim_id
 WHERE r.reviewer = $1 AND r.id < $2
 ORDER BY r.id DESC
 LIMIT $3`

func (all scales) scanOwnReview(row scanner) (claims.OwnReview, error) {
	var o claims.OwnReview
	var round claims.Round
	var now int
	r, err := all.scanReviewRow(wider{row, []any{
		&o.ClaimNo, &o.Wording, &o.Headline, &o.Lang,
		&round.State,
		jsonValue{&round.Reviews},
		jsonValue{&round.Reviewers},
		&round.ClosedBy, &round.Reason, &round.Picked, &round.Rating, &round.Revision, &now,
	}})
	o.ReviewRow, o.State, o.Fate = r, round.State, claims.FateOf(r.Review, round)
	switch o.Fate {
	case claims.FateFollowed, claims.FateOverruled, claims.FateReturned:
		o.Reason = round.Reason // otherwise it says why the round was asked for
	}
	if round.State == claims.Decided {
		rating := all.rating(r.ScaleNumber, round.Rating)
		o.Decided, o.Tone = rating.Label, rating.Tone
		o.Revised = now > round.Revision
	}
	return o, err
}
