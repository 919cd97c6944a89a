package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// browsers are the names under which Chromium and its kin are installed.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// printTime bounds the printing of a report; a thousand pages take a few seconds.
const printTime = 2 * time.Minute

// printPDF has a browser print the page that write makes. The browser shapes every script, and the PDF has a structure
// that screen readers use. The page is a file of ours, and no name leads anywhere outside it.
func printPDF(ctx context.Context, browser string, w io.Writer, write func(io.Writer) error) (err error) {
	if browser == "" {
		if browser, err = findBrowser(); err != nil {
			return err
		}
	}
	dir, err := os.MkdirTemp("", "assay-pdf-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	page, pdf := filepath.Join(dir, "report.html"), filepath.Join(dir, "report.pdf")
	if err := writeFile(page, write); err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, printTime)
	defer stop()
	args := []string{
		"--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + filepath.Join(dir, "profile"), "--print-to-pdf=" + pdf,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium refuses to sandbox for root
	}
	print := exec.CommandContext(ctx, browser, append(args, (&url.URL{Scheme: "file", Path: page}).String())...)
	print.WaitDelay = 5 * time.Second
	said, err := print.CombinedOutput()
	if err != nil {
		return fmt.Errorf("print with %s: %w: %s", browser, err, lastLine(said))
	}
	f, err := os.Open(pdf)
	if err != nil {
		return fmt.Errorf("print with %s: %w: %s", browser, err, lastLine(said))
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func findBrowser() (string, error) {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("a PDF needs Chromium, which is not installed: install it, name it with --chromium, or export html and print that page")
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// lastLine is the last line of what a program said.
func lastLine(b []byte) string {
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return lines[len(lines)-1]
}
