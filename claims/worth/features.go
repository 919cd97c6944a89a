package worth

import "strings"

// feature is something that is true of a sentence.
type feature struct {
	hash        uint64 // of its key, which names the weight of the model
	key         string // empty unless the teller spells
	signal      signal // what it is called before people
	first, last int    // the words that it was seen in; both 0 when it is seen in the whole
	once        bool   // counts once, however often it is seen
}

// teller tells of the features of sentences.
type teller struct {
	visit  func(feature)
	spells bool // whether it spells keys; only who learns needs them
}

// stem is how many bytes of a longer word stand for all its forms.
const stem = 5

// The first words of the keys, and those that stand for a place in a sentence.
var (
	wordKey, nameKey, pairKey, stemKey, kindKey, classKey = symbolOf("w"), symbolOf("N"), symbolOf("p"), symbolOf("s"), symbolOf("k"), symbolOf("c")

	begin, end, gap, before = symbolOf("<s>"), symbolOf("</s>"), symbolOf("_"), symbolOf("^")
)

// features tells what is true of a sentence: what it is made of, by class, then its words, alone and in pairs (of
// neighbours and over one word), their stems, alone and behind the kind of the word before, and pairs of kinds of words.
// Names stand in pairs as names only, so that no pair speaks of one person.
func (t *teller) features(words []word) {
	t.structure(words)
	t.neighbours(words)
	t.stems(words)
	t.overOne(words)
	t.kinds(words)
}

// seen tells of a feature of the words first … last-1.
func (t *teller) seen(s signal, first, last int, key ...symbol) {
	t.tell(feature{signal: s, first: first, last: last}, key)
}

// once is like seen, of a feature that counts once.
func (t *teller) once(s signal, first, last int, key ...symbol) {
	t.tell(feature{signal: s, first: first, last: last, once: true}, key)
}

func (t *teller) tell(f feature, key []symbol) {
	for _, s := range key {
		f.hash = fold(f.hash, s.hash)
	}
	if t.spells {
		f.key = spell(key)
	}
	t.visit(f)
}

// neighbours tells of the words and of the pairs that they make with the word before, marks left out. A name of
// several words is one name in pairs.
func (t *teller) neighbours(words []word) {
	last := -1
	form := begin
	for i := range words {
		w := &words[i]
		if w.class == mark && w.low != "?" || w.class == quote {
			continue
		}
		sig := classSignal[w.class]
		if w.name {
			t.once(classSignal[name], i, i+1, nameKey, symbolOf(w.low))
			if last >= 0 && words[last].name {
				continue
			}
		} else {
			t.once(sig, i, i+1, wordKey, w.form)
		}
		from := i
		if last >= 0 && sig == wording {
			sig, from = classSignal[words[last].class], last
		}
		t.once(sig, from, i+1, pairKey, form, w.form)
		last, form = i, w.form
	}
	t.once(wording, 0, 0, pairKey, form, end)
}

// stems tells of what longer words begin with, and of what kind of word stands before.
func (t *teller) stems(words []word) {
	for i := range words {
		w := &words[i]
		if len(w.low) > stem && !w.name {
			begun := symbolOf(w.low[:stem])
			t.once(classSignal[w.class], i, i+1, stemKey, begun)
			if i > 0 {
				t.once(classSignal[w.class], i, i+1, stemKey, words[i-1].kind, begun)
			}
		}
	}
}

// overOne tells of pairs of words with one between them.
func (t *teller) overOne(words []word) {
	for i := 2; i < len(words); i++ {
		if a, b := &words[i-2], &words[i]; a.class != mark && b.class != mark {
			t.once(classSignal[b.class], i, i+1, pairKey, a.form, gap, b.form)
		}
	}
}

// kinds tells of pairs of kinds of words.
func (t *teller) kinds(words []word) {
	last := before
	for i := range words {
		w := &words[i]
		if w.class == mark && w.low != "," {
			continue
		}
		t.once(classSignal[w.class], i, i+1, kindKey, last, w.kind)
		last = w.kind
	}
}

var (
	two, more = symbolOf("2"), symbolOf("2+")

	noFigure, noFigureNoName = symbols("no figure"), symbols("no figure, no name")
)

