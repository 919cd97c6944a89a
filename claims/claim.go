package claims

import (
	"slices"
	"strings"
	"time"
)

// Claim is one statement that can be true or false by itself. Its id is opaque and permanent; its text is not its identity.
type Claim struct {
	ID        string `json:"id"`
	ArticleID string `json:"article_id"` // the article in which it was found
	No        int    `json:"no"`         // number within the article, from 1; permanent, so that people can say "claim 7"

	Wording     string      `json:"wording"`     // the claim as a sentence that stands alone
	ClaimantID  string      `json:"claimant_id"` // "" when the article itself makes the claim
	Attribution Attribution `json:"attribution"`

	Kind       Kind       `json:"kind"`
	Modality   Modality   `json:"modality"`
	Hedges     []Mention  `json:"hedges,omitempty"`     // the words that weaken it, as they stand
	Dates      []Mention  `json:"dates,omitempty"`      // dates in its words, with the value read from them
	Quantities []Quantity `json:"quantities,omitempty"` // numbers in its words
	SettlesOn  Date       `json:"settles_on"`           // first day on which it can be rated; "" = now
	Place      string     `json:"place"`

	Score   float64  `json:"score"`             // the splitter's check-worthiness, 0..1; 0 when a person added it
	Reasons []string `json:"reasons,omitempty"` // named reasons for kind, checkability and cut, for people
	Filled  []Fill   `json:"filled,omitempty"`  // what the wording has beyond the words of the spans; gone once a person rewords it

	Topics   []string `json:"topics,omitempty"`
	Context  string   `json:"context"`            // what a reader must know to judge it; shown in reports
	Priority int      `json:"priority"`           // 0 normal, 1 high, -1 low
	Assignee string   `json:"assignee,omitempty"` // id of the user it was given to; ""
	Due      Date     `json:"due,omitempty"`      // day by which it should be done; ""

	State      State        `json:"state"`
	Reason     RejectReason `json:"reason"`               // set when State is rejected
	StateNote  string       `json:"state_note"`           // why the state was changed, in words
	Successors []string     `json:"successors,omitempty"` // the claim it was merged into, or the claims it was split into
	Parent     string       `json:"parent"`               // the claim it was split from; ""

	Appearances []Appearance `json:"appearances"` // at least one; the first is where it stands now, or stood last
	Proposer    string       `json:"proposer"`    // "splitter", or the id of the user who added it
	Created     time.Time    `json:"created"`     // UTC
	CreatedBy   string       `json:"created_by"`  // user id of whoever imported or added it
	Version     int          `json:"version"`
}

// Splitter is the Proposer of candidates that the program found by itself.
const Splitter = "splitter"

// Attribution is how the article ascribes the claim to its claimant.
type Attribution struct {
	Mention string    `json:"mention,omitempty"` // the claimant as named there: "Lavrov"; "" for the article's own voice
	Cue     string    `json:"cue,omitempty"`     // the reporting words: "said", "according to"
	Quote   QuoteKind `json:"quote"`
	Chain   []string  `json:"chain,omitempty"` // further speakers, outermost first: "the ministry said that X had told …"

	// Confidence is how sure the splitter is that the claimant is the one meant by Mention, 0..1; 0 where there was
	// nothing to resolve and where a person chose the claimant. See the table beside the splitter's names.
	Confidence float64 `json:"confidence,omitempty"`
}

// Fill is something that a candidate's wording has beyond the words of its spans, so that it stands alone.
type Fill struct {
	Words string     `json:"words"`         // as they stand in the wording: "Sergey Lavrov", "2017", "is"
	For   string     `json:"for,omitempty"` // the words of the text that they replace: "he"; "" when they were added
	Why   FillReason `json:"why"`
}

// FillReason says what a wording needed.
type FillReason string

// The reasons for which a wording is filled in.
const (
	FillName FillReason = "name" // a name in full for a pronoun or a short name
	FillDate FillReason = "date" // the year or the day that the text leaves to the date of publication
	FillVerb FillReason = "verb" // a verb, its form or an article that grammar needs
)

// QuoteKind tells whether the words are the claimant's own.
type QuoteKind string

// The kinds of quotation.
const (
	NotQuoted QuoteKind = "none"
	Direct    QuoteKind = "direct"
	Indirect  QuoteKind = "indirect"
	Mixed     QuoteKind = "mixed"
)

// Kind says what kind of statement a claim is, and so whether it can be checked.
type Kind string

// The kinds of statement, in the words of the evaluation kit.
const (
	Fact        Kind = "fact"
	Prediction  Kind = "prediction"
	Intention   Kind = "intention"
	Opinion     Kind = "opinion"
	Conditional Kind = "conditional"
	Question    Kind = "question"
	NoStatement Kind = "unknown"
)

