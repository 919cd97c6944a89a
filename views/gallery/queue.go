package gallery

import (
	"strings"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	queue := func(name string, as claims.Role, q claims.QueuePage, f claims.QueueFilter, bad ...*claims.FieldError) State {
		return State{Name: name, As: as, Make: func(p views.Page) templ.Component {
			f.Reader = p.User.Actor()
			return views.Queue(nav(p, "queue"), q, f, bad)
		}}
	}
	one := claimstest.Queue()
	one.Rows, one.Total, one.Due, one.Saved = claims.Page[claims.Task]{Items: one.Rows.Items[:1]}, 1, 0, nil
	none := claimstest.Queue()
	none.Rows, none.Total, none.Due = claims.Page[claims.Task]{}, 0, 0
	long := claimstest.Queue()
	long.Rows.Items[0].Wording = strings.Repeat("A claim may be long, and it is never cut short. ", 12)
	long.Rows.Items[1].Wording = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 6)
	long.Rows.Items[2].Supports, long.Rows.Items[2].Refutes, long.Rows.Items[2].Contexts = 120, 240, 999
	long.Saved[0].Name = strings.Repeat("A name may be long ", 4)
	narrowed := claims.QueueFilter{
		View: claims.QueueAll, Step: claims.StepVerdict, ArticleID: claimstest.ArticleID, Topic: "transport", Claimant: "Ines Duarte",
		Assignee: claims.AssigneeNobody, DueBy: "2026-04-01",
	}
	register("Queue",
		queue("next for me", claims.Editor, claimstest.Queue(), claims.QueueFilter{}),
		queue("as a viewer", claims.Viewer, claimstest.Queue(), claims.QueueFilter{}),
		queue("one claim", "", one, claims.QueueFilter{Step: claims.StepPublish}),
		queue("narrowed", "", claimstest.Queue(), narrowed),
		queue("narrowed to nothing", "", none, narrowed),
		queue("a filter with a fault", "", none, claims.QueueFilter{Topic: "transport"}, &claims.FieldError{Field: "due", Msg: "Write the day as year-month-day, for instance 2017-02-08."}),
		queue("nothing waits for you", "", none, claims.QueueFilter{}),
		queue("nothing is due", "", none, claims.QueueFilter{View: claims.QueueDue}),
		queue("nothing is mine", "", none, claims.QueueFilter{View: claims.QueueMine}),
		queue("a new desk", claims.Admin, claims.QueuePage{}, claims.QueueFilter{}),
		queue("very long", "", long, claims.QueueFilter{}),
		State{Name: "keeping a filter", Make: func(p views.Page) templ.Component {
			return views.FilterPage(nav(p, "queue"), narrowed, "", claims.FieldErrors{{Field: "name", Msg: "Fill this in."}})
		}},
	)

	people := []claims.User{claimstest.User(claims.Editor), claimstest.User(claims.Reviewer)}
	tasks := claimstest.Queue().Rows.Items[:3]
	bulk := func(name string, f views.BulkForm, res claims.BulkResult, bad ...*claims.FieldError) State {
		f.Back = "/queue"
		return State{Name: name, Make: func(p views.Page) templ.Component {
			return views.BulkPage(nav(p, "queue"), f, res, tasks, people, bad)
		}}
	}
	register("Selected claims",
		bulk("some were left", views.BulkForm{Action: claims.BulkAccept}, claims.BulkResult{Done: 5, Seq: 12, Failed: []claims.BulkFailure{
			{ID: tasks[0].ID, Why: "This claim is accepted already."}, {ID: tasks[1].ID, Why: "It changed in the meantime."}, {ID: tasks[2].ID, Why: "This claim is accepted already."},
		}}),
		bulk("no reason given", views.BulkForm{Action: claims.BulkReject}, claims.BulkResult{Seq: -1}, &claims.FieldError{Field: "reason", Msg: "Choose why this is no claim to be checked."}),
		bulk("a wrong day", views.BulkForm{Action: claims.BulkTask, Due: "soon", Topics: "transport"}, claims.BulkResult{Seq: -1}, &claims.FieldError{Field: "due", Msg: "Write the day as year-month-day, for instance 2017-02-08."}),
	)

	task := func(name string, f views.TaskForm, bad ...*claims.FieldError) State {
		return State{Name: name, Make: func(p views.Page) templ.Component {
			d := claimstest.Dossier()
			d.Claim.Topics = []string{"transport", "public money"}
			return views.TaskPage(nav(p, "claims"), d, f, people, bad)
		}}
	}
	register("Task",
		task("as it comes", views.TaskForm{Priority: "0"}),
		task("given", views.TaskForm{Assignee: people[0].ID, Due: "2026-04-01", Priority: "1", Topics: "trams"}),
		task("with faults", views.TaskForm{Priority: "1", Due: "soon"},
			&claims.FieldError{Field: "assignee", Msg: "Choose somebody who works on claims."}, &claims.FieldError{Field: "due", Msg: "Write the day as year-month-day, for instance 2017-02-08."}),
	)
}
