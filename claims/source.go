package claims

import (
	"slices"
	"strings"
	"time"
)

// Source is a document, data set or person consulted. Claims share sources.
type Source struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"`   // "" for a source that is not on the web
	Title     string    `json:"title"` // never empty: a title, or a citation
	Publisher string    `json:"publisher"`
	Author    string    `json:"author"`
	Published Date      `json:"published"`
	Medium    Medium    `json:"medium"`
	Primary   bool      `json:"primary"` // first hand: the document, the data, the person himself
	Lang      string    `json:"lang"`
	Added     time.Time `json:"added"` // UTC
	AddedBy   string    `json:"added_by"`
	Version   int       `json:"version"`
}

// Medium is what a source is.
type Medium string

// The media.
const (
	WebPage  Medium = "web"
	Document Medium = "document"
	Dataset  Medium = "data"
	Person   Medium = "person"
	Other    Medium = "other"
)

// Media lists all media in the order in which they are offered.
var Media = []Medium{WebPage, Document, Dataset, Person, Other}

// SourceEdit is the form by which a source is made or changed.
type SourceEdit struct {
	ID                                  string // "" for a new source
	Version                             int
	URL, Title, Publisher, Author, Lang string
	Published                           Date
	Medium                              Medium
	Primary                             bool
}

