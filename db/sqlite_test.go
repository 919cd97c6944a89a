package db

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestEveryConnectionHasThePragmas(t *testing.T) {
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "assay.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	pragmas := func(conn *sql.Conn) map[string]int64 {
		out := map[string]int64{}
		for _, name := range []string{"foreign_keys", "synchronous", "trusted_schema", "cell_size_check", "recursive_triggers", "busy_timeout", "journal_size_limit", "query_only"} {
			var v int64
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&v); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out[name] = v
		}
		return out
	}
	const full = 2
	want := map[string]int64{
		"foreign_keys": 1, "synchronous": full, "trusted_schema": 0, "cell_size_check": 1, "recursive_triggers": 1,
		"busy_timeout": 5000, "journal_size_limit": 64 << 20, "query_only": 0,
	}
	if diff := cmp.Diff(want, pragmas(d.conn)); diff != "" {
		t.Errorf("the writer: %s", diff)
	}
	want["query_only"] = 1
	d.engine.read.SetMaxOpenConns(8)
	for i := range 8 { // all are held, so that each is another one
		conn, err := d.engine.read.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if diff := cmp.Diff(want, pragmas(conn)); diff != "" {
			t.Errorf("reader %d: %s", i, diff)
		}
	}
}

func TestTheZoneIsThatOfTheLatestDesk(t *testing.T) {
	d := &DB{}
	for _, c := range []struct {
		version    int
		zone, want string
	}{{2, "Asia/Tokyo", "Asia/Tokyo"}, {4, "Europe/Vienna", "Europe/Vienna"}, {3, "Asia/Tokyo", "Europe/Vienna"}, {4, "Europe/Vienna", "Europe/Vienna"}} {
		if d.setZone(claims.Desk{Version: c.version, TimeZone: c.zone}); d.Zone().String() != c.want {
			t.Errorf("after version %d the zone is %s, want %s", c.version, d.Zone(), c.want)
		}
	}
}
