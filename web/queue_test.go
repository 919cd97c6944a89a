package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"assay/claims"
	"assay/web/webtest"
)

// onQueue returns the wordings of the claims that a page of the queue lists.
func onQueue(r *webtest.Response) []string {
	out := []string{}
	for n := range r.Root().Descendants() {
		if n.Data == "a" && webtest.Attr(n, "href") != "" && strings.HasPrefix(webtest.Attr(n, "href"), "/claims/") && n.Parent.Data == "h2" {
			out = append(out, textOf(n))
		}
	}
	return out
}

func wantQueue(t *testing.T, r *webtest.Response, want ...string) {
	t.Helper()
	if got := onQueue(r); !slices.Equal(got, want) {
		t.Errorf("the queue lists %q, want %q", got, want)
	}
}

const plainAs = "Nobody has looked at this yet."

// queued is a desk with a published claim, one that is accepted, a candidate, and one in an article of its own.
func queued(t *testing.T, site *webtest.Site) scene {
	t.Helper()
	s := scene{article: site.Article(t, sceneText, decidedAs, acceptAs, leaveAs), plain: site.Article(t, plainAs, plainAs)}
	rows := claimsOf(t, site, s.article)
	s.decided, s.accepted, s.candidate = rows[0].ID, rows[1].ID, rows[2].ID
	ctx, by := t.Context(), site.By(claims.Editor)
	for _, id := range []string{s.decided, s.accepted} {
		if err := site.AcceptClaim(ctx, by, id, 1); err != nil {
			t.Fatal(err)
		}
	}
	_, err := site.SubmitReview(ctx, by, claims.NewReview{ClaimID: s.decided, Rating: "not-checkable", Aspect: claims.Content, Rationale: "Nobody can know."})
	if err == nil {
		err = site.PublishVerdict(ctx, by, claims.NewPublication{ClaimID: s.decided, Revision: 1})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheQueueIsEachReadersOwn(t *testing.T) {
	site := webtest.Start(t)
	queued(t, site)
	r := site.As(t, claims.Reviewer).Get("/queue").Want(http.StatusOK)
	wantQueue(t, r, acceptAs, leaveAs, plainAs)
	wantText(t, r, "Next for me 3", "All that waits 3", "3 claims", "Find evidence", "Look at it")
	if !r.HasForm("next") || !r.HasForm("bulk") {
		t.Error("a reviewer cannot take a claim")
	}
	for _, role := range []claims.Role{claims.Viewer, claims.Auditor} {
		r := site.As(t, role).Get("/queue").Want(http.StatusOK)
		wantQueue(t, r, acceptAs, leaveAs, plainAs)
		if text := r.Text(); strings.Contains(text, "Next for me") || strings.Contains(text, "Find evidence") || r.HasForm("next") || r.HasForm("bulk") {
			t.Errorf("%s is called to act:\n%s", role, text)
		}
	}
	wantQueue(t, site.As(t, claims.Viewer).Get("/queue?step=done").Want(http.StatusOK), decidedAs)
	for _, path := range []string{"/queue?view=x", "/queue?step=x", "/queue?step=closed", "/queue?%zz"} {
		site.As(t, claims.Reviewer).Get(path).Want(http.StatusNotFound)
	}
	site.As(t, claims.Reviewer).Get("/queue?after=x").Want(http.StatusUnprocessableEntity)
}

func TestNextLeadsToWhereTheWorkIsDone(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c := site.As(t, claims.Reviewer)
	next := func(path string) string {
		t.Helper()
		action, form := c.Get(path).Want(http.StatusOK).Form("next")
		return c.Post(action, form).Want(http.StatusSeeOther).Where
	}
	if where := next("/queue"); where != "/claims/"+s.accepted {
		t.Errorf("a claim without evidence leads to %s", where)
	}
	wantText(t, c.Get("/queue"), "Yours until")
	if where := next("/queue?article=" + s.plain); !strings.HasPrefix(where, "/articles/"+s.plain+"?claim=") {
		t.Errorf("a candidate of an article leads to %s", where)
	}
	if where := next("/queue?article=" + s.decided); where != "/queue?article="+s.decided+"&view=next" {
		t.Errorf("with nothing left it leads to %s", where)
	}
	wantText(t, c.Get("/queue?article="+s.decided), "No claim fits these filters")
	other := site.As(t, claims.Editor)
	wantQueue(t, other.Get("/queue"), leaveAs)
	wantText(t, other.Get("/queue?view=all"), site.Users[claims.Reviewer].Name+" works on it until")
	size := site.Size()
	c.Post("/queue/next", url.Values{"filter": {"view=x"}}).Want(http.StatusNotFound)
	c.Post("/queue/next", url.Values{"filter": {"due=x"}}).Want(http.StatusUnprocessableEntity)
	if site.Size() != size {
		t.Error("taking a claim is in the record")
	}
}

func TestAReviewLeadsToTheNextClaim(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	looseEvidence(t, site, s)
	c := site.As(t, claims.Reviewer)
	action, form := c.Get("/queue").Form("next")
	where := c.Post(action, form).Want(http.StatusSeeOther).Where
	if where != "/claims/"+s.accepted+"/verdict?then=next" {
		t.Fatalf("a claim with evidence leads to %s", where)
	}
	action, form = c.Get(where).Want(http.StatusOK).Form("verdict")
	filled(form, "rating", "not-checkable", "rationale", "Nobody can know.")
	form.Del("evidence")
	if where = c.Post(action, form).Want(http.StatusSeeOther).Where; !strings.HasPrefix(where, "/articles/"+s.article+"?claim="+s.candidate) {
		t.Errorf("after the review comes %s", where)
	}
}

func TestTheQueueTellsASecondReviewerNothingOfTheFirstReview(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	e := looseEvidence(t, site, s)
	policy, err := site.Policy(t.Context())
	if err == nil {
		policy.Reviews = claims.Twice
		err = site.EditPolicy(t.Context(), site.By(claims.Admin), policy)
	}
	if err == nil {
		_, err = site.SubmitReview(t.Context(), site.By(claims.Editor), claims.NewReview{
			ClaimID: s.accepted, Rating: "half-true", Aspect: claims.Content, Summary: "Zanzibar in short.", Rationale: "Quetzal by day.", Evidence: []string{e},
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	c := site.As(t, claims.Reviewer)
	for _, path := range []string{"/queue", "/queue?view=all", "/queue?step=second", "/queue?view=due", "/queue?view=mine", "/queue?view=others"} {
		r := c.Get(path).Want(http.StatusOK)
		for _, secret := range []string{"Half true", "Zanzibar", "Quetzal"} {
			if strings.Contains(r.Body, secret) {
				t.Errorf("%s says %s", path, secret)
			}
		}
	}
	r := c.Get("/queue")
	wantQueue(t, r, acceptAs, leaveAs, plainAs)
	wantText(t, r, "Second review", "Give a second review")
	editor := site.As(t, claims.Editor)
	wantQueue(t, editor.Get("/queue"), leaveAs, plainAs)
	wantQueue(t, editor.Get("/queue?view=others"), acceptAs)
}

func TestTheQueueIsFiltered(t *testing.T) {
	site := webtest.Start(t)
	s := queued(t, site)
	c := site.As(t, claims.Reviewer)
	submit(t, c, "/claims/"+s.candidate+"/task", "task", "assignee", site.Users[claims.Reviewer].ID, "due", "2020-02-03", "topics", "prices, wages").Want(http.StatusSeeOther)
	for query, want := range map[string][]string{
		"topic=Prices": {leaveAs}, "topic=price": {}, "assignee=me": {leaveAs}, "assignee=nobody": {acceptAs, plainAs}, "due=2020-02-03": {leaveAs},
		"due=2020-02-02": {}, "article=" + s.plain: {plainAs}, "claimant=Nobody": {}, "view=due": {leaveAs}, "view=mine": {leaveAs},
		"view=anchor": {}, "view=recheck": {}, "view=&step=&article=&topic=&claimant=&assignee=&due=": {leaveAs, acceptAs, plainAs},
	} {
		r := c.Get("/queue?" + query).Want(http.StatusOK)
		if got := onQueue(r); !slices.Equal(got, want) && query[:5] != "view=" {
			t.Errorf("%s lists %q, want %q", query, got, want)
		}
	}
	r := c.Get("/queue?topic=prices&assignee=me").Want(http.StatusOK)
	wantText(t, r, "Topic: prices", "Given to: You", "1 claim", "days late")
	removes := 0
	for n := range r.Root().Descendants() {
		if n.Data == "a" && strings.HasPrefix(textOf(n), "Remove the filter by") {
			removes++
			c.Get(webtest.Attr(n, "href")).Want(http.StatusOK)
		}
	}
	if removes != 2 {
		t.Errorf("%d filters can be removed, want 2", removes)
	}
	r = c.Get("/queue?due=soon&topic=prices").Want(http.StatusUnprocessableEntity)
	if msg := errorsOf(r, "due"); !strings.Contains(msg, "year-month-day") {
		t.Errorf("the field says %q", msg)
	}
}

func TestFiltersOfTheQueueAreKept(t *testing.T) {
	site := webtest.Start(t)
	queued(t, site)
	c := site.As(t, claims.Viewer)
	page := c.Get("/queue?step=look").Want(http.StatusOK)
	action, form := page.Form("save-filter")
	r := c.Post(action, form).Want(http.StatusUnprocessableEntity)
	wantText(t, r, "Fill this in")
	action, form = r.Form("save-filter")
	form.Set("name", "Candidates <b>")
	where := c.Post(action, form).Want(http.StatusSeeOther).Where
	if where != "/queue?step=look" {
		t.Errorf("after keeping it leads to %s", where)
	}
	r = c.Get(where).Want(http.StatusOK)
	wantText(t, r, "Your filters", "Candidates <b> 2", "The filter was kept")
	action, form = r.Form("remove-filter")
	site.As(t, claims.Editor).Post(action, form).Want(http.StatusNotFound)
	c.Post(action, form).Want(http.StatusSeeOther)
	if text := c.Get("/queue").Text(); strings.Contains(text, "Your filters") {
		t.Error("the filter is still there")
	}
	c.Post(action, form).Want(http.StatusNotFound)
	c.Post("/queue/filters", url.Values{"filter": {"step=x"}, "name": {"x"}}).Want(http.StatusNotFound)
}

func TestTwoSelectedClaimsLeadToTheirMerge(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site)
	c := site.As(t, claims.Reviewer)
	page := c.Get("/queue?view=all").Want(http.StatusOK)
	action, values := page.Form("bulk")
	filled(values, "action", "merge")
	values["claim"] = []string{s.accepted + ".2", s.candidate + ".1"}
	if r := c.Post(action, values).Want(http.StatusSeeOther); r.Where != "/claims/"+s.accepted+"/merge?with="+s.candidate {
		t.Errorf("it leads to %s", r.Where)
	}
	values["claim"] = values["claim"][:1]
	wantText(t, c.Post(action, values).Want(http.StatusUnprocessableEntity), "Select exactly two claims")
}
