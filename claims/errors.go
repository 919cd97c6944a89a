package claims

import (
	"errors"
	"fmt"
)

// The kinds of error that cross package borders. Test them with errors.Is; never test texts.
var (
	// ErrNotFound says that there is no such thing, or none that the actor may know of.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that the thing changed since the actor read it. See ConflictError for the two texts.
	ErrConflict = errors.New("changed in the meantime")
	// ErrInvalid says that a value or a step is not allowed. FieldError and FieldErrors are of this kind.
	ErrInvalid = errors.New("not valid")
	// ErrForbidden says that the actor's role does not allow it.
	ErrForbidden = errors.New("not allowed")
	// ErrUnavailable says that the store cannot write now, for instance because the disk is full.
	ErrUnavailable = errors.New("cannot be saved now")
)

// FieldError ties a message to the form field it belongs to.
type FieldError struct {
	Field string // the form's name of the field, for instance "rationale"
	Msg   string // a sentence for the person who typed it, without the field's name
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Msg }

// Unwrap makes a FieldError an ErrInvalid.
func (e *FieldError) Unwrap() error { return ErrInvalid }

// FieldErrors collects the faults of one form, in the order of its fields.
type FieldErrors []*FieldError

func (e FieldErrors) Error() string {
	if len(e) == 0 {
		return "no field errors"
	}
	return fmt.Sprintf("%v (%d in all)", e[0], len(e))
}

// Unwrap makes FieldErrors an ErrInvalid.
func (e FieldErrors) Unwrap() error { return ErrInvalid }

// Add appends a fault.
func (e *FieldErrors) Add(field, msg string) { *e = append(*e, &FieldError{field, msg}) }

// Err returns e, or nil when there is no fault.
func (e FieldErrors) Err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// Fields returns the field errors inside err, or nil when it holds none.
func Fields(err error) FieldErrors {
	var many FieldErrors
	if errors.As(err, &many) {
		return many
	}
	var one *FieldError
	if errors.As(err, &one) {
		return FieldErrors{one}
	}
	return nil
}

// ConflictError is an ErrConflict that knows which versions met.
type ConflictError struct {
	Subject string // what changed: "claim", "article", …
	Have    int    // the version that the form was made from
	Now     int    // the version that is current
	By      string // display name of who changed it last; "" when unknown
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s is at version %d, not %d", e.Subject, e.Now, e.Have)
}

// Unwrap makes a ConflictError an ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// Problem is an ErrInvalid about a step rather than a field: "a rejected claim cannot get a verdict".
type Problem string

func (p Problem) Error() string { return string(p) }

// Unwrap makes a Problem an ErrInvalid.
func (p Problem) Unwrap() error { return ErrInvalid }
