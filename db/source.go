package db

import (
	"context"
	"errors"
	"strings"

	"assay/claims"
)

type sourceEntity struct{ claims.Source }

func (e *sourceEntity) subject() (string, string, int) { return "source", e.ID, e.Version }
func (e *sourceEntity) belongs() (string, string)      { return "", "" }

func (e *sourceEntity) project(p projector) error {
	return mustChange(p.change(upsertSource, e.ID, e.URL, e.Title, e.Publisher, e.Author, string(e.Published),
		string(e.Medium), bit(e.Primary), e.Lang, timeText(e.Added), e.AddedBy, e.Version))
}

const upsertSource = `
INSERT INTO source (id, url, title, publisher, author, published, medium, first_hand, lang, added, added_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (id) DO UPDATE
   SET url = excluded.url, title = excluded.title, publisher = excluded.publisher, author = excluded.author,
       published = excluded.published, medium = excluded.medium, first_hand = excluded.first_hand, lang = excluded.lang,
       version = excluded.version
 WHERE source.version = excluded.version - 1`

func scanSource(row scanner) (claims.Source, error) {
	var s claims.Source
	err := row.Scan(&s.ID, &s.URL, &s.Title, &s.Publisher, &s.Author, &s.Published, &s.Medium, &s.Primary, &s.Lang,
		timeValue{&s.Added}, &s.AddedBy, &s.Version)
	return s, err
}

const selectSource = `
SELECT id, url, title, publisher, author, published, medium, first_hand, lang, added, added_by, version
  FROM source
 WHERE id = $1
 ORDER BY id`

// Source returns a source. Errors: ErrNotFound.
func (d *DB) Source(ctx context.Context, id string) (claims.Source, error) {
	return only(each(ctx, d, selectSource, []any{id}, scanSource))
}

// saveSource makes or changes a source, keeps it findable, and has a copy of a new web page fetched.
func (t *tx) saveSource(what claims.EventKind, s claims.Source) error {
	if err := t.save(what, &sourceEntity{s}, ""); err != nil {
		return err
	}
	if what == claims.SourceAdded && s.URL != "" {
		if err := t.enqueue(FetchSource, s.ID, s.URL); err != nil {
			return err
		}
	}
	return t.index("source", s.ID, s.Title, s.Publisher+"\n"+s.Author+"\n"+s.URL)
}

// sourceFor returns the id of the source that an evidence form means: the one named, a known one with the same
// address, or a new one.
func (t *tx) sourceFor(in claims.EvidenceEdit) (string, error) {
	if in.SourceID != "" {
		s, err := only(each(t.ctx, t, selectSource, []any{in.SourceID}, scanSource))
		return s.ID, err
	}
	s, err := claims.Source{}.Apply(in.Source, t.by.Actor)
	if err != nil {
		return "", err
	}
	if s.URL != "" {
		var id string
		err := t.one(t.ctx, selectSourceByURL, []any{s.URL}, &id)
		if err == nil || !errors.Is(err, claims.ErrNotFound) {
			return id, err
		}
	}
	if s.ID, err = t.newID(); err != nil {
		return "", err
	}
	s.Added, s.AddedBy, s.Version = t.now, t.by.ID, 1
	return s.ID, t.saveSource(claims.SourceAdded, s)
}

const selectSourceByURL = `
SELECT id
  FROM source
 WHERE url = $1 AND url <> ''
 ORDER BY id
 LIMIT 1`

// EditSource changes a source. Errors: ErrNotFound, ErrConflict, and as for Source.Apply.
func (d *DB) EditSource(ctx context.Context, by By, in claims.SourceEdit) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		s, err := only(each(t.ctx, t, selectSource, []any{in.ID}, scanSource))
		if err != nil {
			return "", err
		}
		edited, err := s.Apply(in, by.Actor)
		if err != nil {
			return "", err
		}
		if s.Version != in.Version {
			return "", t.conflict("source", s.ID, in.Version, s.Version)
		}
		edited.Version++
		return "", t.saveSource(claims.SourceEdited, edited)
	})
	return err
}

// RefetchSource has a new copy of a source's page made. Errors: ErrForbidden, ErrNotFound, ErrInvalid for a source that
// has no address.
func (d *DB) RefetchSource(ctx context.Context, by By, id string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		s, err := only(each(t.ctx, t, selectSource, []any{id}, scanSource))
		if err != nil {
			return "", err
		}
		if s.URL == "" {
			return "", claims.Problem("This source has no address to fetch.")
		}
		return "", t.enqueue(FetchSource, s.ID, s.URL)
	})
	return err
}

