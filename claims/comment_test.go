package claims_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

var (
	commenter = claims.Actor{ID: "u1", Name: "Rosa", Role: claims.Reviewer}
	onlooker  = claims.Actor{ID: "u2", Name: "Vera", Role: claims.Viewer}
)

// staff are the people of the tests by handle; two handles begin alike, and one ends in a dot.
var staff = map[string]string{"rosa": "Rosa Reviewer", "rosa.m": "Rosa M.", "li.wei": "李伟", "dot.": "Dot", "x-1_y": "X", "org": "Org"}

func isStaff(handle string) bool { return staff[handle] != "" }

func TestACommentKeepsWhatWasSaid(t *testing.T) {
	at := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)
	got, err := claims.NewComment("k1", "c1", " Look at page 3.\nIt says more. ", commenter, at)
	want := claims.Comment{ID: "k1", ClaimID: "c1", Text: "Look at page 3.\nIt says more.", By: "u1", At: at}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if _, err := claims.NewComment("k1", "c1", "Look.", onlooker, at); !errors.Is(err, claims.ErrForbidden) {
		t.Errorf("by a viewer: %v", err)
	}
	for name, text := range map[string]string{
		"nothing": "", "white space": " \n ", "too much": strings.Repeat("é", claims.MaxProse+1), "no text": "a\x00b", "no UTF-8": "\xff",
	} {
		_, err := claims.NewComment("k1", "c1", text, commenter, at)
		if bad := claims.Fields(err); len(bad) != 1 || bad[0].Field != "comment" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := claims.NewComment("k1", "c1", strings.Repeat("é", claims.MaxProse), commenter, at); err != nil {
		t.Errorf("as much as fits: %v", err)
	}
}

func TestACommentIsSettledAndTakenUpAgain(t *testing.T) {
	open := claims.Comment{ID: "k1", Text: "Look.", By: "u9", Version: 1}
	settled, err := open.Resolve(commenter)
	if err != nil || !settled.Resolved || settled.ResolvedBy != "u1" {
		t.Fatalf("settled: %+v, %v", settled, err)
	}
	again, err := settled.Reopen(commenter)
	if diff := cmp.Diff(open, again); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for name, c := range map[string]struct {
		do   func() (claims.Comment, error)
		want error
	}{
		"settled twice":              {func() (claims.Comment, error) { return settled.Resolve(commenter) }, claims.ErrInvalid},
		"taken up while it is open":  {func() (claims.Comment, error) { return open.Reopen(commenter) }, claims.ErrInvalid},
		"settled by a viewer":        {func() (claims.Comment, error) { return open.Resolve(onlooker) }, claims.ErrForbidden},
		"taken up again by a viewer": {func() (claims.Comment, error) { return settled.Reopen(onlooker) }, claims.ErrForbidden},
	} {
		if _, err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatTheAuthorOfASealedReviewSaysIsWithheld(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 3, 18, 9, minute, 0, 0, time.UTC) }
	seals := []claims.Seal{{Reviewer: "u1", Since: at(10)}}
	for _, c := range []struct {
		name, by, reader string
		at               time.Time
		seals            []claims.Seal
		want             bool
	}{
		{"after his review", "u1", "u2", at(11), seals, true},
		{"at the moment of his review", "u1", "u2", at(10), seals, true},
		{"before his review", "u1", "u2", at(9), seals, false},
		{"from himself", "u1", "u1", at(11), seals, false},
		{"of somebody else", "u3", "u2", at(11), seals, false},
		{"when nothing is sealed", "u1", "u2", at(11), nil, false},
		{"from nobody known", "u1", "", at(11), seals, true},
	} {
		if got := (claims.Comment{By: c.by, At: c.at}).Withheld(c.seals, c.reader); got != c.want {
			t.Errorf("%s: withheld %v", c.name, got)
		}
	}
}

