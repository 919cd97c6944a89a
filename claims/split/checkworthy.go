package split

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
	"assay/claims/worth"
)

// judge sets kind, modality, the day on which a claim settles, and whether it is worth checking, with reasons.
func (a *article) judge(s *sentence, c clause, own []token, by *speech, cand *claims.Candidate) {
	kind, why := kindOf(s, c, own, by)
	cand.Kind = kind
	if why != "" {
		cand.Reasons = append(cand.Reasons, why)
	}
	cand.Modality = modalityOf(kind, own, by, cand)
	if kind == claims.Prediction || kind == claims.Intention {
		cand.SettlesOn = a.settles(cand.Dates)
	}
	score, signs := a.score(c, own, cand)
	cand.Score = score
	cand.Reasons = append(cand.Reasons, signs...)
	cand.CheckWorthy = kind.Checkable() && cand.Score >= 0.5
	if !cand.CheckWorthy && kind.Checkable() {
		cand.Reasons = append(cand.Reasons, "little in it to check")
	}
}

// kindOf tells facts from predictions, intentions, judgements, conditions and questions.
func kindOf(s *sentence, c clause, own []token, by *speech) (claims.Kind, string) {
	switch {
	case c.role != apposition && asks(s, c, own):
		return claims.Question, "ends with a question mark"
	case len(own) > 0 && (own[0].low == "if" || own[0].low == "unless") || inverted(own):
		return claims.Conditional, "begins with a condition"
	}
	if w := courtesy(own); w != "" {
		return claims.NoStatement, "a courtesy: “" + w + "”"
	}
	if w := aboutItself(own); w != "" {
		return claims.NoStatement, "speaks of the article itself: “" + w + "”"
	}
	if w := normative(own); w != "" {
		return claims.Opinion, "says what ought to be: “" + w + "”"
	}
	if w := conditionInside(own); w != "" {
		return claims.Conditional, "depends on “" + w + "”"
	}
	if c.role == eventTime {
		return claims.Prediction, "names a day to come"
	}
	if w := future(own); w != "" {
		if (w == "will" || w == "going to") && by != nil && personalPronoun(own) || intends[strings.TrimSuffix(w, " to")] {
			return claims.Intention, "says what somebody means to do: “" + w + "”"
		}
		return claims.Prediction, "speaks of the future: “" + w + "”"
	}
	if w := judgement(own); w != "" {
		return claims.Opinion, "a judgement: “" + w + "”"
	}
	if !hasVerb(own) && !c.linked() {
		return claims.NoStatement, "no verb"
	}
	return claims.Fact, ""
}

// asks tells whether a clause is a question: a question mark ends the sentence, or stands right behind the clause, as
// in “Where did the money go?” she asked. What stands in a clause of its own inside a question is no question.
func asks(s *sentence, c clause, own []token) bool {
	last := len(s.toks) - 1
	if last > 0 && s.toks[last].tag == tagQuote {
		last--
	}
	if strings.HasPrefix(s.toks[last].low, "?") && (c.role == wholeClause || c.role == mainClause) {
		return true
	}
	if len(own) == 0 || own[0].tag != tagWh && !own[0].tag.startsVerb() {
		return false
	}
	for _, t := range s.toks {
		if t.Start >= own[len(own)-1].End {
			return strings.HasPrefix(t.low, "?")
		}
	}
	return false
}

var courtesies = map[string]bool{
	"thank": true, "thanks": true, "welcome": true, "congratulations": true, "hello": true, "goodbye": true,
	"greetings": true, "sorry": true, "please": true,
}

// courtesy returns the words with which somebody is greeted, thanked or asked for something.
func courtesy(own []token) string {
	for i, t := range own[:min(len(own), 4)] {
		next := ""
		if i+1 < len(own) {
			next = own[i+1].low
		}
		switch {
		case i == 0 && courtesies[t.low]:
			return t.low
		case t.low == "good" && i == 0 && (next == "morning" || next == "evening" || next == "afternoon" || next == "night"):
			return "good " + next
		case t.low == "thank" && next == "you":
			return "thank you"
		case (t.low == "i" || t.low == "we") && next == "thank":
			return t.low + " thank"
		}
	}
	return ""
}

