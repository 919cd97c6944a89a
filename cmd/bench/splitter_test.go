package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/claims/split"
)

func TestAReaderAnswersEveryLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(file, []byte("The bridge was closed in March, and the mayor resigned in April."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := readOver(split.Clause, file, strings.NewReader("1\n2\n"), &out); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "2\n2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := readOver(split.Clause, file, strings.NewReader("twice\n"), &out); err == nil {
		t.Error("a line that is no number was taken")
	}
}

func TestTheNewsIsReadInParagraphsOfFour(t *testing.T) {
	text, n, err := newsText(filepath.Join("../..", newsFile))
	if err != nil {
		t.Fatal(err)
	}
	if paragraphs := strings.Count(text, "\n\n") + 1; n != 60 || paragraphs != 15 {
		t.Errorf("%d sentences in %d paragraphs", n, paragraphs)
	}
}
