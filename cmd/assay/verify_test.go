package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestVerifyNamesTheFirstBadEvent(t *testing.T) {
	path := demoDB(t)
	if out := ok(t, "", "verify", "--db", path); !strings.Contains(out, "The record holds") || !regexp.MustCompile(`root +\S{44,}`).MatchString(out) {
		t.Errorf("printed %s", out)
	}
	tamper(t, path, "DROP TRIGGER event_no_update", "UPDATE event SET note = 'x' WHERE seq IN (7, 9)")
	refused(t, 1, "the first bad event is 7", "verify", "--db", path)
}

func TestBackupMakesACopyThatVerifies(t *testing.T) {
	path := demoDB(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if out := ok(t, "", "backup", "--db", path, copied); !strings.HasPrefix(out, copied+": ") {
		t.Errorf("printed %s", out)
	}
	if ok(t, "", "verify", "--db", copied) != ok(t, "", "verify", "--db", path) {
		t.Error("the copy has another record")
	}
	refused(t, 1, "exists already", "backup", "--db", path, copied)
}
