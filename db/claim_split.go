package db

import (
	"context"
	"slices"

	"assay/claims"
)

// SplitClaim splits a claim at the line breaks of lines into new claims and returns the first one's id. Its evidence
// goes with the first part. Errors: ErrForbidden, ErrNotFound, ErrConflict, FieldErrors on "lines", ErrInvalid.
func (d *DB) SplitClaim(ctx context.Context, by By, id string, version int, lines string) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		c, err := t.claimAt(id, version)
		if err != nil {
			return "", err
		}
		_, v, err := t.article(c.ArticleID)
		if err != nil {
			return "", err
		}
		judged, err := t.judged(id)
		if err != nil {
			return "", err
		}
		if _, err := c.MarkSplit(nil, judged.Any(), by.Actor); err != nil {
			return "", err
		}
		parts, err := c.SplitLines(v, lines)
		if err != nil {
			return "", err
		}
		children, err := t.addParts(c, v, parts)
		if err != nil {
			return "", err
		}
		split, err := c.MarkSplit(children, judged.Any(), by.Actor)
		if err != nil {
			return "", err
		}
		split.Version++
		if err := t.save(claims.ClaimSplit, &claimEntity{split}, ""); err != nil {
			return "", err
		}
		return children[0], t.moveEvidence(c.ID, children[0], c.ArticleID)
	})
}

// addParts makes a claim of every part of a claim that is split. What people said about the whole goes with each.
func (t *tx) addParts(c claims.Claim, v claims.ArticleVersion, parts [][]claims.Span) ([]string, error) {
	no, err := t.nextNo(c.ArticleID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i, spans := range parts {
		id, err := t.newID()
		if err != nil {
			return nil, err
		}
		part, err := claims.NewClaim(id, no+i, v, c.Part(v, spans), c.ClaimantID, claims.Accepted, t.by.Actor, t.now)
		if err != nil {
			return nil, err
		}
		part.Parent, part.Version = c.ID, 1
		part.Topics, part.Priority, part.Context = c.Topics, c.Priority, c.Context
		if err := t.save(claims.ClaimAdded, &claimEntity{part}, ""); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// MergeClaims merges a claim into another one, which takes the wording and the evidence. Errors: as for
// Claim.MergeInto, ErrNotFound, ErrConflict.
func (d *DB) MergeClaims(ctx context.Context, by By, id string, version int, keepID string, keepVersion int, wording string) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		c, err := t.claimAt(id, version)
		if err != nil {
			return "", err
		}
		keep, err := t.claimAt(keepID, keepVersion)
		if err != nil {
			return "", err
		}
		_, v, err := t.article(c.ArticleID)
		if err != nil {
			return "", err
		}
		one, err := t.judged(id)
		if err != nil {
			return "", err
		}
		two, err := t.judged(keepID)
		if err != nil {
			return "", err
		}
		merged, kept, err := c.MergeInto(keep, wording, v, one.Any() || two.Any(), by.Actor)
		if err != nil {
			return "", err
		}
		merged.Version++
		kept.Version++
		if err := t.save(claims.ClaimMerged, &claimEntity{merged}, ""); err != nil {
			return "", err
		}
		if err := t.save(claims.ClaimMerged, &claimEntity{kept}, ""); err != nil {
			return "", err
		}
		return keepID, t.moveEvidence(id, keepID, c.ArticleID)
	})
}

// moveEvidence ties all evidence of one claim to another one of the same article.
func (t *tx) moveEvidence(from, to, articleID string) error {
	list, err := each(t.ctx, t, selectEvidenceOf, []any{from}, scanEvidence)
	if err != nil {
		return err
	}
	for _, e := range list {
		e.ClaimID = to
		e.Version++
		if err := t.save(claims.EvidenceEdited, &evidenceEntity{Evidence: e, ArticleID: articleID}, ""); err != nil {
			return err
		}
	}
	if len(list) > 0 {
		t.touch(from)
	}
	return nil
}

