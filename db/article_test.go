package db_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
	"assay/db/dbtest"
)

// twoParts is an article with a headline and a text with two candidates by one claimant.
func twoParts() claims.NewArticle {
	const text = "Prices up\n\nWages rose, the ministry said. Rents fell."
	return claims.NewArticle{
		URL: "https://a.example/prices", Outlet: "Courier", Headline: "Prices up", Lang: "en", Published: "2026-03", Origin: claims.Uploaded,
		OriginRef: "prices.txt", Text: text, Extractor: "text/1", RawSHA256: claims.TextDigest("raw bytes"),
		Blocks: []claims.Block{{Span: claims.Span{Start: 0, End: 9}, Kind: claims.Headline, Why: "first line"}, {Span: claims.Span{Start: 11, End: 53}, Kind: claims.Text}},
		Candidates: []claims.Candidate{
			{Wording: "Wages rose", Claimant: "The Ministry", Spans: []claims.Span{{Start: 11, End: 21}}, Score: 0.7},
			{Wording: "Rents fell", Claimant: "the  ministry", Spans: []claims.Span{{Start: 42, End: 52}}, Kind: claims.Prediction},
		},
	}
}

func TestAddingAnArticle(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by, in := t.Context(), d.By(claims.Reviewer), twoParts()
	var id string
	wants(t, d, by, func() {
		var err error
		id, err = d.AddArticle(ctx, by, in, []byte("raw bytes"))
		must(t, err)
	}, "article.add article 1", "article.text article_version 1", "claimant.add claimant 1", "claim.propose claim 1", "claim.propose claim 1")

	a, err := d.DB.Article(ctx, id)
	must(t, err)
	want := claims.Article{
		ID: id, URL: in.URL, Outlet: in.Outlet, Headline: in.Headline, Published: in.Published, Lang: in.Lang, Origin: in.Origin,
		OriginRef: in.OriginRef, Number: 1, Blocks: in.Blocks, Added: a.Added, AddedBy: by.ID, Version: 1,
	}
	if diff := cmp.Diff(want, a); diff != "" || a.Added.IsZero() {
		t.Error(diff)
	}
	v, err := d.ArticleVersion(ctx, id, 1)
	must(t, err)
	if v.Text != in.Text || v.SHA256 != claims.TextDigest(in.Text) || v.Extractor != in.Extractor || v.RawSHA256 != in.RawSHA256 {
		t.Errorf("the version is %+v", v)
	}
	e, err := d.Edition(ctx, id, by.ID)
	must(t, err)
	if len(e.Claims) != 2 || e.Claims[0].No != 1 || e.Claims[1].No != 2 || e.Claims[0].Claimant != "The Ministry" || e.Claims[1].Claimant != "The Ministry" {
		t.Errorf("claims %+v", e.Claims)
	}
	raw := open(t, d.Path)
	if got := texts(t, raw, `SELECT bytes FROM blob WHERE sha256 = $1`, in.RawSHA256); len(got) != 1 || got[0] != "raw bytes" {
		t.Errorf("kept bytes: %q", got)
	}
	if _, err := d.AddArticle(ctx, by, in, []byte("raw bytes")); err != nil {
		t.Errorf("the same bytes once more: %v", err)
	}
}

func TestAnArticleWithFaultsIsNotAdded(t *testing.T) {
	d := dbtest.Open(t)
	ctx, size := t.Context(), d.Size()
	add := func(role claims.Role, change func(*claims.NewArticle)) error {
		in := twoParts()
		change(&in)
		_, err := d.AddArticle(ctx, d.By(role), in, []byte("raw bytes"))
		return err
	}
	refused(t, d, size, "by a viewer", add(claims.Viewer, func(*claims.NewArticle) {}), claims.ErrForbidden)
	err := add(claims.Reviewer, func(in *claims.NewArticle) { in.Headline, in.URL = "", "javascript:x" })
	if refused(t, d, size, "without a headline", err, claims.ErrInvalid); fieldsOf(err) != "headline url" {
		t.Errorf("faults %q", fieldsOf(err))
	}
	refused(t, d, size, "with a candidate outside the text", add(claims.Reviewer, func(in *claims.NewArticle) {
		in.Candidates[1].Spans = []claims.Span{{Start: 50, End: 99}}
	}), claims.ErrInvalid)
}

