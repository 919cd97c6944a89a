package claims

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Tone decides how a rating is drawn: shape, underline and colour. It carries no meaning of its own.
type Tone string

// The tones.
const (
	TonePos     Tone = "pos"
	TonePosWeak Tone = "pos-weak"
	ToneMixed   Tone = "mixed"
	ToneNegWeak Tone = "neg-weak"
	ToneNeg     Tone = "neg"
	ToneUnknown Tone = "unknown"
	ToneOut     Tone = "out"
	ToneOpen    Tone = "open" // no verdict yet: a state, not a rating
)

// Tones lists the tones that a rating may have, in the order in which they are offered.
var Tones = []Tone{TonePos, TonePosWeak, ToneMixed, ToneNegWeak, ToneNeg, ToneUnknown, ToneOut}

// Rating is one point of a scale.
type Rating struct {
	Key        string `json:"key"`        // permanent within its scale
	Label      string `json:"label"`      // what readers see
	Definition string `json:"definition"` // when it applies, shown at the moment of choice
	Value      int    `json:"value"`      // from 1, more is truer; 0 for an ungraded rating, which never has a number
	Tone       Tone   `json:"tone"`
}

// Graded tells whether the rating is a point on the line from false to true.
func (r Rating) Graded() bool { return r.Value > 0 }

// Scale is a version of a desk's ratings, in the order in which they are offered.
type Scale struct {
	Number  int      `json:"number"` // version of the scale, from 1
	Ratings []Rating `json:"ratings"`
	Version int      `json:"version"`
}

// Rating returns the rating with that key; ok is false when there is none.
func (s Scale) Rating(key string) (r Rating, ok bool) {
	i := slices.IndexFunc(s.Ratings, func(r Rating) bool { return r.Key == key })
	if i < 0 {
		return Rating{}, false
	}
	return s.Ratings[i], true
}

// Best is the value of the truest rating; 0 on a scale without graded ones.
func (s Scale) Best() int {
	best := 0
	for _, r := range s.Ratings {
		best = max(best, r.Value)
	}
	return best
}

// The keys of ratings that rules speak of.
const (
	RatingPending      = "pending"
	RatingNotCheckable = "not-checkable"
)

// DefaultScale is the scale of a new desk. Five graded ratings, the number that most published scales have; ungraded
// outcomes are told apart, since a number for "not enough evidence" would rank it against "false".
func DefaultScale() Scale {
	return Scale{Number: 1, Ratings: []Rating{
		{"true", "True", "The evidence bears the claim out in all that matters.", 5, TonePos},
		{"mostly-true", "Mostly true", "Right in the main; a detail is off or needs saying.", 4, TonePosWeak},
		{"half-true", "Half true", "Part of it holds and part does not.", 3, ToneMixed},
		{"mostly-false", "Mostly false", "A core of truth, but what it says in the main is wrong.", 2, ToneNegWeak},
		{"false", "False", "The evidence shows that it is not so.", 1, ToneNeg},
		{"not-enough-evidence", "Not enough evidence", "What could be found neither bears it out nor refutes it.", 0, ToneUnknown},
		{"conflicting", "Conflicting evidence", "Good sources contradict each other and it cannot be settled now.", 0, ToneMixed},
		{"missing-context", "Missing context", "Literally right, but misleading without what it leaves out.", 0, ToneNegWeak},
		{RatingPending, "Pending", "It speaks of a day that has not come.", 0, ToneUnknown},
		{"outdated", "Outdated", "It was right once and no longer is.", 0, ToneOut},
		{RatingNotCheckable, "Not checkable", "No evidence could settle it.", 0, ToneOut},
		{"satire", "Satire", "It was not meant to be believed.", 0, ToneOut},
	}}
}

// Limits on a scale.
const (
	MinRatings = 2
	MaxRatings = 15
	MaxLabel   = 40 // code points of a rating's label, and of its key
)

// ScaleEdit is the form by which the scale is changed.
type ScaleEdit struct {
	Version int // version of the scale that the form was made from
	Rows    []ScaleRow
}

// ScaleRow is one line of the form. A line of a rating that is not made yet and that nothing was typed into is none.
type ScaleRow struct {
	Rating      // Key may be "" for a rating that is not made yet: it then follows from the label
	Made   bool // the rating is on the scale that the form was made from
	Place  int  // where it stands among the others; lines of one place keep the form's order
	Remove bool
}

// Empty tells whether nothing was typed into the line of a new rating.
func (r ScaleRow) Empty() bool {
	return !r.Made && r.Key == "" && strings.TrimSpace(r.Label) == "" && strings.TrimSpace(r.Definition) == ""
}

// NewScaleEdit is the form as it is first shown: a line for every rating, and lines for two more as far as they fit.
func NewScaleEdit(s Scale) ScaleEdit {
	in := ScaleEdit{Version: s.Version}
	for _, r := range s.Ratings {
		in.Rows = append(in.Rows, ScaleRow{Rating: r, Made: true, Place: len(in.Rows) + 1})
	}
	return in.WithSpare()
}

// WithSpare returns the form with two empty lines at its end, or as many as there is room for.
func (in ScaleEdit) WithSpare() ScaleEdit {
	rows := slices.DeleteFunc(slices.Clone(in.Rows), ScaleRow.Empty)
	for range 2 {
		if len(rows) < MaxRatings {
			rows = append(rows, ScaleRow{Rating: Rating{Tone: ToneUnknown}, Place: len(rows) + 1})
		}
	}
	in.Rows = rows
	return in
}

