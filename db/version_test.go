package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db"
)

// renewal keeps a draft that is a new text of the newsroom's article, of one paragraph for every line, and returns its id.
func (n *newsroom) renewal(by db.By, text string) string {
	n.t.Helper()
	in := claims.NewArticle{Headline: "A new headline", Origin: claims.Pasted, Text: text, Extractor: "test/2"}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		in.Blocks = append(in.Blocks, claims.Block{Span: claims.Span{Start: at, End: at + len(p)}, Kind: claims.Text})
		at += len(p) + 2
	}
	id, err := n.AddDraft(n.t.Context(), by, claims.Draft{State: claims.DraftReady, RenewsID: n.article, Article: in}, nil)
	must(n.t, err)
	return id
}

// renew makes a text the article's next version.
func (n *newsroom) renew(text string, found ...claims.Candidate) {
	n.t.Helper()
	by := n.By(claims.Reviewer)
	a, err := n.DB.Article(n.t.Context(), n.article)
	must(n.t, err)
	_, err = n.RenewArticle(n.t.Context(), by, n.renewal(by, text), a.Version, found)
	must(n.t, err)
}

// newerText is newsText with a first paragraph put before it, the second claim's sentence reworded, the third one's twice
// and the last one's neighbour changed.
const newerText = "Updated today.\n\nExports rose by 3 percent in 2016. The council met on Tuesday. So taxes: Taxes will fall next year! And: Taxes will fall next year? Officials of the Élysée were away, and Officials of the Élysée were absent."

func TestANewVersionOfAnArticle(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	n.accept(n.ids[0], n.ids[1])
	must(t, n.RejectClaim(ctx, by, n.ids[3], 1, claims.RejectTrivial, ""))
	draft := n.renewal(by, newerText)

	page, err := n.Renewal(ctx, by, draft)
	must(t, err)
	if page.Problem != "" || page.Article.Number != 1 || page.Next.Number != 2 || page.Current.Text != newsText || page.Draft.Article.Text != newerText {
		t.Errorf("the preview is of version %d after %d: %s", page.Next.Number, page.Article.Number, page.Problem)
	}
	want := []claims.Anchor{claims.AnchorExact, claims.AnchorLost, claims.AnchorAmbiguous, claims.AnchorMoved}
	for i, o := range page.Outcomes {
		if o.Anchor() != want[i] {
			t.Errorf("claim %d will be %s, want %s", o.Claim.No, o.Anchor(), want[i])
		}
	}

	at := func(words string) []claims.Span {
		i := strings.Index(newerText, words)
		return []claims.Span{{Start: i, End: i + len(words)}}
	}
	candidate := func(words string) claims.Candidate { return claims.Candidate{Wording: words, Spans: at(words)} }
	wants(t, n.Desk, by, func() {
		id, err := n.RenewArticle(ctx, by, draft, 1, []claims.Candidate{
			candidate("Updated today."), candidate("Exports rose by 3 percent in 2016."), candidate("Taxes will fall next year!"), candidate("Officials of the Élysée were absent."),
		})
		must(t, err)
		if id != n.article {
			t.Errorf("the draft became %s", id)
		}
	}, "article.text article_version 1", "article.edit article 2", "claim.anchor claim 3: Version 2: exact.", "claim.anchor claim 3: Version 2: lost.",
		"claim.anchor claim 2: Version 2: ambiguous.", "claim.anchor claim 3: Version 2: moved.", "claim.propose claim 1")

	e := n.edition()
	if e.Article.Number != 2 || e.Text.Text != newerText || e.Article.Headline != "An article" || len(e.Article.Blocks) != 2 || e.Text.Extractor != "test/2" {
		t.Errorf("the article is %+v", e.Article)
	}
	got := map[string]claims.Anchor{}
	for _, r := range append(e.Claims, e.Closed...) {
		got[r.Wording] = r.Appearance.Anchor
		if stands := r.Appearance.Anchor == claims.AnchorExact || r.Appearance.Anchor == claims.AnchorMoved; stands != (len(r.Appearance.Spans) > 0) {
			t.Errorf("%s is %s and stands at %v", r.Wording, r.Appearance.Anchor, r.Appearance.Spans)
		} else if stands && claims.Quote(newerText, r.Appearance.Spans) != r.Appearance.Exact {
			t.Errorf("%s stands on other words", r.Wording)
		}
	}
	if diff := cmp.Diff(map[string]claims.Anchor{newsMarks[0]: want[0], newsMarks[1]: want[1], newsMarks[2]: want[2], newsMarks[3]: want[3], "Updated today.": claims.AnchorExact}, got); diff != "" {
		t.Error(diff)
	}
	if old, err := n.ArticleVersion(ctx, n.article, 1); err != nil || old.Text != newsText {
		t.Errorf("the old text is %q, %v", old.Text, err)
	}
	if a := n.dossier(n.ids[1]).Claim.Appearances[0]; a.Number != 1 || claims.Quote(newsText, a.Spans) != newsMarks[1] {
		t.Errorf("the lost claim stands at %+v", a)
	}
	found, err := n.Search(ctx, "Tuesday")
	if err != nil || len(found.Articles) != 1 {
		t.Errorf("the new text is found as %+v, %v", found.Articles, err)
	}

	versions, err := n.Versions(ctx, n.article, 0, 0)
	must(t, err)
	if len(versions.List) != 2 || versions.List[0].Number != 2 || versions.List[0].ByName != "Rosa Reviewer" || versions.List[0].Bytes != len(newerText) || versions.List[0].At.IsZero() || versions.From.Text != newsText || versions.To.Text != newerText {
		t.Errorf("the versions are %+v", versions.List)
	}
	if one, err := n.Versions(ctx, n.article, 2, 1); err != nil || one.From.Number != 2 || one.To.Number != 1 {
		t.Errorf("backwards: %d to %d, %v", one.From.Number, one.To.Number, err)
	}
	for _, pair := range [][2]int{{1, 3}, {-1, 1}, {0, 1}} {
		if _, err := n.Versions(ctx, n.article, pair[0], pair[1]); !errors.Is(err, claims.ErrNotFound) {
			t.Errorf("versions %v: %v", pair, err)
		}
	}
}

