package views

import (
	"strings"

	"assay/claims"

	"github.com/a-h/templ"
)

// FieldSpec describes a field of a form. The component that draws it ties label, hint and error to the input.
type FieldSpec struct {
	Name     string // of the form value, and of the field in Bad
	Label    string
	Hint     string             // "" for none
	Form     string             // keeps ids apart when a page has two forms with fields of the same name; ""
	Bad      claims.FieldErrors // of the whole form
	Optional bool               // said beside the label; fields are needed unless it is set
	Key      string             // moves to it; "" for none
}

// ID is the id of the input.
func (f FieldSpec) ID() string { return fieldID(f.Form, f.Name) }

func fieldID(form, name string) string {
	if form != "" {
		form += "-"
	}
	return "f-" + form + strings.ReplaceAll(name, "_", "-")
}

// errors returns what is wrong with this field.
func (f FieldSpec) errors() []string {
	var out []string
	for _, e := range f.Bad {
		if e.Field == f.Name {
			out = append(out, e.Msg)
		}
	}
	return out
}

// describedBy lists the ids of hint and error, "" for none.
func (f FieldSpec) describedBy() string {
	var ids []string
	if len(f.errors()) > 0 {
		ids = append(ids, f.ID()+"-error")
	}
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	return strings.Join(ids, " ")
}

// Attrs are the attributes that tie an input to its field: id, name, and what describes it.
func (f FieldSpec) Attrs() templ.Attributes {
	a := templ.Attributes{"id": f.ID(), "name": f.Name}
	if f.Key != "" {
		a["data-key"], a["data-label"], a["aria-keyshortcuts"] = f.Key, f.Label, f.Key
	}
	f.describe(a)
	if !f.Optional {
		a["required"] = true
	}
	return a
}

// groupAttrs are the attributes of a group of buttons.
func (f FieldSpec) groupAttrs() templ.Attributes {
	a := templ.Attributes{"id": f.ID(), "tabindex": "-1"}
	f.describe(a)
	return a
}

func (f FieldSpec) describe(a templ.Attributes) {
	if by := f.describedBy(); by != "" {
		a["aria-describedby"] = by
	}
	if len(f.errors()) > 0 {
		a["aria-invalid"] = "true"
	}
}

// Link is an entry of a list of links.
type Link struct {
	Href  string
	Label string
}

// Tab is a saved view of a list.
type Tab struct {
	Href    string
	Label   string
	Count   int // shown when it is not negative
	Most    int // more than that is shown as more; 0 for no bound
	Current bool
}

// count is the number beside the tab: "99+" is more than 99.
func (t Tab) count() string {
	if t.Most > 0 && t.Count > t.Most {
		return Count(t.Most) + "+"
	}
	return Count(t.Count)
}

// step is one station of a claim's way, for Steps.
type step struct {
	name string
	now  bool
}

// stations returns the way of a claim with the station that it waits at.
func stations(now claims.Step) []step {
	way := []struct {
		name string
		at   claims.Step
	}{
		{"Candidate", claims.StepLook},
		{"Evidence", claims.StepEvidence},
		{"Verdict", claims.StepVerdict},
		{"Publication", claims.StepPublish},
		{"Published", claims.StepDone},
	}
	switch now {
	case claims.StepClosed:
		return []step{{"Candidate", false}, {"Closed", true}}
	case claims.StepCarried:
		return []step{{"Candidate", false}, {"Carried", true}}
	case claims.StepWait:
		way[3].name, way[3].at = "Pending", claims.StepWait
	case claims.StepSecond:
		way[2].name, way[2].at = "Second review", claims.StepSecond
	case claims.StepDispute:
		way[2].name, way[2].at = "Reviews differ", claims.StepDispute
	}
	out := make([]step, len(way))
	for i, w := range way {
		out[i] = step{w.name, w.at == now}
	}
	return out
}
