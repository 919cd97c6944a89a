package worth

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWhatIsWorthChecking(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The city spent $14 million on the tunnel in 2019.":                   true,
		"Unemployment fell by 3 percent in two years, the lowest since 1994.": true,
		"He voted against the bill four times.":                               true,
		"Good evening and thank you all for coming.":                          false,
		"I think we should all be kinder to each other.":                      false,
		"Why would anybody want that?":                                        false,
		"I hope you will visit us again.":                                     false,
		"Let me come to the next question.":                                   false,
	} {
		if odds := LogOdds(sentence); (odds >= 0) != want {
			t.Errorf("%q: log odds %v", sentence, odds)
		}
	}
}

func TestSignalsNameWhatASentenceHolds(t *testing.T) {
	for _, tt := range []struct {
		sentence, name, words string
		pro                   bool
	}{
		{"Crime in the harbour district has doubled and taxes rose by 40 percent.", "a share", "percent", true},
		{"The council sold the old baths to a bank.", "a deed", "sold", true},
		{"Sales of tickets have increased greatly.", "a change in size", "increased", true},
		{"It is a fine town.", "a short sentence", "", false},
		{"What do you make of it all, sir, and what would you do?", "asks", "", false},
	} {
		_, list := Judge(tt.sentence)
		at := slices.IndexFunc(list, func(s Signal) bool { return s.Name == tt.name })
		if at < 0 {
			t.Errorf("%q: no signal %q in %+v", tt.sentence, tt.name, list)
			continue
		}
		if s := list[at]; (s.Weight > 0) != tt.pro || !strings.Contains(s.Words, tt.words) {
			t.Errorf("%q: %+v", tt.sentence, s)
		}
	}
}

func TestSignalsAreFewAndTheStrongestComeFirst(t *testing.T) {
	_, list := Judge("Well, I think that in 1997 the richest tenth paid about $4 billion less than they should have, and you know it!")
	pro := 0
	for i, s := range list {
		if s.Weight > 0 {
			pro++
		}
		if i > 0 && max(s.Weight, -s.Weight) > max(list[i-1].Weight, -list[i-1].Weight) {
			t.Errorf("signal %d is stronger than the one before: %+v", i, list)
		}
	}
	if len(list) == 0 || pro > 2 || len(list)-pro > 2 {
		t.Errorf("%+v", list)
	}
}

func TestCutFindsWordsAndTheirClasses(t *testing.T) {
	var got []string
	text := "“They’ve cut 1,200 jobs in Leeds since May 2004”, wasn't it?"
	for _, w := range cut(nil, text) {
		got = append(got, w.low+"/"+classNames[w.class])
		if text[w.start:w.end] == "" {
			t.Errorf("empty word %+v", w)
		}
	}
	want := "“/quote they/third 've/none cut/change 1,200/number jobs/none in/none leeds/name since/time may/month 2004/year ”/quote ,/mark was/past n't/negation it/none ?/mark"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestEveryClassIsListedOrMadeByRule(t *testing.T) {
	listed := map[class]bool{none: true, mark: true, quote: true, name: true, year: true}
	for w, c := range classes() {
		if c == none {
			t.Errorf("%q is on a line with an unknown name", w)
		}
		listed[c] = true
	}
	for c, n := range classNames {
		if !listed[class(c)] {
			t.Errorf("no word has class %q", n)
		}
	}
	for s, n := range signalNames {
		if n[0] == "" {
			t.Errorf("signal %d has no name", s)
		}
	}
}

// The time must stay linear: ten times as much of anything may not take a hundred times as long.
func TestLongTextsTakeLinearTime(t *testing.T) {
	for _, unit := range []string{"a", "a-", "’s", "a'", "1,", "word ", "İ", "“", "$5 million in May. ", "n’t"} {
		text := strings.Repeat(unit, 200_000/len(unit))
		begin := time.Now()
		LogOdds(text)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("200,000 bytes of %q took %v", unit, took)
		}
	}
}

func FuzzAnyText(f *testing.F) {
	for _, s := range []string{"", "It cost $5.", "’s n’t", "\xff\xfe", "İ’VE", "1.", "٣٤", "a-'b", "“"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, w := range cut(nil, text) {
			if w.start < at || w.end <= w.start || w.end > len(text) {
				t.Fatalf("word %d…%d after %d in %q", w.start, w.end, at, text)
			}
			at = w.end
		}
		if utf8.ValidString(text) {
			_, list := Judge(text)
			for _, s := range list {
				if !strings.Contains(text, s.Words) || !utf8.ValidString(s.Words) {
					t.Errorf("%+v is not in %q", s, text)
				}
			}
		}
		if a, b := LogOdds(text), LogOdds(text); a != b {
			t.Errorf("%v, then %v", a, b)
		}
	})
}

func BenchmarkLogOdds(b *testing.B) {
	const sentence = "The council said on Tuesday that it had spent $14 million on the tunnel, twice what was planned in 2019."
	LogOdds(sentence)
	b.SetBytes(int64(len(sentence)))
	b.ReportAllocs()
	for b.Loop() {
		LogOdds(sentence)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkReadModel(b *testing.B) {
	for b.Loop() {
		if _, err := ReadModel(strings.NewReader(modelFile)); err != nil {
			b.Fatal(err)
		}
	}
}
