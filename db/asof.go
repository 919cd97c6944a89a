package db

import (
	"context"
	"errors"
	"fmt"
	"os"

	"assay/claims"
	"assay/claims/record"
)

// CopyAsOf makes at dest the store as it was after event number last: the record up to there, and
// the tables that follow from it, projected by the code that wrote them. What is no part of the record is not copied:
// kept bytes, passwords, sessions, drafts and jobs. dest must not exist. Errors: ErrNotFound when there is no such
// event.
func (d *DB) CopyAsOf(ctx context.Context, dest string, last int64) (err error) {
	if _, err := os.Stat(dest); err == nil {
		return claims.Problem(dest + " exists already")
	}
	to, err := newRebuild(ctx, dest)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.close()) }()
	var tree record.Tree
	for line, err := range d.EachEvent(ctx, 0) {
		if err != nil {
			return err
		}
		if line.Seq > last {
			break
		}
		if err := to.copy(line, &tree); err != nil {
			return fmt.Errorf("event %d: %w", line.Seq, err)
		}
	}
	if tree.Size() != last+1 {
		return claims.ErrNotFound
	}
	return to.finish()
}

// copy takes an event over as it is, and projects it.
func (r *rebuild) copy(line RecordLine, tree *record.Tree) error {
	if err := r.apply(line.Event, line.Payload); err != nil {
		return err
	}
	_, err := r.change(insertEvent, line.Seq, timeText(line.At), line.Actor, line.OnBehalf, line.Kind, line.Subject,
		line.SubjectID, line.SubjectVersion, line.ArticleID, line.ClaimID, line.Note, line.Op, line.Schema,
		line.PayloadDigest[:], line.Leaf[:])
	if err != nil {
		return err
	}
	if _, err := r.change(insertPayload, line.Seq, line.Salt, line.Payload); err != nil {
		return err
	}
	for _, n := range tree.Append(line.Leaf) {
		if _, err := r.change(insertNode, n.Level, n.Index, n.Hash[:]); err != nil {
			return err
		}
	}
	return nil
}
