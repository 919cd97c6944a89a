package split

import (
	"embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// lexicon holds the word lists of lexicon/*.txt, read once.
type lexicon struct {
	abbreviation map[string]string    // word without its last full stop, to its class
	starter      map[string]bool      // words that begin sentences
	function     map[string]string    // closed-class words, to their part of speech
	verb         map[string]verbForm  // every form of every known verb
	reporting    map[string]string    // base form of a reporting verb, to its class
	number       map[string]numberDef // number words
	unit         map[string]unitDef   // units, possibly of several words
	hedge        map[string][]phrase  // hedges by their first word, longest first
	modifier     map[string][]phrase  // words before a number by their first word
	furniture    map[string][]phrase  // phrases of a page's own voice by their first word
	month        map[string]int
	holiday      map[string]monthDay
	opinion      map[string]bool
	role         map[string]bool
	office       map[string]bool
	event        map[string]bool
	outcome      map[string]bool
}

// verbForm says which forms of which verb a word can be.
type verbForm struct {
	base                          string
	plain, third, past, part, ing bool
}

type numberDef struct {
	value float64
	kind  string
}

type unitDef struct{ name, kind string }

type monthDay struct{ month, day int }

// phrase is an entry of several words with a condition.
type phrase struct {
	words []string
	cond  string
}

var lex = sync.OnceValue(readLexicon)

func readLexicon() *lexicon {
	l := &lexicon{
		abbreviation: map[string]string{}, function: map[string]string{}, verb: map[string]verbForm{},
		reporting: map[string]string{}, number: map[string]numberDef{}, unit: map[string]unitDef{},
		month: map[string]int{}, holiday: map[string]monthDay{},
		starter: wordSet("starters"), opinion: wordSet("opinion"), role: wordSet("roles"), office: wordSet("offices"),
		event: wordSet("events"), outcome: wordSet("outcomes"),
		hedge: phraseList("hedges"), furniture: phraseList("furniture"), modifier: phraseList("modifiers"),
	}
	for _, f := range entries("abbreviations") {
		l.abbreviation[f[0]] = f[1]
	}
	for _, f := range entries("function") {
		l.function[f[0]] = f[1]
	}
	for _, f := range entries("reporting") {
		l.reporting[f[0]] = f[1]
	}
	for _, f := range entries("numbers") {
		v, _ := strconv.ParseFloat(f[1], 64)
		l.number[f[0]] = numberDef{v, f[2]}
	}
	for _, f := range entries("units") {
		l.unit[f[0]] = unitDef{f[1], f[2]}
	}
	for _, f := range entries("months") {
		l.month[f[0]], _ = strconv.Atoi(f[1])
	}
	for _, f := range entries("holidays") {
		m, _ := strconv.Atoi(f[1])
		d, _ := strconv.Atoi(f[2])
		l.holiday[f[0]] = monthDay{m, d}
	}
	l.readVerbs()
	return l
}

// verbOf returns what form of a verb a word can be; words in -ed and -ing count as verbs though the list lacks them.
func (l *lexicon) verbOf(low string) (verbForm, bool) {
	if v, ok := l.verb[low]; ok {
		return v, true
	}
	switch {
	case len(low) > 5 && strings.HasSuffix(low, "ed") && !strings.HasSuffix(low, "eed"):
		return verbForm{past: true, part: true}, true
	case len(low) > 6 && strings.HasSuffix(low, "ing"):
		return verbForm{ing: true}, true
	case len(low) > 6 && (strings.HasSuffix(low, "izes") || strings.HasSuffix(low, "ises") || strings.HasSuffix(low, "ifies")):
		return verbForm{third: true}, true
	}
	return verbForm{}, false
}

// partOnly tells whether a word can be a past participle and no present form.
func (l *lexicon) partOnly(low string) bool {
	v, _ := l.verbOf(low)
	return v.part && !v.plain
}

// pastForm tells whether a word can be a past tense.
func (l *lexicon) pastForm(low string) bool {
	v, _ := l.verbOf(low)
	return v.past
}

// readVerbs computes the regular forms of verbs.txt and adds the irregular ones.
func (l *lexicon) readVerbs() {
	irregular := map[string]bool{}
	add := func(form, base string, set func(*verbForm)) {
		v := l.verb[form]
		if v.base == "" {
			v.base = base
		}
		set(&v)
		l.verb[form] = v
	}
	for _, f := range entries("irregular") {
		irregular[f[0]] = true
		for past := range strings.SplitSeq(f[1], "/") {
			add(past, f[0], func(v *verbForm) { v.past = true })
		}
		for part := range strings.SplitSeq(f[2], "/") {
			add(part, f[0], func(v *verbForm) { v.part = true })
		}
	}
	bases := entries("verbs")
	for base := range irregular {
		bases = append(bases, []string{base})
	}
	for _, f := range bases {
		base := f[0]
		add(base, base, func(v *verbForm) { v.plain = true })
		add(thirdPerson(base), base, func(v *verbForm) { v.third = true })
		for _, stem := range stems(base) {
			add(stem+"ing", base, func(v *verbForm) { v.ing = true })
			if !irregular[base] {
				add(strings.TrimSuffix(stem, "y")+map[bool]string{true: "ied", false: "ed"}[endsConsonantY(stem)],
					base, func(v *verbForm) { v.past, v.part = true, true })
			}
		}
	}
}

func thirdPerson(base string) string {
	switch {
	case endsConsonantY(base):
		return base[:len(base)-1] + "ies"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "ch"),
		strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "z"), strings.HasSuffix(base, "o"):
		return base + "es"
	}
	return base + "s"
}

func endsConsonantY(s string) bool {
	return len(s) > 1 && s[len(s)-1] == 'y' && !strings.ContainsRune("aeiou", rune(s[len(s)-2]))
}

// stems returns what -ing and -ed are put to: "make" gives "mak", "plan" gives "plan" and "plann". A stem too many
// does no harm: no text holds the word that it makes.
func stems(base string) []string {
	n := len(base)
	switch {
	case strings.HasSuffix(base, "ee"), strings.HasSuffix(base, "oe"), strings.HasSuffix(base, "ye"):
		return []string{base, base[:n-1]}
	case strings.HasSuffix(base, "ie"):
		return []string{base[:n-1], base[:n-2] + "y"}
	case strings.HasSuffix(base, "e"):
		return []string{base[:n-1]}
	case endsConsonantY(base):
		return []string{base}
	case n > 2 && !strings.ContainsRune("aeiouwxy", rune(base[n-1])) && strings.ContainsRune("aeiou", rune(base[n-2])):
		return []string{base, base + base[n-1:]}
	}
	return []string{base}
}

// entries returns the tab-separated fields of the lines of a list, without the line that says where it comes from.
func entries(name string) [][]string {
	data, err := lexiconFiles.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(err) // the lists are part of the program
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func wordSet(name string) map[string]bool {
	set := map[string]bool{}
	for _, f := range entries(name) {
		set[f[0]] = true
	}
	return set
}

// phraseList files the phrases of a list under their first words.
func phraseList(name string) map[string][]phrase {
	list := map[string][]phrase{}
	for _, f := range entries(name) {
		p := phrase{words: strings.Fields(f[0])}
		if len(f) > 1 {
			p.cond = f[1]
		}
		list[p.words[0]] = append(list[p.words[0]], p)
	}
	return list
}
