package claims

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Policy says how many reviews a claim's verdict needs, and how long a claim is somebody's once taken. A desk has one.
type Policy struct {
	Reviews      ReviewRule `json:"reviews"`
	Share        int        `json:"share"`   // percent of claims that get two reviews, with SomeTwice
	Topics       []string   `json:"topics"`  // topics whose claims get two reviews, with SomeTwice
	Ratings      []string   `json:"ratings"` // keys of ratings that want a second review, with SomeTwice
	LeaseMinutes int        `json:"lease_minutes"`
	HideNames    bool       `json:"hide_names"` // whoever decides a disputed round does not see who wrote which review
	Version      int        `json:"version"`
}

// ReviewRule says for which claims two people judge apart.
type ReviewRule string

// The rules.
const (
	Once      ReviewRule = "one"  // one review decides
	Twice     ReviewRule = "two"  // two for every claim
	SomeTwice ReviewRule = "some" // two for a share of the claims, for topics, or after certain ratings
)

// ReviewRules lists the rules in the order in which they are offered.
var ReviewRules = []ReviewRule{Once, Twice, SomeTwice}

// Bounds of a lease, in minutes. The least is time enough to read a claim; the most is a working day.
const (
	MinLease     = 5
	MaxLease     = 480
	defaultLease = 30
)

// DefaultPolicy is the policy of a desk that has not set one: a desk of one person must be able to work.
func DefaultPolicy() Policy { return Policy{Reviews: Once, LeaseMinutes: defaultLease} }

// Alone tells whether one review decides whatever the claim and the rating.
func (p Policy) Alone() bool { return p.Reviews != Twice && p.Reviews != SomeTwice }

// Lease is how long a claim is somebody's after he took it or worked on it.
func (p Policy) Lease() time.Duration { return time.Duration(p.LeaseMinutes) * time.Minute }

// Edit returns the policy with the values of in. Errors: ErrForbidden; FieldErrors on "reviews", "share", "topics",
// "ratings" and "lease_minutes".
func (p Policy) Edit(in Policy, scale Scale, by Actor) (Policy, error) {
	if err := by.Check(MayAdmin); err != nil {
		return p, err
	}
	var bad FieldErrors
	if !slices.Contains(ReviewRules, in.Reviews) {
		bad.Add("reviews", "Choose how many reviews a verdict needs.")
	}
	if in.Share < 0 || in.Share > 100 {
		bad.Add("share", "Give a percentage from 0 to 100.")
	}
	checkTopics(&bad, in.Topics)
	for _, key := range in.Ratings {
		if _, ok := scale.Rating(key); !ok {
			bad.Add("ratings", "Choose ratings of the current scale.")
			break
		}
	}
	if in.Reviews == SomeTwice && in.Share == 0 && len(in.Topics) == 0 && len(in.Ratings) == 0 {
		bad.Add("share", "Say which claims get two reviews: give a share, topics or ratings.")
	}
	if in.LeaseMinutes < MinLease || in.LeaseMinutes > MaxLease {
		bad.Add("lease_minutes", fmt.Sprintf("Give a number of minutes from %d to %d.", MinLease, MaxLease))
	}
	if err := bad.Err(); err != nil {
		return p, err
	}
	in.Version = p.Version
	return in, nil
}

// Reviews is how many reviews a round needs, and what of the policy asks for a second one: "always", "share", "topic",
// "rating" or "". first is the key of the first review's rating. Whether a claim falls into the share follows from its
// id and the round alone: nobody draws lots, and nobody can draw again.
func (p Policy) reviews(c Claim, round int, first string) (need int, why string) {
	switch {
	case p.Reviews == Twice:
		return 2, "always"
	case p.Alone():
		return 1, ""
	case inShare(c.ID, round, p.Share):
		return 2, "share"
	case slices.ContainsFunc(c.Topics, func(t string) bool { return hasTopic(p.Topics, t) }):
		return 2, "topic"
	case slices.Contains(p.Ratings, first):
		return 2, "rating"
	}
	return 1, ""
}

func hasTopic(topics []string, t string) bool {
	return slices.ContainsFunc(topics, func(o string) bool { return strings.EqualFold(o, t) })
}

func inShare(claimID string, round, share int) bool {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s.%d", claimID, round))
	return binary.BigEndian.Uint32(sum[:])%100 < uint32(share)
}
