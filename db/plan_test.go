package db

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay/claims"
)

// fill writes rows straight into the tables: as many as make a bad plan slow, far too fast for the record.
var fill = []string{
	`INSERT INTO app_user VALUES ('u', 'u', 'U', 'reviewer', 0, '', 1)`,
	`INSERT INTO scale VALUES (1, '[]', 1)`,
	`INSERT INTO article (id, url, outlet, headline, byline, published, lang, origin, origin_ref, number, blocks, added, added_by, version)
	 WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 400)
	 SELECT printf('a%05d', i), 'u' || i, '', 'h', '', '', 'en', 'paste', '', 1, '[]', '', 'u', 1 FROM r`,
	`INSERT INTO article_version SELECT id, 1, 'text', id, '', '', '', 1 FROM article`,
	`INSERT INTO article_tally SELECT id, 20, 20, 10 FROM article`,
	`INSERT INTO claimant SELECT 'm' || id, id, id, 'person', '', '[]', 1 FROM article`,
	`INSERT INTO claim (id, article_id, no, wording, claimant_id, attribution, kind, modality, hedges, dates, quantities, settles_on, place, score, reasons,
	                    topics, context, priority, state, reason, state_note, successors, parent, proposer, created, created_by, version, filled)
	 WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 40)
	 SELECT id || printf('c%02d', i), id, i, 'w', 'm' || id, '{}', 'fact', 'asserted', '[]', '[]', '[]', '', '', 0.5, '[]', '[]', '', 0,
	        CASE i % 2 WHEN 0 THEN 'accepted' ELSE 'candidate' END, '', '', '[]', '', 'splitter', '', 'u', 1, '[]' FROM article, r`,
	`INSERT INTO appearance SELECT id, 0, article_id, 1, no * 100, '[]', '', '', '', 'exact' FROM claim`,
	`INSERT INTO claim_tally (claim_id, article_id, claimant_id, state, step, urgency, settles_on, supports, refutes, contexts, rating, scale, publication)
	 SELECT id, article_id, claimant_id, state, CASE no % 4 WHEN 0 THEN 'done' WHEN 2 THEN 'verdict' ELSE 'look' END,
	        1, '', 1, 0, 0, CASE no % 4 WHEN 0 THEN 'true' ELSE '' END, 1, '' FROM claim`,
	`INSERT INTO source SELECT 's' || id, 'u' || id, 't', '', '', '', 'web', 0, '', '', 'u', 1 FROM article`,
	`INSERT INTO snapshot SELECT 'n' || id, id, '', '', 200, '', '', '', '', '', 1 FROM source`,
	`INSERT INTO evidence SELECT 'e' || id, id, 's' || article_id, '', 'supports', '', '', 0, '', '', 'u', 1 FROM claim`,
	`INSERT INTO review (id, claim_id, round, reviewer, scale, rating, aspect, summary, rationale, evidence, submitted, version)
	 SELECT 'r' || id, id, 1, 'u', 1, 'true', 'content', '', '', '[]', '', 1 FROM claim WHERE no % 4 = 0`,
	`INSERT INTO verdict (claim_id, scale, rating, aspect, summary, rationale, as_of, reviews, evidence, decided_by, decided, version)
	 SELECT id, 1, 'true', 'content', '', '', '', '[]', '[]', 'u', '', 1 FROM claim WHERE no % 4 = 0`,
	`INSERT INTO publication SELECT claim_id, 'published', 1, '', '', 'u', 1 FROM verdict`,
	`INSERT INTO correction SELECT 'k' || claim_id, claim_id, 'update', '', 1, 2, '', 'u', 1 FROM verdict`,
	`INSERT INTO comment SELECT 'o' || id, id, '', 'u', '', 0, '', 1 FROM claim`,
	`INSERT INTO notice SELECT 'n' || id, 'u', 'comment', id, 'o' || id, '', 0 FROM claim`,
	`INSERT INTO relation SELECT 'l' || id, id, substr(id, 1, 7) || '04', 'repeats', 'confirmed', 0, '', 'u', '', 1 FROM claim WHERE no % 4 = 2`,
	`UPDATE claim_tally SET carried = 'l' || claim_id WHERE claim_id IN (SELECT claim_id FROM relation)`,
	`INSERT INTO event SELECT rowid - 1, '', 'u', '', 'claim.propose', 'claim', id, 1, article_id, id, '', 'op' || rowid, 1, zeroblob(32), zeroblob(32) FROM claim`,
	`INSERT INTO payload SELECT seq, zeroblob(32), '{}' FROM event`,
	`INSERT INTO search_doc (kind, ref) SELECT 'claim', id FROM claim`,
	`INSERT INTO search_index (rowid, kind, title, body) SELECT id, kind, 'word w' || id % 1000, 'contract con' || id FROM search_doc`,
}

