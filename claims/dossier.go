package claims

import "time"

// Page is one page of a list. Lists are paged by key: Next is the cursor of the following page, "" at the end.
type Page[T any] struct {
	Items []T
	Next  string
}

// ClaimRow is a claim in a list: what the queue, the lists and the margin of an article show, and nothing else.
type ClaimRow struct {
	ID           string
	No           int
	Wording      string
	State        State
	Step         Step
	Kind         Kind
	Modality     Modality
	SettlesOn    Date
	Priority     int
	Claimant     string // name; "" for the article's own voice
	ArticleID    string
	Headline     string
	Lang         string // of the article
	Supports     int    // pieces of evidence, by stance
	Refutes      int
	Contexts     int
	Rating       string // label; "" without a verdict
	Carried      bool   // the verdict is one on another claim, which this one repeats
	Tone         Tone   // ToneOpen without a verdict
	Publication  PublicationState
	Reason       RejectReason
	Updated      time.Time
	Version      int
	Appearance   Appearance // only on the article page
	CheckWorthy  float64
	Proposer     string
	ProposedText string // the first reason, for a candidate's note
	Reasons      []string
	Attribution  Attribution // only on the article page, of a candidate
	Filled       []Fill      // only on the article page, of a candidate
}

// Evidences is the number of pieces of evidence.
func (r ClaimRow) Evidences() int { return r.Supports + r.Refutes + r.Contexts }

// ArticleRow is an article in a list.
type ArticleRow struct {
	ID        string
	Headline  string
	Outlet    string
	Byline    string
	Published Date
	Lang      string
	Added     time.Time
	AddedBy   string // display name
	Claims    int    // accepted
	Proposed  int    // candidates not looked at
	Decided   int    // with a verdict
}

// SourceRow is a source in a list.
type SourceRow struct {
	Source
	Claims   int       // claims that use it
	Snapshot time.Time // when the last good copy was made; zero when there is none
}

// Edition is an article version laid out with the claims that stand in it: the article page.
type Edition struct {
	Article     Article
	Text        ArticleVersion
	AddedBy     string     // display name
	Claims      []ClaimRow // every claim but closed ones, in text order
	Closed      []ClaimRow // rejected, merged, split and withdrawn, in text order
	Last        *EventRow  // what the reader of the page did last in this article; nil when nothing
	LastUndo    bool       // whether Last can still be undone: nobody changed the same claim since
	Coverage    Coverage
	VersionList []int
}

// Coverage tells how much of an article's body has been looked at, in bytes of text.
type Coverage struct {
	Body     int // all blocks that are read for claims
	Claimed  int // inside accepted claims
	Rejected int // inside rejected ones, and in no accepted one
	Proposed int // inside candidates only
}

// Open is the number of bytes in no claim at all.
func (c Coverage) Open() int { return c.Body - c.Claimed - c.Rejected - c.Proposed }

// Cover works out the coverage of an edition: every byte of the body counts once, for the strongest claim it is in
// (accepted before candidate before rejected).
func Cover(blocks []Block, rows []ClaimRow) Coverage {
	const none, rejected, proposed, accepted = 0, 1, 2, 3
	end := 0
	for _, b := range blocks {
		end = max(end, b.End)
	}
	level := make([]uint8, end)
	for _, r := range rows {
		var l uint8
		switch r.State {
		case Accepted:
			l = accepted
		case Proposed:
			l = proposed
		case Rejected:
			l = rejected
		}
		for _, s := range r.Appearance.Spans {
			for i := max(s.Start, 0); i < min(s.End, end); i++ {
				level[i] = max(level[i], l)
			}
		}
	}
	var c Coverage
	for _, b := range blocks {
		if !b.Kind.Body() {
			continue
		}
		c.Body += b.Len()
		for _, l := range level[b.Start:b.End] {
			switch l {
			case accepted:
				c.Claimed++
			case proposed:
				c.Proposed++
			case rejected:
				c.Rejected++
			}
		}
	}
	return c
}

