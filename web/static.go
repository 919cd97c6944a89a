package web

import (
	"net/http"
	"strings"

	"assay/claims"
	"assay/views/static"
)

// staticFile answers a style, script or picture. Its name holds a hash of its bytes, so it may be kept for ever.
func (v *visit) staticFile(name string) error {
	a, ok := static.File(name)
	if !ok {
		return claims.ErrNotFound
	}
	h := v.w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", a.ETag)
	h.Set("Content-Type", a.Type)
	h.Set("Vary", "Accept-Encoding")
	if matches(v.r.Header.Get("If-None-Match"), a.ETag) {
		v.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body := a.Body
	if strings.Contains(v.r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = a.Gzip
	}
	return v.plain(http.StatusOK, body)
}
