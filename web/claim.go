package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/split"
	"assay/views"
)

func (s *Server) listClaims(v *visit) error {
	q := v.r.URL.Query()
	f := claims.ClaimFilter{
		State: claims.State(q.Get("state")), Rating: q.Get("rating"), ArticleID: q.Get("article"), Claimant: q.Get("claimant"),
		After: v.cursor(),
	}
	page, err := s.db.Claims(v.ctx(), f)
	if err != nil {
		return err
	}
	scale, err := s.db.Scale(v.ctx())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "Claims", "claims", func(p views.Page) templ.Component { return views.Claims(p, page, f, scale) })
}

func (s *Server) showClaim(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	// Who works on the claim now is no part of the record.
	lease, err := s.db.Lease(v.ctx(), id)
	if err != nil {
		return err
	}
	return v.cached(func() error { return s.claimPage(v, id) }, lease.UserID, lease.Until.String())
}

func (s *Server) claimPage(v *visit, id string) error {
	d, err := s.dossier(v, id)
	if err != nil {
		return err
	}
	if v.scripted() {
		return v.render(http.StatusOK, views.ClaimMain(v.page, d))
	}
	return v.show(http.StatusOK, d.Claim.Wording, "claims", func(p views.Page) templ.Component { return views.ClaimPage(p, d) })
}

// claimChanged answers a form about a claim that took effect, on the page it came from.
func (s *Server) claimChanged(v *visit, f *form, id string) error {
	back := f.back(views.ClaimURL(id))
	if !v.scripted() {
		return v.redirect(back)
	}
	if article, current, ok := articleOf(back); ok {
		return s.articlePage(v, article, current)
	}
	return s.claimPage(v, id)
}

// articleOf tells whether a local path is an article's page, and which claim is current on it.
func articleOf(path string) (article, claim string, ok bool) {
	u, err := url.Parse(path)
	if err != nil {
		return "", "", false
	}
	article, ok = strings.CutPrefix(u.Path, "/articles/")
	return article, idOrNone(u.Query().Get("claim")), ok && claims.ValidID(article)
}

// versionForm reads what every form has that changes something: what it is about, by the path's id, and at which version.
func (v *visit) versionForm() (id string, version int, f *form, err error) {
	if id, f, err = v.idForm(); err != nil {
		return "", 0, nil, err
	}
	return id, f.number("version"), f, nil
}

// idForm reads a form and what it is about, by the path's id.
func (v *visit) idForm() (id string, f *form, err error) {
	if id, err = v.id(); err != nil {
		return "", nil, err
	}
	f, err = readForm(v.r)
	return id, f, err
}

func (s *Server) acceptClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	if err := f.bad.Err(); err != nil {
		return err
	}
	if err := s.db.AcceptClaim(v.ctx(), v.by(f), id, version); err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) showReject(v *visit) error {
	return s.aboutClaim(v, "Reject the claim", tryReject, func(p views.Page, d claims.Dossier) templ.Component {
		return views.RejectPage(p, d, views.ReasonForm{Version: d.Claim.Version, Back: v.cameFrom()}, nil)
	})
}

// aboutClaim shows a form about a claim. try runs the form's own rule on values that are in order: what it refuses
// anyhow is said before anybody types.
func (s *Server) aboutClaim(v *visit, title string, try func(d claims.Dossier, by claims.Actor) error, body func(p views.Page, d claims.Dossier) templ.Component) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	d, err := s.dossier(v, id)
	if err != nil {
		return err
	}
	if err := try(d, v.user.Actor()); err != nil && claims.Fields(err) == nil {
		return err
	}
	return v.show(http.StatusOK, title, "claims", func(p views.Page) templ.Component { return body(p, d) })
}

func tryReject(d claims.Dossier, by claims.Actor) error {
	_, err := d.Claim.Reject(claims.RejectOpinion, "", judged(d), by)
	return err
}

func tryWithdraw(d claims.Dossier, by claims.Actor) error {
	_, err := d.Claim.Withdraw("a note", d.Publication != nil && d.Publication.State != claims.Retracted, by)
	return err
}

func tryEdit(d claims.Dossier, by claims.Actor) error {
	_, err := d.Claim.Edit(views.EditOfClaim(d), d.Claim.ClaimantID, claims.Judged{}, by)
	return err
}

func trySplit(d claims.Dossier, by claims.Actor) error {
	_, err := d.Claim.MarkSplit(nil, judged(d), by)
	return err
}

