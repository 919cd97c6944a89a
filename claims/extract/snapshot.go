package extract

import (
	"mime"
	"strings"

	"assay/claims"
)

// SnapshotText returns the title and the whole visible text of a fetched source, furniture included, so that any
// passage that a reader of the source can see is found in it. contentType and address are as for HTML. text is
// canonical and may be "" for a page without words. Errors are claims.ErrInvalid: too large, too complicated, or
// not a kind of document with text.
func SnapshotText(raw []byte, contentType, address string) (title, text string, err error) {
	media, _, err := mime.ParseMediaType(contentType)
	switch {
	case err != nil && beginsWithTag(raw), media == "text/html", media == "application/xhtml+xml":
		return pageText(raw, contentType, address)
	case err != nil, strings.HasPrefix(media, "text/"), media == "application/json", strings.HasSuffix(media, "+json"), media == "application/xml":
		text, err := decodePlain(raw)
		return "", canonical(text), err
	}
	return "", "", notShown
}

func pageText(raw []byte, contentType, address string) (title, text string, err error) {
	doc, err := parsePage(raw, contentType)
	if err != nil {
		return "", "", err
	}
	base, err := claims.WebAddress(address)
	if err != nil {
		base = nil
	}
	facts := metadata(doc, base)
	text, _ = join(piecesOf(body(doc)))
	return facts.Title, text, nil
}
