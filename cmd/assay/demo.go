package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"assay/claims"
	"assay/claims/split"
	"assay/db"
	"assay/web"
)

// The articles of the worked example. Places, people and papers in them are made up.
//
//go:embed demo
var demoFiles embed.FS

const (
	demoDesk     = "The Lakeside Desk"
	demoPassword = "count the water together" // of every account; printed at every start with --demo
)

var demoUsers = []claims.User{
	{Handle: "noor", Name: "Noor Haddad", Role: claims.Admin},
	{Handle: "idris", Name: "Idris Khan", Role: claims.Editor},
	{Handle: "mara", Name: "Mara Ruiz", Role: claims.Reviewer},
	{Handle: "pell", Name: "Pell Aronsen", Role: claims.Auditor},
}

// openDemo fills a desk that is not set up yet, and tells how to sign in. A desk that is in use stays as it is.
// Everybody knows the password, so the example is only made for a server that this machine alone reaches.
func openDemo(ctx context.Context, d *db.DB, addr net.Addr, out io.Writer) error {
	fresh, err := d.NeedsSetUp(ctx)
	if err != nil {
		return err
	}
	if fresh {
		if tcp, ok := addr.(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
			return fmt.Errorf("--demo makes accounts with a password that everybody knows: use it on 127.0.0.1, not on %s", addr)
		}
		if err := fillDemo(ctx, d); err != nil {
			return fmt.Errorf("fill the desk with the worked example: %w", err)
		}
	}
	desk, err := d.Desk(ctx)
	if err != nil {
		return err
	}
	if desk.Name != demoDesk {
		fmt.Fprintln(out, "This desk is set up already, so --demo changes nothing.")
		return nil
	}
	for _, u := range demoUsers {
		fmt.Fprintf(out, "Sign in as %-6s (%s)\n", u.Handle, u.Role)
	}
	fmt.Fprintf(out, "with the password: %s\n", demoPassword)
	return nil
}

// fillDemo sets the desk up and works on three articles as people would.
func fillDemo(ctx context.Context, d *db.DB) error {
	s := &story{ctx: ctx, db: d, who: map[claims.Role]db.By{}, sources: map[string]string{}}
	s.setUp()
	s.lake()
	s.buses()
	s.bridge()
	return s.err
}

// story writes the worked example. After a failure its methods do nothing, so that the tale reads without error checks.
type story struct {
	ctx     context.Context
	db      *db.DB
	who     map[claims.Role]db.By
	article string            // id of the article being worked on
	used    map[string]bool   // claims that were picked in it
	sources map[string]string // ids by title
	err     error
}

func (s *story) reviewer() db.By { return s.who[claims.Reviewer] }
func (s *story) editor() db.By   { return s.who[claims.Editor] }

// do runs a step unless an earlier one failed.
func (s *story) do(what string, step func() error) {
	if s.err != nil {
		return
	}
	if err := step(); err != nil {
		s.err = fmt.Errorf("%s: %w", what, err)
	}
}

func (s *story) setUp() {
	for i, u := range demoUsers {
		s.do("add "+u.Handle, func() error {
			hash, err := web.HashPassword(demoPassword)
			if err != nil {
				return err
			}
			id := ""
			if i > 0 {
				id, err = s.db.AddUser(s.ctx, s.who[claims.Admin], u, hash)
			} else {
				id, err = s.firstUser(u, hash)
			}
			u.ID = id
			s.who[u.Role] = db.By{Actor: u.Actor()}
			return err
		})
	}
}

// firstUser sets the desk up through the same door as the link that is printed otherwise.
func (s *story) firstUser(admin claims.User, hash string) (string, error) {
	token, err := s.db.NewSetupToken(s.ctx)
	if err != nil {
		return "", err
	}
	desk := claims.Desk{Name: demoDesk, Contact: "corrections@example.org", TimeZone: "UTC"}
	return s.db.SetUp(s.ctx, db.By{}, db.NewDesk{Token: token, Desk: desk, Admin: admin, Hash: hash})
}

// days are written into the articles, so that a prediction in them is still open when somebody looks at the example.
func (s *story) days() (published, talks claims.Date) {
	today, _ := s.db.Today().Day()
	return claims.DayOf(today.AddDate(0, 0, -3)), claims.DayOf(today.AddDate(0, 0, 75))
}

// add imports an article of the example and makes it the one that is worked on.
func (s *story) add(file, outlet string) {
	s.do("import "+file, func() error {
		raw, err := demoFiles.ReadFile("demo/" + file)
		if err != nil {
			return err
		}
		published, talks := s.days()
		first, _ := published.Day()
		later, _ := talks.Day()
		text := strings.NewReplacer("{{published}}", first.Format("2 January 2006"), "{{talks}}", later.Format("January 2")).Replace(string(raw))
		draft, err := web.MakeDraft([]byte(text), file, "", "", claims.Uploaded)
		if err != nil {
			return err
		}
		a := draft.Article
		a.Outlet, a.Published = outlet, cmp.Or(a.Published, published)
		a.Candidates = split.Split(a.Text, a.Blocks, split.Options{Published: a.Published, Lang: a.Lang})
		s.article, err = s.db.AddArticle(s.ctx, s.reviewer(), a, []byte(text))
		s.used = map[string]bool{}
		return err
	})
}

