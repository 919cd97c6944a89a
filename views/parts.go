package views

import (
	"strconv"
	"strings"

	"assay/claims"

	"github.com/a-h/templ"
)

// evidenceWords reads the counts of StanceCounts aloud.
func evidenceWords(r claims.ClaimRow) string {
	if r.Evidences() == 0 {
		return "No evidence yet"
	}
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{{r.Supports, "for"}, {r.Refutes, "against"}, {r.Contexts, "context"}} {
		if c.n > 0 {
			parts = append(parts, strconv.Itoa(c.n)+" "+c.word)
		}
	}
	return "Evidence: " + strings.Join(parts, ", ")
}

// signed writes a count after its sign, a dot for none.
func signed(sign string, n int) string {
	if n == 0 {
		return "·"
	}
	return sign + strconv.Itoa(n)
}

// langAttr is the attribute lang, when the language is known.
func langAttr(lang string) templ.Attributes {
	if lang == "" {
		return nil
	}
	return templ.Attributes{"lang": lang}
}

// bigEvent tells whether an event is one that readers look for: it is drawn solid.
func bigEvent(k claims.EventKind) bool {
	switch k {
	case claims.ArticleAdded, claims.ClaimSplit, claims.ClaimMerged, claims.VerdictDecided, claims.VerdictPublished, claims.VerdictCorrected:
		return true
	}
	return false
}

// subjectURL is where an event's subject can be looked at, "" when it has no page.
func subjectURL(e claims.EventRow) string {
	switch {
	case e.ClaimID != "":
		return ClaimURL(e.ClaimID)
	case e.Subject == "source":
		return SourceURL(e.SubjectID)
	case e.ArticleID != "":
		return ArticleURL(e.ArticleID)
	}
	return ""
}
