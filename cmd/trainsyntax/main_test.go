package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/claims/syntax"
)

// treebanks returns a directory with a small treebank, to learn from as it is and to score compressed.
func treebanks(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("../../claims/syntax/testdata/tiny.conllu")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for path, content := range map[string][]byte{"a/train.conllu": content, "a/dev.conllu.gz": packed.Bytes(), "a/other.conllu": []byte("no treebank")} {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRunWritesAModelAndItsScores(t *testing.T) {
	dir := treebanks(t)
	file := filepath.Join(t.TempDir(), "m.bin")
	args := []string{"-treebanks", dir, "-out", file, "-parser-epochs", "20"}
	var out strings.Builder
	if err := run(args, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"a/train.conllu: 12 sentences, SHA-256 ", "a/dev.conllu.gz: 12 sentences", "learnt from 12 sentences",
		" words   100.00  100.00  100.00  100.00  100.00\n", " text    100.00  100.00  100.00  100.00  100.00\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
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

func TestRunRefuses(t *testing.T) {
	bad := t.TempDir()
	if err := os.WriteFile(filepath.Join(bad, "train.conllu"), []byte("no treebank\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no directory", []string{"-out", "x"}, "-treebanks"},
		{"no file", []string{"-treebanks", "x"}, "-out"},
		{"an unknown flag", []string{"-x"}, "not defined"},
		{"a directory that is not there", []string{"-treebanks", filepath.Join(bad, "x"), "-out", "x"}, "read treebanks"},
		{"a directory without treebanks", []string{"-treebanks", t.TempDir(), "-out", "x"}, "0 trees"},
		{"a damaged treebank", []string{"-treebanks", bad, "-out", "x"}, "train.conllu: read treebank: line 1"},
		{"a file that cannot be made", []string{"-treebanks", treebanks(t), "-out", filepath.Join(bad, "no", "x")}, "write model"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := run(tt.args, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestScoresCountAgainstBothSides(t *testing.T) {
	tok := func(start, end, head int, tag syntax.Tag, rel syntax.Rel) syntax.Token {
		tok := syntax.Token{Tag: tag, Head: head, Rel: rel}
		tok.Start, tok.End = start, end
		return tok
	}
	gold := syntax.Sentence{Tokens: []syntax.Token{tok(0, 3, 1, "NOUN", "nsubj:pass"), tok(4, 8, -1, "VERB", "root"), tok(8, 9, 1, "PUNCT", "punct")}}
	got := syntax.Sentence{Tokens: []syntax.Token{tok(0, 3, 1, "PROPN", "nsubj"), tok(4, 9, -1, "VERB", "root")}}
	var sum tally
	sum.compare(gold, got)
	// The last word of got is none of gold, so neither it nor what hangs on it is right.
	if want := (tally{gold: 3, found: 2, same: 1, penn: 1}); sum != want {
		t.Errorf("got %+v", sum)
	}
	if got := sum.percent(sum.same); got != 40 {
		t.Errorf("F1 %v", got)
	}
	sum = tally{}
	sum.compare(gold, gold)
	if want := (tally{gold: 3, found: 3, same: 3, tag: 3, penn: 3, head: 3, labeled: 3}); sum != want {
		t.Errorf("got %+v", sum)
	}
}
