package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	part := func(name string, c ...templ.Component) State {
		return State{Name: name, Make: func(p views.Page) templ.Component { return framed(p, templ.Join(c...)) }}
	}
	var verdicts []templ.Component
	for _, r := range claims.DefaultScale().Ratings {
		verdicts = append(verdicts, views.VerdictWord(r.Tone, r.Label))
	}
	verdicts = append(verdicts, views.VerdictWord(claims.ToneOpen, "Unchecked"))
	var stances []templ.Component
	for _, s := range claims.Stances {
		stances = append(stances, views.Stance(s))
	}
	var steps []templ.Component
	for _, s := range append(claims.Steps, claims.StepClosed) {
		steps = append(steps, views.Steps(s))
	}
	bad := claims.FieldErrors{{Field: "summary", Msg: "Keep this to one line."}, {Field: "rationale", Msg: "Fill this in."}, {Field: "kind", Msg: "Choose one of the kinds."}}
	kinds := []views.Option{{Value: "fact", Label: "Fact"}, {Value: "opinion", Label: "Opinion"}, {Value: "prediction", Label: "Prediction"}}
	form := func(bad claims.FieldErrors) []templ.Component {
		return []templ.Component{
			views.ErrorSummary(bad, ""),
			views.Input(views.FieldSpec{Name: "summary", Label: "Summary", Hint: "One sentence for readers.", Bad: bad, Optional: true}, "text", "Right in the main", nil),
			views.TextArea(views.FieldSpec{Name: "rationale", Label: "Rationale", Bad: bad}, "", 4, nil),
			views.Choices(views.FieldSpec{Name: "kind", Label: "Kind", Bad: bad}, "fact", kinds),
			views.Select(views.FieldSpec{Name: "lang", Label: "Language", Bad: bad}, "fact", kinds),
		}
	}
	register("Parts",
		part("verdicts", verdicts...),
		part("stances", stances...),
		part("steps", steps...),
		part("fields", form(nil)...),
		part("fields with errors", form(bad)...),
		part("word diffs", views.Diff("The line cost 310 million", "The tram line in Larmouth cost 310 million euros"),
			views.Diff("该市开通了一条14公里长的电车线路", "该市星期一开通了一条14公里长的电车线路"), views.Diff("", "2026-03-01")),
		part("text with hidden characters", views.Bdi(claimstest.ForeignRows()[3].Wording)),
		State{Name: "flash with undo", Make: func(p views.Page) templ.Component {
			undo := claimstest.Events()[0]
			p.Flash, p.Undo = &views.Flash{Kind: "info", Title: "Claim 3 was accepted"}, &undo
			return framed(p, views.Steps(claims.StepEvidence))
		}},
		State{Name: "flash that stops", Make: func(p views.Page) templ.Component {
			p.Flash = &views.Flash{Kind: "stop", Title: "The copy could not be made", Body: "The site answered 403 Forbidden."}
			return framed(p, views.Steps(claims.StepEvidence))
		}},
		State{Name: "page for everyone", Out: true, Make: func(p views.Page) templ.Component {
			return framed(p, views.Empty("Nothing here", ""))
		}},
	)
}
