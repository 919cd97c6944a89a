package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/claims"
	"assay/db"
	"assay/web"
	"assay/web/webtest"
)

// The articles of a day: a report of talks that speaks of a day to come, and two of local matters.
const (
	talksStory = `Truce talks end with a plan

By Mara Field

The meeting in Olm set up a body that watches the ceasefire, prelude to more substantive talks in Geneva, possibly as early as May 8. The ceasefire has held since January, said Viktor Sedlak, head of the delegation. The ceasefire is still in force.`
	harbourStory = `A harbour office for two towns

Sarn and Larmouth will share one harbour office from June. The office cost 3 million crowns. It has 40 rooms.`
	taxStory = `Council cuts a tax

The council cut the tax on boats by 5 percent in March. Larmouth has 12,000 inhabitants.`
)

// day is a desk of three people on a day of April 2026: Rosa and Ben review, Edda edits. Two reviews decide.
type day struct {
	t               *testing.T
	site            *webtest.Site
	rosa, ben, edda *webtest.Client
}

func newDay(t *testing.T) *day {
	t.Helper()
	site := webtest.Start(t)
	d := &day{t: t, site: site}
	d.clock(time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC).AddDate(10, 0, 0)) // after the desk was set up, whenever the test runs
	hash, err := web.HashPassword(webtest.Password)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := site.AddUser(t.Context(), db.By{Actor: claims.System}, claims.User{Handle: "ben", Name: "Ben Second", Role: claims.Reviewer}, hash); err != nil {
		t.Fatal(err)
	}
	d.rosa, d.edda, d.ben = site.As(t, claims.Reviewer), site.As(t, claims.Editor), site.Client(t)
	d.ben.Post("/login", url.Values{"handle": {"ben"}, "password": {webtest.Password}}).Want(http.StatusSeeOther)
	submit(t, site.As(t, claims.Admin), "/settings/reviews", "policy", "reviews", "two").Want(http.StatusSeeOther)
	return d
}

func (d *day) clock(at time.Time) { d.site.Now = func() time.Time { return at } }

// put imports an article by paste and returns its id.
func (d *day) put(c *webtest.Client, text string) string {
	d.t.Helper()
	preview := submit(d.t, c, "/import", "import", "text", text).Want(http.StatusSeeOther).Where
	saved := submit(d.t, c, preview, "save-import", "published", "2036-04-18", "outlet", "The Gazette").Want(http.StatusSeeOther)
	return strings.TrimPrefix(saved.Where, "/articles/")
}

// find returns the open claim of an article whose wording holds all of words.
func (d *day) find(article string, words ...string) claims.ClaimRow {
	d.t.Helper()
	rows := claimsOf(d.t, d.site, article)
	i := slices.IndexFunc(rows, func(r claims.ClaimRow) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.Wording, w) })
	})
	if i < 0 {
		d.t.Fatalf("no claim holds %v: %+v", words, rows)
	}
	return rows[i]
}

func (d *day) accept(c *webtest.Client, r claims.ClaimRow) string {
	d.t.Helper()
	submit(d.t, c, "/claims/"+r.ID, "accept").Want(http.StatusSeeOther)
	return r.ID
}

func (d *day) attach(c *webtest.Client, claim, title, stance string) {
	d.t.Helper()
	submit(d.t, c, "/claims/"+claim+"/evidence/new", "evidence", "source_title", title, "stance", stance, "note", "Page 2.").Want(http.StatusSeeOther)
}

// rate submits a review; the values are those of the form as it is shown, with set filled in.
func (d *day) rate(c *webtest.Client, claim string, set ...string) *webtest.Response {
	d.t.Helper()
	return submit(d.t, c, "/claims/"+claim+"/verdict", "verdict", set...)
}

func (d *day) is(claim string, step claims.Step) claims.Dossier {
	d.t.Helper()
	got, err := d.site.Dossier(d.t.Context(), claim)
	if err != nil {
		d.t.Fatal(err)
	}
	if got.Step != step {
		d.t.Fatalf("%q waits for %s, want %s", got.Claim.Wording, got.Step, step)
	}
	return got
}

