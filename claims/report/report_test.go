package report

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"mime"
	"os"
	"runtime"
	"strings"
	"testing"

	"assay/claims"
)

func TestReportsAreWrittenAsTheyWere(t *testing.T) {
	info, rows := sample()
	for _, f := range Formats() {
		if f.Format == XLSX {
			continue // its zip is read again in its own tests
		}
		t.Run(string(f.Format), func(t *testing.T) { golden(t, "article"+f.Extension, write(t, f.Format, info, rows...)) })
	}
}

func TestEqualInputMakesEqualBytes(t *testing.T) {
	for _, f := range []Format{CSV, JSONL, Markdown, HTML, Annotations, ClaimReview, Bundle} {
		info, rows := sample()
		first := write(t, f, info, rows...)
		info, rows = sample()
		if !bytes.Equal(first, write(t, f, info, rows...)) {
			t.Errorf("%s differs from run to run", f)
		}
	}
}

func TestFormatsAreDescribedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		if f.Name == "" || !strings.HasPrefix(f.Extension, ".") || seen[f.Extension] || seen[f.Name] {
			t.Errorf("%s is described badly: %+v", f.Format, f)
		}
		seen[f.Extension], seen[f.Name] = true, true
		if _, _, err := mime.ParseMediaType(f.MediaType); err != nil {
			t.Errorf("%s: %v", f.Format, err)
		}
		info, _ := sample()
		if err := Write(io.Discard, f.Format, info, all()); err != nil {
			t.Errorf("%s of no claims: %v", f.Format, err)
		}
	}
	if err := Write(io.Discard, "docx", Info{}, all()); !errors.Is(err, claims.ErrInvalid) {
		t.Errorf("unknown format: %v, want ErrInvalid", err)
	}
}

func TestAReportWithoutAnyFactsIsWritten(t *testing.T) {
	for _, f := range Formats() {
		if err := Write(io.Discard, f.Format, Info{}, all(claims.ReportClaim{})); err != nil {
			t.Errorf("%s: %v", f.Format, err)
		}
	}
}

var errRows = errors.New("rows broke")

func TestErrorsOfRowsAndWritersAreHandedOn(t *testing.T) {
	info, rows := sample()
	broken := func(yield func(claims.ReportClaim, error) bool) {
		_ = yield(rows[0], nil) && yield(claims.ReportClaim{}, errRows)
	}
	for _, f := range Formats() {
		if err := Write(io.Discard, f.Format, info, broken); !errors.Is(err, errRows) {
			t.Errorf("%s: %v, want the error of the rows", f.Format, err)
		}
		if err := Write(failingWriter{}, f.Format, info, all(rows...)); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: %v, want the error of the writer", f.Format, err)
		}
	}
	info.Text = nil
	info.Texts = func(string, int) (claims.ArticleVersion, error) { return claims.ArticleVersion{}, errRows }
	for _, f := range []Format{JSONL, Annotations, Bundle} {
		if err := Write(io.Discard, f, info, all(rows...)); !errors.Is(err, errRows) {
			t.Errorf("%s: %v, want the error of Texts", f, err)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// repeat yields the same claims over and over, n in all.
func repeat(rows []claims.ReportClaim, n int) iter.Seq2[claims.ReportClaim, error] {
	return func(yield func(claims.ReportClaim, error) bool) {
		for i := range n {
			if !yield(rows[i%len(rows)], nil) {
				return
			}
		}
	}
}

// peakHeap writes n claims and returns the largest heap that it sees on the way.
func peakHeap(t *testing.T, f Format, info Info, rows []claims.ReportClaim, n int) uint64 {
	t.Helper()
	var peak uint64
	watched := func(yield func(claims.ReportClaim, error) bool) {
		i := 0
		for c, err := range repeat(rows, n) {
			if i++; i%(n/4) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
			if !yield(c, err) {
				return
			}
		}
	}
	if err := Write(io.Discard, f, info, watched); err != nil {
		t.Fatal(err)
	}
	return peak
}

func TestALongReportNeedsNoMoreMemoryThanAShortOne(t *testing.T) {
	info, rows := sample()
	for _, f := range []Format{CSV, JSONL, Markdown, HTML, Annotations, ClaimReview} {
		t.Run(string(f), func(t *testing.T) {
			short, long := peakHeap(t, f, info, rows, 100), peakHeap(t, f, info, rows, 10_000)
			if long > short+(256<<10) {
				t.Errorf("10,000 claims held %d KiB, 100 claims %d KiB", long>>10, short>>10)
			}
		})
	}
}

func TestAWorkbookIsSpooledToDisk(t *testing.T) {
	info, rows := sample()
	for i := range rows {
		rows[i].Claim.Context = strings.Repeat("long ", 4000) // few cells, many bytes: 2,200 claims fill 44 MB
	}
	t.Setenv("TMPDIR", t.TempDir())
	base := peakHeap(t, XLSX, info, rows, 100)
	if peak := peakHeap(t, XLSX, info, rows, 2200); peak > base+(48<<20) {
		t.Errorf("44 MB of claims held %d MiB", peak>>20)
	}
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTheNextClaimIsAskedForOnlyAfterTheOneBefore(t *testing.T) {
	info, rows := sample()
	rows[0].Claim.Context = strings.Repeat("long ", chunk)
	for _, f := range []Format{CSV, JSONL, Markdown, HTML} {
		var w bytes.Buffer
		asked := 0
		err := Write(&w, f, info, func(yield func(claims.ReportClaim, error) bool) {
			for range 4 {
				if asked > 0 && w.Len() == 0 {
					t.Errorf("%s: nothing written before the second claim", f)
				}
				asked++
				if !yield(rows[0], nil) {
					return
				}
			}
		})
		if err != nil || asked != 4 {
			t.Errorf("%s: %d claims asked for, %v", f, asked, err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	info, rows := sample()
	for _, f := range Formats() {
		b.Run(string(f.Format), func(b *testing.B) {
			b.ReportAllocs()
			if err := Write(io.Discard, f.Format, info, repeat(rows, b.N)); err != nil {
				b.Fatal(err)
			}
		})
	}
}
