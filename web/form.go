package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"assay/claims"
)

// form reads a request's fields and collects what is wrong with them. A value that does not parse is a fault tied to
// its field, never a zero.
type form struct {
	values url.Values
	file   string // SHA-256 of an uploaded file, as hex; "" when there is none
	bad    claims.FieldErrors
}

// errTooLarge says that the body is longer than the route takes.
var errTooLarge = errors.New("the request is too large")

// readForm parses the body. Errors: errTooLarge, ErrInvalid for a body that is no form.
func readForm(r *http.Request) (*form, error) {
	var err error
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		err = r.ParseMultipartForm(maxImport)
	} else {
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, errTooLarge
	case err != nil:
		return nil, claims.Problem("The form could not be read.")
	}
	return &form{values: r.PostForm}, nil
}

// text returns a field as typed, with line ends made LF. Invalid text is a fault.
func (f *form) text(field string) string {
	s := strings.ReplaceAll(f.values.Get(field), "\r\n", "\n")
	if msg := claims.CheckText(s); msg != "" {
		f.bad.Add(field, msg)
		return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\ufffd")
	}
	return s
}

// line is text without white space around it.
func (f *form) line(field string) string { return strings.TrimSpace(f.text(field)) }

// number returns a field as an integer; "" and everything else that is none is a fault.
func (f *form) number(field string) int {
	n, err := strconv.Atoi(f.values.Get(field))
	if err != nil {
		f.bad.Add(field, "This is not a number. Load the page again.")
	}
	return n
}

// day returns a field as a day.
func (f *form) day(field string) claims.Date { return f.date(field, claims.ParseDay) }

// partial returns the field "published" as a day, a month or a year.
func (f *form) partial() claims.Date { return f.date("published", claims.ParseDate) }

func (f *form) date(field string, parse func(field, s string) (claims.Date, error)) claims.Date {
	s := f.line(field)
	d, err := parse(field, s)
	if err != nil {
		f.bad = append(f.bad, claims.Fields(err)...)
		return claims.Date(s)
	}
	return d
}

// list returns all values of a field.
func (f *form) list(field string) []string { return f.values[field] }

// topics returns the field "topics", a list parted by commas.
func (f *form) topics() []string {
	var out []string
	for part := range strings.SplitSeq(f.line("topics"), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// ticked tells whether a checkbox was sent.
func (f *form) ticked(field string) bool { return f.values.Get(field) != "" }

// err returns the faults found so far together with those of a rule, or another error as it is.
func (f *form) err(rule error) error {
	more := claims.Fields(rule)
	if rule != nil && more == nil {
		return rule
	}
	all := f.bad
	for _, e := range more {
		if !hasField(f.bad, e.Field) { // what does not parse needs no second message
			all = append(all, e)
		}
	}
	return all.Err()
}

func hasField(bad claims.FieldErrors, field string) bool {
	for _, e := range bad {
		if e.Field == field {
			return true
		}
	}
	return false
}

// op names the operation that the form asks for: the same values and the same file sent to the same address in the same
// session again are the same operation. The hidden field op, which changes with the state of the page, tells a wanted repetition from
// a double click. The name goes into the record for ever, and the values may hold a password: it can only be tried by
// whoever knows the session's id, which is kept nowhere.
func (f *form) op(sessionID, path string) string {
	sum := sha256.Sum256([]byte(sessionID + "\x00" + path + "\x00" + f.file + "\x00" + f.values.Encode()))
	return hex.EncodeToString(sum[:16])
}

// back is the page of ours that the form came from, or fallback.
func (f *form) back(fallback string) string { return localPath(f.values.Get("back"), fallback) }

// localPath returns s when it is the path of a page of ours, and otherwise fallback. A redirect must never leave the
// site: no scheme, no host, no backslash, no control character.
func localPath(s, fallback string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n\t\x00") {
		return fallback
	}
	u, err := url.Parse(s)
	if err != nil || u.IsAbs() || u.Host != "" {
		return fallback
	}
	clean := url.URL{Path: u.Path, RawQuery: u.RawQuery, Fragment: u.Fragment}
	out := clean.String()
	if !strings.HasPrefix(out, "/") || strings.HasPrefix(out, "//") {
		return fallback
	}
	return out
}