func TestThreePeopleDoADaysWork(t *testing.T) {
	d := newDay(t)
	talks, harbour, tax := d.put(d.rosa, talksStory), d.put(d.ben, harbourStory), d.put(d.rosa, taxStory)
	cost, cut := d.agree(harbour), d.disagree(tax)
	d.mergeAndSplit(talks)
	d.await(talks)
	wantText(t, d.edda.Get("/queue?view=all").Want(http.StatusOK), "Candidates")
	wantText(t, d.rosa.Get("/notices").Want(http.StatusOK), "The council cut the tax on boats by 5 percent in March")
	for _, claim := range []string{cost, cut} {
		d.is(claim, claims.StepDone)
	}
	wantText(t, d.edda.Get("/reports/agreement").Want(http.StatusOK), "Rosa Reviewer", "Ben Second")
	wantText(t, d.edda.Get("/reports/balance?by=outlet").Want(http.StatusOK), "The Gazette")
}

// agree takes a claim from the queue, rates it twice alike and publishes it.
func (d *day) agree(article string) string {
	t := d.t
	claim := d.accept(d.ben, d.find(article, "3 million"))
	d.attach(d.ben, claim, "The budget of the harbour", "supports")
	taken := submit(t, d.rosa, "/queue?article="+article+"&step=verdict", "next").Want(http.StatusSeeOther)
	if !strings.HasPrefix(taken.Where, "/claims/"+claim+"/verdict") {
		t.Fatalf("the next task is %s, want the claim's first review", taken.Where)
	}
	wantText(t, d.ben.Get("/claims/"+claim).Want(http.StatusOK), "Rosa Reviewer is working on it")
	page := d.rosa.Get(taken.Where).Want(http.StatusOK)
	action, form := page.Form("verdict")
	bad := d.rosa.Post(action, filled(form, "rationale", "")).Want(http.StatusUnprocessableEntity)
	if errorsOf(bad, "rating") == "" || errorsOf(bad, "rationale") == "" {
		t.Errorf("an empty review: %s", bad.Text())
	}
	d.rosa.Post(action, filled(form, "rating", "true", "rationale", "The budget says 3.0 million.")).Want(http.StatusSeeOther)
	d.is(claim, claims.StepSecond)
	taken = submit(t, d.ben, "/queue", "next").Want(http.StatusSeeOther)
	if !strings.HasPrefix(taken.Where, "/claims/"+claim+"/verdict") {
		t.Fatalf("the next task of the second reviewer is %s", taken.Where)
	}
	blind := d.ben.Get(taken.Where).Want(http.StatusOK)
	wantText(t, blind, "You are the second reviewer", "Rosa Reviewer")
	if strings.Contains(blind.Body, "3.0 million") {
		t.Error("the second reviewer reads the first one's reasons")
	}
	action, form = blind.Form("verdict")
	d.ben.Post(action, filled(form, "rating", "true")).Want(http.StatusSeeOther)
	d.is(claim, claims.StepPublish)
	submit(t, d.edda, "/claims/"+claim, "publish").Want(http.StatusSeeOther)
	return claim
}

// disagree has a claim rated differently, decided by the editor and published; both reviewers learn why.
func (d *day) disagree(article string) string {
	t := d.t
	claim := d.accept(d.rosa, d.find(article, "5 percent"))
	d.attach(d.rosa, claim, "Minutes of March", "refutes")
	d.rate(d.ben, claim, "rating", "false", "rationale", "The minutes say 4 percent.").Want(http.StatusSeeOther)
	d.ben.Get("/claims/" + claim + "/verdict").Want(http.StatusUnprocessableEntity)
	d.rate(d.rosa, claim, "rating", "mostly-true", "rationale", "Nearly 5.").Want(http.StatusSeeOther)
	d.is(claim, claims.StepDispute)
	d.rosa.Get("/claims/" + claim + "/adjudication").Want(http.StatusForbidden)
	page := d.edda.Get("/claims/" + claim + "/adjudication").Want(http.StatusOK)
	wantText(t, page, "The minutes say 4 percent.", "Nearly 5.", "Minutes of March")
	action, form := page.Form("adjudication")
	refused := d.edda.Post(action, filled(form, "reason", "It is 4 percent.")).Want(http.StatusUnprocessableEntity)
	if errorsOf(refused, "pick") == "" {
		t.Errorf("no message beside the choice: %s", refused.Text())
	}
	if _, again := refused.Form("adjudication"); again.Get("reason") != "It is 4 percent." {
		t.Error("the reason that was typed is lost")
	}
	first := d.is(claim, claims.StepDispute).Round.Reviews[0]
	d.edda.Post(action, filled(form, "pick", first)).Want(http.StatusSeeOther)
	got := d.is(claim, claims.StepPublish)
	if got.Verdict.Rating != "false" || got.Verdict.How != claims.ByAdjudication {
		t.Errorf("the verdict is %+v", got.Verdict)
	}
	wantText(t, d.rosa.Get("/reviews").Want(http.StatusOK), "an editor decided otherwise: False", "It is 4 percent.")
	wantText(t, d.ben.Get("/claims/"+claim).Want(http.StatusOK), "The editor followed it: It is 4 percent.", "The editor decided otherwise")
	submit(t, d.edda, "/claims/"+claim, "publish").Want(http.StatusSeeOther)
	return claim
}

