package views

import (
	"strings"

	"assay/claims"
)

// RelationForm is the form by which a claim is related to another one, and the answers to suggested relations.
type RelationForm struct {
	Query    string            // as typed, to find the other claim; "" before anything was looked for
	Found    []claims.ClaimRow // what it found, without the claim itself
	Other    string            // id of the chosen one; ""
	Kind     claims.RelationKind
	Note     string
	Relation string // id of the relation whose own form Note and the faults belong to; "" for the form of a new one
	Version  int    // of that relation, as its form carries it
}

// of tells whether the faults belong to the form of that relation.
func (f RelationForm) of(id string, bad claims.FieldErrors) claims.FieldErrors {
	if f.Relation != id {
		return nil
	}
	return bad
}

// note is what was typed into the form of a relation.
func (f RelationForm) note(id string) string {
	if f.Relation != id {
		return ""
	}
	return f.Note
}

// version is the one that the form of a relation carries.
func (f RelationForm) version(r claims.Relation) int {
	if f.Relation != r.ID {
		return r.Version
	}
	return f.Version
}

// relationNames are a relation read from its claim, and from the other one.
var relationNames = map[claims.RelationKind][2]string{
	claims.SameAs:      {"says the same as", "says the same as"},
	claims.Repeats:     {"repeats", "is repeated by"},
	claims.Narrower:    {"is narrower than", "is wider than"},
	claims.Contradicts: {"contradicts", "contradicts"},
	claims.PartOf:      {"is part of", "has as a part"},
}

// relationVerb says how a page's claim stands to the other one, as the rest of a sentence that begins with it.
func relationVerb(r claims.RelationRow) string {
	if r.Outward() {
		return relationNames[r.Kind][0]
	}
	return relationNames[r.Kind][1]
}

// relationStateWords says who gave a relation its state.
func relationStateWords(r claims.RelationRow) string {
	switch r.State {
	case claims.RelationHeld:
		return "Confirmed by "
	case claims.RelationVoid:
		return "Rejected by "
	}
	return "Suggested by "
}

func relationOptions() []Option {
	hints := map[claims.RelationKind]string{
		claims.SameAs:      "In other words, or in the same. A verdict on one stands for the other.",
		claims.Repeats:     "It was said there first. The verdict given there stands for this claim.",
		claims.Narrower:    "It is a special case of the other one.",
		claims.Contradicts: "Not both can be true.",
		claims.PartOf:      "The other one says this and more.",
	}
	var out []Option
	for _, k := range claims.RelationKinds {
		out = append(out, Option{Value: string(k), Label: "This claim " + relationNames[k][0] + " the other", Hint: hints[k]})
	}
	return out
}

// confirmed are the relations that hold, for the claim's page.
func confirmed(rows []claims.RelationRow) []claims.RelationRow {
	var out []claims.RelationRow
	for _, r := range rows {
		if r.State == claims.RelationHeld {
			out = append(out, r)
		}
	}
	return out
}

// undecided are the relations that wait for somebody's word.
func undecided(rows []claims.RelationRow) []claims.RelationRow {
	var out []claims.RelationRow
	for _, r := range rows {
		if r.State == claims.RelationOpen {
			out = append(out, r)
		}
	}
	return out
}

// mayRelate tells whether the reader may say that the claim is the same as another one.
func mayRelate(p Page, d claims.Dossier) bool {
	return d.Claim.State == claims.Accepted && p.May(claims.MayWork)
}

// suggestions are the checked claims that an accepted claim is offered as the same as: only for whoever may answer.
func suggestions(p Page, d claims.Dossier) []claims.Precedent {
	if !mayRelate(p, d) {
		return nil
	}
	return d.Precedents.Suggestions()
}

// carriedLabel is a carried verdict in a word: "Carried: Mostly false".
func carriedLabel(label string) string { return "Carried: " + label }

// precedentWhy says in words why a precedent is shown.
func precedentWhy(c claims.Precedent) string { return strings.Join(c.Likeness.Why, "; ") }

// noPrecedents tells whether there is nothing to say about earlier verdicts.
func noPrecedents(q claims.Precedents) bool {
	return len(q.Similar)+len(q.Claimant) == 0 && !q.Withheld && !q.Pending
}

// relationSide is the claim on whose page a relation is shown.
func relationSide(r claims.RelationRow) string { return r.Relation.Other(r.Claim.ID) }

// relationsLink leads to the page of all relations.
func relationsLink(p Page, d claims.Dossier) string {
	if p.May(claims.MayWork) && d.Claim.State.Open() {
		return "Relate it to another claim"
	}
	return "All relations"
}

// waitingWords says how many relations wait for somebody's word.
func waitingWords(n int) string {
	return Plural(n, "relation waits", "relations wait") + " for your word"
}

// relateHint says what becomes of a new relation.
func relateHint(d claims.Dossier) string {
	if d.Claim.State != claims.Accepted {
		return "This claim is a candidate: the relation waits until it is accepted and somebody confirms it."
	}
	return "Between two accepted claims it counts as confirmed by you. With a candidate it waits to be confirmed."
}

// revokeHint says what ends with a relation.
func revokeHint(r claims.RelationRow) string {
	if r.Kind.Carries() {
		return "It stays in the history. A verdict that it carries no longer stands for the other claim."
	}
	return "It stays in the history."
}

// findSpec is the field in which the other claim is named.
var findSpec = FieldSpec{Name: "q", Label: "The other claim", Hint: "Words of it, its address, or words of its article’s headline and its number: “tram line 7”."}