// Dossier is a claim with all that belongs to it: the claim page, and what rules about verdicts look at.
type Dossier struct {
	Claim        Claim
	Claimant     Claimant // zero for the article's own voice
	Article      Article  // without blocks
	Text         ArticleVersion
	Evidence     []EvidenceRow // not the removed ones; supports, refutes, context, each by time
	Reviews      []ReviewRow   // newest first; sealed ones only for their author
	Round        *Round        // the last one; nil when nobody has reviewed the claim yet
	Filed        []string      // display names of Round's reviewers, in order
	Sealed       int           // reviews that are in and not shown
	Blind        bool          // the reader is one who could still give the round's second review
	Policy       Policy
	Lease        Lease  // zero when nobody has taken the claim
	AssigneeName string // display name of the claim's assignee; ""
	Verdict      *Verdict
	VerdictBy    string // display name
	Rated        Rating // of the verdict, in the words of the scale that it was given with; zero without a verdict
	Scale        Scale  // the desk's current one
	Publication  *Publication
	Corrections  []CorrectionRow // newest first
	Comments     []CommentRow    // oldest first; without the withheld ones
	Withheld     int             // comments that the reader may not see while a review is sealed
	Related      []ClaimRow      // successors and parent
	Relations    []RelationRow   // in the order in which they were made
	Carried      *Carried        // nil when no verdict on another claim stands for this one
	Precedents   Precedents      // only where they are shown
	Recent       []EventRow      // newest first, at most 8
	Events       int             // number of all events of the claim
	Step         Step
	Previous     string // id of the claim before it in the article, by number; ""
	Following    string // and after it
	CreatedBy    string // display name

	Changed   []EvidenceChange // evidence whose passage is gone from its source
	Recheck   Recheck          // the last look at the verdict after that; version 0 when there was none
	RecheckBy string           // display name
}

// Published tells whether readers can see the current verdict.
func (d Dossier) Published() bool {
	return d.Publication != nil && d.Verdict != nil && d.Publication.State != Retracted && d.Publication.Revision == d.Verdict.Version
}

// EvidenceRow is a piece of evidence with its source and its snapshot's facts.
type EvidenceRow struct {
	Evidence
	AddedByName    string
	SourceURL      string
	SourceTitle    string
	Publisher      string
	Published      Date
	SnapshotSHA256 string    // "" when there is no good copy
	SnapshotAt     time.Time // zero when there is none
	SnapshotError  string    // why the last try failed; "" when it did not
	QuoteFound     bool      // the quote stands in the snapshot
}

// ReviewRow is a review with names.
type ReviewRow struct {
	Review
	ReviewerName string
	Label        string
	Tone         Tone
}

// CorrectionRow is a correction with names and the verdicts before and after.
type CorrectionRow struct {
	Correction
	ByName   string
	FromText string // label of the rating before; "" when unknown
	ToText   string
}

// SourcePage is a source with its copies and the claims that use it.
type SourcePage struct {
	Source    Source
	AddedBy   string
	Snapshots []Snapshot // newest first, without text
	Claims    []ClaimRow
	Stances   map[string]Stance // by claim id
}

// ClaimFilter chooses claims for a list.
type ClaimFilter struct {
	State     State  // "" = candidates and accepted ones
	Rating    string // key; "" = any, "none" = without a verdict
	ArticleID string
	Claimant  string // id
	After     string
}

// EventFilter chooses events for a history.
type EventFilter struct {
	ClaimID   string
	ArticleID string
	Subject   string
	SubjectID string
	Actor     string
	Kind      EventKind
	From, To  Date   // days, in UTC, both included
	Before    int64  // only events with a smaller number; 0 = from the newest
	Reader    string // id of the user who looks: he alone sees the values of his sealed review
	Values    bool   // load what changed
}

// Hit is one result of a search.
type Hit struct {
	Kind    string // claim, article, source
	ID      string
	Title   string
	Snippet []Piece // words around the match
	Detail  string  // outlet, rating label or publisher
	Tone    Tone    // for claims
	Carried bool    // the rating in Detail is that of another claim, which this one repeats
}

// Piece is a piece of text that was found or stands around what was found.
type Piece struct {
	Text  string
	Found bool
}

// SearchPage is the answer to a query.
type SearchPage struct {
	Query    string
	Claims   []Hit
	Articles []Hit
	Sources  []Hit
}

// ReportClaim is a claim as a verdict report shows it: everything a reader needs, names instead of ids.
type ReportClaim struct {
	Claim       Claim
	Claimant    Claimant
	Headline    string
	ArticleURL  string
	Outlet      string
	Byline      string
	Published   Date // of the article
	Lang        string
	Evidence    []EvidenceRow
	Verdict     *Verdict
	VerdictBy   string
	Rating      Rating   // of the verdict
	Best        int      // value of the truest rating of the scale that Rating is of; 0 without a verdict, and on a scale without degrees
	Carried     *Carried // nil when no verdict on another claim stands for this one
	Publication *Publication
	Corrections []CorrectionRow
}

// Report is the verdict report of one article.
type Report struct {
	Desk    Desk
	Article Article
	Text    ArticleVersion
	Claims  []ReportClaim // accepted ones, in text order
	Made    time.Time     // UTC
	Head    RecordHead
}

// RecordHead names a state of the record: how many events it has, and the root of their tree.
type RecordHead struct {
	Size int64
	Root string // hex
}
