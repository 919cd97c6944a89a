package db_test

import (
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

func (n *newsroom) events(f claims.EventFilter) []claims.EventRow {
	n.t.Helper()
	p, err := n.Events(n.t.Context(), f)
	must(n.t, err)
	return p.Items
}

func TestHistoryByEveryFilter(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	n.accept(id, n.ids[1])
	eid := n.evidence(id, "Table", "", claims.Supports)
	n.decide(id, "true", "It holds.")
	rosa, edda := n.Users[claims.Reviewer].ID, n.Users[claims.Editor].ID
	cases := map[string]struct {
		filter claims.EventFilter
		want   []claims.EventKind
	}{
		"of a claim":                {claims.EventFilter{ClaimID: id}, []claims.EventKind{claims.VerdictDecided, claims.RoundDecided, claims.ReviewSubmitted, claims.EvidenceAdded, claims.ClaimAccepted, claims.ClaimProposed}},
		"of a claim by one person":  {claims.EventFilter{ClaimID: id, Actor: edda}, []claims.EventKind{claims.VerdictDecided, claims.RoundDecided, claims.ReviewSubmitted}},
		"of one person, one kind":   {claims.EventFilter{Actor: rosa, Kind: claims.ClaimAccepted}, []claims.EventKind{claims.ClaimAccepted, claims.ClaimAccepted}},
		"of one kind":               {claims.EventFilter{Kind: claims.SourceAdded}, []claims.EventKind{claims.SourceAdded}},
		"of one thing":              {claims.EventFilter{Subject: "evidence", SubjectID: eid}, []claims.EventKind{claims.EvidenceAdded}},
		"of one sort of thing":      {claims.EventFilter{Subject: "scale"}, []claims.EventKind{claims.ScaleCreated}},
		"of an article, one kind":   {claims.EventFilter{ArticleID: n.article, Kind: claims.ArticleText}, []claims.EventKind{claims.ArticleText}},
		"of the program, one kind":  {claims.EventFilter{Actor: claims.SystemID, Kind: claims.DeskSetUp}, []claims.EventKind{claims.DeskSetUp}},
		"of nobody":                 {claims.EventFilter{Actor: "nobody"}, nil},
		"before the first":          {claims.EventFilter{Before: 1}, []claims.EventKind{claims.DeskSetUp}},
		"of a day before all":       {claims.EventFilter{To: "2001-01-01"}, nil},
		"from a day after all":      {claims.EventFilter{From: "2999-01-01"}, nil},
		"to the last day there is":  {claims.EventFilter{To: "9999-12-31", Kind: claims.DeskSetUp}, []claims.EventKind{claims.DeskSetUp}},
		"of days around, of a kind": {claims.EventFilter{From: "2001-01-01", To: "2999-01-01", Kind: claims.DeskSetUp}, []claims.EventKind{claims.DeskSetUp}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []claims.EventKind
			for _, r := range n.events(c.filter) {
				got = append(got, r.Kind)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHistoryNamesPeopleAndThings(t *testing.T) {
	n := newNewsroom(t)
	n.accept(n.ids[0])
	n.evidence(n.ids[0], "Table of exports", "", claims.Supports)
	titles := map[claims.EventKind]string{
		claims.ClaimAccepted: newsMarks[0], claims.EvidenceAdded: newsMarks[0], claims.SourceAdded: "Table of exports",
		claims.ArticleAdded: "An article", claims.DeskSetUp: "Test Desk", claims.ScaleCreated: "",
	}
	for _, r := range n.events(claims.EventFilter{}) {
		if want, ok := titles[r.Kind]; ok && r.Title != want {
			t.Errorf("title of %s is %q, want %q", r.Kind, r.Title, want)
		}
		if r.Kind == claims.DeskSetUp && r.ActorName != "Assay" || r.Kind == claims.ClaimAccepted && r.ActorName != "Rosa Reviewer" {
			t.Errorf("%s by %q", r.Kind, r.ActorName)
		}
		if len(r.Leaf) != 64 || r.Changes != nil || r.At.IsZero() {
			t.Errorf("%s: leaf %q at %v, changes %v", r.Kind, r.Leaf, r.At, r.Changes)
		}
	}
}

func TestHistoryOfAClaimShowsWhatChanged(t *testing.T) {
	n := newNewsroom(t)
	id := n.ids[0]
	edit := claims.ClaimEdit{ID: id, Version: 1, Wording: "Exports rose", Claimant: "Jean Dupont", Kind: claims.Fact, Modality: claims.Reported, Topics: []string{"trade", "tax"}}
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), edit))
	edit.Version, edit.Claimant, edit.Topics, edit.Priority = 2, "Anne Martin", []string{"trade", "war"}, 1
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), edit))
	n.accept(id)

	rows := n.events(claims.EventFilter{ClaimID: id, Values: true})
	want := [][]claims.Change{
		{{Field: "state", Before: "candidate", After: "accepted"}},
		{
			{Field: "claimant", Before: "Jean Dupont", After: "Anne Martin"},
			{Field: "topics", Before: "tax", After: "war"},
			{Field: "priority", Before: "0", After: "1"},
		},
		{
			{Field: "wording", Before: newsMarks[0], After: "Exports rose"},
			{Field: "claimant", After: "Jean Dupont"},
			{Field: "modality", Before: "asserted", After: "reported"},
			{Field: "topics", After: "trade, tax"},
		},
	}
	for i, w := range want {
		if diff := cmp.Diff(w, rows[i].Changes); diff != "" {
			t.Errorf("version %d (-want +got):\n%s", rows[i].Version, diff)
		}
	}
	first := map[string]string{}
	for _, c := range rows[3].Changes {
		if c.Before != "" {
			t.Errorf("the first version had a %s before: %q", c.Field, c.Before)
		}
		first[c.Field] = c.After
	}
	if first["wording"] != newsMarks[0] || first["appearances"] != newsMarks[0] || first["state"] != "candidate" {
		t.Errorf("the first version: %v", first)
	}
}

