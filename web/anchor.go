package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/split"
	"assay/views"
)

const anchorTitle = "Where the claim stands now"

func (s *Server) showAnchor(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	a, err := s.db.Anchoring(v.ctx(), id)
	if err != nil {
		return err
	}
	if _, err := a.Claim.Reanchor(claims.AnchorEdit{Gone: true, Note: "a note"}, a.Now, a.Judged, v.user.Actor()); err != nil {
		return err
	}
	in := views.AnchorForm{Version: a.Claim.Version, Number: a.Now.Number}
	if len(a.Places) == 1 {
		in.Place = "0"
	}
	return s.anchorPage(v, http.StatusOK, a, in, nil)
}

// anchorPage shows the form with the places to choose from, and the sentences of the text that are likeliest to be meant.
func (s *Server) anchorPage(v *visit, status int, a claims.Anchoring, in views.AnchorForm, bad claims.FieldErrors) error {
	if !a.Judged && len(a.Places) == 0 {
		in.Sentences = likelySentences(a)
	}
	return v.show(status, anchorTitle, "claims", func(p views.Page) templ.Component { return views.AnchorPage(p, a, in, bad) })
}

// offered is how many sentences the form offers for words that stand nowhere any more.
const offered = 4

func likelySentences(a claims.Anchoring) []claims.Span {
	var all []claims.Span
	for _, b := range a.Article.Blocks {
		if b.Kind.Body() {
			all = append(all, split.Sentences(a.Now.Text, b.Span)...)
		}
	}
	return claims.Likeliest(a.Now.Text, all, a.Claim.Appearances[0].Exact, offered)
}

func (s *Server) reanchor(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	a, err := s.db.Anchoring(v.ctx(), id)
	if err != nil {
		return err
	}
	in := views.AnchorForm{Version: version, Number: f.number("number"), Place: f.line("anchor"), Exact: f.text("exact"), Note: f.text("note")}
	edit, err := placed(a, in)
	if err = f.err(err); err == nil {
		err = s.db.ReanchorClaim(v.ctx(), v.by(f), edit)
	}
	if again := v.again(f, err); again != nil {
		if again.status == http.StatusConflict {
			in.Version, in.Number, in.Place = a.Claim.Version, a.Now.Number, "" // the places are others
		}
		return s.anchorPage(v, again.status, a, in, again.bad)
	}
	if err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

// placed reads which place the form means: one of those where the claim's words stand, by its number; a sentence that was
// offered, by its span; words that were typed; or none. A form that shows another version of the article means places of
// that one: the store answers it.
func placed(a claims.Anchoring, in views.AnchorForm) (claims.AnchorEdit, error) {
	edit := claims.AnchorEdit{ID: a.Claim.ID, Version: in.Version, Number: in.Number, Note: strings.TrimSpace(in.Note)}
	choose := &claims.FieldError{Field: "anchor", Msg: "Choose where the claim stands now."}
	kind, rest, _ := strings.Cut(in.Place, "-")
	switch {
	case in.Number != a.Now.Number:
		return edit, nil
	case kind == "gone":
		edit.Gone = true
		return edit, nil
	case kind == "typed":
		s, err := a.Now.Once(in.Exact)
		if err != nil {
			return edit, err
		}
		edit.Spans = []claims.Span{s}
	case kind == "at":
		from, to, _ := strings.Cut(rest, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		s := claims.Span{Start: start, End: end}
		if err1 != nil || err2 != nil || !s.ValidIn(a.Now.Text) {
			return edit, choose
		}
		edit.Spans = []claims.Span{s}
	default:
		n, err := strconv.Atoi(in.Place)
		if err != nil || n < 0 || n >= len(a.Places) {
			return edit, choose
		}
		edit.Spans = a.Places[n]
		return edit, nil
	}
	read := split.Describe(a.Now.Text, a.Article.Blocks, edit.Spans[0], split.Options{Published: a.Article.Published, Lang: a.Article.Lang})
	edit.Read = read
	return edit, nil
}
