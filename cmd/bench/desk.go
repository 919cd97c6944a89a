package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"assay/claims"
	"assay/db"
	"assay/web"
)

// The user that the bench signs in as.
const (
	handle   = "bench"
	password = "a long pass phrase for the bench"
)

// filled is a desk made for a measurement.
type filled struct {
	path     string
	articles []string // ids
	claims   []string // some accepted claims
}

// claimsPerArticle is how many claims an article of a filled desk has: a long news article.
const claimsPerArticle = 60

// fill makes a desk with n claims in articles of 60, of which half are accepted; a third of those have two pieces of
// evidence and a verdict.
func fill(ctx context.Context, path string, n int) (f filled, err error) {
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	token, err := d.NewSetupToken(ctx)
	if err != nil {
		return f, err
	}
	hash, err := web.HashPassword(password)
	if err != nil {
		return f, err
	}
	id, err := d.SetUp(ctx, db.By{}, db.NewDesk{
		Token: token, Hash: hash, Desk: claims.Desk{Name: "Bench", TimeZone: "UTC"}, Admin: claims.User{Handle: handle, Name: "Bench"},
	})
	if err != nil {
		return f, err
	}
	by := db.By{Actor: claims.Actor{ID: id, Name: "Bench", Role: claims.Admin}}
	f.path = path
	f.articles = make([]string, (n+claimsPerArticle-1)/claimsPerArticle)
	var mu sync.Mutex
	err = inParallel(len(f.articles), 64, func(i int) error {
		article, accepted, err := fillArticle(ctx, d, by, i)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		f.articles[i] = article
		if len(f.claims) < 5000 {
			f.claims = append(f.claims, accepted...)
		}
		return nil
	})
	return f, err
}

// inParallel runs do for 0..n-1 in workers goroutines and returns the first error.
func inParallel(n, workers int, do func(i int) error) error {
	var wg sync.WaitGroup
	next := make(chan int)
	errs := make(chan error, workers)
	for range workers {
		wg.Go(func() {
			for i := range next {
				if err := do(i); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	var failed error
feed:
	for i := range n {
		select {
		case next <- i:
		case failed = <-errs:
			break feed
		}
	}
	close(next)
	wg.Wait()
	close(errs)
	for err := range errs {
		failed = errors.Join(failed, err)
	}
	return failed
}

var (
	subjects = strings.Fields("council ministry river factory hospital school bridge harbour company museum railway court market library forest airport")
	verbs    = strings.Fields("raised lowered closed opened measured sold bought repaired counted reported")
	objects  = strings.Fields("taxes fees beds pupils boats trees permits trains rents prices roads wells")
)

// sentence makes the i-th statement of an article: different enough that words are spread as in news.
func sentence(article, i int) string {
	pick := func(words []string, n int) string { return words[n%len(words)] }
	return fmt.Sprintf("The %s of district %d %s %d %s in %d.", pick(subjects, article+i*7), article%997, pick(verbs, article/3+i),
		10+(article*31+i*17)%900, pick(objects, article+i*3), 1990+(article+i)%36)
}

func fillArticle(ctx context.Context, d *db.DB, by db.By, n int) (string, []string, error) {
	in := claims.NewArticle{Headline: fmt.Sprintf("What changed in district %d, report %d", n%997, n), Lang: "en", Origin: claims.Pasted, Extractor: "bench"}
	var text strings.Builder
	for i := range claimsPerArticle {
		start := text.Len()
		text.WriteString(sentence(n, i))
		span := claims.Span{Start: start, End: text.Len()}
		in.Candidates = append(in.Candidates, claims.Candidate{Wording: sentence(n, i), Spans: []claims.Span{span}, Kind: claims.Fact, Score: 0.7, Reasons: []string{"whole sentence"}})
		if i%4 == 3 {
			text.WriteString("\n\n")
		} else {
			text.WriteByte(' ')
		}
	}
	in.Text = strings.TrimRight(text.String(), "\n")
	at := 0
	for paragraph := range strings.SplitSeq(in.Text, "\n\n") {
		in.Blocks = append(in.Blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(paragraph)}, Kind: claims.Text})
		at += len(paragraph) + 2
	}
	id, err := d.AddArticle(ctx, by, in, nil)
	if err != nil {
		return "", nil, err
	}
	e, err := d.Edition(ctx, id, by.ID)
	if err != nil {
		return "", nil, err
	}
	var accepted []string
	for i, row := range e.Claims {
		if i%2 == 1 {
			continue
		}
		if err := d.AcceptClaim(ctx, by, row.ID, row.Version); err != nil {
			return "", nil, err
		}
		accepted = append(accepted, row.ID)
		if i%6 == 0 {
			if err := fillVerdict(ctx, d, by, row.ID, n, i); err != nil {
				return "", nil, err
			}
		}
	}
	return id, accepted, nil
}

func fillVerdict(ctx context.Context, d *db.DB, by db.By, claim string, n, i int) error {
	var evidence []string
	for k, stance := range []claims.Stance{claims.Supports, claims.Context} {
		id, err := d.AddEvidence(ctx, by, claims.EvidenceEdit{
			ClaimID: claim, Stance: stance, Quote: "The table on page 4 gives the figure.",
			Source: claims.SourceEdit{Title: fmt.Sprintf("Yearbook %d of district %d, part %d", 1990+i, n%997, k), Publisher: "Statistics office"},
		})
		if err != nil {
			return err
		}
		evidence = append(evidence, id)
	}
	_, err := d.SubmitReview(ctx, by, claims.NewReview{
		ClaimID: claim, Rating: "mostly-true", Aspect: claims.Content, Summary: "The yearbook bears it out.",
		Rationale: "The yearbook gives the figure for the year, with a note on how it was counted.", Evidence: evidence,
	})
	return err
}
