package views

import "assay/claims"

// usedWords heads the list of claims that use a source.
func usedWords(n int) string {
	if n == 0 {
		return "No claim uses it now"
	}
	return "Used by " + Plural(n, "claim", "claims")
}

// noCopyWords says why there is no copy of a source.
func noCopyWords(s claims.Source) string {
	if s.URL == "" {
		return "It is not on the web, so no copy is kept."
	}
	return "No copy was made yet."
}

// copyTitle is the title a copy gives itself, else the source's.
func copyTitle(s claims.Source, c claims.Snapshot) string {
	if c.Title != "" {
		return c.Title
	}
	return s.Title
}

// mediumWords says what a source is, and whether it is first hand.
func mediumWords(s claims.Source) string {
	if s.Primary {
		return MediumLabel(s.Medium) + ", first hand"
	}
	return MediumLabel(s.Medium)
}
