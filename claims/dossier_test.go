package claims_test

import (
	"testing"

	"pgregory.net/rapid"

	"assay/claims"
)

func TestCoverage(t *testing.T) {
	blocks := []claims.Block{
		{Span: claims.Span{Start: 0, End: 10}, Kind: claims.Headline},
		{Span: claims.Span{Start: 12, End: 52}, Kind: claims.Text},
		{Span: claims.Span{Start: 54, End: 64}, Kind: claims.Furniture},
		{Span: claims.Span{Start: 66, End: 76}, Kind: claims.List},
	}
	row := func(state claims.State, spans ...claims.Span) claims.ClaimRow {
		return claims.ClaimRow{State: state, Appearance: claims.Appearance{Spans: spans}}
	}
	for _, c := range []struct {
		name string
		rows []claims.ClaimRow
		want claims.Coverage
	}{
		{"without claims nothing is looked at", nil, claims.Coverage{Body: 50}},
		{"an accepted claim", []claims.ClaimRow{row(claims.Accepted, claims.Span{Start: 12, End: 22})}, claims.Coverage{Body: 50, Claimed: 10}},
		{"the headline does not count", []claims.ClaimRow{row(claims.Accepted, claims.Span{Start: 0, End: 22})}, claims.Coverage{Body: 50, Claimed: 10}},
		{"accepted before candidate before rejected", []claims.ClaimRow{
			row(claims.Accepted, claims.Span{Start: 12, End: 22}), row(claims.Proposed, claims.Span{Start: 17, End: 32}), row(claims.Rejected, claims.Span{Start: 12, End: 42}),
		}, claims.Coverage{Body: 50, Claimed: 10, Proposed: 10, Rejected: 10}},
		{"in whatever order they come", []claims.ClaimRow{
			row(claims.Rejected, claims.Span{Start: 12, End: 42}), row(claims.Proposed, claims.Span{Start: 17, End: 32}), row(claims.Accepted, claims.Span{Start: 12, End: 22}),
		}, claims.Coverage{Body: 50, Claimed: 10, Proposed: 10, Rejected: 10}},
		{"two spans in two parts", []claims.ClaimRow{row(claims.Accepted, claims.Span{Start: 50, End: 52}, claims.Span{Start: 66, End: 69})}, claims.Coverage{Body: 50, Claimed: 5}},
		{"merged and withdrawn ones do not count", []claims.ClaimRow{
			row(claims.Merged, claims.Span{Start: 12, End: 22}), row(claims.Withdrawn, claims.Span{Start: 22, End: 32}), row(claims.SplitUp, claims.Span{Start: 32, End: 42}),
		}, claims.Coverage{Body: 50}},
		{"spans beyond the text are no fault", []claims.ClaimRow{row(claims.Accepted, claims.Span{Start: -5, End: 500})}, claims.Coverage{Body: 50, Claimed: 50}},
	} {
		if got := claims.Cover(blocks, c.rows); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if got := claims.Cover(nil, nil); got != (claims.Coverage{}) {
		t.Errorf("an article without parts: %+v", got)
	}
}

func TestTheSharesOfCoverageAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var blocks []claims.Block
		body := 0
		for at := 0; len(blocks) < rapid.IntRange(0, 6).Draw(t, "blocks"); {
			at += rapid.IntRange(0, 3).Draw(t, "gap")
			b := claims.Block{Span: claims.Span{Start: at, End: at + rapid.IntRange(1, 30).Draw(t, "length")}, Kind: rapid.SampledFrom(claims.BlockKinds).Draw(t, "kind")}
			if at = b.End; b.Kind.Body() {
				body += b.Len()
			}
			blocks = append(blocks, b)
		}
		var rows []claims.ClaimRow
		for range rapid.IntRange(0, 8).Draw(t, "claims") {
			start := rapid.IntRange(-5, 200).Draw(t, "start")
			rows = append(rows, claims.ClaimRow{
				State:      rapid.SampledFrom(states).Draw(t, "state"),
				Appearance: claims.Appearance{Spans: []claims.Span{{Start: start, End: start + rapid.IntRange(1, 60).Draw(t, "words")}}},
			})
		}
		c := claims.Cover(blocks, rows)
		if c.Body != body || c.Open()+c.Claimed+c.Proposed+c.Rejected != c.Body {
			t.Fatalf("%+v of %d bytes of body", c, body)
		}
		if min(c.Open(), c.Claimed, c.Proposed, c.Rejected) < 0 {
			t.Fatalf("a negative share: %+v", c)
		}
		more := claims.Cover(blocks, append(rows, claims.ClaimRow{State: claims.Accepted, Appearance: claims.Appearance{Spans: []claims.Span{{Start: 0, End: 40}}}}))
		if more.Open() > c.Open() || more.Claimed < c.Claimed {
			t.Fatalf("with one accepted claim more %+v became %+v", c, more)
		}
	})
}

func TestEvidenceIsCounted(t *testing.T) {
	if n := (claims.ClaimRow{Supports: 1, Refutes: 2, Contexts: 4}).Evidences(); n != 7 {
		t.Errorf("%d pieces of evidence", n)
	}
}
