// Command trainworth learns the model of package claims/worth from judged sentences and prints its scores.
//
//	go run ./cmd/trainworth -data FILE -out claims/worth/model/en.tsv
//
// FILE holds JSON lines {"id", "text", "label"}, or is such a file compressed with gzip. An id ends in the sentence's
// place in the whole collection ("cb-1234"), so that neighbouring numbers come from one debate; label 1 means worth
// checking. The same file and flags give the same model, byte for byte, on one kind of machine.
//
// With -folds N the scores are those of N models, each learnt without one run of numbers and tried on it. With -dev FILE the
// sentences of that file are scored, by models that have not seen their neighbours when there are folds, and by the
// model that was written.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"

	"assay/claims/worth"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "trainworth:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("trainworth", flag.ContinueOnError)
	data := flags.String("data", "", "`file` of judged sentences to learn from")
	file := flags.String("out", "", "`file` to write the model to")
	dev := flags.String("dev", "", "`file` of judged sentences to score")
	folds := flags.Int("folds", 0, "parts to leave out in turn")
	debate := flags.Int("debate", 800, "sentences of a debate")
	how := worth.Training{}
	flags.IntVar(&how.Passes, "passes", 20, "passes over all weights")
	flags.Float64Var(&how.Penalty, "penalty", 22, "penalty of large weights of words")
	flags.Float64Var(&how.Structure, "structure", 1, "penalty of large weights of everything else")
	flags.IntVar(&how.MinCount, "count", 4, "sentences that a feature must be seen in")
	flags.IntVar(&how.MinGroups, "debates", 4, "debates that a feature must be seen in")
	flags.Float64Var(&how.Boundary, "boundary", -0.6, "log odds from which a sentence is worth checking")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *data == "" || *file == "" {
		return fmt.Errorf("name a file of sentences with -data and one for the model with -out")
	}
	learn, err := read(*data, *debate)
	if err != nil {
		return err
	}
	var tried []sentence
	if *dev != "" {
		if tried, err = read(*dev, *debate); err != nil {
			return err
		}
	}
	if err := scoreFolds(learn, tried, *folds, how, out); err != nil {
		return err
	}
	m, err := worth.Learn(examples(learn), how)
	if err != nil {
		return err
	}
	printScores(out, "all, on -dev", score(m, tried))
	return write(*file, m)
}

// sentence is a judged sentence with its place in the collection.
type sentence struct {
	worth.Example
	place int
}

// read returns the sentences of a file in the order of their places.
func read(path string, debate int) ([]sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read sentences: %w", err)
	}
	defer f.Close()
	in := io.Reader(f)
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read sentences: %w", err)
		}
	}
	var list []sentence
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var row struct {
			ID, Text string
			Label    int
		}
		err := json.Unmarshal(lines.Bytes(), &row)
		place, bad := strconv.Atoi(row.ID[strings.LastIndexByte(row.ID, '-')+1:])
		if err = errors.Join(err, bad); err != nil {
			return nil, fmt.Errorf("read sentences: %s:%d: %w", path, n, err)
		}
		list = append(list, sentence{worth.Example{Text: row.Text, Worth: row.Label == 1, Group: place / max(1, debate)}, place})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read sentences: %w", err)
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].place < list[j].place })
	return list, nil
}

func examples(list []sentence) []worth.Example {
	out := make([]worth.Example, len(list))
	for i, s := range list {
		out[i] = s.Example
	}
	return out
}

func write(path string, m *worth.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	_, err = m.WriteTo(f)
	return errors.Join(err, f.Close())
}
