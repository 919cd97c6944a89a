package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sentences writes a file of judged sentences, of which those with an amount are worth checking.
func sentences(t *testing.T) string {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	for i := range 40 {
		if i%2 == 0 {
			fmt.Fprintf(zip, "{\"id\":\"s-%d\",\"text\":\"It cost $%d.\",\"label\":1}\n", i, i+2)
		} else {
			fmt.Fprintf(zip, "{\"id\":\"s-%d\",\"text\":\"It was nice.\",\"label\":0}\n", i)
		}
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rows.jsonl.gz")
	if err := os.WriteFile(path, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRunWritesAModelAndItsScores(t *testing.T) {
	data, file := sentences(t), filepath.Join(t.TempDir(), "m.tsv")
	args := []string{"-data", data, "-dev", data, "-out", file, "-folds", "4", "-debate", "5", "-penalty", "1", "-boundary", "0"}
	var out strings.Builder
	if err := run(args, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"folds, on -data ", "folds, on -dev ", "all, on -dev "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if n := strings.Count(out.String(), "40 sentences: precision 1.000, recall 1.000, F1 1.000, average precision 1.0000"); n != 3 {
		t.Errorf("%d of 3 scores are right in\n%s", n, out.String())
	}
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(args, &out); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(file); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the second run gave other bytes: %v", err)
	}
}

func TestScoresCountTheBoundaryAndTheOrder(t *testing.T) {
	var out strings.Builder
	printScores(&out, "four", []outcome{{2, true}, {1, false}, {-1, true}, {-2, false}})
	// Above 0: one of two is right, one of two is found. Order: (1/1 + 2/3) / 2. Best: the first three.
	for _, want := range []string{"precision 0.500, recall 0.500, F1 0.500", "average precision 0.8333", "best F1 0.800 at -1.00"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out.String())
		}
	}
}

func TestRunRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no data", []string{"-out", "x"}, "-data"},
		{"no file", []string{"-data", "x"}, "-out"},
		{"an unknown flag", []string{"-x"}, "not defined"},
		{"a file that is not there", []string{"-data", filepath.Join(dir, "none"), "-out", "x"}, "read sentences"},
		{"no gzip", []string{"-data", file("a.gz", "plain"), "-out", "x"}, "read sentences"},
		{"no JSON", []string{"-data", file("b", "plain\n"), "-out", "x"}, "b:1"},
		{"an id without a place", []string{"-data", file("c", `{"id":"first"}`), "-out", "x"}, "c:1"},
		{"one kind only", []string{"-data", file("d", `{"id":"s-1","text":"It cost $5.","label":1}`), "-out", "x"}, "both kinds"},
		{"a file that cannot be made", []string{"-data", sentences(t), "-out", filepath.Join(dir, "no", "x")}, "write model"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := run(tt.args, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
