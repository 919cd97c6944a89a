package report

import (
	"archive/zip"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"assay/claims"
)

// evidenceColumns are the columns of a workbook's second sheet. Names are permanent.
var evidenceColumns = []struct {
	name  string
	width float64
	value func(c *claims.ReportClaim, e *claims.EvidenceRow) any
}{
	{"claim_id", 18, func(c *claims.ReportClaim, _ *claims.EvidenceRow) any { return c.Claim.ID }},
	{"claim_no", 8, func(c *claims.ReportClaim, _ *claims.EvidenceRow) any { return c.Claim.No }},
	{"id", 18, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.ID }},
	{"stance", 10, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return string(e.Stance) }},
	{"quote", 60, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.Quote }},
	{"quote_found", 10, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.QuoteFound }},
	{"note", 40, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.Note }},
	{"source", 40, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.SourceTitle }},
	{"source_url", 40, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.SourceURL }},
	{"publisher", 20, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.Publisher }},
	{"published", 12, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return string(e.Published) }},
	{"copy_sha256", 24, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.SnapshotSHA256 }},
	{"copy_made", 20, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return stamp(e.SnapshotAt) }},
	{"added", 20, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return stamp(e.Added) }},
	{"added_by", 20, func(_ *claims.ReportClaim, e *claims.EvidenceRow) any { return e.AddedByName }},
}

// writeXLSX writes a workbook. Text goes into inline strings, which no spreadsheet computes, so it stands there as it
// is, without an apostrophe. The sheets are spooled by the library, in memory up to 16 MiB each and beyond that in
// temporary files, because a workbook holds one sheet after the other and claims come with their evidence.
func writeXLSX(w io.Writer, info *Info, rows iter.Seq2[claims.ReportClaim, error]) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	claimSheet, evidenceSheet, err := newSheets(f, info)
	if err != nil {
		return err
	}
	for c, err := range rows {
		if err != nil {
			return err
		}
		for i, col := range claimColumns {
			claimSheet.cells[i] = col.cell(info, &c)
		}
		if err := claimSheet.write(); err != nil {
			return err
		}
		for i := range c.Evidence {
			for k, col := range evidenceColumns {
				evidenceSheet.cells[k] = fit(col.value(&c, &c.Evidence[i]))
			}
			if err := evidenceSheet.write(); err != nil {
				return err
			}
		}
	}
	for _, s := range []*sheet{claimSheet, evidenceSheet} {
		if err := s.w.Flush(); err != nil {
			return fmt.Errorf("finish sheet: %w", err)
		}
	}
	// The library would build the whole file in memory first; this makes it write where the file is wanted.
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	_, err = f.WriteToBuffer()
	return err
}

func newSheets(f *excelize.File, info *Info) (claimSheet, evidenceSheet *sheet, err error) {
	err = f.SetDocProps(&excelize.DocProperties{
		Title: plainXML(info.Title), Creator: plainXML(info.Desk.Name), Created: stamp(info.Made), Modified: stamp(info.Made),
	})
	if err != nil {
		return nil, nil, fmt.Errorf("describe workbook: %w", err)
	}
	if err := f.SetSheetName("Sheet1", "Claims"); err != nil {
		return nil, nil, fmt.Errorf("name sheet: %w", err)
	}
	if _, err := f.NewSheet("Evidence"); err != nil {
		return nil, nil, fmt.Errorf("add sheet: %w", err)
	}
	names, widths := make([]string, len(claimColumns)), make([]float64, len(claimColumns))
	for i, col := range claimColumns {
		names[i], widths[i] = col.name, col.width
	}
	if claimSheet, err = newSheet(f, "Claims", names, widths); err != nil {
		return nil, nil, err
	}
	names, widths = make([]string, len(evidenceColumns)), make([]float64, len(evidenceColumns))
	for i, col := range evidenceColumns {
		names[i], widths[i] = col.name, col.width
	}
	evidenceSheet, err = newSheet(f, "Evidence", names, widths)
	return claimSheet, evidenceSheet, err
}

// sheet writes rows one after the other; cells is the next one.
type sheet struct {
	w     *excelize.StreamWriter
	row   int
	cells []any
}

func newSheet(f *excelize.File, name string, columns []string, widths []float64) (*sheet, error) {
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, fmt.Errorf("begin sheet: %w", err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("make style: %w", err)
	}
	for i, width := range widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return nil, fmt.Errorf("set column width: %w", err)
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, fmt.Errorf("freeze header: %w", err)
	}
	s := &sheet{w: w, cells: make([]any, len(columns))}
	for i, c := range columns {
		s.cells[i] = excelize.Cell{StyleID: bold, Value: c}
	}
	return s, s.write()
}

func (s *sheet) write() error {
	s.row++
	if s.row > excelize.TotalRows {
		return claims.Problem("A workbook holds at most 1,048,576 rows on a sheet. Choose CSV or JSON lines for this many claims.")
	}
	if err := s.w.SetRow("A"+strconv.Itoa(s.row), s.cells); err != nil {
		return fmt.Errorf("write row %d: %w", s.row, err)
	}
	return nil
}

// cell returns the column's value for a workbook: an int, a string, or nil for an empty cell.
func (col *column) cell(info *Info, c *claims.ReportClaim) any {
	if col.text != nil {
		return fit(col.text(info, c))
	}
	if n, known := col.number(c); known {
		return n
	}
	return nil
}

// cutMark ends a text that is too long for a cell.
const cutMark = " … (cut here: a workbook's cell holds no more)"

// fit turns empty text into an empty cell and cuts, visibly, what is longer than a cell can be: 32,767 UTF-16 units.
func fit(value any) any {
	s, ok := value.(string)
	switch {
	case !ok:
		return value
	case s == "":
		return nil
	case len(s) <= excelize.TotalCellChars:
		return s
	}
	units := 0
	room := excelize.TotalCellChars - utf8.RuneCountInString(cutMark)
	cut := len(s)
	for i, r := range s {
		n := 1
		if r > 0xffff {
			n = 2
		}
		if units <= room && units+n > room {
			cut = i
		}
		units += n
	}
	if units <= excelize.TotalCellChars {
		return s
	}
	return s[:cut] + cutMark
}

// plainXML drops what XML cannot hold from the file's properties, which the library does not check.
func plainXML(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r >= ' ' && r != 0xfffe && r != 0xffff && r != utf8.RuneError {
			out = append(out, r)
		}
	}
	return string(out)
}
