package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/views"
)

func (s *Server) showScale(v *visit) error {
	page, err := s.db.ScalePage(v.ctx())
	if err != nil {
		return err
	}
	return v.scaleForm(http.StatusOK, page, claims.NewScaleEdit(page.Scale), nil)
}

func (v *visit) scaleForm(status int, page claims.ScalePage, in claims.ScaleEdit, bad claims.FieldErrors) error {
	return v.show(status, "Rating scale", "", func(p views.Page) templ.Component { return views.ScaleSettings(p, page, in, bad) })
}

// editScale saves the scale, or with do=look only shows how what was typed looks.
func (s *Server) editScale(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	in := scaleEdit(f)
	if f.line("do") == "look" {
		return s.scaleAgain(v, http.StatusOK, in, f.bad)
	}
	if err = f.bad.Err(); err == nil {
		err = s.db.EditScale(v.ctx(), v.by(f), in)
	}
	if again := v.again(f, err); again != nil {
		return s.scaleAgain(v, again.status, in, again.bad)
	}
	if err != nil {
		return err
	}
	v.flash("The rating scale was saved", "Verdicts are given with it from now on.")
	return v.redirect(views.ScaleURL)
}

// scaleAgain shows the form as typed. After a conflict it goes on from the scale that is current.
func (s *Server) scaleAgain(v *visit, status int, in claims.ScaleEdit, bad claims.FieldErrors) error {
	page, err := s.db.ScalePage(v.ctx())
	if err != nil {
		return err
	}
	if status == http.StatusConflict {
		in = in.Onto(page.Scale)
	}
	return v.scaleForm(status, page, in.WithSpare(), bad)
}

// scaleEdit reads the form of the scale.
func scaleEdit(f *form) claims.ScaleEdit {
	in := claims.ScaleEdit{Version: f.number("version")}
	rows := f.number("rows")
	if rows > 2*claims.MaxRatings {
		f.bad.Add("", "This form has too many lines. Load the page again.")
		rows = 0
	}
	for n := 1; n <= rows; n++ {
		at := func(field string) string { return fmt.Sprintf("%s_%d", field, n) }
		in.Rows = append(in.Rows, claims.ScaleRow{
			Rating: claims.Rating{
				Key: f.line(at("key")), Label: f.line(at("label")), Definition: f.line(at("definition")),
				Value: f.whole(at("value")), Tone: claims.Tone(f.line(at("tone"))),
			},
			Made: f.ticked(at("made")), Place: f.whole(at("place")), Remove: f.ticked(at("remove")),
		})
	}
	return in
}

// whole returns a field that a person types a whole number into.
func (f *form) whole(field string) int {
	n, err := strconv.Atoi(f.line(field))
	if err != nil {
		f.bad.Add(field, "Write a whole number.")
	}
	return n
}
