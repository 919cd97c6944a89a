package db

import (
	"context"

	"assay/claims"
)

// Anchoring returns what a person looks at who says where a claim stands now. Errors: ErrNotFound.
func (d *DB) Anchoring(ctx context.Context, claimID string) (claims.Anchoring, error) {
	var out claims.Anchoring
	var err error
	if out.Claim, err = loadClaim(ctx, d, claimID); err != nil {
		return out, err
	}
	if out.Article, out.Now, err = loadArticle(ctx, d, out.Claim.ArticleID); err != nil {
		return out, err
	}
	if out.Last, err = d.lastPlace(ctx, out.Claim); err != nil {
		return out, err
	}
	if out.Was, err = d.ArticleVersion(ctx, out.Last.ArticleID, out.Last.Number); err != nil {
		return out, err
	}
	if out.Claim.Unsettled() == claims.AnchorMoved {
		out.Places = [][]claims.Span{out.Claim.Appearances[0].Spans}
	} else {
		out.Places = claims.NewRewrite(out.Was, out.Now).Places(out.Last)
	}
	judged, err := loadJudged(ctx, d, claimID)
	out.Judged = judged.Any()
	return out, err
}

// lastPlace finds where a claim stood before it moved, or before somebody said that it stands nowhere: its current
// appearance does not tell.
func (d *DB) lastPlace(ctx context.Context, c claims.Claim) (claims.Appearance, error) {
	where := c.Appearances[0]
	for v := c.Version - 1; v > 0 && (where.Anchor == claims.AnchorMoved || len(where.Spans) == 0); v-- {
		var before claims.Claim
		if err := d.one(ctx, selectPayloadAt, []any{"claim", c.ID, v}, jsonValue{&before}); err != nil {
			return where, err
		}
		where = before.Appearances[0]
	}
	return where, nil
}

// ReanchorClaim records where a person says that a claim stands. Errors: as for Claim.Reanchor, ErrNotFound, and
// ErrConflict when the claim has changed or the article has a newer version.
func (d *DB) ReanchorClaim(ctx context.Context, by By, in claims.AnchorEdit) error {
	return d.changeClaim(ctx, by, in.ID, in.Version, claims.ClaimAnchored, in.Note, func(t *tx, c claims.Claim) (claims.Claim, error) {
		a, now, err := t.article(c.ArticleID)
		if err != nil {
			return c, err
		}
		if a.Number != in.Number {
			return c, t.conflict("article", a.ID, a.Version-1, a.Version)
		}
		judged, err := t.judged(in.ID)
		if err != nil {
			return c, err
		}
		return c.Reanchor(in, now, judged.Any(), by.Actor)
	})
}
