package main

import (
	"regexp"
	"strings"
	"testing"
)

func TestUsersAreAddedListedAndDisabled(t *testing.T) {
	path := demoDB(t)
	out := ok(t, "", "user", "add", "edda", "--db", path, "--role", "editor", "--name", "Edda Stern")
	if !regexp.MustCompile(`^edda signs in with [a-z2-7]{5}(-[a-z2-7]{5}){3}\n$`).MatchString(out) {
		t.Errorf("printed %s", out)
	}
	if out := ok(t, "a long enough pass phrase\n", "user", "add", "otto", "--db", path, "--password-stdin"); out != "" {
		t.Errorf("a password that was given is printed: %s", out)
	}
	if other := ok(t, "", "user", "passwd", "edda", "--db", path); other == out || !strings.HasPrefix(other, "edda signs in with ") {
		t.Errorf("printed %s", other)
	}
	ok(t, "", "user", "disable", "otto", "--db", path)
	list := ok(t, "", "user", "list", "--db", path)
	for _, line := range []string{`edda +editor +active +Edda Stern`, `otto +reviewer +disabled +otto`, `noor +admin +active +Noor Haddad`} {
		if !regexp.MustCompile(`(?m)^` + line + `$`).MatchString(list) {
			t.Errorf("no line %q in\n%s", line, list)
		}
	}
	ok(t, "", "verify", "--db", path)
}

func TestUserCommandsRefuse(t *testing.T) {
	path := demoDB(t)
	refused(t, 1, "handle: ", "user", "add", "Not A Handle", "--db", path)
	refused(t, 1, "Somebody has this user name", "user", "add", "mara", "--db", path)
	refused(t, 1, "there is no user", "user", "passwd", "nobody", "--db", path)
	refused(t, 1, "last admin", "user", "disable", "noor", "--db", path)
	got := assay(t, "short\n", "user", "passwd", "mara", "--db", path, "--password-stdin")
	if got.status != 1 || !strings.Contains(got.err, "at least 15") {
		t.Errorf("a short password: %d %s", got.status, got.err)
	}
}
