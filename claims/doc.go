// Package claims holds the words of fact-checking and their rules: what a claim, a source, a piece of evidence,
// a verdict and a correction are, what may be done to each, by whom, and what becomes of it. It is pure: values in,
// values or errors out. It does no input or output, reads no clock and keeps no state, so every rule can be
// called inside a database transaction, in a test, or by a command.
//
// # Words
//
//	article      a text that was put in, under one headline; its versions are immutable
//	version      the text of an article as it stood at one moment
//	block        a run of lines of a version: headline, byline, text, furniture …
//	furniture    what a page puts around its article: menus, adverts, pleas; set aside, never deleted
//	claim        one statement that can be true or false by itself
//	candidate    a claim that the splitter proposes and nobody has looked at yet
//	wording      the claim as a short sentence that stands alone
//	fill         what a wording has beyond the words of its spans: a name for "he", a year
//	claimant     the person, organization or group who made the claim
//	appearance   where a claim stands in an article version: spans and the exact words
//	span         a half-open range of bytes of a version's text, on rune borders
//	anchor       whether an appearance still stands where it was put: exact, moved, ambiguous or lost
//	modality     how a claim is put forward: asserted, reported, hedged, predicted, conditional, normative
//	hedge        the words that weaken a claim: possibly, as early as, some
//	settles on   the first day on which a prediction can be rated
//	checkability what kind of statement the claim is and whether it can be checked, with named reasons
//	source       a document, data set or person consulted
//	snapshot     a kept copy of a source, with its digest and the time it was fetched
//	evidence     a passage of a source tied to a claim
//	stance       what the evidence does: supports, refutes, or gives context
//	review       one reviewer's rating and rationale for one claim; it never changes once submitted
//	round        the reviews that lead to one verdict: one, or two by different people who do not see each other's
//	policy       how many reviews a claim's verdict needs
//	sealed       submitted, and shown to nobody but its author until the round is decided or disputed
//	disputed     two reviews of a round with different ratings
//	adjudication an editor's decision on a disputed round, with a reason
//	fate         what became of a review: it is the verdict, agreed with, followed, overruled or sent back
//	lease        a claim taken by somebody to work on, for a limited time
//	task         a claim together with what it waits for, as the queue lists it
//	view         one of the lists of the queue: what is next for the reader, what is his, what is due …
//	filter       what narrows a view down; one that somebody keeps has a name
//	assignee     whom a claim was given to
//	due          the day by which a claim should be done
//	comment      what people say to each other about a claim; no part of a verdict
//	mention      a person named in a comment by handle; in a version's text, words read as something
//	notice       what the desk tells one of its people: a mention, an assignment, what became of a review
//	relation     how one claim stands to another: same as, repeats, narrower, contradicts, part of
//	carried      of a verdict: standing for a claim that repeats the one it was given on
//	precedent    an earlier verdict on the same claimant or a similar claim
//	likeness     how much the wording of one claim is like another's
//	recheck      another look at a verdict whose evidence has changed
//	agreement    how far two reviewers of one claim give the same rating, chance set aside
//	balance      what was checked and what was not, by claimant, outlet, topic, rating and reviewer
//	verdict      the desk's decision on a claim: rating, rationale, the evidence used; every change is a revision
//	scale        the ratings a desk uses, with a version
//	rating       one point of a scale
//	rationale    why, in words
//	publication  what readers may see of a verdict, and since when
//	correction   a change to a verdict that was already published, with a public note
//	step         what a claim waits for next: a look, evidence, a verdict, publication, a day
//	dossier      a claim with all that belongs to it
//	edition      an article version with the claims that stand in it
//	record       all events, in order
//	event        one change: who, when, what, the full value afterwards
//	history      the events of one claim, article or source
//	actor        who does something: a signed-in user, or the program itself
//	desk         the organization that uses this installation
//	draft        an article that was put in but not saved yet: what the import preview shows
//	operation    one submitted form, named by its op key so that it takes effect once
//
// # The life of a claim
//
// The splitter proposes candidates. A person accepts a candidate, rejects it with a reason, or adds a claim of his
// own. An accepted claim gathers evidence, gets a verdict and is published; it can also be merged into another
// claim, split into several, or withdrawn. Four states are kept apart and never mixed in one list: the state of
// the claim, its verdict, its publication, and the step it waits for.
package claims