// Kinds lists all kinds in the order in which they are offered.
var Kinds = []Kind{Fact, Prediction, Intention, Opinion, Conditional, Question, NoStatement}

// Checkable tells whether evidence can settle a statement of this kind, now or later.
func (k Kind) Checkable() bool { return k == Fact || k == Prediction || k == Intention }

// Modality says how a claim is put forward.
type Modality string

// The modalities.
const (
	Asserted        Modality = "asserted"
	Reported        Modality = "reported"
	Hedged          Modality = "hedged"
	Predicted       Modality = "predicted"
	ConditionalMood Modality = "conditional"
	Normative       Modality = "normative"
)

// Modalities lists all modalities in the order in which they are offered.
var Modalities = []Modality{Asserted, Reported, Hedged, Predicted, ConditionalMood, Normative}

// Mention is a word or phrase of a version's text that was read as something: a hedge, a date.
type Mention struct {
	Span
	Text  string `json:"text"`
	Value string `json:"value,omitempty"` // for dates: a Date or a length such as P3W; "" when only the place is known
}

// Quantity is a number in a version's text, in units of one.
type Quantity struct {
	Span
	Text   string   `json:"text"`
	Value  *float64 `json:"value,omitempty"` // nil for a range
	Low    *float64 `json:"low,omitempty"`
	High   *float64 `json:"high,omitempty"`
	Unit   string   `json:"unit,omitempty"`   // "%", a currency code, a word, or "" for a bare number
	Approx bool     `json:"approx,omitempty"` // about, some, nearly
	Bound  string   `json:"bound,omitempty"`  // "min" for at least, "max" for up to
}

// State is where a claim is in its life. It says nothing about truth.
type State string

// The states of a claim.
const (
	Proposed  State = "candidate"
	Accepted  State = "accepted"
	Rejected  State = "rejected"
	Merged    State = "merged"
	SplitUp   State = "split"
	Withdrawn State = "withdrawn"
)

// Open tells whether work can still be done on a claim in this state.
func (s State) Open() bool { return s == Proposed || s == Accepted }

// RejectReason says why a statement is no claim to be checked.
type RejectReason string

// The reasons for which a candidate is rejected; each has a key of one letter in the browser.
const (
	RejectOpinion   RejectReason = "opinion"     // a judgement that evidence cannot settle
	RejectVague     RejectReason = "vague"       // too unclear to be rated
	RejectTrivial   RejectReason = "trivial"     // nobody could be misled by it
	RejectDuplicate RejectReason = "duplicate"   // said elsewhere in the article
	RejectNotAClaim RejectReason = "not-a-claim" // no statement, a part of the page, or a wrong cut
)

// RejectReasons lists all reasons in the order in which they are offered.
var RejectReasons = []RejectReason{RejectOpinion, RejectVague, RejectTrivial, RejectDuplicate, RejectNotAClaim}

// Appearance is where a claim stands in an article version.
type Appearance struct {
	ArticleID string `json:"article_id"`
	Number    int    `json:"number"` // version of the article
	Spans     []Span `json:"spans"`  // ascending, apart; text[start:end] are the exact words; none when somebody said they are gone
	Exact     string `json:"exact"`  // Quote of the spans
	Prefix    string `json:"prefix"` // up to 32 code points before the first span
	Suffix    string `json:"suffix"` // up to 32 code points after the last span
	Anchor    Anchor `json:"anchor"`
}

// Anchor says whether an appearance still stands where it was put.
type Anchor string

// The anchor states. There is no fuzzy match: what is not exact or uniquely moved waits for a person.
const (
	AnchorExact     Anchor = "exact"
	AnchorMoved     Anchor = "moved"
	AnchorAmbiguous Anchor = "ambiguous"
	AnchorLost      Anchor = "lost"
)

// anchorContext is the length of an appearance's prefix and suffix in code points, the figure that Hypothesis uses.
const anchorContext = 32

// NewAppearance anchors spans in a version. It is an ErrInvalid when they do not lie in the version's text.
func NewAppearance(v ArticleVersion, spans []Span) (Appearance, error) {
	if !SpansValidIn(v.Text, spans) {
		return Appearance{}, Problem("These words do not stand in the article.")
	}
	prefix, _ := Around(v.Text, spans[0], anchorContext)
	_, suffix := Around(v.Text, spans[len(spans)-1], anchorContext)
	return Appearance{
		ArticleID: v.ArticleID, Number: v.Number, Spans: slices.Clone(spans),
		Exact: Quote(v.Text, spans), Prefix: prefix, Suffix: suffix, Anchor: AnchorExact,
	}, nil
}

