package claims

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

// Article is a text that was put in, under one headline. Its text lives in versions.
type Article struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"`       // canonical address; "" when it has none
	Outlet    string    `json:"outlet"`    // who published it; "" when unknown
	Headline  string    `json:"headline"`  // never empty
	Byline    string    `json:"byline"`    // without "By"; "" when there is none
	Published Date      `json:"published"` // "" when unknown
	Lang      string    `json:"lang"`      // BCP 47; "" when unknown
	Origin    Origin    `json:"origin"`
	OriginRef string    `json:"origin_ref"` // the file's name or the address fetched; "" for a paste
	Number    int       `json:"number"`     // number of the current version, from 1
	Blocks    []Block   `json:"blocks"`     // the current version's blocks: ascending, covering every line that is not blank
	Added     time.Time `json:"added"`      // UTC
	AddedBy   string    `json:"added_by"`   // user id
	Version   int       `json:"version"`
}

// Origin is how an article came in.
type Origin string

// The ways an article comes in.
const (
	Pasted   Origin = "paste"
	Uploaded Origin = "file"
	Fetched  Origin = "url"
)

// ArticleVersion is the text of an article at one moment. It never changes.
type ArticleVersion struct {
	ArticleID string    `json:"article_id"`
	Number    int       `json:"number"`     // from 1
	Text      string    `json:"text"`       // UTF-8, LF, one blank line between paragraphs, furniture included
	SHA256    string    `json:"sha256"`     // hex digest of Text
	Extractor string    `json:"extractor"`  // which reader made Text of the raw bytes, with its version
	RawSHA256 string    `json:"raw_sha256"` // hex digest of the bytes that came in
	Fetched   time.Time `json:"fetched"`    // UTC; when the bytes came in
}

// Block is a run of lines of a version with one role in it.
type Block struct {
	Span
	Kind BlockKind `json:"kind"`
	Why  string    `json:"why,omitempty"` // the named reason for a guess, for instance "no sentence"; "" when a person decided
}

// BlockKind is the role of a block.
type BlockKind string

// The kinds of block. Only text, list, heading and caption are read for claims.
const (
	Headline  BlockKind = "headline"
	Byline    BlockKind = "byline"
	Dateline  BlockKind = "dateline"
	Heading   BlockKind = "heading"
	Text      BlockKind = "text"
	List      BlockKind = "list"
	Caption   BlockKind = "caption"
	About     BlockKind = "about"     // about the author or the outlet
	Furniture BlockKind = "furniture" // menus, adverts, pleas for money, "Click here"
)

// BlockKinds lists all kinds in the order in which they are offered.
var BlockKinds = []BlockKind{Text, Headline, Byline, Dateline, Heading, List, Caption, About, Furniture}

// SetAside tells whether the block is kept but not read for claims and not shown as the article's text.
func (k BlockKind) SetAside() bool { return k == Furniture || k == About }

// Body tells whether claims are looked for in blocks of this kind.
func (k BlockKind) Body() bool { return k == Text || k == List || k == Caption }

// Valid tells whether k is one of BlockKinds.
func (k BlockKind) Valid() bool {
	for _, have := range BlockKinds {
		if have == k {
			return true
		}
	}
	return false
}

// NewArticle is what an import hands to the store: everything about an article that is known before it is saved.
type NewArticle struct {
	URL, Outlet, Headline, Byline, Lang string
	Published                           Date
	Origin                              Origin
	OriginRef                           string
	Text                                string // canonical, see CanonicalText
	Blocks                              []Block
	Extractor                           string
	RawSHA256                           string
	Candidates                          []Candidate
}

// Check returns the faults as FieldErrors, or nil. Fields: "headline", "byline", "outlet", "url", "published",
// "lang", "text", "blocks".
func (a NewArticle) Check() error {
	bad := checkMeta(a.Headline, a.Byline, a.Outlet, a.URL, a.Published, a.Lang)
	checkProse(&bad, "text", a.Text, MaxArticle, true)
	if !blocksFit(a.Text, a.Blocks) {
		bad.Add("blocks", "The parts do not fit the text any more. Start the import again.")
	}
	return bad.Err()
}

// ArticleEdit is the form by which the facts about an article are corrected.
type ArticleEdit struct {
	ID                                  string
	Version                             int // the version that the form was made from
	URL, Outlet, Headline, Byline, Lang string
	Published                           Date
}

