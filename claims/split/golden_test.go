package split

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"assay/claims"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenArticles compares what is made of the articles of testdata with what stands behind them.
func TestGoldenArticles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			arc, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := claims.CanonicalText(section(arc, "article"))
			blocks := Blocks(text)
			got := describeAll(text, blocks, Analyse(text, blocks, Options{Published: claims.Date(strings.TrimSpace(section(arc, "published")))}))
			if *update {
				arc.Files[len(arc.Files)-1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(arc), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(section(arc, "want"), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func section(arc *txtar.Archive, name string) string {
	for _, f := range arc.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// describeAll writes blocks and candidates one a line, for people to read in a golden file.
func describeAll(text string, blocks []claims.Block, a Analysis) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Kind != claims.Text {
			fmt.Fprintf(&b, "%s: %s\n", x.Kind, x.In(text))
		}
	}
	for _, c := range a.Candidates {
		fmt.Fprintf(&b, "- %s\n", c.Wording)
		var facts []string
		if c.Claimant != "" {
			facts = append(facts, fmt.Sprintf("by %s (%s)", c.Claimant, c.Attribution.Quote))
		}
		facts = append(facts, string(c.Kind), string(c.Modality))
		for _, h := range c.Hedges {
			facts = append(facts, "hedge "+h.Text)
		}
		for _, d := range c.Dates {
			facts = append(facts, d.Text+" = "+d.Value)
		}
		for _, q := range c.Quantities {
			facts = append(facts, "amount "+q.Text)
		}
		for _, f := range c.Filled {
			facts = append(facts, fmt.Sprintf("filled in %q for %q", f.Words, f.For))
		}
		if c.SettlesOn != "" {
			facts = append(facts, "settles "+string(c.SettlesOn))
		}
		if c.CheckWorthy {
			facts = append(facts, "worth checking")
		}
		fmt.Fprintf(&b, "  %s\n", strings.Join(facts, "; "))
	}
	return b.String()
}