// grow are the tables that grow with the work of a desk. No query of a page may read one from end to end.
var grow = []string{
	"article", "article_version", "article_tally", "claim", "claimant", "claim_tally", "claim_topic", "appearance", "source", "snapshot",
	"blob", "evidence", "review", "verdict", "publication", "correction", "comment", "notice", "relation", "event", "payload", "tree_node", "search_doc",
}

// walks are the queries that read a table in order and stop, or that are meant to read it all.
var walks = map[string]string{
	"selectLastEvent":    "one row from the end",
	"selectEventAt":      "backwards from the end to a time",
	"selectRecord":       "the whole record, for verifying and exporting it",
	"selectMissingBlobs": "everything, for verifying it",
}

// lists are the pages of lists: they must follow an index and not sort what they then cut.
var lists = []string{
	"selectQueueStep", "claimsByID", "claimsByArticle", "claimsByClaimant", "claimsByRating", "claimsByState", "selectArticleRows",
	"selectDecidedArticleRows", "selectSourceRows", "selectEvents", "selectEventsByClaim", "selectEventsByArticle",
	"selectEventsByActor", "selectEventsByKind", "selectNotices", "selectCases", "selectClaimTexts",
}

var tableAlias = regexp.MustCompile(`(?:FROM|JOIN) ([a-z_]+)(?: (?:AS )?([a-z]\w*))?`)

// scanned returns the growing tables that a step of a plan reads from end to end.
func scanned(query, step string) []string {
	name, ok := strings.CutPrefix(step, "SCAN ")
	if !ok || strings.Contains(step, "VIRTUAL TABLE") {
		return nil
	}
	name, _, _ = strings.Cut(name, " ")
	var out []string
	for _, m := range tableAlias.FindAllStringSubmatch(query, -1) {
		if (m[1] == name || m[2] == name) && slices.Contains(grow, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// filled is a store with 400 articles of 40 claims each. It has no record to speak of.
func filled(t testing.TB) *DB {
	t.Helper()
	d, err := Open(context.Background(), filepath.Join(t.TempDir(), "assay.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, q := range fill {
		if _, err := d.conn.ExecContext(context.Background(), q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	return d
}

func TestQueriesUseIndexes(t *testing.T) {
	d := filled(t)
	statements := readSource(t).statements()
	for _, name := range lists {
		if statements[name] == "" {
			t.Errorf("there is no query %s any more", name)
		}
	}
	for _, statistics := range []string{"no statistics", "statistics"} {
		t.Run("with "+statistics, func(t *testing.T) {
			if statistics == "statistics" {
				if _, err := d.conn.ExecContext(t.Context(), `ANALYZE`); err != nil {
					t.Fatal(err)
				}
			}
			for name, query := range statements {
				for _, step := range d.plan(t, query) {
					if tables := scanned(query, step); len(tables) > 0 && walks[name] == "" {
						t.Errorf("%s reads all of %s: %s", name, tables[0], step)
					}
					if slices.Contains(lists, name) && step == "USE TEMP B-TREE FOR ORDER BY" {
						t.Errorf("%s sorts", name)
					}
				}
			}
		})
	}
}

// plan returns the steps by which SQLite would run a query.
func (d *DB) plan(t *testing.T, query string) []string {
	t.Helper()
	args := map[string]bool{}
	for _, m := range placeholder.FindAllString(query, -1) {
		args[m] = true
	}
	rows, err := d.conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN"+query, make([]any, len(args))...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}

func TestTheKindsThatAnEditionOffersToUndoAreTheUndoableOnes(t *testing.T) {
	for _, kind := range claims.EventKinds {
		if inSQL := strings.Contains(undoableKinds, "'"+string(kind)+"'"); inSQL != kind.Undoable() {
			t.Errorf("%s: in the query %v, undoable %v", kind, inSQL, kind.Undoable())
		}
	}
}

func BenchmarkReads(b *testing.B) {
	d := filled(b)
	ctx := context.Background()
	reads := map[string]func() error{
		"article of 40 claims": func() error { _, err := d.Edition(ctx, "a00200", "u"); return err },
		"claim":                func() error { _, err := d.Dossier(ctx, "a00200c04"); return err },
		"queue":                func() error { _, err := d.Queue(ctx, claims.QueueFilter{}); return err },
		"claims of a rating":   func() error { _, err := d.Claims(ctx, claims.ClaimFilter{Rating: "true"}); return err },
		"history":              func() error { _, err := d.Events(ctx, claims.EventFilter{Values: true}); return err },
		"search":               func() error { _, err := d.Search(ctx, "word contract"); return err },
		"report of 8000 claims": func() error {
			for _, err := range d.EachReportClaim(ctx, ReportFilter{}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	for name, read := range reads {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
