package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/web"
	"assay/web/webtest"
)

// sealedScene is a desk on which two reviews decide, with one review in: the reviewer's, of the claim that was accepted.
type sealedScene struct {
	scene
	site *webtest.Site
}

// secretWord stands in the sealed rationale of one of two twin desks, and nowhere else.
const secretWord = "zephyrine"

// sealed makes a desk with a sealed review. Apart from what the review says, all of them are the same.
func sealed(t *testing.T, at time.Time, rating, rationale string) sealedScene {
	t.Helper()
	site := webtest.Start(t)
	site.Now = func() time.Time { return at }
	s := sealedScene{furnish(t, site), site}
	ctx := t.Context()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(site.EditPolicy(ctx, site.By(claims.Admin), claims.Policy{Reviews: claims.SomeTwice, Ratings: []string{"true", "false"}, LeaseMinutes: 30}))
	evidence, err := site.AddEvidence(ctx, site.By(claims.Reviewer), claims.EvidenceEdit{
		ClaimID: s.accepted, Stance: claims.Supports, Note: "Seen.", Source: claims.SourceEdit{Title: "A ledger"},
	})
	must(err)
	s.evidence = evidence
	state, err := site.SubmitReview(ctx, site.By(claims.Reviewer), claims.NewReview{
		ClaimID: s.accepted, Rating: rating, Aspect: claims.Content, Summary: rationale, Rationale: rationale, Evidence: []string{evidence},
	})
	must(err)
	if state != claims.Reviewing {
		t.Fatalf("the round is %s", state)
	}
	return s
}

// opaque matches what differs from desk to desk: ids, hashes, tags and addresses of this run.
var opaque = regexp.MustCompile(`\b[0-9a-z]{16}\b|\b[0-9a-f]{7,64}\b|127\.0\.0\.1:\d+|\d\d:\d\d(:\d\d(\.\d+)?)?Z?|[A-Za-z0-9+/]{43}=`)

func plain(body string) string { return opaque.ReplaceAllString(body, "·") }

// addresses are the pages of every route that answers GET, about the sealed claim where a route is about a claim, and
// lists narrowed to what could tell of it.
func (s sealedScene) addresses() map[string]string {
	out := map[string]string{}
	for _, pattern := range web.Patterns() {
		method, path, _ := strings.Cut(pattern, " ")
		if method != http.MethodGet {
			continue
		}
		id := s.accepted
		for prefix, other := range map[string]string{
			"/articles/": s.article, "/evidence/": s.evidence, "/sources/": s.source, "/snapshots/": s.snapshot, "/import/": s.draft,
			"/people/": s.site.Users[claims.Reviewer].ID,
		} {
			if strings.HasPrefix(path, prefix) {
				id = other
			}
		}
		out[pattern] = strings.NewReplacer("{$}", "", "{id}", id, "{n}", "0", "{form}", "review", "{report}", "report.jsonl", "{name}", "none.css").Replace(path)
	}
	for name, path := range map[string]string{
		"search for the word": "/search?q=" + secretWord, "search for the claim": "/search?q=council", "claims by rating": "/claims?rating=false",
		"claims without a verdict": "/claims?rating=none", "history of reviews": "/history?kind=review.submit", "history of rounds": "/history?kind=round.open",
		"history of the reviewer": "/history?actor=" + s.site.Users[claims.Reviewer].ID, "history of one review": "/history?subject=review",
		"article by claim": "/articles/" + s.article + "?claim=" + s.accepted, "queue of the step": "/queue?step=second", "all that waits": "/queue?view=all",
		"report as a table": "/articles/" + s.article + "/report.csv", "report as a page": "/articles/" + s.article + "/report.html",
		"report as markdown": "/articles/" + s.article + "/report.md", "report as annotations": "/articles/" + s.article + "/annotations.jsonld",
		"report as reviews": "/articles/" + s.article + "/claimreview.jsonld", "history of the claim, narrowed": "/claims/" + s.accepted + "/history?kind=review.submit",
	} {
		out[name] = path
	}
	return out
}

