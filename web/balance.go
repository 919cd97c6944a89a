package web

import (
	"net/http"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/report"
	"assay/views"
)

// balanceFilter reads what a balance is asked for: by claimant unless the address says otherwise. Errors: ErrNotFound for a
// dimension that is none, ErrForbidden for one that the reader may not see.
func (v *visit) balanceFilter() (claims.BalanceFilter, claims.FieldErrors, error) {
	from, to, bad := v.between()
	f := claims.BalanceFilter{By: claims.ByClaimant, From: from, To: to}
	if by := claims.Dimension(v.r.URL.Query().Get("by")); by != "" {
		f.By = by
	}
	if !f.By.Valid() {
		return f, bad, claims.ErrNotFound
	}
	return f, bad, f.MayBalance(v.user.Actor())
}

func (s *Server) showBalance(v *visit) error {
	return v.cached(func() error {
		f, bad, err := v.balanceFilter()
		if err != nil {
			return err
		}
		page, err := s.db.Balance(v.ctx(), f)
		if err != nil {
			return err
		}
		return v.show(statusOf(bad), "Balance", "reports", func(p views.Page) templ.Component { return views.Balance(p, page, bad) })
	})
}

// exportBalance writes the rows as they come out of the store.
func (s *Server) exportBalance(v *visit) error {
	f, bad, err := v.balanceFilter()
	if err == nil {
		err = bad.Err()
	}
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="balance-`+string(f.By)+`.csv"`)
	if v.r.Method == http.MethodHead {
		return nil
	}
	err = report.WriteBalance(v.w, f.By, func(take func(claims.Balance) error) error { return s.db.EachBalance(v.ctx(), f, take) })
	if err != nil {
		// The answer has begun: it is cut off, which the reader's program notices, and noted.
		s.log.ErrorContext(v.ctx(), "export", "request", requestID(v.r), "balance", f.By, "err", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}
