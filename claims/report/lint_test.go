package report

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func lintFile(t *testing.T, name, address string) []Finding {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("testdata", "lint", name))
	if err != nil {
		t.Fatal(err)
	}
	found, err := Lint(page, address)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func rules(found []Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestEachRulePassesOneFixtureAndFailsTheOther(t *testing.T) {
	levels := map[string]Level{"CR11": LintWarning, "CR12": LintWarning, "CR16": LintWarning, "CR17": LintWarning, "CR18": LintWarning}
	all := []string{
		"CR01", "CR02", "CR03", "CR04", "CR05", "CR07", "CR08", "CR09", "CR10",
		"CR11", "CR12", "CR13", "CR14", "CR15", "CR16", "CR17", "CR18", "CR19",
	}
	for _, rule := range all {
		t.Run(rule, func(t *testing.T) {
			stem := strings.ToLower(rule)
			if found := lintFile(t, stem+"_pass.html", "https://desk.example/r/x"); len(found) > 0 {
				t.Errorf("the passing page has findings: %+v", found)
			}
			found := lintFile(t, stem+"_fail.html", "https://desk.example/r/x")
			i := slices.IndexFunc(found, func(f Finding) bool { return f.Rule == rule })
			if i < 0 {
				t.Fatalf("the failing page breaks %v only", rules(found))
			}
			want := LintError
			if levels[rule] != "" {
				want = levels[rule]
			}
			if f := found[i]; f.Level != want || f.Message == "" || f.Fix == "" {
				t.Errorf("finding %+v, want level %s and words", f, want)
			}
		})
	}
}

func TestFaultsOfWholePagesAreAllFound(t *testing.T) {
	for _, tt := range []struct {
		file string
		want []string
	}{
		{"shared_page.html", []string{"CR03", "CR04", "CR05", "CR09", "CR11", "CR14", "CR16", "CR17"}},
		{"home_page.html", []string{"CR02", "CR04", "CR08", "CR09", "CR10", "CR16", "CR17"}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			found := lintFile(t, tt.file, "https://desk.example/posts/12")
			if diff := cmp.Diff(tt.want, rules(found)); diff != "" {
				t.Errorf("rules broken (-want +got):\n%s", diff)
			}
		})
	}
}

// good is a ClaimReview without any fault, for cases that change one thing.
const good = `{"@context":"https://schema.org","@type":"ClaimReview","url":"https://desk.example/r/1",
"claimReviewed":"The bridge is closed","datePublished":"2026-03-04","author":{"@type":"Organization","name":"Desk"},
"reviewRating":{"@type":"Rating","ratingValue":1,"bestRating":5,"worstRating":1,"alternateName":"False","ratingExplanation":"It is open."},
"itemReviewed":{"@type":"Claim","appearance":"https://paper.example/1"},
"citation":{"@type":"WebPage","url":"https://x.example","name":"X","archivedAt":"https://y.example"}}`

