package views

import (
	"strconv"

	"assay/claims"
)

// noticeWords says what a notice tells, after the name of whoever wrote the comment that it is about.
func noticeWords(r claims.NoticeRow) string {
	switch r.Kind {
	case claims.NoticeMention:
		return "mentioned you in a comment"
	case claims.NoticeComment:
		return "wrote a comment"
	case claims.NoticeAssigned:
		return "This claim was given to you"
	case claims.NoticeDecided:
		return "The two reviews agree" + ratedWords(r)
	case claims.NoticeDisputed:
		return "The two reviews differ: an editor decides"
	case claims.NoticeAdjudicated:
		return "An editor decided" + ratedWords(r)
	case claims.NoticeReturned:
		return "The reviews were sent back: it is rated anew"
	case claims.NoticeDue:
		return "This claim is due"
	case claims.NoticeCorrected:
		return "The published verdict was changed"
	}
	return string(r.Kind)
}

// ratedWords tells the reader what became of his rating; "" when the notice does not know.
func ratedWords(r claims.NoticeRow) string {
	switch {
	case r.Yours == "" || r.Verdict == "":
		return ""
	case r.Yours == r.Verdict:
		return ": the verdict is " + r.Verdict + ", as you rated it"
	}
	return ": the verdict is " + r.Verdict + ", you rated it " + r.Yours
}

// noticeURL is where a notice leads: the comment that it is about, or the claim.
func noticeURL(r claims.NoticeRow) string {
	switch r.Kind {
	case claims.NoticeMention, claims.NoticeComment:
		return CommentURL(r.ClaimID, r.SubjectID)
	}
	return ClaimURL(r.ClaimID)
}

func noticesTitle(unseen int) string {
	if unseen == 0 {
		return "Notices"
	}
	return "Notices, " + strconv.Itoa(unseen) + " not seen"
}

// shortCount writes a count that has room for two digits.
func shortCount(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}
