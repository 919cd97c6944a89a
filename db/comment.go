package db

import (
	"context"
	"slices"
	"strings"

	"assay/claims"
)

// commentEntity is a comment with the article in whose history its events stand.
type commentEntity struct {
	claims.Comment
	ArticleID string `json:"article_id"`
}

func (e *commentEntity) subject() (string, string, int) { return "comment", e.ID, e.Version }
func (e *commentEntity) belongs() (string, string)      { return e.ArticleID, e.ClaimID }

func (e *commentEntity) project(p projector) error {
	return mustChange(p.change(upsertComment, e.ID, e.ClaimID, e.Text, e.By, timeText(e.At), bit(e.Resolved), e.ResolvedBy, e.Version))
}

const upsertComment = `
INSERT INTO comment (id, claim_id, text, by_user, at, resolved, resolved_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE
   SET resolved = excluded.resolved, resolved_by = excluded.resolved_by, version = excluded.version
 WHERE comment.version = excluded.version - 1`

func scanComment(row scanner) (claims.Comment, error) {
	var c claims.Comment
	err := row.Scan(&c.ID, &c.ClaimID, &c.Text, &c.By, timeValue{&c.At}, &c.Resolved, &c.ResolvedBy, &c.Version)
	return c, err
}

const selectComment = `
SELECT id, claim_id, text, by_user, at, resolved, resolved_by, version
  FROM comment
 WHERE id = $1
 ORDER BY id`

// AddComment adds a comment to a claim and returns its id. Whom it mentions is told, and so is everybody who reviewed the
// claim or is to do it. Errors: ErrForbidden, ErrNotFound, FieldErrors as for NewComment.
func (d *DB) AddComment(ctx context.Context, by By, claimID, text string) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		claim, err := loadClaim(t.ctx, t, claimID)
		if err != nil {
			return "", err
		}
		id, err := t.newID()
		if err != nil {
			return "", err
		}
		c, err := claims.NewComment(id, claimID, text, by.Actor, t.now)
		if err != nil {
			return "", err
		}
		c.Version = 1
		if err := t.save(claims.CommentAdded, &commentEntity{c, claim.ArticleID}, ""); err != nil {
			return "", err
		}
		return id, t.tellOf(c, claim)
	})
}

// tellOf sends the notices of a new comment. Nobody gets two for one.
func (t *tx) tellOf(c claims.Comment, claim claims.Claim) error {
	people, err := peopleIn(t.ctx, t, c.Text)
	if err != nil {
		return err
	}
	var mentioned []string
	for _, handle := range claims.MentionedIn(c.Text, func(h string) bool { return people[h].ID != "" }) {
		mentioned = append(mentioned, people[handle].ID)
	}
	if err := t.notify(claims.NoticeMention, mentioned, c.ClaimID, c.ID); err != nil {
		return err
	}
	concerned, err := each(t.ctx, t, selectReviewersOf, []any{c.ClaimID}, func(row scanner) (id string, err error) {
		return id, row.Scan(&id)
	})
	if err != nil {
		return err
	}
	if !slices.Contains(concerned, claim.Assignee) {
		concerned = append(concerned, claim.Assignee)
	}
	concerned = slices.DeleteFunc(concerned, func(id string) bool { return slices.Contains(mentioned, id) })
	return t.notify(claims.NoticeComment, concerned, c.ClaimID, c.ID)
}

const selectReviewersOf = `
SELECT DISTINCT reviewer AS id
  FROM review
 WHERE claim_id = $1
 ORDER BY id`

// peopleIn returns everybody by handle when a text may mention somebody, and otherwise nobody.
func peopleIn(ctx context.Context, q querier, texts ...string) (map[string]claims.User, error) {
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "@") }) {
		return nil, nil
	}
	users, err := each(ctx, q, selectUsers, nil, scanUser)
	people := make(map[string]claims.User, len(users))
	for _, u := range users {
		people[u.Handle] = u
	}
	return people, err
}

