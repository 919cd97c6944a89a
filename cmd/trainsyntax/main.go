// Command trainsyntax learns the model of package claims/syntax from treebanks in CoNLL-U and prints its scores.
//
//	go run ./cmd/trainsyntax -treebanks DIR -out claims/syntax/model/en.bin
//
// In DIR and below, files whose names begin with "train" are learnt from and files whose names begin with "dev" are
// scored; both end in .conllu or .conllu.gz. A word of the scores is one of the treebank, or, in the lines "text", one
// that the model found in the plain text of a sentence. The same files and flags give the same model, byte for byte.
// Which treebanks the model of the program comes from, and what their licences ask, stands in
// claims/syntax/model/README.md.
package main

import (
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"assay/claims/syntax"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "trainsyntax:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("trainsyntax", flag.ContinueOnError)
	dir := flags.String("treebanks", "", "`directory` with train*.conllu[.gz] and dev*.conllu[.gz], at any depth")
	file := flags.String("out", "", "`file` to write the model to")
	how := syntax.Training{Log: out}
	flags.Uint64Var(&how.Seed, "seed", 1, "seed of the order of sentences")
	flags.IntVar(&how.TaggerEpochs, "tagger-epochs", 6, "passes for the tagger")
	flags.IntVar(&how.ParserEpochs, "parser-epochs", 8, "passes for the parser")
	flags.IntVar(&how.Folds, "folds", 5, "parts for tagging what the parser learns from")
	flags.IntVar(&how.TaggerKeep, "tagger-weights", 800_000, "weights of the tagger to keep")
	flags.IntVar(&how.ParserKeep, "parser-weights", 1_200_000, "weights of the parser to keep")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" || *file == "" {
		return fmt.Errorf("name a directory with -treebanks and a file with -out")
	}
	begin := time.Now()
	banks, err := readBanks(*dir, out)
	if err != nil {
		return err
	}
	var trees []syntax.Tree
	for _, b := range banks {
		if !b.dev {
			trees = append(trees, b.trees...)
		}
	}
	trained, err := syntax.Train(trees, how)
	if err != nil {
		return err
	}
	if err := write(*file, trained); err != nil {
		return err
	}
	fmt.Fprintf(out, "learnt from %d sentences in %v\n", len(trees), time.Since(begin).Round(time.Second))
	return scoreFile(*file, banks, out)
}

// bank is one file of a treebank.
type bank struct {
	name  string // path below the directory
	dev   bool   // for scoring, not for learning
	trees []syntax.Tree
}

// readBanks reads the treebanks below dir in the order of their names and prints what they are.
func readBanks(dir string, out io.Writer) ([]bank, error) {
	var banks []bank
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		name := strings.TrimSuffix(filepath.Base(path), ".gz")
		dev := strings.HasPrefix(name, "dev")
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".conllu") || !dev && !strings.HasPrefix(name, "train") {
			return err
		}
		trees, sum, err := readBank(filepath.Join(dir, path))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		banks = append(banks, bank{path, dev, trees})
		fmt.Fprintf(out, "%s: %d sentences, SHA-256 %s\n", path, len(trees), sum)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read treebanks: %w", err)
	}
	return banks, nil
}

func readBank(path string) (trees []syntax.Tree, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	hash := sha256.New()
	in := io.Reader(io.TeeReader(f, hash))
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, "", err
		}
	}
	if trees, err = syntax.ReadTrees(in); err != nil {
		return nil, "", err
	}
	return trees, fmt.Sprintf("%x", hash.Sum(nil)), nil
}

func write(path string, m *syntax.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	_, err = m.WriteTo(f)
	return errors.Join(err, f.Close())
}

// scoreFile scores the model as it will be used: read back from its file, smaller and rounder than it was learnt.
func scoreFile(path string, banks []bank, out io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read model: %w", err)
	}
	defer f.Close()
	m, err := syntax.ReadModel(f)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("read model: %w", err)
	}
	fmt.Fprintf(out, "%s: %d bytes\n", path, info.Size())
	for _, b := range banks {
		if b.dev {
			printScores(out, b.name, m, b.trees)
		}
	}
	return nil
}
