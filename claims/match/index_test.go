package match

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The desk's claims in the tables below.
var desk = map[string]string{
	"talks":    "Talks between the two governments will be held in Geneva on May 18, 2021.",
	"bridge":   "The bridge over the Aare was closed in 2019 because 42 bolts were loose.",
	"vaccine":  "The vaccine was not tested on children.",
	"jobs":     "The car factory cut 1,200 jobs last year.",
	"border":   "The minister said that 14 percent of all lorries are searched at the border.",
	"election": "The mayor of Basel won the election with 51 percent of the votes.",
	"river":    "Fish in the river died of lack of oxygen.",
}

func deskIndex() *Index {
	x := New()
	for id, text := range desk {
		x.Add(id, text)
	}
	return x
}

func TestSearch(t *testing.T) {
	x := deskIndex()
	for _, c := range []struct{ name, query, want, why string }{
		{"the same text is the same", desk["river"], "river", "the same words"},
		{"case and punctuation do not matter", strings.ToUpper(desk["bridge"]) + "!", "bridge", "the same words"},
		{"other forms of the words are found", "The car factories were cutting jobs", "jobs", "shares car, factories, cutting, jobs"},
		{"irregular forms are found", "The fish dying in the rivers lacked oxygen", "river", "shares fish, dying, lacked, oxygen"},
		{"a date is named", "On May 18 they meet in Geneva", "talks", "same date May 18; shares Geneva"},
		{"a year is named", "Loose bolts closed the bridge in 2019", "bridge", "same year 2019; shares Loose, bolts, closed, bridge"},
		{"a number is named as it was written", "One thousand two hundred, that is 1200, jobs were lost", "jobs", "same number 1200; shares jobs"},
		{"a negation is named", "The vaccine was tested on children", "vaccine", "opposite: one is negated; shares vaccine, tested, children"},
		{
			"another number of the same thing is named", "The minister said 40 percent of all lorries are searched at the border", "border",
			"numbers differ: 40 here, 14 there; shares minister, lorries, searched, border",
		},
		{"another year is named", "The bridge over the Aare was closed in 2017 because 42 bolts were loose", "bridge", "years differ: 2017 here, 2019 there; same number 42; shares bridge, Aare, closed, bolts"},
		{"a hashtag is found", "what happened #BaselElection", "election", "shares Basel, Election"},
	} {
		got := x.Search(c.query, 3)
		if len(got) == 0 || got[0].ID != c.want {
			t.Errorf("%s: got %v, want %s first", c.name, got, c.want)
			continue
		}
		if diff := cmp.Diff(c.why, strings.Join(got[0].Why, "; ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if differs := strings.Contains(c.why, "differ:") || strings.Contains(c.why, "opposite:"); got[0].Differs != differs {
			t.Errorf("%s: differs is %v", c.name, got[0].Differs)
		}
	}
}

func TestWhatIsLessLikeScoresLess(t *testing.T) {
	x := deskIndex()
	last := 1.1
	for _, query := range []string{
		desk["election"],
		"Basel's mayor won the election with 51 percent of votes",
		"With 51 percent of the votes, the election was won by the mayor",
		"The mayor won something",
		"A president won",
	} {
		got := x.Search(query, 1)
		if len(got) != 1 || got[0].ID != "election" || got[0].Score >= last {
			t.Errorf("%q: got %v, want the election with less than %.3f", query, got, last)
			continue
		}
		last = got[0].Score
	}
}

func TestNothingIsFoundWhereNothingIsShared(t *testing.T) {
	x := deskIndex()
	for name, got := range map[string][]Match{
		"no words":           x.Search(" … ", 5),
		"unknown words":      x.Search("xyzzy plugh", 5),
		"none wanted":        x.Search(desk["river"], 0),
		"fewer than none":    x.Search(desk["river"], -1),
		"an empty index":     New().Search("anything", 5),
		"a text of no words": func() []Match { y := New(); y.Add("a", "!"); return y.Search("!", 5) }(),
	} {
		if len(got) != 0 {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestATextUnderTheSameIDIsReplaced(t *testing.T) {
	x := deskIndex()
	x.Add("river", "Swans in the lake were counted.")
	if got := x.Search("fish oxygen", 5); len(got) != 0 {
		t.Errorf("the old text is found: %v", got)
	}
	if got := x.Search("swans", 5); len(got) != 1 || got[0].ID != "river" {
		t.Errorf("the new text is not found: %v", got)
	}
	x.Remove("river")
	x.Remove("river")
	x.Remove("never there")
	if got := x.Search("swans", 5); len(got) != 0 || x.Len() != len(desk)-1 {
		t.Errorf("after removal: %v, %d texts", got, x.Len())
	}
}

func TestMoreThanAHundredCanBeAskedFor(t *testing.T) {
	x := New()
	for i := range 300 {
		x.Add(fmt.Sprintf("%03d", i), fmt.Sprintf("claim number %d", i))
	}
	got := x.Search("claim", math.MaxInt)
	if len(got) != 300 || !slices.IsSortedFunc(got, func(a, b Match) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("%d found, want 300 by id", len(got))
	}
}

var vocabulary = strings.Fields(`the a of in was not no minister ministers said paid 5 5,000 million seven May 18 2019 Geneva talks talk
	election won lost vaccine children tested bridge closed river #OpenData US percent % it's didn't . ! — Łódź 東京`)

// claim draws a text of a few known words, so that texts share some.
func claim() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 12).Draw(t, "words"), " ")
	})
}

