package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// table prints a line for every figure of the sets, and how many targets are met.
func table(out io.Writer, chosen []set, results []result, more bool) error {
	t := tabwriter.NewWriter(out, 2, 8, 2, ' ', 0)
	fmt.Fprintln(t, "task\tset\tmetric\tunsplit\tfloor\tbest peer\tneural or human\ttarget\tours\tmet")
	met, targets := 0, 0
	for i, s := range chosen {
		for k, scoring := range s.scorings {
			for _, f := range scoring.figures {
				if f.more && !more {
					continue
				}
				got := results[i][k]
				low := got[floor].number(f.key)
				if low == "" && f.floor > 0 {
					low = decimals(f.floor)
				}
				judged := f.judge(got[ours])
				switch judged {
				case "yes":
					met++
					targets++
				case "no":
					targets++
				}
				fmt.Fprintln(t, strings.Join([]string{
					s.task, s.name, f.metric, got[unsplit].number(f.key), low, f.peer.String(), f.neural.String(), f.aim(), got[ours].number(f.key), judged,
				}, "\t"))
			}
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%d of %d targets met\n", met, targets)
	return err
}

// number is a metric as the table shows it; "" when the scorer did not give it.
func (m metrics) number(key string) string {
	if v, ok := m[key].(float64); ok {
		return decimals(v)
	}
	return ""
}

// judge says whether a figure meets its target; "-" when it has none.
func (f figure) judge(got metrics) string {
	if f.target == 0 {
		return "-"
	}
	v, ok := got[f.key].(float64)
	if ok && (f.atMost && v <= f.target || !f.atMost && v >= f.target) {
		return "yes"
	}
	return "no"
}

func (f figure) aim() string {
	switch {
	case f.target == 0:
		return ""
	case f.atMost:
		return "≤ " + decimals(f.target)
	}
	return decimals(f.target)
}

func (p peer) String() string {
	if p.name == "" {
		return ""
	}
	return decimals(p.value) + " " + p.name
}

// decimals writes .583 and 1.000.
func decimals(v float64) string { return strings.TrimPrefix(fmt.Sprintf("%.3f", v), "0") }