// judged tells whether somebody's judgement stands on the claim.
func judged(d claims.Dossier) bool {
	return d.Verdict != nil || d.Step == claims.StepSecond || d.Step == claims.StepDispute
}

// claimFormAgain shows a form about a claim, as typed.
func (s *Server) claimFormAgain(v *visit, status int, id, title string, body func(p views.Page, d claims.Dossier) templ.Component) error {
	d, err := s.dossier(v, id)
	if err != nil {
		return err
	}
	return v.show(status, title, "claims", func(p views.Page) templ.Component { return body(p, d) })
}

func (s *Server) rejectClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.ReasonForm{Version: version, Reason: claims.RejectReason(f.line("reason")), Note: f.text("note"), Back: f.back("")}
	if err = f.bad.Err(); err == nil {
		err = s.db.RejectClaim(v.ctx(), v.by(f), id, version, in.Reason, in.Note)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, "Reject the claim", func(p views.Page, d claims.Dossier) templ.Component {
			in.Version = again.version(version, d.Claim.Version)
			return views.RejectPage(p, d, in, again.bad)
		})
	}
	if err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) showWithdraw(v *visit) error {
	return s.aboutClaim(v, "Withdraw the claim", tryWithdraw, func(p views.Page, d claims.Dossier) templ.Component {
		return views.WithdrawPage(p, d, views.ReasonForm{Version: d.Claim.Version}, nil)
	})
}

func (s *Server) withdrawClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.ReasonForm{Version: version, Note: f.text("note")}
	if err = f.bad.Err(); err == nil {
		err = s.db.WithdrawClaim(v.ctx(), v.by(f), id, version, in.Note)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, "Withdraw the claim", func(p views.Page, d claims.Dossier) templ.Component {
			in.Version = again.version(version, d.Claim.Version)
			return views.WithdrawPage(p, d, in, again.bad)
		})
	}
	if err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) showClaimEdit(v *visit) error {
	return s.aboutClaim(v, "Change the claim", tryEdit, func(p views.Page, d claims.Dossier) templ.Component {
		return views.ClaimEditPage(p, d, views.EditOfClaim(d), nil)
	})
}

func (s *Server) editClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := claims.ClaimEdit{
		ID: id, Version: version, Wording: f.line("wording"), Claimant: f.line("claimant"), Kind: claims.Kind(f.line("kind")),
		Modality: claims.Modality(f.line("modality")), SettlesOn: f.day("settles_on"), Place: f.line("place"),
		Context: f.text("context"), Topics: f.topics(), Priority: f.number("priority"),
	}
	if err = f.bad.Err(); err == nil {
		err = s.db.EditClaim(v.ctx(), v.by(f), in)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.claimFormAgain(v, http.StatusUnprocessableEntity, id, "Change the claim", func(p views.Page, d claims.Dossier) templ.Component {
			return views.ClaimEditPage(p, d, in, bad)
		})
	}
	if conflict := asConflict(err); conflict != nil {
		return s.claimConflict(v, conflict, in)
	}
	if err != nil {
		return err
	}
	return v.redirect(views.ClaimURL(id))
}

func (s *Server) claimConflict(v *visit, c *claims.ConflictError, in claims.ClaimEdit) error {
	d, err := s.db.DossierFor(v.ctx(), in.ID, v.user.Actor())
	if err != nil {
		return err
	}
	now := views.EditOfClaim(d)
	return v.conflict(c, "claim "+strconv.Itoa(d.Claim.No), "edit-claim", views.EditClaimURL(in.ID), views.ClaimURL(in.ID), now.Version, []views.ConflictField{
		{Name: "wording", Label: "Wording", Theirs: now.Wording, Yours: in.Wording},
		{Name: "claimant", Label: "Claimant", Theirs: now.Claimant, Yours: in.Claimant},
		{Name: "kind", Label: "Kind", Theirs: string(now.Kind), Yours: string(in.Kind)},
		{Name: "modality", Label: "Modality", Theirs: string(now.Modality), Yours: string(in.Modality)},
		{Name: "settles_on", Label: "Settles on", Theirs: string(now.SettlesOn), Yours: string(in.SettlesOn)},
		{Name: "place", Label: "Place", Theirs: now.Place, Yours: in.Place},
		{Name: "context", Label: "Context", Theirs: now.Context, Yours: in.Context},
		{Name: "topics", Label: "Topics", Theirs: strings.Join(now.Topics, ", "), Yours: strings.Join(in.Topics, ", ")},
		{Name: "priority", Label: "Priority", Theirs: strconv.Itoa(now.Priority), Yours: strconv.Itoa(in.Priority)},
	})
}

