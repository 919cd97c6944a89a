package syntax

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAModelReadFromItsFileIsTheSame(t *testing.T) {
	m, file := train(t, tinyTrees(t), tinyTraining(1))
	back, err := ReadModel(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	options := cmp.AllowUnexported(Model{}, spelling{}, tagger{}, parser{}, weights{})
	if diff := cmp.Diff(m, back, options); diff != "" {
		t.Error(diff)
	}
}

func TestTheModelOfTheProgramWritesTheFileItCameFrom(t *testing.T) {
	var file bytes.Buffer
	if _, err := defaultModel().WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	if file.String() != modelFile {
		t.Errorf("%d bytes written, %d read", file.Len(), len(modelFile))
	}
}

func TestReadModelRefuses(t *testing.T) {
	_, file := train(t, tinyTrees(t), tinyTraining(1))
	words := strings.Repeat("\x00", 4) + "\x01\x01N" + strings.Repeat("\x00", 4) // one class, and nothing else
	rels := "\x02\x03dep\x04root"
	if _, err := ReadModel(strings.NewReader(modelOf(t, words, rels+"\x01\x01\x07\x01\x02\x05"))); err != nil {
		t.Fatalf("the smallest model: %v", err)
	}
	for _, tt := range []struct {
		name string
		in   string
	}{
		{"nothing", ""},
		{"another file", strings.Repeat("no model ", 100)},
		{"another version", strings.Replace(string(file), fileMagic, "assay syntax model 1\n", 1)},
		{"a file that ends early", string(file[:len(file)/2])},
		{"a file without its check sum", string(file[:len(file)-8])},
		{"a first half that is longer than the file", fileMagic + "\xff\xff\x03" + gzipped(t, words)},
		{"halves that are no gzip", fileMagic + "\x02abcd"},
		{"a list that is too long", modelOf(t, "\xff\xff\xff\xff\xff\x01", rels+"\x00\x00")},
		{"a model without classes", modelOf(t, strings.Repeat("\x00", 40), rels+"\x00\x00")},
		{"a model without a root", modelOf(t, words, "\x01\x03dep\x00\x00")},
		{"a feature 0", modelOf(t, words, rels+"\x01\x01\x00\x01\x02\x05")},
		{"a feature twice", modelOf(t, words, rels+"\x02\x02\x07\x00\x01\x01\x02\x02\x05\x05")},
		{"a feature without weights", modelOf(t, words, rels+"\x01\x00\x07\x00")},
		{"a class that there is not", modelOf(t, words, rels+"\x01\x01\x07\x01\x05\x05")},
		{"more weights than features have", modelOf(t, words, rels+"\x01\x02\x07\x01\x02\x02\x05\x05")},
		{"missing weights", modelOf(t, words, rels+"\x01\x01\x07\x01\x02")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ReadModel(strings.NewReader(tt.in)); err == nil {
				t.Error("no error")
			}
		})
	}
}

// modelOf returns the file with these halves.
func modelOf(t testing.TB, first, second string) string {
	t.Helper()
	first = gzipped(t, first)
	return fileMagic + string(binary.AppendUvarint(nil, uint64(len(first)))) + first + gzipped(t, second)
}

func gzipped(t testing.TB, s string) string {
	t.Helper()
	var out strings.Builder
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestAFailedWriteIsTold(t *testing.T) {
	if _, err := defaultModel().WriteTo(fullDisk{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

func TestWeightCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := int32(rapid.IntRange(-maxWeight, maxWeight).Draw(t, "weight"))
		got := decodeWeight(encodeWeight(v))
		if off := max(got-v, v-got); 32*off > max(v, -v) {
			t.Fatalf("%d comes back as %d", v, got)
		}
		if again := decodeWeight(encodeWeight(got)); again != got {
			t.Fatalf("%d, then %d", got, again)
		}
	})
}

func TestWeightsAddUp(t *testing.T) {
	cell := func(weight int32, class uint16) uint16 { return uint16(encodeWeight(weight))<<8 | class }
	w := newWeights([]uint32{5, 9}, []uint8{2, 1}, []uint16{cell(40, 1), cell(-7, 3), cell(maxWeight, 0)})
	var sums scores
	w.add(&sums, []uint32{5, 6, 9, 5})
	want := scores{0: maxWeight, 1: 80, 3: -14}
	if sums != want {
		t.Errorf("got %v", sums[:4])
	}
}

func TestEveryFeatureIsFoundAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Neighbours crowd the table, and the largest features its end.
		feature := rapid.OneOf(rapid.Uint32Range(1, 40), rapid.Uint32Min(1), rapid.Uint32Min(math.MaxUint32-40))
		features := rapid.SliceOfNDistinct(feature, 0, 60, rapid.ID).Draw(t, "features")
		slices.Sort(features)
		var cells []uint16
		counts := make([]uint8, len(features))
		for i := range features {
			counts[i] = uint8(1 + i%3)
			for class := range counts[i] {
				cells = append(cells, uint16(1+i%15)<<8|uint16(class))
			}
		}
		w := newWeights(features, counts, cells)
		for _, f := range append(rapid.SliceOf(feature).Draw(t, "others"), features...) {
			var got, want scores
			if i, known := slices.BinarySearch(features, f); known {
				for class := range counts[i] {
					want[class] = int32(1 + i%15)
				}
			}
			if w.add(&got, []uint32{f}); got != want {
				t.Fatalf("feature %d: got %v, want %v", f, got[:4], want[:4])
			}
		}
	})
}

func FuzzReadModel(f *testing.F) {
	f.Add("", "")
	f.Add(strings.Repeat("\x00", 4)+"\x01\x01N"+strings.Repeat("\x00", 4), "\x02\x03dep\x04root\x01\x01\x07\x01\x02\x05")
	f.Fuzz(func(t *testing.T, first, second string) {
		m, err := ReadModel(strings.NewReader(modelOf(t, first, second)))
		if err == nil {
			m.Parse("Prices rose.", whole("Prices rose."))
		}
	})
}
