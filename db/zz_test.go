package db
import ("testing";"path/filepath";"assay/claims")
func openFilled(b testing.TB) *DB {
	d, err := Open(b.Context(), filepath.Join(b.TempDir(), "assay.db"), Options{})
	if err != nil { b.Fatal(err) }
	for _, q := range fill { if _, err := d.conn.ExecContext(b.Context(), q); err != nil { b.Fatal(err) } }
	if _, err := d.conn.ExecContext(b.Context(), `UPDATE appearance SET spans = '[{"start":1,"end":2}]'`); err != nil { b.Fatal(err) }
	for _, q := range []string{`UPDATE event SET at='2026-01-01T00:00:00.000Z'`} { d.conn.ExecContext(b.Context(), `DROP TRIGGER event_no_update`); if _, err := d.conn.ExecContext(b.Context(), q); err != nil {b.Fatal(err)} }
	if _, err := d.conn.ExecContext(b.Context(), `INSERT INTO search_index (rowid, kind, title, body) SELECT id, kind, 'contract number w' || (id % 997) , 'construction con' || id || ' state' FROM search_doc`); err != nil {b.Fatal(err)}
	for _, tb := range []string{"article:added","article_version:fetched","claim:created","snapshot:fetched","evidence:added","verdict:decided","publication:at","publication:first_at","correction:at","app_user:created","review:submitted","source:added"} { _ = tb }
	return d
}
func BenchmarkReads(b *testing.B) {
	d := openFilled(b); defer d.Close()
	b.Run("edition40", func(b *testing.B){ for b.Loop() { if _, err := d.Edition(b.Context(), "a00200", "u"); err != nil { b.Fatal(err) } } })
	b.Run("edition40anon", func(b *testing.B){ for b.Loop() { if _, err := d.Edition(b.Context(), "a00200", ""); err != nil { b.Fatal(err) } } })
	b.Run("dossier", func(b *testing.B){ for b.Loop() { if _, err := d.Dossier(b.Context(), "a00200c04"); err != nil { b.Fatal(err) } } })
	b.Run("queue", func(b *testing.B){ for b.Loop() { if _, err := d.Queue(b.Context(), claimsQ); err != nil { b.Fatal(err) } } })
	b.Run("claims", func(b *testing.B){ for b.Loop() { if _, err := d.Claims(b.Context(), claimsF); err != nil { b.Fatal(err) } } })
	b.Run("events", func(b *testing.B){ for b.Loop() { if _, err := d.Events(b.Context(), claimsE); err != nil { b.Fatal(err) } } })
	b.Run("eventsValues", func(b *testing.B){ e := claimsE; e.Values = true; for b.Loop() { if _, err := d.Events(b.Context(), e); err != nil { b.Fatal(err) } } })
	b.Run("search", func(b *testing.B){ for b.Loop() { if _, err := d.Search(b.Context(), "number construction"); err != nil { b.Fatal(err) } } })
	b.Run("searchprefix", func(b *testing.B){ for b.Loop() { if _, err := d.Search(b.Context(), "con"); err != nil { b.Fatal(err) } } })
	b.Run("exportAll8000", func(b *testing.B){ for b.Loop() { n := 0; for _, err := range d.EachReportClaim(b.Context(), ReportFilter{}) { if err != nil { b.Fatal(err) }; n++ }; if n != 8000 { b.Fatal(n) } } })
}
var claimsQ claims.QueueFilter
var claimsF claims.ClaimFilter
var claimsE claims.EventFilter
