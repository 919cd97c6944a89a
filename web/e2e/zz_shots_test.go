//go:build e2e

package e2e

import (
	"assay/claims"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"os"
	"strings"
	"testing"
)

func TestZZShots(t *testing.T) {
	d := startDesk(t)
	b := openAs(t, d.Site, claims.Admin)
	os.MkdirAll("/tmp/shots", 0o755)
	shot := func(n string) {
		var png []byte
		b.do(chromedp.FullScreenshot(&png, 100))
		os.WriteFile("/tmp/shots/"+strings.NewReplacer(" ", "_", ",", "").Replace(n)+".png", png, 0o644)
	}
	for n, p := range d.pages() {
		b.screen(1440, 900)
		b.get(p)
		shot(n)
		b.screen(390, 800)
		shot(n + "-390")
	}
	b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
	b.screen(1440, 900)
	for _, n := range []string{"article", "claim, corrected", "report", "verdict"} {
		b.get(d.pages()[n])
		shot(n + "-dark")
	}
	b.do(page.SetFontSizes(&page.FontSizes{Standard: 32, Fixed: 26}))
	b.get(d.pages()["article"])
	shot("article-200")
}
