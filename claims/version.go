package claims

import (
	"fmt"
	"time"
)

// Renew returns the article with a new text as its current version: the next number, and the new text's blocks. A block
// whose words were there before keeps the kind that it had, so that what a person set aside stays aside. The facts about
// the article stay as they are. Errors: ErrForbidden, FieldErrors on "text" and "blocks", ErrInvalid when the text is the
// current one.
func (a Article) Renew(current ArticleVersion, in NewArticle, by Actor) (Article, error) {
	if err := by.Check(MayWork); err != nil {
		return a, err
	}
	var bad FieldErrors
	checkProse(&bad, "text", in.Text, MaxArticle, true)
	if !blocksFit(in.Text, in.Blocks) {
		bad.Add("blocks", "The parts do not fit the text. Give the new text again.")
	}
	if err := bad.Err(); err != nil {
		return a, err
	}
	if in.Text == current.Text {
		return a, sameText
	}
	kinds := map[string]Block{}
	for _, b := range a.Blocks {
		if b.ValidIn(current.Text) {
			kinds[b.In(current.Text)] = b
		}
	}
	a.Number++
	a.Blocks = make([]Block, len(in.Blocks))
	for i, b := range in.Blocks {
		if old, ok := kinds[b.In(in.Text)]; ok {
			b.Kind, b.Why = old.Kind, old.Why
		}
		a.Blocks[i] = b
	}
	return a, nil
}

// sameText refuses a new version that would be none.
const sameText Problem = "This is the text that is here already: nothing has changed."

// Renewal is a new text of an article before it is saved: what the preview shows.
type Renewal struct {
	Draft    Draft
	Article  Article        // as it is
	Current  ArticleVersion // its text
	Next     Article        // as it will be; equal to Article when Problem is set
	Outcomes []Outcome      // of all claims of the article, by number
	Problem  string         // why the text cannot become a version, for people; ""
}

// Text is the version that saving would make, as far as it is known before.
func (r Renewal) Text() ArticleVersion {
	return ArticleVersion{
		ArticleID: r.Article.ID, Number: r.Next.Number, Text: r.Draft.Article.Text, SHA256: TextDigest(r.Draft.Article.Text),
		Extractor: r.Draft.Article.Extractor, RawSHA256: r.Draft.Article.RawSHA256,
	}
}

// Outcomes works out what a new version makes of claims of its article. texts are the versions in which they stand, by
// number; a claim that stands in none of them is lost.
func Outcomes(list []Claim, texts map[int]ArticleVersion, next ArticleVersion) []Outcome {
	rewrites := map[int]Rewrite{}
	out := make([]Outcome, 0, len(list))
	for _, c := range list {
		if len(c.Appearances) == 0 {
			continue
		}
		where := c.Appearances[0]
		r, ok := rewrites[where.Number]
		if !ok {
			r = NewRewrite(texts[where.Number], next)
			rewrites[where.Number] = r
		}
		o := Outcome{Claim: c, Now: c.Follow(r)}
		if o.Anchor() == AnchorAmbiguous {
			o.Places = r.Places(where)
		}
		out = append(out, o)
	}
	return out
}

// Outcome is what a new version makes of a claim.
type Outcome struct {
	Claim  Claim    // as it was before
	Now    Claim    // as it will be; its version is that before
	Places [][]Span // of an ambiguous one: where its words stand in the new text
}

// Anchor is the state of the anchor in the new version.
func (o Outcome) Anchor() Anchor { return o.Now.Appearances[0].Anchor }

// Note says for the record what the new version, of that number, did to the claim: "Version 2: moved."
func (o Outcome) Note(number int) string { return fmt.Sprintf("Version %d: %s.", number, o.Anchor()) }

// Taken lists the words of the new text that carry a claim, or may carry one: candidates on them
// are none. number is that of the new version.
func (o Outcome) Taken(number int) [][]Span {
	if where := o.Now.Appearances[0]; where.Number == number {
		return [][]Span{where.Spans}
	}
	return o.Places
}

// VersionRow is a version of an article in a list, without its text.
type VersionRow struct {
	ArticleVersion
	ByName string
	At     time.Time // UTC; when it was saved
	Bytes  int       // length of its text
}

// VersionsPage lists the versions of an article, and compares two of them when there are two.
type VersionsPage struct {
	Article  Article
	List     []VersionRow   // newest first
	From, To ArticleVersion // zero while there is only one
}
