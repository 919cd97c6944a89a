package views

import "assay/claims"

// chosenFilter is a filter that is in force, with the address of the same list without it.
type chosenFilter struct{ name, value, without string }

func chosenFilters(q claims.QueuePage, f claims.QueueFilter) []chosenFilter {
	var out []chosenFilter
	add := func(name, value string, without func(*claims.QueueFilter)) {
		if value == "" {
			return
		}
		rest := f
		rest.After = ""
		without(&rest)
		out = append(out, chosenFilter{name, value, QueueListURL(rest)})
	}
	if f.Step != "" {
		add("Waits for", stepTab(f.Step), func(r *claims.QueueFilter) { r.View, r.Step = f.Shown(), "" })
	}
	add("Article", articleTitle(q.Articles, f.ArticleID), func(r *claims.QueueFilter) { r.ArticleID = "" })
	add("Topic", f.Topic, func(r *claims.QueueFilter) { r.Topic = "" })
	add("Claimant", f.Claimant, func(r *claims.QueueFilter) { r.Claimant = "" })
	add("Given to", assigneeWord(q.People, f.Assignee), func(r *claims.QueueFilter) { r.Assignee = "" })
	add("Due by", Day(f.DueBy), func(r *claims.QueueFilter) { r.DueBy = "" })
	return out
}

// articleTitle is the headline of the article that is chosen; "" when none is.
func articleTitle(list []claims.ArticleRow, id string) string {
	if id == "" {
		return ""
	}
	for _, a := range list {
		if a.ID == id {
			return a.Headline
		}
	}
	return "One that is not there"
}

func assigneeWord(people []claims.User, id string) string {
	switch id {
	case "":
		return ""
	case claims.AssigneeMe:
		return "You"
	case claims.AssigneeNobody:
		return "Nobody"
	}
	if name := personName(people, id); name != "" {
		return name
	}
	return "Somebody else"
}

func articleOptions(list []claims.ArticleRow) []Option {
	out := []Option{{Value: "", Label: "Any"}}
	for _, a := range list {
		out = append(out, Option{Value: a.ID, Label: a.Headline})
	}
	return out
}

// assigneeChoices come before the people.
func assigneeChoices(p Page) []Option {
	out := []Option{{Value: "", Label: "Anybody"}, {Value: claims.AssigneeNobody, Label: "Nobody"}}
	if p.May(claims.MayWork) {
		out = append(out, Option{Value: claims.AssigneeMe, Label: "Me"})
	}
	return out
}
