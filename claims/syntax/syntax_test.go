package syntax

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

// link is one thing to find in a tree: a word, its relation and its head. The head of the root is "".
type link struct {
	word string
	rel  Rel
	head string
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []link
	}{
		{"The city council approved the new budget on Monday.", []link{
			{"council", Subject, "approved"}, {"approved", Root, ""}, {"budget", Object, "approved"}, {"new", AdjectiveModifier, "budget"}, {"Monday", Oblique, "approved"}, {"on", Case, "Monday"},
		}},
		{"The mine closed in 1998 and the town lost 300 jobs.", []link{
			{"mine", Subject, "closed"}, {"lost", Conjunct, "closed"}, {"town", Subject, "lost"}, {"and", Conjunction, "lost"}, {"jobs", Object, "lost"}, {"300", NumberModifier, "jobs"},
		}},
		{"The senator, who represents Ohio, voted against the bill.", []link{
			{"represents", RelativeClause, "senator"}, {"who", Subject, "represents"}, {"senator", Subject, "voted"}, {"voted", Root, ""},
		}},
		{"The minister said that the hospital had closed.", []link{
			{"closed", Complement, "said"}, {"hospital", Subject, "closed"}, {"that", Marker, "closed"}, {"minister", Subject, "said"},
		}},
		{"Oslo, the capital of Norway, grew quickly.", []link{
			{"capital", Apposition, "Oslo"}, {"Oslo", Subject, "grew"}, {"Norway", NounModifier, "capital"},
		}},
		{"Crime fell by 5% because the city hired more officers.", []link{
			{"hired", AdverbialClause, "fell"}, {"because", Marker, "hired"}, {"city", Subject, "hired"}, {"officers", Object, "hired"}, {"%", Oblique, "fell"},
		}},
		{"The report, published on Friday, criticizes the ministry.", []link{
			{"published", NounClause, "report"}, {"report", Subject, "criticizes"}, {"ministry", Object, "criticizes"},
		}},
		{"The bridge was built by a Danish company in 1998.", []link{
			{"bridge", PassiveSubject, "built"}, {"was", PassiveAuxiliary, "built"}, {"company", Oblique, "built"}, {"1998", Oblique, "built"},
		}},
		{"She is a judge and has worked in Rome.", []link{
			{"judge", Root, ""}, {"is", Copula, "judge"}, {"worked", Conjunct, "judge"}, {"has", AuxiliaryVerb, "worked"},
		}},
		{"The mayor wants to close the school.", []link{
			{"close", OpenComplement, "wants"}, {"school", Object, "close"}, {"mayor", Subject, "wants"},
		}},
		{"The company sold cars, trucks and engines.", []link{
			{"cars", Object, "sold"}, {"trucks", Conjunct, "cars"}, {"engines", Conjunct, "cars"},
		}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			s := Parse(tt.text, whole(tt.text))
			for _, want := range tt.want {
				i := slices.IndexFunc(s.Tokens, func(tok Token) bool { return tok.In(tt.text) == want.word })
				got := link{want.word, s.Tokens[i].Rel, ""}
				if h := s.Tokens[i].Head; h >= 0 {
					got.head = s.Tokens[h].In(tt.text)
				}
				if got.head != want.head || !got.rel.Is(want.rel) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
}

func TestParseTellsVerbForms(t *testing.T) {
	text := "Ministers have said she would leave after the talks failed."
	var finite []string
	for _, tok := range Parse(text, whole(text)).Tokens {
		if tok.Finite() {
			finite = append(finite, tok.In(text))
		}
	}
	if diff := cmp.Diff([]string{"have", "would", "failed"}, finite); diff != "" {
		t.Error(diff)
	}
}

func TestNothingToParseGivesNoTokens(t *testing.T) {
	for _, s := range []Sentence{Parse("", claims.Span{}), Parse(" \n ", whole(" \n ")), Parse("word", claims.Span{Start: 2, End: 9})} {
		if len(s.Tokens) != 0 || s.Root() != -1 || s.Flat {
			t.Errorf("got %+v", s)
		}
	}
}

func TestAnOverlongSentenceIsFlat(t *testing.T) {
	text := strings.Repeat("and prices rose ", MaxTokens/3+1)
	s := Parse(text, whole(text))
	if !s.Flat || !s.IsTree() {
		t.Errorf("flat %v, tree %v", s.Flat, s.IsTree())
	}
	for i, tok := range s.Tokens[1:] {
		if tok.Head != 0 || tok.Rel != Unknown {
			t.Fatalf("token %d hangs on %d by %q", i+1, tok.Head, tok.Rel)
		}
	}
	text = strings.Repeat("x ", MaxTokens)
	if Parse(text, whole(text)).Flat {
		t.Error("a sentence of MaxTokens is flat")
	}
}

// sentences draws runs of words and marks, some of which make sense.
var sentences = rapid.Custom(func(t *rapid.T) string {
	words := rapid.SampledFrom([]string{"the", "minister", "said", "that", "prices", "rose", ",", ".", "and", "who", "is", "was", "(", ")", "“", "”", "in", "2019", "Oslo", "don't", "to", "-", "Łódź", "%"})
	return strings.Join(rapid.SliceOfN(words, 1, 40).Draw(t, "words"), " ")
})

func TestEveryParseIsATree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := sentences.Draw(t, "text")
		s := Parse(text, whole(text))
		if !s.IsTree() {
			t.Fatalf("%q: %+v", text, s)
		}
		if again := Parse(text, whole(text)); !cmp.Equal(s, again) {
			t.Fatalf("%q: %s", text, cmp.Diff(s, again))
		}
		size := 0
		for c := range s.Children(s.Root()) {
			size += len(s.Subtree(c))
		}
		if size+1 != len(s.Tokens) || len(s.Subtree(s.Root())) != len(s.Tokens) {
			t.Fatalf("%q: the subtrees below the root hold %d of %d tokens", text, size, len(s.Tokens))
		}
	})
}

