package worth

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// few are examples of two groups, in which only sentences with an amount are worth checking.
func few() []Example {
	var out []Example
	for group := range 2 {
		for _, s := range []string{"It cost $5 million.", "They paid $9 then.", "She owes $70 now."} {
			out = append(out, Example{Text: s, Worth: true, Group: group})
		}
		for _, s := range []string{"It was nice.", "They smiled then.", "She is kind now."} {
			out = append(out, Example{Text: s, Group: group})
		}
	}
	out[0].Text = "It cost Maud $5 million."
	return out
}

var quick = Training{Passes: 10, Penalty: 1, Structure: 1, MinCount: 2, MinGroups: 2}

func bytesOf(t *testing.T, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := m.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes, %v", n, err)
	}
	return b.Bytes()
}

func TestLearnTellsApartWhatItWasShown(t *testing.T) {
	m, err := Learn(few(), quick)
	if err != nil {
		t.Fatal(err)
	}
	if m.LogOdds("He got $8 once.") <= 0 || m.LogOdds("He was glad once.") >= 0 {
		t.Errorf("%v and %v", m.LogOdds("He got $8 once."), m.LogOdds("He was glad once."))
	}
	if slices.Contains(m.keys, "N maud") {
		t.Error("a name of one group was learnt")
	}
}

func TestLearnGivesTheSameModelTwice(t *testing.T) {
	first, err := Learn(few(), quick)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Learn(few(), quick)
	if err != nil {
		t.Fatal(err)
	}
	file := bytesOf(t, first)
	if !bytes.Equal(file, bytesOf(t, again)) {
		t.Error("two models of the same examples differ")
	}
	read, err := ReadModel(bytes.NewReader(file))
	if err != nil || !bytes.Equal(file, bytesOf(t, read)) {
		t.Errorf("a model changes when it is written and read: %v", err)
	}
}

func TestTheBoundaryIsTheZero(t *testing.T) {
	low, err := Learn(few(), quick)
	if err != nil {
		t.Fatal(err)
	}
	how := quick
	how.Boundary = -2
	high, err := Learn(few(), how)
	if err != nil {
		t.Fatal(err)
	}
	if d := high.LogOdds("It rained.") - low.LogOdds("It rained."); d < 1.99 || d > 2.01 {
		t.Errorf("moved by %v", d)
	}
}

func TestLearnNeedsBothKinds(t *testing.T) {
	if _, err := Learn([]Example{{Text: "It rained.", Worth: true}}, quick); err == nil {
		t.Error("learnt from one kind")
	}
}

func TestReadModelRefusesDamage(t *testing.T) {
	for _, file := range []string{"", "assay worth 1\t5\n", "w tax\t5\n", "assay worth 1\t5\nw tax\tmany\n", "assay worth 1\t5\nassay worth 1\t5\n", "assay worth 2\t5\nw tax\t5\n", strings.Repeat("x", 1<<17)} {
		if _, err := ReadModel(strings.NewReader(file)); err == nil {
			t.Errorf("%.40q was read", file)
		}
	}
}

func TestTheEmbeddedModel(t *testing.T) {
	if !strings.HasPrefix(modelFile, header+"\t") || len(modelFile) > 300_000 {
		t.Errorf("%d bytes that begin with %.20q", len(modelFile), modelFile)
	}
	if !bytes.Equal([]byte(modelFile), bytesOf(t, defaultModel())) {
		t.Error("model/en.tsv is not as WriteTo writes it")
	}
}
