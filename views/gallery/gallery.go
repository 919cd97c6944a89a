// Package gallery lists every page and every part of the site in every state, as data: the tests render and check
// them all, and the command gallery shows them in a browser.
package gallery

import (
	"context"
	"fmt"
	"io"
	"strings"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

// State is a page in one state.
type State struct {
	Group string // the page or part: "Queue"
	Name  string // the state: "nothing waits"
	Make  func(p views.Page) templ.Component
	As    claims.Role // who looks at it; "" is a reviewer
	Out   bool        // nobody is signed in
}

// Slug is the state's name in addresses: "queue-nothing-waits".
func (s State) Slug() string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, strings.ToLower(s.Group+" "+s.Name))
}

// Render writes the state as a full page; theme is "", "light" or "dark".
func (s State) Render(ctx context.Context, w io.Writer, theme string) error {
	if err := s.Make(s.page(theme)).Render(ctx, w); err != nil {
		return fmt.Errorf("render %s: %w", s.Slug(), err)
	}
	return nil
}

func (s State) page(theme string) views.Page {
	p := views.Page{Title: s.Group, Theme: theme, Op: claimstest.ID(999), Now: claimstest.Now, Zone: claimstest.Zone}
	if !s.Out {
		role := s.As
		if role == "" {
			role = claims.Reviewer
		}
		u := claimstest.User(role)
		p.User = &u
	}
	return p
}

var states []State

// register adds the states of a group. It is called by the init functions of the files of this package.
func register(group string, list ...State) {
	for _, s := range list {
		s.Group = group
		states = append(states, s)
	}
}

// States are all states, those of a group together.
func States() []State { return states }

// framed is a part of a page inside the frame of a page.
func framed(p views.Page, part templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if _, err := io.WriteString(w, `<div class="wrap"><main id="main" class="stack far"><h1>`+p.Title+`</h1>`); err != nil {
				return err
			}
			if err := part.Render(templ.ClearChildren(ctx), w); err != nil {
				return err
			}
			_, err := io.WriteString(w, "</main></div>")
			return err
		})
		return views.Layout(p).Render(templ.WithChildren(ctx, body), w)
	})
}
