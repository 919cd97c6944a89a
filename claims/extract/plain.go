package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"assay/claims"
	"assay/claims/split"
)

// plainReader names the reader of plain text in Article.Extractor.
const plainReader = "assay-plain/1"

// Plain reads plain text: UTF-8, UTF-16 with a byte order mark, or what is clearly Windows-1252. The headline and
// the other facts are suggestions made of the first lines. Errors are claims.ErrInvalid: too large, not text, a NUL
// character, no text.
func Plain(raw []byte) (Article, error) {
	text, err := decodePlain(raw)
	if err != nil {
		return Article{}, err
	}
	a := Article{Text: canonical(text), Extractor: plainReader}
	if err := checkText(a.Text); err != nil {
		return Article{}, err
	}
	a.Blocks = split.Blocks(a.Text)
	meta := split.ReadMeta(a.Text, a.Blocks)
	a.Title, a.Byline, a.Published, a.Lang = line(meta.Headline), line(meta.Byline), meta.Published, cleanLang(meta.Lang)
	if a.Lang == "" {
		a.Lang = guessLang(a.Text)
	}
	return a, nil
}

// canonical is claims.CanonicalText of a text that may begin with several byte order marks.
func canonical(text string) string {
	return claims.CanonicalText(strings.TrimLeft(text, "\ufeff"))
}

// decodePlain returns raw as valid UTF-8 without NUL.
func decodePlain(raw []byte) (string, error) {
	if len(raw) > MaxBytes {
		return "", tooLarge
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		decoded, err := utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return "", badEncoding
		}
		raw = decoded
	case utf8.Valid(raw):
	case isWindows1252(raw):
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err != nil {
			return "", badEncoding
		}
		raw = decoded
	case bytes.IndexByte(raw, 0) < 0:
		return "", badEncoding
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", holdsNUL
	}
	return string(raw), nil
}

// isWindows1252 tells whether bytes that are not UTF-8 are clearly Western European text: no control characters,
// at most a third of the bytes beyond ASCII, and nine tenths of these letters or the punctuation of prose.
func isWindows1252(raw []byte) bool {
	high, prose := 0, 0
	for _, b := range raw {
		if b < 0x80 {
			if b < ' ' && !bytes.ContainsRune([]byte("\t\n\r\f"), rune(b)) || b == 0x7f {
				return false
			}
			continue
		}
		r := charmap.Windows1252.DecodeByte(b)
		if r == utf8.RuneError || unicode.IsControl(r) { // five bytes are not assigned
			return false
		}
		high++
		if unicode.IsLetter(r) || strings.ContainsRune("“”‘’‚„«»–—…•€£§©®°·½\u00a0", r) {
			prose++
		}
	}
	return high*3 <= len(raw) && prose*10 >= high*9
}
