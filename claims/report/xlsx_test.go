package report

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
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

// cellAt returns a cell of a sheet by the name of its column.
func cellAt(t testing.TB, f *excelize.File, sheet, column string, row int) string {
	t.Helper()
	header, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range header[0] {
		if name != column {
			continue
		}
		ref, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			t.Fatal(err)
		}
		value, err := f.GetCellValue(sheet, ref)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	t.Fatalf("%s has no column %s", sheet, column)
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
		if got := cellAt(t, f, want.sheet, want.column, want.row); got != want.value {
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
	info, _ := sample()
	for _, text := range append(formulas, append(breakouts, "_x0041_", "1234", "TRUE", "2026-02-01")...) {
		info.Title = text
		raw := write(t, XLSX, info, hostile(text))
		for name, sheet := range sheetXML(t, raw) {
			if strings.Contains(sheet, "<f>") || strings.Contains(sheet, "<f ") {
				t.Errorf("%q is a formula in %s", text, name)
			}
		}
		f := openXLSX(t, raw)
		for _, at := range [][2]string{{"Claims", "wording"}, {"Claims", "rationale"}, {"Claims", "headline"}, {"Evidence", "quote"}, {"Evidence", "source"}} {
			if got := cellAt(t, f, at[0], at[1], 2); got != asXML(text) {
				t.Errorf("%q in %s, %s came back as %q", text, at[0], at[1], got)
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
