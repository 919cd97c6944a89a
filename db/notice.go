package db

import (
	"context"
	"slices"

	"assay/claims"
)

// notify tells people of something about a claim, in the transaction that makes it so. Who did it is not told, nor is
// somebody whose account is closed; an id that is "" is passed over. A reader who has not seen an earlier notice of the
// kind about the claim gets the new one in its place. subjectID is what it is about, a comment or a review; "" for none.
func (t *tx) notify(kind claims.NoticeKind, userIDs []string, claimID, subjectID string) error {
	for _, user := range userIDs {
		if user == "" || user == t.by.ID {
			continue
		}
		id, err := t.newID()
		if err != nil {
			return err
		}
		if err := t.exec(insertNotice, id, string(kind), claimID, subjectID, timeText(t.now), user); err != nil {
			return err
		}
	}
	return nil
}

const insertNotice = `
INSERT INTO notice (id, user_id, kind, claim_id, subject_id, at, seen)
SELECT $1, u.id, $2, $3, $4, $5, 0
  FROM app_user u
 WHERE u.id = $6 AND u.disabled = 0
    ON CONFLICT (user_id, kind, claim_id) WHERE seen = 0 DO UPDATE
   SET id = excluded.id, subject_id = excluded.subject_id, at = excluded.at`

// Notices returns a page of somebody's notices, newest first. after is the Next of the page before, or "". Errors:
// ErrInvalid for a cursor that is none.
func (d *DB) Notices(ctx context.Context, userID, after string) (claims.NoticePage, error) {
	all, err := loadScales(ctx, d)
	if err != nil {
		return claims.NoticePage{}, err
	}
	before, err := idBefore(after)
	if err != nil {
		return claims.NoticePage{}, err
	}
	rows, err := each(ctx, d, selectNotices, []any{userID, before, pageSize + 1}, all.scanNotice)
	return claims.NoticePage{
		Rows:  page(rows, pageSize, func(r claims.NoticeRow) string { return r.ID }),
		After: after,
	}, err
}

// NotifyDue tells people of claims of theirs whose day has come: whoever decided that a claim is pending, and whoever was
// given it. Each is told once.
func (d *DB) NotifyDue(ctx context.Context) error {
	_, err := d.write(ctx, By{Actor: claims.System}, func(t *tx) (string, error) {
		today := string(t.d.Today())
		for _, query := range []string{selectNewlyDue, selectNewlyLate} {
			rows, err := each(t.ctx, t, query, []any{today, maxDueNotices}, func(row scanner) (r [3]string, err error) {
				return r, row.Scan(&r[0], &r[1], &r[2])
			})
			if err != nil {
				return "", err
			}
			for _, r := range rows {
				if err := t.notify(claims.NoticeDue, slices.Compact(r[1:]), r[0], ""); err != nil {
					return "", err
				}
			}
		}
		return "", nil
	})
	return err
}

// maxDueNotices bounds what one look does; the next look goes on.
const maxDueNotices = 500

const (
	selectNewlyDue = `
SELECT t.claim_id, v.decided_by, t.assignee
  FROM claim_tally t
  JOIN verdict v ON v.claim_id = t.claim_id
 WHERE t.step = 'wait' AND t.settles_on <> '' AND t.settles_on <= $1` + notTold + `n.at >= t.settles_on)
 ORDER BY t.claim_id
 LIMIT $2`

	selectNewlyLate = `
SELECT t.claim_id, t.assignee, ''
  FROM claim_tally t
 WHERE t.due < '9999-12-31' AND t.due <= $1 AND t.assignee <> '' AND t.step NOT IN ('done', 'closed', 'carried', 'wait')` + notTold + `n.at >= t.due)
 ORDER BY t.due, t.claim_id
 LIMIT $2`

	notTold = `
   AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.claim_id = t.claim_id AND n.kind = 'due' AND `
)

// What became of the reader's own review is told only of a round that is over.
const selectNotices = `
SELECT n.id, n.user_id, n.kind, n.claim_id, n.subject_id, n.at, n.seen, c.wording, a.lang,
       COALESCE(u.name, ''), COALESCE(r.scale, 0), COALESCE(r.rating, ''), COALESCE(v.scale, 0), COALESCE(v.rating, '')
  FROM notice n
  JOIN claim c ON c.id = n.claim_id
  JOIN article a ON a.id = c.article_id
  LEFT JOIN comment k ON k.id = n.subject_id
  LEFT JOIN app_user u ON u.id = k.by_user
  LEFT JOIN review r ON n.kind IN ('decided', 'adjudicated') AND r.id =
       (SELECT y.id FROM review y WHERE y.claim_id = n.claim_id AND y.reviewer = n.user_id ORDER BY y.submitted DESC, y.id DESC LIMIT 1)
  LEFT JOIN verdict v ON v.claim_id = r.claim_id
 WHERE n.user_id = $1 AND n.id < $2
 ORDER BY n.id DESC
 LIMIT $3`

func (all scales) scanNotice(row scanner) (claims.NoticeRow, error) {
	var r claims.NoticeRow
	var yourScale, scale int
	var yours, verdict string
	err := row.Scan(&r.ID, &r.UserID, &r.Kind, &r.ClaimID, &r.SubjectID, timeValue{&r.At}, &r.Seen, &r.Wording, &r.Lang,
		&r.By, &yourScale, &yours, &scale, &verdict)
	r.Yours, r.Verdict = all.rating(yourScale, yours).Label, all.rating(scale, verdict).Label
	return r, err
}

// SeeNotice marks one of somebody's notices as seen. Errors: ErrNotFound, also for a notice of somebody else.
func (d *DB) SeeNotice(ctx context.Context, by By, id string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		n, err := t.change(seeNotice, id, by.ID)
		if err == nil && n == 0 {
			err = claims.ErrNotFound
		}
		return "", err
	})
	return err
}

const seeNotice = `
UPDATE notice
   SET seen = 1
 WHERE id = $1 AND user_id = $2`

// SeeNotices marks somebody's notices as seen, up to the one with id last: what came after it he has not seen.
func (d *DB) SeeNotices(ctx context.Context, by By, last string) error {
	_, err := d.write(ctx, by, func(t *tx) (string, error) {
		return "", t.exec(seeNotices, by.ID, last)
	})
	return err
}

const seeNotices = `
UPDATE notice
   SET seen = 1
 WHERE user_id = $1 AND seen = 0 AND id <= $2`

const deleteNotices = `
DELETE FROM notice
 WHERE seen = 1 AND at < $1`