// Edit returns the article with the corrected facts. Errors: ErrForbidden, FieldErrors as for NewArticle.Check.
func (a Article) Edit(in ArticleEdit, by Actor) (Article, error) {
	if err := by.Check(MayWork); err != nil {
		return a, err
	}
	bad := checkMeta(in.Headline, in.Byline, in.Outlet, in.URL, in.Published, in.Lang)
	if err := bad.Err(); err != nil {
		return a, err
	}
	a.URL, a.Outlet, a.Headline, a.Byline, a.Lang, a.Published = in.URL, in.Outlet, in.Headline, in.Byline, in.Lang, in.Published
	return a, nil
}

// SetBlock returns the article with block i given another kind: the one click that brings furniture back, or sets
// it aside. Errors: ErrForbidden, ErrInvalid for an unknown block or kind.
func (a Article) SetBlock(i int, kind BlockKind, by Actor) (Article, error) {
	if err := by.Check(MayWork); err != nil {
		return a, err
	}
	if i < 0 || i >= len(a.Blocks) || !kind.Valid() {
		return a, Problem("There is no such part of the article.")
	}
	a.Blocks = append([]Block(nil), a.Blocks...)
	a.Blocks[i].Kind, a.Blocks[i].Why = kind, ""
	return a, nil
}

func checkMeta(headline, byline, outlet, address string, published Date, lang string) FieldErrors {
	var bad FieldErrors
	checkLine(&bad, "headline", headline, MaxLine, true)
	checkLine(&bad, "byline", byline, MaxLine, false)
	checkLine(&bad, "outlet", outlet, MaxLine, false)
	if address != "" {
		if _, err := WebAddress(address); err != nil {
			bad.Add("url", "Give a full address that begins with http:// or https://, or leave this empty.")
		}
	}
	if !published.Valid() {
		bad.Add("published", "Write year-month-day, or year-month, or the year: 2017-02-08, 2017-02, 2017.")
	}
	if !validLang(lang) {
		bad.Add("lang", "Give a language tag such as en, ar or pt-BR, or leave this empty.")
	}
	return bad
}

// validLang accepts "" and the subset of BCP 47 that articles need: a language and up to two subtags.
func validLang(lang string) bool {
	if lang == "" {
		return true
	}
	parts := strings.Split(lang, "-")
	if len(parts) > 3 || len(parts[0]) < 2 || len(parts[0]) > 3 {
		return false
	}
	for _, p := range parts {
		if len(p) < 2 || len(p) > 8 {
			return false
		}
		for _, c := range p {
			if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
				return false
			}
		}
	}
	return true
}

// WebAddress parses an absolute http or https address with a host and without user information.
// Anything else is an ErrInvalid, so that no other scheme ever becomes a link.
func WebAddress(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || len(s) > 2048 || CheckText(s) != "" {
		return nil, Problem("not a web address")
	}
	return u, nil
}

// CanonicalText brings raw text into the form in which versions are kept: line ends become LF, trailing blanks of
// lines and runs of blank lines go, and paragraphs are parted by one blank line. Everything else stays as it came:
// no Unicode normalisation (it would change the evidence).
// Byte order marks at the start are dropped.
func CanonicalText(raw string) string {
	raw = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(raw)
	var b strings.Builder
	blank := false
	for line := range strings.SplitSeq(raw, "\n") {
		line = strings.TrimRight(line, " \t\v\f\u00a0\u3000")
		if b.Len() == 0 {
			line = strings.TrimLeft(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" {
			blank = true
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank {
				b.WriteByte('\n')
			}
		}
		blank = false
		b.WriteString(line)
	}
	return b.String()
}

// TextDigest returns the hex SHA-256 of a text, by which a duplicate is recognised and an anchor checked.
func TextDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// blocksFit tells whether blocks are ascending, apart, and valid in text.
func blocksFit(text string, blocks []Block) bool {
	last := 0
	for _, b := range blocks {
		if !b.ValidIn(text) || b.Start < last || !b.Kind.Valid() {
			return false
		}
		last = b.End
	}
	return len(blocks) > 0
}

// English tells whether a text in this language, as a BCP 47 tag, is read as English: "en" in every form, and "" for a
// language that is not known. Only English is cut into clauses.
func English(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base == "" || base == "en"
}
