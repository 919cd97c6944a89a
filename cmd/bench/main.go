// Command bench measures Assay's speed as ratios: each figure is set against a rival or a limit that ran in turns with
// it, in the same minute on the same machine, so that a slow or busy machine slows both. It prints a table and judges
// nothing; the last column says what we aim at. Run it with `make bench`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"assay/claims/split"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run: where the program is, where its desks are, and the table that it fills.
type bench struct {
	ctx    context.Context
	assay  string // path of the program under test
	dir    string // for desks
	rounds int
	small  int // claims of the smaller desk
	large  int // and of the larger one
	table  *tabwriter.Writer
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	b := &bench{ctx: ctx}
	flags.StringVar(&b.assay, "assay", "bin/assay", "the program to measure")
	flags.IntVar(&b.rounds, "rounds", 5, "turns that each pair takes; the median counts")
	flags.IntVar(&b.small, "small", 10_000, "claims of the small desk")
	flags.IntVar(&b.large, "large", 100_000, "claims of the large desk")
	only := flags.Bool("splitter", false, "measure the splitter alone")
	child := flags.String("child", "", "internal: serve as a rival (static or template) the page in the file named by -page, or split it (clause or fine)")
	page := flags.String("page", "", "internal: see -child")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch *child {
	case "":
	case string(split.Clause), string(split.Fine):
		return readOver(split.Grain(*child), *page, os.Stdin, out)
	default:
		return serveRival(*child, *page)
	}
	if b.assay, err = filepath.Abs(b.assay); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "assay-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	before := loadAverage()
	b.table = tabwriter.NewWriter(out, 2, 8, 2, ' ', 0)
	fmt.Fprintln(b.table, "what\tfigure\tmin–max\tagainst\taim")
	steps := []func() error{b.size, b.pages, b.growth, b.writes, b.export, b.splitter}
	if *only {
		steps = []func() error{b.splitter}
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if err := b.table.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nnoise: load average %s before and %s after on %s; CPU time is what a process used, ratios are medians of %d turns\n",
		before, loadAverage(), machine(), b.rounds)
	return err
}

// row prints a line of the table; figures are one per turn.
func (b *bench) row(what string, figures []float64, unit, against, aim string) {
	mid, least, most := spread(figures)
	width := ""
	if len(figures) > 1 {
		width = fmt.Sprintf("%.3g–%.3g", least, most)
	}
	fmt.Fprintf(b.table, "%s\t%.3g%s\t%s\t%s\t%s\n", what, mid, unit, width, against, aim)
}

func loadAverage() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(b))[:1], " ")
}

func machine() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "an unknown machine"
	}
	name, cores := "", 0
	for line := range strings.SplitSeq(string(b), "\n") {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "model name":
			name = strings.TrimSpace(value)
		case "processor":
			cores++
		}
	}
	return fmt.Sprintf("%d × %s", cores, name)
}