func TestTheTextComesBackAndWithItTheClaims(t *testing.T) {
	n := newNewsroom(t)
	n.renew("Nothing is left.")
	for _, r := range n.edition().Claims {
		if r.Appearance.Anchor != claims.AnchorLost {
			t.Errorf("%s is %s", r.Wording, r.Appearance.Anchor)
		}
	}
	n.renew(newsText)
	for _, r := range n.edition().Claims {
		if r.Appearance.Anchor != claims.AnchorExact || r.Appearance.Number != 3 {
			t.Errorf("%s is %s in version %d", r.Wording, r.Appearance.Anchor, r.Appearance.Number)
		}
	}
	as := openAsOf(t, n.Desk, lastEvent(t, n.Desk, claims.ClaimAnchored)-6)
	if c, err := as.Dossier(t.Context(), n.ids[0]); err != nil || c.Text.Text != "Nothing is left." || c.Claim.Appearances[0].Anchor != claims.AnchorLost {
		t.Errorf("before, the claim was %+v, %v", c.Claim.Appearances, err)
	}
}

func TestANewVersionIsRefused(t *testing.T) {
	n := newNewsroom(t)
	ctx, by, editor := t.Context(), n.By(claims.Reviewer), n.By(claims.Editor)
	draft, same, theirs := n.renewal(by, newerText), n.renewal(by, newsText), n.renewal(editor, "Their text.")
	if page, err := n.Renewal(ctx, by, same); err != nil || page.Problem == "" || page.Next.Number != 1 {
		t.Errorf("a preview of the same text: %q, %v", page.Problem, err)
	}
	size := n.Size()
	_, err := n.RenewArticle(ctx, by, same, 1, nil)
	refused(t, n.Desk, size, "the same text", err, claims.ErrInvalid)
	_, err = n.RenewArticle(ctx, by, theirs, 1, nil)
	refused(t, n.Desk, size, "somebody else's draft", err, claims.ErrNotFound)
	viewer := by
	viewer.Role = claims.Viewer
	_, err = n.RenewArticle(ctx, viewer, draft, 1, nil)
	refused(t, n.Desk, size, "by a viewer", err, claims.ErrForbidden)
	_, err = n.SaveDraft(ctx, by, draft, claims.NewArticle{})
	refused(t, n.Desk, size, "as an article of its own", err, claims.ErrInvalid)
	_, err = n.AddDraft(ctx, by, claims.Draft{State: claims.DraftReady, RenewsID: "nobody"}, nil)
	refused(t, n.Desk, size, "of an article that is none", err, claims.ErrNotFound)
	plain, err := n.AddDraft(ctx, by, claims.Draft{State: claims.DraftReady}, nil)
	must(t, err)
	_, err = n.RenewArticle(ctx, by, plain, 1, nil)
	refused(t, n.Desk, size, "a draft of a new article", err, claims.ErrNotFound)
	if _, err := n.Renewal(ctx, by, plain); !errors.Is(err, claims.ErrNotFound) {
		t.Errorf("a preview of it: %v", err)
	}
	waiting, err := n.AddDraft(ctx, by, claims.Draft{State: claims.DraftFetching, RenewsID: n.article, Article: claims.NewArticle{OriginRef: "https://a.example/"}}, nil)
	must(t, err)
	_, err = n.RenewArticle(ctx, by, waiting, 1, nil)
	refused(t, n.Desk, size, "a draft that is not ready", err, claims.ErrInvalid)

	// Of two who bring a new text at once the second one is told.
	_, err = n.RenewArticle(ctx, editor, theirs, 1, nil)
	must(t, err)
	size = n.Size()
	_, err = n.RenewArticle(ctx, by, draft, 1, nil)
	refused(t, n.Desk, size, "after somebody else", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || conflict.By != "Edda Editor" || conflict.Now != 2 {
		t.Errorf("the conflict is %+v", conflict)
	}
	_, err = n.RenewArticle(ctx, by, draft, 2, nil)
	must(t, err)
	size = n.Size()
	if id, err := n.RenewArticle(ctx, by, draft, 2, nil); err != nil || id != n.article || n.Size() != size {
		t.Errorf("saved twice: %s, %v, %d events", id, err, n.Size()-size)
	}
}

func TestAFetchedTextStaysTheArticlesOwn(t *testing.T) {
	n := newNewsroom(t)
	ctx, by := t.Context(), n.By(claims.Reviewer)
	id, err := n.AddDraft(ctx, by, claims.Draft{State: claims.DraftFetching, RenewsID: n.article, Article: claims.NewArticle{OriginRef: "https://a.example/"}}, nil)
	must(t, err)
	job, err := n.LeaseJob(ctx)
	must(t, err)
	must(t, n.FinishDraft(ctx, job, claims.Draft{State: claims.DraftReady, Article: claims.NewArticle{Text: "New.", Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: 4}, Kind: claims.Text}}}}, []byte("<p>New.")))
	if d, err := n.Draft(ctx, by.ID, id); err != nil || d.RenewsID != n.article {
		t.Errorf("the draft renews %q, %v", d.RenewsID, err)
	}
}