// stemmed writes a text as the index compares it: its distinct stems.
func stemmed(text string) string {
	var out []string
	for _, t := range read(text) {
		out = append(out, stem(t))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func TestTheSameTextComesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := New()
		texts := rapid.SliceOfN(claim(), 1, 60).Draw(t, "texts")
		for i, text := range texts {
			x.Add(fmt.Sprintf("%02d", i), text)
		}
		query := rapid.SampledFrom(texts).Draw(t, "query")
		got := x.Search(query, 1)
		if len(read(query)) == 0 {
			return
		}
		if len(got) != 1 || got[0].Score < same {
			t.Fatalf("%q: got %v", query, got)
		}
		i, err := strconv.Atoi(got[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if want, have := stemmed(query), stemmed(texts[i]); want != have {
			t.Errorf("%q was taken for %q", have, want)
		}
	})
}

func TestTheAnswerDoesNotDependOnTheOrderOfAdding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := map[string]string{}
		for i, text := range rapid.SliceOfN(claim(), 0, 40).Draw(t, "texts") {
			texts[fmt.Sprint(i)] = text
		}
		var ids []string
		for id := range texts {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		straight, mixed := New(), New()
		for _, id := range ids {
			straight.Add(id, texts[id])
		}
		for _, id := range rapid.Permutation(ids).Draw(t, "order") {
			if rapid.Bool().Draw(t, "replaced") {
				mixed.Add(id, claim().Draw(t, "old"))
			}
			if rapid.Bool().Draw(t, "removed") {
				mixed.Add("gone", claim().Draw(t, "gone"))
			}
			mixed.Add(id, texts[id])
		}
		mixed.Remove("gone")
		query := claim().Draw(t, "query")
		if diff := cmp.Diff(straight.Search(query, 20), mixed.Search(query, 20)); diff != "" {
			t.Errorf("%q (-straight +mixed):\n%s", query, diff)
		}
	})
}

func TestScoresAreInOrderAndInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := New()
		text := rapid.OneOf(claim(), rapid.String())
		for i, s := range rapid.SliceOfN(text, 0, 30).Draw(t, "texts") {
			x.Add(fmt.Sprint(i), s)
		}
		last := 1.0
		for _, m := range x.Search(text.Draw(t, "query"), 10) {
			if !(m.Score > 0 && m.Score <= last) {
				t.Errorf("score %v after %v", m.Score, last)
			}
			last = m.Score
			for _, why := range m.Why {
				if why == "" {
					t.Error("an empty reason")
				}
			}
		}
	})
}

// plainBM25 scores every text one by one: the definition that candidates must agree with.
func plainBM25(x *Index, q *query, id string) float32 {
	doc, ok := x.docs.find(id)
	if !ok {
		return 0
	}
	sum := float32(0)
	terms := x.docs.terms(doc, nil)
	for _, t := range q.terms {
		if slices.Contains(terms, t.term) {
			sum += float32(t.weight)
		}
	}
	return sum * x.norms()[x.docs.length[doc]]
}

