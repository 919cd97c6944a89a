package views

import (
	"net/url"
	"strconv"
	"strings"

	"assay/claims"
)

// Every address of the site is built here and nowhere else. Ids are escaped, empty parameters are left out.

// Fixed addresses.
const (
	HomeURL       = "/"
	LogoutURL     = "/logout"
	ImportURL     = "/import"
	UndoURL       = "/undo"
	MeURL         = "/settings/me"
	PasswordURL   = "/settings/me/password"
	LookURL       = "/settings/me/look"
	SessionsURL   = "/settings/me/sessions"
	MyKeysURL     = "/settings/me/keys"
	DeskURL       = "/settings/desk"
	ScaleURL      = "/settings/scales"
	PolicyURL     = "/settings/reviews"
	PeopleURL     = "/people"
	PersonNewURL  = "/people/new"
	KeysURL       = "/help/keys"
	HealthURL     = "/healthz"
	SearchFormURL = "/search" // action of the search form, which adds q itself
	LoginFormURL  = "/login"
	SetupFormURL  = "/setup"
	QueueFormURL  = "/queue"
	ClaimsFormURL = "/claims"
	SeeNoticesURL = "/notices/seen"
	TakeNextURL   = "/queue/next"
	FiltersURL    = "/queue/filters"
	BulkURL       = "/claims/bulk"
)

