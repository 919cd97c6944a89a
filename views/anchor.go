package views

import (
	"strconv"

	"assay/claims"
)

// AnchorForm is the form that says where a claim stands in the current version of its article.
type AnchorForm struct {
	Version   int           // of the claim
	Number    int           // of the article's version whose places are shown
	Place     string        // what was chosen: the number of a place, a sentence, "typed" or "gone"; ""
	Exact     string        // the words as typed
	Note      string        // why
	Sentences []claims.Span // sentences of the current version that are offered; none when words stand there
}

// sentencePlace is the value of a sentence that is offered.
func sentencePlace(s claims.Span) string {
	return "at-" + strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
}

// anchorWords warns when a claim's words are not surely where they were; "" when they are.
func anchorWords(c claims.Claim) string {
	if c.Gone() {
		return "These words stand in the article no more"
	}
	return anchorWarning(c.Unsettled())
}

func anchorWarning(a claims.Anchor) string {
	switch a {
	case claims.AnchorMoved:
		return "These words stand among other words now"
	case claims.AnchorLost:
		return "These words were not found in the new version of the article"
	case claims.AnchorAmbiguous:
		return "These words stand in the new version of the article more than once"
	}
	return ""
}

// anchorBrief is anchorWarning beside a claim in its article; "" when it stands where it was put.
func anchorBrief(a claims.Anchor) string {
	switch a {
	case claims.AnchorMoved, claims.AnchorAmbiguous:
		return AnchorLabel(a)
	case claims.AnchorLost:
		return "Words not in the text"
	}
	return ""
}

// anchorAsks says what has to be done about a claim's place.
func anchorAsks(a claims.Anchoring) string {
	switch {
	case a.Claim.Gone():
		return "Somebody said that the words are gone. When they are back, say where."
	case a.Claim.Unsettled() == claims.AnchorMoved:
		return "What stands around the words has changed. Does the claim still say what it said?"
	case a.Claim.Unsettled() == claims.AnchorAmbiguous:
		return "The words stand in the article more than once. Which place is meant?"
	}
	return "The words do not stand in the article any more. Say where the claim stands now, or that it is gone."
}

// contextOf lays out spans of a text with what stands around them, marked as the claim's.
func contextOf(a claims.Anchoring, v claims.ArticleVersion, spans []claims.Span) []Node {
	return InContext(v.Text, claims.ClaimRow{
		ID: a.Claim.ID, No: a.Claim.No, State: a.Claim.State, Lang: a.Article.Lang, Tone: claims.ToneOpen,
		Appearance: claims.Appearance{Spans: spans},
	})
}

// exactHint says what may be typed.
func exactHint(a claims.Anchoring) string {
	if a.Judged {
		return "The claim has been judged: only the same words, letter by letter."
	}
	return "Copy them from the article. Only for “on other words”."
}
