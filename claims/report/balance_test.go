package report

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestABalanceIsWrittenLineByLine(t *testing.T) {
	rows := []claims.Balance{
		{Key: "01kz", Name: `=HYPERLINK("http://x")`, Checked: 3, Open: 1, Waiting: 2, Rejected: []int{1, 2, 3, 4, 5}, Withdrawn: 6},
		{Rejected: []int{0, 0, 0, 0, 0}, Waiting: 1},
	}
	var b strings.Builder
	err := WriteBalance(&b, claims.ByClaimant, func(take func(claims.Balance) error) error {
		for _, r := range rows {
			if err := take(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{
			"claimant", "key", "checked", "under_way", "not_looked_at", "rejected_opinion", "rejected_vague", "rejected_trivial",
			"rejected_duplicate", "rejected_not-a-claim", "withdrawn", "all",
		},
		{`'=HYPERLINK("http://x")`, "01kz", "3", "1", "2", "1", "2", "3", "4", "5", "6", "27"},
		{"", "", "0", "0", "1", "0", "0", "0", "0", "0", "0", "1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	broken := errors.New("the store is gone")
	if err := WriteBalance(&b, claims.ByTopic, func(func(claims.Balance) error) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

func TestARatingIsOneOfAsManyDegreesAsItsScaleHas(t *testing.T) {
	c := published(rated(sampleClaim(1, "The dam holds.", spanOf("The dam holds.", 0)), "half-true", 1), claims.Public)
	c.Best = 3
	for format, want := range map[Format]string{ClaimReview: `"bestRating":3`, HTML: "(3 of 3)", Markdown: "to 3, true"} {
		if got := string(write(t, format, Info{BaseURL: "https://desk.example"}, c)); !strings.Contains(got, want) {
			t.Errorf("%s does not say %s", format, want)
		}
	}
}