func (s *Server) moveEdge(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	edge, by := claims.Edge(f.line("edge")), f.number("by")
	if err := f.bad.Err(); err != nil {
		return err
	}
	if by < -50 || by > 50 {
		return claims.Problem("Move an edge by at most 50 words at a time.")
	}
	if err := s.db.MoveEdge(v.ctx(), v.by(f), id, version, edge, by); err != nil {
		return err
	}
	return s.claimChanged(v, f, id)
}

func (s *Server) showSplit(v *visit) error {
	return s.aboutClaim(v, "Split the claim", trySplit, func(p views.Page, d claims.Dossier) templ.Component {
		return views.SplitPage(p, d, views.NewSplitForm(d), nil)
	})
}

func (s *Server) splitClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.SplitForm{Version: version, Lines: f.text("lines")}
	first := ""
	if err = f.bad.Err(); err == nil {
		first, err = s.db.SplitClaim(v.ctx(), v.by(f), id, version, in.Lines)
	}
	if again := v.again(f, err); again != nil {
		return s.claimFormAgain(v, again.status, id, "Split the claim", func(p views.Page, d claims.Dossier) templ.Component {
			in.Version = again.version(version, d.Claim.Version)
			return views.SplitPage(p, d, in, again.bad)
		})
	}
	if err != nil {
		return err
	}
	return s.toArticleOf(v, first)
}

// toArticleOf goes to a claim in its article: where the outcome of a split, a merge or an undo is seen.
func (s *Server) toArticleOf(v *visit, claimID string) error {
	d, err := s.db.DossierFor(v.ctx(), claimID, v.user.Actor())
	if err != nil {
		return err
	}
	if v.scripted() {
		return s.articlePage(v, d.Claim.ArticleID, claimID)
	}
	return v.redirect(views.ArticleClaimURL(d.Claim.ArticleID, claimID))
}

func (s *Server) showMerge(v *visit) error {
	return s.mergeForm(v, http.StatusOK, views.MergeForm{With: v.r.URL.Query().Get("with")}, nil)
}

// mergeForm shows the form for a merge: the claims of the same article to choose from, and the merged wording. Without a
// version in it the form gets the current one.
func (s *Server) mergeForm(v *visit, status int, in views.MergeForm, bad claims.FieldErrors) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	d, err := s.db.DossierFor(v.ctx(), id, v.user.Actor())
	if err != nil {
		return err
	}
	if err := trySplit(d, v.user.Actor()); err != nil { // a claim that cannot be split cannot be merged either
		return err
	}
	e, err := s.db.Edition(v.ctx(), d.Claim.ArticleID, v.user.ID)
	if err != nil {
		return err
	}
	if in.Version == 0 {
		in.Version = d.Claim.Version
	}
	for _, row := range e.Claims {
		if row.ID != id && row.State.Open() && row.Rating == "" {
			in.Others = append(in.Others, row)
		}
	}
	return v.show(status, "Merge the claim", "claims", func(p views.Page) templ.Component { return views.MergePage(p, d, in, bad) })
}

func (s *Server) mergeClaim(v *visit) error {
	id, version, f, err := v.versionForm()
	if err != nil {
		return err
	}
	in := views.MergeForm{Version: version, With: f.line("with"), Wording: f.line("wording")}
	withVersion := f.number("with_version")
	kept := ""
	if err = f.bad.Err(); err == nil {
		kept, err = s.db.MergeClaims(v.ctx(), v.by(f), id, version, in.With, withVersion, in.Wording)
	}
	if again := v.again(f, err); again != nil {
		in.Version = again.version(version, 0)
		return s.mergeForm(v, again.status, in, again.bad)
	}
	if err != nil {
		return err
	}
	return s.toArticleOf(v, kept)
}

func (s *Server) undo(v *visit) error {
	f, err := readForm(v.r)
	if err != nil {
		return err
	}
	seq := f.number("seq")
	if err := f.bad.Err(); err != nil {
		return err
	}
	id, err := s.db.Undo(v.ctx(), v.by(f), int64(seq))
	if err != nil {
		return err
	}
	if back := f.back(""); back != "" && !v.scripted() {
		return v.redirect(back)
	}
	return s.toArticleOf(v, id)
}

