package snapshot

import (
	"errors"
	"fmt"

	"assay/claims"
)

// The kinds of failure of Fetch, for errors.Is. The error's text is a sentence for the person who gave the address;
// what happened in detail is wrapped in it, for the log.
var (
	// ErrRefused says that the address, or one it redirects to, is not one that Assay fetches from.
	ErrRefused = fmt.Errorf("address refused: %w", claims.ErrInvalid)
	// ErrTooLarge says that the document is larger than Options.MaxBytes.
	ErrTooLarge = fmt.Errorf("document too large: %w", claims.ErrInvalid)
	// ErrType says that the document is of a kind that cannot be kept as evidence.
	ErrType = fmt.Errorf("type of document refused: %w", claims.ErrInvalid)
	// ErrUnreachable says that no whole answer came: no such host, no connection, too slow, broken off.
	ErrUnreachable = errors.New("address unreachable")
)

// fetchError is a failure of one of the kinds.
type fetchError struct {
	kind   error
	msg    string // for a person
	detail error  // for the log; may be nil
}

func (e *fetchError) Error() string { return e.msg }

func (e *fetchError) Unwrap() []error {
	if e.detail == nil {
		return []error{e.kind}
	}
	return []error{e.kind, e.detail}
}

func refused(msg string) error { return &fetchError{ErrRefused, msg, nil} }
