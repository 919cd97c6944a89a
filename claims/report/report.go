// Package report writes verdict reports: the same claims, evidence and verdicts as a table, as lines of JSON, as a
// page to print, or in the notations that other programs of the field read. A page download and the export command
// call the same Write.
//
// Every writer takes one claim at a time and keeps nothing of it, so a report of a million claims needs no more
// memory than one of ten. Lint looks the other way: it reads anybody's ClaimReview and says what is wrong with it.
package report

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"assay/claims"
)

// Format names a way to write a report.
type Format string

// The formats.
const (
	CSV         Format = "csv"         // RFC 4180, one row per claim
	JSONL       Format = "jsonl"       // one JSON object per claim and line
	XLSX        Format = "xlsx"        // a workbook with the sheets Claims and Evidence
	Markdown    Format = "markdown"    // CommonMark to read and to paste
	HTML        Format = "html"        // one page to read and to print
	Annotations Format = "annotations" // W3C Web Annotation collection, JSON-LD
	ClaimReview Format = "claimreview" // schema.org ClaimReview, JSON-LD; published verdicts only
	Bundle      Format = "bundle"      // HTML with the article's text, digests and the head of the record
)

// FormatInfo describes a format to menus and HTTP headers.
type FormatInfo struct {
	Format    Format
	Name      string // for a menu
	Extension string // of a file's name, with its dot
	MediaType string // for Content-Type
}

var formats = []FormatInfo{
	{CSV, "CSV table", ".csv", "text/csv; charset=utf-8; header=present"},
	{XLSX, "Excel workbook", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{JSONL, "JSON lines", ".jsonl", "application/jsonl"},
	{Markdown, "Markdown", ".md", "text/markdown; charset=utf-8; variant=CommonMark"},
	{HTML, "Page to print", ".html", "text/html; charset=utf-8"},
	{Bundle, "Self-contained bundle", ".bundle.html", "text/html; charset=utf-8"},
	{Annotations, "W3C annotations", ".annotations.jsonld", `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`},
	{ClaimReview, "ClaimReview", ".claimreview.jsonld", "application/ld+json"},
}

// Formats lists all formats in the order in which menus offer them.
func Formats() []FormatInfo { return slices.Clone(formats) }

// Info is what a report says about itself, apart from its claims.
type Info struct {
	Desk      claims.Desk
	BaseURL   string                                                            // where this installation is reached, without a slash at the end
	Made      time.Time                                                         // when the report was made
	Title     string                                                            // the article's headline, or "All claims"
	AsOf      string                                                            // the moment or event whose state is shown; "" = the present
	Article   *claims.Article                                                   // nil for a report over several articles
	Text      *claims.ArticleVersion                                            // the version that the claims stand in; nil for a report over several articles
	Texts     func(articleID string, number int) (claims.ArticleVersion, error) // finds versions when Text is nil; may be nil itself
	Head      claims.RecordHead                                                 // zero when not known
	Generator string                                                            // the program and its version
	NoBOM     bool                                                              // leave the byte order mark out of CSV; Excel reads UTF-8 only with it
}

// Write writes the claims as f. It asks rows for the next claim only when the one before is written, and stops at
// the first error of rows or w; what is written by then is not a whole report.
//
// Positions in code points need the article's text: without Info.Text and Info.Texts they are left out, and so they
// are for a claim that does not stand in its text any more.
//
// Errors: claims.ErrInvalid for an unknown format; those of rows, of Info.Texts and of w, wrapped.
func Write(w io.Writer, f Format, info Info, rows iter.Seq2[claims.ReportClaim, error]) error {
	var err error
	switch f {
	case CSV:
		err = stream(w, &csvEncoder{info: &info}, rows)
	case JSONL:
		err = stream(w, &jsonlEncoder{info: &info, place: newPlacer(&info)}, rows)
	case XLSX:
		err = writeXLSX(w, &info, rows)
	case Markdown:
		err = stream(w, &markdownEncoder{info: &info}, rows)
	case HTML:
		err = stream(w, &htmlEncoder{info: &info, place: newPlacer(&info)}, rows)
	case Bundle:
		err = stream(w, &htmlEncoder{info: &info, place: newPlacer(&info), bundle: true}, rows)
	case Annotations:
		err = stream(w, &annotationEncoder{info: &info, place: newPlacer(&info)}, rows)
	case ClaimReview:
		err = stream(w, &claimReviewEncoder{info: &info}, rows)
	default:
		return claims.Problem("There is no such report format.")
	}
	if err != nil {
		return fmt.Errorf("write %s report: %w", f, err)
	}
	return nil
}

// encoder writes one format by appending to b, the way strconv does.
type encoder interface {
	begin(b []byte) []byte
	row(b []byte, c *claims.ReportClaim) ([]byte, error)
	end(b []byte) []byte
}

// chunk is the number of bytes after which a report is handed on to its writer.
const chunk = 32 << 10

func stream(w io.Writer, enc encoder, rows iter.Seq2[claims.ReportClaim, error]) error {
	b := enc.begin(make([]byte, 0, 2*chunk))
	for c, err := range rows {
		if err != nil {
			return err
		}
		if b, err = enc.row(b, &c); err != nil {
			return fmt.Errorf("claim %s: %w", c.Claim.ID, err)
		}
		if len(b) < chunk {
			continue
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	_, err := w.Write(enc.end(b))
	return err
}

// public tells whether readers can see the verdict that the claim has now; it is Dossier.Published for reports.
func public(c *claims.ReportClaim) bool {
	p := c.Publication
	return p != nil && c.Verdict != nil && p.State != claims.Retracted && p.Revision == c.Verdict.Version
}

// appearance returns where the claim was found; it is zero for a claim that was never anchored.
func appearance(c *claims.ReportClaim) claims.Appearance {
	if len(c.Claim.Appearances) == 0 {
		return claims.Appearance{}
	}
	return c.Claim.Appearances[0]
}

// claimURL is the page of a claim and of its verdict.
func (i *Info) claimURL(claimID string) string { return i.BaseURL + "/claims/" + claimID }

// webLink returns address when it may become a link, else "".
func webLink(address string) string {
	u, err := claims.WebAddress(address)
	if err != nil {
		return ""
	}
	return u.String()
}

// stamp formats an instant in UTC to the second; a time that is not set is "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// textURL is the plain text on which positions in v count. It is "" for any version but the article's current one: the
// address of a text gives the current one.
func (i *Info) textURL(v claims.ArticleVersion) string {
	if i.Article == nil || i.Article.ID != v.ArticleID || i.Article.Number != v.Number {
		return ""
	}
	return i.BaseURL + "/articles/" + v.ArticleID + "/text"
}