// mergeAndSplit merges two claims that say the same, with their histories, and takes a merge back.
func (d *day) mergeAndSplit(article string) {
	t := d.t
	held, force := d.find(article, "held since January"), d.find(article, "still in force")
	d.accept(d.rosa, held)
	d.accept(d.rosa, force)
	r := submit(t, d.rosa, "/claims/"+force.ID+"/merge?with="+held.ID, "merge", "wording", "The ceasefire has held since January.").Want(http.StatusSeeOther)
	if !strings.Contains(r.Where, held.ID) {
		t.Errorf("the merge leads to %s", r.Where)
	}
	gone := d.is(force.ID, claims.StepClosed)
	if gone.Claim.State != claims.Merged || gone.Events < 3 {
		t.Errorf("the merged claim is %s with %d events", gone.Claim.State, gone.Events)
	}
	wantText(t, d.rosa.Get("/claims/"+force.ID+"/history").Want(http.StatusOK), "accepted the claim", "merged the claim")
}

// await has a prediction rated Pending by two, moves the clock to its day, and has it rated anew.
func (d *day) await(article string) {
	t := d.t
	claim := d.accept(d.rosa, d.find(article, "May 8"))
	got := d.is(claim, claims.StepEvidence)
	if got.Claim.SettlesOn != "2036-05-08" {
		t.Fatalf("%q settles on %q", got.Claim.Wording, got.Claim.SettlesOn)
	}
	d.attach(d.rosa, claim, "A note of the delegation", "context")
	refused := d.rate(d.rosa, claim, "rating", "true", "rationale", "I think so.").Want(http.StatusUnprocessableEntity)
	if !strings.Contains(errorsOf(refused, "rating"), "2036-05-08") {
		t.Errorf("a rating of truth before the day: %s", refused.Text())
	}
	d.rate(d.rosa, claim, "rating", "pending", "rationale", "The day has not come.").Want(http.StatusSeeOther)
	d.rate(d.ben, claim, "rating", "pending", "rationale", "Wait.").Want(http.StatusSeeOther)
	d.is(claim, claims.StepWait)
	if r := d.rosa.Get("/queue?view=due").Want(http.StatusOK); strings.Contains(r.Body, claim) {
		t.Error("the prediction is due before its day")
	}
	d.clock(time.Date(2036, 5, 8, 0, 30, 0, 0, time.UTC))
	d.rosa, d.ben, d.edda = d.site.As(t, claims.Reviewer), d.site.Client(t), d.site.As(t, claims.Editor) // their sessions have ended since
	d.ben.Post("/login", url.Values{"handle": {"ben"}, "password": {webtest.Password}}).Want(http.StatusSeeOther)
	for _, view := range []string{"due", "next"} {
		if r := d.rosa.Get("/queue?view=" + view).Want(http.StatusOK); !strings.Contains(r.Body, claim) {
			t.Errorf("on its day the prediction is not in the view %s", view)
		}
	}
	d.rate(d.rosa, claim, "rating", "true", "rationale", "They met.").Want(http.StatusSeeOther)
	d.rate(d.ben, claim, "rating", "true").Want(http.StatusSeeOther)
	got = d.is(claim, claims.StepPublish)
	if got.Verdict.Version != 2 || got.Verdict.AsOf != "2036-05-08" {
		t.Errorf("the verdict is revision %d as of %s", got.Verdict.Version, got.Verdict.AsOf)
	}
}

