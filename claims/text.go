package claims

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// CheckText returns a message when s cannot be kept as text: invalid UTF-8 or a NUL byte. Otherwise "".
func CheckText(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "This is not valid UTF-8 text."
	case strings.ContainsRune(s, 0):
		return "This holds a NUL character, which text cannot have."
	}
	return ""
}

// checkLine adds a fault when s is not one line of at most limit code points, or is empty although it must not be.
func checkLine(bad *FieldErrors, field, s string, limit int, required bool) {
	if strings.ContainsAny(s, "\n\r") {
		bad.Add(field, "Keep this to one line.")
		return
	}
	checkProse(bad, field, s, limit, required)
}

// checkProse is checkLine for text that may have several lines.
func checkProse(bad *FieldErrors, field, s string, limit int, required bool) {
	msg := CheckText(s)
	n := utf8.RuneCountInString(s)
	switch {
	case msg != "":
		bad.Add(field, msg)
	case required && strings.TrimSpace(s) == "":
		bad.Add(field, "Fill this in.")
	case n > limit:
		bad.Add(field, fmt.Sprintf("This has %d characters; at most %d fit.", n, limit))
	}
}
