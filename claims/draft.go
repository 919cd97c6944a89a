package claims

import "time"

// Draft is an article, or a new text of one, that was put in and not saved yet: what the import preview shows. It
// belongs to one user and is no part of the record.
type Draft struct {
	ID       string
	UserID   string
	State    DraftState
	Problem  string // why it failed, for people
	RenewsID string // id of the article of which it is a new text; "" for a new article
	Article  NewArticle
	Guessed  bool      // Published is a guess that wants confirmation
	Same     string    // id of an article with the same text or address, or of the one it became; ""
	SameName string    // its headline
	Made     time.Time // UTC
}

// DraftState is where a draft is.
type DraftState string

// The states of a draft.
const (
	DraftFetching DraftState = "fetching" // a job gets the page
	DraftReady    DraftState = "ready"
	DraftFailed   DraftState = "failed"
	DraftSaved    DraftState = "saved" // became the article named by Same
)
