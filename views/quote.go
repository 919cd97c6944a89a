package views

import (
	"strings"
	"unicode/utf8"

	"assay/claims"
)

// contextRunes is how many characters of a paragraph are shown on each side of a quotation.
const contextRunes = 240

// InContext lays out the words of a claim in the paragraph in which they stand, with the claim marked. Long paragraphs
// are cut at a word, with an ellipsis. It returns nil when the claim's spans do not lie in text.
func InContext(text string, row claims.ClaimRow) []Node {
	spans := row.Appearance.Spans
	if !claims.SpansValidIn(text, spans) {
		return nil
	}
	within := claims.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
	before, after := text[:within.Start], text[within.End:]
	if i := strings.LastIndex(before, "\n\n"); i >= 0 {
		before = before[i+2:]
	}
	if i := strings.Index(after, "\n\n"); i >= 0 {
		after = after[:i]
	}
	left, right := lastRunes(before, contextRunes), firstRunes(after, contextRunes)
	within.Start -= len(left)
	within.End += len(right)
	nodes := layOut(text, within, piecesIn(text, within, []claims.ClaimRow{row}, map[string]bool{}))
	if left != before {
		nodes = append([]Node{{Text: "… "}}, nodes...)
	}
	if right != after {
		nodes = append(nodes, Node{Text: " …"})
	}
	return nodes
}

// lastRunes returns at most n of the last code points of s, from the start of a word where one is near.
func lastRunes(s string, n int) string {
	at := len(s)
	for range n {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	if at == 0 {
		return s
	}
	if i := strings.IndexByte(s[at:], ' '); s[at-1] != ' ' && i >= 0 && i < 40 {
		at += i + 1
	}
	return s[at:]
}

// firstRunes returns at most n of the first code points of s, to the end of a word where one is near.
func firstRunes(s string, n int) string {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	if at == len(s) {
		return s
	}
	if i := strings.LastIndexByte(s[:at], ' '); s[at] != ' ' && i >= 0 && at-i < 40 {
		at = i
	}
	return s[:at]
}

// RowOf returns the row by which a claim of a dossier is drawn in running text.
func RowOf(d claims.Dossier) claims.ClaimRow {
	row := claims.ClaimRow{
		ID: d.Claim.ID, No: d.Claim.No, Wording: d.Claim.Wording, State: d.Claim.State, Step: d.Step,
		Version: d.Claim.Version, Lang: d.Article.Lang, Tone: claims.ToneOpen,
	}
	if len(d.Claim.Appearances) > 0 {
		row.Appearance = d.Claim.Appearances[0]
	}
	if row.Appearance.Number != d.Text.Number {
		row.Appearance.Spans = nil // its bytes are those of another text
	}
	if d.Verdict != nil {
		row.Rating, row.Tone = ratingOf(d)
	} else if c := d.Carried; c != nil {
		row.Rating, row.Tone, row.Carried = c.Rating.Label, c.Rating.Tone, true
	}
	return row
}

// ratingOf returns the label and the tone of a dossier's verdict, in the words of the scale that it was given with. A key
// that no scale has is shown as it is.
func ratingOf(d claims.Dossier) (label string, tone claims.Tone) {
	if d.Rated.Key == d.Verdict.Rating {
		return d.Rated.Label, d.Rated.Tone
	}
	if r, ok := d.Scale.Rating(d.Verdict.Rating); ok {
		return r.Label, r.Tone
	}
	return d.Verdict.Rating, claims.ToneUnknown
}

// StanceGroup is the evidence of one stance.
type StanceGroup struct {
	Stance claims.Stance
	Items  []claims.EvidenceRow
}

// ByStance groups evidence in the order of claims.Stances; a stance without evidence has no group.
func ByStance(rows []claims.EvidenceRow) []StanceGroup {
	var out []StanceGroup
	for _, s := range claims.Stances {
		var items []claims.EvidenceRow
		for _, r := range rows {
			if r.Stance == s {
				items = append(items, r)
			}
		}
		if len(items) > 0 {
			out = append(out, StanceGroup{Stance: s, Items: items})
		}
	}
	return out
}
