package db_test

import (
	"errors"
	"testing"
	"time"

	"assay/claims"
	"assay/claims/record"
	"assay/db/dbtest"
)

func TestEachEventReadsTheWholeRecordInOrder(t *testing.T) {
	d := dbtest.Open(t)
	for range 260 { // 1,040 events: past two pages of those that are read at a time
		d.Article(t, "The lake fell. The river rose.", "The lake fell", "The river rose")
	}
	var tree record.Tree
	for e, err := range d.EachEvent(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Seq != tree.Size() {
			t.Fatalf("event %d follows %d", e.Seq, tree.Size()-1)
		}
		if e.Leaf != e.LeafHash() || record.PayloadDigest(e.Salt, []byte(e.Payload)) != e.PayloadDigest {
			t.Fatalf("event %d does not hash to what is kept", e.Seq)
		}
		tree.Append(e.Leaf)
	}
	if tree.Size() != d.Size() || tree.Size() < 1000 {
		t.Errorf("read %d events of %d", tree.Size(), d.Size())
	}
}

func TestEachEventBeginsWhereItIsTold(t *testing.T) {
	d := dbtest.Open(t)
	for e, err := range d.EachEvent(t.Context(), 3) {
		if err != nil || e.Seq != 3 {
			t.Fatalf("first event is %d, %v", e.Seq, err)
		}
		break
	}
	for e, err := range d.EachEvent(t.Context(), d.Size()) {
		t.Fatalf("event %d after the last one, %v", e.Seq, err)
	}
}

func TestEventAtFindsTheLastOneBeforeAnInstant(t *testing.T) {
	d := dbtest.Open(t)
	now := time.Now().Add(time.Hour)
	d.Now = func() time.Time { return now }
	before := d.Size()
	d.Article(t, "A text.")
	for name, c := range map[string]struct {
		at   time.Time
		want int64
	}{
		"just before it": {now.Add(-time.Millisecond), before - 1},
		"at it":          {now, d.Size() - 1},
		"long after it":  {now.AddDate(1, 0, 0), d.Size() - 1},
	} {
		if got, err := d.EventAt(t.Context(), c.at); err != nil || got != c.want {
			t.Errorf("%s: event %d, %v; want %d", name, got, err, c.want)
		}
	}
	if _, err := d.EventAt(t.Context(), now.AddDate(-1, 0, 0)); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("before the record: %v", err)
	}
}
