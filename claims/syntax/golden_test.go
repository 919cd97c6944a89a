package syntax

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

// goldenTrees is the SHA-256 of all trees over testdata/sentences.txt. The trees are a matter of the model and of what
// features see: code that is made faster must not change it. A model that was learnt anew does.
const goldenTrees = "92413c0ca34b2af4b7cba64d7d0ceccc3954509b10fd12f5bba35602b8c5dcee"

func TestTheTreesOfAFixedTextStayTheSame(t *testing.T) {
	text, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for line := range strings.Lines(string(text)) {
		s := Parse(line, whole(line))
		for _, tok := range s.Tokens {
			fmt.Fprintln(sum, tok.In(line), tok.Start, tok.Tag, tok.Penn, tok.Head, tok.Rel, tok.Margin)
		}
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != goldenTrees {
		t.Errorf("the trees are others: got %s, want %s", got, goldenTrees)
	}
}
