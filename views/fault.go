package views

// ConflictView is a form that met a newer version: nothing was saved, and nothing that was typed is lost.
type ConflictView struct {
	Subject string // what changed: "claim 7"
	By      string // display name of who changed it; "" when unknown
	Verb    string // of the form, for its data-testid
	Action  string // where the form goes
	Back    string // the page that shows what is current
	Version int    // the current version, which the form will carry
	Fields  []ConflictField
}

// ConflictField is a field of a form that met a newer version.
type ConflictField struct {
	Name   string // of the form value
	Label  string // "" for a field that is not shown and goes along as it was typed
	Theirs string // the value now
	Yours  string // what was typed
}

// differ are the fields that are shown: those whose values differ.
func (v ConflictView) differ() []ConflictField { return v.pick(true) }

// same are the fields that go along unseen.
func (v ConflictView) same() []ConflictField { return v.pick(false) }

func (v ConflictView) pick(shown bool) []ConflictField {
	var out []ConflictField
	for _, f := range v.Fields {
		if (f.Label != "" && f.Theirs != f.Yours) == shown {
			out = append(out, f)
		}
	}
	return out
}

// mayList are the things the reader's role allows, for the page that refuses another.
func (p Page) mayList() string {
	if p.User == nil {
		return ""
	}
	return "Your role is " + RoleLabel(p.User.Role) + ". " + RoleHint(p.User.Role)
}