func TestMentionsAreHandlesAfterAnAt(t *testing.T) {
	for text, want := range map[string]string{
		"@rosa":                                  "rosa",
		"Ask @rosa.":                             "rosa",
		"(@rosa), @Rosa and @li.wei!":            "rosa li.wei",
		"@rosa.m: see there":                     "rosa.m",
		"@rosa.m.":                               "rosa.m",
		"@rosa...":                               "rosa",
		"@dot.":                                  "dot.",
		"@dot":                                   "",
		"@x-1_y-":                                "x-1_y",
		"„@rosa“":                                "rosa",
		"@rosa's table":                          "rosa",
		"@rosa/@li.wei":                          "rosa",
		"@nobody @ros @rosana":                   "",
		"rosa@rosa":                              "",
		"mail desk@org, or me.@org":              "",
		"mail rosa+desk@org and a_@org":          "",
		"é@rosa":                                 "",
		"@rosaé":                                 "",
		"@rosa\u0301":                            "",
		"@rosa@social.example":                   "",
		"@@rosa":                                 "",
		"https://pages.example/@rosa?x=@rosa":    "",
		"@":                                      "",
		"":                                       "",
		"@" + strings.Repeat("a", 50) + " @rosa": "rosa",
		"\xff@rosa":                              "rosa",
	} {
		if got := strings.Join(claims.MentionedIn(text, isStaff), " "); got != want {
			t.Errorf("%q mentions %q, want %q", text, got, want)
		}
	}
}

// said is a comment put together from its parts again.
func said(parts []claims.CommentPart) string {
	handles := map[string]string{}
	for handle, name := range staff {
		handles[name] = handle
	}
	var b strings.Builder
	for _, p := range parts {
		if p.Person {
			b.WriteString("@" + handles[p.Text])
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestACommentShowsNamesForMentions(t *testing.T) {
	got := claims.CommentParts("@rosa and @LI.WEI: see @nobody.", staff)
	want := []claims.CommentPart{{"Rosa Reviewer", true}, {" and ", false}, {"李伟", true}, {": see @nobody.", false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := claims.CommentParts("", staff); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}

func TestNoMentionStandsInAnAddressOrAWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		local := rapid.StringMatching(`[a-z0-9._%+-]{1,8}`).Draw(t, "local")
		handle := rapid.SampledFrom([]string{"rosa", "li.wei", "org"}).Draw(t, "handle")
		tail := rapid.SampledFrom([]string{"", " ", ".", ", and more", "\n"}).Draw(t, "tail")
		before := rapid.SampledFrom([]string{"", "mail ", "(", "mailto:"}).Draw(t, "before")
		if got := claims.MentionedIn(before+local+"@"+handle+tail, isStaff); len(got) > 0 {
			t.Fatalf("%q mentions %v", before+local+"@"+handle+tail, got)
		}
		spaced := rapid.SampledFrom([]string{" ", "(", "\n", "“", "¿", "，"}).Draw(t, "spaced")
		if got := claims.MentionedIn(local+spaced+"@"+handle+tail, isStaff); !slices.Equal(got, []string{handle}) {
			t.Fatalf("%q mentions %v", local+spaced+"@"+handle+tail, got)
		}
	})
}

func FuzzMentions(f *testing.F) {
	for _, seed := range []string{"@rosa", "a@rosa", "@rosa@li.wei", "@dot.. @x-1_y__", "\xff@rosa\xff", "@İ @ROSA", "@@@@", "@rosa\u0301"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts := claims.CommentParts(text, staff)
		if got := said(parts); !strings.EqualFold(got, text) {
			t.Errorf("%q is put together as %q", text, got)
		}
		var people []string
		for i, p := range parts {
			if p.Text == "" || i > 0 && !p.Person && !parts[i-1].Person {
				t.Errorf("%q has the parts %+v", text, parts)
			}
			if p.Person && !slices.Contains(people, p.Text) {
				people = append(people, p.Text)
			}
		}
		var names []string
		for _, handle := range claims.MentionedIn(text, isStaff) {
			names = append(names, staff[handle])
		}
		if !slices.Equal(names, people) {
			t.Errorf("%q mentions %v and shows %v", text, names, people)
		}
	})
}