// Apply returns the source with the form's values. Errors: ErrForbidden, FieldErrors ("url", "title", "publisher",
// "author", "published", "medium", "lang"). A source without a title takes its address as the title.
func (s Source) Apply(in SourceEdit, by Actor) (Source, error) {
	if err := by.Check(MayWork); err != nil {
		return s, err
	}
	in.URL, in.Title = strings.TrimSpace(in.URL), strings.TrimSpace(in.Title)
	if in.Title == "" {
		in.Title = in.URL
	}
	if in.Medium == "" {
		in.Medium = WebPage
		if in.URL == "" {
			in.Medium = Document
		}
	}
	var bad FieldErrors
	if in.URL != "" {
		if _, err := WebAddress(in.URL); err != nil {
			bad.Add("url", "Give a full address that begins with http:// or https://, or leave this empty and give a title.")
		}
	}
	if in.Title == "" {
		bad.Add("url", "Give an address or a title, so that others can find the source.")
	}
	checkLine(&bad, "title", in.Title, MaxLine+MaxLine, false)
	checkLine(&bad, "publisher", in.Publisher, MaxLine, false)
	checkLine(&bad, "author", in.Author, MaxLine, false)
	if !in.Published.Valid() {
		bad.Add("published", "Write year-month-day, or year-month, or the year: 2017-02-08, 2017-02, 2017.")
	}
	if !slices.Contains(Media, in.Medium) {
		bad.Add("medium", "Choose one of the media.")
	}
	if !validLang(in.Lang) {
		bad.Add("lang", "Give a language tag such as en, ar or pt-BR, or leave this empty.")
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	s.URL, s.Title, s.Publisher, s.Author, s.Lang = in.URL, in.Title, in.Publisher, in.Author, in.Lang
	s.Published, s.Medium, s.Primary = in.Published, in.Medium, in.Primary
	return s, nil
}

// Snapshot is a kept copy of a source, or the report of a failed try to get one.
type Snapshot struct {
	ID       string    `json:"id"`
	SourceID string    `json:"source_id"`
	Fetched  time.Time `json:"fetched"`   // UTC; when the try ended
	FinalURL string    `json:"final_url"` // after redirects
	Status   int       `json:"status"`    // HTTP status; 0 when there was no answer
	MIME     string    `json:"mime"`
	SHA256   string    `json:"sha256"` // hex digest of the bytes, under which they are kept; "" after a failure
	Title    string    `json:"title"`  // as the page itself says
	Text     string    `json:"text"`   // visible text in canonical form, in which quoted passages are looked up
	Error    string    `json:"error"`  // a sentence for people; "" after a success
	Version  int       `json:"version"`
}

// Stance is what a piece of evidence does to a claim.
type Stance string

// The stances.
const (
	Supports Stance = "supports"
	Refutes  Stance = "refutes"
	Context  Stance = "context"
)

// Stances lists all stances in the order in which they are shown.
var Stances = []Stance{Supports, Refutes, Context}

// Sign is the mark by which a stance is shown beside its word: + − ~.
func (s Stance) Sign() string {
	switch s {
	case Supports:
		return "+"
	case Refutes:
		return "−"
	}
	return "~"
}

// Evidence is a passage of a source tied to a claim.
type Evidence struct {
	ID         string    `json:"id"`
	ClaimID    string    `json:"claim_id"`
	SourceID   string    `json:"source_id"`
	SnapshotID string    `json:"snapshot_id"` // the copy in which Quote stands; "" when it stands in none
	Stance     Stance    `json:"stance"`
	Quote      string    `json:"quote"` // the passage as it stands in the source; may be empty
	Note       string    `json:"note"`  // what it means for the claim
	Removed    bool      `json:"removed"`
	Why        string    `json:"why"` // why it was removed
	Added      time.Time `json:"added"`
	AddedBy    string    `json:"added_by"`
	Version    int       `json:"version"`
}

// EvidenceEdit is the form by which evidence is added or changed. Either SourceID names a known source or Source
// describes one; the store reuses a known source with the same address.
type EvidenceEdit struct {
	ID       string // "" for new evidence
	Version  int
	ClaimID  string
	SourceID string
	Source   SourceEdit
	Stance   Stance
	Quote    string
	Note     string
}

// Apply returns the evidence with the form's values; c is the claim it belongs to, and reliedOn says that a published
// verdict relies on it. Errors: ErrForbidden, FieldErrors ("stance", "quote", "note"), ErrInvalid when the claim is not
// open, or the evidence was removed or is relied on.
func (e Evidence) Apply(in EvidenceEdit, c Claim, reliedOn bool, by Actor) (Evidence, error) {
	if err := by.Check(MayWork); err != nil {
		return e, err
	}
	if reliedOn {
		return e, inUse
	}
	if !c.State.Open() {
		return e, Problem("Evidence can be given only for a candidate or an accepted claim.")
	}
	if e.Removed {
		return e, Problem("This evidence was removed.")
	}
	var bad FieldErrors
	if !slices.Contains(Stances, in.Stance) {
		bad.Add("stance", "Choose what the source does: it supports the claim, refutes it, or gives context.")
	}
	checkProse(&bad, "quote", in.Quote, MaxProse, false)
	checkProse(&bad, "note", in.Note, MaxProse, false)
	if err := bad.Err(); err != nil {
		return e, err
	}
	e.Stance, e.Quote, e.Note = in.Stance, strings.TrimSpace(in.Quote), strings.TrimSpace(in.Note)
	return e, nil
}

// inUse refuses to change evidence under a verdict that readers can see: that would be a correction nobody declared.
const inUse Problem = "A published verdict relies on this evidence. Correct the verdict without it first."

// Remove takes the evidence off its claim; it stays in the history. reliedOn says that a published verdict relies on it.
// Errors: ErrForbidden, FieldErrors on "why", ErrInvalid when it is removed already or relied on.
func (e Evidence) Remove(why string, reliedOn bool, by Actor) (Evidence, error) {
	if err := by.Check(MayWork); err != nil {
		return e, err
	}
	if reliedOn {
		return e, inUse
	}
	var bad FieldErrors
	checkProse(&bad, "why", why, MaxProse, true)
	if err := bad.Err(); err != nil {
		return e, err
	}
	if e.Removed {
		return e, Problem("This evidence was removed already.")
	}
	e.Removed, e.Why = true, strings.TrimSpace(why)
	return e, nil
}

// QuoteStandsIn tells whether the quoted passage stands in the snapshot's text, white space apart.
// An empty quote stands nowhere.
func QuoteStandsIn(quote, text string) bool {
	quote = strings.Join(strings.Fields(quote), " ")
	return quote != "" && strings.Contains(strings.Join(strings.Fields(text), " "), quote)
}
