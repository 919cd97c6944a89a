package gallery

import (
	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	people := func(name string, as claims.Role, make func(p views.Page) templ.Component) State {
		return State{Name: name, As: as, Make: make}
	}
	badPerson := claims.FieldErrors{{Field: "handle", Msg: "This user name is taken."}, {Field: "role", Msg: "Choose one of the roles."}, {Field: "password", Msg: "Use at least 15 characters: a few words in a row are easy to remember."}}
	register("People",
		people("for an admin", claims.Admin, func(p views.Page) templ.Component { return views.People(p, claimstest.Users()) }),
		people("for an auditor", claims.Auditor, func(p views.Page) templ.Component { return views.People(p, claimstest.Users()) }),
		people("add", claims.Admin, func(p views.Page) templ.Component {
			return views.PersonNew(p, claims.User{Role: claims.Reviewer}, nil)
		}),
		people("add with errors", claims.Admin, func(p views.Page) templ.Component {
			return views.PersonNew(p, claims.User{Name: "Tomáš", Handle: "tomas"}, badPerson)
		}),
		people("edit", claims.Admin, func(p views.Page) templ.Component {
			u := claimstest.Users()[5]
			return views.PersonEdit(p, u, u.Name, nil)
		}),
	)
	register("Settings",
		State{Name: "own", Make: func(p views.Page) templ.Component { return views.Me(p, *p.User, 3, nil, nil) }},
		State{Name: "own with errors", Make: func(p views.Page) templ.Component {
			return views.Me(p, claims.User{}, 1, nil, claims.FieldErrors{{Field: "name", Msg: "Fill this in."}, {Field: "current", Msg: "This is not your password."}})
		}},
		State{Name: "desk", As: claims.Admin, Make: func(p views.Page) templ.Component { return views.DeskSettings(p, claimstest.Desk(), nil) }},
		State{Name: "keys off", Make: func(p views.Page) templ.Component {
			p.KeysOff = true
			return views.Me(p, *p.User, 1, nil, nil)
		}},
	)
	register("Settings",
		State{Name: "keys changed", Make: func(p views.Page) templ.Component {
			p.Keys = views.Keymap{"v": "b", "?": " "}
			return views.Me(p, *p.User, 1, nil, nil)
		}},
		State{Name: "keys that clash", Make: func(p views.Page) templ.Component {
			typed := views.SingleKeys()
			typed[0], typed[1], typed[2] = "e", "Esc", "7"
			_, bad := views.NewKeymap(typed)
			return views.Me(p, *p.User, 1, typed, bad)
		}},
		State{Name: "scale in use", As: claims.Admin, Make: func(p views.Page) templ.Component {
			page := scalePage(true)
			return views.ScaleSettings(p, page, claims.NewScaleEdit(page.Scale), nil)
		}},
		State{Name: "scale not used yet", As: claims.Admin, Make: func(p views.Page) templ.Component {
			page := scalePage(false)
			return views.ScaleSettings(p, page, claims.NewScaleEdit(page.Scale), nil)
		}},
		State{Name: "scale with errors", As: claims.Admin, Make: func(p views.Page) templ.Component {
			page := scalePage(true)
			in := claims.NewScaleEdit(page.Scale)
			in.Rows[0].Label, in.Rows[1].Definition, in.Rows[2].Value = "", "", 9
			in.Rows[8].Remove = true
			in.Rows[12].Label, in.Rows[12].Key = "Satire", "Not A Key"
			_, err := page.Scale.Revise(in, true, p.User.Actor())
			return views.ScaleSettings(p, page, in, claims.Fields(err))
		}},
	)
	bare := func(name string, make func(p views.Page) templ.Component) State {
		return State{Name: name, Out: true, Make: func(p views.Page) templ.Component {
			p.Bare = true
			return make(p)
		}}
	}
	register("Sign in",
		bare("empty", func(p views.Page) templ.Component { return views.Login(p, "", "/queue", nil) }),
		bare("refused", func(p views.Page) templ.Component {
			return views.Login(p, "noor", "", claims.FieldErrors{{Field: "password", Msg: "User name and password do not fit together."}})
		}),
		bare("after signing out", func(p views.Page) templ.Component {
			p.Flash = &views.Flash{Kind: "info", Title: "You are signed out"}
			return views.Login(p, "", "", nil)
		}),
		bare("set up", func(p views.Page) templ.Component {
			return views.Setup(p, views.SetupForm{Token: "token", TimeZone: "Europe/Prague"}, nil)
		}),
		bare("set up with errors", func(p views.Page) templ.Component {
			return views.Setup(p, views.SetupForm{Token: "token", Desk: "Harbour Fact Desk"}, claims.FieldErrors{{Field: "time_zone", Msg: "There is no such time zone."}, {Field: "password_again", Msg: "The two passwords differ."}})
		}),
	)
	fault := func(name string, make func(p views.Page) templ.Component) State { return State{Name: name, Make: make} }
	register("Errors",
		fault("403 forbidden", func(p views.Page) templ.Component { return views.Forbidden(p) }),
		fault("404 not found", func(p views.Page) templ.Component { return views.NotFound(p) }),
		State{Name: "404 signed out", Out: true, Make: func(p views.Page) templ.Component { return views.NotFound(p) }},
		fault("409 conflict", func(p views.Page) templ.Component { return views.Conflict(p, conflict()) }),
		fault("422 not possible", func(p views.Page) templ.Component {
			return views.Unprocessable(p, "A rejected claim cannot get a verdict. Accept it first.", views.ClaimURL(claimstest.ID(210)))
		}),
		fault("500 broken", func(p views.Page) templ.Component { return views.Broken(p, claimstest.ID(42)) }),
		fault("503 unavailable", func(p views.Page) templ.Component { return views.Unavailable(p, claimstest.ID(42)) }),
	)
	register("Help", State{Name: "keys", Make: func(p views.Page) templ.Component { return views.Help(p) }})
}

// scalePage is a desk that has changed its scale once.
func scalePage(used bool) claims.ScalePage {
	s := claims.DefaultScale()
	s.Number, s.Version = 2, 2
	s.Ratings[2].Label = "Partly true"
	first := claims.DefaultScale()
	page := claims.ScalePage{Scale: s, Used: used, Given: map[string]int{"true": 12, "satire": 1}}
	page.Numbers = []claims.ScaleNumber{
		{Scale: s, At: claimstest.Now, By: claimstest.User(claims.Admin).Name},
		{Scale: first, At: claimstest.Now.AddDate(0, -2, 0), By: claims.System.Name},
	}
	return page
}

// conflict is an edit of a claim that met a newer one.
func conflict() views.ConflictView {
	claim := claimstest.Rows()[2]
	return views.ConflictView{
		Subject: "claim 3", By: claimstest.User(claims.Editor).Name, Verb: "edit-claim",
		Action: views.EditClaimURL(claim.ID), Back: views.ClaimURL(claim.ID), Version: 4,
		Fields: []views.ConflictField{
			{Name: "wording", Label: "Wording", Theirs: "The tram line in Larmouth cost 310 million euros", Yours: "The tram line cost about 310 million euros without the depot"},
			{Name: "place", Label: "Place", Theirs: "Larmouth", Yours: "Larmouth"},
			{Name: "kind", Theirs: "fact", Yours: "fact"},
		},
	}
}
