package web

import (
	"errors"
	"net/http"
	"net/url"
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

// queueFilter reads a filter of the queue from the query of an address. What is wrong with it comes second, as FieldErrors.
func (v *visit) queueFilter(query string) (claims.QueueFilter, claims.FieldErrors, error) {
	q, err := url.ParseQuery(query)
	if err != nil {
		return claims.QueueFilter{}, nil, claims.ErrNotFound
	}
	f, err := claims.ParseQueueFilter(q)
	bad := claims.Fields(err)
	if bad == nil && err != nil {
		return f, nil, err
	}
	f.Reader = v.user.Actor()
	return f, bad, nil
}

// formFilter reads the filter of the queue that a form carries.
func (v *visit) formFilter(f *form) (claims.QueueFilter, error) {
	filter, bad, err := v.queueFilter(f.line("filter"))
	if err == nil {
		err = bad.Err()
	}
	return filter, err
}

// showQueue is not kept like other pages: leases and drafts change it and are no part of the record.
func (s *Server) showQueue(v *visit) error {
	f, bad, err := v.queueFilter(v.r.URL.RawQuery)
	if err != nil {
		return err
	}
	f.After = v.cursor()
	page, err := s.db.Queue(v.ctx(), f)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if bad != nil {
		status = http.StatusUnprocessableEntity
	}
	return v.show(status, "Queue", "queue", func(p views.Page) templ.Component { return views.Queue(p, page, f, bad) })
}

const nextCookie = "assay-next"

// takeNext gives the reader the first task of a filter and leads to where it is done.
func (s *Server) takeNext(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	filter, err := v.formFilter(f)
	if err != nil {
		return err
	}
	filter.View = ""
	http.SetCookie(v.w, &http.Cookie{Name: nextCookie, Value: url.QueryEscape(filter.Query()), Path: "/", HttpOnly: true, Secure: v.s.sessions.secure, SameSite: http.SameSiteLaxMode})
	return s.leadToNext(v, f, filter)
}

// nextAfter answers a form that finished a task: it takes the next one, of the filter with which the reader began, and
// leads there; to the queue when none is left.
func (s *Server) nextAfter(v *visit, f *form) error {
	var filter claims.QueueFilter
	if c, err := v.r.Cookie(nextCookie); err == nil {
		if query, err := url.QueryUnescape(c.Value); err == nil {
			if kept, bad, err := v.queueFilter(query); err == nil && bad == nil {
				filter = kept
			}
		}
	}
	return s.leadToNext(v, f, filter)
}

func (s *Server) leadToNext(v *visit, f *form, filter claims.QueueFilter) error {
	task, err := s.db.TakeNext(v.ctx(), v.by(f), filter)
	if errors.Is(err, claims.ErrNotFound) {
		filter.View = claims.QueueNext
		return v.redirect(views.QueueListURL(filter))
	}
	if err != nil {
		return err
	}
	return v.redirect(views.WorkURL(task))
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