// changeComment runs a rule over a comment and saves what it returns.
func (d *DB) changeComment(ctx context.Context, by By, id string, version int, what claims.EventKind,
	rule func(c claims.Comment) (claims.Comment, error),
) (claimID string, err error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		c, err := only(each(t.ctx, t, selectComment, []any{id}, scanComment))
		if err != nil {
			return "", err
		}
		claim, err := loadClaim(t.ctx, t, c.ClaimID)
		if err != nil {
			return "", err
		}
		if c.Version != version {
			return "", t.conflict("comment", id, version, c.Version)
		}
		changed, err := rule(c)
		if err != nil {
			return "", err
		}
		changed.Version++
		return c.ClaimID, t.save(what, &commentEntity{changed, claim.ArticleID}, "")
	})
}

// ResolveComment settles a comment and returns its claim's id. Errors: ErrNotFound, ErrConflict, and as for
// Comment.Resolve.
func (d *DB) ResolveComment(ctx context.Context, by By, id string, version int) (claimID string, err error) {
	return d.changeComment(ctx, by, id, version, claims.CommentResolved, func(c claims.Comment) (claims.Comment, error) {
		return c.Resolve(by.Actor)
	})
}

// ReopenComment takes a settled comment up again and returns its claim's id. Errors: ErrNotFound, ErrConflict, and as for
// Comment.Reopen.
func (d *DB) ReopenComment(ctx context.Context, by By, id string, version int) (claimID string, err error) {
	return d.changeComment(ctx, by, id, version, claims.CommentReopened, func(c claims.Comment) (claims.Comment, error) {
		return c.Reopen(by.Actor)
	})
}

const selectCommentRows = `
SELECT k.id, k.claim_id, k.text, k.by_user, k.at, k.resolved, k.resolved_by, k.version,
       COALESCE(u.name, k.by_user), COALESCE(w.name, k.resolved_by)
  FROM comment k
  LEFT JOIN app_user u ON u.id = k.by_user
  LEFT JOIN app_user w ON w.id = k.resolved_by
 WHERE k.claim_id = $1
 ORDER BY k.at, k.id`

func scanCommentRow(row scanner) (claims.CommentRow, error) {
	var r claims.CommentRow
	c, err := scanComment(wider{row, []any{&r.ByName, &r.ResolvedName}})
	r.Comment = c
	return r, err
}

// loadComments reads the comments on a claim that a reader may see, oldest first, and how many are withheld from him.
func loadComments(ctx context.Context, q querier, claimID, readerID string) (rows []claims.CommentRow, withheld int, err error) {
	all, err := each(ctx, q, selectCommentRows, []any{claimID}, scanCommentRow)
	if err != nil || len(all) == 0 {
		return nil, 0, err
	}
	seals, err := sealsOn(ctx, q, claimID)
	if err != nil {
		return nil, 0, err
	}
	var texts []string
	for _, r := range all {
		if r.Withheld(seals, readerID) {
			withheld++
			continue
		}
		rows, texts = append(rows, r), append(texts, r.Text)
	}
	people, err := peopleIn(ctx, q, texts...)
	if err != nil {
		return nil, 0, err
	}
	names := make(map[string]string, len(people))
	for handle, u := range people {
		names[handle] = u.Name
	}
	for i := range rows {
		rows[i].Parts = claims.CommentParts(rows[i].Text, names)
	}
	return rows, withheld, nil
}

// sealsOn returns the reviews of a claim that nobody but their authors may see.
func sealsOn(ctx context.Context, q querier, claimID string) ([]claims.Seal, error) {
	return each(ctx, q, selectSeals, []any{claimID}, func(row scanner) (claims.Seal, error) {
		var s claims.Seal
		err := row.Scan(&s.Reviewer, timeValue{&s.Since})
		return s, err
	})
}

const selectSeals = `
SELECT r.reviewer, r.submitted
  FROM round o
  JOIN review r ON r.claim_id = o.claim_id AND r.round = o.no
 WHERE o.claim_id = $1 AND o.state = 'open' AND o.need > 1
 ORDER BY r.submitted, r.id`
