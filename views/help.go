package views

import "assay/claims"

// keyGroup are keys of one kind of page, for the page of help.
type keyGroup struct {
	Title string
	Keys  []keyLine
}

type keyLine struct {
	Keys []string
	Does string
}

var keyGroups = []keyGroup{
	{"Everywhere", []keyLine{
		{[]string{"j", "k"}, "Next and previous item of a list"},
		{[]string{"Enter"}, "Open the item"},
		{[]string{"/"}, "Search"},
		{[]string{"?"}, "The keys of the page you are on"},
		{[]string{"z"}, "Undo your last action"},
		{[]string{"n"}, "Next page of a list"},
		{[]string{"i"}, "Import an article"},
		{[]string{"Ctrl", "Enter"}, "Save the form you are in"},
		{[]string{"Esc"}, "Close, and change nothing"},
	}},
	{"Go to", []keyLine{
		{[]string{"g", "q"}, "Queue"},
		{[]string{"g", "a"}, "Articles"},
		{[]string{"g", "c"}, "Claims"},
		{[]string{"g", "r"}, "Reports"},
		{[]string{"g", "h"}, "History"},
		{[]string{"g", "s"}, "Sources"},
		{[]string{"g", "p"}, "People"},
	}},
}

// term is a word of the product that a newcomer has to know.
type term struct{ Word, Means string }

var terms = []term{
	{"Candidate", "A claim that the program proposes and nobody has looked at yet."},
	{"Claim", "One statement that can be true or false by itself. Its number within the article never changes."},
	{"Evidence", "A passage of a source tied to a claim. It supports, refutes, or gives context."},
	{"Verdict", "The desk’s decision: a rating, why, and the day up to which the information goes."},
	{"Pending", "The claim speaks of a day that has not come. It returns to the queue on that day."},
	{"Record", "All changes in order: who, when, what. Undo adds to it and removes nothing."},
}

// ratings shows the scale of a new desk in the help.
var ratings = claims.DefaultScale().Ratings