// Undo takes back what an operation did to claims and evidence, by new events. seq is any event of the operation. Only
// whoever did it may undo it, and only until somebody changes one of the same claims. It returns the id of a claim
// that was restored. Errors: ErrForbidden, ErrNotFound, ErrConflict, ErrInvalid for what cannot be undone.
func (d *DB) Undo(ctx context.Context, by By, seq int64) (string, error) {
	return d.write(ctx, by, func(t *tx) (string, error) {
		if err := by.Check(claims.MayWork); err != nil {
			return "", err
		}
		events, err := each(t.ctx, t, selectOpEvents, []any{seq}, scanOpEvent)
		if err != nil {
			return "", err
		}
		if len(events) == 0 {
			return "", claims.ErrNotFound
		}
		restored := ""
		for _, e := range events { // newest first: parts before the whole
			if e.actor != by.ID {
				return "", claims.ErrForbidden
			}
			switch e.subject {
			case "claim":
				restored, err = e.id, t.undoClaim(e)
			case "evidence":
				err = t.undoEvidence(e)
			case "claimant": // a name that was noted stays noted
			default:
				err = claims.Problem("This cannot be undone.")
			}
			if err != nil {
				return "", err
			}
		}
		return restored, nil
	})
}

type opEvent struct {
	actor, subject, id string
	kind               claims.EventKind
	version            int
}

func scanOpEvent(row scanner) (opEvent, error) {
	var e opEvent
	err := row.Scan(&e.actor, &e.kind, &e.subject, &e.id, &e.version)
	return e, err
}

const selectOpEvents = `
SELECT e.actor, e.kind, e.subject, e.subject_id, e.subject_version
  FROM event one
  JOIN event e ON e.op = one.op AND e.op <> ''
 WHERE one.seq = $1
 ORDER BY e.seq DESC`

func (t *tx) undoClaim(e opEvent) error {
	if !e.kind.Undoable() {
		return claims.Problem("This cannot be undone.")
	}
	c, err := t.claimAt(e.id, e.version)
	if err != nil {
		return err
	}
	if judged, err := t.judged(e.id); err != nil || judged.Any() && e.kind != claims.ClaimAssigned {
		if err == nil {
			err = claims.Problem("Somebody has rated this claim by now, so the change before it stays.")
		}
		return err
	}
	if e.version == 1 {
		// The claim goes, so nobody's work may still hang on it. What the operation moved here is back already.
		list, err := each(t.ctx, t, selectEvidenceOf, []any{e.id}, scanEvidence)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(ev claims.Evidence) bool { return !ev.Removed }) {
			return claims.Problem("This claim has evidence by now. Withdraw it instead.")
		}
	}
	var before *claims.Claim
	if e.version > 1 {
		old := claimEntity{claims.Claim{ID: e.id}}
		if err := t.previous(&old, e.version-1); err != nil {
			return err
		}
		before = &old.Claim
	}
	undone := c.Undone(before)
	undone.Version++
	return t.save(claims.ClaimRestored, &claimEntity{undone}, "")
}

func (t *tx) undoEvidence(e opEvent) error {
	if e.version == 1 {
		return claims.Problem("This cannot be undone.")
	}
	now, err := only(each(t.ctx, t, selectEvidence, []any{e.id}, scanEvidence))
	if err != nil {
		return err
	}
	if now.Version != e.version {
		return t.conflict("evidence", e.id, e.version, now.Version)
	}
	c, err := loadClaim(t.ctx, t, now.ClaimID)
	if err != nil {
		return err
	}
	old := evidenceEntity{Evidence: claims.Evidence{ID: e.id}}
	if err := t.previous(&old, e.version-1); err != nil {
		return err
	}
	old.Version, old.ArticleID = now.Version+1, c.ArticleID
	t.touch(now.ClaimID)
	return t.save(claims.EvidenceEdited, &old, "")
}