// Onto returns the form after another one was saved meanwhile: made from s, with a line for every rating of s that it
// does not have, so that sending it takes nothing away that its author has not seen.
func (in ScaleEdit) Onto(s Scale) ScaleEdit {
	in.Version = s.Version
	for _, r := range s.Ratings {
		i := slices.IndexFunc(in.Rows, func(row ScaleRow) bool { return row.Key == r.Key })
		if i < 0 {
			in.Rows = append(slices.Clone(in.Rows), ScaleRow{Rating: r, Made: true, Place: len(in.Rows) + 1})
		}
	}
	return in
}

// Scale is the scale that the form describes, in order, whether or not it keeps the rules. It has no number.
func (in ScaleEdit) Scale() Scale {
	var rows []ScaleRow
	for _, row := range in.Rows {
		if row.Remove || row.Empty() {
			continue
		}
		row.Label, row.Definition = strings.TrimSpace(row.Label), strings.TrimSpace(row.Definition)
		if row.Key == "" {
			row.Key = ratingKey(row.Label)
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b ScaleRow) int { return a.Place - b.Place })
	var s Scale
	for _, row := range rows {
		s.Ratings = append(s.Ratings, row.Rating)
	}
	return s
}

// ratingKey makes a key of a label: "Mostly true" is "mostly-true". It is "" when the label has no Latin letters.
func ratingKey(label string) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// Revise returns the scale that the form makes of s: under the same number as long as nothing was rated with it, and
// under the next one once it is used, so that what was rated keeps its words. Errors: ErrForbidden, FieldErrors: those of
// a line carry its number, from 1 ("key_3", "label_3", "definition_3", "value_3", "tone_3"), those of the whole form
// are of "".
func (s Scale) Revise(in ScaleEdit, used bool, by Actor) (Scale, error) {
	if err := by.Check(MayAdmin); err != nil {
		return s, err
	}
	var bad FieldErrors
	checkRows(&bad, in.Rows)
	next := in.Scale()
	checkScale(&bad, next)
	if bad == nil && slices.Equal(next.Ratings, s.Ratings) {
		bad.Add("", "Nothing was changed.")
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	next.Number, next.Version = s.Number, s.Version
	if used {
		next.Number++
	}
	return next, nil
}

// checkRows finds what is wrong with single lines.
func checkRows(bad *FieldErrors, rows []ScaleRow) {
	keys, labels, values := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for i, row := range rows {
		if row.Remove || row.Empty() {
			continue
		}
		at := func(field string) string { return fmt.Sprintf("%s_%d", field, i+1) }
		checkLine(bad, at("label"), row.Label, MaxLabel, true)
		label := strings.ToLower(strings.TrimSpace(row.Label))
		if label != "" && labels[label] {
			bad.Add(at("label"), "Another rating is called this. Choose other words.")
		}
		key := row.Key
		if key == "" {
			key = ratingKey(row.Label)
		}
		if msg := keyFault(key, keys); msg != "" && label != "" {
			bad.Add(at("key"), msg)
		}
		checkLine(bad, at("definition"), row.Definition, MaxLine, true)
		checkValue(bad, at("value"), key, row.Value, values)
		if !slices.Contains(Tones, row.Tone) {
			bad.Add(at("tone"), "Choose one of the shapes.")
		}
		keys[key], labels[label], values[row.Value] = true, true, true
	}
}

// keyFault says what is wrong with a key; "" when nothing is. Lists of claims call those without a verdict "none".
func keyFault(key string, taken map[string]bool) string {
	switch {
	case key == "":
		return "Give it a key of small Latin letters: its name in addresses and files."
	case len(key) > MaxLabel || key != ratingKey(key) || key[0] < 'a':
		return "Use at most 40 small letters, digits and single hyphens, beginning with a letter."
	case key == "none":
		return "This key means that there is no verdict. Choose another."
	case taken[key]:
		return "Another rating has this key. Choose another."
	}
	return ""
}

func checkValue(bad *FieldErrors, field, key string, value int, taken map[int]bool) {
	switch {
	case value < 0 || value > MaxRatings:
		bad.Add(field, "Choose one of the degrees.")
	case value > 0 && (key == RatingPending || key == RatingNotCheckable):
		bad.Add(field, "This rating says nothing about how true a claim is, so it has no degree.")
	case value > 0 && taken[value]:
		bad.Add(field, "Another rating has this degree.")
	}
}

// checkScale finds what is wrong with the ratings as a whole.
func checkScale(bad *FieldErrors, s Scale) {
	if n := len(s.Ratings); n < MinRatings || n > MaxRatings {
		bad.Add("", fmt.Sprintf("A scale has between %d and %d ratings; this would have %d.", MinRatings, MaxRatings, n))
	}
	for _, key := range []string{RatingPending, RatingNotCheckable} {
		if _, ok := s.Rating(key); !ok {
			bad.Add("", "The rating with the key "+key+" must stay: rules speak of it. It can have another label.")
		}
	}
	graded := map[int]bool{}
	for _, r := range s.Ratings {
		if r.Graded() {
			graded[r.Value] = true
		}
	}
	if len(graded) == 1 {
		bad.Add("", "One rating alone cannot have a degree. Give at least two of them one, or none.")
	}
	if best := s.Best(); best != len(graded) {
		bad.Add("", fmt.Sprintf("The degrees go from 1 to %d with a gap. Number them from 1 without leaving one out.", best))
	}
}

// ScalePage is what the page of the scale shows.
type ScalePage struct {
	Scale   Scale          // the current one
	Used    bool           // something was rated with it: it is frozen, and a change makes the next number
	Given   map[string]int // how many claims have a verdict of that rating now, by key
	Numbers []ScaleNumber  // all scales, newest first, the current one included
}

// ScaleNumber is one of the scales that the desk has had.
type ScaleNumber struct {
	Scale
	At time.Time // UTC; when it was last changed
	By string    // display name of who did
}
