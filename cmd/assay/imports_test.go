package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// walls says which packages of ours each package may import. What is not listed may not exist.
var walls = map[string][]string{
	"claims":            {},
	"claims/agreement":  {"claims"},
	"claims/claimstest": {"claims"},
	"claims/extract":    {"claims", "claims/split"},
	"claims/match":      {"claims"},
	"claims/record":     {"claims"},
	"claims/report":     {"claims"},
	"claims/split":      {"claims", "claims/syntax", "claims/worth"},
	"claims/syntax":     {"claims"},
	"claims/worth":      {},
	"db":                {"claims", "claims/agreement", "claims/record"},
	"db/dbtest":         {"claims", "db"},
	"views":             {"claims", "claims/agreement", "views/static"},
	"views/gallery":     {"claims", "claims/agreement", "claims/claimstest", "views", "views/static"},
	"views/static":      {},
	"web": {
		"claims", "claims/agreement", "claims/extract", "claims/match", "claims/report", "claims/split", "db", "views", "views/static",
	},
	"web/e2e":      {},
	"web/snapshot": {"claims"},
	"web/webtest":  {"claims", "db", "db/dbtest", "views", "web"},
	"cmd/assay": {
		"claims", "claims/extract", "claims/match", "claims/report", "claims/split", "db", "views", "web", "web/snapshot",
	},
	"cmd/bench":       {"claims", "claims/split", "db", "web"},
	"cmd/eval":        {},
	"cmd/trainsyntax": {"claims", "claims/syntax"},
	"cmd/trainworth":  {"claims/worth"},
	"cmd/gallery":     {"views", "views/gallery", "views/static"},
}

// testOnly are packages that only tests import; the gallery shows made-up values and may, too.
var testOnly = []string{"claims/claimstest", "db/dbtest", "web/webtest"}

// forbidden are packages from elsewhere that a wall keeps out, for every package below a path.
var forbidden = map[string][]string{
	"claims": {"database/sql", "net/http", "os", "os/exec", "net", "github.com/a-h/templ", "github.com/mattn/go-sqlite3"},
	"views":  {"database/sql", "net/http", "os", "github.com/mattn/go-sqlite3"},
	"db":     {"net/http", "html/template", "github.com/a-h/templ"},
	"web":    {"database/sql", "github.com/mattn/go-sqlite3", "html/template"},
	"cmd":    {"database/sql", "github.com/mattn/go-sqlite3"},
}

type listed struct {
	ImportPath string
	Imports    []string
}

// packages lists every package of the module, for the program and for the browser tests.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-tags", "sqlite_fts5,e2e", "-json=ImportPath,Imports", "assay/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for from := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := from.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestPackagesImportOnlyWhatTheirWallAllows(t *testing.T) {
	seen := 0
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "assay/")
		allowed, ok := walls[name]
		if !ok {
			t.Errorf("package %s has no wall: add it to the table", name)
			continue
		}
		for _, path := range p.Imports {
			ours, isOurs := strings.CutPrefix(path, "assay/")
			if isOurs {
				seen++
			}
			if isOurs && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s", name, ours)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d imports were seen", seen)
	}
}

func TestWallsKeepOutWhatBelongsElsewhere(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "assay/")
		top, _, _ := strings.Cut(name, "/")
		for _, path := range p.Imports {
			if slices.Contains(forbidden[top], path) {
				t.Errorf("%s imports %s", name, path)
			}
			if ours := strings.TrimPrefix(path, "assay/"); slices.Contains(testOnly, ours) && name != "views/gallery" && !slices.Contains(testOnly, name) {
				t.Errorf("%s imports %s, which is for tests", name, ours)
			}
		}
	}
}
