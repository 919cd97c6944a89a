package views

import (
	"net/url"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"
)

func TestNobodySignedInMayDoNothing(t *testing.T) {
	if (Page{}).May(claims.MayRead) {
		t.Error("a page without a user allows reading")
	}
	auditor := claimstest.User(claims.Auditor)
	if p := (Page{User: &auditor}); !p.May(claims.MayAudit) || p.May(claims.MayWork) {
		t.Error("an auditor's page does not allow what the role allows")
	}
}

func TestTheDocumentsTitleShowsNoHiddenCharacters(t *testing.T) {
	if got := (Page{Title: "310\u200b \u202emillion"}).documentTitle(); got != "310 million – Assay" {
		t.Errorf("title %q", got)
	}
}

func TestAddressesLeaveOutWhatIsEmptyAndEscapeTheRest(t *testing.T) {
	for got, want := range map[string]string{
		QueueURL("", ""):                    "/queue",
		QueueURL(claims.StepPublish, "a b"): "/queue?after=a+b&step=publish",
		QueueListURL(claims.QueueFilter{}):  "/queue",
		QueueListURL(claims.QueueFilter{View: claims.QueueAll, Topic: "a b", After: "x.1"}): "/queue?topic=a+b&view=all&after=x.1",
		QueueListURL(claims.QueueFilter{After: "x.1"}):                                      "/queue?after=x.1",
		ClaimURL("../x?y"):               "/claims/..%2Fx%3Fy",
		ArticleClaimURL("a", "c"):        "/articles/a?claim=c#m-c",
		ReportFileURL("a", "xlsx"):       "/articles/a/report.xlsx",
		BlockURL("a", 3):                 "/articles/a/blocks/3",
		LoginURL("/claims/x?a=b"):        "/login?next=%2Fclaims%2Fx%3Fa%3Db",
		ClaimHistoryURL("c", 0):          "/claims/c/history",
		HistoryURL(claims.EventFilter{}): "/history",
		HistoryURL(claims.EventFilter{Actor: "u", From: "2026-01-01", Before: 12}): "/history?actor=u&before=12&from=2026-01-01",
		HistoryURL(claims.EventFilter{ClaimID: "c", Kind: claims.ClaimEdited}):     "/claims/c/history?kind=claim.edit",
		HistoryURL(claims.EventFilter{ArticleID: "a", Before: 3}):                  "/articles/a/history?before=3",
		ClaimsURL(claims.ClaimFilter{State: claims.Accepted, Rating: "none"}):      "/claims?rating=none&state=accepted",
	} {
		if got != want {
			t.Errorf("address %s, want %s", got, want)
		}
		if _, err := url.Parse(got); err != nil {
			t.Errorf("address %s: %v", got, err)
		}
	}
}

func TestAFieldIsTiedToItsHintAndItsFaults(t *testing.T) {
	bad := claims.FieldErrors{{Field: "as_of", Msg: "Write the day."}, {Field: "other", Msg: "Not this one."}}
	f := FieldSpec{Name: "as_of", Hint: "The day.", Form: "verdict", Bad: bad}
	a := f.Attrs()
	if a["id"] != "f-verdict-as-of" || a["aria-describedby"] != "f-verdict-as-of-error f-verdict-as-of-hint" || a["aria-invalid"] != "true" || a["required"] != true {
		t.Errorf("attributes %v", a)
	}
	plain := FieldSpec{Name: "place", Optional: true, Bad: bad}.Attrs()
	if len(plain) != 2 {
		t.Errorf("a field without hint, fault and need has attributes %v", plain)
	}
}

func TestARowSaysItsVerdictOrElseItsState(t *testing.T) {
	for want, r := range map[string]claims.ClaimRow{
		"pos True":              {State: claims.Accepted, Rating: "True", Tone: claims.TonePos},
		"open Unchecked":        {State: claims.Accepted, Tone: claims.ToneOpen},
		"open Candidate":        {State: claims.Proposed},
		"out Rejected: opinion": {State: claims.Rejected, Reason: claims.RejectOpinion},
		"out Withdrawn":         {State: claims.Withdrawn, Rating: "True", Tone: claims.TonePos},
		"out Split":             {State: claims.SplitUp},
	} {
		tone, label := RowLabel(r)
		if got := string(tone) + " " + label; got != want {
			t.Errorf("%v is told as %q, want %q", r, got, want)
		}
	}
}