// at joins a path with the parameters that are not empty, given as name and value in turn.
func at(path string, params ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			q.Set(params[i], params[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func under(kind, id string, rest ...string) string {
	path := "/" + kind + "/" + url.PathEscape(id)
	for _, r := range rest {
		path += "/" + url.PathEscape(r)
	}
	return path
}

// QueueURL is the queue; an empty step shows everything that waits.
func QueueURL(step claims.Step, after string) string {
	return at(QueueFormURL, "step", string(step), "after", after)
}

// QueueListURL is the queue as a filter asks for it.
func QueueListURL(f claims.QueueFilter) string {
	query := f.Query()
	if f.After != "" {
		after := url.Values{"after": {f.After}}.Encode()
		query = strings.TrimPrefix(query+"&"+after, "&")
	}
	if query == "" {
		return QueueFormURL
	}
	return QueueFormURL + "?" + query
}

// RemoveFilterURL takes the form that forgets a saved filter.
func RemoveFilterURL(id string) string { return under("queue", "filters", id, "remove") }

// TaskURL is the form for whose a claim is and when it is wanted.
func TaskURL(claim string) string { return under("claims", claim, "task") }

// WorkURL is where a task is done. What is done there leads on to the next task.
func WorkURL(t claims.Task) string {
	switch t.Step {
	case claims.StepLook:
		return ArticleClaimURL(t.ArticleID, t.ID)
	case claims.StepSecond, claims.StepVerdict, claims.StepWait:
		return at(VerdictURL(t.ID), "then", "next")
	case claims.StepDispute:
		return at(AdjudicationURL(t.ID), "then", "next")
	}
	return ClaimURL(t.ID)
}

// LoginURL is the sign-in page; next is the local path to go on to.
func LoginURL(next string) string { return at(LoginFormURL, "next", next) }

// SetupURL is the set-up page of the first run.
func SetupURL(token string) string { return at(SetupFormURL, "token", token) }

// DraftURL is the preview of an import.
func DraftURL(draft string) string { return under("import", draft) }

// DiscardDraftURL takes the form that drops an import.
func DiscardDraftURL(draft string) string { return under("import", draft, "discard") }

// ArticlesURL is the list of articles.
func ArticlesURL(after string) string { return at("/articles", "after", after) }

// ArticleURL is an article with its claims.
func ArticleURL(id string) string { return under("articles", id) }

// ArticleClaimURL is an article with one claim as the current one, scrolled to its mark.
func ArticleClaimURL(article, claim string) string {
	if claim == "" {
		return ArticleURL(article)
	}
	return at(ArticleURL(article), "claim", claim) + "#m-" + claim
}

// EditArticleURL is the form for the facts about an article.
func EditArticleURL(id string) string { return under("articles", id, "edit") }

// BlockURL takes the form that changes the kind of block n.
func BlockURL(article string, n int) string {
	return under("articles", article, "blocks", strconv.Itoa(n))
}

// PickClaimURL is the sentence picker for block n; claim keeps the current claim, or is "".
func PickClaimURL(article string, n int, claim string) string {
	return at(under("articles", article, "claims", "new"), "p", strconv.Itoa(n), "claim", claim)
}

// AddClaimURL takes the form that adds a claim to an article.
func AddClaimURL(article string) string { return under("articles", article, "claims") }

// ArticleHistoryURL is the history of an article; before is a cursor or 0.
func ArticleHistoryURL(id string, before int64) string {
	return at(under("articles", id, "history"), "before", number(before))
}

// ReportURL is the printable report of an article.
func ReportURL(article string) string { return under("articles", article, "report") }

// ReportFileURL is the report as a download; ext is the extension of one of the formats of package claims/report.
func ReportFileURL(article, ext string) string {
	return under("articles", article) + "/report." + url.PathEscape(ext)
}

// VersionsURL lists the versions of an article and compares two of them; 0 and 0 are the last two.
func VersionsURL(article string, from, to int) string {
	return at(under("articles", article, "versions"), "from", number(int64(from)), "to", number(int64(to)))
}

// NewVersionURL is the form for a new text of an article.
func NewVersionURL(article string) string { return under("articles", article, "versions", "new") }

// SaveVersionURL takes the form for a new text of an article.
func SaveVersionURL(article string) string { return under("articles", article, "versions") }

// ArticleTextURL is the plain text of an article.
func ArticleTextURL(id string) string { return under("articles", id, "text") }

// ClaimsURL is the list of claims.
func ClaimsURL(f claims.ClaimFilter) string {
	return at(ClaimsFormURL, "state", string(f.State), "rating", f.Rating, "article", f.ArticleID, "claimant", f.Claimant, "after", f.After)
}

// ClaimURL is a claim.
func ClaimURL(id string) string { return under("claims", id) }

// EditClaimURL is the form for a claim's wording and facts.
func EditClaimURL(id string) string { return under("claims", id, "edit") }

// AcceptURL takes the form that accepts a claim.
func AcceptURL(id string) string { return under("claims", id, "accept") }

// RejectURL is the form that rejects a claim.
func RejectURL(id string) string { return under("claims", id, "reject") }

// WithdrawURL is the form that withdraws a claim.
func WithdrawURL(id string) string { return under("claims", id, "withdraw") }

// AnchorURL is the form that says where a claim stands in the current version of its article.
func AnchorURL(id string) string { return under("claims", id, "anchor") }

// RecheckURL is the form for another look at a verdict whose evidence has changed.
func RecheckURL(claim string) string { return under("claims", claim, "recheck") }

// EdgeURL takes the form that moves an edge of a claim by a word.
func EdgeURL(id string) string { return under("claims", id, "edge") }

// SplitURL is the form that splits a claim.
func SplitURL(id string) string { return under("claims", id, "split") }

// MergeURL is the form that merges a claim into another; with is the other claim's id or "".
func MergeURL(id, with string) string { return at(under("claims", id, "merge"), "with", with) }

// RelationsURL is how a claim stands to others, and takes the form that relates it to one.
func RelationsURL(claim string) string { return under("claims", claim, "relations") }

// RelationURL is a relation on the page of one of its claims.
func RelationURL(claim, relation string) string { return RelationsURL(claim) + "#r-" + relation }

// ConfirmRelationURL takes the form that confirms a relation.
func ConfirmRelationURL(id string) string { return under("relations", id, "confirm") }

// RejectRelationURL takes the form that rejects a suggested relation.
func RejectRelationURL(id string) string { return under("relations", id, "reject") }

// RevokeRelationURL takes the form that revokes a confirmed relation.
func RevokeRelationURL(id string) string { return under("relations", id, "revoke") }

// NewEvidenceURL is the form for new evidence.
func NewEvidenceURL(claim string) string { return under("claims", claim, "evidence", "new") }

// AddEvidenceURL takes the form for new evidence.
func AddEvidenceURL(claim string) string { return under("claims", claim, "evidence") }

// EditEvidenceURL is the form that changes evidence.
func EditEvidenceURL(id string) string { return under("evidence", id, "edit") }

// RemoveEvidenceURL takes the form that takes evidence off its claim.
func RemoveEvidenceURL(id string) string { return under("evidence", id, "remove") }

// VerdictURL is the form for a verdict.
func VerdictURL(claim string) string { return under("claims", claim, "verdict") }

// OwnReviewsURL is the reader's reviews.
func OwnReviewsURL(after string) string { return at("/reviews", "after", after) }

// AdjudicationURL is where an editor decides between two reviews.
func AdjudicationURL(claim string) string { return under("claims", claim, "adjudication") }

// RoundURL is the form that sends a claim back for review.
func RoundURL(claim string) string { return under("claims", claim, "round") }

// TakeURL takes the form that gives a claim to the reader for a while.
func TakeURL(claim string) string { return under("claims", claim, "lease") }

// ReleaseURL takes the form that gives a claim back.
func ReleaseURL(claim string) string { return under("claims", claim, "lease", "release") }

// WorkDraftURL takes what is typed into a form about a claim before it is sent.
func WorkDraftURL(claim string, form claims.WorkForm) string {
	return under("claims", claim, "drafts", string(form))
}

// WorkFormURL is the form whose draft it is.
func WorkFormURL(claim string, form claims.WorkForm) string {
	switch form {
	case claims.EvidenceForm:
		return NewEvidenceURL(claim)
	case claims.AdjudicationForm:
		return AdjudicationURL(claim)
	}
	return VerdictURL(claim)
}

// RateURL is the rating form of a claim with a rating chosen.
func RateURL(claim, rating string) string { return at(VerdictURL(claim), "rating", rating) }

// PublishURL is the form that publishes a verdict.
func PublishURL(claim string) string { return under("claims", claim, "publication") }

// ClaimHistoryURL is the history of a claim; before is a cursor or 0.
func ClaimHistoryURL(id string, before int64) string {
	return at(under("claims", id, "history"), "before", number(before))
}

// SourcesURL is the list of sources.
func SourcesURL(after string) string { return at("/sources", "after", after) }

// SourceURL is a source with its copies.
func SourceURL(id string) string { return under("sources", id) }

// EditSourceURL is the form for the facts about a source.
func EditSourceURL(id string) string { return under("sources", id, "edit") }

// FetchSourceURL takes the form that fetches a source again.
func FetchSourceURL(id string) string { return under("sources", id, "snapshots") }

// SnapshotURL is the kept text of a copy.
func SnapshotURL(id string) string { return under("snapshots", id) }

// ReportsURL is the list of articles that have decided claims.
func ReportsURL(after string) string { return at("/reports", "after", after) }

// HistoryURL is the history of a claim, an article or the whole desk, narrowed down by the rest of the filter.
func HistoryURL(f claims.EventFilter) string {
	return at(historyPath(f), "actor", f.Actor, "kind", string(f.Kind), "from", string(f.From), "to", string(f.To),
		"subject", f.Subject, "id", f.SubjectID, "before", number(f.Before))
}

func historyPath(f claims.EventFilter) string {
	switch {
	case f.ClaimID != "":
		return ClaimHistoryURL(f.ClaimID, 0)
	case f.ArticleID != "":
		return ArticleHistoryURL(f.ArticleID, 0)
	}
	return "/history"
}

// AddCommentURL takes the form for a comment on a claim.
func AddCommentURL(claim string) string { return under("claims", claim, "comments") }

// CommentURL is a comment on its claim's page.
func CommentURL(claim, comment string) string { return ClaimURL(claim) + "#k-" + comment }

// CommentsURL is the comments on a claim's page.
func CommentsURL(claim string) string { return ClaimURL(claim) + "#comments" }

// ResolveCommentURL takes the form that settles a comment.
func ResolveCommentURL(id string) string { return under("comments", id, "resolve") }

// ReopenCommentURL takes the form that takes a settled comment up again.
func ReopenCommentURL(id string) string { return under("comments", id, "reopen") }

// NoticesURL is the reader's notices.
func NoticesURL(after string) string { return at("/notices", "after", after) }

// SeeNoticeURL takes the form that marks a notice as seen.
func SeeNoticeURL(id string) string { return under("notices", id, "seen") }

// PersonURL is a user's form, for admins.
func PersonURL(id string) string { return under("people", id) }

// PersonPasswordURL takes the form that sets a user's password.
func PersonPasswordURL(id string) string { return under("people", id, "password") }

// number writes n, or "" for 0, so that at leaves it out.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
