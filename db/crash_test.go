//go:build unix

package db_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
)

// crashEnv names the file into which a test process writes until it is killed.
const crashEnv = "ASSAY_TEST_WRITE_UNTIL_KILLED"

// TestMain makes the test binary the writing process of TestNothingAcknowledgedIsLost.
func TestMain(m *testing.M) {
	if path := os.Getenv(crashEnv); path != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeUntilKilled adds evidence to every claim with eight writers, and prints the id and the note of each piece after
// the store said that it is kept.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return err
	}
	users, err := d.Users(ctx)
	if err != nil {
		return err
	}
	by := db.By{Actor: users[0].Actor()}
	rows, err := d.Claims(ctx, claims.ClaimFilter{})
	if err != nil {
		return err
	}
	failed := make(chan error)
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				note := fmt.Sprintf("%d-%d-%d", os.Getpid(), w, i)
				id, err := d.AddEvidence(ctx, by, claims.EvidenceEdit{
					ClaimID: rows.Items[w%len(rows.Items)].ID, Source: claims.SourceEdit{Title: note}, Stance: claims.Context, Note: note,
				})
				if err != nil {
					failed <- err
					return
				}
				fmt.Printf("%s %s\n", id, note) // one write to the pipe, without a buffer
			}
		}()
	}
	return <-failed
}

// killedAfter starts the writing process, kills it at a moment soon after it has acknowledged so many writes, and
// returns all that it acknowledged.
func killedAfter(t *testing.T, path string, writes int) map[string]string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashEnv+"="+path)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	acknowledged := map[string]string{}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		id, note, ok := strings.Cut(lines.Text(), " ")
		if ok {
			acknowledged[id] = note
		}
		if len(acknowledged) == writes {
			must(t, cmd.Process.Kill()) // what is in the pipe still is read until its end
		}
	}
	if err := cmd.Wait(); err == nil || complaint.Len() > 0 {
		t.Fatalf("the writing process ended by itself: %v %s", err, complaint.String())
	}
	return acknowledged
}

func TestNothingAcknowledgedIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	ctx := t.Context()
	d, err := db.Open(ctx, path, db.Options{})
	must(t, err)
	token, err := d.NewSetupToken(ctx)
	must(t, err)
	admin, err := d.SetUp(ctx, db.By{}, db.NewDesk{Token: token, Desk: claims.Desk{Name: "Desk", TimeZone: "UTC"}, Admin: claims.User{Handle: "ada", Name: "Ada"}})
	must(t, err)
	u, err := d.User(ctx, admin)
	must(t, err)
	_, err = d.AddArticle(ctx, db.By{Actor: u.Actor()}, twoParts(), []byte("raw bytes"))
	must(t, err)
	must(t, d.Close())

	all := map[string]string{}
	for round := range 20 {
		for id, note := range killedAfter(t, path, 1+rand.IntN(120)) {
			all[id] = note
		}
		d, err := db.Open(ctx, path, db.Options{})
		must(t, err)
		raw := open(t, path)
		kept := map[string]string{}
		for _, line := range texts(t, raw, `SELECT id || ' ' || note FROM evidence`) {
			id, note, _ := strings.Cut(line, " ")
			kept[id] = note
		}
		for id, note := range all {
			if kept[id] != note {
				t.Fatalf("round %d: evidence %s with the note %q was acknowledged and is %q", round, id, note, kept[id])
			}
		}
		if twice := texts(t, raw, `SELECT note FROM evidence GROUP BY note HAVING count(*) > 1`); len(twice) > 0 {
			t.Fatalf("round %d: written twice: %v", round, twice)
		}
		must(t, raw.Close())
		must(t, d.Close())
		if round%4 < 3 {
			continue
		}
		if v, err := db.Verify(ctx, path, nil); err != nil || len(v.Findings) > 0 {
			t.Fatalf("round %d: %v, %v", round, v.Findings, err)
		}
	}
	t.Logf("%d writes were acknowledged", len(all))
	if len(all) < 400 {
		t.Errorf("only %d writes were acknowledged", len(all))
	}
}