func TestARowCallsOnlyThoseWhoMayTakeItsStep(t *testing.T) {
	viewer, reviewer, editor := claimstest.User(claims.Viewer), claimstest.User(claims.Reviewer), claimstest.User(claims.Editor)
	publish := claims.ClaimRow{Step: claims.StepPublish}
	due := claims.ClaimRow{Step: claims.StepWait, SettlesOn: "2026-03-18"}
	later := claims.ClaimRow{Step: claims.StepWait, SettlesOn: "2029-01-01"}
	for _, c := range []struct {
		name string
		user claims.User
		row  claims.ClaimRow
		call bool
		next string
	}{
		{"an editor publishes", editor, publish, true, "Publish"},
		{"a reviewer does not", reviewer, publish, false, "Ready to publish"},
		{"a reviewer rates what is due", reviewer, due, true, "Rate it now"},
		{"nobody rates what is not", editor, later, false, "From 1 January 2029"},
		{"a viewer is told", viewer, claims.ClaimRow{Step: claims.StepVerdict}, false, "Needs a verdict"},
		{"a reviewer is called", reviewer, claims.ClaimRow{Step: claims.StepVerdict}, true, "Give a verdict"},
		{"what is public needs nobody", editor, claims.ClaimRow{Step: claims.StepDone, Publication: claims.Corrected}, false, "Corrected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Page{User: &c.user, Now: claimstest.Now}
			if call, next := rowCalls(p, c.row), rowNext(p, c.row); call != c.call || next != c.next {
				t.Errorf("%v %q, want %v %q", call, next, c.call, c.next)
			}
		})
	}
}

func TestEveryListedValueHasAName(t *testing.T) {
	var names []string
	add := func(s string) { names = append(names, s) }
	for _, s := range claims.Steps {
		add(StepLabel(s))
		add(stepTab(s))
	}
	for _, k := range claims.Kinds {
		add(KindLabel(k))
	}
	for _, r := range claims.RejectReasons {
		add(RejectLabel(r))
		add(RejectHint(r))
	}
	for _, k := range claims.BlockKinds {
		add(BlockLabel(k))
	}
	for _, m := range claims.Media {
		add(MediumLabel(m))
	}
	for _, r := range claims.Roles {
		add(RoleLabel(r))
		add(RoleHint(r))
	}
	for _, n := range names {
		if n == "" || strings.ToUpper(n[:1]) != n[:1] {
			t.Errorf("%q is no name for people", n)
		}
	}
}

func TestHistoriesGoOnWithTheirFilters(t *testing.T) {
	v := HistoryView{Filter: claims.EventFilter{ArticleID: "a", Kind: claims.ClaimEdited}, Rows: claims.Page[claims.EventRow]{Next: "77"}}
	if got := v.next(); got != "/articles/a/history?before=77&kind=claim.edit" {
		t.Errorf("next page %s", got)
	}
	v.Rows.Next = ""
	if got := v.next(); got != "" {
		t.Errorf("the end leads on to %s", got)
	}
	if !v.narrowed() || (HistoryView{Filter: claims.EventFilter{ArticleID: "a"}}).narrowed() {
		t.Error("whose history it is counts as a filter, or a filter does not")
	}
}

func TestConflictsShowOnlyWhatDiffers(t *testing.T) {
	v := ConflictView{Fields: []ConflictField{
		{Name: "wording", Label: "Wording", Theirs: "a", Yours: "b"}, {Name: "place", Label: "Place", Theirs: "c", Yours: "c"}, {Name: "kind", Theirs: "fact", Yours: "opinion"},
	}}
	if d, s := v.differ(), v.same(); len(d) != 1 || d[0].Name != "wording" || len(s) != 2 {
		t.Errorf("shown %v, kept %v", d, s)
	}
}
