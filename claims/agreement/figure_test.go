package agreement_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"assay/claims/agreement"
)

// near tells whether two numbers are the same to the digits that a publication prints.
func near(got, want float64, digits int) bool {
	return math.Abs(got-want) < 0.5001*math.Pow10(-digits)
}

// units makes units of what each rater gave, a letter or digit for each thing, "." for none.
func units(raters ...string) []agreement.Unit {
	var out []agreement.Unit
	for i := range raters[0] {
		u := agreement.Unit{N: 1}
		for _, r := range raters {
			switch c := r[i]; {
			case c >= 'a':
				u.Values = append(u.Values, int(c-'a'))
			case c >= '0':
				u.Values = append(u.Values, int(c-'0'))
			}
		}
		out = append(out, u)
	}
	return out
}

// interval is the metric of numbers whose differences mean something.
func interval(_ []float64, c, k int) float64 { return float64((c - k) * (c - k)) }

// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011: sections A, B and C
// (four observers, twelve units, missing data), and the metrics of section D.
func TestAlphaIsWhatKrippendorffComputes(t *testing.T) {
	missing := units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
	for _, c := range []struct {
		name   string
		units  []agreement.Unit
		values int
		metric agreement.Metric
		want   float64
	}{
		{"two observers, binary", units("0100000010", "1110010000"), 2, agreement.Nominal, 0.095},
		{"two observers, nominal", units("aabbdcccedda", "babbbccceddd"), 5, agreement.Nominal, 0.692},
		{"four observers, nominal", missing, 6, agreement.Nominal, 0.743},
		{"four observers, ordinal", missing, 6, agreement.Ordinal, 0.815},
		{"four observers, interval", missing, 6, interval, 0.849},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := agreement.Alpha(c.units, c.values, c.metric)
			if !near(got.Value, c.want, 3) || !got.Defined() {
				t.Errorf("%+v, want %v", got, c.want)
			}
			if got.Bounded() && !(got.Low <= got.Value && got.Value <= got.High) {
				t.Errorf("%v is not between %v and %v", got.Value, got.Low, got.High)
			}
		})
	}
}

// J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960), table
// 2; A. Agresti, "Categorical Data Analysis", 2nd edition, 2002, section 10.5: two pathologists on 118 slides, with the
// standard error of Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969).
func TestKappaIsWhatTextbooksCompute(t *testing.T) {
	cohen := agreement.Kappa([][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}})
	if !near(cohen.Value, 0.492, 3) || cohen.N != 200 {
		t.Errorf("Cohen's example: %+v", cohen)
	}
	agresti := agreement.Kappa([][]int{{22, 2, 2, 0}, {5, 7, 14, 0}, {0, 2, 36, 0}, {0, 1, 17, 10}})
	if se := errorOf(agresti); !near(agresti.Value, 0.493, 3) || !near(se, 0.057, 3) {
		t.Errorf("Agresti's example: %+v, standard error %.4f", agresti, se)
	}
}

// errorOf is the standard error that an interval was made of.
func errorOf(f agreement.Figure) float64 { return (f.High - f.Low) / 2 / 1.959963984540054 }

// The error is what the delta method gives: the multinomial variance of the cells carried through kappa, its slopes
// taken by small steps.
func TestTheErrorOfKappaFollowsFromTheCells(t *testing.T) {
	const fine = 1_000_000
	rapid.Check(t, func(t *rapid.T) {
		table := tables(t)
		n, k := 0, len(table)
		for i := range table {
			for j := range table[i] {
				table[i][j]++
				n += table[i][j]
			}
		}
		f := agreement.Kappa(table)
		if n < 10 || k < 2 || f.High >= 1 || f.Low <= -1 {
			return
		}
		mean, square := 0.0, 0.0
		for i := range table {
			for j := range table[i] {
				share := float64(table[i][j]) / float64(n)
				slope := (kappaAt(table, i, j, fine) - f.Value) * fine * float64(n)
				mean += share * slope
				square += share * slope * slope
			}
		}
		if want := math.Sqrt((square - mean*mean) / float64(n)); math.Abs(errorOf(f)-want) > 1e-3*want {
			t.Errorf("standard error %v, want %v: %v", errorOf(f), want, table)
		}
	})
}

// kappaAt is kappa when everything was counted fine times and the cell i, j once more.
func kappaAt(table [][]int, i, j, fine int) float64 {
	scaled := make([][]int, len(table))
	for r, row := range table {
		scaled[r] = make([]int, len(row))
		for c := range row {
			scaled[r][c] = row[c] * fine
		}
	}
	scaled[i][j]++
	return agreement.Kappa(scaled).Value
}

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I,
// method 3.
func TestTheIntervalOfAShareIsWilsons(t *testing.T) {
	for _, c := range []struct {
		equal, n  int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {29, 29, 0.8830, 1}} {
		got := agreement.Share(c.equal, c.n)
		if !near(got.Low, c.low, 4) || !near(got.High, c.high, 4) || got.N != c.n {
			t.Errorf("%d of %d: %+v, want %v to %v", c.equal, c.n, got, c.low, c.high)
		}
	}
}