// TestAFullDiskRefusesWritesAndLosesNone lets files grow to a limit only, as a full disk does.
func TestAFullDiskRefusesWritesAndLosesNone(t *testing.T) {
	n := newNewsroom(t)
	ctx := t.Context()
	add := func(i int) (string, error) {
		return n.AddEvidence(ctx, n.By(claims.Reviewer), claims.EvidenceEdit{ClaimID: n.ids[i%4], Source: claims.SourceEdit{Title: fmt.Sprint("Source ", i)}, Stance: claims.Context, Note: strings.Repeat("x", 2000)})
	}
	var was syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was))
	info, err := os.Stat(n.Path + "-wal")
	must(t, err)
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	full := was
	full.Cur = uint64(info.Size()) + 200_000
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full))
	restore := func() { must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)) }
	defer restore()

	var kept []string
	refusals := 0
	for i := 0; refusals < 20 && i < 1000; i++ {
		id, err := add(i)
		switch {
		case err == nil:
			kept = append(kept, id)
		case errors.Is(err, claims.ErrUnavailable):
			refusals++
		default:
			t.Fatalf("write %d: %v", i, err)
		}
		if _, err := n.Dossier(ctx, n.ids[0]); err != nil {
			t.Fatalf("a read: %v", err)
		}
	}
	if refusals < 20 {
		t.Fatalf("%d refusals: the disk was never full", refusals)
	}
	restore()
	for i := range 5 {
		id, err := add(5000 + i)
		if err != nil {
			t.Fatalf("with space again: %v", err)
		}
		kept = append(kept, id)
	}
	for _, id := range kept {
		if _, err := n.Evidence(ctx, id); err != nil {
			t.Errorf("evidence %s was acknowledged: %v", id, err)
		}
	}
}

func TestACopyMadeWhileOthersWriteIsWhole(t *testing.T) {
	n := newNewsroom(t)
	ctx, stop := context.WithCancel(t.Context())
	var mu sync.Mutex
	var acknowledged []string
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				id, err := n.AddEvidence(context.Background(), n.By(claims.Reviewer), claims.EvidenceEdit{
					ClaimID: n.ids[w], Source: claims.SourceEdit{Title: fmt.Sprint(w, i)}, Stance: claims.Context,
				})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acknowledged = append(acknowledged, id)
				mu.Unlock()
			}
		})
	}
	enough := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(acknowledged) >= 50
	}
	for i := 0; i < 8 || !enough() && !t.Failed(); i++ {
		mu.Lock()
		before := acknowledged[:len(acknowledged):len(acknowledged)]
		mu.Unlock()
		dest := filepath.Join(t.TempDir(), fmt.Sprint(i))
		must(t, db.Backup(t.Context(), n.Path, dest))
		v, err := db.Verify(t.Context(), dest, nil)
		if err != nil || len(v.Findings) > 0 {
			t.Errorf("copy %d: %v, %v", i, v.Findings, err)
		}
		kept := map[string]bool{}
		for _, id := range texts(t, open(t, dest), `SELECT id FROM evidence`) {
			kept[id] = true
		}
		for _, id := range before {
			if !kept[id] {
				t.Errorf("copy %d lacks evidence %s, which was acknowledged before it began", i, id)
			}
		}
	}
	stop()
	wg.Wait()
}

