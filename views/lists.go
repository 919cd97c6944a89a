package views

import "assay/claims"

// stateOptions are the states to filter claims by; "" is the default of the list.
func stateOptions() []Option {
	return append([]Option{{Value: "", Label: "Open"}},
		options([]claims.State{claims.Proposed, claims.Accepted, claims.Rejected, claims.Merged, claims.SplitUp, claims.Withdrawn}, StateLabel)...)
}

// ratingOptions are the ratings to filter claims by.
func ratingOptions(scale claims.Scale) []Option {
	out := []Option{{Value: "", Label: "Any"}, {Value: "none", Label: "No verdict yet"}}
	for _, r := range scale.Ratings {
		out = append(out, Option{Value: r.Key, Label: r.Label})
	}
	return out
}

// noClaims says why a list of claims is empty.
func noClaims(f claims.ClaimFilter) string {
	if f == (claims.ClaimFilter{}) {
		return "Claims come from articles: import one, and its claims are proposed."
	}
	return "No claim fits these filters."
}

func afterClaims(f claims.ClaimFilter, after string) claims.ClaimFilter {
	f.After = after
	return f
}

// hitGroup is one kind of result of a search.
type hitGroup struct {
	id, title string
	hits      []claims.Hit
	href      func(id string) string
}

// hitGroups are the results that there are, in their order.
func hitGroups(s claims.SearchPage) []hitGroup {
	var out []hitGroup
	for _, g := range []hitGroup{
		{"claims", "Claims", s.Claims, ClaimURL},
		{"articles", "Articles", s.Articles, ArticleURL},
		{"sources", "Sources", s.Sources, SourceURL},
	} {
		if len(g.hits) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// hitDetail is what stands beside a result: for a claim its verdict.
func hitDetail(h claims.Hit) string {
	switch {
	case h.Kind == "claim" && h.Detail == "":
		return "Unchecked"
	case h.Carried:
		return carriedLabel(h.Detail)
	}
	return h.Detail
}

// hostOf is the host of a web address, or the address itself when it is none.
func hostOf(address string) string {
	u, err := claims.WebAddress(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}

// hitTone is the tone of a claim that was found.
func hitTone(h claims.Hit) claims.Tone {
	if h.Tone == "" {
		return claims.ToneOpen
	}
	return h.Tone
}

// sourceKind says what a source is, and whether it is first hand.
func sourceKind(s claims.Source) string {
	if s.Primary {
		return MediumLabel(s.Medium) + ", first hand"
	}
	return MediumLabel(s.Medium)
}
