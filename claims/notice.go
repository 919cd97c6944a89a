package claims

import "time"

// Notice tells one of the desk's people that something happened which concerns him. It is no part of the record.
type Notice struct {
	ID        string // ids ascend with time
	UserID    string
	Kind      NoticeKind
	ClaimID   string
	SubjectID string    // what it is about: a comment, a review, a round; ""
	At        time.Time // UTC
	Seen      bool
}

// NoticeKind says what a notice tells.
type NoticeKind string

// The kinds of notice.
const (
	NoticeMention     NoticeKind = "mention"     // somebody named the reader in a comment
	NoticeAssigned    NoticeKind = "assigned"    // the claim was given to him
	NoticeDecided     NoticeKind = "decided"     // his review and the other one agree
	NoticeDisputed    NoticeKind = "disputed"    // the reviews differ
	NoticeAdjudicated NoticeKind = "adjudicated" // an editor decided over his review
	NoticeReturned    NoticeKind = "returned"    // his review was sent back
	NoticeDue         NoticeKind = "due"         // a claim of his is due
	NoticeCorrected   NoticeKind = "corrected"   // a published verdict that he reviewed was changed
	NoticeComment     NoticeKind = "comment"     // somebody wrote a comment on a claim of his
)

// NoticeKinds lists all kinds.
var NoticeKinds = []NoticeKind{
	NoticeMention, NoticeAssigned, NoticeDecided, NoticeDisputed, NoticeAdjudicated, NoticeReturned, NoticeDue, NoticeCorrected, NoticeComment,
}

// NoticeRow is a notice in its reader's list.
type NoticeRow struct {
	Notice
	Wording string // of the claim
	Lang    string // of its article
	By      string // display name of who wrote the comment that it is about; ""
	Yours   string // label of the rating that the reader gave last to the claim; set only where the notice tells of it
	Verdict string // label of the claim's rating now; set together with Yours
}

// NoticePage is a page of somebody's notices, newest first.
type NoticePage struct {
	Rows  Page[NoticeRow]
	After string // the cursor that the page begins at; "" for the first page
}
