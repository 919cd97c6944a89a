package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// evaluator runs the scripts of a kit on one part of it.
type evaluator struct {
	score, part     string // directories
	python, program string
	dir             string // for predictions
}

// system is one of those that are compared on a set.
type system int

const (
	unsplit system = iota // every sentence is a claim as it stands
	floor                 // a few rules
	ours
	systems // how many there are
)

// metrics are what a scorer counted, by its own names.
type metrics map[string]any

// result holds the metrics of a set: for each of its scorings those of every system, nil where it was not run.
type result [][systems]metrics

// set runs all systems on a set and scores what they predict. number tells the files of sets apart.
func (e *evaluator) set(ctx context.Context, number int, s set) (result, error) {
	out := make(result, len(s.scorings))
	for i, b := range []*baseline{unsplit: s.unsplit, floor: s.floor, ours: {}} {
		if b == nil {
			continue
		}
		path := filepath.Join(e.dir, fmt.Sprintf("%d-%d.jsonl", number, i))
		predict := func(w io.Writer) error { return e.baseline(ctx, w, s, b) }
		if system(i) == ours {
			predict = func(w io.Writer) error { return e.ours(ctx, w, number, s) }
		}
		if err := write(path, predict); err != nil {
			return nil, err
		}
		for k, scoring := range s.scorings {
			m, err := e.metrics(ctx, path, filepath.Join(e.part, s.gold), scoring)
			if err != nil {
				return nil, err
			}
			out[k][i] = m
		}
	}
	return out, nil
}

// baseline prints what one of the kit's simple rules predicts.
func (e *evaluator) baseline(ctx context.Context, w io.Writer, s set, b *baseline) error {
	gold := filepath.Join(e.part, s.gold)
	if b.reads {
		f, err := os.Open(gold)
		if err != nil {
			return err
		}
		defer f.Close()
		return e.python3(ctx, w, f, filepath.Join("baselines", b.script), b.args...)
	}
	args := b.args
	if s.corpus != "" {
		args = append(args[:len(args):len(args)], filepath.Join(e.part, s.corpus))
	}
	return e.python3(ctx, w, nil, filepath.Join("baselines", b.script), append(args[:len(args):len(args)], gold)...)
}

// ours prints what the program predicts.
func (e *evaluator) ours(ctx context.Context, w io.Writer, number int, s set) error {
	args := append([]string{s.wiring, filepath.Join(e.part, s.gold), "--batch", "--bytes", "--", e.program}, s.args...)
	if s.corpus != "" {
		path := filepath.Join(e.dir, fmt.Sprintf("%d-corpus.jsonl", number))
		if err := write(path, func(w io.Writer) error { return corpus(w, filepath.Join(e.part, s.corpus)) }); err != nil {
			return err
		}
		args = append(args, "--corpus", path)
	}
	if s.convert == nil {
		return e.python3(ctx, w, nil, "run_cli.py", args...)
	}
	var printed bytes.Buffer
	if err := e.python3(ctx, &printed, nil, "run_cli.py", args...); err != nil {
		return err
	}
	return s.convert(w, &printed)
}

// metrics scores predictions. A text without a prediction is an error: the program failed on it.
func (e *evaluator) metrics(ctx context.Context, pred, gold string, s scoring) (metrics, error) {
	var printed bytes.Buffer
	args := append([]string{pred, gold, "--json"}, s.options...)
	if err := e.python3(ctx, &printed, nil, s.script, args...); err != nil {
		return nil, err
	}
	var scored struct {
		Metrics metrics `json:"metrics"`
	}
	if err := json.Unmarshal(printed.Bytes(), &scored); err != nil {
		return nil, fmt.Errorf("%s: %w", s.script, err)
	}
	if n, ok := scored.Metrics["missing"].(float64); ok && n > 0 {
		return nil, fmt.Errorf("%.0f texts have no prediction: the program failed on them", n)
	}
	return scored.Metrics, nil
}

// python3 runs a script of the kit. What it writes on standard error is told only when it fails.
func (e *evaluator) python3(ctx context.Context, out io.Writer, in io.Reader, script string, args ...string) error {
	cmd := exec.CommandContext(ctx, e.python, append([]string{filepath.Join(e.score, script)}, args...)...)
	var complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, out, &complaint
	if err := cmd.Run(); err != nil {
		return errors.Join(ctx.Err(), fmt.Errorf("%s: %w: %s", script, err, strings.TrimSpace(complaint.String())))
	}
	return nil
}

// write makes a file of what print prints.
func write(path string, print func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	return errors.Join(print(w), w.Flush())
}

// corpus prints a compressed corpus of checked claims as the program reads it.
func corpus(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	type document struct {
		ID    string `json:"id"`
		Claim string `json:"claim,omitempty"`
		Title string `json:"title,omitempty"`
		Text  string `json:"text"`
	}
	to := json.NewEncoder(w)
	return eachLine(plain, func(d document) error {
		return to.Encode(document{ID: d.ID, Text: d.Claim + " " + d.Title})
	})
}

// keptLines says which lines of a page are the article's running text, captions excepted. The program names the kind of
// each line.
func keptLines(w io.Writer, printed io.Reader) error {
	type prediction struct {
		ID    string   `json:"id"`
		Lines []string `json:"lines,omitempty"`
		Keep  []int    `json:"keep"`
	}
	to := json.NewEncoder(w)
	return eachLine(printed, func(p prediction) error {
		keep := []int{}
		for i, kind := range p.Lines {
			switch kind {
			case "body", "list", "heading":
				keep = append(keep, i)
			}
		}
		return to.Encode(prediction{ID: p.ID, Keep: keep})
	})
}

// eachLine hands the objects of JSON Lines on.
func eachLine[T any](in io.Reader, do func(T) error) error {
	from := json.NewDecoder(in)
	for {
		var v T
		err := from.Decode(&v)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(v)
		}
		if err != nil {
			return err
		}
	}
}
