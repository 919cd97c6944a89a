package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/web"
	"assay/web/webtest"
)

// allowed says who may use a route, written down apart from the route table, so that a slip in the table shows.
// Letters: v viewer, a auditor, r reviewer, e editor, A admin; * everyone, also signed out; + everyone signed in.
var allowed = map[string]string{
	"GET /{$}": "*", "GET /healthz": "*", "GET /static/{name}": "*", "GET /setup": "*", "POST /setup": "*",
	"GET /login": "*", "POST /login": "*", "POST /logout": "+", "POST /settings/me/look": "*",
	"GET /settings/me": "+", "POST /settings/me": "+", "POST /settings/me/password": "+", "POST /settings/me/sessions": "+", "POST /settings/me/keys": "+",

	"POST /queue/next": "reA", "POST /queue/filters": "vareA", "POST /queue/filters/{id}/remove": "vareA", "POST /claims/bulk": "reA",
	"GET /claims/{id}/task": "reA", "POST /claims/{id}/task": "reA",
	"GET /queue": "vareA", "GET /search": "vareA", "GET /help/keys": "vareA", "GET /articles": "vareA", "GET /articles/{id}": "vareA",
	"GET /articles/{id}/history": "vareA", "GET /articles/{id}/text": "vareA", "GET /articles/{id}/report": "vareA",
	"GET /articles/{id}/{report}": "vareA", "GET /claims": "vareA", "GET /claims/{id}": "vareA", "GET /claims/{id}/history": "vareA",
	"GET /sources": "vareA", "GET /sources/{id}": "vareA", "GET /snapshots/{id}": "vareA", "GET /reports": "vareA", "GET /reports/agreement": "areA", "GET /reports/balance": "vareA", "GET /reports/balance.csv": "vareA",

	"GET /import": "reA", "POST /import": "reA", "GET /import/{id}": "reA", "POST /import/{id}": "reA", "POST /import/{id}/discard": "reA",
	"GET /articles/{id}/edit": "reA", "POST /articles/{id}/edit": "reA", "POST /articles/{id}/blocks/{n}": "reA",
	"GET /articles/{id}/claims/new": "reA", "POST /articles/{id}/claims": "reA", "GET /claims/{id}/edit": "reA",
	"POST /claims/{id}/edit": "reA", "POST /claims/{id}/accept": "reA", "GET /claims/{id}/reject": "reA", "POST /claims/{id}/reject": "reA",
	"GET /claims/{id}/withdraw": "reA", "POST /claims/{id}/withdraw": "reA", "POST /claims/{id}/edge": "reA",
	"GET /articles/{id}/versions": "vareA", "GET /articles/{id}/versions/new": "reA", "POST /articles/{id}/versions": "reA",
	"GET /claims/{id}/anchor": "reA", "POST /claims/{id}/anchor": "reA",
	"GET /claims/{id}/recheck": "reA", "POST /claims/{id}/recheck": "reA",
	"GET /claims/{id}/split": "reA", "POST /claims/{id}/split": "reA", "GET /claims/{id}/merge": "reA", "POST /claims/{id}/merge": "reA",
	"GET /claims/{id}/relations": "vareA", "POST /claims/{id}/relations": "reA", "POST /relations/{id}/confirm": "reA",
	"POST /relations/{id}/reject": "reA", "POST /relations/{id}/revoke": "reA",
	"POST /undo": "reA", "GET /claims/{id}/evidence/new": "reA", "POST /claims/{id}/evidence": "reA", "GET /evidence/{id}/edit": "reA",
	"POST /evidence/{id}/edit": "reA", "GET /evidence/{id}/remove": "reA", "POST /evidence/{id}/remove": "reA",
	"GET /claims/{id}/verdict": "reA", "POST /claims/{id}/verdict": "reA", "GET /sources/{id}/edit": "reA",
	"POST /sources/{id}/edit": "reA", "POST /sources/{id}/snapshots": "reA",

	"POST /claims/{id}/comments": "reA", "POST /comments/{id}/resolve": "reA", "POST /comments/{id}/reopen": "reA",
	"GET /notices": "+", "POST /notices/seen": "+", "POST /notices/{id}/seen": "+",

	"GET /claims/{id}/publication": "eA", "GET /reviews": "reA", "GET /claims/{id}/adjudication": "eA", "POST /claims/{id}/adjudication": "eA",
	"GET /claims/{id}/round": "eA", "POST /claims/{id}/round": "eA", "POST /claims/{id}/lease": "reA", "POST /claims/{id}/lease/release": "reA",
	"POST /claims/{id}/drafts/{form}": "reA", "GET /settings/reviews": "A", "POST /settings/reviews": "A",
	"POST /claims/{id}/publication": "eA", "GET /history": "aeA", "GET /people": "aeA",
	"GET /people/new": "A", "POST /people/new": "A", "GET /people/{id}": "A", "POST /people/{id}": "A", "POST /people/{id}/password": "A",
	"GET /settings/desk": "A", "POST /settings/desk": "A", "GET /settings/scales": "A", "POST /settings/scales": "A",
}

