package match

import (
	"strings"
	"testing"
)

func TestEveryListNamesItsOriginAndHasNoWordTwice(t *testing.T) {
	for name, list := range map[string]string{"function": functionList, "forms": formList, "month": monthList, "negation": negationList, "number": numberList} {
		first, _, _ := strings.Cut(list, "\n")
		if !strings.HasPrefix(first, "# ") || !strings.Contains(first, "Origin: ") || !strings.Contains(first, "Licence: ") {
			t.Errorf("%s: the first line is %q", name, first)
		}
		seen := map[string]bool{}
		for _, words := range lines(list) {
			for _, w := range words {
				if seen[w] || w != strings.ToLower(w) {
					t.Errorf("%s: %q stands there twice or has capitals", name, w)
				}
				seen[w] = true
			}
		}
		if len(seen) < 10 {
			t.Errorf("%s has only %d words", name, len(seen))
		}
	}
}
