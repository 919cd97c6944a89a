package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"assay/claims"
)

// passwordParams cost 19 MiB and two passes (OWASP's and RFC 9106's second choice): 40 ms on the smallest machine we
// support. The default of 64 MiB would let a few sign-ins at once exhaust such a machine.
var passwordParams = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// HashPassword returns the encoded hash under which a password is kept.
func HashPassword(password string) (string, error) {
	return argon2id.CreateHash(password, passwordParams)
}

// nobodysHash is compared against when a user name is unknown, so that the answer takes as long as for a known one.
var nobodysHash = sync.OnceValue(func() string {
	hash, err := HashPassword("the password of nobody at all")
	if err != nil {
		panic(err) // only when the machine has no randomness
	}
	return hash
})

// hashPassword is HashPassword behind the bound on how many run at once.
func (s *Server) hashPassword(ctx context.Context, password string) (string, error) {
	if err := s.takeHashing(ctx); err != nil {
		return "", err
	}
	defer func() { <-s.hashing }()
	return HashPassword(password)
}

// tryPassword compares a password with that of the account with a handle, as often as the limit allows: wait is not
// zero when it must not be tried yet. A name that is unknown and an account that is disabled fit nothing, in the same
// time as a wrong password. Limit, comparison and count happen behind the bound: many tries sent at once would
// otherwise all pass the limit before the first of them is counted.
func (s *Server) tryPassword(r *http.Request, handle, password string) (user claims.User, fits bool, wait time.Duration, err error) {
	if err := s.takeHashing(r.Context()); err != nil {
		return user, false, 0, err
	}
	defer func() { <-s.hashing }()
	keys := s.signInKeys(r, handle)
	if wait, err = s.mustWait(r.Context(), keys); err != nil || wait > 0 {
		return user, false, wait, err
	}
	user, hash, err := s.db.Credential(r.Context(), handle)
	known := err == nil
	if errors.Is(err, claims.ErrNotFound) {
		hash, err = nobodysHash(), nil
	}
	if err != nil {
		return user, false, 0, err
	}
	fits, err = argon2id.ComparePasswordAndHash(password, hash)
	fits = fits && err == nil && known && !user.Disabled // a hash in no known form fits nothing
	return user, fits, 0, s.countSignIn(r.Context(), fits, keys)
}

func (s *Server) takeHashing(ctx context.Context) error {
	select {
	case s.hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// signInLimit says how many failures in a row are free; each further try has to wait, twice as long each time up to
// most. The wait for an account stays short, or anyone could lock its owner out. Many people may share an address, so
// it has more free tries and a longer wait.
type signInLimit struct {
	free int
	most time.Duration
}

var (
	accountLimit = signInLimit{5, time.Minute}
	addressLimit = signInLimit{50, 15 * time.Minute}
)

// wait is how long to wait after n failures in a row, the last one at last.
func (l signInLimit) wait(n int, last, now time.Time) time.Duration {
	if n < l.free {
		return 0
	}
	wait := l.most
	if n-l.free < 16 {
		wait = min(l.most, time.Second<<(n-l.free))
	}
	return max(0, last.Add(wait).Sub(now))
}

// signInKey is what failures are counted for, and how many are allowed.
type signInKey struct {
	name  string
	limit signInLimit
}

// signInKeys are what a try for handle is counted for: the account first, then the address, when it can be told.
func (s *Server) signInKeys(r *http.Request, handle string) []signInKey {
	keys := []signInKey{{"user:" + clip(handle, claims.MaxHandle), accountLimit}}
	if address := s.client(r); address != "" {
		keys = append(keys, signInKey{"addr:" + address, addressLimit})
	}
	return keys
}

// mustWait returns how long the next try has to wait.
func (s *Server) mustWait(ctx context.Context, keys []signInKey) (time.Duration, error) {
	var longest time.Duration
	for _, k := range keys {
		n, last, err := s.db.SignInFailures(ctx, k.name)
		if err != nil {
			return 0, fmt.Errorf("sign-in failures: %w", err)
		}
		longest = max(longest, k.limit.wait(n, last, s.db.Now()))
	}
	return longest, nil
}

// countSignIn counts a failure for all keys, or ends the count of the account. The address keeps its own: an account of
// one's own must not wipe out tries at those of others.
func (s *Server) countSignIn(ctx context.Context, fits bool, keys []signInKey) error {
	if fits {
		keys = keys[:1]
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return s.db.CountSignIn(ctx, fits, names...)
}
