package claims_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestDescribingASource(t *testing.T) {
	by := actor(claims.Reviewer)
	for _, c := range []struct {
		name string
		in   claims.SourceEdit
		want claims.Source
	}{
		{
			"an address is enough: it is the title of a web page",
			claims.SourceEdit{URL: " https://a.example/x "},
			claims.Source{URL: "https://a.example/x", Title: "https://a.example/x", Medium: claims.WebPage},
		},
		{"a title is enough: it is a document's", claims.SourceEdit{Title: " Minutes "}, claims.Source{Title: "Minutes", Medium: claims.Document}},
		{"what is said of the medium counts", claims.SourceEdit{Title: "Ada", Medium: claims.Person, Primary: true}, claims.Source{Title: "Ada", Medium: claims.Person, Primary: true}},
		{
			"everything else is kept as given",
			claims.SourceEdit{URL: "http://a.example/", Title: "T", Publisher: "P", Author: "A", Lang: "fr", Published: "2017-Q1", Medium: claims.Dataset},
			claims.Source{URL: "http://a.example/", Title: "T", Publisher: "P", Author: "A", Lang: "fr", Published: "2017-Q1", Medium: claims.Dataset},
		},
		{
			"an address of 2048 bytes is a title too",
			claims.SourceEdit{URL: "https://a.example/" + strings.Repeat("a", 1900)},
			claims.Source{URL: "https://a.example/" + strings.Repeat("a", 1900), Title: "https://a.example/" + strings.Repeat("a", 1900), Medium: claims.WebPage},
		},
	} {
		got, err := claims.Source{}.Apply(c.in, by)
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v: %s", c.name, err, diff)
		}
	}
	old := claims.Source{ID: "s1", Title: "T", Medium: claims.Other, Added: noon, AddedBy: "u", Version: 4}
	for _, c := range []struct {
		name string
		in   claims.SourceEdit
		bad  string
	}{
		{"an address or a title is needed", claims.SourceEdit{}, "url"},
		{"script is no address", claims.SourceEdit{URL: "javascript:alert(1)", Title: "T"}, "url"},
		{"one line each", claims.SourceEdit{Title: "a\nb", Publisher: "a\nb", Author: "a\nb"}, "title publisher author"},
		{"the rest is of a list", claims.SourceEdit{Title: "T", Published: "soon", Medium: "radio", Lang: "?"}, "published medium lang"},
	} {
		got, err := old.Apply(c.in, by)
		if diff := cmp.Diff(old, got); fieldsOf(err) != c.bad || diff != "" {
			t.Errorf("%s: faults %q: %s", c.name, fieldsOf(err), diff)
		}
	}
	if _, err := old.Apply(claims.SourceEdit{Title: "T"}, actor(claims.Auditor)); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("an auditor: %v", err)
	}
	for _, m := range claims.Media {
		if got, err := old.Apply(claims.SourceEdit{Title: "U", Medium: m}, by); err != nil || got.Medium != m || got.ID != "s1" || got.Version != 4 {
			t.Errorf("%s: %+v, %v", m, got, err)
		}
	}
}

func TestGivingEvidence(t *testing.T) {
	by, old := actor(claims.Reviewer), claims.Evidence{ID: "e1", SourceID: "s1", Stance: claims.Refutes, Quote: "q", Version: 2}
	in := claims.EvidenceEdit{SourceID: "s9", Stance: claims.Supports, Quote: " “It rose.”\n", Note: " As said. "}
	for _, state := range states {
		got, err := old.Apply(in, claims.Claim{State: state}, false, by)
		want := old // its source and its claim stay
		if state.Open() {
			want.Stance, want.Quote, want.Note = claims.Supports, "“It rose.”", "As said."
		}
		if diff := cmp.Diff(want, got); (err == nil) != state.Open() || err != nil && !errors.Is(err, claims.ErrInvalid) || diff != "" {
			t.Errorf("for a claim that is %s: %v: %s", state, err, diff)
		}
	}
	open := claims.Claim{State: claims.Accepted}
	if _, err := old.Apply(in, open, false, actor(claims.Viewer)); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("a viewer: %v", err)
	}
	in.Stance, in.Quote, in.Note = "proves", "\x00", strings.Repeat("é", claims.MaxProse+1)
	if got, err := old.Apply(in, open, false, by); fieldsOf(err) != "stance quote note" || got.Stance != claims.Refutes {
		t.Errorf("faults %q", fieldsOf(err))
	}
	removed := old
	removed.Removed = true
	in = claims.EvidenceEdit{Stance: claims.Supports}
	if _, err := removed.Apply(in, open, false, by); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("changing what was removed: %v", err)
	}
}

