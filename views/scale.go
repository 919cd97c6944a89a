package views

import (
	"strconv"

	"assay/claims"
)

// numbered is the name of a field in the n-th line of a form.
func numbered(field string, n int) string { return field + "_" + strconv.Itoa(n) }

// ToneLabel names the shape that a tone is drawn with.
func ToneLabel(t claims.Tone) string {
	switch t {
	case claims.TonePos:
		return "Disc with a tick"
	case claims.TonePosWeak:
		return "Half disc"
	case claims.ToneMixed:
		return "Half diamond"
	case claims.ToneNegWeak:
		return "Triangle"
	case claims.ToneNeg:
		return "Square with a cross"
	case claims.ToneUnknown:
		return "Ring with a dot"
	}
	return "Outlined bar"
}

// degreeOptions are the degrees of truth that a rating may have on a scale of so many lines.
func degreeOptions(rows int) []Option {
	out := []Option{{Value: "0", Label: "None"}, {Value: "1", Label: "1, least true"}}
	for n := 2; n <= min(rows, claims.MaxRatings); n++ {
		out = append(out, Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	return out
}

// scaleSave names what saving the scale does.
func scaleSave(s claims.ScalePage) string {
	if s.Used {
		return "Save as scale " + strconv.Itoa(s.Scale.Number+1)
	}
	return "Save scale " + strconv.Itoa(s.Scale.Number)
}

// scaleName names one of the scales that the desk has had.
func scaleName(s claims.ScalePage, n claims.ScaleNumber) string {
	name := "Scale " + strconv.Itoa(n.Number)
	if n.Number == s.Scale.Number {
		name += ", the current one"
	}
	return name
}

// scaleWords names the scale that something was rated with, and tells when the next rating is of another.
func scaleWords(d claims.Dossier, number int) string {
	if number < d.Scale.Number {
		return strconv.Itoa(number) + ", an earlier one"
	}
	return strconv.Itoa(number)
}

// scaleKeeps tells whether a rating must stay on the scale.
func scaleKeeps(key string) bool {
	return key == claims.RatingPending || key == claims.RatingNotCheckable
}

func scaleRowName(row claims.ScaleRow, n int) string {
	if row.Made {
		return "Rating " + strconv.Itoa(n) + ": " + Bare(row.Label)
	}
	return "New rating " + strconv.Itoa(n)
}

// scaleRowNote says what becomes of a rating that is taken off the scale, or why it cannot be; "" when there is nothing
// to say.
func scaleRowNote(s claims.ScalePage, row claims.ScaleRow) string {
	switch n := s.Given[row.Key]; {
	case !row.Made:
		return ""
	case scaleKeeps(row.Key):
		return "It stays, since rules speak of it. It can be called otherwise."
	case n == 1:
		return "1 claim has this verdict. If you remove the rating, the claim keeps it, in these words."
	case n > 1:
		return Count(n) + " claims have this verdict. If you remove the rating, they keep it, in these words."
	}
	return ""
}
