package claims

import "time"

// EventKind says what an event did. The list is closed: a new kind is added here before it is written.
type EventKind string

// The kinds of event.
const (
	DeskSetUp         EventKind = "desk.setup"
	DeskEdited        EventKind = "desk.edit"
	ScaleCreated      EventKind = "scale.create"
	ScaleEdited       EventKind = "scale.edit"
	PolicyEdited      EventKind = "policy.edit"
	UserAdded         EventKind = "user.add"
	UserEdited        EventKind = "user.edit"
	UserPassword      EventKind = "user.password"
	ArticleAdded      EventKind = "article.add"
	ArticleText       EventKind = "article.text"
	ArticleEdited     EventKind = "article.edit"
	ArticleBlock      EventKind = "article.block"
	ClaimantAdded     EventKind = "claimant.add"
	ClaimProposed     EventKind = "claim.propose"
	ClaimAdded        EventKind = "claim.add"
	ClaimAccepted     EventKind = "claim.accept"
	ClaimRejected     EventKind = "claim.reject"
	ClaimWithdrawn    EventKind = "claim.withdraw"
	ClaimEdited       EventKind = "claim.edit"
	ClaimMoved        EventKind = "claim.move"
	ClaimSplit        EventKind = "claim.split"
	ClaimMerged       EventKind = "claim.merge"
	ClaimRestored     EventKind = "claim.undo"
	ClaimAssigned     EventKind = "claim.assign"
	ClaimAnchored     EventKind = "claim.anchor"
	ClaimRechecked    EventKind = "claim.recheck"
	RelationAdded     EventKind = "relation.add"
	RelationConfirmed EventKind = "relation.confirm"
	RelationRejected  EventKind = "relation.reject"
	RelationRevoked   EventKind = "relation.revoke"
	CommentAdded      EventKind = "comment.add"
	CommentResolved   EventKind = "comment.resolve"
	CommentReopened   EventKind = "comment.reopen"
	SourceAdded       EventKind = "source.add"
	SourceEdited      EventKind = "source.edit"
	SnapshotStored    EventKind = "snapshot.store"
	SnapshotFailed    EventKind = "snapshot.fail"
	EvidenceAdded     EventKind = "evidence.add"
	EvidenceEdited    EventKind = "evidence.edit"
	EvidenceRemoved   EventKind = "evidence.remove"
	RoundOpened       EventKind = "round.open"
	ReviewSubmitted   EventKind = "review.submit"
	RoundDisputed     EventKind = "round.dispute"
	RoundReturned     EventKind = "round.return"
	RoundDecided      EventKind = "round.decide"
	VerdictDecided    EventKind = "verdict.decide"
	VerdictPublished  EventKind = "publication.publish"
	VerdictCorrected  EventKind = "publication.correct"
	CorrectionWritten EventKind = "correction.write"
)

var eventWords = map[EventKind]string{
	DeskSetUp: "set up the desk", DeskEdited: "changed the desk's settings", ScaleCreated: "set the rating scale",
	ScaleEdited: "changed the rating scale", PolicyEdited: "changed how many reviews a verdict needs",
	UserAdded: "added a user", UserEdited: "changed a user", UserPassword: "set a password",
	ArticleAdded: "imported the article", ArticleText: "kept the article's text", ArticleEdited: "changed the article's facts",
	ArticleBlock: "changed the role of a part of the article", ClaimantAdded: "noted a claimant",
	ClaimProposed: "proposed a claim", ClaimAdded: "added a claim", ClaimAccepted: "accepted the claim",
	ClaimRejected: "rejected the claim", ClaimWithdrawn: "withdrew the claim", ClaimEdited: "changed the claim",
	ClaimMoved: "moved the claim's words", ClaimSplit: "split the claim", ClaimMerged: "merged the claim",
	ClaimAssigned: "changed who does the claim, or by when", ClaimAnchored: "said where the claim stands now",
	ClaimRechecked: "looked at the verdict again", RelationAdded: "related the claim to another one",
	RelationConfirmed: "confirmed a relation", RelationRejected: "rejected a relation", RelationRevoked: "revoked a relation",
	CommentAdded: "wrote a comment", CommentResolved: "settled a comment", CommentReopened: "took up a comment again",
	ClaimRestored: "undid the last change of the claim", SourceAdded: "added a source", SourceEdited: "changed a source",
	SnapshotStored: "kept a copy of a source", SnapshotFailed: "could not keep a copy of a source",
	EvidenceAdded: "added evidence", EvidenceEdited: "changed evidence", EvidenceRemoved: "removed evidence",
	RoundOpened: "opened a round of reviews", RoundDisputed: "left the round to be decided by an editor",
	RoundReturned: "sent the reviews back", RoundDecided: "closed the round of reviews",
	ReviewSubmitted: "submitted a review", VerdictDecided: "decided the verdict",
	VerdictPublished: "published the verdict", VerdictCorrected: "published a change of the verdict",
	CorrectionWritten: "wrote a correction",
}

// EventKinds lists all kinds in the order in which filters offer them.
var EventKinds = []EventKind{
	DeskSetUp, DeskEdited, ScaleCreated, ScaleEdited, PolicyEdited, UserAdded, UserEdited, UserPassword,
	ArticleAdded, ArticleText, ArticleEdited, ArticleBlock, ClaimantAdded,
	ClaimProposed, ClaimAdded, ClaimAccepted, ClaimRejected, ClaimWithdrawn, ClaimEdited, ClaimMoved, ClaimSplit,
	ClaimMerged, ClaimRestored, ClaimAssigned, ClaimAnchored, ClaimRechecked,
	RelationAdded, RelationConfirmed, RelationRejected, RelationRevoked, CommentAdded, CommentResolved, CommentReopened, SourceAdded, SourceEdited, SnapshotStored, SnapshotFailed,
	EvidenceAdded, EvidenceEdited, EvidenceRemoved, RoundOpened, ReviewSubmitted, RoundDisputed, RoundReturned, RoundDecided, VerdictDecided, VerdictPublished,
	VerdictCorrected, CorrectionWritten,
}

// Words says what happened, as the rest of a sentence that begins with the actor's name.
func (k EventKind) Words() string {
	if w := eventWords[k]; w != "" {
		return w
	}
	return string(k)
}

// Undoable tells whether the actor may take an event of this kind back with one key.
func (k EventKind) Undoable() bool {
	switch k {
	case ClaimAdded, ClaimAccepted, ClaimRejected, ClaimWithdrawn, ClaimEdited, ClaimAssigned, ClaimMoved, ClaimSplit, ClaimMerged:
		return true
	}
	return false
}

// EventRow is an event as a history page shows it.
type EventRow struct {
	Seq       int64
	At        time.Time // UTC
	Actor     string    // user id
	ActorName string
	Kind      EventKind
	Subject   string // article, claim, source, evidence, verdict, …
	SubjectID string
	Version   int    // of the subject, after the event
	ArticleID string // whose history it belongs to; ""
	ClaimID   string
	Note      string
	Leaf      string   // hex of the leaf hash
	Sealed    bool     // its value is not shown to the reader: a review whose round waits for another one
	Changes   []Change // what is different from the version before; nil in lists that do not load values
	Title     string   // the claim's wording, the article's headline, … as it is now; "" when it has none
}

// Change is one field of an entity before and after an event.
type Change struct {
	Field  string // the JSON name, for instance "wording"
	Before string
	After  string
}
