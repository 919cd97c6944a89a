// Package split cuts an article into candidate claims. It is pure and deterministic: text in, candidates out, with
// the named reasons for every decision.
//
// The stages, each in its own file:
//
//	blocks, frame   lines of the text to headline, byline, paragraphs, furniture
//	sentence        paragraphs to sentences
//	token, tag      sentences to words with parts of speech
//	quote           what stands in quotation marks, over sentences and paragraphs
//	retag           repairs of tags that need the whole sentence
//	name, refer     who is called what in this article, and who "she" and "the ministry" are
//	attribution     who says what: verbs (report, subject, content), nouns and set phrases (saying), turns of talk (voice)
//	date, quantity, hedge   what the words of a sentence mention
//	clause, comma, conjunct   the content of a sentence to statements, by rules over parts of speech that are sure
//	tree, regroup, list   the dependency tree over what those leave, and repairs of it
//	statement, coordinate, relative, addition   the tree to statements
//	sound           which statements cannot stand alone, so that they go back into their sentence
//	fine, members   statements to the smallest ones, in fine grain
//	candidate       statements to candidates with their speaker and what they mention
//	checkworthy     what kind of statement each is, and whether it is worth checking
//	wording         each as a sentence that stands alone
//
// English is split into clauses. Texts in other languages and scripts give one candidate for every sentence.
// A doubtful sentence is left whole: a fluent falsehood is the worst that a splitter can put out.
package split

import (
	"sort"
	"strings"

	"assay/claims"
)

// Grain is how finely sentences are split.
type Grain string

// The grains.
const (
	Clause Grain = "clause" // one candidate for every clause; the default
	Fine   Grain = "fine"   // every member of a list and every circumstance has a candidate of its own, too
)

// Options says what is known about the text beforehand.
type Options struct {
	Published claims.Date // the day from which "next month" and "on Wednesday" are reckoned; "" leaves them open
	Grain     Grain       // "" is Clause
	Lang      string      // BCP 47; "" is found out from the text
}

// Analysis is everything that was found in a text. Offsets are bytes of the text.
type Analysis struct {
	Sentences    []claims.Span      // of all blocks, in order and apart
	Attributions []Attribution      // in order of their reporting words
	Dates        []claims.Mention   // in order and apart, lengths of time included
	Quantities   []claims.Quantity  // in order and apart
	Hedges       []claims.Mention   // in order and apart
	Candidates   []claims.Candidate // in order of their first words
	Score        float64            // the highest check-worthiness of a sentence, 0..1
}

// Attribution is one place where the text says who holds what.
type Attribution struct {
	Cue     claims.Span      // the reporting words
	Source  claims.Span      // who is named there; empty when a quotation goes on without naming its speaker
	Name    string           // who that is, as far as the article tells
	Content []claims.Span    // what is said
	Quote   claims.QuoteKind // whether the words are the source's own
}

// Split returns the candidate claims of the blocks that are read for claims, in order of their first words. The spans
// of every candidate satisfy claims.SpansValidIn; blocks that do not lie in text are passed over.
func Split(text string, blocks []claims.Block, opt Options) []claims.Candidate {
	return Analyse(text, blocks, opt).Candidates
}

// Analyse is Split with all that was found on the way.
func Analyse(text string, blocks []claims.Block, opt Options) Analysis {
	a := newArticle(text, blocks, opt)
	a.readMentions()
	a.nameNames()
	a.attribute()
	a.propose()
	return a.result()
}

// article is a text under analysis.
type article struct {
	text      string
	opt       Options
	english   bool
	author    string // when one person signs the article
	sentences []sentence
	names     names
	seen      map[string]bool // "Jane Roe is mayor" is proposed once
}

// sentence is one sentence with all that the stages found in it.
type sentence struct {
	claims.Span
	number     int // its place in article.sentences
	block      int // number of its block
	kind       claims.BlockKind
	toks       []token
	quoted     []int // for every token the number of the quotation that it stands in, 0 for none
	speech     []speech
	voice      string // who speaks where nobody is quoted; "" when nobody signs
	dates      []claims.Mention
	quantities []claims.Quantity
	hedges     []claims.Mention
	candidates []claims.Candidate
	score      float64
}

// newArticle cuts the blocks into sentences and those into tagged tokens.
func newArticle(text string, blocks []claims.Block, opt Options) *article {
	a := &article{text: text, opt: opt, seen: map[string]bool{}}
	meta := ReadMeta(text, blocks)
	if a.opt.Lang == "" {
		a.opt.Lang = meta.Lang
	}
	if words := strings.Fields(meta.Byline); len(words) > 1 && len(words) < 5 && !strings.Contains(meta.Byline, " and ") && !strings.Contains(meta.Byline, ",") {
		a.author = meta.Byline
	}
	a.english = claims.English(a.opt.Lang)
	quotes := quoteReader{}
	for i, b := range blocks {
		if !b.ValidIn(text) || i > 0 && b.Start < blocks[i-1].End {
			continue
		}
		quotes.paragraph(text, b.Span)
		for _, s := range Sentences(text, b.Span) {
			st := sentence{Span: s, number: len(a.sentences), block: i, kind: b.Kind, toks: tokenize(text, s)}
			setTags(st.toks)
			st.quoted = quotes.mark(st.toks)
			a.sentences = append(a.sentences, st)
		}
	}
	return a
}

// readMentions finds dates, quantities and hedges.
func (a *article) readMentions() {
	anchor, known := a.opt.Published.Day()
	dates := dateReader{text: a.text, anchor: anchor, known: known}
	section := 0
	for i := range a.sentences {
		s := &a.sentences[i]
		dates.toks, dates.past = s.toks, s.kind == claims.Caption
		if i == 0 || s.block != a.sentences[i-1].block {
			if y, ok := dates.heading(); ok {
				section = y
			}
			dates.told = section
		}
		s.dates = dates.dates()
		quantities := quantityReader{text: a.text, toks: s.toks, dates: s.dates}
		s.quantities = quantities.quantities()
		s.hedges = hedges(a.text, s.toks)
	}
}

// propose splits every sentence of the article's own blocks.
func (a *article) propose() {
	for i := range a.sentences {
		s := &a.sentences[i]
		if s.kind.Body() {
			s.candidates = a.candidates(i)
		}
		s.score = sentenceWorth(s, s.toks)
	}
}

func (a *article) result() Analysis {
	var out Analysis
	for i := range a.sentences {
		s := &a.sentences[i]
		out.Sentences = append(out.Sentences, s.Span)
		out.Dates = append(out.Dates, s.dates...)
		out.Quantities = append(out.Quantities, s.quantities...)
		out.Hedges = append(out.Hedges, s.hedges...)
		for _, sp := range s.speech {
			if sp.cue[1] > 0 {
				out.Attributions = append(out.Attributions, sp.attribution(s))
			}
		}
		out.Candidates = append(out.Candidates, s.candidates...)
		out.Score = max(out.Score, s.score)
	}
	sort.SliceStable(out.Candidates, func(i, j int) bool {
		return out.Candidates[i].Spans[0].Start < out.Candidates[j].Spans[0].Start
	})
	return out
}
