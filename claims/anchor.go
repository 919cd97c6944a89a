package claims

import (
	"slices"
	"strings"
)

// Unsettled is the state of the claim's anchor while it waits for a person: moved, ambiguous or lost. It is exact when
// nothing waits, also for words that somebody said stand in the article no more.
func (c Claim) Unsettled() Anchor {
	if len(c.Appearances) == 0 || len(c.Appearances[0].Spans) == 0 {
		return AnchorExact
	}
	return c.Appearances[0].Anchor
}

// Gone tells whether somebody said that the claim's words stand in the article no more.
func (c Claim) Gone() bool {
	return len(c.Appearances) > 0 && len(c.Appearances[0].Spans) == 0 && c.Appearances[0].Anchor == AnchorLost
}

// Anchoring is what a person looks at who says where a claim stands now.
type Anchoring struct {
	Claim    Claim
	Article  Article
	Last     Appearance     // where it stood before anything was doubtful about it
	Was, Now ArticleVersion // the version of Last, and the current one
	Places   [][]Span       // where its words stand in Now; of a moved claim the one at which it is taken to stand
	Judged   bool           // somebody's judgement stands on it: see Judged.Any
}

// AnchorEdit is the form by which a person says where a claim stands in the current version.
type AnchorEdit struct {
	ID      string
	Version int       // of the claim, from which the form was made
	Number  int       // of the article's version, which the form showed
	Spans   []Span    // where the claim stands in it; ignored with Gone
	Read    Candidate // what the splitter reads in the words at Spans: hedges, dates and quantities
	Gone    bool      // it stands nowhere in it
	Note    string    // why; needed with Gone
}

// Reanchor returns the claim with the place that a person says it has in the current version. The claim keeps its wording.
// One on which a judgement stands can only stand under the same words, for a verdict must not come to stand under words
// that nobody rated. Errors: ErrForbidden, FieldErrors on "anchor" and "note", ErrInvalid for a claim that is not open or stands
// where it was put.
func (c Claim) Reanchor(in AnchorEdit, now ArticleVersion, judged bool, by Actor) (Claim, error) {
	if err := by.Check(MayWork); err != nil {
		return c, err
	}
	if !c.State.Open() || len(c.Appearances) == 0 {
		return c, Problem("Only a candidate or an accepted claim has a place in the article.")
	}
	if c.Appearances[0].Anchor == AnchorExact && c.standsIn(now) {
		return c, Problem("This claim stands where it was put: nothing has to be said.")
	}
	var bad FieldErrors
	checkProse(&bad, "note", in.Note, MaxProse, in.Gone)
	old := c.Appearances[0]
	if in.Gone {
		old.Number, old.Spans, old.Anchor = now.Number, nil, AnchorLost
		return c.standing(old), bad.Err()
	}
	where, err := NewAppearance(now, in.Spans)
	switch {
	case err != nil:
		bad.Add("anchor", "Choose where the claim stands now.")
	case judged && where.Exact != old.Exact:
		bad.Add("anchor", "Somebody has judged these words: “"+old.Exact+"” It can only stand where they stand, word for word.")
	}
	if err := bad.Err(); err != nil {
		return c, err
	}
	if where.Exact == old.Exact && len(where.Spans) == len(old.Spans) {
		c = c.carry(old, where)
	} else {
		c.Hedges, c.Dates, c.Quantities = in.Read.Hedges, in.Read.Dates, in.Read.Quantities
	}
	return c.standing(where), nil
}

// Once returns the one place of a text where words stand, as they are. Errors: FieldError on "exact" when they stand in
// it nowhere or more than once.
func (v ArticleVersion) Once(words string) (Span, error) {
	words = strings.TrimSpace(words)
	i := strings.Index(v.Text, words)
	switch {
	case words == "" || CheckText(words) != "" || i < 0:
		return Span{}, &FieldError{"exact", "These words do not stand in the article as it is now. Copy them from it."}
	case strings.Contains(v.Text[i+1:], words):
		return Span{}, &FieldError{"exact", "These words stand more than once in the article. Give a few more words."}
	}
	return Span{i, i + len(words)}, nil
}

// Likeliest returns the sentences of a text that share most words with a claim's own, the likeliest first, at most n. It
// is a help for a person who looks for the place where a claim stands now, and decides nothing.
func Likeliest(text string, sentences []Span, words string, n int) []Span {
	want := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(words), notWord) {
		want[w] = true
	}
	type rated struct {
		Span
		share float64
	}
	var list []rated
	for _, s := range sentences {
		seen := map[string]bool{}
		shared := 0
		for _, w := range strings.FieldsFunc(strings.ToLower(s.In(text)), notWord) {
			if want[w] && !seen[w] {
				shared++
			}
			seen[w] = true
		}
		if shared > 0 {
			list = append(list, rated{s, float64(shared) / float64(len(want)+len(seen)-shared)})
		}
	}
	slices.SortStableFunc(list, func(a, b rated) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	out := make([]Span, min(n, len(list)))
	for i := range out {
		out[i] = list[i].Span
	}
	return out
}

func notWord(r rune) bool { return !wordRune(r) }
