package views

import (
	"strings"

	"assay/claims"
)

// Option is one choice of a list or of a group of buttons.
type Option struct {
	Value string
	Label string
	Hint  string // when to choose it; "" for none
	Key   string // presses it; "" for none
	Then  string // id of what has the focus after that
}

// StepLabel says what a claim waits for, as a call to act.
func StepLabel(s claims.Step) string {
	switch s {
	case claims.StepLook:
		return "Look at it"
	case claims.StepEvidence:
		return "Find evidence"
	case claims.StepVerdict:
		return "Give a verdict"
	case claims.StepSecond:
		return "Give a second review"
	case claims.StepDispute:
		return "Decide"
	case claims.StepPublish:
		return "Publish"
	case claims.StepWait:
		return "Wait"
	case claims.StepCarried:
		return "Carried"
	case claims.StepDone:
		return "Published"
	}
	return "Closed"
}

// stepTab names a step as a tab of the queue.
func stepTab(s claims.Step) string {
	switch s {
	case claims.StepLook:
		return "Candidates"
	case claims.StepEvidence:
		return "Needs evidence"
	case claims.StepVerdict:
		return "Needs a verdict"
	case claims.StepSecond:
		return "Needs a second review"
	case claims.StepDispute:
		return "Reviews differ"
	case claims.StepPublish:
		return "Ready to publish"
	case claims.StepWait:
		return "Pending"
	case claims.StepCarried:
		return "Carried"
	}
	return "Published"
}

// StateLabel names the state of a claim.
func StateLabel(s claims.State) string {
	switch s {
	case claims.Proposed:
		return "Candidate"
	case claims.SplitUp:
		return "Split"
	}
	return capital(string(s))
}

// RowLabel is what stands beside a claim in lists: its verdict, else its state, with the tone to draw it in.
func RowLabel(r claims.ClaimRow) (claims.Tone, string) {
	switch {
	case r.State == claims.Rejected && r.Reason != "":
		return claims.ToneOut, "Rejected: " + strings.ToLower(RejectLabel(r.Reason))
	case !r.State.Open():
		return claims.ToneOut, StateLabel(r.State)
	case r.Carried:
		return r.Tone, carriedLabel(r.Rating)
	case r.Rating != "":
		return r.Tone, r.Rating
	case r.State == claims.Proposed:
		return claims.ToneOpen, "Candidate"
	}
	return claims.ToneOpen, "Unchecked"
}

// KindLabel names a kind of statement.
func KindLabel(k claims.Kind) string {
	if k == claims.NoStatement {
		return "No statement"
	}
	return capital(string(k))
}

// ModalityLabel names a modality.
func ModalityLabel(m claims.Modality) string { return capital(string(m)) }

// StanceLabel says what evidence does to a claim.
func StanceLabel(s claims.Stance) string { return capital(string(s)) }

// RejectLabel names a reason for rejecting a claim.
func RejectLabel(r claims.RejectReason) string {
	if r == claims.RejectNotAClaim {
		return "Not a claim"
	}
	return capital(string(r))
}

// RejectHint explains a reason for rejecting a claim.
func RejectHint(r claims.RejectReason) string {
	switch r {
	case claims.RejectOpinion:
		return "A judgement that evidence cannot settle."
	case claims.RejectVague:
		return "Too unclear to be rated."
	case claims.RejectTrivial:
		return "Nobody could be misled by it."
	case claims.RejectDuplicate:
		return "Said elsewhere in the article."
	}
	return "No statement, a part of the page, or a wrong cut."
}

// BlockLabel names the role of a part of an article.
func BlockLabel(k claims.BlockKind) string {
	switch k {
	case claims.Heading:
		return "Subheading"
	case claims.About:
		return "About the author"
	}
	return capital(string(k))
}

// MediumLabel names what a source is.
func MediumLabel(m claims.Medium) string {
	switch m {
	case claims.WebPage:
		return "Web page"
	case claims.Dataset:
		return "Data"
	}
	return capital(string(m))
}

// AspectLabel names what about a claim is rated.
func AspectLabel(a claims.Aspect) string {
	if a == claims.AttributionFit {
		return "Whether it was said"
	}
	return "Whether it is so"
}

// CorrectionLabel names a kind of correction.
func CorrectionLabel(k claims.CorrectionKind) string { return capital(string(k)) }

// PublicationLabel names what readers see.
func PublicationLabel(s claims.PublicationState) string {
	if s == "" {
		return "Not published"
	}
	return capital(string(s))
}

// RoleLabel names a role.
func RoleLabel(r claims.Role) string { return capital(string(r)) }

// RoleHint says what a role may do.
func RoleHint(r claims.Role) string {
	switch r {
	case claims.Viewer:
		return "Reads articles, claims, sources and reports."
	case claims.Auditor:
		return "Reads everything, the record and the people included. Changes nothing."
	case claims.Reviewer:
		return "Imports, works on claims, adds evidence, gives verdicts."
	case claims.Editor:
		return "As a reviewer. Publishes and corrects, and reads the record."
	}
	return "As an editor. Manages people and the desk."
}

var fieldNames = map[string]string{
	"claimant_id": "claimant", "settles_on": "settles on", "state_note": "note on the state", "as_of": "as of",
	"scale": "scale version", "snapshot_id": "copy", "source_id": "source", "time_zone": "time zone",
	"sha256": "digest", "final_url": "final address", "url": "address", "lang": "language", "mime": "media type",
	"public_note": "public note", "same_as": "same as", "job_title": "job title", "decided_by": "decided by",
	"handle": "user name", "article_id": "article", "claim_id": "claim",
}

// formNames are fields that a form calls otherwise than the history does.
var formNames = map[string]string{
	"source_url": "address of the source", "source_title": "title", "stance": "the source", "rationale": "why", "why": "why",
	"correction": "kind of change", "public_note": "note for readers", "lines": "one claim on each line",
	"text": "the text", "blocks": "parts", "token": "the link", "password_again": "password again", "current": "current password",
	"desk": "name of the desk", "value": "degree", "tone": "shape", "definition": "when it applies", "sentence": "which sentence",
	"lease_minutes": "minutes until it goes back", "share": "share of all claims", "pick": "which holds", "reviews": "how many reviews", "exact": "the words", "other": "the other claim", "anchor": "where it stands",
}

// FormLabel names a field as its form does, for the list of what is wrong; a field of a numbered line keeps the number.
func FormLabel(field string) string {
	if name, line, ok := strings.Cut(field, "_"); ok && strings.Trim(line, "0123456789") == "" {
		return FormLabel(name) + " " + line
	}
	if name := formNames[field]; name != "" {
		return capital(name)
	}
	return FieldLabel(field)
}

// FieldLabel names a field of an entity as a history shows it: "settles_on" is "Settles on".
func FieldLabel(field string) string {
	if name := fieldNames[field]; name != "" {
		return capital(name)
	}
	return capital(strings.ReplaceAll(field, "_", " "))
}

// capital writes the first letter of an ASCII word in upper case.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// options makes choices of values and the function that names them.
func options[T ~string](values []T, label func(T) string) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Value: string(v), Label: label(v)}
	}
	return out
}
