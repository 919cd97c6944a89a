// Package claimstest gives small, valid values of package claims for tests and for looking at pages: an invented
// article with claims in every state, and everything that belongs to them. Every call returns fresh values, so a
// test may change them. People, outlets, sources and events are invented.
package claimstest

import (
	"fmt"
	"strings"
	"time"

	"assay/claims"
)

// Now is the moment at which the values were looked at last: a Wednesday noon.
var Now = time.Date(2026, 3, 18, 12, 4, 0, 0, time.UTC)

// Zone is the desk's time zone, one hour east of UTC.
var Zone = time.FixedZone("CET", 3600)

// ID makes an id that is valid and the same in every run; n tells ids apart.
func ID(n int) string { return fmt.Sprintf("01kzasay%08d", n) }

// Ids of the people of the desk.
var (
	AdminID    = ID(1)
	EditorID   = ID(2)
	ReviewerID = ID(3)
	AuditorID  = ID(4)
	ViewerID   = ID(5)
)

// Users are the people of the desk, one for each role, admin first; the last one is disabled.
func Users() []claims.User {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 9, 0, 0, 0, time.UTC) }
	return []claims.User{
		{ID: AdminID, Handle: "ada", Name: "Ada Moreau", Role: claims.Admin, Created: day(5), Version: 1},
		{ID: EditorID, Handle: "noor", Name: "Noor Haddad", Role: claims.Editor, Created: day(6), Version: 2},
		{ID: ReviewerID, Handle: "tomas", Name: "Tomáš Veselý", Role: claims.Reviewer, Created: day(6), Version: 1},
		{ID: AuditorID, Handle: "imani", Name: "Imani Okoye", Role: claims.Auditor, Created: day(7), Version: 1},
		{ID: ViewerID, Handle: "li.wei", Name: "李伟", Role: claims.Viewer, Created: day(9), Version: 1},
		{ID: ID(6), Handle: "sam", Name: "Sam Finch", Role: claims.Reviewer, Disabled: true, Created: day(9), Version: 3},
	}
}

// User returns the person of the desk with that role.
func User(role claims.Role) claims.User {
	for _, u := range Users() {
		if u.Role == role {
			return u
		}
	}
	panic("claimstest: no user with role " + string(role))
}

// Desk is the organization.
func Desk() claims.Desk {
	return claims.Desk{Name: "Harbour Fact Desk", URL: "https://desk.example", Contact: "corrections@desk.example", TimeZone: "Europe/Prague", Version: 2}
}

// ArticleID is the id of the invented article.
var ArticleID = ID(100)

// The invented article, one paragraph a line of this list.
var paragraphs = []struct {
	kind claims.BlockKind
	why  string
	text string
}{
	{claims.Headline, "first line, no full stop", "Harbour city opens its longest tram line"},
	{claims.Byline, "begins with By", "By Lena Brandt, 12 March 2026"},
	{claims.Text, "", "The city of Larmouth opened a 14-kilometre tram line on Monday, the longest in the region. Mayor Ines Duarte said the line cost 310 million euros, 40 million less than planned, and that ridership would double by 2028."},
	{claims.Text, "", "According to the transport authority, trams run every six minutes at peak times. The old bus fleet produced about 9,000 tonnes of carbon dioxide a year, it said, while opponents call the project a waste of money."},
	{claims.Heading, "short line, no full stop", "What comes next"},
	{claims.Text, "", "A second line to the airport may open as early as autumn 2026. “We have never missed a deadline,” Duarte said."},
	{claims.Furniture, "asks the reader to do something", "Click here to sign up for our newsletter"},
	{claims.About, "begins with the author's name", "Lena Brandt covers transport for the Larmouth Courier."},
}

// Text is the text of the article's current version.
func Text() string {
	var lines []string
	for _, p := range paragraphs {
		lines = append(lines, p.text)
	}
	return strings.Join(lines, "\n\n")
}

// Article is the invented article.
func Article() claims.Article {
	a := claims.Article{
		ID: ArticleID, URL: "https://courier.example/2026/tram", Outlet: "Larmouth Courier",
		Headline: paragraphs[0].text, Byline: "Lena Brandt", Published: "2026-03-12", Lang: "en",
		Origin: claims.Fetched, OriginRef: "https://courier.example/2026/tram", Number: 1,
		Added: Now.Add(-49 * time.Hour), AddedBy: ReviewerID, Version: 3,
	}
	at := 0
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(p.text)}, Kind: p.kind, Why: p.why})
		at += len(p.text) + len("\n\n")
	}
	return a
}

// ArticleVersion is the article's current version.
func ArticleVersion() claims.ArticleVersion {
	text := Text()
	return claims.ArticleVersion{
		ArticleID: ArticleID, Number: 1, Text: text, SHA256: claims.TextDigest(text), Extractor: "html/1",
		RawSHA256: claims.TextDigest("raw " + text), Fetched: Now.Add(-49 * time.Hour),
	}
}

// Anchor is the appearance of words in the article. It panics when they do not stand there.
func Anchor(words ...string) claims.Appearance {
	v := ArticleVersion()
	var spans []claims.Span
	for _, w := range words {
		i := strings.Index(v.Text, w)
		if i < 0 {
			panic("claimstest: not in the article: " + w)
		}
		spans = append(spans, claims.Span{Start: i, End: i + len(w)})
	}
	where, err := claims.NewAppearance(v, spans)
	if err != nil {
		panic("claimstest: " + err.Error())
	}
	return where
}

// Draft is an import of the article that was not saved yet.
func Draft() claims.Draft {
	a, v := Article(), ArticleVersion()
	in := claims.NewArticle{
		URL: a.URL, Outlet: a.Outlet, Headline: a.Headline, Byline: a.Byline, Lang: a.Lang, Published: a.Published,
		Origin: a.Origin, OriginRef: a.OriginRef, Text: v.Text, Blocks: a.Blocks, Extractor: v.Extractor, RawSHA256: v.RawSHA256,
	}
	for _, r := range append(Rows(), ClosedRows()...) {
		in.Candidates = append(in.Candidates, claims.Candidate{
			Wording: r.Wording, Claimant: r.Claimant, Spans: r.Appearance.Spans, Kind: r.Kind, Modality: r.Modality,
			Score: r.CheckWorthy, CheckWorthy: r.CheckWorthy >= 0.5, Reasons: []string{r.ProposedText},
		})
	}
	return claims.Draft{ID: ID(900), UserID: ReviewerID, State: claims.DraftReady, Article: in, Guessed: true, Made: Now.Add(-5 * time.Minute)}
}