func TestEditingAnArticle(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Editor)
	id := d.Article(t, sentence)
	in := claims.ArticleEdit{ID: id, Version: 1, Headline: "Unheard-of", Outlet: "Courier", Lang: "de", Published: "2017", URL: "http://a.example/"}
	wants(t, d, by, func() { must(t, d.EditArticle(ctx, by, in)) }, "article.edit article 2")
	a, err := d.DB.Article(ctx, id)
	must(t, err)
	if a.Headline != "Unheard-of" || a.Outlet != "Courier" || a.Lang != "de" || a.Published != "2017" || a.URL != in.URL || a.Version != 2 {
		t.Errorf("the article is %+v", a)
	}
	found, err := d.Search(ctx, "unheard")
	must(t, err)
	if len(found.Articles) != 1 || found.Articles[0].ID != id {
		t.Errorf("by its new headline it is found as %+v", found.Articles)
	}

	size := d.Size()
	err = d.EditArticle(ctx, d.By(claims.Reviewer), in)
	refused(t, d, size, "from an older version", err, claims.ErrConflict)
	var conflict *claims.ConflictError
	if !errors.As(err, &conflict) || *conflict != (claims.ConflictError{Subject: "article", Have: 1, Now: 2, By: "Edda Editor"}) {
		t.Errorf("the conflict is %+v", conflict)
	}
	in.Version = 2
	refused(t, d, size, "by an auditor", d.EditArticle(ctx, d.By(claims.Auditor), in), claims.ErrForbidden)
	in.Headline = ""
	refused(t, d, size, "without a headline", d.EditArticle(ctx, by, in), claims.ErrInvalid)
	in.ID = "nobody"
	refused(t, d, size, "of an article that is none", d.EditArticle(ctx, by, in), claims.ErrNotFound)
}

func TestAPartThatBecomesTextGivesItsCandidates(t *testing.T) {
	d := dbtest.Open(t)
	ctx, by := t.Context(), d.By(claims.Reviewer)
	id, err := d.AddArticle(ctx, by, twoParts(), []byte("raw bytes"))
	must(t, err)
	found := []claims.Candidate{
		{Wording: "Prices rose", Spans: []claims.Span{{Start: 0, End: 9}}},
		{Wording: "Wages again", Spans: []claims.Span{{Start: 17, End: 30}}}, // its words carry a claim already
	}
	lines := wants(t, d, by, func() { must(t, d.SetBlock(ctx, by, id, 1, 0, claims.Text, found)) }, "article.block article 2", "claim.propose claim 1")
	c, err := d.Dossier(ctx, lines[1].SubjectID)
	must(t, err)
	if c.Claim.Wording != "Prices rose" || c.Claim.No != 3 {
		t.Errorf("the new candidate is %+v", c.Claim)
	}
	if b := c.Article.Blocks; len(b) > 0 {
		t.Errorf("a dossier carries blocks: %v", b)
	}
	wants(t, d, by, func() { must(t, d.SetBlock(ctx, by, id, 2, 0, claims.Furniture, nil)) }, "article.block article 3")
	a, err := d.DB.Article(ctx, id)
	must(t, err)
	if a.Blocks[0].Kind != claims.Furniture || a.Blocks[0].Why != "" || a.Version != 3 {
		t.Errorf("the part is %+v", a.Blocks[0])
	}
	size := d.Size()
	refused(t, d, size, "an older version", d.SetBlock(ctx, by, id, 2, 0, claims.Text, nil), claims.ErrConflict)
	refused(t, d, size, "no such part", d.SetBlock(ctx, by, id, 3, 9, claims.Text, nil), claims.ErrInvalid)
	refused(t, d, size, "no such article", d.SetBlock(ctx, by, "nobody", 3, 0, claims.Text, nil), claims.ErrNotFound)
	refused(t, d, size, "a viewer", d.SetBlock(ctx, d.By(claims.Viewer), id, 3, 0, claims.Text, nil), claims.ErrForbidden)
}

func TestTheSameArticleIsFoundByItsTextOrItsAddress(t *testing.T) {
	d := dbtest.Open(t)
	in := twoParts()
	id, err := d.AddArticle(t.Context(), d.By(claims.Reviewer), in, []byte("raw bytes"))
	must(t, err)
	for name, c := range map[string]struct{ text, address, want string }{
		"by its text":        {in.Text, "", id},
		"by its address":     {"Another.", in.URL, id},
		"by neither":         {"Another.", "https://a.example/other", ""},
		"without an address": {"Another.", "", ""},
	} {
		got, headline, err := d.SameArticle(t.Context(), claims.TextDigest(c.text), c.address)
		if got != c.want || c.want != "" && (err != nil || headline != in.Headline) || c.want == "" && !errors.Is(err, claims.ErrNotFound) {
			t.Errorf("%s: %q %q, %v", name, got, headline, err)
		}
	}
}
