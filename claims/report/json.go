package report

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// jsonText builds JSON by appending. A key of "" stands for an element of an array. Commas come by themselves.
type jsonText struct{ b []byte }

// key begins a member or an element.
func (j *jsonText) key(k string) {
	if n := len(j.b); n > 0 && j.b[n-1] != '{' && j.b[n-1] != '[' && j.b[n-1] != '\n' {
		j.b = append(j.b, ',')
	}
	if k != "" {
		j.b = append(appendJSONString(j.b, k), ':')
	}
}

func (j *jsonText) open(k string, bracket byte) {
	j.key(k)
	j.b = append(j.b, bracket)
}

func (j *jsonText) close(bracket byte) { j.b = append(j.b, bracket) }

func (j *jsonText) text(k, s string) {
	j.key(k)
	j.b = appendJSONString(j.b, s)
}

// textIf leaves the member out when s is empty: annotations and ClaimReview have no null and no empty members.
func (j *jsonText) textIf(k, s string) {
	if s != "" {
		j.text(k, s)
	}
}

func (j *jsonText) texts(k string, all []string) {
	j.open(k, '[')
	for _, s := range all {
		j.text("", s)
	}
	j.close(']')
}

func (j *jsonText) number(k string, n int) {
	j.key(k)
	j.b = strconv.AppendInt(j.b, int64(n), 10)
}

// real writes a number; infinities and NaN, which JSON does not have, become null.
func (j *jsonText) real(k string, f float64) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		j.null(k)
		return
	}
	j.key(k)
	j.b = strconv.AppendFloat(j.b, f, 'f', -1, 64)
}

func (j *jsonText) boolean(k string, v bool) {
	j.key(k)
	j.b = strconv.AppendBool(j.b, v)
}

func (j *jsonText) null(k string) {
	j.key(k)
	j.b = append(j.b, "null"...)
}

// instant writes a time in UTC; one that is not set becomes null.
func (j *jsonText) instant(k string, t time.Time) {
	if t.IsZero() {
		j.null(k)
		return
	}
	j.key(k)
	j.b = append(j.b, '"')
	j.b = t.UTC().AppendFormat(j.b, time.RFC3339)
	j.b = append(j.b, '"')
}

const hexDigits = "0123456789abcdef"

// appendJSONString writes s as encoding/json does with HTML escaping on: no text can end the script element that
// the JSON is put into, and none can break a line of it. Bytes that are not UTF-8 become U+FFFD.
func appendJSONString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			b = appendJSONEscape(b, c)
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
			b = append(b, s[start:i]...)
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			start = i + n
		}
		i += n
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendJSONEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
