package gallery

import (
	"slices"
	"strings"
	"testing"

	"assay/views"
)

// A key that no form offers to change would stay as it is for whoever cannot press it.
func TestEverySingleKeyOfAPageCanBeChanged(t *testing.T) {
	used := map[string]bool{"j": true, "k": true, "g": true}
	for _, s := range States() {
		for _, n := range elements(parsed(t, s)) {
			key := value(n, "data-key")
			if key == "" || strings.Contains(key, " ") || key >= "1" && key <= "9" {
				continue
			}
			used[key] = true
			if !slices.Contains(views.SingleKeys(), key) {
				t.Errorf("%s: the key %s of %q cannot be changed", s.Slug(), key, text(n))
			}
		}
	}
	for _, key := range views.SingleKeys() {
		if !used[key] {
			t.Errorf("no page has the key %s", key)
		}
	}
}