// texts are what an article calls itself.
var texts = map[string]bool{
	"article": true, "story": true, "column": true, "post": true, "page": true, "newsletter": true, "headline": true,
	"interview": true, "review": true, "piece": true, "episode": true, "podcast": true,
}

var changed = map[string]bool{
	"updated": true, "corrected": true, "amended": true, "edited": true, "published": true, "republished": true,
	"adapted": true, "originally": true, "first": true, "produced": true, "translated": true, "part": true, "about": true,
}

// aboutItself returns the words with which an article speaks of itself: "This story was updated at noon.", "An earlier
// version of this article misspelt her name.", "Read more in our archive."
func aboutItself(own []token) string {
	for i := 0; i+1 < min(len(own), 8); i++ {
		low, next := own[i].low, own[i+1].low
		switch {
		case low == "version" && next == "of":
			return "version of"
		case i == 0 && (low == "read" || low == "see" || low == "click" || low == "sign" || low == "subscribe") &&
			(next == "more" || next == "also" || next == "here" || next == "up" || next == "to"):
			return low + " " + next
		case low == "this" && texts[next]:
			for _, t := range own[i+2 : min(len(own), i+6)] {
				if changed[t.low] {
					return "this " + next
				}
			}
		}
	}
	return ""
}

// intends are the verbs that say what somebody means to do.
var intends = map[string]bool{
	"plan": true, "plans": true, "intend": true, "intends": true, "aim": true, "aims": true, "hope": true, "hopes": true,
	"pledge": true, "pledges": true, "pledged": true, "vow": true, "vows": true, "vowed": true, "promise": true,
	"promises": true, "promised": true,
}

func hasVerb(own []token) bool {
	for _, t := range own {
		if t.tag.startsVerb() || t.tag == tagIng || t.tag == tagPart || t.tag == tagOther || t.tag == tagBase {
			return true
		}
	}
	return false
}

// inverted tells whether a claim begins with a condition that has no "if": "Had he known, …", "Should she win, …".
func inverted(own []token) bool {
	if len(own) < 3 || own[0].low != "had" && own[0].low != "should" && own[0].low != "were" {
		return false
	}
	return own[1].tag.nominal() || own[1].tag == tagPron
}

// normative returns the word by which something is called for.
func normative(own []token) string {
	for i, t := range own {
		switch t.low {
		case "should", "ought":
			return t.low
		case "must":
			if i+1 < len(own) && own[i+1].low != "have" {
				return t.low
			}
		case "better":
			if i > 0 && (own[i-1].low == "had" || own[i-1].low == "'d") {
				return own[i-1].low + " better"
			}
		case "let":
			if i == 0 && len(own) > 1 && (own[1].low == "'s" || own[1].low == "us") {
				return "let us"
			}
		case "time", "essential", "vital", "imperative", "crucial", "important", "necessary":
			if i > 1 && i < 5 && own[0].low == "it" && own[1].tag == tagBe && i+1 < len(own) && (own[i+1].low == "to" || own[i+1].low == "that" || own[i+1].low == "for") {
				return t.low + " " + own[i+1].low
			}
		case "needs", "need":
			if i+1 < len(own) && own[i+1].tag == tagTo {
				return t.low + " to"
			}
		}
	}
	return ""
}

// conditionInside returns the condition on which a later part of a claim hangs.
func conditionInside(own []token) string {
	for i, t := range own {
		if (t.low == "if" || t.low == "unless") && i > 0 {
			if p := own[i-1].low; p != "unknown" && p != "unclear" && p != "as" && p != "even" && p != "asked" && p != "know" {
				return t.low
			}
		}
	}
	return ""
}

