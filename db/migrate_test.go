package db_test

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
	"assay/db/dbtest"
)

// opening opens and closes a store at path.
func opening(t *testing.T, path string) error {
	t.Helper()
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		return err
	}
	return d.Close()
}

func TestANewFileGetsEveryTableOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	must(t, os.WriteFile(path, nil, 0o600)) // an empty file is a new one
	var first []string
	for range 3 {
		must(t, opening(t, path))
		raw := open(t, path)
		files, err := filepath.Glob("migrations/sqlite/*.sql")
		must(t, err)
		header := texts(t, raw, `SELECT user_version || ' ' || application_id FROM pragma_user_version, pragma_application_id`)
		if want := []string{strconv.Itoa(len(files)) + " 1634951545"}; !slices.Equal(header, want) {
			t.Errorf("the header is %v, want %v", header, want)
		}
		schema := texts(t, raw, `SELECT name || sql FROM sqlite_schema WHERE sql <> '' ORDER BY name`)
		if first == nil {
			first = schema
		}
		if diff := cmp.Diff(first, schema); diff != "" || len(schema) < 40 {
			t.Errorf("%d tables, indexes and triggers: %s", len(schema), diff)
		}
		if loose := texts(t, raw, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND sql NOT LIKE '%) STRICT%' AND name NOT LIKE 'search_index_%'`); len(loose) > 0 {
			t.Errorf("tables that take values of any type: %v", loose)
		}
		must(t, raw.Close())
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is open to others: %v, %v", info.Mode(), err)
	}
}

// The stores in testdata are those of earlier versions, each with the worked example, by the number of their schema.
func TestStoresOfEarlierVersionsAreBroughtUpToDate(t *testing.T) {
	files, err := filepath.Glob("testdata/store-*.db.gz")
	must(t, err)
	if len(files) == 0 {
		t.Fatal("there are no earlier stores")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			old := unpacked(t, file)
			raw := open(t, old)
			before := texts(t, raw, `SELECT leaf_hash FROM event ORDER BY seq`)
			must(t, raw.Close())
			must(t, opening(t, old))
			checkClean(t, old)
			d, err := db.Open(t.Context(), old, db.Options{})
			must(t, err)
			defer func() { must(t, d.Close()) }()
			if int(d.Size()) != len(before) {
				t.Errorf("%d events, there were %d", d.Size(), len(before))
			}
			page, err := d.Claims(t.Context(), claims.ClaimFilter{Rating: "true"})
			if must(t, err); len(page.Items) == 0 {
				t.Error("no claim is rated True")
			}
			for _, r := range page.Items {
				c, err := d.Dossier(t.Context(), r.ID)
				if must(t, err); c.Verdict == nil || c.Verdict.How != claims.ByReview || len(c.Reviews) == 0 {
					t.Errorf("claim %d: %+v, %d reviews", r.No, c.Verdict, len(c.Reviews))
				}
			}
			then := filepath.Join(t.TempDir(), "then.db")
			must(t, d.CopyAsOf(t.Context(), then, d.Size()-1))
			copied := open(t, then)
			if after := texts(t, copied, `SELECT leaf_hash FROM event ORDER BY seq`); !slices.Equal(before, after) {
				t.Error("rebuilt from its events the record is another")
			}
			must(t, copied.Close())
		})
	}
}

func unpacked(t *testing.T, file string) string {
	t.Helper()
	f, err := os.Open(file)
	must(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	must(t, err)
	body, err := io.ReadAll(z)
	must(t, err)
	path := filepath.Join(t.TempDir(), "old.db")
	must(t, os.WriteFile(path, body, 0o600))
	return path
}

func TestAStoreThatManyMakeAtOnceIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := opening(t, path); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestWhatNeverChangesIsNotReplacedEither(t *testing.T) {
	n := eventful(t)
	n.grow()
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, db.Backup(t.Context(), n.Path, copied))
	raw := open(t, copied)
	run(t, raw, `INSERT INTO checkpoint (size, at, note) VALUES (1, '', '')`)
	for _, table := range []string{"event", "payload", "tree_node", "checkpoint", "article_version", "review", "correction"} {
		for _, change := range []string{`INSERT OR REPLACE INTO ` + table + ` SELECT * FROM ` + table + ` LIMIT 1`, `DELETE FROM ` + table, `UPDATE ` + table + ` SET rowid = rowid`} {
			if table == "tree_node" && strings.HasPrefix(change, "UPDATE") {
				change = `UPDATE tree_node SET n = n` // a table without rowids
			}
			if _, err := raw.Exec(change); err == nil || !strings.Contains(err.Error(), "append-only") && !strings.Contains(err.Error(), "never changes") {
				t.Errorf("%s: %v", change, err)
			}
		}
	}
}

func TestAStoreOpenedAgainHasWhatItHad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	ctx := t.Context()
	d, err := db.Open(ctx, path, db.Options{})
	must(t, err)
	token, err := d.NewSetupToken(ctx)
	must(t, err)
	_, err = d.SetUp(ctx, db.By{}, db.NewDesk{Token: token, Desk: claims.Desk{Name: "Desk", TimeZone: "Asia/Tokyo"}, Admin: claims.User{Handle: "ada", Name: "Ada"}})
	must(t, err)
	head, err := d.Head(ctx)
	must(t, err)
	must(t, d.Close())
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the file alone is not whole: %s: %v", suffix, err)
		}
	}
	d, err = db.Open(ctx, path, db.Options{})
	must(t, err)
	defer func() { must(t, d.Close()) }()
	if again, err := d.Head(ctx); err != nil || again != head || d.Size() != head.Size || d.Zone().String() != "Asia/Tokyo" {
		t.Errorf("opened again it has the head %+v, %v, zone %s; want %+v", again, err, d.Zone(), head)
	}
}

func TestFilesThatAreNoneOfOursAreRefused(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name string
		make func(path string)
		want string
		kind error
	}{
		{"another program's database", func(path string) {
			raw := open(t, path)
			run(t, raw, `CREATE TABLE song (title TEXT)`)
			must(t, raw.Close())
		}, "not an Assay database", claims.ErrInvalid},
		{"another program's database by its header", func(path string) {
			raw := open(t, path)
			run(t, raw, `PRAGMA application_id = 252006673`)
			run(t, raw, `CREATE TABLE song (title TEXT)`)
			must(t, raw.Close())
		}, "not an Assay database", claims.ErrInvalid},
		{"the database of a newer Assay", func(path string) {
			must(t, opening(t, path))
			raw := open(t, path)
			run(t, raw, `PRAGMA user_version = 99`)
			must(t, raw.Close())
		}, "newer Assay", claims.ErrInvalid},
		{"a text", func(path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("This is no database. ", 100)), 0o600))
		}, "not a database", nil},
		{"a folder", func(path string) { must(t, os.Mkdir(path, 0o700)) }, "directory", nil},
	} {
		path := filepath.Join(dir, strings.ReplaceAll(c.name, " ", "-"))
		c.make(path)
		before, _ := os.ReadFile(path)
		err := opening(t, path)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) || c.kind != nil && !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", c.name, err)
		}
		if after, _ := os.ReadFile(path); c.want != "newer Assay" && string(before) != string(after) {
			t.Errorf("%s was changed", c.name)
		}
	}
	if err := opening(t, filepath.Join(dir, "none", "assay.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

func TestAPlaceThatCannotBeWrittenIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	must(t, os.Mkdir(path+"-wal", 0o700)) // nothing can be written ahead here
	if err := opening(t, path); err == nil {
		t.Error("a store without a log was opened")
	}
	if os.Geteuid() == 0 {
		t.Skip("root may write to everything")
	}
	path = filepath.Join(t.TempDir(), "assay.db")
	must(t, opening(t, path))
	must(t, os.Chmod(path, 0o400))
	if err := opening(t, path); !errors.Is(err, os.ErrPermission) {
		t.Errorf("a file that cannot be written: %v", err)
	}
}

func TestABackupIsAStore(t *testing.T) {
	d := dbtest.Open(t)
	ctx := t.Context()
	d.Article(t, sentence, "The council met on Monday")
	dest := filepath.Join(t.TempDir(), "copy.db")
	must(t, db.Backup(ctx, d.Path, dest))
	info, err := os.Stat(dest)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is open to others: %v, %v", info.Mode(), err)
	}
	if diff := cmp.Diff(contents(t, open(t, d.Path), ""), contents(t, open(t, dest), "")); diff != "" {
		t.Errorf("the copy differs: %s", diff)
	}
	must(t, opening(t, dest))
	if err := db.Backup(ctx, d.Path, dest); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("over a file that is there: %v", err)
	}
	if err := db.Backup(ctx, d.Path+".none", dest+".2"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of a file that is not there: %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(dest))
	if err != nil || len(left) != 1 {
		t.Errorf("beside the copy there are %v, %v", left, err)
	}
}
