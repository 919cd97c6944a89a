package claims_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestErrorsHaveKinds(t *testing.T) {
	kinds := []error{claims.ErrNotFound, claims.ErrConflict, claims.ErrInvalid, claims.ErrForbidden, claims.ErrUnavailable}
	for _, c := range []struct {
		name string
		err  error
		kind error
		text string
	}{
		{"a fault of a field", &claims.FieldError{Field: "rating", Msg: "Choose one."}, claims.ErrInvalid, "rating: Choose one."},
		{"faults of fields", claims.FieldErrors{{Field: "a", Msg: "A."}, {Field: "b", Msg: "B."}}, claims.ErrInvalid, "a: A. (2 in all)"},
		{"no faults that are an error all the same", claims.FieldErrors{}, claims.ErrInvalid, "no field errors"},
		{"a step that is not allowed", claims.Problem("Accept it first."), claims.ErrInvalid, "Accept it first."},
		{"two versions that met", &claims.ConflictError{Subject: "claim", Have: 2, Now: 3}, claims.ErrConflict, "claim is at version 3, not 2"},
	} {
		wrapped := fmt.Errorf("save: %w", c.err)
		for _, k := range kinds {
			if got := errors.Is(wrapped, k); got != (k == c.kind) {
				t.Errorf("%s: is %q: %v", c.name, k, got)
			}
		}
		if c.err.Error() != c.text {
			t.Errorf("%s: %q, want %q", c.name, c.err, c.text)
		}
	}
}

func TestFieldsAreFoundInsideAnError(t *testing.T) {
	one := &claims.FieldError{Field: "a", Msg: "A."}
	many := claims.FieldErrors{one, {Field: "b", Msg: "B."}}
	for _, c := range []struct {
		name string
		err  error
		want claims.FieldErrors
	}{
		{"nothing has none", nil, nil},
		{"another error has none", claims.ErrInvalid, nil},
		{"a problem has none", claims.Problem("no"), nil},
		{"one fault is a list of one", one, claims.FieldErrors{one}},
		{"a list is itself", many, many},
		{"a wrapped list is found", fmt.Errorf("save: %w", many), many},
		{"a joined fault is found", errors.Join(errors.New("x"), one), claims.FieldErrors{one}},
	} {
		if diff := cmp.Diff(c.want, claims.Fields(c.err)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestFieldErrorsAreNilWithoutAFault(t *testing.T) {
	var bad claims.FieldErrors
	if err := bad.Err(); err != nil {
		t.Errorf("no fault gave %v", err)
	}
	bad.Add("a", "A.")
	bad.Add("b", "B.")
	if diff := cmp.Diff(error(claims.FieldErrors{{Field: "a", Msg: "A."}, {Field: "b", Msg: "B."}}), bad.Err()); diff != "" {
		t.Error(diff)
	}
}