func TestAFigureThatIsNotDefinedSaysWhy(t *testing.T) {
	for name, f := range map[string]agreement.Figure{
		"no round, share":            agreement.Share(0, 0),
		"no round, kappa":            agreement.Kappa([][]int{{0, 0}, {0, 0}}),
		"no table, kappa":            agreement.Kappa(nil),
		"no round, alpha":            agreement.Alpha(nil, 3, agreement.Nominal),
		"one value a unit, alpha":    agreement.Alpha(units("012"), 3, agreement.Nominal),
		"one rating always, kappa":   agreement.Kappa([][]int{{0, 0}, {0, 40}}),
		"one rating always, alpha":   agreement.Alpha([]agreement.Unit{{[]int{1, 1}, 40}}, 2, agreement.Ordinal),
		"one round, the same, alpha": agreement.Alpha(units("1", "1"), 2, agreement.Nominal),
	} {
		if f.Defined() || f.Value != 0 || f.Bounded() {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if f := agreement.Kappa([][]int{{0, 1}, {0, 0}}); !f.Defined() || f.Value != 0 || f.Bounded() || f.N != 1 {
		t.Errorf("one round with two ratings: %+v", f)
	}
	if f := agreement.Alpha(units("0", "1"), 2, agreement.Nominal); !f.Defined() || f.Value != 0 || f.Bounded() {
		t.Errorf("one round with two ratings: %+v", f)
	}
}

// tables draws square tables of counts with at least one count.
func tables(t *rapid.T) [][]int {
	n := rapid.IntRange(1, 5).Draw(t, "ratings")
	table := make([][]int, n)
	for i := range table {
		table[i] = rapid.SliceOfN(rapid.IntRange(0, 9), n, n).Draw(t, "row")
	}
	table[0][0]++
	return table
}

func transposed(table [][]int) [][]int {
	out := make([][]int, len(table))
	for i := range out {
		for j := range table {
			out[i] = append(out[i], table[j][i])
		}
	}
	return out
}

// renamed gives every rating another place.
func renamed(table [][]int, place []int) [][]int {
	out := make([][]int, len(table))
	for i := range out {
		out[i] = make([]int, len(table))
	}
	for i, row := range table {
		for j, c := range row {
			out[place[i]][place[j]] = c
		}
	}
	return out
}

func unitsOf(table [][]int) (out []agreement.Unit) {
	for i, row := range table {
		for j, n := range row {
			out = append(out, agreement.Unit{Values: []int{i, j}, N: n})
		}
	}
	return out
}

func alike(a, b agreement.Figure) bool {
	return a.N == b.N && a.Why == b.Why && math.Abs(a.Value-b.Value) < 1e-9
}

func TestFiguresDoNotDependOnWhoWasFirstOrOnWhatRatingsAreCalled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables(t)
		place := rapid.Permutation([]int{0, 1, 2, 3, 4}[:len(table)]).Draw(t, "names")
		kappa, alpha := agreement.Kappa(table), agreement.Alpha(unitsOf(table), len(table), agreement.Nominal)
		for what, other := range map[string][][]int{"turned": transposed(table), "renamed": renamed(table, place)} {
			if k := agreement.Kappa(other); !alike(k, kappa) || math.Abs(k.Low-kappa.Low) > 1e-9 {
				t.Errorf("%s: kappa %+v, was %+v", what, k, kappa)
			}
			if a := agreement.Alpha(unitsOf(other), len(table), agreement.Nominal); !alike(a, alpha) {
				t.Errorf("%s: alpha %+v, was %+v", what, a, alpha)
			}
		}
		turned := agreement.Alpha(unitsOf(transposed(table)), len(table), agreement.Ordinal)
		if o := agreement.Alpha(unitsOf(table), len(table), agreement.Ordinal); !alike(o, turned) {
			t.Errorf("ordinal alpha %+v, turned %+v", o, turned)
		}
	})
}

func TestFiguresAreOneExactlyWhenAllAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables(t)
		differ := 0
		for i, row := range table {
			for j, n := range row {
				if i != j {
					differ += n
				}
			}
		}
		u := unitsOf(table)
		for name, f := range map[string]agreement.Figure{
			"kappa": agreement.Kappa(table), "nominal alpha": agreement.Alpha(u, len(table), agreement.Nominal),
			"ordinal alpha": agreement.Alpha(u, len(table), agreement.Ordinal),
		} {
			if !f.Defined() {
				if differ > 0 {
					t.Errorf("%s is not defined although ratings differ: %v", name, table)
				}
				continue
			}
			if one := math.Abs(f.Value-1) < 1e-12; one != (differ == 0) || f.Value > 1+1e-12 || math.IsNaN(f.Value) {
				t.Errorf("%s is %v with %d disagreements", name, f.Value, differ)
			}
			if f.Low < -1.5 || f.High > 1 || f.Bounded() && f.Low > f.High {
				t.Errorf("%s: interval %v to %v", name, f.Low, f.High)
			}
		}
	})
}

func TestResamplingGivesTheSameEveryTime(t *testing.T) {
	table := [][]int{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}
	f := agreement.Alpha(unitsOf(table), 3, agreement.Nominal)
	if again := agreement.Alpha(unitsOf(table), 3, agreement.Nominal); again != f {
		t.Errorf("%+v, then %+v", f, again)
	}
	// Over many rounds of two people alpha and kappa all but coincide, and so must their intervals.
	if k := agreement.Kappa(table); math.Abs((f.High-f.Low)-(k.High-k.Low)) > 0.06 {
		t.Errorf("resampled alpha from %.3f to %.3f, asymptotic kappa from %.3f to %.3f", f.Low, f.High, k.Low, k.High)
	}
}

func BenchmarkAlphaOfManyRounds(b *testing.B) {
	u := unitsOf([][]int{{750, 10, 40}, {50, 40, 10}, {0, 0, 100}})
	for i := range u {
		u[i].N *= 100 // 100,000 rounds
	}
	for b.Loop() {
		agreement.Alpha(u, 3, agreement.Nominal)
	}
}
