package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"assay/claims/split"
)

// Where the sentences and the rivals stand, from the top of the tree.
const (
	newsFile  = "claims/split/testdata/news.txt"
	rivalsDir = "cmd/bench/rivals"
)

// reader is a process that reads a text over and over: for every line with a number on its standard input it reads the
// text so often, and then prints a line.
type reader struct {
	cmd  *exec.Cmd
	ask  io.WriteCloser
	done *bufio.Scanner
	errs bytes.Buffer
	n    int // how often the text is read in one turn
}

// startReader starts a reader and lets it read the text until its caches and compilers are warm.
func (b *bench) startReader(n int, path string, args ...string) (*reader, error) {
	r := &reader{cmd: exec.CommandContext(b.ctx, path, args...), n: n}
	r.cmd.Stderr = &r.errs
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if r.ask, err = r.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	r.done = bufio.NewScanner(out)
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	if err := r.read(n); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	return r, nil
}

func (r *reader) read(n int) error {
	if _, err := fmt.Fprintln(r.ask, n); err != nil {
		return err
	}
	if !r.done.Scan() {
		return errors.Join(errors.New("a reader ended early"), r.done.Err())
	}
	return nil
}

// cost is the CPU time of reading the text once.
func (r *reader) cost() (time.Duration, error) {
	before, err := cpuTime(r.cmd.Process.Pid)
	if err != nil {
		return 0, err
	}
	if err := r.read(r.n); err != nil {
		return 0, err
	}
	after, err := cpuTime(r.cmd.Process.Pid)
	return (after - before) / time.Duration(r.n), err
}

func (r *reader) stop() error {
	if err := errors.Join(r.ask.Close(), r.cmd.Wait()); err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(r.errs.String()))
	}
	return nil
}

// readOver is what a reader of ours does: the text in a file, split into claims from the first stage to the last.
func readOver(grain split.Grain, file string, in io.Reader, out io.Writer) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(content)
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			return err
		}
		found := 0
		for range n {
			found = len(split.Split(text, split.Blocks(text), split.Options{Published: "2024-11-20", Grain: grain, Lang: "en"}))
		}
		fmt.Fprintln(out, found)
	}
	return lines.Err()
}

// splitter sets the splitter against libraries that find sentences, tagged words and entities in the same text. They do
// less: none of them finds claims.
func (b *bench) splitter() error {
	text, sentences, err := newsText(newsFile)
	if err != nil {
		return fmt.Errorf("run the bench in the top directory of the tree: %w", err)
	}
	file := filepath.Join(b.dir, "news.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours := map[split.Grain]*reader{}
	for _, grain := range []split.Grain{split.Clause, split.Fine} {
		if ours[grain], err = b.startReader(40, self, "-child", string(grain), "-page", file); err != nil {
			return err
		}
		speeds, err := b.turns(func() (float64, error) {
			each, err := ours[grain].cost()
			return float64(sentences) / each.Seconds() / 1000, err
		})
		if err != nil {
			return err
		}
		b.row(fmt.Sprintf("splitter, %s grain, sentences per second of CPU", grain), speeds, " thousand", "limit", "≥ 3 thousand")
	}
	for _, rival := range []struct {
		name  string
		start func(file string) (*reader, error)
		aim   string
	}{
		{"prose 3.2.3", b.startProse, "≤ 1×"},
		{"compromise 14.17.0", func(file string) (*reader, error) { return b.startNode("compromise", 5, file) }, "≤ 1×"},
		{"wink-nlp 2.4.0", func(file string) (*reader, error) { return b.startNode("wink-nlp", 20, file) }, "≤ 1×, if we can"},
	} {
		against := "CPU of " + rival.name + " with entities"
		peer, err := rival.start(file)
		if err != nil {
			why, _, _ := strings.Cut(err.Error(), "\n")
			fmt.Fprintf(b.table, "splitter\tnot measured\t\t%s: %s\t%s\n", against, why, rival.aim)
			continue
		}
		for _, grain := range []split.Grain{split.Clause, split.Fine} {
			if err := b.against(ours[grain], peer, fmt.Sprintf("splitter, %s grain", grain), against, rival.aim); err != nil {
				return err
			}
		}
		if err := peer.stop(); err != nil {
			return err
		}
	}
	return errors.Join(ours[split.Clause].stop(), ours[split.Fine].stop())
}

// against prints the cost of one reader as a ratio to that of another, which take turns.
func (b *bench) against(ours, theirs *reader, what, name, aim string) error {
	ratios, err := b.turns(func() (float64, error) {
		one, err := ours.cost()
		if err != nil {
			return 0, err
		}
		other, err := theirs.cost()
		return one.Seconds() / other.Seconds(), err
	})
	if err == nil {
		b.row(what, ratios, "×", name, aim)
	}
	return err
}

// newsText reads a file with a sentence on each line and puts them into paragraphs of four.
func newsText(file string) (text string, sentences int, err error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return "", 0, err
	}
	var out strings.Builder
	for line := range strings.Lines(string(content)) {
		out.WriteString(strings.TrimSpace(line))
		if sentences++; sentences%4 == 0 {
			out.WriteString("\n\n")
		} else {
			out.WriteByte(' ')
		}
	}
	return strings.TrimSpace(out.String()), sentences, nil
}

// startProse builds prose, which is a module of its own, and starts it.
func (b *bench) startProse(file string) (*reader, error) {
	path := filepath.Join(b.dir, "prose")
	build := exec.CommandContext(b.ctx, "go", "build", "-C", filepath.Join(rivalsDir, "prose"), "-o", path, ".")
	if out, err := build.CombinedOutput(); err != nil {
		out = bytes.TrimSpace(out)
		return nil, fmt.Errorf("go build: %w: %s", err, out[bytes.LastIndexByte(out, '\n')+1:]) // downloads are told first
	}
	return b.startReader(5, path, file)
}

// startNode installs the rivals that run on Node, unless that was done before, and starts one.
func (b *bench) startNode(name string, n int, file string) (*reader, error) {
	dir := filepath.Join(b.dir, "node")
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		if err := os.CopyFS(dir, os.DirFS(filepath.Join(rivalsDir, "node"))); err != nil {
			return nil, err
		}
		install := exec.CommandContext(b.ctx, "npm", "install", "--prefix", dir, "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
		if out, err := install.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("npm install: %w: %s", err, bytes.TrimSpace(out))
		}
	}
	return b.startReader(n, "node", filepath.Join(dir, "rival.cjs"), name, file)
}
