package views

import (
	"strconv"

	"assay/claims"
)

// TaskForm is what is typed into the form for whose a claim is and when it is wanted.
type TaskForm struct {
	Version  int
	Assignee string // user id; "" for nobody
	Due      string
	Priority string
	Topics   string // to add, parted by commas
}

// TaskFormOf is the form as it is first shown.
func TaskFormOf(d claims.Dossier) TaskForm {
	return TaskForm{Version: d.Claim.Version, Assignee: d.Claim.Assignee, Due: string(d.Claim.Due), Priority: strconv.Itoa(d.Claim.Priority)}
}

// BulkForm is what is typed into the form that changes several claims. Empty fields leave what is there.
type BulkForm struct {
	Action   claims.BulkAction
	Reason   claims.RejectReason
	Assignee string // user id, or claims.AssigneeNobody
	Due      string
	Priority string
	Topics   string // to add, parted by commas
	Back     string // the page that it came from
}

// BulkDone says what an action did to n claims.
func BulkDone(a claims.BulkAction, n int) string {
	did := "changed"
	switch a {
	case claims.BulkAccept:
		did = "accepted"
	case claims.BulkReject:
		did = "rejected"
	}
	return Plural(n, "claim was ", "claims were ") + did
}

func bulkLeft(n int) string {
	if n == 1 {
		return "it was"
	}
	return "they were"
}

// bulkReasons tells by id why each claim is still selected; claims that nothing was tried on are selected without one.
func bulkReasons(tasks []claims.Task, res claims.BulkResult) map[string]string {
	out := map[string]string{}
	for _, f := range res.Failed {
		out[f.ID] = f.Why
	}
	if len(res.Failed) == 0 {
		for _, t := range tasks {
			out[t.ID] = "Nothing was done to it."
		}
	}
	return out
}

// topicsHint says how topics are typed and which are there.
func topicsHint(topics []string) string {
	if len(topics) == 0 {
		return "Parted by commas."
	}
	return "Parted by commas. There are " + joined(", ", topics...) + "."
}
