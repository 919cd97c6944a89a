package db_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"assay/claims"
)

func (n *newsroom) search(q string) claims.SearchPage {
	n.t.Helper()
	p, err := n.Search(n.t.Context(), q)
	must(n.t, err)
	return p
}

func foundWords(pieces []claims.Piece) string {
	var words []string
	for _, p := range pieces {
		if p.Found {
			words = append(words, p.Text)
		}
	}
	return strings.Join(words, "|")
}

func TestSearchFindsAllKindsByTheirWords(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.accept(id)
	n.evidence(id, "Foreign trade in figures", "", claims.Refutes)
	n.decide(id, "false", "The customs figures show a fall.")
	cases := map[string]struct {
		query                     string
		claims, articles, sources int
	}{
		"a word of an article and a claim":     {"exports", 1, 1, 0},
		"case does not count":                  {"EXPORTS", 1, 1, 0},
		"diacritics do not count":              {"elysee", 1, 1, 0},
		"nor when they are typed":              {"Élysée", 1, 1, 0},
		"all words must be there":              {"exports council", 0, 1, 0},
		"the last word may be unfinished":      {"coun", 1, 1, 0},
		"but not with two letters":             {"co", 0, 0, 0},
		"nor any word but the last":            {"coun met", 0, 0, 0},
		"a word of the rationale":              {"customs", 1, 0, 0},
		"a word of a source's title":           {"figures", 1, 0, 1},
		"a word of its publisher":              {"statistics", 0, 0, 1},
		"the name of a kind is no word":        {"claim", 0, 0, 0},
		"signs around words do not count":      {`"exports"* (rose)`, 1, 1, 0},
		"operators are words":                  {"exports AND rose", 0, 0, 0},
		"a word that stands nowhere":           {"zeppelin", 0, 0, 0},
		"nothing":                              {"", 0, 0, 0},
		"signs alone":                          {`"*():^-{}+`, 0, 0, 0},
		"a column's name is no filter":         {"title:exports", 0, 0, 0},
		"a number":                             {"2016", 1, 1, 0},
		"words that another sign holds apart":  {"exports/rose", 1, 1, 0},
		"a NUL and bytes that are no UTF-8":    {"exports\x00\xff\xfe rose", 1, 1, 0},
		"more words than are looked at, found": {strings.Repeat("exports ", 40), 1, 1, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := n.search(c.query)
			if len(p.Claims) != c.claims || len(p.Articles) != c.articles || len(p.Sources) != c.sources {
				t.Errorf("%q: %d claims, %d articles, %d sources; want %d, %d, %d", c.query, len(p.Claims), len(p.Articles),
					len(p.Sources), c.claims, c.articles, c.sources)
			}
		})
	}
}

func TestHitsSayWhatTheyAre(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.accept(id)
	n.evidence(id, "Customs figures", "", claims.Refutes)
	n.decide(id, "false", "The customs figures show a fall.")
	p := n.search("customs")
	c := p.Claims[0]
	if c.Kind != "claim" || c.ID != id || c.Title != newsMarks[0] || c.Detail != "False" || c.Tone != claims.ToneNeg || foundWords(c.Snippet) != "customs" {
		t.Errorf("claim: %+v", c)
	}
	if s := p.Sources[0]; s.Kind != "source" || s.Title != "Customs figures" || s.Detail != "Statistics Office" || foundWords(s.Snippet) != "Customs" {
		t.Errorf("source: %+v", s)
	}
	if a := n.search("elysee absent").Articles[0]; a.Kind != "article" || a.ID != n.article || foundWords(a.Snippet) != "Élysée|absent" {
		t.Errorf("article: %+v", a)
	}
	if open := n.search("council").Claims[0]; open.Detail != "" || open.Tone != claims.ToneOpen {
		t.Errorf("claim without a verdict: %+v", open)
	}
}

func TestSearchFollowsChanges(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), claims.ClaimEdit{
		ID: id, Version: 1, Wording: "Imports fell", Kind: claims.Fact, Modality: claims.Asserted,
	}))
	if len(n.search("imports").Claims) != 1 || len(n.search("exports").Claims) != 0 {
		t.Error("a claim is found by its old words, or not by its new ones")
	}
	must(t, n.RejectClaim(t.Context(), n.By(claims.Reviewer), id, 2, claims.RejectVague, ""))
	if len(n.search("imports").Claims) != 0 {
		t.Error("a rejected claim is found")
	}
	n.accept(id)
	if len(n.search("imports").Claims) != 1 {
		t.Error("a claim that was accepted after all is not found")
	}
}

func TestSearchShowsTheNewestOfManyHits(t *testing.T) {
	n := newNewsroom(t)
	var newest string
	for i := range 30 {
		newest = n.Article(t, fmt.Sprintf("Report about bridges, number %d.", i))
	}
	p := n.search("bridges")
	if len(p.Articles) != 20 || p.Articles[0].ID != newest {
		t.Errorf("%d articles, the first %s; want 20, the first %s", len(p.Articles), p.Articles[0].ID, newest)
	}
}

func TestSearchPrefersWholeWordsWhenThereAreEnough(t *testing.T) {
	n := newNewsroom(t)
	for i := range 20 {
		n.Article(t, fmt.Sprintf("A bridge, number %d.", i))
	}
	longer := n.Article(t, "A bridgehead.")
	for _, hit := range n.search("bridge").Articles {
		if hit.ID == longer {
			t.Error("an unfinished word is found although twenty whole ones are")
		}
	}
	if hits := n.search("bridg").Articles; len(hits) != 20 || hits[0].ID != longer {
		t.Errorf("%d hits of the unfinished word, the first %+v", len(hits), hits[0])
	}
}

func TestNoQueryIsAnError(t *testing.T) {
	n := newNewsroom(t)
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`(exports|AND|OR|NOT|NEAR|"|'|\*|\(|\)|:|\^|-|\+|\{|\}|,|title|kind| ){0,12}`),
			rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) }),
		).Draw(t, "query")
		if _, err := n.Search(n.t.Context(), q); err != nil {
			t.Fatalf("search %q: %v", q, err)
		}
	})
}