// TestABlindReaderSeesNoByteOfASealedReview compares two desks that are the same but for what a sealed review says: for
// whoever is not its author, every answer of one must be the answer of the other.
func TestABlindReaderSeesNoByteOfASealedReview(t *testing.T) {
	t.Parallel()
	at := time.Now().UTC().Truncate(time.Hour).Add(2 * time.Hour)
	one, two := sealed(t, at, "true", "The "+secretWord+" ledger bears it out."), sealed(t, at, "false", "The quixotic ledger says nothing of the kind.")
	for _, role := range []claims.Role{claims.Editor, claims.Admin, claims.Auditor, claims.Viewer} {
		a, b := one.site.As(t, role), two.site.As(t, role)
		pages := two.addresses()
		for name, path := range one.addresses() {
			left, right := a.Get(path), b.Get(pages[name])
			if strings.Contains(name, "search for the word") {
				left.Body, right.Body = strings.ReplaceAll(left.Body, secretWord, ""), strings.ReplaceAll(right.Body, secretWord, "")
			}
			if strings.Contains(left.Body, secretWord) {
				t.Errorf("%s as %s: a word of the sealed review", name, role)
			}
			if left.Status != right.Status {
				t.Errorf("%s as %s: %d and %d", name, role, left.Status, right.Status)
			}
			if l, r := plain(left.Body), plain(right.Body); l != r {
				t.Errorf("%s as %s tells what the sealed review says (-true +false):\n%s", name, role, cmp.Diff(l, r))
			}
		}
	}
}

// TestNoAnswerToAFormTellsABlindReaderOfASealedReview does the same for forms that are refused.
func TestNoAnswerToAFormTellsABlindReaderOfASealedReview(t *testing.T) {
	t.Parallel()
	at := time.Now().UTC().Truncate(time.Hour).Add(2 * time.Hour)
	one, two := sealed(t, at, "true", "The "+secretWord+" ledger bears it out."), sealed(t, at, "false", "The quixotic ledger says nothing of the kind.")
	a, b := one.site.As(t, claims.Editor), two.site.As(t, claims.Editor)
	for name, values := range map[string]url.Values{
		"nothing filled in": {"version": {"0"}}, "another revision": {"version": {"7"}, "rating": {"true"}, "aspect": {"content"}, "rationale": {"x"}},
		"an unknown rating": {"version": {"0"}, "rating": {"fishy"}}, "other words": {"version": {"1"}, "wording": {"Something else."}, "kind": {"fact"}, "modality": {"asserted"}, "priority": {"0"}},
		"a day": {"version": {"2"}, "wording": {acceptAs}, "settles_on": {"2030-01-01"}, "kind": {"fact"}, "modality": {"asserted"}, "priority": {"0"}},
		"stale": {"version": {"99"}, "reason": {"vague"}, "note": {"x"}, "wording": {"x"}, "lines": {"x\ny"}},
	} {
		for _, form := range []string{"verdict", "adjudication", "round", "publication", "edit", "reject", "withdraw", "split", "merge", "edge"} {
			left, right := a.Post("/claims/"+one.accepted+"/"+form, values), b.Post("/claims/"+two.accepted+"/"+form, values)
			if left.Status == http.StatusSeeOther && left.Status == right.Status {
				t.Errorf("%s with %s was taken: this test wants it refused", form, name)
			}
			if l, r := plain(left.Body), plain(right.Body); l != r || left.Status != right.Status {
				t.Errorf("%s with %s: %d and %d\n%s", form, name, left.Status, right.Status, cmp.Diff(l, r))
			}
		}
	}
}

func TestTheAuthorSeesHisSealedReviewAndTheSealOpensForAll(t *testing.T) {
	s := sealed(t, time.Now().UTC(), "true", "The "+secretWord+" ledger bears it out.")
	page := "/claims/" + s.accepted
	wantText(t, s.site.As(t, claims.Reviewer).Get(page).Want(http.StatusOK), "Your review is sealed", secretWord)
	editor := s.site.As(t, claims.Editor)
	r := submit(t, editor, page+"/verdict", "verdict", "rating", "false", "rationale", "I think otherwise.")
	r.Want(http.StatusSeeOther)
	wantText(t, editor.Get(page).Want(http.StatusOK), "The two reviews differ", secretWord, "I think otherwise.")
	wantText(t, s.site.As(t, claims.Viewer).Get(page+"/history").Want(http.StatusOK), secretWord)
}
