package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"assay/claims/report"

	"assay/claims"
	"assay/db"
	"assay/views"
)

func (s *Server) showReport(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	r, err := s.db.Report(v.ctx(), id)
	if err != nil {
		return err
	}
	v.page.Bare = true // the report stands for itself, on screen as on paper
	return v.show(http.StatusOK, "Report: "+r.Article.Headline, "reports", func(p views.Page) templ.Component { return views.ReportPage(p, r) })
}

// exportReport answers /articles/{id}/report.csv and its like: the same encoders as the export command, streamed.
func (s *Server) exportReport(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	name := v.r.PathValue("report")
	var chosen *report.FormatInfo
	for _, f := range report.Formats() {
		if name == "report"+f.Extension {
			chosen = &f
			break
		}
	}
	if chosen == nil {
		return claims.ErrNotFound
	}
	info, err := s.reportInfo(v, id)
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", chosen.MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+fileName(info.Title)+chosen.Extension+`"`)
	if v.r.Method == http.MethodHead {
		return nil
	}
	rows := s.db.EachReportClaim(v.ctx(), db.ReportFilter{ArticleID: id})
	if err := report.Write(v.w, chosen.Format, info, rows); err != nil {
		// The answer has begun: it is cut off, which the reader's program notices, and noted.
		s.log.ErrorContext(v.ctx(), "export", "request", requestID(v.r), "article", id, "format", chosen.Format, "err", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// reportInfo is what stands at the head of an article's report.
func (s *Server) reportInfo(v *visit, id string) (report.Info, error) {
	desk, err := s.db.Desk(v.ctx())
	if err != nil {
		return report.Info{}, err
	}
	a, text, err := s.articleText(v, id)
	if err != nil {
		return report.Info{}, err
	}
	head, err := s.db.Head(v.ctx())
	if err != nil {
		return report.Info{}, err
	}
	return report.Info{
		Desk: desk, BaseURL: strings.TrimSuffix(s.base.String(), "/"), Made: s.db.Now().UTC(), Title: a.Headline, Article: &a, Text: &text,
		Head: head, Generator: "Assay",
	}, nil
}

// fileName makes a plain file name of a headline: letters and digits of ASCII, at most 60 bytes.
func fileName(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "report"
}