func TestRemovingEvidence(t *testing.T) {
	by, e := actor(claims.Reviewer), claims.Evidence{ID: "e1", Stance: claims.Refutes}
	got, err := e.Remove(" It is of another year. ", false, by)
	want := e
	want.Removed, want.Why = true, "It is of another year."
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	if _, err := got.Remove("again", false, by); !errors.Is(err, claims.ErrInvalid) || claims.Fields(err) != nil {
		t.Errorf("twice: %v", err)
	}
	if _, err := e.Remove(" ", false, by); fieldsOf(err) != "why" {
		t.Errorf("for no reason: %v", err)
	}
	if _, err := e.Remove("why", false, actor(claims.Auditor)); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("an auditor: %v", err)
	}
}

func TestAQuoteStandsInACopyWhateverItsWhiteSpace(t *testing.T) {
	const text = "The line cost\n310.2 million\u00a0euros.\n\nIt opened  on Monday."
	for quote, want := range map[string]bool{
		"310.2 million euros.":        true,
		" 310.2\nmillion euros.\t":    true,
		"euros. It opened on Monday.": true,
		"the line":                    false, // another case
		"310,2 million":               false,
		"310.2million":                false,
		"":                            false,
		" \n":                         false,
	} {
		if got := claims.QuoteStandsIn(quote, text); got != want {
			t.Errorf("%q stands there: %v", quote, got)
		}
	}
}

func TestEvidenceUnderAPublishedVerdictStaysAsItIs(t *testing.T) {
	by := actor(claims.Editor)
	e := claims.Evidence{ID: "e1", Stance: claims.Supports, Quote: "It is so."}
	in := claims.EvidenceEdit{Stance: claims.Refutes}
	if got, err := e.Apply(in, claims.Claim{State: claims.Accepted}, true, by); !errors.Is(err, claims.ErrInvalid) || got != e {
		t.Errorf("edit: %+v, %v", got, err)
	}
	if got, err := e.Remove("Wrong year.", true, by); !errors.Is(err, claims.ErrInvalid) || got != e {
		t.Errorf("remove: %+v, %v", got, err)
	}
}

func TestAVerdictWhoseEvidenceIsGoneIsNotPublished(t *testing.T) {
	by, at := actor(claims.Editor), time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	d := claims.Dossier{
		Claim: claims.Claim{ID: "c1", State: claims.Accepted}, Scale: claims.DefaultScale(),
		Verdict:  &claims.Verdict{ClaimID: "c1", Rating: "true", Rationale: "The minutes say so.", Evidence: []string{"e1"}, Version: 1},
		Evidence: []claims.EvidenceRow{{Evidence: claims.Evidence{ID: "e1"}}},
	}
	p, _, err := claims.Publish(d, claims.NewPublication{}, "k1", by, at)
	if err != nil || p.Revision != 1 {
		t.Fatalf("with its evidence: %+v, %v", p, err)
	}
	d.Publication = &p
	if !d.ReliesOn("e1") || d.ReliesOn("e2") {
		t.Error("a published verdict relies on its own evidence and on no other")
	}
	d.Publication, d.Evidence = nil, nil
	if _, _, err := claims.Publish(d, claims.NewPublication{}, "k1", by, at); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("without it: %v, want it refused", err)
	}
}
