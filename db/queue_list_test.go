package db

import (
	"testing"

	"assay/claims"
)

func TestStepsHaveTheSameOrderInQueriesAsInRules(t *testing.T) {
	d := filled(t)
	for _, s := range append([]claims.Step{claims.StepClosed}, claims.Steps...) {
		bit := 0
		if err := d.one(t.Context(), `SELECT `+stepBitSQL+` FROM (SELECT $1 AS step) t`, []any{string(s)}, &bit); err != nil {
			t.Fatal(err)
		}
		if bit != stepBit(s) {
			t.Errorf("%s is %d in a query and %d in a rule", s, bit, stepBit(s))
		}
	}
}