func TestADraftOutlivesItsTabAndItsSession(t *testing.T) {
	d := newDay(t)
	claim := d.accept(d.rosa, d.find(d.put(d.rosa, harbourStory), "3 million"))
	d.attach(d.rosa, claim, "The budget", "supports")
	r := d.rosa.Do(http.MethodPost, "/claims/"+claim+"/drafts/review", strings.NewReader(url.Values{"rating": {"half-true"}, "rationale": {"So far."}, "op": {"x"}}.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}, "HX-Request": {"true"}}).Want(http.StatusNoContent)
	if r.Body != "" {
		t.Errorf("the answer is %q", r.Body)
	}
	again := d.site.As(t, claims.Reviewer)
	page := again.Get("/claims/" + claim + "/verdict").Want(http.StatusOK)
	_, form := page.Form("verdict")
	if form.Get("rating") != "half-true" || form.Get("rationale") != "So far." {
		t.Errorf("the form holds %v", form)
	}
	wantText(t, page, "What you typed here before and did not send is back.")
	wantText(t, d.ben.Get("/claims/"+claim).Want(http.StatusOK), "Rosa Reviewer is working on it")
	if r := d.ben.Get("/claims/" + claim + "/verdict").Want(http.StatusOK); strings.Contains(r.Body, "So far.") {
		t.Error("somebody else reads the draft")
	}
	again.Post("/claims/"+claim+"/drafts/review", url.Values{"drop": {"1"}, "rationale": {"So far."}}).Want(http.StatusSeeOther)
	if _, form := again.Get("/claims/" + claim + "/verdict").Want(http.StatusOK).Form("verdict"); form.Get("rationale") != "" {
		t.Errorf("a dropped draft is back: %v", form)
	}
	again.Post("/claims/"+claim+"/drafts/poem", url.Values{"line": {"x"}}).Want(http.StatusUnprocessableEntity)
}

func TestAnAdminSaysHowManyReviewsThereAre(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Admin)
	for field, set := range map[string][]string{
		"reviews": {"reviews", "three"}, "share": {"reviews", "some", "share", "0"}, "lease_minutes": {"lease_minutes", "2"},
	} {
		r := submit(t, c, "/settings/reviews", "policy", set...).Want(http.StatusUnprocessableEntity)
		if errorsOf(r, field) == "" {
			t.Errorf("no message beside %s\n%s", field, r.Text())
		}
	}
	action, stale := c.Get("/settings/reviews").Want(http.StatusOK).Form("policy")
	submit(t, c, "/settings/reviews", "policy", "reviews", "some", "share", "20", "topics", "Elections, Budget").Want(http.StatusSeeOther)
	p, err := site.Policy(t.Context())
	if err != nil || p.Reviews != claims.SomeTwice || p.Share != 20 || !slices.Equal(p.Topics, []string{"Elections", "Budget"}) {
		t.Errorf("the policy is %+v, %v", p, err)
	}
	c.Post(action, filled(stale, "reviews", "two")).Want(http.StatusConflict)
}

func TestAVerdictIsSentBackWithAReason(t *testing.T) {
	d := newDay(t)
	claim := d.agree(d.put(d.rosa, harbourStory))
	if r := submit(t, d.edda, "/claims/"+claim+"/round", "reopen", "reason", " ").Want(http.StatusUnprocessableEntity); errorsOf(r, "reason") == "" {
		t.Errorf("no message beside the reason\n%s", r.Text())
	}
	submit(t, d.edda, "/claims/"+claim+"/round", "reopen", "reason", "The budget was changed.").Want(http.StatusSeeOther)
	wantText(t, d.rosa.Get("/claims/"+claim+"/verdict").Want(http.StatusOK), "Sent back for review", "The budget was changed.")
	d.rate(d.rosa, claim, "rating", "half-true", "rationale", "It is 2 million now.").Want(http.StatusSeeOther)
	d.rate(d.ben, claim, "rating", "half-true").Want(http.StatusSeeOther)
	page := d.edda.Get("/claims/" + claim + "/publication").Want(http.StatusOK)
	action, form := page.Form("publish")
	if r := d.edda.Post(action, form).Want(http.StatusUnprocessableEntity); errorsOf(r, "correction") == "" || errorsOf(r, "public_note") == "" {
		t.Errorf("published without a note: %s", r.Text())
	}
	d.edda.Post(action, filled(form, "correction", "update", "public_note", "The budget was changed in April.")).Want(http.StatusSeeOther)
	wantText(t, d.edda.Get("/claims/"+claim).Want(http.StatusOK), "Corrections", "The budget was changed in April.")
}
