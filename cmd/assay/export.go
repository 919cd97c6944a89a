package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay/claims"
	"assay/claims/report"
	"assay/db"
)

// exportCmd writes reports and the record.
type exportCmd struct {
	storeFlag
	Format   string `required:"" placeholder:"FORMAT" enum:"csv,jsonl,xlsx,markdown,html,pdf,annotations,claimreview,bundle,record" help:"csv, jsonl, xlsx, markdown, html, pdf, annotations, claimreview, bundle or record."`
	Article  string `placeholder:"ID" xor:"what" help:"The claims of one article."`
	Claim    string `placeholder:"ID" xor:"what" help:"One claim."`
	All      bool   `xor:"what" help:"All claims."`
	AsOf     string `name:"as-of" placeholder:"WHEN" help:"As it was then: a day, an instant (RFC 3339), or the number of an event."`
	Output   string `short:"o" placeholder:"FILE" help:"Write to a new file, which appears when it is whole; standard output by default."`
	BaseURL  string `name:"base-url" default:"http://127.0.0.1:8080" placeholder:"URL" help:"The address that links in the report begin with (${default})."`
	Chromium string `placeholder:"PATH" help:"The browser that prints a PDF; looked for by default."`
}

// The formats that package report does not know: one is printed from another, one is no report.
const (
	formatPDF    = "pdf"
	formatRecord = "record"
)

// Validate asks for a choice of claims, except for the record, which is always whole.
func (c exportCmd) Validate() error {
	chosen := c.Article != "" || c.Claim != "" || c.All
	switch {
	case c.Format == formatRecord && (c.Article != "" || c.Claim != "" || c.AsOf != ""):
		return errors.New("the record is always whole: leave --article, --claim and --as-of out")
	case c.Format != formatRecord && !chosen:
		return errors.New("say what to export: --article ID, --claim ID or --all")
	}
	return nil
}

// Run writes the export. Bytes that are no text are not written to a terminal.
func (c exportCmd) Run(ctx context.Context, std streams) error {
	if c.Output == "" {
		if terminal(std.Out) && slices.Contains([]string{formatPDF, string(report.XLSX)}, c.Format) {
			return fmt.Errorf("%s is not text: name a file with -o", c.Format)
		}
		return c.export(ctx, std.Out)
	}
	if _, err := os.Lstat(c.Output); err == nil {
		return fmt.Errorf("%s exists already, and is never overwritten", c.Output)
	}
	f, err := os.CreateTemp(filepath.Dir(c.Output), ".assay-export-")
	if err != nil {
		return err
	}
	if err = errors.Join(c.export(ctx, f), f.Close()); err == nil {
		err = db.MoveNew(f.Name(), c.Output)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func (c exportCmd) export(ctx context.Context, w io.Writer) error {
	return c.with(ctx, func(d *db.DB) error {
		if c.AsOf == "" {
			return c.write(ctx, d, w)
		}
		last, err := lastEvent(ctx, d, c.AsOf)
		if err != nil {
			return err
		}
		return c.exportAsOf(ctx, d, last, w)
	})
}

// lastEvent returns the number of the last event that counts at a moment: a day of the desk's calendar, to its end;
// an instant; or an event named by its number.
func lastEvent(ctx context.Context, d *db.DB, moment string) (int64, error) {
	if n, err := strconv.ParseInt(moment, 10, 64); err == nil && n >= 0 {
		if n >= d.Size() {
			return 0, fmt.Errorf("--as-of %s: there are only %d events, from 0", moment, d.Size())
		}
		return n, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, moment, d.Zone())
	if err == nil {
		at = at.AddDate(0, 0, 1).Add(-time.Millisecond)
	} else if at, err = time.Parse(time.RFC3339, moment); err != nil {
		return 0, fmt.Errorf("--as-of %s: write a day such as 2017-02-08, an instant such as 2017-02-08T12:00:00Z, or the number of an event", moment)
	}
	n, err := d.EventAt(ctx, at)
	if errors.Is(err, claims.ErrNotFound) {
		return 0, fmt.Errorf("--as-of %s: the record begins later", moment)
	}
	return n, err
}

// exportAsOf rebuilds the store as it was after event last, in a place of its own, and exports from there.
func (c exportCmd) exportAsOf(ctx context.Context, d *db.DB, last int64, w io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "assay-as-of-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	then := c
	then.DB = filepath.Join(dir, "then.db")
	if err := d.CopyAsOf(ctx, then.DB, last); err != nil {
		return fmt.Errorf("rebuild as of event %d: %w", last, err)
	}
	return then.with(ctx, func(d *db.DB) error { return then.write(ctx, d, w) })
}

func (c exportCmd) write(ctx context.Context, d *db.DB, w io.Writer) error {
	if c.Format == formatRecord {
		return writeRecord(ctx, d, w)
	}
	info, err := c.info(ctx, d)
	if err != nil {
		return err
	}
	rows := d.EachReportClaim(ctx, db.ReportFilter{ArticleID: c.Article, ClaimID: c.Claim})
	if c.Format == formatPDF {
		return printPDF(ctx, c.Chromium, w, func(page io.Writer) error { return report.Write(page, report.HTML, info, rows) })
	}
	out := bufio.NewWriter(w)
	return errors.Join(report.Write(out, report.Format(c.Format), info, rows), out.Flush())
}

// info says what the report is about. An id that names nothing is an error, not an empty report.
func (c exportCmd) info(ctx context.Context, d *db.DB) (report.Info, error) {
	desk, err := d.Desk(ctx)
	if err != nil {
		return report.Info{}, err
	}
	head, err := d.Head(ctx)
	if err != nil {
		return report.Info{}, err
	}
	info := report.Info{
		Desk: desk, BaseURL: strings.TrimRight(c.BaseURL, "/"), Made: d.Now().UTC(), Title: "All claims", AsOf: c.AsOf,
		Head: head, Generator: "Assay " + version(),
		Texts: func(articleID string, number int) (claims.ArticleVersion, error) {
			return d.ArticleVersion(ctx, articleID, number)
		},
	}
	switch {
	case c.Claim != "":
		claim, err := d.Dossier(ctx, c.Claim)
		if err != nil {
			return info, fmt.Errorf("claim %s: %w", c.Claim, err)
		}
		info.Title = claim.Claim.Wording
	case c.Article != "":
		a, err := d.Article(ctx, c.Article)
		if err != nil {
			return info, fmt.Errorf("article %s: %w", c.Article, err)
		}
		text, err := d.ArticleVersion(ctx, a.ID, a.Number)
		if err != nil {
			return info, err
		}
		info.Title, info.Article, info.Text = a.Headline, &a, &text
	}
	return info, nil
}