// future returns the words that put a claim into the future.
func future(own []token) string {
	for i, t := range own {
		next := ""
		if i+1 < len(own) {
			next = own[i+1].low
		}
		switch {
		case t.low == "will" || t.low == "'ll" || t.low == "shall" || t.low == "wo":
			return "will"
		case (t.low == "may" || t.low == "might" || t.low == "could") && t.tag == tagModal && next != "have" && !(i+2 < len(own) && own[i+2].low == "have"):
			return t.low
		case t.low == "going" && next == "to" && i > 0 && own[i-1].tag == tagBe:
			return "going to"
		case (t.low == "expected" || t.low == "due" || t.low == "set" || t.low == "scheduled" || t.low == "likely" || t.low == "bound") && next == "to":
			return t.low + " to"
		case intends[t.low] && next == "to":
			return t.low + " to"
		case t.low == "would" && t.tag == tagModal && lex().verb[next].plain:
			return "would"
		case (t.low == "'d" || t.low == "would") && next == "be" && i+2 < len(own) && own[i+2].tag == tagIng:
			return "would be"
		}
	}
	return ""
}

// personalPronoun tells whether the claim's subject is the one who speaks.
func personalPronoun(own []token) bool {
	return len(own) > 0 && (own[0].low == "he" || own[0].low == "she" || own[0].low == "we" || own[0].low == "i")
}

// judgement returns the word that makes a claim an opinion: a word of judgement in a sentence without numbers, or a
// belief in the first person.
func judgement(own []token) string {
	numbers, found := 0, ""
	for i, t := range own {
		if t.tag == tagNumber && t.low != "one" {
			numbers++
		}
		if lex().opinion[t.low] && found == "" {
			found = t.low
		}
		if w := ownMind(own[i:]); w != "" {
			return w
		}
	}
	if numbers > 0 {
		return ""
	}
	return found
}

// minds are the verbs with which somebody says what goes on in the own mind.
var minds = map[string]bool{
	"think": true, "believe": true, "feel": true, "hope": true, "wish": true, "fear": true, "suspect": true, "doubt": true,
	"guess": true, "suppose": true, "prefer": true, "love": true, "hate": true, "like": true, "want": true, "trust": true,
	"agree": true, "disagree": true, "regret": true, "worry": true, "admire": true,
}

// ownMind returns the words by which the first of some words begin a belief or wish of the speaker: "I really think",
// "in our view".
func ownMind(words []token) string {
	if len(words) < 2 {
		return ""
	}
	verb := words[1]
	switch words[0].low {
	case "i", "we":
		if len(words) > 2 && (verb.tag == tagAdv || verb.tag == tagDo) {
			verb = words[2]
		}
		if minds[verb.low] || words[0].low == "i" && lex().reporting[lex().verb[verb.low].base] == "think" {
			return words[0].low + " " + verb.low
		}
	case "my", "our":
		if verb.low == "view" || verb.low == "opinion" || verb.low == "judgment" || verb.low == "judgement" {
			return words[0].low + " " + verb.low
		}
	}
	return ""
}

// modalityOf says how a claim is put forward.
func modalityOf(kind claims.Kind, own []token, by *speech, cand *claims.Candidate) claims.Modality {
	switch {
	case kind == claims.Conditional:
		return claims.ConditionalMood
	case normative(own) != "":
		return claims.Normative
	case len(cand.Hedges) > 0:
		return claims.Hedged
	case kind == claims.Prediction || kind == claims.Intention:
		return claims.Predicted
	case by != nil:
		return claims.Reported
	}
	return claims.Asserted
}

// settles returns the first day on which a prediction can be rated: the last day of the latest date that it names, if
// that lies after the publication. "As early as" a day, it is that day.
func (a *article) settles(dates []claims.Mention) claims.Date {
	var best claims.Date
	for _, d := range dates {
		_, last, ok := interval(claims.Date(d.Value))
		if !ok {
			continue
		}
		if day := claims.DayOf(last); day > a.opt.Published && day > best {
			best = day
		}
	}
	return best
}

