package db

import (
	"context"

	"assay/claims"
)

// The entities of a verdict carry the article in whose history their events stand.
type (
	reviewEntity struct {
		claims.Review
		ArticleID string `json:"article_id"`
	}
	verdictEntity struct {
		claims.Verdict
		ArticleID string `json:"article_id"`
	}
	publicationEntity struct {
		claims.Publication
		ArticleID string `json:"article_id"`
	}
	correctionEntity struct {
		claims.Correction
		ArticleID string `json:"article_id"`
	}
)

func (e *reviewEntity) subject() (string, string, int)  { return "review", e.ID, e.Version }
func (e *reviewEntity) belongs() (string, string)       { return e.ArticleID, e.ClaimID }
func (e *verdictEntity) subject() (string, string, int) { return "verdict", e.ClaimID, e.Version }
func (e *verdictEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }
func (e *publicationEntity) subject() (string, string, int) {
	return "publication", e.ClaimID, e.Version
}
func (e *publicationEntity) belongs() (string, string)     { return e.ArticleID, e.ClaimID }
func (e *correctionEntity) subject() (string, string, int) { return "correction", e.ID, e.Version }
func (e *correctionEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }

func (e *reviewEntity) project(p projector) error {
	evidence, err := jsonText(e.Evidence)
	if err != nil {
		return err
	}
	return mustChange(p.change(insertReview, e.ID, e.ClaimID, e.Round, e.Reviewer, e.ScaleNumber, e.Rating, string(e.Aspect),
		e.Summary, e.Rationale, evidence, timeText(e.Submitted), e.Version))
}

const insertReview = `
INSERT INTO review (id, claim_id, round, reviewer, scale, rating, aspect, summary, rationale, evidence, submitted, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

func (e *verdictEntity) project(p projector) error {
	reviews, err := jsonText(e.Reviews)
	if err != nil {
		return err
	}
	evidence, err := jsonText(e.Evidence)
	if err != nil {
		return err
	}
	p.touch(e.ClaimID)
	return mustChange(p.change(upsertVerdict, e.ClaimID, e.ScaleNumber, e.Rating, string(e.Aspect), e.Summary, e.Rationale,
		string(e.AsOf), reviews, evidence, e.DecidedBy, timeText(e.Decided), e.Version))
}

const upsertVerdict = `
INSERT INTO verdict (claim_id, scale, rating, aspect, summary, rationale, as_of, reviews, evidence, decided_by, decided, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (claim_id) DO UPDATE
   SET scale = excluded.scale, rating = excluded.rating, aspect = excluded.aspect, summary = excluded.summary,
       rationale = excluded.rationale, as_of = excluded.as_of, reviews = excluded.reviews, evidence = excluded.evidence,
       decided_by = excluded.decided_by, decided = excluded.decided, version = excluded.version
 WHERE verdict.version = excluded.version - 1`

func (e *publicationEntity) project(p projector) error {
	p.touch(e.ClaimID)
	return mustChange(p.change(upsertPublication, e.ClaimID, string(e.State), e.Revision, timeText(e.First), timeText(e.At),
		e.By, e.Version))
}

const upsertPublication = `
INSERT INTO publication (claim_id, state, revision, first_at, at, by_user, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (claim_id) DO UPDATE
   SET state = excluded.state, revision = excluded.revision, at = excluded.at, by_user = excluded.by_user,
       version = excluded.version
 WHERE publication.version = excluded.version - 1`

func (e *correctionEntity) project(p projector) error {
	return mustChange(p.change(insertCorrection, e.ID, e.ClaimID, string(e.Kind), e.Note, e.From, e.To, timeText(e.At), e.By,
		e.Version))
}

const insertCorrection = `
INSERT INTO correction (id, claim_id, kind, note, from_revision, to_revision, at, by_user, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

// SetVerdict records a review and the verdict that follows from it; a change to a published verdict also writes the
// correction and makes the new revision public. It returns the claim's id. Errors: ErrForbidden, ErrNotFound,
// ErrConflict when in.Version is not the current revision, FieldErrors and ErrInvalid as for DecideVerdict.
func (d *DB) SetVerdict(ctx context.Context, by By, in claims.NewVerdict) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, in.ClaimID)
		if err != nil {
			return "", err
		}
		reviewID, err := t.newID()
		if err != nil {
			return "", err
		}
		review, verdict, err := claims.DecideVerdict(dossier, in, reviewID, by.Actor, t.now, t.d.Today())
		if err != nil {
			return "", err
		}
		now := 0
		if dossier.Verdict != nil {
			now = dossier.Verdict.Version
		}
		if now != in.Version {
			return "", t.conflict("verdict", in.ClaimID, in.Version, now)
		}
		review.Version, verdict.Version = 1, now+1
		article := dossier.Claim.ArticleID
		if err := t.save(claims.ReviewSubmitted, &reviewEntity{review, article}, ""); err != nil {
			return "", err
		}
		if err := t.save(claims.VerdictDecided, &verdictEntity{verdict, article}, ""); err != nil {
			return "", err
		}
		if !dossier.Published() {
			return in.ClaimID, nil
		}
		return in.ClaimID, t.correct(dossier, in, verdict.Version)
	})
}

func (t *tx) correct(d claims.Dossier, in claims.NewVerdict, revision int) error {
	id, err := t.newID()
	if err != nil {
		return err
	}
	c, p := claims.Correct(*d.Publication, id, in.Correction, in.PublicNote, revision, t.by.Actor, t.now)
	c.Version = 1
	p.Version++
	if err := t.save(claims.CorrectionWritten, &correctionEntity{c, d.Claim.ArticleID}, in.PublicNote); err != nil {
		return err
	}
	return t.save(claims.VerdictCorrected, &publicationEntity{p, d.Claim.ArticleID}, "")
}

// PublishVerdict makes revision of a claim's verdict public. Errors: ErrForbidden, ErrNotFound, ErrConflict when
// another revision is current, ErrInvalid as for claims.Publish.
func (d *DB) PublishVerdict(ctx context.Context, by By, claimID string, revision int) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, claimID)
		if err != nil {
			return "", err
		}
		if dossier.Verdict != nil && dossier.Verdict.Version != revision {
			return "", t.conflict("verdict", claimID, revision, dossier.Verdict.Version)
		}
		p, err := claims.Publish(dossier, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		p.Version++
		return "", t.save(claims.VerdictPublished, &publicationEntity{p, dossier.Claim.ArticleID}, "")
	})
	return err
}
