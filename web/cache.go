package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"assay/claims"
)

// pageCache keeps rendered pages until anything in the record changes. A page is a function of its address, its
// reader, his choices of look, the number of notices he has not seen, the day, what is known of precedents, and the
// record: all are in the key, and the record by its size, which the same transaction raises that changes anything.
type pageCache struct {
	mu    sync.Mutex
	pages map[string][]byte
	size  int64 // of the record that the pages are of
	bytes int
}

// maxPageCache bounds the cache. A full cache is emptied: the pages that are asked for come back by themselves.
const maxPageCache = 64 << 20

func newPageCache() *pageCache { return &pageCache{pages: map[string][]byte{}} }

func (c *pageCache) get(key string, size int64) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size != size {
		return nil
	}
	return c.pages[key]
}

func (c *pageCache) put(key string, size int64, page []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if size < c.size {
		return // rendered before the latest change
	}
	if size > c.size || c.bytes+len(page) > maxPageCache {
		c.pages, c.bytes, c.size = map[string][]byte{}, 0, size
	}
	if old, ok := c.pages[key]; ok {
		c.bytes -= len(old)
	}
	c.pages[key] = page
	c.bytes += len(page)
}

// cached answers with the kept page when nothing changed since it was rendered, and otherwise renders it and keeps it.
// more is what else the page is a function of. A page with a message of its own, a part for our script, and a HEAD request pass by.
func (v *visit) cached(render func() error, more ...string) error {
	if v.scripted() || v.r.Method != http.MethodGet {
		return render()
	}
	if _, err := v.r.Cookie(flashCookie); err == nil {
		return render()
	}
	// v.size was read before rendering: a change in the middle leaves a page that is kept for a record that is past.
	key := v.cacheKey(more)
	if page := v.s.pages.get(key, v.size); page != nil {
		return v.write(http.StatusOK, htmlType, page)
	}
	tee := &teeWriter{ResponseWriter: v.w}
	v.w = tee
	err := render()
	v.w = tee.ResponseWriter
	if err == nil && tee.status == http.StatusOK {
		v.s.pages.put(key, v.size, tee.body.Bytes())
	}
	return err
}

func (v *visit) cacheKey(more []string) string {
	return strings.Join(append([]string{
		v.r.URL.RequestURI(), v.user.ID, strconv.Itoa(v.user.Version), v.page.Theme, strconv.FormatBool(v.page.KeysOff), v.page.Keys.Pairs(),
		string(claims.DayOf(v.page.Now)), strconv.Itoa(v.page.Unseen),
		strconv.FormatInt(v.s.like.size.Load(), 10),
	}, more...), "\x00")
}

// teeWriter keeps what is written.
type teeWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (t *teeWriter) WriteHeader(status int) {
	t.status = status
	t.ResponseWriter.WriteHeader(status)
}

func (t *teeWriter) Write(b []byte) (int, error) {
	t.body.Write(b)
	return t.ResponseWriter.Write(b)
}
