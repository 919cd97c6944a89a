package views

import (
	"strings"
	"testing"

	"assay/claims"
	"github.com/google/go-cmp/cmp"
)

// edition makes an edition of blocks, written "kind: text", and of rows whose spans count from the text's start.
func edition(blocks []string, rows, closed []claims.ClaimRow) claims.Edition {
	var e claims.Edition
	var texts []string
	at := 0
	for _, b := range blocks {
		kind, text, _ := strings.Cut(b, ": ")
		e.Article.Blocks = append(e.Article.Blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(text)}, Kind: claims.BlockKind(kind)})
		texts = append(texts, text)
		at += len(text) + 2
	}
	e.Text.Text = strings.Join(texts, "\n\n")
	e.Claims, e.Closed = rows, closed
	e.Coverage = claims.Cover(e.Article.Blocks, append(rows[:len(rows):len(rows)], closed...))
	return e
}

func numbers(rows []claims.ClaimRow) []int {
	var out []int
	for _, r := range rows {
		out = append(out, r.No)
	}
	return out
}

func TestArticleViewRows(t *testing.T) {
	e := edition(
		[]string{"furniture: Menu", "furniture: Advert", "headline: Title", "text: aaaa bbbb", "about: Bio", "list: cccc"},
		[]claims.ClaimRow{
			rowAt(1, claims.Span{Start: 0, End: 4}),                                    // in the menu
			rowAt(2, claims.Span{Start: 21, End: 25}),                                  // aaaa
			rowAt(3, claims.Span{Start: 26, End: 30}, claims.Span{Start: 37, End: 41}), // bbbb … cccc
			rowAt(4), // nowhere
		},
		[]claims.ClaimRow{rowAt(5, claims.Span{Start: 37, End: 39})},
	)
	v := NewArticleView(e, "")
	type row struct {
		Aside         int
		No            int
		Text          string
		Notes, Closed []int
	}
	var got []row
	for _, r := range v.Rows {
		got = append(got, row{len(r.Aside), r.No, outline(r.Nodes), numbers(r.Notes), numbers(r.Closed)})
	}
	want := []row{
		{Aside: 2},
		{Text: "Title"},
		{No: 1, Text: "[2:0 aaaa] [3:0 bbbb]", Notes: []int{2, 3}},
		{Aside: 1},
		{No: 2, Text: "[3:0 cccc]", Closed: []int{5}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 4}, numbers(v.Loose)); diff != "" {
		t.Errorf("claims whose words are not shown (-want +got):\n%s", diff)
	}
}

func TestOnlyTheFirstPieceCarriesTheID(t *testing.T) {
	e := edition([]string{"text: aaaa", "text: bbbb"}, []claims.ClaimRow{rowAt(1, claims.Span{Start: 2, End: 8})}, nil)
	v := NewArticleView(e, "")
	if first, second := v.Rows[0].Nodes[1].Mark, v.Rows[1].Nodes[0].Mark; !first.First || second.First || !second.Tab {
		t.Errorf("a claim over two paragraphs: first piece %+v, second %+v", first, second)
	}
}

func TestCurrentClaim(t *testing.T) {
	rows := []claims.ClaimRow{
		{ID: "done", State: claims.Accepted, Step: claims.StepDone, Rating: "True"},
		{ID: "open", State: claims.Accepted, Step: claims.StepEvidence},
		{ID: "new", State: claims.Proposed, Step: claims.StepLook},
	}
	tests := []struct {
		name, chosen string
		rows         []claims.ClaimRow
		want         string
	}{
		{"the chosen claim is current", "done", rows, "done"},
		{"an unknown claim falls back to the first candidate", "gone", rows, "new"},
		{"without candidates the first claim without a verdict is current", "", rows[:2], "open"},
		{"when nothing waits there is none", "", rows[:1], ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NewArticleView(edition([]string{"text: x"}, tt.rows, nil), tt.chosen).Current; got != tt.want {
				t.Errorf("current is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNextGoesRoundTheCandidates(t *testing.T) {
	v := ArticleView{Edition: claims.Edition{Claims: []claims.ClaimRow{
		{ID: "a", State: claims.Proposed}, {ID: "b", State: claims.Accepted}, {ID: "c", State: claims.Proposed},
	}}}
	for from, want := range map[string]string{"a": "c", "b": "c", "c": "a", "gone": "a"} {
		if got := v.Next(from); got != want {
			t.Errorf("after %s comes %s, want %s", from, got, want)
		}
	}
	v.Claims = v.Claims[1:2]
	if got := v.Next("b"); got != "b" {
		t.Errorf("without candidates the claim itself stays, not %s", got)
	}
}

func TestShares(t *testing.T) {
	tests := []struct {
		name string
		in   claims.Coverage
		want map[string]int
	}{
		{"an article without text has no bar", claims.Coverage{}, nil},
		{"parts that are empty are left out", claims.Coverage{Body: 10, Claimed: 10}, map[string]int{"In claims": 100}},
		{
			"a small part is never rounded to nothing",
			claims.Coverage{Body: 1000, Claimed: 1, Proposed: 250, Rejected: 249},
			map[string]int{"In claims": 1, "Proposed": 25, "Rejected": 25, "In no claim": 50},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got map[string]int
			end := 0.0
			for _, s := range (ArticleView{Edition: claims.Edition{Coverage: tt.in}}).Shares() {
				if got == nil {
					got = map[string]int{}
				}
				got[s.Name] = s.Percent
				if s.X != end {
					t.Errorf("%s begins at %v, not at %v", s.Name, s.X, end)
				}
				end = s.X + s.W
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("shares (-want +got):\n%s", diff)
			}
		})
	}
}
