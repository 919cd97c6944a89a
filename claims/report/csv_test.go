package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// formulas are texts that a spreadsheet would compute, each in a form of its own.
var formulas = []string{
	"=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "|cmd", "\x00=1",
	"=cmd|' /C calc'!A0", `=HYPERLINK("https://x.example","y")`, "=IMPORTXML(1)", "=WEBSERVICE(1)", `="a"`,
	" =1", "  +1", "\u00a0=1", "\u3000=1", "\u2003@a", "\u2028=1", "\u0085=1",
	"\u200b=1", "\ufeff=1", "\u2060+1", "\u200d-1", "\u202e=1", "\u2066@a", "\u00ad=1", "\ufe0f=1", "\u034f=1", "\u3164=1",
	"＝1", "＋1", "－1", "＠a", "｜a", " ＝1", "\u200b＠a", "﹦1", "﹢1", "﹣1", "﹫a", "⁼1", "−1",
	" \u200b\u00a0=1", " \t1", "\x1b=1", "\x7f=1", "-2+3+cmd|' /C calc'!A0", "\xff=1",
}

func readCSV(t testing.TB, b []byte) [][]string {
	t.Helper()
	b, ok := bytes.CutPrefix(b, []byte("\ufeff"))
	if !ok {
		t.Fatal("no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// harmless is written apart from the guard: what is left of a cell without what cannot be seen begins with none of
// the signs.
func harmless(cell string) bool {
	if strings.ContainsAny(cell, "\x00") {
		return false
	}
	if strings.ContainsAny(cell[:min(1, len(cell))], "\t\r\n") {
		return false
	}
	seen := strings.TrimLeftFunc(cell, func(r rune) bool {
		return !unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || r == 0x3164 || r == utf8.RuneError
	})
	return !strings.ContainsAny(string([]rune(seen + " ")[:1]), "=+-@|＝＋－＠｜﹦﹢﹣﹫⁼⁺⁻₌₊₋−")
}

func TestNoTextOfAnyColumnIsComputed(t *testing.T) {
	if len(formulas) < 32 {
		t.Fatal("too few forms")
	}
	info, _ := sample()
	for _, text := range formulas {
		rows := readCSV(t, write(t, CSV, info, hostile(text)))
		if len(rows) != 2 || len(rows[1]) != len(claimColumns) {
			t.Fatalf("%q broke the table: %q", text, rows)
		}
		guarded := 0
		for i, cell := range rows[1] {
			if !harmless(cell) {
				t.Errorf("%q in column %s is computed: %q", text, rows[0][i], cell)
			}
			if strings.HasPrefix(cell, "'") {
				guarded++
			}
		}
		if guarded < 15 {
			t.Errorf("%q was guarded in %d columns only: %q", text, guarded, rows[1])
		}
	}
}

func TestPlainTextIsNotGuarded(t *testing.T) {
	for _, text := range []string{"", " ", "plain", "a=b", "1-2", "'quoted", "¡hola!", "سد", "🇨🇭", "(1+1)", "\u200ba", " a", `"=1"`} {
		if startsFormula(text) {
			t.Errorf("%q is guarded", text)
		}
	}
}

func TestNumbersAreBareAndTextIsQuoted(t *testing.T) {
	info, rows := sample()
	info.NoBOM = true
	lines := strings.Split(string(write(t, CSV, info, rows[2])), "\r\n")
	if !strings.HasPrefix(lines[0], "id,no,wording,") || !strings.HasPrefix(lines[1], `"clm0000000000003",3,"The ministry said`) {
		t.Errorf("begins %q", lines)
	}
	if len(lines) != 3 || lines[2] != "" {
		t.Errorf("%d lines, want a header, a row and a line end", len(lines))
	}
	for _, cell := range strings.Split(lines[1], ",") {
		if _, err := strconv.Atoi(cell); err != nil && cell != "" && !strings.Contains(cell, `"`) && !strings.HasSuffix(cell, `"`) {
			t.Errorf("bare text %q", cell)
		}
	}
}

func TestUngradedRatingsHaveNoNumber(t *testing.T) {
	info, rows := sample()
	table := readCSV(t, write(t, CSV, info, rows...))
	at := map[string]int{}
	for i, name := range table[0] {
		at[name] = i
	}
	var got [][]string
	for _, row := range table[1:] {
		got = append(got, []string{row[at["no"]], row[at["rating"]], row[at["rating_value"]], row[at["review_url"]]})
	}
	want := [][]string{
		{"1", "Pending", "", "https://checks.example.org/claims/clm0000000000001"},
		{"2", "Mostly true", "4", "https://checks.example.org/claims/clm0000000000002"},
		{"3", "", "", ""},
		{"4", "True", "5", ""},
		{"5", "False", "1", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ratings (-want +got):\n%s", diff)
	}
}

func TestCellsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { cellComesBack(t, rapid.String().Draw(t, "text")) })
}

func FuzzCell(f *testing.F) {
	for _, s := range append(formulas, `a "b" c`, "a,b\nc", "", `"`) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { cellComesBack(t, text) })
}

func cellComesBack(t interface{ Fatalf(string, ...any) }, text string) {
	b := append([]byte("x,"), appendCell(nil, text)...)
	rows, err := csv.NewReader(bytes.NewReader(append(b, "\r\n"...))).ReadAll()
	if err != nil || len(rows) != 1 || len(rows[0]) != 2 {
		t.Fatalf("%q became %q: %v", text, rows, err)
	}
	got := rows[0][1]
	if !harmless(got) {
		t.Fatalf("%q is computed: %q", text, got)
	}
	want := strings.ReplaceAll(strings.ReplaceAll(text, "\x00", "\ufffd"), "\r\n", "\n")
	if got != want && got != "'"+want {
		t.Fatalf("%q came back as %q", text, got)
	}
}

// BenchmarkAgainstSQLite writes the same rows by this package and by the sqlite3 shell, as CSV, and reports the ratio
// of their CPU times. The shell reads its rows from a file and this package does not, so the ratio flatters it by that.
func BenchmarkAgainstSQLite(b *testing.B) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		b.Skip("the sqlite3 shell is not installed")
	}
	const n = 100_000
	info, rows := sample()
	info.NoBOM = true
	dir := b.TempDir()
	var table bytes.Buffer
	if err := Write(&table, CSV, info, repeat(rows, n)); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "t.csv"), table.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	data := filepath.Join(dir, "t.db")
	if out, err := exec.Command(shell, data, ".import --csv "+filepath.Join(dir, "t.csv")+" t").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	b.ResetTimer()
	var ours, theirs float64
	for b.Loop() {
		cmd := exec.Command(shell, "-csv", "-header", data, "select * from t")
		cmd.Stdout = io.Discard
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		theirs += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		before := processCPU(b)
		if err := Write(io.Discard, CSV, info, repeat(rows, n)); err != nil {
			b.Fatal(err)
		}
		ours += processCPU(b) - before
	}
	b.ReportMetric(ours/theirs, "×sqlite3")
	b.ReportMetric(ours*1e9/float64(b.N)/n, "cpu-ns/row")
	runtime.KeepAlive(table)
}

// processCPU returns the CPU seconds of this process as Linux counts them.
func processCPU(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		b.Skip("CPU time can only be read on Linux")
	}
	fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	var user, system float64
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		b.Fatal(err)
	}
	return (user + system) / 100
}