// claim returns the id of the narrowest claim that holds these words and was not picked before. Where the splitter
// proposed none, the reviewer marks the words.
func (s *story) claim(words string) (id string) {
	s.do("find "+words, func() error {
		e, err := s.db.Edition(s.ctx, s.article, s.reviewer().ID)
		if err != nil {
			return err
		}
		narrowest := 0
		for _, c := range e.Claims {
			exact := c.Appearance.Exact
			if strings.Contains(exact, words) && !s.used[c.ID] && (id == "" || len(exact) < narrowest) {
				id, narrowest = c.ID, len(exact)
			}
		}
		s.used[id] = true
		return nil
	})
	if s.err == nil && id == "" {
		id = s.mark(words)
	}
	return id
}

// mark adds a claim on words that stand once in the article, as a reviewer does who selects them.
func (s *story) mark(words string) (id string) {
	s.do("mark "+words, func() error {
		e, err := s.db.Edition(s.ctx, s.article, s.reviewer().ID)
		if err != nil {
			return err
		}
		for i := range e.Article.Blocks {
			span, err := e.Text.Find(e.Article.Blocks, claims.Selection{Block: i, Exact: words, Start: -1})
			if err == nil {
				in := claims.Candidate{Wording: words, Spans: []claims.Span{span}}
				id, err = s.db.AddClaim(s.ctx, s.reviewer(), s.article, e.Text.Number, in)
				return err
			}
		}
		return errors.New("these words do not stand in the article")
	})
	return id
}

// change runs a step on a claim as it is now.
func (s *story) change(what, id string, step func(d claims.Dossier) error) {
	s.do(what, func() error {
		d, err := s.db.Dossier(s.ctx, id)
		if err != nil {
			return err
		}
		return step(d)
	})
}

func (s *story) accept(id string) {
	s.change("accept", id, func(d claims.Dossier) error {
		if d.Claim.State == claims.Accepted { // what a person marks is accepted from the start
			return nil
		}
		return s.db.AcceptClaim(s.ctx, s.reviewer(), id, d.Claim.Version)
	})
}

func (s *story) reject(id string, reason claims.RejectReason, note string) {
	s.change("reject", id, func(d claims.Dossier) error {
		return s.db.RejectClaim(s.ctx, s.reviewer(), id, d.Claim.Version, reason, note)
	})
}

func (s *story) withdraw(id, note string) {
	s.change("withdraw", id, func(d claims.Dossier) error {
		return s.db.WithdrawClaim(s.ctx, s.reviewer(), id, d.Claim.Version, note)
	})
}

// edit changes what with sets and leaves the rest of the claim as it is.
func (s *story) edit(id string, with func(*claims.ClaimEdit)) {
	s.change("edit", id, func(d claims.Dossier) error {
		c := d.Claim
		in := claims.ClaimEdit{
			ID: id, Version: c.Version, Wording: c.Wording, Claimant: d.Claimant.Name, Kind: c.Kind, Modality: c.Modality,
			SettlesOn: c.SettlesOn, Place: c.Place, Context: c.Context, Topics: c.Topics, Priority: c.Priority,
		}
		with(&in)
		return s.db.EditClaim(s.ctx, s.reviewer(), in)
	})
}

func (s *story) reword(id, wording string) {
	s.edit(id, func(in *claims.ClaimEdit) { in.Wording = wording })
}

func (s *story) merge(id, into, wording string) {
	s.change("merge", id, func(d claims.Dossier) error {
		keep, err := s.db.Dossier(s.ctx, into)
		if err != nil {
			return err
		}
		_, err = s.db.MergeClaims(s.ctx, s.reviewer(), id, d.Claim.Version, into, keep.Claim.Version, wording)
		return err
	})
}

func (s *story) split(id, lines string) {
	s.change("split", id, func(d claims.Dossier) error {
		_, err := s.db.SplitClaim(s.ctx, s.reviewer(), id, d.Claim.Version, lines)
		return err
	})
}

// found adds evidence; a source that was used before is used again.
func (s *story) found(id string, stance claims.Stance, source claims.SourceEdit, quote, note string) {
	s.do("add evidence", func() error {
		evidence, err := s.db.AddEvidence(s.ctx, s.reviewer(), claims.EvidenceEdit{
			ClaimID: id, SourceID: s.sources[source.Title], Source: source, Stance: stance, Quote: quote, Note: note,
		})
		if err != nil {
			return err
		}
		e, err := s.db.Evidence(s.ctx, evidence)
		s.sources[source.Title] = e.SourceID
		return err
	})
}

// policy says from now on how many reviews a verdict needs.
func (s *story) policy(p claims.Policy) {
	s.do("set the policy", func() error { return s.db.EditPolicy(s.ctx, s.who[claims.Admin], p) })
}

// decide gives a verdict that rests on all evidence of the claim, as of today.
func (s *story) decide(by db.By, in claims.NewReview) {
	s.change("decide", in.ClaimID, func(d claims.Dossier) error {
		in.Aspect, in.AsOf = cmp.Or(in.Aspect, claims.Content), s.db.Today()
		if d.Verdict != nil {
			in.Version = d.Verdict.Version
		}
		for _, e := range d.Evidence {
			in.Evidence = append(in.Evidence, e.ID)
		}
		_, err := s.db.SubmitReview(s.ctx, by, in)
		return err
	})
}

func (s *story) publish(id string) {
	s.change("publish", id, func(d claims.Dossier) error {
		if d.Verdict == nil {
			return errors.New("there is no verdict")
		}
		return s.db.PublishVerdict(s.ctx, s.editor(), claims.NewPublication{ClaimID: id, Revision: d.Verdict.Version})
	})
}
