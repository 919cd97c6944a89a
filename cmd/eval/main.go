// Command eval scores the program with an evaluation kit and prints one table over all its tasks: what a simple floor
// reaches, what the best peer does, what we aim at, and what we reach. It plugs the kit's own scripts together and counts
// nothing itself, so a figure here is the kit's figure. The kit's texts are not part of the tree. Run it with `make eval`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	kit := flags.String("kit", "../shared/eval", "directory of the evaluation kit, which holds score/ and the parts")
	part := flags.String("part", "dev", "part of the kit to score")
	program := flags.String("program", "bin/assay", "the program to score")
	python := flags.String("python", "python3", "the Python that runs the kit's scripts")
	only := flags.String("only", "", "only these tasks or sets, with commas between")
	more := flags.Bool("v", false, "show further figures of the splitting sets")
	if err := flags.Parse(args); err != nil {
		return err
	}
	chosen, err := choose(sets(), *only)
	if err != nil {
		return err
	}
	e := &evaluator{score: filepath.Join(*kit, "score"), part: filepath.Join(*kit, *part), python: *python, program: *program}
	if err := e.check(chosen); err != nil {
		return err
	}
	if e.dir, err = os.MkdirTemp("", "assay-eval-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(e.dir)) }()
	results, err := e.all(ctx, chosen)
	if err != nil {
		return err
	}
	return table(out, chosen, results, *more)
}

// choose returns the sets whose task or name is listed; an empty list is all of them.
func choose(all []set, list string) ([]set, error) {
	if list == "" {
		return all, nil
	}
	var chosen []set
	known := map[string]bool{}
	wanted := strings.Split(list, ",")
	for _, s := range all {
		known[s.task], known[s.name] = true, true
		for _, w := range wanted {
			if w == s.task || w == s.name {
				chosen = append(chosen, s)
				break
			}
		}
	}
	for _, w := range wanted {
		if !known[w] {
			return nil, fmt.Errorf("-only %s: no task or set has this name", w)
		}
	}
	return chosen, nil
}

// check says what is missing before anything is run.
func (e *evaluator) check(chosen []set) error {
	if _, err := os.Stat(e.score); err != nil {
		return fmt.Errorf("there is no evaluation kit in %s: name its directory with -kit (make eval EVAL=dir)", filepath.Dir(e.score))
	}
	if _, err := exec.LookPath(e.python); err != nil {
		return fmt.Errorf("the kit's scripts need Python 3, which is not installed as %s: %w", e.python, err)
	}
	if _, err := exec.LookPath(e.program); err != nil {
		return fmt.Errorf("there is no program to score: build it first (make build): %w", err)
	}
	for _, s := range chosen {
		for _, file := range []string{s.gold, s.corpus} {
			if _, err := os.Stat(filepath.Join(e.part, file)); err != nil {
				return fmt.Errorf("the kit lacks a set: %w", err)
			}
		}
	}
	return nil
}

// all scores the sets, two at a time, and returns what was found in their order.
func (e *evaluator) all(ctx context.Context, chosen []set) ([]result, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // the first failure ends the others
	results, errs := make([]result, len(chosen)), make([]error, len(chosen))
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				if results[i], errs[i] = e.set(ctx, i, chosen[i]); errs[i] != nil {
					errs[i] = fmt.Errorf("%s %s: %w", chosen[i].task, chosen[i].name, errs[i])
					stop()
				}
			}
		})
	}
	for i := range chosen {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
	}
	return results, context.Cause(ctx)
}
