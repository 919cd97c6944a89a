package db

import (
	"cmp"
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
		e.Summary, e.Rationale, evidence, timeText(e.Submitted), e.Version, string(e.AsOf)))
}

const insertReview = `
INSERT INTO review (id, claim_id, round, reviewer, scale, rating, aspect, summary, rationale, evidence, submitted, version,
                    as_of)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

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
		string(e.AsOf), reviews, evidence, e.DecidedBy, timeText(e.Decided), e.Version, string(cmp.Or(e.How, claims.ByReview))))
}

const upsertVerdict = `
INSERT INTO verdict (claim_id, scale, rating, aspect, summary, rationale, as_of, reviews, evidence, decided_by, decided,
                     version, how)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (claim_id) DO UPDATE
   SET scale = excluded.scale, rating = excluded.rating, aspect = excluded.aspect, summary = excluded.summary,
       rationale = excluded.rationale, as_of = excluded.as_of, reviews = excluded.reviews, evidence = excluded.evidence,
       decided_by = excluded.decided_by, decided = excluded.decided, version = excluded.version, how = excluded.how
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

// PublishVerdict makes a revision of a claim's verdict public; where readers saw an earlier one, with a correction.
// Errors: ErrForbidden, ErrNotFound, ErrConflict when another revision is current, ErrInvalid and FieldErrors as for
// claims.Publish.
func (d *DB) PublishVerdict(ctx context.Context, by By, in claims.NewPublication) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		dossier, err := loadDossier(t.ctx, t, in.ClaimID)
		if err != nil {
			return "", err
		}
		if dossier.Verdict != nil && dossier.Verdict.Version != in.Revision {
			return "", t.conflict("verdict", in.ClaimID, in.Revision, dossier.Verdict.Version)
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		p, c, err := claims.Publish(dossier, in, id, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		p.Version++
		if c != nil {
			return "", t.correct(dossier, *c, p)
		}
		return "", t.save(claims.VerdictPublished, &publicationEntity{p, dossier.Claim.ArticleID}, "")
	})
	return err
}

// correct saves a correction and the publication that goes with it, and tells the reviewers.
func (t *tx) correct(d claims.Dossier, c claims.Correction, p claims.Publication) error {
	c.Version = 1
	if err := t.save(claims.CorrectionWritten, &correctionEntity{c, d.Claim.ArticleID}, c.Note); err != nil {
		return err
	}
	if err := t.save(claims.VerdictCorrected, &publicationEntity{p, d.Claim.ArticleID}, ""); err != nil {
		return err
	}
	return t.notify(claims.NoticeCorrected, reviewersOf(d), d.Claim.ID, "")
}
