package views

import (
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"golang.org/x/net/html"
)

// comments is the text of a claim page's comments.
func comments(t *testing.T, role claims.Role, d claims.Dossier) string {
	t.Helper()
	box := all(parsed(t, ClaimPage(asRole(role), d)), func(n *html.Node) bool { return attr(n, "id") == "comments" })
	if len(box) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(text(box[0])), " ")
}

func TestSettledCommentsStandApartAndAreNotCounted(t *testing.T) {
	d := claimstest.Dossier()
	d.Comments = claimstest.Comments()
	got := comments(t, claims.Viewer, d)
	for _, want := range []string{"2 open comments", "1 settled comment", "Settled by Noor Haddad", "@Tomáš Veselý"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q: %s", want, got)
		}
	}
	if strings.Contains(got, "@tomas") {
		t.Error("a mention is shown by its user name")
	}
	d.Comments = d.Comments[1:2]
	if got := comments(t, claims.Viewer, d); !strings.HasPrefix(got, "Comments1 settled comment") {
		t.Errorf("with settled ones only: %s", got)
	}
	d.Comments = nil
	if got := comments(t, claims.Viewer, d); got != "" {
		t.Errorf("a viewer of no comments reads %q", got)
	}
}

func TestWhileAReviewIsSealedTheFormWarns(t *testing.T) {
	const warning = "do not say how you rated it"
	plain, blind, author := claimstest.Dossier(), claimstest.Dossier(), claimstest.Dossier()
	blind.Blind, blind.Withheld = true, 1
	author.Round = &claims.Round{State: claims.Reviewing, Need: 2, Reviews: []string{"r1"}}
	if got := comments(t, claims.Reviewer, plain); strings.Contains(got, warning) || strings.Contains(got, "kept back") {
		t.Errorf("nothing is sealed, and the page says %s", got)
	}
	if got := comments(t, claims.Reviewer, blind); !strings.Contains(got, warning) || !strings.Contains(got, "1 comment is kept back") {
		t.Errorf("to a blind reviewer the page says %s", got)
	}
	if got := comments(t, claims.Reviewer, author); !strings.Contains(got, warning) {
		t.Errorf("to the author of the review the page says %s", got)
	}
}
