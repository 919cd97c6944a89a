package report

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"assay/claims"
)

func openXLSX(t testing.TB, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// sheetRows returns the cells of a sheet, its header first. Empty cells at the end of a row are left out.
func sheetRows(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// cellAt returns a cell by the name of its column and the number of its row, which is 1 for the header.
func cellAt(t testing.TB, rows [][]string, column string, row int) string {
	t.Helper()
	switch i := slices.Index(rows[0], column); {
	case i < 0:
		t.Fatalf("there is no column %s", column)
	case i < len(rows[row-1]):
		return rows[row-1][i]
	}
	return ""
}

func TestAWorkbookHoldsClaimsAndEvidence(t *testing.T) {
	info, rows := sample()
	f := openXLSX(t, write(t, XLSX, info, rows...))
	if diff := cmp.Diff([]string{"Claims", "Evidence"}, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	for _, want := range []struct {
		sheet, column string
		row           int
		value         string
	}{
		{"Claims", "no", 2, "1"},
		{"Claims", "wording", 3, "The dam holds"},
		{"Claims", "rating_value", 2, ""},
		{"Claims", "rating_value", 3, "4"},
		{"Claims", "supports", 3, "1"},
		{"Claims", "exact", 5, "السد آمن"},
		{"Evidence", "claim_no", 2, "1"},
		{"Evidence", "quote", 2, "talks on 8 March"},
		{"Evidence", "stance", 4, "refutes"},
		{"Evidence", "quote_found", 4, "TRUE"},
	} {
		if got := cellAt(t, sheetRows(t, f, want.sheet), want.column, want.row); got != want.value {
			t.Errorf("%s, %s, row %d is %q, want %q", want.sheet, want.column, want.row, got, want.value)
		}
	}
	for sheet, n := range map[string]int{"Claims": 6, "Evidence": 4} {
		if got, err := f.GetRows(sheet); err != nil || len(got) != n {
			t.Errorf("%s has %d rows (%v), want %d", sheet, len(got), err, n)
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != "River talks resume" || props.Creator != "Example Desk" || props.Created != "2026-02-02T12:00:00Z" {
		t.Errorf("properties %+v, %v", props, err)
	}
}

func TestTextInAWorkbookIsNeverAFormulaAndComesBack(t *testing.T) {
	texts := append(slices.Concat(formulas, breakouts), "_x0041_", "1234", "TRUE", "2026-02-01")
	info, _ := sample()
	info.Title = strings.Join(texts, " ")
	var rows []claims.ReportClaim
	for _, text := range texts {
		rows = append(rows, hostile(text))
	}
	raw := write(t, XLSX, info, rows...)
	for name, sheet := range sheetXML(t, raw) {
		if at := max(strings.Index(sheet, "<f>"), strings.Index(sheet, "<f ")); at >= 0 {
			t.Errorf("there is a formula in %s: %.200q", name, sheet[at:])
		}
	}
	f := openXLSX(t, raw)
	inClaims, inEvidence := sheetRows(t, f, "Claims"), sheetRows(t, f, "Evidence")
	for i, text := range texts {
		for _, at := range []struct {
			sheet  [][]string
			column string
		}{{inClaims, "wording"}, {inClaims, "rationale"}, {inClaims, "headline"}, {inEvidence, "quote"}, {inEvidence, "source"}} {
			if got := cellAt(t, at.sheet, at.column, i+2); got != asXML(text) {
				t.Errorf("%q in column %s came back as %q", text, at.column, got)
			}
		}
	}
}

// asXML is the text as XML 1.0 can hold it.
func asXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

func sheetXML(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[part.Name] = string(text)
	}
	if len(out) != 2 {
		t.Fatalf("%d sheets", len(out))
	}
	return out
}

func TestNumbersOfAWorkbookAreNumbers(t *testing.T) {
	info, rows := sample()
	f := openXLSX(t, write(t, XLSX, info, rows...))
	for i, col := range claimColumns {
		ref, err := excelize.CoordinatesToCellName(i+1, 3)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType("Claims", ref)
		if err != nil {
			t.Fatal(err)
		}
		if text := kind == excelize.CellTypeInlineString; text == (col.number != nil) && kind != excelize.CellTypeUnset {
			t.Errorf("column %s has cells of type %v", col.name, kind)
		}
	}
}

func TestTextThatIsTooLongForACellIsCutVisibly(t *testing.T) {
	for _, unit := range []string{"a", "é", "水", "😀"} {
		width := len(utf16.Encode([]rune(unit)))
		fits := strings.Repeat(unit, excelize.TotalCellChars/width)
		if got := fit(fits); got != fits {
			t.Errorf("%s: text of %d characters was cut", unit, len([]rune(fits)))
		}
		cut := fit(fits + unit).(string)
		if n := len(utf16.Encode([]rune(cut))); n > excelize.TotalCellChars || n < excelize.TotalCellChars-1 || !strings.HasSuffix(cut, cutMark) {
			t.Errorf("%s: cut to %s units, ends %q", unit, strconv.Itoa(n), cut[len(cut)-20:])
		}
		if rest := strings.TrimSuffix(cut, cutMark); !strings.HasPrefix(fits, rest) {
			t.Errorf("%s: a character was cut in two", unit)
		}
	}
}