// roleLetters are the letters of the table above.
var roleLetters = map[claims.Role]string{claims.Viewer: "v", claims.Auditor: "a", claims.Reviewer: "r", claims.Editor: "e", claims.Admin: "A"}

func TestEveryRouteAdmitsExactlyTheRolesItShould(t *testing.T) {
	site := webtest.Start(t)
	size := site.Size()
	clients := map[claims.Role]*webtest.Client{}
	for role := range roleLetters {
		clients[role] = site.As(t, role)
	}
	stranger := site.Client(t)
	patterns := web.Patterns()
	if len(patterns) != len(allowed) {
		t.Errorf("%d routes, but the table of this test has %d", len(patterns), len(allowed))
	}
	for _, pattern := range patterns {
		want, ok := allowed[pattern]
		if !ok {
			t.Errorf("%s: no line in the table of this test", pattern)
			continue
		}
		if pattern == "POST /logout" || pattern == "POST /login" {
			continue // would end or begin the sessions under test; TestSessions has them
		}
		method, path, _ := strings.Cut(pattern, " ")
		// An id of the right form that names nothing: who is admitted gets 404, 422 or the page, and changes nothing.
		path = strings.NewReplacer("{$}", "", "{id}", "0000000000000000", "{n}", "0", "{form}", "review", "{report}", "report.csv", "{name}", "none.css").Replace(path)
		r := send(stranger, method, path)
		if open := want == "*"; open == (r.Where == "/login" || strings.HasPrefix(r.Where, "/login?")) && path != "/" && path != "/setup" {
			t.Errorf("%s for a stranger: %d to %q", pattern, r.Status, r.Where)
		}
		for role, letter := range roleLetters {
			admitted := want == "*" || want == "+" || strings.Contains(want, letter)
			r := send(clients[role], method, path)
			if refused := r.Status == http.StatusForbidden; refused == admitted && pattern != "POST /setup" {
				t.Errorf("%s as %s: %d, want it admitted: %v", pattern, role, r.Status, admitted)
			}
			if r.Status >= 500 {
				t.Errorf("%s as %s: %d", pattern, role, r.Status)
			}
		}
	}
	if got := site.Size(); got != size {
		t.Errorf("the requests of this test wrote %d events, want none", got-size)
	}
}

func send(c *webtest.Client, method, path string) *webtest.Response {
	if method == http.MethodGet {
		return c.Get(path)
	}
	return c.Post(path, url.Values{})
}

func TestADemotedUserHasTheNewRightsAtOnce(t *testing.T) {
	site := webtest.Start(t)
	reviewer, admin := site.As(t, claims.Reviewer), site.As(t, claims.Admin)
	reviewer.Get("/import").Want(http.StatusOK)
	page := admin.Get("/people/" + site.Users[claims.Reviewer].ID).Want(http.StatusOK)
	action, form := page.Form("edit-user")
	form.Set("role", "viewer")
	admin.Post(action, form).Want(http.StatusSeeOther)
	if r := reviewer.Get("/import"); r.Status == http.StatusOK {
		t.Error("the demoted user still gets the import page")
	}
	again := site.As(t, claims.Reviewer) // the handle is still "reviewer"
	again.Get("/import").Want(http.StatusForbidden)
	again.Get("/queue").Want(http.StatusOK)
}

func TestAnAdminNeedsHisCurrentPasswordForANewOne(t *testing.T) {
	site := webtest.Start(t)
	admin := site.As(t, claims.Admin)
	path := "/people/" + site.Users[claims.Admin].ID
	page := admin.Get(path).Want(http.StatusOK)
	if page.HasForm("password") {
		t.Error("the page offers the admin a way around his current password")
	}
	wantText(t, page, "Change your own password under Settings")
	size := site.Size()
	r := admin.Post(path+"/password", url.Values{"password": {"a password nobody has"}}).Want(http.StatusUnprocessableEntity)
	wantText(t, r, "under Settings")
	if site.Size() != size {
		t.Error("the refused password is in the record")
	}
	if r := tryLogin(site.Client(t), "admin", webtest.Password); r.Status != http.StatusSeeOther {
		t.Errorf("the old password gets %d", r.Status)
	}
}
