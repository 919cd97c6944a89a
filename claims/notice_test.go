package claims_test

import (
	"slices"
	"testing"

	"assay/claims"
)

func TestEveryKindOfNoticeIsListed(t *testing.T) {
	want := constantsOf(t, "notice.go", "NoticeKind")
	slices.Sort(want)
	if have := sorted(claims.NoticeKinds); !slices.Equal(want, have) {
		t.Errorf("declared are %q, listed %q", want, have)
	}
}
