package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"assay/claims"
	"assay/claims/extract"
	"assay/claims/split"
	"assay/views"
)

const importTitle = "Import an article"

func (s *Server) showImport(v *visit) error {
	return v.importForm(http.StatusOK, views.ImportForm{}, nil)
}

// importForm shows the form. Nothing in it tells a wanted repetition from a double click, since drafts are no part of the
// record: so each rendering names an operation of its own.
func (v *visit) importForm(status int, in views.ImportForm, bad claims.FieldErrors) error {
	v.page.Op += "." + newRequestID()
	return v.show(status, importTitle, "articles", func(p views.Page) templ.Component { return views.ImportPage(p, in, bad) })
}

// createDraft takes an article in: pasted, as a file, or by its address. Nothing is saved until its preview is.
func (s *Server) createDraft(v *visit) error {
	f, err := readForm(v.r)
	if errors.Is(err, errTooLarge) {
		return v.importForm(http.StatusRequestEntityTooLarge, views.ImportForm{}, claims.FieldErrors{{Field: "file", Msg: tooLarge}})
	}
	if err != nil {
		return err
	}
	in := views.ImportForm{Text: f.text("text"), URL: f.line("url")}
	draft, raw, err := readDraft(v.r, f, in)
	if bad := claims.Fields(f.err(err)); bad != nil {
		return v.importForm(http.StatusUnprocessableEntity, in, bad)
	}
	if err != nil {
		return err
	}
	id, err := s.db.AddDraft(v.ctx(), v.by(f), draft, raw)
	if err != nil {
		return err
	}
	return v.redirect(views.DraftURL(id))
}

// tooLarge refuses what no article can be.
const tooLarge = "This is too large. Assay takes articles of up to a million characters and files of up to 5 MB."

// readDraft makes a draft of whichever of the three ways was used. A fault is tied to its field.
func readDraft(r *http.Request, f *form, in views.ImportForm) (claims.Draft, []byte, error) {
	name, upload, err := uploaded(r)
	if err != nil {
		return claims.Draft{}, nil, err
	}
	text, field := []byte(in.Text), "text"
	origin := claims.Pasted
	switch {
	case f.bad != nil:
		return claims.Draft{}, nil, f.bad.Err()
	case upload != nil:
		text, field, origin = upload, "file", claims.Uploaded
		f.file = digest(upload)
	case strings.TrimSpace(in.Text) != "":
	case in.URL != "":
		if _, err := claims.WebAddress(in.URL); err != nil {
			return claims.Draft{}, nil, &claims.FieldError{Field: "url", Msg: "Give a full address that begins with http:// or https://."}
		}
		return claims.Draft{State: claims.DraftFetching, Article: claims.NewArticle{Origin: claims.Fetched, OriginRef: in.URL}}, nil, nil
	default:
		return claims.Draft{}, nil, &claims.FieldError{Field: "text", Msg: "Paste an article, choose a file, or give an address."}
	}
	draft, err := MakeDraft(text, name, "", "", origin)
	if errors.Is(err, claims.ErrInvalid) {
		return draft, nil, &claims.FieldError{Field: field, Msg: invalidBody(err)}
	}
	return draft, text, err
}

// uploaded returns the name and bytes of the file field; nil when no file was chosen.
func uploaded(r *http.Request) (name string, body []byte, err error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return "", nil, nil
	}
	head := r.MultipartForm.File["file"][0]
	if head.Filename == "" || head.Size == 0 {
		return "", nil, nil
	}
	file, err := head.Open()
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	body, err = io.ReadAll(io.LimitReader(file, extract.MaxBytes+1))
	return clip(path.Base(strings.ToValidUTF8(head.Filename, "")), 200), body, err
}

// MakeDraft reads the bytes of an article. The worker calls it for what it fetched, with the address it came from.
// Errors: ErrInvalid when the bytes are no article that can be read.
func MakeDraft(raw []byte, name, contentType, address string, origin claims.Origin) (claims.Draft, error) {
	a, err := extract.Read(raw, name, contentType, address)
	if err != nil {
		return claims.Draft{}, err
	}
	ref := name
	if address != "" {
		ref = address
	}
	draft := claims.Draft{State: claims.DraftReady, Guessed: a.DateGuessed && a.Published != "", Article: claims.NewArticle{
		URL: a.CanonicalURL, Outlet: a.Outlet, Headline: a.Title, Byline: a.Byline, Lang: a.Lang, Published: a.Published,
		Origin: origin, OriginRef: ref, Text: a.Text, Blocks: a.Blocks, Extractor: a.Extractor, RawSHA256: digest(raw),
	}}
	if draft.Article.URL == "" {
		draft.Article.URL = address
	}
	return draft, nil
}

