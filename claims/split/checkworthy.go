package split

import (
	"math"
	"strings"

	"assay/claims"
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
	cand.Score = a.score(c, own, cand)
	cand.CheckWorthy = kind.Checkable() && cand.Score >= 0.5
	if !cand.CheckWorthy && kind.Checkable() {
		cand.Reasons = append(cand.Reasons, "little in it to check")
	}
}

// kindOf tells facts from predictions, intentions, judgements, conditions and questions.
func kindOf(s *sentence, c clause, own []token, by *speech) (claims.Kind, string) {
	last := s.toks[len(s.toks)-1].low
	if k := len(s.toks) - 1; k > 0 && s.toks[k].tag == tagQuote {
		last = s.toks[k-1].low
	}
	switch {
	case strings.HasPrefix(last, "?") && (c.role == wholeClause || c.role == mainClause):
		return claims.Question, "ends with a question mark"
	case len(own) > 0 && (own[0].low == "if" || own[0].low == "unless"):
		return claims.Conditional, "begins with a condition"
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
		if (w == "will" || w == "'ll" || w == "plans to" || w == "intends to") && by != nil && personalPronoun(own) || strings.HasPrefix(w, "plans") || strings.HasPrefix(w, "intends") || strings.HasPrefix(w, "vowed") || strings.HasPrefix(w, "pledged") || strings.HasPrefix(w, "promised") {
			return claims.Intention, "says what somebody means to do: “" + w + "”"
		}
		return claims.Prediction, "speaks of the future: “" + w + "”"
	}
	if w := judgement(own); w != "" {
		return claims.Opinion, "a judgement: “" + w + "”"
	}
	if !hasVerb(own) && c.link == "" {
		return claims.NoStatement, "no verb"
	}
	return claims.Fact, ""
}

func hasVerb(own []token) bool {
	for _, t := range own {
		if t.tag.startsVerb() || t.tag == tagIng || t.tag == tagPart || t.tag == tagOther || t.tag == tagBase {
			return true
		}
	}
	return false
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
		case (t.low == "plans" || t.low == "intends" || t.low == "pledged" || t.low == "vowed" || t.low == "promised" || t.low == "plan") && next == "to":
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
		if t.low == "i" && i+1 < len(own) && lex().reporting[lex().verb[own[i+1].low].base] == "think" {
			return "I " + own[i+1].low
		}
	}
	if numbers > 0 {
		return ""
	}
	return found
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

// score estimates check-worthiness, 0..1. The weights are set by hand: numbers, dates and names can be checked;
// judgements, questions, first persons and bare roles cannot.
func (a *article) score(c clause, own []token, cand *claims.Candidate) float64 {
	if c.role == apposition {
		return 0.3
	}
	x := weigh(own, len(cand.Quantities), len(cand.Dates))
	switch cand.Kind {
	case claims.Opinion, claims.Question, claims.NoStatement, claims.Conditional:
		x -= 2
	case claims.Intention:
		x -= 0.5
	}
	return sigmoid(x)
}

// worth is the check-worthiness of a whole sentence.
func worth(s *sentence, toks []token) float64 {
	x := weigh(toks, len(s.quantities), len(s.dates))
	if n := len(toks); n > 0 && toks[n-1].low == "?" {
		x -= 2
	}
	if judgement(toks) != "" || normative(toks) != "" {
		x -= 0.8
	}
	return sigmoid(x)
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
