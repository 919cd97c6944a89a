package claims_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

// scaleAdmin may change the scale.
var scaleAdmin = claims.Actor{ID: "u9", Name: "Ada", Role: claims.Admin}

// faultsOf lists the fields that an error is about.
func faultsOf(err error) []string {
	var out []string
	for _, e := range claims.Fields(err) {
		out = append(out, e.Field)
	}
	return out
}

func TestReviseRefusesWhatIsNoScale(t *testing.T) {
	for name, c := range map[string]struct {
		change func(rows []claims.ScaleRow) []claims.ScaleRow
		want   []string
	}{
		"nothing changed":              {func(r []claims.ScaleRow) []claims.ScaleRow { return r }, []string{""}},
		"a rating without a label":     {func(r []claims.ScaleRow) []claims.ScaleRow { r[1].Label = " "; return r }, []string{"label_2"}},
		"a label of two lines":         {func(r []claims.ScaleRow) []claims.ScaleRow { r[1].Label = "Mostly\ntrue"; return r }, []string{"label_2"}},
		"a label that is too long":     {func(r []claims.ScaleRow) []claims.ScaleRow { r[1].Label = strings.Repeat("ł", 41); return r }, []string{"label_2"}},
		"a label that another one has": {func(r []claims.ScaleRow) []claims.ScaleRow { r[1].Label = "TRUE "; return r }, []string{"label_2"}},
		"no definition":                {func(r []claims.ScaleRow) []claims.ScaleRow { r[4].Definition = ""; return r }, []string{"definition_5"}},
		"a tone of a state":            {func(r []claims.ScaleRow) []claims.ScaleRow { r[0].Tone = claims.ToneOpen; return r }, []string{"tone_1"}},
		"a gap in the degrees":         {func(r []claims.ScaleRow) []claims.ScaleRow { r[0].Value = 6; return r }, []string{""}},
		"one degree twice":             {func(r []claims.ScaleRow) []claims.ScaleRow { r[0].Value = 4; return r }, []string{"value_2"}},
		"a degree below none":          {func(r []claims.ScaleRow) []claims.ScaleRow { r[0].Value = -1; return r }, []string{"value_1"}},
		"a degree for pending":         {func(r []claims.ScaleRow) []claims.ScaleRow { r[8].Value = 6; return r }, []string{"value_9"}},
		"a single degree": {func(r []claims.ScaleRow) []claims.ScaleRow {
			for i := range 4 {
				r[i].Value = 0
			}
			return r
		}, []string{""}},
		"pending taken off":       {func(r []claims.ScaleRow) []claims.ScaleRow { r[8].Remove = true; return r }, []string{""}},
		"not checkable taken off": {func(r []claims.ScaleRow) []claims.ScaleRow { return slices.Delete(r, 10, 11) }, []string{""}},
		"a key that another one has": {func(r []claims.ScaleRow) []claims.ScaleRow {
			r[12].Rating = claims.Rating{Key: "satire", Label: "Joke", Definition: "Not meant.", Tone: claims.ToneOut}
			return r
		}, []string{"key_13"}},
		"a key of capitals": {func(r []claims.ScaleRow) []claims.ScaleRow {
			r[12].Rating = claims.Rating{Key: "Joke", Label: "Joke", Definition: "Not meant.", Tone: claims.ToneOut}
			return r
		}, []string{"key_13"}},
		"a key that means no verdict": {func(r []claims.ScaleRow) []claims.ScaleRow {
			r[12].Rating = claims.Rating{Label: "None", Definition: "Not meant.", Tone: claims.ToneOut}
			return r
		}, []string{"key_13"}},
		"a label that gives no key": {func(r []claims.ScaleRow) []claims.ScaleRow {
			r[12].Rating = claims.Rating{Label: "Ложь", Definition: "Неверно.", Tone: claims.ToneOut}
			return r
		}, []string{"key_13"}},
		"too few": {func(r []claims.ScaleRow) []claims.ScaleRow {
			for i := range r {
				r[i].Remove = r[i].Key != claims.RatingPending
			}
			return r
		}, []string{"", ""}},
		"too many": {func(r []claims.ScaleRow) []claims.ScaleRow {
			for _, name := range []string{"A", "B", "C", "D"} {
				r = append(r, claims.ScaleRow{Rating: claims.Rating{Label: name, Definition: "d", Tone: claims.ToneOut}})
			}
			return r
		}, []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			s := claims.DefaultScale()
			in := claims.NewScaleEdit(s)
			in.Rows = c.change(in.Rows)
			_, err := s.Revise(in, true, scaleAdmin)
			if got := faultsOf(err); !slices.Equal(got, c.want) || !errors.Is(err, claims.ErrInvalid) {
				t.Errorf("faults of %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestOnlyAnAdminRevisesTheScale(t *testing.T) {
	s := claims.DefaultScale()
	in := claims.NewScaleEdit(s)
	in.Rows[0].Label = "Right"
	for _, role := range claims.Roles {
		_, err := s.Revise(in, false, claims.Actor{ID: "u", Role: role})
		if role == claims.Admin != (err == nil) || err != nil && !errors.Is(err, claims.ErrForbidden) {
			t.Errorf("%s: %v", role, err)
		}
	}
}

func TestAUsedScaleGetsTheNextNumber(t *testing.T) {
	s := claims.DefaultScale()
	s.Version = 3
	in := claims.NewScaleEdit(s)
	in.Rows[2].Label = " Partly true "
	in.Rows[11].Remove = true // satire
	in.Rows[0].Place = 5      // after what was fourth, before what was fifth
	in.Rows[4].Place = 6
	in.Rows[12].Rating = claims.Rating{Label: "Out of date image!", Definition: "Shown elsewhere.", Tone: claims.ToneOut}
	for used, number := range map[bool]int{false: 1, true: 2} {
		got, err := s.Revise(in, used, scaleAdmin)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, r := range got.Ratings {
			keys = append(keys, r.Key)
		}
		want := []string{
			"mostly-true", "half-true", "mostly-false", "true", "false", "not-enough-evidence", "conflicting", "missing-context", "pending",
			"outdated", "not-checkable", "out-of-date-image",
		}
		if diff := cmp.Diff(want, keys); diff != "" {
			t.Error(diff)
		}
		if got.Number != number || got.Version != 3 || got.Ratings[1].Label != "Partly true" || got.Best() != 5 {
			t.Errorf("used %v: number %d, version %d, %+v", used, got.Number, got.Version, got.Ratings[1])
		}
	}
	if s.Ratings[0].Key != "true" || s.Ratings[2].Label != "Half true" {
		t.Error("the scale before was changed")
	}
}

func TestAScaleMayHaveNoDegreesAtAll(t *testing.T) {
	s := claims.DefaultScale()
	in := claims.NewScaleEdit(s)
	for i := range in.Rows {
		in.Rows[i].Value = 0
	}
	if got, err := s.Revise(in, false, scaleAdmin); err != nil || got.Best() != 0 {
		t.Errorf("best %d, %v", got.Best(), err)
	}
}

func TestAFormMadeFromAnOlderScaleTakesNothingAwayUnseen(t *testing.T) {
	old := claims.DefaultScale()
	old.Version = 1
	in := claims.NewScaleEdit(old)
	in.Rows[0].Label = "Right"
	now := claims.DefaultScale()
	now.Version = 2
	now.Ratings = append(now.Ratings, claims.Rating{Key: "legend", Label: "Legend", Definition: "Told for ever.", Tone: claims.ToneOut})
	got, err := now.Revise(in.Onto(now), false, scaleAdmin)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := got.Rating("legend"); !ok || got.Ratings[0].Label != "Right" || in.Onto(now).Version != 2 {
		t.Errorf("%+v", got)
	}
}

func TestAScaleThatIsTakenKeepsItsRules(t *testing.T) {
	base := claims.DefaultScale()
	rapid.Check(t, func(t *rapid.T) {
		in := claims.NewScaleEdit(base)
		for i := range in.Rows {
			row := &in.Rows[i]
			row.Remove = rapid.IntRange(0, 9).Draw(t, "remove") == 0
			row.Place = rapid.IntRange(0, 20).Draw(t, "place")
			row.Value = rapid.SampledFrom([]int{row.Value, row.Value, row.Value, 0, 1, 2, 3}).Draw(t, "value")
			if !row.Made && rapid.Bool().Draw(t, "more") {
				row.Label, row.Definition = rapid.StringMatching(`[A-Z][a-z ]{0,12}`).Draw(t, "label"), "d"
			}
		}
		got, err := base.Revise(in, rapid.Bool().Draw(t, "used"), scaleAdmin)
		if err != nil {
			return
		}
		keys, values := map[string]bool{}, map[int]bool{}
		for _, r := range got.Ratings {
			if keys[r.Key] || r.Key == "" || r.Label == "" || r.Definition == "" || r.Graded() && values[r.Value] {
				t.Fatalf("%+v among %+v", r, got.Ratings)
			}
			keys[r.Key], values[r.Value] = true, true
		}
		for v := 1; v <= got.Best(); v++ {
			if !values[v] {
				t.Fatalf("degree %d is missing of %+v", v, got.Ratings)
			}
		}
		if !keys[claims.RatingPending] || !keys[claims.RatingNotCheckable] || len(keys) < 2 || len(keys) > claims.MaxRatings {
			t.Fatalf("%+v", got.Ratings)
		}
	})
}
