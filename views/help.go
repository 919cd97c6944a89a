package views

import "assay/claims"

// goTo are the second letters of the sequences that lead to a page.
var goTo = []singleKey{
	{"g q", "Queue"}, {"g a", "Articles"}, {"g c", "Claims"}, {"g r", "Reports"}, {"g h", "History"}, {"g s", "Sources"}, {"g n", "Notices"}, {"g p", "People"},
}

// formKeys are the keys that are no single characters and stay as they are.
var formKeys = []singleKey{
	{"Enter", "Open the item"},
	{"1–9", "Choose the rating at that place"},
	{"Ctrl Enter", "Save the form you are in"},
	{"Esc", "Close, and change nothing"},
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
