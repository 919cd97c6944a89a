package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"assay/claims"
	"assay/claims/report"
	"assay/web/snapshot"
)

// lintCmd checks a page's ClaimReview markup.
type lintCmd struct {
	JSON bool   `name:"json" help:"Print the findings as a JSON list."`
	Page string `arg:"" placeholder:"URL|FILE" help:"A page or JSON-LD; - is standard input."`
}

// Run prints one line for each finding. Findings of level error are an error.
func (c lintCmd) Run(ctx context.Context, std streams) error {
	page, address, err := readPage(ctx, c.Page, std.In)
	if err != nil {
		return fmt.Errorf("read %s: %w", c.Page, err)
	}
	findings, err := report.Lint(page, address)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Page, err)
	}
	if c.JSON {
		if findings == nil {
			findings = []report.Finding{}
		}
		if err := json.NewEncoder(std.Out).Encode(findings); err != nil {
			return err
		}
	}
	bad := 0
	for _, f := range findings {
		if f.Level == report.LintError {
			bad++
		}
		if !c.JSON {
			fmt.Fprintf(std.Out, "%s %s %s: %s %s\n", f.Rule, f.Level, cmp.Or(f.Path, "page"), f.Message, f.Fix)
		}
	}
	switch {
	case bad > 0:
		return fmt.Errorf("%s: %d of %d findings are errors", c.Page, bad, len(findings))
	case !c.JSON && len(findings) == 0:
		fmt.Fprintln(std.Out, "The markup is in order.")
	}
	return nil
}

// readPage reads a file, standard input ("-") or a web address. address is where the page was reached, or "".
func readPage(ctx context.Context, name string, in io.Reader) (page []byte, address string, err error) {
	if _, err := claims.WebAddress(name); err == nil {
		got, err := snapshot.New(snapshot.Options{}).Fetch(ctx, name)
		if err == nil && got.Status >= 400 {
			err = errors.New(statusSentence(got.Status))
		}
		return got.Body, got.FinalURL, err
	}
	if name == "-" {
		page, err = io.ReadAll(in)
	} else {
		page, err = os.ReadFile(name)
	}
	return page, "", err
}
