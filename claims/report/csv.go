package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/claims"
)

// csvEncoder writes RFC 4180: CRLF line ends, a header, every text cell quoted, numbers bare.
type csvEncoder struct{ info *Info }

// begin leaves the names of the header unquoted, so that a reader that takes the byte order mark for a part of the
// first cell still parses it.
func (e *csvEncoder) begin(b []byte) []byte {
	if !e.info.NoBOM {
		b = append(b, "\ufeff"...)
	}
	for i, col := range claimColumns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, col.name...)
	}
	return append(b, '\r', '\n')
}

func (e *csvEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	for i := range claimColumns {
		col := &claimColumns[i]
		if i > 0 {
			b = append(b, ',')
		}
		if col.text != nil {
			b = appendCell(b, col.text(e.info, c))
		} else if n, known := col.number(c); known {
			b = strconv.AppendInt(b, int64(n), 10)
		}
	}
	return append(b, '\r', '\n'), nil
}

func (e *csvEncoder) end(b []byte) []byte { return b }

// appendCell quotes a text cell, with an apostrophe before text that a spreadsheet might compute (OWASP ASVS 5.0,
// 1.2.10). NUL, which no text of ours holds and many readers stop at, becomes U+FFFD.
func appendCell(b []byte, s string) []byte {
	b = append(b, '"')
	if startsFormula(s) {
		b = append(b, '\'')
	}
	for {
		i := strings.IndexAny(s, "\"\x00")
		if i < 0 {
			break
		}
		b = append(b, s[:i]...)
		if s[i] == '"' {
			b = append(b, '"', '"')
		} else {
			b = append(b, "\ufffd"...)
		}
		s = s[i+1:]
	}
	b = append(b, s...)
	return append(b, '"')
}

// startsFormula tells whether a spreadsheet might take the text for a formula or a command: it begins with one of
// = + - @ | TAB CR LF NUL or a wide, small, raised or lowered form of these signs, at once or after white space and
// characters that cannot be seen.
func startsFormula(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '|', '\t', '\r', '\n', 0,
			'＝', '＋', '－', '＠', '｜', '﹦', '﹢', '﹣', '﹫', '⁼', '⁺', '⁻', '₌', '₊', '₋', '−':
			return true
		}
		if r < utf8.RuneSelf && r > ' ' && r != 0x7f {
			return false
		}
		if !unicode.IsSpace(r) && !unseen(r) {
			return false
		}
	}
	return false
}

// unseen tells whether r may show nothing by itself: controls, format characters, what Unicode has not assigned,
// marks that need a letter before them, fillers, and what stands for bytes that are not UTF-8.
func unseen(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x2800, 0x3164, 0xffa0, utf8.RuneError:
		return true
	}
	return !unicode.IsGraphic(r) || unicode.Is(unicode.Mn, r)
}
