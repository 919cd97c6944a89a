package syntax

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
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
	for _, tt := range []struct {
		name string
		in   []byte
	}{
		{"nothing", nil},
		{"another file", []byte(strings.Repeat("no model ", 100))},
		{"another gzip file", zipped(t, "assay syntax model 0\n")},
		{"a file that ends early", file[:len(file)/2]},
		{"a file without its check sum", file[:len(file)-8]},
		{"a list that is too long", zipped(t, fileMagic+"\xff\xff\xff\xff\xff\x01")},
		{"a model without classes", zipped(t, fileMagic+strings.Repeat("\x00", 40))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ReadModel(bytes.NewReader(tt.in)); err == nil {
				t.Error("no error")
			}
		})
	}
}

func zipped(t testing.TB, s string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
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
	minus := int32(-7)
	w := newWeights([]uint32{5, 9}, []uint8{2, 1}, []uint32{40<<16 | 1, uint32(minus)<<16 | 3, maxWeight << 16})
	var sums scores
	w.add(&sums, []uint32{5, 6, 9, 5})
	want := scores{0: maxWeight, 1: 80, 3: -14}
	if sums != want {
		t.Errorf("got %v", sums[:4])
	}
}

func FuzzReadModel(f *testing.F) {
	f.Add([]byte(fileMagic))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := ReadModel(bytes.NewReader(zipped(t, fileMagic+string(content))))
		if err == nil {
			m.Parse("Prices rose.", whole("Prices rose."))
		}
	})
}
