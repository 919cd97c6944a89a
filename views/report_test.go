package views

import (
	"slices"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestReportSourcesAreNumberedOnce(t *testing.T) {
	r := claimstest.Report()
	var got []string
	for _, s := range reportSources(r).list {
		got = append(got, string(rune('0'+s.No))+" "+s.SourceID)
	}
	want := []string{"1 " + claimstest.ID(401), "2 " + claimstest.ID(402), "3 " + claimstest.ID(403)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestTheReportLeadsFromClaimsToSources(t *testing.T) {
	doc := parsed(t, ReportPage(asRole(""), claimstest.Report()))
	ids := attrs(doc, "id")
	for _, to := range links(doc) {
		if id, local := strings.CutPrefix(to, "#"); local && !slices.Contains(ids, id) {
			t.Errorf("a link leads to %q, which is not there", to)
		}
	}
	if len(forms(doc)) != 0 {
		t.Error("a report has forms")
	}
}

func TestWhatTheReportSaysOfAClaim(t *testing.T) {
	doc := parsed(t, ReportPage(asRole(""), claimstest.Report()))
	found := all(doc, func(n *html.Node) bool { return attr(n, "class") == "finding" })
	tests := []struct {
		name string
		at   int
		says []string
	}{
		{"a corrected verdict shows what changed", 0, []string{"Mostly true", "as of 18 March 2026, by Tomáš Veselý", "Half true", "We had counted the depot twice.", "Ines Duarte, Mayor of Larmouth"}},
		{"an unpublished verdict says so", 1, []string{"Pending", "This verdict is not published yet.", "1 January 2029"}},
		{"a claim without a verdict is no verdict", 2, []string{"Not checked yet"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, words := range tt.says {
				if got := text(found[tt.at]); !strings.Contains(got, words) {
					t.Errorf("%q is missing in %q", words, got)
				}
			}
		})
	}
	if !strings.Contains(text(doc), claimstest.Head().Root) {
		t.Error("the state of the record is missing")
	}
}

func TestReportOfNothing(t *testing.T) {
	r := claimstest.Report()
	r.Claims = nil
	if got := text(parsed(t, ReportPage(asRole(""), r))); !strings.Contains(got, "No claim of this article was accepted") {
		t.Errorf("the page says %q", got)
	}
}

func TestSaidBy(t *testing.T) {
	tests := []struct {
		name string
		in   claims.ReportClaim
		want string
	}{
		{"the claimant with his office", claims.ReportClaim{Claimant: claims.Claimant{Name: "Duarte", JobTitle: "Mayor"}, Byline: "Brandt"}, "Duarte, Mayor"},
		{"the article's own voice is its author's", claims.ReportClaim{Byline: "Brandt", Outlet: "Courier"}, "Brandt, Courier"},
		{"nobody is known", claims.ReportClaim{}, "The article"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := saidBy(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
