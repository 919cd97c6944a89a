//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"assay/claims"
)

func TestTheReportPrints(t *testing.T) {
	t.Parallel()
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Editor)
	b.get("/articles/" + d.article + "/report")
	words := []string{"Test Desk", "False", "The service counts ships", "We had taken the figure of another year."}
	printed := pdfText(b)
	for _, w := range words {
		if !strings.Contains(printed, w) {
			t.Errorf("the printed report does not say %q:\n%s", w, printed)
		}
	}
	for _, w := range []string{"Open in the workbench", "Download"} {
		if strings.Contains(printed, w) {
			t.Errorf("the printed report says %q, which leads nowhere on paper", w)
		}
	}
}

// pdfText prints the page and returns the words on the paper, white space folded. Without the program that reads PDF
// it returns the words that are visible with the styles for paper.
func pdfText(b *tab) string {
	b.t.Helper()
	var pdf []byte
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		var err error
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		b.t.Fatalf("no PDF: %.40q", pdf)
	}
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		b.t.Log("pdftotext is not installed (apt-get install poppler-utils): the words are read from the screen instead")
		b.do(emulation.SetEmulatedMedia().WithMedia("print"))
		return fold(b.text())
	}
	cmd := exec.CommandContext(b.t.Context(), path, "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	text, err := cmd.Output()
	if err != nil {
		b.t.Fatalf("pdftotext: %v", err)
	}
	return fold(string(text))
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