// digest is the SHA-256 of what came in, as hex.
func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func (s *Server) showDraft(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	draft, err := s.db.Draft(v.ctx(), v.user.ID, id)
	if err != nil {
		return err
	}
	if draft.State == claims.DraftSaved {
		return v.redirect(views.ArticleURL(draft.Same))
	}
	return s.draftPage(v, http.StatusOK, draft, nil)
}

// draftPage shows the preview with the claims that the splitter would propose. A new text of an article has a preview of
// its own.
func (s *Server) draftPage(v *visit, status int, draft claims.Draft, bad claims.FieldErrors) error {
	if draft.RenewsID != "" && draft.State == claims.DraftReady {
		return s.renewalPage(v, status, draft.ID, bad)
	}
	if draft.State == claims.DraftFetching {
		v.w.Header().Set("Refresh", "2") // the page looks again by itself, also without script
	}
	if draft.State == claims.DraftReady {
		var err error
		sum := claims.TextDigest(draft.Article.Text)
		draft.Same, draft.SameName, err = s.db.SameArticle(v.ctx(), sum, draft.Article.URL)
		if err != nil && !errors.Is(err, claims.ErrNotFound) {
			return err
		}
		draft.Article.Candidates = split.Split(draft.Article.Text, draft.Article.Blocks, split.Options{Published: draft.Article.Published, Lang: draft.Article.Lang})
	}
	return v.show(status, "Import preview", "articles", func(p views.Page) templ.Component { return views.DraftPage(p, draft, bad) })
}

func (s *Server) saveDraft(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	draft, err := s.db.Draft(v.ctx(), v.user.ID, id)
	if err != nil {
		return err
	}
	if draft.State == claims.DraftSaved {
		return v.redirect(views.ArticleURL(draft.Same))
	}
	if draft.RenewsID != "" {
		return s.saveVersion(v, f, id)
	}
	draft.Article = corrected(f, draft.Article)
	article := ""
	if err = f.bad.Err(); err == nil {
		article, err = s.db.SaveDraft(v.ctx(), v.by(f), id, draft.Article)
	}
	if bad := claims.Fields(f.err(err)); bad != nil {
		return s.draftPage(v, http.StatusUnprocessableEntity, draft, bad)
	}
	if err != nil {
		return err
	}
	return v.redirect(views.ArticleURL(article))
}

// corrected is the article with the facts and the roles of its parts as set in the preview, split anew.
func corrected(f *form, a claims.NewArticle) claims.NewArticle {
	a.Headline, a.Byline, a.Outlet, a.URL, a.Lang = f.line("headline"), f.line("byline"), f.line("outlet"), f.line("url"), f.line("lang")
	a.Published = f.partial()
	blocks := make([]claims.Block, len(a.Blocks))
	for i, b := range a.Blocks {
		kind := claims.BlockKind(f.line("kind" + strconv.Itoa(i)))
		if kind != "" && kind != b.Kind {
			b.Kind, b.Why = kind, ""
		}
		if !b.Kind.Valid() {
			f.bad.Add("blocks", "Choose a role for every part.")
			b.Kind = claims.Text
		}
		blocks[i] = b
	}
	a.Blocks = blocks
	if f.bad == nil {
		a.Candidates = split.Split(a.Text, a.Blocks, split.Options{Published: a.Published, Lang: a.Lang})
	}
	return a
}

func (s *Server) discardDraft(v *visit) error {
	id, f, err := v.idForm()
	if err != nil {
		return err
	}
	draft, err := s.db.Draft(v.ctx(), v.user.ID, id)
	if err != nil {
		return err
	}
	if err := s.db.DiscardDraft(v.ctx(), v.by(f), id); err != nil {
		return err
	}
	if draft.RenewsID != "" {
		return v.redirect(views.VersionsURL(draft.RenewsID, 0, 0))
	}
	return v.redirect(views.ImportURL)
}
