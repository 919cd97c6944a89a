package claims

import "slices"

// Balance counts claims by what became of them. Merged and split claims are counted by their successors.
type Balance struct {
	Key       string // id of a claimant or a user, or the value itself; "" for none
	Name      string // what people know it by; "" for none
	Checked   int    // accepted, with a verdict
	Open      int    // accepted, without one yet
	Waiting   int    // candidates that nobody has looked at
	Rejected  []int  // in the order of RejectReasons
	Withdrawn int
}

// Skipped is the number of claims that were set aside or that nobody has looked at.
func (b Balance) Skipped() int {
	n := b.Waiting + b.Withdrawn
	for _, r := range b.Rejected {
		n += r
	}
	return n
}

// Total is the number of all claims counted.
func (b Balance) Total() int { return b.Checked + b.Open + b.Skipped() }

// Add returns the counts of both together, under b's name.
func (b Balance) Add(o Balance) Balance {
	b.Checked, b.Open, b.Waiting, b.Withdrawn = b.Checked+o.Checked, b.Open+o.Open, b.Waiting+o.Waiting, b.Withdrawn+o.Withdrawn
	rejected := make([]int, len(RejectReasons))
	for i := range rejected {
		rejected[i] = at(b.Rejected, i) + at(o.Rejected, i)
	}
	b.Rejected = rejected
	return b
}

func at(list []int, i int) int {
	if i >= len(list) {
		return 0
	}
	return list[i]
}

// Dimension is what the claims of a balance are told apart by.
type Dimension string

// The dimensions.
const (
	ByClaimant Dimension = "claimant"
	ByOutlet   Dimension = "outlet"
	ByTopic    Dimension = "topic"    // a claim with several topics is counted under each
	ByRating   Dimension = "rating"   // only claims with a verdict
	ByReviewer Dimension = "reviewer" // checked by whoever reviewed, rejected and withdrawn by whoever did that
)

// Dimensions lists all dimensions in the order in which they are offered.
var Dimensions = []Dimension{ByClaimant, ByOutlet, ByTopic, ByRating, ByReviewer}

// Valid tells whether d is one of Dimensions.
func (d Dimension) Valid() bool { return slices.Contains(Dimensions, d) }

// BalanceFilter chooses the claims of a balance.
type BalanceFilter struct {
	By       Dimension
	From, To Date // days, in the desk's time zone, on which the claims came in, both included; ""
}

// MayBalance tells whether somebody may see a balance. How much each colleague does is for those who audit or publish.
// Errors: ErrForbidden.
func (f BalanceFilter) MayBalance(by Actor) error {
	if f.By != ByReviewer {
		return by.Check(MayRead)
	}
	if by.Role.May(MayPublish) {
		return nil
	}
	return by.Check(MayAudit)
}

// BalancePage is what the page of the balance shows.
type BalancePage struct {
	Filter BalanceFilter
	Total  Balance   // every claim once
	Rows   []Balance // those with most claims first
	More   bool      // there are rows beyond
}
