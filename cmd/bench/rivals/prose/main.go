// Command prose reads a text with the library prose as often as standard input asks for: sentences, tagged words and
// entities. It stands in a module of its own so that the library is no dependency of Assay's; `make bench` builds it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"

	"github.com/jdkato/prose/v3"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "prose:", err)
		os.Exit(1)
	}
}

func run() error {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			return err
		}
		found := 0
		for range n {
			doc, err := prose.NewDocument(string(text))
			if err != nil {
				return err
			}
			found = len(doc.Sentences()) + len(doc.Tokens()) + len(doc.Entities())
		}
		fmt.Println(found)
	}
	return nil
}