// pages are all that a reader can see of a desk with one article, as one text.
func pages(ctx context.Context, path string, article string, ids []string, user string) (string, error) {
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return "", err
	}
	var out []any
	see := func(v any, e error) {
		out = append(out, v)
		err = errors.Join(err, e)
	}
	see(d.Edition(ctx, article, user))
	for _, id := range ids {
		see(d.Dossier(ctx, id))
	}
	see(d.Queue(ctx, claims.QueueFilter{}))
	see(d.Articles(ctx, ""))
	see(d.Sources(ctx, ""))
	see(d.Users(ctx))
	see(d.Desk(ctx))
	see(d.Head(ctx))
	see(d.Events(ctx, claims.EventFilter{Values: true}))
	see(d.Search(ctx, "council"))
	text, jerr := json.Marshal(out)
	return string(text), errors.Join(err, jerr, d.Close())
}

// TestADamagedFileIsRefusedOrFound flips bytes of copies and cuts their ends off. Nothing panics, and whatever is
// shown is what was there, or verify tells.
func TestADamagedFileIsRefusedOrFound(t *testing.T) {
	n := eventful(t)
	n.grow()
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	must(t, db.Backup(t.Context(), n.Path, whole))
	file, err := os.ReadFile(whole)
	must(t, err)
	user := n.Users[claims.Reviewer].ID
	at := n.Now() // pages tell what day it is
	want, err := pages(t.Context(), whole, n.article, n.ids, user)
	must(t, err)

	seed := uint64(at.UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	found, harmless := 0, 0
	check := func(what string, damaged []byte) {
		path := filepath.Join(dir, "damaged.db")
		for _, suffix := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + suffix)
		}
		must(t, os.WriteFile(path, damaged, 0o600))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		v, verr := db.Verify(ctx, path, nil)
		if verr != nil || len(v.Findings) > 0 {
			found++
			_, _ = pages(ctx, path, n.article, n.ids, user) // whatever it says: it must not panic
			return
		}
		harmless++
		if got, err := pages(ctx, path, n.article, n.ids, user); err != nil || got != want {
			t.Errorf("%s: verify finds nothing, and the pages differ (%v)", what, err)
		}
	}
	for range 100 {
		i := random.IntN(len(file))
		damaged := append([]byte(nil), file...)
		damaged[i] ^= byte(1 + random.IntN(255))
		check(fmt.Sprintf("byte %d flipped to %#x", i, damaged[i]), damaged)
	}
	for range 12 {
		size := random.IntN(len(file))
		check(fmt.Sprintf("cut to %d bytes", size), file[:size])
	}
	t.Logf("%d found, %d harmless", found, harmless)
	if found < 30 {
		t.Errorf("only %d damages did any harm", found)
	}
}

func TestNoFileStaysOpen(t *testing.T) {
	n := newNewsroom(t)
	opened := func() int {
		list, err := os.ReadDir("/dev/fd")
		must(t, err)
		return len(list)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	must(t, db.Backup(t.Context(), n.Path, damaged))
	raw := open(t, damaged)
	run(t, raw, `DROP TABLE payload`)
	run(t, raw, `DROP TABLE tree_node`)
	run(t, raw, `DROP TRIGGER event_no_update`)
	run(t, raw, `UPDATE event SET at = 'never'`)
	must(t, raw.Close())
	before := opened()
	for i := range 3 {
		_, err := db.Verify(t.Context(), n.Path, nil)
		must(t, err)
		must(t, n.CopyAsOf(t.Context(), filepath.Join(t.TempDir(), "then.db"), int64(5+i)))
		copied := filepath.Join(t.TempDir(), "copy.db")
		must(t, db.Backup(t.Context(), n.Path, copied))
		d, err := db.Open(t.Context(), copied, db.Options{})
		must(t, err)
		_, err = d.AddUser(t.Context(), db.By{Actor: claims.System}, claims.User{Handle: "new", Name: "New", Role: claims.Viewer}, "x")
		must(t, err)
		must(t, d.Close())
		if d, err := db.Open(t.Context(), damaged, db.Options{}); err == nil {
			t.Errorf("a store whose last event has no time was opened: %v", d.Close())
		}
	}
	if after := opened(); after != before {
		t.Errorf("%d files were open before, and %d are after", before, after)
	}
}
