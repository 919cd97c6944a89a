package views

import (
	"strconv"

	"assay/claims"
)

// HistoryView is a history as its page shows it.
type HistoryView struct {
	Rows    claims.Page[claims.EventRow]
	Filter  claims.EventFilter // ClaimID or ArticleID say whose history it is; neither: the whole desk's
	Number  int                // of the claim; 0 when it is no claim's history
	Wording string             // of the claim, or the article's headline; ""
	Way     []Link             // the way to the page; nil for the desk
	Actors  []claims.User      // to filter by; nil when the reader may not know them
	Head    *claims.RecordHead // nil when it is not shown
	Bad     claims.FieldErrors // what is wrong with the filters: "from", "to", "kind"
}

func (v HistoryView) title() string {
	switch {
	case v.Number > 0:
		return "History of claim " + strconv.Itoa(v.Number)
	case v.Filter.ArticleID != "":
		return "History of the article"
	}
	return "History"
}

// narrowed tells whether a filter is set that the reader can clear.
func (v HistoryView) narrowed() bool {
	f := v.Filter
	return f.Actor != "" || f.Kind != "" || f.From != "" || f.To != "" || f.Subject != ""
}

func (v HistoryView) empty() string {
	if v.narrowed() {
		return "No event fits these filters."
	}
	return "Nothing has happened yet."
}

// next is the address of the following page, "" at the end. A cursor of events is a number.
func (v HistoryView) next() string {
	before, err := strconv.ParseInt(v.Rows.Next, 10, 64)
	if err != nil {
		return ""
	}
	f := v.Filter
	f.Before = before
	return HistoryURL(f)
}

func actorOptions(users []claims.User) []Option {
	out := []Option{{Value: "", Label: "Anyone"}, {Value: claims.SystemID, Label: "Assay itself"}}
	for _, u := range users {
		out = append(out, Option{Value: u.ID, Label: u.Name})
	}
	return out
}

func eventOptions() []Option {
	out := []Option{{Value: "", Label: "Anything"}}
	return append(out, options(claims.EventKinds, func(k claims.EventKind) string { return capital(k.Words()) })...)
}
