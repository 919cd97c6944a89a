package db

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"assay/claims"
)

// AssignClaim changes whose a claim is and when it is wanted. Errors: as for Claim.Assign, ErrNotFound, ErrConflict.
func (d *DB) AssignClaim(ctx context.Context, by By, id string, version int, in claims.TaskEdit) error {
	return d.changeClaim(ctx, by, id, version, claims.ClaimAssigned, "", func(t *tx, c claims.Claim) (claims.Claim, error) {
		may, err := t.mayBeAssigned(in.Assignee)
		if err != nil {
			return c, err
		}
		given, err := c.Assign(in, may, by.Actor)
		if err != nil {
			return given, err
		}
		return given, t.notifyAssignee(c, given)
	})
}

// notifyAssignee tells somebody that a claim is his now.
func (t *tx) notifyAssignee(before, after claims.Claim) error {
	if after.Assignee == before.Assignee {
		return nil
	}
	return t.notify(claims.NoticeAssigned, []string{after.Assignee}, after.ID, "")
}

// mayBeAssigned tells whether claims can be given to a user.
func (t *tx) mayBeAssigned(id *string) (bool, error) {
	if id == nil || *id == "" {
		return true, nil
	}
	u, err := only(each(t.ctx, t, selectUser, []any{*id}, scanUser))
	if errors.Is(err, claims.ErrNotFound) {
		return false, nil
	}
	return err == nil && !u.Disabled && u.Role.May(claims.MayWork), err
}

// BulkClaims does one action to several claims: to all of which it can be done, in one operation that is undone at once.
// What it leaves as it was, and why, is in the result. Errors: ErrForbidden, ErrInvalid for too many claims or none,
// FieldErrors when the action itself is at fault.
func (d *DB) BulkClaims(ctx context.Context, by By, in claims.Bulk) (claims.BulkResult, error) {
	out := claims.BulkResult{Seq: -1}
	text, err := d.write(ctx, by, func(t *tx) (string, error) {
		res, err := t.bulk(in)
		if err != nil {
			return "", err
		}
		body, err := json.Marshal(res)
		return string(body), err
	})
	if err == nil {
		err = json.Unmarshal([]byte(text), &out)
	}
	return out, err
}

func (t *tx) bulk(in claims.Bulk) (claims.BulkResult, error) {
	res := claims.BulkResult{Seq: -1}
	if err := in.Check(t.by.Actor); err != nil {
		return res, err
	}
	may, err := t.mayBeAssigned(in.Task.Assignee)
	if err != nil {
		return res, err
	}
	if !may {
		return res, &claims.FieldError{Field: "assignee", Msg: "Choose somebody who works on claims."}
	}
	for _, one := range in.Claims {
		c, err := t.claimAt(one.ID, one.Version)
		if err == nil {
			err = t.bulkOne(in, c, &res)
		}
		if why := bulkProblem(err); why != "" {
			res.Failed = append(res.Failed, claims.BulkFailure{ID: one.ID, No: c.No, Wording: c.Wording, Why: why})
		} else if err != nil {
			return res, err
		}
	}
	return res, nil
}

func (t *tx) bulkOne(in claims.Bulk, c claims.Claim, res *claims.BulkResult) error {
	judged, err := t.judged(c.ID)
	if err != nil {
		return err
	}
	changed, what, err := in.Apply(c, judged, t.by.Actor)
	if err != nil {
		return err
	}
	res.Done++
	if reflect.DeepEqual(changed, c) {
		return nil
	}
	res.Seq = t.d.tree.Size()
	changed.Version = c.Version + 1
	if err := t.notifyAssignee(c, changed); err != nil {
		return err
	}
	return t.save(what, &claimEntity{changed}, "")
}

// bulkProblem says why a claim was left as it was; "" for a fault that is nobody's.
func bulkProblem(err error) string {
	var conflict *claims.ConflictError
	var problem claims.Problem
	switch {
	case errors.As(err, &conflict):
		return "It changed in the meantime."
	case errors.Is(err, claims.ErrNotFound):
		return "It is not there."
	case errors.As(err, &problem):
		return string(problem)
	case claims.Fields(err) != nil:
		return claims.Fields(err)[0].Msg
	}
	return ""
}