func TestLintOfJSONAlone(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing changed", "", "", nil},
		{"an old context is schema.org's too", "https://schema.org", "http://schema.org/", nil},
		{"another context is not", "https://schema.org", "https://example.org/schema", []string{"CR01"}},
		{"type among several", `"ClaimReview"`, `["Review","https://schema.org/ClaimReview"]`, nil},
		{"no review at all", `"ClaimReview"`, `"Review"`, []string{"CR01"}},
		{"rating without its type", `"@type":"Rating",`, ``, []string{"CR01"}},
		{"relative address", "https://desk.example/r/1", "/r/1", []string{"CR02"}},
		{"address with a fragment", "https://desk.example/r/1", "https://desk.example/r/1#c2", []string{"CR02"}},
		{"address elsewhere", "https://desk.example/r/1", "https://short.example/r/1", []string{"CR02"}},
		{"address on a subdomain", "https://desk.example/r/1", "https://facts.desk.example/r/1", nil},
		{"a number in quotes", `"ratingValue":1`, `"ratingValue":"1"`, []string{"CR04"}},
		{"a number missing", `"ratingValue":1,`, ``, []string{"CR04"}},
		{"a value above the best", `"ratingValue":1`, `"ratingValue":6`, []string{"CR04"}},
		{"a scale upside down", `"bestRating":5,"worstRating":1`, `"bestRating":1,"worstRating":5`, []string{"CR04"}},
		{"pending until a day, with numbers", `"False"`, `"Pending until February 9"`, []string{"CR05"}},
		{"a label that only resembles an ungraded one", `"False"`, `"Pendingly false"`, nil},
		{"nothing reviewed", `"itemReviewed":{"@type":"Claim","appearance":"https://paper.example/1"},`, ``, []string{"CR08"}},
		{"said nowhere", `,"appearance":"https://paper.example/1"`, ``, []string{"CR09"}},
		{"said on the own site only", `https://paper.example/1`, `https://www.desk.example/1`, []string{"CR09"}},
		{"said in a book without an address", `"https://paper.example/1"`, `{"@type":"Book","name":"B"}`, nil},
		{"claimant as plain text", `"appearance":`, `"author":"Somebody","appearance":`, []string{"CR10"}},
		{"rating at the start of the claim", "The bridge is closed", "False: the bridge is closed", []string{"CR13"}},
		{"rating said of the claim", "The bridge is closed", "That the bridge shut is mostly false", []string{"CR13"}},
		{"a longer word that begins like a rating", "The bridge is closed", "Falsehoods about the bridge are truer", nil},
		{"own label in the claim", `The bridge is closed`, `That is false.`, []string{"CR13"}},
		{"a date in words", `"2026-03-04"`, `"4 March 2026"`, []string{"CR14"}},
		{"an impossible day", `"2026-03-04"`, `"2026-02-30"`, []string{"CR14"}},
		{"changed before it was published", `"datePublished"`, `"dateModified":"2026-03-03","datePublished"`, []string{"CR14"}},
		{"a month against a day of it", `"datePublished"`, `"dateModified":"2026-03","datePublished"`, nil},
		{"a comment begins", "The bridge is closed", "The bridge <!-- is closed", []string{"CR19"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(good, tt.old) {
				t.Fatalf("%q is not in the review", tt.old)
			}
			found, err := Lint([]byte(strings.Replace(good, tt.old, tt.new, 1)), "https://desk.example/r/1")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, rules(found)); diff != "" {
				t.Errorf("rules broken (-want +got):\n%s\n%+v", diff, found)
			}
		})
	}
}

func TestLintFindsReviewsInsideAFeedAndNamesThem(t *testing.T) {
	bad := strings.Replace(strings.Replace(good, `"@context":"https://schema.org",`, "", 1), `"bestRating":5,`, "", 1)
	feed := `{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[` + bad + "," + bad + `]}`
	found, err := Lint([]byte(feed), "")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range found {
		paths = append(paths, f.Rule+" "+f.Path)
	}
	want := []string{"CR04 dataFeedElement[0].reviewRating", "CR04 dataFeedElement[1].reviewRating"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestHiddenWordsAreNotSeen(t *testing.T) {
	page := `<html><head><title>False The bridge is closed</title><script type="application/ld+json">` + good +
		`</script></head><body><p hidden>The bridge is closed: False</p><template>False The bridge is closed</template></body></html>`
	found, err := Lint([]byte(page), "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"CR07"}, rules(found)); diff != "" {
		t.Errorf("rules broken (-want +got):\n%s", diff)
	}
}

func TestMicrodataCountsAsAReview(t *testing.T) {
	page := `<script type="application/ld+json">` + good + `</script><p>The bridge is closed. False` +
		`<div itemscope itemtype="http://schema.org/ClaimReview"></div>`
	found, err := Lint([]byte(page), "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"CR03"}, rules(found)); diff != "" {
		t.Errorf("rules broken (-want +got):\n%s", diff)
	}
}

func TestWhatIsNeitherPageNorJSONIsRefused(t *testing.T) {
	for _, in := range []string{"", "just words", "{", "[1,", strings.Repeat("<b>", 2000)} {
		if _, err := Lint([]byte(in), ""); !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("Lint(%.20q) = %v, want ErrInvalid", in, err)
		}
	}
}

func FuzzLint(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "lint", "*.html"))
	if err != nil || len(files) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, name := range files {
		page, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page, "https://desk.example/r/x")
	}
	f.Add([]byte(good), "")
	f.Fuzz(func(t *testing.T, page []byte, address string) {
		found, err := Lint(page, address)
		if err != nil && !errors.Is(err, claims.ErrInvalid) {
			t.Fatalf("error of an unknown kind: %v", err)
		}
		for _, x := range found {
			if !strings.HasPrefix(x.Rule, "CR") || x.Message == "" || x.Fix == "" || x.Level != LintError && x.Level != LintWarning {
				t.Fatalf("half a finding: %+v", x)
			}
		}
		if _, err := json.Marshal(found); err != nil {
			t.Fatal(err)
		}
	})
}
