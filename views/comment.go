package views

import "assay/claims"

// partComments parts the open comments from the settled ones.
func partComments(all []claims.CommentRow) (open, settled []claims.CommentRow) {
	for _, c := range all {
		if c.Resolved {
			settled = append(settled, c)
		} else {
			open = append(open, c)
		}
	}
	return open, settled
}

func commentsTitle(open int) string {
	if open == 0 {
		return "Comments"
	}
	return Plural(open, "open comment", "open comments")
}

// withheldWords tells of comments that the reader may not see for now.
func withheldWords(n int) string {
	return Plural(n, "comment is", "comments are") + " kept back until the second review is in."
}

// commentHint says what to keep to in a comment, above all while one review must not become known.
func commentHint(d claims.Dossier) string {
	if d.Blind || d.Round != nil && d.Round.Sealed() {
		return "A second review is open: do not say how you rated it."
	}
	return "Write @ and a user name to tell somebody. A comment cannot be changed later."
}

func settleURL(c claims.CommentRow) string {
	if c.Resolved {
		return ReopenCommentURL(c.ID)
	}
	return ResolveCommentURL(c.ID)
}

func settleID(c claims.CommentRow) string {
	if c.Resolved {
		return "reopen-comment"
	}
	return "resolve-comment"
}

func settleVerb(c claims.CommentRow) string {
	if c.Resolved {
		return "Take up again"
	}
	return "Settle"
}