func TestGoroutinesMayShareTheModel(t *testing.T) {
	text := "The minister, who had denied it, said that prices rose."
	want := Parse(text, whole(text))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := Parse(text, whole(text)); !cmp.Equal(want, got) {
				t.Error(cmp.Diff(want, got))
			}
		})
	}
	group.Wait()
}

func TestWalkingATree(t *testing.T) {
	trees := tinyTrees(t)
	s := trees[8] // Oslo, the capital of Norway, grew by 5%.
	in := func(is []int) string {
		var out []string
		for _, i := range is {
			out = append(out, s.Tokens[i].In(trees[8].Text))
		}
		return strings.Join(out, " ")
	}
	root := s.Root()
	if got := in(slices.Collect(s.Children(root))); got != "Oslo % ." {
		t.Errorf("children of the root: %s", got)
	}
	if got := in(slices.Collect(s.Children(-1))); got != "grew" {
		t.Errorf("children above the root: %s", got)
	}
	oslo := s.Child(root, Subject)
	if got := in(s.Subtree(oslo)); got != "Oslo , the capital of Norway ," {
		t.Errorf("subject: %s", got)
	}
	if span, joined := s.SubtreeSpan(oslo); span.In(trees[8].Text) != "Oslo, the capital of Norway," || !joined {
		t.Errorf("span of the subject: %v %v", span, joined)
	}
	if got := s.Child(root, Object, Oblique); in([]int{got}) != "%" {
		t.Errorf("oblique: %d", got)
	}
	if got := s.Child(root, Object); got != -1 {
		t.Errorf("object: %d", got)
	}
	if got := s.HeadOf(2, 5); in([]int{got}) != "capital" {
		t.Errorf("head of a phrase: %d", got)
	}
	if got := s.HeadOf(4, 7); got != root {
		t.Errorf("head of a run that is no phrase: %d", got)
	}
	if !s.Within(5, oslo) || s.Within(root, oslo) {
		t.Error("Within")
	}
	built := trees[4].Sentence
	if _, joined := trees[6].SubtreeSpan(5); !joined { // to leave
		t.Error("a joined subtree is said to have gaps")
	}
	if got := built.Child(built.Root(), Subject); got != 1 {
		t.Errorf("Subject does not find nsubj:pass: %d", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Prices rose, she said.")
	f.Add("U.S.-based co-founder's e-mail: a@b.c, 5pm’s")
	f.Add("\xff'\xfe-’s")
	f.Add("0\xe2")
	f.Fuzz(func(t *testing.T, text string) {
		s := Parse(text, whole(text))
		if len(s.Tokens) > 0 && !s.IsTree() {
			t.Fatalf("no tree: %+v", s)
		}
		spans := make([]claims.Span, len(s.Tokens))
		for i, tok := range s.Tokens {
			spans[i] = tok.Span
		}
		if strings.ToValidUTF8(text, "") == text {
			checkCover(t, text, spans)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := "The company, which employs 4,000 people in Ohio, said on Tuesday that it would close two plants and move production abroad."
	tokens := len(Parse(text, whole(text)).Tokens)
	for b.Loop() {
		Parse(text, whole(text))
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkReadModel(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadModel(strings.NewReader(modelFile)); err != nil {
			b.Fatal(err)
		}
	}
}