// Span returns the stretch from the first span's start to the last one's end.
func (a Appearance) Span() Span { return Span{a.Spans[0].Start, a.Spans[len(a.Spans)-1].End} }

// Candidate is a claim that the splitter or a person proposes, before it has an id and a number.
type Candidate struct {
	Wording     string
	Claimant    string // name as resolved inside the article; "" for the article's own voice
	Attribution Attribution
	Spans       []Span
	Kind        Kind
	Modality    Modality
	Hedges      []Mention
	Dates       []Mention
	Quantities  []Quantity
	SettlesOn   Date
	Place       string
	Score       float64
	CheckWorthy bool
	Reasons     []string
	Filled      []Fill // what the wording has beyond the words of the spans
}

// Claimant is who makes claims.
type Claimant struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"` // person, organization, group, unknown
	JobTitle string   `json:"job_title"`
	SameAs   []string `json:"same_as,omitempty"` // addresses that say who this is: Wikidata, home page
	Version  int      `json:"version"`
}

// ClaimantKey folds a name so that the same claimant is found again: case and white space do not tell people apart.
func ClaimantKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Undone returns the claim as it was before the change that is taken back. before is nil when the change made the
// claim: then it is withdrawn.
func (c Claim) Undone(before *Claim) Claim {
	if before == nil {
		c.State, c.StateNote = Withdrawn, "Undone."
		return c
	}
	undone := *before
	undone.Version = c.Version
	return undone
}

// NewClaim makes a claim of a candidate. state is Proposed for what the splitter found, Accepted for what a person
// adds, and Rejected for words of which a person says that they are no claim. claimantID is the id under which the store knows the candidate's claimant. Errors: ErrForbidden, FieldErrors
// on "wording", ErrInvalid when the spans do not lie in v.
func NewClaim(id string, no int, v ArticleVersion, in Candidate, claimantID string, state State, by Actor, at time.Time) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return Claim{}, err
	}
	var bad FieldErrors
	checkProse(&bad, "wording", in.Wording, MaxWording, true)
	if err := bad.Err(); err != nil {
		return Claim{}, err
	}
	where, err := NewAppearance(v, in.Spans)
	if err != nil {
		return Claim{}, err
	}
	proposer := by.ID
	if state == Proposed {
		proposer = Splitter
	}
	reason := RejectReason("")
	if state == Rejected {
		reason = RejectNotAClaim
	}
	if in.Attribution.Quote == "" {
		in.Attribution.Quote = NotQuoted
	}
	if in.Kind == "" {
		in.Kind = Fact
	}
	if in.Modality == "" {
		in.Modality = Asserted
	}
	return Claim{
		ID: id, ArticleID: v.ArticleID, No: no, Wording: strings.TrimSpace(in.Wording),
		ClaimantID: claimantID, Attribution: in.Attribution, Kind: in.Kind, Modality: in.Modality,
		Hedges: in.Hedges, Dates: in.Dates, Quantities: in.Quantities, SettlesOn: in.SettlesOn, Place: in.Place,
		Score: in.Score, Reasons: in.Reasons, Filled: in.Filled, State: state, Reason: reason, Appearances: []Appearance{where},
		Proposer: proposer, Created: at, CreatedBy: by.ID,
	}, nil
}

// Accept makes a candidate, or a claim that was rejected or withdrawn, a claim to be checked.
// Errors: ErrForbidden, ErrInvalid for a merged or split claim.
func (c Claim) Accept(by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	switch c.State {
	case Proposed, Rejected, Withdrawn:
		c.State, c.Reason, c.StateNote = Accepted, "", ""
		return c, nil
	case Accepted:
		return c, Problem("This claim is accepted already.")
	}
	return c, Problem("A claim that was merged or split cannot be accepted. Undo the merge or the split instead.")
}

// Reject sets a candidate or an accepted claim aside. A claim with a verdict must be withdrawn instead.
// Errors: ErrForbidden, FieldErrors on "reason" and "note", ErrInvalid for another state or a claim with a verdict.
func (c Claim) Reject(reason RejectReason, note string, hasVerdict bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	var bad FieldErrors
	if !slices.Contains(RejectReasons, reason) {
		bad.Add("reason", "Choose why this is no claim to be checked.")
	}
	checkProse(&bad, "note", note, MaxProse, false)
	if err := bad.Err(); err != nil {
		return c, err
	}
	if !c.State.Open() {
		return c, Problem("Only a candidate or an accepted claim can be rejected.")
	}
	if hasVerdict {
		return c, Problem("This claim has a verdict. Withdraw it with a reason instead of rejecting it.")
	}
	c.State, c.Reason, c.StateNote = Rejected, reason, strings.TrimSpace(note)
	return c, nil
}

