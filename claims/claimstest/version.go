package claimstest

import (
	"strings"
	"time"

	"assay/claims"
)

// NewerText is the article as its outlet changed it: a first paragraph put before it, one sum corrected, a claim's
// neighbours changed, one claim said twice, and one gone.
func NewerText() string {
	return strings.NewReplacer(
		"The city of Larmouth opened", "Updated on 16 March 2026.\n\nThe city of Larmouth opened",
		"the line cost 310 million euros", "the line cost 316 million euros",
		"According to the transport authority, trams run every six minutes at peak times.", "On most days, trams run every six minutes at peak times, riders say.",
		"and that ridership would double by 2028.", "and, he hopes: ridership would double by 2028? She says: ridership would double by 2028!",
	).Replace(Text())
}

// Renewal is the article's newer text before it is saved.
func Renewal() claims.Renewal {
	a, text := Article(), NewerText()
	in := claims.NewArticle{Origin: claims.Fetched, OriginRef: a.OriginRef, Text: text, Extractor: "html/1", RawSHA256: claims.TextDigest("raw " + text)}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		in.Blocks = append(in.Blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(p)}, Kind: claims.Text})
		at += len(p) + len("\n\n")
	}
	next, err := a.Renew(ArticleVersion(), in, User(claims.Reviewer).Actor())
	if err != nil {
		panic("claimstest: " + err.Error())
	}
	r := claims.Renewal{
		Draft:   claims.Draft{ID: ID(901), UserID: ReviewerID, State: claims.DraftReady, RenewsID: a.ID, Article: in, Made: Now.Add(-time.Minute)},
		Article: a, Current: ArticleVersion(), Next: next,
	}
	var list []claims.Claim
	for n := range Rows() {
		list = append(list, Claim(n+1))
	}
	r.Outcomes = claims.Outcomes(list, map[int]claims.ArticleVersion{1: ArticleVersion()}, r.Text())
	return r
}

// NewerVersion is the article's newer text once it is saved.
func NewerVersion() claims.ArticleVersion {
	v := Renewal().Text()
	v.Fetched = Now.Add(-time.Minute)
	return v
}

// Versions are the two versions of the article.
func Versions() claims.VersionsPage {
	r := Renewal()
	row := func(v claims.ArticleVersion, by claims.Role) claims.VersionRow {
		return claims.VersionRow{ArticleVersion: v, ByName: User(by).Name, At: v.Fetched, Bytes: len(v.Text)}
	}
	return claims.VersionsPage{
		Article: r.Next, From: r.Current, To: NewerVersion(),
		List: []claims.VersionRow{row(NewerVersion(), claims.Editor), row(r.Current, claims.Reviewer)},
	}
}

// Anchoring is what a person looks at who says where claim n of the article stands in its newer version.
func Anchoring(n int) claims.Anchoring {
	r := Renewal()
	c := r.Outcomes[n-1].Now
	a := claims.Anchoring{Claim: c, Article: r.Next, Last: r.Outcomes[n-1].Claim.Appearances[0], Was: r.Current, Now: NewerVersion()}
	if c.Unsettled() == claims.AnchorMoved {
		a.Places = [][]claims.Span{c.Appearances[0].Spans}
	} else {
		a.Places = claims.NewRewrite(a.Was, a.Now).Places(a.Last)
	}
	return a
}
