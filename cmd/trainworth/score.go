package main

import (
	"fmt"
	"io"
	"math"
	"sort"

	"assay/claims/worth"
)

// outcome is what a model said of a sentence, and what people said.
type outcome struct {
	odds  float64
	worth bool
}

func score(m *worth.Model, list []sentence) []outcome {
	out := make([]outcome, len(list))
	for i, s := range list {
		out[i] = outcome{m.LogOdds(s.Text), s.Worth}
	}
	return out
}

// scoreFolds learns once without each run of places, tries the model on that run, and prints the scores over all.
func scoreFolds(learn, dev []sentence, folds int, how worth.Training, out io.Writer) error {
	var left, leftDev []outcome
	for f := range folds {
		from, to := math.MinInt, math.MaxInt
		if f > 0 {
			from = learn[f*len(learn)/folds].place
		}
		if f+1 < folds {
			to = learn[(f+1)*len(learn)/folds].place
		}
		in, rest := part(learn, from, to)
		m, err := worth.Learn(examples(rest), how)
		if err != nil {
			return err
		}
		left = append(left, score(m, in)...)
		in, _ = part(dev, from, to)
		leftDev = append(leftDev, score(m, in)...)
	}
	printScores(out, "folds, on -data", left)
	printScores(out, "folds, on -dev", leftDev)
	return nil
}

// part returns the sentences with places from … to-1, and the others.
func part(list []sentence, from, to int) (in, rest []sentence) {
	for _, s := range list {
		if s.place >= from && s.place < to {
			in = append(in, s)
		} else {
			rest = append(rest, s)
		}
	}
	return in, rest
}

// printScores prints precision, recall and F1 of what lies above the boundary, the average precision of the order, and
// how far from the boundary F1 would be highest.
func printScores(w io.Writer, name string, list []outcome) {
	if len(list) == 0 {
		return
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].odds > list[j].odds })
	total, above, hits, sum := 0, 0, 0, 0.0
	for _, o := range list {
		if o.worth {
			total++
		}
	}
	hitsAbove, best, at := 0, 0.0, 0.0
	for i, o := range list {
		if o.worth {
			hits++
			sum += float64(hits) / float64(i+1)
		}
		if o.odds >= 0 {
			above, hitsAbove = i+1, hits
		}
		if f := 2 * float64(hits) / float64(i+1+total); f > best {
			best, at = f, o.odds
		}
	}
	share := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
	fmt.Fprintf(w, "%-16s %6d sentences: precision %.3f, recall %.3f, F1 %.3f, average precision %.4f; best F1 %.3f at %+.2f\n", name,
		len(list), share(hitsAbove, above), share(hitsAbove, total), share(2*hitsAbove, above+total), sum/float64(max(1, total)), best, at)
}
