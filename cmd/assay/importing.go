package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"assay/claims"
	"assay/claims/extract"
	"assay/claims/split"
	"assay/db"
	"assay/web"
	"assay/web/snapshot"
)

// importCmd brings articles in without the browser.
type importCmd struct {
	storeFlag
	As    string   `required:"" placeholder:"USER" help:"Who imports; a user who may work on claims."`
	Again bool     `help:"Save also what is there already."`
	From  []string `arg:"" placeholder:"FILE|URL|-" help:"Text, Markdown or HTML; - is standard input."`
}

// Run imports one after the other and prints a line for each: id, number of claims proposed, headline. What cannot be
// read is told on standard error and does not keep the others from coming in.
func (c importCmd) Run(ctx context.Context, std streams) error {
	return c.with(ctx, func(d *db.DB) error {
		user, err := userCalled(ctx, d, c.As)
		if err != nil {
			return err
		}
		if user.Disabled {
			return fmt.Errorf("the account %s is disabled", c.As)
		}
		failed := 0
		for _, from := range c.From {
			line, err := c.importOne(ctx, d, db.By{Actor: user.Actor()}, from, std.In)
			switch {
			case errors.Is(err, claims.ErrForbidden):
				return fmt.Errorf("%s is a %s and may not import", c.As, user.Role)
			case err != nil:
				fmt.Fprintf(std.Err, "%s: %v\n", from, err)
				failed++
			default:
				fmt.Fprintln(std.Out, line)
			}
		}
		if failed > 0 {
			return fmt.Errorf("%d of %d could not be imported", failed, len(c.From))
		}
		return nil
	})
}

// importOne imports one article and returns the line to print.
func (c importCmd) importOne(ctx context.Context, d *db.DB, by db.By, from string, stdin io.Reader) (string, error) {
	in, err := receive(ctx, from, stdin)
	if err != nil {
		return "", err
	}
	draft, err := in.draft()
	if err != nil {
		return "", err
	}
	a := draft.Article
	if !c.Again {
		id, headline, err := d.SameArticle(ctx, claims.TextDigest(a.Text), a.URL)
		if err == nil {
			return fmt.Sprintf("%s\tthere already\t%s", id, headline), nil
		}
		if !errors.Is(err, claims.ErrNotFound) {
			return "", err
		}
	}
	if a.Headline == "" {
		a.Headline = headlineOf(a)
	}
	a.Candidates = split.Split(a.Text, a.Blocks, split.Options{Published: a.Published, Lang: a.Lang})
	id, err := d.AddArticle(ctx, by, a, in.raw)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s\t%d claims\t%s", id, len(a.Candidates), a.Headline), nil
}

// headlineOf names an article that has no headline of its own: by its file, else by its first words. In the browser a
// person would be asked.
func headlineOf(a claims.NewArticle) string {
	if a.Origin == claims.Uploaded {
		return strings.TrimSuffix(a.OriginRef, filepath.Ext(a.OriginRef))
	}
	words := strings.Fields(a.Text)
	return strings.Join(words[:min(len(words), 12)], " ")
}

// incoming is what came in from outside and is to become an article.
type incoming struct {
	raw         []byte
	name        string // of the file; ""
	contentType string // as its server said; ""
	address     string // where it was fetched; ""
	origin      claims.Origin
}

// draft reads the bytes as an article. Errors are claims.ErrInvalid with a message for a person.
func (in incoming) draft() (claims.Draft, error) {
	return web.MakeDraft(in.raw, in.name, in.contentType, in.address, in.origin)
}

// receive reads a file, an address or standard input ("-"), at most one byte more than is ever read as an article.
func receive(ctx context.Context, from string, stdin io.Reader) (incoming, error) {
	if _, err := claims.WebAddress(from); err == nil {
		return receivePage(ctx, snapshot.New(snapshot.Options{}), from)
	}
	if from == "-" {
		raw, err := io.ReadAll(io.LimitReader(stdin, extract.MaxBytes+1))
		return incoming{raw: raw, origin: claims.Pasted}, err
	}
	f, err := os.Open(from)
	if err != nil {
		return incoming{}, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, extract.MaxBytes+1))
	return incoming{raw: raw, name: filepath.Base(from), origin: claims.Uploaded}, err
}

// receivePage fetches an article. An answer that tells of a fault of the site is no article.
func receivePage(ctx context.Context, fetch *snapshot.Fetcher, address string) (incoming, error) {
	page, err := fetch.Fetch(ctx, address)
	if err == nil && page.Status >= 400 {
		err = claims.Problem(statusSentence(page.Status))
	}
	return incoming{raw: page.Body, contentType: page.ContentType(), address: page.FinalURL, origin: claims.Fetched}, err
}