func TestTheCandidatesAreTheBestByBM25(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := New()
	const n = 2*windowDocs + 100 // several windows
	for i := range n {
		words := []string{fmt.Sprint("w", rng.IntN(40)), fmt.Sprint("v", rng.IntN(2000)), fmt.Sprint("u", i)}
		x.Add(fmt.Sprint(i), strings.Join(words[:1+rng.IntN(3)], " "))
	}
	for i := 0; i < n; i += 7 {
		x.Remove(fmt.Sprint(i))
	}
	for range 20 {
		q := x.newQuery(read(fmt.Sprintf("w%d v%d u%d v%d w%d", rng.IntN(40), rng.IntN(2000), rng.IntN(n), rng.IntN(2000), rng.IntN(40))))
		var want []candidate
		for i := range n {
			if score := plainBM25(x, q, fmt.Sprint(i)); score > 0 {
				doc, _ := x.docs.find(fmt.Sprint(i))
				want = append(want, candidate{doc, score})
			}
		}
		slices.SortFunc(want, x.order)
		want = want[:min(len(want), candidates)]
		if diff := cmp.Diff(want, x.candidates(q.terms, candidates), cmp.AllowUnexported(candidate{})); diff != "" {
			t.Fatalf("(-one by one +candidates):\n%s", diff)
		}
	}
}

func TestTermsOfATenthOfALargeIndexAreNotLookedFor(t *testing.T) {
	x := New()
	for i := range 20 * commonLeast {
		text := fmt.Sprintf("rare%d", i)
		if i%2 == 0 {
			text += " common other frequent usual habitual"
		}
		x.Add(fmt.Sprint(i), text)
	}
	if got := len(x.cursors(x.newQuery(read("common other frequent usual habitual rare1")).terms)); got != keptTerms {
		t.Errorf("%d terms are looked for, want the %d rarest", got, keptTerms)
	}
	if got := len(x.cursors(x.newQuery(read("rare1 rare2 rare3 rare4 rare5 rare6 common")).terms)); got != 6 {
		t.Errorf("%d terms are looked for, want the 6 rare ones", got)
	}
}

func TestSearchesAndChangesMayRunAtOnce(t *testing.T) {
	x := deskIndex()
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 200 {
				x.Add(fmt.Sprint(g, "/", i), fmt.Sprint("The bridge number ", i, " is closed"))
				if i%3 == 0 {
					x.Remove(fmt.Sprint(g, "/", i))
				}
			}
		})
		wg.Go(func() {
			for range 100 {
				if got := x.Search(desk["river"], 1); len(got) != 1 || got[0].ID != "river" {
					t.Errorf("got %v", got)
				}
			}
		})
	}
	wg.Wait()
	if want := len(desk) + 4*(200-67); x.Len() != want {
		t.Errorf("%d texts, want %d", x.Len(), want)
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("The minister didn't pay 5 million.", "Did the minister pay $5,000,000?")
	f.Add("", "\xff")
	f.Add("東京 2019年", "#東京2019")
	f.Fuzz(func(t *testing.T, text, query string) {
		x := deskIndex()
		x.Add("x", text)
		for _, m := range x.Search(query, 5) {
			if !(m.Score > 0 && m.Score <= 1) {
				t.Errorf("score %v", m.Score)
			}
		}
		if got := x.Search(text, 1); len(read(text)) > 0 && (len(got) != 1 || got[0].Score < same) {
			t.Errorf("the same text: %v", got)
		}
	})
}

// news returns n claims of 16 words whose frequencies fall as those of a language do.
func news(n int) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(rng, 1.1, 5, 200_000)
	out := make([]string, n)
	for i := range out {
		words := make([]string, 16)
		for k := range words {
			words[k] = fmt.Sprint("w", zipf.Uint64())
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

func BenchmarkAdd(b *testing.B) {
	texts := news(20_000)
	x := New()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.Add(fmt.Sprintf("%016d", i), texts[i%len(texts)])
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			texts := news(n)
			x := New()
			for i, text := range texts {
				x.Add(fmt.Sprintf("%016d", i), text)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				x.Search(texts[i*7919%n], 10)
			}
		})
	}
}
