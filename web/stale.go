package web

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

// repeat is a form that was not taken and is shown again, as typed: with which status, and what is wrong with it.
type repeat struct {
	status int
	bad    claims.FieldErrors
}

// again tells whether err, or what f found itself, is to be answered with the form as typed; nil when it is not. A form
// that was made from an older version is at fault as a whole, and what was typed is not lost: it can be sent once more,
// against the version that is current. Our script sends a refused form anew in the ordinary way, and so comes here too.
func (v *visit) again(f *form, err error) *repeat {
	if bad := claims.Fields(f.err(err)); bad != nil {
		return &repeat{http.StatusUnprocessableEntity, bad}
	}
	if c := asConflict(err); c != nil && !v.scripted() {
		return &repeat{http.StatusConflict, claims.FieldErrors{{Msg: staleForm(c)}}}
	}
	return nil
}

// version is the one that the form carries when it is shown again: the current one only after the reader was told that
// it is another than he had before him.
func (r *repeat) version(had, now int) int {
	if r.status == http.StatusConflict {
		return now
	}
	return had
}

// asConflict returns the conflict that err is, or nil.
func asConflict(err error) *claims.ConflictError {
	var c *claims.ConflictError
	if errors.As(err, &c) {
		return c
	}
	return nil
}

// conflict shows a form that met a newer version field by field: theirs and yours, nothing lost.
func (v *visit) conflict(c *claims.ConflictError, subject, verb, action, back string, version int, fields []views.ConflictField) error {
	return v.show(http.StatusConflict, "Changed in the meantime", "", func(p views.Page) templ.Component {
		return views.Conflict(p, views.ConflictView{Subject: subject, By: c.By, Verb: verb, Action: action, Back: back, Version: version, Fields: fields})
	})
}

// changedBy begins what is said about a conflict.
func changedBy(c *claims.ConflictError) string {
	who := "Somebody"
	if c.By != "" {
		who = c.By
	}
	return who + " changed it since you opened the page."
}

// staleForm is said above a form that is shown again.
func staleForm(c *claims.ConflictError) string {
	return changedBy(c) + " Nothing is saved yet, and what you typed is still here: look at what is there now, then send it again."
}

// conflictBody is said instead of a page that cannot be shown again.
func conflictBody(c *claims.ConflictError) string {
	return changedBy(c) + " Nothing of yours was saved. Load the page again and look at what is there now."
}
