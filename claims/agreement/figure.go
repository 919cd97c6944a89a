package agreement

import (
	"math"
	"math/rand/v2"
	"slices"
)

// z95 is the point of the normal distribution that leaves 2.5 % above it.
const z95 = 1.959963984540054

// MinBounded is how many rounds an interval of kappa or alpha needs: both are of large samples, and on fewer they tell
// nothing.
const MinBounded = 10

// The reasons for which a figure has no value.
const (
	whyNone     = "No claim was rated twice."
	whySame     = "Every rating is the same, so chance alone would give it too."
	whyUngraded = "No claim got a degree of truth twice."
)

// Share is equal out of n, with the interval of Wilson (1927): it holds for few rounds, and for none or all of them.
func Share(equal, n int) Figure {
	if n == 0 {
		return Figure{Why: whyNone}
	}
	p, size := float64(equal)/float64(n), float64(n)
	centre := p + z95*z95/(2*size)
	half := z95 * math.Sqrt(p*(1-p)/size+z95*z95/(4*size*size))
	whole := 1 + z95*z95/size
	return Figure{N: n, Value: p, Low: max(0, (centre-half)/whole), High: min(1, (centre+half)/whole)}
}

// Kappa is Cohen's kappa (1960) of a square table of counts: rows are what one person rated, columns the other. The
// interval is asymptotic, with the standard error of Fleiss, Cohen and Everitt (1969).
func Kappa(table [][]int) Figure {
	n := 0
	for _, row := range table {
		for _, c := range row {
			n += c
		}
	}
	if n == 0 {
		return Figure{Why: whyNone}
	}
	p, rows, columns := shares(table, n)
	observed, expected := 0.0, 0.0
	for i := range p {
		observed += p[i][i]
		expected += rows[i] * columns[i]
	}
	if 1-expected < 1e-12 {
		return Figure{N: n, Why: whySame}
	}
	kappa := (observed - expected) / (1 - expected)
	f := Figure{N: n, Value: kappa}
	if half := z95 * kappaError(p, rows, columns, kappa, expected, n); n >= MinBounded && half > 0 {
		f.Low, f.High = max(-1, kappa-half), min(1, kappa+half)
	}
	return f
}

// shares are the cells of a table and its margins as parts of n.
func shares(table [][]int, n int) (p [][]float64, rows, columns []float64) {
	p, rows, columns = square[float64](len(table)), make([]float64, len(table)), make([]float64, len(table))
	for i, row := range table {
		for j, c := range row {
			p[i][j] = float64(c) / float64(n)
			rows[i] += p[i][j]
			columns[j] += p[i][j]
		}
	}
	return p, rows, columns
}

// kappaError is the standard error of kappa when it is not zero: Fleiss, Cohen and Everitt (1969), equation 13.
func kappaError(p [][]float64, rows, columns []float64, kappa, expected float64, n int) float64 {
	sum := 0.0
	for i := range p {
		for j, share := range p[i] {
			if i == j {
				d := 1 - (rows[i]+columns[i])*(1-kappa)
				sum += share * d * d
			} else {
				d := (columns[i] + rows[j]) * (1 - kappa)
				sum += share * d * d
			}
		}
	}
	d := kappa - expected*(1-kappa)
	return math.Sqrt(max(0, sum-d*d)/float64(n)) / (1 - expected)
}

// Unit is a number of things that were rated alike: the values that their raters gave them, from 0. Whoever did not
// rate them has no value there.
type Unit struct {
	Values []int
	N      int
}

// Metric is how far two values are apart, given how often each value occurs; 0 for a value from itself.
type Metric func(often []float64, c, k int) float64

// Nominal counts every difference the same.
func Nominal(_ []float64, c, k int) float64 {
	if c == k {
		return 0
	}
	return 1
}

// Ordinal counts the values that lie between two ranks, by how often they occur.
func Ordinal(often []float64, c, k int) float64 {
	if c == k {
		return 0
	}
	between := -(often[c] + often[k]) / 2
	for _, n := range often[min(c, k) : max(c, k)+1] {
		between += n
	}
	return between * between
}

// Alpha is Krippendorff's alpha (2011) over units with any number of values out of so many, with an interval by
// resampling the units: the middle 95 % of what samples of the same size give.
func Alpha(units []Unit, values int, metric Metric) Figure {
	n := 0
	for _, u := range units {
		if len(u.Values) > 1 {
			n += u.N
		}
	}
	if n == 0 {
		return Figure{Why: whyNone}
	}
	alpha, ok := alphaOf(units, values, metric)
	if !ok {
		return Figure{N: n, Why: whySame}
	}
	f := Figure{N: n, Value: alpha}
	if n >= MinBounded && alpha < 1 {
		f.Low, f.High = resample(units, values, metric)
	}
	return f
}

// alphaOf is the value alone; ok is false when all values are the same.
func alphaOf(units []Unit, values int, metric Metric) (alpha float64, ok bool) {
	together, often, total := coincidences(units, values)
	observed, expected := 0.0, 0.0
	for c := range values {
		for k := range c {
			d := metric(often, c, k)
			observed += together[c][k] * d
			expected += often[c] * often[k] * d
		}
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - (total-1)*observed/expected, true
}

// coincidences counts the pairs of values within the units, each unit for as many as it has values, and how often each
// value takes part.
func coincidences(units []Unit, values int) (together [][]float64, often []float64, total float64) {
	together, often = square[float64](values), make([]float64, values)
	for _, u := range units {
		if len(u.Values) < 2 {
			continue
		}
		weight := float64(u.N) / float64(len(u.Values)-1)
		for i, c := range u.Values {
			for j, k := range u.Values {
				if i != j {
					together[c][k] += weight
					often[c] += weight
					total += weight
				}
			}
		}
	}
	return together, often, total
}

// The resampling: how many samples, and how many draws at most in all, which bounds the time to some tenths of a second.
const (
	samples    = 1000
	minSamples = 200
	maxDraws   = 20_000_000
)

// resample returns the ends of the interval of alpha. The seed is fixed, so that a page does not change by itself.
func resample(units []Unit, values int, metric Metric) (low, high float64) {
	var which []int // the unit of every single thing
	for i, u := range units {
		if len(u.Values) > 1 {
			which = append(which, slices.Repeat([]int{i}, u.N)...)
		}
	}
	random := rand.New(rand.NewPCG(1, 1969))
	draw := slices.Clone(units)
	rounds := min(samples, max(minSamples, maxDraws/len(which)))
	got := make([]float64, 0, rounds)
	for range rounds {
		for i := range draw {
			draw[i].N = 0
		}
		for range which {
			draw[which[random.IntN(len(which))]].N++
		}
		if alpha, ok := alphaOf(draw, values, metric); ok {
			got = append(got, alpha)
		}
	}
	slices.Sort(got)
	return quantile(got, 0.025), quantile(got, 0.975)
}

// quantile is the value below which a part p of sorted values lies; 0 when there are none.
func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(math.Round(p*float64(len(sorted)-1)))]
}
