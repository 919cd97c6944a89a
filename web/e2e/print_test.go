//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"os/exec"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

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
