//go:build e2e

// Package e2e drives the workbench in Chromium, as people use it: with keys, pointer and assistive technology in mind,
// with and without script.
package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser is the one Chromium of all tests. Every test gets a profile of its own in it, see open.
var browser context.Context

func TestMain(m *testing.M) {
	code, err := withBrowser(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// withBrowser runs the tests with a browser.
func withBrowser(run func() int) (int, error) {
	path, err := chromium()
	if err != nil {
		return 0, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WSURLReadTimeout(time.Minute))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root with its sandbox
	}
	process, kill := chromedp.NewExecAllocator(context.Background(), options...)
	defer kill()
	first, stop := chromedp.NewContext(process, chromedp.WithErrorf(complain))
	defer stop()
	if err := chromedp.Run(first); err != nil {
		return 0, fmt.Errorf("start %s: %w", path, err)
	}
	browser = first
	return run(), nil
}

// complain prints an error of the library, but for events of a newer Chromium that it does not know.
func complain(format string, args ...any) {
	if strings.HasPrefix(format, "unhandled ") {
		return
	}
	fmt.Fprintf(os.Stderr, "chromedp: "+format+"\n", args...)
}

// chromium finds the browser.
func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("these tests drive Chromium, which is not installed: apt-get install chromium")
}
