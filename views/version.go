package views

import (
	"strconv"
	"strings"

	"assay/claims"

	"znkr.io/diff"
)

// Hunk is a stretch of a text that changed, with what stands around it; or a run of paragraphs that did not, of which
// only the number is told.
type Hunk struct {
	Same          int    // paragraphs that did not change; 0 for a change
	Lead          string // the unchanged paragraph before a change; ""
	Before, After string // the paragraphs that changed, as they were and as they are
}

// Hunks compares two texts by paragraphs: changes with the paragraph before each, and how many paragraphs between them
// stayed as they were. It is nil when the texts are the same.
func Hunks(before, after string) []Hunk {
	if before == after {
		return nil
	}
	var out []Hunk
	var same, gone, come []string
	flush := func() {
		if len(gone)+len(come) == 0 {
			return
		}
		h := Hunk{Before: strings.Join(gone, "\n\n"), After: strings.Join(come, "\n\n")}
		if n := len(same); n > 0 {
			h.Lead = same[n-1]
			same = same[:n-1]
		}
		if len(same) > 0 {
			out = append(out, Hunk{Same: len(same)})
		}
		out = append(out, h)
		same, gone, come = nil, nil, nil
	}
	for _, e := range diff.Edits(strings.Split(before, "\n\n"), strings.Split(after, "\n\n")) {
		switch e.Op {
		case diff.Delete:
			gone = append(gone, e.X)
		case diff.Insert:
			come = append(come, e.Y)
		default:
			flush()
			same = append(same, e.X)
		}
	}
	flush()
	if len(same) > 0 {
		out = append(out, Hunk{Same: len(same)})
	}
	return out
}

// versionName is how people speak of a version.
func versionName(n int) string { return "Version " + strconv.Itoa(n) }

// versionOptions are the versions to compare, newest first.
func versionOptions(list []claims.VersionRow) []Option {
	out := make([]Option, len(list))
	for i, r := range list {
		n := strconv.Itoa(r.Number)
		out[i] = Option{Value: n, Label: n}
	}
	return out
}

// AnchorLabel says in a word or two where a claim stands.
func AnchorLabel(a claims.Anchor) string {
	switch a {
	case claims.AnchorMoved:
		return "Moved"
	case claims.AnchorAmbiguous:
		return "More than one place"
	case claims.AnchorLost:
		return "Not found"
	}
	return "Found"
}

// OutcomeGroup is what a new version makes of some claims.
type OutcomeGroup struct {
	Anchor claims.Anchor
	Items  []claims.Outcome
}

// OutcomesByAnchor groups what becomes of the open claims of an article; those that need a person come first, and of a
// state that no claim is in there is no group.
func OutcomesByAnchor(list []claims.Outcome) []OutcomeGroup {
	var out []OutcomeGroup
	for _, a := range []claims.Anchor{claims.AnchorLost, claims.AnchorAmbiguous, claims.AnchorMoved, claims.AnchorExact} {
		g := OutcomeGroup{Anchor: a}
		for _, o := range list {
			if o.Anchor() == a && o.Claim.State.Open() {
				g.Items = append(g.Items, o)
			}
		}
		if len(g.Items) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// outcomeHint says what a state of the anchor asks of a person.
func outcomeHint(a claims.Anchor) string {
	switch a {
	case claims.AnchorMoved:
		return "The words stand in the new text, among other words. Each wants a look."
	case claims.AnchorAmbiguous:
		return "The words stand in the new text more than once. Somebody has to choose."
	case claims.AnchorLost:
		return "The words do not stand in the new text any more. Somebody has to find their place, or say that they are gone."
	}
	return "The words stand in the new text as they did before."
}

// newAddress is the address from which the new text is fetched: what was typed, else where the article came from, else
// where it was published.
func newAddress(a claims.Article, f ImportForm) string {
	switch {
	case f.URL != "" || f.Text != "":
		return f.URL
	case a.Origin == claims.Fetched:
		return a.OriginRef
	}
	return a.URL
}