type snapshotEntity struct{ claims.Snapshot }

func (e *snapshotEntity) subject() (string, string, int) { return "snapshot", e.ID, e.Version }
func (e *snapshotEntity) belongs() (string, string)      { return "", "" }

func (e *snapshotEntity) project(p projector) error {
	return mustChange(p.change(insertSnapshot, e.ID, e.SourceID, timeText(e.Fetched), e.FinalURL, e.Status, e.MIME,
		e.SHA256, e.Title, e.Text, e.Error, e.Version))
}

const insertSnapshot = `
INSERT INTO snapshot (id, source_id, fetched, final_url, status, mime, sha256, title, text, error, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

// SaveSnapshot keeps a copy of a source, or the report of a failed try, and ties evidence without a copy to it where
// its quote stands in the copy's text. A source that had its address as its title takes the page's own title.
// It ends the job, on behalf of whose user the copy was made. Errors: ErrNotFound.
func (d *DB) SaveSnapshot(ctx context.Context, by By, job Job, in claims.Snapshot, body []byte) error {
	by.OnBehalf = job.UserID
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		s, err := only(each(t.ctx, t, selectSource, []any{in.SourceID}, scanSource))
		if err != nil {
			return "", err
		}
		if in.Error == "" {
			if err := t.exec(insertBlob, in.SHA256, body); err != nil {
				return "", err
			}
		}
		if err := t.addSnapshot(&in); err != nil {
			return "", err
		}
		if in.Error == "" {
			if err := t.useSnapshot(s, in); err != nil {
				return "", err
			}
			if err := t.touchClaimsOf(s.ID); err != nil {
				return "", err
			}
		}
		return in.ID, t.exec(deleteJob, job.ID)
	})
	return err
}

// addSnapshot gives a copy, or the report of a failed try, its id and records it.
func (t *tx) addSnapshot(in *claims.Snapshot) error {
	var err error
	if in.ID, err = t.newID(); err != nil {
		return err
	}
	in.Version = 1
	what := claims.SnapshotStored
	if in.Error != "" {
		what = claims.SnapshotFailed
	}
	return t.save(what, &snapshotEntity{*in}, "")
}

// failSource reports that a source's copy is given up.
func (t *tx) failSource(job Job) error {
	t.by.OnBehalf = job.UserID
	defer func() { t.by.OnBehalf = "" }()
	return t.addSnapshot(&claims.Snapshot{
		SourceID: job.SubjectID, Fetched: t.now, FinalURL: job.Address,
		Error: "The page could not be fetched. Try again later.",
	})
}

func (t *tx) useSnapshot(s claims.Source, copy claims.Snapshot) error {
	if title := pageTitle(copy.Title); s.Title == s.URL && title != "" {
		s.Title = title
		s.Version++
		if err := t.saveSource(claims.SourceEdited, s); err != nil {
			return err
		}
	}
	list, err := each(t.ctx, t, selectEvidenceWithoutCopy, []any{s.ID}, scanEvidence)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Quote != "" && !claims.QuoteStandsIn(e.Quote, copy.Text) {
			continue
		}
		c, err := loadClaim(t.ctx, t, e.ClaimID)
		if err != nil {
			return err
		}
		e.SnapshotID = copy.ID
		e.Version++
		if err := t.save(claims.EvidenceEdited, &evidenceEntity{Evidence: e, ArticleID: c.ArticleID}, ""); err != nil {
			return err
		}
	}
	return nil
}

// pageTitle makes a source's title of what a page says, which may be of any length: one line that its form takes as well.
func pageTitle(said string) string {
	title := []rune(strings.Join(strings.Fields(said), " "))
	return string(title[:min(len(title), claims.MaxLine)])
}

// Snapshot returns a kept copy. Errors: ErrNotFound.
func (d *DB) Snapshot(ctx context.Context, id string) (claims.Snapshot, claims.Source, error) {
	var c claims.Snapshot
	err := d.one(ctx, selectSnapshot, []any{id}, &c.ID, &c.SourceID, timeValue{&c.Fetched}, &c.FinalURL, &c.Status, &c.MIME,
		&c.SHA256, &c.Title, &c.Text, &c.Error, &c.Version)
	if err != nil {
		return c, claims.Source{}, err
	}
	s, err := d.Source(ctx, c.SourceID)
	return c, s, err
}

const selectSnapshot = `
SELECT id, source_id, fetched, final_url, status, mime, sha256, title, text, error, version
  FROM snapshot
 WHERE id = $1`
