package views

import "assay/claims"

// stanceVerb says what a source does, after "The source".
func stanceVerb(s claims.Stance) string {
	switch s {
	case claims.Supports:
		return "supports it"
	case claims.Refutes:
		return "refutes it"
	}
	return "gives context"
}

// stanceKey is the key that chooses a stance.
func stanceKey(s claims.Stance) string {
	switch s {
	case claims.Supports:
		return "s"
	case claims.Refutes:
		return "r"
	}
	return "k"
}

// sourceFields renames the faults of a new source to the fields of the evidence form, where address and title carry
// the prefix "source_".
func sourceFields(bad claims.FieldErrors) claims.FieldErrors {
	var out claims.FieldErrors
	for _, e := range bad {
		switch e.Field {
		case "url", "title":
			out.Add("source_"+e.Field, e.Msg)
		default:
			out = append(out, e)
		}
	}
	return out
}

// sourceTouched tells whether the folded facts about a source hold something that must be seen.
func sourceTouched(f claims.SourceEdit, bad claims.FieldErrors) bool {
	for _, e := range bad {
		switch e.Field {
		case "title", "publisher", "author", "published", "medium":
			return true
		}
	}
	return f.Title+f.Publisher+f.Author+string(f.Published) != "" || f.Primary
}