func TestHistoryIsPagedByNumber(t *testing.T) {
	n := newNewsroom(t)
	for range 60 {
		n.evidence(n.ids[0], "Table", "", claims.Supports)
	}
	var seqs []int64
	f := claims.EventFilter{}
	for {
		p, err := n.Events(t.Context(), f)
		must(t, err)
		for _, r := range p.Items {
			seqs = append(seqs, r.Seq)
		}
		if p.Next == "" {
			break
		}
		f.Before, err = strconv.ParseInt(p.Next, 10, 64)
		must(t, err)
	}
	for i, seq := range seqs {
		if want := int64(len(seqs) - 1 - i); seq != want {
			t.Fatalf("event %d is number %d, want %d", i, seq, want)
		}
	}
	if len(seqs) < 120 {
		t.Errorf("only %d events", len(seqs))
	}
}

func TestHistoryOfADayHoldsThatDayOnly(t *testing.T) {
	n := newNewsroom(t)
	start := time.Now().UTC()
	for day := 1; day <= 3; day++ { // the clock of the store is moved, so every day has one article
		n.Now = func() time.Time { return start.AddDate(0, 0, 10*day) }
		n.Article(t, "Text of another day number "+strconv.Itoa(day)+".")
	}
	day := claims.DayOf(start.AddDate(0, 0, 20))
	for _, r := range n.events(claims.EventFilter{From: day, To: day}) {
		if claims.DayOf(r.At) != day {
			t.Errorf("an event of %v in the history of %s", r.At, day)
		}
	}
	if rows := n.events(claims.EventFilter{From: day, To: day, Kind: claims.ArticleAdded}); len(rows) != 1 {
		t.Errorf("%d articles were added on the day, want 1", len(rows))
	}
	if rows := n.events(claims.EventFilter{From: day, Kind: claims.ArticleAdded}); len(rows) != 2 {
		t.Errorf("%d articles were added from the day on, want 2", len(rows))
	}
}

func TestHistoryRefusesWhatIsNoDay(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.Events(t.Context(), claims.EventFilter{From: "2017-02", To: "yesterday"})
	if fields := claims.Fields(err); !errors.Is(err, claims.ErrInvalid) || len(fields) != 2 {
		t.Errorf("got %v, want faults of both days", err)
	}
}

func TestADamagedFileIsNotAPageThatIsNotThere(t *testing.T) {
	n := newNewsroom(t)
	n.grow()
	edit := claims.ClaimEdit{ID: n.ids[0], Version: 1, Wording: "Exports rose", Claimant: "Jean Dupont", Kind: claims.Fact, Modality: claims.Reported}
	must(t, n.EditClaim(t.Context(), n.By(claims.Reviewer), edit))
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, db.Backup(t.Context(), n.Path, copied))
	d, err := db.Open(t.Context(), copied, db.Options{})
	must(t, err)
	defer func() { must(t, d.Close()) }()
	tamper(t, copied, `DELETE FROM tree_node; DELETE FROM claimant`)
	if _, err := d.Head(t.Context()); err == nil || errors.Is(err, claims.ErrNotFound) {
		t.Errorf("without the tree the head gives %v", err)
	}
	if _, err := d.Events(t.Context(), claims.EventFilter{ClaimID: n.ids[0], Values: true}); err == nil || errors.Is(err, claims.ErrNotFound) {
		t.Errorf("without the claimant the history gives %v", err)
	}
}
