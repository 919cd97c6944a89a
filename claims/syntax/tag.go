package syntax

import "strings"

// Tag is a universal part of speech.
type Tag string

// The tags, from https://universaldependencies.org/u/pos/.
const (
	Adjective   Tag = "ADJ"
	Adposition  Tag = "ADP"
	Adverb      Tag = "ADV"
	Auxiliary   Tag = "AUX"
	Coordinator Tag = "CCONJ"
	Determiner  Tag = "DET"
	Exclamation Tag = "INTJ"
	Noun        Tag = "NOUN"
	Number      Tag = "NUM"
	Particle    Tag = "PART"
	Pronoun     Tag = "PRON"
	Name        Tag = "PROPN"
	Punctuation Tag = "PUNCT"
	Subordinate Tag = "SCONJ"
	Symbol      Tag = "SYM"
	Verb        Tag = "VERB"
	Other       Tag = "X"
)

// Rel is a relation between a word and its head, with a subtype after a colon where there is one: "nsubj:pass".
type Rel string

// The relations that matter for reading claims, from https://universaldependencies.org/en/dep/. The model knows
// more: every relation of its treebanks that is not very rare.
const (
	Root              Rel = "root"
	Subject           Rel = "nsubj"
	PassiveSubject    Rel = "nsubj:pass"
	ClausalSubject    Rel = "csubj"
	Object            Rel = "obj"
	IndirectObject    Rel = "iobj"
	Oblique           Rel = "obl" // a phrase with a preposition, or a bare time, on a verb
	NounModifier      Rel = "nmod"
	AdjectiveModifier Rel = "amod"
	NumberModifier    Rel = "nummod"
	AdverbModifier    Rel = "advmod"
	Apposition        Rel = "appos"
	NounClause        Rel = "acl"       // a clause on a noun: "plans to leave", "the man charged"
	RelativeClause    Rel = "acl:relcl" // "the man who left"
	AdverbialClause   Rel = "advcl"
	Complement        Rel = "ccomp" // a clause with its own subject as object: "said that it rained"
	OpenComplement    Rel = "xcomp" // one without: "began to rain"
	Conjunct          Rel = "conj"  // the first conjunct is the head of all
	Conjunction       Rel = "cc"
	SideBySide        Rel = "parataxis"
	Copula            Rel = "cop" // "is" in "she is a judge": the predicate is the head
	AuxiliaryVerb     Rel = "aux"
	PassiveAuxiliary  Rel = "aux:pass"
	Marker            Rel = "mark" // that, if, because, to
	Case              Rel = "case" // a preposition, or 's
	DeterminerWord    Rel = "det"
	PunctuationMark   Rel = "punct"
	Unknown           Rel = "dep"
)

// Base returns the relation without its subtype.
func (r Rel) Base() Rel {
	base, _, _ := strings.Cut(string(r), ":")
	return Rel(base)
}

// Is tells whether r is want, or a subtype of want.
func (r Rel) Is(want Rel) bool { return r == want || r.Base() == want }

// Finite tells whether the token is a verb or auxiliary form that can make a clause a statement by itself: past or
// present tense, or a modal.
func (t Token) Finite() bool {
	switch t.Penn {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}
