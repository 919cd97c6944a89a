package views

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"

	"github.com/a-h/templ"
)

// singleKey is a key of one character that presses something. What the character is can be changed by whoever presses it.
type singleKey struct {
	Key  string // as it comes
	Does string
}

// singleKeys are all of them, in the order in which they are explained. The digits, which choose the rating at that place
// of a list, are no part of it.
var singleKeys = []singleKey{
	{"j", "Next item of a list"},
	{"k", "Item before; of a source: it gives context"},
	{"/", "Search"},
	{"?", "The keys of the page you are on"},
	{"z", "Undo your last action"},
	{"g", "Go to a page: a second letter says which"},
	{">", "Next page of a list"},
	{"n", "Next task; of selected text: not a claim"},
	{"b", "The claim before; of two reviews: B"},
	{"p", "Publish"},
	{"i", "Import an article"},
	{"h", "History"},
	{"r", "Report; of a source: it refutes the claim"},
	{"y", "Accept a claim"},
	{"x", "Reject a claim, select a row"},
	{"e", "Add evidence"},
	{"v", "Give a verdict; among the reasons to reject: vague"},
	{"w", "Edit the wording"},
	{"s", "Split a claim; of a source: it supports the claim"},
	{"m", "Merge claims; of a correction: a mistake"},
	{"d", "Why a claim is proposed; among the reasons to reject: duplicate"},
	{"o", "Among the reasons to reject: opinion; of two reviews: neither"},
	{"t", "Topics of the selected claims; among the reasons to reject: trivial"},
	{"c", "Make a claim of the selected text; of a correction: a clarification"},
	{"a", "The claim after, add a person, give to somebody; of selected text: add it to the current claim; of two reviews: A"},
	{"u", "Of a correction: an update"},
	{"{", "Start of a claim one word earlier"},
	{"}", "Start of a claim one word later"},
	{"[", "End of a claim one word earlier"},
	{"]", "End of a claim one word later"},
}

// noKey stands for a key that was taken away.
const noKey = " "

// Keymap is what a reader made of the single keys: by the key as it comes the one that he presses instead, or noKey. Keys
// that he left alone are not in it.
type Keymap map[string]string

// Of is the key that stands for key, "" when it was taken away. Of a sequence such as "g q" the first is changed.
func (m Keymap) Of(key string) string {
	first, rest, sequence := strings.Cut(key, " ")
	if own, ok := m[first]; ok {
		if own == noKey {
			return ""
		}
		first = own
	}
	if sequence {
		return first + " " + rest
	}
	return first
}

// Pairs writes the changed keys as pairs of characters, the one that comes and the one that is pressed, in the order of the
// keys: what the script and the cookie hold. It is "" when nothing was changed.
func (m Keymap) Pairs() string {
	var b strings.Builder
	for _, k := range singleKeys {
		if own, ok := m[k.Key]; ok {
			b.WriteString(k.Key + own)
		}
	}
	return b.String()
}

// Cookie is Pairs as a cookie may hold it: some hundred bytes at most.
func (m Keymap) Cookie() string { return url.QueryEscape(m.Pairs()) }

// ReadKeymap reads what Cookie wrote. What is none of it changes no key.
func ReadKeymap(cookie string) Keymap {
	pairs, err := url.QueryUnescape(cookie)
	if err != nil || len(cookie) > maxKeymap || !utf8.ValidString(pairs) {
		return nil
	}
	runes := []rune(pairs)
	if len(runes) == 0 || len(runes)%2 != 0 {
		return nil
	}
	m := Keymap{}
	for i := 0; i < len(runes); i += 2 {
		if runes[i] != runes[i+1] {
			m[string(runes[i])] = string(runes[i+1])
		}
	}
	if m.Pairs() != pairs || m.check(func(int, string) {}) {
		return nil
	}
	return m
}

// maxKeymap bounds the cookie, in bytes.
const maxKeymap = 1 << 10

// NewKeymap makes a key map of what was typed, one text for each of the single keys. FieldErrors are of the fields "key_1",
// "key_2" …
func NewKeymap(typed []string) (Keymap, claims.FieldErrors) {
	m := Keymap{}
	for i, k := range singleKeys {
		own := noKey
		if i < len(typed) && strings.TrimSpace(typed[i]) != "" {
			own = strings.TrimSpace(typed[i])
		}
		if own != k.Key {
			m[k.Key] = own
		}
	}
	var bad claims.FieldErrors
	m.check(func(i int, msg string) { bad.Add(numbered("key", i+1), msg) })
	if len(m.Cookie()) > maxKeymap {
		bad.Add("", "These keys are too many to be kept. Leave some as they come.")
	}
	return m, bad
}

// check tells fault about every key that cannot be, by its place among the single keys, and whether there is one.
func (m Keymap) check(fault func(i int, msg string)) (any bool) {
	taken := map[string]string{} // by the key that is pressed
	for _, k := range singleKeys {
		if _, changed := m[k.Key]; !changed {
			taken[k.Key] = k.Does
		}
	}
	for i, k := range singleKeys {
		own, changed := m[k.Key]
		if !changed || own == noKey {
			continue
		}
		msg := keyMsg(own)
		if does := taken[own]; msg == "" && does != "" {
			msg = fmt.Sprintf("“%s” is taken: %s. Change that key too, or choose another.", own, does)
		}
		if msg != "" {
			fault(i, msg)
			any = true
		}
		taken[own] = k.Does
	}
	return any
}

// keyMsg says why a text cannot be a key; "" when it can.
func keyMsg(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case size != len(s) || r == utf8.RuneError || r > 0xffff:
		return "A key is one character."
	case unicode.IsDigit(r):
		return "Digits choose from lists. Use a letter or a sign."
	case unicode.IsUpper(r):
		return "Use the small letter."
	case !unicode.IsLetter(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r):
		return "Use a letter or a sign."
	}
	return ""
}

// typedKeys are what stands in the form of keys: what was typed, or else the key that is pressed for every single key.
func (p Page) typedKeys(typed []string) []string {
	if typed != nil {
		return typed
	}
	for _, k := range singleKeys {
		typed = append(typed, p.Keys.Of(k.Key))
	}
	return typed
}

// SingleKeys are the single keys as they come, in the order of the form of keys.
func SingleKeys() []string {
	var out []string
	for _, k := range singleKeys {
		out = append(out, k.Key)
	}
	return out
}

// keymapAttr tells the script which keys the reader changed.
func (p Page) keymapAttr() templ.Attributes {
	if p.Keys.Pairs() == "" {
		return nil
	}
	return templ.Attributes{"data-keymap": p.Keys.Pairs()}
}