// Withdraw takes an accepted claim out of work for a stated reason; its verdict and history stay. What readers can see
// is corrected and not withdrawn, so that they are told. Errors: ErrForbidden, FieldErrors on "note", ErrInvalid for
// another state and for a published claim.
func (c Claim) Withdraw(note string, published bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	var bad FieldErrors
	checkProse(&bad, "note", note, MaxProse, true)
	if err := bad.Err(); err != nil {
		return c, err
	}
	if c.State != Accepted {
		return c, Problem("Only an accepted claim can be withdrawn.")
	}
	if published {
		return c, Problem("This claim is published. Correct its verdict instead, with a note for readers.")
	}
	c.State, c.StateNote = Withdrawn, strings.TrimSpace(note)
	return c, nil
}

// ClaimEdit is the form by which a claim's wording and facts are changed.
type ClaimEdit struct {
	ID        string
	Version   int // the version that the form was made from
	Wording   string
	Claimant  string // name; the store finds or makes the claimant
	Kind      Kind
	Modality  Modality
	SettlesOn Date
	Place     string
	Context   string
	Topics    []string
	Priority  int
}

// Judged is what holds a claim's words in place.
type Judged struct {
	Rating      string // key of its verdict's rating; "" without a verdict
	Published   bool   // readers see a verdict
	UnderReview bool   // a review is in and its round is not decided
}

// Any tells whether somebody's judgement stands on the claim.
func (j Judged) Any() bool { return j.Rating != "" || j.UnderReview }

// Edit returns the claim with the form's values. A claim
// with a verdict or a review keeps its wording, for a verdict must not come to stand under words that nobody rated, and the day it
// settles on, which the rating obeyed; a pending one may be given another day, but not none. Errors: ErrForbidden, FieldErrors ("wording",
// "claimant", "kind", "modality", "settles_on", "place", "context", "topics", "priority"), ErrInvalid for a claim
// that is not open.
func (c Claim) Edit(in ClaimEdit, claimantID string, judged Judged, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if !c.State.Open() {
		return c, Problem("Only a candidate or an accepted claim can be changed.")
	}
	var bad FieldErrors
	if judged.Any() && strings.TrimSpace(in.Wording) != c.Wording {
		bad.Add("wording", judgedWording(judged, c.Wording))
	}
	checkProse(&bad, "wording", in.Wording, MaxWording, true)
	checkLine(&bad, "claimant", in.Claimant, MaxLine, false)
	if !slices.Contains(Kinds, in.Kind) {
		bad.Add("kind", "Choose one of the kinds.")
	}
	if !slices.Contains(Modalities, in.Modality) {
		bad.Add("modality", "Choose one of the modalities.")
	}
	if _, ok := in.SettlesOn.Day(); in.SettlesOn != "" && !ok {
		bad.Add("settles_on", "Write the day as year-month-day, for instance 2017-02-08.")
	} else if judged.UnderReview && in.SettlesOn != c.SettlesOn {
		bad.Add("settles_on", "A review of this claim is in, so the day stays as it was until the round is decided.")
	} else if judged.Rating == RatingPending && in.SettlesOn == "" {
		bad.Add("settles_on", "The verdict is Pending: say on which day the claim settles.")
	} else if judged.Rating != "" && judged.Rating != RatingPending && in.SettlesOn != c.SettlesOn {
		bad.Add("settles_on", "This claim has a verdict, so the day stays as it was.")
	}
	checkLine(&bad, "place", in.Place, MaxLine, false)
	checkProse(&bad, "context", in.Context, MaxProse, false)
	checkTopics(&bad, in.Topics)
	if in.Priority < -1 || in.Priority > 1 {
		bad.Add("priority", "Choose low, normal or high.")
	}
	if err := bad.Err(); err != nil {
		return c, err
	}
	if c.Attribution.Mention != "" && claimantID == "" {
		c.Attribution = Attribution{Quote: NotQuoted}
	}
	if strings.TrimSpace(in.Wording) != c.Wording {
		c.Filled = nil // the words are a person's now
	}
	c.Wording, c.ClaimantID, c.Kind, c.Modality = strings.TrimSpace(in.Wording), claimantID, in.Kind, in.Modality
	c.SettlesOn, c.Place, c.Context, c.Topics, c.Priority = in.SettlesOn, in.Place, in.Context, in.Topics, in.Priority
	return c, nil
}

func judgedWording(judged Judged, wording string) string {
	if judged.Rating == "" {
		return "Somebody has rated this claim in these words: " + wording + " They stay until the round is decided."
	}
	return "This claim has a verdict in these words: " + wording + " Withdraw it and add a new claim to say something else."
}
