package worth

// signal is what a feature is called before people.
type signal uint8

// The signals.
const (
	wording signal = iota
	figure
	amount
	portion
	day
	named
	counts
	compares
	extremes
	changes
	deeds
	sayings
	opinion
	judges
	norms
	futures
	maybes
	ifs
	negates
	firsts
	seconds
	thirds
	courtesy
	talk
	asks
	tensePast
	tenseNow
	didIt
	intention
	quotes
	size
	vague
	signalCount
)

// signalNames are what speaks for checking, and what speaks against it where that has another name.
var signalNames = [signalCount][2]string{
	wording:   {"words of the kind that are often checked", "words of the kind that are seldom checked"},
	figure:    {"a number"},
	amount:    {"a sum of money"},
	portion:   {"a share"},
	day:       {"a time or date"},
	named:     {"names somebody or something"},
	counts:    {"a quantity"},
	compares:  {"compares"},
	extremes:  {"says what is first, most, only or never so"},
	changes:   {"a change in size"},
	deeds:     {"a deed"},
	sayings:   {"what somebody said"},
	opinion:   {"speaks of thinking, feeling or wishing"},
	judges:    {"a judgement"},
	norms:     {"says what ought to be"},
	futures:   {"speaks of the future"},
	maybes:    {"says what may be"},
	ifs:       {"a condition"},
	negates:   {"a denial"},
	firsts:    {"speaks in the first person"},
	seconds:   {"speaks to somebody"},
	thirds:    {"speaks of persons"},
	courtesy:  {"a courtesy"},
	talk:      {"a word of talk"},
	asks:      {"asks"},
	tensePast: {"speaks of the past"},
	tenseNow:  {"speaks of the present"},
	didIt:     {"says what somebody did"},
	intention: {"says what somebody means to do"},
	quotes:    {"a quotation"},
	size:      {"a long sentence", "a short sentence"},
	vague:     {"no number, date or name"},
}

// classSignal names the signal of every class.
var classSignal = [classCount]signal{
	quote: quotes, name: named, year: day, number: figure, scale: figure, share: portion, money: amount, month: day, timeWord: day,
	quantity: counts, compare: compares, extreme: extremes, change: changes, deed: deeds, said: sayings, mind: opinion,
	verdict: judges, norm: norms, future: futures, possible: maybes, condition: ifs, negation: negates, first: firsts,
	we: firsts, second: seconds, third: thirds, greeting: courtesy, filler: talk, question: asks, past: tensePast, present: tenseNow,
}