// score estimates check-worthiness, 0..1, and says by which signs. In an article the weights set by hand and those
// learnt from debates stand side by side: the one knows what news are made of, the other more words. What kind of
// statement it is counts apart.
func (a *article) score(c clause, own []token, cand *claims.Candidate) (float64, []string) {
	if c.role == apposition {
		return 0.3, nil
	}
	words := joined(own, func(t token) string { return t.In(a.text) })
	learnt, signals := worth.Judge(words)
	x := written(learnt, weigh(own, len(cand.Quantities), len(cand.Dates)))
	switch cand.Kind {
	case claims.Opinion, claims.Question, claims.NoStatement, claims.Conditional:
		x -= 2
	case claims.Intention:
		x -= 0.5
	}
	return sigmoid(x), signs(signals)
}

// signs writes signals for people: "for checking: a sum of money, “$4 million”".
func signs(list []worth.Signal) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = "for checking: " + s.Name
		if s.Weight < 0 {
			out[i] = "against checking: " + s.Name
		}
		if s.Words != "" {
			out[i] += ", “" + s.Words + "”"
		}
	}
	return out
}

// sentenceWorth is the check-worthiness of a whole sentence.
func sentenceWorth(s *sentence, toks []token) float64 {
	x := worth.LogOdds(joined(toks, token.spelt))
	if spoken(toks) {
		return sigmoid(x)
	}
	return sigmoid(written(x, weigh(toks, len(s.quantities), len(s.dates))))
}

// joined is the text of tokens, with one space where something else stands between them.
func joined(toks []token, spell func(token) string) string {
	var b strings.Builder
	for i, t := range toks {
		if i > 0 && toks[i-1].End < t.Start {
			b.WriteByte(' ')
		}
		b.WriteString(spell(t))
	}
	return b.String()
}

// spelt is the word with its first letter as it stands in the text.
func (t token) spelt() string {
	if !t.cap {
		return t.low
	}
	r, n := utf8.DecodeRuneInString(t.low)
	return string(unicode.ToUpper(r)) + t.low[n:]
}

// written is the log odds of a written sentence, of what was learnt from debates and of weights set by hand. More of
// what is written states facts than of what is said.
func written(learnt, byHand float64) float64 { return 0.7*learnt + 0.7*byHand + 0.5 }

// spoken tells whether a sentence sounds like speech: it speaks to or of those present, shortens words, asks, calls
// for something, or begins as talk does.
func spoken(toks []token) bool {
	if len(toks) < 8 {
		return true
	}
	for i, t := range toks {
		switch t.low {
		case "i", "me", "my", "we", "us", "our", "you", "your", "should", "must", "ought", "let", "uh", "okay", "?", "!":
			return true
		case "well", "and", "but", "so", "now", "or", "look", "because", "yes", "no":
			if i == 0 {
				return true
			}
		}
		for _, c := range clitics {
			if t.low == c && t.tag != tagPoss {
				return true
			}
		}
	}
	return false
}

func sigmoid(x float64) float64 { return math.Round(1000/(1+math.Exp(-x))) / 1000 }

// weigh sums up what speaks for and against checking these words.
func weigh(toks []token, quantities, dates int) float64 {
	x := -0.6
	x += 0.9*math.Min(float64(quantities), 2) + 0.4*math.Min(float64(dates), 2)
	names, first, second, past, verbs := 0, 0, 0, 0, 0
	for _, t := range toks {
		switch {
		case t.tag == tagName:
			names++
		case t.low == "i" || t.low == "my" || t.low == "me" || t.low == "we" || t.low == "our" || t.low == "us":
			first++
		case t.low == "you" || t.low == "your":
			second++
		case t.tag == tagFinite && lex().pastForm(t.low):
			past++
		}
		if t.tag.startsVerb() {
			verbs++
		}
	}
	x += 0.35*math.Min(float64(names), 3) + 0.5*math.Min(float64(past), 1)
	x -= 0.5*math.Min(float64(first), 2) + 0.5*math.Min(float64(second), 2)
	if verbs == 0 {
		x -= 1
	}
	x += 0.03 * math.Min(float64(len(toks)), 30)
	if len(toks) < 5 {
		x -= 0.8
	}
	return x
}
