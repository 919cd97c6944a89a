package views

import (
	"slices"

	"assay/claims"
)

// Node is a stretch of running text, or a claim's mark around further nodes. Exactly one of the two is set.
type Node struct {
	Text string
	Mark *Mark
}

// Mark is one piece of a claim in running text. A claim is drawn in several pieces when it has several spans, when a
// span runs over the end of its paragraph, or when it crosses another claim: elements can nest but not cross.
type Mark struct {
	Row   claims.ClaimRow
	Lane  int  // from 0: marks that share a word are underlined in different lanes
	First bool // the first piece that is shown: it carries the element id
	Tab   bool // the claim's number stands before this piece
	Nodes []Node
}

// piece is a span of a claim, cut to the paragraph it is drawn in.
type piece struct {
	claims.Span
	row   claims.ClaimRow
	lane  int
	first bool
	tab   bool
}

// piecesIn cuts the claims' spans to within. Spans that do not lie in text are left out. seen remembers which claims
// were drawn in an earlier paragraph, and is added to.
func piecesIn(text string, within claims.Span, rows []claims.ClaimRow, seen map[string]bool) []piece {
	var out []piece
	for _, row := range rows {
		for _, s := range row.Appearance.Spans {
			if !s.ValidIn(text) || !s.Overlaps(within) {
				continue
			}
			cut := claims.Span{Start: max(s.Start, within.Start), End: min(s.End, within.End)}
			out = append(out, piece{Span: cut, row: row, first: !seen[row.ID], tab: true})
			seen[row.ID] = true
		}
	}
	slices.SortStableFunc(out, comparePieces)
	setLanes(out)
	return out
}

// comparePieces sorts by start; of two that start together the longer comes first, so that it becomes the outer one.
func comparePieces(a, b piece) int {
	switch {
	case a.Start != b.Start:
		return a.Start - b.Start
	case a.End != b.End:
		return b.End - a.End
	}
	return a.row.No - b.row.No
}

// setLanes gives every piece the lowest lane that no earlier overlapping piece holds.
func setLanes(pieces []piece) {
	for i := range pieces {
		var taken []int
		for _, p := range pieces[:i] {
			if p.Overlaps(pieces[i].Span) {
				taken = append(taken, p.lane)
			}
		}
		for slices.Contains(taken, pieces[i].lane) {
			pieces[i].lane++
		}
	}
}

// layOut turns a stretch of text and the pieces in it, sorted, into nodes. Read one after the other, the texts of the
// nodes are exactly the stretch's text. A piece that crosses the end of another is cut there.
func layOut(text string, within claims.Span, pieces []piece) []Node {
	var out []Node
	at := within.Start
	for len(pieces) > 0 {
		outer := pieces[0]
		if outer.Start > at {
			out = append(out, Node{Text: text[at:outer.Start]})
		}
		var inside, after []piece
		for _, p := range pieces[1:] {
			if p.Start >= outer.End {
				after = append(after, p)
				continue
			}
			rest := p
			p.End = min(p.End, outer.End)
			inside = append(inside, p)
			if rest.End > outer.End {
				rest.Start, rest.first, rest.tab = outer.End, false, false
				after = append(after, rest)
			}
		}
		slices.SortStableFunc(after, comparePieces)
		out = append(out, Node{Mark: &Mark{
			Row: outer.row, Lane: outer.lane, First: outer.first, Tab: outer.tab,
			Nodes: layOut(text, outer.Span, inside),
		}})
		at, pieces = outer.End, after
	}
	if at < within.End {
		out = append(out, Node{Text: text[at:within.End]})
	}
	return out
}
