package worth

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Model holds what every feature adds to the log odds, in thousandths. It does not change, so any number of
// goroutines may use one; all sums are of integers, so they are the same on every machine.
type Model struct {
	bias    int32
	keys    []string
	weights []int32
	places  table
}

func newModel(bias int32, keys []string, weights []int32) *Model {
	return &Model{bias: bias, keys: keys, weights: weights, places: newTable(keys)}
}

// header is the first line of a model's file; the bias follows it.
const header = "assay worth 1"

// WriteTo writes the model as lines of text: the header with the bias, then every feature with its weight.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\t%d\n", header, m.bias)
	for i, key := range m.keys {
		fmt.Fprintf(&b, "%s\t%d\n", key, m.weights[i])
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// ReadModel reads what WriteTo wrote.
func ReadModel(r io.Reader) (*Model, error) {
	bias := int32(0)
	var keys []string
	var weights []int32
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		key, value, _ := strings.Cut(lines.Text(), "\t")
		weight, err := strconv.ParseInt(value, 10, 32)
		if err != nil || (n == 1) != (key == header) {
			return nil, fmt.Errorf("read model: line %d: %q is no weight", n, lines.Text())
		}
		if n == 1 {
			bias = int32(weight)
			continue
		}
		keys, weights = append(keys, key), append(weights, int32(weight))
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("read model: no weights")
	}
	return newModel(bias, keys, weights), nil
}

// LogOdds is like the function LogOdds, by this model.
func (m *Model) LogOdds(text string) float64 {
	r := m.read(text)
	defer readings.Put(r)
	return r.logOdds()
}

// Judge is like the function Judge, by this model.
func (m *Model) Judge(text string) (logOdds float64, signals []Signal) {
	r := m.read(text)
	defer readings.Put(r)
	return r.logOdds(), r.signals(text)
}

// reading is what a model makes of a text.
type reading struct {
	words     []word
	counted   []uint64 // a bit for each key that counts once and has been counted
	sum       int64
	of        [signalCount]int32 // the sum of each signal
	strongest [signalCount]found // the strongest feature of each
}

// found is a feature that was found in the words first … last-1.
type found struct {
	weight      int32
	first, last int
}

// readings keeps what readings were made of: their lists are most of the cost of reading a sentence.
var readings = sync.Pool{New: func() any { return &reading{} }}

// read reads a text. The reading goes back to readings.
func (m *Model) read(text string) *reading {
	r := readings.Get().(*reading)
	bits := len(m.weights)/64 + 1
	*r = reading{words: cut(r.words[:0], text), counted: slices.Grow(r.counted[:0], bits)[:bits], sum: int64(m.bias)}
	clear(r.counted)
	t := teller{visit: func(f feature) { r.add(m, f) }}
	t.features(r.words)
	return r
}

// add counts what a feature weighs.
func (r *reading) add(m *Model, f feature) {
	i, ok := m.places.find(f.hash)
	if !ok {
		return
	}
	if bit := uint64(1) << (i % 64); f.once {
		if r.counted[i/64]&bit != 0 {
			return
		}
		r.counted[i/64] |= bit
	}
	w := m.weights[i]
	r.sum += int64(w)
	r.of[f.signal] += w
	if abs(w) > abs(r.strongest[f.signal].weight) {
		r.strongest[f.signal] = found{w, f.first, f.last}
	}
}

func (r *reading) logOdds() float64 { return float64(r.sum) / 1000 }

// signals returns what is worth telling of a reading of text.
func (r *reading) signals(text string) []Signal {
	var out []Signal
	for s, sum := range r.of {
		if abs(sum) < weak {
			continue
		}
		one := Signal{Name: signalNames[s][0], Weight: float64(sum) / 1000}
		if sum < 0 && signalNames[s][1] != "" {
			one.Name = signalNames[s][1]
		}
		if f := r.strongest[s]; f.last > f.first && signal(s) != wording {
			one.Words = text[r.words[f.first].start:r.words[f.last-1].end]
		}
		out = append(out, one)
	}
	return telling(out)
}

// weak is the weight, in thousandths, below which a signal is not worth a reader's time.
const weak = 300

// telling returns the strongest two signals for checking and the strongest two against, the strongest first.
func telling(all []Signal) []Signal {
	slices.SortStableFunc(all, func(a, b Signal) int {
		switch x, y := max(a.Weight, -a.Weight), max(b.Weight, -b.Weight); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var out []Signal
	pro, con := 0, 0
	for _, s := range all {
		n := &pro
		if s.Weight < 0 {
			n = &con
		}
		if *n++; *n <= 2 {
			out = append(out, s)
		}
	}
	return out
}

func abs(n int32) int32 { return max(n, -n) }
