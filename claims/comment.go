package claims

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Comment is what somebody says to the others about a claim. Its text never changes. It is no part of a verdict, and
// never counts as a review or as disagreement with one.
type Comment struct {
	ID         string    `json:"id"`
	ClaimID    string    `json:"claim_id"`
	Text       string    `json:"text"`
	By         string    `json:"by"`
	At         time.Time `json:"at"` // UTC
	Resolved   bool      `json:"resolved"`
	ResolvedBy string    `json:"resolved_by"` // user id; "" while the comment is open
	Version    int       `json:"version"`
}

// NewComment returns a comment on a claim in whatever state, without a version. Errors: ErrForbidden, FieldErrors on
// "comment".
func NewComment(id, claimID, text string, by Actor, at time.Time) (Comment, error) {
	if err := by.Check(MayWork); err != nil {
		return Comment{}, err
	}
	text = strings.TrimSpace(text)
	var bad FieldErrors
	checkProse(&bad, "comment", text, MaxProse, true)
	return Comment{ID: id, ClaimID: claimID, Text: text, By: by.ID, At: at}, bad.Err()
}

// Resolve returns the comment as settled. Errors: ErrForbidden, ErrInvalid when it is settled already.
func (c Comment) Resolve(by Actor) (Comment, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if c.Resolved {
		return c, Problem("This comment is settled already.")
	}
	c.Resolved, c.ResolvedBy = true, by.ID
	return c, nil
}

// Reopen returns a settled comment as open. Errors: ErrForbidden, ErrInvalid when it is open.
func (c Comment) Reopen(by Actor) (Comment, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if !c.Resolved {
		return c, Problem("This comment is open already.")
	}
	c.Resolved, c.ResolvedBy = false, ""
	return c, nil
}

// Seal is a review that nobody but its author may see yet.
type Seal struct {
	Reviewer string    // user id
	Since    time.Time // when the review was submitted, UTC
}

// Withheld tells whether a reader may not see the comment for now: what the author of a sealed review says after he
// submitted it can give the review away. readerID is the reader's user id.
func (c Comment) Withheld(seals []Seal, readerID string) bool {
	return c.By != readerID && slices.ContainsFunc(seals, func(s Seal) bool {
		return s.Reviewer == c.By && !c.At.Before(s.Since)
	})
}

// CommentRow is a comment as a claim's page shows it.
type CommentRow struct {
	Comment
	ByName       string
	ResolvedName string // "" while the comment is open
	Parts        []CommentPart
}

// CommentPart is a stretch of a comment's text, or somebody named in it.
type CommentPart struct {
	Text   string // the words; of a person, the display name
	Person bool
}

// CommentParts cuts a text at its mentions. names has the display name of everybody by handle.
func CommentParts(text string, names map[string]string) []CommentPart {
	known := func(handle string) bool { return names[handle] != "" }
	var out []CommentPart
	at := 0
	for _, m := range mentionsIn(text, known) {
		if m.Start > at {
			out = append(out, CommentPart{Text: text[at:m.Start]})
		}
		out = append(out, CommentPart{Text: names[m.handle], Person: true})
		at = m.End
	}
	if at < len(text) {
		out = append(out, CommentPart{Text: text[at:]})
	}
	return out
}

// MentionedIn lists the handles that a text mentions, each once, in the order of the text. A mention is an @ with a
// handle that is known; case does not count. An address of e-mail or of a page mentions nobody, nor does an @ within
// a word.
func MentionedIn(text string, known func(handle string) bool) []string {
	var out []string
	for _, m := range mentionsIn(text, known) {
		if !slices.Contains(out, m.handle) {
			out = append(out, m.handle)
		}
	}
	return out
}

// handleMention is a place in a text where somebody is mentioned: the @ and the handle.
type handleMention struct {
	Span
	handle string
}

func mentionsIn(text string, known func(string) bool) []handleMention {
	var out []handleMention
	for i := 0; i < len(text); i++ {
		if text[i] != '@' || continuesWord(text[:i]) {
			continue
		}
		end := i + 1
		for end < len(text) && handleByte(text[end]) {
			end++
		}
		if next, _ := utf8.DecodeRuneInString(text[end:]); next == '@' || wordRune(next) {
			continue
		}
		if handle := knownHandle(strings.ToLower(text[i+1:end]), known); handle != "" {
			end = i + 1 + len(handle)
			out = append(out, handleMention{Span{i, end}, handle})
		}
		i = end - 1
	}
	return out
}

// knownHandle returns the known handle that s is, or "". Marks at the end of s may belong to the sentence instead.
func knownHandle(s string, known func(string) bool) string {
	for s != "" {
		if validHandle(s) && known(s) {
			return s
		}
		if !strings.ContainsRune(".-_", rune(s[len(s)-1])) {
			return ""
		}
		s = s[:len(s)-1]
	}
	return ""
}

// continuesWord tells whether an @ after the text before it stands within a word or an address.
func continuesWord(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return wordRune(last) || strings.ContainsRune("@._-+%/=~&#", last)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func handleByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_'
}
