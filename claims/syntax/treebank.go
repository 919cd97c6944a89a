package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"assay/claims"
)

// Tree is a sentence whose tree a person drew, with its text.
type Tree struct {
	Text string
	Sentence
}

// ReadTrees reads a treebank in CoNLL-U (https://universaldependencies.org/format.html). Empty nodes, lemmas,
// features and enhanced relations are passed over. Where the words of a sentence cannot be found in its text in
// order, the text is made of the words with spaces between. Errors name the line; a sentence that is no tree is one.
func ReadTrees(r io.Reader) ([]Tree, error) {
	var out []Tree
	var t treeReader
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 1
	for ; lines.Scan(); n++ {
		line := lines.Text()
		var err error
		switch text, isText := strings.CutPrefix(line, "# text = "); {
		case isText:
			t.text = text
		case strings.HasPrefix(line, "#"):
		case line == "":
			out, err = t.end(out)
		default:
			err = t.word(strings.Split(line, "\t"))
		}
		if err != nil {
			return nil, fmt.Errorf("read treebank: line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read treebank: line %d: %w", n, err)
	}
	out, err := t.end(out)
	if err != nil {
		return nil, fmt.Errorf("read treebank: line %d: %w", n, err)
	}
	return out, nil
}

// treeReader collects one sentence.
type treeReader struct {
	text   string
	forms  []string
	tokens []Token
}

func (t *treeReader) word(fields []string) error {
	if len(fields) != 10 {
		return fmt.Errorf("%d fields instead of 10", len(fields))
	}
	if strings.ContainsAny(fields[0], "-.") {
		return nil // the surface of several words, or an empty node
	}
	if fields[0] != strconv.Itoa(len(t.tokens)+1) {
		return fmt.Errorf("word %q out of order", fields[0])
	}
	head, err := strconv.Atoi(fields[6])
	if err != nil || head < 0 {
		return fmt.Errorf("head %q is no number", fields[6])
	}
	t.forms = append(t.forms, fields[1])
	t.tokens = append(t.tokens, Token{Tag: Tag(fields[3]), Penn: fields[4], Head: head - 1, Rel: Rel(fields[7])})
	return nil
}

// end appends the sentence that was collected, if any, to trees and begins a new one.
func (t *treeReader) end(trees []Tree) ([]Tree, error) {
	tree := Tree{t.text, Sentence{Tokens: t.tokens}}
	forms := t.forms
	*t = treeReader{}
	if len(forms) == 0 {
		return trees, nil
	}
	if !tree.IsTree() {
		return nil, fmt.Errorf("no tree: %.60q", tree.Text)
	}
	if !place(tree.Text, forms, tree.Tokens) {
		tree.Text = strings.Join(forms, " ")
		place(tree.Text, forms, tree.Tokens)
	}
	return append(trees, tree), nil
}

// place gives the tokens their spans. It returns false when the forms are not text but for white space.
func place(text string, forms []string, tokens []Token) bool {
	at := 0
	for i, form := range forms {
		gap := strings.Index(text[at:], form)
		if gap < 0 || strings.TrimSpace(text[at:at+gap]) != "" {
			return false
		}
		tokens[i].Span = claims.Span{Start: at + gap, End: at + gap + len(form)}
		at += gap + len(form)
	}
	return true
}

// IsTree tells whether exactly one token is the root, by head and by relation, and every other token leads to it.
func (s Sentence) IsTree() bool {
	roots := 0
	for i, t := range s.Tokens {
		if (t.Head < 0) != (t.Rel == Root) || t.Head >= len(s.Tokens) {
			return false
		}
		if t.Head < 0 {
			roots++
		}
		steps := 0
		for j := i; j >= 0; j = s.Tokens[j].Head {
			if steps++; steps > len(s.Tokens) || s.Tokens[j].Head >= len(s.Tokens) {
				return false
			}
		}
	}
	return roots == 1
}