func (s *Server) showPicker(v *visit) error {
	q := v.r.URL.Query()
	block, err := strconv.Atoi(q.Get("p"))
	if err != nil {
		return claims.ErrNotFound
	}
	return s.picker(v, http.StatusOK, views.PickerForm{Block: block, Claim: idOrNone(q.Get("claim"))}, nil)
}

// picker shows the sentences of one paragraph, for whoever cannot or will not select text with a script.
func (s *Server) picker(v *visit, status int, in views.PickerForm, bad claims.FieldErrors) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	if in.Article, in.Text, err = s.articleText(v, id); err != nil {
		return err
	}
	if in.Block < 0 || in.Block >= len(in.Article.Blocks) {
		return claims.ErrNotFound
	}
	in.Sentences = split.Sentences(in.Text.Text, in.Article.Blocks[in.Block].Span)
	if in.Claim != "" {
		d, err := s.db.DossierFor(v.ctx(), in.Claim, v.user.Actor())
		if err != nil {
			return err
		}
		in.ClaimNo, in.ClaimVersion = d.Claim.No, d.Claim.Version
	}
	return v.show(status, "New claim", "articles", func(p views.Page) templ.Component { return views.PickerPage(p, in, bad) })
}

func (s *Server) createClaim(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	a, text, err := s.articleText(v, id)
	if err != nil {
		return err
	}
	span, err := s.selected(f, a, text)
	claim := ""
	if err = f.err(err); err == nil {
		claim, err = s.addSelected(v, f, a, candidate(a, text, span, f.line("wording")))
	}
	if again := v.again(f, err); again != nil {
		if v.scripted() || hasField(again.bad, "block") {
			return again.bad
		}
		sentence, _ := strconv.Atoi(f.values.Get("sentence")) // a wrong one is among the faults
		return s.picker(v, again.status, views.PickerForm{
			Block: f.number("block"), Chosen: sentence, Wording: f.text("wording"), Claim: idOrNone(f.line("claim")),
		}, again.bad)
	}
	if err != nil {
		return err
	}
	return s.articleChanged(v, f, id, claim)
}

// addSelected does with selected words what the form's button says: they become a claim, words of another claim, or are
// set aside as no claim.
func (s *Server) addSelected(v *visit, f *form, a claims.Article, in claims.Candidate) (claim string, err error) {
	switch views.SelectionUse(f.line("as")) {
	case views.AsNoClaim:
		return s.db.AddAside(v.ctx(), v.by(f), a.ID, a.Number, in)
	case views.AsMoreWords:
		claim, version := f.line("claim"), f.number("version")
		if err := f.bad.Err(); err != nil {
			return "", err
		}
		return claim, s.db.AddWords(v.ctx(), v.by(f), claim, version, in.Spans[0])
	}
	return s.db.AddClaim(v.ctx(), v.by(f), a.ID, a.Number, in)
}

// selected finds the words that a form means: a selection in the browser, or a sentence chosen by its number.
func (s *Server) selected(f *form, a claims.Article, text claims.ArticleVersion) (claims.Span, error) {
	block := f.number("block")
	if f.bad != nil {
		return claims.Span{}, f.bad.Err()
	}
	if exact := f.text("exact"); exact != "" {
		start, err := strconv.Atoi(f.values.Get("start"))
		if err != nil {
			start = -1
		}
		return text.Find(a.Blocks, claims.Selection{Block: block, Exact: exact, Prefix: f.text("prefix"), Suffix: f.text("suffix"), Start: start})
	}
	n, err := strconv.Atoi(f.values.Get("sentence"))
	if err != nil || block < 0 || block >= len(a.Blocks) {
		return claims.Span{}, &claims.FieldError{Field: "sentence", Msg: "Choose a sentence, or type the exact words."}
	}
	sentences := split.Sentences(text.Text, a.Blocks[block].Span)
	if n < 0 || n >= len(sentences) {
		return claims.Span{}, &claims.FieldError{Field: "sentence", Msg: "There is no such sentence in the paragraph."}
	}
	return sentences[n], nil
}

// candidate reads what the splitter can tell about words that a person chose; the wording is the person's, or else the
// words as they stand.
func candidate(a claims.Article, text claims.ArticleVersion, span claims.Span, wording string) claims.Candidate {
	c := split.Describe(text.Text, a.Blocks, span, split.Options{Published: a.Published, Lang: a.Lang})
	c.Spans = []claims.Span{span}
	if wording != "" {
		c.Wording = wording
	}
	if c.Wording == "" {
		c.Wording = span.In(text.Text)
	}
	return c
}