// structure tells of what carries over from one kind of text to another.
func (t *teller) structure(words []word) {
	var count, at [classCount]int
	length := 0
	for i := range words {
		w := &words[i]
		if count[w.class] == 0 {
			at[w.class] = i
		}
		count[w.class]++
		if w.class != mark && w.class != quote {
			length++
		}
	}
	for c := quote; c < classCount; c++ {
		if count[c] > 0 {
			t.seen(classSignal[c], at[c], at[c]+1, classKey, classSymbols[c])
		}
		if count[c] > 1 {
			t.seen(classSignal[c], at[c], at[c]+1, classKey, classSymbols[c], two)
		}
		if count[c] > 2 {
			t.seen(classSignal[c], at[c], at[c]+1, classKey, classSymbols[c], more)
		}
	}
	t.length(length)
	if count[number]+count[scale]+count[share]+count[money]+count[year]+count[month] == 0 {
		t.seen(vague, 0, 0, noFigure...)
		if count[name] == 0 {
			t.seen(vague, 0, 0, noFigureNoName...)
		}
	}
	t.subject(words)
	t.tense(words)
	if n := len(words); n > 0 && words[n-1].low == "?" {
		t.seen(asks, 0, 0, asksKey...)
	}
}

var lengthKey, asksKey = symbolOf("length"), symbols("asks")

// lengths are the steps of a sentence's length in words.
var lengths = []struct {
	below int
	class symbol
}{{4, symbolOf("1")}, {6, symbolOf("4")}, {9, symbolOf("6")}, {13, symbolOf("9")}, {18, symbolOf("13")}, {25, symbolOf("18")}, {35, symbolOf("25")}}

// length tells of a sentence's length. What is neither short nor long is nothing to tell people.
func (t *teller) length(n int) {
	class, sig := symbolOf("35"), wording
	for _, l := range lengths {
		if n < l.below {
			class = l.class
			break
		}
	}
	if n < 9 || n >= 25 {
		sig = size
	}
	t.seen(sig, 0, 0, lengthKey, class)
}

var aboutKey, nothing = symbolOf("about"), symbolOf("nothing")

// subject tells of the class of the first word that can be who the sentence is about.
func (t *teller) subject(words []word) {
	for i := range words[:min(len(words), 8)] {
		w := &words[i]
		switch w.class {
		case first, we, second, third, name, question, condition:
			t.seen(classSignal[w.class], i, i+1, aboutKey, classSymbols[w.class])
			return
		}
		switch w.low {
		case "it", "this", "that", "these", "those", "there", "the", "a", "an":
			t.seen(wording, i, i+1, aboutKey, w.form)
			return
		}
	}
	t.seen(wording, 0, 0, aboutKey, nothing)
}

var (
	did, will, thinks = symbolOf("did"), symbolOf("will"), symbolOf("thinks")

	theyDid, pastKey = symbols("they did"), symbols("past")
)

// tense tells of verbs of the past, and of what somebody in the first person thinks, means to do or did.
func (t *teller) tense(words []word) {
	pasts := -1
	for i := range words {
		w := &words[i]
		if pasts < 0 && pastForm(w) {
			pasts = i
		}
		if i == 0 {
			continue
		}
		p := words[i-1].class
		switch {
		case p == third && (pastForm(w) || w.class == deed):
			t.seen(didIt, i-1, i+1, theyDid...)
		case p != first && p != we:
		case w.class == mind:
			t.seen(opinion, i-1, i+1, classSymbols[p], thinks)
		case w.class == future || w.class == norm || w.class == possible:
			t.seen(intention, i-1, i+1, classSymbols[p], will)
		case pastForm(w) || w.class == deed:
			t.seen(didIt, i-1, i+1, classSymbols[p], did)
		}
	}
	if pasts >= 0 {
		t.seen(tensePast, pasts, pasts+1, pastKey...)
	}
}

// pastForm tells whether a word is the past form of a verb, as far as its letters tell.
func pastForm(w *word) bool {
	return w.class == past || !w.name && len(w.low) > 4 && strings.HasSuffix(w.low, "ed") && !strings.HasSuffix(w.low, "eed")
}
