package views

import (
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"golang.org/x/net/html"
)

func TestEveryKindOfNoticeHasWordsOfItsOwn(t *testing.T) {
	seen := map[string]claims.NoticeKind{}
	for _, k := range claims.NoticeKinds {
		words := noticeWords(claims.NoticeRow{Notice: claims.Notice{Kind: k}})
		if words == string(k) || strings.HasSuffix(words, ".") {
			t.Errorf("%s: %q", k, words)
		}
		if other, ok := seen[words]; ok {
			t.Errorf("%s and %s are told in the same words", k, other)
		}
		seen[words] = k
	}
}

func TestANoticeTellsWhatBecameOfAReview(t *testing.T) {
	for _, c := range []struct{ yours, verdict, want string }{
		{"True", "True", "An editor decided: the verdict is True, as you rated it"},
		{"True", "False", "An editor decided: the verdict is False, you rated it True"},
		{"", "", "An editor decided"},
	} {
		r := claims.NoticeRow{Notice: claims.Notice{Kind: claims.NoticeAdjudicated}, Yours: c.yours, Verdict: c.verdict}
		if got := noticeWords(r); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestTheBarTellsHowManyNoticesWait(t *testing.T) {
	for unseen, want := range map[int]string{0: "Notices", 1: "Notices, 1 not seen 1", 99: "Notices, 99 not seen 99", 4321: "Notices, 4321 not seen 99+"} {
		p := asRole(claims.Viewer)
		p.Unseen = unseen
		bar := all(parsed(t, Notices(p, claims.NoticePage{})), func(n *html.Node) bool { return n.Data == "a" && attr(n, "href") == NoticesURL("") })
		if len(bar) != 1 || strings.Join(strings.Fields(text(bar[0])), " ") != want {
			t.Errorf("of %d the bar says %q", unseen, text(bar[0]))
		}
	}
}

func TestOnlyWhatWaitsCanBeMarkedAsSeen(t *testing.T) {
	p := asRole(claims.Reviewer)
	rows := claimstest.Notices()
	page := func(unseen int, after string, rows []claims.NoticeRow) []string {
		p.Unseen = unseen
		return forms(parsed(t, Notices(p, claims.NoticePage{Rows: claims.Page[claims.NoticeRow]{Items: rows}, After: after})))
	}
	for _, c := range []struct {
		name string
		got  []string
		want string
	}{
		{"some wait", page(5, "", rows), "see-notice see-notices"},
		{"none waits", page(0, "", rows[5:]), ""},
		{"on a later page", page(5, rows[1].ID, rows[2:]), "see-notice"},
		{"there is none", page(0, "", nil), ""},
	} {
		if got := strings.Join(c.got, " "); got != c.want {
			t.Errorf("%s: the forms are %q, want %q", c.name, got, c.want)
		}
	}
}
