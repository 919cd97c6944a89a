package web

import (
	"context"
	"fmt"
	"sync/atomic"

	"assay/claims"
	"assay/claims/match"
)

// likeness finds checked claims in words like a claim's. Its index lives in memory; KeepPrecedents reads it from the store.
type likeness struct {
	index  *match.Index
	size   atomic.Int64  // events of the record that the index knows; 0 before it was read
	wanted chan struct{} // holds one token when a page has asked for more than the index knows
}

func newLikeness() *likeness {
	return &likeness{index: match.New(), wanted: make(chan struct{}, 1)}
}

// maxLike is how many likenesses are looked at: some may have no verdict any more, or be withheld.
const maxLike = 3 * claims.MaxPrecedents

// of returns the checked claims that are most like a wording. ready is false before the index was read for the first
// time. An index that knows less than the record's size events answers with what it knows, and is brought up to date.
func (l *likeness) of(wording string, size int64) (like []claims.Likeness, ready bool) {
	known := l.size.Load()
	if known < size {
		select {
		case l.wanted <- struct{}{}:
		default: // it has been asked for already
		}
	}
	if known == 0 {
		return nil, false
	}
	for _, m := range l.index.Search(wording, maxLike) {
		like = append(like, claims.Likeness{ClaimID: m.ID, Score: m.Score, Differs: m.Differs, Why: m.Why})
	}
	return like, true
}

// score is how alike a wording and a checked claim are; 0 for one that is not among the most alike.
func (l *likeness) score(wording, claimID string, size int64) float64 {
	like, _ := l.of(wording, size)
	for _, c := range like {
		if c.ClaimID == claimID {
			return c.Score
		}
	}
	return 0
}

// KeepPrecedents reads the wordings of checked claims when a page first asks for claims like another one, and later
// what has changed, until ctx ends. Pages never wait for it.
func (s *Server) KeepPrecedents(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.like.wanted:
		}
		if err := s.readPrecedents(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "read precedents", "err", err) // the next page asks again
		}
	}
}

// maxStretch is how many events are read at a time to bring the index up to date.
const maxStretch = 10_000

func (s *Server) readPrecedents(ctx context.Context) error {
	l := s.like
	if l.size.Load() == 0 {
		size := s.db.Size() // what changes while the wordings are read is read again
		for t, err := range s.db.ClaimTexts(ctx) {
			if err != nil {
				return fmt.Errorf("claim texts: %w", err)
			}
			l.index.Add(t.ID, t.Text)
		}
		l.size.Store(size)
	}
	for from := l.size.Load(); from < s.db.Size(); from = l.size.Load() {
		to := min(from+maxStretch, s.db.Size())
		texts, err := s.db.ClaimTextsSince(ctx, from, to)
		if err != nil {
			return fmt.Errorf("claim texts since event %d: %w", from, err)
		}
		for _, t := range texts {
			if t.Text == "" {
				l.index.Remove(t.ID)
			} else {
				l.index.Add(t.ID, t.Text)
			}
		}
		l.size.Store(to)
	}
	return nil
}

// dossier reads a claim as the visitor may see it, with the earlier verdicts that help to judge it.
func (s *Server) dossier(v *visit, id string) (claims.Dossier, error) {
	d, err := s.db.DossierFor(v.ctx(), id, v.user.Actor())
	if err != nil || !d.Claim.State.Open() {
		return d, err
	}
	like, ready := s.like.of(d.Claim.Wording, s.db.Size())
	d.Precedents, err = s.db.Precedents(v.ctx(), d, like)
	d.Precedents.Pending = !ready
	return d, err
}
