package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

// home goes where the reader starts: the set-up, the sign-in, or the queue.
func (s *Server) home(v *visit) error {
	if v.user != nil {
		return v.redirect(views.QueueURL("", ""))
	}
	fresh, err := s.db.NeedsSetUp(v.ctx())
	if err != nil {
		return err
	}
	if fresh {
		return v.redirect(views.SetupURL(""))
	}
	return v.redirect(views.LoginURL(""))
}

// health answers a supervisor: the program runs and the store reads.
func (s *Server) health(v *visit) error {
	if err := s.db.Ping(v.ctx()); err != nil {
		return err
	}
	return v.write(http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// cursor returns where a list goes on, as the address says.
func (v *visit) cursor() string {
	return clip(strings.ToValidUTF8(v.r.URL.Query().Get("after"), ""), 200)
}

func (s *Server) showQueue(v *visit) error {
	f := claims.QueueFilter{Step: claims.Step(v.r.URL.Query().Get("step")), After: v.cursor()}
	if f.Step != "" && !slices.Contains(claims.Steps, f.Step) {
		return claims.ErrNotFound
	}
	return v.cached(func() error {
		page, err := s.db.Queue(v.ctx(), f)
		if err != nil {
			return err
		}
		return v.show(http.StatusOK, "Queue", "queue", func(p views.Page) templ.Component { return views.Queue(p, page, f) })
	})
}

func (s *Server) search(v *visit) error {
	q := clip(strings.ToValidUTF8(strings.TrimSpace(v.r.URL.Query().Get("q")), ""), 500)
	page, err := s.db.Search(v.ctx(), q)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Search", "", func(p views.Page) templ.Component { return views.Search(p, page) })
}

func (s *Server) showKeys(v *visit) error {
	return v.show(http.StatusOK, "Keys", "", func(p views.Page) templ.Component { return views.Help(p) })
}

func (s *Server) listReports(v *visit) error {
	page, err := s.db.Reports(v.ctx(), v.cursor())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Reports", "reports", func(p views.Page) templ.Component { return views.Reports(p, page) })
}
