package views_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"assay/views"
)

// place is where a key stands in the form of keys.
func place(t *testing.T, key string) int {
	t.Helper()
	i := slices.Index(views.SingleKeys(), key)
	if i < 0 {
		t.Fatalf("there is no key %s", key)
	}
	return i
}

func TestKeysAsTheyComeAreNoChange(t *testing.T) {
	if m, bad := views.NewKeymap(views.SingleKeys()); bad != nil || m.Pairs() != "" || m.Cookie() != "" {
		t.Errorf("%q, %v", m.Pairs(), bad)
	}
}

func TestKeysAreChangedOneByOne(t *testing.T) {
	typed := views.SingleKeys()
	// Evidence and verdict change places, the list of keys has none.
	typed[place(t, "e")], typed[place(t, "v")], typed[place(t, "?")], typed[place(t, "g")] = "v", "e", "", "ж"
	m, bad := views.NewKeymap(typed)
	if bad != nil {
		t.Fatal(bad)
	}
	for key, want := range map[string]string{"e": "v", "v": "e", "?": "", "g": "ж", "g q": "ж q", "j": "j", "Ctrl Enter": "Ctrl Enter", "Esc": "Esc"} {
		if got := m.Of(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if again := views.ReadKeymap(m.Cookie()); again.Pairs() != m.Pairs() || m.Pairs() != "? gжevve" {
		t.Errorf("%q, read again %q", m.Pairs(), again.Pairs())
	}
}

func TestAKeyThatCannotBeIsToldAtItsField(t *testing.T) {
	for name, c := range map[string]struct {
		at   int
		key  string
		want string
	}{
		"taken":        {0, "e", "key_1"},
		"two letters":  {4, "zz", "key_5"},
		"a digit":      {4, "7", "key_5"},
		"a capital":    {4, "Q", "key_5"},
		"a control":    {4, "\u200e", "key_5"},
		"beyond":       {4, "😀", "key_5"},
		"a joined one": {4, "e\u0301", "key_5"},
	} {
		typed := views.SingleKeys()
		typed[c.at] = c.key
		_, bad := views.NewKeymap(typed)
		if len(bad) != 1 || bad[0].Field != c.want {
			t.Errorf("%s: %v", name, bad)
		}
	}
	typed := views.SingleKeys()
	typed[3], typed[6] = "q", "q"
	if _, bad := views.NewKeymap(typed); len(bad) != 1 || bad[0].Field != "key_7" || !strings.Contains(bad[0].Msg, "The keys of the page") {
		t.Errorf("one key twice: %v", bad)
	}
}

func TestACookieThatIsNoKeymapChangesNothing(t *testing.T) {
	for _, cookie := range []string{"", "e", "eve", "%zz", "ee", "q1", "ev", "evev", "e1", "jE", "\xff\xff", strings.Repeat("ev", 600), "%22%3E%3Cscript%3E"} {
		if m := views.ReadKeymap(cookie); m.Pairs() != "" {
			t.Errorf("%q gives %q", cookie, m.Pairs())
		}
	}
}

func TestWhateverIsTypedIsKeptWholeOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := views.SingleKeys()
		for range rapid.IntRange(0, 6).Draw(t, "changes") {
			typed[rapid.IntRange(0, len(typed)-1).Draw(t, "which")] = rapid.StringN(0, 2, 8).Draw(t, "key")
		}
		m, bad := views.NewKeymap(typed)
		if bad != nil {
			return
		}
		if got := views.ReadKeymap(m.Cookie()); got.Pairs() != m.Pairs() || len(m.Cookie()) > 1024 {
			t.Fatalf("%q became %q", m.Pairs(), got.Pairs())
		}
		var pressed []string
		for _, key := range views.SingleKeys() {
			if own := m.Of(key); own != "" {
				pressed = append(pressed, own)
			}
		}
		slices.Sort(pressed)
		if len(slices.Compact(slices.Clone(pressed))) != len(pressed) {
			t.Fatalf("one key presses two things: %q", pressed)
		}
	})
}
