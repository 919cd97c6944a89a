package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay/claims"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// outline writes nodes with brackets: [1:lane words] for a piece with its number, (1:lane words) for one without.
func outline(nodes []Node) string {
	var b strings.Builder
	for _, n := range nodes {
		switch {
		case n.Mark == nil:
			b.WriteString(n.Text)
		case n.Mark.Tab:
			fmt.Fprintf(&b, "[%d:%d %s]", n.Mark.Row.No, n.Mark.Lane, outline(n.Mark.Nodes))
		default:
			fmt.Fprintf(&b, "(%d:%d %s)", n.Mark.Row.No, n.Mark.Lane, outline(n.Mark.Nodes))
		}
	}
	return b.String()
}

func rowAt(no int, spans ...claims.Span) claims.ClaimRow {
	return claims.ClaimRow{ID: fmt.Sprint("c", no), No: no, State: claims.Accepted, Appearance: claims.Appearance{Spans: spans}}
}

func TestLayOut(t *testing.T) {
	const text = "one two three four five"
	whole := claims.Span{Start: 0, End: len(text)}
	tests := []struct {
		name string
		rows []claims.ClaimRow
		want string
	}{
		{"no claims leave the text alone", nil, "one two three four five"},
		{"one claim", []claims.ClaimRow{rowAt(1, claims.Span{Start: 4, End: 7})}, "one [1:0 two] three four five"},
		{
			"claims that touch stay apart",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 0, End: 4}), rowAt(2, claims.Span{Start: 4, End: 8})},
			"[1:0 one ][2:0 two ]three four five",
		},
		{
			"a claim inside another gets the second lane",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 0, End: 13}), rowAt(2, claims.Span{Start: 4, End: 7})},
			"[1:0 one [2:1 two] three] four five",
		},
		{
			"claims that begin together nest with the longer outside",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 0, End: 3}), rowAt(2, claims.Span{Start: 0, End: 7})},
			"[2:0 [1:1 one] two] three four five",
		},
		{
			"the same words twice nest by number",
			[]claims.ClaimRow{rowAt(2, claims.Span{Start: 0, End: 3}), rowAt(1, claims.Span{Start: 0, End: 3})},
			"[1:0 [2:1 one]] two three four five",
		},
		{
			"a crossing claim is cut and keeps its lane",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 0, End: 13}), rowAt(2, claims.Span{Start: 8, End: 18})},
			"[1:0 one two [2:1 three]](2:1  four) five",
		},
		{
			"every span of a claim has its number",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 0, End: 3}, claims.Span{Start: 8, End: 13})},
			"[1:0 one] two [1:0 three] four five",
		},
		{
			"a span beyond the text is left out",
			[]claims.ClaimRow{rowAt(1, claims.Span{Start: 10, End: 99})},
			"one two three four five",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outline(layOut(text, whole, piecesIn(text, whole, tt.rows, map[string]bool{})))
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// covered collects, for every claim, the bytes that its pieces cover, in the order of the text.
func covered(nodes []Node, at int, into map[string][]int) int {
	for _, n := range nodes {
		if n.Mark == nil {
			at += len(n.Text)
			continue
		}
		end := covered(n.Mark.Nodes, at, into)
		for i := at; i < end; i++ {
			into[n.Mark.Row.ID] = append(into[n.Mark.Row.ID], i)
		}
		at = end
	}
	return at
}

func plain(nodes []Node) string {
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(n.Text)
		if n.Mark != nil {
			b.WriteString(plain(n.Mark.Nodes))
		}
	}
	return b.String()
}

func TestLayOutKeepsTextAndSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat("abcdefghij", 3)
		var rows []claims.ClaimRow
		for no := range rapid.IntRange(0, 7).Draw(t, "claims") {
			cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, len(text)), 2, 6, rapid.ID).Draw(t, "cuts")
			slices.Sort(cuts)
			var spans []claims.Span
			for i := 0; i+1 < len(cuts); i += 2 {
				spans = append(spans, claims.Span{Start: cuts[i], End: cuts[i+1]})
			}
			rows = append(rows, rowAt(no, spans...))
		}
		within := claims.Span{Start: rapid.IntRange(0, 10).Draw(t, "start"), End: rapid.IntRange(11, len(text)).Draw(t, "end")}
		nodes := layOut(text, within, piecesIn(text, within, rows, map[string]bool{}))
		if got := plain(nodes); got != within.In(text) {
			t.Fatalf("text is %q, want %q", got, within.In(text))
		}
		want := map[string][]int{}
		for _, r := range rows {
			for _, s := range r.Appearance.Spans {
				for i := max(s.Start, within.Start); i < min(s.End, within.End); i++ {
					want[r.ID] = append(want[r.ID], i)
				}
			}
		}
		got := map[string][]int{}
		covered(nodes, within.Start, got)
		for _, bytes := range got {
			slices.Sort(bytes)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("marked bytes (-want +got):\n%s", diff)
		}
	})
}

func TestLanesOfOverlappingClaimsDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat("x", 20)
		var rows []claims.ClaimRow
		for no := range rapid.IntRange(2, 6).Draw(t, "claims") {
			start := rapid.IntRange(0, 18).Draw(t, "start")
			rows = append(rows, rowAt(no, claims.Span{Start: start, End: rapid.IntRange(start+1, 20).Draw(t, "end")}))
		}
		pieces := piecesIn(text, claims.Span{Start: 0, End: 20}, rows, map[string]bool{})
		for i, a := range pieces {
			for _, b := range pieces[i+1:] {
				if a.Overlaps(b.Span) && a.lane == b.lane {
					t.Fatalf("claims %d and %d share words and lane %d", a.row.No, b.row.No, a.lane)
				}
			}
		}
	})
}
